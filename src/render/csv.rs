//! A dataset as tidy CSV (RFC 4180): dimensions, measures, status, `as_of`, note; plain numbers, missing ones empty.

use crate::model::dataset::{Dataset, Status};
use crate::model::number::Number;
use crate::model::rows::Rows;
use crate::syntax::csv_text::write_text;

use super::rows::value;

/// The file's text, header first, rows in `order`.
///
/// The columns are those of a rows file, so that it can be read back once its rates, which are added in full, are out.
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
    write_line(&mut out, &columns, |out, column| write_text(out, &column.head(dataset)));
    for row in order {
        write_line(&mut out, &columns, |out, column| column.write(dataset, *row, out));
    }
    out
}

fn write_line(out: &mut String, columns: &[Column<'_>], write: impl Fn(&mut String, &Column<'_>)) {
    for (index, column) in columns.iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        write(out, column);
    }
    out.push_str("\r\n");
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

    fn write(&self, dataset: &Dataset, row: usize, out: &mut String) {
        match self {
            Self::Dimension(at) => {
                let values = &dataset.dimensions[*at].values;
                let value = dataset.rows.key(row, *at).and_then(|key| values.get(key as usize));
                write_text(out, value.map_or("", |value| &value.key));
            }
            Self::Measure(at) => out.push_str(&value(dataset, *at, row).map(plain).unwrap_or_default()),
            Self::CellStatus(at) => out.push_str(dataset.rows.cell_status(row, *at).map_or("", Status::word)),
            Self::Text(_, read) => write_text(out, &read(&dataset.rows, row)),
        }
    }
}

/// The whole of a decimal; of a rate without end six decimals, so that whoever rounds it again rounds it right.
fn plain(value: Number) -> String {
    value.plain(value.exact_decimals().unwrap_or(6).min(9))
}
