//! One page checked again after an edit, against a site that stays as it is: for a server that shows it at once.
//!
//! What other pages make of the edit (lists, citations, links to places on the page) is told by the next whole check.

use std::borrow::Cow;

use crate::diag::Diagnosed;
use crate::model::dataset::DatasetId;
use crate::model::page::{Page, PageId};
use crate::model::published::Figures;
use crate::model::route::OutputPath;

use super::datasets::Lookup;
use super::links::Places;
use super::names::Names;
use super::pages::{self, Against};
use super::{CheckedPage, CheckedSite, Checker, Findings, figure_ids};

/// A page as it stood before.
#[derive(Debug)]
pub struct Before {
    pub page: Page,
    pub checked: CheckedPage,
}

/// Puts `page` in the place of the one with its number and checks it; the findings are those of the page by itself.
///
/// It has to stand where the other stood, in its language.
pub fn again(checked: &mut CheckedSite, mut page: Page, published: Option<&Figures>) -> Diagnosed<Before> {
    let id = page.id;
    let mut findings = Findings::new();
    let mut alone = Checker::new(checked.site.facts()).check(&mut [&mut page]).pop().unwrap_or_default();
    let own = std::mem::take(&mut alone.figures);
    let (before, before_checked) = checked.put(page, CheckedPage::default());
    let after = {
        let site = &checked.site;
        let lookup = Lookup::new(site.facts());
        let drawn_on = |other: PageId| Cow::Borrowed(if other == id { &*own } else { &*checked.page(other).figures });
        let ids = |page: &Page| figure_ids(page, &drawn_on);
        let places = Places::new(site, &lookup, checked.by_route(), &ids);
        let names = Names::new(site, checked.by_route(), &drawn_on);
        let against = Against { site, places: &places, names: &names, published };
        let after = pages::check(site.page(id), alone, &against, &mut findings);
        CheckedPage { figures: own, ..after }
    };
    checked.set(id, after);
    Diagnosed { value: Before { page: before, checked: before_checked }, diagnostics: findings }
}

impl Before {
    /// True where nothing but the page's own file tells that it is another now: neither lists nor links see it, and it cites
    /// and shows what it did.
    #[must_use]
    pub fn is_alone(&self, checked: &CheckedSite) -> bool {
        let id = self.page.id;
        checked.site.page(id).is_alike(&self.page) && uses(checked.page(id)) == uses(&self.checked)
    }

    /// Puts the page back as it stood.
    pub fn put_back(self, checked: &mut CheckedSite) {
        checked.put(self.page, self.checked);
    }
}

/// The data and the files that a page is made with.
fn uses(page: &CheckedPage) -> (Vec<(DatasetId, Option<usize>)>, &[OutputPath]) {
    let claims = page.numbers.claims.values().map(|claim| (claim.dataset, claim.rows.first().copied()));
    let data = claims.chain(page.figures.iter().map(|figure| (figure.dataset, None)));
    (data.collect(), &page.files)
}
