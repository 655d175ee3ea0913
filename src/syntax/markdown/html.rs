//! Markdown to HTML, with the page's own things put in by [`Hooks`].

use pulldown_cmark::{CodeBlockKind, CowStr, Event, HeadingLevel, Parser, Tag, TagEnd, html};

use crate::locale::{clean, nfc};
use crate::syntax::html::{TagKind, is_balanced, tags};

use super::{is_chart, options};

/// How a page puts its own things into the HTML; places are byte offsets in the page's file.
pub trait Hooks {
    /// The link that begins at `start`; `text` is the rendered HTML between the brackets.
    fn link(&mut self, start: u32, dest: &str, title: &str, text: &str) -> String;
    /// The picture that begins at `start`; `alt` is plain text.
    fn image(&mut self, start: u32, title: &str, alt: &str, place: ImagePlace) -> String;
    /// The chart block that begins at `start`.
    fn chart(&mut self, start: u32) -> String;
    /// The level, 1 to 6, and the anchor of the heading that begins at `start`.
    fn heading(&mut self, start: u32) -> (u8, String);
    /// HTML of the author's: whole elements where it is cleaned, else tag by tag.
    fn raw_html(&mut self, html: &str) -> String;
    /// True where `raw_html` cleans, and so needs whole elements; false where it escapes or lets through.
    fn cleans(&self) -> bool;
    /// What stands before and behind a table.
    fn around_table(&mut self) -> (String, String);
}

/// Where a picture stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImagePlace {
    /// A paragraph of its own: it may become a block.
    Alone,
    InText,
}

/// Renders the Markdown of a page whose text is `text` and whose body begins at `body_start` (bytes).
///
/// Raw HTML is handed to the hooks block by block. Where a block leaves an element open, the whole page's HTML is handed
/// over at once, with what the other hooks gave kept out of it.
#[must_use]
pub fn to_html(text: &str, body_start: usize, hooks: &mut dyn Hooks) -> String {
    let body = &text[body_start..];
    let whole_page = hooks.cleans() && has_open_block(body);
    let mut writer = Writer {
        hooks,
        body_start,
        stack: vec![Vec::new()],
        kept: whole_page.then(Vec::new),
        inline_open: Vec::new(),
        level: HeadingLevel::H2,
    };
    let mut events = Parser::new_ext(body, options()).into_offset_iter().peekable();
    while let Some((event, range)) = events.next() {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) if is_chart(&info) => {
                for (event, _) in events.by_ref() {
                    if matches!(event, Event::End(TagEnd::CodeBlock)) {
                        break;
                    }
                }
                let html = writer.hooks.chart(writer.offset(range.start));
                writer.own_block(html);
            }
            Event::Start(Tag::Image { title, .. }) => {
                let alt = plain_text(&mut events);
                let is_alone = writer.begins_paragraph()
                    && events.next_if(|(event, _)| matches!(event, Event::End(TagEnd::Paragraph))).is_some();
                writer.image(range.start, &plain(&title), &alt, is_alone);
            }
            Event::Start(Tag::HtmlBlock) => {
                let mut raw = String::new();
                for (event, _) in events.by_ref() {
                    match event {
                        Event::Html(html) => raw.push_str(&html),
                        _ => break,
                    }
                }
                writer.raw_block(&nfc(&raw));
            }
            event => writer.event(event, range.start),
        }
    }
    writer.finish()
}

struct Writer<'a, 'h> {
    hooks: &'h mut dyn Hooks,
    body_start: usize,
    /// Events of the page, and above them those of each open link.
    stack: Vec<Vec<Event<'a>>>,
    /// What the hooks gave, kept out of the HTML that is cleaned as a whole.
    kept: Option<Vec<String>>,
    /// Raw inline elements that are open in this block.
    inline_open: Vec<String>,
    /// Of the heading that was begun last.
    level: HeadingLevel,
}

