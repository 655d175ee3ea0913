//! A dataset's YAML: what it is about, its dimensions and measures. Its rows are read by `rows`.

use std::cell::RefCell;
use std::collections::HashMap;

use crate::config::Config;
use crate::diag::{Code, Diagnostic, catalog};
use crate::model::checks::Checks;
use crate::model::dataset::{Credit, Dataset, DatasetId, Dimension, DimensionKind, MeasureKind, Revision, Status};
use crate::model::rows::Rows;
use crate::source::{Disk, SourceId, Span, Spanned};
use crate::syntax::reader::Reader;
use crate::syntax::yaml;

use super::dimension;
use super::place::dataset_route;
use super::rows;
use super::{allowance, checks, measure};

/// Words of other tools for keys of a dataset.
const OTHER_TOOLS: &[(&str, &str)] = &[
    ("name", "title"),
    ("sources", "source"),
    ("data", "observations"),
    ("rows", "observations"),
    ("values", "observations"),
    ("fields", "measures"),
    ("columns", "measures"),
    ("variables", "measures"),
    ("dims", "dimensions"),
    ("date", "updated"),
    ("lastmod", "updated"),
    ("note", "notes"),
    ("units", "unit"),
    ("licence", "license"),
];

/// Words that rows use for other things than dimensions and measures.
pub const RESERVED: [&str; 7] = ["status", "as_of", "note", "value", "was", "on", "why"];

/// Reads the dataset in the file `source`, which stands at `path` below content/.
///
/// None where the YAML can't be read at all: what depends on it then stays silent.
pub fn read(
    disk: &Disk,
    source: SourceId,
    path: &str,
    config: &Config,
    findings: &RefCell<Vec<Diagnostic>>,
) -> Option<Dataset> {
    let text = &disk.sources.get(source).text;
    let node = match yaml::parse(text, source, 0) {
        Ok(node) => node,
        Err(finding) => {
            findings.borrow_mut().push(finding);
            return None;
        }
    };
    let mut reader = Reader::new(&node, text, catalog::yaml::the_dataset(), Span::file(source), findings);
    let mut dataset = about(&mut reader, source, path);
    inherit(&mut dataset, config);
    dataset.dimensions = dimension::read(&mut reader);
    let unit = dataset.unit.clone();
    dataset.measures = measure::read(&mut reader, unit.as_deref(), &dataset.dimensions);
    // With a unit of its own, "unit" is what its author calls a place or an office.
    let has_no_unit = dataset.unit.is_none() && dataset.measures.iter().any(|measure| !measure.has_own_unit);
    for dimension in dataset.dimensions.iter_mut().filter(|dimension| dimension.key == Dimension::UNIT) {
        dimension.names_units = has_no_unit;
    }
    dataset.checks = checks::read(&mut reader, &dataset.measures);
    dataset.rows = Rows::new(dataset.dimensions.len(), dataset.measures.len());
    let observations = reader.need_or_null("observations", "observations: []").node;
    reader.finish(OTHER_TOOLS);
    if let Some(node) = observations {
        rows::read(&mut dataset, node, disk, findings);
    }
    finish(&mut dataset);
    Some(dataset)
}

/// What a dataset does not say of its sources and terms, the site says.
fn inherit(dataset: &mut Dataset, config: &Config) {
    if dataset.credits.is_empty() {
        dataset.credits = config.sources.iter().map(Credit::anywhere).collect();
    }
    dataset.license = dataset.license.take().or_else(|| config.license.as_ref().map(Credit::anywhere));
}

fn about(reader: &mut Reader<'_>, source: SourceId, path: &str) -> Dataset {
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem).to_owned();
    let title = reader.need("title", "title: …").text();
    Dataset {
        id: DatasetId(0),
        source,
        rows_source: None,
        route: dataset_route(&stem),
        title: title.unwrap_or_else(|| Spanned::new(stem.clone(), Span::file(source))),
        path: stem,
        has_page: reader.take("page").flag().unwrap_or(true),
        description: reader.take("description").text().map(|text| text.value),
        unit: reader.take("unit").text().map(|text| text.value),
        credits: Credit::sources(reader),
        license: Credit::license(reader),
        updated: reader.take("updated").date(),
        status: reader
            .take("status")
            .one_of(&[("final", Status::Final), ("provisional", Status::Provisional)])
            .map_or(Status::Final, |word| word.value),
        notes: reader.take("notes").texts(true).into_iter().map(|text| text.value).collect(),
        revisions: revisions(reader),
        allow: allowance::read_of_rows(reader),
        dimensions: Vec::new(),
        measures: Vec::new(),
        rows: Rows::default(),
        checks: Checks::default(),
    }
}

fn revisions(reader: &mut Reader<'_>) -> Vec<Revision> {
    let mut found = Vec::new();
    for mut item in reader.take("revisions").mappings() {
        let date = item.need("date", "date: 2024-05-14").date();
        let text = item.need("text", "text: …").text();
        item.finish(&[("on", "date"), ("why", "text"), ("note", "text")]);
        if let (Some(date), Some(text)) = (date, text) {
            found.push(Revision { date, text: text.value });
        }
    }
    found
}

/// Reports a dimension or measure named like a word that rows use otherwise.
pub fn report_reserved(reader: &Reader<'_>, key: &Spanned<String>) {
    if RESERVED.contains(&key.value.as_str()) {
        let finding = Diagnostic::new(Code::WrongType, key.span, catalog::data::reserved(&key.value));
        reader.report(finding.help(catalog::data::reserved_help(RESERVED.join(", "))));
    }
}

/// Orders what no file declares: years and dates ascend. Decimals of a number follow its data.
fn finish(dataset: &mut Dataset) {
    for at in 0..dataset.dimensions.len() {
        if !dataset.dimensions[at].declared && dataset.dimensions[at].kind != DimensionKind::Category {
            sort_values(dataset, at);
        }
    }
    for at in 0..dataset.measures.len() {
        if dataset.measures[at].kind == MeasureKind::Number && dataset.measures[at].decimals == measure::FROM_DATA {
            dataset.measures[at].decimals = dataset.rows.column(at).decimals();
        }
    }
}

fn sort_values(dataset: &mut Dataset, at: usize) {
    let dimension = &mut dataset.dimensions[at];
    let before: Vec<String> = dimension.values.iter().map(|value| value.key.clone()).collect();
    dimension.values.sort_by(|a, b| a.key.cmp(&b.key));
    dimension.index =
        dimension.values.iter().zip(0..).map(|(value, at)| (value.key.clone(), at)).collect::<HashMap<_, u32>>();
    let to: Vec<u32> = before.iter().map(|key| dimension.index[key]).collect();
    dataset.rows.renumber(at, &to);
}
