//! A dataset as tidy CSV (RFC 4180): dimensions, measures, status, `as_of`, note; plain numbers, missing ones empty.

use crate::model::dataset::{Dataset, Observation, Status};
use crate::model::number::Number;

use super::rows::value;

/// The file's text, header first, rows in `order`.
///
/// The columns are those of a rows file, so that it can be read back; rates are added in full.
#[must_use]
pub fn text(dataset: &Dataset, order: &[usize]) -> String {
    let mut columns: Vec<Column<'_>> = Vec::new();
    columns.extend((0..dataset.dimensions.len()).map(Column::Dimension));
    for measure in 0..dataset.measures.len() {
        columns.push(Column::Measure(measure));
        if dataset.rows.iter().any(|row| row.cells.get(measure).is_some_and(|cell| cell.status.is_some())) {
            columns.push(Column::CellStatus(measure));
        }
    }
    let texts: [(&str, ReadText); 3] = [
        ("status", |row| if row.status == Status::Final { String::new() } else { row.status.word().to_owned() }),
        ("as_of", |row| row.as_of.map(crate::locale::Date::iso).unwrap_or_default()),
        ("note", |row| row.note.clone().unwrap_or_default()),
    ];
    columns.extend(texts.into_iter().map(|(name, read)| Column::Text(name, read)));
    let mut out = String::with_capacity(dataset.rows.len() * 48);
    write_line(&mut out, columns.iter().map(|column| column.head(dataset)));
    for row in order {
        write_line(&mut out, columns.iter().map(|column| column.cell(dataset, &dataset.rows[*row])));
    }
    out
}

/// Reads what a row says beside its figures.
type ReadText = fn(&Observation) -> String;

enum Column<'a> {
    Dimension(usize),
    Measure(usize),
    CellStatus(usize),
    Text(&'a str, ReadText),
}

impl Column<'_> {
    fn head(&self, dataset: &Dataset) -> String {
        match self {
            Self::Dimension(at) => dataset.dimensions[*at].key.clone(),
            Self::Measure(at) => dataset.measures[*at].key.clone(),
            Self::CellStatus(at) => format!("{}.status", dataset.measures[*at].key),
            Self::Text(name, _) => (*name).to_owned(),
        }
    }

    fn cell(&self, dataset: &Dataset, row: &Observation) -> String {
        match self {
            Self::Dimension(at) => {
                let values = &dataset.dimensions[*at].values;
                let key = row.keys[*at].and_then(|key| values.get(key as usize));
                key.map(|value| guarded(&value.key)).unwrap_or_default()
            }
            Self::Measure(at) => {
                let measure = &dataset.measures[*at];
                value(measure, *at, row).map(plain).unwrap_or_default()
            }
            Self::CellStatus(at) => row.cells[*at].status.map(|status| status.word().to_owned()).unwrap_or_default(),
            Self::Text(_, read) => guarded(&read(row)),
        }
    }
}

/// The whole of a decimal; of a rate without end six decimals, so that whoever rounds it again rounds it right.
fn plain(value: Number) -> String {
    value.plain(value.exact_decimals().unwrap_or(6).min(9))
}

/// A text cell that no spreadsheet takes for a formula.
fn guarded(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

fn write_line(out: &mut String, cells: impl Iterator<Item = String>) {
    for (index, cell) in cells.enumerate() {
        if index > 0 {
            out.push(',');
        }
        if cell.contains([',', '"', '\n', '\r']) {
            out.push('"');
            out.push_str(&cell.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(&cell);
        }
    }
    out.push_str("\r\n");
}
