//! Rows against what the dataset says of them: values that exist in their year, totals that are the sum of their parts,
//! percents that are those of their pair, counts that are not negative.

use crate::diag::{Code, Diagnostic, Severity, catalog};
use crate::locale::{Date, fold};
use crate::model::column::Slot;
use crate::model::dataset::{Dataset, DimensionKind, Measure, MeasureKind};
use crate::model::number::Number;
use crate::model::select;
use crate::model::validity::Edge;

use super::super::{Findings, stated};
use super::bounds::show;

/// Checks every row of `dataset`.
pub fn check(dataset: &Dataset, findings: &mut Findings) {
    validity(dataset, findings);
    for measure in 0..dataset.measures.len() {
        counts(dataset, measure, findings);
        percents(dataset, measure, findings);
        for dimension in 0..dataset.dimensions.len() {
            sums(dataset, dimension, measure, findings);
        }
    }
}

/// Rows of a value in a year (or on a day) in which it did not exist.
fn validity(dataset: &Dataset, findings: &mut Findings) {
    let is_time = |kind| matches!(kind, DimensionKind::Year | DimensionKind::Date);
    let Some(time) = dataset.dimensions.iter().position(|dimension| is_time(dimension.kind)) else { return };
    for dimension in 0..dataset.dimensions.len() {
        for (value, at) in dataset.dimensions[dimension].values.iter().zip(0..).filter(|(v, _)| !v.validity.is_open()) {
            for row in dataset.rows.with_key(dimension, at) {
                let row = *row as usize;
                let Some(key) = dataset.rows.key(row, time) else { continue };
                let when = &dataset.dimensions[time].values[key as usize].key;
                let beyond: Option<&Edge> = match dataset.dimensions[time].kind {
                    DimensionKind::Year => when.parse().ok().and_then(|year| value.validity.beyond_year(year)),
                    _ => Date::parse(when).and_then(|date| value.validity.beyond_date(date)),
                };
                if let Some(edge) = beyond {
                    let message = catalog::adding::not_valid(&value.label, when);
                    let finding = Diagnostic::new(Code::Constraint, dataset.rows.span(row), message);
                    let finding = finding.label(edge.span, catalog::adding::valid_here());
                    findings.push(finding.help(catalog::adding::not_valid_help()));
                }
            }
        }
    }
}

/// Whole numbers below 0 that the measure does not allow for.
fn counts(dataset: &Dataset, at: usize, findings: &mut Findings) {
    let measure = &dataset.measures[at];
    if measure.kind != MeasureKind::Integer || measure.constraints.minimum.is_some() || is_difference(dataset, measure)
    {
        return;
    }
    let numbers = || dataset.rows.column(at).numbers();
    let negative = numbers().filter(|(_, value)| value.is_negative()).count();
    // Where many are negative, they are meant.
    if negative >= 3 && negative * 3 >= numbers().count() {
        return;
    }
    for (row, value) in numbers().filter(|(_, value)| value.is_negative()) {
        let message = catalog::adding::negative(&measure.key, show(value));
        let finding = Diagnostic::new(Code::Constraint, dataset.rows.place(row, at), message);
        // What counts may yet be a difference that its name does not show: nothing that has to stop a build.
        findings.push(Diagnostic { severity: Severity::Warning, ..finding.help(catalog::adding::negative_help()) });
    }
}

/// True for what by its name or its dataset's has two directions: a change, a balance.
pub fn is_difference(dataset: &Dataset, measure: &Measure) -> bool {
    const WORDS: [&str; 10] =
        ["thay doi", "tang", "giam", "chenh lech", "can doi", "change", "difference", "growth", "balance", "net"];
    let apart: String = fold(&format!("{} {} {}", dataset.title.value, measure.key, measure.label))
        .chars()
        .map(|c| if c.is_alphanumeric() { c } else { ' ' })
        .collect();
    let padded = format!(" {apart} ");
    WORDS.iter().any(|word| padded.contains(&format!(" {word} ")))
}

