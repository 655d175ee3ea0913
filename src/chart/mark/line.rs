//! Lines over the categories: a gap breaks the line, each figure has a point, names stand at the ends.

use crate::chart::annotate::{self, Notes};
use crate::chart::axis::{self, Names};
use crate::chart::backend::{Canvas, Extent, Plane};
use crate::chart::bands::Bands;
use crate::chart::gutter::{self, Name};
use crate::chart::place::{self, Taken};
use crate::chart::scale::{Cut, Scale, counted, times};
use crate::chart::scene::{Anchor, Area, Class, Point, Text, ascent, leading};
use crate::chart::view::{Drawing, SIZE, SMALL, Strand, View};
use crate::chart::{LegendItem, measure, words};
use crate::model::dataset::Status;
use crate::model::plot::Labels;

/// Draws lines with an axis; it starts above zero only where the figures lie far from it, and then says so.
#[must_use]
pub fn draw(view: View<'_>) -> Drawing {
    let layout = view.layout;
    let strands = view.strands();
    let bands = Bands::of(view.plot);
    let is_rate = strands.first().is_some_and(|strand| strand.measure.is_rate);
    let decimals = strands.iter().map(|strand| strand.measure.decimals).max().unwrap_or(0);
    let cut = Cut { from_zero: false, steps: layout.pick(5, 4), decimals, is_rate };
    let scale = Scale::of(view.covered(&strands), cut, view.lang);
    let has_values = strands.iter().flat_map(|strand| strand.cells).any(|cell| cell.value.is_some());

    let mut title = Vec::from_iter(Some(view.axis_title(&strands, scale.magnitude)).filter(|text| !text.is_empty()));
    if scale.is_cut() {
        title.push(words::begin(words::cut_axis(view.lang)));
    }
    let plot_height = if has_values { layout.pick(2300, 1900) } else { 400 };
    let limit = layout.pick(1800, 960);
    let (mut ends, named) = end_names(view, &strands, limit, plot_height);
    let mut references = annotate::reference_names(view, &strands, limit);
    let margin = ends.iter().map(|(_, name)| name.width()).chain(references.iter().map(Name::width)).max();
    let left = axis::tick_room(&scale);
    let right = layout.width() - margin.map_or(120, |width| width + 120);
    let right = if bands.slots == 1 { right.min(left + 1600) } else { right };
    // Points stand near the ends of the plot, and names at points stay in the picture.
    let air = 260.min((right - left) / times(bands.slots) / 2).max(1);
    let across = widened((left + air, right - air), bands.slots);
    let under = Names::lay_out(view, &strands, &bands, across);
    let notes = Notes::lay_out(view, &bands, across);
    let head = times(title.len()) * leading(SMALL) + if title.is_empty() { 0 } else { 40 };
    let top = head + notes.height + leading(SIZE) / 2 + 40;
    let bottom = top + plot_height;
    let frame = Area { left, top, right, bottom };
    let canvas = Canvas::new(layout.width(), bottom + under.height);
    let plane = canvas.plane(
        Area { left: across.0, right: across.1, ..frame },
        Extent::new(0.0, counted(bands.slots)),
        Extent::new(scale.low, scale.high),
    );

    axis::draw_title(&canvas, &title);
    axis::draw_ticks(&canvas, &plane, &scale, frame);
    if !scale.is_cut() {
        let y = plane.place(0.0, 0.0).y;
        canvas.path(Class::Baseline, &[Point { x: left, y }, Point { x: right, y }]);
    }
    annotate::draw_references(view, &canvas, &plane, (left, right), &mut references);
    let runs: Vec<Run> = strands.iter().flat_map(|strand| runs(strand, &bands)).collect();
    let mut taken = Taken::within(layout.width(), bottom);
    draw_runs(&plane, &runs, &mut taken);
    draw_points(&canvas, &plane, &bands, &strands, &mut taken);
    let highest = |x: usize| {
        let values = strands.iter().filter_map(|strand| strand.cells.get(x)?.value);
        let places = values.map(|value| plane.place(0.0, value.to_f64()).y);
        places.min().map_or(bottom, |y| y - RADIUS - 40 - leading(SIZE))
    };
    for annotation in &view.plot.annotations {
        let Some(x) = view.plot.xs.iter().position(|value| value.key == annotation.x) else { continue };
        let x_place = annotate::centre(&bands, across, x);
        taken.take_piece(Point { x: x_place, y: head }, Point { x: x_place, y: highest(x).max(head) });
    }
    let texts = values(view, &strands, &bands, &plane, &mut taken);
    let gaps = gaps(view, &strands, &bands, across, bottom, &mut taken);
    notes.draw(&canvas, &bands, across, head, highest);
    for text in texts.into_iter().chain(gaps) {
        canvas.text(text);
    }
    for (strand, name) in &mut ends {
        let last = strands[*strand].cells.iter().rev().find_map(|cell| cell.value);
        name.y = last.map_or(bottom, |value| plane.place(0.0, value.to_f64()).y);
    }
    let names = ends.into_iter().map(|(_, name)| name).chain(references).collect();
    gutter::draw(&canvas, names, right + 60, 0, bottom + leading(SIZE) / 2);
    let mut legend = if named { Vec::new() } else { view.legend(&strands) };
    legend.extend(
        under.left_over.iter().map(|name| LegendItem { class: "bc-key bc-key-hatch".into(), label: name.clone() }),
    );
    under.draw(&canvas, bottom);
    Drawing { scene: canvas.finish(), legend }
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

/// The names at the lines' ends with the last figure; false where they find no room and a legend must name them.
fn end_names(view: View<'_>, strands: &[Strand<'_>], limit: i32, height: i32) -> (Vec<(usize, Name)>, bool) {
    if matches!(view.plot.labels, Labels::None | Labels::Legend) {
        return (Vec::new(), false);
    }
    let mut whole = true;
    let names = |with_names: bool, whole: &mut bool| -> Vec<(usize, Name)> {
        let drawn = strands.iter().enumerate().filter(|(_, strand)| strand.cells.iter().any(|c| c.value.is_some()));
        drawn
            .map(|(index, strand)| {
                let last = (0..strand.cells.len()).rev().find_map(|x| strand.label(x, view.lang));
                let strong = last.unwrap_or_default();
                let end = measure::width(&format!(" {strong}"), SIZE, measure::Weight::Bold);
                let name = if with_names { strand.name.as_str() } else { "" };
                let (mut lines, fits) = measure::wrap(name, SIZE, limit, 2);
                *whole &= fits;
                let last = lines.last().map_or(0, |line| measure::width(line, SIZE, measure::Weight::Regular));
                if last + end > limit || lines.is_empty() {
                    lines.push(String::new());
                }
                let class = if strand.name.is_empty() { Class::Value } else { Class::Name(strand.tone) };
                (index, Name { y: 0, class, lines, strong })
            })
            .collect()
    };
    let long = names(true, &mut whole);
    let fit =
        |names: &[(usize, Name)]| names.iter().map(|(_, name)| name.height() + gutter::AIR).sum::<i32>() <= height;
    if whole && fit(&long) {
        return (long, true);
    }
    let short = names(false, &mut whole);
    if fit(&short) { (short, false) } else { (Vec::new(), false) }
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
        let places: Vec<Point> = run.points.iter().map(|&(across, up)| plane.place(across, up)).collect();
        for pair in places.windows(2) {
            taken.take_piece(pair[0], pair[1]);
        }
        plane.path(run.class, run.points.clone());
    }
}

