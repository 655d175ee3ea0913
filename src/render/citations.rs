//! Who uses a dataset: the pages, and on each its figures and the numbers it states.

use crate::check::Citation;
use crate::model::dataset::Dataset;
use crate::model::route::OutputPath;

use super::context::{CitationContext, CitedClaim, LinkContext};
use super::words::Words;
use super::{View, figure, provenance};

/// How many pages are listed; a site of ten thousand articles would make a list that nobody reads.
const MOST: usize = 100;

/// The pages that draw or cite `dataset`, and how many more there are.
#[must_use]
pub fn of(view: &View<'_>, dataset: &Dataset, words: Words<'_>) -> (Vec<CitationContext>, usize) {
    let all = view.site.citations(dataset.id);
    let listed = all.iter().take(MOST).map(|citation| citing(view, dataset, citation, words)).collect();
    (listed, all.len().saturating_sub(MOST))
}

fn citing(view: &View<'_>, dataset: &Dataset, citation: &Citation, words: Words<'_>) -> CitationContext {
    let from = dataset.route.file();
    let page = view.site.site.page(citation.page);
    let counted = [("uses_charts", citation.charts), ("uses_claims", citation.claims)];
    let uses: Vec<String> = counted
        .iter()
        .filter(|(_, count)| *count > 0)
        .map(|(word, count)| words.fill(word, &[("n", &count.to_string())]))
        .collect();
    let href = from.link_to(&page.route.file());
    CitationContext {
        title: page.front.title.value.clone(),
        lang: page.lang.code(),
        uses: uses.join(", "),
        charts: charts(view, dataset, citation, &href, words),
        claims: claims(view, dataset, citation, &from, words),
        href,
    }
}

/// The figures of a page that draw the dataset, in the order of the page: `Hình 1: …`.
fn charts(view: &View<'_>, dataset: &Dataset, citation: &Citation, page: &str, words: Words<'_>) -> Vec<LinkContext> {
    let figures = view.site.page(citation.page).figures().iter().filter(|figure| figure.dataset == dataset.id);
    figures.map(|it| LinkContext { title: figure::title(it, words), href: format!("{page}#{}", it.id) }).collect()
}

/// The numbers of a page that state the dataset, in the order of the page.
fn claims(
    view: &View<'_>,
    dataset: &Dataset,
    citation: &Citation,
    from: &OutputPath,
    words: Words<'_>,
) -> Vec<CitedClaim> {
    let page = from.link_to(&view.site.site.page(citation.page).route.file());
    let numbers = view.site.page(citation.page).numbers.peek();
    let claims = numbers.claims.values().filter(|claim| claim.dataset == dataset.id);
    claims
        .map(|claim| {
            let anchor = claim.rows.first().and_then(|row| view.renderer.anchor(dataset.id, *row));
            CitedClaim {
                text: claim.text.trim().to_owned(),
                href: format!("{page}#{}", claim.id),
                what: provenance::what(claim, dataset, words),
                row: anchor.map(|anchor| format!("#{anchor}")),
            }
        })
        .collect()
}
