//! Where a claim comes from, in words: what it states, its exact value, how firm it is, what it was, and whose data it is.

use std::collections::BTreeSet;

use crate::locale::Lang;
use crate::model::claim::{Claim, ClaimKind};
use crate::model::dataset::{Dataset, MeasureKind, Status};
use crate::model::history;
use crate::model::number::Number;
use crate::model::select;

use super::words::Words;

/// How many decimals of an exact value readers see.
const MOST_DECIMALS: u8 = 5;

/// The sentences about a claim, each with its element.
#[must_use]
pub fn lines(claim: &Claim, dataset: &Dataset, words: Words<'_>, lang: Lang) -> Vec<(&'static str, String)> {
    let teller = Teller { claim, dataset, words, lang };
    let mut lines = vec![("b", ended(what(claim, dataset, words)))];
    lines.push(("span", ended(teller.exact(claim.value, teller.whole()))));
    let was = teller.was();
    lines.extend(teller.standing(was.is_some()).map(|line| ("span", ended(line))));
    lines.extend(was.map(|line| ("b", ended(line))));
    lines.push(("small", ended(teller.from())));
    lines
}

/// The exact value of a claim: `7.855/8.100 việc ≈ 96,97531%`, `8.100 việc`, `+100 việc`.
#[must_use]
pub fn exact(claim: &Claim, dataset: &Dataset, words: Words<'_>, lang: Lang) -> String {
    let teller = Teller { claim, dataset, words, lang };
    teller.exact(claim.value, teller.whole())
}

/// `Tỷ lệ hoàn thành · 2023 · Tập thể`; of a pair `Hoàn thành / Đăng ký · …`.
#[must_use]
pub fn what(claim: &Claim, dataset: &Dataset, words: Words<'_>) -> String {
    let label = |at: usize| dataset.measures[at].label.as_str();
    let measure = claim.kind.measure();
    let mut parts: Vec<String> = vec![match (claim.kind, &dataset.measures[measure].kind) {
        (ClaimKind::Pair { .. }, MeasureKind::Ratio { part, whole }) => format!("{} / {}", label(*part), label(*whole)),
        (ClaimKind::Change(_) | ClaimKind::RelativeChange(_), _) => {
            format!("{}, {}", label(measure), words.get("claim_change"))
        }
        (ClaimKind::Share(_), _) => format!("{}, {}", label(measure), words.get("claim_share")),
        _ => label(measure).to_owned(),
    }];
    parts.extend(shared(dataset, &claim.rows).map(ToOwned::to_owned));
    if claim.rows.len() > 1 {
        parts.push(words.fill("claim_of_rows", &[("n", &claim.rows.len().to_string())]));
    }
    parts.join(" · ")
}

/// The labels of the dimension values that all of `rows` have.
fn shared<'a>(dataset: &'a Dataset, rows: &[usize]) -> impl Iterator<Item = &'a str> {
    let first = rows.first().copied();
    let all = move |at: usize| {
        let key = dataset.rows.key(first?, at)?;
        rows.iter().all(|row| dataset.rows.key(*row, at) == Some(key)).then_some(key)
    };
    let keys: Vec<Option<u32>> = (0..dataset.dimensions.len()).map(all).collect();
    let label =
        |(at, key): (usize, Option<u32>)| Some(dataset.dimensions[at].values.get(key? as usize)?.label.as_str());
    keys.into_iter().enumerate().filter_map(label)
}

/// The line as a sentence.
fn ended(line: String) -> String {
    if line.ends_with(['.', '!', '?', '…']) { line } else { line + "." }
}

struct Teller<'a> {
    claim: &'a Claim,
    dataset: &'a Dataset,
    words: Words<'a>,
    lang: Lang,
}

