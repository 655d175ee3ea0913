//! What a dataset asks of its rows beside the bounds of its measures: whole years, no jumps, rules across measures.

use serde::{Deserialize, Serialize};

use crate::source::{Span, Spanned};

use super::number::Number;

/// `checks` of a dataset.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Checks {
    pub years: Years,
    /// The largest change against the year before: in percent, of a ratio in points.
    pub jumps: Vec<Jump>,
    pub rules: Vec<Rule>,
}

/// What a year without a row means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Years {
    /// A gap between years that follow each other regularly is a warning.
    #[default]
    Regular,
    /// Every year from the first to the last has to be there.
    Complete,
    /// Nothing.
    Any,
}

/// A limit for the change of a measure, by position; of every measure without one of its own where none is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Jump {
    pub measure: Option<usize>,
    pub limit: Number,
    pub span: Span,
}

/// Two sums of measures that compare in every row: `completed + open <= registered`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Rule {
    pub left: Vec<Term>,
    pub relation: Relation,
    pub right: Vec<Term>,
    /// As the author wrote it.
    pub written: Spanned<String>,
    /// What it means, in the author's words.
    pub text: Option<String>,
    /// The rows it is for, by dimension; all of them where empty.
    pub rows: Vec<(Spanned<String>, Vec<Spanned<String>>)>,
}

/// A measure times a number, or a number alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    pub factor: Number,
    pub measure: Option<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Relation {
    Below,
    AtMost,
    Equal,
    AtLeast,
    Above,
}

impl Relation {
    /// Every relation with the signs that files use, the longer ones first.
    pub const ALL: [(&'static str, Self); 8] = [
        ("<=", Self::AtMost),
        (">=", Self::AtLeast),
        ("==", Self::Equal),
        ("≤", Self::AtMost),
        ("≥", Self::AtLeast),
        ("<", Self::Below),
        (">", Self::Above),
        ("=", Self::Equal),
    ];

    /// True where `left` and `right` stand in it.
    #[must_use]
    pub fn holds(self, left: Number, right: Number) -> bool {
        match self {
            Self::Below => left < right,
            Self::AtMost => left <= right,
            Self::Equal => left == right,
            Self::AtLeast => left >= right,
            Self::Above => left > right,
        }
    }

    /// The sign of what is found where it does not hold.
    #[must_use]
    pub fn opposite(self) -> &'static str {
        match self {
            Self::Below => "≥",
            Self::AtMost => ">",
            Self::Equal => "≠",
            Self::AtLeast => "<",
            Self::Above => "≤",
        }
    }
}
