//! Cells against what their measures allow: required, minimum, maximum, enum, unique.

use std::collections::HashMap;

use crate::diag::{Code, Diagnostic, Text, catalog};
use crate::locale::Lang;
use crate::model::dataset::{Bound, Cell, Dataset, Measure, MeasureKind, Status};
use crate::model::number::Number;
use crate::source::{Span, Spanned};

use super::Findings;

/// Checks every cell of `dataset`.
pub fn check(dataset: &Dataset, findings: &mut Findings) {
    for (at, measure) in dataset.measures.iter().enumerate() {
        if matches!(measure.kind, MeasureKind::Ratio { .. }) {
            continue;
        }
        let mut seen: HashMap<Number, Span> = HashMap::new();
        for row in &dataset.rows {
            let cell = &row.cells[at];
            let excused = matches!(row.status_of(at), Status::NotAvailable | Status::NotApplicable);
            if measure.constraints.required && cell.value.is_none() && !cell.broken && !excused {
                let span = cell.span.unwrap_or(row.span);
                findings.push(
                    Diagnostic::new(Code::Constraint, span, catalog::data::required(&measure.key))
                        .help(catalog::data::required_help()),
                );
            }
            let Some((value, span)) = cell.value.zip(cell.span) else { continue };
            bounds(dataset, measure, &row.cells, value, span, findings);
            allowed(measure, value, span, findings);
            if measure.constraints.unique {
                if let Some(first) = seen.get(&value) {
                    let message = catalog::data::not_unique(&measure.key, show(value));
                    let finding =
                        Diagnostic::new(Code::Constraint, span, message).label(*first, catalog::yaml::first_here());
                    findings.push(finding.help(catalog::data::correct_one()));
                } else {
                    seen.insert(value, span);
                }
            }
        }
    }
}

fn bounds(dataset: &Dataset, measure: &Measure, cells: &[Cell], value: Number, span: Span, findings: &mut Findings) {
    let sides = [(&measure.constraints.maximum, true), (&measure.constraints.minimum, false)];
    for (bound, is_maximum) in sides {
        let Some(Spanned { value: bound, span: declared }) = bound else { continue };
        let (limit, other) = match *bound {
            Bound::Number(number) => (Some(number), None),
            Bound::Measure(other) => (cells[other].value, Some(other)),
        };
        let Some(limit) = limit else { continue };
        if if is_maximum { value <= limit } else { value >= limit } {
            continue;
        }
        let finding =
            Diagnostic::new(Code::Constraint, span, message(dataset, measure, value, limit, other, is_maximum));
        let finding = match other.and_then(|other| cells[other].span) {
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

/// The number in both languages' writing.
fn show(value: Number) -> Text {
    let decimals = value.exact_decimals().unwrap_or(0);
    Text { en: value.show(Lang::En, decimals), vi: value.show(Lang::Vi, decimals) }
}
