//! Which files of the output an edit of pages touches.

use std::collections::{BTreeSet, HashSet};

use rayon::prelude::*;

use crate::check::{Before, CheckedPage, CheckedSite, Target};
use crate::locale::{Lang, slugify};
use crate::model::dataset::DatasetId;
use crate::model::overview::Tag;
use crate::model::page::{Page, PageId, PageKind};
use crate::model::route::OutputPath;
use crate::model::site::Site;

use super::job::Job;
use super::lists::Lists;
use super::page::around;
use super::renderer::Renderer;
use super::{document, rows};

/// What has to be made again.
#[derive(Debug)]
pub struct Affected(Option<HashSet<Job>>);

impl Affected {
    /// Everything.
    #[must_use]
    pub fn all() -> Self {
        Self(None)
    }

    /// What has to be made again of `site`, some of whose pages stood as `before` says when its files were made, and which
    /// has no page more or less than it had.
    ///
    /// Where it is easier to make everything than to say what depends on an edit, that is everything.
    #[must_use]
    pub fn of(site: &mut CheckedSite, renderer: &Renderer, before: &mut [Before]) -> Self {
        Self(jobs(site, renderer, before))
    }

    /// True for everything.
    #[must_use]
    pub fn is_all(&self) -> bool {
        self.0.is_none()
    }

    pub(super) fn has(&self, job: Job) -> bool {
        self.0.as_ref().is_none_or(|jobs| jobs.contains(&job))
    }

    /// The pages whose own files are made again.
    #[must_use]
    pub fn pages(&self) -> Vec<PageId> {
        let page = |job: &Job| if let Job::Page(id) = job { Some(*id) } else { None };
        self.0.iter().flatten().filter_map(page).collect()
    }
}

fn jobs(site: &mut CheckedSite, renderer: &Renderer, before: &mut [Before]) -> Option<HashSet<Job>> {
    // A whole report on one page, and what web servers are told, are made of all pages.
    if renderer.templates.has(document::TEMPLATE) || !site.site.config.headers.is_empty() {
        return None;
    }
    let (mut jobs, mut moved) = (HashSet::new(), Vec::new());
    for old in before {
        let page = site.site.page_at(&old.page.path)?;
        let (id, checked) = (page.id, site.page(page.id));
        if pictures(page, checked) != pictures(&old.page, &old.checked)
            || beyond(&site.site, checked) != beyond(&site.site, &old.checked)
        {
            return None;
        }
        let has_moved = !page.is_alike(&old.page);
        let states_other = !states_alike(checked, &old.checked);
        if has_moved || states_other {
            let cited = cited(checked).chain(cited(&old.checked)).map(Job::Dataset);
            jobs.extend(cited.chain([Job::Figures]));
        }
        if has_moved || page.body.searched != old.page.body.searched {
            jobs.insert(Job::Search(page.lang));
        }
        jobs.insert(Job::Page(id));
        if has_moved {
            moved.push((id, old));
        }
    }
    if !moved.is_empty() {
        jobs.extend(of_moved(site, renderer, &mut moved)?);
    }
    Some(jobs)
}

