//! What would make a wrong claim right: its digits, where nothing else in the text is wrong.

use crate::locale::Lang;
use crate::model::claim::ClaimLink;
use crate::model::edit::{Edit, EditKind};
use crate::model::number::Number;
use crate::source::Span;

use super::asked;
use super::stated::{self, Stated};

/// The changes of the digits of `link`; none where its text is not written in one piece, or would be wrong still.
pub fn claim(
    link: &ClaimLink,
    stated: &Stated,
    (exact, whole): (Number, Option<Number>),
    lang: Lang,
    holds: impl Fn(&Stated) -> bool,
) -> Option<Vec<Edit>> {
    let text = &link.text;
    if link.text_span.range().len() != text.len() {
        return None;
    }
    let mut parts = vec![(stated.first_at, stated.first.length, asked::first_digits(stated, text, exact, lang)?)];
    if let (Some(second), Some(whole)) = (stated.second, whole) {
        parts.push((stated.second_at, second.length, asked::second_digits(stated, text, whole, lang)));
    }
    let mut right = text.clone();
    for (at, length, digits) in parts.iter().rev() {
        right.replace_range(*at..at + length, digits);
    }
    let reread = stated::read(&right, &link.before, lang).filter(|read| read.more.is_none())?;
    if !holds(&reread) {
        return None;
    }
    let start = link.text_span.start as usize;
    let edit = |(at, length, digits): (usize, usize, String)| {
        let span = Span::new(link.text_span.source, start + at, start + at + length);
        (text[at..at + length] != digits).then_some(Edit {
            span,
            text: digits,
            kind: EditKind::Claim,
            basis: Vec::new(),
        })
    };
    Some(parts.into_iter().filter_map(edit).collect())
}
