//! A sheet as JSON: what it is, its columns, its rows; every figure with all its digits.

use std::collections::HashSet;

use super::sheet::{Column, Sheet, Value};

/// `{title, subtitle, source, license, updated, notes, columns: [{key, label, unit}], rows: [{key: value}]}`, one column
/// and one row a line. A figure that is not there is null; categories and statuses stand as their keys, and their column
/// has `labels: {key: label}` where readers see something else.
#[must_use]
pub fn json(sheet: &Sheet<'_>) -> Vec<u8> {
    let license = sheet.license.as_ref().map_or_else(
        || "null".to_owned(),
        |license| format!("{{\"title\":{},\"url\":{}}}", quoted(&license.title), optional(license.url.as_deref())),
    );
    let keys: Vec<String> = sheet.columns.iter().map(|column| quoted(&column.key)).collect();
    let notes: Vec<String> = sheet.notes.iter().map(|note| quoted(note)).collect();
    let fields = [
        ("title", quoted(&sheet.title)),
        ("subtitle", optional(sheet.subtitle.as_deref())),
        ("source", optional(sheet.source.as_deref())),
        ("license", license),
        ("updated", optional(sheet.updated.map(crate::locale::Date::iso).as_deref())),
        ("notes", format!("[{}]", notes.join(","))),
        ("columns", lines(sheet.columns.iter().zip(&labels(sheet)).map(|(of, labels)| column(of, labels)))),
        ("rows", lines(sheet.rows.iter().map(|cells| row(&keys, &cells)))),
    ];
    let fields: Vec<String> = fields.iter().map(|(key, value)| format!("\"{key}\":{value}")).collect();
    format!("{{{}}}\n", fields.join(",\n")).into_bytes()
}

/// What readers see for the keys of each column, in order of appearance.
fn labels(sheet: &Sheet<'_>) -> Vec<Vec<String>> {
    let mut known: Vec<HashSet<String>> = vec![HashSet::new(); sheet.columns.len()];
    let mut labels = vec![Vec::new(); sheet.columns.len()];
    for cells in sheet.rows.iter() {
        for (at, cell) in cells.into_iter().enumerate() {
            if let Value::Named(key, label) = cell
                && !known[at].contains(&key)
            {
                if key != label {
                    labels[at].push(format!("{}:{}", quoted(&key), quoted(&label)));
                }
                known[at].insert(key);
            }
        }
    }
    labels
}

fn column(column: &Column, labels: &[String]) -> String {
    let (key, label, unit) = (quoted(&column.key), quoted(&column.label), optional(column.unit.as_deref()));
    let labels = if labels.is_empty() { String::new() } else { format!(",\"labels\":{{{}}}", labels.join(",")) };
    format!("{{\"key\":{key},\"label\":{label},\"unit\":{unit}{labels}}}")
}

fn row(keys: &[String], cells: &[Value]) -> String {
    let mut out = String::with_capacity(32 * cells.len());
    out.push('{');
    for (at, (key, cell)) in keys.iter().zip(cells).enumerate() {
        if at > 0 {
            out.push(',');
        }
        out.push_str(key);
        out.push(':');
        match cell {
            Value::Empty => out.push_str("null"),
            Value::Text(text) | Value::Named(text, _) => out.push_str(&quoted(text)),
            Value::Year(year) => out.push_str(&year.to_string()),
            Value::Number(digits) => out.push_str(digits),
        }
    }
    out.push('}');
    out
}

/// A list, one item a line.
fn lines(items: impl Iterator<Item = String>) -> String {
    let mut out = String::from("[");
    for (at, item) in items.enumerate() {
        out.push_str(if at == 0 { "\n" } else { ",\n" });
        out.push_str(&item);
    }
    out.push_str(if out.len() > 1 { "\n]" } else { "]" });
    out
}

fn optional(text: Option<&str>) -> String {
    text.map_or_else(|| "null".to_owned(), quoted)
}

fn quoted(text: &str) -> String {
    serde_json::to_string(text).expect("a text has a JSON form")
}
