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
    /// Its anchor, unique on its page: `claim.viec-lam-theo.2023-collective.rate`. It names what is stated, so that it
    /// stays while the text around it changes.
    pub id: String,
    pub dataset: DatasetId,
    /// The rows asked for, dimension by dimension: `year=2023&level=collective`.
    pub query: String,
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

impl ClaimKind {
    /// The position of the measure that the fragment names; of a pair the ratio's.
    #[must_use]
    pub fn measure(self) -> usize {
        match self {
            Self::Measure(at) | Self::Change(at) | Self::RelativeChange(at) | Self::Share(at) => at,
            Self::Pair { ratio, .. } => ratio,
        }
    }

    /// What of the measure is stated, in a word for programs.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Measure(_) => "value",
            Self::Pair { .. } => "pair",
            Self::Change(_) => "change",
            Self::RelativeChange(_) => "relative-change",
            Self::Share(_) => "share",
        }
    }
}
