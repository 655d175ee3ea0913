//! Claims: each link to a dataset is resolved to rows, and its text held against their exact value.

use crate::diag::{Code, Diagnostic, Text, catalog};
use crate::locale::{Lang, nearest};
use crate::model::claim::{Claim, ClaimKind, ClaimLink};
use crate::model::dataset::{Dataset, MeasureKind};
use crate::model::number::Number;
use crate::model::page::Page;
use crate::model::select::{self, Figure, Filter};
use crate::source::Span;

use super::Findings;
use super::anchors;
use super::datasets::{self, Lookup};
use super::stated::{self, Kind, Stated};

/// Checks one claim of `page`; a claim that does not hold is reported and gives none.
pub fn check(link: &ClaimLink, page: &Page, lookup: &Lookup<'_>, findings: &mut Findings) -> Option<Claim> {
    let (path, query, fragment) = datasets::split(&link.dest.value);
    let dataset = match lookup.linked(page, path) {
        datasets::Found::Dataset(dataset) => dataset,
        datasets::Found::Unreadable => return None,
        datasets::Found::Nothing(near) => {
            let help = near.map_or_else(catalog::claim::datasets_help, catalog::yaml::did_you_mean);
            findings.push(
                Diagnostic::new(Code::UnknownDataset, link.dest.span, catalog::claim::unknown_dataset(path)).help(help),
            );
            return None;
        }
    };
    let filter = filter(dataset, query, link.dest.span, findings)?;
    let rows = filter.rows(dataset);
    let asked = asked(dataset, fragment, link, page, findings)?;
    let figure = asked.figure(dataset, &rows);
    match figure {
        Figure::Value(exact) => {
            let claim = hold(link, page, dataset, rows, asked, exact, findings);
            claim.map(|claim| Claim { query: anchors::query(dataset, &filter), ..claim })
        }
        Figure::Broken => None,
        Figure::Missing if rows.is_empty() && filter.may_hide_rows(dataset) => None,
        Figure::Missing => {
            let finding = Diagnostic::new(Code::NoObservation, link.dest.span, missing(dataset, &rows, asked));
            findings.push(with_cells(finding, dataset, &rows, asked).help(catalog::claim::no_observation_help()));
            None
        }
        Figure::TooLarge => {
            findings.push(
                Diagnostic::new(Code::NoObservation, link.dest.span, catalog::chart::sum_too_large())
                    .help(catalog::chart::sum_too_large_help()),
            );
            None
        }
    }
}

/// What the fragment, or the text where there is none, asks for.
#[derive(Clone, Copy)]
enum Asked {
    Measure(usize),
    Pair { ratio: usize, part: usize, whole: usize },
    Change(usize),
    RelativeChange(usize),
    Share(usize),
}

impl Asked {
    fn figure(self, dataset: &Dataset, rows: &[usize]) -> Figure {
        match self {
            Self::Measure(measure) => select::total(dataset, rows, measure),
            Self::Pair { part, .. } => select::total(dataset, rows, part),
            Self::Change(measure) => select::change(dataset, rows, measure),
            Self::RelativeChange(measure) => match (
                select::change(dataset, rows, measure),
                select::total(dataset, &select::year_before(dataset, rows), measure),
            ) {
                (Figure::Value(change), Figure::Value(before)) => select::percent(change, before),
                (Figure::Value(_), figure) | (figure, _) => figure,
            },
            Self::Share(measure) => select::share(dataset, rows, measure),
        }
    }

    /// The measures whose cells stand behind the figure.
    fn measures(self, dataset: &Dataset) -> Vec<usize> {
        match self {
            Self::Pair { part, whole, .. } => vec![part, whole],
            Self::Measure(measure) | Self::Change(measure) | Self::RelativeChange(measure) | Self::Share(measure) => {
                match dataset.measures[measure].kind {
                    MeasureKind::Ratio { part, whole } => vec![part, whole],
                    _ => vec![measure],
                }
            }
        }
    }
}

