//! Holds a loaded site against itself: links, routes, claims, charts, data. Only here a [`CheckedSite`] is made.

mod again;
mod allowances;
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
pub use changes::Changes;
pub use listing::{Data, Listed, listed};
pub use names::Figure;
pub use site::{CheckedPage, CheckedSite, Citation, Counts, LinkName, ShownPart, Target, Use};

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};

use rayon::prelude::*;

use crate::diag::{Code, Diagnosed, Diagnostic, catalog};
use crate::model::dataset::Dataset;
use crate::model::page::{Page, PageId, Prose};
use crate::model::plot::Plot;
use crate::model::published::Figures;
use crate::model::route::OutputPath;
use crate::model::site::Site;
use crate::source::{Disk, Packed, SourceId, Span};

use datasets::Lookup;
use links::Places;
use names::{FiguresOf, Names};
use pages::Against;
use prose::FigureIndex;
use site::ByRoute;
use texts::Settled;

/// What is known of a page when the site is held against itself.
enum State {
    /// Its plots, and its texts that hold claims.
    New(Plots, Settled),
    /// It was checked by an earlier run.
    Kept(Box<CheckedPage>),
}

/// The plots of a page, by the start of their blocks.
type Plots = Packed<BTreeMap<u32, Box<Plot>>>;

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

/// What an earlier run has checked: pages by their sources, and whether the data is as it was.
#[derive(Debug, Default)]
pub struct Kept {
    pub pages: BTreeMap<SourceId, Box<CheckedPage>>,
    pub data: bool,
}

/// Checks what is new.
///
/// What is `kept` is taken as an earlier run checked it: its files, and everything that it refers to, have to be as they were
/// then. Its own findings are not given again.
#[must_use]
pub fn check_new(mut site: Site, disk: &Disk, published: Option<&Figures>, mut kept: Kept) -> Checked {
    let (mut own, mut data, mut wide) = (Findings::new(), Findings::new(), Findings::new());
    let is_new_data = !kept.data;
    let mut kept: Vec<Option<Box<CheckedPage>>> =
        site.pages.iter().map(|page| kept.pages.remove(&page.source)).collect();
    let is_new = |id: PageId| kept[id.0 as usize].is_none();
    let settled = texts::settle(&mut site, &is_new, &mut own);
    // Each page lets go of its own as soon as it is checked: they are a good part of what a site is.
    let bodies: Vec<Vec<Prose>> = site.pages.iter_mut().map(|page| std::mem::take(&mut page.body.prose)).collect();
    let mut pages;
    let mut menu = Vec::new();
    let by_route = ByRoute::of(&site);
    let drawn: Vec<Vec<Figure>>;
    {
        let lookup = Lookup::new(&site);
        let charted = charted(&site, &lookup, &is_new, &mut own);
        let state = |(kept, ((plots, figures), texts)): (&mut Option<Box<CheckedPage>>, _)| match kept.take() {
            // Put back when all is checked.
            Some(mut checked) => (std::mem::take(&mut checked.figures), State::Kept(checked)),
            None => (figures, State::New(plots, texts)),
        };
        let states: Vec<State>;
        (drawn, states) = kept.iter_mut().zip(charted.into_iter().zip(settled)).map(state).unzip();
        let beside = downloads::places(&site, &drawn);
        let drawn_on = |id: PageId| Cow::Borrowed(&*drawn[id.0 as usize]);
        let ids = |page: &Page| figure_ids(page, &drawn_on);
        let places = Places::new(&site, &lookup, &by_route, &ids);
        let names = Names::new(&site, &by_route, &drawn_on);
        let figures = FigureIndex::new(&site, &site.pages, &bodies);
        let against =
            Against { site: &site, lookup: &lookup, places: &places, names: &names, figures: &figures, published };
        let each = |((page, state), prose): ((&Page, State), Vec<Prose>)| {
            let mut findings = Findings::new();
            let checked = match state {
                State::New(plots, texts) => {
                    pages::check(page, prose, (plots, &drawn_on(page.id)), texts, &against, &mut findings)
                }
                State::Kept(checked) => *checked,
            };
            (checked, findings)
        };
        let all = site.pages.par_iter().zip(states).zip(bodies);
        let every = || all.map(each).unzip::<_, _, Vec<_>, Vec<Findings>>();
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
    site.pages.par_iter_mut().for_each(Page::forget_prose);
    let plots = site.datasets.iter().map(|dataset| plots::default_plots(dataset, site.config.language)).collect();
    let citations = citations(&site, &pages);
    Checked { value: CheckedSite::new(site, pages, plots, citations, menu, by_route), own, data, wide }
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
    let asked = page.body.charts.iter().filter_map(|block| Some(block.id.as_ref()?.value.clone()));
    asked.chain(drawn_on(page.id).iter().map(|figure| figure.id.clone())).collect()
}

/// The plots and figures of every page that `is_new`, by position.
fn charted(
    site: &Site,
    lookup: &Lookup<'_>,
    is_new: &(dyn Fn(PageId) -> bool + Sync),
    findings: &mut Findings,
) -> Vec<(Plots, Vec<Figure>)> {
    let is_large = site.is_large();
    let each = |page: &Page| {
        let mut findings = Findings::new();
        if !is_new(page.id) {
            return (Default::default(), findings);
        }
        downloads::check(page, &mut findings);
        let (mut plots, figures) = drawn(site, page, charts::check(page, lookup, &mut findings));
        if is_large {
            plots.pack();
        }
        ((plots, figures), findings)
    };
    let charted: Vec<((Plots, Vec<Figure>), Findings)> = site.pages.par_iter().map(each).collect();
    let mut all = Vec::with_capacity(charted.len());
    for (own, found) in charted {
        all.push(own);
        findings.extend(found);
    }
    all
}

/// The `plots` of `page`, and the figures that they make.
fn drawn(site: &Site, page: &Page, plots: Vec<(u32, Plot)>) -> (Plots, Vec<Figure>) {
    let figures = plots.iter().map(|(start, plot)| Figure::of(site, page, *start, plot)).collect();
    let plots: BTreeMap<_, _> = plots.into_iter().map(|(start, plot)| (start, Box::new(plot))).collect();
    (plots.into(), figures)
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
