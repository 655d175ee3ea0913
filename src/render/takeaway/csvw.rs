//! A dataset's CSV described for programs of the web: `<stem>.csv-metadata.json`, after the W3C's "Metadata Vocabulary
//! for Tabular Data". It lies where the standard looks for it, beside the CSV.

use std::fmt::Write;

use serde_json::{Map, Value, json};

use crate::locale::Lang;
use crate::model::dataset::{Bound, Credit, Dataset, Dimension, DimensionKind, MeasureKind, Status};
use crate::syntax::csv_text::guarded;

/// The description of the CSV of `dataset`, whose words are in `lang`.
#[must_use]
pub fn metadata(dataset: &Dataset, lang: Lang) -> Vec<u8> {
    let mut table = Map::new();
    let mut put = |key: &str, value: Value| table.insert(key.to_owned(), value);
    put("@context", json!(["http://www.w3.org/ns/csvw", {"@language": lang.code()}]));
    put("url", address(&format!("{}.csv", dataset.stem())).into());
    put("dc:title", in_lang(&dataset.title.value, lang));
    if let Some(description) = &dataset.description {
        put("dc:description", in_lang(description, lang));
    }
    if let Some(updated) = dataset.updated {
        put("dc:modified", json!({"@value": updated.iso(), "@type": "xsd:date"}));
    }
    if !dataset.credits.is_empty() {
        put("dc:source", dataset.credits.iter().map(|credit| resource(credit, lang)).collect());
    }
    if let Some(license) = &dataset.license {
        put("dc:license", resource(license, lang));
    }
    if !dataset.notes.is_empty() {
        put("notes", dataset.notes.iter().map(|note| json!({"rdfs:comment": in_lang(note, lang)})).collect());
    }
    put("dialect", json!({"encoding": "utf-8", "delimiter": ",", "header": true, "lineTerminators": ["\r\n", "\n"]}));
    let mut schema = json!({"columns": columns(dataset, lang)});
    if !dataset.dimensions.is_empty() {
        schema["primaryKey"] = dataset.dimensions.iter().map(|dimension| name(&guarded(&dimension.key))).collect();
    }
    put("tableSchema", schema);
    let mut text = serde_json::to_string_pretty(&table).expect("a description is texts, numbers and lists");
    text.push('\n');
    text.into_bytes()
}

fn in_lang(text: &str, lang: Lang) -> Value {
    json!({"@value": text, "@language": lang.code()})
}

/// Something with an address by it, and with its title beside; without one by its title.
fn resource(credit: &Credit, lang: Lang) -> Value {
    match &credit.url {
        Some(url) => json!({"@id": url, "dc:title": in_lang(&credit.title, lang)}),
        None => in_lang(&credit.title, lang),
    }
}

/// The columns of the CSV in their order.
fn columns(dataset: &Dataset, lang: Lang) -> Vec<Value> {
    let words: Vec<&str> = Status::ALL.iter().map(|(word, _)| *word).collect();
    let status = json!({"base": "string", "format": words.join("|")});
    let mut columns: Vec<Value> = Vec::new();
    for dimension in &dataset.dimensions {
        let mut of = column(&dimension.key, Some(&dimension.label), of_dimension(dimension), lang);
        of["required"] = true.into();
        columns.push(of);
    }
    for (at, measure) in dataset.measures.iter().enumerate() {
        columns.push(of_measure(dataset, at, lang));
        if dataset.rows.has_cell_status(at) {
            columns.push(column(&format!("{}.status", measure.key), None, status.clone(), lang));
        }
    }
    columns.push(column("status", None, status, lang));
    columns.push(column("as_of", None, "date", lang));
    columns.push(column("note", None, "string", lang));
    columns
}

/// A column: the head as it stands in the file is one of its titles, so that file and description are found to match.
fn column(key: &str, label: Option<&str>, datatype: impl Into<Value>, lang: Lang) -> Value {
    let head = guarded(key);
    let mut titles = vec![head.to_string()];
    titles.extend(label.filter(|label| *label != head).map(ToOwned::to_owned));
    json!({"name": name(&head), "titles": {lang.code(): titles}, "datatype": datatype.into()})
}

fn of_dimension(dimension: &Dimension) -> Value {
    match dimension.kind {
        DimensionKind::Category => "string".into(),
        DimensionKind::Year => "gYear".into(),
        DimensionKind::Date => "date".into(),
    }
}

fn of_measure(dataset: &Dataset, at: usize, lang: Lang) -> Value {
    let measure = &dataset.measures[at];
    let mut datatype = json!({"base": if measure.kind == MeasureKind::Integer { "integer" } else { "decimal" }});
    for (key, bound) in [("minimum", &measure.constraints.minimum), ("maximum", &measure.constraints.maximum)] {
        if let Some(Bound::Number(value)) = bound.as_ref().map(|bound| bound.value) {
            datatype[key] = value.plain(value.exact_decimals().unwrap_or(9).min(9)).into();
        }
    }
    let mut column = column(&measure.key, Some(&measure.label), datatype, lang);
    if measure.constraints.required {
        column["required"] = true.into();
    }
    if let MeasureKind::Ratio { part, whole } = measure.kind {
        let key = |at: usize| &dataset.measures[at].key;
        column["dc:description"] = in_lang(&format!("100 × {} / {}", key(part), key(whole)), lang);
    }
    if let Some(note) = &measure.note {
        column["dc:description"] = in_lang(note, lang);
    }
    if !measure.credits.is_empty() {
        column["dc:source"] = measure.credits.iter().map(|credit| resource(credit, lang)).collect();
    }
    if let Some(license) = &measure.license {
        column["dc:license"] = resource(license, lang);
    }
    if let Some(unit) = dataset.unit_of_all(at) {
        column["schema:unitText"] = in_lang(unit, lang);
    }
    column
}

/// A column's name as a variable of URI templates: letters, digits and `_` of ASCII, the rest percent-encoded.
fn name(head: &str) -> String {
    let mut out = String::with_capacity(head.len());
    for (at, byte) in head.bytes().enumerate() {
        let is_inner_dot = byte == b'.' && at > 0 && at + 1 < head.len();
        if byte.is_ascii_alphanumeric() || (byte == b'_' && at > 0) || is_inner_dot {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// The name of a file as a relative address: letters of all scripts stand as they are, which more programs read.
fn address(file: &str) -> String {
    let mut out = String::with_capacity(file.len());
    for sign in file.chars() {
        if sign.is_alphanumeric() || !sign.is_ascii() || "-._~!$&'()*+,;=@".contains(sign) {
            out.push(sign);
        } else {
            let _ = write!(out, "%{:02X}", u32::from(sign));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_variables_of_uri_templates() {
        let check = |head: &str, expected: &str| assert_eq!(name(head), expected, "{head}");
        check("year", "year");
        check("completed.status", "completed.status");
        check("as_of", "as_of");
        check("_x", "%5Fx");
        check("đăng-ký", "%C4%91%C4%83ng%2Dk%C3%BD");
        check("'=a", "%27%3Da");
        check(".a.", "%2Ea%2E");
    }

    #[test]
    fn addresses_name_one_file() {
        let check = |file: &str, expected: &str| assert_eq!(address(file), expected, "{file}");
        check("viec-theo.csv", "viec-theo.csv");
        check("số liệu.csv", "số%20liệu.csv");
        check("a#b?c%d:e.csv", "a%23b%3Fc%25d%3Ae.csv");
    }
}
