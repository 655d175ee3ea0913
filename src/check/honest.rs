//! What would mislead is refused: cut bars, stacked rates, a part stacked on its whole, figures outside the picture.

use std::collections::BTreeSet;

use crate::diag::{Code, Text, catalog};
use crate::locale::Lang;
use crate::model::chart::ChartBlock;
use crate::model::dataset::{Bound, Dataset, MeasureKind};
use crate::model::number::Number;
use crate::model::plot::{Mark, Plot};
use crate::source::{Span, Spanned};

use super::Findings;
use super::charts::invalid;
use super::datasets;
use super::plots::Spec;
use super::refused::{self, Drawn};

/// How many series one chart can tell apart.
pub const MOST_SERIES: usize = 8;
/// More small multiples than this are no longer compared at a glance.
const MOST_PANELS: usize = 24;

/// The dimension of `facet`: not one that the chart uses already, and only for pictures.
pub fn facet(
    block: &ChartBlock,
    dataset: &Dataset,
    x: Option<usize>,
    series: Option<usize>,
    findings: &mut Findings,
) -> Option<usize> {
    let name = block.facet.as_ref()?;
    let facet = datasets::dimension(dataset, &name.value, name.span, findings)?;
    let used = [(x, "x"), (series, "series")].into_iter().find(|(at, _)| *at == Some(facet));
    if let Some((_, key)) = used {
        let message = catalog::chart::facet_used(&name.value, key);
        invalid(name.span, message, catalog::chart::facet_used_help(), findings);
    }
    if let Some(mark) = block.mark.as_ref().filter(|mark| !mark.value.has_picture()) {
        let help = if mark.value == Mark::Table {
            catalog::chart::facet_table_help()
        } else {
            catalog::chart::facet_stat_help()
        };
        invalid(name.span, catalog::chart::facet_no_picture(), help, findings);
    }
    Some(facet)
}

/// True where `measures` may be set on one another; what forbids it is reported.
pub fn adds_up(
    block: &ChartBlock,
    dataset: &Dataset,
    mark: &Spanned<Mark>,
    measures: &[usize],
    findings: &mut Findings,
) -> bool {
    let place = |index: usize| block.y.get(index).map_or(mark.span, |name| name.span);
    let name = |at: usize| dataset.measures[at].key.as_str();
    for (index, &at) in measures.iter().enumerate() {
        if matches!(dataset.measures[at].kind, MeasureKind::Ratio { .. }) {
            let message = catalog::chart::rate_stacked(name(at));
            invalid(place(index), message, catalog::chart::rate_stacked_help(), findings);
            return false;
        }
    }
    for (index, &at) in measures.iter().enumerate() {
        for &other in &measures[..index] {
            let (whole, part) = if is_part(dataset, at, other) {
                (other, at)
            } else if is_part(dataset, other, at) {
                (at, other)
            } else {
                continue;
            };
            let message = catalog::chart::part_stacked(name(part), name(whole));
            let help = catalog::chart::part_stacked_help(name(whole), name(part));
            invalid(place(index), message, help, findings);
            return false;
        }
    }
    true
}

/// True where the dataset says that `part` lies within `whole`: by a ratio of the two or by its maximum.
fn is_part(dataset: &Dataset, part: usize, whole: usize) -> bool {
    let bound = dataset.measures[part].constraints.maximum.as_ref().map(|bound| bound.value);
    bound == Some(Bound::Measure(whole))
        || dataset.measures.iter().any(|measure| measure.kind == MeasureKind::Ratio { part, whole })
}

/// Refuses what the picture of `plot` would get wrong.
pub fn check(block: &ChartBlock, plot: &Plot, findings: &mut Findings) {
    let before = findings.len();
    series(block, plot, findings);
    panels(block, plot, findings);
    unused(block, plot, findings);
    annotations(block, plot, findings);
    if findings.len() == before {
        signs(block, plot, findings);
        domain(block, plot, findings);
        far_references(block, plot, findings);
    }
}

