//! Columns set on one another, with the sum above and the names beside the last.

use super::bars::{self, Body};
use super::column::gap_text;
use super::stack::{self, Stack};
use super::stacked_bar;
use super::standing::{self, Axis, Ground, Wish};
use crate::chart::backend::{Bar, Direction};
use crate::chart::gutter::Name;
use crate::chart::place;
use crate::chart::scene::{Anchor, Class, Point, Text};
use crate::chart::view::{Drawing, SIZE, SMALL, Strand, View};
use crate::model::plot::Labels;

/// Narrower columns are better read lying.
const LEAST: i32 = 100;

/// Draws stacked columns: without axis where every sum can be written, else with axis and rules.
#[must_use]
pub fn draw(view: View<'_>) -> Drawing {
    let strands = view.strands();
    if !standing::fits(view, 1, LEAST) {
        return stacked_bar::draw(view);
    }
    let plain = view.shows_values() && view.panel.is_none();
    let plain = plain.then(|| attempt(view, &strands, Axis::Omitted)).flatten();
    plain
        .or_else(|| attempt(view, &strands, Axis::Shown))
        .expect("columns with an axis are drawn whatever labels find room")
}

/// One layout; none where the axis is omitted and some sum finds no room.
fn attempt(view: View<'_>, strands: &[Strand<'_>], axis: Axis) -> Option<Drawing> {
    let widest = view.layout.pick(820, 640);
    let stacks = stack::stacks(view, strands);
    let reach = view.with_lines(stacks.iter().map(|stack| stack.total).collect());
    let names = stack::names(view, strands, stacks.last(), view.layout.pick(1500, 900));
    let beside = names.iter().flatten().map(|(_, name)| name.width()).max().unwrap_or(0);
    let mut ground = Ground::of(view, strands, Wish { axis, reach, abreast: 1, widest, beside });
    let share = 0.62_f64.min(f64::from(widest) / f64::from(ground.slot()));
    let mut bodies = Vec::new();
    for stack in &stacks {
        let middle = ground.bands.centre(stack.x);
        let across = (middle - share / 2.0, middle + share / 2.0);
        bodies.extend(columns(&ground, strands, stack, across));
    }
    for body in &bodies {
        ground.taken.take(body.area);
    }
    let top = |stack: &Stack<'_>| {
        let bodies = bodies.iter().filter(|body| body.x == stack.x).map(|body| body.area.top);
        bodies.min().unwrap_or(ground.plane.place(0.0, 0.0).y)
    };
    let tops: Vec<i32> = stacks.iter().map(top).collect();
    let mut texts = sums(view, strands, &stacks, &tops, &mut ground, axis)?;
    bars::draw(&ground.canvas, &ground.plane, &bodies);
    if view.plot.labels == Labels::Values {
        texts.extend(bodies.iter().filter_map(|body| inside(view, strands, body)));
    }
    let is_named = names.is_some();
    let names: Vec<Name> = names
        .into_iter()
        .flatten()
        .map(|(middle, name)| Name { y: ground.plane.place(0.0, middle).y, ..name })
        .collect();
    let (scene, hatched) = ground.finish(view, |x| tops[x], texts, names);
    let mut legend = if is_named { Vec::new() } else { view.legend(strands) };
    legend.extend(hatched);
    Some(Drawing { scene, legend })
}

/// The parts of one stack; a zero among others takes no place, and a stack of nothing is a tick.
fn columns(ground: &Ground, strands: &[Strand<'_>], stack: &Stack<'_>, across: (f64, f64)) -> Vec<Body> {
    let drawn = stack.parts.iter().filter(|part| !part.value.is_zero() || stack.total.is_zero());
    drawn
        .map(|part| {
            let bar = Bar { corners: [(across.0, part.from), (across.1, part.to)], direction: Direction::Up };
            let tone = strands[part.strand].tone;
            Body::of(&ground.plane, (part.strand, stack.x), tone, part.cell, part.value, bar)
        })
        .collect()
}

/// The sums above their stacks, and what is missing; none where one finds no room and no axis would tell it.
fn sums(
    view: View<'_>,
    strands: &[Strand<'_>],
    stacks: &[Stack<'_>],
    tops: &[i32],
    ground: &mut Ground,
    axis: Axis,
) -> Option<Vec<Text>> {
    let mut texts = Vec::new();
    for (stack, top) in stacks.iter().zip(tops) {
        let x = ground.plane.place(ground.bands.centre(stack.x), 0.0).x;
        if let Some(word) = stack.gap(view) {
            let at = Point { x, y: top - 60 };
            let text = place::line(Class::Remark, SMALL, Anchor::Middle, at, word);
            let put = ground.taken.put(text);
            texts.extend(put.or_else(|| gap_text(stack.missing?, view.lang, at, &mut ground.taken)));
            continue;
        }
        let wanted = axis == Axis::Omitted || view.plot.labels == Labels::Values || stack.total.is_zero();
        let Some(label) = stack.label(view, strands).filter(|_| wanted) else { continue };
        let text = place::line(Class::Value, SIZE, Anchor::Middle, Point { x, y: top - 50 }, label);
        match ground.taken.put(text) {
            Some(text) => texts.push(text),
            None if axis == Axis::Omitted => return None,
            None => {}
        }
    }
    Some(texts)
}

/// The figure of a part on it, where it finds room; hatched parts bear no text.
#[must_use]
pub fn inside(view: View<'_>, strands: &[Strand<'_>], body: &Body) -> Option<Text> {
    let label = strands[body.strand].label(body.x, view.lang)?;
    let centre = Point {
        x: body.area.left.midpoint(body.area.right),
        y: body.area.top.midpoint(body.area.bottom) + SIZE * 36 / 100,
    };
    let text = place::line(Class::Inside(strands[body.strand].tone), SIZE, Anchor::Middle, centre, label);
    let fits = text.width + 60 <= body.area.width() && SIZE * 12 / 10 <= body.area.height();
    (fits && !body.is_open()).then_some(text)
}
