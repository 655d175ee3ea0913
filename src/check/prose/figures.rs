//! Where the numbers of a site's prose stand in its data: which cell is meant, and the claim that would say so.

use std::collections::HashMap;

use rayon::prelude::*;

use crate::model::dataset::{Dataset, MeasureKind};
use crate::model::number::Number;
use crate::model::page::Page;
use crate::model::rows::Rows;
use crate::model::select::Filter;
use crate::source::Span;

use super::super::anchors;
use super::super::datasets::Lookup;
use super::names::DatasetNames;
use super::nearby::Nearby;
use super::tokens::{Token, tokens};

/// Where a value stands: dataset, row, measure.
type Place = (usize, usize, usize);

/// More places than these say nothing about any of them.
const MOST_PLACES: usize = 8;

/// The places of the numbers that prose holds. Numbers that no prose holds take no room.
pub struct FigureIndex<'a> {
    lookup: &'a Lookup<'a>,
    index: &'a DataIndex,
    places: HashMap<Number, Vec<Place>>,
    /// The rows of each pair, and the ratio it is of.
    pairs: HashMap<(Number, Number), Vec<Place>>,
}

/// A row that holds something wanted.
struct Found {
    row: usize,
    value: Number,
    /// Of a pair.
    whole: Option<Number>,
}

/// What the data calls things by, and the sieve's marks of its numbers: made once, since a large site is looked up in parts.
pub struct DataIndex {
    /// By dataset.
    names: Vec<DatasetNames>,
    /// By dataset, measure and row; any mark where a row has no number.
    marks: Vec<Vec<Vec<u16>>>,
}

impl DataIndex {
    #[must_use]
    pub fn of(datasets: &[Dataset]) -> Self {
        let marks =
            |dataset: &Dataset| (0..dataset.measures.len()).map(|measure| marks(&dataset.rows, measure)).collect();
        let (names, marks) = datasets.par_iter().map(|dataset| (DatasetNames::of(dataset), marks(dataset))).unzip();
        Self { names, marks }
    }
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
    /// Looks up every number in the prose of `pages`, that of their texts too.
    #[must_use]
    pub fn new(lookup: &'a Lookup<'a>, index: &'a DataIndex, pages: &[&mut Page]) -> Self {
        let mut index = Self { lookup, index, places: HashMap::new(), pairs: HashMap::new() };
        if !index.has_data() {
            return index;
        }
        for (value, whole) in wanted(pages) {
            match whole {
                Some(whole) => {
                    index.pairs.entry((value, whole)).or_default();
                }
                None => {
                    index.places.entry(value).or_default();
                }
            }
        }
        index.find();
        index
    }

    /// Fills in the places of what is wanted.
    fn find(&mut self) {
        let sieve = Sieve::of(self.places.keys().chain(self.pairs.keys().map(|(part, _)| part)));
        let datasets = self.lookup.facts.datasets;
        let columns: Vec<(usize, usize)> = datasets
            .iter()
            .zip(0..)
            .flat_map(|(it, at)| (0..it.measures.len()).map(move |measure| (at, measure)))
            .collect();
        let found = columns.par_iter().map(|(at, measure)| self.in_column(*at, *measure, &sieve));
        let found: Vec<Vec<Found>> = found.collect();
        for ((at, measure), found) in columns.into_iter().zip(found) {
            for Found { row, value, whole } in found {
                let places = match whole {
                    Some(whole) => self.pairs.get_mut(&(value, whole)),
                    None => self.places.get_mut(&value),
                };
                if let Some(places) = places.filter(|places| places.len() < MOST_PLACES) {
                    places.push((at, row, measure));
                }
            }
        }
    }

