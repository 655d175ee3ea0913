//! Percents above 100 that nothing allows, and rates of nothing.

use crate::diag::{Code, Diagnostic, Severity, Text, catalog};
use crate::locale::Lang;
use crate::model::dataset::{Dataset, Measure, MeasureKind};
use crate::model::number::Number;
use crate::model::select::{self, Figure};

use super::super::Findings;
use super::parts::is_difference;

/// Checks the measures in percent.
pub fn check(dataset: &Dataset, findings: &mut Findings) {
    for (at, measure) in dataset.measures.iter().enumerate() {
        if measure.unit.as_deref() == Some("%") {
            too_much(dataset, at, measure, findings);
            fractions(dataset, at, measure, findings);
        }
        if let MeasureKind::Ratio { part, whole } = measure.kind {
            of_nothing(dataset, measure, (part, whole), findings);
        }
    }
}

/// More than all: reported where neither the percent nor the part of its pair has a maximum.
fn too_much(dataset: &Dataset, at: usize, measure: &Measure, findings: &mut Findings) {
    let part = match measure.kind {
        MeasureKind::Ratio { part, .. } => Some(part),
        _ => measure.percent_of.map(|(part, _)| part),
    };
    let has_maximum = |at: usize| dataset.measures[at].constraints.maximum.is_some();
    if has_maximum(at) || part.is_some_and(has_maximum) || measure.broken || is_difference(dataset, measure) {
        return;
    }
    let is_over = |row: usize, value: Number| match measure.kind {
        MeasureKind::Ratio { whole, .. } => {
            dataset.rows.value(row, whole).is_some_and(|whole| !whole.is_zero() && value > whole)
        }
        _ => value > Number::HUNDRED,
    };
    let numbers = || dataset.rows.column(measure.summed(at)[0]).numbers();
    let over: Vec<usize> = numbers().filter(|(row, value)| is_over(*row, *value)).map(|(row, _)| row).collect();
    // Where many are above 100, they are meant: plans that are more than fulfilled.
    if over.len() >= 3 && over.len() * 3 >= numbers().count() {
        return;
    }
    for row in over {
        let Figure::Value(value) = select::total(dataset, &[row], at) else { continue };
        let decimals = measure.decimals;
        let shown = |lang| value.show_percent(lang, decimals);
        let message = catalog::checks::over_hundred(&measure.key, Text::new(shown(Lang::En), shown(Lang::Vi)));
        let finding = Diagnostic::new(Code::Constraint, dataset.rows.place(row, part.unwrap_or(at)), message);
        let finding = finding.help(catalog::checks::over_hundred_help(&measure.key));
        // It may yet be right: nothing that has to stop a build.
        findings.push(Diagnostic { severity: Severity::Warning, ..finding });
    }
}

/// A typed percent column of which all lies between 0 and 1: what a spreadsheet shows as 8.1% it holds as 0.081.
fn fractions(dataset: &Dataset, at: usize, measure: &Measure, findings: &mut Findings) {
    let numbers = || dataset.rows.column(at).numbers();
    let one = Number::from(1);
    let is_typed =
        measure.kind == MeasureKind::Number && measure.percent_of.is_none() && !is_difference(dataset, measure);
    if !is_typed || numbers().count() < 2 || !numbers().all(|(_, value)| !value.is_negative() && value <= one) {
        return;
    }
    let Some((row, _)) = numbers().find(|(_, value)| !value.is_whole()) else { return };
    let finding =
        Diagnostic::new(Code::Constraint, dataset.rows.place(row, at), catalog::checks::fractions(&measure.key));
    findings.push(Diagnostic { severity: Severity::Warning, ..finding.help(catalog::checks::fractions_help()) });
}

/// Rows whose rate can't be computed since there is nothing to divide by: one advice for the measure.
fn of_nothing(dataset: &Dataset, measure: &Measure, (part, whole): (usize, usize), findings: &mut Findings) {
    let zeros = dataset
        .rows
        .column(whole)
        .numbers()
        .filter(|(row, whole)| whole.is_zero() && dataset.rows.value(*row, part).is_some());
    let rows: Vec<usize> = zeros.map(|(row, _)| row).collect();
    let Some(first) = rows.first() else { return };
    let (name, of) = (&measure.key, &dataset.measures[whole].key);
    let message = match rows.len() - 1 {
        0 => catalog::checks::nothing_to_divide(name, of),
        more => catalog::checks::nothing_to_divide_more(name, of, more),
    };
    let finding = Diagnostic::new(Code::Constraint, dataset.rows.place(*first, whole), message);
    let finding = finding.help(catalog::checks::nothing_to_divide_help(of));
    findings.push(Diagnostic { severity: Severity::Advice, ..finding });
}
