//! A chart block as the author wrote it: every value with its place, nothing resolved yet.

use serde::{Deserialize, Serialize};

use crate::source::{Span, Spanned};

use super::allowance::Allowance;
use super::number::Number;
use super::plot::{Labels, Mark, Orientation};

pub use crate::config::Download;

/// One chart block: a fenced block whose info string is `chart`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ChartBlock {
    /// The whole block in the page.
    pub span: Span,
    pub data: Option<Spanned<String>>,
    pub mark: Option<Spanned<Mark>>,
    pub x: Option<Spanned<String>>,
    pub y: Vec<Spanned<String>>,
    pub series: Option<Spanned<String>>,
    pub facet: Option<Spanned<String>>,
    /// Dimension → the values kept.
    pub filter: Vec<(Spanned<String>, Vec<Spanned<String>>)>,
    pub title: Option<Spanned<String>>,
    pub subtitle: Option<Spanned<String>>,
    pub alt: Option<Spanned<String>>,
    pub note: Option<Spanned<String>>,
    pub credit: Option<Spanned<String>>,
    pub annotations: Vec<(Spanned<String>, Spanned<String>)>,
    pub reference_lines: Vec<(Spanned<Number>, Spanned<String>)>,
    pub labels: Labels,
    pub orientation: Option<Spanned<Orientation>>,
    pub domain: Option<Spanned<(Number, Number)>>,
    pub sort: Option<Spanned<Sort>>,
    pub id: Option<Spanned<String>>,
    pub download: Option<Vec<Spanned<Download>>>,
    /// Findings that the chart allows.
    pub allow: Vec<Allowance>,
}

/// Order of the categories.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Sort {
    Data,
    Label,
    Value,
}

impl ChartBlock {
    /// The files beside the figure: those that it asks for, else `default`; pictures only where it has one.
    #[must_use]
    pub fn downloads(&self, default: &[Download]) -> Vec<Download> {
        let has_picture = self.mark.as_ref().is_none_or(|mark| mark.value.has_picture());
        let wanted = |download: &Download| match &self.download {
            Some(own) => own.iter().any(|word| word.value == *download),
            None => default.contains(download),
        };
        let all = Download::ALL.iter().map(|(_, download)| *download);
        all.filter(|download| wanted(download) && (has_picture || !download.is_picture())).collect()
    }
}
