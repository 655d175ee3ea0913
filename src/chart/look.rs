//! How the parts of a picture look: by classes, which a page's style sheet knows, or by literal colours, which go with
//! a picture that leaves its page.

use std::fmt::Write as _;

use super::scene::Class;
use super::svg::names;
use crate::config::color::Color;
use crate::config::palette::SERIES;

/// Who colours a picture.
#[derive(Clone, Copy)]
pub enum Look<'a> {
    /// The style sheet of the page it stands on.
    Classes,
    /// The picture itself.
    Literal(&'a Style),
}

/// Colours of series and fonts, for pictures that leave their page; each colour by the series' place, from 0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Style {
    /// Bars and lines.
    pub marks: [Color; SERIES],
    /// Names beside them.
    pub texts: [Color; SERIES],
    /// Light bars within an edge of the colour.
    pub fills: [Color; SERIES],
    /// The whole that a completed part stands in.
    pub track: Color,
    /// A list of fonts, as CSS writes it.
    pub fonts: String,
}

/// What no palette sets, as on a light page; the paper is white, as in print, because pictures are put on other sites.
const INK: &str = "#1c1a17";
const PAPER: &str = "#fff";
const MUTED: &str = "#5d5850";
const RULE: &str = "#ddd7cc";

/// The background of a picture that stands alone.
#[must_use]
pub fn paper() -> &'static str {
    PAPER
}

impl Look<'_> {
    /// The attributes of a part of `class`, each with a blank before it.
    #[must_use]
    pub fn attributes(self, class: Class) -> String {
        match self {
            Self::Classes => format!(" class=\"{}\"", names(class)),
            Self::Literal(style) => style.literal(class),
        }
    }

    /// The attributes of the bold end of a line of text.
    #[must_use]
    pub fn strong(self) -> &'static str {
        match self {
            Self::Classes => " class=\"bc-strong\"",
            Self::Literal(_) => " font-weight=\"700\"",
        }
    }
}

impl Style {
    fn literal(&self, class: Class) -> String {
        let mark = |of: u8| self.marks[place(of)].to_string();
        match class {
            Class::Bar(of @ (3 | 7)) => edged(&self.fills[place(of)].to_string(), &mark(of), "1.25"),
            Class::Bar(of) if of % 2 == 0 => edged(&mark(of), INK, "0.75"),
            Class::Bar(of) | Class::Zero(of) => filled(&mark(of)),
            Class::OpenBar(of) => edged(PAPER, &mark(of), "1.25"),
            Class::Hatch(of) => stroked(&mark(of), "1.25"),
            Class::Whole => edged(&self.track.to_string(), &mark(1), "1"),
            Class::OpenWhole => edged(PAPER, &mark(1), "1") + " stroke-dasharray=\"4 2\"",
            Class::Grid => stroked(RULE, "1"),
            Class::Baseline => stroked(INK, "1.25"),
            Class::Line(of) => line(&mark(of)),
            Class::OpenLine(of) => line(&mark(of)) + " stroke-dasharray=\"1 5\"",
            Class::Point(of) => edged(&mark(of), PAPER, "1.25"),
            Class::OpenPoint(of) => edged(PAPER, &mark(of), "2"),
            Class::Area(of @ (3 | 7)) => {
                edged(&self.fills[place(of)].to_string(), &mark(of), "1.5") + " stroke-linejoin=\"round\""
            }
            Class::Area(of) => edged(&mark(of), PAPER, "1.5") + " stroke-linejoin=\"round\"",
            Class::OpenArea(of) => edged(PAPER, &mark(of), "1.25") + " stroke-linejoin=\"round\"",
            Class::Link => stroked(MUTED, "2.5"),
            Class::Reference => stroked(INK, "1") + " stroke-dasharray=\"5 3\"",
            Class::Leader => stroked(MUTED, "1"),
            Class::Label | Class::Value | Class::Annotation => filled(INK),
            Class::Inside(_) => edged(INK, PAPER, "3.5") + " paint-order=\"stroke\" stroke-linejoin=\"round\"",
            Class::Remark => filled(MUTED),
            Class::Heading => filled(INK) + " font-weight=\"700\"",
            Class::Name(of) => filled(&self.texts[place(of)].to_string()),
        }
    }
}

/// The place of a tone, which counts from 1.
fn place(tone: u8) -> usize {
    usize::from(tone).saturating_sub(1) % SERIES
}

fn filled(colour: &str) -> String {
    format!(" fill=\"{colour}\"")
}

fn stroked(colour: &str, width: &str) -> String {
    edged("none", colour, width)
}

fn edged(fill: &str, colour: &str, width: &str) -> String {
    let mut out = filled(fill);
    // Writing into a text can't fail.
    let _ = write!(out, " stroke=\"{colour}\" stroke-width=\"{width}\"");
    out
}

fn line(colour: &str) -> String {
    stroked(colour, "2.5") + " stroke-linejoin=\"round\" stroke-linecap=\"round\""
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_no_palette_sets_is_as_in_the_style_sheet() {
        let css = include_str!("../../themes/portal/static/site.css");
        let first = |name: &str| {
            let lines = css.lines().filter_map(|line| line.trim().strip_prefix(name)?.strip_prefix(": "));
            lines.map(|value| value.trim_end_matches(';')).next().unwrap_or_default()
        };
        for (name, own, colour) in
            [("--bc-ink", "--ink", INK), ("--bc-muted", "--muted", MUTED), ("--bc-rule", "--rule", RULE)]
        {
            assert!(first(name).starts_with(&format!("var({own},")), "{name}");
            assert_eq!(first(own), colour, "{own}");
        }
        assert!(css.contains(&format!("--bc-paper: {PAPER};")));
    }
}
