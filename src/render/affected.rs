//! Which files of the output an edit of pages touches.

use std::collections::{BTreeSet, HashMap, HashSet};

use rayon::prelude::*;

use crate::check::{Before, CheckedPage, CheckedSite, Target};
use crate::locale::{Lang, slugify};
use crate::model::dataset::DatasetId;
use crate::model::overview::{self, Tag};
use crate::model::page::{Page, PageId, PageKind};
use crate::model::route::OutputPath;
use crate::model::site::Site;

use super::job::Job;
use super::lists::Lists;
use super::page::around;
use super::renderer::Renderer;
use super::{document, rows};

/// What is not as it was when the files of a site were made.
#[derive(Debug)]
pub struct Edit {
    /// How pages stood that were read or checked again since, and those that are there no more.
    pub before: Vec<Before>,
    /// The pages that were not there.
    pub new: Vec<PageId>,
    /// The datasets whose files have changed.
    pub data: Vec<DatasetId>,
    /// The files that are copied, or of which pictures are made, and have changed, came or went: their paths below content/.
    pub assets: HashSet<String>,
}

/// What has to be made again.
#[derive(Debug)]
pub struct Affected {
    /// None for all.
    jobs: Option<HashSet<Job>>,
    /// True where the files are affected that no job makes: those of the theme, pictures and other assets.
    files: bool,
}

impl Affected {
    /// Everything.
    #[must_use]
    pub fn all() -> Self {
        Self { jobs: None, files: true }
    }

    /// What an `edit` of `site` has to make again.
    ///
    /// Where it is easier to make everything than to say what depends on an edit, that is everything.
    #[must_use]
    pub fn of(site: &mut CheckedSite, renderer: &Renderer, edit: Edit) -> Self {
        let mut files = !edit.assets.is_empty();
        jobs(site, renderer, edit, &mut files).map_or_else(Self::all, |jobs| Self { jobs: Some(jobs), files })
    }

    /// True for everything.
    #[must_use]
    pub fn is_all(&self) -> bool {
        self.jobs.is_none()
    }

    /// True where the files are affected that no job makes.
    #[must_use]
    pub fn has_files(&self) -> bool {
        self.files
    }

    pub(super) fn has(&self, job: Job) -> bool {
        self.jobs.as_ref().is_none_or(|jobs| jobs.contains(&job))
    }

    /// The pages whose own files are made again.
    #[must_use]
    pub fn pages(&self) -> Vec<PageId> {
        let page = |job: &Job| if let Job::Page(id) = job { Some(*id) } else { None };
        self.jobs.iter().flatten().filter_map(page).collect()
    }
}

/// A page that others see otherwise than before.
struct Move {
    /// None where it is gone.
    now: Option<PageId>,
    /// None where it is new.
    before: Option<Page>,
}

fn jobs(site: &mut CheckedSite, renderer: &Renderer, edit: Edit, files: &mut bool) -> Option<HashSet<Job>> {
    let Edit { before, new, data, assets } = edit;
    // A whole report on one page, and what web servers are told, are made of all pages.
    if renderer.templates.has(document::TEMPLATE) || !site.site.config.headers.is_empty() {
        return None;
    }
    let (mut jobs, mut moved) = (of_data(&site.site, renderer, &data), Vec::new());
    for Before { page: old, checked: old_checked } in before {
        let Some(page) = site.site.page_at(&old.path) else {
            jobs.extend(of_set(&site.site, &old, &old_checked)?);
            *files |= !pictures(&old, &old_checked).is_empty();
            moved.push(Move { now: None, before: Some(old) });
            continue;
        };
        let checked = site.page(page.id);
        if beyond(&site.site, checked) != beyond(&site.site, &old_checked) {
            return None;
        }
        *files |= pictures(page, checked) != pictures(&old, &old_checked);
        // Lists show pictures too.
        let has_moved = !page.is_alike(&old) || checked.files.iter().any(|file| assets.contains(file.as_str()));
        if has_moved || !states_alike(checked, &old_checked) {
            let cited = cited(checked).chain(cited(&old_checked)).map(Job::Dataset);
            jobs.extend(cited.chain([Job::Figures]));
        }
        if has_moved || page.body.searched != old.body.searched {
            jobs.insert(Job::Search(page.lang));
        }
        jobs.insert(Job::Page(page.id));
        if has_moved {
            moved.push(Move { now: Some(page.id), before: Some(old) });
        }
    }
    for id in new {
        let (page, checked) = (site.site.page(id), site.page(id));
        jobs.extend(of_set(&site.site, page, checked)?);
        *files |= !pictures(page, checked).is_empty();
        jobs.insert(Job::Page(id));
        moved.push(Move { now: Some(id), before: None });
    }
    if !moved.is_empty() {
        jobs.extend(of_moved(site, renderer, moved)?);
    }
    Some(jobs)
}

