//! Numbers in prose that no claim covers: a percent behind a pair is recomputed, the rest is ignored by a named rule or
//! unbound.

mod figures;
mod names;
mod nearby;
mod rules;
mod tokens;
mod words;

pub use figures::{DataIndex, FigureIndex, Offer};
pub use rules::Rules;
pub use tokens::sign_behind;

use std::collections::BTreeMap;

use crate::diag::{Code, Diagnostic, Text, catalog};
use crate::locale::{Lang, nfc};
use crate::model::claim::{ClaimKind, Judged, Verdict};
use crate::model::edit::{Edit, EditKind};
use crate::model::number::Number;
use crate::model::page::{Page, Prose, ProsePiece};
use crate::model::site::Facts;
use crate::model::unclaimed::{Standing, Unclaimed};
use crate::source::Span;

use super::stated::{self, Kind, Stated};
use super::{Findings, anchors};
use tokens::{Token, tokens};
use words::{BEFORE_PERCENT, RESPECTIVELY};

/// What a page's prose holds.
#[derive(Clone, Debug, Default)]
pub struct Tally {
    /// Every number, as [`Number::mixed`] has it.
    pub looked_up: Vec<u32>,
    /// How many numbers each rule passes over.
    pub ignored: BTreeMap<String, usize>,
    pub unclaimed: Vec<Unclaimed>,
    /// What would tie numbers to data without a doubt.
    pub edits: Vec<Edit>,
}

/// What prose is read against.
pub struct Against<'a> {
    pub facts: Facts<'a>,
    pub rules: Rules<'a>,
    /// The claims of the page.
    pub judged: &'a [Judged],
}

/// How far behind a pair its percent may stand, in characters.
const REACH: usize = 60;
/// So many claims to paste are written into one message.
const MOST_OFFERS: usize = 16;

/// Scans one block of prose; unbound numbers are reported only where the site has data to tie them to.
pub fn scan(prose: &Prose, page: &Page, against: &Against<'_>, tally: &mut Tally, findings: &mut Findings) {
    let tokens = tokens(&prose.text, page.lang);
    tally.looked_up.extend(tokens.iter().filter_map(|token| token.first.as_ref()).map(Number::mixed));
    let block = Block { prose, lang: page.lang, tokens: &tokens, against };
    let mut unbound: Vec<(&Token, Option<Offer>)> = Vec::new();
    let mut percent: Option<Percent<'_>> = None;
    for (at, token) in tokens.iter().enumerate() {
        let own = percent.take();
        let is_claimed = block.is_claimed(token);
        if !is_claimed && let Some(rule) = against.rules.of(&tokens, at, &prose.text) {
            *tally.ignored.entry(rule.to_owned()).or_default() += 1;
            continue;
        }
        let offer = block.offer(token, is_claimed);
        if token.is_pair() {
            percent = block.percent(at, is_claimed, offer.as_ref());
        }
        let own = own.or_else(|| block.percent_before(at));
        if is_claimed {
            continue;
        }
        let offer = own.as_ref().map_or(offer, |percent| percent.offer.clone());
        let standing = own.as_ref().map_or(Standing::Unbound, |percent| block.recompute(token, percent, findings));
        let (text, span) = (block.full(token).to_owned(), block.span(token.start, token.end));
        tally.unclaimed.push(Unclaimed { text, span, standing });
        tally.edits.extend(offer.as_ref().and_then(|offer| block.edit(token, offer, own.as_ref())));
        if standing != Standing::Mismatched {
            unbound.push((token, offer));
        }
    }
    if against.rules.figures.has_data() {
        block.report_unbound(&unbound, findings);
    }
}

/// A block of prose and its numbers.
struct Block<'a> {
    prose: &'a Prose,
    lang: Lang,
    tokens: &'a [Token],
    against: &'a Against<'a>,
}

/// A percent that belongs to a pair.
struct Percent<'a> {
    pair: &'a Token,
    exact: Number,
    decimals: u8,
    agrees: bool,
    /// The claim for it, where there is one for the pair.
    offer: Option<Offer>,
}

impl<'a> Percent<'a> {
    /// The percent that is printed, held against its pair.
    fn of(pair: &'a Token, printed: &Stated, offer: Option<&Offer>) -> Option<Self> {
        let exact = pair.first?.over(pair.second?)?.times(Number::HUNDRED)?;
        let offer = offer.and_then(Offer::of_percent);
        Some(Self { pair, exact, decimals: printed.first.decimals, agrees: printed.agrees(exact), offer })
    }
}

