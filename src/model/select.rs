//! Selection and aggregation, defined once for charts, claims, tables and pages.

use std::collections::HashSet;

use super::dataset::{Dataset, MeasureKind};
use super::number::Number;

/// For each dimension the positions kept; none keeps all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filter(pub Vec<Option<Vec<u32>>>);

/// What a selection amounts to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure {
    Value(Number),
    /// No row, a null among the rows, or a whole of 0.
    Missing,
    /// A cell that could not be read, and was reported.
    Broken,
    /// Beyond exact arithmetic.
    TooLarge,
}

impl Figure {
    /// The number, if there is one.
    #[must_use]
    pub fn value(self) -> Option<Number> {
        match self {
            Self::Value(number) => Some(number),
            Self::Missing | Self::Broken | Self::TooLarge => None,
        }
    }
}

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
    #[must_use]
    pub fn rows(&self, dataset: &Dataset) -> Vec<usize> {
        let kept = |keys: &[Option<u32>]| {
            keys.iter()
                .zip(&self.0)
                .all(|(key, kept)| kept.as_ref().is_none_or(|kept| key.is_some_and(|key| kept.contains(&key))))
        };
        (0..dataset.rows.len()).filter(|row| kept(&dataset.rows[*row].keys)).collect()
    }

    /// True where a row that could not be placed might belong to the selection: its missing is then no finding.
    #[must_use]
    pub fn may_hide_rows(&self, dataset: &Dataset) -> bool {
        dataset.rows.iter().any(|row| row.keys.iter().any(Option::is_none))
    }
}

/// The sum of `measure` over `rows`; a ratio is 100 × sum over sum. A null among them gives no figure.
#[must_use]
pub fn total(dataset: &Dataset, rows: &[usize], measure: usize) -> Figure {
    if let MeasureKind::Ratio { part, whole } = dataset.measures[measure].kind {
        return match (total(dataset, rows, part), total(dataset, rows, whole)) {
            (Figure::Value(part), Figure::Value(whole)) => percent(part, whole),
            (Figure::Broken, _) | (_, Figure::Broken) => Figure::Broken,
            (Figure::TooLarge, _) | (_, Figure::TooLarge) => Figure::TooLarge,
            _ => Figure::Missing,
        };
    }
    if dataset.measures[measure].broken {
        return Figure::Broken;
    }
    let cells = || rows.iter().map(|row| &dataset.rows[*row].cells[measure]);
    if cells().any(|cell| cell.broken) {
        return Figure::Broken;
    }
    if rows.is_empty() || cells().any(|cell| cell.value.is_none()) {
        return Figure::Missing;
    }
    Number::sum(cells().filter_map(|cell| cell.value)).map_or(Figure::TooLarge, Figure::Value)
}

/// `part` in percent of `whole`; missing where the whole is 0.
#[must_use]
pub fn percent(part: Number, whole: Number) -> Figure {
    if whole.is_zero() {
        return Figure::Missing;
    }
    part.over(whole).and_then(|ratio| ratio.times(Number::HUNDRED)).map_or(Figure::TooLarge, Figure::Value)
}

/// The rows that correspond to `rows` in the year before: none where the dataset has no years.
#[must_use]
pub fn year_before(dataset: &Dataset, rows: &[usize]) -> Vec<usize> {
    let Some(year) = dataset.year_dimension() else { return Vec::new() };
    let values = &dataset.dimensions[year];
    let wanted: Option<Vec<Vec<Option<u32>>>> = rows
        .iter()
        .map(|row| {
            let mut keys = dataset.rows[*row].keys.clone();
            let this: i32 = values.values[keys[year]? as usize].key.parse().ok()?;
            keys[year] = Some(*values.index.get(&(this - 1).to_string())?);
            Some(keys)
        })
        .collect();
    let Some(wanted) = wanted else { return Vec::new() };
    let wanted: HashSet<Vec<Option<u32>>> = wanted.into_iter().collect();
    let found: Vec<usize> = (0..dataset.rows.len()).filter(|row| wanted.contains(&dataset.rows[*row].keys)).collect();
    if found.len() == wanted.len() { found } else { Vec::new() }
}

/// Every row of the years that `rows` lie in: what a share is a share of.
#[must_use]
pub fn whole_years(dataset: &Dataset, rows: &[usize]) -> Vec<usize> {
    let Some(year) = dataset.year_dimension() else { return (0..dataset.rows.len()).collect() };
    let years: HashSet<Option<u32>> = rows.iter().map(|row| dataset.rows[*row].keys[year]).collect();
    (0..dataset.rows.len()).filter(|row| years.contains(&dataset.rows[*row].keys[year])).collect()
}

/// The change of `measure` against the year before; of a ratio in points.
#[must_use]
pub fn change(dataset: &Dataset, rows: &[usize], measure: usize) -> Figure {
    let before = year_before(dataset, rows);
    match (total(dataset, rows, measure), total(dataset, &before, measure)) {
        (Figure::Value(now), Figure::Value(before)) => now.minus(before).map_or(Figure::TooLarge, Figure::Value),
        (Figure::Broken, _) | (_, Figure::Broken) => Figure::Broken,
        (Figure::TooLarge, _) | (_, Figure::TooLarge) => Figure::TooLarge,
        _ => Figure::Missing,
    }
}

/// `measure` of `rows` in percent of the whole year.
#[must_use]
pub fn share(dataset: &Dataset, rows: &[usize], measure: usize) -> Figure {
    match (total(dataset, rows, measure), total(dataset, &whole_years(dataset, rows), measure)) {
        (Figure::Value(part), Figure::Value(whole)) => percent(part, whole),
        (Figure::Broken, _) | (_, Figure::Broken) => Figure::Broken,
        (Figure::TooLarge, _) | (_, Figure::TooLarge) => Figure::TooLarge,
        _ => Figure::Missing,
    }
}
