//! Plots: rows of a dataset selected, added up and labelled for one chart.

use crate::locale::{Lang, Order};
use crate::model::adding;
use crate::model::chart::Sort;
use crate::model::dataset::{Dataset, DimensionKind, MeasureKind, Status};
use crate::model::plot::{Labels, Mark, Orientation, Plot, PlotCell, PlotMeasure, PlotSeries, XValue};
use crate::model::select::{self, Filter};

use super::refused;

/// A chart with every name resolved to its position in the dataset.
#[derive(Clone, Debug)]
pub struct Spec {
    pub mark: Mark,
    pub x: usize,
    pub series: Option<usize>,
    /// Small multiples: one for each value of this dimension.
    pub facet: Option<usize>,
    /// For `completion` the whole, then the part.
    pub measures: Vec<usize>,
    pub filter: Filter,
    pub sort: Sort,
}

/// Selects and adds up what `spec` asks for; the texts around the picture are still empty.
///
/// None where nothing is selected.
#[must_use]
pub fn plot(dataset: &Dataset, spec: &Spec, lang: Lang) -> Option<Plot> {
    let xs = positions(dataset, spec, spec.x, lang);
    let splits: Vec<Option<u32>> = match spec.series {
        Some(dimension) => values(dataset, &spec.filter, dimension).into_iter().map(Some).collect(),
        None => vec![None],
    };
    let facets = spec.facet.map(|dimension| values(dataset, &spec.filter, dimension)).unwrap_or_default();
    if xs.is_empty() || splits.is_empty() || (spec.facet.is_some() && facets.is_empty()) {
        return None;
    }
    let rate = rate_of(dataset, spec);
    let all = |filter: &Filter, panel: usize| -> Vec<PlotSeries> {
        let one = |split: &Option<u32>| PlotSeries { panel, ..series(dataset, spec, filter, *split, &xs, rate, lang) };
        splits.iter().map(one).collect()
    };
    let series: Vec<PlotSeries> = match spec.facet {
        None => all(&spec.filter, 0),
        Some(dimension) => {
            let within = |(panel, at): (usize, &u32)| all(&spec.filter.with(dimension, *at), panel);
            facets.iter().enumerate().flat_map(within).collect()
        }
    };
    let named = |dimension: usize, at: &u32| {
        let value = &dataset.dimensions[dimension].values[*at as usize];
        XValue { key: value.key.clone(), label: value.label.clone() }
    };
    let panels = spec.facet.map(|dimension| facets.iter().map(|at| named(dimension, at)).collect()).unwrap_or_default();
    let rows = spec.filter.rows(dataset);
    let dimension = &dataset.dimensions[spec.x];
    let label = |(key, position): &(String, Option<u32>)| XValue {
        key: key.clone(),
        label: position.map_or_else(|| key.clone(), |position| dimension.values[position as usize].label.clone()),
    };
    Some(Plot {
        id: String::new(),
        number: None,
        mark: spec.mark,
        dataset: dataset.id,
        title: None,
        subtitle: None,
        note: None,
        alt: None,
        source: None,
        labels: Labels::Direct,
        orientation: Orientation::Horizontal,
        domain: None,
        annotations: Vec::new(),
        reference_lines: Vec::new(),
        x_label: dimension.label.clone(),
        x_is_year: dimension.kind == DimensionKind::Year,
        xs: xs.iter().map(label).collect(),
        series_label: spec.series.map(|at| dataset.dimensions[at].label.clone()),
        facet_label: spec.facet.map(|at| dataset.dimensions[at].label.clone()),
        panels,
        measures: spec.measures.iter().map(|at| plot_measure(dataset, &rows, *at)).collect(),
        rate: rate.map(|at| plot_measure(dataset, &rows, at)),
        series,
        notes: notes(dataset, spec),
    })
}

