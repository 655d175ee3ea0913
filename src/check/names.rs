//! What a link without a text says: the name of the figure, heading, page, dataset or file that it leads to.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::config::Config;
use crate::model::chart::ChartBlock;
use crate::model::dataset::DatasetId;
use crate::model::page::{Page, PageId};
use crate::model::plot::{Mark, Plot};
use crate::model::route::Route;
use crate::model::site::Site;
use crate::source::Span;

use super::site::ByRoute;
use super::{LinkName, Target, downloads};

/// The names of everything that a link can lead to.
pub struct Names<'a> {
    site: &'a Site,
    by_route: &'a ByRoute,
    figures: &'a FiguresOf<'a>,
}

/// A figure as links name it, and what stands beside it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Figure {
    pub id: String,
    /// As the plot has it.
    pub number: Option<u32>,
    pub title: Option<String>,
    pub mark: Mark,
    pub dataset: DatasetId,
    /// The block that it is made of.
    pub block: Span,
    /// The endings of the files to take away.
    pub endings: Vec<String>,
}

/// Gives the figures of a page.
pub type FiguresOf<'a> = dyn Fn(PageId) -> Cow<'a, [Figure]> + Sync + 'a;

impl Figure {
    /// The figure that `plot` makes on `page` of that among its `blocks` which begins at byte `start`.
    #[must_use]
    pub fn of(config: &Config, page: &Page, blocks: &[ChartBlock], (start, plot): (u32, &Plot)) -> Self {
        let block = blocks.iter().find(|block| block.span.start == start);
        let endings = block.map(|block| downloads::endings(block, config)).unwrap_or_default();
        let span = block.map_or(Span::new(page.source, start as usize, start as usize), |block| block.span);
        let Plot { id, number, title, mark, dataset, .. } = plot;
        let (id, title) = (id.clone(), title.clone());
        Self { id, number: *number, title, mark: *mark, dataset: *dataset, block: span, endings }
    }

    /// What links call it that lead to it on `page`.
    fn name(&self, site: &Site, page: &Page) -> LinkName {
        match (self.number, &self.title) {
            (Some(number), _) => LinkName::Figure(number),
            (None, Some(title)) => LinkName::Title { text: title.clone(), lang: page.lang },
            (None, None) => {
                let text = site.dataset(self.dataset).title.value.clone();
                LinkName::Title { text, lang: site.config.language }
            }
        }
    }
}

impl<'a> Names<'a> {
    /// Gathers them.
    #[must_use]
    pub fn new(site: &'a Site, by_route: &'a ByRoute, figures: &'a FiguresOf<'a>) -> Self {
        Self { site, by_route, figures }
    }

    /// The name of `target`, seen from `page`.
    #[must_use]
    pub fn of(&self, target: &Target, page: &Page) -> LinkName {
        match target {
            Target::Here(anchor) => self.place(page, Some(anchor)),
            Target::Route { route, anchor } => match self.by_route.find(self.site, route.as_str()) {
                Some(page) => self.place(page, anchor.as_deref()),
                None => self.dataset(route, page),
            },
            Target::File(path) => {
                let name = path.as_str().rsplit('/').next().unwrap_or_default();
                LinkName::Title { text: name.to_owned(), lang: page.lang }
            }
            Target::Elsewhere(address) => LinkName::Title { text: address.clone(), lang: page.lang },
        }
    }

    /// The figure or heading at `anchor`; the page's title where there is no anchor, or one in the author's HTML.
    fn place(&self, page: &Page, anchor: Option<&str>) -> LinkName {
        let named = anchor.and_then(|id| {
            let title = || {
                let headings = page.body.headings.peek();
                let heading = headings.iter().find(|heading| heading.id == id && !heading.text.is_empty());
                heading.map(|heading| LinkName::Title { text: heading.text.clone(), lang: page.lang })
            };
            // Where two figures want one id, which is reported, the later has it.
            let figures = (self.figures)(page.id);
            let figure = figures.iter().rfind(|figure| figure.id == id);
            figure.map(|figure| figure.name(self.site, page)).or_else(title)
        });
        named.unwrap_or_else(|| LinkName::Title { text: page.front.title.value.clone(), lang: page.lang })
    }

    fn dataset(&self, route: &Route, page: &Page) -> LinkName {
        let dataset = self.site.datasets.iter().find(|dataset| dataset.route == *route);
        let text = dataset.map_or_else(|| route.as_str().to_owned(), |dataset| dataset.title.value.clone());
        LinkName::Title { text, lang: dataset.map_or(page.lang, |_| self.site.config.language) }
    }
}
