//! The checked site: what the stages behind `check` may rely on.

use serde::{Deserialize, Serialize};

use std::collections::BTreeMap;

use crate::locale::Lang;
use crate::model::claim::{ChartText, Claim, Judged, TextPlace};
use crate::model::dataset::DatasetId;
use crate::model::edit::Edit;
use crate::model::page::{Page, PageId};
use crate::model::plot::Plot;
use crate::model::route::{OutputPath, Route};
use crate::model::site::Site;
use crate::model::unclaimed::Unclaimed;
use crate::source::Packed;

use super::names::Figure;

/// A site whose links, claims and charts are resolved; what could not be is left out (and was reported).
#[derive(Debug)]
pub struct CheckedSite {
    pub site: Site,
    pages: Vec<CheckedPage>,
    dataset_plots: Vec<Vec<Plot>>,
    citations: Vec<Vec<Citation>>,
    menu: Vec<Option<Target>>,
    pub counts: Counts,
    by_route: ByRoute,
}

/// The pages of a site in the order of their routes.
#[derive(Clone, Debug, Default)]
pub struct ByRoute(Vec<PageId>);

impl ByRoute {
    pub(super) fn of(site: &Site) -> Self {
        let mut ids: Vec<PageId> = site.pages.iter().map(|page| page.id).collect();
        ids.sort_by(|a, b| site.page(*a).route.cmp(&site.page(*b).route).then(a.cmp(b)));
        Self(ids)
    }

    /// The page at `route`; where two want it, which is reported, the later one.
    pub(super) fn find<'a>(&self, site: &'a Site, route: &str) -> Option<&'a Page> {
        let behind = self.0.partition_point(|id| site.page(*id).route.as_str() <= route);
        let page = site.page(*self.0.get(behind.checked_sub(1)?)?);
        (page.route.as_str() == route).then_some(page)
    }
}

/// A page, held against the site.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct CheckedPage {
    /// Of a large site these three stay packed but for the pages that are being made.
    pub numbers: Packed<Numbers>,
    pub links: Packed<Links>,
    /// By the start of the block's span.
    pub plots: Packed<BTreeMap<u32, Box<Plot>>>,
    /// Old addresses of the page, which lead to it.
    pub aliases: Vec<Route>,
    /// The front matter's picture.
    pub image: Option<OutputPath>,
    /// The front matter's attachments that exist: path, title, size in bytes.
    pub attachments: Vec<(OutputPath, String, u64)>,
    pub counts: Counts,
    /// The files of ours that the page shows or leads to.
    pub files: Vec<OutputPath>,
    /// True where a link of it leads nowhere, or a file that it shows is not there.
    pub misses: bool,
    /// The data that it states and draws, in the order of the site's datasets.
    pub uses: Vec<Use>,
    /// Its figures, in their order; kept here so that nobody has to look at what they draw.
    pub(super) figures: Vec<Figure>,
}

/// The numbers of a page's texts, found by the byte in its file where the link to the data begins.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Numbers {
    /// The claims that hold, by the start of the link's span.
    pub claims: BTreeMap<u32, Box<Claim>>,
    /// Every claim, those that do not hold too, in the order of the file.
    pub judged: Vec<Judged>,
    /// The figures in prose that no claim covers, in the order of its blocks.
    pub unclaimed: Vec<Unclaimed>,
    /// The numbers of its prose, which stand in the data or do not, as [`Number::mixed`](crate::model::number::Number::mixed)
    /// has them.
    pub looked_up: Vec<u32>,
    /// How many numbers of prose each rule passes over.
    pub ignored: BTreeMap<String, usize>,
    /// What would put claims right and tie numbers to data without a doubt.
    pub edits: Vec<Edit>,
    /// The texts of front matter and charts with claims in them.
    pub texts: BTreeMap<TextPlace, Vec<ShownPart>>,
}

/// What a page leads to and shows, found by the byte in its file where the reference begins.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Links {
    /// By the start of the link's span; addresses in raw HTML by the start of the address.
    pub targets: BTreeMap<u32, Target>,
    /// What the links say that stand without a text, by the start of the link's span.
    pub names: BTreeMap<u32, LinkName>,
    /// By the start of the picture's span.
    pub images: BTreeMap<u32, Target>,
}

/// How often a page states and draws a dataset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Use {
    pub dataset: DatasetId,
    pub claims: usize,
    pub charts: usize,
}

