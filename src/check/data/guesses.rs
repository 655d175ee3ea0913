//! What looks wrong though no rule of the dataset says so: an undeclared total, a percent column that is not that of its
//! pair, a figure a thousand times too small. All of these are warnings.

use crate::diag::{Code, Diagnostic, Severity, catalog};
use crate::locale::fold;
use crate::model::dataset::{Dataset, DimensionKind, MeasureKind};
use crate::model::number::Number;
use crate::model::select;

use super::super::{Findings, stated};
use super::bounds::show;
use super::parts::is_difference;

/// Looks for all three.
pub fn check(dataset: &Dataset, findings: &mut Findings) {
    for dimension in 0..dataset.dimensions.len() {
        totals(dataset, dimension, findings);
    }
    for measure in 0..dataset.measures.len() {
        percents(dataset, measure, findings);
        thousandths(dataset, measure, findings);
    }
}

fn warn(finding: Diagnostic, findings: &mut Findings) {
    findings.push(Diagnostic { severity: Severity::Warning, ..finding });
}

/// Labels that name a total, without tones.
const TOTALS: [&str; 18] = [
    "tong",
    "tong so",
    "tong cong",
    "cong",
    "chung",
    "toan tinh",
    "ca tinh",
    "toan quoc",
    "ca nuoc",
    "toan huyen",
    "toan thanh pho",
    "toan xa",
    "tat ca",
    "total",
    "all",
    "overall",
    "whole province",
    "both sexes",
];

/// A value that by its name, or by its figures, is the total of the others.
fn totals(dataset: &Dataset, at: usize, findings: &mut Findings) {
    let dimension = &dataset.dimensions[at];
    let is_open = dimension.kind == DimensionKind::Category && !dimension.is_hierarchical;
    if !is_open || dimension.values.len() < 3 || dataset.rows.are_incomplete() {
        return;
    }
    let counted = dataset.measures.iter().enumerate().filter(|(_, measure)| {
        measure.adds_up && measure.percent_of.is_none() && !matches!(measure.kind, MeasureKind::Ratio { .. })
    });
    let counted: Vec<usize> = counted.map(|(at, _)| at).collect();
    let halves: Vec<(usize, u32)> = counted.iter().flat_map(|measure| halves(dataset, at, *measure)).collect();
    let adds_up = |value: u32| adds_up(dataset, at, value, &halves);
    let sums = (0u32..).zip(&dimension.values).find(|(value, _)| adds_up(*value));
    let named = || (0u32..).zip(&dimension.values).find(|(_, value)| TOTALS.contains(&fold(&value.label).trim()));
    let (total, message) = match (sums, named()) {
        (Some((total, value)), _) => (total, catalog::checks::like_a_total(&value.label, &dimension.key)),
        (None, Some((total, value))) if !counted.is_empty() => {
            (total, catalog::checks::total_by_name(&value.label, &dimension.key))
        }
        _ => return,
    };
    let Some(row) = dataset.rows.with_key(at, total).first() else { return };
    let span = dimension.values[total as usize].span.unwrap_or_else(|| dataset.rows.span(*row as usize));
    let part = dimension.values.iter().zip(0u32..).find(|(_, value)| *value != total);
    let part = part.map_or("", |(value, _)| value.key.as_str());
    let help = catalog::checks::like_a_total_help(part, &dimension.values[total as usize].key);
    warn(Diagnostic::new(Code::Constraint, span, message).help(help), findings);
}

/// The values that have half of all that a measure counts: a cheap sign of a total, which most values lack.
fn halves(dataset: &Dataset, dimension: usize, measure: usize) -> Vec<(usize, u32)> {
    let mut sums = vec![Number::ZERO; dataset.dimensions[dimension].values.len()];
    for (row, number) in dataset.rows.column(measure).numbers() {
        let Some(key) = dataset.rows.key(row, dimension) else { continue };
        let sum = &mut sums[key as usize];
        let Some(more) = sum.plus(number) else { return Vec::new() };
        *sum = more;
    }
    let Some(all) = Number::sum(sums.iter().copied()) else { return Vec::new() };
    let is_half = |sum: &Number| !sum.is_zero() && sum.plus(*sum) == Some(all);
    sums.iter().zip(0..).filter(|(sum, _)| is_half(sum)).map(|(_, value)| (measure, value)).collect()
}

/// True where `value` is the sum of the other values of its dimension wherever it has figures of the measures that it has
/// half of: in two places at least, so that it is no chance.
fn adds_up(dataset: &Dataset, dimension: usize, value: u32, halves: &[(usize, u32)]) -> bool {
    let mut places = 0;
    for (measure, _) in halves.iter().filter(|(_, half)| *half == value) {
        for row in dataset.rows.with_key(dimension, value).iter().map(|row| *row as usize) {
            let Some(total) = dataset.rows.value(row, *measure).filter(|total| !total.is_zero()) else { continue };
            if beside(dataset, dimension, row, *measure) != Some(total) {
                return false;
            }
            places += 1;
        }
    }
    places >= 2
}

