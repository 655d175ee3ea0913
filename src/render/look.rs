//! A theme's palette, fonts and sizes as custom properties of the style sheet.

use std::fmt::Write;

use crate::chart::picture::Style;
use crate::config::color::Color;
use crate::config::ground::Ground;
use crate::config::palette::{MARK_CONTRAST, Palette, TEXT_CONTRAST, Tone};
use crate::model::theme::Look;

/// What a property of a series' colour is for; the number is the series' place, from 0.
#[derive(Clone, Copy)]
enum Part {
    /// Bars and lines.
    Mark(usize),
    /// Names beside them.
    Text(usize),
    /// Light bars within an edge of the colour.
    Fill(usize),
    /// The whole that a completed part stands in.
    Track,
}

/// The properties of colour, and what they are where the reader's system sets the colours.
const COLORS: [(&str, Part, &str); 19] = [
    ("--bc-1", Part::Mark(0), "CanvasText"),
    ("--bc-2", Part::Mark(1), "LinkText"),
    ("--bc-3", Part::Mark(2), "GrayText"),
    ("--bc-4", Part::Mark(3), "VisitedText"),
    ("--bc-5", Part::Mark(4), "CanvasText"),
    ("--bc-6", Part::Mark(5), "LinkText"),
    ("--bc-7", Part::Mark(6), "GrayText"),
    ("--bc-8", Part::Mark(7), "VisitedText"),
    ("--bc-3f", Part::Fill(2), "Canvas"),
    ("--bc-7f", Part::Fill(6), "Canvas"),
    ("--bc-t1", Part::Text(0), "CanvasText"),
    ("--bc-t2", Part::Text(1), "CanvasText"),
    ("--bc-t3", Part::Text(2), "CanvasText"),
    ("--bc-t4", Part::Text(3), "CanvasText"),
    ("--bc-t5", Part::Text(4), "CanvasText"),
    ("--bc-t6", Part::Text(5), "CanvasText"),
    ("--bc-t7", Part::Text(6), "CanvasText"),
    ("--bc-t8", Part::Text(7), "CanvasText"),
    ("--bc-track", Part::Track, "Canvas"),
];

type Shade = fn(&Ground) -> Tone;

/// The properties of the page's colours; print has its own.
const GROUND: [(&str, Shade); 8] = [
    ("--paper", |ground| ground.paper),
    ("--wash", |ground| ground.wash),
    ("--ink", |ground| ground.ink),
    ("--muted", |ground| ground.muted),
    ("--rule", |ground| ground.line),
    ("--rule-strong", |ground| ground.strong_line),
    ("--accent", |ground| ground.accent),
    ("--focus", |ground| ground.focus),
];

type Value = fn(&Look) -> Option<String>;

/// The properties of fonts.
const FONTS: [(&str, Value); 3] = [
    ("--font", |look| look.fonts.text.clone()),
    ("--font-heading", |look| look.fonts.heading.clone().or_else(|| look.fonts.text.clone())),
    ("--font-chart", |look| look.fonts.chart.clone()),
];

/// The properties of size; print has its own.
const SIZES: [(&str, Value); 5] = [
    ("--base", |look| look.sizes.text.map(|px| rem(f64::from(px)))),
    ("--less", |look| look.sizes.text.map(|px| rem(f64::from(px) - 2.0))),
    ("--small", |look| look.sizes.small.map(|px| rem(f64::from(px)))),
    ("--large", |look| look.sizes.heading.map(|px| rem(f64::from(px)))),
    ("--title", |look| look.sizes.title.map(f64::from).map(title)),
];

