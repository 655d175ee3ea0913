//! `check --claims`: each claim with its exact value, verdict, place and cells.

use serde::Serialize;

use crate::check::Listed;
use crate::diag::{Format, Text};
use crate::model::claim::Verdict;
use crate::pipeline::Summary;
use crate::source::{Sources, Span, position};

use super::words;

/// Longer texts are cut in the table.
const WIDEST: usize = 32;

/// What `--format json` prints: the counts of the check, and the claims.
#[derive(Serialize)]
pub struct Report<'a> {
    #[serde(flatten)]
    pub summary: &'a Summary,
    pub listed: Vec<Row>,
}

/// A claim.
#[derive(Serialize)]
pub struct Row {
    text: String,
    exact: Option<String>,
    verdict: &'static str,
    #[serde(skip)]
    judged: Verdict,
    /// What the text should be, where it is wrong.
    expected: Option<String>,
    /// In which of the page's texts it stands.
    place: String,
    #[serde(flatten)]
    at: Spot,
    dataset: Option<String>,
    query: Option<String>,
    measure: Option<String>,
    kind: Option<&'static str>,
    cells: Vec<Spot>,
}

/// A place in a file; in a workbook with its sheet and cell.
#[derive(Serialize)]
struct Spot {
    path: String,
    line: usize,
    column: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    sheet: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cell: Option<String>,
}

/// The claims with their places.
pub fn rows(claims: Vec<Listed>, sources: &Sources) -> Vec<Row> {
    claims.into_iter().map(|claim| row(claim, sources)).collect()
}

fn row(claim: Listed, sources: &Sources) -> Row {
    let (dataset, query, measure, kind, cells) = match claim.data {
        Some(data) => (Some(data.dataset), Some(data.query), Some(data.measure), Some(data.kind), data.cells),
        None => (None, None, None, None, Vec::new()),
    };
    Row {
        text: claim.text.split_whitespace().collect::<Vec<_>>().join(" "),
        exact: Some(claim.exact).filter(|exact| !exact.is_empty()),
        verdict: claim.verdict.word(),
        expected: match &claim.verdict {
            Verdict::Wrong { expected } => Some(expected.clone()),
            _ => None,
        },
        judged: claim.verdict,
        place: claim.place.word(),
        at: spot(claim.span, sources),
        dataset,
        query,
        measure,
        kind,
        cells: cells.into_iter().map(|cell| spot(cell, sources)).collect(),
    }
}

fn spot(span: Span, sources: &Sources) -> Spot {
    let source = sources.get(span.source);
    let place = position(&source.text, span.range().start);
    let named = source.cells.as_ref().and_then(|cells| Some((cells, cells.name_at(span.range().start)?)));
    Spot {
        path: source.path.as_str().to_owned(),
        line: place.line,
        column: place.column,
        sheet: named.as_ref().map(|(cells, _)| cells.sheet.clone()),
        cell: named.map(|(_, name)| name),
    }
}

impl Spot {
    fn shown(&self) -> String {
        match (&self.sheet, &self.cell) {
            (Some(sheet), Some(cell)) => format!("{} {sheet}!{cell}", self.path),
            _ => format!("{}:{}:{}", self.path, self.line, self.column),
        }
    }
}

/// The claims for people: a line each, in columns; `short` has the place first, as findings have it.
pub fn table(rows: &[Row], format: Format) -> Text {
    let cells = |row: &Row| match row.cells.as_slice() {
        [] => "–".to_owned(),
        [one] => one.shown(),
        [first, more @ ..] => format!("{} +{}", first.shown(), more.len()),
    };
    let exact = |row: &Row| row.exact.clone().unwrap_or_else(|| "–".to_owned());
    if format == Format::Short {
        let line = |row: &Row| {
            format!("{}: {} [{}] = {} <- {}\n", row.at.shown(), row.verdict, row.text, exact(row), cells(row))
        };
        return Text::from(rows.iter().map(line).collect::<String>().as_str());
    }
    let columns = |row: &Row, verdict: String| [verdict, cut(&row.text), cut(&exact(row)), row.at.shown(), cells(row)];
    let in_lang = |head: [&str; 5], verdict: &dyn Fn(&Row) -> String| {
        let head = head.map(ToOwned::to_owned);
        let lines: Vec<[String; 5]> =
            std::iter::once(head).chain(rows.iter().map(|row| columns(row, verdict(row)))).collect();
        aligned(&lines)
    };
    Text::new(
        in_lang(["verdict", "text", "exact", "place", "cell"], &|row| verdict(&row.judged).en().into_owned()),
        in_lang(["kết quả", "ghi", "chính xác", "ở đâu", "ô số liệu"], &|row| {
            verdict(&row.judged).vi().into_owned()
        }),
    )
}

fn verdict(verdict: &Verdict) -> Text {
    match verdict {
        Verdict::Holds => words::verdict_holds(),
        Verdict::Wrong { .. } => words::verdict_wrong(),
        Verdict::NoData => words::verdict_no_data(),
        Verdict::Unresolved => words::verdict_unresolved(),
        Verdict::Unreadable => words::verdict_unreadable(),
    }
}

fn cut(text: &str) -> String {
    let mut letters = text.chars();
    let kept: String = letters.by_ref().take(WIDEST).collect();
    if letters.next().is_none() { kept } else { format!("{}…", kept.trim_end()) }
}

fn aligned(lines: &[[String; 5]]) -> String {
    let wide = |at: usize| lines.iter().map(|line| line[at].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..5).map(wide).collect();
    let mut out = String::new();
    for line in lines {
        let padded = line.iter().zip(&widths).map(|(cell, width)| {
            let gap = width - cell.chars().count();
            format!("{cell}{}", " ".repeat(gap))
        });
        let row: Vec<String> = padded.collect();
        out.push_str(row.join("  ").trim_end());
        out.push('\n');
    }
    out
}
