//! Observations: rows of a dataset, inline or in a file (CSV, JSON, workbook). All come down to columns and cells with
//! places.

use std::cell::RefCell;

use crate::diag::{Code, Diagnostic, catalog};
use crate::locale::nearest;
use crate::model::dataset::{Dataset, Dimension, DimensionValue, MeasureKind};
use crate::model::rows::{Cell, Observation};
use crate::source::{Disk, SourceId, Span, Spanned};
use crate::syntax::reader::{Reader, scalar};
use crate::syntax::yaml::{self, Node};

use super::{cell, csv_rows, sheet_rows};
use crate::source::resolve_path;

/// What a column of the rows holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Column {
    Dimension(usize),
    Measure(usize),
    /// `completed.status` in a CSV file.
    MeasureField(usize, &'static str),
    Status,
    AsOf,
    Note,
}

const CELL_FIELDS: [&str; 5] = ["status", "note", "was", "on", "why"];

/// The file that holds the rows, and which part of it.
pub struct RowsFile {
    pub name: Spanned<String>,
    /// Of a workbook: its sheet, and the corners of the cells to read.
    pub sheet: Option<Spanned<String>>,
    pub range: Option<Spanned<String>>,
}

/// Reads the rows that `node` holds or names.
pub fn read(dataset: &mut Dataset, node: &Spanned<Node>, disk: &Disk, findings: &RefCell<Vec<Diagnostic>>) {
    let text = disk.sources.get(dataset.source).text.clone();
    match &node.value {
        Node::Seq(items) => inline_rows(dataset, items, &text, findings),
        Node::Str(name) => {
            let name = Spanned::new(name.clone(), node.span);
            from_file(dataset, &RowsFile { name, sheet: None, range: None }, disk, findings);
        }
        Node::Map(_) => {
            let place = catalog::yaml::this_place("observations");
            let mut reader = Reader::new(node, &text, place, node.span, findings);
            let name = reader.need("file", "file: rows.xlsx").text();
            let (sheet, range) = (reader.take("sheet").word(), reader.take("range").word());
            reader.finish(&[
                ("path", "file"),
                ("src", "file"),
                ("name", "file"),
                ("worksheet", "sheet"),
                ("cells", "range"),
            ]);
            match name {
                Some(name) => from_file(dataset, &RowsFile { name, sheet, range }, disk, findings),
                None => dataset.rows.lose_some(),
            }
        }
        Node::Null => {}
        _ => {
            let finding = Diagnostic::new(Code::WrongType, node.span, catalog::data::rows_shape());
            lose(dataset, finding.help(catalog::data::rows_shape_help()), findings);
        }
    }
    report_duplicates(dataset, findings);
}

/// Reports what keeps rows from being read.
pub fn lose(dataset: &mut Dataset, finding: Diagnostic, findings: &RefCell<Vec<Diagnostic>>) {
    dataset.rows.lose_some();
    findings.borrow_mut().push(finding);
}

fn inline_rows(dataset: &mut Dataset, items: &[Spanned<Node>], text: &str, findings: &RefCell<Vec<Diagnostic>>) {
    for item in items {
        inline_row(dataset, item, text, findings);
    }
}

fn inline_row(dataset: &mut Dataset, item: &Spanned<Node>, text: &str, findings: &RefCell<Vec<Diagnostic>>) {
    let mut reader = Reader::new(item, text, catalog::data::an_observation(), item.span, findings);
    let mut fields = Vec::new();
    for (key, node) in reader.rest() {
        match column(dataset, &key.value) {
            Some(column) => fields.push((column, node)),
            None => findings.borrow_mut().push(unknown_column(dataset, key)),
        }
    }
    if matches!(item.value, Node::Map(_)) {
        let span = Span { end: reach(item), ..item.span };
        add_row(dataset, &Fields { known: fields, broken: Vec::new() }, span, text, findings);
    } else {
        dataset.rows.lose_some();
    }
}

/// Where the last value in `node` ends: a mapping's own place is its beginning.
fn reach(node: &Spanned<Node>) -> u32 {
    let within = match &node.value {
        Node::Seq(items) => items.iter().map(reach).max(),
        Node::Map(entries) => entries.iter().map(|(_, value)| reach(value)).max(),
        _ => None,
    };
    within.unwrap_or(0).max(node.span.end)
}

