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
    // Where each line begins in the text, and where it stands.
    let mut lines: Vec<(usize, Range<usize>)> = Vec::new();
    for (event, range) in events.by_ref() {
        match event {
            Event::End(TagEnd::CodeBlock) => break,
            Event::Text(text) => {
                let own = places.lines(&text, &range);
                let ends: Vec<usize> = own.iter().skip(1).map(|(start, _)| *start).chain([text.len()]).collect();
                for ((start, place), end) in own.into_iter().zip(ends) {
                    lines.push((inside.text.len(), place.clone()));
                    inside.push(&text[start..end], place.start);
                }
            }
            _ => {}
        }
    }
    let mut at = 0;
    for line in inside.text.split_inclusive('\n') {
        if line.trim_end() == "---" {
            let body = inside.behind(at + line.len());
            lines.retain(|(start, _)| *start < at);
            return Inside { arguments: lines.into_iter().map(|(_, place)| place).collect(), body: Some(body) };
        }
        at += line.len();
    }
    Inside { arguments: lines.into_iter().map(|(_, place)| place).collect(), body: None }
}
