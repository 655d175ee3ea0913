//! A finding that an author allows at a place: in a dataset, on a page, in a chart.

use crate::diag::Code;
use crate::source::Spanned;

/// One entry of `allow`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allowance {
    pub code: Spanned<Code>,
    pub reason: String,
    /// Of a dataset: the rows it is for, by dimension; all of the file where empty.
    pub rows: Vec<(Spanned<String>, Vec<Spanned<String>>)>,
    /// Of a dataset: the measure whose cells it is for; all of them where it is left out.
    pub measure: Option<Spanned<String>>,
    /// Of a page or chart: what is written where it is for.
    pub text: Option<String>,
}
