//! A number stated in prose and tied to data: as written by the author, and as checked.

use crate::source::{Span, Spanned};

use super::dataset::DatasetId;
use super::number::Number;

/// A Markdown link to a dataset, as it stands in the page.
#[derive(Clone, Debug)]
pub struct ClaimLink {
    /// The link's text without markup; empty where the data is to fill it in.
    pub text: String,
    /// The text between the brackets (or the whole link where it is empty).
    pub text_span: Span,
    /// The words just before the link, for "hơn", "gần".
    pub before: String,
    /// Path of the dataset with its query and fragment.
    pub dest: Spanned<String>,
    /// The whole link, `[` to `)`.
    pub span: Span,
}

/// A claim that was checked against the data and holds.
#[derive(Clone, Debug)]
pub struct Claim {
    pub dataset: DatasetId,
    /// Positions of the rows it selects.
    pub rows: Vec<usize>,
    pub kind: ClaimKind,
    /// The exact value: of the measure, the part of a pair, or the percent.
    pub value: Number,
    /// What readers see: the author's text, or the data's where that was empty.
    pub text: String,
    /// The whole link in the page.
    pub span: Span,
}

/// What a claim's fragment asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClaimKind {
    /// One measure's value, by position.
    Measure(usize),
    /// `part/whole` of a ratio measure.
    Pair { ratio: usize, whole: Number },
    /// Change of a measure against the year before; points where it is a ratio.
    Change(usize),
    /// Change of a counted measure in percent of the year before.
    RelativeChange(usize),
    /// Percent of a measure in its total over the whole year.
    Share(usize),
}