impl<'a> Writer<'a, '_> {
    fn offset(&self, start: usize) -> u32 {
        u32::try_from(self.body_start + start).unwrap_or(u32::MAX)
    }

    fn event(&mut self, event: Event<'a>, start: usize) {
        match event {
            Event::Start(Tag::Link { .. }) => {
                self.push(event);
                self.stack.push(Vec::new());
            }
            Event::End(TagEnd::Link) => self.close_link(start),
            Event::Start(Tag::Heading { classes, attrs, .. }) => {
                let (level, id) = self.hooks.heading(self.offset(start));
                self.level = HeadingLevel::try_from(usize::from(level)).unwrap_or(HeadingLevel::H2);
                let level = self.level;
                self.push(Event::Start(Tag::Heading { level, id: Some(id.into()), classes, attrs }));
            }
            Event::Start(Tag::Table(_)) => {
                let (before, _) = self.hooks.around_table();
                self.own_block(before);
                self.push(event);
            }
            Event::End(TagEnd::Table) => {
                let (_, after) = self.hooks.around_table();
                self.push(event);
                self.own_block(after);
            }
            Event::End(TagEnd::Heading(_)) => {
                self.close_inline();
                self.push(Event::End(TagEnd::Heading(self.level)));
            }
            Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::TableCell) => {
                self.close_inline();
                self.push(event);
            }
            Event::InlineHtml(html) => self.raw_inline(&nfc(&html)),
            Event::FootnoteReference(name) => self.push(Event::FootnoteReference(plain(&name).into())),
            Event::Start(Tag::FootnoteDefinition(name)) => {
                self.push(Event::Start(Tag::FootnoteDefinition(plain(&name).into())));
            }
            Event::Text(text) => self.push(Event::Text(plain(&text).into())),
            Event::Code(text) => self.push(Event::Code(plain(&text).into())),
            event => self.push(event),
        }
    }

    fn push(&mut self, event: Event<'a>) {
        self.stack.last_mut().expect("the page's own events are never popped").push(event);
    }

    fn close_link(&mut self, start: usize) {
        let inner = self.stack.pop().unwrap_or_default();
        let mut text = String::new();
        html::push_html(&mut text, inner.into_iter());
        let opened = self.stack.last_mut().and_then(Vec::pop);
        if let Some(Event::Start(Tag::Link { dest_url, title, .. })) = opened {
            let html = self.hooks.link(self.offset(start), &dest_url, &plain(&title), &text);
            self.own_inline(html);
        }
    }

    fn own_inline(&mut self, html: String) {
        let html = self.keep(html);
        self.push(Event::InlineHtml(html));
    }

    /// True where nothing stands in a paragraph that has begun.
    fn begins_paragraph(&self) -> bool {
        self.stack.len() == 1 && matches!(self.stack[0].last(), Some(Event::Start(Tag::Paragraph)))
    }

    /// A picture; one that is alone in its paragraph takes its place.
    fn image(&mut self, start: usize, title: &str, alt: &str, is_alone: bool) {
        let place = if is_alone { ImagePlace::Alone } else { ImagePlace::InText };
        let html = self.hooks.image(self.offset(start), title, alt, place);
        if is_alone {
            self.stack[0].pop();
            self.own_block(html + "\n");
        } else {
            self.own_inline(html);
        }
    }

    fn own_block(&mut self, html: String) {
        let html = self.keep(html);
        self.push(Event::Html(html));
    }

    /// Where the whole page is cleaned at the end, a mark stands for what is ours.
    fn keep(&mut self, html: String) -> CowStr<'a> {
        match &mut self.kept {
            Some(kept) => {
                kept.push(html);
                format!("\u{f8fe}{}\u{f8ff}", kept.len() - 1).into()
            }
            None => html.into(),
        }
    }

    fn raw_block(&mut self, raw: &str) {
        let html = if self.kept.is_some() { raw.to_owned() } else { self.hooks.raw_html(raw) };
        self.push(Event::Html(html.into()));
    }

    /// One tag: an opening one is cleaned with its end put off, a closing one must close what is open.
    fn raw_inline(&mut self, raw: &str) {
        if !self.hooks.cleans() {
            let html = self.hooks.raw_html(raw);
            return self.push(Event::InlineHtml(html.into()));
        }
        let tag = tags(raw).into_iter().next();
        if self.kept.is_some() {
            return self.push(Event::InlineHtml(raw.to_owned().into()));
        }
        match tag {
            Some(tag) if tag.kind == TagKind::Open => {
                let end = format!("</{}>", tag.name);
                let cleaned = self.hooks.raw_html(&format!("{raw}{end}"));
                if let Some(opening) = cleaned.strip_suffix(&end) {
                    self.inline_open.push(end);
                    self.push(Event::InlineHtml(opening.to_owned().into()));
                }
            }
            Some(tag) if tag.kind == TagKind::Close => {
                let end = format!("</{}>", tag.name);
                if self.inline_open.last() == Some(&end) {
                    self.inline_open.pop();
                    self.push(Event::InlineHtml(end.into()));
                }
            }
            _ => {
                let cleaned = self.hooks.raw_html(raw);
                self.push(Event::InlineHtml(cleaned.into()));
            }
        }
    }

    fn close_inline(&mut self) {
        while let Some(end) = self.inline_open.pop() {
            self.push(Event::InlineHtml(end.into()));
        }
    }

    fn finish(mut self) -> String {
        let events = self.stack.swap_remove(0);
        let mut out = String::new();
        html::push_html(&mut out, events.into_iter());
        let Some(kept) = self.kept else { return out };
        let cleaned = self.hooks.raw_html(&out);
        let mut page = String::with_capacity(cleaned.len());
        put_back(&cleaned, &kept, &mut page);
        page
    }
}

