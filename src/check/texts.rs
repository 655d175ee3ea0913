//! Claims in front matter and chart texts: judged first of all, so that every other stage sees the texts readers see.

use std::collections::BTreeMap;

use crate::model::claim::{ChartText, Claim, Judged, TextPlace};
use crate::model::page::Page;
use crate::model::text::{AuthorText, TextPart};

use super::datasets::Lookup;
use super::{Findings, ShownPart, claims};

/// What the texts of one page amount to.
#[derive(Debug, Default)]
pub struct Settled {
    /// By the start of the link's span.
    pub claims: BTreeMap<u32, Box<Claim>>,
    pub judged: Vec<Judged>,
    /// The texts with claims in them.
    pub texts: BTreeMap<TextPlace, Vec<ShownPart>>,
}

/// Judges the claims in the texts of a page.
pub fn settle(page: &Page, lookup: &Lookup<'_>, findings: &mut Findings) -> Settled {
    let mut settled = Settled::default();
    for text in page.texts.iter().filter(|text| text.claims().next().is_some()) {
        let parts = judge(text, page, lookup, &mut settled, findings);
        settled.texts.insert(text.place, parts);
    }
    settled
}

impl Settled {
    /// Puts into `page` what readers see in place of the links.
    pub fn put(&self, page: &mut Page) {
        for (place, parts) in &self.texts {
            put(page, *place, parts.iter().map(ShownPart::text).collect());
        }
    }
}

fn judge(
    text: &AuthorText,
    page: &Page,
    lookup: &Lookup<'_>,
    settled: &mut Settled,
    findings: &mut Findings,
) -> Vec<ShownPart> {
    let part = |part: &TextPart| match part {
        TextPart::Plain(plain) => ShownPart::Plain(plain.clone()),
        TextPart::Claim(link) => {
            let (judged, claim) = claims::check(link, text.place, page, lookup, findings);
            let shown = claim.as_ref().map_or_else(|| link.text.clone(), |claim| claim.text.clone());
            settled.judged.push(judged);
            settled.claims.extend(claim.map(|claim| (link.span.start, Box::new(claim))));
            ShownPart::Claim { start: link.span.start, text: shown }
        }
    };
    text.parts.iter().map(part).collect()
}

/// Puts `shown` in the place of what the author wrote.
fn put(page: &mut Page, place: TextPlace, shown: String) {
    let front = &mut page.front;
    let target = match place {
        TextPlace::Title => Some(&mut front.title),
        TextPlace::Summary => front.summary.as_mut(),
        TextPlace::ImageAlt => front.image.as_mut().and_then(|image| image.alt.as_mut()),
        TextPlace::ImageCaption => front.image.as_mut().and_then(|image| image.caption.as_mut()),
        TextPlace::Correction(at) => front.corrections.get_mut(at).map(|correction| &mut correction.text),
        TextPlace::Chart(start, text) => {
            let chart = page.body.charts.iter_mut().find(|chart| chart.span.start == start);
            chart.and_then(|chart| match text {
                ChartText::Title => chart.title.as_mut(),
                ChartText::Subtitle => chart.subtitle.as_mut(),
                ChartText::Alt => chart.alt.as_mut(),
                ChartText::Note => chart.note.as_mut(),
                ChartText::Annotation(at) => chart.annotations.get_mut(at).map(|(_, text)| text),
                ChartText::ReferenceLine(at) => chart.reference_lines.get_mut(at).map(|(_, text)| text),
            })
        }
        TextPlace::Body => None,
    };
    if let Some(target) = target {
        target.value = shown;
    }
}
