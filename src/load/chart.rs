//! A chart block: YAML in a fenced block of a page, wherever it stands (in a list or a quote there is a prefix on each line).

use std::cell::RefCell;
use std::ops::Range;

use crate::config;
use crate::diag::{Diagnostic, catalog};
use crate::model::chart::{ChartBlock, Download, Sort};
use crate::model::number::Number;
use crate::model::plot::{Labels, Mark, Orientation};
use crate::model::text::AuthorText;
use crate::source::{SourceId, Span, Spanned};
use crate::syntax::reader::{Reader, scalar};
use crate::syntax::yaml::{self, Node};

use super::allowance;
use super::text::{self, Around};

/// The types that this version draws.
pub const MARKS: [(&str, Mark); 10] = [
    ("column", Mark::Column),
    ("bar", Mark::Bar),
    ("stacked_column", Mark::StackedColumn),
    ("stacked_bar", Mark::StackedBar),
    ("line", Mark::Line),
    ("area", Mark::Area),
    ("dot", Mark::Dot),
    ("completion", Mark::Completion),
    ("table", Mark::Table),
    ("stat", Mark::Stat),
];

/// Words for scales that a chart never has, as they would make figures look like what they are not.
const LOG: [&str; 7] = ["scale", "log", "log_scale", "logScale", "logarithmic", "yscale", "y_scale"];
const SECOND_AXIS: [&str; 9] =
    ["y2", "secondary_axis", "secondaryAxis", "secondary_y", "dual_axis", "dualAxis", "right_axis", "yaxis2", "axis2"];

/// Words of other tools for keys of a chart.
const OTHER_TOOLS: &[(&str, &str)] = &[
    ("color", "series"),
    ("colour", "series"),
    ("fill", "series"),
    ("group", "series"),
    ("caption", "title"),
    ("heading", "title"),
    ("fig-alt", "alt"),
    ("fig-cap", "title"),
    ("description", "alt"),
    ("mark", "type"),
    ("chartType", "type"),
    ("chart_type", "type"),
    ("kind", "type"),
    ("geom", "type"),
    ("dataset", "data"),
    ("file", "data"),
    ("filter", "where"),
    ("transform", "where"),
    ("intro", "subtitle"),
    ("notes", "note"),
    ("footnote", "note"),
    ("credit", "source"),
    ("sources", "source"),
    ("legend", "labels"),
    ("direction", "orientation"),
    ("layout", "orientation"),
    ("range", "domain"),
    ("ylim", "domain"),
    ("order", "sort"),
    ("label", "id"),
    ("name", "id"),
    ("values", "y"),
    ("facets", "facet"),
    ("downloads", "download"),
];

/// Reads the block, and the texts in it with claims or numbers, that covers `range` of `text` and whose lines stand at `lines`.
///
/// Where the YAML can't be read at all the block keeps its place only, and the finding says why.
pub fn read(
    file: &str,
    source: SourceId,
    range: &Range<usize>,
    lines: &[Range<usize>],
    findings: &RefCell<Vec<Diagnostic>>,
) -> Option<(ChartBlock, Vec<AuthorText>)> {
    let span = Span::new(source, range.start, range.end);
    let head = Span::new(source, range.start, range.start + file[range.clone()].find('\n').unwrap_or(range.len()));
    let (start, yaml) = unprefixed(file, lines);
    let node = match yaml::parse(&yaml, source, start) {
        Ok(node) => node,
        Err(finding) => {
            findings.borrow_mut().push(finding);
            return None;
        }
    };
    let mut reader = Reader::new(&node, file, catalog::yaml::the_chart(), head, findings);
    let block = fields(&mut reader, span);
    for key in LOG {
        reader.refuse(key, &catalog::chart::no_log_axis());
    }
    for key in SECOND_AXIS {
        reader.refuse(key, &catalog::chart::no_second_axis());
    }
    reader.finish(OTHER_TOOLS);
    let texts = text::of_chart(&block, Around { yaml: &yaml, offset: start });
    Some((block, texts))
}

/// The block's text with spaces for what stands before its lines in a list or quote, so that every byte keeps its place.
pub(super) fn unprefixed(text: &str, lines: &[Range<usize>]) -> (usize, String) {
    let Some(first) = lines.first() else { return (0, String::new()) };
    let start = text[..first.start].rfind('\n').map_or(0, |at| at + 1);
    let mut out = String::new();
    let mut at = start;
    for line in lines {
        out.extend(
            text[at..line.start]
                .bytes()
                .map(|byte| if byte == b'\n' || byte == b'\r' { char::from(byte) } else { ' ' }),
        );
        out.push_str(&text[line.clone()]);
        at = line.end;
    }
    (start, out)
}

