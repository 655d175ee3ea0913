//! What checks need of a page's Markdown, in one pass: blocks of prose, links, pictures, headings, charts, raw addresses.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, LinkType, OffsetIter, Parser, Tag, TagEnd};

use crate::syntax::html;

use super::gathered::{Block, Blocks, Gathered, LinkText, NoteMistake, ShortcodeText};
use super::passage::{Passage, Places};
use super::{Syntax, is_chart, options, shortcode};

/// So many characters behind a link are kept for the unit that may stand there.
const BEHIND: usize = 40;

/// Endings by which an address is known for a file's; what stands in round brackets may else be a remark.
const FILES: [&str; 26] = [
    "md", "yaml", "yml", "csv", "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods", "odp", "jpg", "jpeg",
    "png", "gif", "webp", "svg", "heic", "zip", "rar", "mp4", "html", "txt",
];

/// Stands in prose for what is not read as text: code, pictures, footnote marks.
const GAP: char = '\u{fffc}';

/// Reads the Markdown of `text` from `body_start`.
#[must_use]
pub fn gather(text: &str, body_start: usize, syntax: Syntax, blocks: Blocks) -> Gathered {
    let mut state = State {
        text,
        syntax,
        blocks,
        here: Here::default(),
        found: Gathered::default(),
        block: Block::default(),
        open: Vec::new(),
        ended: Vec::new(),
        heading: None,
    };
    state.passage(&Passage::of(text, body_start));
    state.found
}

/// True for a destination that asks for a part of what it leads to.
fn asks(dest: &str) -> bool {
    dest.contains(['?', '#'])
}

struct State<'a> {
    text: &'a str,
    syntax: Syntax,
    blocks: Blocks,
    here: Here,
    found: Gathered,
    block: Block,
    /// Links being read: their number, type and id.
    open: Vec<OpenLink>,
    /// Links of the block that have been read, and where each ends in it.
    ended: Vec<(usize, usize)>,
    heading: Option<(u8, Option<String>, Range<usize>)>,
}

/// What holds in the passage that is being read.
#[derive(Default)]
struct Here {
    places: Places,
    depth: usize,
    definitions: Vec<(String, Range<usize>)>,
    /// Footnotes: where each text begins, and which are called.
    defined: Vec<(String, Range<usize>)>,
    called: Vec<String>,
}

struct OpenLink {
    number: usize,
    kind: LinkType,
    id: String,
    /// Where the text before it ends in the block.
    at: usize,
}

