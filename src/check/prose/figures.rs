//! Where the numbers of a site's prose stand in its data: which cell is meant, and the claim that would say so.

use std::sync::OnceLock;

use rayon::prelude::*;

use crate::model::dataset::{Dataset, MeasureKind};
use crate::model::number::Number;
use crate::model::postings::Postings;
use crate::model::select::Filter;
use crate::source::Span;

use super::super::anchors;
use super::super::datasets::Lookup;
use super::names::DatasetNames;
use super::nearby::Nearby;
use super::tokens::Token;

/// Where a value stands: dataset, row, measure.
type Place = (usize, usize, usize);

/// More places than these say nothing about any of them.
const MOST_PLACES: usize = 8;

/// Prose held against the data.
pub struct FigureIndex<'a> {
    lookup: &'a Lookup<'a>,
    index: &'a DataIndex,
}

/// What the data calls things by, and where its numbers stand; made once it is asked for.
#[derive(Default)]
pub struct DataIndex {
    names: OnceLock<Vec<DatasetNames>>,
    cells: OnceLock<Cells>,
}

/// The cells of the whole data, counted through dataset by dataset and measure by measure, by what they hold.
struct Cells {
    /// Of each measure its first cell, its dataset and its position there.
    columns: Vec<(usize, (usize, usize))>,
    in_bucket: Postings,
    buckets: u16,
}

/// What a cell holds: a number, or a ratio's part with its whole.
type Held = (Number, Option<Number>);

impl Cells {
    fn of(datasets: &[Dataset]) -> Self {
        let measures = datasets.iter().zip(0..).flat_map(|(it, at)| (0..it.measures.len()).map(move |own| (at, own)));
        let mut first = 0;
        let columns = measures.map(|(at, measure)| {
            first += datasets[at].rows.len();
            (first - datasets[at].rows.len(), (at, measure))
        });
        let columns: Vec<(usize, (usize, usize))> = columns.collect();
        let buckets = u16::try_from(first).unwrap_or(NO_BUCKET);
        let of_column = |(_, (at, measure)): &(usize, (usize, usize))| {
            let of_row = |row| held(&datasets[*at], *measure, row).map_or(NO_BUCKET, |held| bucket(held, buckets));
            (0..datasets[*at].rows.len()).map(of_row).collect()
        };
        let marks: Vec<Vec<u16>> = columns.par_iter().map(of_column).collect();
        Self { in_bucket: Postings::of(&marks.concat(), buckets.into()), columns, buckets }
    }

    /// The first places of what is looked for.
    fn places<'s>(&'s self, wanted: Held, datasets: &'s [Dataset]) -> impl Iterator<Item = Place> + 's {
        let cells = self.in_bucket.rows(bucket(wanted, self.buckets).into()).iter().map(|cell| *cell as usize);
        let places = cells.map(move |cell| {
            let column = self.columns.partition_point(|(first, _)| *first <= cell) - 1;
            let (first, (at, measure)) = self.columns[column];
            (at, cell - first, measure)
        });
        let holds = move |(at, row, measure): &Place| held(&datasets[*at], *measure, *row) == Some(wanted);
        places.filter(holds).take(MOST_PLACES)
    }
}

/// Where cells belong that hold no number.
const NO_BUCKET: u16 = u16::MAX;

fn held(dataset: &Dataset, measure: usize, row: usize) -> Option<Held> {
    let value = |measure| dataset.rows.value(row, measure);
    match dataset.measures[measure].kind {
        MeasureKind::Ratio { part, whole } => Some((value(part)?, Some(value(whole)?))),
        _ => Some((value(measure)?, None)),
    }
}

/// One of so many buckets.
#[expect(clippy::cast_possible_truncation, reason = "what is multiplied by 16 bits and divided by 32 has 16")]
fn bucket((value, whole): Held, buckets: u16) -> u16 {
    let whole = whole.map_or(0, |whole| whole.mixed().rotate_left(15));
    let mixed = u64::from(value.mixed() ^ whole);
    ((mixed * u64::from(buckets)) >> 32) as u16
}

/// A claim that would tie a number to the data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// Dataset and query: `/data/viec.yaml?year=2023`.
    pub rows: String,
    /// What stands behind `#`; empty for a pair.
    pub measure: String,
    /// Of a pair: the ratio that the percent behind it states.
    pub ratio: Option<String>,
    /// True where nothing around the number speaks against it.
    pub is_safe: bool,
    /// The rows that it states.
    pub basis: Vec<Span>,
}

