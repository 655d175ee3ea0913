//! A dataset's YAML: what it is about, its dimensions and measures. Its rows are read by `rows`.

use std::cell::RefCell;
use std::collections::HashMap;

use crate::diag::{Code, Diagnostic, catalog};
use crate::model::dataset::{
    Credit, Dataset, DatasetId, Dimension, DimensionKind, DimensionValue, MeasureKind, Revision, Status,
};
use crate::model::rows::Rows;
use crate::source::{Disk, SourceId, Span, Spanned};
use crate::syntax::reader::{Reader, scalar};
use crate::syntax::yaml::{self, Node};

use super::place::dataset_route;
use super::rows;
use super::{allowance, measure};

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
pub fn read(disk: &Disk, source: SourceId, path: &str, findings: &RefCell<Vec<Diagnostic>>) -> Option<Dataset> {
    let text = &disk.sources.get(source).text;
    let node = match yaml::parse(text, source, 0) {
        Ok(node) => node,
        Err(finding) => {
            findings.borrow_mut().push(*finding);
            return None;
        }
    };
    let mut reader = Reader::new(&node, text, catalog::yaml::the_dataset(), Span::file(source), findings);
    let mut dataset = about(&mut reader, source, path);
    dataset.dimensions = dimensions(&mut reader);
    let unit = dataset.unit.clone();
    dataset.measures = measure::read(&mut reader, unit.as_deref(), &dataset.dimensions);
    dataset.rows = Rows::new(dataset.dimensions.len(), dataset.measures.len());
    let observations = reader.need_or_null("observations", "observations: []").node;
    reader.finish(OTHER_TOOLS);
    if let Some(node) = observations {
        rows::read(&mut dataset, node, disk, findings);
    }
    finish(&mut dataset);
    Some(dataset)
}

fn about(reader: &mut Reader<'_>, source: SourceId, path: &str) -> Dataset {
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem).to_owned();
    let title = reader.need("title", "title: …").text();
    let dataset = Dataset {
        id: DatasetId(0),
        source,
        rows_source: None,
        route: dataset_route(&stem),
        title: title.unwrap_or_else(|| Spanned::new(stem.clone(), Span::file(source))),
        path: stem,
        has_page: reader.take("page").flag().unwrap_or(true),
        description: reader.take("description").text().map(|text| text.value),
        unit: reader.take("unit").text().map(|text| text.value),
        credits: credits(reader),
        license: license(reader),
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
    };
    if let Some(key) = reader.take("checks").key_span {
        reader.report(
            Diagnostic::new(Code::UnknownKey, key, catalog::data::checks_later())
                .help(catalog::data::checks_later_help()),
        );
    }
    dataset
}

/// One source or a list of them; a plain text is its title.
fn credits(reader: &mut Reader<'_>) -> Vec<Credit> {
    let text = reader.text();
    let taken = reader.take("source");
    let Some(node) = taken.node else { return Vec::new() };
    let nodes = match &node.value {
        Node::Seq(items) => items.as_slice(),
        _ => std::slice::from_ref(node),
    };
    let key = Spanned::new("source".to_owned(), taken.key_span.unwrap_or(node.span));
    let credit = |node| match scalar(node, text) {
        Some(title) => Some(Credit { title, url: None }),
        None => titled(reader.within(node, &key)),
    };
    nodes.iter().filter(|node| node.value != Node::Null).filter_map(credit).collect()
}

fn license(reader: &mut Reader<'_>) -> Option<Credit> {
    let text = reader.text();
    let node = reader.take("license").node?;
    match scalar(node, text) {
        Some(title) => Some(Credit { title, url: None }),
        None => reader.value("license", node).mapping().and_then(titled),
    }
}

fn titled(mut reader: Reader<'_>) -> Option<Credit> {
    let title = reader.need("title", "title: …").text();
    let url = reader.take("url").text().map(|text| text.value);
    reader.finish(&[("name", "title"), ("href", "url"), ("link", "url"), ("path", "url")]);
    title.map(|title| Credit { title: title.value, url })
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

fn dimensions(reader: &mut Reader<'_>) -> Vec<Dimension> {
    let example = "dimensions: {year: {label: Năm, type: year}}";
    let taken = reader.need("dimensions", example);
    let Some(mut entries) = taken.mapping() else { return Vec::new() };
    let mut found = Vec::new();
    for (key, node) in entries.rest() {
        report_reserved(reader, key);
        let mut fields = entries.within(node, key);
        let label = fields.take("label").text().map_or_else(|| key.value.clone(), |text| text.value);
        let kinds =
            [("category", DimensionKind::Category), ("year", DimensionKind::Year), ("date", DimensionKind::Date)];
        let kind = fields.take("type").one_of(&kinds).map_or(DimensionKind::Category, |word| word.value);
        let values = fields.take("values").mapping().map(dimension_values);
        fields.finish(&[
            ("title", "label"),
            ("name", "label"),
            ("categories", "values"),
            ("levels", "values"),
            ("kind", "type"),
        ]);
        let declared = values.is_some();
        let values = values.unwrap_or_default();
        let index = values.iter().zip(0..).map(|(value, at)| (value.key.clone(), at)).collect();
        found.push(Dimension { key: key.value.clone(), label, kind, span: key.span, declared, values, index });
    }
    found
}

/// Declared values: `key: label`.
fn dimension_values(mut reader: Reader<'_>) -> Vec<DimensionValue> {
    let entries = reader.rest();
    let mut values = Vec::new();
    for (key, node) in entries {
        let label = reader.value("values", node).word().map_or_else(|| key.value.clone(), |label| label.value);
        values.push(DimensionValue { key: key.value.clone(), label });
    }
    values
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
