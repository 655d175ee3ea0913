//! Findings for people: the lines concerned with carets below them. The only home of `annotate-snippets`.
//!
//! The crate sees no whole file: it gets the lines between the first and the last mark of an excerpt, whose acting
//! characters are already signs. It cuts lines wider than [`WIDTH`] around the marks.

use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Renderer, Snippet};

use super::place::Places;
use super::{Color, Diagnostic, sign_of, visible};
use crate::diag::{Severity, Text, catalog};
use crate::locale::Lang;
use crate::source::{SourceId, Span};

/// Columns of a source line that are shown; longer lines are cut around the place.
const WIDTH: usize = 120;
/// Longest run of characters that carets are drawn below.
const LONGEST_MARK: usize = 72;
/// Marks farther apart than this many lines or columns stand in excerpts of their own.
const FAR_LINES: usize = 12;
const FAR_COLUMNS: usize = 80;

/// `diagnostic` with its lines, without a line break at its end.
pub fn show(diagnostic: &Diagnostic, places: &mut Places, lang: Lang, color: Color) -> String {
    let shown = |text: &Text| visible(&text.in_lang(lang));
    let name = level_name(diagnostic.severity);
    let level = match diagnostic.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Advice => Level::NOTE,
    };
    let title =
        level.with_name(name.in_lang(lang)).primary_title(shown(&places.told(diagnostic.span, &diagnostic.message)));
    let mut group = Group::with_title(title.id(diagnostic.code.word()));
    for excerpt in excerpts(diagnostic, places, lang) {
        group = group.element(excerpt.snippet(places));
    }
    let help_name = catalog::report::help();
    if let Some(help) = &diagnostic.help {
        group = group.element(Level::HELP.with_name(help_name.in_lang(lang)).message(shown(help)));
    }
    let renderer = match color {
        Color::Plain => Renderer::plain(),
        Color::Ansi => Renderer::styled(),
    };
    let report = renderer.term_width(WIDTH).render(&[group]);
    report.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
}

fn level_name(severity: Severity) -> Text {
    match severity {
        Severity::Error => catalog::report::error(),
        Severity::Warning => catalog::report::warning(),
        Severity::Advice => catalog::report::advice(),
    }
}

/// A place to be underlined, on one line.
struct Mark {
    kind: AnnotationKind,
    line: usize,
    /// Columns (from 0, in characters) of the line as it is shown.
    columns: Range<usize>,
    label: Option<String>,
}

/// Lines of one file that are shown together.
struct Excerpt {
    source: SourceId,
    marks: Vec<Mark>,
}

/// The finding's place and its labels, near ones together; the place itself is in the first.
fn excerpts(diagnostic: &Diagnostic, places: &mut Places, lang: Lang) -> Vec<Excerpt> {
    let primary = mark(diagnostic.span, AnnotationKind::Primary, None, places);
    let mut excerpts = vec![Excerpt { source: diagnostic.span.source, marks: vec![primary] }];
    for label in &diagnostic.labels {
        let text = visible(&places.told(label.span, &label.message).in_lang(lang));
        let mark = mark(label.span, AnnotationKind::Context, Some(text), places);
        match excerpts.iter_mut().find(|excerpt| excerpt.source == label.span.source && excerpt.is_near(&mark)) {
            Some(excerpt) => excerpt.marks.push(mark),
            None => excerpts.push(Excerpt { source: label.span.source, marks: vec![mark] }),
        }
    }
    excerpts
}

/// Where `span` is underlined: of several lines the first, of a long run its beginning.
fn mark(span: Span, kind: AnnotationKind, label: Option<String>, places: &mut Places) -> Mark {
    let bytes = places.range(span);
    let (line, shown) = places.line(span.source, bytes.start);
    let text = &places.text(span.source)[shown.clone()];
    let column = |at: usize| text[..at.clamp(shown.start, shown.end) - shown.start].chars().count();
    let (start, end) = (column(bytes.start), column(bytes.end));
    Mark { kind, line, columns: start..end.min(start + LONGEST_MARK), label }
}

impl Mark {
    /// True where one would be drawn over the other; an empty place is one column wide.
    fn covers(&self, other: &Self) -> bool {
        let end = |mark: &Self| mark.columns.end.max(mark.columns.start + 1);
        self.line == other.line && self.columns.start < end(other) && other.columns.start < end(self)
    }
}

impl Excerpt {
    /// True where `mark` can be shown among the others without hiding the carets.
    fn is_near(&self, mark: &Mark) -> bool {
        if self.marks.iter().any(|other| other.kind == AnnotationKind::Primary && other.covers(mark)) {
            return false;
        }
        let lines = self.marks.iter().chain([mark]).map(|mark| mark.line);
        let left = self.marks.iter().chain([mark]).map(|mark| mark.columns.start).min();
        let right = self.marks.iter().chain([mark]).map(|mark| mark.columns.end).max();
        let wide = right.zip(left).map_or(0, |(right, left)| right - left);
        lines.clone().max().zip(lines.min()).map_or(0, |(last, first)| last - first) <= FAR_LINES && wide <= FAR_COLUMNS
    }

    fn snippet(&self, places: &mut Places) -> Snippet<'static, Annotation<'static>> {
        let first = self.marks.iter().map(|mark| mark.line).min().unwrap_or(1);
        let last = self.marks.iter().map(|mark| mark.line).max().unwrap_or(1);
        let mut text = String::new();
        let mut annotations = Vec::new();
        for line in first..=last {
            let bytes = places.line_at(self.source, line);
            let shown: String = places.text(self.source)[bytes].chars().map(sign_of).collect();
            for mark in self.marks.iter().filter(|mark| mark.line == line) {
                let byte = |column| text.len() + byte_of_column(&shown, column);
                let range = byte(mark.columns.start)..byte(mark.columns.end);
                annotations.push(mark.kind.span(range).label(mark.label.clone()));
            }
            text.push_str(&shown);
            text.push('\n');
        }
        let path = visible(places.path(self.source));
        Snippet::source(text).line_start(first).path(path).annotations(annotations)
    }
}

/// Where the character number `column` begins; the end of the line past it.
fn byte_of_column(line: &str, column: usize) -> usize {
    line.char_indices().nth(column).map_or(line.len(), |(at, _)| at)
}
