//! The colours of the page: paper, ink, lines and one accent, on the light page and on the dark one, and whether what is given
//! can be read.

use crate::diag::{Code, Diagnostic, Text, catalog};
use crate::source::{Span, Spanned};
use crate::syntax::reader::{Reader, found};
use crate::syntax::yaml::Node;

use super::color::Color;
use super::palette::{DARK_PAPER, PAPER, TEXT_CONTRAST, Tone};

/// Least contrast of the text that is read for long (WCAG 2.2, 1.4.6).
const INK_CONTRAST: f64 = 7.0;
/// Least contrast of strong lines and of what shows the focus (WCAG 2.2, 1.4.11).
const LINE_CONTRAST: f64 = 3.0;
/// The light page is at least so light, the dark one at most (CIE L*): charts are made for such pages.
const LIGHTEST_DARK: f64 = 30.0;
const DARKEST_LIGHT: f64 = 85.0;

const EXAMPLE: &str = "accent: \"#9B1B1F\"";

/// The colours of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ground {
    pub paper: Tone,
    /// Behind what stands apart.
    pub wash: Tone,
    pub ink: Tone,
    /// Words beside the point.
    pub muted: Tone,
    pub line: Tone,
    pub strong_line: Tone,
    pub accent: Tone,
    pub focus: Tone,
}

impl Default for Ground {
    fn default() -> Self {
        let tone = |light, dark| Tone { light: Color::hex(light), dark: Color::hex(dark) };
        Self {
            paper: Tone { light: PAPER, dark: DARK_PAPER },
            wash: tone(0x00f6_f2ea, 0x0027_231e),
            ink: tone(0x001c_1a17, 0x00ec_e5da),
            muted: tone(0x005d_5850, 0x00b3_a999),
            line: tone(0x00dd_d7cc, 0x0042_3b32),
            strong_line: tone(0x008b_8378, 0x008d_8374),
            accent: tone(0x009b_1b1f, 0x00f2_938c),
            focus: tone(0x000b_57b0, 0x009c_c4ff),
        }
    }
}

/// The colours that are written; what can't be used is none.
#[derive(Default)]
struct Given {
    paper: Option<Pair>,
    ink: Option<Pair>,
    muted: Option<Pair>,
    line: Option<Pair>,
    accent: Option<Pair>,
}

/// A colour for the light page and, where it is written, the one for the dark page.
#[derive(Clone, Copy)]
struct Pair {
    light: Placed,
    dark: Option<Placed>,
}

/// A colour and where it is written.
type Placed = (Color, Span);

impl Ground {
    /// Reads `colors`: `{accent: "#…"}` or `{accent: {light: "#…", dark: "#…"}}` and the like; none where there is none, or
    /// one that can't be read on its page. Colours that are not given are made from those that are.
    pub fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let mut colors = reader.take("colors").mapping()?;
        let given = Given {
            paper: pair(&mut colors, "paper"),
            ink: pair(&mut colors, "ink"),
            muted: pair(&mut colors, "muted"),
            line: pair(&mut colors, "line"),
            accent: pair(&mut colors, "accent"),
        };
        let ground = Self::from(&given);
        let is_fine = can_be_read(&ground, &given, &colors);
        colors.finish(&[
            ("background", "paper"),
            ("text", "ink"),
            ("primary", "accent"),
            ("border", "line"),
            ("rule", "line"),
        ]);
        is_fine.then_some(ground)
    }

    fn from(given: &Given) -> Self {
        let default = Self::default();
        let or = |pair: &Option<Pair>, default: Tone| {
            pair.map_or(default, |pair| Tone {
                light: pair.light.0,
                dark: pair.dark.map_or(default.dark, |dark| dark.0),
            })
        };
        let (paper, ink) = (or(&given.paper, default.paper), or(&given.ink, default.ink));
        let is_own = given.paper.is_some() || given.ink.is_some();
        let made = |default: Tone, make: fn(Color, Color) -> Color| {
            let own = Tone { light: make(paper.light, ink.light), dark: make(paper.dark, ink.dark) };
            if is_own { own } else { default }
        };
        let line = or(&given.line, made(default.line, |paper, ink| paper.mixed(ink, 9)));
        let strong =
            |line: Color, paper: Color, ink| line.toward(ink, |line| line.contrast(paper) >= LINE_CONTRAST + 0.5);
        let strong_line =
            Tone { light: strong(line.light, paper.light, ink.light), dark: strong(line.dark, paper.dark, ink.dark) };
        let visible =
            |color: Color, paper: Color, away| color.toward(away, |color| color.contrast(paper) >= LINE_CONTRAST);
        let muted =
            |paper: Color, ink: Color| ink.mixed(paper, 18).toward(ink, |color| color.contrast(paper) >= TEXT_CONTRAST);
        Self {
            wash: made(default.wash, |paper, ink| paper.mixed(ink, 2)),
            muted: or(&given.muted, made(default.muted, muted)),
            strong_line: if is_own || given.line.is_some() { strong_line } else { default.strong_line },
            accent: given.accent.map_or(default.accent, |pair| Tone {
                light: pair.light.0,
                dark: pair.dark.map_or_else(|| for_dark_page(pair.light.0, paper.dark), |dark| dark.0),
            }),
            focus: Tone {
                light: visible(default.focus.light, paper.light, Color::BLACK),
                dark: visible(default.focus.dark, paper.dark, Color::WHITE),
            },
            paper,
            ink,
            line,
        }
    }
}

