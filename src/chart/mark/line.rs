//! Lines over the categories: a gap breaks the line, each figure has a point, names stand at the ends.

use crate::chart::LegendItem;
use crate::chart::annotate::{self, Notes};
use crate::chart::axis::{self, Names};
use crate::chart::backend::{Canvas, Extent, Plane};
use crate::chart::bands::Bands;
use crate::chart::gutter::{self, Name};
use crate::chart::place::Taken;
use crate::chart::scale::{Cut, Scale, counted, times};
use crate::chart::scene::{Area, Class, Point, leading};
use crate::chart::view::{Drawing, SIZE, SMALL, Strand, View};
use crate::chart::words;
use crate::model::dataset::Status;

use super::line_texts;

/// Half the height of a point.
pub const RADIUS: i32 = 40;

/// Draws lines with an axis; it starts above zero only where the figures lie far from it, and then says so.
#[must_use]
pub fn draw(view: View<'_>) -> Drawing {
    let strands = view.strands();
    let mut plan = Plan::of(view, &strands);
    let Plan { across, frame, .. } = plan;
    let canvas = Canvas::new(view.layout.width(), frame.bottom + plan.under.height);
    let slots = Extent::new(0.0, counted(plan.bands.slots));
    let inner = Area { left: across.0, right: across.1, ..frame };
    let plane = canvas.plane(inner, slots, Extent::new(plan.scale.low, plan.scale.high));

    let mut taken = Taken::within(frame.right + 30, frame.bottom);
    axis::draw_title(&canvas, &plan.title, &mut taken);
    axis::draw_ticks(&canvas, &plane, &plan.scale, frame, &mut taken);
    if !plan.scale.is_cut() {
        let y = plane.place(0.0, 0.0).y;
        canvas.path(Class::Baseline, &[Point { x: frame.left, y }, Point { x: frame.right, y }]);
    }
    annotate::draw_references(view, &canvas, &plane, (frame.left, frame.right), &mut plan.references);
    let runs: Vec<Run> = strands.iter().flat_map(|strand| runs(strand, &plan.bands)).collect();
    draw_runs(&plane, &runs, &mut taken);
    draw_points(&canvas, &plane, &plan.bands, &strands, &mut taken);
    let highest = |x: usize| {
        let values = strands.iter().filter_map(|strand| strand.cells.get(x)?.value);
        let heights = values.map(|value| plane.place(0.0, value.to_f64()).y);
        heights.min().map_or(frame.bottom, |y| y - RADIUS - 40 - leading(SIZE))
    };
    plan.notes.areas(plan.head).for_each(|area| taken.take(area));
    for annotation in &view.plot.annotations {
        let Some(x) = view.plot.xs.iter().position(|value| value.key == annotation.x) else { continue };
        let (x, foot) = (annotate::centre(&plan.bands, across, x), highest(x).max(plan.head));
        taken.take_piece(Point { x, y: plan.head }, Point { x, y: foot });
    }
    let texts = line_texts::at_points(view, &strands, &plan.bands, &plane, &mut taken);
    let gaps = line_texts::at_gaps(view, &strands, &plan.bands, across, frame.bottom, &mut taken);
    let room = (plan.head + plan.notes.height, frame.bottom + leading(SIZE) / 2);
    plan.notes.draw(&canvas, &plan.bands, across, plan.head, highest);
    for text in texts.into_iter().chain(gaps) {
        canvas.text(text);
    }
    for (strand, name) in &mut plan.ends {
        let last = strands[*strand].cells.iter().rev().find_map(|cell| cell.value);
        name.y = last.map_or(frame.bottom, |value| plane.place(0.0, value.to_f64()).y);
    }
    let names = plan.ends.into_iter().map(|(_, name)| name).chain(plan.references).collect();
    gutter::draw(&canvas, names, frame.right + 60, room);
    let mut legend = if plan.is_named { Vec::new() } else { view.legend(&strands) };
    legend.extend(plan.under.left_over.iter().map(LegendItem::hatched));
    plan.under.draw(&canvas, frame.bottom);
    Drawing { scene: canvas.finish(), legend }
}

/// Where the parts of a line chart stand.
struct Plan {
    bands: Bands,
    scale: Scale,
    title: Vec<String>,
    /// Names at the ends with the positions of their strands.
    ends: Vec<(usize, Name)>,
    /// True where the names at the ends make a legend needless.
    is_named: bool,
    references: Vec<Name>,
    /// The plot; points stand a little inside, between `across`.
    frame: Area,
    across: (i32, i32),
    under: Names,
    notes: Notes,
    /// Where annotations begin.
    head: i32,
}

impl Plan {
    fn of(view: View<'_>, strands: &[Strand<'_>]) -> Self {
        let layout = view.layout;
        let bands = Bands::of(view.plot);
        let is_rate = strands.first().is_some_and(|strand| strand.measure.is_rate);
        let decimals = strands.iter().map(|strand| strand.measure.decimals).max().unwrap_or(0);
        let covered = view.covered(strands);
        let (height, steps) = if covered.is_empty() { (400, 1) } else { layout.pick((2300, 5), (1900, 4)) };
        let scale = Scale::of(covered, Cut { from_zero: false, steps, decimals, is_rate }, view.lang);
        let mut title = Vec::from_iter(Some(view.axis_title(strands, scale.magnitude)).filter(|text| !text.is_empty()));
        if scale.is_cut() {
            title.push(words::begin(words::cut_axis(view.lang)));
        }
        let limit = layout.pick(1800, 960);
        let references = annotate::reference_names(view, strands, limit);
        let (ends, is_named) = line_texts::at_ends(view, strands, limit, height - gutter::height(&references));
        let margin = ends.iter().map(|(_, name)| name.width()).chain(references.iter().map(Name::width)).max();
        let left = axis::tick_room(&scale);
        let right = layout.width() - margin.map_or(120, |width| width + 120);
        let right = if bands.slots == 1 { right.min(left + 1600) } else { right };
        // Points stand near the ends of the plot, and figures at points stay in the picture.
        let air = 260.min((right - left) / times(bands.slots) / 2).max(1);
        let across = widened((left + air, right - air), bands.slots);
        let under = Names::lay_out(view, strands, &bands, across);
        let notes = Notes::lay_out(view, &bands, across);
        let head = times(title.len()) * leading(SMALL) + if title.is_empty() { 0 } else { 40 };
        let top = head + notes.height + leading(SIZE) / 2 + 40;
        let frame = Area { left, top, right, bottom: top + height };
        Self { bands, scale, title, ends, is_named, references, frame, across, under, notes, head }
    }
}

/// The range across that puts the middle of the first and the last slot on the ends of `inner`.
fn widened((from, to): (i32, i32), slots: usize) -> (i32, i32) {
    let slots = times(slots);
    if slots < 2 {
        return (from, to);
    }
    let half = (to - from) / (slots - 1) / 2;
    (from - half, to + half)
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
