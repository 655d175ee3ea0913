//! Markdown as HTML and as what checks need. The only home of `pulldown-cmark`.

mod cells;
mod footnotes;
mod gather;
mod gathered;
mod hooks;
mod html;
mod passage;
mod shortcode;
mod smart;

pub use footnotes::Call;
pub use gather::gather;
pub use gathered::{Block, Blocks, Gathered, LinkText, NoteMistake, ShortcodeText};
pub use hooks::{Hooks, ImagePlace};
pub use html::to_html;
pub use smart::smart;

use std::ops::Range;

use pulldown_cmark::{Event, Options};

/// What counts as Markdown, and whether its quotes and dashes are set as in print.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Style {
    pub syntax: Syntax,
    /// True where straight quotes become curly ones, `...` an ellipsis, ` -- ` a dash.
    pub smart: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Syntax {
    /// `CommonMark` with tables, footnotes, charts, shortcodes, anchors of headings.
    #[default]
    Full,
    /// Nothing but `CommonMark`, its HTML as the specification has it.
    CommonMark,
}

/// What the parser gives, and where it stands in the passage.
type Placed<'a> = (Event<'a>, Range<usize>);

/// `CommonMark`; in full with GFM tables, strikethrough, footnotes and task lists, and `{#id}` on headings.
fn options(syntax: Syntax) -> Options {
    match syntax {
        Syntax::CommonMark => Options::empty(),
        Syntax::Full => {
            Options::ENABLE_TABLES
                | Options::ENABLE_STRIKETHROUGH
                | Options::ENABLE_FOOTNOTES
                | Options::ENABLE_TASKLISTS
                | Options::ENABLE_HEADING_ATTRIBUTES
        }
    }
}

/// True for the info string of a chart block.
fn is_chart(info: &str, syntax: Syntax) -> bool {
    syntax == Syntax::Full && info.split_whitespace().next() == Some("chart")
}
