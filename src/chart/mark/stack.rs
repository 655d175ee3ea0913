//! Figures set on one another: where each part begins and ends, and what they amount to.

use crate::chart::gutter::{self, Name};
use crate::chart::scene::Class;
use crate::chart::view::{SIZE, Strand, View};
use crate::chart::{measure, show, words};
use crate::model::number::Number;
use crate::model::plot::{Labels, PlotCell};

/// The parts of one category.
pub struct Stack<'a> {
    pub x: usize,
    pub parts: Vec<Part<'a>>,
    pub total: Number,
    /// A part that has no figure yet: the total is then not known.
    pub missing: Option<&'a PlotCell>,
}

/// One figure in its stack.
pub struct Part<'a> {
    pub strand: usize,
    pub cell: &'a PlotCell,
    pub value: Number,
    pub from: f64,
    pub to: f64,
}

/// The stacks of all categories, in order; the first strand lies lowest.
#[must_use]
pub fn stacks<'a>(view: View<'_>, strands: &[Strand<'a>]) -> Vec<Stack<'a>> {
    let one = |x: usize| {
        let mut stack = Stack { x, parts: Vec::new(), total: Number::ZERO, missing: None };
        for (strand, cell) in strands.iter().enumerate().filter_map(|(at, strand)| Some((at, strand.cells.get(x)?))) {
            let Some(value) = cell.value else {
                stack.missing = stack.missing.or((!cell.absent).then_some(cell));
                continue;
            };
            let from = stack.total.to_f64();
            stack.total = stack.total.plus(value).unwrap_or(stack.total);
            stack.parts.push(Part { strand, cell, value, from, to: stack.total.to_f64() });
        }
        stack
    };
    (0..view.plot.xs.len()).map(one).collect()
}

impl Stack<'_> {
    /// The sum as it is written; none where it would not be the whole.
    #[must_use]
    pub fn label(&self, view: View<'_>, strands: &[Strand<'_>]) -> Option<String> {
        let measure = strands.first()?.measure;
        (self.missing.is_none() && !self.parts.is_empty()).then(|| show::label(self.total, measure, view.lang))
    }

    /// What stands in place of the sum where a figure is missing.
    #[must_use]
    pub fn gap(&self, view: View<'_>) -> Option<&'static str> {
        let cell = self.missing?;
        Some(if self.parts.is_empty() { words::gap(cell.status, view.lang) } else { words::incomplete(view.lang) })
    }
}

/// The strands' names right of the last stack, at their parts; none where they find no room there.
#[must_use]
pub fn names(view: View<'_>, strands: &[Strand<'_>], last: Option<&Stack<'_>>, limit: i32) -> Option<Vec<(f64, Name)>> {
    let direct = matches!(view.plot.labels, Labels::Direct | Labels::Values) && view.panel.is_none();
    let parts = &last.filter(|_| direct && strands.len() > 1)?.parts;
    if parts.len() < strands.len() {
        return None;
    }
    let mut names = Vec::new();
    for part in parts {
        let strand = &strands[part.strand];
        let (lines, whole) = measure::wrap(&strand.name, SIZE, limit, 2);
        if !whole {
            return None;
        }
        let name = Name { y: 0, class: Class::Name(strand.tone), lines, strong: String::new() };
        names.push((f64::midpoint(part.from, part.to), name));
    }
    let height: i32 = names.iter().map(|(_, name)| name.height() + gutter::AIR).sum();
    (height <= view.height()).then_some(names)
}
