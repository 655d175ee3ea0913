//! Published numbers that changed: a page that states one says so in its `corrections`.

use std::collections::{BTreeMap, HashSet};

use crate::diag::{Code, Diagnostic, Text, catalog};
use crate::locale::Date;
use crate::model::claim::{Claim, ClaimKind, ClaimLink};
use crate::model::dataset::{Dataset, DatasetId, MeasureKind};
use crate::model::history::{self, Revised};
use crate::model::number::Number;
use crate::model::page::Page;
use crate::model::site::Site;

use super::Findings;
use super::stated;

/// Holds the claims of `page` against cells that were revised after its date: one that would have read otherwise then
/// needs a correction of that day or later. Each cell is reported once, at the first claim that states it.
pub fn check(page: &Page, claims: &BTreeMap<u32, Claim>, site: &Site, findings: &mut Findings) {
    let Some(published) = page.front.date.as_ref().map(crate::locale::DateTime::date) else { return };
    let last = page.front.corrections.iter().map(|correction| correction.date.date()).max();
    let is_silent = |on: Date| on > published && last.is_none_or(|last| last < on);
    let mut reported: HashSet<(DatasetId, usize, usize)> = HashSet::new();
    for link in &page.body.claims {
        let Some(claim) = claims.get(&link.span.start) else { continue };
        let dataset = site.dataset(claim.dataset);
        let undone = |cell: &Revised<'_>| cell.on.is_some_and(is_silent);
        let cells: Vec<Revised<'_>> = history::behind(claim, dataset).into_iter().filter(undone).collect();
        if cells.is_empty() || reads_the_same(link, claim, dataset, page, undone) {
            continue;
        }
        for cell in cells {
            if reported.insert((dataset.id, cell.row, cell.measure)) {
                findings.push(finding(link, claim, dataset, page, published, &cell));
            }
        }
    }
}

/// True where the text was right before the change as well: then no published number has changed.
fn reads_the_same(
    link: &ClaimLink,
    claim: &Claim,
    dataset: &Dataset,
    page: &Page,
    undone: impl Fn(&Revised<'_>) -> bool,
) -> bool {
    let Some((before, whole)) = history::before(claim, dataset, undone) else { return false };
    let Some(stated) = stated::read(&claim.text, &link.before, page.lang) else { return false };
    let second = match (stated.second, whole) {
        (Some(printed), Some(whole)) => printed.value == whole.rounded(printed.decimals),
        (None, None) => true,
        _ => false,
    };
    let is_percent = match claim.kind {
        ClaimKind::Measure(measure) => matches!(dataset.measures[measure].kind, MeasureKind::Ratio { .. }),
        ClaimKind::Share(_) => true,
        ClaimKind::Pair { .. } | ClaimKind::Change(_) | ClaimKind::RelativeChange(_) => false,
    };
    let stated = if is_percent { stated.read_as_percent() } else { stated };
    second && stated.agrees(before)
}

fn finding(
    link: &ClaimLink,
    claim: &Claim,
    dataset: &Dataset,
    page: &Page,
    published: Date,
    cell: &Revised<'_>,
) -> Diagnostic {
    let measure = &dataset.measures[cell.measure];
    let shown = |number: Number| number.show(page.lang, number.exact_decimals().unwrap_or(measure.decimals));
    let on = cell.on.expect("only cells with a day are looked at");
    let message = catalog::correction::revised(claim.text.trim(), day(published));
    let label = catalog::correction::cell(&measure.label, shown(cell.now), shown(cell.was), day(on));
    let span = dataset.rows.cell_span(cell.row, cell.measure).unwrap_or_else(|| dataset.rows.span(cell.row));
    let told = catalog::correction::revised_entry();
    let help = entry(page, on, cell.why.unwrap_or_else(|| told.in_lang(page.lang)));
    Diagnostic::new(Code::UncorrectedChange, link.text_span, message).label(span, label).help(help)
}

/// What to add to the page: `corrections: [{date: 2024-06-01, text: "…"}]`.
fn entry(page: &Page, on: Date, text: &str) -> Text {
    let quoted = serde_json::Value::from(text).to_string();
    let entry = format!("{{date: {}, text: {quoted}}}", on.iso());
    if page.front.corrections.is_empty() {
        catalog::correction::first_entry(entry)
    } else {
        catalog::correction::next_entry(entry)
    }
}

fn day(date: Date) -> Text {
    Text { en: date.show(crate::locale::Lang::En), vi: date.show(crate::locale::Lang::Vi) }
}
