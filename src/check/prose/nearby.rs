//! What is said around a number, as far as it tells which figure of the data is meant: the year, the place, the measure, and
//! what is counted.

use crate::locale::nfc;
use crate::model::dataset::{Dataset, DimensionKind};

use super::super::stated;
use super::super::units::{begins_with, one_by_one};
use super::names::DatasetNames;
use super::tokens::{Token, is_year};

/// How far behind a number its measure's name may stand, in characters.
const NEAR: usize = 25;

/// A number's surroundings, in lower case and NFC.
pub struct Nearby<'a> {
    /// The sentence before it.
    before: String,
    /// The sentence behind it.
    behind: String,
    /// What stands right behind it, as written.
    after: &'a str,
    /// The year that is spoken of: the last before it, else the first behind it in its sentence.
    year: Option<&'a str>,
    /// A sign or another number joined to it: a fall, a range.
    is_joined: bool,
}

impl<'a> Nearby<'a> {
    #[must_use]
    pub fn of(token: &Token, tokens: &[Token], text: &'a str) -> Self {
        let (start, end) = sentence(text, token);
        let low = |text: &str| nfc(text).to_lowercase();
        let years = || tokens.iter().filter(|other| is_year(&text[other.start..other.end]));
        let before = years().rfind(|other| other.end <= token.start);
        let year = before.or_else(|| years().find(|other| other.start >= token.end && other.end <= end));
        let last = text[..token.start].chars().next_back();
        let mut next = text[token.end..].chars();
        let dash = |c: Option<char>| matches!(c, Some('-' | '−' | '–'));
        Self {
            before: low(&text[start..token.start]),
            behind: low(&text[token.end..end]),
            after: text[token.end..].trim_start_matches([' ', '\u{a0}']),
            year: year.map(|other| &text[other.start..other.end]),
            is_joined: dash(last) || (dash(next.next()) && next.next().is_some_and(|c| c.is_ascii_digit())),
        }
    }

    /// True where the digits are not the number that is meant: of a fall, of a range, of thousands or millions.
    #[must_use]
    pub fn is_part(&self) -> bool {
        self.is_joined || stated::begins_with_scale(self.after)
    }

    /// True where nothing speaks against the row: neither its year nor another value of its dimensions.
    #[must_use]
    pub fn fits_row(&self, dataset: &Dataset, names: &DatasetNames, row: usize) -> bool {
        let dimensions = dataset.dimensions.iter().zip(&names.dimensions);
        dimensions.zip(dataset.rows.keys(row)).all(|((dimension, names), key)| {
            let Some(key) = key else { return false };
            let own = &dimension.values[key as usize];
            if dimension.kind == DimensionKind::Year {
                return self.year.is_none_or(|year| year == own.key);
            }
            if begins_with(self.after, &own.label) {
                return true;
            }
            let Some(names) = names else {
                let label = nfc(&own.label).to_lowercase();
                return places(&self.before, &label).chain(places(&self.behind, &label)).next().is_some();
            };
            let nearest = names.last_in(&self.before).or_else(|| names.first_in(&self.behind));
            nearest.is_none_or(|nearest| nearest == names.get(key as usize))
        })
    }

    /// True where the measure is the one named last before the number, or close behind it, or none is named.
    #[must_use]
    pub fn fits_measure(&self, names: &DatasetNames, measure: usize) -> bool {
        let own = names.measures.get(measure);
        let near: String = self.behind.chars().take(own.chars().count() + NEAR).collect();
        let last = names.measures.last_in(&self.before);
        places(&near, own).next().is_some() || last.is_none_or(|last| last == own)
    }

    /// True where a measure's name stands in the sentence.
    #[must_use]
    pub fn names_measure(&self, names: &DatasetNames, measure: usize) -> bool {
        let own = names.measures.get(measure);
        places(&self.before, own).chain(places(&self.behind, own)).next().is_some()
    }

    /// True where what stands behind the number is what its figure counts, the name of its row, or no word at all.
    #[must_use]
    pub fn fits_unit(&self, dataset: &Dataset, row: usize, measure: usize) -> bool {
        let keys = dataset.dimensions.iter().zip(dataset.rows.keys(row));
        let mut labels = keys.filter_map(|(dimension, key)| Some(&dimension.values[key? as usize].label));
        !self.after.starts_with(char::is_alphanumeric)
            || self.has_unit(dataset, row, measure)
            || labels.any(|label| begins_with(self.after, label))
    }

    /// True where what the figure counts is named right behind the number.
    #[must_use]
    pub fn has_unit(&self, dataset: &Dataset, row: usize, measure: usize) -> bool {
        dataset.unit_of(row, measure).is_some_and(|unit| one_by_one(unit).any(|unit| begins_with(self.after, unit)))
    }
}

/// Where a name stands as words of its own.
pub fn places<'b>(text: &'b str, label: &'b str) -> impl Iterator<Item = usize> + 'b {
    let is_word = |at: usize| {
        let (before, behind) = (text[..at].chars().next_back(), text[at + label.len()..].chars().next());
        !before.is_some_and(char::is_alphanumeric) && !behind.is_some_and(char::is_alphanumeric)
    };
    let is_name = !label.is_empty();
    text.match_indices(label).map(|(at, _)| at).filter(move |at| is_name && is_word(*at))
}

/// Where the sentence around a number begins and ends; a semicolon ends one too.
#[must_use]
pub fn sentence(text: &str, token: &Token) -> (usize, usize) {
    // A sentence ends at the end of a line, or at a sign with a space behind it.
    let signs = ['.', '!', '?', ';', '…'];
    let before = &text[..token.start];
    let ends = |at: usize, gap: u8| gap == b'\n' || (gap == b' ' && before[..at].ends_with(signs));
    let start = before.bytes().enumerate().rfind(|(at, gap)| ends(*at, *gap)).map_or(0, |(at, _)| at + 1);
    let behind = &text[token.end..];
    let sign = |at: usize, gap: u8| match gap {
        b'\n' => Some(at),
        b' ' => behind[..at].char_indices().next_back().filter(|(_, last)| signs.contains(last)).map(|(at, _)| at),
        _ => None,
    };
    let end = behind.bytes().enumerate().find_map(|(at, gap)| sign(at, gap));
    (start, end.map_or(text.len(), |at| token.end + at))
}
