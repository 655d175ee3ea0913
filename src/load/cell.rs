//! One cell of a row: its number from the written letters, its status and its story.

use std::cell::RefCell;

use crate::diag::{Code, Diagnostic, Text, catalog};
use crate::locale::{Date, Lang, read_number};
use crate::model::dataset::{Dimension, DimensionKind, Measure, MeasureKind, Status};
use crate::model::number::Number;
use crate::model::rows::Cell;
use crate::source::Spanned;
use crate::syntax::reader::{Reader, Taken, found, value_of};
use crate::syntax::yaml::Node;

use super::rows::written;

/// Reads the value of `measure` into `cell`: a number, null, or `{value, status, note, was, on, why}`.
pub fn read(cell: &mut Cell, measure: &Measure, node: &Spanned<Node>, text: &str, findings: &RefCell<Vec<Diagnostic>>) {
    cell.span = Some(node.span);
    let Node::Map(_) = node.value else {
        (cell.value, cell.broken) = number(measure, node, text, findings);
        return;
    };
    let mut reader = Reader::new(node, text, catalog::yaml::this_place(&measure.key), node.span, findings);
    if let Some(value) = reader.need_or_null("value", "value: …").node {
        cell.span = Some(value.span);
        (cell.value, cell.broken) = number(measure, value, text, findings);
    }
    for field in ["status", "note", "was", "on", "why"] {
        if let Some(value) = reader.take(field).node {
            read_field(cell, measure, field, value, text, findings);
        }
    }
    reader.finish(&[("reason", "why"), ("date", "on"), ("old", "was"), ("comment", "note")]);
}

/// Reads one field beside a cell's value.
pub fn read_field(
    cell: &mut Cell,
    measure: &Measure,
    field: &'static str,
    node: &Spanned<Node>,
    text: &str,
    findings: &RefCell<Vec<Diagnostic>>,
) {
    let value = taken(field, node, text, findings);
    match field {
        "status" => cell.status = status(node, text, findings),
        "was" => cell.story.was = number(measure, node, text, findings).0,
        "on" => cell.story.on = value.date(),
        "why" => cell.story.why = value.word().map(|word| word.value),
        _ => cell.story.note = value.word().map(|word| word.value),
    }
}

/// A status word; null is none.
pub fn status(node: &Spanned<Node>, text: &str, findings: &RefCell<Vec<Diagnostic>>) -> Option<Status> {
    taken("status", node, text, findings).one_of(&Status::ALL).map(|word| word.value)
}

/// `node` as a value named `key`.
pub fn taken<'a>(
    key: &'static str,
    node: &'a Spanned<Node>,
    text: &'a str,
    findings: &'a RefCell<Vec<Diagnostic>>,
) -> Taken<'a> {
    value_of(key, node, text, findings)
}

/// The key of a dimension's value as written: a year has four digits, a date is one, other values are any word.
pub fn key_word(
    dimension: &Dimension,
    node: &Spanned<Node>,
    text: &str,
    findings: &RefCell<Vec<Diagnostic>>,
) -> Option<String> {
    let word = written(node, text);
    let is_year = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    let (fine, expected, example) = match dimension.kind {
        DimensionKind::Year => (is_year, catalog::data::a_year(), "2024"),
        DimensionKind::Date => (Date::parse(&word).is_some(), catalog::yaml::a_date(), "2024-05-13"),
        DimensionKind::Category => (!word.is_empty(), catalog::yaml::a_text(), "…"),
    };
    if fine {
        return Some(word);
    }
    let message = catalog::yaml::wrong_type(&dimension.key, expected, found(node, text));
    let help = catalog::yaml::write_like(format!("{}: {example}", dimension.key));
    findings.borrow_mut().push(Diagnostic::new(Code::WrongType, node.span, message).help(help));
    None
}

/// The number written at `node`, and whether a finding was reported for it.
fn number(
    measure: &Measure,
    node: &Spanned<Node>,
    text: &str,
    findings: &RefCell<Vec<Diagnostic>>,
) -> (Option<Number>, bool) {
    let word = written(node, text);
    let whole = measure.kind != MeasureKind::Number;
    let finding = match &node.value {
        Node::Null => return (None, false),
        _ if whole && looks_grouped(&word) => suspicious(measure, node, &word),
        Node::Int | Node::Float => match Number::parse(&word) {
            Some(number) if !whole || (number.is_whole() && node.value == Node::Int) => return (Some(number), false),
            Some(number) => wrong(measure, node, text, catalog::yaml::a_whole_number(), lost_zeros(&word, number)),
            None => wrong(measure, node, text, catalog::data::plain_number(), Some(catalog::data::plain_number_help())),
        },
        Node::Str(_) if Number::parse(&word).is_some() => {
            let is_quoted = text.get(node.span.range()).is_some_and(|written| written.starts_with(['"', '\'']));
            let help = if is_quoted { catalog::data::unquote(&word) } else { catalog::data::text_cell_help() };
            wrong(measure, node, text, catalog::yaml::a_number(), Some(help))
        }
        _ => {
            let expected = if whole { catalog::yaml::a_whole_number() } else { catalog::yaml::a_number() };
            let plain = read_number(Lang::Vi, &word).map(|(plain, _)| plain).filter(|_| word.contains(','));
            let help = plain.map_or_else(catalog::data::null_help, catalog::data::point_help);
            wrong(measure, node, text, expected, Some(help))
        }
    };
    findings.borrow_mut().push(finding);
    (None, true)
}

/// `1.298`, `135.720.000`: digits in groups of three, as Vietnamese writes thousands.
pub fn looks_grouped(word: &str) -> bool {
    let mut groups = word.split('.');
    let first = groups.next().unwrap_or_default();
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let mut rest = groups.peekable();
    (1..=3).contains(&first.len())
        && digits(first)
        && rest.peek().is_some()
        && rest.all(|part| part.len() == 3 && digits(part))
}

fn suspicious(measure: &Measure, node: &Spanned<Node>, word: &str) -> Diagnostic {
    let plain = word.replace('.', "");
    Diagnostic::new(Code::SuspiciousNumber, node.span, catalog::data::suspicious(&measure.key, word))
        .help(catalog::data::suspicious_help(plain))
}

/// `135.72` in a count may be 135.720, whose last zero a spreadsheet lost.
fn lost_zeros(word: &str, number: Number) -> Option<Text> {
    let (whole, fraction) = word.split_once('.')?;
    let may_be_grouped = whole.trim_start_matches('-').len() <= 3 && (1..3).contains(&fraction.len());
    let thousands = number.times(Number::from(1000)).filter(|_| may_be_grouped)?;
    Some(catalog::checks::lost_zero_help(thousands.plain(0)))
}

fn wrong(measure: &Measure, node: &Spanned<Node>, text: &str, expected: Text, help: Option<Text>) -> Diagnostic {
    let message = catalog::yaml::wrong_type(&measure.key, expected, found(node, text));
    let fallback = catalog::yaml::write_like(format!("{}: 1298", measure.key));
    Diagnostic::new(Code::WrongType, node.span, message).help(help.unwrap_or(fallback))
}
