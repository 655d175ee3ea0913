//! What a page puts into the HTML of its Markdown.

use super::footnotes::Call;

/// How a page puts its own things into the HTML; places are byte offsets in the page's file.
pub trait Hooks {
    /// The link that begins at `start`; `text` is the rendered HTML between the brackets. None: as Markdown writes it.
    fn link(&mut self, start: u32, dest: &str, title: &str, text: &str) -> Option<String>;
    /// The picture that begins at `start`; `alt` is plain text. None: as Markdown writes it.
    fn image(&mut self, start: u32, dest: &str, title: &str, alt: &str, place: ImagePlace) -> Option<String>;
    /// The chart block that begins at `start`.
    fn chart(&mut self, start: u32) -> String;
    /// The shortcode whose block begins at `start`; `body` is the HTML of its body.
    fn shortcode(&mut self, start: u32, body: Option<String>) -> String;
    /// The level, 1 to 6, and the anchor of the heading that begins at `start`. None: as Markdown writes it.
    fn heading(&mut self, start: u32) -> Option<(u8, String)>;
    /// HTML of the author's: whole elements where it is cleaned, else tag by tag.
    fn raw_html(&mut self, html: &str) -> String;
    /// True where `raw_html` cleans, and so needs whole elements; false where it escapes or lets through.
    fn cleans(&self) -> bool;
    /// What stands before and behind the next table.
    fn around_table(&mut self) -> (String, String);
    /// The mark that leads to a footnote.
    fn footnote_call(&mut self, call: Call) -> String;
    /// What stands before and behind the text of a footnote; `nth` is how many calls lead to it.
    fn around_footnote(&mut self, call: Call) -> (String, String);
    /// The mark of a task.
    fn task(&mut self, is_done: bool) -> String;
}

/// Where a picture stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ImagePlace {
    /// A paragraph of its own: it may become a block.
    Alone,
    InText,
}