fn fields(reader: &mut Reader<'_>, span: Span) -> ChartBlock {
    ChartBlock {
        span,
        data: reader.need("data", "data: viec-lam-theo").text(),
        mark: reader.need("type", "type: column").one_of(&MARKS),
        x: reader.take("x").word(),
        y: reader.take("y").texts(true),
        series: reader.take("series").word(),
        facet: reader.take("facet").word(),
        filter: filter(reader),
        title: reader.take("title").text(),
        subtitle: reader.take("subtitle").text(),
        alt: reader.take("alt").text(),
        note: reader.take("note").text(),
        credit: reader.take("source").text(),
        annotations: annotations(reader),
        reference_lines: reference_lines(reader),
        labels: reader
            .take("labels")
            .one_of(&[
                ("direct", Labels::Direct),
                ("values", Labels::Values),
                ("legend", Labels::Legend),
                ("none", Labels::None),
            ])
            .map_or(Labels::Direct, |word| word.value),
        orientation: reader
            .take("orientation")
            .one_of(&[("horizontal", Orientation::Horizontal), ("vertical", Orientation::Vertical)]),
        domain: domain(reader),
        sort: reader.take("sort").one_of(&[("value", Sort::Value), ("label", Sort::Label), ("data", Sort::Data)]),
        id: reader.take("id").word(),
        download: download(reader),
        allow: allowance::read(reader),
    }
}

fn filter(reader: &mut Reader<'_>) -> Vec<(Spanned<String>, Vec<Spanned<String>>)> {
    let Some(mut filter) = reader.take("where").mapping() else { return Vec::new() };
    let entries = filter.rest();
    entries.into_iter().map(|(key, node)| (key.clone(), filter.value("where", node).texts(true))).collect()
}

fn annotations(reader: &mut Reader<'_>) -> Vec<(Spanned<String>, Spanned<String>)> {
    let mut found = Vec::new();
    for mut item in reader.take("annotations").mappings() {
        let x = item.need("x", "x: 2024").word();
        let text = item.need("text", "text: …").text();
        item.finish(&[("label", "text"), ("at", "x")]);
        if let (Some(x), Some(text)) = (x, text) {
            found.push((x, text));
        }
    }
    found
}

fn reference_lines(reader: &mut Reader<'_>) -> Vec<(Spanned<Number>, Spanned<String>)> {
    let mut found = Vec::new();
    for mut item in reader.take("reference_lines").mappings() {
        let y = number(&mut item, "y");
        let text = item.need("text", "text: …").text();
        item.finish(&[("label", "text"), ("value", "y")]);
        if let (Some(y), Some(text)) = (y, text) {
            found.push((y, text));
        }
    }
    found
}

fn number(reader: &mut Reader<'_>, key: &'static str) -> Option<Spanned<Number>> {
    let taken = reader.need(key, "y: 95");
    let node = taken.node?;
    match plain_number(node, reader.text()) {
        Some(number) => Some(Spanned::new(number, node.span)),
        None => taken.wrong(node, catalog::yaml::a_number(), None),
    }
}

fn domain(reader: &mut Reader<'_>) -> Option<Spanned<(Number, Number)>> {
    let text = reader.text();
    let taken = reader.take("domain");
    let node = taken.node?;
    if node.value == Node::Null {
        return None;
    }
    if let Node::Seq(items) = &node.value
        && let [low, high] = items.as_slice()
        && let (Some(low), Some(high)) = (plain_number(low, text), plain_number(high, text))
        && low < high
    {
        return Some(Spanned::new((low, high), node.span));
    }
    taken.wrong(node, catalog::chart::two_numbers(), Some(catalog::yaml::write_like("domain: [0, 100]")))
}

fn plain_number(node: &Spanned<Node>, text: &str) -> Option<Number> {
    matches!(node.value, Node::Int | Node::Float)
        .then(|| scalar(node, text))
        .flatten()
        .and_then(|written| Number::parse(&written))
}

fn download(reader: &mut Reader<'_>) -> Option<Vec<Spanned<Download>>> {
    let taken = reader.take("download");
    taken.node.filter(|node| node.value != Node::Null)?;
    Some(config::read_downloads(reader, taken))
}
