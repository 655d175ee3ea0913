//! Holds a loaded site against itself: links, routes, claims, charts, data. Only here a [`CheckedSite`] is made.

mod again;
mod allowances;
mod alone;
mod amend;
mod anchors;
mod asked;
mod changes;
mod charts;
mod claims;
mod corrections;
mod data;
mod datasets;
mod downloads;
mod honest;
mod images;
mod links;
mod listing;
mod names;
mod pages;
mod plots;
mod prose;
mod published;
mod refused;
mod routes;
mod site;
mod stated;
mod tags;
mod texts;
mod translations;
mod units;

pub use again::{Before, again};
pub use allowances::{allow, allow_in};
pub use alone::{Alone, Checker};
pub use changes::Changes;
pub use listing::{Data, Listed, listed};
pub use names::Figure;
pub use site::{CheckedPage, CheckedSite, Citation, Counts, LinkName, Links, Numbers, ShownPart, Target, Use};

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap, HashSet};

use rayon::prelude::*;

use crate::diag::{Code, Diagnosed, Diagnostic, catalog};
use crate::model::dataset::Dataset;
use crate::model::page::{Page, PageId};
use crate::model::published::Figures;
use crate::model::route::OutputPath;
use crate::model::site::{Facts, Site};
use crate::source::{Disk, SourceId, Span};

use datasets::Lookup;
use links::Places;
use names::{FiguresOf, Names};
use pages::Against;
use site::ByRoute;

/// What is known of a page when the site is held against itself.
enum State {
    New(Box<Alone>),
    /// It was checked by an earlier run.
    Kept(Box<CheckedPage>),
}

/// Findings being collected.
type Findings = Vec<Diagnostic>;

/// A checked site and what was found.
#[derive(Debug)]
pub struct Checked {
    pub value: CheckedSite,
    /// What hangs on one page, and on what that refers to.
    pub own: Vec<Diagnostic>,
    /// What hangs on the data alone.
    pub data: Vec<Diagnostic>,
    /// What is seen by looking over the whole site.
    pub wide: Vec<Diagnostic>,
}

/// Checks everything; the value holds what could be resolved, the findings everything that could not.
/// Where the published site's figures are given, numbers are held against those too.
#[must_use]
pub fn check(site: Site, disk: &Disk, published: Option<&Figures>) -> Diagnosed<CheckedSite> {
    let Checked { value, own, data, wide } = check_new(site, disk, published, Kept::default());
    Diagnosed { value, diagnostics: own.into_iter().chain(data).chain(wide).collect() }
}

/// What was checked before: pages by their sources, and whether the data is as an earlier run had it.
#[derive(Debug, Default)]
pub struct Kept {
    pub pages: BTreeMap<SourceId, Box<CheckedPage>>,
    /// Pages that were held against the data already.
    pub alone: HashMap<SourceId, Box<Alone>>,
    pub data: bool,
}

/// Checks what is new.
///
/// What is `kept` is taken as an earlier run checked it: its files, and everything that it refers to, have to be as they were
/// then. Its own findings are not given again.
#[must_use]
pub fn check_new(mut site: Site, disk: &Disk, published: Option<&Figures>, kept: Kept) -> Checked {
    let (mut own, mut data, mut wide) = (Findings::new(), Findings::new(), Findings::new());
    let (is_new_data, is_large) = (!kept.data, site.is_large());
    let (states, drawn) = states(&mut site, kept);
    let mut pages;
    let mut menu = Vec::new();
    let by_route = ByRoute::of(&site);
    {
        let lookup = Lookup::new(site.facts());
        let beside = downloads::places(&site, &drawn);
        let drawn_on = |id: PageId| Cow::Borrowed(&*drawn[id.0 as usize]);
        let ids = |page: &Page| figure_ids(page, &drawn_on);
        let places = Places::new(&site, &lookup, &by_route, &ids);
        let names = Names::new(&site, &by_route, &drawn_on);
        let against = Against { site: &site, places: &places, names: &names, published };
        let each = |(page, state): (&Page, State)| {
            let mut findings = Findings::new();
            let mut checked = match state {
                State::New(alone) => pages::check(page, *alone, &against, &mut findings),
                State::Kept(checked) => *checked,
            };
            if is_large {
                checked.links.pack();
            }
            (checked, findings)
        };
        let every = || {
            let (mut checked, mut found) = (Vec::new(), Vec::new());
            site.pages.par_iter().zip(states).map(each).unzip_into_vecs(&mut checked, &mut found);
            (checked, found)
        };
        let datasets = if is_new_data { &*site.datasets } else { &[] };
        let over_all = || rayon::join(|| over_all(&site, &beside, disk), || of_data(datasets));
        let ((found, of_data), (checked, of_pages)) = rayon::join(over_all, every);
        wide.extend(found);
        data.extend(of_data);
        own.reserve(of_pages.iter().map(Vec::len).sum());
        own.extend(of_pages.into_iter().flatten());
        pages = checked;
        for item in &site.config.menu {
            menu.push(places.resolve(&item.url, "", None, &mut wide));
        }
        unused(&site, disk, &pages, &mut wide);
        images::unshown(&site, disk, &pages, &mut wide);
    }
    for (page, figures) in pages.iter_mut().zip(drawn) {
        page.figures = figures;
    }
    let plots = site.datasets.iter().map(|dataset| plots::default_plots(dataset, site.config.language)).collect();
    let citations = citations(&site, &pages);
    Checked { value: CheckedSite::new(site, pages, plots, citations, menu, by_route), own, data, wide }
}

