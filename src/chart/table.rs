//! The figures of a plot as a table: every one of them, with marks for what is not plain and a key to the marks used.

use crate::locale::Lang;
use crate::model::dataset::Status;
use crate::model::number::Number;
use crate::model::plot::{Mark, Plot, PlotCell, PlotMeasure, PlotSeries};

use super::view::series_name;
use super::{Table, TableCell, TableRow, show, words};

/// The table of `plot`: a row for each category, or for each category and series where there is more than one measure.
#[must_use]
pub fn table(plot: &Plot, lang: Lang) -> Table {
    let mut table = Table { caption: caption(plot), ..Table::default() };
    let mut key = Key { lang, marks: Vec::new(), spans: Vec::new() };
    // Small multiples without a split of their own are its columns; with one they name a row first.
    let is_double = !plot.panels.is_empty() && plot.series_label.is_some();
    let is_split = plot.series_label.is_some() || plot.series.len() > 1;
    if is_double {
        table.head.push(plot.facet_label.clone().unwrap_or_default());
        table.units.push(None);
    }
    let measures: Vec<&PlotMeasure> = plot.measures.iter().chain(&plot.rate).collect();
    table.head.push(plot.x_label.clone());
    table.units.push(None);
    if is_split && measures.len() == 1 {
        let first = plot.series.iter().filter(|series| !is_double || series.panel == 0);
        for series in first {
            table.head.push(if is_double { series.label.clone() } else { series_name(plot, series) });
            table.units.push(measures[0].unit.clone());
        }
        for panel in 0..if is_double { plot.panels.len() } else { 1 } {
            let within = || plot.series.iter().filter(|series| !is_double || series.panel == panel);
            let tops: Vec<_> = within().map(|series| largest(plot, measures[0], column(series, 0).iter())).collect();
            for x in 0..plot.xs.len() {
                let cells = within().zip(&tops).filter_map(|(series, &largest)| {
                    Some(Placed { measure: measures[0], cell: column(series, 0).get(x)?, largest })
                });
                let cells: Vec<_> = cells.collect();
                if is_double && !cells.is_empty() && cells.iter().all(|placed| placed.cell.absent) {
                    continue;
                }
                let name = plot.panels.get(panel).filter(|_| is_double);
                table.rows.push(row(plot, x, (name.map(|name| name.label.as_str()), None), &cells, &mut key));
            }
        }
    } else {
        if is_split {
            table.head.push(plot.series_label.clone().or(plot.facet_label.clone()).unwrap_or_default());
            table.units.push(None);
        }
        for measure in &measures {
            table.head.push(measure.label.clone());
            table.units.push(measure.unit.clone());
        }
        let all = |index: usize| plot.series.iter().flat_map(move |series| column(series, index));
        let tops: Vec<_> =
            measures.iter().enumerate().map(|(index, measure)| largest(plot, measure, all(index))).collect();
        let panels = if is_double { plot.panels.len() } else { 1 };
        for (panel, x) in (0..panels).flat_map(|panel| (0..plot.xs.len()).map(move |x| (panel, x))) {
            for series in plot.series.iter().filter(|series| !is_double || series.panel == panel) {
                let cells = measures.iter().zip(&tops).enumerate().filter_map(|(index, (&measure, &largest))| {
                    Some(Placed { measure, cell: column(series, index).get(x)?, largest })
                });
                let cells: Vec<_> = cells.collect();
                if is_split && !cells.is_empty() && cells.iter().all(|placed| placed.cell.absent) {
                    continue;
                }
                let panel = plot.panel_of(series).map(|panel| panel.label.as_str());
                let split = if plot.series_label.is_some() { Some(series.label.as_str()) } else { panel };
                let names = (panel.filter(|_| is_double), split.or(Some("")).filter(|_| is_split));
                table.rows.push(row(plot, x, names, &cells, &mut key));
            }
        }
    }
    table.key = key.explained();
    table
}

/// The cells of one measure; the rate stands after the measures.
fn column(series: &PlotSeries, index: usize) -> &[PlotCell] {
    series.cells.get(index).map_or(series.rates.as_slice(), Vec::as_slice)
}

/// A figure with its measure and, for bars, the largest of its column.
struct Placed<'a> {
    measure: &'a PlotMeasure,
    cell: &'a PlotCell,
    largest: Option<Number>,
}

/// The largest figure of a column that takes bars: in a table, without negative figures, and no rates, which look alike.
fn largest<'a>(plot: &Plot, measure: &PlotMeasure, cells: impl Iterator<Item = &'a PlotCell>) -> Option<Number> {
    if plot.mark != Mark::Table || measure.is_rate {
        return None;
    }
    let mut largest = Number::ZERO;
    for value in cells.filter_map(|cell| cell.value) {
        if value.is_negative() {
            return None;
        }
        largest = largest.max(value);
    }
    Some(largest).filter(|largest| !largest.is_zero())
}

