//! Lying bars: from zero, one below the other, with the value at the end of each; long names have room.

use super::bars::{self, Body};
use super::lying::{self, GAP, Ground, Row, Wish};
use super::standing::Axis;
use crate::chart::backend::{Bar, Direction};
use crate::chart::measure::{self, Weight};
use crate::chart::place;
use crate::chart::scene::{Anchor, Class, Point, Text};
use crate::chart::view::{Drawing, SIZE, SMALL, Strand, View};
use crate::chart::words;

/// With less room than this for the bars, an axis tells the values.
pub const LEAST: i32 = 800;

/// Draws bars, with every value at its bar or, where values are not wanted or find no room, with an axis.
#[must_use]
pub fn draw(view: View<'_>) -> Drawing {
    let strands = view.strands();
    let row = |(x, value): (usize, &crate::model::plot::XValue)| Row {
        heading: String::new(),
        name: value.label.clone(),
        remarks: lying::remarks(view, &strands, x),
        lanes: strands.len(),
    };
    let rows: Vec<Row> = view.plot.xs.iter().enumerate().map(row).collect();
    let rooms = rooms(view, &strands);
    let is_written = view.shows_values() && lying::room_left(view, &rows, rooms) >= LEAST;
    let lane = if strands.len() == 1 { view.layout.pick(240, 210) } else { 185 };
    let (axis, rooms) = if is_written { (Axis::Omitted, rooms) } else { (Axis::Shown, (20, 240)) };
    let wish = Wish { axis, reach: view.covered(&strands), from_zero: true, rooms, lane, names: 0 };
    let mut ground = Ground::of(view, &strands, rows, &wish);
    let bodies = bodies(&strands, &ground, lane);
    for body in &bodies {
        ground.taken.take(body.area);
    }
    bars::draw(&ground.canvas, &ground.plane, &bodies);
    let mut texts = if is_written { values(view, &strands, &bodies) } else { Vec::new() };
    texts.extend(gaps(view, &strands, &ground));
    let legend = view.legend(&strands);
    Drawing { scene: ground.finish(view, texts), legend }
}

/// The room for values left of negative bars and right of the others.
fn rooms(view: View<'_>, strands: &[Strand<'_>]) -> (i32, i32) {
    let widest = |is_negative: bool| {
        let labels = strands.iter().flat_map(|strand| {
            let count = 0..strand.cells.len();
            count.filter_map(move |x| {
                let wanted = strand.cells[x].value?.is_negative() == is_negative;
                strand.label(x, view.lang).filter(|_| wanted)
            })
        });
        let widths = labels.map(|label| measure::width(&label, SIZE, Weight::Regular) + GAP + 20);
        widths.max().unwrap_or(0)
    };
    let none = measure::width(words::no_data(view.lang), SMALL, Weight::Regular) + GAP;
    let is_gap = strands.iter().flat_map(|strand| strand.cells).any(|cell| cell.value.is_none() && !cell.absent);
    // A zero's tick needs some room too.
    (widest(true), widest(false).max(30).max(if is_gap { none / 2 } else { 0 }))
}

fn bodies(strands: &[Strand<'_>], ground: &Ground, lane: i32) -> Vec<Body> {
    let half = if strands.len() == 1 { lane * 4 / 10 } else { lane * 42 / 100 };
    let mut bodies = Vec::new();
    for (index, strand) in strands.iter().enumerate() {
        for (x, cell) in strand.cells.iter().enumerate() {
            let Some(value) = cell.value else { continue };
            let middle = ground.middle(x, index);
            let corners = [(0.0, f64::from(half - middle)), (value.to_f64(), f64::from(-half - middle))];
            let bar = Bar { corners, direction: Direction::Across };
            bodies.push(Body::of(&ground.plane, (index, x), strand.tone, cell, value, bar));
        }
    }
    bodies
}

fn values(view: View<'_>, strands: &[Strand<'_>], bodies: &[Body]) -> Vec<Text> {
    let texts = bodies.iter().filter_map(|body| {
        let label = strands[body.strand].label(body.x, view.lang)?;
        let y = body.area.top.midpoint(body.area.bottom) + SIZE * 36 / 100;
        let (anchor, x) =
            if body.is_negative { (Anchor::End, body.area.left - GAP) } else { (Anchor::Start, body.area.right + GAP) };
        Some(place::line(Class::Value, SIZE, anchor, Point { x, y }, label))
    });
    texts.collect()
}

/// Names the bars that have no figure, at the baseline.
fn gaps(view: View<'_>, strands: &[Strand<'_>], ground: &Ground) -> Vec<Text> {
    let mut texts = Vec::new();
    for (index, strand) in strands.iter().enumerate() {
        for (x, cell) in strand.cells.iter().enumerate().filter(|(_, cell)| cell.value.is_none() && !cell.absent) {
            let at = Point { x: ground.plane.place(0.0, 0.0).x + 60, y: ground.middle(x, index) + SMALL * 36 / 100 };
            let word = words::gap(cell.status, view.lang);
            let text = place::line(Class::Remark, SMALL, Anchor::Start, at, word);
            texts.push(place::inside(text, view.width()));
        }
    }
    texts
}
