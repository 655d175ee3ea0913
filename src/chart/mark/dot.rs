//! Dots in rows: from registered to completed on one line, or a measure of several series; lying unless the author wants them upright.

use super::dot_upright;
use super::line::RADIUS;
use super::lying::{self, GAP, Ground, Row, Wish};
use super::standing::Axis;
use crate::chart::annotate;
use crate::chart::place::{self, Taken};
use crate::chart::scene::{Anchor, Area, Class, Point, Text, leading};
use crate::chart::view::{Drawing, SIZE, SMALL, Strand, View};
use crate::chart::{LegendItem, measure, measure::Weight, words};
use crate::model::number::Number;
use crate::model::plot::{Labels, Orientation, PlotCell};

/// Dots that belong together: all series of one measure, or all measures of one series.
pub struct Group<'a> {
    pub name: String,
    /// One strand a dot, named and toned alike in every group.
    pub strands: Vec<Strand<'a>>,
}

/// Draws rows of dots with an axis, or upright where the author wants it and names find room.
#[must_use]
pub fn draw(view: View<'_>) -> Drawing {
    let upright = view.plot.orientation == Orientation::Vertical;
    let upright = if upright { dot_upright::draw(view) } else { None };
    upright.unwrap_or_else(|| lying(view))
}

/// The plot's dots: with several measures a group for each series, else one group.
#[must_use]
pub fn groups<'a>(view: &View<'a>) -> Vec<Group<'a>> {
    let plot = view.plot;
    if plot.measures.len() < 2 || plot.series.len() < 2 {
        return vec![Group { name: String::new(), strands: view.strands() }];
    }
    let group = |series: &'a crate::model::plot::PlotSeries| {
        let strands = plot.measures.iter().zip(&series.cells).enumerate().map(|(index, (measure, cells))| Strand {
            name: measure.label.clone(),
            measure,
            cells,
            tone: crate::chart::view::tone(index),
        });
        Group { name: series.label.clone(), strands: strands.collect() }
    };
    plot.series.iter().map(group).collect()
}

/// A key to the dots; the strands of every group have the same names.
#[must_use]
pub fn legend(view: View<'_>, groups: &[Group<'_>]) -> Vec<LegendItem> {
    groups.first().map(|group| view.legend(&group.strands)).unwrap_or_default()
}

fn lying(view: View<'_>) -> Drawing {
    let groups = groups(&view);
    let strands = view.strands();
    let places: Vec<(usize, usize)> =
        (0..groups.len()).flat_map(|group| (0..view.plot.xs.len()).map(move |x| (group, x))).collect();
    let rows = || -> Vec<Row> {
        let row = |&(group, x): &(usize, usize)| Row {
            heading: if x == 0 { groups[group].name.clone() } else { String::new() },
            name: view.plot.xs[x].label.clone(),
            remarks: lying::remarks(view, &groups[group].strands, x),
            lanes: 1,
        };
        places.iter().map(row).collect()
    };
    let reach = view.covered(&strands);
    let room = if view.shows_values() { widest(view, &strands) + GAP + RADIUS } else { RADIUS + 20 };
    let rooms =
        if lying::room_left(view, &rows(), (room, room)) >= super::bar::LEAST { (room, room) } else { (160, 160) };
    let mut wish = Wish { axis: Axis::Shown, reach, from_zero: false, rooms, lane: 200, names: leading(SIZE) + 20 };
    let is_direct = view.panel.is_none() && matches!(view.plot.labels, Labels::Direct | Labels::Values);
    let named = (is_direct && groups.first().is_some_and(|group| group.strands.len() > 1)).then(|| {
        let mut ground = Ground::of(view, &strands, rows(), &wish);
        over_first(&groups[0].strands, &mut ground).map(|over| (ground, over))
    });
    let named = named.flatten();
    let is_named = named.is_some();
    let (mut ground, mut texts) = named.unwrap_or_else(|| {
        wish.names = 0;
        (Ground::of(view, &strands, rows(), &wish), Vec::new())
    });
    for (row, &(group, x)) in places.iter().enumerate() {
        texts.extend(draw_row(view, &groups[group].strands, x, row, &mut ground));
    }
    let legend = if is_named { Vec::new() } else { legend(view, &groups) };
    Drawing { scene: ground.finish(view, texts), legend }
}

fn widest(view: View<'_>, strands: &[Strand<'_>]) -> i32 {
    let labels = strands.iter().flat_map(|strand| (0..strand.cells.len()).filter_map(|x| strand.label(x, view.lang)));
    labels.map(|label| measure::width(&label, SIZE, Weight::Regular)).max().unwrap_or(0)
}

