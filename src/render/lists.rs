//! Which pages stand in which lists, and in what order.

use std::cmp::Reverse;
use std::collections::HashMap;

use crate::locale::{Lang, Order};
use crate::model::dataset::{Dataset, DatasetId};
use crate::model::page::{Page, PageId, PageKind, SortBy};
use crate::model::site::Site;

/// Lists of the whole site, made once.
#[derive(Debug, Default)]
pub struct Lists {
    sections: HashMap<PageId, Section>,
    /// Articles with a date, newest first, by language.
    newest: HashMap<Lang, Vec<PageId>>,
    /// Home and section pages of the site's language by their folder below content/.
    folders: HashMap<String, PageId>,
}

/// What stands right below a section (or the home page).
#[derive(Debug, Default)]
pub struct Section {
    pub articles: Vec<PageId>,
    pub subsections: Vec<PageId>,
    pub datasets: Vec<DatasetId>,
}

impl Lists {
    /// The lists of `site`.
    #[must_use]
    pub fn of(site: &Site) -> Self {
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
            lists.newest.insert(lang, newest);
        }
        lists
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
