//! Where the numbers of a site's prose stand in its data: which cell is meant, and the claim that would say so.

use std::collections::{HashMap, HashSet};

use rayon::prelude::*;

use crate::model::dataset::{Dataset, MeasureKind};
use crate::model::number::Number;
use crate::model::page::{Page, Prose};
use crate::model::select::Filter;
use crate::model::site::Site;
use crate::source::Span;

use super::super::anchors;
use super::super::units::Units;
use super::names::DatasetNames;
use super::nearby::Nearby;
use super::tokens::{Token, tokens};

/// Where a value stands: dataset, row, measure.
type Place = (usize, usize, usize);

/// More places than these say nothing about any of them.
const MOST_PLACES: usize = 8;

/// The places of the numbers that prose holds, and the units of the data. Numbers that no prose holds take no room.
pub struct FigureIndex<'a> {
    site: &'a Site,
    places: HashMap<Number, Vec<Place>>,
    /// The rows of each pair, and the ratio it is of.
    pairs: HashMap<(Number, Number), Vec<Place>>,
    units: Units<'a>,
    /// By dataset.
    names: Vec<DatasetNames>,
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
    /// Looks up every number in the texts of `pages` and in the prose of their bodies.
    #[must_use]
    pub fn new(site: &'a Site, pages: &[Page], bodies: &[Vec<Prose>]) -> Self {
        let mut index = Self {
            site,
            places: HashMap::new(),
            pairs: HashMap::new(),
            units: Units::of(site),
            names: site.datasets.iter().map(DatasetNames::of).collect(),
        };
        if !index.has_data() {
            return index;
        }
        for (value, whole) in wanted(pages, bodies) {
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
        let add = |places: &mut Vec<Place>, place: Place| {
            if places.len() < MOST_PLACES {
                places.push(place);
            }
        };
        for (at, dataset) in self.site.datasets.iter().enumerate() {
            for (measure, kind) in dataset.measures.iter().map(|measure| measure.kind).enumerate() {
                let MeasureKind::Ratio { part, whole } = kind else {
                    for (row, value) in dataset.rows.column(measure).numbers().filter(|(_, value)| sieve.lets(value)) {
                        if let Some(places) = self.places.get_mut(&value) {
                            add(places, (at, row, measure));
                        }
                    }
                    continue;
                };
                if self.pairs.is_empty() {
                    continue;
                }
                for (row, value) in dataset.rows.column(part).numbers().filter(|(_, value)| sieve.lets(value)) {
                    let pair = dataset.rows.value(row, whole).map(|whole| (value, whole));
                    if let Some(places) = pair.and_then(|pair| self.pairs.get_mut(&pair)) {
                        add(places, (at, row, measure));
                    }
                }
            }
        }
    }

    /// True where the site has data to tie numbers to.
    #[must_use]
    pub fn has_data(&self) -> bool {
        !self.site.datasets.is_empty()
    }

    /// True where `text` begins with a unit of the data.
    #[must_use]
    pub fn has_unit(&self, text: &str) -> bool {
        self.units.begins(text).is_some()
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
                || (self.site.datasets[*at].measures[*measure].unit.as_deref() == Some("%")) == is_percent
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
        let (dataset, called) = (&self.site.datasets[at], &self.names[at]);
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

/// The numbers in texts and prose, each once, and of pairs the whole.
fn wanted(pages: &[Page], bodies: &[Vec<Prose>]) -> HashSet<(Number, Option<Number>)> {
    let add = |mut wanted: HashSet<_>, (page, body): (&Page, &Vec<Prose>)| {
        // Those that are packed were checked by an earlier build.
        let texts = page.texts.unpacked().into_iter().flatten();
        let prose = body.iter().chain(texts.filter_map(|text| text.prose.as_ref()));
        let tokens = prose.flat_map(|prose: &Prose| tokens(&prose.text, page.lang));
        wanted.extend(tokens.filter_map(|token| Some((token.first?, token.second))));
        wanted
    };
    let merged = |(mut more, fewer): (HashSet<_>, HashSet<_>)| {
        more.extend(fewer);
        more
    };
    let larger_first = |a: HashSet<_>, b: HashSet<_>| if a.len() < b.len() { (b, a) } else { (a, b) };
    pages.par_iter().zip(bodies).fold(HashSet::new, add).reduce(HashSet::new, |a, b| merged(larger_first(a, b)))
}

/// Tells cheaply of most numbers that they are none of a few: data may have millions.
struct Sieve(Vec<bool>);

impl Sieve {
    const SIZE: usize = 1 << 16;

    fn of<'n>(numbers: impl Iterator<Item = &'n Number>) -> Self {
        let mut sieve = vec![false; Self::SIZE];
        for number in numbers {
            sieve[Self::place(number)] = true;
        }
        Self(sieve)
    }

    /// False for a number that is none of those it was made of.
    fn lets(&self, number: &Number) -> bool {
        self.0[Self::place(number)]
    }

    fn place(number: &Number) -> usize {
        number.mixed() as usize % Self::SIZE
    }
}

/// The query that selects `row`.
fn query(dataset: &Dataset, row: usize) -> Option<String> {
    let keys: Option<Vec<_>> = dataset.rows.keys(row).map(|key| Some(Some(vec![key?]))).collect();
    keys.map(|keys| anchors::query(dataset, &Filter(keys)))
}
