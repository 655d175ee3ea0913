//! Figures as columns and rows, from which every data file is written; texts about them beside.

use crate::locale::{Date, Lang};
use crate::model::dataset::{Credit, Dataset, DimensionKind, MeasureKind, Status};
use crate::model::number::Number;
use crate::model::plot::{Plot, PlotCell, PlotMeasure, PlotSeries};
use crate::render::rows;
use crate::render::words::Words;

use super::words as texts;

/// A table of figures with what readers must know of it.
#[derive(Default)]
pub struct Sheet<'a> {
    pub title: String,
    pub subtitle: Option<String>,
    pub source: Option<String>,
    pub license: Option<Credit>,
    pub updated: Option<Date>,
    pub notes: Vec<String>,
    pub columns: Vec<Column>,
    pub rows: Rows<'a>,
    /// Meaning and word of the statuses that rows have, in the order of `Status::ALL`.
    pub statuses: Vec<(String, &'static str)>,
}

/// The rows of a sheet, each made when it is asked for: a million of them take no memory.
pub struct Rows<'a> {
    pub length: usize,
    make: Box<dyn Fn(usize) -> Vec<Value> + 'a>,
}

impl Default for Rows<'_> {
    fn default() -> Self {
        Self { length: 0, make: Box::new(|_| Vec::new()) }
    }
}

impl Rows<'_> {
    /// The rows in their order; each has as many cells as the sheet has columns.
    pub fn iter(&self) -> impl Iterator<Item = Vec<Value>> + '_ {
        (0..self.length).map(|at| (self.make)(at))
    }
}

#[derive(Debug)]
pub struct Column {
    pub key: String,
    pub label: String,
    pub unit: Option<String>,
    /// Decimals that readers see; none where the column holds no figures.
    pub decimals: Option<u8>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
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
pub fn of_dataset<'a>(dataset: &'a Dataset, order: &'a [usize], words: Words<'a>, lang: Lang) -> Sheet<'a> {
    let mut sheet = about(dataset, dataset.title.value.clone());
    sheet.notes.clone_from(&dataset.notes);
    let mut fields: Vec<Field> = Vec::new();
    let mut add = |field, column| {
        fields.push(field);
        sheet.columns.push(column);
    };
    for (at, dimension) in dataset.dimensions.iter().enumerate() {
        add(Field::Dimension(at), plain_column(&dimension.key, &dimension.label));
    }
    for (at, measure) in dataset.measures.iter().enumerate() {
        let (key, label) = (measure.key.clone(), measure.label.clone());
        let unit = dataset.unit_of_all(at).map(ToOwned::to_owned);
        add(Field::Measure(at), Column { key, label, unit, decimals: Some(measure.decimals) });
        if dataset.rows.has_cell_status(at) {
            add(Field::CellStatus(at), status_column(&measure.key, &measure.label, lang));
        }
    }
    let used = |status: &Status| dataset.rows.has_status(*status);
    if Status::ALL.iter().any(|(_, status)| *status != Status::Final && used(status)) {
        add(Field::Status, plain_column("status", texts::status(lang)));
    }
    if dataset.rows.has_as_of() {
        add(Field::AsOf, plain_column("as_of", texts::as_of(lang)));
    }
    if !dataset.rows.notes().is_empty() {
        add(Field::Note, plain_column("note", texts::note(lang)));
    }
    let in_cells = |status: Status| (0..dataset.measures.len()).any(|at| dataset.rows.has_status_in(at, status));
    let explained = Status::ALL.iter().filter(|(_, status)| *status != Status::Final);
    let explained = explained.filter(|(_, status)| used(status) || in_cells(*status));
    sheet.statuses = explained.map(|(word, status)| (meaning(words, *status), *word)).collect();
    let make = move |at: usize| fields.iter().map(|field| field.value(dataset, order[at], words)).collect();
    sheet.rows = Rows { length: order.len(), make: Box::new(make) };
    sheet
}

/// What a column of a dataset's sheet holds.
enum Field {
    Dimension(usize),
    Measure(usize),
    CellStatus(usize),
    Status,
    AsOf,
    Note,
}

