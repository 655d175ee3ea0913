//! Which pages stand in which lists, and in what order.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::sync::OnceLock;

use rayon::prelude::*;

use crate::locale::{Lang, Order, slugify};
use crate::model::dataset::{Dataset, DatasetId};
use crate::model::overview::{self, Period, Tag};
use crate::model::page::{Page, PageId, PageKind, SortBy};
use crate::model::site::Site;

use super::context::When;
use super::page::when;

/// Lists of the whole site, made once.
#[derive(Debug, Default)]
pub struct Lists {
    sections: HashMap<PageId, Section>,
    /// Articles with a date, newest first, by language.
    newest: HashMap<Lang, Vec<PageId>>,
    /// Home and section pages of the site's language by their folder below content/.
    folders: HashMap<String, PageId>,
    /// The tags of each language.
    tags: Vec<Tag>,
    /// Positions in `tags`, by language and name.
    by_tag: HashMap<(Lang, String), usize>,
    /// Years and months of each language, newest first.
    periods: HashMap<Lang, Vec<Period>>,
    /// Pages that say the same in several languages, by their path without the language.
    translations: HashMap<String, Vec<PageId>>,
    /// Where each article stands in the list of its section.
    positions: HashMap<PageId, usize>,
    /// By `PageId`: where each page stands among all, newer ones first, of one date the one of the lower number.
    ages: Vec<u32>,
    /// By `PageId`: its date as all lists show it, made for the first that does.
    dates: Vec<OnceLock<Option<When>>>,
}

/// What stands right below a section (or the home page).
#[derive(Debug, Default)]
pub struct Section {
    pub articles: Vec<PageId>,
    /// Articles with a date here and in the sections below, newest first.
    pub newest: Vec<PageId>,
    pub subsections: Vec<PageId>,
    pub datasets: Vec<DatasetId>,
}

impl Lists {
    /// The lists of `site`.
    #[must_use]
    pub fn of(site: &Site) -> Self {
        let overviews = |lang: &Lang| rayon::join(|| overview::tags(site, *lang), || overview::periods(site, *lang));
        let overviews = || overview::languages(site).par_iter().map(overviews).collect::<Vec<_>>();
        let with_ages = || rayon::join(|| ages(site), || Self::sections(site));
        let ((ages, lists), overviews) = rayon::join(with_ages, overviews);
        let dates = site.pages.iter().map(|_| OnceLock::new()).collect();
        let mut lists = Self { ages, dates, ..lists };
        lists.add(site, overviews);
        lists
    }

    /// What stands below each section, and the articles of each language.
    fn sections(site: &Site) -> Self {
        let mut lists = Self::default();
        for page in site.pages.iter().filter(|page| page.kind != PageKind::Article) {
            if page.lang == site.config.language {
                lists.folders.insert(page.folder.clone(), page.id);
            }
            lists.sections.entry(page.id).or_default();
        }
        for page in &site.pages {
            let Some(section) = page.section.map(|section| lists.sections.entry(section).or_default()) else {
                continue;
            };
            match page.kind {
                PageKind::Article => section.articles.push(page.id),
                PageKind::Section => section.subsections.push(page.id),
                PageKind::Home => {}
            }
        }
        for dataset in site.datasets.iter().filter(|dataset| dataset.has_page) {
            if let Some(section) = lists.section_of(dataset) {
                lists.sections.entry(section).or_default().datasets.push(dataset.id);
            }
        }
        let orders: HashMap<Lang, Order> = Lang::ALL.into_iter().map(|lang| (lang, Order::of(lang))).collect();
        for (id, section) in &mut lists.sections {
            let page = site.page(*id);
            sort(&mut section.articles, site, page.front.sort_by, &orders[&page.lang]);
            sort(&mut section.subsections, site, SortBy::Weight, &orders[&page.lang]);
        }
        for lang in Lang::ALL {
            let dated = |page: &&Page| page.lang == lang && page.kind == PageKind::Article && page.front.date.is_some();
            let mut newest: Vec<PageId> = site.pages.iter().filter(dated).map(|page| page.id).collect();
            sort(&mut newest, site, SortBy::Date, &orders[&lang]);
            for id in &newest {
                let above = std::iter::successors(site.page(*id).section, |section| site.page(*section).section);
                for section in above {
                    lists.sections.entry(section).or_default().newest.push(*id);
                }
            }
            lists.newest.insert(lang, newest);
        }
        lists
    }

