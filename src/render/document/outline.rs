//! What a document holds, and in what order.

use std::collections::HashSet;

use crate::check::Target;
use crate::model::dataset::DatasetId;
use crate::model::page::{Page, PageId, PageKind};

use crate::render::View;

/// A chapter.
#[derive(Debug, PartialEq, Eq)]
pub struct Entry {
    pub page: PageId,
    /// `2.1`; the page that begins the document has none.
    pub number: Option<String>,
    /// How deep it stands, from 1.
    pub level: usize,
}

/// The chapters of the document that begins with `top`: itself, then what stands below it. The first level follows the menu;
/// what is not in it comes behind, pages before sections as on the map of the site.
///
/// A page without a body that holds no chapters is left out.
#[must_use]
pub fn chapters(view: &View<'_>, top: &Page) -> Vec<Entry> {
    let mut entries = Vec::new();
    if has_body(view, top) {
        entries.push(Entry { page: top.id, number: None, level: 1 });
    }
    let mut first = below(view, top.id);
    if top.kind == PageKind::Home {
        let menu: Vec<&str> = view.site.menu().iter().filter_map(|target| route(target.as_ref())).collect();
        let place = |id: &PageId| {
            let route = view.site.site.page(*id).route.as_str();
            menu.iter().position(|known| *known == route).unwrap_or(usize::MAX)
        };
        first.sort_by_key(place);
    }
    number(view, &first, "", 1, &mut entries);
    entries
}

/// The datasets of the appendix: those that its chapters draw or cite and those of its sections; all of them in the document
/// of the site's language.
#[must_use]
pub fn datasets(view: &View<'_>, top: &Page, entries: &[Entry]) -> Vec<DatasetId> {
    let site = &view.site.site;
    let is_whole = top.kind == PageKind::Home && top.lang == site.config.language;
    let mut used: HashSet<DatasetId> = HashSet::new();
    for entry in entries {
        let checked = view.site.page(entry.page);
        used.extend(checked.uses.iter().map(|it| it.dataset));
        used.extend(view.renderer.lists.section(entry.page).into_iter().flat_map(|section| &section.datasets));
    }
    let has_place = site.datasets.iter().filter(|dataset| dataset.has_page);
    has_place.map(|dataset| dataset.id).filter(|id| is_whole || used.contains(id)).collect()
}

fn number(view: &View<'_>, pages: &[PageId], above: &str, level: usize, entries: &mut Vec<Entry>) {
    let mut count = 0;
    for id in pages {
        let page = view.site.site.page(*id);
        let own = format!("{above}{}", count + 1);
        let mut inner = Vec::new();
        number(view, &below(view, *id), &format!("{own}."), level + 1, &mut inner);
        if !inner.is_empty() || has_body(view, page) || page.front.summary.is_some() {
            count += 1;
            entries.push(Entry { page: *id, number: Some(own), level });
            entries.append(&mut inner);
        }
    }
}

/// The pages right below a section, then the sections.
fn below(view: &View<'_>, id: PageId) -> Vec<PageId> {
    let section = view.renderer.lists.section(id).filter(|_| view.site.site.page(id).kind != PageKind::Article);
    section.map_or_else(Vec::new, |section| section.articles.iter().chain(&section.subsections).copied().collect())
}

fn has_body(view: &View<'_>, page: &Page) -> bool {
    let text = view.renderer.text(page);
    text.get(page.body_start..).is_some_and(|body| !body.trim().is_empty())
}

fn route(target: Option<&Target>) -> Option<&str> {
    match target {
        Some(Target::Route { route, anchor: None }) => Some(route.as_str()),
        _ => None,
    }
}