fn from_file(dataset: &mut Dataset, file: &RowsFile, disk: &Disk, findings: &RefCell<Vec<Diagnostic>>) {
    let own = disk.sources.get(dataset.source).path.clone();
    let folder = own.as_str().rsplit_once('/').map_or("", |(folder, _)| folder);
    let path = resolve_path(folder, &file.name.value, "content");
    let ending = file.name.value.rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_ascii_lowercase());
    if ["xls", "xlsb", "ods"].contains(&ending.as_str()) {
        let message = catalog::data::old_workbook(&file.name.value);
        let finding = Diagnostic::new(Code::WrongType, file.name.span, message);
        return lose(dataset, finding.help(catalog::data::old_workbook_help()), findings);
    }
    let workbook = disk.workbooks.iter().find(|workbook| Some(workbook.path.as_str()) == path.as_deref());
    if let Some(workbook) = workbook {
        sheet_rows::read(dataset, workbook, file, &disk.sources, findings);
        return;
    }
    for (key, value) in [("sheet", &file.sheet), ("range", &file.range)] {
        // A workbook that is not there is missing, and nothing more.
        if let Some(value) = value.as_ref().filter(|_| !["xlsx", "xlsm"].contains(&ending.as_str())) {
            let finding = Diagnostic::new(Code::UnknownKey, value.span, catalog::data::not_for_text(key));
            findings.borrow_mut().push(finding.help(catalog::data::not_for_text_help()));
        }
    }
    let source = path.as_deref().and_then(|path| disk.sources.find(path));
    let Some(source) = source.filter(|_| ["csv", "tsv", "json"].contains(&ending.as_str())) else {
        let shown = path.unwrap_or_else(|| file.name.value.clone());
        let finding = Diagnostic::new(Code::MissingAsset, file.name.span, catalog::site::missing_asset(shown));
        return lose(dataset, finding.help(catalog::data::rows_file_help(folder)), findings);
    };
    dataset.rows_source = Some(source);
    let text = &disk.sources.get(source).text;
    match ending.as_str() {
        _ if disk.sources.get(source).invalid_at.is_some() => dataset.rows.lose_some(),
        "json" => json_rows(dataset, source, text, findings),
        _ => csv_rows::read(dataset, source, text, findings),
    }
}

/// JSON is read as the YAML it also is, so that every cell has its place.
fn json_rows(dataset: &mut Dataset, source: SourceId, text: &str, findings: &RefCell<Vec<Diagnostic>>) {
    let node = match yaml::parse(text, source, 0) {
        Ok(node) => node,
        Err(finding) => return lose(dataset, finding, findings),
    };
    let listed = match &node.value {
        Node::Map(entries) => entries.iter().find(|(key, _)| key.value == "rows").map(|(_, rows)| &rows.value),
        other => Some(other),
    };
    if let Some(Node::Seq(items)) = listed {
        inline_rows(dataset, items, text, findings);
    } else {
        let finding = Diagnostic::new(Code::WrongType, Span::file(source), catalog::data::json_rows_shape());
        lose(dataset, finding.help(catalog::data::json_rows_help()), findings);
    }
}

/// What the column headed `key` holds; none where the dataset has no such column.
pub fn column(dataset: &Dataset, key: &str) -> Option<Column> {
    match key {
        "status" => return Some(Column::Status),
        "as_of" => return Some(Column::AsOf),
        "note" => return Some(Column::Note),
        _ => {}
    }
    if let Some(at) = dataset.dimension(key) {
        return Some(Column::Dimension(at));
    }
    if let Some(at) = dataset.measure(key) {
        return (!matches!(dataset.measures[at].kind, MeasureKind::Ratio { .. })).then_some(Column::Measure(at));
    }
    let (measure, field) = key.split_once('.')?;
    let field = CELL_FIELDS.iter().find(|known| **known == field)?;
    dataset.measure(measure).map(|at| Column::MeasureField(at, field))
}

/// A column that the dataset does not have.
pub fn unknown_column(dataset: &Dataset, key: &Spanned<String>) -> Diagnostic {
    if !key.value.is_empty() && key.value.bytes().all(|byte| byte.is_ascii_digit()) {
        let message = catalog::data::comma_in_number(&key.value);
        return Diagnostic::new(Code::UnknownKey, key.span, message).help(catalog::data::comma_in_number_help());
    }
    if dataset.measure(&key.value).is_some() {
        return Diagnostic::new(Code::UnknownKey, key.span, catalog::data::ratio_in_row(&key.value))
            .help(catalog::data::ratio_in_row_help());
    }
    let names = dataset.dimensions.iter().map(|dimension| dimension.key.as_str());
    let names: Vec<&str> = names
        .chain(dataset.measures.iter().map(|measure| measure.key.as_str()))
        .chain(["status", "as_of", "note"])
        .collect();
    let help = match nearest(&key.value, names.iter().copied()) {
        Some(near) => catalog::yaml::did_you_mean(near),
        None => catalog::yaml::known_keys(names.join(", ")),
    };
    Diagnostic::new(Code::UnknownKey, key.span, catalog::yaml::unknown_key(&key.value, catalog::data::an_observation()))
        .help(help)
}

