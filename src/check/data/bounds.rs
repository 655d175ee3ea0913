//! Cells against what their measures allow: required, minimum, maximum, enum, unique.

use std::collections::HashMap;

use crate::diag::{Code, Diagnostic, Text, catalog};
use crate::locale::Lang;
use crate::model::column::Slot;
use crate::model::dataset::{Bound, Constraints, Dataset, Measure, MeasureKind, Status};
use crate::model::number::Number;
use crate::model::select::{self, Figure};
use crate::source::{Span, Spanned};

use super::super::Findings;

/// Checks every cell of `dataset`.
pub fn check(dataset: &Dataset, findings: &mut Findings) {
    for (at, measure) in dataset.measures.iter().enumerate() {
        if let MeasureKind::Ratio { part, whole } = measure.kind {
            rates(dataset, measure, (at, part, whole), findings);
        } else {
            required(dataset, measure, at, findings);
            numbers(dataset, measure, at, findings);
        }
    }
}

fn required(dataset: &Dataset, measure: &Measure, at: usize, findings: &mut Findings) {
    if !measure.constraints.required {
        return;
    }
    for row in 0..dataset.rows.len() {
        let excused = matches!(dataset.rows.status_of(row, at), Status::NotAvailable | Status::NotApplicable);
        if dataset.rows.column(at).get(row) == Slot::Empty && !excused {
            let span = dataset.rows.place(row, at);
            findings.push(
                Diagnostic::new(Code::Constraint, span, catalog::data::required(&measure.key))
                    .help(catalog::data::required_help()),
            );
        }
    }
}

fn numbers(dataset: &Dataset, measure: &Measure, at: usize, findings: &mut Findings) {
    let mut seen: HashMap<Number, usize> = HashMap::new();
    for (row, value) in dataset.rows.column(at).numbers() {
        let Some(span) = dataset.rows.cell_span(row, at) else { continue };
        bounds(dataset, measure, row, value, span, findings);
        allowed(measure, value, span, findings);
        if !measure.constraints.unique {
            continue;
        }
        if let Some(first) = seen.get(&value) {
            let message = catalog::data::not_unique(&measure.key, show(value));
            let first = dataset.rows.place(*first, at);
            let finding = Diagnostic::new(Code::Constraint, span, message).label(first, catalog::yaml::first_here());
            findings.push(finding.help(catalog::data::correct_one()));
        } else {
            seen.insert(value, row);
        }
    }
}

/// What a rate may be, row by row; it is shown at its part.
fn rates(dataset: &Dataset, measure: &Measure, (at, part, whole): (usize, usize, usize), findings: &mut Findings) {
    let Constraints { minimum, maximum, allowed: list, .. } = &measure.constraints;
    if minimum.is_none() && maximum.is_none() && list.is_none() {
        return;
    }
    for (row, _) in dataset.rows.column(part).numbers().filter(|(row, _)| dataset.rows.value(*row, whole).is_some()) {
        if let Figure::Value(value) = select::total(dataset, &[row], at) {
            bounds(dataset, measure, row, value, dataset.rows.place(row, part), findings);
            allowed(measure, value, dataset.rows.place(row, part), findings);
        }
    }
}

fn bounds(dataset: &Dataset, measure: &Measure, row: usize, value: Number, span: Span, findings: &mut Findings) {
    let sides = [(&measure.constraints.maximum, true), (&measure.constraints.minimum, false)];
    for (bound, is_maximum) in sides {
        let Some(Spanned { value: bound, span: declared }) = bound else { continue };
        let (limit, other) = match *bound {
            Bound::Number(number) => (Some(number), None),
            Bound::Measure(other) => (dataset.rows.value(row, other), Some(other)),
        };
        let Some(limit) = limit else { continue };
        if if is_maximum { value <= limit } else { value >= limit } {
            continue;
        }
        let finding =
            Diagnostic::new(Code::Constraint, span, message(dataset, measure, value, limit, other, is_maximum));
        let finding = match other.and_then(|other| dataset.rows.cell_span(row, other)) {
            Some(cell) => finding.label(cell, catalog::data::bound_cell()),
            None => finding.label(*declared, catalog::data::bound_here()),
        };
        findings.push(finding.help(catalog::data::correct_one()));
    }
}

fn message(
    dataset: &Dataset,
    measure: &Measure,
    value: Number,
    limit: Number,
    other: Option<usize>,
    is_maximum: bool,
) -> Text {
    let (key, value, limit) = (&measure.key, show(value), show(limit));
    match (other.map(|other| &dataset.measures[other].key), is_maximum) {
        (Some(other), true) => catalog::data::above_measure(key, value, other, limit),
        (Some(other), false) => catalog::data::below_measure(key, value, other, limit),
        (None, true) => catalog::data::above(key, value, limit),
        (None, false) => catalog::data::below(key, value, limit),
    }
}

fn allowed(measure: &Measure, value: Number, span: Span, findings: &mut Findings) {
    let Some(Spanned { value: list, span: declared }) = &measure.constraints.allowed else { return };
    if !list.contains(&value) {
        let shown: Vec<String> = list.iter().map(|number| number.plain(number.exact_decimals().unwrap_or(0))).collect();
        let message = catalog::data::not_allowed(&measure.key, show(value), shown.join(", "));
        let finding = Diagnostic::new(Code::Constraint, span, message).label(*declared, catalog::data::bound_here());
        findings.push(finding.help(catalog::data::correct_one()));
    }
}

/// The number in both languages' writing; what has no end at five decimals.
pub fn show(value: Number) -> Text {
    let decimals = value.exact_decimals().unwrap_or(5).min(9);
    Text::new(value.show(Lang::En, decimals), value.show(Lang::Vi, decimals))
}
