//! Lines and columns of spans, without counting a file's lines anew for each finding.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::diag::{Text, catalog};
use crate::source::{Position, SourceId, Sources, Span, column};

/// Knows where the lines of each source begin.
pub struct Places<'a> {
    sources: &'a Sources,
    /// Byte offsets of the lines of the sources that were asked for.
    starts: BTreeMap<SourceId, Vec<usize>>,
}

/// Where a span begins and ends (exclusive).
pub struct Place {
    pub start: Position,
    pub end: Position,
}

impl<'a> Places<'a> {
    pub fn new(sources: &'a Sources) -> Self {
        Self { sources, starts: BTreeMap::new() }
    }

    /// Path of the file inside the site.
    pub fn path(&self, source: SourceId) -> &'a str {
        self.sources.get(source).path.as_str()
    }

    /// The message of what stands at `span`; in a workbook with its sheet and cell.
    pub fn told(&self, span: Span, message: &Text) -> Text {
        let cells = self.sources.get(span.source).cells.as_ref();
        match cells.and_then(|cells| Some((cells, cells.name_at(span.range().start)?))) {
            Some((cells, cell)) => catalog::report::in_sheet(message.clone(), &cells.sheet, cell),
            None => message.clone(),
        }
    }

    /// Both ends of `span`; what lies past the file is its end.
    pub fn of(&mut self, span: Span) -> Place {
        let range = self.range(span);
        Place { start: self.position(span.source, range.start), end: self.position(span.source, range.end) }
    }

    /// The bytes of `span` that the file has, widened to whole characters (CR LF is one).
    pub fn range(&self, span: Span) -> Range<usize> {
        let text = self.text(span.source);
        let (mut start, mut end) = (span.range().start.min(text.len()), span.range().end.min(text.len()));
        while !text.is_char_boundary(start) {
            start -= 1;
        }
        while !text.is_char_boundary(end) {
            end += 1;
        }
        let splits_line_end = |at: usize| text[..at].ends_with('\r') && text[at..].starts_with('\n');
        start -= usize::from(splits_line_end(start));
        end += usize::from(end > start && splits_line_end(end));
        start..end.max(start)
    }

    /// The line (from 1) that holds the byte `offset`, and the bytes of its text without a line end or a BOM.
    pub fn line(&mut self, source: SourceId, offset: usize) -> (usize, Range<usize>) {
        let text = self.text(source);
        let starts = self.starts(source);
        let line = starts.partition_point(|&start| start <= offset);
        let start = starts[line - 1];
        let end = starts.get(line).map_or(text.len(), |next| next - 1);
        let bom = if start == 0 && text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let length = text[start + bom..end].trim_end_matches('\r').len();
        (line, start + bom..start + bom + length)
    }

    /// The bytes of line `number`, which the file has.
    pub fn line_at(&mut self, source: SourceId, number: usize) -> Range<usize> {
        let start = self.starts(source)[number - 1];
        self.line(source, start).1
    }

    /// The text of the file.
    pub fn text(&self, source: SourceId) -> &'a str {
        &self.sources.get(source).text
    }

    fn position(&mut self, source: SourceId, offset: usize) -> Position {
        let text = self.text(source);
        let starts = self.starts(source);
        let line = starts.partition_point(|&start| start <= offset);
        let start = starts[line - 1];
        Position { line, column: column(text, start, offset) }
    }

    fn starts(&mut self, source: SourceId) -> &[usize] {
        let text = self.text(source);
        self.starts
            .entry(source)
            .or_insert_with(|| std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect())
    }
}
