//! Says why figures were not added up or compared, with the rows that forbid it.

use crate::diag::{Code, Diagnostic, catalog};
use crate::locale::Lang;
use crate::model::adding::Refusal;
use crate::model::dataset::Dataset;
use crate::source::Span;

/// The finding for what stands at `span` and asks `measure` of `dataset`.
pub fn finding(code: Code, span: Span, dataset: &Dataset, measure: usize, refusal: Refusal) -> Diagnostic {
    let place = |row: usize| dataset.rows.cell_span(row, measure).unwrap_or(dataset.rows.span(row));
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
                Some(date) => catalog::adding::until(date.show(Lang::Vi)),
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