fn series(block: &ChartBlock, plot: &Plot, findings: &mut Findings) {
    let splits = plot.series.len() / plot.panels.len().max(1);
    let count = match plot.mark {
        Mark::Completion | Mark::Stat | Mark::Table => return,
        // Several measures have rows of their own for each value of the split.
        Mark::Dot if plot.measures.len() > 1 => plot.measures.len(),
        _ => splits * plot.measures.len(),
    };
    if count > MOST_SERIES {
        let span = block.series.as_ref().map_or(block.span, |series| series.span);
        let message = catalog::chart::too_many_series(count, MOST_SERIES);
        invalid(span, message, catalog::chart::too_many_series_help(), findings);
    }
}

fn panels(block: &ChartBlock, plot: &Plot, findings: &mut Findings) {
    if let Some(facet) = block.facet.as_ref().filter(|_| plot.panels.len() > MOST_PANELS) {
        let message = catalog::chart::too_many_panels(plot.panels.len(), MOST_PANELS);
        invalid(facet.span, message, catalog::chart::too_many_panels_help(), findings);
    }
}

/// Keys that this type of chart has no use for: what an author asks for is drawn, or said to be not.
fn unused(block: &ChartBlock, plot: &Plot, findings: &mut Findings) {
    let word = block.mark.as_ref().map_or("", |mark| word(mark.value));
    let scaled = plot.mark.has_picture() && plot.mark != Mark::Completion;
    let help = if plot.mark == Mark::Completion {
        catalog::chart::completion_scale_help()
    } else {
        catalog::chart::leave_out()
    };
    if let Some(domain) = block.domain.as_ref().filter(|_| !scaled) {
        invalid(domain.span, catalog::chart::not_drawn("domain", word), help.clone(), findings);
    }
    if let Some((y, _)) = block.reference_lines.first().filter(|_| !scaled) {
        invalid(y.span, catalog::chart::not_drawn("reference_lines", word), help, findings);
    }
    if let Some((x, _)) = block.annotations.first().filter(|_| !plot.mark.has_picture()) {
        invalid(x.span, catalog::chart::not_drawn("annotations", word), catalog::chart::note_help(), findings);
    }
    let turns = matches!(plot.mark, Mark::Completion | Mark::Dot);
    if let Some(orientation) = block.orientation.as_ref().filter(|_| !turns) {
        let help = match plot.mark {
            Mark::Column | Mark::Bar => catalog::chart::orientation_help("column", "bar"),
            Mark::StackedColumn | Mark::StackedBar => catalog::chart::orientation_help("stacked_column", "stacked_bar"),
            _ => catalog::chart::leave_out(),
        };
        invalid(orientation.span, catalog::chart::not_drawn("orientation", word), help, findings);
    }
}

/// The author's word for a mark.
fn word(mark: Mark) -> &'static str {
    match mark {
        Mark::Area => "area",
        Mark::Bar => "bar",
        Mark::Column => "column",
        Mark::Completion => "completion",
        Mark::Dot => "dot",
        Mark::Line => "line",
        Mark::StackedBar => "stacked_bar",
        Mark::StackedColumn => "stacked_column",
        Mark::Stat => "stat",
        Mark::Table => "table",
    }
}

fn annotations(block: &ChartBlock, plot: &Plot, findings: &mut Findings) {
    for (x, _) in block.annotations.iter().filter(|_| plot.mark.has_picture()) {
        if !plot.xs.iter().any(|value| value.key == x.value) {
            let known: Vec<&str> = plot.xs.iter().map(|value| value.key.as_str()).take(12).collect();
            let help = catalog::chart::x_values_help(known.join(", "));
            invalid(x.span, catalog::chart::annotation_outside(&x.value), help, findings);
        }
    }
}

fn values(plot: &Plot) -> impl Iterator<Item = Number> + Clone + '_ {
    plot.series.iter().flat_map(|series| series.cells.iter().flatten().filter_map(|cell| cell.value))
}

/// Parts of a whole are never negative.
fn signs(block: &ChartBlock, plot: &Plot, findings: &mut Findings) {
    if let Some(value) = values(plot).find(|value| plot.mark.is_stacked() && value.is_negative()) {
        let span = block.mark.as_ref().map_or(block.span, |mark| mark.span);
        let message = catalog::chart::negative_stacked(number(value));
        invalid(span, message, catalog::chart::negative_stacked_help(), findings);
    }
}

