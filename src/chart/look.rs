//! How the parts of a picture look: by classes, which a page's style sheet knows, or by literal colours, which go with
//! a picture that leaves its page.

use std::fmt::Write as _;

use super::scene::Class;
use super::svg::names;

/// Who colours a picture.
#[derive(Clone, Copy)]
pub enum Look {
    /// The style sheet of the page it stands on.
    Classes,
    /// The picture itself.
    Literal,
}

/// The light colours of the theme `portal`, by the names that its style sheet gives them; the paper is white, as in
/// print, because a picture is put on other sites' pages.
const LIGHT: [(&str, &str); 23] = [
    ("--bc-1", "#12436d"),
    ("--bc-2", "#f46a25"),
    ("--bc-3", "#28a197"),
    ("--bc-4", "#801650"),
    ("--bc-5", "#6b8299"),
    ("--bc-6", "#9c6d45"),
    ("--bc-7", "#1f655e"),
    ("--bc-8", "#93406d"),
    ("--bc-3f", "#a8d8d2"),
    ("--bc-7f", "#a4c0bb"),
    ("--bc-t1", "#12436d"),
    ("--bc-t2", "#c2541d"),
    ("--bc-t3", "#21837b"),
    ("--bc-t4", "#801650"),
    ("--bc-t5", "#63788d"),
    ("--bc-t6", "#9a6b44"),
    ("--bc-t7", "#1f655e"),
    ("--bc-t8", "#93406d"),
    ("--bc-ink", "#1c1a17"),
    ("--bc-paper", "#fff"),
    ("--bc-muted", "#5d5850"),
    ("--bc-rule", "#ddd7cc"),
    ("--bc-track", "#e1e7e9"),
];

/// The background of a picture that stands alone.
#[must_use]
pub fn paper() -> &'static str {
    colour("--bc-paper")
}

impl Look {
    /// The attributes of a part of `class`, each with a blank before it.
    #[must_use]
    pub fn attributes(self, class: Class) -> String {
        match self {
            Self::Classes => format!(" class=\"{}\"", names(class)),
            Self::Literal => literal(class),
        }
    }

    /// The attributes of the bold end of a line of text.
    #[must_use]
    pub fn strong(self) -> &'static str {
        match self {
            Self::Classes => " class=\"bc-strong\"",
            Self::Literal => " font-weight=\"700\"",
        }
    }
}

fn literal(class: Class) -> String {
    let (ink, paper, muted) = (colour("--bc-ink"), colour("--bc-paper"), colour("--bc-muted"));
    match class {
        Class::Bar(of @ (3 | 7)) => edged(fill(of), tone(of), "1.25"),
        Class::Bar(of) if of % 2 == 0 => edged(tone(of), ink, "0.75"),
        Class::Bar(of) | Class::Zero(of) => filled(tone(of)),
        Class::OpenBar(of) => edged(paper, tone(of), "1.25"),
        Class::Hatch(of) => stroked(tone(of), "1.25"),
        Class::Whole => edged(colour("--bc-track"), tone(1), "1"),
        Class::OpenWhole => edged(paper, tone(1), "1") + " stroke-dasharray=\"4 2\"",
        Class::Grid => stroked(colour("--bc-rule"), "1"),
        Class::Baseline => stroked(ink, "1.25"),
        Class::Line(of) => line(of),
        Class::OpenLine(of) => line(of) + " stroke-dasharray=\"1 5\"",
        Class::Point(of) => edged(tone(of), paper, "1.25"),
        Class::OpenPoint(of) => edged(paper, tone(of), "2"),
        Class::Reference => stroked(ink, "1") + " stroke-dasharray=\"5 3\"",
        Class::Leader => stroked(muted, "1"),
        Class::Label | Class::Value | Class::Annotation => filled(ink),
        Class::Remark => filled(muted),
        Class::Heading => filled(ink) + " font-weight=\"700\"",
        Class::Name(of) => filled(colour(&format!("--bc-t{of}"))),
    }
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

fn line(of: u8) -> String {
    stroked(tone(of), "2.5") + " stroke-linejoin=\"round\" stroke-linecap=\"round\""
}

/// The colour of a tone, from 1.
fn tone(of: u8) -> &'static str {
    colour(&format!("--bc-{of}"))
}

/// The light fill of a tone that would else be as grey as its neighbours.
fn fill(of: u8) -> &'static str {
    colour(&format!("--bc-{of}f"))
}

fn colour(name: &str) -> &'static str {
    LIGHT.iter().find(|(known, _)| *known == name).map_or("#12436d", |(_, colour)| colour)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    /// The custom properties of the first `:root` that names each: the light ones stand first.
    fn light_properties(css: &'static str) -> BTreeMap<&'static str, &'static str> {
        let mut found = BTreeMap::new();
        for line in css.lines().map(str::trim).filter(|line| line.starts_with("--")) {
            if let Some((name, value)) = line.trim_end_matches(';').split_once(": ") {
                found.entry(name).or_insert(value);
            }
        }
        found
    }

    #[test]
    fn the_colours_are_those_of_the_style_sheet() {
        let css = light_properties(include_str!("../../themes/portal/static/site.css"));
        for (name, colour) in LIGHT.into_iter().filter(|(name, _)| *name != "--bc-paper") {
            let written = css.get(name).unwrap_or_else(|| panic!("{name} is not in the style sheet"));
            let of = written.strip_prefix("var(").and_then(|rest| rest.split(',').next());
            let written = of.map_or(*written, |of| css[of]);
            assert_eq!(written, colour, "{name}");
        }
        let all = css.keys().filter(|name| name.starts_with("--bc-")).count();
        assert_eq!(all, LIGHT.len(), "the style sheet has a colour that this table lacks");
    }
}