    /// What is wanted among the values of a measure, by row.
    fn in_column(&self, at: usize, measure: usize, sieve: &Sieve) -> Vec<Found> {
        let dataset = &self.lookup.facts.datasets[at];
        let (column, whole) = match dataset.measures[measure].kind {
            MeasureKind::Ratio { .. } if self.pairs.is_empty() => return Vec::new(),
            MeasureKind::Ratio { part, whole } => (part, Some(whole)),
            _ => (measure, None),
        };
        let found = |row: usize| {
            let value = dataset.rows.value(row, column)?;
            let whole = match whole {
                Some(whole) => Some(dataset.rows.value(row, whole)?),
                None => None,
            };
            let is_wanted = whole
                .map_or_else(|| self.places.contains_key(&value), |whole| self.pairs.contains_key(&(value, whole)));
            is_wanted.then_some(Found { row, value, whole })
        };
        let marks = self.index.marks[at][column].iter().zip(0..);
        marks.filter(|(mark, _)| sieve.lets(**mark)).filter_map(|(_, row)| found(row)).collect()
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
        self.places.get(&Number::from(value)).is_some_and(|places| !places.is_empty())
    }

    /// The claim for a number that exactly one observation has; small numbers are too common to guess.
    #[must_use]
    pub fn offer(&self, token: &Token, tokens: &[Token], text: &str) -> Option<Offer> {
        let value = token.first.filter(|value| *value >= Number::from(10))?;
        let places = match token.second {
            Some(whole) => self.pairs.get(&(value, whole))?,
            None if token.slashed.is_none() => self.places.get(&value)?,
            None => return None,
        };
        let is_percent = token.is_percent(text);
        let counts_so = |(at, _, measure): &&Place| {
            token.second.is_some()
                || (self.lookup.facts.datasets[*at].measures[*measure].unit.as_deref() == Some("%")) == is_percent
        };
        let places: Vec<Place> = places.iter().filter(counts_so).copied().collect();
        let (at, row, _) = *places.first()?;
        if places.iter().any(|(other, of, _)| (*other, *of) != (at, row)) {
            return None;
        }
        let nearby = Nearby::of(token, tokens, text);
        if nearby.is_part() {
            return None;
        }
        let (dataset, called) = (&self.lookup.facts.datasets[at], &self.index.names[at]);
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

/// The numbers in texts and prose, and of pairs the whole.
fn wanted(pages: &[&mut Page]) -> Vec<(Number, Option<Number>)> {
    let of_page = |page: &&mut Page| -> Vec<(Number, Option<Number>)> {
        let tokens = page.prose().flat_map(|prose| tokens(&prose.text, page.lang));
        tokens.filter_map(|token| Some((token.first?, token.second))).collect()
    };
    pages.par_iter().flat_map_iter(of_page).collect()
}

/// Tells cheaply of most numbers that they are none of a few: data may have millions.
struct Sieve(Vec<bool>);

impl Sieve {
    fn of<'n>(numbers: impl Iterator<Item = &'n Number>) -> Self {
        let mut sieve = vec![false; usize::from(u16::MAX) + 1];
        for number in numbers {
            sieve[usize::from(mark(number))] = true;
        }
        Self(sieve)
    }

    /// False for the mark of a number that is none of those it was made of.
    fn lets(&self, mark: u16) -> bool {
        self.0[usize::from(mark)]
    }
}

#[expect(clippy::cast_possible_truncation, reason = "half of it tells most numbers apart")]
fn mark(number: &Number) -> u16 {
    number.mixed() as u16
}

/// The mark of each row.
fn marks(rows: &Rows, measure: usize) -> Vec<u16> {
    let mut marks = vec![0; rows.len()];
    rows.column(measure).numbers().for_each(|(row, number)| marks[row] = mark(&number));
    marks
}

/// The query that selects `row`.
fn query(dataset: &Dataset, row: usize) -> Option<String> {
    let keys: Option<Vec<_>> = dataset.rows.keys(row).map(|key| Some(Some(vec![key?]))).collect();
    keys.map(|keys| anchors::query(dataset, &Filter(keys)))
}
