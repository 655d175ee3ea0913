//! A claim as HTML: the number, a link to the row behind it, and where it comes from on hover and focus.

use crate::locale::Lang;
use crate::model::claim::{Claim, ClaimKind};
use crate::model::dataset::Dataset;

use super::html::put;
use super::provenance;
use super::words::Words;

/// A claim and what the page around it knows.
pub struct ClaimView<'a> {
    pub claim: &'a Claim,
    pub dataset: &'a Dataset,
    /// Where the row stands, seen from this page.
    pub href: Option<String>,
    /// The author's text as HTML; empty where the data fills it in.
    pub text: &'a str,
    /// How many claims of the page stand before it: its note's name says so.
    pub nth: usize,
    pub words: Words<'a>,
    pub lang: Lang,
}

/// What stands around the author's text: the HTML before it and behind it.
///
/// The source is hidden text that the style sheet shows near the number; screen readers get it as the link's description.
#[must_use]
pub fn html(view: &ClaimView<'_>) -> (String, String) {
    let (claim, id) = (view.claim, &view.claim.id);
    let note = format!("from.{}", view.nth + 1);
    let mut before = String::new();
    put!(&mut before, "<span class=\"claim\" id=\"{}\">", id);
    if let Some(href) = &view.href {
        put!(&mut before, "<a href=\"{}\" aria-describedby=\"{}\">", href, &note);
    } else {
        put!(&mut before, "<span tabindex=\"0\" role=\"note\" aria-describedby=\"{}\">", &note);
    }
    let decimals = claim.value.exact_decimals().unwrap_or(6).min(9);
    put!(&mut before, "<data value=\"{}\">", &claim.value.plain(decimals));
    let pair = matches!(claim.kind, ClaimKind::Pair { .. }).then(|| claim.text.split_once('/')).flatten();
    let mut after = String::new();
    if pair.is_some() {
        before.push_str("<span aria-hidden=\"true\">");
        after.push_str("</span>");
    }
    if let Some((part, whole)) = pair {
        let spoken = view.words.fill("claim_pair", &[("part", part.trim()), ("whole", whole.trim())]);
        put!(&mut after, "<span class=\"visually-hidden\">{}</span>", &spoken);
    }
    after.push_str("</data>");
    after.push_str(if view.href.is_some() { "</a>" } else { "</span>" });
    put!(&mut after, "<span id=\"{}\" role=\"tooltip\" hidden>", &note);
    for (element, line) in provenance::lines(claim, view.dataset, view.words, view.lang) {
        put!(&mut after, "<{}>{}</{}> ", element, &line, element);
    }
    after.truncate(after.trim_end().len());
    after.push_str("</span></span>");
    if view.text.is_empty() {
        put!(&mut before, "{}", &claim.text);
    }
    (before, after)
}
