//! What a claim asks of its dataset, and how the answer is written.

use crate::diag::{Code, Diagnostic, catalog};
use crate::locale::{Lang, nearest};
use crate::model::claim::{ClaimKind, ClaimLink};
use crate::model::dataset::{Dataset, MeasureKind};
use crate::model::number::Number;
use crate::model::page::Page;
use crate::model::select::{self, Figure};

use super::Findings;
use super::stated::{self, Kind, Stated};

/// What the fragment, or the text where there is none, asks for.
#[derive(Clone, Copy, Debug)]
pub enum Asked {
    Measure(usize),
    Pair { ratio: usize, part: usize, whole: usize },
    Change(usize),
    RelativeChange(usize),
    Share(usize),
}

impl Asked {
    /// What the rows amount to.
    pub fn figure(self, dataset: &Dataset, rows: &[usize]) -> Figure {
        match self {
            Self::Measure(measure) => select::total(dataset, rows, measure),
            Self::Pair { part, .. } => select::total(dataset, rows, part),
            Self::Change(measure) => select::change(dataset, rows, measure),
            Self::RelativeChange(measure) => select::both(
                select::change(dataset, rows, measure),
                select::total(dataset, &select::year_before(dataset, rows), measure),
                select::percent,
            ),
            Self::Share(measure) => select::share(dataset, rows, measure),
        }
    }

    /// The same, for whoever is shown the claim; `whole` is that of a pair.
    pub fn kind(self, whole: Option<Number>) -> ClaimKind {
        match self {
            Self::Pair { ratio, .. } => ClaimKind::Pair { ratio, whole: whole.unwrap_or(Number::ZERO) },
            Self::Measure(measure) => ClaimKind::Measure(measure),
            Self::Change(measure) => ClaimKind::Change(measure),
            Self::RelativeChange(measure) => ClaimKind::RelativeChange(measure),
            Self::Share(measure) => ClaimKind::Share(measure),
        }
    }

    /// The measures whose cells stand behind the figure.
    pub fn measures(self, dataset: &Dataset) -> Vec<usize> {
        match self {
            Self::Pair { part, whole, .. } => vec![part, whole],
            Self::Measure(measure) | Self::Change(measure) | Self::RelativeChange(measure) | Self::Share(measure) => {
                dataset.measures[measure].summed(measure)
            }
        }
    }
}

/// What a claim asks for; what the dataset does not have is reported.
pub fn asked(
    dataset: &Dataset,
    fragment: Option<&str>,
    link: &ClaimLink,
    page: &Page,
    findings: &mut Findings,
) -> Option<Asked> {
    let stated = stated::read(&link.text, &link.before, page.lang);
    let is_pair = stated.as_ref().is_some_and(|stated| stated.second.is_some());
    let percent = stated.as_ref().is_some_and(|stated| stated.kind == Kind::Percent);
    let Some(fragment) = fragment.filter(|fragment| !fragment.is_empty()) else {
        let pair = is_pair || (link.text.trim().is_empty() && dataset.first_ratio().is_some());
        return unnamed(dataset, pair, percent, link, findings);
    };
    let (name, what) = fragment.split_once('.').map_or((fragment, None), |(name, what)| (name, Some(what)));
    let Some(measure) = dataset.measure(name) else {
        let names: Vec<&str> = dataset.measures.iter().map(|measure| measure.key.as_str()).collect();
        let help = match nearest(name, names.iter().copied()) {
            Some(near) => catalog::yaml::did_you_mean(format!("#{near}")),
            None => catalog::data::measures_are(names.join(", ")),
        };
        let finding =
            Diagnostic::new(Code::UnknownMeasure, link.dest.span, catalog::claim::unknown_measure(&dataset.path, name));
        findings.push(finding.label(dataset.title.span, catalog::claim::this_dataset()).help(help));
        return None;
    };
    let is_ratio = matches!(dataset.measures[measure].kind, MeasureKind::Ratio { .. });
    match what {
        None if is_pair => pair_of(dataset, measure, link, findings),
        None => Some(Asked::Measure(measure)),
        Some("change") if percent && !is_ratio => Some(Asked::RelativeChange(measure)),
        Some("change") => Some(Asked::Change(measure)),
        Some("share") if !is_ratio => Some(Asked::Share(measure)),
        Some(what) => {
            let message = catalog::claim::unknown_question(name, what);
            findings.push(
                Diagnostic::new(Code::UnknownMeasure, link.dest.span, message)
                    .help(catalog::claim::questions_help(name)),
            );
            None
        }
    }
}

