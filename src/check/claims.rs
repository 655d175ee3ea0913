//! Claims: each link to a dataset is resolved to rows, and its text held against their exact value.

use crate::diag::{Code, Diagnostic, Severity, Text, catalog};
use crate::locale::Lang;
use crate::model::claim::{Basis, Claim, ClaimLink, Judged, TextPlace, Verdict};
use crate::model::dataset::{Dataset, MeasureKind};
use crate::model::edit::Edit;
use crate::model::number::Number;
use crate::model::page::Page;
use crate::model::select::{self, Figure, Filter};
use crate::source::Span;

use super::Findings;
use super::amend;
use super::anchors;
use super::asked::{self, Asked};
use super::datasets::{self, Lookup};
use super::refused;
use super::stated::{self, Kind, Stated};
use super::units::{self, Units};

/// Judges one claim of `page`, which stands in its text `place`; what does not hold is reported and gives no claim.
pub fn check(
    link: &ClaimLink,
    place: TextPlace,
    page: &Page,
    lookup: &Lookup<'_>,
    findings: &mut Findings,
) -> (Judged, Option<Claim>) {
    let judged = Judged {
        text: link.text.trim().to_owned(),
        span: link.text_span,
        place,
        verdict: Verdict::Unresolved,
        basis: None,
        edits: Vec::new(),
    };
    let (path, query, fragment) = datasets::split(&link.dest.value);
    let dataset = match lookup.linked(page, path) {
        datasets::Found::Dataset(dataset) => dataset,
        datasets::Found::Unreadable => return (Judged { verdict: Verdict::Unreadable, ..judged }, None),
        datasets::Found::Nothing(near) => {
            let help = near.map_or_else(catalog::claim::datasets_help, catalog::yaml::did_you_mean);
            findings.push(
                Diagnostic::new(Code::UnknownDataset, link.dest.span, catalog::claim::unknown_dataset(path)).help(help),
            );
            return (judged, None);
        }
    };
    let Some(filter) = filter(dataset, query, link.dest.span, findings) else { return (judged, None) };
    let Some(asked) = asked::asked(dataset, fragment, link, page, findings) else { return (judged, None) };
    let rows = filter.rows(dataset);
    let query = anchors::query(dataset, &filter);
    let hides_rows = rows.is_empty() && filter.may_hide_rows(dataset);
    held(
        judged,
        link,
        &Question { dataset, query, rows, asked, lang: page.lang, units: &lookup.units },
        hides_rows,
        findings,
    )
}

/// What a claim is about.
struct Question<'a> {
    dataset: &'a Dataset,
    query: String,
    rows: Vec<usize>,
    asked: Asked,
    lang: Lang,
    units: &'a Units<'a>,
}

/// Judges the text by what the data answers.
fn held(
    judged: Judged,
    link: &ClaimLink,
    question: &Question<'_>,
    hides_rows: bool,
    findings: &mut Findings,
) -> (Judged, Option<Claim>) {
    let Question { dataset, query, rows, asked, lang, .. } = question;
    let whole = match asked {
        Asked::Pair { whole, .. } => Some(select::total(dataset, rows, *whole)),
        _ => None,
    };
    let figure = match (asked.figure(dataset, rows), whole) {
        (Figure::Value(_), Some(whole)) if whole.value().is_none() => whole,
        (figure, _) => figure,
    };
    let whole = whole.and_then(Figure::value);
    let exact = figure.value();
    let basis = Basis {
        dataset: dataset.id,
        query: query.clone(),
        rows: rows.clone(),
        kind: asked.kind(whole),
        value: exact,
        exact: exact.map(|exact| asked::exactly(dataset, *asked, exact, whole, *lang)).unwrap_or_default(),
    };
    let judged = Judged { basis: Some(basis), ..judged };
    let report_no_data = |message: Text, help: Text, findings: &mut Findings| {
        let finding = Diagnostic::new(Code::NoObservation, link.dest.span, message);
        findings.push(with_cells(finding, question).help(help));
    };
    match figure {
        Figure::Value(exact) => return hold(judged, link, question, exact, whole, findings),
        Figure::Broken => return (Judged { verdict: Verdict::Unreadable, ..judged }, None),
        Figure::Missing if hides_rows => return (Judged { verdict: Verdict::Unreadable, ..judged }, None),
        Figure::Missing => {
            report_no_data(missing(question), catalog::claim::no_observation_help(), findings);
        }
        Figure::TooLarge => {
            let finding = Diagnostic::new(Code::NoObservation, link.dest.span, catalog::chart::sum_too_large());
            findings.push(finding.help(catalog::chart::sum_too_large_help()));
        }
        Figure::Refused(refusal) => {
            let (measure, span) = (asked.measures(dataset)[0], link.dest.span);
            findings.push(refused::finding(Code::NoObservation, span, dataset, measure, refusal));
        }
    }
    (Judged { verdict: Verdict::NoData, ..judged }, None)
}

