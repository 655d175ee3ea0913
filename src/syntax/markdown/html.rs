//! Markdown to HTML, with the page's own things put in by [`Hooks`].

use std::borrow::Cow;
use std::collections::HashMap;
use std::iter::Peekable;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, CowStr, Event, HeadingLevel, Parser, Tag, TagEnd, html};

use crate::locale::{clean, nfc};
use crate::syntax::html::{TagKind, is_balanced, tags};

use super::cells::Cells;
use super::footnotes::Footnotes;
use super::hooks::{Hooks, ImagePlace};
use super::passage::{Passage, Places};
use super::smart::{replacements, smart};
use super::{Placed, Style, Syntax, is_chart, options, shortcode};

/// What the parser gives, with places in the passage.
type Events<'a> = Peekable<std::vec::IntoIter<Placed<'a>>>;

/// About so many bytes of Markdown make an event.
const USUAL_EVENT: usize = 8;

/// Renders the Markdown of a page whose text is `text` and whose body begins at `body_start` (bytes).
///
/// Raw HTML is handed to the hooks block by block. Where a block leaves an element open, the whole page's HTML is handed
/// over at once, with what the other hooks gave kept out of it.
#[must_use]
pub fn to_html(text: &str, body_start: usize, style: Style, hooks: &mut dyn Hooks) -> String {
    render(&Passage::of(text, body_start), style, hooks, 0).0
}

/// The HTML of a passage, before which `notes` footnotes were written, and how many there are with it.
fn render(passage: &Passage<'_>, style: Style, hooks: &mut dyn Hooks, notes: usize) -> (String, usize) {
    let body = passage.text.as_ref();
    // They are large: room for as many as there mostly are spares moving them.
    let mut events: Vec<Placed<'_>> = Vec::with_capacity(body.len() / USUAL_EVENT);
    events.extend(Parser::new_ext(body, options(style.syntax)).into_offset_iter());
    let whole_page = hooks.cleans() && has_open_block(body, &events);
    let mut writer = Writer {
        hooks,
        style,
        depth: passage.depth,
        places: &passage.places,
        length: body.len(),
        stack: vec![Vec::with_capacity(events.len())],
        kept: whole_page.then(Vec::new),
        inline_open: Vec::new(),
        level: None,
        set: if style.smart { replacements(body, &events) } else { HashMap::new() },
        is_plain: is_plain(body),
        cells: Cells::default(),
        footnotes: Footnotes::of(&events, style.syntax, notes),
        open_notes: Vec::new(),
    };
    let mut events = events.into_iter().peekable();
    while let Some((event, range)) = events.next() {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) if writer.is_ours(&info) => {
                writer.fenced(&info, range.start, &mut events);
            }
            Event::Start(Tag::Image { .. }) => writer.image(event, range.start, &mut events),
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
            event => writer.event(event, range),
        }
    }
    writer.finish()
}

struct Writer<'a, 'h> {
    hooks: &'h mut dyn Hooks,
    style: Style,
    depth: usize,
    places: &'h Places,
    /// Bytes of the passage.
    length: usize,
    /// Events of the page, and above them those of each open link.
    stack: Vec<Vec<Event<'a>>>,
    /// What the hooks gave, kept out of the HTML that is cleaned as a whole.
    kept: Option<Vec<String>>,
    /// Raw inline elements that are open in this block.
    inline_open: Vec<String>,
    /// Of the heading that was begun last, where it has another than Markdown gives it.
    level: Option<HeadingLevel>,
    /// Texts that are set in another way, by the byte where each begins.
    set: HashMap<usize, String>,
    /// True where [`plain`] leaves every text as it is.
    is_plain: bool,
    cells: Cells,
    footnotes: Footnotes,
    /// What stands behind the footnotes that are being written.
    open_notes: Vec<String>,
}

