//! Dots over the years or categories, for authors who ask for it: an upright line joins those that belong together.

use super::dot;
use super::line::{RADIUS, tops};
use super::line_plan::{Ends, Plan};
use super::line_texts;
use super::standing;
use crate::chart::place;
use crate::chart::scene::{Anchor, Class, Point, Text, ascent};
use crate::chart::view::{Drawing, SIZE, View};

/// Draws upright dots; none where names find no room below, or pairs of several series would stand on one another.
#[must_use]
pub fn draw(view: View<'_>) -> Option<Drawing> {
    let groups = dot::groups(&view);
    if groups.len() > 1 || !standing::fits(view, 1, 0) {
        return None;
    }
    let strands = view.strands();
    let mut plan = Plan::of(view, &strands, view.covered(&strands), Ends::Pairs);
    let (canvas, plane, mut taken) = plan.ground(view);
    let mut texts: Vec<Text> = Vec::new();
    let tops = tops(view, &strands, &plane, plan.frame.bottom);
    let spot = |x: usize, value: f64| plane.place(plan.bands.centre(x), value);
    for x in 0..view.plot.xs.len() {
        let dots = dot::dots(&strands, x);
        if let [(_, low), .., (_, high)] = dots.as_slice()
            && low < high
        {
            let ends = [spot(x, low.to_f64()), spot(x, high.to_f64())];
            canvas.path(Class::Link, &ends);
            taken.take_piece(ends[0], ends[1]);
        }
        for (index, value) in dots.iter().rev() {
            let strand = &strands[*index];
            let area = dot::draw_dot(&canvas, strand.tone, &strand.cells[x], spot(x, value.to_f64()));
            taken.take(area);
        }
    }
    plan.take_notes(view, &tops, &mut taken);
    for x in (0..view.plot.xs.len()).filter(|_| view.shows_values()) {
        let dots = dot::dots(&strands, x);
        let (Some((first, low)), Some((last, high))) = (dots.first(), dots.last()) else { continue };
        let over = spot(x, high.to_f64());
        let under = spot(x, low.to_f64());
        let ends = [
            (last, Point { x: over.x, y: over.y - RADIUS - 65 }),
            (first, Point { x: under.x, y: under.y + RADIUS + 35 + ascent(SIZE) }),
        ];
        for (index, at) in ends.into_iter().take(if low == high { 1 } else { 2 }) {
            let Some(label) = strands[*index].label(x, view.lang) else { continue };
            texts.extend(taken.put(place::line(Class::Value, SIZE, Anchor::Middle, at, label)));
        }
    }
    texts.extend(line_texts::at_gaps(view, &strands, &plan.bands, plan.across, plan.frame.bottom, &mut taken));
    for (strand, name) in &mut plan.ends {
        let last = strands[*strand].cells.iter().rev().find_map(|cell| cell.value);
        name.y = last.map_or(plan.frame.bottom, |value| plane.place(0.0, value.to_f64()).y);
    }
    Some(plan.finish(view, &strands, canvas, &tops, texts.into_iter()))
}
