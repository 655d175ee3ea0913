//! The pages that no file of content/ writes: tags, the archive, the map of the site; each language has its own.

use crate::locale::{Date, Lang, show_units};
use crate::model::overview::{self, PER_PART, Period, Tag};
use crate::model::page::{PageId, PageKind};
use crate::model::route::{OutputPath, Route};

use super::context::{Crumb, ListContext, ListGroup, ListItem, PageContext, Pager, SearchContext};
use super::html::escape;
use super::job::Wanted;
use super::page::{home_crumb, summary};
use super::words::Words;
use super::{View, feed, json_ld};

/// A year's page lists its articles up to so many; beyond, only its months.
const MOST_OF_YEAR: usize = 200;

/// A page to render.
pub struct Overview<'a> {
    pub route: Route,
    pub template: &'static str,
    pub page: PageContext<'a>,
    pub list: ListContext<'a>,
}

/// What the overview pages of a language are made from.
#[derive(Clone, Copy)]
pub struct Maker<'a> {
    pub view: View<'a>,
    pub lang: Lang,
    pub words: Words<'a>,
}

impl<'a> Maker<'a> {
    /// The list of tags, the archive and the map of the site, as far as there is something in them and they are wanted.
    #[must_use]
    pub fn all(&self, wanted: Wanted<'_>) -> Vec<Overview<'a>> {
        let site = &self.view.site.site;
        let periods = self.view.renderer.lists.periods(self.lang);
        let mut made = Vec::new();
        let is_wanted = |route: &Route| wanted.has(&route.file());
        let tags = overview::tags_route(site, self.lang);
        if self.view.renderer.lists.tags(self.lang).next().is_some() && is_wanted(&tags) {
            made.push(self.tags());
        }
        let archive = overview::archive_route(site, self.lang);
        if !periods.is_empty() && !self.is_taken(&archive) {
            if is_wanted(&archive) {
                made.push(self.archive(&archive));
            }
            let periods = periods.iter().filter(|period| is_wanted(&period.route));
            made.extend(periods.map(|period| self.period(period, &archive)));
        }
        let map = overview::map_route(site, self.lang);
        if !self.is_taken(&map) && is_wanted(&map) {
            made.push(self.map(&map));
        }
        made
    }

    /// Where all of them stand, those of tags too.
    #[must_use]
    pub fn routes(&self) -> Vec<Route> {
        let (site, lists) = (&self.view.site.site, &self.view.renderer.lists);
        let mut routes = Vec::new();
        for tag in lists.tags(self.lang) {
            routes.extend((1..=tag.pages.len().div_ceil(PER_PART)).map(|number| tag.route.part(number)));
        }
        if !routes.is_empty() {
            routes.push(overview::tags_route(site, self.lang));
        }
        let (archive, periods) = (overview::archive_route(site, self.lang), lists.periods(self.lang));
        if !periods.is_empty() && !self.is_taken(&archive) {
            routes.push(archive);
            routes.extend(periods.iter().map(|period| period.route.clone()));
        }
        routes.push(overview::map_route(site, self.lang));
        routes.dedup();
        routes
    }

    /// The parts of a tag's page.
    #[must_use]
    pub fn tag(&self, tag: &Tag) -> Vec<Overview<'a>> {
        let chunks: Vec<&[PageId]> = tag.pages.chunks(PER_PART).collect();
        let total = chunks.len();
        let part = |(at, ids): (usize, &&[PageId])| {
            let own = tag.route.part(at + 1);
            let from = own.file();
            let mut page = self.page("tag", &own, self.words.fill("tag_title", &[("tag", &tag.name)]));
            let tags = overview::tags_route(&self.view.site.site, self.lang);
            page.breadcrumb.push(self.crumb(self.words.get("tags"), &tags, &from));
            page.pages = ids.iter().map(|id| summary(&self.view, &from, *id)).collect();
            page.feed = self.dated(&tag.pages).next().map(|_| from.link_to(&tag.route.beside(feed::FILE)));
            page.pager = Pager::of(&tag.route, at + 1, total);
            done(own, "tag.html", page, Vec::new())
        };
        chunks.iter().enumerate().map(part).collect()
    }

    /// The page that searches the site, whose index begins at `index`; none where the author has a page there.
    #[must_use]
    pub fn search(&self, index: &OutputPath) -> Option<(Overview<'a>, SearchContext)> {
        let route = overview::search_route(&self.view.site.site, self.lang);
        if self.is_taken(&route) {
            return None;
        }
        let from = route.file();
        let mut page = self.page("search", &route, self.words.get("search").to_owned());
        let newest = self.view.renderer.lists.newest(self.lang);
        page.pages = newest.iter().take(PER_PART).map(|id| summary(&self.view, &from, *id)).collect();
        let up = "../".repeat(from.as_str().matches('/').count());
        let context = SearchContext { index: from.link_to(index), folder: format!("{up}_baocao/search/"), root: up };
        Some((done(route, "search.html", page, Vec::new()), context))
    }

