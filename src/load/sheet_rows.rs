//! Observations in a workbook: one sheet, or a range of it, whose first row names the columns by key or by label.

use std::cell::RefCell;

use crate::diag::{Code, Diagnostic, Text, catalog};
use crate::model::dataset::Dataset;
use crate::source::{CellValue, Sheet, SheetCell, Sources, Span, Spanned, Workbook, cell_name, parse_cell_name};
use crate::syntax::yaml::Node;

use super::labels::{by_label, key_of};
use super::rows::{Column, Fields, RowsFile, add_row, column, unknown_column};

/// Reads the rows that `file` names in `workbook`.
pub fn read(
    dataset: &mut Dataset,
    workbook: &Workbook,
    file: &RowsFile,
    sources: &Sources,
    findings: &RefCell<Vec<Diagnostic>>,
) {
    let (sheet, range) = (sheet(workbook, file, findings), range(file, findings));
    let Some((sheet, range)) = sheet.zip(range) else { return dataset.rows.lose_some() };
    dataset.rows_source = Some(sheet.source);
    let within = |cell: &&SheetCell| range.holds(cell.row, cell.column);
    let mut lines = sheet.lines.iter().map(|line| line.iter().filter(within).collect::<Vec<_>>());
    let mut lines = lines.by_ref().filter(|line| !line.is_empty());
    let Some(columns) = columns(dataset, sheet, lines.next().as_deref(), file, findings) else {
        return dataset.rows.lose_some();
    };
    merged(sheet, &range, findings);
    let text = sources.get(sheet.source).text.clone();
    for line in lines {
        row(dataset, &columns, &line, sheet, &text, findings);
    }
}

fn sheet<'a>(workbook: &'a Workbook, file: &RowsFile, findings: &RefCell<Vec<Diagnostic>>) -> Option<&'a Sheet> {
    let sheets = match &workbook.sheets {
        Ok(sheets) => sheets,
        Err(why) => {
            let message = catalog::data::workbook_unreadable(workbook.path.as_str(), why.as_str());
            let finding = Diagnostic::new(Code::WrongType, file.name.span, message);
            findings.borrow_mut().push(finding.help(catalog::data::workbook_unreadable_help()));
            return None;
        }
    };
    let names = sheets.iter().map(|sheet| sheet.name.as_str()).collect::<Vec<_>>().join(", ");
    if let Some(wanted) = &file.sheet {
        let found = sheets.iter().find(|sheet| sheet.name == wanted.value);
        if found.is_none() {
            let message = catalog::data::no_sheet(workbook.path.as_str(), &wanted.value);
            let finding = Diagnostic::new(Code::MissingAsset, wanted.span, message);
            findings.borrow_mut().push(finding.help(catalog::data::sheets_are(names)));
        }
        return found;
    }
    let mut filled = sheets.iter().filter(|sheet| !sheet.lines.is_empty());
    let first = filled.next();
    if first.is_some() && filled.next().is_none() {
        return first;
    }
    let (code, message, help) = match first {
        Some(_) => (
            Code::MissingKey,
            catalog::data::which_sheet(workbook.path.as_str()),
            catalog::data::which_sheet_help(&file.name.value, names),
        ),
        None => (
            Code::NoObservation,
            catalog::data::no_filled_sheet(workbook.path.as_str()),
            catalog::data::no_filled_sheet_help(),
        ),
    };
    findings.borrow_mut().push(Diagnostic::new(code, file.name.span, message).help(help));
    None
}

/// The cells that are read.
struct Area {
    first: (u32, u32),
    last: (u32, u32),
}

impl Area {
    fn holds(&self, row: u32, column: u32) -> bool {
        (self.first.0..=self.last.0).contains(&row) && (self.first.1..=self.last.1).contains(&column)
    }
}

fn range(file: &RowsFile, findings: &RefCell<Vec<Diagnostic>>) -> Option<Area> {
    let Some(written) = &file.range else { return Some(Area { first: (0, 0), last: (u32::MAX, u32::MAX) }) };
    let corners = written.value.split_once(':').and_then(|(first, last)| {
        let (first, last) = (parse_cell_name(first)?, parse_cell_name(last)?);
        (first.0 <= last.0 && first.1 <= last.1).then_some(Area { first, last })
    });
    if corners.is_none() {
        let message =
            catalog::yaml::wrong_type("range", catalog::data::a_range(), catalog::yaml::the_text(&written.value));
        let finding = Diagnostic::new(Code::WrongType, written.span, message);
        findings.borrow_mut().push(finding.help(catalog::yaml::write_like("range: A1:F40")));
    }
    corners
}

