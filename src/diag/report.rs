//! Findings as people and programs read them.

mod human;
mod json;
mod place;

use self::place::Places;
use super::{Diagnostic, Text};
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
    /// `diagnostics` in their order, each ended by a line break; human ones with an empty line between.
    ///
    /// Nothing in it moves a terminal's cursor or changes its colours, except for our own colours where `color` is
    /// [`Color::Ansi`]: control characters of the author's files show as signs (JSON: as escapes).
    #[must_use]
    pub fn report(&self, diagnostics: &[Diagnostic]) -> String {
        let mut places = Places::new(self.sources);
        let between = if self.format == Format::Human { "\n" } else { "" };
        let mut out = String::new();
        for diagnostic in diagnostics {
            if !out.is_empty() {
                out.push_str(between);
            }
            out.push_str(&match self.format {
                Format::Human => human::show(diagnostic, &mut places, self.lang, self.color),
                Format::Short => short(diagnostic, &mut places, self.lang),
                Format::Json => json::show(diagnostic, &mut places, self.lang),
            });
            out.push('\n');
        }
        out
    }
}

/// `path:line:column: error[code]: message`; the severity's word is the same in every language.
fn short(diagnostic: &Diagnostic, places: &mut Places, lang: Lang) -> String {
    let at = places.of(diagnostic.span);
    let path = visible(places.path(diagnostic.span.source));
    let message = one_line(&places.told(diagnostic.span, &diagnostic.message), lang);
    let (severity, code) = (diagnostic.severity.word(), diagnostic.code);
    format!("{path}:{}:{}: {severity}[{code}]: {message}", at.start.line, at.start.column)
}

/// A message on one line, with nothing in it that a terminal would obey.
fn one_line(text: &Text, lang: Lang) -> String {
    visible(&text.in_lang(lang).split(['\r', '\n']).map(str::trim).collect::<Vec<_>>().join(" "))
}

/// Every character that would act instead of being shown stands as a sign, one for one: ESC is `␛`.
#[must_use]
pub fn visible(text: &str) -> String {
    text.chars().map(sign_of).collect()
}

/// The sign for a character that acts; any other (tab and line break too) as it is.
fn sign_of(c: char) -> char {
    match c {
        '\t' | '\n' => c,
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}'),
        '\u{7f}' => '␡',
        _ if acts(c) => '\u{fffd}',
        _ => c,
    }
}

/// Control characters, those that turn the direction of text or break its lines, and those that nobody sees.
fn acts(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests;
