//! Workbooks that hold a dataset's rows: their sheets as cells, and each as a text for findings to point at. The only home
//! of `calamine`.

use std::io::Cursor;
use std::sync::Arc;

use calamine::{Data, ExcelDateTime, Range, Reader, Xlsx};

use crate::locale::nfc;

use super::{SitePath, Source, SourceId, Sources};

/// A workbook as read.
#[derive(Clone, Debug)]
pub struct Workbook {
    pub path: SitePath,
    /// The sheets in their order, or why the file can't be read (the reader's words, in English).
    pub sheets: Result<Vec<Sheet>, String>,
}

/// One sheet. Its source is a text with a line for each row of the sheet and a tab between cells.
#[derive(Clone, Debug)]
pub struct Sheet {
    pub name: String,
    pub source: SourceId,
    /// The rows that hold anything, each with its cells that do.
    pub lines: Vec<Vec<SheetCell>>,
    /// Cells made one: first and last row, first and last column, from 0.
    pub merged: Vec<[u32; 4]>,
}

/// A cell that holds something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SheetCell {
    /// From 0.
    pub row: u32,
    pub column: u32,
    pub value: CellValue,
    /// Its bytes in the sheet's text.
    pub start: usize,
    pub end: usize,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CellValue {
    /// A plain decimal with the 15 digits that a sheet keeps.
    Number(String),
    Text(String),
    /// `2024-05-13`, with a time where it has one.
    Date(String),
    Bool(bool),
    /// `#DIV/0!`
    Error(String),
    /// A formula whose result the file does not hold.
    Uncomputed,
}

/// Where the cells of a sheet stand in its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cells {
    /// The sheet's name.
    pub sheet: String,
    /// Start, row and column of each cell, ascending.
    places: Vec<(usize, u32, u32)>,
}

impl Cells {
    /// The cell at or before the byte `at`, as sheets name it: `C12`.
    #[must_use]
    pub fn name_at(&self, at: usize) -> Option<String> {
        let (_, row, column) = self.places[..self.places.partition_point(|(start, ..)| *start <= at)].last()?;
        Some(cell_name(*row, *column))
    }
}

/// `C12` for row 11 and column 2.
#[must_use]
pub fn cell_name(row: u32, column: u32) -> String {
    let (mut letters, mut rest) = (Vec::new(), column + 1);
    while rest > 0 {
        letters.push(char::from(b'A' + u8::try_from((rest - 1) % 26).unwrap_or(0)));
        rest = (rest - 1) / 26;
    }
    let letters: String = letters.iter().rev().collect();
    format!("{letters}{}", row + 1)
}

/// Row and column of `C12`; none for anything else.
#[must_use]
pub fn parse_cell_name(name: &str) -> Option<(u32, u32)> {
    let name = name.trim().replace('$', "").to_ascii_uppercase();
    let letters = name.len() - name.trim_start_matches(|c: char| c.is_ascii_uppercase()).len();
    let (letters, digits) = name.split_at(letters);
    if letters.is_empty() || letters.len() > 3 {
        return None;
    }
    let column = letters.bytes().fold(0, |column, letter| column * 26 + u32::from(letter - b'A') + 1);
    let row: u32 = digits.parse().ok().filter(|row| (1..=1_048_576).contains(row))?;
    Some((row - 1, column - 1))
}

/// Reads a workbook's bytes; a source for each of its sheets is added.
pub fn read(path: &SitePath, bytes: Vec<u8>, sources: &mut Sources) -> Workbook {
    Workbook { path: path.clone(), sheets: sheets(path, bytes, sources).map_err(|error| error.to_string()) }
}

fn sheets(path: &SitePath, bytes: Vec<u8>, sources: &mut Sources) -> Result<Vec<Sheet>, calamine::XlsxError> {
    let mut book = Xlsx::new(Cursor::new(bytes))?;
    let mut sheets = Vec::new();
    for name in book.sheet_names() {
        let values = book.worksheet_range(&name)?;
        let formulas = book.worksheet_formula(&name)?;
        let merged = book.merge_cells_by_sheet_name(&name)?;
        let (text, lines) = lines(&values, &formulas);
        let places = lines.iter().flatten().map(|cell| (cell.start, cell.row, cell.column)).collect();
        let cells = Cells { sheet: nfc(&name).into_owned(), places };
        let source = Source { text: text.into(), cells: Some(Arc::new(cells)), ..Source::empty(path.clone()) };
        sheets.push(Sheet {
            name: nfc(&name).into_owned(),
            source: sources.add(source),
            lines,
            merged: merged.iter().map(|of| [of.start.0, of.end.0, of.start.1, of.end.1]).collect(),
        });
    }
    Ok(sheets)
}