/// The style sheet that sets what differs from the defaults; empty where nothing does. It stands behind site.css.
#[must_use]
pub fn css(look: &Look) -> String {
    let default = Look::default();
    let own = |part: Part| tone(part, &look.palette, look.ground.paper);
    let colors =
        || COLORS.iter().filter(|(_, part, _)| own(*part) != tone(*part, &default.palette, default.ground.paper));
    let ground = || GROUND.iter().filter(|(_, of)| of(&look.ground) != of(&default.ground));
    let all = |list: &[(&'static str, Value)]| -> Vec<(&'static str, String)> {
        list.iter().filter_map(|(name, value)| Some((*name, value(look)?))).collect()
    };
    let light = colors().map(|(name, part, _)| (*name, own(*part).light.to_string()));
    let dark = colors().map(|(name, part, _)| (*name, own(*part).dark.to_string()));
    let forced = colors().map(|(name, _, forced)| (*name, (*forced).to_owned()));
    let light_page = ground().map(|(name, of)| (*name, of(&look.ground).light.to_string()));
    let dark_page = ground().map(|(name, of)| (*name, of(&look.ground).dark.to_string()));
    let rules: [(&str, Vec<(&str, String)>); 4] = [
        ("", light.chain(all(&FONTS)).collect()),
        ("@media screen", light_page.chain(all(&SIZES)).collect()),
        ("@media screen and (prefers-color-scheme: dark)", dark_page.chain(dark).collect()),
        ("@media (forced-colors: active)", forced.collect()),
    ];
    let mut out = String::new();
    for (media, properties) in rules {
        write_rule(&mut out, media, &properties);
    }
    out
}

/// The names that style sheets can print on each sheet of paper, which HTML can't.
#[must_use]
pub fn names(title: &str, publisher: &str) -> String {
    let mut out = String::new();
    let properties = [("--site-title", quoted(title)), ("--publisher", quoted(publisher))];
    write_rule(&mut out, "", &properties);
    out
}

/// A text as CSS writes it.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for sign in text.chars() {
        match sign {
            '"' | '\\' => out.extend(['\\', sign]),
            sign if sign.is_control() => out.push(' '),
            sign => out.push(sign),
        }
    }
    out + "\""
}

/// The fonts of charts where the theme sets none.
const CHART_FONTS: &str = "system-ui, 'Segoe UI', Roboto, 'Noto Sans', Arial, sans-serif";

/// The same for pictures that leave their page: as on a light one.
#[must_use]
pub fn literal(look: &Look) -> Style {
    let light = |part: Part| tone(part, &look.palette, Ground::default().paper).light;
    Style {
        marks: std::array::from_fn(|at| light(Part::Mark(at))),
        texts: std::array::from_fn(|at| light(Part::Text(at))),
        fills: std::array::from_fn(|at| light(Part::Fill(at))),
        track: light(Part::Track),
        fonts: look.fonts.chart.clone().unwrap_or_else(|| CHART_FONTS.to_owned()),
    }
}

fn write_rule(out: &mut String, media: &str, properties: &[(&str, String)]) {
    if properties.is_empty() {
        return;
    }
    let (open, close, indent) =
        if media.is_empty() { (String::new(), "", "") } else { (format!("{media} {{\n"), "}\n", "  ") };
    let _ = writeln!(out, "{open}{indent}:root {{");
    for (name, value) in properties {
        let _ = writeln!(out, "{indent}  {name}: {value};");
    }
    let _ = write!(out, "{indent}}}\n{close}");
}

/// The value of `part` on both pages, as far darkened or lightened as `paper` asks.
fn tone(part: Part, palette: &Palette, paper: Tone) -> Tone {
    let stands_out = |at: usize, least: f64| {
        let Tone { light, dark } = palette.0[at];
        Tone {
            light: light.toward(Color::BLACK, |color| color.contrast(paper.light) >= least),
            dark: dark.toward(Color::WHITE, |color| color.contrast(paper.dark) >= least),
        }
    };
    match part {
        Part::Mark(at) => stands_out(at, MARK_CONTRAST),
        Part::Text(at) => stands_out(at, TEXT_CONTRAST),
        Part::Fill(at) => {
            let Tone { light, dark } = palette.0[at];
            Tone { light: light.mixed(paper.light, 38), dark: dark.mixed(paper.dark, 38) }
        }
        Part::Track => {
            let Tone { light, dark } = palette.0[0];
            Tone { light: track(light, paper.light, 56), dark: track(dark, paper.dark, 50) }
        }
    }
}

/// The paper, `parts` of 64, with the rest of `color` in it, or as much less as the part drawn on it needs to stand out.
fn track(color: Color, paper: Color, parts: u8) -> Color {
    color.mixed(paper, parts).toward(paper, |track| color.contrast(track) >= MARK_CONTRAST)
}

/// Pixels as multiples of the reader's own size of type.
fn rem(px: f64) -> String {
    format!("{}rem", px / 16.0)
}

