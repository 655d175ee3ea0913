//! A dataset's rows as readers see them: in display order, each with its anchor, figures marked and rates computed.

use std::collections::{BTreeMap, HashSet};

use crate::chart::{Table, TableCell, TableRow};
use crate::locale::{Lang, slugify};
use crate::model::dataset::{Dataset, DimensionValue, MeasureKind, Status};
use crate::model::number::Number;
use crate::model::select;

use super::words::Words;

/// How many rows the table on a dataset's page shows; the files beside it hold all of them.
pub const MOST_SHOWN: usize = 1000;

/// Positions of the rows that the dataset's page shows, in display order: all, or the first [`MOST_SHOWN`] and those that
/// are `cited`.
#[must_use]
pub fn shown(dataset: &Dataset, cited: &HashSet<usize>) -> Vec<usize> {
    let mut order = dataset.rows.in_order();
    if order.len() > MOST_SHOWN {
        let mut at = 0;
        order.retain(|row| {
            at += 1;
            at <= MOST_SHOWN || cited.contains(row)
        });
    }
    order
}

/// The anchors of the rows `shown`, by position in the file: `r-2023-collective`. Made of the row's keys, so that it stays.
#[must_use]
pub fn anchors(dataset: &Dataset, shown: &[usize]) -> BTreeMap<usize, String> {
    let mut taken = HashSet::new();
    let unique = |row: &usize| {
        let id = anchor(dataset, *row);
        let numbered = (2..).map(|n| format!("{id}-{n}"));
        let free = std::iter::once(id.clone()).chain(numbered).find(|id| !taken.contains(id));
        let free = free.expect("there is always a next number");
        taken.insert(free.clone());
        (*row, free)
    };
    let mut rows = shown.to_vec();
    rows.sort_unstable();
    rows.iter().map(unique).collect()
}

fn anchor(dataset: &Dataset, row: usize) -> String {
    let mut id = String::from("r");
    for (dimension, key) in dataset.dimensions.iter().zip(dataset.rows.keys(row)) {
        let key = key.and_then(|key| dimension.values.get(key as usize)).map_or("", |value| value.key.as_str());
        id.push('-');
        id.push_str(&slugify(key));
    }
    id
}

/// Rows of the dataset as a table, in `order`.
#[must_use]
pub fn table(dataset: &Dataset, order: &[usize], words: Words<'_>, lang: Lang) -> Table {
    let has_notes = dataset.rows.has_as_of() || !dataset.rows.notes().is_empty();
    let mut marks = Marks { words, used: Vec::new() };
    let rows = order.iter().map(|row| table_row(dataset, *row, has_notes, &mut marks, lang)).collect();
    let mut head: Vec<String> = dataset.dimensions.iter().map(|dimension| dimension.label.clone()).collect();
    let mut units = vec![None; head.len()];
    for (at, measure) in dataset.measures.iter().enumerate() {
        head.push(measure.label.clone());
        units.push(dataset.unit_of_all(at).map(ToOwned::to_owned));
    }
    if has_notes {
        head.push(words.get("row_note").to_owned());
        units.push(None);
    }
    Table { caption: dataset.title.value.clone(), head, units, rows, key: marks.key() }
}

/// The value of `measure` in `row`: its cell's, or of a ratio its exact percent.
#[must_use]
pub fn value(dataset: &Dataset, measure: usize, row: usize) -> Option<Number> {
    match dataset.measures[measure].kind {
        MeasureKind::Ratio { part, whole } => {
            dataset.rows.value(row, part)?.over(dataset.rows.value(row, whole)?)?.times(Number::HUNDRED)
        }
        MeasureKind::Integer | MeasureKind::Number => dataset.rows.value(row, measure),
    }
}

fn table_row(dataset: &Dataset, row: usize, has_notes: bool, marks: &mut Marks<'_>, lang: Lang) -> TableRow {
    let mut cells: Vec<TableCell> = dataset
        .dimensions
        .iter()
        .zip(dataset.rows.keys(row))
        .map(|(dimension, key)| {
            let value = key.and_then(|key| dimension.values.get(key as usize));
            TableCell { text: value.map_or_else(|| "…".to_owned(), named), ..TableCell::default() }
        })
        .collect();
    for measure in 0..dataset.measures.len() {
        cells.push(figure(dataset, measure, row, marks, lang));
    }
    if has_notes {
        cells.push(TableCell { text: note(dataset, row, lang), ..TableCell::default() });
    }
    TableRow { heads: dataset.dimensions.len(), cells }
}

/// A value's label, with the unit that its figures have of their own.
fn named(value: &DimensionValue) -> String {
    match &value.unit {
        Some(unit) => format!("{} ({unit})", value.label),
        None => value.label.clone(),
    }
}

fn figure(dataset: &Dataset, at: usize, row: usize, marks: &mut Marks<'_>, lang: Lang) -> TableCell {
    let (measure, rows) = (&dataset.measures[at], &dataset.rows);
    let (text, status) = match measure.kind {
        MeasureKind::Ratio { part, whole } => {
            let (numerator, denominator) = (rows.value(row, part), rows.value(row, whole));
            let of_part = rows.status_of(row, part);
            let status = if of_part == Status::Final { rows.status_of(row, whole) } else { of_part };
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
            let shown = rows.value(row, at).map(|value| value.show(lang, measure.decimals));
            (shown, rows.status_of(row, at))
        }
    };
    let text_is_known = text.is_some();
    let text = text.unwrap_or_else(|| marks.absence(status).to_owned());
    let mark = if text_is_known { marks.of(status).map(str::to_owned) } else { None };
    TableCell { text, mark, bar: None, numeric: true }
}

/// The part-year a row covers, and its own note.
fn note(dataset: &Dataset, row: usize, lang: Lang) -> String {
    let part_year = dataset.rows.as_of(row).map(|date| date.part_year(lang));
    let mut parts: Vec<String> = part_year.into_iter().chain(dataset.rows.note(row).map(ToOwned::to_owned)).collect();
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