impl Field {
    fn value(&self, dataset: &Dataset, row: usize, words: Words<'_>) -> Value {
        match *self {
            Self::Dimension(at) => dimension_value(dataset, at, row),
            Self::Measure(at) => {
                let fallback = if matches!(dataset.measures[at].kind, MeasureKind::Ratio { .. }) { 6 } else { 9 };
                rows::value(dataset, at, row).map_or(Value::Empty, |value| number(value, fallback))
            }
            Self::CellStatus(at) => {
                dataset.rows.cell_status(row, at).map_or(Value::Empty, |status| named(words, status))
            }
            Self::Status => named(words, dataset.rows.status(row)),
            Self::AsOf => dataset.rows.as_of(row).map_or(Value::Empty, |date| Value::Text(date.iso())),
            Self::Note => text(dataset.rows.note(row)),
        }
    }
}

/// Exactly the plotted figures: a row for each category of each series, a column for each measure.
#[must_use]
pub fn of_plot<'a>(plot: &Plot, dataset: &Dataset, words: Words<'_>, lang: Lang) -> Sheet<'a> {
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
    let (mut rows, mut used) = (Vec::new(), Vec::new());
    for x in 0..plot.xs.len() {
        for series in &plot.series {
            let cells: Vec<Option<&PlotCell>> = (0..measures.len()).map(|at| cell(series, at, x)).collect();
            if cells.iter().flatten().any(|cell| !cell.absent) {
                let mut row = vec![category(plot, x)];
                row.extend(plot.panel_of(series).map(|panel| Value::Named(panel.key.clone(), panel.label.clone())));
                row.extend(is_split.then(|| Value::Named(series.key.clone(), series.label.clone())));
                plot_row(&mut row, &measures, &cells, words);
                used.extend(cells.iter().flatten().map(|cell| cell.status));
                rows.push(row);
            }
        }
    }
    let explained = Status::ALL.iter().filter(|(_, status)| *status != Status::Final && used.contains(status));
    sheet.statuses = explained.map(|(word, status)| (meaning(words, *status), *word)).collect();
    let optional: Vec<String> = measures.iter().map(|measure| format!("{}.status", measure.key)).collect();
    let optional: Vec<&str> = optional.iter().map(String::as_str).chain(["as_of", "note"]).collect();
    without_empty_columns(sheet, rows, &optional)
}

/// The head of a sheet: where its figures come from.
fn about<'a>(dataset: &Dataset, title: String) -> Sheet<'a> {
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

fn dimension_value(dataset: &Dataset, at: usize, row: usize) -> Value {
    let dimension = &dataset.dimensions[at];
    let value = dataset.rows.key(row, at).and_then(|key| dimension.values.get(key as usize));
    let Some(value) = value else { return Value::Empty };
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

fn plot_row(row: &mut Vec<Value>, measures: &[&PlotMeasure], cells: &[Option<&PlotCell>], words: Words<'_>) {
    for (measure, cell) in measures.iter().zip(cells) {
        let value = cell.and_then(|cell| cell.value);
        row.push(value.map_or(Value::Empty, |value| number(value, (measure.decimals + 4).min(9))));
        row.push(cell.map_or(Value::Empty, |cell| named(words, cell.status)));
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

/// `sheet` with `rows`, without those of the columns named that say nothing.
fn without_empty_columns<'a>(mut sheet: Sheet<'a>, mut rows: Vec<Vec<Value>>, names: &[&str]) -> Sheet<'a> {
    for at in (0..sheet.columns.len()).rev() {
        let is_empty = || rows.iter().all(|row| row[at] == Value::Empty);
        if names.contains(&sheet.columns[at].key.as_str()) && is_empty() {
            sheet.columns.remove(at);
            for row in &mut rows {
                row.remove(at);
            }
        }
    }
    sheet.rows = Rows { length: rows.len(), make: Box::new(move |at| rows[at].clone()) };
    sheet
}

/// A status as a value; a final figure needs no word.
fn named(words: Words<'_>, status: Status) -> Value {
    match status {
        Status::Final => Value::Empty,
        _ => Value::Named(status.word().to_owned(), meaning(words, status)),
    }
}

fn meaning(words: Words<'_>, status: Status) -> String {
    words.get(&format!("mark_{}", status.word())).to_owned()
}
