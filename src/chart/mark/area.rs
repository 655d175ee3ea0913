//! Areas set on one another over the years, with the names beside the last and the sum along the top.

use super::line_plan::{Ends, Plan};
use super::stack::{self, Stack};
use crate::chart::backend::{Bar, Canvas, Direction, Plane};
use crate::chart::bands::Bands;
use crate::chart::hatch;
use crate::chart::place::{self, Taken};
use crate::chart::scene::{Anchor, Class, Point, Text, leading};
use crate::chart::view::{Drawing, SIZE, SMALL, Strand, View};
use crate::chart::words;
use crate::model::dataset::Status;
use crate::model::plot::Labels;

/// Draws areas from zero. Where a figure is missing nothing is drawn: what the others amount to is not known.
#[must_use]
pub fn draw(view: View<'_>) -> Drawing {
    let strands = view.strands();
    let stacks = stack::stacks(view, &strands);
    let reach = view.with_lines(stacks.iter().map(|stack| stack.total).collect());
    let mut plan = Plan::of(view, &strands, reach, Ends::Parts);
    let (canvas, plane, mut taken) = plan.ground(view);
    let stretches = stretches(&strands, &stacks, &plan.bands);
    for strand in &strands {
        for stretch in &stretches {
            draw_stretch(&canvas, &plane, &plan.bands, strand.tone, stretch, &mut taken);
        }
    }
    let top = |stack: &Stack<'_>| plane.place(plan.bands.centre(stack.x), stack.total.to_f64());
    for pair in stretches.iter().flat_map(|stretch| stretch.stacks.windows(2)) {
        taken.take_piece(top(pair[0]), top(pair[1]));
    }
    let tops: Vec<i32> = stacks.iter().map(|stack| top(stack).y - 50 - leading(SIZE)).collect();
    plan.take_notes(view, &tops, &mut taken);
    let mut texts = sums(view, &strands, &stacks, &plan.bands, &plane, &mut taken);
    texts.extend(gaps(view, &strands, &stacks, &plan, &plane, &mut taken));
    let last = stacks.iter().rev().find(|stack| is_known(stack, &strands));
    for (strand, name) in &mut plan.ends {
        let part = last.and_then(|stack| stack.parts.iter().find(|part| part.strand == *strand));
        name.y = part.map_or(plan.frame.bottom, |part| plane.place(0.0, f64::midpoint(part.from, part.to)).y);
    }
    plan.finish(view, &strands, canvas, &tops, texts.into_iter())
}

fn is_known(stack: &Stack<'_>, strands: &[Strand<'_>]) -> bool {
    stack.missing.is_none() && stack.parts.len() == strands.len()
}

/// Neighbouring stacks without a gap.
struct Stretch<'a> {
    stacks: Vec<&'a Stack<'a>>,
    /// Leads to or from a provisional figure.
    is_open: bool,
}

/// Breaks the stacks at gaps and at breaks of the series; what leads to a provisional figure stands apart.
fn stretches<'a>(strands: &[Strand<'_>], stacks: &'a [Stack<'a>], bands: &Bands) -> Vec<Stretch<'a>> {
    let mut stretches: Vec<Stretch<'a>> = Vec::new();
    for stack in stacks.iter().filter(|stack| is_known(stack, strands)) {
        let is_open = stack.parts.iter().any(|part| part.cell.is_provisional());
        let breaks = stack.parts.iter().any(|part| part.cell.status == Status::Break) || !bands.follows(stack.x);
        let joins =
            |before: &&mut Stretch<'_>| before.stacks.last().is_some_and(|last| last.x + 1 == stack.x) && !breaks;
        match stretches.last_mut().filter(joins) {
            Some(before) if before.is_open == is_open || before.stacks.len() == 1 => {
                before.is_open |= is_open;
                before.stacks.push(stack);
            }
            Some(before) => {
                let shared = before.stacks.last().copied();
                let is_open = is_open || before.is_open;
                stretches.push(Stretch { stacks: shared.into_iter().chain([stack]).collect(), is_open });
            }
            None => stretches.push(Stretch { stacks: vec![stack], is_open }),
        }
    }
    stretches
}

