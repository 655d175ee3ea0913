//! Findings about the author's files: what, where, how bad, and what to do.

pub mod catalog;
mod code;
mod explain;
mod report;
pub(crate) mod text;

pub use code::{Code, Severity};
pub use explain::{explain, summary};
pub use report::{Color, Format, Reporter, visible};
pub use text::Text;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::source::{SourceId, Sources, Span};

/// One finding. Every error has help or labels.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    pub code: Code,
    pub severity: Severity,
    /// Where it is shown.
    pub span: Span,
    pub message: Text,
    /// What to do.
    pub help: Option<Text>,
    /// Other places that belong to it: the cell behind a claim, the first of two keys.
    pub labels: Vec<Label>,
}

/// A second place of a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    pub span: Span,
    pub message: Text,
}

impl Diagnostic {
    /// A finding at `span` with the code's own severity.
    #[must_use]
    pub fn new(code: Code, span: Span, message: Text) -> Self {
        Self { code, severity: code.severity(), span, message, help: None, labels: Vec::new() }
    }

    /// The other files that it points into.
    pub fn elsewhere(&self) -> impl Iterator<Item = SourceId> + '_ {
        let own = self.span.source;
        self.labels.iter().map(|label| label.span.source).filter(move |source| *source != own)
    }

    /// Adds what to do.
    #[must_use]
    pub fn help(mut self, help: Text) -> Self {
        self.help = Some(help);
        self
    }

    /// Adds a second place.
    #[must_use]
    pub fn label(mut self, span: Span, message: Text) -> Self {
        self.labels.push(Label { span, message });
        self
    }
}

/// A best-effort value and ALL findings about it.
#[derive(Clone, Debug)]
pub struct Diagnosed<T> {
    pub value: T,
    pub diagnostics: Vec<Diagnostic>,
}

/// Sorts findings by path, place, code and message, and drops exact repetitions.
pub fn sort(diagnostics: &mut Vec<Diagnostic>, sources: &Sources) {
    let path = |d: &Diagnostic| &sources.get(d.span.source).path;
    diagnostics.par_sort_by(|a, b| {
        let place = |d: &Diagnostic| (d.span.start, d.span.end, d.code);
        let same_place = || place(a).cmp(&place(b)).then_with(|| a.message.en().cmp(&b.message.en()));
        path(a).cmp(path(b)).then_with(same_place)
    });
    diagnostics.dedup();
}