/// What is made again where others see that pages have changed.
fn of_moved(site: &mut CheckedSite, renderer: &Renderer, moved: &mut [(PageId, &mut Before)]) -> Option<HashSet<Job>> {
    let mut jobs = HashSet::from([Job::Site]);
    for (id, Before { page: old, .. }) in moved.iter() {
        let page = site.site.page(*id);
        let frame = |page: &Page| (page.kind, page.lang, page.route.clone(), page.section, page.front.date.is_some());
        // A section and the home page show their names on everything below them, data too.
        if page.kind != PageKind::Article {
            return None;
        }
        let aliases = |page: &Page| page.front.aliases.iter().map(|it| it.value.clone()).collect::<Vec<_>>();
        if frame(page) != frame(old) || aliases(page) != aliases(old) {
            return None;
        }
        jobs.insert(Job::Overviews(page.lang));
    }
    // Entries of the menu may name places on pages.
    if site.site.config.menu.iter().any(|item| item.url.value.contains('#')) {
        return None;
    }
    let earlier = earlier(&mut site.site, moved);
    let lists = &renderer.lists;
    let slug = |tag: &Tag| (tag.lang, slugify(&tag.name));
    for tag in lists.all_tags() {
        // The spelling that is shown is that of most articles.
        if earlier.lists.tag(tag.lang, &tag.name).is_some_and(|known| known.name != tag.name) {
            return None;
        }
    }
    let site = &site.site;
    let mut tags: HashSet<(Lang, String)> = HashSet::new();
    for (id, old) in moved.iter() {
        let of = |page: &Page| page.front.tags.iter().map(|tag| (page.lang, slugify(&tag.value))).collect::<Vec<_>>();
        tags.extend(of(site.page(*id)).into_iter().chain(of(&old.page)));
    }
    jobs.extend((0..).zip(lists.all_tags()).filter(|(_, tag)| tags.contains(&slug(tag))).map(|(at, _)| Job::Tag(at)));
    let ids: HashSet<PageId> = moved.iter().map(|(id, _)| *id).collect();
    let shows = |(page, earlier): &(&Page, Vec<PageId>)| {
        let around = around(site, lists, page);
        around.iter().any(|id| ids.contains(id)) || around != *earlier
    };
    let pages = site.pages.par_iter().zip(earlier.around).filter(shows);
    jobs.par_extend(pages.map(|(page, _)| Job::Page(page.id)));
    Some(jobs)
}

/// What stood in which list before the pages moved.
struct Earlier {
    lists: Lists,
    /// By page.
    around: Vec<Vec<PageId>>,
}

fn earlier(site: &mut Site, moved: &mut [(PageId, &mut Before)]) -> Earlier {
    let swap = |site: &mut Site, moved: &mut [(PageId, &mut Before)]| {
        for (id, old) in moved {
            std::mem::swap(&mut site.pages[id.0 as usize], &mut old.page);
        }
    };
    swap(site, moved);
    let lists = Lists::of(site);
    let around = site.pages.par_iter().map(|page| around(site, &lists, page)).collect();
    swap(site, moved);
    Earlier { lists, around }
}

/// True where the register of all figures says the same of both.
fn states_alike(a: &CheckedPage, b: &CheckedPage) -> bool {
    let claims = |page: &CheckedPage| {
        let claims = page.claims.values().map(|claim| {
            let place = (claim.id.clone(), claim.dataset, claim.query.clone(), claim.rows.clone());
            (place, claim.kind, claim.value, claim.text.clone(), claim.expected.clone())
        });
        claims.collect::<Vec<_>>()
    };
    let judged = |page: &CheckedPage| {
        let judged = page.judged.iter().map(|it| (it.text.clone(), it.place, it.verdict.clone(), it.basis.clone()));
        judged.collect::<Vec<_>>()
    };
    let unclaimed =
        |page: &CheckedPage| page.unclaimed.iter().map(|it| (it.text.clone(), it.standing)).collect::<Vec<_>>();
    a.counts == b.counts
        && a.ignored == b.ignored
        && unclaimed(a) == unclaimed(b)
        && a.plots.values().eq(b.plots.values())
        && claims(a) == claims(b)
        && judged(a) == judged(b)
}

fn cited(page: &CheckedPage) -> impl Iterator<Item = DatasetId> {
    page.claims.values().map(|claim| claim.dataset).chain(page.plots.values().map(|plot| plot.dataset))
}

/// The rows cited of data so long that its page shows them for being cited.
fn beyond(site: &Site, page: &CheckedPage) -> BTreeSet<(DatasetId, usize)> {
    let is_long = |dataset: DatasetId| site.dataset(dataset).rows.len() > rows::MOST_SHOWN;
    let claims = page.claims.values().filter(|claim| is_long(claim.dataset));
    claims.filter_map(|claim| Some((claim.dataset, *claim.rows.first()?))).collect()
}

/// The pictures that a page names.
fn pictures<'a>(page: &'a Page, checked: &'a CheckedPage) -> BTreeSet<&'a OutputPath> {
    let head = page.front.image.as_ref().and(checked.image.as_ref());
    checked.images.values().filter_map(Target::file).chain(head).collect()
}
