//! Key numbers: the last figure of each series and measure, and how it stands to the year before.

use crate::locale::Lang;
use crate::model::number::Number;
use crate::model::plot::{Plot, PlotCell, PlotMeasure, PlotSeries};

use super::{StatNumber, phrases, show, words};

/// The key numbers of `plot`: of the last year, or of every category where these are no years.
#[must_use]
pub fn stats(plot: &Plot, lang: Lang) -> Vec<StatNumber> {
    let count = plot.xs.len();
    let xs = if plot.x_is_year { count.saturating_sub(1)..count } else { 0..count };
    let mut stats = Vec::new();
    for series in &plot.series {
        for x in xs.clone() {
            for (index, measure) in plot.measures.iter().enumerate() {
                let Some(cell) = series.cells.get(index).and_then(|cells| cells.get(x)) else { continue };
                stats.push(StatNumber {
                    label: label(plot, series, x, measure),
                    value: cell.value.map_or(words::no_data(lang).into(), |value| show::label(value, measure, lang)),
                    unit: measure.unit.clone().filter(|_| !measure.is_rate && cell.value.is_some()),
                    context: context(plot, series, index, x, cell, lang),
                });
            }
        }
    }
    stats
}

/// What the number is of: as much as is needed to tell it from its neighbours.
fn label(plot: &Plot, series: &PlotSeries, x: usize, measure: &PlotMeasure) -> String {
    let category = if plot.x_is_year || plot.xs.len() < 2 { "" } else { plot.xs[x].label.as_str() };
    let named = !series.label.is_empty() || !category.is_empty();
    let measure = if plot.measures.len() > 1 || !named { measure.label.as_str() } else { "" };
    [&series.label, category, measure].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" – ")
}

/// The part-year or the change against the year before, and what the status means.
fn context(plot: &Plot, series: &PlotSeries, index: usize, x: usize, cell: &PlotCell, lang: Lang) -> Vec<String> {
    let mut context = Vec::new();
    if cell.value.is_some() && cell.status != crate::model::dataset::Status::Final && cell.as_of.is_none() {
        context.push(words::status(cell.status, lang).to_owned());
    }
    if let Some(as_of) = &cell.as_of {
        // A part of a year is not compared with a whole one.
        context.push(as_of.clone());
        return context;
    }
    let change = cell.value.zip(previous(plot, series, index, x)).and_then(|(value, (before, when))| {
        let change = phrases::change(before, value, &plot.measures[index], lang)?;
        let when = when.map_or(phrases::period_before(lang).to_owned(), |year| phrases::year(year, lang));
        Some(phrases::compared(&change, &when, lang))
    });
    context.extend(change);
    context
}

/// The figure of the year before, and which year that is.
fn previous(plot: &Plot, series: &PlotSeries, index: usize, x: usize) -> Option<(Number, Option<i64>)> {
    let year: Option<i64> = plot.xs[x].key.parse().ok().filter(|_| plot.x_is_year);
    let before = year.and_then(|year| year.checked_sub(1));
    let given = series.previous.get(index).copied().flatten();
    let in_plot = || {
        let at = plot.xs.iter().position(|value| value.key.parse().ok() == before && before.is_some())?;
        let cell = series.cells.get(index)?.get(at)?;
        cell.value.filter(|_| cell.as_of.is_none())
    };
    Some((given.or_else(in_plot)?, before))
}
