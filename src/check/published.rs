//! Numbers held against those of the published site: one that reads otherwise now is told in a correction.

use std::collections::{BTreeMap, HashMap, HashSet};

use crate::diag::{Code, Diagnostic, catalog};
use crate::model::claim::{Claim, ClaimLink, TextPlace};
use crate::model::number::Number;
use crate::model::page::Page;
use crate::model::published::{Figures, PageFigures, Recorded, Stated};
use crate::model::site::Site;

use super::Findings;
use super::corrections::{agrees, entry};
use super::routes::alias_route;

/// Holds the claims of `page` against what the page at its place stated; those in `told` were reported before.
///
/// Numbers that were added or taken out have not changed. A correction that the published page did not have yet covers
/// what changed on it.
pub fn check(
    page: &Page,
    claims: &BTreeMap<u32, Box<Claim>>,
    site: &Site,
    published: &Figures,
    told: &HashSet<u32>,
    findings: &mut Findings,
) {
    let Some(old) = at_its_place(page, site, published) else { return };
    if page.front.corrections.iter().map(Recorded::of).any(|entry| !old.corrections.contains(&entry)) {
        return;
    }
    let mut seen: HashMap<(String, String), usize> = HashMap::new();
    for (place, link) in page.claim_links() {
        let Some(claim) = claims.get(&link.span.start).filter(|claim| claim.expected.is_none()) else { continue };
        let now = Stated::of(claim, place, site.dataset(claim.dataset));
        let count = seen.entry((now.query.clone().unwrap_or_default(), claim_name(&now))).or_default();
        let same: Vec<&Stated> = old.claims.iter().filter(|before| before.is_same(&now)).collect();
        let before = same.get(*count).or(same.last());
        *count += 1;
        if let Some(before) =
            before.filter(|before| !told.contains(&link.span.start) && changed(before, link, claim, page, site))
        {
            findings.push(finding(link, claim, page, site, before));
        }
    }
}

fn claim_name(stated: &Stated) -> String {
    [&stated.dataset, &stated.measure, &stated.kind].map(|part| part.clone().unwrap_or_default()).join("#")
}

/// The published page: at the page's route, or at one of its old addresses, else one of its title and day at a place that
/// the site has no more.
fn at_its_place<'a>(page: &Page, site: &Site, published: &'a Figures) -> Option<&'a PageFigures> {
    let aliases = page.front.aliases.iter().filter_map(|alias| alias_route(&alias.value));
    let there = std::iter::once(page.route.clone()).chain(aliases).find_map(|route| published.page(route.as_str()));
    there.or_else(|| {
        let date = page.front.date.as_ref().map(|date| date.date().iso());
        let is_it = |old: &&PageFigures| old.date == date && old.title == page.front.title.value;
        let is_gone = |old: &&PageFigures| site.pages.iter().all(|page| page.route.as_str() != old.route);
        published.pages.iter().filter(is_it).find(is_gone)
    })
}

/// True where the number of now would not have been right then, or what was printed then was not right.
fn changed(before: &Stated, link: &ClaimLink, claim: &Claim, page: &Page, site: &Site) -> bool {
    let read = |text: &Option<String>| text.as_deref().and_then(Number::parse);
    let now = Stated::of(claim, TextPlace::Body, site.dataset(claim.dataset));
    if (&before.value, &before.whole) == (&now.value, &now.whole) {
        return before.verdict != now.verdict && before.text != now.text;
    }
    let Some(value) = read(&before.value) else { return false };
    !agrees(link, claim, site.dataset(claim.dataset), page, (value, read(&before.whole)))
}

fn finding(link: &ClaimLink, claim: &Claim, page: &Page, site: &Site, before: &Stated) -> Diagnostic {
    let dataset = site.dataset(claim.dataset);
    let cell = claim.rows.first().map(|row| {
        let measure = claim.kind.measures(dataset)[0];
        let span = dataset.rows.place(*row, measure);
        (span, dataset.measures[measure].label.as_str(), dataset.rows.story(*row, measure))
    });
    let on = cell.and_then(|(.., story)| story?.on).or(dataset.updated);
    let why = cell.and_then(|(.., story)| story?.why.clone());
    let text = why.unwrap_or_else(|| catalog::correction::revised_entry().in_lang(page.lang).into_owned());
    let (was, now) = (before.text.as_str(), claim.text.trim());
    let finding = Diagnostic::new(Code::UncorrectedChange, link.text_span, catalog::correction::republished(now, was));
    let finding = match cell {
        Some((span, label, _)) => finding.label(span, catalog::claim::cell(label)),
        None => finding,
    };
    finding.help(entry(page, on, &text, Some((was, now))))
}
