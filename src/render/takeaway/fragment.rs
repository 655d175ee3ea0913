//! A figure as HTML to paste into another site's editor: one root element, styles inline, words and table with it.
//!
//! What editors take away is left out from the start: headings, scripts, `<title>`, `<style>`, `<colgroup>`, `<tfoot>`.

use crate::chart::{StatNumber, Table, TableRow};
use crate::locale::Lang;
use crate::render::html::put;

/// Everything that stands in a fragment, worded.
pub struct Fragment<'a> {
    /// Unique over the whole site.
    pub id: &'a str,
    pub lang: Lang,
    pub title: &'a str,
    pub subtitle: Option<&'a str>,
    pub picture: Picture<'a>,
    pub stats: &'a [StatNumber],
    pub description: &'a str,
    pub table: &'a Table,
    /// `Ghi chú: …`.
    pub note: Option<&'a str>,
    /// `Nguồn: …`.
    pub source: Option<&'a str>,
    /// The page it comes from, and its title.
    pub page: (&'a str, &'a str),
}

/// The picture of a figure, if it has one.
pub enum Picture<'a> {
    None,
    /// An `<svg>` without a style sheet.
    Inline(&'a str),
    Image {
        src: &'a str,
        alt: &'a str,
        width: u32,
        height: u32,
    },
}

/// The attributes of the `<svg>` of [`Picture::Inline`].
pub const SVG_STYLE: &str = " style=\"display:block;max-width:100%;height:auto\"";

/// The fragment, one element, with a line end behind it.
#[must_use]
pub fn html(fragment: &Fragment<'_>) -> String {
    let mut out = String::with_capacity(8192);
    let to = &mut out;
    put!(
        to,
        "<div class=\"baocao-figure\" id=\"{}\" lang=\"{}\" style=\"max-width:44em;margin:1.5em 0;line-height:1.5\">\n",
        fragment.id,
        fragment.lang.code()
    );
    put!(to, "<p style=\"margin:0;font-size:1.1em\"><strong>{}</strong></p>\n", fragment.title);
    if let Some(subtitle) = fragment.subtitle {
        put!(to, "<p style=\"margin:0 0 0.75em\">{}</p>\n", subtitle);
    }
    write_picture(to, &fragment.picture);
    for number in fragment.stats {
        write_number(to, number);
    }
    if !fragment.description.is_empty() {
        put!(to, "<p style=\"margin:0.75em 0\">{}</p>\n", fragment.description);
    }
    if !fragment.table.rows.is_empty() {
        write_table(to, fragment.table);
    }
    for text in [fragment.note, fragment.source].into_iter().flatten() {
        put!(to, "<p style=\"margin:0.25em 0;font-size:0.875em\">{}</p>\n", text);
    }
    let (href, title) = fragment.page;
    put!(to, "<p style=\"margin:0.25em 0;font-size:0.875em\"><a href=\"{}\">{}</a></p>\n</div>\n", href, title);
    out
}

fn write_picture(out: &mut String, picture: &Picture<'_>) {
    match picture {
        Picture::None => {}
        Picture::Inline(svg) => {
            out.push_str(svg);
            out.push('\n');
        }
        Picture::Image { src, alt, width, height } => put!(
            out,
            "<p style=\"margin:0\"><img src=\"{}\" alt=\"{}\" width=\"{}\" height=\"{}\" style=\"display:block;max-width:100%;height:auto\"></p>\n",
            src,
            alt,
            &width.to_string(),
            &height.to_string()
        ),
    }
}

fn write_number(out: &mut String, number: &StatNumber) {
    put!(out, "<p style=\"margin:0.25em 0\">");
    if !number.label.is_empty() {
        put!(out, "{}: ", &number.label);
    }
    put!(out, "<strong style=\"font-size:1.75em\">{}</strong>", &number.value);
    if let Some(unit) = number.unit.as_deref().filter(|unit| *unit != "%" && !number.value.ends_with(unit)) {
        put!(out, " {}", unit);
    }
    for context in &number.context {
        put!(out, "<br>{}", context);
    }
    out.push_str("</p>\n");
}

const HEAD: &str = "padding:4px 8px;border-bottom:2px solid #5d5850;vertical-align:bottom;text-align:";
const CELL: &str = "padding:4px 8px;border-bottom:1px solid #ddd7cc;text-align:";

fn write_table(out: &mut String, table: &Table) {
    out.push_str("<table style=\"border-collapse:collapse;width:100%;margin:0.75em 0;font-size:0.9375em\">\n");
    put!(out, "<caption style=\"text-align:left;padding:4px 8px\">{}</caption>\n<thead><tr>", &table.caption);
    for (column, head) in table.head.iter().enumerate() {
        let is_number = table.rows.iter().filter_map(|row| row.cells.get(column)).any(|cell| cell.numeric);
        put!(out, "<th scope=\"col\" style=\"{}{}\">{}", HEAD, side(is_number), head);
        if let Some(unit) = table.units.get(column).and_then(Option::as_ref) {
            put!(out, " ({})", unit);
        }
        out.push_str("</th>");
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for row in &table.rows {
        write_row(out, row);
    }
    out.push_str("</tbody>\n</table>\n");
    if !table.key.is_empty() {
        let key: Vec<String> = table.key.iter().map(|(sign, meaning)| format!("{sign}: {meaning}")).collect();
        put!(out, "<p style=\"margin:0.25em 0;font-size:0.875em\">{}</p>\n", &key.join("; "));
    }
}

fn write_row(out: &mut String, row: &TableRow) {
    out.push_str("<tr>");
    for (column, cell) in row.cells.iter().enumerate() {
        if column < row.heads {
            put!(out, "<th scope=\"row\" style=\"{}left;font-weight:normal\">{}</th>", CELL, &cell.text);
            continue;
        }
        put!(out, "<td style=\"{}{}\">{}", CELL, side(cell.numeric), &cell.text);
        if let Some(mark) = &cell.mark {
            put!(out, "<sup>{}</sup>", mark);
        }
        out.push_str("</td>");
    }
    out.push_str("</tr>\n");
}

fn side(is_number: bool) -> &'static str {
    if is_number { "right" } else { "left" }
}
