//! Changes of an author's file that make a number right or tie it to data; every other byte stays.

use serde::{Deserialize, Serialize};

use crate::source::Span;

/// A change of an author's file that makes a number right, or ties it to data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    /// What is replaced.
    pub span: Span,
    pub text: String,
    pub kind: EditKind,
    /// The rows of data that it trusts.
    pub basis: Vec<Span>,
}

/// What an edit does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum EditKind {
    /// The text of a claim follows the data.
    Claim,
    /// A number becomes a claim.
    Binding,
    /// A wrong percent is put right and becomes a claim.
    Percent,
}

impl EditKind {
    /// Every kind with its word for programs.
    pub const ALL: [(&'static str, Self); 3] =
        [("claim", Self::Claim), ("binding", Self::Binding), ("percent", Self::Percent)];

    /// The word for programs.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(_, kind)| *kind == self).map_or("claim", |(word, _)| word)
    }
}

/// `text` with `edits` made: those of one file, in its order, none within another.
#[must_use]
pub fn apply(text: &str, edits: &[Edit]) -> String {
    let mut out = String::with_capacity(text.len() + 64 * edits.len());
    let mut done = 0;
    for edit in edits {
        let range = edit.span.range();
        out.push_str(&text[done..range.start]);
        out.push_str(&edit.text);
        done = range.end;
    }
    out.push_str(&text[done..]);
    out
}
