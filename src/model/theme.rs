//! A theme's files: templates, static files and words, from the site, from themes/ or from the binary.

use std::collections::BTreeMap;

use crate::source::{AssetFile, SourceId};

/// The theme of a site with what the site puts over it.
#[derive(Clone, Debug, Default)]
pub struct Theme {
    /// The theme's name, `portal`.
    pub name: String,
    /// Templates by the name they are registered under (`page.html`, `portal/page.html`), lowest precedence last.
    pub templates: Vec<ThemeTemplate>,
    /// Static files by name below static/.
    pub statics: BTreeMap<String, StaticFile>,
    /// Words of the interface: language → key → text.
    pub words: BTreeMap<String, BTreeMap<String, String>>,
}

#[derive(Clone, Debug)]
pub struct ThemeTemplate {
    /// `page.html` for the site's own, `<theme>/page.html` for a theme's.
    pub name: String,
    /// The file it was read from; none for the embedded theme.
    pub source: Option<SourceId>,
    pub text: String,
}

#[derive(Clone, Debug)]
pub enum StaticFile {
    Embedded(&'static [u8]),
    Disk(AssetFile),
}
