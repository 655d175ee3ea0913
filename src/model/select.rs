//! Selection and aggregation, defined once for charts, claims, tables and pages.
//!
//! - A **filter** keeps, of each dimension, some values or all; it selects the rows whose every key is kept. Order and
//!   repetition in it change nothing.
//! - The **total** of a measure is the exact sum over the selected rows; of a ratio, 100 × sum of the parts over sum of the
//!   wholes, never a mean of rates. A null among the rows gives no figure. Rows that overlap, count different things or cover
//!   different periods are refused, and so are several rows of a measure with `total: none`.
//! - The **change** is the total minus the total of the same rows one year earlier, each of which has to be there; of a
//!   ratio it is in percentage points.
//! - The **share** is the total in percent of the whole of the same years.
//!
//! Nothing is rounded here: that happens once, where a figure is shown.

use std::collections::BTreeSet;

use super::adding;
pub use super::column::Figure;
use super::dataset::{Dataset, Dimension, MeasureKind};
use super::number::Number;

/// For each dimension the positions kept; none keeps all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter(pub Vec<Option<Vec<u32>>>);

impl Filter {
    /// Keeps every row of `dataset`.
    #[must_use]
    pub fn all(dataset: &Dataset) -> Self {
        Self(vec![None; dataset.dimensions.len()])
    }

    /// The same filter with `dimension` held at `position`.
    #[must_use]
    pub fn with(&self, dimension: usize, position: u32) -> Self {
        let mut filter = self.clone();
        filter.0[dimension] = Some(vec![position]);
        filter
    }

    /// True where the filter keeps `position` of `dimension`.
    #[must_use]
    pub fn keeps(&self, dimension: usize, position: u32) -> bool {
        self.0[dimension].as_ref().is_none_or(|kept| kept.contains(&position))
    }

    /// The rows kept, by position; a row with an unread key is kept by no filter on that dimension.
    ///
    /// Looks only at the rows of the narrowest dimension.
    #[must_use]
    pub fn rows(&self, dataset: &Dataset) -> Vec<usize> {
        let rows = &dataset.rows;
        let kept = || self.0.iter().enumerate().filter_map(|(at, kept)| Some((at, kept.as_ref()?)));
        let count =
            |(at, kept): &(usize, &Vec<u32>)| kept.iter().map(|key| rows.with_key(*at, *key).len()).sum::<usize>();
        let Some((narrowest, positions)) = kept().min_by_key(count) else { return (0..rows.len()).collect() };
        let holds = |row: &usize| {
            kept().all(|(at, kept)| at == narrowest || rows.key(*row, at).is_some_and(|key| kept.contains(&key)))
        };
        let mut positions = positions.clone();
        positions.sort_unstable();
        positions.dedup();
        let candidates = positions.iter().flat_map(|key| rows.with_key(narrowest, *key));
        let mut found: Vec<usize> = candidates.map(|row| *row as usize).filter(holds).collect();
        found.sort_unstable();
        found
    }

    /// True where a row that could not be placed might belong to the selection: its missing is then no finding.
    #[must_use]
    pub fn may_hide_rows(&self, dataset: &Dataset) -> bool {
        dataset.rows.are_incomplete()
    }
}

/// The sum of `measure` over `rows`; a ratio is 100 × sum over sum. A null among them gives no figure, and figures that do
/// not add up are refused ([`adding::refusal`]).
#[must_use]
pub fn total(dataset: &Dataset, rows: &[usize], measure: usize) -> Figure {
    if let MeasureKind::Ratio { part, whole } = dataset.measures[measure].kind {
        return both(total(dataset, rows, part), total(dataset, rows, whole), percent);
    }
    if dataset.measures[measure].broken {
        return Figure::Broken;
    }
    match dataset.rows.column(measure).sum(rows.iter().copied()) {
        Figure::Value(sum) => adding::refusal(dataset, rows, measure).map_or(Figure::Value(sum), Figure::Refused),
        figure => figure,
    }
}

