//! A dataset described for machines: `datapackage.json`, a Data Package (v1) of its CSV.

use serde_json::{Map, Number, Value, json};

use crate::locale::slugify;
use crate::model::dataset::{Bound, Credit, Dataset, Dimension, DimensionKind, MeasureKind, Status};
use crate::syntax::csv_text::guarded;

/// The descriptor of `dataset`, whose CSV is `bytes` long.
#[must_use]
pub fn package(dataset: &Dataset, bytes: usize) -> Vec<u8> {
    let name = Some(slugify(dataset.stem())).filter(|name| !name.is_empty()).unwrap_or_else(|| "du-lieu".to_owned());
    let resource = json!({
        "name": name,
        "path": format!("{}.csv", dataset.stem()),
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": bytes,
        "schema": {"fields": fields(dataset), "missingValues": [""]},
    });
    let mut package = Map::new();
    let mut put = |key: &str, value: Value| package.insert(key.to_owned(), value);
    put("profile", "tabular-data-package".into());
    put("name", name.into());
    put("title", dataset.title.value.clone().into());
    if let Some(description) = &dataset.description {
        put("description", description.clone().into());
    }
    if let Some(updated) = dataset.updated {
        put("updated", updated.iso().into());
    }
    if !dataset.credits.is_empty() {
        put("sources", dataset.credits.iter().map(source).collect());
    }
    // The standard asks for a licence's address; terms without one are told beside.
    match &dataset.license {
        Some(Credit { title, url: Some(url) }) => put("licenses", json!([{"title": title, "path": url}])),
        Some(Credit { title, url: None }) => put("rights", title.clone().into()),
        None => None,
    };
    put("resources", json!([resource]));
    let mut text = serde_json::to_string_pretty(&package).expect("a descriptor is texts, numbers and lists");
    text.push('\n');
    text.into_bytes()
}

fn source(credit: &Credit) -> Value {
    let mut source = json!({"title": credit.title});
    if let Some(url) = &credit.url {
        source["path"] = url.clone().into();
    }
    source
}

/// The columns of the CSV in their order.
fn fields(dataset: &Dataset) -> Vec<Value> {
    let words: Vec<&str> = Status::ALL.iter().map(|(word, _)| *word).collect();
    let status = |name: String| json!({"name": name, "type": "string", "constraints": {"enum": words}});
    let mut fields: Vec<Value> = dataset.dimensions.iter().map(dimension).collect();
    for (at, of) in dataset.measures.iter().enumerate() {
        fields.push(measure(dataset, at));
        if dataset.rows.has_cell_status(at) {
            fields.push(status(guarded(&format!("{}.status", of.key)).into_owned()));
        }
    }
    fields.push(status("status".to_owned()));
    fields.push(json!({"name": "as_of", "type": "date"}));
    fields.push(json!({"name": "note", "type": "string"}));
    fields
}

fn dimension(dimension: &Dimension) -> Value {
    let kind = match dimension.kind {
        DimensionKind::Category => "string",
        DimensionKind::Year => "year",
        DimensionKind::Date => "date",
    };
    let mut field = json!({"name": guarded(&dimension.key), "type": kind, "title": dimension.label});
    let mut constraints = json!({"required": true});
    if dimension.declared && dimension.kind == DimensionKind::Category {
        constraints["enum"] = dimension.values.iter().map(|value| guarded(&value.key)).collect();
        let named = |value: &crate::model::dataset::DimensionValue| format!("{}: {}", value.key, value.label);
        field["description"] = dimension.values.iter().map(named).collect::<Vec<_>>().join("; ").into();
    }
    field["constraints"] = constraints;
    field
}

fn measure(dataset: &Dataset, at: usize) -> Value {
    let measure = &dataset.measures[at];
    let kind = if measure.kind == MeasureKind::Integer { "integer" } else { "number" };
    let mut field = json!({"name": guarded(&measure.key), "type": kind, "title": measure.label});
    if let MeasureKind::Ratio { part, whole } = measure.kind {
        let key = |at: usize| &dataset.measures[at].key;
        field["description"] = format!("100 × {} / {}", key(part), key(whole)).into();
    }
    if let Some(unit) = dataset.unit_of_all(at) {
        field["unit"] = unit.into();
    }
    if let Some(note) = &measure.note {
        field["description"] = note.clone().into();
    }
    if !measure.credits.is_empty() {
        field["sources"] = measure.credits.iter().map(source).collect();
    }
    if let Some(license) = &measure.license {
        field["license"] = source(license);
    }
    if let Some(direction) = measure.direction {
        field["direction"] = direction.word().into();
    }
    let mut constraints = Map::new();
    let set = &measure.constraints;
    for (key, is_set) in [("required", set.required), ("unique", set.unique)] {
        if is_set {
            constraints.insert(key.to_owned(), true.into());
        }
    }
    for (key, bound) in [("minimum", &set.minimum), ("maximum", &set.maximum)] {
        // The standard knows no bound by another column: that one is checked by the build alone.
        if let Some(Bound::Number(value)) = bound.as_ref().map(|bound| bound.value) {
            constraints.insert(key.to_owned(), exact(value));
        }
    }
    if let Some(allowed) = &set.allowed {
        constraints.insert("enum".to_owned(), allowed.value.iter().copied().map(exact).collect());
    }
    if !constraints.is_empty() {
        field["constraints"] = constraints.into();
    }
    field
}

fn exact(value: crate::model::number::Number) -> Value {
    let digits = value.plain(value.exact_decimals().unwrap_or(9).min(9));
    digits.parse::<Number>().map_or_else(|_| digits.into(), Value::Number)
}