/// The sum of at least two other values of the dimension beside `row`.
fn beside(dataset: &Dataset, dimension: usize, row: usize, measure: usize) -> Option<Number> {
    let keys = dataset.rows.keys(row).collect::<Option<Vec<u32>>>()?;
    let of = |value: u32| {
        let mut keys = keys.clone();
        keys[dimension] = value;
        dataset.rows.value(dataset.rows.find(&keys)?, measure)
    };
    let others = (0u32..).take(dataset.dimensions[dimension].values.len()).filter(|value| *value != keys[dimension]);
    let numbers: Vec<Number> = others.filter_map(of).collect();
    if numbers.len() < 2 { None } else { Number::sum(numbers) }
}

/// Cells of a percent column that differ from a pair which explains most of the others.
fn percents(dataset: &Dataset, at: usize, findings: &mut Findings) {
    let measure = &dataset.measures[at];
    let is_typed = measure.unit.as_deref() == Some("%") && measure.percent_of.is_none();
    if !is_typed || matches!(measure.kind, MeasureKind::Ratio { .. }) || is_difference(dataset, measure) {
        return;
    }
    let counts: Vec<usize> = (0..dataset.measures.len())
        .filter(|other| {
            let other = &dataset.measures[*other];
            other.unit.as_deref() != Some("%") && !matches!(other.kind, MeasureKind::Ratio { .. })
        })
        .collect();
    for part in &counts {
        for whole in counts.iter().filter(|whole| *whole != part) {
            if let Some(odd) = explained(dataset, at, *part, *whole) {
                for (row, right) in odd {
                    let pair = format!("{} / {}", dataset.measures[*part].key, dataset.measures[*whole].key);
                    let value = dataset.rows.value(row, at).unwrap_or(Number::ZERO);
                    let message = catalog::checks::like_a_percent(&measure.key, &pair, show(value), show(right));
                    let finding = Diagnostic::new(Code::PercentMismatch, dataset.rows.place(row, at), message)
                        .label(dataset.rows.place(row, *part), catalog::adding::percent_part())
                        .label(dataset.rows.place(row, *whole), catalog::adding::percent_whole());
                    warn(finding.help(catalog::checks::like_a_percent_help(pair)), findings);
                }
                return;
            }
        }
    }
}

/// The rows in which a column is not the percent of a pair, with what it should be; none where fewer than three rows and four
/// in five of them are.
fn explained(dataset: &Dataset, at: usize, part: usize, whole: usize) -> Option<Vec<(usize, Number)>> {
    let decimals = dataset.measures[at].decimals;
    let (mut right, mut odd) = (0_usize, Vec::new());
    for (row, value) in dataset.rows.column(at).numbers() {
        let (Some(part), Some(whole)) = (dataset.rows.value(row, part), dataset.rows.value(row, whole)) else {
            continue;
        };
        let Some(exact) = select::percent(part, whole).value() else { continue };
        let printed = value.exact_decimals().unwrap_or(decimals);
        let is_right = |decimals| stated::in_percent(exact, decimals) == Some(value);
        if is_right(decimals) || is_right(printed) {
            right += 1;
        } else {
            odd.push((row, exact.rounded(decimals)));
            if odd.len() > 20 + right / 4 {
                return None;
            }
        }
    }
    (right >= 3 && odd.len() * 4 <= right).then_some(odd)
}

/// Figures with a fraction beside whole thousands: `1.298` where 1298 is meant.
fn thousandths(dataset: &Dataset, at: usize, findings: &mut Findings) {
    let measure = &dataset.measures[at];
    if measure.kind != MeasureKind::Number || measure.unit.as_deref() == Some("%") {
        return;
    }
    let numbers = || dataset.rows.column(at).numbers();
    let few = |number: Number| !number.is_whole() && number.abs() < Number::from(1000);
    let odd: Vec<(usize, Number)> = numbers().filter(|(_, number)| few(*number)).collect();
    let others: Vec<Number> = numbers().map(|(_, number)| number).filter(|number| !few(*number)).collect();
    let whole = others.iter().all(|number| number.is_whole() && number.abs() >= Number::from(1000));
    if odd.is_empty() || others.len() < 3 || odd.len() * 3 > others.len() || !whole {
        return;
    }
    for (row, number) in odd {
        let thousands = number.times(Number::from(1000)).filter(|number| number.is_whole());
        let Some(thousands) = thousands else { continue };
        let word = number.plain(number.exact_decimals().unwrap_or(3));
        let message = catalog::checks::thousandth(&measure.key, word);
        let finding = Diagnostic::new(Code::SuspiciousNumber, dataset.rows.place(row, at), message);
        warn(finding.help(catalog::checks::thousandth_help(thousands.plain(0))), findings);
    }
}
