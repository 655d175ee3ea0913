//! Where the numbers of a site's prose stand in its data: which cell is meant, and the claim that would say so.

use std::collections::HashMap;

use rayon::prelude::*;

use crate::locale::nfc;
use crate::model::dataset::{Dataset, MeasureKind};
use crate::model::number::Number;
use crate::model::page::{Page, Prose};
use crate::model::select::Filter;
use crate::model::site::Site;

use super::super::anchors;
use super::super::units::{Units, begins_with, one_by_one};
use super::tokens::{Token, tokens};

/// Where a value stands: dataset, row, measure.
type Place = (usize, usize, usize);

/// More places than these say nothing about any of them.
const MOST_PLACES: usize = 8;

/// How far around a number the names of measures are looked for, in characters.
const NEAR: usize = 40;

/// The places of the numbers that prose holds, and the units of the data. Numbers that no prose holds take no room.
pub struct FigureIndex<'a> {
    site: &'a Site,
    places: HashMap<Number, Vec<Place>>,
    /// The rows of each pair, and the ratio it is of.
    pairs: HashMap<(Number, Number), Vec<Place>>,
    units: Units<'a>,
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
}

impl Offer {
    /// The destination of the link.
    #[must_use]
    pub fn dest(&self) -> String {
        if self.measure.is_empty() { self.rows.clone() } else { format!("{}#{}", self.rows, self.measure) }
    }
}

impl<'a> FigureIndex<'a> {
    /// Looks up every number in the prose of `site`.
    #[must_use]
    pub fn new(site: &'a Site) -> Self {
        let mut index = Self { site, places: HashMap::new(), pairs: HashMap::new(), units: Units::of(site) };
        if !index.has_data() {
            return index;
        }
        let of_page = |page: &Page| {
            let prose = page.body.prose.iter().chain(page.texts.iter().filter_map(|text| text.prose.as_ref()));
            prose.flat_map(|prose: &Prose| tokens(&prose.text, page.lang)).collect::<Vec<_>>()
        };
        let wanted: Vec<Vec<Token>> = site.pages.par_iter().map(of_page).collect();
        for token in wanted.into_iter().flatten() {
            match (token.first, token.second) {
                (Some(part), Some(whole)) => {
                    index.pairs.entry((part, whole)).or_default();
                }
                (Some(value), None) => {
                    index.places.entry(value).or_default();
                }
                _ => {}
            }
        }
        index.find();
        index
    }

    /// Fills in the places of what is wanted.
    fn find(&mut self) {
        let add = |places: &mut Vec<Place>, place: Place| {
            if places.len() < MOST_PLACES {
                places.push(place);
            }
        };
        for (at, dataset) in self.site.datasets.iter().enumerate() {
            for (measure, kind) in dataset.measures.iter().map(|measure| measure.kind).enumerate() {
                let MeasureKind::Ratio { part, whole } = kind else {
                    for (row, value) in dataset.rows.column(measure).numbers() {
                        if let Some(places) = self.places.get_mut(&value) {
                            add(places, (at, row, measure));
                        }
                    }
                    continue;
                };
                if self.pairs.is_empty() {
                    continue;
                }
                for (row, value) in dataset.rows.column(part).numbers() {
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

    /// The claim for a number that exactly one observation has; small numbers are too common to guess. `years` are those
    /// that the text around it speaks of.
    #[must_use]
    pub fn offer(&self, token: &Token, text: &str, years: &[&str]) -> Option<Offer> {
        let value = token.first.filter(|value| *value >= Number::from(10))?;
        let places = match token.second {
            Some(whole) => self.pairs.get(&(value, whole))?,
            None if token.slashed.is_none() => self.places.get(&value)?,
            None => return None,
        };
        let (at, row, _) = *places.first()?;
        if places.iter().any(|(other, of, _)| (*other, *of) != (at, row)) {
            return None;
        }
        let dataset = &self.site.datasets[at];
        let rows = format!("/{}.yaml?{}", anchors::encoded(&dataset.path), query(dataset, row)?);
        let speaks_of_row = of_its_year(dataset, row, years);
        if token.second.is_some() {
            let ratio = dataset.measures[places[0].2].key.clone();
            let is_first = dataset.first_ratio() == Some(places[0].2);
            let measure = if is_first { String::new() } else { ratio.clone() };
            return Some(Offer { rows, measure, ratio: Some(ratio), is_safe: speaks_of_row && places.len() == 1 });
        }
        let around = Around::of(token, text);
        let named: Vec<usize> =
            places.iter().map(|(.., measure)| *measure).filter(|at| around.names(dataset, *at)).collect();
        let measure = named.first().copied().unwrap_or(places[0].2);
        let is_told = places.len() == 1 || named.len() == 1;
        let others = (0..dataset.measures.len()).any(|other| other != measure && around.names_before(dataset, other));
        let speaks_of_measure = around.names(dataset, measure) || !others;
        let has_unit = dataset
            .unit_of(row, measure)
            .is_some_and(|unit| one_by_one(unit).any(|unit| begins_with(around.after, unit)));
        let is_safe = is_told && speaks_of_row && speaks_of_measure && (has_unit || value >= Number::from(1000));
        Some(Offer { rows, measure: dataset.measures[measure].key.clone(), ratio: None, is_safe })
    }
}

/// What stands near a number.
struct Around<'a> {
    before: String,
    both: String,
    after: &'a str,
}

impl<'a> Around<'a> {
    fn of(token: &Token, text: &'a str) -> Self {
        let before: String = text[..token.start].chars().rev().take(NEAR).collect();
        let before: String = before.chars().rev().collect();
        let after: String = text[token.end..].chars().take(NEAR).collect();
        let low = |text: &str| nfc(text).to_lowercase();
        let (before, behind) = (low(&before), low(&after));
        let after = text[token.end..].trim_start_matches([' ', '\u{a0}']);
        Self { both: format!("{before} {behind}"), before, after }
    }

    fn names(&self, dataset: &Dataset, measure: usize) -> bool {
        self.both.contains(&nfc(&dataset.measures[measure].label).to_lowercase())
    }

    fn names_before(&self, dataset: &Dataset, measure: usize) -> bool {
        self.before.contains(&nfc(&dataset.measures[measure].label).to_lowercase())
    }
}

/// False where the text speaks of years, and the row's is none of them.
fn of_its_year(dataset: &Dataset, row: usize, years: &[&str]) -> bool {
    let own = dataset.year_dimension().and_then(|year| Some((year, dataset.rows.key(row, year)?)));
    let Some((year, key)) = own else { return true };
    years.is_empty() || years.contains(&dataset.dimensions[year].values[key as usize].key.as_str())
}

/// The query that selects `row`.
fn query(dataset: &Dataset, row: usize) -> Option<String> {
    let keys: Option<Vec<_>> = dataset.rows.keys(row).map(|key| Some(Some(vec![key?]))).collect();
    keys.map(|keys| anchors::query(dataset, &Filter(keys)))
}