/// A row's cells as YAML values, each with its place in the text.
pub struct Fields<'a> {
    pub known: Vec<(Column, &'a Spanned<Node>)>,
    /// Columns whose cell could not be read, which was reported.
    pub broken: Vec<Column>,
}

/// Adds a row, which stands at `span` in `text`.
pub fn add_row(
    dataset: &mut Dataset,
    fields: &Fields<'_>,
    span: Span,
    text: &str,
    findings: &RefCell<Vec<Diagnostic>>,
) {
    let mut row = Observation {
        keys: vec![None; dataset.dimensions.len()],
        cells: vec![Cell::default(); dataset.measures.len()],
        status: dataset.status,
        as_of: None,
        note: None,
        span,
    };
    let mut seen = vec![false; dataset.dimensions.len()];
    for column in &fields.broken {
        match *column {
            Column::Dimension(at) => seen[at] = true,
            Column::Measure(at) => row.cells[at].broken = true,
            _ => {}
        }
    }
    for (column, node) in &fields.known {
        match *column {
            Column::Dimension(at) => {
                seen[at] = true;
                row.keys[at] = key(&mut dataset.dimensions[at], node, text, findings);
            }
            Column::Measure(at) => cell::read(&mut row.cells[at], &dataset.measures[at], node, text, findings),
            Column::MeasureField(at, field) => {
                cell::read_field(&mut row.cells[at], &dataset.measures[at], field, node, text, findings);
            }
            Column::Status => row.status = cell::status(node, text, findings).unwrap_or(dataset.status),
            Column::AsOf => row.as_of = cell::taken("as_of", node, text, findings).date(),
            Column::Note => row.note = cell::taken("note", node, text, findings).word().map(|note| note.value),
        }
    }
    for (at, dimension) in dataset.dimensions.iter().enumerate().filter(|(at, _)| !seen[*at]) {
        let message = catalog::yaml::missing_key(&dimension.key, catalog::data::an_observation());
        let example = dimension.values.first().map_or("…", |value| value.key.as_str());
        let help = catalog::yaml::add_key(format!("{}: {example}", dimension.key));
        findings.borrow_mut().push(Diagnostic::new(Code::MissingKey, span, message).help(help));
        row.keys[at] = None;
    }
    dataset.rows.push(row);
}

/// The position of a dimension's value; one that is not declared is unknown, or new where nothing is declared.
fn key(
    dimension: &mut Dimension,
    node: &Spanned<Node>,
    text: &str,
    findings: &RefCell<Vec<Diagnostic>>,
) -> Option<u32> {
    let word = cell::key_word(dimension, node, text, findings)?;
    if let Some(at) = dimension.index.get(&word) {
        return Some(*at);
    }
    if dimension.declared {
        let known = dimension.values.iter().map(|value| value.key.as_str());
        let help = match nearest(&word, known.clone()) {
            Some(near) => catalog::yaml::did_you_mean(near),
            None => catalog::data::values_are(&dimension.key, known.collect::<Vec<_>>().join(", ")),
        };
        let finding =
            Diagnostic::new(Code::UnknownDimension, node.span, catalog::data::unknown_value(&dimension.key, &word));
        findings.borrow_mut().push(finding.label(dimension.span, catalog::data::declared_here()).help(help));
        return None;
    }
    let at = u32::try_from(dimension.values.len()).ok()?;
    dimension.values.push(DimensionValue::named(word.clone()));
    dimension.index.insert(word, at);
    Some(at)
}

fn report_duplicates(dataset: &Dataset, findings: &RefCell<Vec<Diagnostic>>) {
    let rows = &dataset.rows;
    let order = rows.in_order();
    for alike in order.chunk_by(|a, b| rows.compare(*a, *b).is_eq()).filter(|alike| alike.len() > 1) {
        let first = alike[0];
        if !rows.is_placed(first) {
            continue;
        }
        let names = rows.keys(first).zip(&dataset.dimensions);
        let shown: Vec<String> = names
            .map(|(key, dimension)| format!("{}: {}", dimension.key, dimension.values[key.unwrap_or(0) as usize].key))
            .collect();
        for row in &alike[1..] {
            let message = catalog::data::duplicate_row(shown.join(", "));
            let finding = Diagnostic::new(Code::DuplicateObservation, rows.span(*row), message);
            let finding = finding.label(rows.span(first), catalog::yaml::first_here());
            findings.borrow_mut().push(finding.help(catalog::data::duplicate_row_help()));
        }
    }
}

/// The letters of a scalar in a row, empty where there are none.
pub fn written(node: &Spanned<Node>, text: &str) -> String {
    scalar(node, text).unwrap_or_default()
}
