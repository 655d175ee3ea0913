//! The rows of a dataset as series: those that differ in nothing but their year, in the order of years.

use std::cmp::Ordering;

use crate::model::dataset::Dataset;

/// The series of a dataset that has years.
pub struct Series<'a> {
    pub dataset: &'a Dataset,
    /// The dimension whose type is year.
    pub time: usize,
    /// The year of each value of that dimension.
    years: Vec<i32>,
    /// Rows whose keys could all be read, series by series.
    order: Vec<u32>,
}

impl<'a> Series<'a> {
    /// None where the dataset has no years.
    #[must_use]
    pub fn of(dataset: &'a Dataset) -> Option<Self> {
        let time = dataset.year_dimension()?;
        let years = dataset.dimensions[time].values.iter().map(|value| value.key.parse().unwrap_or_default()).collect();
        let mut series = Self { dataset, time, years, order: Vec::new() };
        let mut order: Vec<u32> = (0..dataset.rows.len())
            .filter(|row| dataset.rows.is_placed(*row))
            .filter_map(|row| row.try_into().ok())
            .collect();
        let compare = |a: &u32, b: &u32| {
            let (a, b) = (*a as usize, *b as usize);
            series.apart(a, b).then_with(|| series.year(a).cmp(&series.year(b)))
        };
        if !order.is_sorted_by(|a, b| compare(a, b).is_le()) {
            order.sort_by(compare);
        }
        series.order = order;
        Some(series)
    }

    /// The order of two rows by every key but the year; equal within a series.
    fn apart(&self, a: usize, b: usize) -> Ordering {
        let dimensions = (0..self.dataset.dimensions.len()).filter(|at| *at != self.time);
        let order = |at: usize| self.dataset.rows.key(a, at).cmp(&self.dataset.rows.key(b, at));
        dimensions.map(order).find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
    }

    /// The rows of each series, by year.
    pub fn each(&self) -> impl Iterator<Item = &[u32]> {
        self.order.chunk_by(|a, b| self.apart(*a as usize, *b as usize).is_eq())
    }

    /// The year of a row whose keys could be read.
    #[must_use]
    pub fn year(&self, row: usize) -> i32 {
        self.dataset.rows.key(row, self.time).map_or(0, |key| self.years[key as usize])
    }

    /// Each row with the one before it in its series.
    pub fn pairs(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        let pairs = self.each().flat_map(|rows| rows.windows(2));
        pairs.map(|pair| (pair[0] as usize, pair[1] as usize))
    }

    /// Each row with that of the year before.
    pub fn steps(&self) -> impl Iterator<Item = (usize, usize)> + '_ {
        self.pairs().filter(|(before, now)| self.year(*before) + 1 == self.year(*now))
    }

    /// What the rows of a series have in common, as readers see it: `Tập thể, Cấp huyện`.
    #[must_use]
    pub fn name(&self, row: usize) -> String {
        let others = self.dataset.dimensions.iter().enumerate().filter(|(at, _)| *at != self.time);
        let label = |(at, dimension): (usize, &crate::model::dataset::Dimension)| {
            let key = self.dataset.rows.key(row, at)?;
            Some(dimension.values[key as usize].label.clone())
        };
        others.filter_map(label).collect::<Vec<_>>().join(", ")
    }
}
