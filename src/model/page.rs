//! A page: its front matter, its place, and what stands in its body.

use serde::{Deserialize, Serialize};

use crate::locale::{DateTime, Lang};
use crate::source::{Packed, SourceId, Span, Spanned};

use super::allowance::Allowance;
use super::chart::ChartBlock;
use super::claim::{ClaimLink, TextPlace};
use super::route::Route;
use super::shortcode::ShortcodeBlock;
use super::text::AuthorText;

/// A page's number within one site, in the order of paths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct PageId(pub u32);

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum PageKind {
    Home,
    Section,
    Article,
}

/// One Markdown file.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Page {
    pub id: PageId,
    pub source: SourceId,
    /// Path below content/: `tin-tuc/2024-05-13-thiet-thuc/index.md`.
    pub path: String,
    /// Folder below content/ that relative links and assets start from.
    pub folder: String,
    pub kind: PageKind,
    pub lang: Lang,
    pub route: Route,
    /// The nearest section above; none for the home page.
    pub section: Option<PageId>,
    pub front: FrontMatter,
    /// Where the Markdown begins, in bytes.
    pub body_start: usize,
    pub body: Body,
    /// The texts of front matter and charts with claims or numbers in them, in the order of the file.
    pub texts: Packed<Vec<AuthorText>>,
}

impl Page {
    /// Its path without extension and language: `tin/bai` of `tin/bai.md` and of `tin/bai.en.md`.
    #[must_use]
    pub fn without_language(&self) -> &str {
        let stem = self.path.strip_suffix(".md").unwrap_or(&self.path);
        let bare = stem.strip_suffix(self.lang.code()).and_then(|stem| stem.strip_suffix('.'));
        bare.unwrap_or(stem)
    }

    /// True where its file allows findings, for all of it or for a chart.
    #[must_use]
    pub fn has_allowances(&self) -> bool {
        !self.front.allow.is_empty()
            || self.body.charts.unpacked().into_iter().flatten().any(|chart| !chart.allow.is_empty())
    }

    /// Packs what few stages look at. A page that allows findings is looked at over and over.
    pub fn pack(&mut self) {
        if !self.has_allowances() {
            self.body.charts.pack();
        }
        self.body.headings.pack();
        self.body.links.pack();
        self.texts.pack();
    }

    /// The runs of its body and of its texts, for checks.
    pub fn prose(&self) -> impl Iterator<Item = &Prose> {
        // Texts that are packed were checked by an earlier build.
        let texts = self.texts.unpacked().into_iter().flatten();
        self.body.prose.iter().chain(texts.filter_map(|text| text.prose.as_ref()))
    }

    /// Lets go of them, once they are checked: they are a good part of what a site is.
    pub fn forget_prose(&mut self) {
        self.body.prose = Vec::new();
        self.texts.unpacked_mut().into_iter().flatten().for_each(|text| text.prose = None);
    }

    /// Every link to data, with the text of the page that it stands in; those of the body last.
    pub fn claim_links(&self) -> impl Iterator<Item = (TextPlace, &ClaimLink)> {
        let texts = self.texts.iter().flat_map(|text| text.claims().map(|link| (text.place, link)));
        texts.chain(self.body.claims.iter().map(|link| (TextPlace::Body, link)))
    }
}

/// The front matter's values; see the contract in the README.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct FrontMatter {
    pub title: Spanned<String>,
    pub date: Option<DateTime>,
    pub updated: Option<DateTime>,
    pub publish_at: Option<DateTime>,
    pub draft: bool,
    pub slug: Option<Spanned<String>>,
    pub aliases: Vec<Spanned<String>>,
    pub summary: Option<Spanned<String>>,
    pub author: Option<String>,
    pub source: Option<String>,
    pub tags: Vec<Spanned<String>>,
    pub image: Option<Box<Image>>,
    pub attachments: Vec<Attachment>,
    pub weight: i64,
    pub template: Option<Spanned<String>>,
    pub corrections: Vec<Correction>,
    pub sort_by: SortBy,
    pub paginate_by: Option<u32>,
    /// Findings that the page allows.
    pub allow: Vec<Allowance>,
    #[serde(with = "as_text")]
    pub extra: serde_json::Value,
}

/// The picture at the head of a page.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Image {
    /// The whole mapping.
    pub span: Span,
    pub src: Spanned<String>,
    pub alt: Option<Spanned<String>>,
    pub caption: Option<Spanned<String>>,
    pub credit: Option<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Attachment {
    pub src: Spanned<String>,
    pub title: Option<String>,
}

/// What was wrong, and what is right now.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Correction {
    pub date: DateTime,
    pub text: Spanned<String>,
    /// The number as it stood, and as it stands; as written.
    pub was: Option<String>,
    pub now: Option<String>,
    pub why: Option<String>,
}

/// Order of a section's pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum SortBy {
    #[default]
    Date,
    Title,
    Weight,
}

/// What checks need of a page's Markdown, gathered in one pass; rendering reads the text again.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Body {
    pub headings: Packed<Vec<Heading>>,
    /// Ids that the author's HTML gives.
    pub raw_ids: Vec<String>,
    pub links: Packed<Vec<Link>>,
    pub images: Packed<Vec<Picture>>,
    pub claims: Packed<Vec<ClaimLink>>,
    pub charts: Packed<Vec<ChartBlock>>,
    pub shortcodes: Vec<ShortcodeBlock>,
    /// The runs with digits in them, until they are checked.
    pub prose: Vec<Prose>,
    /// The first [`MOST_SEARCHED`] characters of its prose; empty where the site has no search.
    pub searched: String,
}

/// So many characters of a body are searched and kept for the excerpts of results.
pub const MOST_SEARCHED: usize = 1_600;

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    /// As readers see it: 2 to 6.
    pub level: u8,
    pub text: String,
    /// Anchor, unique on the page.
    pub id: String,
    pub span: Span,
}

/// A link that is no claim.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Link {
    pub dest: Spanned<String>,
    /// The whole link in the page: rendering finds the link by its start.
    pub span: Span,
    /// True where nothing stands between the brackets: the link says the name of what it leads to.
    pub is_unnamed: bool,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Picture {
    pub dest: Spanned<String>,
    pub alt: String,
    pub span: Span,
}

/// A run of text in one block (paragraph, heading, list item) without code, tables and charts.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Prose {
    /// The text as readers see it; a claim's text is in it, marked by `claims`.
    pub text: String,
    /// Byte ranges of `text` with the place in the source where each begins.
    pub pieces: Vec<ProsePiece>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ProsePiece {
    /// Where the piece begins in `Prose::text`.
    pub at: usize,
    /// Where its text stands in the file.
    pub span: Span,
    /// True for the text of a claim (or a link whose numbers are not prose).
    pub is_claim: bool,
    /// True where the text stands in the file as it reads, in the page's body and in no link: it may be made a link.
    pub is_verbatim: bool,
}

/// A value of any shape, kept as JSON: formats without names of types can't tell one from another.
mod as_text {
    use serde::{Deserialize, Deserializer, Serializer, de::Error};
    use serde_json::Value;

    pub fn serialize<S: Serializer>(value: &Value, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&value.to_string())
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Value, D::Error> {
        serde_json::from_str(&String::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}