/// Holds the text against the exact value.
fn hold(
    judged: Judged,
    link: &ClaimLink,
    question: &Question<'_>,
    exact: Number,
    whole: Option<Number>,
    findings: &mut Findings,
) -> (Judged, Option<Claim>) {
    let Question { dataset, query, rows, asked, lang, .. } = question;
    let right = asked::right_text(dataset, *asked, exact, whole, *lang);
    let empty = link.text.trim().is_empty();
    let stated = stated::read(&link.text, &link.before, *lang).filter(|stated| stated.more.is_none());
    let holds = empty || stated.as_ref().is_some_and(|stated| agrees(stated, dataset, *asked, exact, whole));
    let text = if empty { right.clone() } else { link.text.clone() };
    let (kind, id, query) = (asked.kind(whole), String::new(), query.clone());
    let (rows, expected) = (rows.clone(), None);
    let claim = Claim { id, dataset: dataset.id, query, rows, kind, value: exact, text, expected, span: link.span };
    if holds {
        if let Some(stated) = &stated {
            unit(link, question, stated, findings);
        }
        let judged = Judged { text: claim.text.trim().to_owned(), verdict: Verdict::Holds, ..judged };
        return (judged, Some(claim));
    }
    let is_swapped = other_signs(link, question, exact, whole);
    let is_plain = |stated: &&Stated| !is_swapped && !lacks_sign(stated, &right) && !says_rise(stated, exact);
    let plain = stated.as_ref().filter(is_plain);
    let expected = plain
        .map_or_else(|| right.clone(), |stated| asked::at_precision(stated, &link.text, *asked, exact, whole, *lang));
    let exactly = judged.basis.as_ref().map(|basis| basis.exact.clone()).unwrap_or_default();
    let wrong = Wrong { stated: stated.as_ref(), exact, exactly, right: &right, expected: &expected, is_swapped };
    mismatch(link, question, &wrong, findings);
    let edits = plain.and_then(|stated| {
        amend::claim(link, stated, (exact, whole), *lang, |stated| agrees(stated, dataset, *asked, exact, whole))
    });
    let edits = edits.into_iter().flatten().map(|edit| Edit { basis: spans(question), ..edit }).collect();
    // Where an error keeps the site from being written, nobody sees it; where it is allowed, reviewers do.
    let claim = Claim { expected: Some(expected.clone()), ..claim };
    (Judged { verdict: Verdict::Wrong { expected }, edits, ..judged }, Some(claim))
}

/// The rows behind a claim.
fn spans(question: &Question<'_>) -> Vec<Span> {
    question.rows.iter().map(|row| question.dataset.rows.span(*row)).collect()
}

/// Warns of a number of one thing that the text calls another: `5.264 việc` where people are counted.
fn unit(link: &ClaimLink, question: &Question<'_>, stated: &Stated, findings: &mut Findings) {
    let Question { dataset, rows, asked, units, .. } = question;
    let measure = match *asked {
        Asked::Measure(measure) | Asked::Change(measure) | Asked::Pair { part: measure, .. } => measure,
        Asked::RelativeChange(_) | Asked::Share(_) => return,
    };
    let behind = format!("{}{}", link.text.get(stated.rest_at..).unwrap_or_default(), link.after);
    let own = dataset.unit_among(rows.iter().copied(), measure).filter(|own| *own != "%");
    let (Some(own), Some(said)) = (own, units.begins(&behind)) else { return };
    let said = said.to_lowercase();
    if units::one_by_one(own).all(|own| own.to_lowercase() != said) {
        let finding = Diagnostic::new(Code::ClaimMismatch, link.text_span, catalog::claim::other_unit(said, own));
        let finding = with_cells(finding, question).help(catalog::claim::other_unit_help(own));
        // Words for one thing are many: nothing that has to stop a build.
        findings.push(Diagnostic { severity: Severity::Warning, ..finding });
    }
}

