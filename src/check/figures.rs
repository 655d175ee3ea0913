//! All figures of the site's data by value, to tell whether a number in prose is one of them.

use std::collections::{HashMap, HashSet};

use crate::model::dataset::{Dataset, MeasureKind};
use crate::model::number::Number;
use crate::model::site::Site;

use super::tokens::Token;

/// Where a value stands: dataset, row, measure.
type Place = (usize, usize, usize);

/// Values and units of the data.
pub struct FigureIndex<'a> {
    site: &'a Site,
    places: HashMap<Number, Vec<Place>>,
    units: HashSet<&'a str>,
}

impl<'a> FigureIndex<'a> {
    #[must_use]
    pub fn new(site: &'a Site) -> Self {
        let mut places: HashMap<Number, Vec<Place>> = HashMap::new();
        let mut units = HashSet::new();
        for (at, dataset) in site.datasets.iter().enumerate() {
            units.extend(
                dataset.measures.iter().filter_map(|measure| measure.unit.as_deref()).filter(|unit| *unit != "%"),
            );
            units.extend(dataset.unit.as_deref());
            for measure in 0..dataset.measures.len() {
                for (row, value) in dataset.rows.column(measure).numbers() {
                    places.entry(value).or_default().push((at, row, measure));
                }
            }
        }
        Self { site, places, units }
    }

    /// True where the site has data to tie numbers to.
    #[must_use]
    pub fn has_data(&self) -> bool {
        !self.site.datasets.is_empty()
    }

    /// True where `text` begins with a unit of the data.
    #[must_use]
    pub fn has_unit(&self, text: &str) -> bool {
        let begins = |unit: &&str| {
            let near: String = text.chars().take(unit.chars().count() + 1).collect();
            near.to_lowercase()
                .strip_prefix(&unit.to_lowercase())
                .is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        };
        self.units.iter().any(begins)
    }

    /// True where a cell holds exactly `value`.
    #[must_use]
    pub fn has_value(&self, value: i64) -> bool {
        self.places.contains_key(&Number::from(value))
    }

    /// The claim to paste for a number that exactly one observation has; small numbers are too common to guess.
    #[must_use]
    pub fn offer(&self, token: &Token, text: &str) -> Option<String> {
        let value = token.first.filter(|value| *value >= Number::from(10))?;
        let places = self.places.get(&value)?;
        let written = &text[token.start..token.end];
        let fits = |place: &&Place| match token.second {
            Some(whole) => self.ratio_of(place, whole),
            None => token.slashed.is_none(),
        };
        let mut fitting = places.iter().filter(fits);
        let (at, row, measure) = *fitting.next()?;
        if fitting.next().is_some() {
            return None;
        }
        let dataset = &self.site.datasets[at];
        let fragment =
            if token.second.is_some() { String::new() } else { format!("#{}", dataset.measures[measure].key) };
        Some(format!("[{written}](/{}.yaml?{}{fragment})", dataset.path, query(dataset, row)?))
    }

    /// True where the cell is the part of a ratio whose whole is `whole` in the same row.
    fn ratio_of(&self, (at, row, measure): &Place, whole: Number) -> bool {
        let dataset = &self.site.datasets[*at];
        dataset.measures.iter().any(|ratio| match ratio.kind {
            MeasureKind::Ratio { part, whole: of } => part == *measure && dataset.rows.value(*row, of) == Some(whole),
            _ => false,
        })
    }
}

/// The query that selects `row`.
fn query(dataset: &Dataset, row: usize) -> Option<String> {
    let keys = dataset.rows.keys(row).zip(&dataset.dimensions);
    let parts: Option<Vec<String>> = keys
        .map(|(key, dimension)| {
            Some(format!("{}={}", dimension.key, dimension.values[key? as usize].key.replace(' ', "%20")))
        })
        .collect();
    parts.map(|parts| parts.join("&"))
}
