//! Where each character of a YAML text is written: through quotes, escapes, folded lines and indents.

use std::ops::Range;

use crate::locale::clean;

/// The places of a text's characters.
#[derive(Debug)]
pub struct Written {
    /// For each character that is no white space: its byte in the text, and the bytes it is written with.
    places: Vec<(usize, Range<usize>)>,
}

impl Written {
    /// Follows `value`, as the tree has it, through the scalar that begins at `start` of `yaml`; the places are moved by
    /// `offset`. None where the two can't be matched.
    ///
    /// White space is passed over on both sides: folding changes it.
    #[must_use]
    pub fn of(value: &str, yaml: &str, start: usize, offset: usize) -> Option<Self> {
        let (style, begin) = style(yaml, start)?;
        let mut clusters = Clusters { units: Units { yaml, at: begin, style }, next: None };
        let mut wanted = value.char_indices().filter(|(_, c)| !c.is_whitespace()).peekable();
        let mut places = Vec::new();
        while wanted.peek().is_some() {
            let (text, range) = clusters.take()?;
            for c in clean(&text).chars().filter(|c| !c.is_whitespace()) {
                let (at, expected) = wanted.next()?;
                if c != expected {
                    return None;
                }
                places.push((at, range.start + offset..range.end + offset));
            }
        }
        Some(Self { places })
    }

    /// Where the bytes `range` of the text are written, without white space at their ends; none where nothing else is.
    #[must_use]
    pub fn span(&self, range: &Range<usize>) -> Option<Range<usize>> {
        let first = self.places.partition_point(|(at, _)| *at < range.start);
        let last = self.places.partition_point(|(at, _)| *at < range.end);
        let inside = self.places.get(first..last)?;
        Some(inside.first()?.1.start..inside.last()?.1.end)
    }

    /// The text's runs of characters that are written one right behind the other: bytes of the text and of the file.
    pub fn runs(&self, range: &Range<usize>, text: &str) -> Vec<(usize, Range<usize>)> {
        let mut runs: Vec<(usize, Range<usize>)> = Vec::new();
        for (at, place) in self.places.iter().filter(|(at, _)| range.contains(at)) {
            let follows = runs.last_mut().filter(|(start, written)| {
                at - start == place.start - written.start && text[written_end(*start, written)..*at].trim().is_empty()
            });
            match follows {
                Some((_, written)) => written.end = place.end,
                None => runs.push((*at, place.clone())),
            }
        }
        runs
    }
}

/// The byte of the text behind a run that begins at `start` and is written as it stands.
fn written_end(start: usize, written: &Range<usize>) -> usize {
    start + written.len()
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    /// Plain and block scalars: every character stands for itself.
    Bare,
    Single,
    Double,
}

/// How the scalar at `start` is written, and where its characters begin: behind an anchor, a tag, a quote or `>-`.
fn style(yaml: &str, start: usize) -> Option<(Style, usize)> {
    let mut at = start;
    while yaml.get(at..)?.starts_with(['&', '!']) {
        let rest = &yaml[at..];
        let word = rest.find(char::is_whitespace)?;
        at += word + (rest[word..].len() - rest[word..].trim_start().len());
    }
    let rest = &yaml[at..];
    Some(match rest.chars().next()? {
        '\'' => (Style::Single, at + 1),
        '"' => (Style::Double, at + 1),
        '|' | '>' => (Style::Bare, at + rest.find('\n')? + 1),
        _ => (Style::Bare, at),
    })
}

/// The characters of a scalar one by one, escapes undone.
struct Units<'a> {
    yaml: &'a str,
    at: usize,
    style: Style,
}

impl Units<'_> {
    fn take(&mut self) -> Option<(char, Range<usize>)> {
        let rest = self.yaml.get(self.at..)?;
        let first = rest.chars().next()?;
        let (c, length) = match (self.style, first) {
            (Style::Single, '\'') => ('\'', 2),
            (Style::Double, '\\') => escape(rest)?,
            (Style::Double, '"') => return None,
            _ => (first, first.len_utf8()),
        };
        let range = self.at..self.at + length;
        self.at = range.end;
        Some((c, range))
    }
}

/// The character that an escape stands for, and its length.
fn escape(text: &str) -> Option<(char, usize)> {
    let letter = text[1..].chars().next()?;
    let digits = match letter {
        'x' => 2,
        'u' => 4,
        'U' => 8,
        _ => 0,
    };
    if digits > 0 {
        let code = u32::from_str_radix(text.get(2..2 + digits)?, 16).ok()?;
        return Some((char::from_u32(code)?, 2 + digits));
    }
    let c = match letter {
        '_' => '\u{a0}',
        // What remains of the escapes stands for white space or for signs that no reader sees.
        'n' | 't' | 'r' | 'N' | 'L' | 'P' | '0' | 'a' | 'b' | 'v' | 'f' | 'e' => ' ',
        other => other,
    };
    Some((c, 1 + letter.len_utf8()))
}

/// A character with the marks that follow it.
struct Clusters<'a> {
    units: Units<'a>,
    next: Option<(char, Range<usize>)>,
}

impl Clusters<'_> {
    fn take(&mut self) -> Option<(String, Range<usize>)> {
        let (first, mut range) = self.next.take().or_else(|| self.units.take())?;
        let mut text = String::from(first);
        while let Some((c, place)) = self.units.take() {
            if !is_mark(c) {
                self.next = Some((c, place));
                break;
            }
            text.push(c);
            range.end = place.end;
        }
        Some((text, range))
    }
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SourceId;
    use crate::syntax::yaml::{Node, parse};

    /// Each word of the value of `a` is written at the word in `yaml`.
    fn check(yaml: &str, value_range: &str, expected: &str) {
        let node = parse(yaml, SourceId(0), 0).expect(yaml);
        let Node::Map(entries) = node.value else { panic!("a mapping") };
        let Node::Str(value) = &entries[0].1.value else { panic!("a text") };
        let written = Written::of(value, yaml, entries[0].1.span.start as usize, 0).expect(yaml);
        let at = value.find(value_range).unwrap_or_else(|| panic!("{value_range} in {value}"));
        let place = written.span(&(at..at + value_range.len())).expect("is written");
        assert_eq!(&yaml[place], expected, "{yaml}");
    }

    #[test]
    fn every_style_of_scalar_is_followed() {
        check("a: đạt 98,3% và\n  7.855 việc\nb: 1\n", "7.855", "7.855");
        check("a: 'nêu ''gương'' 98,3%'\n", "98,3", "98,3");
        check("a: \"t\\u1ef7 l\\u1ec7 \\\"98,3\\\" \\\n   hai\"\n", "98,3", "98,3");
        check("a: \"t\\u1ef7 98\"\n", "tỷ", "t\\u1ef7");
        check("a: >-\n  một\n  hai 98,3\n\n  ba 7.855\nb: 1\n", "7.855", "7.855");
        check("a: |  # lời\n    một\n    hai 98,3\nb: 1\n", "98,3", "98,3");
        check("a: &x đạt 98,3%\n", "98,3", "98,3");
        check("a: !!str \"98,3%\"\n", "98,3", "98,3");
        check("a: đa\u{302}\u{323}m 98,3\r\nb: 1\r\n", "98,3", "98,3");
        check("a: đa\u{302}\u{323}m 98,3\n", "đậm", "đa\u{302}\u{323}m");
    }
}
