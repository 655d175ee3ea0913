//! Observations in a CSV file. A row of plain whole numbers is taken as it is; any other goes the way of YAML values.

use std::cell::RefCell;

use crate::diag::{Code, Diagnostic, Severity, catalog};
use crate::locale::nfc;
use crate::model::dataset::{Dataset, MeasureKind};
use crate::source::{SourceId, Span, Spanned};
use crate::syntax::csv::{Field, Record, Records};
use crate::syntax::csv_text::unguarded;
use crate::syntax::yaml::Node;

use super::labels::{by_label, key_of};
use super::rows::{Column, Fields, add_row, column, lose, unknown_column};

/// Reads the rows of `text`; its first record names the columns.
pub fn read(dataset: &mut Dataset, source: SourceId, text: &str, findings: &RefCell<Vec<Diagnostic>>) {
    let mut records = Records::new(text);
    let head = records.next_record();
    let is_nameless = |(_, field): &(usize, Field<'_>)| field.text.is_empty();
    let nameless: Vec<usize> =
        head.iter().flat_map(|head| head.fields().enumerate().filter(is_nameless)).map(|(at, _)| at).collect();
    let Some(columns) = columns(dataset, source, head, findings) else {
        return dataset.rows.lose_some();
    };
    let mut plain = Plain::new(dataset);
    while let Some(record) = records.next_record() {
        let Some((first, last)) = record.fields().next().zip(record.fields().last()) else { continue };
        let span = Span::new(source, first.start, last.end);
        for field in nameless.iter().filter_map(|at| record.fields().nth(*at)).filter(|field| !field.text.is_empty()) {
            let place = Span::new(source, field.start, field.end);
            let finding = Diagnostic::new(Code::WrongType, place, catalog::data::nameless_cell());
            findings.borrow_mut().push(finding.help(catalog::data::missing_column_help()));
        }
        if record.width() != columns.len() {
            let message = catalog::data::ragged(record.width(), columns.len());
            let finding = Diagnostic::new(Code::WrongType, span, message).help(catalog::data::ragged_help());
            lose(dataset, finding, findings);
        } else if plain.take(dataset, &columns, record) {
            dataset.rows.push_plain(&plain.keys, &plain.cells, dataset.status, span);
        } else {
            let nodes = columns.iter().zip(record.fields());
            let nodes: Vec<(Column, Spanned<Node>)> = nodes
                .filter_map(|(column, field)| Some(((*column)?, cell(dataset, (*column)?, field, source))))
                .collect();
            let known = nodes.iter().map(|(column, node)| (*column, node)).collect();
            add_row(dataset, &Fields { known, broken: Vec::new() }, span, text, findings);
        }
    }
}

/// What each column holds, unknown ones none; nothing at all where a dimension has no column.
fn columns(
    dataset: &Dataset,
    source: SourceId,
    head: Option<&Record>,
    findings: &RefCell<Vec<Diagnostic>>,
) -> Option<Vec<Option<Column>>> {
    let mut columns = Vec::new();
    for field in head.iter().flat_map(|head| head.fields()) {
        let key = Spanned::new(nfc(&unguarded(field.text)).into_owned(), Span::new(source, field.start, field.end));
        let found = column(dataset, &key.value).or_else(|| by_label(dataset, &key.value));
        if key.value.is_empty() {
            // What spreadsheets leave behind the last column: a cell with something in it is told of.
        } else if found.is_none() {
            findings.borrow_mut().push(unknown_column(dataset, &key));
        } else if columns.contains(&found) {
            let finding = Diagnostic::new(Code::DuplicateKey, key.span, catalog::yaml::duplicate_key(&key.value));
            findings.borrow_mut().push(finding.help(catalog::yaml::keep_one()));
        }
        columns.push(found);
    }
    for (at, dimension) in dataset.dimensions.iter().enumerate() {
        if !columns.contains(&Some(Column::Dimension(at))) {
            let message = catalog::data::missing_column(&dimension.key);
            let finding = Diagnostic::new(Code::MissingKey, Span::file(source), message);
            findings.borrow_mut().push(finding.help(catalog::data::missing_column_help()));
            return None;
        }
    }
    for (at, measure) in dataset.measures.iter().enumerate() {
        let is_stated = !matches!(measure.kind, MeasureKind::Ratio { .. });
        if is_stated && !columns.contains(&Some(Column::Measure(at))) && !measure.broken {
            let message = catalog::data::missing_column(&measure.key);
            let finding = Diagnostic::new(Code::MissingKey, Span::file(source), message);
            let finding = finding.help(catalog::data::missing_measure_help());
            findings.borrow_mut().push(Diagnostic { severity: Severity::Warning, ..finding });
        }
    }
    Some(columns)
}

/// A row of known keys and whole numbers, nothing else.
struct Plain {
    keys: Vec<u32>,
    cells: Vec<(Option<i64>, (u32, u32))>,
}

impl Plain {
    fn new(dataset: &Dataset) -> Self {
        let nowhere = (None, (u32::MAX, u32::MAX));
        Self { keys: vec![0; dataset.dimensions.len()], cells: vec![nowhere; dataset.measures.len()] }
    }

    /// Takes the record, if it is such a row.
    fn take(&mut self, dataset: &Dataset, columns: &[Option<Column>], record: &Record) -> bool {
        columns.iter().zip(record.fields()).all(|(column, field)| match *column {
            None => true,
            // It may stand behind a guard.
            Some(_) if field.text.starts_with('\'') => false,
            Some(Column::Dimension(at)) => {
                let known = dataset.dimensions[at].index.get(field.text);
                known.map(|key| self.keys[at] = *key).is_some()
            }
            Some(Column::Measure(at)) if dataset.measures[at].kind == MeasureKind::Integer => {
                let value = whole(field.text);
                let clamp = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
                self.cells[at] = (value, (clamp(field.start), clamp(field.end)));
                value.is_some() || field.text.is_empty()
            }
            Some(_) => field.text.is_empty(),
        })
    }
}

/// A whole number of up to 18 digits, as data writes it.
fn whole(text: &str) -> Option<i64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let fine = (1..=18).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    if fine { text.parse().ok() } else { None }
}

/// A cell of a column; that of a dimension may name its value by its label.
fn cell(dataset: &Dataset, column: Column, field: Field<'_>, source: SourceId) -> Spanned<Node> {
    match (node(field, source), column) {
        (Spanned { value: Node::Str(text), span }, Column::Dimension(at)) => {
            Spanned::new(Node::Str(key_of(&dataset.dimensions[at], &text)), span)
        }
        (node, _) => node,
    }
}

/// A cell as a YAML value would be: empty is null, plain numbers are numbers, texts lose the guard that ours have.
fn node(field: Field<'_>, source: SourceId) -> Spanned<Node> {
    let digits = field.text.strip_prefix('-').unwrap_or(field.text);
    let shape = (!digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.'))
        .then(|| digits.matches('.').count());
    let node = match shape {
        _ if field.text.is_empty() => Node::Null,
        Some(0) => Node::Int,
        Some(1) if !digits.starts_with('.') && !digits.ends_with('.') => Node::Float,
        _ => Node::Str(nfc(&unguarded(field.text)).into_owned()),
    };
    Spanned::new(node, Span::new(source, field.start, field.end))
}
