//! The colours of series: eight on the light page and eight on the dark one, and whether those given can be told apart.

use crate::diag::{Code, Diagnostic, Text, catalog};
use crate::source::{Span, Spanned};
use crate::syntax::reader::{Reader, found};
use crate::syntax::yaml::Node;

use super::color::{Color, Vision};

/// The page that colours stand on.
pub const PAPER: Color = Color::hex(0x00ff_fefb);
pub const DARK_PAPER: Color = Color::hex(0x001c_1916);

/// How many series one chart can tell apart.
pub const SERIES: usize = 8;

/// A series' colour on the light page and on the dark one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tone {
    pub light: Color,
    pub dark: Color,
}

/// The tones of the series, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Palette(pub [Tone; SERIES]);

/// Least contrast of a mark with the page (WCAG 2.2, 1.4.11).
pub const MARK_CONTRAST: f64 = 3.0;

/// Least contrast of text with the page (WCAG 2.2, 1.4.3); colours made for the dark page have it too.
pub const TEXT_CONTRAST: f64 = 4.5;

/// Least difference of two colours, in hundredths of that between black and white (`OKLab`).
const DIFFERENCE: f64 = 6.0;

/// Least difference in lightness (CIE L*) of two colours that are drawn the same way, since the light page is printed.
const GREY_DIFFERENCE: f64 = 8.0;

const EXAMPLE: &str = "palette: [\"#12436D\", \"#F46A25\"]";

impl Default for Palette {
    fn default() -> Self {
        let tone = |(light, dark)| Tone { light: Color::hex(light), dark: Color::hex(dark) };
        Self(
            [
                (0x0012_436d, 0x007f_b2e5),
                (0x00f4_6a25, 0x00f5_8a52),
                (0x0028_a197, 0x0048_c2b7),
                (0x0080_1650, 0x00c8_679c),
                (0x006b_8299, 0x00b9_cadb),
                (0x009c_6d45, 0x00dc_bd9c),
                (0x001f_655e, 0x008f_d3cb),
                (0x0093_406d, 0x00f6_d3e5),
            ]
            .map(tone),
        )
    }
}

