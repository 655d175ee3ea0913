//! The places of claims on their page, and their selections, in words that stay the same while the text changes.

use std::collections::HashSet;
use std::fmt::Write;

use crate::locale::slugify;
use crate::model::claim::{Claim, ClaimKind};
use crate::model::dataset::{Dataset, MeasureKind};
use crate::model::select::Filter;
use crate::model::site::Facts;

use super::datasets::percent_decoded;

/// How many of the values asked for an anchor names.
const MOST_VALUES: usize = 4;

/// Gives each claim of a page its anchor: what it states, and a number behind it where that is stated again.
pub fn give<'a>(claims: impl Iterator<Item = &'a mut Claim>, facts: Facts<'_>) {
    let mut taken = HashSet::new();
    for claim in claims {
        let name = name(claim, facts.dataset(claim.dataset));
        let mut numbered = (2..).map(|n| format!("{name}.{n}"));
        let id = if taken.contains(&name) { numbered.find(|id| !taken.contains(id)) } else { None };
        claim.id = id.unwrap_or(name);
        taken.insert(claim.id.clone());
    }
}

/// `claim.viec-lam-theo.2023-collective.rate`: with dots, which no heading's anchor has.
fn name(claim: &Claim, dataset: &Dataset) -> String {
    let measure = dataset.measures[claim.kind.measure()].key.as_str();
    let values = claim.query.split('&').filter_map(|part| Some(percent_decoded(part.split_once('=')?.1)));
    let values: Vec<String> = values.take(MOST_VALUES).map(|value| slugify(&value)).collect();
    let mut parts = vec!["claim".to_owned(), slugify(dataset.stem()), values.join("-")];
    match (claim.kind, &dataset.measures[claim.kind.measure()].kind) {
        (ClaimKind::Pair { .. }, MeasureKind::Ratio { part, .. }) => {
            parts.push(format!("{}-pair", slugify(&dataset.measures[*part].key)));
        }
        (ClaimKind::Measure(_), _) => parts.push(slugify(measure)),
        (kind, _) => parts.push(format!("{}-{}", slugify(measure), kind.word())),
    }
    parts.retain(|part| !part.is_empty());
    parts.join(".")
}

/// The query that `filter` stands for, its keys and values in the dataset's order: `year=2023&level=collective`.
pub fn query(dataset: &Dataset, filter: &Filter) -> String {
    let mut parts = Vec::new();
    for (dimension, kept) in dataset.dimensions.iter().zip(&filter.0) {
        let mut kept = kept.clone().unwrap_or_default();
        kept.sort_unstable();
        kept.dedup();
        let values = kept.iter().map(|position| &dimension.values[*position as usize].key);
        parts.extend(values.map(|value| format!("{}={}", encoded(&dimension.key), encoded(value))));
    }
    parts.join("&")
}

/// What a link to rows of `dataset` names: `/data/viec.yaml?year=2023`.
pub fn address(dataset: &Dataset, query: &str) -> String {
    format!("/{}.yaml?{query}", encoded(&dataset.path))
}

/// With what would end a part of a query, or the destination of a link in Markdown, percent-encoded.
fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '%' | '&' | '=' | '#' | '?' | '+' | ' ' | '(' | ')' | '<' | '>' | '[' | ']' | '*' | '`' | '\\' | '"' => {
                let _ = write!(out, "%{:02X}", u32::from(letter));
            }
            _ => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_encoded_as_they_are_read() {
        assert_eq!(encoded("xã A&B=50% +1"), "xã%20A%26B%3D50%25%20%2B1");
        assert_eq!(percent_decoded(&encoded("xã A&B=50% +1")), "xã A&B=50% +1");
    }
}