/// Cells of a percent column that are not what their pair makes, at the decimals that they are written with.
fn percents(dataset: &Dataset, at: usize, findings: &mut Findings) {
    let measure = &dataset.measures[at];
    let Some((part, whole)) = measure.percent_of else { return };
    for (row, value) in dataset.rows.column(at).numbers() {
        let pair = dataset.rows.value(row, part).zip(dataset.rows.value(row, whole));
        let Some(exact) = pair.and_then(|(part, whole)| select::percent(part, whole).value()) else { continue };
        let right = stated::in_percent(exact, measure.decimals);
        if right != Some(value) {
            let shown = right.unwrap_or_else(|| exact.rounded(measure.decimals + 2));
            let message = catalog::adding::wrong_percent(&measure.key, show(value), show(shown));
            let finding = Diagnostic::new(Code::PercentMismatch, dataset.rows.place(row, at), message)
                .label(dataset.rows.place(row, part), catalog::adding::percent_part())
                .label(dataset.rows.place(row, whole), catalog::adding::percent_whole());
            findings.push(finding.help(catalog::adding::wrong_percent_help()));
        }
    }
}

/// Totals that are not the sum of their direct parts, where every part that has a row has a figure.
fn sums(dataset: &Dataset, dimension: usize, measure: usize, findings: &mut Findings) {
    let levels = &dataset.dimensions[dimension];
    let counted = dataset.measures[measure].adds_up && dataset.measures[measure].percent_of.is_none();
    if !levels.is_hierarchical || !counted || matches!(dataset.measures[measure].kind, MeasureKind::Ratio { .. }) {
        return;
    }
    for (total, parts) in (0_u32..).zip(&levels.parts()).filter(|(_, parts)| !parts.is_empty()) {
        for row in dataset.rows.with_key(dimension, total) {
            total_row(dataset, *row as usize, (dimension, parts), measure, findings);
        }
    }
}

fn total_row(
    dataset: &Dataset,
    row: usize,
    (dimension, parts): (usize, &[u32]),
    measure: usize,
    findings: &mut Findings,
) {
    let Some(total) = dataset.rows.value(row, measure) else { return };
    let Some(keys) = dataset.rows.keys(row).collect::<Option<Vec<u32>>>() else { return };
    let beside = |part: &u32| {
        let mut keys = keys.clone();
        keys[dimension] = *part;
        dataset.rows.find(&keys)
    };
    let found: Vec<usize> = parts.iter().filter_map(beside).collect();
    let unit = dataset.unit_of(row, measure);
    if let Some(other) = found.iter().find(|part| dataset.unit_of(**part, measure) != unit) {
        let shown = |row: usize| dataset.unit_of(row, measure).unwrap_or("?");
        let message = catalog::adding::part_of_another_unit(shown(*other), shown(row));
        let finding = Diagnostic::new(Code::Constraint, dataset.rows.place(*other, measure), message);
        let finding = finding.label(dataset.rows.place(row, measure), catalog::adding::whole());
        findings.push(finding.help(catalog::adding::part_of_another_unit_help()));
        return;
    }
    let numbers = found.iter().map(|row| match dataset.rows.column(measure).get(*row) {
        Slot::Number(number) => Some(number),
        Slot::Empty | Slot::Broken => None,
    });
    let Some(numbers) = numbers.collect::<Option<Vec<Number>>>() else { return };
    let Some(sum) = numbers.iter().try_fold(Number::ZERO, |sum, number| sum.plus(*number)) else { return };
    let is_whole = found.len() == parts.len();
    // Parts without a row may make up what is missing, never what is too much.
    let exceeds = numbers.iter().all(|number| !number.is_negative()) && sum > total;
    if found.is_empty()
        || sum == total
        || !(is_whole || exceeds)
        || within_rounding(dataset, measure, total, sum, found.len())
    {
        return;
    }
    let name = &dataset.measures[measure].key;
    let message = catalog::adding::wrong_sum(name, show(total), show(sum));
    let mut finding = Diagnostic::new(Code::Constraint, dataset.rows.place(row, measure), message);
    for part in found.iter().take(4) {
        let key = dataset.rows.key(*part, dimension).unwrap_or_default();
        let label = &dataset.dimensions[dimension].values[key as usize].label;
        finding = finding.label(dataset.rows.place(*part, measure), catalog::adding::a_part(label));
    }
    findings.push(finding.help(catalog::data::correct_one()));
}

/// Rounded parts may miss their rounded total by half a unit of the last decimal each; whole numbers may not.
fn within_rounding(dataset: &Dataset, measure: usize, total: Number, sum: Number, parts: usize) -> bool {
    let measure = &dataset.measures[measure];
    if measure.kind != MeasureKind::Number {
        return false;
    }
    let halves = i128::try_from(parts + 1).unwrap_or(i128::MAX);
    let room = Number::fraction(halves, 2 * 10_i128.pow(u32::from(measure.decimals)));
    total.minus(sum).zip(room).is_some_and(|(gap, room)| gap.abs() <= room)
}
