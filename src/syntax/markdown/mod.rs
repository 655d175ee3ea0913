//! Markdown as HTML and as what checks need. The only home of `pulldown-cmark`.

mod gather;
mod html;

pub use gather::{Block, Gathered, LinkText, gather};
pub use html::{Hooks, ImagePlace, to_html};

use pulldown_cmark::Options;

/// `CommonMark` with GFM tables, strikethrough, footnotes and task lists, and `{#id}` on headings.
fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
}

/// True for the info string of a chart block.
fn is_chart(info: &str) -> bool {
    info.split_whitespace().next() == Some("chart")
}
