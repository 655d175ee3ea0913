//! Figures that were revised: the cells behind a claim that changed, and what the claim amounted to before.

use crate::locale::Date;

use super::claim::{Claim, ClaimKind};
use super::dataset::{Dataset, MeasureKind};
use super::number::Number;
use super::rows::Story;
use super::select;

/// A cell whose value has changed since it was first given.
#[derive(Clone, Copy, Debug)]
pub struct Revised<'a> {
    pub row: usize,
    pub measure: usize,
    pub was: Number,
    pub now: Number,
    /// The day it changed, where the file says so.
    pub on: Option<Date>,
    pub why: Option<&'a str>,
}

/// The revised cells of a dataset, in the order of its file.
pub fn revised(dataset: &Dataset) -> impl Iterator<Item = Revised<'_>> {
    dataset.rows.stories().iter().filter_map(|((row, measure), story)| {
        let Story { was, on, why, .. } = story;
        let (was, now) = ((*was)?, dataset.rows.value(*row, *measure)?);
        (was != now).then_some(Revised { row: *row, measure: *measure, was, now, on: *on, why: why.as_deref() })
    })
}

/// The revised cells that `claim` rests on: of its own rows, for a change those of the year before too, for a share
/// those of the whole year.
#[must_use]
pub fn behind<'a>(claim: &Claim, dataset: &'a Dataset) -> Vec<Revised<'a>> {
    let all: Vec<Revised<'_>> = revised(dataset).collect();
    if all.is_empty() {
        return all;
    }
    let parts = parts(claim, dataset);
    let rests = |cell: &Revised<'_>| {
        parts.iter().any(|part| part.measures(dataset).contains(&cell.measure) && part.holds(cell.row))
    };
    all.into_iter().filter(rests).collect()
}

/// What `claim` amounted to before the revisions that `undone` names: its value and, of a pair, the whole. None where it
/// was no figure then.
#[must_use]
pub fn before(
    claim: &Claim,
    dataset: &Dataset,
    undone: impl Fn(&Revised<'_>) -> bool,
) -> Option<(Number, Option<Number>)> {
    let cells: Vec<Revised<'_>> = revised(dataset).filter(|cell| undone(cell)).collect();
    let totals: Option<Vec<Number>> = parts(claim, dataset).iter().map(|part| part.before(dataset, &cells)).collect();
    let totals = totals?;
    let (first, second) = (*totals.first()?, totals.get(1).copied());
    match claim.kind {
        ClaimKind::Measure(_) => Some((first, None)),
        ClaimKind::Pair { .. } => Some((first, Some(second?))),
        ClaimKind::Change(_) => Some((first.minus(second?)?, None)),
        ClaimKind::RelativeChange(_) => Some((select::percent(first.minus(second?)?, second?).value()?, None)),
        ClaimKind::Share(_) => Some((select::percent(first, second?).value()?, None)),
    }
}

/// Rows that are added up, and the measure of which.
struct Part {
    rows: Vec<usize>,
    measure: usize,
}

/// The sums a claim is made of, in the order of its formula.
fn parts(claim: &Claim, dataset: &Dataset) -> Vec<Part> {
    let own = |measure| Part { rows: claim.rows.clone(), measure };
    match claim.kind {
        ClaimKind::Measure(measure) => vec![own(measure)],
        ClaimKind::Pair { ratio, .. } => match dataset.measures[ratio].kind {
            MeasureKind::Ratio { part, whole } => vec![own(part), own(whole)],
            MeasureKind::Integer | MeasureKind::Number => vec![own(ratio)],
        },
        ClaimKind::Change(measure) | ClaimKind::RelativeChange(measure) => {
            vec![own(measure), Part { rows: select::year_before(dataset, &claim.rows), measure }]
        }
        ClaimKind::Share(measure) => {
            vec![own(measure), Part { rows: select::whole_years(dataset, &claim.rows, measure), measure }]
        }
    }
}

impl Part {
    /// Rows are selected in the order of the file.
    fn holds(&self, row: usize) -> bool {
        self.rows.binary_search(&row).is_ok()
    }

    /// The measures whose cells are added up.
    fn measures(&self, dataset: &Dataset) -> Vec<usize> {
        dataset.measures[self.measure].summed(self.measure)
    }

    /// The total with `cells` as they were.
    fn before(&self, dataset: &Dataset, cells: &[Revised<'_>]) -> Option<Number> {
        let of = |measure: usize| {
            let mine = cells.iter().filter(|cell| cell.measure == measure && self.holds(cell.row));
            let grown = mine.map(|cell| cell.now.minus(cell.was)).collect::<Option<Vec<Number>>>()?;
            select::total(dataset, &self.rows, measure).value()?.minus(Number::sum(grown)?)
        };
        match dataset.measures[self.measure].kind {
            MeasureKind::Ratio { part, whole } => select::percent(of(part)?, of(whole)?).value(),
            MeasureKind::Integer | MeasureKind::Number => of(self.measure),
        }
    }
}