/// What is made again where the files of data have changed, the pages aside that draw or cite it.
fn of_data(site: &Site, renderer: &Renderer, data: &[DatasetId]) -> HashSet<Job> {
    if data.is_empty() {
        return HashSet::new();
    }
    let lists_one = |page: &&Page| {
        let lists =
            renderer.lists.section(page.id).is_some_and(|section| section.datasets.iter().any(|id| data.contains(id)));
        lists || page.kind == PageKind::Home
    };
    let pages = site.pages.iter().filter(lists_one).map(|page| Job::Page(page.id));
    let of_language = |lang: Lang| [Job::Overviews(lang), Job::Search(lang)];
    let wide = overview::languages(site).into_iter().flat_map(of_language).chain([Job::Figures, Job::Site]);
    data.iter().copied().map(Job::Dataset).chain(wide).chain(pages).collect()
}

/// What is made again where a page is there that was not, or the other way round, beside what lists it.
fn of_set(site: &Site, page: &Page, checked: &CheckedPage) -> Option<Vec<Job>> {
    if !beyond(site, checked).is_empty() {
        return None;
    }
    Some(cited(checked).map(Job::Dataset).chain([Job::Figures, Job::Search(page.lang)]).collect())
}

/// What is made again where others see that pages have changed.
fn of_moved(site: &mut CheckedSite, renderer: &Renderer, moved: Vec<Move>) -> Option<HashSet<Job>> {
    let mut jobs = HashSet::from([Job::Site]);
    let mut tags: HashSet<(Lang, String)> = HashSet::new();
    for Move { now, before } in &moved {
        let now = now.map(|id| site.site.page(id));
        let frame = |page: &Page| (page.kind, page.lang, page.route.clone(), page.section, page.front.date.is_some());
        let aliases = |page: &Page| page.front.aliases.iter().map(|it| it.value.clone()).collect::<Vec<_>>();
        if let (Some(page), Some(old)) = (now, before)
            && (frame(page) != frame(old) || aliases(page) != aliases(old))
        {
            return None;
        }
        for page in now.into_iter().chain(before) {
            // A section and the home page show their names on everything below them, data too.
            if page.kind != PageKind::Article {
                return None;
            }
            jobs.insert(Job::Overviews(page.lang));
            tags.extend(page.front.tags.iter().map(|tag| (page.lang, slugify(&tag.value))));
        }
    }
    // Entries of the menu may name places on pages.
    if site.site.config.menu.iter().any(|item| item.url.value.contains('#')) {
        return None;
    }
    let ids: HashSet<PageId> = moved.iter().filter_map(|it| it.now).collect();
    let earlier = Earlier::of(&mut site.site, moved);
    let (site, lists) = (&site.site, &renderer.lists);
    // The spelling of a tag that is shown is that of most articles.
    let is_other = |tag: &Tag| earlier.lists.tag(tag.lang, &tag.name).is_some_and(|known| known.name != tag.name);
    if earlier.languages != overview::languages(site) || lists.all_tags().iter().any(is_other) {
        return None;
    }
    let slug = |tag: &Tag| (tag.lang, slugify(&tag.name));
    jobs.extend((0..).zip(lists.all_tags()).filter(|(_, tag)| tags.contains(&slug(tag))).map(|(at, _)| Job::Tag(at)));
    let shows = |(page, earlier): &(&Page, Vec<PageId>)| {
        let around = around(site, lists, page);
        around.iter().any(|id| ids.contains(id)) || around != *earlier
    };
    let pages = site.pages.par_iter().zip(earlier.around).filter(shows);
    jobs.par_extend(pages.map(|(page, _)| Job::Page(page.id)));
    Some(jobs)
}

/// What stood in which list before pages moved.
struct Earlier {
    lists: Lists,
    languages: Vec<Lang>,
    /// By page as they are numbered now: the pages around it.
    around: Vec<Vec<PageId>>,
}

