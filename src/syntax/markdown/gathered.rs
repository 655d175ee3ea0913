//! What is gathered of a page's Markdown, with the places where it is written.

use std::ops::Range;

/// Everything found, in order; ranges are bytes of the page's file.
#[derive(Debug, Default)]
pub struct Gathered {
    pub headings: Vec<(u8, String, Option<String>, Range<usize>)>,
    pub links: Vec<LinkText>,
    pub images: Vec<LinkText>,
    /// Of each chart block: its range, and the lines of its text.
    pub charts: Vec<(Range<usize>, Vec<Range<usize>>)>,
    pub blocks: Vec<Block>,
    /// Addresses in raw HTML.
    pub raw: Vec<(String, Range<usize>)>,
    /// Ids that raw HTML gives.
    pub raw_ids: Vec<String>,
    pub shortcodes: Vec<ShortcodeText>,
    /// Footnotes whose call or text is missing, or that have two texts.
    pub notes: Vec<(NoteMistake, String, Range<usize>)>,
    /// Addresses with spaces in them, which make no link: what stands there is shown as text.
    pub spaced: Vec<(String, Range<usize>)>,
}

/// The block of a shortcode.
#[derive(Debug)]
pub struct ShortcodeText {
    pub name: String,
    pub name_range: Range<usize>,
    /// The whole block.
    pub range: Range<usize>,
    /// The lines of its arguments.
    pub arguments: Vec<Range<usize>>,
    pub has_body: bool,
}

/// What is wrong with a footnote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoteMistake {
    Undefined,
    /// A text that nothing leads to.
    Uncalled,
    /// The second text of one that stands at this range.
    Twice(Range<usize>),
}

/// A link or a picture.
#[derive(Debug, Clone)]
pub struct LinkText {
    /// Its destination, as Markdown reads it, and where that is written.
    pub dest: String,
    pub dest_range: Range<usize>,
    /// The text between the brackets, without markup.
    pub text: String,
    /// Where the text is written; the whole link where it is empty.
    pub text_range: Range<usize>,
    /// What stands before it in its block, where it asks for something of what it leads to (`?`, `#`).
    pub before: String,
    /// What stands right behind it, as far as a unit may reach; where it asks too.
    pub after: String,
    pub range: Range<usize>,
}

/// Which runs of prose are gathered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Blocks {
    None,
    /// Those with a digit in them.
    Numbers,
    All,
}

/// A run of prose: a paragraph, a heading, a list item's text.
#[derive(Debug, Default)]
pub struct Block {
    pub text: String,
    /// Where each piece begins in `text`, where it is written, and the number of the link it belongs to.
    pub pieces: Vec<(usize, Range<usize>, Option<usize>)>,
}

impl Block {
    /// True where a number can stand in it.
    #[must_use]
    pub fn has_digits(&self) -> bool {
        self.text.bytes().any(|byte| byte.is_ascii_digit())
    }

    /// Leaves its room for the next one.
    pub fn clear(&mut self) {
        self.text.clear();
        self.pieces.clear();
    }
}