fn for_dark_page(color: Color, paper: Color) -> Color {
    color.toward(Color::WHITE, |color| color.contrast(paper) >= TEXT_CONTRAST)
}

fn pair(colors: &mut Reader<'_>, key: &'static str) -> Option<Pair> {
    let taken = colors.take(key);
    let node = taken.node.filter(|node| node.value != Node::Null)?;
    if let Node::Map(_) = node.value {
        let mut both = taken.mapping()?;
        let light = both.need("light", EXAMPLE).node;
        let dark = both.take("dark").node.filter(|node| node.value != Node::Null);
        let pair = light
            .and_then(|light| color(light, &both))
            .map(|light| Pair { light, dark: dark.and_then(|dark| color(dark, &both)) });
        both.finish(&[]);
        return pair;
    }
    Some(Pair { light: color(node, colors)?, dark: None })
}

fn color(node: &Spanned<Node>, reader: &Reader<'_>) -> Option<Placed> {
    let color = match &node.value {
        Node::Str(text) => Color::parse(text),
        _ => None,
    };
    if color.is_none() {
        let message = catalog::template::not_a_color(found(node, reader.text()));
        let help = catalog::yaml::write_like(EXAMPLE);
        reader.report(Diagnostic::new(Code::WrongType, node.span, message).help(help));
    }
    color.map(|color| (color, node.span))
}