/// What is known of each page, once those that are new have been held against the data, and its figures.
fn states(site: &mut Site, mut kept: Kept) -> (Vec<State>, Vec<Vec<Figure>>) {
    let known = |page: &Page| match kept.pages.remove(&page.source) {
        Some(checked) => Some(State::Kept(checked)),
        None => kept.alone.remove(&page.source).map(State::New),
    };
    let mut states: Vec<Option<State>> = site.pages.iter().map(known).collect();
    let Site { pages, config, datasets, unread, .. } = site;
    let unknown = pages.iter_mut().zip(&states).filter(|(_, state)| state.is_none());
    let mut new: Vec<&mut Page> = unknown.map(|(page, _)| page).collect();
    let checked = (!new.is_empty()).then(|| Checker::new(Facts { config, datasets, unread }).check(&mut new));
    let mut checked = checked.into_iter().flatten();
    for state in states.iter_mut().filter(|state| state.is_none()) {
        *state = checked.next().map(|alone| State::New(Box::new(alone)));
    }
    let figures = |state: &mut State| match state {
        State::New(alone) => std::mem::take(&mut alone.figures),
        // Put back when all is checked.
        State::Kept(checked) => std::mem::take(&mut checked.figures),
    };
    let mut states: Vec<State> = states.into_iter().flatten().collect();
    let drawn = states.iter_mut().map(figures).collect();
    (states, drawn)
}

/// What is found of data by itself.
fn of_data(datasets: &[Dataset]) -> Findings {
    let each = |dataset: &Dataset| {
        let mut findings = Findings::new();
        data::check(dataset, &mut findings);
        findings
    };
    datasets.par_iter().flat_map_iter(each).collect()
}

/// What is found by looking over all pages; `beside` are the files beside their figures.
fn over_all(site: &Site, beside: &[(String, Span)], disk: &Disk) -> Findings {
    let names = || {
        let mut findings = Findings::new();
        tags::check(site, &mut findings);
        translations::names(site, &mut findings);
        translations::check(site, &mut findings);
        findings
    };
    let places = || {
        let mut findings = Findings::new();
        routes::check(site, beside, &disk.sources, &mut findings);
        findings
    };
    let (mut findings, places) = rayon::join(names, places);
    findings.extend(places);
    findings
}

/// The ids of the figures of a page: those that are drawn, and those that its blocks ask for.
fn figure_ids(page: &Page, drawn_on: &FiguresOf<'_>) -> Vec<String> {
    let blocks = page.body.charts.peek();
    let asked = blocks.iter().filter_map(|block| Some(block.id.as_ref()?.value.clone()));
    asked.chain(drawn_on(page.id).iter().map(|figure| figure.id.clone())).collect()
}

/// Which pages draw or cite each dataset.
fn citations(site: &Site, pages: &[CheckedPage]) -> Vec<Vec<Citation>> {
    let mut all: Vec<Vec<Citation>> = vec![Vec::new(); site.datasets.len()];
    for (page, checked) in site.pages.iter().zip(pages) {
        for Use { dataset, claims, charts } in checked.uses.iter().copied() {
            all[dataset.0 as usize].push(Citation { page: page.id, claims, charts });
        }
    }
    all
}

/// Advises on rows files that no dataset names and no page links to, and on symbolic links.
fn unused(site: &Site, disk: &Disk, pages: &[CheckedPage], findings: &mut Findings) {
    let used: HashSet<&str> = pages.iter().flat_map(|page| &page.files).map(OutputPath::as_str).collect();
    for asset in site
        .assets
        .iter()
        .filter(|asset| asset.path.to_ascii_lowercase().ends_with(".csv") && !used.contains(asset.path.as_str()))
    {
        if let Some(source) = disk.sources.find(asset.file.path.as_str()) {
            let message = catalog::site::unused_file(asset.file.path.as_str());
            findings.push(
                Diagnostic::new(Code::UnusedFile, Span::file(source), message).help(catalog::site::unused_file_help()),
            );
        }
    }
    for link in &disk.links {
        if let Some(source) = disk.sources.find(link.as_str()) {
            findings.push(
                Diagnostic::new(Code::UnusedFile, Span::file(source), catalog::site::unused_link())
                    .help(catalog::site::unused_link_help()),
            );
        }
    }
}
