//! Writes a scene as SVG: coordinates in tenths, absolute or relative, classes for the style sheet, nothing inline.

use std::fmt::Write as _;

use super::look::{self, Look, Style};
use super::scene::{Anchor, Class, Item, Point, Scene, Shape, Text};

/// The `<svg>` of `scene`; `layout` is the class that says for which screens, `name` what it shows in a few words.
#[must_use]
pub fn write(scene: &Scene, layout: &str, size: i32, name: &str) -> String {
    let (width, height) = (Tenths(scene.width), Tenths(scene.height));
    let mut out = String::with_capacity(1024 + scene.items.len() * 48);
    let _ = write!(
        out,
        r#"<svg class="bc-chart {layout}" viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" aria-label=""#
    );
    escape(&mut out, name);
    let _ = write!(out, r#"" font-size="{}"><g aria-hidden="true">"#, Tenths(size));
    write_items(&mut out, &scene.items, size, Look::Classes);
    out.push_str("</g></svg>");
    out
}

/// As [`write`], with literal colours, for places whose style sheet is not ours; `more` are further attributes.
#[must_use]
pub fn write_literal(scene: &Scene, style: &Style, size: i32, name: &str, more: &str) -> String {
    let (width, height) = (Tenths(scene.width), Tenths(scene.height));
    let mut out = String::with_capacity(2048 + scene.items.len() * 64);
    let _ = write!(
        out,
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}"{more} role="img" aria-label=""#
    );
    escape(&mut out, name);
    out.push_str(r#"" font-family=""#);
    escape(&mut out, &style.fonts.replace('"', "'"));
    let _ = write!(out, r#"" font-size="{}">"#, Tenths(size));
    let _ = write!(out, r#"<rect width="{width}" height="{height}" fill="{}"/>"#, look::paper());
    write_items(&mut out, &scene.items, size, Look::Literal(style));
    out.push_str("</svg>");
    out
}

fn write_items(out: &mut String, items: &[Item], size: i32, look: Look<'_>) {
    let mut rest = items;
    while let Some(first) = rest.first() {
        let alike = rest.iter().take_while(|item| style(item) == style(first)).count();
        let (run, later) = rest.split_at(alike);
        write_run(out, run, size, look);
        rest = later;
    }
}

/// What items of one group share.
fn style(item: &Item) -> (Class, Option<(Anchor, i32)>, bool) {
    match item {
        Item::Shape(class, shape) => (*class, None, matches!(shape, Shape::Path(_))),
        Item::Text(text) => (text.class, Some((text.anchor, text.size)), false),
    }
}

/// Writes neighbours of one style: one path, or one group where there are several.
fn write_run(out: &mut String, run: &[Item], size: i32, look: Look<'_>) {
    let attributes = attributes(&run[0], size, look);
    if let Item::Shape(_, Shape::Path(_)) = run[0] {
        let _ = write!(out, "<path{attributes} d=\"");
        let mut pen = None;
        for item in run {
            if let Item::Shape(_, Shape::Path(points)) = item {
                pen = write_path(out, points, pen);
            }
        }
        out.push_str("\"/>");
    } else if let [item] = run {
        write_item(out, item, &attributes, look);
    } else {
        let _ = write!(out, "<g{attributes}>");
        for item in run {
            write_item(out, item, "", look);
        }
        out.push_str("</g>");
    }
}

fn attributes(item: &Item, size: i32, look: Look<'_>) -> String {
    let (class, text, _) = style(item);
    let mut out = look.attributes(class);
    if let Some((anchor, own)) = text {
        out.push_str(match anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        });
        if own != size {
            let _ = write!(out, " font-size=\"{}\"", Tenths(own));
        }
    }
    out
}

fn write_item(out: &mut String, item: &Item, attributes: &str, look: Look<'_>) {
    match item {
        Item::Shape(_, Shape::Rect(area)) => {
            push(out, &["<rect", attributes]);
            length(out, " x=\"", area.left);
            length(out, "\" y=\"", area.top);
            length(out, "\" width=\"", area.width());
            length(out, "\" height=\"", area.height());
            out.push_str("\"/>");
        }
        Item::Shape(_, Shape::Dot { centre, radius }) => {
            push(out, &["<circle", attributes]);
            length(out, " cx=\"", centre.x);
            length(out, "\" cy=\"", centre.y);
            length(out, "\" r=\"", *radius);
            out.push_str("\"/>");
        }
        Item::Shape(_, Shape::Path(points)) => {
            push(out, &["<path", attributes, " d=\""]);
            write_path(out, points, None);
            out.push_str("\"/>");
        }
        Item::Text(text) => write_text(out, text, attributes, look),
    }
}

fn write_text(out: &mut String, text: &Text, attributes: &str, look: Look<'_>) {
    push(out, &["<text", attributes]);
    length(out, " x=\"", text.at.x);
    length(out, "\" y=\"", text.at.y);
    out.push_str("\">");
    escape(out, &text.text);
    if !text.strong.is_empty() {
        if !text.text.is_empty() {
            out.push(' ');
        }
        let _ = write!(out, "<tspan{}>", look.strong());
        escape(out, &text.strong);
        out.push_str("</tspan>");
    }
    out.push_str("</text>");
}

/// `M0 10H20V30l5 5…`: straight pieces along an axis take the short form, and each step is told from the origin or from
/// where the pen stands, whichever is shorter. Gives where the pen stands behind it.
fn write_path(out: &mut String, points: &[Point], pen: Option<Point>) -> Option<Point> {
    let mut pen = pen;
    for (index, &point) in points.iter().enumerate() {
        match pen {
            Some(last) if index > 0 && last.y == point.y => step(out, ["H", "h"], [(point.x, point.x - last.x)]),
            Some(last) if index > 0 && last.x == point.x => step(out, ["V", "v"], [(point.y, point.y - last.y)]),
            _ => {
                let last = pen.unwrap_or(Point { x: 0, y: 0 });
                let command = if index == 0 { ["M", "m"] } else { ["L", "l"] };
                step(out, command, [(point.x, point.x - last.x), (point.y, point.y - last.y)]);
            }
        }
        pen = Some(point);
    }
    pen
}

/// Writes a command, absolute or relative, with its lengths, each given as both.
fn step<const N: usize>(out: &mut String, [absolute, relative]: [&str; 2], lengths: [(i32, i32); N]) {
    let long: usize = lengths.iter().map(|(absolute, _)| letters(*absolute)).sum();
    let short: usize = lengths.iter().map(|(_, relative)| letters(*relative)).sum();
    let (command, is_short) = if short < long { (relative, true) } else { (absolute, false) };
    for (index, (absolute, relative)) in lengths.into_iter().enumerate() {
        let tenths = if is_short { relative } else { absolute };
        // A sign keeps numbers apart as well as a space.
        let before = if index == 0 {
            command
        } else if tenths < 0 {
            ""
        } else {
            " "
        };
        length(out, before, tenths);
    }
}

/// How many letters a length takes behind another one.
fn letters(tenths: i32) -> usize {
    let whole = (tenths.unsigned_abs() / 10).checked_ilog10().map_or(1, |digits| digits as usize + 1);
    1 + whole + if tenths % 10 == 0 { 0 } else { 2 }
}

fn push(out: &mut String, parts: &[&str]) {
    for part in parts {
        out.push_str(part);
    }
}

/// Writes `before` and a length as [`Tenths`] shows it; pictures are mostly lengths, and formatting costs more than drawing.
fn length(out: &mut String, before: &str, tenths: i32) {
    out.push_str(before);
    if tenths < 0 {
        out.push('-');
    }
    let (whole, part) = (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10);
    if whole < 1000 {
        let (end, digits) = (3 * whole as usize + 3, whole.checked_ilog10().unwrap_or_default() as usize + 1);
        out.push_str(&WHOLES[end - digits..end]);
    } else {
        let _ = write!(out, "{whole}");
    }
    if part > 0 {
        out.push_str(&PARTS[2 * part as usize..][..2]);
    }
}

/// `.0` to `.9`.
const PARTS: &str = ".0.1.2.3.4.5.6.7.8.9";

/// `000` to `999`.
const WHOLES: &str = {
    const LETTERS: [u8; 3000] = {
        let (mut letters, mut at) = ([b'0'; 3000], 0);
        while at < 3000 {
            let digits = [at / 300, at / 30 % 10, at / 3 % 10];
            letters[at] = b"0123456789"[digits[at % 3]];
            at += 1;
        }
        letters
    };
    match std::str::from_utf8(&LETTERS) {
        Ok(text) => text,
        Err(_) => panic!("digits are text"),
    }
};

/// The class names of a part of a picture.
#[must_use]
pub fn names(class: Class) -> String {
    match class {
        Class::Grid => "bc-grid".into(),
        Class::Baseline => "bc-base".into(),
        Class::Bar(tone) => format!("bc-bar bc-s{tone}"),
        Class::OpenBar(tone) => format!("bc-open bc-s{tone}"),
        Class::Hatch(tone) => format!("bc-hatch bc-s{tone}"),
        Class::Zero(tone) => format!("bc-zero bc-s{tone}"),
        Class::Whole => "bc-whole".into(),
        Class::OpenWhole => "bc-whole bc-part-year".into(),
        Class::Line(tone) => format!("bc-line bc-s{tone}"),
        Class::OpenLine(tone) => format!("bc-line bc-dash bc-s{tone}"),
        Class::Point(tone) => format!("bc-dot bc-s{tone}"),
        Class::OpenPoint(tone) => format!("bc-dot bc-ring bc-s{tone}"),
        Class::Reference => "bc-ref".into(),
        Class::Leader => "bc-leader".into(),
        Class::Label => "bc-label".into(),
        Class::Value => "bc-value".into(),
        Class::Remark => "bc-remark".into(),
        Class::Annotation => "bc-note".into(),
        Class::Heading => "bc-head".into(),
        Class::Area(tone) => format!("bc-area bc-s{tone}"),
        Class::OpenArea(tone) => format!("bc-area bc-area-open bc-s{tone}"),
        Class::Link => "bc-link".into(),
        Class::Inside(tone) => format!("bc-in bc-s{tone}"),
        Class::Name(tone) => format!("bc-name bc-s{tone}"),
    }
}

/// A length, shown in pixels with at most one decimal.
struct Tenths(i32);

impl std::fmt::Display for Tenths {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (whole, part) = (self.0.unsigned_abs() / 10, self.0.unsigned_abs() % 10);
        if self.0 < 0 {
            f.write_str("-")?;
        }
        if part == 0 { write!(f, "{whole}") } else { write!(f, "{whole}.{part}") }
    }
}

/// Escapes text for content and attributes; characters that XML forbids are left out.
fn escape(out: &mut String, text: &str) {
    // The first bytes of all that is written otherwise.
    let may_change = |byte: u8| byte < b' ' || matches!(byte, b'&' | b'<' | b'>' | b'"' | 0x7f | 0xc2 | 0xef);
    if !text.bytes().any(may_change) {
        return out.push_str(text);
    }
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => out.push(' '),
            c => out.push(c),
        }
    }
}
