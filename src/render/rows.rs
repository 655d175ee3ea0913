//! A dataset's rows as readers see them: in display order, each with its anchor, figures marked and rates computed.

use std::collections::HashSet;

use crate::chart::{Table, TableCell, TableRow};
use crate::locale::{Lang, slugify};
use crate::model::dataset::{Dataset, Measure, MeasureKind, Observation, Status};
use crate::model::number::Number;
use crate::model::select;

use super::words::Words;

/// Positions of the rows in display order: by the order of their dimensions' values.
#[must_use]
pub fn order(dataset: &Dataset) -> Vec<usize> {
    let mut order: Vec<usize> = (0..dataset.rows.len()).collect();
    order.sort_by_key(|row| &dataset.rows[*row].keys);
    order
}

/// The anchor of every row, by position in the file: `r-2023-collective`. Made of the row's keys, so that it stays.
#[must_use]
pub fn anchors(dataset: &Dataset) -> Vec<String> {
    let mut taken = HashSet::new();
    let unique = |row: &Observation| {
        let id = anchor(dataset, row);
        let numbered = (2..).map(|n| format!("{id}-{n}"));
        let free = std::iter::once(id.clone()).chain(numbered).find(|id| !taken.contains(id));
        let free = free.expect("there is always a next number");
        taken.insert(free.clone());
        free
    };
    dataset.rows.iter().map(unique).collect()
}

fn anchor(dataset: &Dataset, row: &Observation) -> String {
    let mut id = String::from("r");
    for (dimension, key) in dataset.dimensions.iter().zip(&row.keys) {
        let key = key.and_then(|key| dimension.values.get(key as usize)).map_or("", |value| value.key.as_str());
        id.push('-');
        id.push_str(&slugify(key));
    }
    id
}

/// The whole dataset as a table; rows in `order`.
#[must_use]
pub fn table(dataset: &Dataset, order: &[usize], words: Words<'_>, lang: Lang) -> Table {
    let has_notes = dataset.rows.iter().any(|row| !note(row, lang).is_empty());
    let mut marks = Marks { words, used: Vec::new() };
    let rows = order.iter().map(|row| table_row(dataset, &dataset.rows[*row], has_notes, &mut marks, lang)).collect();
    let mut head: Vec<String> = dataset.dimensions.iter().map(|dimension| dimension.label.clone()).collect();
    let mut units = vec![None; head.len()];
    for measure in &dataset.measures {
        head.push(measure.label.clone());
        units.push(measure.unit.clone());
    }
    if has_notes {
        head.push(words.get("row_note").to_owned());
        units.push(None);
    }
    Table { caption: dataset.title.value.clone(), head, units, rows, key: marks.key() }
}

/// The value of `measure` in `row`: its cell's, or of a ratio its exact percent.
#[must_use]
pub fn value(measure: &Measure, at: usize, row: &Observation) -> Option<Number> {
    match measure.kind {
        MeasureKind::Ratio { part, whole } => {
            row.cells[part].value?.over(row.cells[whole].value?)?.times(Number::HUNDRED)
        }
        MeasureKind::Integer | MeasureKind::Number => row.cells[at].value,
    }
}

fn table_row(dataset: &Dataset, row: &Observation, has_notes: bool, marks: &mut Marks<'_>, lang: Lang) -> TableRow {
    let mut cells: Vec<TableCell> = dataset
        .dimensions
        .iter()
        .zip(&row.keys)
        .map(|(dimension, key)| {
            let value = key.and_then(|key| dimension.values.get(key as usize));
            TableCell {
                text: value.map_or_else(|| "…".to_owned(), |value| value.label.clone()),
                ..TableCell::default()
            }
        })
        .collect();
    for (at, measure) in dataset.measures.iter().enumerate() {
        cells.push(figure(measure, at, row, marks, lang));
    }
    if has_notes {
        cells.push(TableCell { text: note(row, lang), ..TableCell::default() });
    }
    TableRow { heads: dataset.dimensions.len(), cells }
}

fn figure(measure: &Measure, at: usize, row: &Observation, marks: &mut Marks<'_>, lang: Lang) -> TableCell {
    let (text, status) = match measure.kind {
        MeasureKind::Ratio { part, whole } => {
            let (numerator, denominator) = (row.cells[part].value, row.cells[whole].value);
            let status = if row.status_of(part) == Status::Final { row.status_of(whole) } else { row.status_of(part) };
            let text = match numerator.zip(denominator) {
                Some((_, whole)) if whole.is_zero() => Some(marks.sign("–", "no_ratio").to_owned()),
                Some((part, whole)) => {
                    select::percent(part, whole).value().map(|rate| rate.show_percent(lang, measure.decimals))
                }
                None => None,
            };
            (text, status)
        }
        MeasureKind::Integer | MeasureKind::Number => {
            let shown = row.cells[at].value.map(|value| value.show(lang, measure.decimals));
            (shown, row.status_of(at))
        }
    };
    let text_is_known = text.is_some();
    let text = text.unwrap_or_else(|| marks.absence(status).to_owned());
    let mark = if text_is_known { marks.of(status).map(str::to_owned) } else { None };
    TableCell { text, mark, bar: None, numeric: true }
}

/// The part-year a row covers, and its own note.
fn note(row: &Observation, lang: Lang) -> String {
    let part_year = row.as_of.map(|date| date.part_year(lang));
    let mut parts: Vec<String> = part_year.into_iter().chain(row.note.clone()).collect();
    if let Some(first) = parts.first_mut() {
        let mut letters = first.chars();
        *first = letters.next().map(|letter| letter.to_uppercase().chain(letters).collect()).unwrap_or_default();
    }
    parts.join(". ")
}

/// The signs used in a table, with what they mean.
struct Marks<'a> {
    words: Words<'a>,
    used: Vec<(&'static str, &'static str)>,
}

impl Marks<'_> {
    /// Takes down that `sign` is used.
    fn sign(&mut self, sign: &'static str, word: &'static str) -> &'static str {
        if !self.used.contains(&(sign, word)) {
            self.used.push((sign, word));
        }
        sign
    }

    /// The sign that stands in place of a figure.
    fn absence(&mut self, status: Status) -> &'static str {
        match status {
            Status::NotAvailable => self.sign(":", "mark_not_available"),
            Status::NotApplicable => self.sign("×", "mark_not_applicable"),
            _ => self.sign("…", "mark_missing"),
        }
    }

    /// The sign beside a figure.
    fn of(&mut self, status: Status) -> Option<&'static str> {
        match status {
            Status::Provisional => Some(self.sign("p", "mark_provisional")),
            Status::Revised => Some(self.sign("r", "mark_revised")),
            Status::Estimated => Some(self.sign("e", "mark_estimated")),
            Status::Break => Some(self.sign("b", "mark_break")),
            Status::Final | Status::NotAvailable | Status::NotApplicable => None,
        }
    }

    fn key(&self) -> Vec<(String, String)> {
        self.used.iter().map(|(sign, word)| ((*sign).to_owned(), self.words.get(word).to_owned())).collect()
    }
}
