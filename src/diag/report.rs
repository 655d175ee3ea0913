//! Findings as people and programs read them. The only home of `annotate-snippets`.
use super::Diagnostic;
use crate::locale::Lang;
use crate::source::Sources;

/// How findings are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Format {
    /// With the lines concerned and carets below the places.
    #[default]
    Human,
    /// `path:line:column: error[code]: message`.
    Short,
    /// One object a line.
    Json,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Color {
    Plain,
    Ansi,
}

/// Writes findings of one set of sources.
pub struct Reporter<'a> {
    pub sources: &'a Sources,
    pub format: Format,
    pub color: Color,
    pub lang: Lang,
}

impl Reporter<'_> {
    /// `diagnostics` in their order, each ended by a line break.
    #[must_use]
    pub fn report(&self, diagnostics: &[Diagnostic]) -> String {
        diagnostics.iter().map(|d| format!("{}\n", d.message.in_lang(self.lang))).collect()
    }
}
