//! Which pages a change of the data touches, told from how the data and the pages stood before.

use std::collections::HashSet;

use crate::model::claim::{Claim, ClaimKind};
use crate::model::dataset::{Dataset, DatasetId, Dimension, Measure};
use crate::model::number::Number;
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
    /// What the numbers say that come or go, as [`Number::mixed`] has it.
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
        let names = |datasets: &[Dataset]| datasets.iter().map(name).collect::<Vec<_>>();
        if names(before) != names(&site.datasets) || !site.unread.is_empty() || Units::of_all(before) != Units::of(site)
        {
            return None;
        }
        let mut changes = Self::default();
        for (old, new) in before.iter().zip(&site.datasets) {
            let sources: Vec<SourceId> = [new.source].into_iter().chain(new.rows_source).collect();
            if !sources.iter().any(|source| is_other(*source)) {
                continue;
            }
            let rows = if head(old) == head(new) { old.rows.differing(&new.rows) } else { None };
            for dataset in [old, new] {
                let all = || (0..dataset.rows.len()).collect();
                changes.numbers.extend(numbers(&dataset.rows, &rows.clone().unwrap_or_else(all)));
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
        let lookup = Lookup::new(site);
        move |page, checked| !self.is_empty() && self.touch(page, checked, &lookup)
    }

    /// True where no file of the data has changed.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    fn touch(&self, page: &Page, checked: &CheckedPage, lookup: &Lookup<'_>) -> bool {
        let is_new = |number: &u32| self.numbers.contains(number);
        // What could not be resolved may be now.
        let is_open = checked.judged.len() != checked.claims.len() || checked.plots.len() != page.body.charts.len();
        if is_open || checked.looked_up.iter().any(is_new) {
            return true;
        }
        let is_changed = |dataset: DatasetId| self.change(dataset).is_some();
        if checked.claims.values().any(|claim| self.says_other(claim)) {
            return true;
        }
        checked.plots.values().any(|plot| is_changed(plot.dataset)) && {
            let mut findings = Findings::new();
            let plots = charts::check(page, lookup, &mut findings);
            let same = plots.iter().map(|(start, plot)| (start, plot));
            let has_whole_change = |change: &Change| change.rows.is_none();
            let drawn = || checked.plots.values().filter_map(|plot| self.change(plot.dataset));
            !findings.is_empty()
                || drawn().any(has_whole_change)
                || !same.eq(checked.plots.iter().map(|(start, plot)| (start, &**plot)))
        }
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
}

/// By what a dataset is named and found by others.
fn name(dataset: &Dataset) -> impl PartialEq + use<> {
    let Dataset { path, route, has_page, title, source, rows_source, .. } = dataset;
    (path.clone(), route.clone(), *has_page, title.value.clone(), *source, *rows_source)
}

/// All that a dataset says beside its rows, places aside.
fn head(dataset: &Dataset) -> impl PartialEq + use<> {
    let Dataset { description, unit, credits, license, updated, status, notes, revisions, .. } = dataset;
    let texts = (description.clone(), unit.clone(), notes.clone(), revisions.clone(), *updated, *status);
    let owners = format!("{credits:?} {license:?}");
    let dimension = |it: &Dimension| {
        let marks = (it.declared, it.is_hierarchical, it.values_have_units, it.names_units);
        (it.key.clone(), it.label.clone(), it.kind, it.values.clone(), marks)
    };
    let measure = |it: &Measure| {
        let Measure { kind, unit, has_own_unit, decimals, direction, adds_up, percent_of, broken, .. } = it;
        let of_values = (*has_own_unit, *decimals, *direction, *adds_up, *percent_of, *broken);
        let owners = format!("{:?} {:?} {:?}", it.credits, it.license, it.note);
        ((it.key.clone(), it.label.clone(), *kind, unit.clone(), owners), of_values)
    };
    let dimensions: Vec<_> = dataset.dimensions.iter().map(dimension).collect();
    let measures: Vec<_> = dataset.measures.iter().map(measure).collect();
    (texts, owners, dimensions, measures)
}

fn numbers<'a>(rows: &'a Rows, which: &[usize]) -> impl Iterator<Item = u32> + use<'a> {
    let which = which.to_vec();
    let of_row = move |row: usize| (0..rows.measures()).filter_map(move |measure| rows.value(row, measure));
    which.into_iter().flat_map(of_row).map(|number| Number::mixed(&number))
}
