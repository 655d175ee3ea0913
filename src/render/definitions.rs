//! What a dataset says of its measures and values, as sentences for its page: which way is better, what is part of what, from
//! when to when a level existed.

use crate::locale::Lang;
use crate::model::dataset::{Dataset, DimensionValue, Direction};

use super::words::Words;

/// A sentence for each measure and value that has something to say.
pub fn of(dataset: &Dataset, words: Words<'_>, lang: Lang) -> Vec<String> {
    let mut found = Vec::new();
    for measure in &dataset.measures {
        let direction = measure.direction.map(|direction| match direction {
            Direction::More => words.get("better_more").to_owned(),
            Direction::Less => words.get("better_less").to_owned(),
        });
        let own = (!measure.credits.is_empty()).then(|| {
            let titles: Vec<&str> = measure.credits.iter().map(|credit| credit.title.as_str()).collect();
            words.fill("own_source", &[("source", &titles.join("; "))])
        });
        let terms = measure.license.as_ref().map(|terms| words.fill("own_license", &[("license", &terms.title)]));
        let said: Vec<String> = [measure.note.clone(), direction, own, terms].into_iter().flatten().collect();
        if !said.is_empty() {
            found.push(format!("{}: {}", measure.label, said.join("; ")));
        }
    }
    for dimension in &dataset.dimensions {
        for value in &dimension.values {
            let whole = value.parent.map(|at| &dimension.values[at as usize].label);
            let part = whole.map(|whole| words.fill("part_of", &[("whole", whole)]));
            let unit = value.unit.as_ref().map(|unit| words.fill("counted_in", &[("unit", unit)]));
            let said: Vec<String> = [part, existed(value, words, lang), unit].into_iter().flatten().collect();
            if !said.is_empty() {
                found.push(format!("{}: {}", value.label, said.join("; ")));
            }
        }
    }
    found
}

fn existed(value: &DimensionValue, words: Words<'_>, lang: Lang) -> Option<String> {
    match value.validity.shown(lang) {
        (Some(from), Some(to)) => Some(words.fill("existed_between", &[("from", &from), ("to", &to)])),
        (Some(from), None) => Some(words.fill("existed_from", &[("from", &from)])),
        (None, Some(to)) => Some(words.fill("existed_to", &[("to", &to)])),
        (None, None) => None,
    }
}