/// One strand of a stretch; a lone year is a slim bar.
fn draw_stretch(canvas: &Canvas, plane: &Plane, bands: &Bands, tone: u8, stretch: &Stretch<'_>, taken: &mut Taken) {
    let strand = usize::from(tone) - 1;
    let ends = |stack: &&Stack<'_>| {
        let part = stack.parts.iter().find(|part| part.strand == strand)?;
        let at = bands.centre(stack.x);
        Some((plane.place(at, part.to), plane.place(at, part.from)))
    };
    if let [lone] = stretch.stacks.as_slice() {
        let Some(part) = lone.parts.iter().find(|part| part.strand == strand) else { return };
        let at = bands.centre(lone.x);
        let corners = [(at - 0.06, part.from), (at + 0.06, part.to)];
        let bar = Bar { corners, direction: Direction::Up };
        taken.take(plane.bar_area(bar));
        plane.bar(if stretch.is_open { Class::OpenBar(tone) } else { Class::Bar(tone) }, bar);
        if stretch.is_open {
            for line in hatch::lines(plane.bar_area(bar)) {
                canvas.path(Class::Hatch(tone), &line);
            }
        }
        return;
    }
    let edges: Vec<(Point, Point)> = stretch.stacks.iter().filter_map(ends).collect();
    let mut outline: Vec<Point> = edges.iter().map(|(top, _)| *top).collect();
    outline.extend(edges.iter().rev().map(|(_, foot)| *foot));
    canvas.path(if stretch.is_open { Class::OpenArea(tone) } else { Class::Area(tone) }, &outline);
    if stretch.is_open {
        for pair in edges.windows(2) {
            let [(a, b), (c, d)] = [pair[0], pair[1]];
            for line in hatch::across(&[a, c, d, b]) {
                canvas.path(Class::Hatch(tone), &line);
            }
        }
    }
}

/// Names the years without an area, at the foot of the plot.
fn gaps(
    view: View<'_>,
    strands: &[Strand<'_>],
    stacks: &[Stack<'_>],
    plan: &Plan,
    plane: &Plane,
    taken: &mut Taken,
) -> Vec<Text> {
    let unknown = stacks.iter().filter(|stack| !is_known(stack, strands));
    let texts = unknown.filter_map(|stack| {
        let word = match (stack.gap(view), stack.parts.is_empty()) {
            (Some(word), _) => word,
            (None, false) => words::incomplete(view.lang),
            (None, true) => return None,
        };
        let at = Point { x: plane.place(plan.bands.centre(stack.x), 0.0).x, y: plan.frame.bottom - 60 };
        let text = |word: &str| place::line(Class::Remark, SMALL, Anchor::Middle, at, word);
        taken.put(text(word)).or_else(|| taken.put(text("…")))
    });
    texts.collect()
}

/// What the stacks amount to, above them: of a lone area as many as fit, of several where asked for.
fn sums(
    view: View<'_>,
    strands: &[Strand<'_>],
    stacks: &[Stack<'_>],
    bands: &Bands,
    plane: &Plane,
    taken: &mut Taken,
) -> Vec<Text> {
    let wanted = match view.plot.labels {
        Labels::Values => true,
        Labels::Direct => strands.len() == 1 && view.panel.is_none(),
        Labels::Legend | Labels::None => false,
    };
    let known: Vec<&Stack<'_>> = stacks.iter().filter(|stack| wanted && is_known(stack, strands)).collect();
    let last = known.len().saturating_sub(1);
    let mut order: Vec<usize> = (0..known.len()).rev().collect();
    let highest = (0..known.len()).max_by_key(|&at| known[at].total);
    let lowest = (0..known.len()).min_by_key(|&at| known[at].total);
    let weight =
        |at: usize| [Some(last), Some(0), highest, lowest].iter().position(|&first| first == Some(at)).unwrap_or(4);
    order.sort_by_key(|&at| weight(at));
    let texts = order.into_iter().filter_map(|at| {
        let top = plane.place(bands.centre(known[at].x), known[at].total.to_f64());
        let label = known[at].label(view, strands)?;
        // A rising edge needs more air below the label than a level one.
        [60, 110, 160].into_iter().find_map(|air| {
            let at = Point { x: top.x, y: top.y - air };
            taken.put(place::line(Class::Value, SIZE, Anchor::Middle, at, label.clone()))
        })
    });
    texts.collect()
}