fn asked(
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

/// Holds the text against the exact value.
fn hold(
    link: &ClaimLink,
    page: &Page,
    dataset: &Dataset,
    rows: Vec<usize>,
    asked: Asked,
    exact: Number,
    findings: &mut Findings,
) -> Option<Claim> {
    let whole = match asked {
        Asked::Pair { whole, .. } => Some(select::total(dataset, &rows, whole).value()?),
        _ => None,
    };
    let right = right_text(dataset, asked, exact, whole, page);
    let stated = stated::read(&link.text, &link.before, page.lang);
    let empty = link.text.trim().is_empty();
    let stated = stated.filter(|stated| stated.more.is_none());
    let holds = empty || stated.as_ref().is_some_and(|stated| agrees(stated, dataset, asked, exact, whole));
    if !holds {
        let falls = |stated: &Stated| stated.falls && exact > Number::ZERO;
        let message = match &stated {
            Some(stated) if falls(stated) => {
                catalog::claim::falls_but_rises(exactly(dataset, asked, exact, whole, page))
            }
            Some(_) => catalog::claim::mismatch(link.text.trim(), exactly(dataset, asked, exact, whole, page)),
            None => catalog::claim::no_number(link.text.trim(), &right),
        };
        let other = Lang::ALL.into_iter().find(|lang| *lang != page.lang);
        let swapped = stated.is_none()
            && other.is_some_and(|lang| stated::read(&link.text, "", lang).is_some_and(|read| read.more.is_none()));
        let right = stated.as_ref().map_or(right, |stated| at_precision(stated, asked, exact, whole, page));
        let finding = Diagnostic::new(Code::ClaimMismatch, link.text_span, message);
        findings.push(with_cells(finding, dataset, &rows, asked).help(if swapped {
            catalog::claim::signs_help()
        } else {
            catalog::claim::write(right)
        }));
        return None;
    }
    let kind = match asked {
        Asked::Pair { ratio, .. } => ClaimKind::Pair { ratio, whole: whole? },
        Asked::Measure(measure) => ClaimKind::Measure(measure),
        Asked::Change(measure) => ClaimKind::Change(measure),
        Asked::RelativeChange(measure) => ClaimKind::RelativeChange(measure),
        Asked::Share(measure) => ClaimKind::Share(measure),
    };
    let text = if empty { right } else { link.text.clone() };
    let (id, query) = (String::new(), String::new());
    Some(Claim { id, dataset: dataset.id, query, rows, kind, value: exact, text, span: link.span })
}

fn agrees(stated: &Stated, dataset: &Dataset, asked: Asked, exact: Number, whole: Option<Number>) -> bool {
    let is_ratio = |measure: usize| matches!(dataset.measures[measure].kind, MeasureKind::Ratio { .. });
    let kinds: &[Kind] = match asked {
        Asked::Measure(measure) if is_ratio(measure) => &[Kind::Percent, Kind::Plain],
        Asked::Change(measure) if is_ratio(measure) => &[Kind::Points, Kind::Plain],
        Asked::Measure(measure) if dataset.measures[measure].unit.as_deref() == Some("%") => {
            &[Kind::Percent, Kind::Plain]
        }
        Asked::Pair { .. } | Asked::Measure(_) | Asked::Change(_) => &[Kind::Plain],
        Asked::RelativeChange(_) => &[Kind::Percent],
        Asked::Share(_) => &[Kind::Percent, Kind::Plain],
    };
    let second = match (stated.second, whole) {
        (Some(printed), Some(whole)) => printed.value == whole.rounded(printed.decimals),
        (None, None) => true,
        _ => false,
    };
    let is_percent = matches!(asked, Asked::Share(_)) || matches!(asked, Asked::Measure(measure) if is_ratio(measure));
    let read = if is_percent { stated.clone().read_as_percent() } else { stated.clone() };
    kinds.contains(&stated.kind) && second && read.agrees(exact)
}

/// What the text should be at the data's own decimals.
fn right_text(dataset: &Dataset, asked: Asked, exact: Number, whole: Option<Number>, page: &Page) -> String {
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
    let shown = exact.show(page.lang, decimals);
    match (asked, whole) {
        (_, Some(whole)) => format!("{shown}/{}", whole.show(page.lang, decimals)),
        (Asked::Measure(_), _) if is_ratio => format!("{}%", exact.show_percent(page.lang, decimals)),
        (Asked::Share(_), _) => format!("{}%", exact.show_percent(page.lang, decimals)),
        (Asked::RelativeChange(_), _) => format!("{shown}%"),
        _ => shown,
    }
}

/// The exact value for the message: up to five decimals where it has more.
fn exactly(dataset: &Dataset, asked: Asked, exact: Number, whole: Option<Number>, page: &Page) -> String {
    let decimals = exact.exact_decimals().unwrap_or(5).min(5);
    let right = right_text(dataset, asked, exact, whole, page);
    if whole.is_some() {
        right
    } else {
        format!("{}{}", exact.show(page.lang, decimals), if right.ends_with('%') { "%" } else { "" })
    }
}

/// The right number written with the decimals of the wrong one.
fn at_precision(stated: &Stated, asked: Asked, exact: Number, whole: Option<Number>, page: &Page) -> String {
    let decimals = stated.first.decimals;
    let sized = if stated.falls { exact.abs() } else { exact };
    let shown = sized.show(page.lang, decimals);
    match whole {
        Some(whole) => format!("{shown}/{}", whole.show(page.lang, decimals)),
        None if matches!(asked, Asked::Change(_)) || stated.kind == Kind::Plain => shown,
        None => format!("{}%", sized.show_percent(page.lang, decimals)),
    }
}

fn missing(dataset: &Dataset, rows: &[usize], asked: Asked) -> Text {
    let is_change = matches!(asked, Asked::Change(_) | Asked::RelativeChange(_));
    if rows.is_empty() {
        catalog::claim::no_row(&dataset.path)
    } else if is_change && select::year_before(dataset, rows).is_empty() {
        catalog::claim::no_year_before(&dataset.path)
    } else {
        catalog::claim::no_figure(&dataset.path)
    }
}

/// Names the cells behind a claim, at most four.
fn with_cells(mut finding: Diagnostic, dataset: &Dataset, rows: &[usize], asked: Asked) -> Diagnostic {
    for row in rows.iter().take(2) {
        for measure in asked.measures(dataset) {
            let label = &dataset.measures[measure].label;
            let span = dataset.rows.cell_span(*row, measure).unwrap_or(dataset.rows.span(*row));
            let text = match dataset.rows.value(*row, measure) {
                Some(_) => catalog::claim::cell(label),
                None => catalog::claim::empty_cell(label),
            };
            finding = finding.label(span, text);
        }
    }
    finding
}

/// The filter that a claim's query describes.
fn filter(dataset: &Dataset, query: &str, span: Span, findings: &mut Findings) -> Option<Filter> {
    let mut filter = Filter::all(dataset);
    let mut fine = true;
    for part in query.split('&').filter(|part| !part.is_empty()) {
        let (key, value) = part.split_once('=').unwrap_or((part, ""));
        let (key, value) = (datasets::percent_decoded(key), datasets::percent_decoded(value));
        fine &= datasets::narrow(dataset, &mut filter, (&key, span), (&value, span), findings);
    }
    fine.then_some(filter)
}
