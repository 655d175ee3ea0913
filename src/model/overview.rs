//! Pages that no file of content/ writes: those of tags, the archive by years and months, the map of the site.
//!
//! Each language has its own, English ones of a Vietnamese site below `en/`.

use std::collections::{BTreeMap, HashMap};

use crate::locale::{Lang, nfc, slugify};

use super::page::{Page, PageId, PageKind};
use super::route::Route;
use super::site::Site;

/// Items of one page of a tag's list.
pub const PER_PART: usize = 50;

/// What articles of one language share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// As the first article writes it.
    pub name: String,
    pub lang: Lang,
    /// `tags/neu-guong`.
    pub route: Route,
    /// In the order of their paths.
    pub pages: Vec<PageId>,
}

/// A month, or a year, and its articles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Period {
    pub year: i16,
    /// From 1; none for the whole year.
    pub month: Option<i8>,
    /// `luu-tru/2024/05`.
    pub route: Route,
    /// Newest first.
    pub pages: Vec<PageId>,
}

/// Where the pages of `lang` begin.
#[must_use]
pub fn root(site: &Site, lang: Lang) -> Route {
    if lang == site.config.language { Route::home() } else { Route::new(lang.code()) }
}

/// The list of all tags.
#[must_use]
pub fn tags_route(site: &Site, lang: Lang) -> Route {
    root(site, lang).join("tags")
}

/// The archive's first page.
#[must_use]
pub fn archive_route(site: &Site, lang: Lang) -> Route {
    let name = match lang {
        Lang::Vi => "luu-tru",
        Lang::En => "archive",
    };
    root(site, lang).join(name)
}

/// The map of the site for people.
#[must_use]
pub fn map_route(site: &Site, lang: Lang) -> Route {
    let name = match lang {
        Lang::Vi => "so-do-trang",
        Lang::En => "site-map",
    };
    root(site, lang).join(name)
}

/// The page that searches the site.
#[must_use]
pub fn search_route(site: &Site, lang: Lang) -> Route {
    let name = match lang {
        Lang::Vi => "tim-kiem",
        Lang::En => "search",
    };
    root(site, lang).join(name)
}

/// The languages that pages are written in, the site's own first.
#[must_use]
pub fn languages(site: &Site) -> Vec<Lang> {
    let is_used = |lang: &Lang| *lang == site.config.language || site.pages.iter().any(|page| page.lang == *lang);
    let mut used: Vec<Lang> = Lang::ALL.into_iter().filter(is_used).collect();
    used.sort_by_key(|lang| *lang != site.config.language);
    used
}

/// The tags of `lang` that have a place, in the order of their slugs.
#[must_use]
pub fn tags(site: &Site, lang: Lang) -> Vec<Tag> {
    let mut found: BTreeMap<String, Tag> = BTreeMap::new();
    let mut slugs: HashMap<&str, String> = HashMap::new();
    let root = tags_route(site, lang);
    for page in articles(site, lang) {
        for tag in &page.front.tags {
            let slug = &*slugs.entry(&tag.value).or_insert_with(|| slugify(&tag.value));
            if slug.is_empty() {
                continue;
            }
            let new = || Tag { name: name(&tag.value), lang, route: root.join(slug), pages: Vec::new() };
            let tag = found.entry(slug.clone()).or_insert_with(new);
            if tag.pages.last() != Some(&page.id) {
                tag.pages.push(page.id);
            }
        }
    }
    found.into_values().collect()
}

/// True where some tag of `lang` has a place.
#[must_use]
pub fn has_tags(site: &Site, lang: Lang) -> bool {
    articles(site, lang).flat_map(|page| &page.front.tags).any(|tag| !slugify(&tag.value).is_empty())
}

/// A tag as it is compared: two that differ by no letter are one.
#[must_use]
pub fn name(tag: &str) -> String {
    nfc(tag.trim()).into_owned()
}

/// The years of `lang` with articles, newest first, each followed by its months.
#[must_use]
pub fn periods(site: &Site, lang: Lang) -> Vec<Period> {
    let mut dated: Vec<(&Page, i16, i8)> = articles(site, lang)
        .filter_map(|page| {
            let date = page.front.date.as_ref()?.date();
            Some((page, date.year(), date.day_of_year().0))
        })
        .collect();
    dated.sort_by(|(a, ..), (b, ..)| b.front.date.cmp(&a.front.date).then(a.path.cmp(&b.path)));
    let root = archive_route(site, lang);
    let mut periods = Vec::new();
    for year in dated.chunk_by(|a, b| a.1 == b.1) {
        let route = root.join(&format!("{:04}", year[0].1));
        let ids = |part: &[(&Page, i16, i8)]| part.iter().map(|(page, ..)| page.id).collect();
        periods.push(Period { year: year[0].1, month: None, route: route.clone(), pages: ids(year) });
        for month in year.chunk_by(|a, b| a.2 == b.2) {
            let route = route.join(&format!("{:02}", month[0].2));
            periods.push(Period { year: month[0].1, month: Some(month[0].2), route, pages: ids(month) });
        }
    }
    periods
}

fn articles(site: &Site, lang: Lang) -> impl Iterator<Item = &Page> {
    site.pages.iter().filter(move |page| page.kind == PageKind::Article && page.lang == lang)
}