/// The column of the sheet and what it holds; nothing at all where a dimension has no column.
fn columns(
    dataset: &Dataset,
    sheet: &Sheet,
    head: Option<&[&SheetCell]>,
    file: &RowsFile,
    findings: &RefCell<Vec<Diagnostic>>,
) -> Option<Vec<(u32, Column)>> {
    let mut columns: Vec<(u32, Column)> = Vec::new();
    for cell in head.into_iter().flatten() {
        let key = Spanned::new(text_of(&cell.value), span(cell, sheet));
        match column(dataset, &key.value).or_else(|| by_label(dataset, &key.value)) {
            None => findings.borrow_mut().push(unknown_column(dataset, &key)),
            Some(found) if columns.iter().any(|(_, known)| *known == found) => {
                let finding = Diagnostic::new(Code::DuplicateKey, key.span, catalog::yaml::duplicate_key(&key.value));
                findings.borrow_mut().push(finding.help(catalog::yaml::keep_one()));
            }
            Some(found) => columns.push((cell.column, found)),
        }
    }
    for (at, dimension) in dataset.dimensions.iter().enumerate() {
        if !columns.iter().any(|(_, column)| *column == Column::Dimension(at)) {
            let place = head.and_then(|head| head.first()).map_or(file.name.span, |cell| span(cell, sheet));
            let message = catalog::data::missing_column(&dimension.key);
            let finding = Diagnostic::new(Code::MissingKey, place, message);
            findings.borrow_mut().push(finding.help(catalog::data::missing_column_help()));
            return None;
        }
    }
    Some(columns)
}

/// Refuses cells made one among those that are read: only the first of them holds a value.
fn merged(sheet: &Sheet, range: &Area, findings: &RefCell<Vec<Diagnostic>>) {
    for [first_row, last_row, first_column, last_column] in &sheet.merged {
        let cell = sheet.lines.iter().flatten().find(|cell| (cell.row, cell.column) == (*first_row, *first_column));
        let Some(cell) = cell.filter(|_| range.holds(*first_row, *first_column)) else { continue };
        let names = format!("{}:{}", cell_name(*first_row, *first_column), cell_name(*last_row, *last_column));
        let finding = Diagnostic::new(Code::WrongType, span(cell, sheet), catalog::data::merged(names));
        findings.borrow_mut().push(finding.help(catalog::data::merged_help()));
    }
}

fn row(
    dataset: &mut Dataset,
    columns: &[(u32, Column)],
    line: &[&SheetCell],
    sheet: &Sheet,
    text: &str,
    findings: &RefCell<Vec<Diagnostic>>,
) {
    let Some((first, last)) = line.first().zip(line.last()) else { return };
    let mut nodes: Vec<(Column, Spanned<Node>)> = Vec::new();
    let mut broken: Vec<Column> = Vec::new();
    for (at, column) in columns {
        match line.iter().find(|cell| cell.column == *at) {
            Some(cell) => match node(cell, *column, dataset) {
                Ok(node) => nodes.push((*column, Spanned::new(node, span(cell, sheet)))),
                Err((message, help)) => {
                    let finding = Diagnostic::new(Code::WrongType, span(cell, sheet), message).help(help);
                    findings.borrow_mut().push(finding);
                    broken.push(*column);
                }
            },
            // What a merged cell covers has been reported with it.
            None if sheet.merged.iter().any(|merged| covers(merged, first.row, *at)) => broken.push(*column),
            None => {}
        }
    }
    if !nodes.is_empty() {
        let known = nodes.iter().map(|(column, node)| (*column, node)).collect();
        let place = Span::new(sheet.source, first.start, last.end);
        add_row(dataset, &Fields { known, broken }, place, text, findings);
    }
}

fn covers(&[first_row, last_row, first_column, last_column]: &[u32; 4], row: u32, column: u32) -> bool {
    (first_row..=last_row).contains(&row) && (first_column..=last_column).contains(&column)
}

/// The cell as a YAML value; a message and help where it holds none.
fn node(cell: &SheetCell, column: Column, dataset: &Dataset) -> Result<Node, (Text, Text)> {
    Ok(match (&cell.value, column) {
        (CellValue::Uncomputed, _) => return Err((catalog::data::uncomputed(), catalog::data::uncomputed_help())),
        (CellValue::Error(error), _) => {
            return Err((catalog::data::cell_error(error.as_str()), catalog::data::cell_error_help()));
        }
        (CellValue::Text(text), Column::Dimension(at)) => Node::Str(key_of(&dataset.dimensions[at], text)),
        (CellValue::Text(text) | CellValue::Date(text), _) => Node::Str(text.clone()),
        (CellValue::Bool(truth), _) => Node::Bool(*truth),
        (CellValue::Number(number), _) if number.contains('.') => Node::Float,
        (CellValue::Number(_), _) => Node::Int,
    })
}

fn text_of(value: &CellValue) -> String {
    match value {
        CellValue::Number(text) | CellValue::Text(text) | CellValue::Date(text) | CellValue::Error(text) => {
            text.clone()
        }
        CellValue::Bool(truth) => truth.to_string(),
        CellValue::Uncomputed => String::new(),
    }
}

fn span(cell: &SheetCell, sheet: &Sheet) -> Span {
    Span::new(sheet.source, cell.start, cell.end)
}