impl Offer {
    /// The destination of the link.
    #[must_use]
    pub fn dest(&self) -> String {
        if self.measure.is_empty() { self.rows.clone() } else { format!("{}#{}", self.rows, self.measure) }
    }
}

impl<'a> FigureIndex<'a> {
    #[must_use]
    pub fn new(lookup: &'a Lookup<'a>, index: &'a DataIndex) -> Self {
        Self { lookup, index }
    }

    fn places(&self, wanted: Held) -> impl Iterator<Item = Place> + '_ {
        let datasets = self.lookup.facts.datasets;
        self.index.cells.get_or_init(|| Cells::of(datasets)).places(wanted, datasets)
    }

    fn names(&self, at: usize) -> &DatasetNames {
        let names = || self.lookup.facts.datasets.par_iter().map(DatasetNames::of).collect();
        &self.index.names.get_or_init(names)[at]
    }

    /// True where the site has data to tie numbers to.
    #[must_use]
    pub fn has_data(&self) -> bool {
        !self.lookup.facts.datasets.is_empty()
    }

    /// True where `text` begins with a unit of the data.
    #[must_use]
    pub fn has_unit(&self, text: &str) -> bool {
        self.lookup.units.begins(text).is_some()
    }

    /// True where a cell holds exactly `value`.
    #[must_use]
    pub fn has_value(&self, value: i64) -> bool {
        self.has_data() && self.places((Number::from(value), None)).next().is_some()
    }

    /// The claim for a number that exactly one observation has; small numbers are too common to guess.
    #[must_use]
    pub fn offer(&self, token: &Token, tokens: &[Token], text: &str) -> Option<Offer> {
        let value = token.first.filter(|value| *value >= Number::from(10))?;
        if !self.has_data() || token.second.is_none() && token.slashed.is_some() {
            return None;
        }
        let is_percent = token.is_percent(text);
        let counts_so = |(at, _, measure): &Place| {
            token.second.is_some()
                || (self.lookup.facts.datasets[*at].measures[*measure].unit.as_deref() == Some("%")) == is_percent
        };
        let mut places: Vec<Place> = Vec::new();
        for place in self.places((value, token.second)).filter(counts_so) {
            if places.first().is_some_and(|(at, row, _)| (place.0, place.1) != (*at, *row)) {
                return None;
            }
            places.push(place);
        }
        let (at, row, _) = *places.first()?;
        let nearby = Nearby::of(token, tokens, text);
        if nearby.is_part() {
            return None;
        }
        let (dataset, called) = (&self.lookup.facts.datasets[at], self.names(at));
        let rows = anchors::address(dataset, &query(dataset, row)?);
        let basis = vec![dataset.rows.span(row)];
        if token.second.is_some() {
            let measure = places[0].2;
            let MeasureKind::Ratio { part, .. } = dataset.measures[measure].kind else { return None };
            let ratio = dataset.measures[measure].key.clone();
            let named = if dataset.first_ratio() == Some(measure) { String::new() } else { ratio.clone() };
            let fits = nearby.fits_row(dataset, called, row) && nearby.fits_unit(dataset, row, part);
            return Some(Offer { rows, measure: named, ratio: Some(ratio), is_safe: fits && places.len() == 1, basis });
        }
        let named: Vec<usize> =
            places.iter().map(|(.., measure)| *measure).filter(|at| nearby.names_measure(called, *at)).collect();
        let measure = named.first().copied().unwrap_or(places[0].2);
        let is_told = places.len() == 1 || named.len() == 1;
        let fits = nearby.fits_row(dataset, called, row)
            && nearby.fits_measure(called, measure)
            && nearby.fits_unit(dataset, row, measure);
        let is_safe = is_told && fits && (value >= Number::from(1000) || nearby.has_unit(dataset, row, measure));
        Some(Offer { rows, measure: dataset.measures[measure].key.clone(), ratio: None, is_safe, basis })
    }
}

/// The query that selects `row`.
fn query(dataset: &Dataset, row: usize) -> Option<String> {
    let keys: Option<Vec<_>> = dataset.rows.keys(row).map(|key| Some(Some(vec![key?]))).collect();
    keys.map(|keys| anchors::query(dataset, &Filter(keys)))
}