    /// Adds the `overviews` of each language, and what is found by pages.
    fn add(&mut self, site: &Site, overviews: Vec<(Vec<Tag>, Vec<Period>)>) {
        for (lang, (tags, periods)) in overview::languages(site).into_iter().zip(overviews) {
            for mut tag in tags {
                tag.pages.sort_unstable_by_key(|page| self.age(*page));
                self.by_tag.insert((lang, slugify(&tag.name)), self.tags.len());
                self.tags.push(tag);
            }
            self.periods.insert(lang, periods);
        }
        let has_others = site.pages.iter().any(|page| page.lang != site.config.language);
        for page in site.pages.iter().filter(|_| has_others) {
            self.translations.entry(page.without_language().to_owned()).or_default().push(page.id);
        }
        for section in self.sections.values() {
            self.positions.extend(section.articles.iter().copied().zip(0..));
        }
    }

    /// The tags of all languages.
    #[must_use]
    pub fn all_tags(&self) -> &[Tag] {
        &self.tags
    }

    /// The tags of `lang`, in the order of their slugs.
    pub fn tags(&self, lang: Lang) -> impl Iterator<Item = &Tag> {
        self.tags.iter().filter(move |tag| tag.lang == lang)
    }

    /// The tag that an article of `lang` writes so.
    #[must_use]
    pub fn tag(&self, lang: Lang, name: &str) -> Option<&Tag> {
        self.by_tag.get(&(lang, slugify(name))).map(|at| &self.tags[*at])
    }

    /// The years and months of `lang`.
    #[must_use]
    pub fn periods(&self, lang: Lang) -> &[Period] {
        self.periods.get(&lang).map_or(&[], Vec::as_slice)
    }

    /// The same page in other languages.
    pub fn translations(&self, page: &Page) -> impl Iterator<Item = PageId> + '_ {
        let id = page.id;
        let all = if self.translations.is_empty() { None } else { self.translations.get(page.without_language()) };
        all.into_iter().flatten().copied().filter(move |other| *other != id)
    }

    /// What stands before and behind an article in the list of its section.
    #[must_use]
    pub fn neighbours(&self, page: &Page) -> (Option<PageId>, Option<PageId>) {
        let section = page.section.and_then(|section| self.section(section));
        let (Some(section), Some(at)) = (section, self.positions.get(&page.id)) else { return (None, None) };
        let before = at.checked_sub(1).and_then(|at| section.articles.get(at));
        (before.copied(), section.articles.get(at + 1).copied())
    }

    /// Where a page stands among all, newer ones first, of one date the one of the lower number.
    #[must_use]
    pub fn age(&self, id: PageId) -> u32 {
        self.ages[id.0 as usize]
    }

    /// The date of a page, as all lists show it.
    #[must_use]
    pub fn date(&self, page: &Page) -> Option<&When> {
        let made = || page.front.date.as_ref().map(|date| when(date, page.lang));
        self.dates[page.id.0 as usize].get_or_init(made).as_ref()
    }

    /// What stands below the section `id`.
    #[must_use]
    pub fn section(&self, id: PageId) -> Option<&Section> {
        self.sections.get(&id)
    }

    /// Articles with a date in `lang`, newest first.
    #[must_use]
    pub fn newest(&self, lang: Lang) -> &[PageId] {
        self.newest.get(&lang).map_or(&[], Vec::as_slice)
    }

    /// The nearest section at or above the dataset's folder.
    #[must_use]
    pub fn section_of(&self, dataset: &Dataset) -> Option<PageId> {
        let mut folder = dataset.path.rsplit_once('/').map_or("", |(folder, _)| folder);
        loop {
            if let Some(section) = self.folders.get(folder) {
                return Some(*section);
            }
            if folder.is_empty() {
                return None;
            }
            folder = folder.rsplit_once('/').map_or("", |(above, _)| above);
        }
    }
}

fn ages(site: &Site) -> Vec<u32> {
    let mut newest: Vec<&Page> = site.pages.iter().collect();
    newest.sort_by(|a, b| b.front.date.cmp(&a.front.date).then(a.id.cmp(&b.id)));
    let mut ages = vec![0; newest.len()];
    for (page, age) in newest.into_iter().zip(0..) {
        ages[page.id.0 as usize] = age;
    }
    ages
}

fn sort(pages: &mut [PageId], site: &Site, by: SortBy, order: &Order) {
    let title = |page: &Page| page.front.title.value.clone();
    pages.sort_by(|a, b| {
        let (a, b) = (site.page(*a), site.page(*b));
        let first = match by {
            SortBy::Date => Reverse(&a.front.date).cmp(&Reverse(&b.front.date)),
            SortBy::Title => std::cmp::Ordering::Equal,
            SortBy::Weight => a.front.weight.cmp(&b.front.weight),
        };
        first.then_with(|| order.compare(&title(a), &title(b))).then_with(|| a.path.cmp(&b.path))
    });
}