/// The dots of category `x` in the order of their values.
#[must_use]
pub fn dots(strands: &[Strand<'_>], x: usize) -> Vec<(usize, Number)> {
    let values = strands.iter().enumerate().filter_map(|(index, strand)| Some((index, strand.cells.get(x)?.value?)));
    let mut dots: Vec<(usize, Number)> = values.collect();
    dots.sort_by_key(|(_, value)| *value);
    dots
}

/// Draws one dot: neighbouring tones differ in form too.
pub fn draw_dot(canvas: &crate::chart::backend::Canvas, tone: u8, cell: &PlotCell, at: Point) -> Area {
    let class = if cell.is_provisional() { Class::OpenPoint(tone) } else { Class::Point(tone) };
    let around = Area { left: at.x, right: at.x, top: at.y, bottom: at.y };
    if tone.is_multiple_of(2) {
        canvas.rect(class, around.grown(RADIUS * 12 / 10));
    } else {
        canvas.dot(class, at, RADIUS * 14 / 10);
    }
    around.grown(RADIUS * 14 / 10)
}

/// The line between the outermost dots, the dots, their values outside, or what is missing.
fn draw_row(view: View<'_>, strands: &[Strand<'_>], x: usize, row: usize, ground: &mut Ground) -> Vec<Text> {
    let middle = ground.middle(row, 0);
    let place = |value: Number, ground: &Ground| Point { x: ground.plane.place(value.to_f64(), 0.0).x, y: middle };
    let dots = dots(strands, x);
    if let (Some((_, low)), Some((_, high))) = (dots.first(), dots.last())
        && low < high
    {
        ground.canvas.path(Class::Link, &[place(*low, ground), place(*high, ground)]);
    }
    for (index, value) in dots.iter().rev() {
        let strand = &strands[*index];
        let area = draw_dot(&ground.canvas, strand.tone, &strand.cells[x], place(*value, ground));
        ground.taken.take(area);
    }
    let mut texts = Vec::new();
    let baseline = middle + SIZE * 36 / 100;
    if let (Some((first, low)), Some((last, high)), true) = (dots.first(), dots.last(), view.shows_values()) {
        let right = Point { x: place(*high, ground).x + RADIUS + GAP, y: baseline };
        let left = Point { x: place(*low, ground).x - RADIUS - GAP, y: baseline };
        for (index, at, anchor) in [(last, right, Anchor::Start), (first, left, Anchor::End)] {
            let Some(label) = strands[*index].label(x, view.lang) else { continue };
            texts.extend(put_here(&mut ground.taken, place::line(Class::Value, SIZE, anchor, at, label)));
            if low == high {
                break;
            }
        }
    }
    texts.extend(missing(view, strands, x, ground, baseline, dots.last().map(|(_, value)| *value)));
    texts
}

/// What has no figure in a row, named where other figures of the row stand.
fn missing(
    view: View<'_>,
    strands: &[Strand<'_>],
    x: usize,
    ground: &mut Ground,
    baseline: i32,
    highest: Option<Number>,
) -> Option<Text> {
    let mut gaps = strands.iter().filter_map(|strand| {
        let cell = strand.cells.get(x)?;
        (cell.value.is_none() && !cell.absent).then_some((strand, cell))
    });
    let (strand, cell) = gaps.next()?;
    let gap = words::gap(cell.status, view.lang);
    let Some(highest) = highest else {
        let at = Point { x: ground.left + 20, y: baseline };
        let text = place::line(Class::Remark, SMALL, Anchor::Start, at, gap);
        return put_here(&mut ground.taken, text);
    };
    let word = format!("{}: {gap}", words::noun(&strand.name));
    let value = strands.iter().filter_map(|strand| strand.label(x, view.lang));
    let wide = value.map(|label| measure::width(&label, SIZE, Weight::Regular)).max().unwrap_or(0);
    let right = ground.plane.place(highest.to_f64(), 0.0).x + RADIUS + GAP + wide + GAP;
    [(word.as_str(), right), (gap, right)].into_iter().find_map(|(word, x)| {
        let text = place::line(Class::Remark, SMALL, Anchor::Start, Point { x, y: baseline }, word);
        put_here(&mut ground.taken, text)
    })
}

/// Puts `text` only where it stands: a name moved aside would belong to another dot.
fn put_here(taken: &mut Taken, text: Text) -> Option<Text> {
    let at = text.at;
    taken.put(text).filter(|text| text.at == at)
}

/// The names above the dots of the first row, the outer ones outwards; none where one finds no room.
fn over_first(strands: &[Strand<'_>], ground: &mut Ground) -> Option<Vec<Text>> {
    let dots = dots(strands, 0);
    if dots.len() < strands.len() {
        return None;
    }
    let y = ground.tops.first()? - 30;
    let mut texts = Vec::new();
    for (rank, (index, value)) in dots.iter().enumerate() {
        let strand = &strands[*index];
        let centre = ground.plane.place(value.to_f64(), 0.0).x;
        let (anchor, x) = match rank {
            0 => (Anchor::End, centre + 30),
            _ if rank + 1 == dots.len() => (Anchor::Start, centre - 30),
            _ => (Anchor::Middle, centre),
        };
        let text = place::line(Class::Name(strand.tone), SIZE, anchor, Point { x, y }, strand.name.clone());
        // Names apart enough to be read as two.
        if !ground.taken.is_free(text.area().grown(40)) {
            return None;
        }
        texts.push(put_here(&mut ground.taken, text)?);
    }
    Some(texts)
}

/// The name of a reference line for a legend.
#[must_use]
pub fn reference_key(view: View<'_>, strands: &[Strand<'_>]) -> Vec<LegendItem> {
    let lines = view.plot.reference_lines.iter().zip(std::iter::repeat(strands.first()));
    lines
        .filter_map(|(line, strand)| {
            let label = annotate::reference_text(line, strand?, view.lang);
            Some(LegendItem { class: "bc-key bc-key-line".into(), label })
        })
        .collect()
}