/// Without a fragment: a pair or a percent is the dataset's ratio, a number its only measure.
fn unnamed(
    dataset: &Dataset,
    is_pair: bool,
    percent: bool,
    link: &ClaimLink,
    findings: &mut Findings,
) -> Option<Asked> {
    let plain = || {
        dataset.measures.iter().enumerate().filter(|(_, measure)| !matches!(measure.kind, MeasureKind::Ratio { .. }))
    };
    match (dataset.first_ratio(), is_pair, percent) {
        (Some(ratio), true, _) => return pair_of(dataset, ratio, link, findings),
        (Some(ratio), _, true) => return Some(Asked::Measure(ratio)),
        _ => {}
    }
    if plain().count() == 1 && !is_pair {
        return plain().next().map(|(at, _)| Asked::Measure(at));
    }
    let names: Vec<&str> = dataset.measures.iter().map(|measure| measure.key.as_str()).collect();
    let finding = Diagnostic::new(Code::UnknownMeasure, link.dest.span, catalog::claim::no_measure());
    findings.push(finding.help(catalog::claim::no_measure_help(names.join(", #"))));
    None
}

fn pair_of(dataset: &Dataset, measure: usize, link: &ClaimLink, findings: &mut Findings) -> Option<Asked> {
    if let MeasureKind::Ratio { part, whole } = dataset.measures[measure].kind {
        return Some(Asked::Pair { ratio: measure, part, whole });
    }
    let finding = Diagnostic::new(
        Code::UnknownMeasure,
        link.dest.span,
        catalog::claim::pair_needs_ratio(&dataset.measures[measure].key),
    );
    findings.push(
        finding
            .label(dataset.measures[measure].span, catalog::claim::this_measure())
            .help(catalog::claim::pair_needs_ratio_help()),
    );
    None
}

/// What the text should be at the data's own decimals.
pub fn right_text(dataset: &Dataset, asked: Asked, exact: Number, whole: Option<Number>, lang: Lang) -> String {
    let measure = match asked {
        Asked::Pair { part, .. } => part,
        Asked::Measure(measure) | Asked::Change(measure) | Asked::RelativeChange(measure) | Asked::Share(measure) => {
            measure
        }
    };
    let is_ratio = matches!(dataset.measures[measure].kind, MeasureKind::Ratio { .. });
    let decimals = if matches!(asked, Asked::RelativeChange(_) | Asked::Share(_)) {
        1
    } else {
        dataset.measures[measure].decimals
    };
    let shown = exact.show(lang, decimals);
    match (asked, whole) {
        (_, Some(whole)) => format!("{shown}/{}", whole.show(lang, decimals)),
        (Asked::Measure(_), _) if is_ratio => format!("{}%", exact.show_percent(lang, decimals)),
        (Asked::Share(_), _) => format!("{}%", exact.show_percent(lang, decimals)),
        (Asked::RelativeChange(_), _) => format!("{shown}%"),
        _ => shown,
    }
}

/// The exact value for the message: up to five decimals where it has more.
pub fn exactly(dataset: &Dataset, asked: Asked, exact: Number, whole: Option<Number>, lang: Lang) -> String {
    let decimals = exact.exact_decimals().unwrap_or(5).min(5);
    let right = right_text(dataset, asked, exact, whole, lang);
    if whole.is_some() {
        right
    } else {
        format!("{}{}", exact.show(lang, decimals), if right.ends_with('%') { "%" } else { "" })
    }
}

/// The right number written as the wrong one is: its decimals, its "nghìn", and no higher behind "hơn" than is true.
pub fn at_precision(
    stated: &Stated,
    text: &str,
    asked: Asked,
    exact: Number,
    whole: Option<Number>,
    lang: Lang,
) -> String {
    let decimals = stated.first.decimals;
    let sized = if stated.falls { exact.abs() } else { exact };
    let first = || first_digits(stated, text, exact, lang).unwrap_or_else(|| sized.show(lang, decimals));
    match whole {
        Some(whole) => format!("{}/{}", first(), second_digits(stated, text, whole, lang)),
        None if matches!(asked, Asked::Change(_)) || stated.kind == Kind::Plain => {
            stated.first.scale_word.map_or_else(first, |word| format!("{} {word}", first()))
        }
        None if stated.hedge.is_none() => format!("{}%", sized.show_percent(lang, decimals)),
        None => format!("{}%", first()),
    }
}

/// The digits that should stand where `text` has its first number; none where no number would make the text right.
pub fn first_digits(stated: &Stated, text: &str, exact: Number, lang: Lang) -> Option<String> {
    let written = text.get(stated.first_at..stated.first_at + stated.first.length)?;
    stated.corrected(exact)?.written_like(written, lang)
}

/// The digits that should stand where `text` has the whole of its pair.
pub fn second_digits(stated: &Stated, text: &str, whole: Number, lang: Lang) -> String {
    let shown = || {
        let second = stated.second?;
        let written = text.get(stated.second_at..stated.second_at + second.length)?;
        stated::Printed { value: whole.rounded(second.decimals), ..second }.written_like(written, lang)
    };
    shown().unwrap_or_else(|| whole.show(lang, stated.first.decimals))
}
