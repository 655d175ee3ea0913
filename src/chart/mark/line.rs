//! Lines over the categories: a gap breaks the line, each figure has a point, names stand at the ends.

use crate::chart::backend::{Canvas, Plane};
use crate::chart::bands::Bands;
use crate::chart::place::Taken;
use crate::chart::scene::{Area, Class, Point, leading};
use crate::chart::view::{Drawing, SIZE, Strand, View};
use crate::model::dataset::Status;

use super::line_plan::{Ends, Plan};
use super::line_texts;

/// Half the height of a point.
pub const RADIUS: i32 = 40;

/// Draws lines with an axis; it starts above zero only where the figures lie far from it, and then says so.
#[must_use]
pub fn draw(view: View<'_>) -> Drawing {
    let strands = view.strands();
    let mut plan = Plan::of(view, &strands, view.covered(&strands), Ends::Lines);
    let (canvas, plane, mut taken) = plan.ground(view);
    let Plan { across, frame, .. } = plan;
    let runs: Vec<Run> = strands.iter().flat_map(|strand| runs(strand, &plan.bands)).collect();
    draw_runs(&plane, &runs, &mut taken);
    draw_points(&canvas, &plane, &plan.bands, &strands, &mut taken);
    let tops = tops(view, &strands, &plane, frame.bottom);
    plan.take_notes(view, &tops, &mut taken);
    let texts = line_texts::at_points(view, &strands, &plan.bands, &plane, &mut taken);
    let gaps = line_texts::at_gaps(view, &strands, &plan.bands, across, frame.bottom, &mut taken);
    for (strand, name) in &mut plan.ends {
        let last = strands[*strand].cells.iter().rev().find_map(|cell| cell.value);
        name.y = last.map_or(frame.bottom, |value| plane.place(0.0, value.to_f64()).y);
    }
    plan.finish(view, &strands, canvas, &tops, texts.into_iter().chain(gaps))
}

/// The highest figure of each category with its label, as a place.
pub fn tops(view: View<'_>, strands: &[Strand<'_>], plane: &Plane, bottom: i32) -> Vec<i32> {
    let top = |x: usize| {
        let values = strands.iter().filter_map(|strand| strand.cells.get(x)?.value);
        let heights = values.map(|value| plane.place(0.0, value.to_f64()).y);
        heights.min().map_or(bottom, |y| y - RADIUS - 40 - leading(SIZE))
    };
    (0..view.plot.xs.len()).map(top).collect()
}

/// Neighbouring figures of one strand: positions across and values.
struct Run {
    class: Class,
    points: Vec<(f64, f64)>,
}

/// Breaks a strand at gaps and at breaks of the series; pieces at a provisional figure stand apart.
fn runs(strand: &Strand<'_>, bands: &Bands) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    for x in 1..strand.cells.len() {
        let (before, here) = (&strand.cells[x - 1], &strand.cells[x]);
        let (Some(from), Some(to)) = (before.value, here.value) else { continue };
        if here.status == Status::Break || !bands.follows(x) {
            continue;
        }
        let is_open = before.is_provisional() || here.is_provisional();
        let class = if is_open { Class::OpenLine(strand.tone) } else { Class::Line(strand.tone) };
        let (from, to) = ((bands.centre(x - 1), from.to_f64()), (bands.centre(x), to.to_f64()));
        match runs.last_mut() {
            Some(run) if run.class == class && run.points.last() == Some(&from) => run.points.push(to),
            _ => runs.push(Run { class, points: vec![from, to] }),
        }
    }
    runs
}

fn draw_runs(plane: &Plane, runs: &[Run], taken: &mut Taken) {
    for run in runs {
        let corners: Vec<Point> = run.points.iter().map(|&(across, up)| plane.place(across, up)).collect();
        for pair in corners.windows(2) {
            taken.take_piece(pair[0], pair[1]);
        }
        plane.path(run.class, run.points.clone());
    }
}

fn draw_points(canvas: &Canvas, plane: &Plane, bands: &Bands, strands: &[Strand<'_>], taken: &mut Taken) {
    for strand in strands {
        for is_open in [false, true] {
            let class = if is_open { Class::OpenPoint(strand.tone) } else { Class::Point(strand.tone) };
            let cells = strand.cells.iter().enumerate().filter(|(_, cell)| cell.is_provisional() == is_open);
            for (x, value) in cells.filter_map(|(x, cell)| Some((x, cell.value?))) {
                let at = (bands.centre(x), value.to_f64());
                let centre = plane.place(at.0, at.1);
                let around = Area { left: centre.x, right: centre.x, top: centre.y, bottom: centre.y };
                // Neighbouring tones differ in form too.
                if strand.tone % 2 == 0 {
                    canvas.rect(class, around.grown(RADIUS * 9 / 10));
                } else {
                    plane.dot(class, at, RADIUS);
                }
                taken.take(around.grown(RADIUS));
            }
        }
    }
}
