//! The block of a shortcode: ```` ```{name} ````, arguments as YAML, and behind a line `---` a body in Markdown.

use std::ops::Range;

use pulldown_cmark::{Event, TagEnd};

use super::Syntax;
use super::passage::{Passage, Places};

/// So many shortcodes may stand in one another; a deeper one is code.
const MOST_NESTED: usize = 4;

/// What stands between the fences.
pub struct Inside {
    /// Where the lines of its arguments stand in the file.
    pub arguments: Vec<Range<usize>>,
    pub body: Option<Passage<'static>>,
}

/// The name in the info string of a shortcode's block that stands in so many others.
pub fn name(info: &str, syntax: Syntax, depth: usize) -> Option<&str> {
    if syntax == Syntax::CommonMark || depth >= MOST_NESTED {
        return None;
    }
    let (name, _) = info.trim().strip_prefix('{')?.split_once('}')?;
    // `{.python}` and `{#id}` are the attributes that other tools give to code.
    let name = name.trim();
    name.starts_with(char::is_alphabetic).then_some(name)
}

/// Reads the block up to its end.
pub fn read<'a>(events: &mut impl Iterator<Item = (Event<'a>, Range<usize>)>, places: &Places, depth: usize) -> Inside {
    let mut inside = Passage { depth: depth + 1, ..Passage::default() };
    // Where each piece ends in the text, and where it stands: of a line that ends with two signs, one is read.
    let mut pieces: Vec<(usize, Range<usize>)> = Vec::new();
    for (event, range) in events.by_ref() {
        match event {
            Event::End(TagEnd::CodeBlock) => break,
            Event::Text(text) => {
                inside.push(&text, places.file(range.start));
                pieces.push((inside.text.len(), places.range(&range)));
            }
            _ => {}
        }
    }
    let arguments = |end: usize| {
        let starts = std::iter::once(0).chain(pieces.iter().map(|(end, _)| *end));
        let before = starts.zip(&pieces).take_while(move |(start, _)| *start < end);
        before.map(move |(start, (own_end, range))| {
            range.start..if *own_end <= end { range.end } else { range.start + end - start }
        })
    };
    let mut at = 0;
    for line in inside.text.split_inclusive('\n') {
        if line.trim_end() == "---" {
            let body = inside.behind(at + line.len());
            return Inside { arguments: arguments(at).collect(), body: Some(body) };
        }
        at += line.len();
    }
    Inside { arguments: arguments(at).collect(), body: None }
}