/// The values of `dimension` that selected rows have, in display order.
fn values(dataset: &Dataset, filter: &Filter, dimension: usize) -> Vec<u32> {
    let rows = filter.rows(dataset);
    let mut found: Vec<u32> = rows.iter().filter_map(|row| dataset.rows.key(*row, dimension)).collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// The x values with their positions; years between the first and the last that no row has stand as gaps.
fn positions(dataset: &Dataset, spec: &Spec, x: usize, lang: Lang) -> Vec<(String, Option<u32>)> {
    let dimension = &dataset.dimensions[x];
    let key = |position: u32| dimension.values[position as usize].key.clone();
    let mut found = values(dataset, &spec.filter, x);
    if spec.mark == Mark::Stat {
        found = found.split_off(found.len().saturating_sub(1));
    }
    let sort = if dimension.kind == DimensionKind::Category { spec.sort } else { Sort::Data };
    match sort {
        Sort::Data => {}
        Sort::Label => {
            let order = Order::of(lang);
            found.sort_by(|a, b| {
                order.compare(&dimension.values[*a as usize].label, &dimension.values[*b as usize].label)
            });
        }
        Sort::Value => found.sort_by_key(|position| {
            let rows = spec.filter.with(x, *position).rows(dataset);
            std::cmp::Reverse(select::total(dataset, &rows, spec.measures[0]).value())
        }),
    }
    let years: Option<Vec<i32>> = found.iter().map(|position| key(*position).parse().ok()).collect();
    match (dimension.kind, years.as_deref()) {
        (DimensionKind::Year, Some([first, .., last])) if spec.mark != Mark::Table && last - first < 200 => {
            (*first..=*last).map(|year| (year.to_string(), dimension.index.get(&year.to_string()).copied())).collect()
        }
        _ => found.into_iter().map(|position| (key(position), Some(position))).collect(),
    }
}

fn series(
    dataset: &Dataset,
    spec: &Spec,
    filter: &Filter,
    split: Option<u32>,
    xs: &[(String, Option<u32>)],
    rate: Option<usize>,
    lang: Lang,
) -> PlotSeries {
    let filter = match (spec.series, split) {
        (Some(dimension), Some(position)) => filter.with(dimension, position),
        _ => filter.clone(),
    };
    let rows: Vec<Vec<usize>> = xs
        .iter()
        .map(|(_, position)| position.map_or_else(Vec::new, |position| filter.with(spec.x, position).rows(dataset)))
        .collect();
    let row_of = |measure: usize| rows.iter().map(|rows| cell(dataset, rows, measure, lang)).collect();
    let value =
        spec.series.zip(split).map(|(dimension, position)| &dataset.dimensions[dimension].values[position as usize]);
    let last = rows.last().map(Vec::as_slice).unwrap_or_default();
    let previous = |measure: &usize| {
        let before = select::year_before(dataset, last);
        let is_comparable = adding::comparison_refusal(dataset, last, &before, *measure).is_none();
        is_comparable.then(|| select::total(dataset, &before, *measure).value()).flatten()
    };
    PlotSeries {
        panel: 0,
        key: value.map(|value| value.key.clone()).unwrap_or_default(),
        label: value.map(|value| value.label.clone()).unwrap_or_default(),
        cells: spec.measures.iter().map(|measure| row_of(*measure)).collect(),
        rates: rate.map(row_of).unwrap_or_default(),
        previous: spec.measures.iter().map(previous).collect(),
    }
}

/// What `rows` amount to for `measure`, with the weakest status among them.
fn cell(dataset: &Dataset, rows: &[usize], measure: usize, lang: Lang) -> PlotCell {
    let parts = dataset.measures[measure].summed(measure);
    let statuses = rows.iter().flat_map(|row| parts.iter().map(|part| dataset.rows.status_of(*row, *part)));
    let as_of = rows.iter().filter_map(|row| dataset.rows.as_of(*row)).max();
    let note = rows.iter().find_map(|row| note(dataset, *row, measure).or_else(|| dataset.rows.note(*row)));
    PlotCell {
        value: select::total(dataset, rows, measure).value(),
        absent: rows.is_empty(),
        status: statuses.max_by_key(|status| weakness(*status)).unwrap_or_default(),
        as_of: as_of.map(|date| date.part_year(lang)),
        note: note.map(ToOwned::to_owned),
    }
}

/// Which status speaks for several rows: the one that limits their sum most.
fn weakness(status: Status) -> u8 {
    match status {
        Status::Final => 0,
        Status::Revised => 1,
        Status::Break => 2,
        Status::Provisional => 3,
        Status::Estimated => 4,
        Status::NotApplicable => 5,
        Status::NotAvailable => 6,
    }
}

/// The ratio whose part and whole are both drawn.
fn rate_of(dataset: &Dataset, spec: &Spec) -> Option<usize> {
    let drawn = |measure: usize| spec.measures.contains(&measure);
    dataset.measures.iter().enumerate().find_map(|(at, measure)| match measure.kind {
        MeasureKind::Ratio { part, whole } if drawn(part) && drawn(whole) && !drawn(at) => Some(at),
        _ => None,
    })
}

fn plot_measure(dataset: &Dataset, rows: &[usize], at: usize) -> PlotMeasure {
    let measure = &dataset.measures[at];
    PlotMeasure {
        key: measure.key.clone(),
        label: measure.label.clone(),
        unit: dataset.unit_among(rows.iter().copied(), at).map(ToOwned::to_owned),
        decimals: measure.decimals,
        is_rate: matches!(measure.kind, MeasureKind::Ratio { .. }),
    }
}

/// What is noted of one cell.
fn note(dataset: &Dataset, row: usize, measure: usize) -> Option<&str> {
    dataset.rows.story(row, measure)?.note.as_deref()
}

fn notes(dataset: &Dataset, spec: &Spec) -> Vec<String> {
    let mut notes: Vec<String> = Vec::new();
    for row in spec.filter.rows(dataset) {
        let cells = spec.measures.iter().filter_map(|measure| note(dataset, row, *measure));
        for note in cells.chain(dataset.rows.note(row)) {
            if !notes.iter().any(|known| known == note) {
                notes.push(note.to_owned());
            }
        }
    }
    notes
}

/// The charts of a dataset's own page: its completion where it has a ratio, else its first measure, by year where it has years.
#[must_use]
pub fn default_plots(dataset: &Dataset, lang: Lang) -> Vec<Plot> {
    let Some(x) = dataset.year_dimension().or(if dataset.dimensions.is_empty() { None } else { Some(0) }) else {
        return Vec::new();
    };
    let series =
        (0..dataset.dimensions.len()).find(|at| *at != x && dataset.dimensions[*at].kind == DimensionKind::Category);
    let ratio = dataset.measures.iter().find_map(|measure| match measure.kind {
        MeasureKind::Ratio { part, whole } => Some(vec![whole, part]),
        _ => None,
    });
    let first = dataset.measures.iter().position(|measure| !matches!(measure.kind, MeasureKind::Ratio { .. }));
    let (mark, measures) = match (ratio, first) {
        (Some(measures), _) => (Mark::Completion, measures),
        (None, Some(first)) => (Mark::Column, vec![first]),
        (None, None) => return Vec::new(),
    };
    let spec = Spec { mark, x, series, facet: None, measures, filter: Filter::all(dataset), sort: Sort::Data };
    let (xs, splits) =
        (values(dataset, &spec.filter, x).len(), series.map_or(1, |at| values(dataset, &spec.filter, at).len()));
    if xs * splits > 24 || splits > super::honest::MOST_SERIES {
        return Vec::new();
    }
    if refused::of(dataset, &spec).is_some() {
        return Vec::new();
    }
    let Some(mut plot) = plot(dataset, &spec, lang) else { return Vec::new() };
    "hinh-1".clone_into(&mut plot.id);
    plot.number = Some(1);
    plot.title = Some(dataset.title.value.clone());
    vec![plot]
}
