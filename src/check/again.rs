//! One page checked again after an edit, against a site that stays as it is: for a server that shows it at once.
//!
//! What other pages make of the edit (lists, citations, links to places on the page) is told by the next whole check.

use std::borrow::Cow;

use crate::diag::Diagnosed;
use crate::model::page::{Page, PageId};
use crate::model::published::Figures;

use super::datasets::Lookup;
use super::links::Places;
use super::names::{Figure, Names};
use super::pages::{self, Against};
use super::prose::FigureIndex;
use super::{CheckedPage, CheckedSite, Findings, charts, downloads, figure_ids, texts};

/// A page as it stood before.
#[derive(Debug)]
pub struct Before(Page, CheckedPage);

/// Puts `page` in the place of the one with its number and checks it; the findings are those of the page by itself.
///
/// It has to stand where the other stood, in its language.
pub fn again(checked: &mut CheckedSite, mut page: Page, published: Option<&Figures>) -> Diagnosed<Before> {
    let id = page.id;
    let mut findings = Findings::new();
    let (settled, found) = texts::settle_page(&page, &Lookup::new(&checked.site));
    findings.extend(found);
    settled.put(&mut page);
    let (before, before_checked) = checked.put(page, CheckedPage::default());
    let after = {
        let site = &checked.site;
        let page = site.page(id);
        let lookup = Lookup::new(site);
        downloads::check(page, &mut findings);
        let plots = charts::check(page, &lookup, &mut findings);
        let own: Vec<Figure> = plots.iter().map(|(_, plot)| Figure::of(site, page, plot)).collect();
        let drawn_on = |other: PageId| {
            let of_other = || checked.page(other).plots.values().map(|plot| Figure::of(site, site.page(other), plot));
            if other == id { Cow::Borrowed(&*own) } else { Cow::Owned(of_other().collect()) }
        };
        let ids = |page: &Page| figure_ids(page, &drawn_on);
        let places = Places::new(site, &ids);
        let names = Names::new(site, &drawn_on);
        let figures = FigureIndex::new(site, std::slice::from_ref(page));
        let against = Against { site, lookup: &lookup, places: &places, names: &names, figures: &figures, published };
        pages::check(page, plots, settled, &against, &mut findings)
    };
    checked.set(id, after);
    Diagnosed { value: Before(before, before_checked), diagnostics: findings }
}

impl Before {
    /// Puts the page back as it stood.
    pub fn put_back(self, checked: &mut CheckedSite) {
        checked.put(self.0, self.1);
    }
}
