//! The names of a dataset's values and measures, found in a sentence together instead of one after the other.

use std::cmp::Reverse;
use std::collections::HashMap;

use crate::locale::nfc;
use crate::model::dataset::{Dataset, DimensionKind};

/// Of a dimension with more values than these, the row's own has to be named.
const MOST_VALUES: usize = 200;

/// What a dataset calls things, in lower case and NFC.
pub struct DatasetNames {
    /// Of each dimension: the names of its values; none of years, which are numbers, and of what has too many.
    pub dimensions: Vec<Option<Names>>,
    pub measures: Names,
}

impl DatasetNames {
    #[must_use]
    pub fn of(dataset: &Dataset) -> Self {
        let dimensions = dataset.dimensions.iter().map(|dimension| {
            let is_told = dimension.kind != DimensionKind::Year && dimension.values.len() <= MOST_VALUES;
            is_told.then(|| Names::of(dimension.values.iter().map(|value| value.label.as_str())))
        });
        Self {
            dimensions: dimensions.collect(),
            measures: Names::of(dataset.measures.iter().map(|measure| measure.label.as_str())),
        }
    }
}

/// Some names, by what they begin with.
pub struct Names {
    names: Vec<String>,
    /// Their positions by their first word, or by nothing where they begin with a sign.
    by_word: HashMap<String, Vec<usize>>,
}

impl Names {
    fn of<'a>(labels: impl Iterator<Item = &'a str>) -> Self {
        let names: Vec<String> = labels.map(|label| nfc(label).to_lowercase()).collect();
        let mut by_word: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, name) in names.iter().enumerate().filter(|(_, name)| !name.is_empty()) {
            by_word.entry(word(name).to_owned()).or_default().push(at);
        }
        Self { names, by_word }
    }

    /// The name at `at`.
    #[must_use]
    pub fn get(&self, at: usize) -> &str {
        &self.names[at]
    }

    /// The name that stands last in `text`; of two that end alike the longer one.
    #[must_use]
    pub fn last_in(&self, text: &str) -> Option<&str> {
        self.places(text).max_by_key(|(at, name)| (at + name.len(), name.len())).map(|(_, name)| name)
    }

    /// The name that stands first in `text`; of two that begin alike the longer one.
    #[must_use]
    pub fn first_in(&self, text: &str) -> Option<&str> {
        self.places(text).min_by_key(|(at, name)| (*at, Reverse(name.len()))).map(|(_, name)| name)
    }

    /// Where names stand as words of their own.
    fn places<'a, 'b>(&'a self, text: &'b str) -> impl Iterator<Item = (usize, &'a str)> + use<'a, 'b> {
        let is_start = |at: usize| !text[..at].ends_with(char::is_alphanumeric);
        let starts = text.char_indices().map(|(at, _)| at).filter(move |at| is_start(*at));
        starts.flat_map(move |at| {
            let begun = self.by_word.get(word(&text[at..])).into_iter().flatten();
            let names = begun.map(|name| self.names[*name].as_str());
            let ends = |rest: &str| !rest.starts_with(char::is_alphanumeric);
            names.filter(move |name| text[at..].strip_prefix(name).is_some_and(ends)).map(move |name| (at, name))
        })
    }
}

/// The letters and digits that `text` begins with.
fn word(text: &str) -> &str {
    text.find(|letter: char| !letter.is_alphanumeric()).map_or(text, |end| &text[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_and_the_first_name_stand_alone() {
        let names = Names::of(["Phường", "Phường Đoàn Kết", "Đoàn", "(khác)", ""].into_iter());
        let check = |text: &str, last: Option<&str>, first: Option<&str>| {
            assert_eq!((names.last_in(text), names.first_in(text)), (last, first), "{text}");
        };
        check("phường đoàn kết", Some("phường đoàn kết"), Some("phường đoàn kết"));
        check("ở phường, đoàn", Some("đoàn"), Some("phường"));
        check("phường đoàn kết đoàn (khác)", Some("(khác)"), Some("phường đoàn kết"));
        check("phườngx xđoàn a(khác)", None, None);
        check("đoànkết 5", None, None);
        check("", None, None);
    }
}
