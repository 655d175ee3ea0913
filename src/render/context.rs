//! What templates may see: `site`, `page` and, on pages of a kind, `dataset`, `list`, `figures`, `search` or `document`.
//! Addresses are relative to the page. docs/themes.md lists all of it, which a test compares.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::model::route::{OutputPath, Route};

/// `site`.
#[derive(Serialize)]
pub struct SiteContext<'a> {
    pub title: &'a str,
    pub description: Option<&'a str>,
    /// Code of the site's main language.
    pub language: &'a str,
    /// The home page.
    pub home: String,
    pub publisher: PublisherContext<'a>,
    pub license: Option<CreditContext>,
    pub menu: Vec<MenuContext<'a>>,
    /// The page of all figures, where the site has data.
    pub figures: Option<String>,
    /// The map of the site, and the feed of its articles in the page's language.
    pub map: Option<String>,
    pub feed: Option<String>,
    /// The page that searches the site.
    pub search: Option<String>,
    /// Address of each static file of the theme by its name: `statics["site.css"]`.
    pub statics: BTreeMap<&'a str, String>,
    /// Address of the style sheet with the theme's palette, fonts and sizes, where they differ from the defaults.
    pub look: Option<String>,
    pub extra: &'a serde_json::Value,
}

impl SiteContext<'_> {
    /// Every address in it that was made for the page which sees it.
    pub fn addresses(&self) -> impl Iterator<Item = &str> {
        let Self { home, license, menu, figures, map, feed, search, statics, look, .. } = self;
        let license = license.iter().filter_map(|license| license.href.as_ref());
        let given = [figures, map, feed, search, look].into_iter().flatten();
        let all = given.chain([home]).chain(license).chain(menu.iter().map(|item| &item.href)).chain(statics.values());
        all.map(String::as_str)
    }
}

#[derive(Serialize)]
pub struct PublisherContext<'a> {
    pub name: Option<&'a str>,
    pub address: Option<&'a str>,
    pub phone: Option<&'a str>,
    pub email: Option<&'a str>,
    pub responsible: Option<&'a str>,
}

/// A name with an address, where it has one: a source, a licence.
#[derive(Serialize)]
pub struct CreditContext {
    pub title: String,
    pub href: Option<String>,
}

#[derive(Serialize)]
pub struct MenuContext<'a> {
    pub title: &'a str,
    pub href: String,
    /// True on the page itself and on those below it.
    pub is_current: bool,
}

/// `page`: of every kind, also of a dataset's page and of 404.
#[derive(Serialize, Default)]
pub struct PageContext<'a> {
    /// `home`, `document`, `section`, `article`, `dataset`, `figures`, `tag`, `tags`, `archive`, `map`, `search` or `404`.
    pub kind: &'static str,
    pub title: String,
    /// The title with its claims, as HTML.
    pub title_html: String,
    pub lang: &'static str,
    /// The page's address on the published site.
    pub permalink: String,
    /// Value of `<base href>`; only 404 has one.
    pub base: Option<String>,
    pub date: Option<When>,
    pub updated: Option<When>,
    pub author: Option<String>,
    pub source: Option<String>,
    pub summary: Option<String>,
    /// The summary with its claims, as HTML.
    pub summary_html: Option<String>,
    pub tags: Vec<LinkContext>,
    pub image: Option<ImageContext>,
    /// What stands for the page elsewhere: its picture, else its first figure that is there as PNG.
    pub share_image: Option<ImageContext>,
    pub attachments: Vec<FileContext>,
    pub corrections: Vec<CorrectionContext>,
    /// The body as HTML.
    pub content: String,
    /// Headings of the second and third level.
    pub toc: Vec<TocItem>,
    /// True where the text calls footnotes.
    pub footnotes: bool,
    /// Names of the shortcodes in the text, each once.
    pub shortcodes: Vec<String>,
    /// Types of the charts in the text, each once: `column`, `stat`.
    pub charts: Vec<&'static str>,
    /// From the home page down to the section above.
    pub breadcrumb: Vec<Crumb>,
    /// Newest articles of the whole site on the home page, a section's articles in its order.
    pub pages: Vec<PageSummary<'a>>,
    pub subsections: Vec<PageSummary<'a>>,
    /// Newest articles of the same section.
    pub related: Vec<PageSummary<'a>>,
    /// On the home page and in the section that holds the datasets' folder.
    pub datasets: Vec<DatasetSummary>,
    /// The articles before and behind in the section's list.
    pub previous: Option<PageSummary<'a>>,
    pub next: Option<PageSummary<'a>>,
    /// The same page in other languages.
    pub translations: Vec<TranslationContext>,
    /// A section's other pages of its list.
    pub pager: Option<Pager>,
    /// The Atom feed of a section or a tag.
    pub feed: Option<String>,
    /// The text of a JSON-LD data block, to be written as it is; empty where there is none.
    pub json_ld: String,
    pub extra: serde_json::Value,
}