/// The title; where there is none, what else names the figures.
pub fn caption(plot: &Plot) -> String {
    plot.title
        .clone()
        .or_else(|| plot.subtitle.clone())
        .unwrap_or_else(|| plot.measures.iter().map(|measure| measure.label.as_str()).collect::<Vec<_>>().join(", "))
}

/// One row; a part-year that all its figures share is named in its head.
fn row(
    plot: &Plot,
    x: usize,
    (panel, split): (Option<&str>, Option<&str>),
    cells: &[Placed<'_>],
    key: &mut Key,
) -> TableRow {
    let mut spans =
        cells.iter().filter(|placed| placed.cell.value.is_some()).map(|placed| placed.cell.as_of.as_deref());
    let shared = spans.next().flatten().filter(|first| spans.all(|span| span == Some(first)));
    let head = plot.xs.get(x).map_or("", |value| value.label.as_str());
    let head = shared.map_or(head.to_owned(), |span| format!("{head} ({span})"));
    let heads = [panel.map(str::to_owned), Some(head), split.map(str::to_owned)];
    let heads: Vec<String> = heads.into_iter().flatten().collect();
    let mut row = TableRow { heads: heads.len(), cells: Vec::new() };
    row.cells.extend(heads.into_iter().map(|text| TableCell { text, ..TableCell::default() }));
    let (others, rates): (Vec<_>, Vec<_>) = cells.iter().partition(|placed| !placed.measure.is_rate);
    // Nothing of nothing has no rate; that is no figure still to come.
    let is_full = !others.is_empty() && rates.len() == 1 && others.iter().all(|placed| placed.cell.value.is_some());
    row.cells.extend(cells.iter().map(|placed| figure(placed, shared.is_some(), is_full, key)));
    row
}

fn figure(placed: &Placed<'_>, is_span_named: bool, is_row_full: bool, key: &mut Key) -> TableCell {
    let Placed { measure, cell, largest } = placed;
    let Some(value) = cell.value else {
        if is_row_full && !cell.absent {
            let text = key.add("x", words::status(Status::NotApplicable, key.lang)).into();
            return TableCell { text, numeric: true, ..TableCell::default() };
        }
        return TableCell { text: key.gap(cell).into(), numeric: true, ..TableCell::default() };
    };
    let mut marks: Vec<String> = Vec::new();
    marks.extend(key.status(cell.status).map(str::to_owned));
    marks.extend(cell.as_of.as_deref().filter(|_| !is_span_named).map(|span| key.span(span)));
    TableCell {
        text: show::figure(value, measure, key.lang),
        mark: (!marks.is_empty()).then(|| marks.join(" ")),
        bar: largest.and_then(|largest| {
            let share = value.times(Number::from(1000))?.over(largest)?;
            u16::try_from(share.rounded_units(0)).ok()
        }),
        numeric: true,
    }
}

/// The marks used so far.
struct Key {
    lang: Lang,
    marks: Vec<(&'static str, &'static str)>,
    /// Part-years that only some figures of a row share; the sign is the position.
    spans: Vec<String>,
}

/// Signs in the order in which a key explains them.
const ORDER: [&str; 8] = ["p", "e", "r", "b", "…", ":", "x", "–"];

impl Key {
    fn add(&mut self, sign: &'static str, meaning: &'static str) -> &'static str {
        if !self.marks.iter().any(|(known, _)| *known == sign) {
            self.marks.push((sign, meaning));
        }
        sign
    }

    /// The sign of a figure that is not plainly final.
    fn status(&mut self, status: Status) -> Option<&'static str> {
        let sign = match status {
            Status::Provisional => "p",
            Status::Estimated => "e",
            Status::Revised => "r",
            Status::Break => "b",
            Status::Final | Status::NotAvailable | Status::NotApplicable => return None,
        };
        Some(self.add(sign, words::status(status, self.lang)))
    }

    /// What stands in place of a figure.
    fn gap(&mut self, cell: &PlotCell) -> &'static str {
        match cell.status {
            _ if cell.absent => self.add("–", words::no_row(self.lang)),
            Status::NotAvailable => self.add(":", words::status(Status::NotAvailable, self.lang)),
            Status::NotApplicable => self.add("x", words::status(Status::NotApplicable, self.lang)),
            _ => self.add("…", words::no_data(self.lang)),
        }
    }

    /// The sign of a part-year.
    fn span(&mut self, span: &str) -> String {
        let known = self.spans.iter().position(|other| other == span);
        let index = known.unwrap_or_else(|| {
            self.spans.push(span.to_owned());
            self.spans.len() - 1
        });
        format!("({})", index + 1)
    }

    fn explained(mut self) -> Vec<(String, String)> {
        self.marks.sort_by_key(|(sign, _)| ORDER.iter().position(|known| known == sign));
        let marks = self.marks.into_iter().map(|(sign, meaning)| (sign.to_owned(), meaning.to_owned()));
        let spans = self.spans.into_iter().enumerate().map(|(index, span)| (format!("({})", index + 1), span));
        marks.chain(spans).collect()
    }
}