/// The sheet's text and the cells in it.
fn lines(values: &Range<Data>, formulas: &Range<String>) -> (String, Vec<Vec<SheetCell>>) {
    let mut text = String::new();
    let mut lines = Vec::new();
    let ends = values.end().into_iter().chain(formulas.end());
    let (last_row, last_column) =
        ends.fold((0, 0), |(rows, columns), (row, column)| (rows.max(row), columns.max(column)));
    for row in 0..=last_row {
        let mut line: Vec<SheetCell> = Vec::new();
        for column in 0..=last_column {
            let place = (row, column);
            let has_formula = formulas.get_value(place).is_some_and(|formula| !formula.is_empty());
            let Some(value) = values.get_value(place).and_then(value).or(has_formula.then_some(CellValue::Uncomputed))
            else {
                continue;
            };
            if !line.is_empty() {
                text.push('\t');
            }
            let start = text.len();
            text.push_str(&shown(&value));
            line.push(SheetCell { row, column, value, start, end: text.len() });
        }
        text.push('\n');
        if !line.is_empty() {
            lines.push(line);
        }
    }
    (text, lines)
}

fn value(data: &Data) -> Option<CellValue> {
    Some(match data {
        Data::Empty => return None,
        Data::Int(number) => CellValue::Number(number.to_string()),
        Data::Float(number) => CellValue::Number(plain(*number)),
        Data::String(text) if text.trim().is_empty() => return None,
        Data::String(text) | Data::DurationIso(text) => CellValue::Text(nfc(text.trim()).into_owned()),
        Data::Bool(truth) => CellValue::Bool(*truth),
        Data::DateTime(moment) => CellValue::Date(date_of(moment)),
        Data::DateTimeIso(text) => CellValue::Date(text.clone()),
        Data::Error(error) => CellValue::Error(error.to_string()),
    })
}

/// A sheet keeps 15 digits; what a float has behind them (0.1 + 0.2) nobody typed.
fn plain(number: f64) -> String {
    let kept: f64 = format!("{number:.14e}").parse().unwrap_or(number);
    kept.to_string()
}

fn date_of(date: &ExcelDateTime) -> String {
    let (year, month, day, hour, minute, ..) = date.to_ymd_hms_milli();
    let time = if (hour, minute) == (0, 0) { String::new() } else { format!(" {hour:02}:{minute:02}") };
    format!("{year:04}-{month:02}-{day:02}{time}")
}

/// The cell on one line.
fn shown(value: &CellValue) -> String {
    match value {
        CellValue::Number(text) | CellValue::Text(text) | CellValue::Date(text) | CellValue::Error(text) => {
            text.replace(['\n', '\r', '\t'], " ")
        }
        CellValue::Bool(truth) => truth.to_string(),
        CellValue::Uncomputed => "=…".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_named_as_sheets_do() {
        for (row, column, name) in [(0, 0, "A1"), (11, 2, "C12"), (0, 25, "Z1"), (0, 26, "AA1"), (8, 701, "ZZ9")] {
            assert_eq!(cell_name(row, column), name);
            assert_eq!(parse_cell_name(name), Some((row, column)));
        }
        assert_eq!(parse_cell_name(" $b$3 "), Some((2, 1)));
        for name in ["", "3", "B", "B0", "ABCD1", "B3x", "B1048577"] {
            assert_eq!(parse_cell_name(name), None, "{name}");
        }
    }

    #[test]
    fn a_formula_without_a_result_is_no_number() {
        let value = |data: Data| calamine::Cell::new((1, 1), data);
        let values = Range::from_sparse(vec![value(Data::Float(1.5)), calamine::Cell::new((1, 2), Data::Empty)]);
        let formulas = Range::from_sparse(vec![calamine::Cell::new((1, 2), "SUM(B1:B2)".to_owned())]);
        let (text, lines) = lines(&values, &formulas);
        assert_eq!(text, "\n1.5\t=…\n");
        let cells: Vec<(&CellValue, String)> =
            lines[0].iter().map(|cell| (&cell.value, cell_name(cell.row, cell.column))).collect();
        let expected = [(&CellValue::Number("1.5".to_owned()), "B2"), (&CellValue::Uncomputed, "C2")];
        assert_eq!(cells, expected.map(|(value, name)| (value, name.to_owned())));
    }

    #[test]
    fn numbers_keep_fifteen_digits() {
        assert_eq!(plain(0.1 + 0.2), "0.3");
        assert_eq!(plain(98.253_76), "98.25376");
        assert_eq!(plain(135_720.0), "135720");
        assert_eq!(plain(-2.5), "-2.5");
        assert_eq!(plain(1e18), "1000000000000000000");
    }
}
