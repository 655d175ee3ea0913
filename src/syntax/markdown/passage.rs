//! A run of Markdown and where its letters stand in the file: a page's body, or the body of a shortcode in it.

use std::borrow::Cow;
use std::ops::Range;

/// Markdown to read.
#[derive(Clone, Debug, Default)]
pub struct Passage<'a> {
    pub text: Cow<'a, str>,
    pub places: Places,
    /// So many shortcodes stand around it.
    pub depth: usize,
}

/// Pieces of a text: where each begins in it, and in the file.
#[derive(Clone, Debug, Default)]
pub struct Places(Vec<(usize, usize)>);

impl<'a> Passage<'a> {
    /// What stands in `file` from `start` on.
    pub fn of(file: &'a str, start: usize) -> Self {
        Self { text: Cow::Borrowed(&file[start..]), places: Places(vec![(0, start)]), depth: 0 }
    }
}

impl Passage<'static> {
    /// Adds what stands at `place` of the file.
    pub fn push(&mut self, text: &str, place: usize) {
        self.places.0.push((self.text.len(), place));
        self.text.to_mut().push_str(text);
    }

    /// What stands from byte `at` on.
    pub fn behind(&self, at: usize) -> Self {
        let mut places = vec![(0, self.places.file(at))];
        places.extend(self.places.0.iter().filter(|(own, _)| *own > at).map(|(own, file)| (own - at, *file)));
        Self { text: Cow::Owned(self.text[at..].to_owned()), places: Places(places), depth: self.depth }
    }
}

impl Places {
    /// Where byte `at` stands in the file.
    pub fn file(&self, at: usize) -> usize {
        let piece = self.0.partition_point(|(own, _)| *own <= at).checked_sub(1).and_then(|piece| self.0.get(piece));
        piece.map_or(at, |(own, file)| file + at - own)
    }

    /// Where a range stands in the file; of one over several lines of a list or quote also what stands between.
    pub fn range(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.file(range.start);
        let end = if range.is_empty() { start } else { self.file(range.end - 1) + 1 };
        start..end
    }

    /// The lines of a code block's `text` that stands at `range`: where each begins in it, and where it stands in the file.
    /// In a shortcode's body one text may hold several, between which the file has marks of its own.
    pub fn lines(&self, text: &str, range: &Range<usize>) -> Vec<(usize, Range<usize>)> {
        if text.len() != range.len() {
            // Of a line that ends with two signs, one is read.
            return vec![(0, self.range(range))];
        }
        let mut at = 0;
        let each = text.split_inclusive('\n').map(|line| {
            let start = at;
            at += line.len();
            (start, self.range(&(range.start + start..range.start + at)))
        });
        each.collect()
    }
}