/// From three quarters on narrow screens up to the whole.
fn title(px: f64) -> String {
    format!("clamp({}, {} + 2vw, {})", rem(px * 0.75), rem(px * 0.5), rem(px))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::model::theme::{Fonts, Sizes};

    const SITE_CSS: &str = include_str!("../../themes/portal/static/site.css");

    /// The custom properties that site.css sets on the root within `media`.
    fn declared(media: &str) -> BTreeMap<&'static str, &'static str> {
        let mut found = BTreeMap::new();
        let mut open: Vec<&str> = Vec::new();
        for line in SITE_CSS.lines().map(str::trim) {
            if let Some(selector) = line.strip_suffix('{') {
                open.push(selector.trim());
            } else if line == "}" {
                open.pop();
            } else if let Some((name, value)) = line.split_once(": ").filter(|(name, _)| name.starts_with("--")) {
                let place: Vec<&str> = open.iter().copied().filter(|part| *part != ":root").collect();
                if open.contains(&":root") && place.join(" ") == media {
                    found.insert(name, value.trim_end_matches(';'));
                }
            }
        }
        found
    }

    #[test]
    fn the_style_sheet_has_the_same_properties_and_defaults() {
        let defaults = Look::default();
        let (light, dark) = (declared(""), declared("@media screen and (prefers-color-scheme: dark)"));
        let forced = declared("@media (forced-colors: active)");
        for (name, part, system) in COLORS {
            let tone = tone(part, &defaults.palette, defaults.ground.paper);
            assert_eq!(light.get(name).copied(), Some(tone.light.to_string().as_str()), "{name}");
            assert_eq!(dark.get(name).copied(), Some(tone.dark.to_string().as_str()), "{name}, dark");
            assert_eq!(forced.get(name).copied(), Some(system), "{name}, forced");
        }
        for (name, _) in FONTS.iter().chain(&SIZES) {
            assert!(light.contains_key(name), "{name}");
        }
        let ground = ["--bc-ink", "--bc-paper", "--bc-muted", "--bc-rule"];
        let of_charts = light.keys().filter(|name| name.starts_with("--bc-") && !ground.contains(name));
        assert_eq!(of_charts.count(), COLORS.len());
        let dark_page = declared("@media (prefers-color-scheme: dark)");
        for (name, of) in GROUND {
            let tone = of(&defaults.ground);
            assert_eq!(light.get(name).copied(), Some(tone.light.to_string().as_str()), "{name}");
            assert_eq!(dark_page.get(name).copied(), Some(tone.dark.to_string().as_str()), "{name}, dark");
        }
    }

    #[test]
    fn only_what_differs_is_set() {
        assert_eq!(css(&Look::default()), "");
        let mut palette = Palette::default();
        palette.0[1].dark = Color::hex(0x00ff_aa80);
        let sizes = Sizes { title: Some(40), ..Sizes::default() };
        let fonts = Fonts { text: Some("\"Noto Serif\", serif".to_owned()), ..Fonts::default() };
        let expected = "\
:root {
  --bc-2: #f46a25;
  --bc-t2: #c2541d;
  --font: \"Noto Serif\", serif;
  --font-heading: \"Noto Serif\", serif;
}
@media screen {
  :root {
    --title: clamp(1.875rem, 1.25rem + 2vw, 2.5rem);
  }
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --bc-2: #ffaa80;
    --bc-t2: #ffaa80;
  }
}
@media (forced-colors: active) {
  :root {
    --bc-2: LinkText;
    --bc-t2: CanvasText;
  }
}
";
        assert_eq!(css(&Look { palette, fonts, sizes, ..Look::default() }), expected);
    }

    #[test]
    fn a_page_of_its_own_is_for_screens_and_takes_charts_with_it() {
        let paper = Tone { light: Color::hex(0x00e6_e6e6), dark: Color::hex(0x0010_1820) };
        let ground = Ground { paper, ..Ground::default() };
        let css = css(&Look { ground, ..Look::default() });
        let (before, screen) = css.split_once("@media screen {").expect("a rule for screens");
        assert!(!before.contains("--paper") && screen.contains("--paper: #e6e6e6;"), "{css}");
        let dark = css.split_once("dark) {").expect("a rule for the dark page").1;
        assert!(dark.contains("--paper: #101820;"), "{css}");
        assert!(before.contains("--bc-2: "), "the orange is darkened for the grey page: {css}");
    }

    #[test]
    fn names_are_texts_of_css() {
        let expected = ":root {\n  --site-title: \"Báo cáo \\\"2024\\\"\";\n  --publisher: \"a\\\\b \";\n}\n";
        assert_eq!(names("Báo cáo \"2024\"", "a\\b\n"), expected);
    }
}
