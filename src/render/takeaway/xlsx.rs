//! A sheet as a workbook for people: the figures, and beside them what they are. The only home of `rust_xlsxwriter`.

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet, XlsxError};

use crate::locale::Lang;

use super::sheet::{Column, Sheet, Value};
use super::words;

/// The most rows that are written: more of them nobody reads as a workbook, and they would have to be held at once.
const MOST_ROWS: usize = 100_000;

/// The workbook's bytes, the same on every machine; none for more than 100.000 rows or more columns than the format has.
#[must_use]
pub fn xlsx(sheet: &Sheet<'_>, empty: &str, lang: Lang) -> Option<Vec<u8>> {
    if sheet.rows.length > MOST_ROWS {
        return None;
    }
    let mut book = Workbook::new();
    let write = |book: &mut Workbook| {
        let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
        book.set_properties(&DocProperties::new().set_title(short(&sheet.title)).set_creation_datetime(&created));
        write_data(book.add_worksheet().set_name(words::data(lang))?, sheet)?;
        write_notes(book.add_worksheet().set_name(words::notes(lang))?, sheet, empty, lang)?;
        book.save_to_buffer()
    };
    write(&mut book).ok()
}

/// Texts stand as texts: one that begins with `=` is no formula.
fn write_data(page: &mut Worksheet, sheet: &Sheet<'_>) -> Result<(), XlsxError> {
    let year = Format::new().set_num_format("0").set_align(FormatAlign::Left);
    let formats: Vec<Format> = sheet.columns.iter().map(number_format).collect();
    let (left, right) = (Format::new().set_bold().set_text_wrap(), Format::new().set_bold().set_text_wrap());
    let right = right.set_align(FormatAlign::Right);
    let mut widths = vec![0; sheet.columns.len()];
    for (column, at) in sheet.columns.iter().zip(0_u16..) {
        let head = match &column.unit {
            Some(unit) => format!("{} ({unit})", column.label),
            None => column.label.clone(),
        };
        page.write_string_with_format(0, at, short(&head), if column.decimals.is_some() { &right } else { &left })?;
        widths[usize::from(at)] = head.chars().count().min(24);
    }
    for (cells, row) in sheet.rows.iter().zip(1_u32..) {
        for ((cell, format), at) in cells.iter().zip(&formats).zip(0_u16..) {
            widths[usize::from(at)] = widths[usize::from(at)].max(length(cell));
            match cell {
                Value::Empty => {}
                Value::Text(text) | Value::Named(_, text) => {
                    page.write_string(row, at, short(text))?;
                }
                Value::Year(number) => {
                    page.write_number_with_format(row, at, *number, &year)?;
                }
                Value::Number(digits) => {
                    if let Ok(number) = digits.parse::<f64>() {
                        page.write_number_with_format(row, at, number, format)?;
                    }
                }
            }
        }
    }
    // As wide as the longest of its texts, within what a screen shows.
    for (width, at) in widths.into_iter().zip(0_u16..) {
        page.set_column_width(at, f64::from(u32::try_from(width.clamp(6, 46)).unwrap_or(46)) + 2.0)?;
    }
    page.set_freeze_panes(1, 0)?;
    Ok(())
}

/// Thousands and the decimals that readers see; the separators are those of the reader's own Excel.
fn number_format(column: &Column) -> Format {
    let decimals = usize::from(column.decimals.unwrap_or(0));
    let shown = if decimals == 0 { "#,##0".to_owned() } else { format!("#,##0.{}", "0".repeat(decimals)) };
    Format::new().set_num_format(shown)
}

/// Characters that a cell takes, about.
fn length(cell: &Value) -> usize {
    match cell {
        Value::Empty => 0,
        Value::Text(text) | Value::Named(_, text) => text.chars().count(),
        Value::Year(_) => 4,
        Value::Number(digits) => digits.split('.').next().map_or(0, |whole| whole.len() * 4 / 3) + 3,
    }
}

fn write_notes(page: &mut Worksheet, sheet: &Sheet<'_>, empty: &str, lang: Lang) -> Result<(), XlsxError> {
    let license = sheet.license.as_ref().map(|license| match &license.url {
        Some(url) => format!("{} ({url})", license.title),
        None => license.title.clone(),
    });
    let mut lines: Vec<(&str, String)> = vec![(words::title(lang), sheet.title.clone())];
    lines.extend(sheet.subtitle.iter().map(|text| (words::subtitle(lang), text.clone())));
    lines.extend(sheet.source.iter().map(|text| (words::source(lang), text.clone())));
    lines.extend(license.map(|text| (words::license(lang), text)));
    lines.extend(sheet.updated.map(|date| (words::updated(lang), date.show(lang))));
    lines.extend(sheet.notes.iter().map(|text| (words::note(lang), text.clone())));
    let mut key: Vec<String> = sheet.statuses.iter().map(|(meaning, word)| format!("{meaning} = {word}")).collect();
    let has_gap = |row: Vec<Value>| {
        let mut figures = row.iter().zip(&sheet.columns).filter(|(_, column)| column.decimals.is_some());
        figures.any(|(cell, _)| *cell == Value::Empty)
    };
    if sheet.rows.iter().any(has_gap) {
        key.push(format!("{} = {empty}", words::empty_cell(lang)));
    }
    lines.extend(key.into_iter().map(|text| (words::key(lang), text)));
    let (bold, wrapped) = (Format::new().set_bold().set_align(FormatAlign::Top), Format::new().set_text_wrap());
    let mut before = "";
    for ((label, text), row) in lines.into_iter().zip(0_u32..) {
        page.write_string_with_format(row, 0, if label == before { "" } else { label }, &bold)?;
        page.write_string_with_format(row, 1, short(&text), &wrapped)?;
        before = label;
    }
    page.set_column_width(0, 14)?;
    page.set_column_width(1, 90)?;
    Ok(())
}

/// What a cell can hold of `text`.
fn short(text: &str) -> String {
    text.chars().take(32_000).collect()
}