impl Offer {
    /// Of a pair's offer, that for the percent behind it.
    fn of_percent(&self) -> Option<Self> {
        let ratio = self.ratio.clone()?;
        Some(Self {
            rows: self.rows.clone(),
            measure: ratio,
            ratio: None,
            is_safe: self.is_safe,
            basis: self.basis.clone(),
        })
    }
}

impl<'a> Block<'a> {
    fn written(&self, token: &Token) -> &'a str {
        &self.prose.text[token.start..token.end]
    }

    /// The token with its percent sign.
    fn full(&self, token: &Token) -> &'a str {
        let sign = sign_behind(&self.prose.text[token.end..]).filter(|_| token.slashed.is_none());
        &self.prose.text[token.start..token.end + sign.unwrap_or_default()]
    }

    fn pieces(&self, token: &Token) -> impl Iterator<Item = &'a ProsePiece> {
        let (start, end, prose) = (token.start, token.end, self.prose);
        let first = prose.pieces.partition_point(|piece| piece.at <= start).saturating_sub(1);
        prose.pieces[first..].iter().take_while(move |piece| piece.at < end)
    }

    fn is_claimed(&self, token: &Token) -> bool {
        self.pieces(token).any(|piece| piece.is_claim)
    }

    /// The claim for a number; of one that is a claim itself, what could stand beside it.
    fn offer(&self, token: &Token, is_claimed: bool) -> Option<Offer> {
        if is_claimed {
            return self.claimed(token);
        }
        self.against.rules.figures.offer(token, self.tokens, &self.prose.text)
    }

    /// What a pair that is a claim and holds would offer.
    fn claimed(&self, token: &Token) -> Option<Offer> {
        let piece = self.pieces(token).next()?;
        let judged = self.judged(piece)?;
        let basis = judged.basis.as_ref()?;
        let ClaimKind::Pair { ratio, .. } = basis.kind else { return None };
        let dataset = self.against.facts.dataset(basis.dataset);
        let rows = anchors::address(dataset, &basis.query);
        let spans = basis.rows.iter().map(|row| dataset.rows.span(*row)).collect();
        Some(Offer {
            rows,
            measure: String::new(),
            ratio: Some(dataset.measures[ratio].key.clone()),
            is_safe: true,
            basis: spans,
        })
    }

    fn judged(&self, piece: &ProsePiece) -> Option<&'a Judged> {
        let holds = |judged: &&Judged| {
            judged.verdict == Verdict::Holds
                && judged.span.start <= piece.span.start
                && piece.span.end <= judged.span.end
        };
        self.against.judged.iter().find(holds)
    }

    /// Where `start..end` of the prose is written; through entities and marks, the nearest places that are.
    fn span(&self, start: usize, end: usize) -> Span {
        let place = |at: usize| {
            let piece = self.prose.pieces.iter().rev().find(|piece| piece.at <= at).unwrap_or(&self.prose.pieces[0]);
            (piece, (piece.span.start as usize + at - piece.at).min(piece.span.end as usize))
        };
        let (piece, from) = place(start);
        let (_, last) = place(end.saturating_sub(1).max(start));
        Span::new(piece.span.source, from, last + 1)
    }

    /// The percent that belongs to the pair at `at`. That of a claim which does not hold is left alone.
    fn percent(&self, at: usize, is_claimed: bool, offer: Option<&Offer>) -> Option<Percent<'a>> {
        let (text, pair) = (&self.prose.text, &self.tokens[at]);
        let next = self.tokens.get(at + 1).filter(|next| next.is_percent(text) && !self.is_claimed(next))?;
        if is_claimed && self.pieces(pair).all(|piece| self.judged(piece).is_none()) {
            return None;
        }
        let between = nfc(&text[pair.end..next.start]).to_lowercase();
        let (start, end) = nearby::sentence(text, pair);
        let said = nfc(&text[start..next.start]).to_lowercase();
        let are_several = RESPECTIVELY.iter().any(|word| said.contains(word));
        if between.chars().count() > REACH || end < next.start || !belongs(&between) || are_several {
            return None;
        }
        let after: String = text[next.start..].chars().take(REACH).collect();
        let printed = stated::read(&after, &between, self.lang).filter(|printed| printed.kind == Kind::Percent)?;
        Percent::of(pair, &printed, offer)
    }

    /// As [`Self::percent`], of a percent at `at` whose pair stands in brackets behind it: `98,3% (133.350/135.720 việc)`.
    fn percent_before(&self, at: usize) -> Option<Percent<'a>> {
        let (text, token) = (&self.prose.text, &self.tokens[at]);
        let pair = self.tokens.get(at + 1).filter(|pair| token.is_percent(text) && pair.is_pair())?;
        let between = text[token.end..pair.start].trim_start_matches([' ', '\u{a0}']).strip_prefix('%')?;
        let words = between.trim_start().strip_prefix('(')?;
        let is_claimed = self.is_claimed(pair);
        let is_wrong = is_claimed && self.pieces(pair).all(|piece| self.judged(piece).is_none());
        if words.chars().count() > REACH / 2 || words.contains([')', '.', ';']) || is_wrong {
            return None;
        }
        let before: String = nfc(&text[..token.start]).to_lowercase();
        let after: String = text[token.start..].chars().take(REACH).collect();
        let printed = stated::read(&after, &before, self.lang).filter(|printed| printed.kind == Kind::Percent)?;
        let offer = self.offer(pair, is_claimed);
        Percent::of(pair, &printed, offer.as_ref())
    }

    /// How a percent compares with its pair; one that differs is reported.
    fn recompute(&self, token: &Token, percent: &Percent<'_>, findings: &mut Findings) -> Standing {
        if percent.agrees {
            return Standing::Recomputed;
        }
        let (pair, exact) = (percent.pair, percent.exact);
        let shown = |decimals| format!("{}%", exact.show_percent(self.lang, decimals));
        let precise = exact.exact_decimals().unwrap_or(5).min(5);
        let message =
            catalog::claim::percent_mismatch(self.written(pair), format!("{}%", self.written(token)), shown(precise));
        let finding = Diagnostic::new(Code::PercentMismatch, self.span(token.start, token.end), message);
        let finding = finding.label(self.span(pair.start, pair.end), catalog::claim::percent_pair());
        findings.push(finding.help(catalog::claim::percent_help(shown(percent.decimals))));
        Standing::Mismatched
    }

    /// The link in place of a number, where the offer is safe and the number is written in one piece.
    fn edit(&self, token: &Token, offer: &Offer, percent: Option<&Percent<'_>>) -> Option<Edit> {
        let written = self.full(token);
        let piece = self.pieces(token).next()?;
        let from = piece.span.start as usize + token.start - piece.at;
        let is_whole = from + written.len() <= piece.span.end as usize && piece.is_verbatim;
        if !offer.is_safe || !is_whole {
            return None;
        }
        let (text, kind) = match percent.filter(|percent| !percent.agrees) {
            Some(percent) => {
                let right = percent.exact.show_percent(self.lang, percent.decimals);
                (written.replacen(self.written(token), &right, 1), EditKind::Percent)
            }
            None => (written.to_owned(), EditKind::Binding),
        };
        let span = Span::new(piece.span.source, from, from + written.len());
        Some(Edit { span, text: format!("[{text}]({})", offer.dest()), kind, basis: offer.basis.clone() })
    }

    /// One finding for a paragraph: at its first unbound number, or the first that the data has, with the claims to paste.
    fn report_unbound(&self, all: &[(&Token, Option<Offer>)], findings: &mut Findings) {
        let Some((first, _)) = all.first() else { return };
        let offered: Vec<(&Token, &Offer)> =
            all.iter().filter_map(|(token, offer)| Some((*token, offer.as_ref()?))).collect();
        let token = offered.first().map_or(*first, |(token, _)| *token);
        let link = |(token, offer): &(&Token, &Offer)| format!("`[{}]({})`", self.full(token), offer.dest());
        let links: Vec<String> = offered.iter().take(MOST_OFFERS).map(link).collect();
        let help: Text = match offered.len() {
            0 => catalog::claim::unbound_help(),
            1 => catalog::claim::unbound_offer(&links[0]),
            n if n <= MOST_OFFERS => catalog::claim::unbound_offers(links.join(", ")),
            n => catalog::claim::unbound_offers_more(links.join(", "), n - MOST_OFFERS),
        };
        let number = self.written(token);
        let message = match all.len() - 1 {
            0 => catalog::claim::unbound(number),
            more => catalog::claim::unbound_more(number, more),
        };
        findings.push(Diagnostic::new(Code::UnboundNumber, self.span(token.start, token.end), message).help(help));
    }
}

/// True where a percent behind these words speaks of the pair before them: in brackets, or after "đạt".
fn belongs(between: &str) -> bool {
    between.rfind('(').is_some_and(|open| !between[open..].contains(')'))
        || BEFORE_PERCENT.iter().any(|word| nearby::places(between, word).next().is_some())
}
