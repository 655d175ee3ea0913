//! The page "Số liệu và nguồn": every number that the site states, with its exact value, its row and its verdict, page by
//! page, those that no claim covers too; and the same beside it for programs.

mod files;

use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;

use crate::check::{Figure, Numbers};
use crate::model::claim::{Claim, TextPlace};
use crate::model::page::{Page, PageId};
use crate::model::published::{self, Drawn, Loose, PageFigures, Recorded, Stated};
use crate::model::route::{OutputPath, Route};
use crate::model::unclaimed::{Standing, Unclaimed};

use super::context::{
    CountContext, DatasetLink, FigureChart, FigureRow, FiguresContext, FiguresPage, PageContext, Pager,
};
use super::dataset::download;
use super::links::dataset_href;
use super::page::{home_crumb, when};
use super::words::Words;
use super::{View, figure, json_ld, provenance};
use files::{Register, Written};

/// How many numbers and charts one part lists, unless a single page has more.
const PER_PART: usize = 500;

/// What each part of the page lists, and how long the files beside it are.
pub struct AllFigures {
    first: Route,
    parts: Vec<Vec<PageId>>,
    files: Vec<(OutputPath, usize)>,
}

/// So many pages are recorded one after the other, and so many of these runs side by side: what is said of all pages takes much
/// of the memory of a large site, so that it should not stand there twice.
const IN_RUN: usize = 128;
const RUNS: usize = 16;

/// Every number of the site, the files beside the page given to `take`; none where the site has no data.
#[must_use]
pub fn of(view: &View<'_>, take: &dyn Fn(OutputPath, Vec<u8>)) -> Option<AllFigures> {
    let first = published::place(&view.site.site)?;
    let pages = stating(view);
    let record = |pages: &[PageId]| Written::of(pages.iter().map(|id| record(view, *id)));
    let mut register = Register::of(pages.len());
    for pages in pages.chunks(IN_RUN * RUNS) {
        register.add(pages.len(), pages.par_chunks(IN_RUN).map(record).collect());
    }
    let (json, csv) = register.finish();
    let made = [(first.beside(published::FILE), json), (first.beside("figures.csv"), csv)];
    let sizes = made.map(|(path, bytes)| {
        let size = bytes.len();
        take(path.clone(), bytes);
        (path, size)
    });
    Some(AllFigures { parts: parts(view, &pages), first, files: sizes.into() })
}

impl AllFigures {
    /// How many parts the page has, at least one.
    #[must_use]
    pub fn count(&self) -> usize {
        self.parts.len()
    }

    /// The part at `index`: where it stands, and what it shows.
    #[must_use]
    pub fn part(
        &self,
        index: usize,
        view: &View<'_>,
        words: Words<'_>,
    ) -> (Route, PageContext<'static>, FiguresContext) {
        let Self { first, parts, files } = self;
        let place = Place { own: first.part(index + 1), first, number: index + 1, total: parts.len() };
        let context = FiguresContext {
            counts: if index == 0 { counts(view, words) } else { Vec::new() },
            files: files.iter().filter(|_| index == 0).map(|file| download_of(&place, file, view)).collect(),
            pages: parts[index].iter().map(|id| page_figures(view, *id, &place.own.file(), words)).collect(),
        };
        let page = page_context(view, &place, words);
        (place.own, page, context)
    }
}

/// Where a part stands among the others.
struct Place<'a> {
    own: Route,
    first: &'a Route,
    number: usize,
    total: usize,
}

/// The pages that state or draw something, in the order of their routes.
fn stating(view: &View<'_>) -> Vec<PageId> {
    let states = |page: &&Page| view.site.page(page.id).stated() > 0;
    let mut pages: Vec<&Page> = view.site.site.pages.iter().filter(states).collect();
    pages.sort_by(|a, b| a.route.cmp(&b.route));
    pages.into_iter().map(|page| page.id).collect()
}

/// `pages` cut where a part is full; always one part.
fn parts(view: &View<'_>, pages: &[PageId]) -> Vec<Vec<PageId>> {
    let mut parts = vec![Vec::new()];
    let mut held = 0;
    for id in pages {
        let own = view.site.page(*id).stated();
        if held > 0 && held + own > PER_PART {
            parts.push(Vec::new());
            held = 0;
        }
        held += own;
        if let Some(part) = parts.last_mut() {
            part.push(*id);
        }
    }
    parts
}

fn record(view: &View<'_>, id: PageId) -> PageFigures {
    let (page, checked) = (view.site.site.page(id), view.site.page(id));
    let numbers = checked.numbers.peek();
    let corrections = page.front.corrections.iter();
    // Of a page without claims nobody looks at its texts.
    let links = Some(page).filter(|_| !numbers.claims.is_empty()).into_iter().flat_map(Page::claim_links);
    let places: HashMap<u32, TextPlace> = links.map(|(place, link)| (link.span.start, place)).collect();
    let stated = |start: &u32, claim: &Claim| {
        let place = places.get(start).copied().unwrap_or(TextPlace::Body);
        Stated::of(claim, place, view.site.site.dataset(claim.dataset))
    };
    PageFigures {
        route: page.route.as_str().to_owned(),
        title: page.front.title.value.clone(),
        date: page.front.date.as_ref().map(|date| date.date().iso()),
        corrections: corrections.map(Recorded::of).collect(),
        claims: numbers.claims.iter().map(|(start, claim)| stated(start, claim)).collect(),
        unclaimed: numbers.unclaimed.iter().map(loose).collect(),
        charts: checked.figures().iter().map(|figure| drawn(view, figure)).collect(),
    }
}

fn loose(number: &Unclaimed) -> Loose {
    Loose { text: number.text.clone(), verdict: number.standing.word().to_owned() }
}