const RADIUS: i32 = 40;

fn draw_points(canvas: &Canvas, plane: &Plane, bands: &Bands, strands: &[Strand<'_>], taken: &mut Taken) {
    for strand in strands {
        for is_open in [false, true] {
            let class = if is_open { Class::OpenPoint(strand.tone) } else { Class::Point(strand.tone) };
            let cells = strand.cells.iter().enumerate().filter(|(_, cell)| cell.is_provisional() == is_open);
            for (x, value) in cells.filter_map(|(x, cell)| Some((x, cell.value?))) {
                let at = (bands.centre(x), value.to_f64());
                let place = plane.place(at.0, at.1);
                let around = Area { left: place.x, right: place.x, top: place.y, bottom: place.y };
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

/// Figures at points: all of a lone line, of several only where asked for; the last stands in the margin.
///
/// Where there is no room for all, the first goes before the highest, the lowest and the rest from the end.
fn values(view: View<'_>, strands: &[Strand<'_>], bands: &Bands, plane: &Plane, taken: &mut Taken) -> Vec<Text> {
    let wanted = match view.plot.labels {
        Labels::Values => true,
        Labels::Direct => strands.len() == 1,
        Labels::Legend | Labels::None => false,
    };
    let mut texts = Vec::new();
    for strand in strands.iter().filter(|_| wanted) {
        for x in weighted(strand) {
            let (Some(value), Some(label)) = (strand.cells[x].value, strand.label(x, view.lang)) else { continue };
            let at = plane.place(bands.centre(x), value.to_f64());
            let over = Point { x: at.x, y: at.y - RADIUS - 45 };
            let under = Point { x: at.x, y: at.y + RADIUS + 15 + ascent(SIZE) };
            let text = |at| place::line(Class::Value, SIZE, Anchor::Middle, at, label.clone());
            texts.extend(taken.put(text(over)).or_else(|| taken.put(text(under))));
        }
    }
    texts
}

/// The categories whose figures are to be written, first things first, without the last.
fn weighted(strand: &Strand<'_>) -> Vec<usize> {
    let mut order: Vec<usize> = (0..strand.cells.len()).filter(|&x| strand.cells[x].value.is_some()).collect();
    let Some(last) = order.pop() else { return order };
    let first = order.first().copied();
    let value = |x: usize| strand.cells[x].value;
    let highest = order.iter().copied().chain([last]).max_by_key(|&x| value(x));
    let lowest = order.iter().copied().chain([last]).min_by_key(|&x| value(x));
    order.reverse();
    let weight = |x: usize| [first, highest, lowest].iter().position(|&known| known == Some(x)).unwrap_or(3);
    order.sort_by_key(|&x| weight(x));
    order
}

/// Names categories without any figure, at the foot of the plot.
fn gaps(
    view: View<'_>,
    strands: &[Strand<'_>],
    bands: &Bands,
    across: (i32, i32),
    bottom: i32,
    taken: &mut Taken,
) -> Vec<Text> {
    let mut texts = Vec::new();
    for x in 0..view.plot.xs.len() {
        let cells = || strands.iter().filter_map(|strand| strand.cells.get(x));
        if cells().any(|cell| cell.value.is_some()) || cells().all(|cell| cell.absent) {
            continue;
        }
        let status = cells().map(|cell| cell.status).next().unwrap_or_default();
        let at = Point { x: annotate::centre(bands, across, x), y: bottom - 60 };
        let word = place::line(Class::Remark, SMALL, Anchor::Middle, at, words::gap(status, view.lang));
        let sign = place::line(Class::Remark, SMALL, Anchor::Middle, at, "…");
        texts.extend(taken.put(word).or_else(|| taken.put(sign)));
    }
    texts
}