impl State<'_> {
    /// Reads a passage; what stands around it goes on behind it.
    fn passage(&mut self, passage: &Passage<'_>) {
        let parser = Parser::new_ext(&passage.text, options(self.syntax));
        let definitions = parser.reference_definitions().iter();
        let definitions = definitions.map(|(name, definition)| (name.to_owned(), definition.span.clone())).collect();
        let (places, depth) = (passage.places.clone(), passage.depth);
        let around = std::mem::replace(&mut self.here, Here { places, depth, definitions, ..Here::default() });
        let mut events = parser.into_offset_iter();
        while let Some((event, range)) = events.next() {
            self.event(event, self.file(&range), &mut events);
        }
        self.end_block();
        let here = std::mem::replace(&mut self.here, around);
        for (name, range) in here.defined {
            if !here.called.contains(&name) {
                self.found.notes.push((NoteMistake::Uncalled, name, range));
            }
        }
    }

    fn file(&self, range: &Range<usize>) -> Range<usize> {
        self.here.places.range(range)
    }

    fn event<'e>(&mut self, event: Event<'e>, range: Range<usize>, events: &mut OffsetIter<'e>) {
        match event {
            Event::Start(Tag::CodeBlock(kind)) => self.code_block(&kind, range, events),
            Event::Start(Tag::Table(_)) => self.table(range, events),
            Event::Start(Tag::Heading { level, id, .. }) => {
                self.end_block();
                self.heading = Some((level as u8, id.map(|id| id.to_string()), range));
            }
            Event::Start(Tag::Link { link_type, dest_url, id, .. }) => {
                self.start_link(link_type, &dest_url, &id, range);
            }
            Event::End(TagEnd::Link) => self.end_link(),
            Event::Start(Tag::Image { link_type, dest_url, id, .. }) => {
                self.image(link_type, &dest_url, &id, range, events);
            }
            Event::Start(Tag::FootnoteDefinition(name)) => {
                self.end_block();
                self.define_note(&name, range);
            }
            Event::End(TagEnd::Heading(_)) => self.end_heading(),
            Event::Start(Tag::Paragraph | Tag::Item | Tag::BlockQuote(_) | Tag::List(_) | Tag::HtmlBlock) => {
                self.end_block();
            }
            Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::BlockQuote(_) | TagEnd::List(_)) => self.end_block(),
            Event::Text(text) => self.push(&text, range),
            Event::FootnoteReference(name) => {
                self.here.called.push(name.to_string());
                self.push("\u{fffc}", range);
            }
            Event::Code(_) => self.push("\u{fffc}", range),
            Event::SoftBreak => self.push(" ", range),
            Event::HardBreak => self.push("\n", range),
            Event::Html(_) | Event::InlineHtml(_) => self.raw(&range),
            _ => {}
        }
    }

    fn push(&mut self, text: &str, range: Range<usize>) {
        let link = self.open.last().map(|open| open.number);
        self.block.pieces.push((self.block.text.len(), range, link));
        self.block.text.push_str(text);
    }

    fn define_note(&mut self, name: &str, range: Range<usize>) {
        let line = self.text[range.clone()].find('\n').unwrap_or(range.len());
        let head = range.start..range.start + line;
        match self.here.defined.iter().find(|(known, _)| known == name) {
            Some((_, first)) => self.found.notes.push((NoteMistake::Twice(first.clone()), name.to_owned(), head)),
            None => self.here.defined.push((name.to_owned(), head)),
        }
    }

    /// A call of a footnote without a text is read as text.
    fn find_undefined_notes(&mut self) {
        if self.syntax == Syntax::CommonMark {
            return;
        }
        for (at, _) in self.block.text.match_indices("[^") {
            let Some(name) = self.block.text[at + 2..].split_once(']').map(|(name, _)| name) else { continue };
            let before = self.block.pieces.partition_point(|(start, ..)| *start <= at);
            let Some((start, range, _)) = before.checked_sub(1).map(|piece| &self.block.pieces[piece]) else {
                continue;
            };
            let from = range.start + at - start;
            let written = format!("[^{name}]");
            let is_escaped = self.text[..from].ends_with('\\');
            let is_name = !name.is_empty() && !name.contains(char::is_whitespace);
            if is_name && !is_escaped && self.text[from..].starts_with(&written) {
                let place = from..from + written.len();
                self.found.notes.push((NoteMistake::Undefined, name.to_owned(), place));
            }
        }
    }

    /// `[kế hoạch](Kế hoạch năm.pdf)` is no link in Markdown: an address ends at a space.
    fn find_spaced_addresses(&mut self) {
        for (at, _) in self.block.text.match_indices("](") {
            let Some((inside, _)) = self.block.text[at + 2..].split_once(')') else { continue };
            let dest = inside.split(['"', '“', '\n']).next().unwrap_or_default().trim_end();
            let file = dest.split(['?', '#']).next().unwrap_or_default();
            let is_file = file.rsplit_once('.').is_some_and(|(_, end)| FILES.contains(&&*end.to_ascii_lowercase()));
            let before = self.block.pieces.partition_point(|(start, ..)| *start <= at);
            let Some((start, range, _)) = before.checked_sub(1).map(|piece| &self.block.pieces[piece]) else {
                continue;
            };
            let from = range.start + at - start;
            let is_written = self.text.get(from + 2..).is_some_and(|rest| rest.starts_with(dest));
            let ahead = self.text.get(..from).unwrap_or_default();
            let is_meant = ahead
                .rfind(['[', ']', '\n'])
                .is_some_and(|open| ahead[open..].starts_with('[') && !ahead[..open].ends_with('\\'));
            let is_escaped = ahead.ends_with('\\');
            if dest.trim_start() == dest && dest.contains(' ') && is_file && is_written && is_meant && !is_escaped {
                self.found.spaced.push((dest.to_owned(), from + 2..from + 2 + dest.len()));
            }
        }
    }

    fn end_block(&mut self) {
        self.find_slips();
        for (number, end) in self.ended.drain(..) {
            let link = &mut self.found.links[number];
            if asks(&link.dest) {
                let behind = self.block.text.get(end..).unwrap_or_default();
                link.after = behind.chars().take(BEHIND).collect();
            }
        }
        let Block { text, pieces } = &self.block;
        let is_kept = match self.blocks {
            Blocks::None => false,
            Blocks::Numbers => self.block.has_digits(),
            Blocks::All => !text.is_empty(),
        };
        if is_kept {
            self.found.blocks.push(Block { text: text.clone(), pieces: pieces.clone() });
        }
        self.block.clear();
    }

    /// Finds what was meant to be a footnote or a link and is none.
    fn find_slips(&mut self) {
        if self.block.text.contains('[') {
            self.find_undefined_notes();
            self.find_spaced_addresses();
        }
    }

    fn end_heading(&mut self) {
        if let Some((level, id, range)) = self.heading.take() {
            self.found.headings.push((level, self.block.text.replace(GAP, ""), id, range));
        }
        self.end_block();
    }

    fn code_block(&mut self, kind: &CodeBlockKind<'_>, range: Range<usize>, events: &mut OffsetIter<'_>) {
        self.end_block();
        if let CodeBlockKind::Fenced(info) = kind
            && let Some(name) = shortcode::name(info, self.syntax, self.here.depth)
        {
            return self.shortcode(name, range, events);
        }
        let mut lines = Vec::new();
        for (event, inner) in events.by_ref() {
            match event {
                Event::End(TagEnd::CodeBlock) => break,
                Event::Text(text) => {
                    lines.extend(self.here.places.lines(&text, &inner).into_iter().map(|(_, place)| place));
                }
                _ => {}
            }
        }
        if matches!(kind, CodeBlockKind::Fenced(info) if is_chart(info, self.syntax)) {
            self.found.charts.push((range, lines));
        }
    }

    /// The arguments are kept; the body is read as part of the page.
    fn shortcode(&mut self, name: &str, range: Range<usize>, events: &mut OffsetIter<'_>) {
        let inside = shortcode::read(events, &self.here.places, self.here.depth);
        let start = range.start + self.text[range.start..].find('{').map_or(0, |brace| brace + 1);
        let start = start + self.text[start..].find(name).unwrap_or(0);
        self.found.shortcodes.push(ShortcodeText {
            name: name.to_owned(),
            name_range: start..start + name.len(),
            range,
            arguments: inside.arguments,
            has_body: inside.body.is_some(),
        });
        if let Some(body) = inside.body {
            self.passage(&body);
        }
    }

    /// A table's numbers are not prose, but its links and pictures count.
    fn table(&mut self, _: Range<usize>, events: &mut OffsetIter<'_>) {
        self.end_block();
        while let Some((event, range)) = events.next() {
            match event {
                Event::End(TagEnd::Table) => break,
                Event::Start(Tag::TableCell) => self.forget_block(),
                event => {
                    let range = self.file(&range);
                    self.event(event, range, events);
                }
            }
        }
        self.forget_block();
    }

    fn forget_block(&mut self) {
        self.find_slips();
        self.block.clear();
        self.ended.clear();
    }

    fn start_link(&mut self, kind: LinkType, dest: &str, id: &str, range: Range<usize>) {
        let before = if asks(dest) { self.block.text.clone() } else { String::new() };
        let number = self.found.links.len();
        self.open.push(OpenLink { number, kind, id: id.to_owned(), at: self.block.text.len() });
        self.found.links.push(LinkText {
            dest: dest.to_owned(),
            dest_range: range.clone(),
            text: String::new(),
            text_range: range.clone(),
            before,
            after: String::new(),
            range,
        });
    }

    fn end_link(&mut self) {
        let Some(open) = self.open.pop() else { return };
        let inside: Vec<&Range<usize>> =
            self.block.pieces.iter().filter(|(at, ..)| *at >= open.at).map(|(_, range, _)| range).collect();
        let range = self.found.links[open.number].range.clone();
        let text_range = match (inside.first(), inside.last()) {
            (Some(first), Some(last)) => first.start..last.end,
            _ => range.clone(),
        };
        let after_text = if inside.is_empty() { range.start + 1 } else { text_range.end };
        let dest_range = self.dest_range(&range, after_text, open.kind, &open.id);
        self.ended.push((open.number, self.block.text.len()));
        let link = &mut self.found.links[open.number];
        self.block.text[open.at..].clone_into(&mut link.text);
        link.text_range = text_range;
        link.dest_range = dest_range;
    }

    fn image(&mut self, kind: LinkType, dest: &str, id: &str, range: Range<usize>, events: &mut OffsetIter<'_>) {
        let (mut text, mut depth, mut after) = (String::new(), 0, range.start + 2);
        for (event, inner) in events.by_ref() {
            match event {
                Event::Start(Tag::Image { .. }) => depth += 1,
                Event::End(TagEnd::Image) if depth == 0 => break,
                Event::End(TagEnd::Image) => depth -= 1,
                Event::Text(part) | Event::Code(part) => {
                    text.push_str(&part);
                    after = self.file(&inner).end;
                }
                _ => {}
            }
        }
        let dest_range = self.dest_range(&range, after, kind, id);
        let image = LinkText {
            dest: dest.to_owned(),
            dest_range,
            text,
            text_range: range.clone(),
            before: String::new(),
            after: String::new(),
            range: range.clone(),
        };
        self.found.images.push(image);
        self.push("\u{fffc}", range);
    }

    /// Where a destination is written: behind `](`, or in the definition of a reference.
    fn dest_range(&self, link: &Range<usize>, after_text: usize, kind: LinkType, id: &str) -> Range<usize> {
        let (marker, area) = match kind {
            LinkType::Inline => ("](", after_text..link.end),
            LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut => {
                match self.here.definitions.iter().find(|(name, _)| name.to_lowercase() == id.to_lowercase()) {
                    Some((_, range)) => ("]:", self.file(range)),
                    None => return link.clone(),
                }
            }
            _ => return link.clone(),
        };
        let found = self
            .text
            .get(area.clone())
            .and_then(|written| written.find(marker).map(|at| area.start + at + marker.len()));
        found.map_or_else(|| link.clone(), |behind| self.written_dest(behind..area.end))
    }

    /// The destination that begins somewhere in `area`, after white space.
    fn written_dest(&self, area: Range<usize>) -> Range<usize> {
        let written = &self.text[area.clone()];
        let start = area.start + (written.len() - written.trim_start().len());
        let written = &self.text[start..area.end];
        if let Some(angled) = written.strip_prefix('<') {
            return start + 1..start + 1 + angled.find('>').unwrap_or(angled.len());
        }
        let mut depth = 0_i32;
        let end = written.find(|c: char| {
            depth += i32::from(c == '(') - i32::from(c == ')');
            c.is_whitespace() || depth < 0
        });
        start..start + end.unwrap_or(written.len())
    }

    fn raw(&mut self, range: &Range<usize>) {
        let Some(raw) = self.text.get(range.clone()) else { return };
        for tag in html::tags(raw) {
            self.found.raw_ids.extend(tag.id);
            for (value, place) in tag.addresses {
                self.found.raw.push((value, range.start + place.start..range.start + place.end));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(markdown: &str, expected: &[(&str, &str)]) {
        let text = format!("---\ntitle: x\n---\n{markdown}");
        let found = gather(&text, text.find(markdown).expect("the body"), Syntax::Full, Blocks::All);
        let seen: Vec<(&str, &str)> =
            found.links.iter().map(|link| (&text[link.text_range.clone()], &text[link.dest_range.clone()])).collect();
        assert_eq!(seen, expected);
    }

    #[test]
    fn links_know_where_text_and_destination_stand() {
        check("a [7.855/8.100](/d.yaml?year=2023) b", &[("7.855/8.100", "/d.yaml?year=2023")]);
        check("[*x* y](<a b.md> \"t\")", &[("x* y", "a b.md")]);
        check("[](/d.yaml?y=1#rate)", &[("[](/d.yaml?y=1#rate)", "/d.yaml?y=1#rate")]);
        check("[t][r]\n\n[r]: dest.md 'x'", &[("t", "dest.md")]);
        check("| a |\n|---|\n| [1](b.md) |", &[("1", "b.md")]);
    }

    #[test]
    fn prose_runs_over_marks_and_breaks() {
        let found = gather("a **b**\nc `d` [e](f)\n\n> ```chart\n> x: 1\n> ```\n", 0, Syntax::Full, Blocks::All);
        assert_eq!(found.blocks.len(), 1);
        assert_eq!(found.blocks[0].text, "a b c \u{fffc} e");
        assert_eq!(found.charts.len(), 1);
        assert_eq!(found.charts[0].1.len(), 1);
    }
}
