//! site.yaml.

use std::collections::BTreeMap;

use crate::diag::{Code, Severity};
use crate::locale::{Lang, Zone};
use crate::source::Spanned;

/// The site's configuration, defaults filled in.
#[derive(Debug, Clone)]
pub struct Config {
    pub title: String,
    pub base_url: String,
    pub description: Option<String>,
    pub language: Lang,
    pub languages: Vec<Lang>,
    pub zone: Zone,
    pub theme: Spanned<String>,
    pub publisher: Publisher,
    pub license: Option<License>,
    pub menu: Vec<MenuItem>,
    pub feed_limit: usize,
    /// What site.yaml sets for a code: none silences it.
    pub rules: BTreeMap<Code, Option<Severity>>,
    pub raw_html: RawHtml,
    pub extra: serde_json::Value,
}

/// Who publishes the site; every field may be left out.
#[derive(Debug, Clone, Default)]
pub struct Publisher {
    pub name: Option<String>,
    pub address: Option<String>,
    pub phone: Option<String>,
    pub email: Option<String>,
    pub responsible: Option<String>,
}

#[derive(Debug, Clone)]
pub struct License {
    pub title: String,
    pub url: Option<String>,
}

#[derive(Debug, Clone)]
pub struct MenuItem {
    pub title: String,
    /// A path of the site (`/tin-tuc/_index.md`, `/data/x.yaml`) or an address.
    pub url: Spanned<String>,
}

/// What becomes of HTML in Markdown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RawHtml {
    #[default]
    Sanitize,
    Escape,
    Allow,
}