/// In the place of the number of a page that is gone.
const GONE: PageId = PageId(u32::MAX);

impl Earlier {
    fn of(site: &mut Site, moved: Vec<Move>) -> Self {
        let count = site.pages.len();
        let (mut before, mut pages) = (HashMap::new(), Vec::with_capacity(count));
        for Move { now, before: page } in moved {
            match now {
                Some(id) => drop(before.insert(id, page)),
                None => pages.extend(page.map(|page| Page { id: GONE, ..page })),
            }
        }
        let is_now: HashSet<PageId> = before.keys().copied().collect();
        let mut now = Vec::with_capacity(before.len());
        for page in std::mem::take(&mut site.pages) {
            match before.remove(&page.id) {
                Some(old) => {
                    pages.extend(old.map(|old| Page { id: page.id, ..old }));
                    now.push(page);
                }
                None => pages.push(page),
            }
        }
        pages.sort_by(|a, b| a.path.cmp(&b.path));
        let numbers: Vec<PageId> = pages.iter().map(|page| page.id).collect();
        site.pages = pages;
        site.order_pages();
        let lists = Lists::of(site);
        let languages = overview::languages(site);
        let of_page = |(page, number): (&Page, &PageId)| {
            let around = around(site, &lists, page).into_iter().map(|id| numbers[id.0 as usize]).collect::<Vec<_>>();
            (*number, around)
        };
        let each: Vec<(PageId, Vec<PageId>)> = site.pages.par_iter().zip(&numbers).map(of_page).collect();
        let mut around = vec![Vec::new(); count];
        for (id, of_page) in each.into_iter().filter(|(id, _)| *id != GONE) {
            around[id.0 as usize] = of_page;
        }
        let stays = |(_, number): &(Page, PageId)| *number != GONE && !is_now.contains(number);
        now.extend(std::mem::take(&mut site.pages).into_iter().zip(numbers).filter(stays).map(|(page, _)| page));
        site.pages = now;
        site.order_pages();
        Self { lists, languages, around }
    }
}

/// True where the register of all figures says the same of both.
fn states_alike(a: &CheckedPage, b: &CheckedPage) -> bool {
    let claims = |page: &CheckedPage| {
        let claims = page.numbers.claims.values().map(|claim| {
            let place = (claim.id.clone(), claim.dataset, claim.query.clone(), claim.rows.clone());
            (place, claim.kind, claim.value, claim.text.clone(), claim.expected.clone())
        });
        claims.collect::<Vec<_>>()
    };
    let judged = |page: &CheckedPage| {
        let judged =
            page.numbers.judged.iter().map(|it| (it.text.clone(), it.place, it.verdict.clone(), it.basis.clone()));
        judged.collect::<Vec<_>>()
    };
    let unclaimed =
        |page: &CheckedPage| page.numbers.unclaimed.iter().map(|it| (it.text.clone(), it.standing)).collect::<Vec<_>>();
    a.counts == b.counts
        && a.numbers.ignored == b.numbers.ignored
        && unclaimed(a) == unclaimed(b)
        && a.plots.values().eq(b.plots.values())
        && claims(a) == claims(b)
        && judged(a) == judged(b)
}

fn cited(page: &CheckedPage) -> impl Iterator<Item = DatasetId> {
    page.uses.iter().map(|it| it.dataset)
}

/// The rows cited of data so long that its page shows them for being cited.
fn beyond(site: &Site, page: &CheckedPage) -> BTreeSet<(DatasetId, usize)> {
    let is_long = |dataset: DatasetId| site.dataset(dataset).rows.len() > rows::MOST_SHOWN;
    if !page.uses.iter().any(|it| it.claims > 0 && is_long(it.dataset)) {
        return BTreeSet::new();
    }
    let claims = page.numbers.claims.values().filter(|claim| is_long(claim.dataset));
    claims.filter_map(|claim| Some((claim.dataset, *claim.rows.first()?))).collect()
}

/// The pictures that a page names.
fn pictures<'a>(page: &'a Page, checked: &'a CheckedPage) -> BTreeSet<&'a OutputPath> {
    let head = page.front.image.as_ref().and(checked.image.as_ref());
    checked.links.images.values().filter_map(Target::file).chain(head).collect()
}
