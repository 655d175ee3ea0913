//! Says why figures were not added up or compared, with the rows that forbid it.

use std::collections::BTreeMap;

use crate::diag::{Code, Diagnostic, Text, catalog};
use crate::locale::Lang;
use crate::model::adding::{self, Refusal};
use crate::model::dataset::Dataset;
use crate::model::plot::Mark;
use crate::model::select::{self, Figure};
use crate::source::Span;

use super::plots::Spec;

/// The finding for what stands at `span` and asks `measure` of `dataset`.
pub fn finding(code: Code, span: Span, dataset: &Dataset, measure: usize, refusal: Refusal) -> Diagnostic {
    let place = |row: usize| dataset.rows.place(row, measure);
    let name = &dataset.measures[measure].key;
    match refusal {
        Refusal::Overlap { whole, part } => Diagnostic::new(code, span, catalog::adding::overlap(name))
            .label(place(whole), catalog::adding::whole())
            .label(place(part), catalog::adding::part())
            .help(catalog::adding::overlap_help()),
        Refusal::Units(one, other) => {
            let unit = |row: usize| dataset.unit_of(row, measure).unwrap_or("?");
            Diagnostic::new(code, span, catalog::adding::units(unit(one), unit(other)))
                .label(place(one), catalog::adding::counts(unit(one)))
                .label(place(other), catalog::adding::counts(unit(other)))
                .help(catalog::adding::units_help())
        }
        Refusal::Periods(one, other) => {
            let finding = Diagnostic::new(code, span, catalog::adding::periods(name));
            let until = |row: usize| match dataset.rows.as_of(row) {
                Some(date) => catalog::adding::until(Text::new(date.show(Lang::En), date.show(Lang::Vi))),
                None => catalog::adding::whole_year(),
            };
            finding
                .label(place(one), until(one))
                .label(place(other), until(other))
                .help(catalog::adding::periods_help())
        }
        Refusal::Break(row) => Diagnostic::new(code, span, catalog::adding::across_break(name))
            .label(place(row), catalog::adding::break_here())
            .help(catalog::adding::across_break_help()),
        Refusal::NotAdditive => Diagnostic::new(code, span, catalog::adding::not_additive(name))
            .label(dataset.measures[measure].span, catalog::claim::this_measure())
            .help(catalog::adding::not_additive_help()),
    }
}

/// What a chart would get wrong about a measure.
pub enum Drawn {
    /// A mark, or a stack of them, would add up what does not add up.
    Sum(usize, Refusal),
    /// The two rows count different things and would stand on one axis.
    Axis(usize, usize, usize),
}

/// What forbids the chart that `spec` asks for.
pub fn of(dataset: &Dataset, spec: &Spec) -> Option<Drawn> {
    if !adding::may_refuse(dataset) {
        return None;
    }
    let (mut marks, mut panels) = (BTreeMap::<_, Vec<usize>>::new(), BTreeMap::<_, Vec<usize>>::new());
    let series = spec.series.filter(|_| !spec.mark.is_stacked());
    for row in spec.filter.rows(dataset) {
        let key = |dimension: Option<usize>| dimension.and_then(|at| dataset.rows.key(row, at));
        let panel = key(spec.facet);
        marks.entry((key(Some(spec.x)), key(series), panel)).or_default().push(row);
        panels.entry(panel).or_default().push(row);
    }
    let summed = spec.measures.iter().flat_map(|measure| dataset.measures[*measure].summed(*measure));
    summed.into_iter().find_map(|measure| {
        let sum = |rows: &Vec<usize>| match select::total(dataset, rows, measure) {
            Figure::Refused(refusal) => Some(Drawn::Sum(measure, refusal)),
            _ => None,
        };
        let axis = |rows: &Vec<usize>| {
            let unit = |row: usize| dataset.unit_of(row, measure);
            let other = rows.iter().find(|row| unit(**row) != unit(rows[0]))?;
            Some(Drawn::Axis(measure, rows[0], *other))
        };
        let has_axis = spec.mark != Mark::Table;
        marks.values().find_map(sum).or_else(|| panels.values().filter(|_| has_axis).find_map(axis))
    })
}
