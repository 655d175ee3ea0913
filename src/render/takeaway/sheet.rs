//! Figures as columns and rows, from which every data file is written; texts about them beside.

use crate::locale::{Date, Lang};
use crate::model::dataset::{Credit, Dataset, DimensionKind, MeasureKind, Observation, Status};
use crate::model::number::Number;
use crate::model::plot::{Plot, PlotCell, PlotMeasure, PlotSeries};
use crate::render::rows;
use crate::render::words::Words;

use super::words as texts;

/// A table of figures with what readers must know of it.
#[derive(Debug, Default)]
pub struct Sheet {
    pub title: String,
    pub subtitle: Option<String>,
    pub source: Option<String>,
    pub license: Option<Credit>,
    pub updated: Option<Date>,
    pub notes: Vec<String>,
    pub columns: Vec<Column>,
    pub rows: Vec<Vec<Value>>,
    /// Meaning and word of the statuses that rows have, in the order of `Status::ALL`.
    pub statuses: Vec<(String, &'static str)>,
}

#[derive(Debug)]
pub struct Column {
    pub key: String,
    pub label: String,
    pub unit: Option<String>,
    /// Decimals that readers see; none where the column holds no figures.
    pub decimals: Option<u8>,
}

#[derive(Debug, PartialEq, Eq)]
pub enum Value {
    Empty,
    Text(String),
    /// What programs call it, and what readers do.
    Named(String, String),
    Year(i32),
    /// The whole of a decimal, `-12.5`.
    Number(String),
}

/// The rows of a dataset in `order`, under its own columns.
#[must_use]
pub fn of_dataset(dataset: &Dataset, order: &[usize], words: Words<'_>, lang: Lang) -> Sheet {
    let mut sheet = about(dataset, dataset.title.value.clone());
    sheet.notes.clone_from(&dataset.notes);
    let has_status = |at: usize| dataset.rows.iter().any(|row| row.cells[at].status.is_some());
    for dimension in &dataset.dimensions {
        sheet.columns.push(plain_column(&dimension.key, &dimension.label));
    }
    for (at, measure) in dataset.measures.iter().enumerate() {
        let (label, unit) = (measure.label.clone(), measure.unit.clone());
        sheet.columns.push(Column { key: measure.key.clone(), label, unit, decimals: Some(measure.decimals) });
        if has_status(at) {
            sheet.columns.push(status_column(&measure.key, &measure.label, lang));
        }
    }
    sheet.columns.push(plain_column("status", texts::status(lang)));
    sheet.columns.push(plain_column("as_of", texts::as_of(lang)));
    sheet.columns.push(plain_column("note", texts::note(lang)));
    let mut key = Key::new(words);
    for row in order.iter().map(|row| &dataset.rows[*row]) {
        let mut cells: Vec<Value> = (0..dataset.dimensions.len()).map(|at| dimension_value(dataset, at, row)).collect();
        for (at, measure) in dataset.measures.iter().enumerate() {
            let fallback = if matches!(measure.kind, MeasureKind::Ratio { .. }) { 6 } else { 9 };
            cells.push(rows::value(measure, at, row).map_or(Value::Empty, |value| number(value, fallback)));
            if has_status(at) {
                cells.push(row.cells[at].status.map_or(Value::Empty, |status| key.named(status)));
            }
        }
        cells.push(key.named(row.status));
        cells.push(row.as_of.map_or(Value::Empty, |date| Value::Text(date.iso())));
        cells.push(text(row.note.as_deref()));
        sheet.rows.push(cells);
    }
    sheet.statuses = key.explained();
    without_empty_columns(sheet, &["status", "as_of", "note"])
}

/// Exactly the plotted figures: a row for each category of each series, a column for each measure.
#[must_use]
pub fn of_plot(plot: &Plot, dataset: &Dataset, words: Words<'_>, lang: Lang) -> Sheet {
    let mut sheet = about(dataset, plot.title.clone().unwrap_or_else(|| dataset.title.value.clone()));
    sheet.subtitle.clone_from(&plot.subtitle);
    sheet.source = plot.source.clone().or(sheet.source);
    sheet.notes = plot.note.iter().chain(&plot.notes).cloned().collect();
    let is_split = plot.series.iter().any(|series| !series.key.is_empty());
    let measures: Vec<&PlotMeasure> = plot.measures.iter().chain(&plot.rate).collect();
    sheet.columns.push(plain_column("x", &plot.x_label));
    if let Some(label) = &plot.facet_label {
        sheet.columns.push(plain_column("facet", label));
    }
    if is_split {
        sheet.columns.push(plain_column("series", plot.series_label.as_deref().unwrap_or(texts::series(lang))));
    }
    for measure in &measures {
        let (label, unit) = (measure.label.clone(), measure.unit.clone());
        sheet.columns.push(Column { key: measure.key.clone(), label, unit, decimals: Some(measure.decimals) });
        sheet.columns.push(status_column(&measure.key, &measure.label, lang));
    }
    sheet.columns.push(plain_column("as_of", texts::as_of(lang)));
    sheet.columns.push(plain_column("note", texts::note(lang)));
    let mut key = Key::new(words);
    for x in 0..plot.xs.len() {
        for series in &plot.series {
            let cells: Vec<Option<&PlotCell>> = (0..measures.len()).map(|at| cell(series, at, x)).collect();
            if cells.iter().flatten().any(|cell| !cell.absent) {
                let mut row = vec![category(plot, x)];
                row.extend(plot.panel_of(series).map(|panel| Value::Named(panel.key.clone(), panel.label.clone())));
                row.extend(is_split.then(|| Value::Named(series.key.clone(), series.label.clone())));
                plot_row(&mut row, &measures, &cells, &mut key);
                sheet.rows.push(row);
            }
        }
    }
    sheet.statuses = key.explained();
    let optional: Vec<String> = measures.iter().map(|measure| format!("{}.status", measure.key)).collect();
    let optional: Vec<&str> = optional.iter().map(String::as_str).chain(["as_of", "note"]).collect();
    without_empty_columns(sheet, &optional)
}

/// The head of a sheet: where its figures come from.
fn about(dataset: &Dataset, title: String) -> Sheet {
    let credits: Vec<&str> = dataset.credits.iter().map(|credit| credit.title.as_str()).collect();
    Sheet {
        title,
        source: (!credits.is_empty()).then(|| credits.join("; ")),
        license: dataset.license.clone(),
        updated: dataset.updated,
        ..Sheet::default()
    }
}

fn plain_column(key: &str, label: &str) -> Column {
    Column { key: key.to_owned(), label: label.to_owned(), unit: None, decimals: None }
}

fn status_column(key: &str, label: &str, lang: Lang) -> Column {
    plain_column(&format!("{key}.status"), &format!("{label}: {}", texts::status(lang).to_lowercase()))
}

fn dimension_value(dataset: &Dataset, at: usize, row: &Observation) -> Value {
    let dimension = &dataset.dimensions[at];
    let Some(value) = row.keys[at].and_then(|key| dimension.values.get(key as usize)) else { return Value::Empty };
    match (dimension.kind, value.key.parse()) {
        (DimensionKind::Year, Ok(year)) => Value::Year(year),
        _ => Value::Named(value.key.clone(), value.label.clone()),
    }
}

fn category(plot: &Plot, x: usize) -> Value {
    let value = &plot.xs[x];
    match value.key.parse() {
        Ok(year) if plot.x_is_year => Value::Year(year),
        _ => Value::Named(value.key.clone(), value.label.clone()),
    }
}

/// The figure of one measure; the rate stands after the measures.
fn cell(series: &PlotSeries, measure: usize, x: usize) -> Option<&PlotCell> {
    series.cells.get(measure).unwrap_or(&series.rates).get(x)
}

fn plot_row(row: &mut Vec<Value>, measures: &[&PlotMeasure], cells: &[Option<&PlotCell>], key: &mut Key<'_>) {
    for (measure, cell) in measures.iter().zip(cells) {
        let value = cell.and_then(|cell| cell.value);
        row.push(value.map_or(Value::Empty, |value| number(value, (measure.decimals + 4).min(9))));
        row.push(cell.map_or(Value::Empty, |cell| key.named(cell.status)));
    }
    let known = || cells.iter().flatten().filter(|cell| !cell.absent);
    row.push(text(known().find_map(|cell| cell.as_of.as_deref())));
    let mut notes: Vec<&str> = Vec::new();
    for note in known().filter_map(|cell| cell.note.as_deref()) {
        if !notes.contains(&note) {
            notes.push(note);
        }
    }
    row.push(text(Some(notes.join("; ").as_str()).filter(|notes| !notes.is_empty())));
}

/// The whole of a decimal; of a ratio without end `fallback` decimals.
fn number(value: Number, fallback: u8) -> Value {
    Value::Number(value.plain(value.exact_decimals().filter(|decimals| *decimals <= 9).unwrap_or(fallback)))
}

fn text(text: Option<&str>) -> Value {
    text.map_or(Value::Empty, |text| Value::Text(text.to_owned()))
}

/// `sheet` without those of the columns named that say nothing.
fn without_empty_columns(mut sheet: Sheet, names: &[&str]) -> Sheet {
    for at in (0..sheet.columns.len()).rev() {
        let is_empty = || sheet.rows.iter().all(|row| row[at] == Value::Empty);
        if names.contains(&sheet.columns[at].key.as_str()) && is_empty() {
            sheet.columns.remove(at);
            for row in &mut sheet.rows {
                row.remove(at);
            }
        }
    }
    sheet
}

/// The statuses used so far.
struct Key<'a> {
    words: Words<'a>,
    used: Vec<Status>,
}

impl<'a> Key<'a> {
    fn new(words: Words<'a>) -> Self {
        Self { words, used: Vec::new() }
    }

    /// A status as a value; a final figure needs no word.
    fn named(&mut self, status: Status) -> Value {
        if status == Status::Final {
            return Value::Empty;
        }
        if !self.used.contains(&status) {
            self.used.push(status);
        }
        Value::Named(status.word().to_owned(), self.meaning(status))
    }

    fn meaning(&self, status: Status) -> String {
        self.words.get(&format!("mark_{}", status.word())).to_owned()
    }

    fn explained(&self) -> Vec<(String, &'static str)> {
        let all = Status::ALL.iter().filter(|(_, status)| self.used.contains(status));
        all.map(|(word, status)| (self.meaning(*status), *word)).collect()
    }
}