/// False where a given colour can't be read on its page, or a page is none that charts are made for; each is reported.
fn can_be_read(ground: &Ground, given: &Given, reader: &Reader<'_>) -> bool {
    let mut is_fine = true;
    // Words are held against the default page where the given one can't be used.
    let mut page = ground.paper;
    let mut report = |span: Span, message: Text, help: Text| {
        is_fine = false;
        reader.report(Diagnostic::new(Code::WrongType, span, message).help(help));
    };
    if let Some(paper) = given.paper {
        let papers = [(Some(paper.light), true), (paper.dark, false)];
        for (paper, is_light) in papers.into_iter().filter_map(|(paper, is_light)| Some((paper?, is_light))) {
            let lightness = paper.0.lightness();
            if is_light && lightness < DARKEST_LIGHT {
                let better = paper.0.toward(Color::WHITE, |color| color.lightness() >= DARKEST_LIGHT);
                page.light = PAPER;
                let message = catalog::template::dark_paper(paper.0.to_string());
                report(paper.1, message, catalog::template::pale_color_help(better.to_string()));
            } else if !is_light && lightness > LIGHTEST_DARK {
                let better = paper.0.toward(Color::BLACK, |color| color.lightness() <= LIGHTEST_DARK);
                page.dark = DARK_PAPER;
                let message = catalog::template::light_paper(paper.0.to_string());
                report(paper.1, message, catalog::template::pale_color_help(better.to_string()));
            }
        }
    }
    let words = [(given.ink, INK_CONTRAST), (given.muted, TEXT_CONTRAST), (given.accent, TEXT_CONTRAST)];
    for (pair, least) in words.into_iter().filter_map(|(pair, least)| Some((pair?, least))) {
        let pages = [(Some(pair.light), page.light, Color::BLACK), (pair.dark, page.dark, Color::WHITE)];
        for (color, paper, away) in pages.into_iter().filter_map(|(color, paper, away)| Some((color?, paper, away))) {
            let contrast = color.0.contrast(paper);
            if contrast < least {
                let better = color.0.toward(away, |color| color.contrast(paper) >= least);
                let (ratio, least) = (format!("{contrast:.1}:1"), format!("{least}:1"));
                let message = catalog::template::pale_words(color.0.to_string(), ratio, paper.to_string(), least);
                report(color.1, message, catalog::template::pale_color_help(better.to_string()));
            }
        }
    }
    is_fine
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;
    use crate::source::SourceId;
    use crate::syntax::yaml;

    fn read(text: &str) -> (Option<Ground>, Vec<String>) {
        let node = yaml::parse(text, SourceId(0), 0).expect("valid YAML");
        let findings = RefCell::new(Vec::new());
        let mut reader = Reader::new(&node, text, "x".into(), Span::file(SourceId(0)), &findings);
        let ground = Ground::read(&mut reader);
        (ground, findings.into_inner().into_iter().map(|finding| finding.message.en().into_owned()).collect())
    }

    #[test]
    fn the_defaults_hold_their_own_rules() {
        let ground = Ground::default();
        for (paper, of) in [(ground.paper.light, |tone: Tone| tone.light), (ground.paper.dark, |tone: Tone| tone.dark)]
            as [(Color, fn(Tone) -> Color); 2]
        {
            assert!(of(ground.ink).contrast(paper) >= INK_CONTRAST);
            for tone in [ground.muted, ground.accent] {
                assert!(of(tone).contrast(paper) >= TEXT_CONTRAST, "{}", of(tone));
            }
            for tone in [ground.strong_line, ground.focus] {
                assert!(of(tone).contrast(paper) >= LINE_CONTRAST, "{}", of(tone));
            }
        }
    }

    #[test]
    fn one_colour_leaves_the_others() {
        let (ground, said) = read("colors: {accent: '#00567A'}");
        let ground = ground.unwrap_or_else(|| panic!("{said:?}"));
        assert_eq!(ground.accent.light, Color::hex(0x0000_567a));
        assert!(ground.accent.dark.contrast(DARK_PAPER) >= TEXT_CONTRAST, "{}", ground.accent.dark);
        assert_eq!(Ground { accent: Ground::default().accent, ..ground }, Ground::default());
    }

    #[test]
    fn what_stands_between_paper_and_ink_is_made_from_them() {
        let (ground, said) = read("colors: {paper: {light: '#FFFFFF', dark: '#101820'}, ink: '#102030'}");
        let ground = ground.unwrap_or_else(|| panic!("{said:?}"));
        assert_ne!(ground.muted, Ground::default().muted);
        assert!(
            ground.muted.light.contrast(Color::WHITE) >= TEXT_CONTRAST
                && ground.muted.dark.contrast(ground.paper.dark) >= TEXT_CONTRAST
        );
        assert!(ground.strong_line.light.contrast(Color::WHITE) >= LINE_CONTRAST);
    }

    #[test]
    fn what_can_t_be_read_is_said() {
        let check = |text: &str, expected: &str| {
            let (ground, said) = read(text);
            assert!(ground.is_none() && said.len() == 1 && said[0].starts_with(expected), "{text}\n{said:#?}");
        };
        check("colors: {accent: '#F0B0B0'}", "`#f0b0b0` can't be read on the page `#fffefb`: 1.8:1, words need 4.5:1");
        check("colors: {ink: {light: '#111111', dark: '#333333'}}", "`#333333` can't be read on the page `#1c1916`");
        check("colors: {paper: '#808080'}", "`#808080` is too dark for the light page");
        check("colors: {paper: {light: '#FFFFFF', dark: '#808080'}}", "`#808080` is too light for the dark page");
    }
}