    /// The feed of a tag.
    #[must_use]
    pub fn tag_feed(&self, tag: &Tag) -> Option<(OutputPath, Vec<u8>)> {
        let title = format!("{} – {}", tag.name, self.view.site.site.config.title);
        let articles: Vec<PageId> = self.dated(&tag.pages).collect();
        let source = feed::Source { route: tag.route.clone(), title, lang: self.lang, articles: &articles };
        feed::file(&self.view, &source)
    }

    /// Where the feed of all articles stands.
    #[must_use]
    pub fn feed_path(&self) -> OutputPath {
        overview::root(&self.view.site.site, self.lang).beside(feed::FILE)
    }

    /// The feed of all articles.
    #[must_use]
    pub fn feed(&self) -> Option<(OutputPath, Vec<u8>)> {
        let site = &self.view.site.site;
        let source = feed::Source {
            route: overview::root(site, self.lang),
            title: site.config.title.clone(),
            lang: self.lang,
            articles: self.view.renderer.lists.newest(self.lang),
        };
        feed::file(&self.view, &source)
    }

    fn dated<'b>(&'b self, pages: &'b [PageId]) -> impl Iterator<Item = PageId> + 'b {
        pages.iter().copied().filter(|id| self.view.site.site.page(*id).front.date.is_some())
    }