impl Palette {
    /// Reads `palette`: a list of one to eight colours, or `{light: […], dark: […]}`; none where there is none, or a wrong one.
    ///
    /// Colours for the dark page that are not given are made from the light ones. The defaults follow those given, without
    /// such as look like one of them.
    pub fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let taken = reader.take("palette");
        let node = taken.node.filter(|node| node.value != Node::Null)?;
        let (light, dark) = if let Node::Map(_) = node.value {
            let mut both = taken.mapping()?;
            let light = both.need("light", "light: [\"#12436D\"]").node;
            let dark = both.take("dark").node.filter(|node| node.value != Node::Null);
            both.finish(&[]);
            (colors(light?, reader)?, dark)
        } else {
            (colors(node, reader)?, None)
        };
        let is_given = dark.is_some();
        let dark = match dark {
            Some(dark) => given_dark(dark, &light, reader)?,
            None => light.iter().map(|color| Spanned::new(for_dark_page(color.value), color.span)).collect(),
        };
        let is_light_fine = can_be_told_apart(&light, Page::Light, reader);
        // Dark colours made from wrong light ones would only say the same again.
        let is_dark_fine = (is_light_fine || is_given) && can_be_told_apart(&dark, Page::Dark, reader);
        let tones = light.iter().zip(&dark).map(|(light, dark)| Tone { light: light.value, dark: dark.value });
        (is_light_fine && is_dark_fine).then(|| Self::starting_with(tones.collect()))
    }

    fn starting_with(mut tones: Vec<Tone>) -> Self {
        let mut rest = Self::default().0.to_vec();
        while tones.len() < SERIES {
            let nearest = |tone: &Tone| {
                let differences = tones.iter().map(|known| known.light.difference(tone.light, Vision::Full));
                differences.fold(f64::INFINITY, f64::min)
            };
            let at = tones.len();
            let differs = |tone: &Tone| {
                let alike = |(own, known): (usize, &Tone)| {
                    alike(known.light, tone.light, (own, at), Page::Light)
                        .or_else(|| alike(known.dark, tone.dark, (own, at), Page::Dark))
                };
                !tones.iter().enumerate().any(|pair| alike(pair).is_some())
            };
            let furthest = || (0..rest.len()).max_by(|a, b| nearest(&rest[*a]).total_cmp(&nearest(&rest[*b])));
            let next = rest.iter().position(differs).or_else(furthest);
            tones.push(rest.remove(next.expect("as many defaults as series, and one taken for each")));
        }
        Self(tones.try_into().expect("filled up to the number of series"))
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Page {
    Light,
    Dark,
}

/// The dark colour of a default one; another as light as the dark page needs it.
fn for_dark_page(color: Color) -> Color {
    let known = Palette::default().0.into_iter().find(|tone| tone.light == color).map(|tone| tone.dark);
    let made = || color.toward(Color::WHITE, |color| color.contrast(DARK_PAPER) >= TEXT_CONTRAST);
    known.unwrap_or_else(made)
}

/// The colours of a list; none where one of them is no colour or there are none or too many.
fn colors(node: &Spanned<Node>, reader: &Reader<'_>) -> Option<Vec<Spanned<Color>>> {
    let wrong = |span: Span, message: Text| {
        reader.report(Diagnostic::new(Code::WrongType, span, message).help(catalog::yaml::write_like(EXAMPLE)));
    };
    let Node::Seq(items) = &node.value else {
        wrong(node.span, catalog::template::not_colors(found(node, reader.text())));
        return None;
    };
    if items.is_empty() || items.len() > SERIES {
        wrong(node.span, catalog::template::color_count(items.len(), SERIES));
        return None;
    }
    let color = |item: &Spanned<Node>| {
        let color = match &item.value {
            Node::Str(text) => Color::parse(text),
            _ => None,
        };
        if color.is_none() {
            wrong(item.span, catalog::template::not_a_color(found(item, reader.text())));
        }
        color.map(|color| Spanned::new(color, item.span))
    };
    let colors: Vec<_> = items.iter().map(color).collect();
    colors.into_iter().collect()
}

/// The colours for the dark page, as many as `light`.
fn given_dark(node: &Spanned<Node>, light: &[Spanned<Color>], reader: &Reader<'_>) -> Option<Vec<Spanned<Color>>> {
    let dark = colors(node, reader)?;
    if dark.len() != light.len() {
        let message = catalog::template::dark_count(dark.len(), light.len());
        let help = catalog::template::dark_count_help();
        reader.report(Diagnostic::new(Code::WrongType, node.span, message).help(help));
        return None;
    }
    Some(dark)
}

/// False where a colour stands out too little from the page, or two look alike; each is reported.
fn can_be_told_apart(colors: &[Spanned<Color>], page: Page, reader: &Reader<'_>) -> bool {
    let mut is_fine = true;
    let mut report = |span: Span, message: Text, help: Text, label: Option<Span>| {
        is_fine = false;
        let mut finding = Diagnostic::new(Code::WrongType, span, message).help(help);
        if let Some(other) = label {
            finding = finding.label(other, catalog::template::other_color());
        }
        reader.report(finding);
    };
    let (paper, away) = if page == Page::Light { (PAPER, Color::BLACK) } else { (DARK_PAPER, Color::WHITE) };
    for (at, color) in colors.iter().enumerate() {
        let contrast = color.value.contrast(paper);
        if contrast < MARK_CONTRAST {
            let better = color.value.toward(away, |color| color.contrast(paper) >= MARK_CONTRAST);
            let ratio = format!("{contrast:.1}:1");
            let message = catalog::template::pale_color(color.value.to_string(), ratio, paper.to_string());
            report(color.span, message, catalog::template::pale_color_help(better.to_string()), None);
        }
        let pairs = colors[..at].iter().enumerate();
        let mut clashes =
            pairs.filter_map(|(own, other)| Some((other, alike(other.value, color.value, (own, at), page)?)));
        if let Some((other, to_whom)) = clashes.next() {
            let (a, b) = (other.value.to_string(), color.value.to_string());
            let (message, help) = if page == Page::Light {
                (catalog::template::alike_colors(a, b, to_whom), catalog::template::alike_colors_help())
            } else {
                (catalog::template::alike_dark_colors(a, b, to_whom), catalog::template::alike_dark_help())
            };
            // A colour for the dark page that was made here stands where the light one does.
            report(color.span, message, help, Some(other.span));
        }
    }
    is_fine
}

/// To whom two colours look alike, at these two places of the palette; none where everybody tells them apart.
///
/// Any two differ to full vision. Two that are drawn the same way differ to every kind of vision and on the light page,
/// which is printed, in grey; the others are told apart by how they are drawn.
fn alike(a: Color, b: Color, at: (usize, usize), page: Page) -> Option<Text> {
    let is_alike = |vision| a.difference(b, vision) < DIFFERENCE;
    if is_alike(Vision::Full) {
        return Some(catalog::template::alike_to_all());
    }
    if drawing(at.0) != drawing(at.1) {
        return None;
    }
    let is_grey = page == Page::Light && (a.lightness() - b.lightness()).abs() < GREY_DIFFERENCE;
    let partial = [Vision::NoRed, Vision::NoGreen, Vision::NoBlue].into_iter().any(is_alike);
    match (partial, is_grey) {
        (true, _) => Some(catalog::template::alike_to_some()),
        (false, true) => Some(catalog::template::alike_in_grey()),
        (false, false) => None,
    }
}

/// How the bars of a series are drawn: plain, with an edge of ink, or light within an edge of their colour.
#[derive(PartialEq, Eq)]
enum Drawing {
    Plain,
    Inked,
    Light,
}

fn drawing(at: usize) -> Drawing {
    match at % 4 {
        0 => Drawing::Plain,
        2 => Drawing::Light,
        _ => Drawing::Inked,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceId;
    use crate::syntax::yaml;
    use std::cell::RefCell;

    /// Reads `text` and compares what is said about it, or the palette's first colours on both pages.
    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let node = yaml::parse(text, SourceId(0), 0).expect("valid YAML");
        let findings = RefCell::new(Vec::new());
        let mut reader = Reader::new(&node, text, "x".into(), Span::file(SourceId(0)), &findings);
        let palette = Palette::read(&mut reader);
        let mut said: Vec<String> =
            findings.into_inner().into_iter().map(|finding| finding.message.en().into_owned()).collect();
        if let Some(Palette(tones)) = palette {
            said.extend(tones.iter().take(expected.len()).map(|tone| format!("{} {}", tone.light, tone.dark)));
        }
        let is_as_expected = said.len() == expected.len() && said.iter().zip(expected).all(|(a, b)| a.starts_with(b));
        assert!(is_as_expected, "{text}\n{said:#?}");
    }

    #[test]
    fn the_default_palette_holds_its_own_rules() {
        let tones = Palette::default().0;
        for (at, tone) in tones.iter().enumerate() {
            assert!(tone.light.contrast(PAPER) >= MARK_CONTRAST, "{} {}", tone.light, tone.light.contrast(PAPER));
            assert!(tone.dark.contrast(DARK_PAPER) >= MARK_CONTRAST, "{}", tone.dark);
            for (own, other) in tones[..at].iter().enumerate() {
                assert_eq!(alike(other.light, tone.light, (own, at), Page::Light), None, "{own} {at}");
                assert_eq!(alike(other.dark, tone.dark, (own, at), Page::Dark), None, "dark {own} {at}");
            }
        }
    }

    #[test]
    fn the_defaults_follow_those_given() {
        check("palette: ['#801650']", &["#801650 #c8679c", "#12436d #7fb2e5", "#f46a25 #f58a52", "#6b8299 #b9cadb"]);
        check(
            "palette: ['#12436D', '#F46A25']",
            &["#12436d #7fb2e5", "#f46a25 #f58a52", "#28a197 #48c2b7", "#801650 #c8679c"],
        );
        check("palette: {light: ['#12436D'], dark: ['#9CC5EE']}", &["#12436d #9cc5ee"]);
    }

    #[test]
    fn what_is_no_palette_is_said() {
        check("palette: blue", &["`palette` must be a list of colours, found the text `blue`"]);
        check("palette: []", &["a palette has 1 to 8 colours, here are 0"]);
        check("palette: ['#12436D', red]", &["a colour is written `#` and six digits"]);
        check(
            "palette: {light: ['#12436D'], dark: ['#9CC5EE', '#F58A52']}",
            &["colours for the dark page: 2, for the light one: 1"],
        );
        check("palette: ['#FFCC00']", &["`#ffcc00` stands out too little"]);
        check("palette: ['#12436D', '#134570']", &["`#12436d` and `#134570` look alike to everybody"]);
    }
}