fn drawn(view: &View<'_>, figure: &Figure) -> Drawn {
    let dataset = view.site.site.dataset(figure.dataset);
    Drawn { id: figure.id.clone(), title: figure.title.clone(), dataset: dataset.path.clone() }
}

fn page_context(view: &View<'_>, place: &Place<'_>, words: Words<'_>) -> PageContext<'static> {
    let config = &view.site.site.config;
    let from = place.own.file();
    let mut page = PageContext {
        kind: "figures",
        title: words.get("all_figures").to_owned(),
        lang: config.language.code(),
        permalink: place.own.permalink(&config.base_url),
        summary: Some(words.get("all_figures_lead").to_owned()),
        breadcrumb: home_crumb(view, &from, config.language).into_iter().collect(),
        pager: Pager::of(place.first, place.number, place.total),
        ..PageContext::default()
    };
    page.json_ld = json_ld::of_list(&page);
    page
}

fn download_of(place: &Place<'_>, (path, size): &(OutputPath, usize), view: &View<'_>) -> super::context::FileContext {
    download(&place.own.file(), path, *size, view.site.site.config.language)
}

fn counts(view: &View<'_>, words: Words<'_>) -> Vec<CountContext> {
    let (site, counts) = (view.site, view.site.counts);
    let counted = [
        ("count_claims", counts.bound),
        ("count_charts", counts.charts),
        ("count_datasets", site.site.datasets.len()),
        ("count_unbound", counts.unbound),
        ("count_ignored", counts.ignored),
    ];
    let lang = site.site.config.language;
    let shown = |count: usize| crate::locale::show_units(lang, i128::try_from(count).unwrap_or(i128::MAX), 0);
    let counted = counted.into_iter().map(|(word, count)| CountContext {
        label: words.get(word).to_owned(),
        count: shown(count),
        parts: Vec::new(),
    });
    let mut counted: Vec<CountContext> = counted.collect();
    if let Some(ignored) = counted.last_mut() {
        ignored.parts =
            by_rule(view, words).into_iter().map(|(rule, count)| format!("{rule}\u{a0}{}", shown(count))).collect();
    }
    counted
}

/// How many numbers each rule passes over, the most first; the site's own rules by their names.
fn by_rule(view: &View<'_>, words: Words<'_>) -> Vec<(String, usize)> {
    let add = |mut counts: BTreeMap<String, usize>, more: &BTreeMap<String, usize>| {
        for (rule, count) in more {
            *counts.entry(rule.clone()).or_default() += count;
        }
        counts
    };
    let of_page = |page: &Page| view.site.page(page.id).numbers.peek().ignored.clone();
    let each = view.site.site.pages.par_iter().map(of_page);
    let counts = each.fold(BTreeMap::new, |all, own| add(all, &own)).reduce(BTreeMap::new, |all, own| add(all, &own));
    let mut counts: Vec<(String, usize)> = counts.into_iter().collect();
    counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    let name = |rule: &str| words.find(&format!("rule_{}", rule.replace('-', "_"))).unwrap_or(rule).to_owned();
    counts.into_iter().map(|(rule, count)| (name(&rule), count)).collect()
}

fn page_figures(view: &View<'_>, id: PageId, from: &OutputPath, words: Words<'_>) -> FiguresPage {
    let (page, checked) = (view.site.site.page(id), view.site.page(id));
    let numbers = checked.numbers.peek();
    let href = from.link_to(&page.route.file());
    FiguresPage {
        id: format!("page.{}", page.route.as_str().replace('/', ".")),
        title: page.front.title.value.clone(),
        lang: page.lang.code(),
        date: page.front.date.as_ref().map(|date| when(date, page.lang)),
        corrections: page.front.corrections.len(),
        claims: numbers.claims.values().map(|claim| row(view, claim, &href, from, words)).collect(),
        recomputed: of_standing(&numbers, Standing::Recomputed),
        mismatched: of_standing(&numbers, Standing::Mismatched),
        unbound: of_standing(&numbers, Standing::Unbound),
        charts: checked.figures().iter().map(|figure| chart(view, figure, &href, from, words)).collect(),
        href,
    }
}

fn of_standing(numbers: &Numbers, standing: Standing) -> Vec<String> {
    let of_it = numbers.unclaimed.iter().filter(|number| number.standing == standing);
    of_it.map(|number| number.text.clone()).collect()
}

fn row(view: &View<'_>, claim: &Claim, href: &str, from: &OutputPath, words: Words<'_>) -> FigureRow {
    let dataset = view.site.site.dataset(claim.dataset);
    let anchor = claim.rows.first().and_then(|row| view.renderer.anchor(dataset.id, *row));
    let data = dataset_href(from, dataset);
    FigureRow {
        text: claim.text.trim().to_owned(),
        href: format!("{href}#{}", claim.id),
        exact: provenance::exact(claim, dataset, words, view.site.site.config.language),
        what: provenance::what(claim, dataset, words),
        row: data.as_ref().zip(anchor).map(|(data, anchor)| format!("{data}#{anchor}")),
        dataset: DatasetLink { title: dataset.title.value.clone(), href: data },
        verdict: match &claim.expected {
            None => words.get("verdict_holds").to_owned(),
            Some(right) => words.fill("verdict_wrong", &[("right", right)]),
        },
        holds: claim.expected.is_none(),
    }
}

fn chart(view: &View<'_>, figure: &Figure, href: &str, from: &OutputPath, words: Words<'_>) -> FigureChart {
    let dataset = view.site.site.dataset(figure.dataset);
    let data = dataset_href(from, dataset);
    FigureChart {
        title: figure::title(figure, words),
        href: format!("{href}#{}", figure.id),
        dataset: DatasetLink { title: dataset.title.value.clone(), href: data },
    }
}