    fn tags(&self) -> Overview<'a> {
        let route = overview::tags_route(&self.view.site.site, self.lang);
        let from = route.file();
        let item = |tag: &Tag| ListItem {
            title: tag.name.clone(),
            href: from.link_to(&tag.route.file()),
            count: Some(self.articles(tag.pages.len())),
            ..ListItem::default()
        };
        let mut items: Vec<ListItem> = self.view.renderer.lists.tags(self.lang).map(item).collect();
        let order = crate::locale::Order::of(self.lang);
        items.sort_by(|a, b| order.compare(&a.title, &b.title));
        let page = self.page("tags", &route, self.words.get("tags").to_owned());
        done(route, "archive.html", page, vec![ListGroup { items, ..ListGroup::default() }])
    }

    fn archive(&self, route: &Route) -> Overview<'a> {
        let from = route.file();
        let mut groups: Vec<ListGroup<'a>> = Vec::new();
        for period in self.view.renderer.lists.periods(self.lang) {
            match groups.last_mut().filter(|_| period.month.is_some()) {
                Some(year) => year.items.push(self.month_item(period, &from)),
                None => groups.push(ListGroup {
                    id: Some(format!("nam-{}", period.year)),
                    title: Some(self.title(period)),
                    href: Some(from.link_to(&period.route.file())),
                    ..ListGroup::default()
                }),
            }
        }
        let page = self.page("archive", route, self.words.get("archive").to_owned());
        done(route.clone(), "archive.html", page, groups)
    }

    fn period(&self, period: &Period, archive: &Route) -> Overview<'a> {
        let from = period.route.file();
        let mut page = self.page("archive", &period.route, self.title(period));
        page.breadcrumb.push(self.crumb(self.words.get("archive"), archive, &from));
        let own = |other: &&Period| other.year == period.year && other.month.is_some();
        let months = self.view.renderer.lists.periods(self.lang).iter().filter(own);
        let mut groups = Vec::new();
        if period.month.is_some() {
            let year = archive.join(&format!("{:04}", period.year));
            page.breadcrumb.push(self.crumb(&period.year.to_string(), &year, &from));
            page.pages = period.pages.iter().map(|id| summary(&self.view, &from, *id)).collect();
        } else if period.pages.len() > MOST_OF_YEAR {
            let items = months.map(|month| self.month_item(month, &from)).collect();
            groups.push(ListGroup { items, ..ListGroup::default() });
        } else {
            groups.extend(months.map(|month| ListGroup {
                id: month.month.map(|number| format!("thang-{number}")),
                title: Some(self.title(month)),
                href: Some(from.link_to(&month.route.file())),
                pages: month.pages.iter().map(|id| summary(&self.view, &from, *id)).collect(),
                ..ListGroup::default()
            }));
        }
        done(period.route.clone(), "archive.html", page, groups)
    }

    fn month_item(&self, period: &Period, from: &OutputPath) -> ListItem {
        ListItem {
            title: self.title(period),
            href: from.link_to(&period.route.file()),
            count: Some(self.articles(period.pages.len())),
            ..ListItem::default()
        }
    }

    fn title(&self, period: &Period) -> String {
        let year = period.year.to_string();
        match period.month {
            Some(month) => Date::month_of_year(self.lang, period.year, month),
            None => self.words.fill("archive_year", &[("year", &year)]),
        }
    }

    /// Sections with the pages in them that have no date, datasets, and the other overviews.
    fn map(&self, route: &Route) -> Overview<'a> {
        let (site, lists) = (&self.view.site.site, &self.view.renderer.lists);
        let from = route.file();
        let mut items = Vec::new();
        let home = site.pages.iter().find(|page| page.kind == PageKind::Home && page.lang == self.lang);
        if let Some(home) = home {
            self.below(home.id, 0, &from, &mut items);
        }
        let mut groups = vec![ListGroup { items, ..ListGroup::default() }];
        let datasets = site.datasets.iter().filter(|dataset| dataset.has_page);
        let dataset = |dataset: &crate::model::dataset::Dataset| ListItem {
            title: dataset.title.value.clone(),
            href: from.link_to(&dataset.route.file()),
            ..ListItem::default()
        };
        groups.push(self.group("catalogue", datasets.map(dataset).collect()));
        let years = lists.periods(self.lang).iter().filter(|period| period.month.is_none());
        let year = |period: &Period| ListItem { title: period.year.to_string(), ..self.month_item(period, &from) };
        if !self.is_taken(&overview::archive_route(site, self.lang)) {
            groups.push(self.group("archive", years.map(year).collect()));
        }
        let tag = |tag: &Tag| ListItem {
            title: tag.name.clone(),
            href: from.link_to(&tag.route.file()),
            count: Some(self.articles(tag.pages.len())),
            ..ListItem::default()
        };
        groups.push(self.group("tags", lists.tags(self.lang).map(tag).collect()));
        groups.retain(|group| !group.items.is_empty());
        let page = self.page("map", route, self.words.get("site_map").to_owned());
        done(route.clone(), "archive.html", page, groups)
    }

    fn group(&self, word: &str, items: Vec<ListItem>) -> ListGroup<'a> {
        ListGroup {
            id: Some(format!("map.{word}")),
            title: Some(self.words.get(word).to_owned()),
            items,
            ..ListGroup::default()
        }
    }

    /// What stands below a section: its own pages without a date, then its sections, each with how many articles it has.
    fn below(&self, section: PageId, depth: usize, from: &OutputPath, items: &mut Vec<ListItem>) {
        let (site, lists) = (&self.view.site.site, &self.view.renderer.lists);
        let Some(list) = lists.section(section) else { return };
        let item = |id: PageId, count: Option<String>| {
            let page = site.page(id);
            let href = from.link_to(&page.route.file());
            ListItem { title: page.front.title.value.clone(), href, count, depth, lang: page.lang.code() }
        };
        let undated = list.articles.iter().filter(|id| site.page(**id).front.date.is_none());
        items.extend(undated.map(|id| item(*id, None)));
        for id in &list.subsections {
            let count = lists.section(*id).map_or(0, |section| section.newest.len());
            items.push(item(*id, (count > 0).then(|| self.articles(count))));
            self.below(*id, depth + 1, from, items);
        }
    }

    /// True where a page or dataset of the author's stands at `route`: ours gives way.
    fn is_taken(&self, route: &Route) -> bool {
        let site = &self.view.site.site;
        site.pages.iter().any(|page| page.route == *route)
            || site.datasets.iter().any(|dataset| dataset.has_page && dataset.route == *route)
    }

    /// `12 bài`.
    fn articles(&self, count: usize) -> String {
        let number = show_units(self.lang, i128::try_from(count).unwrap_or(i128::MAX), 0);
        let word = if count == 1 { "count_article" } else { "count_articles" };
        self.words.fill(word, &[("n", &number)])
    }

    fn crumb(&self, title: &str, route: &Route, from: &OutputPath) -> Crumb {
        Crumb::new(title, route, from, &self.view.site.site.config.base_url)
    }

    fn page(&self, kind: &'static str, route: &Route, title: String) -> PageContext<'a> {
        let from = route.file();
        PageContext {
            kind,
            title_html: escape(&title),
            title,
            lang: self.lang.code(),
            permalink: route.permalink(&self.view.site.site.config.base_url),
            breadcrumb: home_crumb(&self.view, &from, self.lang).into_iter().collect(),
            ..PageContext::default()
        }
    }
}

fn done<'a>(
    route: Route,
    template: &'static str,
    mut page: PageContext<'a>,
    groups: Vec<ListGroup<'a>>,
) -> Overview<'a> {
    page.json_ld = json_ld::of_list(&page);
    Overview { route, template, page, list: ListContext { groups } }
}
