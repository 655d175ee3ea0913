//! The units of a site's data, and the one that words begin with.

use crate::locale::nfc;
use crate::model::dataset::Dataset;

/// What the figures of a site count, the longer words first; `%` is none of them.
#[derive(PartialEq)]
pub struct Units<'a> {
    units: Vec<Unit<'a>>,
    /// The characters of the longest.
    longest: usize,
}

#[derive(PartialEq)]
struct Unit<'a> {
    text: &'a str,
    /// In lower case and NFC.
    lower: String,
}

impl<'a> Units<'a> {
    #[must_use]
    pub fn of(datasets: &'a [Dataset]) -> Self {
        let mut units: Vec<&str> = datasets.iter().flat_map(of_dataset).collect();
        units.sort_unstable_by(|a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
        units.dedup();
        let longest = units.iter().map(|unit| unit.chars().count()).max().unwrap_or(0);
        let units = units.into_iter().map(|text| Unit { text, lower: nfc(text).to_lowercase() }).collect();
        Self { units, longest }
    }

    /// The unit that `text` begins with, after spaces.
    #[must_use]
    pub fn begins(&self, text: &str) -> Option<&'a str> {
        let text = text.trim_start_matches([' ', '\u{a0}']);
        if text.is_empty() {
            return None;
        }
        let near = near(text, self.longest);
        self.units.iter().find(|unit| begins(&near, &unit.lower)).map(|unit| unit.text)
    }
}

fn of_dataset(dataset: &Dataset) -> impl Iterator<Item = &str> {
    let of_measures = dataset.measures.iter().filter_map(|measure| measure.unit.as_deref());
    let with_units = dataset.dimensions.iter().filter(|dimension| dimension.has_units());
    let of_values = with_units
        .flat_map(|dimension| (0u32..).zip(&dimension.values).filter_map(move |(at, _)| dimension.unit_of(at)));
    let units = of_measures.chain(of_values).chain(dataset.unit.as_deref());
    units.flat_map(one_by_one).filter(|unit| *unit != "%")
}

/// `vấn đề, vụ việc`: two units in one.
pub fn one_by_one(unit: &str) -> impl Iterator<Item = &str> {
    unit.split(',').map(str::trim).filter(|unit| !unit.is_empty())
}

/// True where `text` begins with the words of `unit`.
pub fn begins_with(text: &str, unit: &str) -> bool {
    begins(&near(text, unit.chars().count()), &nfc(unit).to_lowercase())
}

/// What a unit of so many characters can begin in, in lower case and NFC.
fn near(text: &str, characters: usize) -> String {
    let near: String = text.chars().take(2 * characters + 1).collect();
    nfc(&near).to_lowercase()
}

fn begins(near: &str, unit: &str) -> bool {
    near.strip_prefix(unit).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
}
