//! Which pages a change of the data touches, told from how the data and the pages stood before.

use std::collections::HashSet;

use crate::model::claim::{Claim, ClaimKind};
use crate::model::dataset::{Dataset, DatasetId, Dimension, Measure};
use crate::model::page::Page;
use crate::model::rows::Rows;
use crate::model::site::Site;
use crate::source::SourceId;

use super::datasets::Lookup;
use super::units::Units;
use super::{CheckedPage, Findings, charts};

/// The datasets whose files are not what they were.
#[derive(Debug, Default)]
pub struct Changes {
    changes: Vec<Change>,
    /// What the numbers say that come or go, as [`Number::mixed`](crate::model::number::Number::mixed) has it.
    numbers: HashSet<u32>,
}

/// A dataset whose files are not what they were.
#[derive(Debug)]
struct Change {
    dataset: DatasetId,
    sources: Vec<SourceId>,
    /// The rows that say something else; none where more has changed than what rows say.
    rows: Option<HashSet<usize>>,
}

impl Changes {
    /// What has changed in the data of `site` since it was as `before`, in the files that are `other` than they were; none
    /// where datasets have come or gone, or are called, found or counted otherwise, so that any page may see that.
    #[must_use]
    pub fn between(before: &[Dataset], site: &Site, is_other: &dyn Fn(SourceId) -> bool) -> Option<Self> {
        let has_same_names = before.iter().map(name).eq(site.datasets.iter().map(name));
        if !has_same_names || !site.unread.is_empty() || Units::of(before) != Units::of(&site.datasets) {
            return None;
        }
        let mut changes = Self::default();
        for (old, new) in before.iter().zip(&site.datasets) {
            let sources: Vec<SourceId> = new.sources().collect();
            if !sources.iter().any(|source| is_other(*source)) {
                continue;
            }
            let rows = if head(old) == head(new) { old.rows.differing(&new.rows) } else { None };
            for data in [&old.rows, &new.rows] {
                match &rows {
                    Some(rows) => changes.numbers.extend(numbers(data, rows.iter().copied())),
                    None => changes.numbers.extend(numbers(data, 0..data.len())),
                }
            }
            changes.changes.push(Change { dataset: new.id, sources, rows: rows.map(HashSet::from_iter) });
        }
        Some(changes)
    }

    /// The datasets whose files are not what they were.
    pub fn datasets(&self) -> impl Iterator<Item = DatasetId> + '_ {
        self.changes.iter().map(|change| change.dataset)
    }

    /// True where a file that a finding points into is not what it was.
    #[must_use]
    pub fn concern(&self, source: SourceId) -> bool {
        self.changes.iter().any(|change| change.sources.contains(&source))
    }

    /// Tells of a page of `site` and what it was checked as: true where checking it again may find something else, the names
    /// of what it links to aside.
    pub fn touching<'a>(&'a self, site: &'a Site) -> impl Fn(&Page, &CheckedPage) -> bool + Sync + 'a {
        let lookup = Lookup::new(site.facts());
        move |page, checked| !self.is_empty() && self.touch(page, checked, &lookup)
    }

    /// True where no file of the data has changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    fn touch(&self, page: &Page, checked: &CheckedPage, lookup: &Lookup<'_>) -> bool {
        // What could not be resolved may be now.
        if checked.numbers.judged.len() != checked.numbers.claims.len()
            || checked.figures.len() != page.body.charts.len()
        {
            return true;
        }
        checked.numbers.looked_up.iter().any(|number| self.numbers.contains(number))
            || checked.numbers.claims.values().any(|claim| self.says_other(claim))
            || self.draws_other(page, checked, lookup)
    }

    fn change(&self, dataset: DatasetId) -> Option<&Change> {
        self.changes.iter().find(|change| change.dataset == dataset)
    }

    /// True where what stands behind a claim is not what it was.
    fn says_other(&self, claim: &Claim) -> bool {
        let Some(change) = self.change(claim.dataset) else { return false };
        // The others are held against further rows.
        let is_of_its_rows = matches!(claim.kind, ClaimKind::Measure(_) | ClaimKind::Pair { .. });
        let Some(rows) = change.rows.as_ref().filter(|_| is_of_its_rows) else { return true };
        claim.rows.iter().any(|row| rows.contains(row))
    }

    /// True where a chart that draws changed data may be another one.
    fn draws_other(&self, page: &Page, checked: &CheckedPage, lookup: &Lookup<'_>) -> bool {
        let changes: Vec<&Change> = checked.figures.iter().filter_map(|figure| self.change(figure.dataset)).collect();
        if changes.iter().any(|change| change.rows.is_none()) {
            return true;
        }
        !changes.is_empty() && {
            let mut findings = Findings::new();
            let plots = charts::check(page, &page.body.charts, lookup, &mut findings);
            let drawn = plots.iter().map(|(start, plot)| (start, plot));
            !findings.is_empty() || !drawn.eq(checked.plots.iter().map(|(start, plot)| (start, &**plot)))
        }
    }
}

/// By what a dataset is named and found by others.
fn name(dataset: &Dataset) -> impl PartialEq + '_ {
    let Dataset { path, route, has_page, title, source, rows_source, .. } = dataset;
    (path, route, has_page, &title.value, source, rows_source)
}

/// All that readers see of a dataset beside its rows, places aside.
fn head(dataset: &Dataset) -> impl PartialEq + '_ {
    let Dataset { description, unit, credits, license, updated, status, notes, revisions, .. } = dataset;
    let dimensions: Vec<_> = dataset.dimensions.iter().map(dimension).collect();
    let measures: Vec<_> = dataset.measures.iter().map(measure).collect();
    ((description, unit, credits, license), (updated, status, notes, revisions), dimensions, measures)
}

fn dimension(dimension: &Dimension) -> impl PartialEq + '_ {
    let Dimension { key, label, kind, values, declared, is_hierarchical, values_have_units, names_units, .. } =
        dimension;
    (key, label, kind, values, declared, is_hierarchical, values_have_units, names_units)
}

fn measure(measure: &Measure) -> impl PartialEq + '_ {
    let Measure { key, label, kind, unit, credits, license, note, .. } = measure;
    let Measure { has_own_unit, decimals, direction, adds_up, percent_of, broken, .. } = measure;
    ((key, label, kind, unit, credits, license, note), (has_own_unit, decimals, direction, adds_up, percent_of, broken))
}

/// The numbers in rows.
fn numbers(rows: &Rows, which: impl Iterator<Item = usize>) -> impl Iterator<Item = u32> {
    let of_row = move |row: usize| (0..rows.measures()).filter_map(move |measure| rows.value(row, measure));
    which.flat_map(of_row).map(|number| number.mixed())
}
