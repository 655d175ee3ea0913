//! A text of an author's YAML in which claims may stand: a title, a summary, a caption, a chart's note.

use serde::{Deserialize, Serialize};

use crate::source::Span;

use super::claim::{ClaimLink, TextPlace};
use super::page::Prose;

/// Such a text, where it holds claims or numbers.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AuthorText {
    pub place: TextPlace,
    /// The whole scalar.
    pub span: Span,
    /// In order; the links are taken for claims, all else is text as it stands.
    pub parts: Vec<TextPart>,
    /// The text as readers see it, for numbers that no claim covers; none where those are not to be looked at.
    pub prose: Option<Prose>,
}

/// A piece of a text.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum TextPart {
    Plain(String),
    Claim(ClaimLink),
}

impl AuthorText {
    /// The claims in it, in order.
    pub fn claims(&self) -> impl Iterator<Item = &ClaimLink> {
        self.parts.iter().filter_map(|part| match part {
            TextPart::Claim(link) => Some(link),
            TextPart::Plain(_) => None,
        })
    }
}
