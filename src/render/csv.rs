//! A dataset as tidy CSV (RFC 4180): dimensions, measures, status, `as_of`, note; plain numbers, missing ones empty.

use crate::model::dataset::{Dataset, Status};
use crate::model::number::Number;
use crate::model::rows::Rows;

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
        if dataset.rows.has_cell_status(measure) {
            columns.push(Column::CellStatus(measure));
        }
    }
    let texts: [(&str, ReadText); 3] = [
        ("status", |rows, row| match rows.status(row) {
            Status::Final => String::new(),
            status => status.word().to_owned(),
        }),
        ("as_of", |rows, row| rows.as_of(row).map(crate::locale::Date::iso).unwrap_or_default()),
        ("note", |rows, row| rows.note(row).unwrap_or_default().to_owned()),
    ];
    columns.extend(texts.into_iter().map(|(name, read)| Column::Text(name, read)));
    let mut out = String::with_capacity(dataset.rows.len() * 48);
    write_line(&mut out, columns.iter().map(|column| column.head(dataset)));
    for row in order {
        write_line(&mut out, columns.iter().map(|column| column.cell(dataset, *row)));
    }
    out
}

/// Reads what a row says beside its figures.
type ReadText = fn(&Rows, usize) -> String;

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

    fn cell(&self, dataset: &Dataset, row: usize) -> String {
        match self {
            Self::Dimension(at) => {
                let values = &dataset.dimensions[*at].values;
                let key = dataset.rows.key(row, *at).and_then(|key| values.get(key as usize));
                key.map(|value| guarded(&value.key)).unwrap_or_default()
            }
            Self::Measure(at) => value(dataset, *at, row).map(plain).unwrap_or_default(),
            Self::CellStatus(at) => {
                dataset.rows.cell_status(row, *at).map(|status| status.word().to_owned()).unwrap_or_default()
            }
            Self::Text(_, read) => guarded(&read(&dataset.rows, row)),
        }
    }
}

/// The whole of a decimal; of a rate without end six decimals, so that whoever rounds it again rounds it right.
fn plain(value: Number) -> String {
    value.plain(value.exact_decimals().unwrap_or(6).min(9))
}

/// A text cell that no spreadsheet takes for a formula.
pub fn guarded(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

/// Appends a line of cells, quoted where they need it.
pub fn write_line(out: &mut String, cells: impl Iterator<Item = String>) {
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
