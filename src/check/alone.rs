//! A page by itself, held against the data: its claims, its charts and the numbers of its prose. What it has to do with other
//! pages is checked when all of them are known.

use std::collections::{BTreeMap, HashSet};

use rayon::prelude::*;

use crate::model::claim::{ChartText, TextPlace};
use crate::model::dataset::DatasetId;
use crate::model::page::Page;
use crate::model::plot::Plot;
use crate::model::site::Facts;
use crate::source::Packed;

use super::datasets::Lookup;
use super::names::Figure;
use super::prose::{self, DataIndex, FigureIndex, Rules};
use super::texts::{self, Settled};
use super::{Counts, Findings, Numbers, ShownPart, Use, anchors, charts, claims, corrections, downloads};

/// What a page amounts to by itself.
#[derive(Debug, Default)]
pub struct Alone {
    pub(super) numbers: Packed<Numbers>,
    pub(super) plots: Plots,
    pub(super) figures: Vec<Figure>,
    pub(super) counts: Counts,
    pub(super) uses: Vec<Use>,
    /// The claims whose cells were revised since, by the start of their links: that was told.
    pub(super) told: HashSet<u32>,
    pub(super) findings: Findings,
}

/// The plots of a page, by the start of their blocks.
pub type Plots = Packed<BTreeMap<u32, Box<Plot>>>;

/// The data, made ready to hold pages against it.
pub struct Checker<'a> {
    lookup: Lookup<'a>,
    index: DataIndex,
}

impl Alone {
    /// Packs what few stages look at.
    pub fn pack(&mut self) {
        self.numbers.pack();
        self.plots.pack();
        self.findings.shrink_to_fit();
    }
}

impl<'a> Checker<'a> {
    #[must_use]
    pub fn new(facts: Facts<'a>) -> Self {
        Self { lookup: Lookup::new(facts), index: DataIndex::default() }
    }

    /// Checks each of `pages`, and puts into it what readers see in place of the claims in its titles and other texts. The
    /// runs of its prose are let go of.
    #[must_use]
    pub fn check(&self, pages: &mut [&mut Page]) -> Vec<Alone> {
        let figures = FigureIndex::new(&self.lookup, &self.index);
        pages.par_iter_mut().map(|page| self.page(page, &figures)).collect()
    }

    fn page(&self, page: &mut Page, figures: &FigureIndex<'_>) -> Alone {
        let mut findings = Findings::new();
        let settled = texts::settle(page, &self.lookup, &mut findings);
        settled.put(page);
        let (plots, drawn) = self.drawn(page, &mut findings);
        let numbers = self.numbers(page, settled, &drawn, &mut findings);
        let told = corrections::check(page, &numbers.claims, self.lookup.facts, &mut findings);
        let numbers = self.prose(page, numbers, figures, &mut findings);
        page.forget_prose();
        let counts = Counts {
            charts: drawn.len(),
            bound: numbers.judged.len(),
            ignored: numbers.ignored.values().sum(),
            unbound: numbers.unclaimed.len(),
        };
        let uses = uses(&numbers, &drawn);
        Alone { numbers: numbers.into(), plots: plots.into(), figures: drawn, counts, uses, told, findings }
    }

    /// The plots of a page, and the figures that they make.
    fn drawn(&self, page: &Page, findings: &mut Findings) -> (BTreeMap<u32, Box<Plot>>, Vec<Figure>) {
        let blocks = &page.body.charts;
        downloads::check(blocks, findings);
        let plots = charts::check(page, blocks, &self.lookup, findings);
        let figure = |(start, plot): &(u32, Plot)| Figure::of(self.lookup.facts.config, page, blocks, (*start, plot));
        let figures = plots.iter().map(figure).collect();
        (plots.into_iter().map(|(start, plot)| (start, Box::new(plot))).collect(), figures)
    }

    /// The claims of a page, those of its texts `settled` before.
    fn numbers(&self, page: &Page, settled: Settled, drawn: &[Figure], findings: &mut Findings) -> Numbers {
        let Settled { claims, judged, texts } = settled;
        let mut numbers = Numbers { claims, judged, texts, ..Numbers::default() };
        for link in &page.body.claims {
            let (judged, claim) = claims::check(link, TextPlace::Body, page, &self.lookup, findings);
            numbers.judged.push(judged);
            numbers.claims.extend(claim.map(|claim| (link.span.start, Box::new(claim))));
        }
        numbers.judged.sort_by_key(|judged| judged.span.start);
        anchors::give(numbers.claims.values_mut().map(|claim| &mut **claim), self.lookup.facts);
        place_unseen(&mut numbers, drawn);
        numbers
    }

    /// The numbers of a page's prose, beside its claims.
    fn prose(&self, page: &Page, claims: Numbers, figures: &FigureIndex<'_>, findings: &mut Findings) -> Numbers {
        let rules = Rules { own: &self.lookup.facts.config.numbers, figures };
        let read = prose::Against { facts: self.lookup.facts, rules, judged: &claims.judged };
        let mut tally = prose::Tally::default();
        for block in page.prose() {
            prose::scan(block, page, &read, &mut tally, findings);
        }
        let prose::Tally { mut looked_up, ignored, mut unclaimed, edits: found } = tally;
        looked_up.sort_unstable();
        looked_up.dedup();
        looked_up.shrink_to_fit();
        unclaimed.shrink_to_fit();
        let mut edits: Vec<_> = claims.judged.iter().flat_map(|judged| judged.edits.clone()).chain(found).collect();
        edits.sort_by_key(|edit| edit.span.start);
        Numbers { unclaimed, looked_up, ignored, edits, ..claims }
    }
}

/// The data that a page states and draws.
fn uses(numbers: &Numbers, figures: &[Figure]) -> Vec<Use> {
    let mut uses: BTreeMap<DatasetId, Use> = BTreeMap::new();
    let none = |dataset: DatasetId| Use { dataset, claims: 0, charts: 0 };
    for dataset in numbers.claims.values().map(|claim| claim.dataset) {
        uses.entry(dataset).or_insert(none(dataset)).claims += 1;
    }
    for dataset in figures.iter().map(|figure| figure.dataset) {
        uses.entry(dataset).or_insert(none(dataset)).charts += 1;
    }
    uses.into_values().collect()
}

/// Claims in texts that are no HTML have no element of their own: they are found at their figure, or at the page's head.
fn place_unseen(numbers: &mut Numbers, figures: &[Figure]) {
    for (place, parts) in &numbers.texts {
        let anchor = match place {
            TextPlace::ImageAlt => "page.main".to_owned(),
            TextPlace::Chart(start, ChartText::Alt | ChartText::Annotation(_) | ChartText::ReferenceLine(_)) => {
                let figure = figures.iter().find(|figure| figure.block.start == *start);
                figure.map(|figure| figure.id.clone()).unwrap_or_default()
            }
            _ => continue,
        };
        for part in parts {
            if let ShownPart::Claim { start, .. } = part
                && let Some(claim) = numbers.claims.get_mut(start)
            {
                claim.id.clone_from(&anchor);
            }
        }
    }
}
