//! A dataset's dimensions: their types and values, from when to when each value exists, and which are totals of others.

use crate::diag::{Code, Diagnostic, catalog};
use crate::locale::{Date, nearest};
use crate::model::dataset::{Dimension, DimensionKind, DimensionValue};
use crate::model::validity::{Edge, Validity};
use crate::source::Spanned;
use crate::syntax::reader::{Reader, scalar};
use crate::syntax::yaml::Node;

use super::dataset::report_reserved;

/// Words of other tools for keys of a dimension's value.
const OTHER_TOOLS: &[(&str, &str)] = &[
    ("title", "label"),
    ("name", "label"),
    ("start", "from"),
    ("since", "from"),
    ("end", "to"),
    ("until", "to"),
    ("total", "parent"),
    ("part_of", "parent"),
    ("units", "unit"),
];

/// Reads `dimensions`.
pub fn read(reader: &mut Reader<'_>) -> Vec<Dimension> {
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
        let values = fields.take("values").mapping().map(values);
        fields.finish(&[
            ("title", "label"),
            ("name", "label"),
            ("categories", "values"),
            ("levels", "values"),
            ("kind", "type"),
        ]);
        let declared = values.is_some();
        let values = values.unwrap_or_default();
        found.push(Dimension {
            key: key.value.clone(),
            label,
            kind,
            span: key.span,
            declared,
            index: values.iter().zip(0..).map(|(value, at)| (value.key.clone(), at)).collect(),
            values_have_units: values.iter().any(|value| value.unit.is_some()),
            is_hierarchical: values.iter().any(|value| value.parent.is_some()),
            names_units: false,
            values,
        });
    }
    found
}

/// Declared values: `key: label`, or `key: {label, unit, from, to, parent}`.
fn values(mut reader: Reader<'_>) -> Vec<DimensionValue> {
    let mut values = Vec::new();
    let mut parents = Vec::new();
    for (key, node) in reader.rest() {
        let mut value = DimensionValue { span: Some(key.span), ..DimensionValue::named(key.value.clone()) };
        let mut parent = None;
        if let Node::Map(_) = node.value {
            let mut fields = reader.within(node, key);
            let text = |text: Spanned<String>| text.value;
            value.label = fields.take("label").word().map_or(value.label, text);
            value.unit = fields.take("unit").text().map(text);
            value.validity = validity(&mut fields);
            parent = fields.take("parent").word();
            fields.finish(OTHER_TOOLS);
        } else {
            value.label = reader.value("values", node).word().map_or(value.label, |label| label.value);
        }
        values.push(value);
        parents.push(parent);
    }
    resolve(&reader, &mut values, &parents);
    refuse_circles(&reader, &mut values, &parents);
    values
}

fn validity(fields: &mut Reader<'_>) -> Validity {
    let validity = Validity { from: edge(fields, "from", "01-01"), to: edge(fields, "to", "12-31") };
    if let (Some(from), Some(to)) = (&validity.from, &validity.to)
        && from.date > to.date
    {
        let finding = Diagnostic::new(Code::WrongType, to.span, catalog::data::ends_before_it_begins());
        fields.report(finding.label(from.span, catalog::data::begins_here()).help(catalog::data::correct_one()));
        return Validity::default();
    }
    validity
}

/// A year or a day; `day` completes a year.
fn edge(fields: &mut Reader<'_>, key: &'static str, day: &str) -> Option<Edge> {
    let text = fields.text();
    let taken = fields.take(key);
    let node = taken.node.filter(|node| node.value != Node::Null)?;
    let word = scalar(node, text).unwrap_or_default();
    let is_year = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    let date = Date::parse(&if is_year { format!("{word}-{day}") } else { word });
    if date.is_none() {
        let help = catalog::yaml::write_like(format!("{key}: 2024"));
        return taken.wrong(node, catalog::data::a_year_or_date(), Some(help));
    }
    date.map(|date| Edge { date, is_year, span: node.span })
}

/// Finds the parents among the values.
fn resolve(reader: &Reader<'_>, values: &mut [DimensionValue], parents: &[Option<Spanned<String>>]) {
    for (at, parent) in parents.iter().enumerate() {
        let Some(parent) = parent else { continue };
        let found = values.iter().position(|value| value.key == parent.value);
        values[at].parent = found.and_then(|at| u32::try_from(at).ok());
        if found.is_none() {
            let known: Vec<&str> = values.iter().map(|value| value.key.as_str()).collect();
            let help = match nearest(&parent.value, known.iter().copied()) {
                Some(near) => catalog::yaml::did_you_mean(near),
                None => catalog::yaml::one_of(known.into_iter().take(12).collect::<Vec<_>>().join(", ")),
            };
            let message = catalog::data::unknown_parent(&parent.value);
            reader.report(Diagnostic::new(Code::UnknownDimension, parent.span, message).help(help));
        }
    }
}

/// Reports values that lie below themselves, once a circle, and takes their parents away.
fn refuse_circles(reader: &Reader<'_>, values: &mut [DimensionValue], parents: &[Option<Spanned<String>>]) {
    for start in 0..values.len() {
        let mut path = vec![start];
        while let Some(above) = values[path[path.len() - 1]].parent {
            let above = above as usize;
            if above != start {
                if path.contains(&above) {
                    break; // A circle further up, found from there.
                }
                path.push(above);
                continue;
            }
            let names: Vec<&str> = path.iter().chain([&start]).map(|at| values[*at].key.as_str()).collect();
            let place = |at: usize| parents[at].as_ref().expect("it has a parent").span;
            let message = catalog::data::circular_parents(names.join(" → "));
            let mut finding = Diagnostic::new(Code::WrongType, place(start), message);
            for at in &path[1..] {
                finding = finding.label(place(*at), catalog::data::part_of_here(&values[*at].key));
            }
            reader.report(finding.help(catalog::data::circular_parents_help()));
            for at in path {
                values[at].parent = None;
            }
            break;
        }
    }
}