impl<'a> Writer<'a, '_> {
    fn offset(&self, start: usize) -> u32 {
        u32::try_from(self.places.file(start)).unwrap_or(u32::MAX)
    }

    fn is_ours(&self, info: &str) -> bool {
        is_chart(info, self.style.syntax) || shortcode::name(info, self.style.syntax, self.depth).is_some()
    }

    /// A chart or a shortcode.
    fn fenced(&mut self, info: &str, start: usize, events: &mut Events<'a>) {
        let start = self.offset(start);
        let inside = shortcode::read(events, self.places, self.depth);
        if is_chart(info, self.style.syntax) {
            let html = self.hooks.chart(start);
            return self.own_block(html);
        }
        let body = inside.body.map(|body| {
            let (html, notes) = render(&body, self.style, self.hooks, self.footnotes.count());
            self.footnotes.go_on(notes);
            html
        });
        let html = self.hooks.shortcode(start, body);
        self.own_block(html);
    }

    /// A picture; one that is alone in its paragraph takes its place.
    fn image(&mut self, opened: Event<'a>, start: usize, events: &mut Events<'a>) {
        let alt = self.plain_text(events);
        let Event::Start(Tag::Image { dest_url, title, .. }) = &opened else { return };
        let title = self.title(title);
        let is_alone = self.style.syntax == Syntax::Full
            && self.begins_paragraph()
            && events.next_if(|(event, _)| matches!(event, Event::End(TagEnd::Paragraph))).is_some();
        let place = if is_alone { ImagePlace::Alone } else { ImagePlace::InText };
        match self.hooks.image(self.offset(start), dest_url, &title, &alt, place) {
            Some(html) if is_alone => {
                self.stack[0].pop();
                self.own_block(html + "\n");
            }
            Some(html) => self.own_inline(html),
            None => {
                self.push(opened);
                self.push(Event::Text(alt.into()));
                self.push(Event::End(TagEnd::Image));
            }
        }
    }

    fn event(&mut self, event: Event<'a>, range: Range<usize>) {
        match event {
            Event::Start(Tag::Link { .. }) => {
                self.push(event);
                self.stack.push(Vec::new());
            }
            Event::End(TagEnd::Link) => self.close_link(range.start),
            // Other attributes than `{#id .class}` might run code.
            Event::Start(Tag::Heading { level, id, classes, attrs: _ }) => {
                let own = self.hooks.heading(self.offset(range.start));
                self.level = own.as_ref().and_then(|(level, _)| HeadingLevel::try_from(usize::from(*level)).ok());
                let id = own.map_or(id, |(_, id)| Some(id.into()));
                self.push(Event::Start(Tag::Heading {
                    level: self.level.unwrap_or(level),
                    id,
                    classes,
                    attrs: Vec::new(),
                }));
            }
            Event::End(TagEnd::Heading(level)) => {
                self.close_inline();
                self.push(Event::End(TagEnd::Heading(self.level.unwrap_or(level))));
            }
            Event::End(TagEnd::Paragraph | TagEnd::Item) => {
                self.close_inline();
                self.push(event);
            }
            Event::Start(Tag::Table(_) | Tag::TableHead | Tag::TableRow | Tag::TableCell)
            | Event::End(TagEnd::Table | TagEnd::TableCell) => self.table(event),
            Event::Start(Tag::FootnoteDefinition(_)) | Event::End(TagEnd::FootnoteDefinition) => self.footnote(&event),
            Event::FootnoteReference(name) => {
                let call = self.footnotes.call(&name);
                let html = self.hooks.footnote_call(call);
                self.own_inline(html);
            }
            Event::TaskListMarker(is_done) => {
                let html = self.hooks.task(is_done);
                self.own_inline(html);
            }
            Event::InlineHtml(html) => self.raw_inline(&nfc(&html)),
            Event::Text(text) => {
                let text = self.set_anew(range.start).map_or(text, CowStr::from);
                self.push(Event::Text(self.plain(text)));
            }
            Event::Code(text) => self.push(Event::Code(self.plain(text))),
            event => self.push(event),
        }
    }

    /// What is set in place of the text that begins at byte `start`.
    fn set_anew(&mut self, start: usize) -> Option<String> {
        if self.set.is_empty() { None } else { self.set.remove(&start) }
    }

    /// As [`plain`], of a text that the parser gave; most are so already and are not copied.
    fn plain(&self, text: CowStr<'a>) -> CowStr<'a> {
        if self.is_plain {
            return text;
        }
        match plain(&text) {
            Cow::Borrowed(same) if same.len() == text.len() => text,
            other => other.into_owned().into(),
        }
    }

    fn table(&mut self, event: Event<'a>) {
        match event {
            Event::Start(Tag::Table(alignments)) => {
                let (before, after) = self.hooks.around_table();
                self.own_block(before);
                let plain = self.cells.begin(alignments, after);
                self.push(Event::Start(Tag::Table(plain)));
            }
            Event::End(TagEnd::Table) => {
                self.push(event);
                let after = self.cells.end();
                self.own_block(after);
            }
            Event::Start(Tag::TableCell) => {
                let open = self.cells.open();
                self.push(Event::InlineHtml(open.into()));
            }
            Event::End(TagEnd::TableCell) => {
                self.close_inline();
                let close = self.cells.close();
                self.push(Event::InlineHtml(close.into()));
            }
            _ => {
                self.cells.row(matches!(event, Event::Start(Tag::TableHead)));
                self.push(event);
            }
        }
    }

    /// The way back stands at the end of the last paragraph, where there is one.
    fn footnote(&mut self, event: &Event<'a>) {
        if let Event::Start(Tag::FootnoteDefinition(name)) = event {
            let call = self.footnotes.define(name);
            let (before, after) = self.hooks.around_footnote(call);
            self.own_block(before);
            return self.open_notes.push(after);
        }
        let after = self.open_notes.pop().unwrap_or_default();
        let events = self.stack.last_mut().expect("the page's own events are never popped");
        let paragraph = events.pop_if(|last| matches!(last, Event::End(TagEnd::Paragraph)));
        self.own_inline(after);
        if let Some(end) = paragraph {
            self.push(end);
        }
        self.own_block("</div>\n".to_owned());
    }

    fn push(&mut self, event: Event<'a>) {
        self.stack.last_mut().expect("the page's own events are never popped").push(event);
    }

    fn close_link(&mut self, start: usize) {
        let inner = self.stack.pop().unwrap_or_default();
        let mut text = String::new();
        html::push_html(&mut text, inner.into_iter());
        let opened = self.stack.last_mut().and_then(Vec::pop);
        let Some(Event::Start(Tag::Link { dest_url, title, .. })) = &opened else { return };
        let title = self.title(title);
        if let Some(html) = self.hooks.link(self.offset(start), dest_url, &title, &text) {
            return self.own_inline(html);
        }
        let inner = Event::InlineHtml(text.into());
        for event in opened.into_iter().chain([inner, Event::End(TagEnd::Link)]) {
            self.push(event);
        }
    }

    /// The title of a link or a picture.
    fn title(&self, title: &str) -> String {
        if self.style.smart { smart(&plain(title)) } else { plain(title).into_owned() }
    }

    /// The text of a picture's alternative: what stands up to its end, without markup.
    fn plain_text(&mut self, events: &mut Events<'a>) -> String {
        let mut alt = String::new();
        let mut depth = 0;
        for (event, range) in events {
            match event {
                Event::Start(Tag::Image { .. }) => depth += 1,
                Event::End(TagEnd::Image) if depth == 0 => break,
                Event::End(TagEnd::Image) => depth -= 1,
                Event::Text(text) => {
                    let set = self.set_anew(range.start);
                    alt.push_str(&plain(set.as_deref().unwrap_or(&text)));
                }
                Event::Code(text) => alt.push_str(&plain(&text)),
                Event::SoftBreak | Event::HardBreak => alt.push(' '),
                _ => {}
            }
        }
        alt
    }

    fn own_inline(&mut self, html: String) {
        let html = self.keep(html);
        self.push(Event::InlineHtml(html));
    }

    /// True where nothing stands in a paragraph that has begun.
    fn begins_paragraph(&self) -> bool {
        self.stack.len() == 1 && matches!(self.stack[0].last(), Some(Event::Start(Tag::Paragraph)))
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

    fn finish(mut self) -> (String, usize) {
        let notes = self.footnotes.count();
        let events = self.stack.swap_remove(0);
        let own: usize = events.iter().map(|event| if let Event::Html(html) = event { html.len() } else { 0 }).sum();
        let mut out = String::with_capacity(own + 2 * self.length);
        html::push_html(&mut out, events.into_iter());
        let Some(kept) = self.kept else { return (out, notes) };
        let cleaned = self.hooks.raw_html(&out);
        let mut page = String::with_capacity(cleaned.len());
        put_back(&cleaned, &kept, &mut page);
        (page, notes)
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

/// NFC, without the two private signs that mark what is kept out of cleaning.
fn plain(text: &str) -> Cow<'_, str> {
    const MARKS: [char; 2] = ['\u{f8fe}', '\u{f8ff}'];
    let clean = clean(text);
    // The first byte of both, which our texts have nowhere else.
    let may_have_marks = clean.as_bytes().contains(&0xef);
    if may_have_marks && clean.contains(MARKS) { clean.replace(MARKS, "").into() } else { clean }
}

/// True where all texts of `body` are plain as they are written: no reference stands for a letter that is not.
fn is_plain(body: &str) -> bool {
    !body.contains('&') && matches!(plain(body), Cow::Borrowed(_))
}

/// True where a block of raw HTML leaves an element open for Markdown to follow.
fn has_open_block(body: &str, events: &[Placed<'_>]) -> bool {
    if !body.contains('<') {
        return false;
    }
    let mut block: Option<String> = None;
    for (event, _) in events {
        match event {
            Event::Start(Tag::HtmlBlock) => block = Some(String::new()),
            Event::Html(html) => {
                if let Some(block) = &mut block {
                    block.push_str(html);
                }
            }
            Event::End(TagEnd::HtmlBlock) if block.take().is_some_and(|block| !is_balanced(&block)) => return true,
            _ => {}
        }
    }
    false
}
