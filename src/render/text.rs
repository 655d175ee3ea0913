//! A text of front matter or of a chart as HTML: its claims as in the body, all else as it stands.

use crate::check::ShownPart;
use crate::model::claim::{ChartText, Claim, TextPlace};
use crate::model::page::Page;
use crate::model::route::OutputPath;

use super::View;
use super::claim::{self, ClaimView};
use super::html::{escape, escape_into};
use super::links::dataset_href;
use super::words::Words;

/// The texts of one page, seen from one of its files.
pub struct Texts<'a> {
    pub view: &'a View<'a>,
    pub page: &'a Page,
    pub from: &'a OutputPath,
    pub words: Words<'a>,
}

impl Texts<'_> {
    /// The text at `place` as HTML; `plain` is the same text without claims.
    #[must_use]
    pub fn html(&self, place: TextPlace, plain: &str) -> String {
        let Some(numbers) = self.view.numbers(self.page.id) else { return escape(plain) };
        let Some(parts) = numbers.texts.get(&place) else { return escape(plain) };
        let mut out = String::new();
        for part in parts {
            match part {
                ShownPart::Plain(text) => escape_into(&mut out, text),
                ShownPart::Claim { start, text } => match numbers.claims.get(start) {
                    Some(claim) => out.push_str(&self.claim(claim, &escape(text))),
                    None => escape_into(&mut out, text),
                },
            }
        }
        out
    }

    /// The text of the chart that begins at `start`.
    #[must_use]
    pub fn of_chart(&self, start: u32, text: ChartText, plain: Option<&String>) -> Option<String> {
        plain.map(|plain| self.html(TextPlace::Chart(start, text), plain))
    }

    /// A claim whose text is `text` as HTML; empty where the data fills it in.
    #[must_use]
    pub fn claim(&self, claim: &Claim, text: &str) -> String {
        let dataset = self.view.site.site.dataset(claim.dataset);
        let numbers = self.view.numbers(self.page.id);
        let (before, after) = claim::html(&ClaimView {
            claim,
            dataset,
            href: self.claim_href(claim),
            text,
            nth: numbers.map_or(0, |numbers| numbers.claims.range(..claim.span.start).count()),
            words: self.words,
            lang: self.page.lang,
        });
        before + text + &after
    }

    /// Where the rows of a claim stand: on the dataset's page, else at this page's figure of it.
    fn claim_href(&self, claim: &Claim) -> Option<String> {
        let dataset = self.view.site.site.dataset(claim.dataset);
        if let Some(page) = dataset_href(self.from, dataset) {
            let anchor = claim.rows.first().and_then(|row| self.view.renderer.anchor(dataset.id, *row));
            return Some(anchor.map_or_else(|| page.clone(), |anchor| format!("{page}#{anchor}")));
        }
        let mut figures = self.view.site.page(self.page.id).figures().iter();
        let figure = figures.find(|figure| figure.dataset == dataset.id)?;
        Some(format!("#{}", figure.id))
    }
}
