//! Lying bars set end to end, with the sum behind the last and the names above the first row.

use super::bar::LEAST;
use super::bars::{self, Body};
use super::lying::{self, GAP, Ground, Row, Wish};
use super::stack::{self, Stack};
use super::stacked_column::inside;
use super::standing::Axis;
use crate::chart::backend::{Bar, Direction};
use crate::chart::measure::{self, Weight};
use crate::chart::place;
use crate::chart::scene::{Anchor, Class, Point, Text, leading};
use crate::chart::view::{Drawing, SIZE, SMALL, Strand, View};
use crate::model::plot::Labels;

/// Draws stacked bars, with every sum at its bar or, where sums are not wanted or find no room, with an axis.
#[must_use]
pub fn draw(view: View<'_>) -> Drawing {
    let strands = view.strands();
    let stacks = stack::stacks(view, &strands);
    let row = |(x, value): (usize, &crate::model::plot::XValue)| Row {
        heading: String::new(),
        name: value.label.clone(),
        remarks: lying::remarks(view, &strands, x),
        lanes: 1,
    };
    let rows = || -> Vec<Row> { view.plot.xs.iter().enumerate().map(row).collect() };
    let ends = stacks.iter().map(|stack| {
        let word = stack.gap(view).map(str::to_owned).or_else(|| stack.label(view, &strands));
        measure::width(&word.unwrap_or_default(), SIZE, Weight::Regular) + GAP + 20
    });
    let rooms = (0, ends.max().unwrap_or(0));
    let is_written = view.shows_values() && lying::room_left(view, &rows(), rooms) >= LEAST;
    let (axis, rooms) = if is_written { (Axis::Omitted, rooms) } else { (Axis::Shown, (20, 240)) };
    let lane = view.layout.pick(240, 210);
    let reach = view.with_lines(stacks.iter().map(|stack| stack.total).collect());
    let mut wish = Wish { axis, reach, from_zero: true, rooms, lane, names: leading(SIZE) + 20 };
    let named = named(view, &strands).then(|| {
        let mut ground = Ground::of(view, &strands, rows(), &wish);
        over_first(&strands, &stacks, &mut ground).map(|over| (ground, over))
    });
    let is_named = matches!(named, Some(Some(_)));
    let (ground, mut texts) = named.flatten().unwrap_or_else(|| {
        wish.names = 0;
        (Ground::of(view, &strands, rows(), &wish), Vec::new())
    });
    let bodies: Vec<Body> = stacks.iter().flat_map(|stack| parts(&ground, &strands, stack, lane)).collect();
    bars::draw(&ground.canvas, &ground.plane, &bodies);
    for stack in &stacks {
        texts.extend(end(view, &strands, stack, &ground, is_written));
    }
    if view.plot.labels == Labels::Values {
        texts.extend(bodies.iter().filter_map(|body| inside(view, &strands, body)));
    }
    let legend = if is_named { Vec::new() } else { view.legend(&strands) };
    Drawing { scene: ground.finish(view, texts), legend }
}

/// True where names are wanted above the first row.
fn named(view: View<'_>, strands: &[Strand<'_>]) -> bool {
    strands.len() > 1 && view.panel.is_none() && matches!(view.plot.labels, Labels::Direct | Labels::Values)
}

/// The names above the parts of the first row; none where one finds no room.
fn over_first(strands: &[Strand<'_>], stacks: &[Stack<'_>], ground: &mut Ground) -> Option<Vec<Text>> {
    let first = stacks.first().filter(|stack| stack.parts.len() == strands.len())?;
    let y = ground.head + SIZE;
    let mut texts = Vec::new();
    for part in &first.parts {
        let strand = &strands[part.strand];
        let (from, to) = (ground.plane.place(part.from, 0.0).x, ground.plane.place(part.to, 0.0).x);
        let text =
            place::line(Class::Name(strand.tone), SIZE, Anchor::Start, Point { x: from, y }, strand.name.clone());
        // A name stands over its own part; the last may run on.
        let is_last = part.strand + 1 == strands.len();
        if text.width > to - from && !is_last {
            return None;
        }
        let text = ground.taken.put(text).filter(|text| text.at.x == from || is_last)?;
        texts.push(text);
    }
    Some(texts)
}

fn parts(ground: &Ground, strands: &[Strand<'_>], stack: &Stack<'_>, lane: i32) -> Vec<Body> {
    let (middle, half) = (ground.middle(stack.x, 0), lane * 4 / 10);
    let drawn = stack.parts.iter().filter(|part| !part.value.is_zero() || stack.total.is_zero());
    drawn
        .map(|part| {
            let corners = [(part.from, f64::from(half - middle)), (part.to, f64::from(-half - middle))];
            let bar = Bar { corners, direction: Direction::Across };
            let tone = strands[part.strand].tone;
            Body::of(&ground.plane, (part.strand, stack.x), tone, part.cell, part.value, bar)
        })
        .collect()
}

/// The sum behind its stack, or what is missing.
fn end(view: View<'_>, strands: &[Strand<'_>], stack: &Stack<'_>, ground: &Ground, is_written: bool) -> Option<Text> {
    let x = ground.plane.place(stack.total.to_f64(), 0.0).x + GAP;
    let middle = ground.middle(stack.x, 0);
    if let Some(word) = stack.gap(view) {
        let at = Point { x, y: middle + SMALL * 36 / 100 };
        let text = place::line(Class::Remark, SMALL, Anchor::Start, at, word);
        let moved = place::inside(text.clone(), view.width());
        return (moved == text).then_some(text);
    }
    let label = stack.label(view, strands).filter(|_| is_written)?;
    Some(place::line(Class::Value, SIZE, Anchor::Start, Point { x, y: middle + SIZE * 36 / 100 }, label))
}
