//! Every claim of a site with its verdict and its cells, for a list.

use crate::model::claim::{Judged, TextPlace, Verdict};
use crate::source::Span;

use super::CheckedSite;

/// A claim as a list shows it.
#[derive(Clone, Debug)]
pub struct Listed {
    /// As the author wrote it, or what the data says where nothing is written.
    pub text: String,
    /// The exact value in the page's language; empty where there is none.
    pub exact: String,
    pub verdict: Verdict,
    pub place: TextPlace,
    /// Where its text stands.
    pub span: Span,
    /// The data behind it, as far as the link names it.
    pub data: Option<Data>,
}

/// The data behind a claim.
#[derive(Clone, Debug)]
pub struct Data {
    /// The dataset's path below content/.
    pub dataset: String,
    pub query: String,
    pub measure: String,
    /// `value`, `pair`, `change`, `relative-change` or `share`.
    pub kind: &'static str,
    /// The cells of the rows that the claim selects.
    pub cells: Vec<Span>,
}

/// The claims of every page, pages and places in the order of their files.
#[must_use]
pub fn listed(site: &CheckedSite) -> Vec<Listed> {
    let pages = site.site.pages.iter();
    pages.flat_map(|page| site.page(page.id).numbers.judged.iter().map(|judged| of(site, judged))).collect()
}

fn of(site: &CheckedSite, judged: &Judged) -> Listed {
    let basis = judged.basis.as_ref();
    let data = basis.map(|basis| {
        let dataset = site.site.dataset(basis.dataset);
        let measures = basis.kind.measures(dataset);
        Data {
            dataset: dataset.path.clone(),
            query: basis.query.clone(),
            measure: dataset.measures[basis.kind.measure()].key.clone(),
            kind: basis.kind.word(),
            cells: basis
                .rows
                .iter()
                .flat_map(|row| measures.iter().map(move |at| dataset.rows.place(*row, *at)))
                .collect(),
        }
    });
    Listed {
        text: judged.text.clone(),
        exact: basis.map(|basis| basis.exact.clone()).unwrap_or_default(),
        verdict: judged.verdict.clone(),
        place: judged.place,
        span: judged.span,
        data,
    }
}
