//! Years that are missing, part-years that were never completed, and days that lie in another year.

use std::collections::BTreeSet;

use crate::diag::{Code, Diagnostic, Severity, Text, catalog};
use crate::locale::{Date, Lang};
use crate::model::checks::Years;
use crate::model::dataset::Dataset;

use super::super::Findings;
use super::series::Series;

/// So many series with gaps are named one by one; the last of them counts the rest.
const NAMED: usize = 5;

/// Checks the years of every series.
pub fn check(series: &Series<'_>, findings: &mut Findings) {
    if series.dataset.rows.has_as_of() {
        part_years(series, findings);
    }
    if series.dataset.checks.years != Years::Any && !series.dataset.rows.are_incomplete() {
        gaps(series, findings);
    }
}

/// Years that no row has, and years that only some series lack.
fn gaps(series: &Series<'_>, findings: &mut Findings) {
    let rows = &series.dataset.rows;
    let present: BTreeSet<i32> = (0..rows.len()).map(|row| series.year(row)).collect();
    let is_complete = series.dataset.checks.years == Years::Complete;
    let Some(step) = (if is_complete { Some(1) } else { step(&present) }) else { return };
    let (Some(first), Some(last)) = (present.first(), present.last()) else { return };
    let is_missing = |year: &i32| (year - first) % step == 0 && !present.contains(year);
    for run in runs((*first..*last).filter(is_missing), step) {
        let at = |year: i32| (0..rows.len()).find(|row| series.year(*row) == year);
        if let (Some(before), Some(after)) = (at(run[0] - step), at(run[run.len() - 1] + step)) {
            found(series.dataset, (before, after), catalog::checks::gap(shown(&run, step)), findings);
        }
    }
    within(series, &present, findings);
}

/// Years that a series lacks while others have them.
fn within(series: &Series<'_>, present: &BTreeSet<i32>, findings: &mut Findings) {
    let values = series.dataset.dimensions.iter().map(|dimension| dimension.values.len());
    if values.fold(1, usize::saturating_mul) == series.dataset.rows.len() {
        return;
    }
    let mut gaps: Vec<(usize, usize, Vec<i32>)> = Vec::new();
    for (before, after) in series.pairs() {
        let (from, to) = (series.year(before), series.year(after));
        if to - from < 2 {
            continue;
        }
        let missing = present.range(from + 1..to).copied().filter(|year| existed(series, before, *year));
        let missing: Vec<i32> = missing.collect();
        if !missing.is_empty() {
            gaps.push((before, after, missing));
        }
    }
    for (at, (before, after, missing)) in gaps.iter().take(NAMED).enumerate() {
        let (name, years) = (series.name(*before), shown(missing, 1));
        let message = match gaps.len() - NAMED.min(gaps.len()) {
            more if more > 0 && at + 1 == NAMED => catalog::checks::gap_in_more(name, years, more),
            _ => catalog::checks::gap_in(name, years),
        };
        found(series.dataset, (*before, *after), message, findings);
    }
}

fn found(dataset: &Dataset, (before, after): (usize, usize), message: Text, findings: &mut Findings) {
    let finding = Diagnostic::new(Code::YearGap, dataset.rows.span(after), message);
    let finding = finding.label(dataset.rows.span(before), catalog::checks::gap_before());
    let finding = finding.help(catalog::checks::gap_help());
    let is_asked = dataset.checks.years == Years::Complete;
    findings.push(if is_asked { Diagnostic { severity: Severity::Error, ..finding } } else { finding });
}

/// True where every value that the row of `series` stands for existed in `year`.
fn existed(series: &Series<'_>, row: usize, year: i32) -> bool {
    let keys = series.dataset.dimensions.iter().zip(series.dataset.rows.keys(row));
    keys.filter_map(|(dimension, key)| Some(&dimension.values[key? as usize]))
        .all(|value| value.validity.beyond_year(year).is_none())
}

/// How far apart the years usually stand: a census each ten years has no gap. None where two years alone can't tell.
fn step(years: &BTreeSet<i32>) -> Option<i32> {
    let pairs = years.iter().zip(years.iter().skip(1));
    let gaps: Vec<i32> = pairs.map(|(before, after)| after - before).collect();
    if gaps.len() < 2 {
        return None;
    }
    let least = *gaps.iter().min()?;
    (1..=least).rev().find(|step| gaps.iter().all(|gap| gap % step == 0))
}

/// Years in runs that follow each other by `step`.
fn runs(years: impl Iterator<Item = i32>, step: i32) -> Vec<Vec<i32>> {
    let mut runs: Vec<Vec<i32>> = Vec::new();
    for year in years {
        match runs.last_mut() {
            Some(run) if run.last() == Some(&(year - step)) => run.push(year),
            _ => runs.push(vec![year]),
        }
    }
    runs
}

/// `2019`, `2019, 2021`, `2019–2021`.
fn shown(years: &[i32], step: i32) -> String {
    match years {
        [first, .., last]
            if step == 1 && years.len() > 2 && last - first + 1 == i32::try_from(years.len()).unwrap_or(0) =>
        {
            format!("{first}–{last}")
        }
        _ => years.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
    }
}

/// Part-years whose day lies elsewhere, or which a whole year follows.
fn part_years(series: &Series<'_>, findings: &mut Findings) {
    let rows = &series.dataset.rows;
    for own in series.each() {
        for (at, row) in own.iter().enumerate().map(|(at, row)| (at, *row as usize)) {
            let Some(date) = rows.as_of(row) else { continue };
            let day = Text::new(date.show(Lang::En), date.show(Lang::Vi));
            let year = series.year(row);
            if i32::from(date.year()) != year {
                let message = catalog::checks::as_of_outside(day, year.to_string());
                let finding = Diagnostic::new(Code::Constraint, rows.span(row), message);
                findings.push(finding.help(catalog::checks::as_of_help()));
                continue;
            }
            let is_whole = |later: &&u32| {
                let later = **later as usize;
                rows.as_of(later).is_none() && series.year(later) > year && has_figure(series.dataset, later)
            };
            if is_part(date)
                && let Some(later) = own[at..].iter().find(is_whole)
            {
                let message = catalog::checks::unfinished(year.to_string(), day);
                let finding = Diagnostic::new(Code::YearGap, rows.span(row), message);
                let finding = finding.label(rows.span(*later as usize), catalog::checks::later_year());
                findings.push(finding.help(catalog::checks::unfinished_help(year.to_string())));
            }
        }
    }
}

/// False for the last day of a year, which completes it.
fn is_part(date: Date) -> bool {
    date.day_of_year() != (12, 31)
}

fn has_figure(dataset: &Dataset, row: usize) -> bool {
    (0..dataset.measures.len()).any(|measure| dataset.rows.value(row, measure).is_some())
}