impl Teller<'_> {
    fn whole(&self) -> Option<Number> {
        match self.claim.kind {
            ClaimKind::Pair { whole, .. } => Some(whole),
            _ => None,
        }
    }

    /// The exact value: `7.855/8.100 việc ≈ 96,97531%`, `8.100 việc`, `+100 việc`.
    fn exact(&self, value: Number, whole: Option<Number>) -> String {
        let measure = &self.dataset.measures[self.claim.kind.measure()];
        let unit = |text: String, at: usize| match self.dataset.unit_among(self.claim.rows.iter().copied(), at) {
            Some("%") => format!("{text}%"),
            Some(unit) => format!("{text} {unit}"),
            None => text,
        };
        let of = |a: Number, b: Number, at| unit(format!("{}/{}", self.shown(a), self.shown(b)), at);
        match (self.claim.kind, &measure.kind) {
            (ClaimKind::Pair { .. }, MeasureKind::Ratio { part, .. }) => {
                let Some(whole) = whole else { return self.shown(value) };
                let rate = select::percent(value, whole).value();
                let pair = of(value, whole, *part);
                rate.map_or_else(|| pair.clone(), |rate| format!("{pair} {}", self.percent(rate, true)))
            }
            (ClaimKind::Measure(_), MeasureKind::Ratio { part, whole }) => {
                let total = |at| select::total(self.dataset, &self.claim.rows, at).value();
                // What it was is told by its percent alone: the sums are those of now.
                match total(*part).zip(total(*whole)).filter(|_| value == self.claim.value) {
                    Some((a, b)) => format!("{} {}", of(a, b, *part), self.percent(value, true)),
                    None => self.percent(value, false),
                }
            }
            (ClaimKind::Change(_), MeasureKind::Ratio { .. }) => {
                format!("{} {}", self.signed(value), self.words.get("claim_points"))
            }
            (ClaimKind::Change(at), _) => unit(self.signed(value), at),
            (ClaimKind::RelativeChange(_), _) => format!("{}%", self.signed(value)),
            (ClaimKind::Share(_), _) => self.percent(value, false),
            (ClaimKind::Measure(at) | ClaimKind::Pair { ratio: at, .. }, _) => unit(self.shown(value), at),
        }
    }

    /// `= 96,5%`, or `≈ 96,97531%` where decimals are left out; the sign `=` only where it `follows` what it equals.
    fn percent(&self, value: Number, follows: bool) -> String {
        let shown = format!("{}%", self.shown(value));
        if follows && !shown.starts_with('≈') { format!("=\u{a0}{shown}") } else { shown }
    }

    /// With all its decimals, or the first of them behind `≈`.
    fn shown(&self, value: Number) -> String {
        match value.exact_decimals() {
            Some(decimals) if decimals <= MOST_DECIMALS => value.show(self.lang, decimals),
            _ => format!("≈\u{a0}{}", value.show(self.lang, MOST_DECIMALS)),
        }
    }

    fn signed(&self, value: Number) -> String {
        let sign = if value > Number::ZERO { "+" } else { "" };
        let shown = self.shown(value);
        shown.strip_prefix("≈\u{a0}").map_or_else(|| format!("{sign}{shown}"), |rest| format!("≈\u{a0}{sign}{rest}"))
    }

    /// `Số sơ bộ, đến hết quý I/2024`; none for figures that are final and of whole periods. That a figure `is_revised`
    /// is told with what it was.
    fn standing(&self, is_revised: bool) -> Option<String> {
        let (rows, measures) = (&self.dataset.rows, self.claim.kind.measures(self.dataset));
        let mut statuses: BTreeSet<usize> = BTreeSet::new();
        let mut part_years = BTreeSet::new();
        for row in &self.claim.rows {
            let own = measures.iter().map(|measure| rows.status_of(*row, *measure));
            statuses.extend(own.filter_map(|status| Status::ALL.iter().position(|(_, known)| *known == status)));
            part_years.extend(rows.as_of(*row));
        }
        let is_provisional = self.dataset.status == Status::Provisional;
        let statuses = statuses.into_iter().map(|at| Status::ALL[at].1);
        let words = std::iter::once(Status::Provisional).filter(|_| is_provisional).chain(statuses);
        let mut told: Vec<String> = Vec::new();
        for word in words.filter(|status| !is_revised || *status != Status::Revised).filter_map(mark) {
            let word = self.words.get(word).to_owned();
            if !told.contains(&word) {
                told.push(word);
            }
        }
        // Many ends of periods would be a list of dates: the last one tells how far the sum goes.
        told.extend(part_years.last().map(|date| date.part_year(self.lang)));
        (!told.is_empty()).then(|| sentence(&told.join(", ")))
    }

    /// `Đã sửa 01/06/2024: trước là 8.090 việc`; none where it has not changed.
    fn was(&self) -> Option<String> {
        let cells = history::behind(self.claim, self.dataset);
        let (value, whole) = history::before(self.claim, self.dataset, |_| true)?;
        if cells.is_empty() || (value, whole) == (self.claim.value, self.whole()) {
            return None;
        }
        let was = self.exact(value, whole);
        let on = cells.iter().filter_map(|cell| cell.on).max();
        Some(match on {
            Some(on) => self.words.fill("claim_was", &[("date", &on.show(self.lang)), ("was", &was)]),
            None => self.words.fill("claim_was_once", &[("was", &was)]),
        })
    }

    /// `Nguồn: Ban Thường vụ Tỉnh ủy · Việc làm theo (cập nhật 13/05/2024)`.
    fn from(&self) -> String {
        let credits = self.dataset.sources_of(&self.claim.kind.measures(self.dataset));
        let mut data = self.dataset.title.value.clone();
        if let Some(updated) = self.dataset.updated {
            data = format!("{data} ({})", self.words.fill("claim_updated", &[("date", &updated.show(self.lang))]));
        }
        if credits.is_empty() {
            return data;
        }
        format!("{} {} · {data}", self.words.get("figure_source"), credits.join("; "))
    }
}

/// The word for a status that is worth telling.
fn mark(status: Status) -> Option<&'static str> {
    match status {
        Status::Provisional => Some("mark_provisional"),
        Status::Revised => Some("mark_revised"),
        Status::Estimated => Some("mark_estimated"),
        Status::Break => Some("mark_break"),
        Status::Final | Status::NotAvailable | Status::NotApplicable => None,
    }
}

/// With a capital letter.
fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|letter| letter.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
