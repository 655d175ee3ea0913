//! Rules across the measures of a row: `completed + open <= registered`.

use crate::diag::{Code, Diagnostic, Text, catalog};
use crate::model::checks::{Rule, Term};
use crate::model::dataset::Dataset;
use crate::model::number::Number;
use crate::model::select::{self, Figure};

use super::super::{Findings, allowances};
use super::bounds::show;

/// Holds every row against every rule that is for it; a row that lacks one of the figures is left out.
pub fn check(dataset: &Dataset, findings: &mut Findings) {
    for rule in &dataset.checks.rules {
        let rows = allowances::filter(dataset, &rule.rows, findings).rows(dataset);
        for row in rows {
            hold(dataset, rule, row, findings);
        }
    }
}

fn hold(dataset: &Dataset, rule: &Rule, row: usize, findings: &mut Findings) {
    let sides = sum(dataset, &rule.left, row).zip(sum(dataset, &rule.right, row));
    let Some((left, right)) = sides.filter(|(left, right)| !rule.relation.holds(*left, *right)) else { return };
    let (left, right, sign) = (show(left), show(right), rule.relation.opposite());
    let found =
        Text::new(format!("{} {sign} {}", left.en(), right.en()), format!("{} {sign} {}", left.vi(), right.vi()));
    let message = match &rule.text {
        Some(text) => catalog::checks::rule_broken_because(text, &rule.written.value, found),
        None => catalog::checks::rule_broken(&rule.written.value, found),
    };
    let first = rule.left.iter().chain(&rule.right).find_map(|term| term.measure);
    let place = first.map_or_else(|| dataset.rows.span(row), |measure| dataset.rows.place(row, measure));
    let finding = Diagnostic::new(Code::Constraint, place, message);
    let finding = finding.label(rule.written.span, catalog::checks::rule_here());
    findings.push(finding.help(catalog::data::correct_one()));
}

fn sum(dataset: &Dataset, terms: &[Term], row: usize) -> Option<Number> {
    let value = |term: &Term| match term.measure.map(|measure| select::total(dataset, &[row], measure)) {
        None => Some(term.factor),
        Some(Figure::Value(value)) => term.factor.times(value),
        Some(_) => None,
    };
    terms.iter().try_fold(Number::ZERO, |sum, term| sum.plus(value(term)?))
}