/// What `make` makes of two figures; without one of them there is none, for the weightier of the two reasons.
#[must_use]
pub fn both(one: Figure, other: Figure, make: impl Fn(Number, Number) -> Figure) -> Figure {
    match (one, other) {
        (Figure::Value(one), Figure::Value(other)) => make(one, other),
        (Figure::Broken, _) | (_, Figure::Broken) => Figure::Broken,
        (Figure::TooLarge, _) | (_, Figure::TooLarge) => Figure::TooLarge,
        (Figure::Missing, _) | (_, Figure::Missing) => Figure::Missing,
        (refused @ Figure::Refused(_), _) | (_, refused) => refused,
    }
}

/// `part` in percent of `whole`; missing where the whole is 0.
#[must_use]
pub fn percent(part: Number, whole: Number) -> Figure {
    if whole.is_zero() {
        return Figure::Missing;
    }
    part.over(whole).and_then(|ratio| ratio.times(Number::HUNDRED)).map_or(Figure::TooLarge, Figure::Value)
}

/// The rows that correspond to `rows` in the year before: none where the dataset has no years, or where one of them is
/// not there.
#[must_use]
pub fn year_before(dataset: &Dataset, rows: &[usize]) -> Vec<usize> {
    let Some(year) = dataset.year_dimension() else { return Vec::new() };
    let years = &dataset.dimensions[year];
    let before = |key: u32| {
        let this: i32 = years.values[key as usize].key.parse().ok()?;
        years.index.get(&(this - 1).to_string()).copied()
    };
    let before: Vec<Option<u32>> = (0u32..).take(years.values.len()).map(before).collect();
    let found: Option<Vec<usize>> = rows
        .iter()
        .map(|row| {
            let mut keys: Vec<u32> = dataset.rows.keys(*row).collect::<Option<_>>()?;
            keys[year] = before[keys[year] as usize]?;
            dataset.rows.find(&keys)
        })
        .collect();
    found.unwrap_or_default()
}

/// What a share of `measure` over `rows` is a share of: every row of the same years that counts the same thing, without those
/// that lie within another.
#[must_use]
pub fn whole_years(dataset: &Dataset, rows: &[usize], measure: usize) -> Vec<usize> {
    let mut all: Vec<usize> = match dataset.year_dimension() {
        None => (0..dataset.rows.len()).collect(),
        Some(year) => {
            let years: BTreeSet<u32> = rows.iter().filter_map(|row| dataset.rows.key(*row, year)).collect();
            years.iter().flat_map(|key| dataset.rows.with_key(year, *key)).map(|row| *row as usize).collect()
        }
    };
    if let Some(first) = rows.first().filter(|_| dataset.dimensions.iter().any(Dimension::has_units)) {
        let unit = dataset.unit_of(*first, measure);
        all.retain(|row| dataset.unit_of(*row, measure) == unit);
    }
    all.sort_unstable();
    adding::outermost(dataset, all)
}

/// The change of `measure` against the year before; of a ratio in points. A part-year is compared with the same part of the
/// year before only, and nothing across a break of the series.
#[must_use]
pub fn change(dataset: &Dataset, rows: &[usize], measure: usize) -> Figure {
    let before = year_before(dataset, rows);
    let difference = |now: Number, before: Number| now.minus(before).map_or(Figure::TooLarge, Figure::Value);
    match both(total(dataset, rows, measure), total(dataset, &before, measure), difference) {
        Figure::Value(change) => {
            adding::comparison_refusal(dataset, rows, &before, measure).map_or(Figure::Value(change), Figure::Refused)
        }
        figure => figure,
    }
}

/// `measure` of `rows` in percent of the whole year, which has to cover the same part of it.
#[must_use]
pub fn share(dataset: &Dataset, rows: &[usize], measure: usize) -> Figure {
    let whole = whole_years(dataset, rows, measure);
    let share = both(total(dataset, rows, measure), total(dataset, &whole, measure), percent);
    let all: Vec<usize> = rows.iter().chain(&whole).copied().collect();
    match (share, adding::periods(dataset, &all)) {
        (Figure::Value(_), Some(refusal)) => Figure::Refused(refusal),
        (share, _) => share,
    }
}