/// A date as readers see it, and for machines.
#[derive(Serialize, Clone, Debug)]
pub struct When {
    pub shown: String,
    pub iso: String,
}

#[derive(Serialize, Clone)]
pub struct ImageContext {
    pub href: String,
    /// Its address on the published site.
    pub url: String,
    pub alt: String,
    /// Points across and down, where they are known.
    pub width: Option<u32>,
    pub height: Option<u32>,
    /// The picture as HTML, with the narrower files that browsers choose from.
    pub html: String,
    pub caption: Option<String>,
    /// The caption with its claims, as HTML.
    pub caption_html: Option<String>,
    pub credit: Option<String>,
}

/// A file to take away.
#[derive(Serialize)]
pub struct FileContext {
    pub title: String,
    pub href: String,
    /// `PDF`.
    pub kind: String,
    pub size: String,
}

#[derive(Serialize)]
pub struct DatedText {
    pub date: When,
    pub text: String,
}

/// What was wrong on a page, and what is right now.
#[derive(Serialize)]
pub struct CorrectionContext {
    pub date: When,
    pub text: String,
    /// The text with its claims.
    pub html: String,
    pub was: Option<String>,
    pub now: Option<String>,
    pub why: Option<String>,
    /// The cells behind the page's numbers that were revised.
    pub changes: Vec<ChangeContext>,
}

/// A revised cell.
#[derive(Serialize)]
pub struct ChangeContext {
    /// `Đăng ký, 2023, Tập thể`.
    pub what: String,
    pub was: String,
    pub now: String,
    pub date: Option<When>,
    /// Left out where the correction says it.
    pub why: Option<String>,
}

#[derive(Serialize)]
pub struct TocItem {
    pub level: u8,
    pub text: String,
    pub id: String,
}

/// A page above another.
#[derive(Serialize)]
pub struct Crumb {
    pub title: String,
    pub href: String,
    /// Its address on the published site.
    pub address: String,
}

impl Crumb {
    /// That at `route`, seen from `from`.
    pub fn new(title: &str, route: &Route, from: &OutputPath, base_url: &str) -> Self {
        Self { title: title.to_owned(), href: from.link_to(&route.file()), address: route.permalink(base_url) }
    }
}

#[derive(Serialize)]
pub struct LinkContext {
    pub title: String,
    pub href: String,
}

/// A page in another language.
#[derive(Serialize)]
pub struct TranslationContext {
    pub lang: &'static str,
    /// The language by its own name.
    pub name: &'static str,
    pub title: String,
    pub href: String,
    pub permalink: String,
}

/// `search`: on the page that searches the site.
#[derive(Serialize)]
pub struct SearchContext {
    /// The script that begins the index, the folder of the others, and the top of the site.
    pub index: String,
    pub folder: String,
    pub root: String,
}

/// `list`: on pages of the archive, of all tags, and on the map of the site.
#[derive(Serialize)]
pub struct ListContext<'a> {
    pub groups: Vec<ListGroup<'a>>,
}

#[derive(Serialize, Default)]
pub struct ListGroup<'a> {
    pub id: Option<String>,
    pub title: Option<String>,
    pub href: Option<String>,
    pub items: Vec<ListItem>,
    pub pages: Vec<PageSummary<'a>>,
}

#[derive(Serialize, Default)]
pub struct ListItem {
    pub title: String,
    pub href: String,
    /// `12 bài`.
    pub count: Option<String>,
    /// How many levels below the first.
    pub depth: usize,
    pub lang: &'static str,
}

/// A page in a list.
#[derive(Serialize)]
pub struct PageSummary<'a> {
    pub title: &'a str,
    pub href: String,
    pub date: Option<&'a When>,
    pub summary: Option<&'a str>,
    pub lang: &'static str,
}

/// A dataset in the catalogue.
#[derive(Serialize)]
pub struct DatasetSummary {
    pub title: String,
    pub href: String,
    pub description: Option<String>,
    pub unit: Option<String>,
    pub updated: Option<When>,
    pub rows: String,
}

/// Where a page of a list stands among the others.
#[derive(Serialize)]
pub struct Pager {
    pub number: usize,
    pub total: usize,
    pub previous: Option<String>,
    pub next: Option<String>,
}

impl Pager {
    /// That of part `number` of the list which begins at `first`; none where it is the only one.
    pub fn of(first: &Route, number: usize, total: usize) -> Option<Self> {
        let from = first.part(number).file();
        let link = |number: usize| from.link_to(&first.part(number).file());
        let (previous, next) = ((number > 1).then(|| link(number - 1)), (number < total).then(|| link(number + 1)));
        (total > 1).then_some(Self { number, total, previous, next })
    }
}