/// A text that the data does not bear out.
struct Wrong<'a> {
    stated: Option<&'a Stated>,
    exact: Number,
    /// The exact value in the page's language.
    exactly: String,
    /// What the data's own decimals make of it, and what the text should be at its precision.
    right: &'a str,
    expected: &'a str,
    /// True where the text is meant in the signs of the other language.
    is_swapped: bool,
}

/// Reports it, and says what to write.
fn mismatch(link: &ClaimLink, question: &Question<'_>, wrong: &Wrong<'_>, findings: &mut Findings) {
    let Question { asked, lang, .. } = question;
    let Wrong { stated, exact, right, .. } = *wrong;
    let exactly = wrong.exactly.as_str();
    let is_rise = |stated: &Stated| stated.falls && exact > Number::ZERO;
    let message = match stated {
        Some(stated) if is_rise(stated) => catalog::claim::falls_but_rises(exactly),
        Some(stated) if says_rise(stated, exact) => catalog::claim::rises_but_falls(exactly),
        Some(stated) => {
            let text = link.text.trim();
            let word = stated.hedge_word.filter(|word| !text.to_lowercase().contains(word));
            catalog::claim::mismatch(word.map_or_else(|| text.to_owned(), |word| format!("{word} {text}")), exactly)
        }
        None => catalog::claim::no_number(link.text.trim(), right),
    };
    let is_change = |stated: &Stated| stated.kind == Kind::Percent && matches!(asked, Asked::Change(_));
    let help = match stated {
        _ if wrong.is_swapped => match lang {
            Lang::Vi => catalog::claim::signs_help(),
            Lang::En => catalog::claim::signs_help_english(),
        },
        Some(stated) if is_rise(stated) => catalog::claim::rises_help(right),
        Some(stated) if says_rise(stated, exact) => catalog::claim::falls_help(right.trim_start_matches(['−', '-'])),
        Some(stated) if is_change(stated) => catalog::claim::points_help(exact.show(*lang, stated.first.decimals)),
        Some(stated) if stated.is_contradicted(exact) => catalog::claim::contradicted_help(right),
        _ => catalog::claim::write(wrong.expected),
    };
    let finding = Diagnostic::new(Code::ClaimMismatch, link.text_span, message);
    findings.push(with_cells(finding, question).help(help));
}

/// True where the text is meant in the signs of the other language: `8,100` for 8.100, or three decimals of what is counted.
fn other_signs(link: &ClaimLink, question: &Question<'_>, exact: Number, whole: Option<Number>) -> bool {
    let Question { dataset, asked, lang, .. } = question;
    let is_fraction = |read: &Stated| {
        read.kind == Kind::Plain && read.first.decimals == 3 && read.first.scale == Number::from(1) && exact.is_whole()
    };
    if stated::read(&link.text, "", *lang).is_some_and(|read| is_fraction(&read)) {
        return true;
    }
    let mut others = Lang::ALL.into_iter().filter(|other| other != lang && link.text.contains(['.', ',']));
    others.any(|other| {
        let read = stated::read(&link.text, "", other).filter(|read| read.more.is_none());
        read.is_some_and(|read| agrees(&read, dataset, *asked, exact, whole))
    })
}

/// True where the sentence speaks of a rise and the data of a fall: the word is wrong, whatever the number.
fn says_rise(stated: &Stated, exact: Number) -> bool {
    stated.rises && exact.is_negative()
}

/// True where a percent is written without its sign.
fn lacks_sign(stated: &Stated, right: &str) -> bool {
    right.ends_with('%') && stated.kind == Kind::Plain
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

fn missing(Question { dataset, rows, asked, .. }: &Question<'_>) -> Text {
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
fn with_cells(mut finding: Diagnostic, Question { dataset, rows, asked, .. }: &Question<'_>) -> Diagnostic {
    for row in rows.iter().take(2) {
        for measure in asked.measures(dataset) {
            let label = &dataset.measures[measure].label;
            let span = dataset.rows.place(*row, measure);
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