/// A piece of a text of front matter or a chart, as readers see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ShownPart {
    Plain(String),
    /// A claim, by the start of its link's span.
    Claim {
        start: u32,
        text: String,
    },
}

impl CheckedPage {
    /// How many numbers and charts it states and draws, those that no claim covers too.
    #[must_use]
    pub fn stated(&self) -> usize {
        self.uses.iter().map(|it| it.claims).sum::<usize>() + self.figures.len() + self.counts.unbound
    }

    /// Its figures, in their order, without what they draw.
    #[must_use]
    pub fn figures(&self) -> &[Figure] {
        &self.figures
    }

    /// True where the title of the page or of a figure states figures of the data.
    #[must_use]
    pub fn has_figures_in_titles(&self) -> bool {
        self.numbers.texts.keys().any(|place| matches!(place, TextPlace::Title | TextPlace::Chart(_, ChartText::Title)))
    }
}

impl ShownPart {
    /// The text alone.
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Plain(text) | Self::Claim { text, .. } => text,
        }
    }
}

/// Where a link leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Target {
    /// A page or a dataset's page, and a place on it.
    Route { route: Route, anchor: Option<String> },
    /// A file of ours.
    File(OutputPath),
    /// A place on the same page.
    Here(String),
    /// Another site, or `mailto:`, `tel:`.
    Elsewhere(String),
}

impl Target {
    /// The file of ours that it is.
    #[must_use]
    pub fn file(&self) -> Option<&OutputPath> {
        if let Self::File(path) = self { Some(path) } else { None }
    }
}

/// What a link says that stands without a text: the name of what it leads to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum LinkName {
    /// A figure by its number on its page: `Hình 1`.
    Figure(u32),
    /// A title, a heading, or the name of a file, and the language it is in.
    Title { text: String, lang: Lang },
}

/// A page's use of a dataset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Citation {
    pub page: PageId,
    pub claims: usize,
    pub charts: usize,
}

/// Charts, and numbers in prose, of a page or of the whole site.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    pub charts: usize,
    pub bound: usize,
    pub ignored: usize,
    pub unbound: usize,
}

impl Counts {
    /// Adds the counts of one page.
    pub fn add(&mut self, other: Self) {
        self.charts += other.charts;
        self.bound += other.bound;
        self.ignored += other.ignored;
        self.unbound += other.unbound;
    }

    /// Takes away the counts of a page that is in them.
    fn take(&mut self, other: Self) {
        self.charts -= other.charts;
        self.bound -= other.bound;
        self.ignored -= other.ignored;
        self.unbound -= other.unbound;
    }
}

impl CheckedSite {
    /// Only `check` makes one: each list is as long as the site's own.
    pub(crate) fn new(
        site: Site,
        pages: Vec<CheckedPage>,
        dataset_plots: Vec<Vec<Plot>>,
        citations: Vec<Vec<Citation>>,
        menu: Vec<Option<Target>>,
        by_route: ByRoute,
    ) -> Self {
        let mut counts = Counts::default();
        for page in &pages {
            counts.add(page.counts);
        }
        Self { site, pages, dataset_plots, citations, menu, counts, by_route }
    }

    /// Puts a page, and what it refers to, in the place of the one with its number; gives that one back.
    pub(super) fn put(&mut self, page: Page, checked: CheckedPage) -> (Page, CheckedPage) {
        let at = page.id.0 as usize;
        self.counts.take(self.pages[at].counts);
        self.counts.add(checked.counts);
        (std::mem::replace(&mut self.site.pages[at], page), std::mem::replace(&mut self.pages[at], checked))
    }

    pub(super) fn set(&mut self, id: PageId, checked: CheckedPage) {
        self.counts.take(self.pages[id.0 as usize].counts);
        self.counts.add(checked.counts);
        self.pages[id.0 as usize] = checked;
    }

    pub(super) fn by_route(&self) -> &ByRoute {
        &self.by_route
    }

    /// What the page refers to.
    pub fn page(&self, id: PageId) -> &CheckedPage {
        &self.pages[id.0 as usize]
    }

    /// The charts that a dataset's own page shows.
    pub fn dataset_plots(&self, id: DatasetId) -> &[Plot] {
        &self.dataset_plots[id.0 as usize]
    }

    /// The pages that draw or cite a dataset, in order of their paths.
    pub fn citations(&self, id: DatasetId) -> &[Citation] {
        &self.citations[id.0 as usize]
    }

    /// Where each entry of the menu leads; none where that was reported.
    pub fn menu(&self) -> &[Option<Target>] {
        &self.menu
    }
}
