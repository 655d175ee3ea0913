//! A page's corrections: what its author says, and the revised cells behind its claims: what was, what is, since when, why.

use std::collections::BTreeMap;

use crate::locale::DateTime;
use crate::model::claim::TextPlace;
use crate::model::dataset::{Dataset, DatasetId};
use crate::model::history::{self, Revised};
use crate::model::number::Number;
use crate::model::page::{Correction, Page};

use super::View;
use super::context::{ChangeContext, CorrectionContext, When};
use super::page::when;
use super::text::Texts;

/// The corrections of `page`, in the order of its front matter. A cell that was revised after the page came out stands
/// with the first correction from that day on.
#[must_use]
pub fn of(texts: &Texts<'_>) -> Vec<CorrectionContext> {
    let (view, page) = (texts.view, texts.page);
    let cells = revised(view, page);
    let corrections = &page.front.corrections;
    let holder = |cell: &Revised<'_>| {
        let since = corrections.iter().enumerate().filter(|(_, it)| cell.on.is_some_and(|on| on <= it.date.date()));
        since.min_by(|(_, a), (_, b)| a.date.cmp(&b.date)).map(|(at, _)| at)
    };
    let one = |(at, correction): (usize, &Correction)| {
        let own = cells.iter().filter(|(_, cell)| holder(cell) == Some(at));
        CorrectionContext {
            date: when(&correction.date, page.lang),
            text: correction.text.value.clone(),
            html: texts.html(TextPlace::Correction(at), &correction.text.value),
            was: correction.was.clone(),
            now: correction.now.clone(),
            why: correction.why.clone(),
            changes: own.map(|(dataset, cell)| change(dataset, cell, page, correction)).collect(),
        }
    };
    corrections.iter().enumerate().map(one).collect()
}

/// The cells behind the claims of `page` that were revised after its date, dataset by dataset in display order.
fn revised<'a>(view: &View<'a>, page: &Page) -> Vec<(&'a Dataset, Revised<'a>)> {
    let Some(published) = page.front.date.as_ref().map(DateTime::date) else { return Vec::new() };
    let mut cells: BTreeMap<(DatasetId, usize, usize), (&Dataset, Revised<'_>)> = BTreeMap::new();
    for claim in view.numbers(page.id).into_iter().flat_map(|numbers| numbers.claims.values()) {
        let dataset = view.site.site.dataset(claim.dataset);
        for cell in history::behind(claim, dataset) {
            if cell.on.is_some_and(|on| on > published) {
                cells.insert((dataset.id, cell.row, cell.measure), (dataset, cell));
            }
        }
    }
    let mut cells: Vec<(&Dataset, Revised<'_>)> = cells.into_values().collect();
    cells.sort_by(|(a, first), (b, second)| {
        a.id.cmp(&b.id).then_with(|| a.rows.compare(first.row, second.row)).then(first.measure.cmp(&second.measure))
    });
    cells
}

fn change(dataset: &Dataset, cell: &Revised<'_>, page: &Page, correction: &Correction) -> ChangeContext {
    let decimals = dataset.measures[cell.measure].decimals;
    let shown = |number: Number| number.show(page.lang, number.exact_decimals().unwrap_or(decimals).max(decimals));
    let is_told =
        |why: &&str| correction.text.value.contains(why.trim()) || correction.why.as_deref() == Some(why.trim());
    ChangeContext {
        what: name(dataset, cell.row, cell.measure),
        was: shown(cell.was),
        now: shown(cell.now),
        date: cell.on.map(|on| When { shown: on.show(page.lang), iso: on.iso() }),
        why: cell.why.filter(|why| !is_told(why)).map(ToOwned::to_owned),
    }
}

/// `Đăng ký, 2023, Tập thể`.
fn name(dataset: &Dataset, row: usize, measure: usize) -> String {
    let keys = dataset.dimensions.iter().zip(dataset.rows.keys(row));
    let labels = keys.filter_map(|(dimension, key)| Some(dimension.values.get(key? as usize)?.label.as_str()));
    std::iter::once(dataset.measures[measure].label.as_str()).chain(labels).collect::<Vec<_>>().join(", ")
}
