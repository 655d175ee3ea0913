//! A dataset described for search engines: schema.org `Dataset` as JSON-LD, for a data block in its page.

use serde_json::{Map, Value, json};

use crate::model::dataset::{Credit, Dataset, Dimension, DimensionKind};
use crate::model::route::OutputPath;
use crate::render::View;
use crate::render::json_ld::{Organization, data_block};

/// The text of the data block on the page of `dataset`, whose files are `files`: no word in it can end the block.
#[must_use]
pub fn dataset(view: &View<'_>, dataset: &Dataset, files: &[(OutputPath, Vec<u8>)]) -> String {
    let config = &view.site.site.config;
    let address = dataset.route.permalink(&config.base_url);
    let publisher = json!(Organization::named(config.publisher_name()));
    let mut of = Map::new();
    let mut put = |key: &str, value: Value| of.insert(key.to_owned(), value);
    put("@context", "https://schema.org".into());
    put("@type", "Dataset".into());
    put("@id", address.clone().into());
    put("url", address.into());
    put("name", dataset.title.value.clone().into());
    put("description", description(dataset).into());
    put("inLanguage", config.language.code().into());
    if let Some(license) = &dataset.license {
        put("license", license.url.as_ref().unwrap_or(&license.title).clone().into());
    }
    let creators: Vec<Value> = dataset.credits.iter().map(creator).collect();
    put("creator", if creators.is_empty() { publisher.clone() } else { creators.into() });
    put("publisher", publisher);
    let of_measures: Vec<Value> = dataset.measures.iter().flat_map(|measure| &measure.credits).map(work).collect();
    if !of_measures.is_empty() {
        put("isBasedOn", of_measures.into());
    }
    if let Some(updated) = dataset.updated {
        put("dateModified", updated.iso().into());
    }
    if let Some(covered) = covered(dataset) {
        put("temporalCoverage", covered.into());
    }
    put("variableMeasured", (0..dataset.measures.len()).map(|at| variable(dataset, at)).collect());
    put("distribution", files.iter().filter_map(|(path, _)| download(path, &config.base_url)).collect());
    data_block(&Value::Object(of))
}

/// What its author says of it, else what it measures by what.
fn description(dataset: &Dataset) -> String {
    if let Some(description) = &dataset.description {
        return description.clone();
    }
    let measures = dataset.measures.iter().map(|measure| measure.label.as_str()).collect::<Vec<_>>().join(", ");
    let dimensions = dataset.dimensions.iter().map(|of| of.label.as_str()).collect::<Vec<_>>().join(", ");
    format!("{}: {measures} ({dimensions})", dataset.title.value)
}

fn creator(credit: &Credit) -> Value {
    let mut of = json!(Organization::named(&credit.title));
    if let Some(url) = &credit.url {
        of["url"] = url.clone().into();
    }
    of
}

/// What a measure is taken from that has a source of its own.
fn work(credit: &Credit) -> Value {
    let mut of = creator(credit);
    of["@type"] = "CreativeWork".into();
    of
}

/// The first and the last year or day of the rows: `2019/2024`.
fn covered(dataset: &Dataset) -> Option<String> {
    let is_time = |of: &&Dimension| matches!(of.kind, DimensionKind::Year | DimensionKind::Date);
    let keys = || dataset.dimensions.iter().find(is_time).into_iter().flat_map(|of| &of.values).map(|value| &value.key);
    let (first, last) = (keys().min()?, keys().max()?);
    Some(if first == last { first.clone() } else { format!("{first}/{last}") })
}

fn variable(dataset: &Dataset, at: usize) -> Value {
    let measure = &dataset.measures[at];
    let mut of = json!({"@type": "PropertyValue", "name": measure.label, "alternateName": measure.key});
    if let Some(unit) = dataset.unit_of_all(at) {
        of["unitText"] = unit.into();
    }
    if let Some(note) = &measure.note {
        of["description"] = note.clone().into();
    }
    of
}

/// A file to load down, by its absolute address; none for a description of such files.
fn download(path: &OutputPath, base_url: &str) -> Option<Value> {
    let kind = match path.as_str().rsplit('/').next()?.rsplit_once('.')? {
        ("datapackage", "json") => return None,
        (_, "json") if path.as_str().ends_with(Dataset::CSVW_ENDING) => return None,
        (_, "csv") => "text/csv",
        (_, "xlsx") => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        (_, "json") => "application/json",
        _ => return None,
    };
    Some(json!({"@type": "DataDownload", "encodingFormat": kind, "contentUrl": path.permalink(base_url)}))
}
