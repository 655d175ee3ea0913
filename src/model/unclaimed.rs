//! Numbers in prose that no claim covers.

use serde::{Deserialize, Serialize};

use crate::source::Span;

/// Such a number, where it is a figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unclaimed {
    /// As written, a percent with its sign.
    pub text: String,
    pub span: Span,
    pub standing: Standing,
}

/// What is known of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Standing {
    /// A percent that is what the pair before it makes.
    Recomputed,
    /// A percent that is not.
    Mismatched,
    /// Nothing.
    Unbound,
}

impl Standing {
    /// The word for programs.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Recomputed => "recomputed",
            Self::Mismatched => "mismatch",
            Self::Unbound => "unbound",
        }
    }
}
