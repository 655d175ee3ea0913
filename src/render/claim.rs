//! A claim as HTML: the number, a link to the row behind it, and its source on hover and focus.

use crate::model::claim::{Claim, ClaimKind};
use crate::model::dataset::{Dataset, MeasureKind};

use super::html::put;
use super::words::Words;

/// A claim and what the page around it knows.
pub struct ClaimView<'a> {
    pub claim: &'a Claim,
    pub dataset: &'a Dataset,
    /// Where the row stands, seen from this page.
    pub href: Option<String>,
    /// The author's text as HTML; empty where the data fills it in.
    pub text: &'a str,
    /// The claim's number on its page.
    pub number: usize,
    pub words: Words<'a>,
}

/// What stands around the author's text: the HTML before it and behind it.
///
/// The source is hidden text that the style sheet shows near the number; screen readers get it as the link's description.
#[must_use]
pub fn html(view: &ClaimView<'_>) -> (String, String) {
    let mut before = String::from("<span class=\"claim\">");
    let number = view.number.to_string();
    if let Some(href) = &view.href {
        put!(&mut before, "<a href=\"{}\" aria-describedby=\"claim.{}\">", href, &number);
    } else {
        put!(&mut before, "<span tabindex=\"0\" role=\"note\" aria-describedby=\"claim.{}\">", &number);
    }
    let decimals = view.claim.value.exact_decimals().unwrap_or(6).min(9);
    put!(&mut before, "<data value=\"{}\">", &view.claim.value.plain(decimals));
    let pair = matches!(view.claim.kind, ClaimKind::Pair { .. }).then(|| view.claim.text.split_once('/')).flatten();
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
    put!(
        &mut after,
        "<span class=\"claim-source\" id=\"claim.{}\" role=\"tooltip\" hidden>{}</span></span>",
        &number,
        &source(view)
    );
    if view.text.is_empty() {
        put!(&mut before, "{}", &view.claim.text);
    }
    (before, after)
}

/// `Tỷ lệ hoàn thành · 2023 · Tập thể. Việc làm theo đã đăng ký và hoàn thành`; of a pair `Hoàn thành / Đăng ký · …`.
fn source(view: &ClaimView<'_>) -> String {
    let (claim, dataset) = (view.claim, view.dataset);
    let measures = match claim.kind {
        ClaimKind::Measure(at) | ClaimKind::Change(at) | ClaimKind::RelativeChange(at) | ClaimKind::Share(at) => {
            vec![at]
        }
        ClaimKind::Pair { ratio, .. } => match dataset.measures.get(ratio).map(|measure| &measure.kind) {
            Some(MeasureKind::Ratio { part, whole }) => vec![*part, *whole],
            _ => Vec::new(),
        },
    };
    let names: Vec<&str> = measures.iter().filter_map(|at| Some(dataset.measures.get(*at)?.label.as_str())).collect();
    let names = names.join(" / ");
    let mut parts: Vec<&str> = vec![&names];
    let several = view.words.fill("claim_of_rows", &[("n", &claim.rows.len().to_string())]);
    match claim.rows.as_slice() {
        [row] => parts.extend(labels(dataset, *row)),
        [] => {}
        _ => parts.push(&several),
    }
    format!("{}. {}", parts.join(" · "), dataset.title.value)
}

/// The labels of a row's dimension values.
fn labels(dataset: &Dataset, row: usize) -> impl Iterator<Item = &str> {
    dataset.dimensions.iter().zip(dataset.rows.keys(row)).filter_map(|(dimension, key)| {
        let value = dimension.values.get(key? as usize)?;
        Some(value.label.as_str())
    })
}
