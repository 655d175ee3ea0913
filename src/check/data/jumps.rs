//! Changes against the year before that are larger than the dataset allows.

use crate::diag::{Code, Diagnostic, Text, catalog};
use crate::locale::Lang;
use crate::model::adding;
use crate::model::checks::Jump;
use crate::model::dataset::Measure;
use crate::model::number::Number;
use crate::model::select;

use super::super::Findings;
use super::bounds::show;
use super::series::Series;

/// Holds every measure against its own limit, or the common one.
pub fn check(series: &Series<'_>, findings: &mut Findings) {
    let jumps = &series.dataset.checks.jumps;
    for measure in 0..series.dataset.measures.len() {
        let own = jumps.iter().find(|jump| jump.measure == Some(measure));
        if let Some(jump) = own.or_else(|| jumps.iter().find(|jump| jump.measure.is_none())) {
            measured(series, measure, *jump, findings);
        }
    }
}

fn measured(series: &Series<'_>, measure: usize, jump: Jump, findings: &mut Findings) {
    let dataset = series.dataset;
    let is_percent = dataset.measures[measure].unit.as_deref() == Some("%");
    let figure = |row: usize| select::total(dataset, &[row], measure).value();
    for (before, now) in series.steps() {
        let (Some(was), Some(is)) = (figure(before), figure(now)) else { continue };
        let size = is
            .minus(was)
            .and_then(|change| if is_percent { Some(change) } else { select::percent(change, was).value() });
        let Some(size) = size.map(Number::abs).filter(|size| *size > jump.limit) else { continue };
        if adding::comparison_refusal(dataset, &[now], &[before], measure).is_some() {
            continue;
        }
        let message = message(&dataset.measures[measure], (was, is), (size, jump.limit), is_percent);
        let cell = dataset.measures[measure].summed(measure)[0];
        let finding = Diagnostic::new(Code::Constraint, dataset.rows.place(now, cell), message)
            .label(dataset.rows.place(before, cell), catalog::checks::year_before())
            .label(jump.span, catalog::checks::limit_here());
        findings.push(finding.help(catalog::checks::jump_help()));
    }
}

fn message(measure: &Measure, (was, is): (Number, Number), (size, limit): (Number, Number), is_percent: bool) -> Text {
    let figure = |number: Number| {
        let shown = rounded(number, measure.decimals);
        if is_percent { catalog::checks::percent(shown) } else { shown }
    };
    let sized = |shown: Text| if is_percent { catalog::checks::points(shown) } else { catalog::checks::percent(shown) };
    let by = sized(rounded(size, if is_percent { measure.decimals.max(1) } else { 1 }));
    let (name, was_shown, is_shown, limit) = (&measure.key, figure(was), figure(is), sized(show(limit)));
    if is < was {
        catalog::checks::falls(name, was_shown, is_shown, by, limit)
    } else {
        catalog::checks::rises(name, was_shown, is_shown, by, limit)
    }
}

fn rounded(number: Number, decimals: u8) -> Text {
    Text::new(number.show(Lang::En, decimals), number.show(Lang::Vi, decimals))
}
