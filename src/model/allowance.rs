//! A finding that an author allows at a place: in a dataset, on a page, in a chart.

use serde::{Deserialize, Serialize};

use crate::diag::Code;
use crate::source::Spanned;

/// One entry of `allow`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Allowance {
    pub code: Spanned<Code>,
    pub reason: String,
    pub scope: Scope,
}

/// What of its file an allowance is for; all of it where nothing is named.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scope {
    /// Of a dataset: rows, by dimension.
    pub rows: Vec<(Spanned<String>, Vec<Spanned<String>>)>,
    /// Of a dataset: the measure whose cells it is for.
    pub measure: Option<Spanned<String>>,
    /// Of a page or chart: what is written where it is for.
    pub text: Option<String>,
}
