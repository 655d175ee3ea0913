//! Numbers in prose that no claim covers: pairs with a percent are recomputed, the rest is ignored by a named rule or unbound.

use crate::diag::{Code, Diagnostic, catalog};
use crate::locale::nfc;
use crate::model::number::Number;
use crate::model::page::{Page, Prose};
use crate::source::Span;

use super::Findings;
use super::figures::FigureIndex;
use super::rules;
use super::stated::{self, Kind};
use super::tokens::{Token, tokens};

/// What a page's prose holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub ignored: usize,
    pub unbound: usize,
}

/// How far behind a pair its percent may stand, in characters.
const REACH: usize = 60;
const BEFORE_PERCENT: [&str; 10] =
    ["đạt", "chiếm", "bằng", "tỷ lệ", "tỉ lệ", "reached", "reaching", "or", "equal to", "a rate of"];

/// Scans one block of prose; findings are reported only where the site has data to tie numbers to.
pub fn scan(prose: &Prose, page: &Page, figures: &FigureIndex<'_>, findings: &mut Findings) -> Tally {
    let tokens = tokens(&prose.text, page.lang);
    let free: Vec<&Token> = tokens.iter().filter(|token| !is_claimed(prose, token)).collect();
    let mut tally = Tally::default();
    let mut unbound: Vec<&Token> = Vec::new();
    for token in free {
        if rules::rule_of(token, &tokens, &prose.text, figures).is_some() {
            tally.ignored += 1;
            continue;
        }
        if token.is_pair() {
            report_percent(prose, page, token, &tokens, findings);
        }
        unbound.push(token);
    }
    tally.unbound = unbound.len();
    if let Some(first) = unbound.first().filter(|_| figures.has_data()) {
        report_unbound(prose, first, &unbound, figures, findings);
    }
    tally
}

fn is_claimed(prose: &Prose, token: &Token) -> bool {
    prose.pieces.iter().enumerate().any(|(index, piece)| {
        let end = prose.pieces.get(index + 1).map_or(prose.text.len(), |next| next.at);
        piece.is_claim && piece.at < token.end && token.start < end
    })
}

/// Where `start..end` of the prose is written; through entities and marks, the nearest places that are.
fn span(prose: &Prose, start: usize, end: usize) -> Span {
    let place = |at: usize| {
        let piece = prose.pieces.iter().rev().find(|piece| piece.at <= at).unwrap_or(&prose.pieces[0]);
        (piece, (piece.span.start as usize + at - piece.at).min(piece.span.end as usize))
    };
    let (piece, from) = place(start);
    let (_, last) = place(end.saturating_sub(1).max(start));
    Span::new(piece.span.source, from, last + 1)
}

/// Recomputes the percent that belongs to a pair.
fn report_percent(prose: &Prose, page: &Page, pair: &Token, tokens: &[Token], findings: &mut Findings) {
    let Some(next) = tokens.get(tokens.partition_point(|token| token.start < pair.end)) else { return };
    if !next.is_percent(&prose.text) || is_claimed(prose, next) {
        return;
    }
    let between = nfc(&prose.text[pair.end..next.start]).to_lowercase();
    if between.chars().count() > REACH || ends_sentence(&between) || !belongs(&between) {
        return;
    }
    let (Some(part), Some(whole)) = (pair.first, pair.second) else { return };
    let exact = part.over(whole).and_then(|ratio| ratio.times(Number::HUNDRED));
    let after: String = prose.text[next.start..].chars().take(REACH).collect();
    let (Some(exact), Some(printed)) = (exact, stated::read(&after, &between, page.lang)) else { return };
    if printed.kind == Kind::Percent && !printed.agrees(exact) {
        let decimals = printed.first.decimals;
        let shown = |decimals| format!("{}%", exact.show_percent(page.lang, decimals));
        let text = |token: &Token| prose.text[token.start..token.end].to_owned();
        let precise = exact.exact_decimals().unwrap_or(5).min(5);
        let message = catalog::claim::percent_mismatch(text(pair), format!("{}%", text(next)), shown(precise));
        let finding = Diagnostic::new(Code::PercentMismatch, span(prose, next.start, next.end), message);
        let finding = finding.label(span(prose, pair.start, pair.end), catalog::claim::percent_pair());
        findings.push(finding.help(catalog::claim::percent_help(shown(decimals))));
    }
}

fn ends_sentence(between: &str) -> bool {
    between.contains(['!', '?', '\n']) || between.contains(". ")
}

/// True where a percent behind these words speaks of the pair before them: in brackets, or after "đạt".
fn belongs(between: &str) -> bool {
    let is_word = |word: &str| {
        between.match_indices(word).any(|(at, _)| {
            let before = between[..at].chars().next_back();
            let after = between[at + word.len()..].chars().next();
            !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
        })
    };
    between.rfind('(').is_some_and(|open| !between[open..].contains(')'))
        || BEFORE_PERCENT.iter().any(|word| is_word(word))
}

/// One finding for a paragraph: at its first unbound number, with the claim to paste where the data has exactly one.
fn report_unbound(prose: &Prose, first: &Token, all: &[&Token], figures: &FigureIndex<'_>, findings: &mut Findings) {
    let offered = all.iter().find_map(|token| figures.offer(token, &prose.text).map(|offer| (*token, offer)));
    let (token, help) = match offered {
        Some((token, claim)) => (token, catalog::claim::unbound_offer(claim)),
        None => (first, catalog::claim::unbound_help()),
    };
    let number = &prose.text[token.start..token.end];
    let message = match all.len() - 1 {
        0 => catalog::claim::unbound(number),
        more => catalog::claim::unbound_more(number, more),
    };
    findings.push(Diagnostic::new(Code::UnboundNumber, span(prose, token.start, token.end), message).help(help));
}
