//! A theme's files: templates, static files and words, from the site, from themes/ or from the binary.

use std::collections::BTreeMap;

use crate::config::ground::Ground;
use crate::config::palette::Palette;
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
    pub look: Look,
}

/// What theme.yaml sets; the palette is site.yaml's where that gives one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Look {
    pub palette: Palette,
    pub ground: Ground,
    pub fonts: Fonts,
    pub sizes: Sizes,
}

/// Lists of fonts as CSS writes them; the style sheet's own where absent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fonts {
    pub text: Option<String>,
    pub heading: Option<String>,
    /// Of charts, whose labels are placed by the widths of a sans serif.
    pub chart: Option<String>,
}

/// Sizes of type in CSS pixels; the style sheet's own where absent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sizes {
    pub text: Option<u8>,
    pub small: Option<u8>,
    pub heading: Option<u8>,
    pub title: Option<u8>,
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
