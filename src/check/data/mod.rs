//! A dataset against itself: the bounds of its measures, what it asks in `checks`, and what looks wrong without a rule.

mod bounds;
mod cross;
mod guesses;
mod jumps;
mod parts;
mod rates;
mod series;
mod years;

use crate::model::dataset::Dataset;

use super::Findings;
use series::Series;

/// Checks every row of `dataset`.
pub fn check(dataset: &Dataset, findings: &mut Findings) {
    bounds::check(dataset, findings);
    parts::check(dataset, findings);
    rates::check(dataset, findings);
    cross::check(dataset, findings);
    if let Some(series) = Series::of(dataset) {
        years::check(&series, findings);
        jumps::check(&series, findings);
    }
    guesses::check(dataset, findings);
}