fn domain(block: &ChartBlock, plot: &Plot, findings: &mut Findings) {
    let Some(Spanned { value: (low, high), span }) = block.domain.as_ref() else { return };
    let may_cut = matches!(plot.mark, Mark::Line | Mark::Dot);
    if !may_cut && (*low > Number::ZERO || *high < Number::ZERO) {
        invalid(*span, catalog::chart::domain_zero(), catalog::chart::domain_zero_help(), findings);
        return;
    }
    let cut = if plot.mark.is_stacked() {
        plot.stacks().into_iter().find(|total| total > high)
    } else {
        values(plot).find(|value| value < low || value > high)
    };
    if let Some(cut) = cut {
        invalid(*span, catalog::chart::domain_cuts(number(cut)), catalog::chart::domain_cuts_help(), findings);
    }
    for (y, _) in &block.reference_lines {
        if y.value < *low || y.value > *high {
            reference(y.span, y.value, (*low, *high), findings);
        }
    }
}

/// Refuses to add up years that the author did not name: seven of them look like one.
pub fn years(block: &ChartBlock, dataset: &Dataset, spec: &Spec, findings: &mut Findings) {
    let Some(year) = dataset.year_dimension() else { return };
    let key = &dataset.dimensions[year].key;
    let is_placed = spec.x == year || spec.series == Some(year) || spec.facet == Some(year);
    if is_placed || block.filter.iter().any(|(name, _)| name.value == *key) {
        return;
    }
    let rows = spec.filter.rows(dataset);
    let years: BTreeSet<u32> = rows.iter().filter_map(|row| dataset.rows.key(*row, year)).collect();
    if let (Some(last), true) = (years.last(), years.len() > 1) {
        let last = &dataset.dimensions[year].values[*last as usize].key;
        let span = block.x.as_ref().or(block.data.as_ref()).map_or(block.span, |name| name.span);
        let help = catalog::chart::years_added_help(format!("where: {{{key}: {last}}}"));
        invalid(span, catalog::chart::years_added(years.len()), help, findings);
    }
}

/// Refuses figures that do not add up to what is drawn: in one mark, in one stack, or of two units on one axis.
pub fn sums(block: &ChartBlock, dataset: &Dataset, spec: &Spec, findings: &mut Findings) {
    let span = block.data.as_ref().map_or(block.span, |data| data.span);
    match refused::of(dataset, spec) {
        None => {}
        Some(Drawn::Sum(measure, refusal)) => {
            findings.push(refused::finding(Code::InvalidChart, span, dataset, measure, refusal));
        }
        Some(Drawn::Axis(measure, one, other)) => {
            let unit = |row: usize| dataset.unit_of(row, measure).unwrap_or("?");
            let message = catalog::adding::drawn_together(unit(one), unit(other));
            invalid(span, message, catalog::adding::drawn_together_help(), findings);
        }
    }
}

/// Refuses a line so far above the data that it would press them flat.
fn far_references(block: &ChartBlock, plot: &Plot, findings: &mut Findings) {
    let largest = values(plot).map(Number::abs).max();
    let Some(most) = largest.filter(|most| !most.is_zero()).and_then(|most| most.times(Number::from(3))) else {
        return;
    };
    for (y, _) in block.reference_lines.iter().filter(|(y, _)| block.domain.is_none() && y.value.abs() > most) {
        reference(y.span, y.value, (Number::ZERO, most), findings);
    }
}

fn reference(span: Span, y: Number, (low, high): (Number, Number), findings: &mut Findings) {
    let help = catalog::chart::reference_outside_help(number(low), number(high));
    invalid(span, catalog::chart::reference_outside(number(y)), help, findings);
}

fn number(value: Number) -> Text {
    let decimals = value.exact_decimals().unwrap_or(2).min(2);
    Text::new(value.show(Lang::En, decimals), value.show(Lang::Vi, decimals))
}
