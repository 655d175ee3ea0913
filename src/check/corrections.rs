//! Published numbers that changed: a page that states one says so in its `corrections`.

use std::collections::{BTreeMap, HashSet};

use crate::diag::{Code, Diagnostic, Text, catalog};
use crate::locale::Date;
use crate::model::claim::{Claim, ClaimKind, ClaimLink};
use crate::model::dataset::{Dataset, DatasetId, MeasureKind};
use crate::model::history::{self, Revised};
use crate::model::number::Number;
use crate::model::page::Page;
use crate::model::site::Facts;

use super::Findings;
use super::stated;

/// Holds the claims of `page` against cells that were revised after its date: one that would have read otherwise then
/// needs a correction of that day or later. Each cell is reported once, at the first claim that states it.
///
/// Gives the claims that it told of, by the start of their links.
pub fn check(
    page: &Page,
    claims: &BTreeMap<u32, Box<Claim>>,
    facts: Facts<'_>,
    findings: &mut Findings,
) -> HashSet<u32> {
    let mut told = HashSet::new();
    let Some(published) = page.front.date.as_ref().map(crate::locale::DateTime::date) else { return told };
    let last = page.front.corrections.iter().map(|correction| correction.date.date()).max();
    let is_silent = |on: Date| on > published && last.is_none_or(|last| last < on);
    let mut reported: HashSet<(DatasetId, usize, usize)> = HashSet::new();
    for (_, link) in page.claim_links() {
        let Some(claim) = claims.get(&link.span.start).filter(|claim| claim.expected.is_none()) else { continue };
        let dataset = facts.dataset(claim.dataset);
        let undone = |cell: &Revised<'_>| cell.on.is_some_and(is_silent);
        let cells: Vec<Revised<'_>> = history::behind(claim, dataset).into_iter().filter(undone).collect();
        let before = history::before(claim, dataset, undone);
        if cells.is_empty() || before.is_some_and(|before| agrees(link, claim, dataset, page, before)) {
            continue;
        }
        told.insert(link.span.start);
        for cell in cells {
            if reported.insert((dataset.id, cell.row, cell.measure)) {
                findings.push(finding(link, claim, dataset, page, published, &cell));
            }
        }
    }
    told
}

/// True where the claim's text would have been right for the value (and the whole of a pair) of `before`.
pub fn agrees(
    link: &ClaimLink,
    claim: &Claim,
    dataset: &Dataset,
    page: &Page,
    (before, whole): (Number, Option<Number>),
) -> bool {
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
    let span = dataset.rows.place(cell.row, cell.measure);
    let told = catalog::correction::revised_entry();
    let told = told.in_lang(page.lang);
    let help = entry(page, Some(on), cell.why.unwrap_or(&told), None);
    Diagnostic::new(Code::UncorrectedChange, link.text_span, message).label(span, label).help(help)
}

/// What to add to the page: `corrections: [{date: 2024-06-01, text: "…"}]`, with what was and is where the data does not
/// tell it.
pub fn entry(page: &Page, on: Option<Date>, text: &str, change: Option<(&str, &str)>) -> Text {
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    let date = on.map_or_else(|| "YYYY-MM-DD".to_owned(), Date::iso);
    let change = change.map(|(was, now)| format!(", was: {}, now: {}", quoted(was), quoted(now))).unwrap_or_default();
    let entry = format!("{{date: {date}, text: {}{change}}}", quoted(text));
    if page.front.corrections.is_empty() {
        catalog::correction::first_entry(entry)
    } else {
        catalog::correction::next_entry(entry)
    }
}

fn day(date: Date) -> Text {
    Text::new(date.show(crate::locale::Lang::En), date.show(crate::locale::Lang::Vi))
}