/// Writes `html` with each mark replaced by what it stands for; a link's text may hold marks of its own.
fn put_back(html: &str, kept: &[String], out: &mut String) {
    let mut pieces = html.split('\u{f8fe}');
    out.push_str(pieces.next().unwrap_or_default());
    for piece in pieces {
        let (mark, rest) = piece.split_once('\u{f8ff}').unwrap_or(("", piece));
        if let Some((index, own)) = mark.parse::<usize>().ok().and_then(|index| Some((index, kept.get(index)?))) {
            put_back(own, &kept[..index], out);
        }
        out.push_str(rest);
    }
}

/// The text of a picture's alternative: what stands up to its end, without markup.
fn plain_text<'a>(events: &mut impl Iterator<Item = (Event<'a>, std::ops::Range<usize>)>) -> String {
    let mut alt = String::new();
    let mut depth = 0;
    for (event, _) in events {
        match event {
            Event::Start(Tag::Image { .. }) => depth += 1,
            Event::End(TagEnd::Image) if depth == 0 => break,
            Event::End(TagEnd::Image) => depth -= 1,
            Event::Text(text) | Event::Code(text) => alt.push_str(&nfc(&text)),
            Event::SoftBreak | Event::HardBreak => alt.push(' '),
            _ => {}
        }
    }
    alt
}

/// NFC, without the two private signs that mark what is kept out of cleaning.
fn plain(text: &str) -> String {
    clean(text).replace(['\u{f8fe}', '\u{f8ff}'], "")
}

/// True where a block of raw HTML leaves an element open for Markdown to follow.
fn has_open_block(body: &str) -> bool {
    if !body.contains('<') {
        return false;
    }
    let mut block: Option<String> = None;
    for event in Parser::new_ext(body, options()) {
        match event {
            Event::Start(Tag::HtmlBlock) => block = Some(String::new()),
            Event::Html(html) => {
                if let Some(block) = &mut block {
                    block.push_str(&html);
                }
            }
            Event::End(TagEnd::HtmlBlock) if block.take().is_some_and(|block| !is_balanced(&block)) => return true,
            _ => {}
        }
    }
    false
}