/// `dataset`.
#[derive(Serialize)]
pub struct DatasetContext {
    pub unit: Option<String>,
    pub is_provisional: bool,
    pub updated: Option<When>,
    pub sources: Vec<CreditContext>,
    pub license: Option<CreditContext>,
    pub notes: Vec<String>,
    pub revisions: Vec<DatedText>,
    /// Figures that were changed after they were published, in sentences.
    pub changes: Vec<String>,
    pub downloads: Vec<FileContext>,
    /// Where the description of its CSV lies (CSV on the Web), for programs.
    pub metadata: Option<String>,
    /// The text of a JSON-LD data block (schema.org Dataset), to be written as it is.
    pub json_ld: String,
    /// The dataset's charts as HTML.
    pub figures: String,
    /// The table as HTML.
    pub table: String,
    /// What is told where the table leaves rows out.
    pub omitted: Option<String>,
    pub citations: Vec<CitationContext>,
    /// How many pages more use the dataset.
    pub more_citations: usize,
}

/// A page that draws or cites a dataset.
#[derive(Serialize)]
pub struct CitationContext {
    pub title: String,
    pub lang: &'static str,
    pub href: String,
    /// `2 biểu đồ, 5 con số`.
    pub uses: String,
    /// Its figures of the dataset.
    pub charts: Vec<LinkContext>,
    /// Its numbers from the dataset.
    pub claims: Vec<CitedClaim>,
}

/// A number that a page states.
#[derive(Serialize)]
pub struct CitedClaim {
    /// As the page has it.
    pub text: String,
    /// Its place on the page.
    pub href: String,
    /// `Đăng ký · 2023 · Tập thể`.
    pub what: String,
    /// The row that it is taken from; the first of several.
    pub row: Option<String>,
}

/// `figures`: on the page of all figures.
#[derive(Serialize)]
pub struct FiguresContext {
    /// On the first part only.
    pub counts: Vec<CountContext>,
    /// The same for programs; on the first part only.
    pub files: Vec<FileContext>,
    pub pages: Vec<FiguresPage>,
}

#[derive(Serialize)]
pub struct CountContext {
    pub label: String,
    pub count: String,
    /// What it is made of: `dates 12`.
    pub parts: Vec<String>,
}

/// What one page states.
#[derive(Serialize)]
pub struct FiguresPage {
    pub id: String,
    pub title: String,
    pub lang: &'static str,
    pub href: String,
    pub date: Option<When>,
    /// How many corrections it has.
    pub corrections: usize,
    pub claims: Vec<FigureRow>,
    /// Percents that are what the pair before them makes.
    pub recomputed: Vec<String>,
    /// Percents that are not, and are put out because the site allows it.
    pub mismatched: Vec<String>,
    /// Figures tied to no data.
    pub unbound: Vec<String>,
    pub charts: Vec<FigureChart>,
}

/// A number that a page states.
#[derive(Serialize)]
pub struct FigureRow {
    pub text: String,
    /// Its place on the page.
    pub href: String,
    pub exact: String,
    /// `Đăng ký · 2023 · Tập thể`.
    pub what: String,
    /// The row that it is taken from.
    pub row: Option<String>,
    pub dataset: DatasetLink,
    pub verdict: String,
    pub holds: bool,
}

/// A chart that a page shows.
#[derive(Serialize)]
pub struct FigureChart {
    pub title: String,
    pub href: String,
    pub dataset: DatasetLink,
}

/// A dataset's title and, where it has one, its page.
#[derive(Serialize)]
pub struct DatasetLink {
    pub title: String,
    pub href: Option<String>,
}

/// `document`: where a page is rendered by document.html.
#[derive(Serialize)]
pub struct DocumentContext {
    /// The day of the newest page or dataset in it.
    pub date: Option<When>,
    pub chapters: Vec<DocumentPart>,
    /// The appendix.
    pub datasets: Vec<DocumentPart>,
    /// Its numbered figures, in order.
    pub figures: Vec<LinkContext>,
}

/// A chapter of a document, or a dataset in its appendix.
#[derive(Serialize)]
pub struct DocumentPart {
    /// Where links lead to.
    pub id: String,
    /// `2.1`; of a dataset `A.1`; none of the document's own page.
    pub number: Option<String>,
    /// How deep it stands, from 1.
    pub level: usize,
    pub title: String,
    pub lang: &'static str,
    /// What chapter.html, or of a dataset appendix.html, makes of it.
    pub html: String,
}

/// `chapter`: in chapter.html, beside `page`.
#[derive(Serialize)]
pub struct ChapterContext {
    /// `2.1`; none of the document's own page.
    pub number: Option<String>,
    /// How deep it stands, from 1.
    pub level: usize,
}
