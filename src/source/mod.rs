//! Texts of a site with the places in them: `Sources`, `SourceId`, `Span`.
//!
//! `read` is the only door from the disk into the library.

mod numbering;
mod packed;
mod path;
mod position;
mod read;
mod stamps;
mod workbook;

pub use packed::{Packed, Peek, plain, portable, restored, unplain};
pub use path::{SitePath, resolve_path};
pub use position::{Position, column, line_of, position};
pub use read::{
    AssetFile, Disk, ReadError, find_root, is_ignored, is_there, open_asset, read, read_again, read_asset,
    read_if_there, read_new, read_page, site_path,
};
pub use stamps::{Stamp, Stamps, stamped_path, stamps};
pub use workbook::{CellValue, Cells, Sheet, SheetCell, Workbook, cell_name, parse_cell_name};

use serde::{Deserialize, Serialize};

use std::collections::HashMap;
use std::sync::Arc;

/// A file's number within one build's [`Sources`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SourceId(pub u32);

/// A half-open range of bytes in one source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    pub source: SourceId,
    pub start: u32,
    pub end: u32,
}

impl Span {
    /// The span of `start..end` (bytes) in `source`.
    #[must_use]
    pub fn new(source: SourceId, start: usize, end: usize) -> Self {
        let clamp = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Self { source, start: clamp(start), end: clamp(end.max(start)) }
    }

    /// The empty span at the beginning of `source`, for findings about the whole file.
    #[must_use]
    pub fn file(source: SourceId) -> Self {
        Self::new(source, 0, 0)
    }

    /// The bytes this span covers.
    #[must_use]
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// A value and the place it was read from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spanned<T> {
    pub value: T,
    pub span: Span,
}

impl<T> Spanned<T> {
    /// Ties `value` to `span`.
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }

    /// The same place with another value.
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Spanned<U> {
        Spanned { value: f(self.value), span: self.span }
    }
}

/// One text file as it stands on disk.
#[derive(Clone, Debug)]
pub struct Source {
    pub path: SitePath,
    /// The text; empty where the file is no UTF-8.
    pub text: Arc<str>,
    /// Byte offset of the first invalid byte of a file that is no UTF-8.
    pub invalid_at: Option<usize>,
    /// What the bytes of such a file look like.
    pub encoding: Option<&'static str>,
    /// Where the cells stand, of a workbook's sheet.
    pub cells: Option<Arc<Cells>>,
}

impl Source {
    /// A file that is known by its path only.
    #[must_use]
    pub fn empty(path: SitePath) -> Self {
        Self { path, text: Arc::from(""), invalid_at: None, encoding: None, cells: None }
    }
}

/// All texts of a build, by number, in the order of their paths.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    files: Vec<Source>,
    numbers: HashMap<SitePath, SourceId>,
}

impl Sources {
    /// Adds a file and gives its number.
    ///
    /// # Panics
    /// With more than 2^32 files.
    pub fn add(&mut self, source: Source) -> SourceId {
        let id = u32::try_from(self.files.len()).expect("a site has fewer than 2^32 files");
        self.numbers.entry(source.path.clone()).or_insert(SourceId(id));
        self.files.push(source);
        SourceId(id)
    }

    /// Adds a text under `path` and gives its number.
    pub fn add_text(&mut self, path: &str, text: &str) -> SourceId {
        self.add(Source { text: Arc::from(text), ..Source::empty(SitePath::new(path)) })
    }

    /// Puts `text` in the place of what the file behind `id` says.
    pub fn set_text(&mut self, id: SourceId, text: Arc<str>) {
        self.files[id.0 as usize].text = text;
    }

    /// The file behind `id`.
    #[must_use]
    pub fn get(&self, id: SourceId) -> &Source {
        &self.files[id.0 as usize]
    }

    /// The text that `span` covers; empty where it reaches past the file.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        self.get(span.source).text.get(span.range()).unwrap_or_default()
    }

    /// All files with their numbers.
    pub fn iter(&self) -> impl Iterator<Item = (SourceId, &Source)> {
        (0u32..).map(SourceId).zip(&self.files)
    }

    /// The number of the file at `path`.
    #[must_use]
    pub fn find(&self, path: &str) -> Option<SourceId> {
        self.numbers.get(&SitePath::new(path)).copied()
    }
}
