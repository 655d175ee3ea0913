//! What authors allow with a reason: taken out of the findings, and reported itself where it silences nothing.

use std::collections::HashMap;

use crate::diag::{Code, Diagnostic, catalog};
use crate::model::allowance::Allowance;
use crate::model::dataset::Dataset;
use crate::model::select::Filter;
use crate::model::site::Site;
use crate::source::{SourceId, Sources, Span, Spanned};

use super::{Findings, datasets, prose};

/// Drops the findings, of every stage, that the files of `site` allow at their places.
///
/// Gives how many there were.
pub fn allow(site: &Site, sources: &Sources, findings: &mut Vec<Diagnostic>) -> usize {
    allow_in(site, sources, &mut Findings::new(), findings)
}

/// As [`allow`], of findings in two lists; what is found of the allowances themselves goes to the second.
pub fn allow_in(site: &Site, sources: &Sources, own: &mut Vec<Diagnostic>, findings: &mut Vec<Diagnostic>) -> usize {
    let mut told = Findings::new();
    let before = own.len() + findings.len();
    let Places { mut places, by_source } = Places::of(site, &mut told);
    let mut stays = |finding: &Diagnostic| {
        let mut is_allowed = false;
        for at in by_source.get(&finding.span.source).into_iter().flatten() {
            if places[*at].allows(finding, sources) {
                places[*at].is_used = true;
                is_allowed = true;
            }
        }
        !is_allowed
    };
    own.retain(&mut stays);
    findings.retain(&mut stays);
    let allowed = before - own.len() - findings.len();
    for Place { allowance, .. } in places.iter().filter(|place| !place.is_used) {
        let message = catalog::site::unused_allowance(allowance.code.value.word());
        let finding = Diagnostic::new(Code::UnusedAllowance, allowance.code.span, message);
        told.push(finding.help(catalog::site::unused_allowance_help()));
    }
    findings.append(&mut told);
    allowed
}

/// An allowance and where it holds.
struct Place<'a> {
    allowance: &'a Allowance,
    /// Parts of its files; none for all of them.
    within: Option<Vec<Span>>,
    is_used: bool,
}

impl Place<'_> {
    fn allows(&self, finding: &Diagnostic, sources: &Sources) -> bool {
        let Allowance { code, scope, .. } = self.allowance;
        let is_there = || scope.text.as_ref().is_none_or(|text| written(finding.span, sources).contains(text.as_str()));
        let lies_in = |place: &Span| {
            place.source == finding.span.source && place.start <= finding.span.start && finding.span.end <= place.end
        };
        let is_within = || self.within.as_ref().is_none_or(|parts| parts.iter().any(lies_in));
        code.value == finding.code && is_there() && is_within()
    }
}

/// What is written at `span`, and the percent sign behind it: findings in prose speak of the number.
fn written(span: Span, sources: &Sources) -> &str {
    let behind = sources.get(span.source).text.get(span.end as usize..).unwrap_or_default();
    let sign = prose::sign_behind(behind).and_then(|sign| u32::try_from(sign).ok()).unwrap_or_default();
    sources.slice(Span { end: span.end + sign, ..span })
}

#[derive(Default)]
struct Places<'a> {
    places: Vec<Place<'a>>,
    /// Positions in `places`.
    by_source: HashMap<SourceId, Vec<usize>>,
}

impl<'a> Places<'a> {
    fn of(site: &'a Site, findings: &mut Findings) -> Self {
        let mut places = Self::default();
        for page in &site.pages {
            for allowance in &page.front.allow {
                places.add(&[page.source], allowance, None);
            }
            // A page that has any is read by each build and never packed.
            for chart in page.body.charts.unpacked().into_iter().flatten() {
                for allowance in &chart.allow {
                    places.add(&[page.source], allowance, Some(vec![chart.span]));
                }
            }
        }
        for dataset in &site.datasets {
            let sources: Vec<SourceId> = dataset.sources().collect();
            for allowance in &dataset.allow {
                places.add(&sources, allowance, rows(dataset, allowance, findings));
            }
        }
        places
    }

    fn add(&mut self, sources: &[SourceId], allowance: &'a Allowance, within: Option<Vec<Span>>) {
        for source in sources {
            self.by_source.entry(*source).or_default().push(self.places.len());
        }
        self.places.push(Place { allowance, within, is_used: false });
    }
}

/// The rows that the allowance is for; none for all of the file. A name that the dataset does not have is reported.
fn rows(dataset: &Dataset, allowance: &Allowance, findings: &mut Findings) -> Option<Vec<Span>> {
    if allowance.scope.rows.is_empty() && allowance.scope.measure.is_none() {
        return None;
    }
    let filter = filter(dataset, &allowance.scope.rows, findings);
    let kept = filter.rows(dataset).into_iter();
    let Some(name) = &allowance.scope.measure else { return Some(kept.map(|row| dataset.rows.span(row)).collect()) };
    let Some(measure) = dataset.measure(&name.value) else {
        let names: Vec<&str> = dataset.measures.iter().map(|measure| measure.key.as_str()).collect();
        let message = catalog::data::unknown_measure_here(&name.value);
        let finding = Diagnostic::new(Code::UnknownMeasure, name.span, message);
        findings.push(finding.help(catalog::data::measures_are(names.join(", "))));
        return Some(Vec::new());
    };
    let cell = dataset.measures[measure].summed(measure)[0];
    Some(kept.map(|row| dataset.rows.place(row, cell)).collect())
}

/// The filter of a `where`, by dimension; a name that the dataset does not have is reported.
pub fn filter(dataset: &Dataset, rows: &[(Spanned<String>, Vec<Spanned<String>>)], findings: &mut Findings) -> Filter {
    let mut filter = Filter::all(dataset);
    for (key, values) in rows {
        for value in values {
            datasets::narrow(dataset, &mut filter, (&key.value, key.span), (&value.value, value.span), findings);
        }
    }
    filter
}
