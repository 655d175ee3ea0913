//! Grouped vertical columns: from zero, side by side, with the value above each where all find room.

use crate::locale::Lang;
use crate::model::number::Number;
use crate::model::plot::{Labels, PlotCell};

use super::bars::{self, Column};
use crate::chart::LegendItem;
use crate::chart::annotate::{self, Notes};
use crate::chart::axis::{self, Names};
use crate::chart::backend::{Canvas, Extent, Plane};
use crate::chart::bands::Bands;
use crate::chart::gutter;
use crate::chart::place::{self, Taken};
use crate::chart::scale::{Cut, Scale, counted, times};
use crate::chart::scene::{Anchor, Area, Class, Point, Text, leading};
use crate::chart::view::{Drawing, SIZE, SMALL, Strand, View};
use crate::chart::words;

/// Draws columns: without axis where every value can be written, else with axis and rules.
#[must_use]
pub fn draw(view: View<'_>) -> Drawing {
    let strands = view.strands();
    let plain = view.shows_values().then(|| attempt(view, &strands, Axis::Omitted)).flatten();
    plain
        .or_else(|| attempt(view, &strands, Axis::Shown))
        .expect("columns with an axis are drawn whatever labels find room")
}

/// The height of a plot that has nothing to show.
const FLAT: i32 = 400;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Axis {
    Shown,
    Omitted,
}

/// One layout; none where the axis is omitted and some value finds no room.
fn attempt(view: View<'_>, strands: &[Strand<'_>], axis: Axis) -> Option<Drawing> {
    let layout = view.layout;
    let bands = Bands::of(view.plot);
    let is_rate = strands.first().is_some_and(|strand| strand.measure.is_rate);
    let decimals = strands.iter().map(|strand| strand.measure.decimals).max().unwrap_or(0);
    let covered = view.covered(strands);
    let is_flat = covered.iter().all(|value| value.is_zero());
    let steps = if is_flat { 1 } else { layout.pick(5, 4) };
    let cut = Cut { from_zero: true, steps, decimals, is_rate };
    let scale = Scale::of(covered.iter().copied(), cut, view.lang);
    let mut names = annotate::reference_names(view, strands, layout.pick(1300, 800));
    let left = if axis == Axis::Shown { axis::tick_room(&scale) } else { 0 };
    let margin = names.iter().map(gutter::Name::width).max().map_or(0, |width| width + 80);
    let column = layout.pick(820, 640);
    let slot = column * times(strands.len()) * 10 / 7;
    // Long names may take all the width there is; columns keep to theirs.
    let slot = if axis::names_fit(view, slot) { slot } else { i32::MAX };
    let margin = margin.max(axis::overhang(view, &bands, layout.width() - left));
    let right = (layout.width() - margin).min(left.saturating_add(slot.saturating_mul(times(bands.slots))));
    let across = (left, right);
    let under = Names::lay_out(view, strands, &bands, across);
    let notes = Notes::lay_out(view, &bands, across);
    let title = view.axis_title(strands, if axis == Axis::Shown { scale.magnitude } else { "" });
    let head = if title.is_empty() { 0 } else { leading(SMALL) + 40 };
    let below = covered.iter().any(|value| value.is_negative()) && view.shows_values();
    let top = head + notes.height + leading(SIZE) + 20;
    let bottom = top + if is_flat { FLAT } else { layout.pick(2300, 1900) };
    let frame = Area { left, top, right, bottom };
    let room = if below { leading(SIZE) + 40 } else { 0 };
    let canvas = Canvas::new(layout.width(), bottom + room + under.height);
    let (low, high) = if axis == Axis::Shown { (scale.low, scale.high) } else { extremes(&covered) };
    let plane = canvas.plane(frame, Extent::new(0.0, counted(bands.slots)), Extent::new(low, high));

    let columns = columns(strands, &bands, &plane, column);
    let mut taken = Taken::within(if names.is_empty() { layout.width() } else { right + 30 }, bottom + room);
    let title = Vec::from_iter(Some(title).filter(|text| !text.is_empty()));
    axis::draw_title(&canvas, &title, &mut taken);
    if axis == Axis::Shown {
        axis::draw_ticks(&canvas, &plane, &scale, frame, &mut taken);
    }
    for column in &columns {
        taken.take(column.area);
    }
    let values = values(view, strands, &columns, &mut taken, axis)?;
    let gaps = gaps(view.lang, strands, &bands, &plane, &mut taken);

    bars::draw(&canvas, &plane, &columns);
    canvas.path(Class::Baseline, &[plane.place(0.0, 0.0), plane.place(counted(bands.slots), 0.0)]);
    annotate::draw_references(view, &canvas, &plane, across, &mut names);
    let highest = |x: usize| {
        let columns = columns.iter().filter(|column| column.x == x).map(|column| column.area.top);
        let least = columns.min().unwrap_or(plane.place(0.0, 0.0).y);
        if view.shows_values() { least - leading(SIZE) } else { least }
    };
    notes.draw(&canvas, &bands, across, head, highest);
    for text in values.into_iter().chain(gaps) {
        canvas.text(text);
    }
    gutter::draw(&canvas, names, right + 60, (top - leading(SIZE), bottom));
    let mut legend = view.legend(strands);
    legend.extend(under.left_over.iter().map(LegendItem::hatched));
    under.draw(&canvas, bottom + room);
    Some(Drawing { scene: canvas.finish(), legend })
}

/// The smallest and the largest figure, with zero.
fn extremes(values: &[Number]) -> (f64, f64) {
    let values = values.iter().map(|value| value.to_f64());
    values.fold((0.0, 0.0), |(low, high), value| (value.min(low), value.max(high)))
}

/// The place of every figure.
fn columns(strands: &[Strand<'_>], bands: &Bands, plane: &Plane, widest: i32) -> Vec<Column> {
    let slot = (plane.place(1.0, 0.0).x - plane.place(0.0, 0.0).x).max(1);
    let share = if strands.len() == 1 { 0.62_f64 } else { 0.8 };
    let share = share.min(f64::from(widest) * counted(strands.len()) / f64::from(slot));
    let each = share / counted(strands.len());
    let mut columns = Vec::new();
    for (index, strand) in strands.iter().enumerate() {
        for (x, cell) in strand.cells.iter().enumerate() {
            let Some(value) = cell.value else { continue };
            let start = bands.centre(x) - share / 2.0 + each * counted(index);
            let air = if strands.len() == 1 { 0.0 } else { each * 0.05 };
            columns.push(Column::upright(plane, index, x, cell, strand.tone, (start + air, start + each - air), value));
        }
    }
    columns
}

/// The values above (or below) their columns; none where one finds no room and no axis would tell it.
fn values(
    view: View<'_>,
    strands: &[Strand<'_>],
    columns: &[Column],
    taken: &mut Taken,
    axis: Axis,
) -> Option<Vec<Text>> {
    let mut order: Vec<&Column> = columns.iter().collect();
    if axis == Axis::Shown {
        match view.plot.labels {
            Labels::Values => order = bars::by_weight(columns),
            // A zero or a bar too low to be seen is named even where values are not.
            _ => order.retain(|column| column.is_zero),
        }
    }
    let mut texts = Vec::new();
    for column in order {
        let Some(label) = strands[column.strand].label(column.x, view.lang) else { continue };
        let y = if column.is_negative { column.area.bottom + SIZE * 115 / 100 } else { column.area.top - 50 };
        let at = Point { x: column.area.left.midpoint(column.area.right), y };
        match taken.put(place::line(Class::Value, SIZE, Anchor::Middle, at, label)) {
            Some(text) => texts.push(text),
            None if axis == Axis::Omitted => return None,
            None => {}
        }
    }
    Some(texts)
}

/// Names gaps where a figure is missing: for a whole group once, in short where the word finds no room.
fn gaps(lang: Lang, strands: &[Strand<'_>], bands: &Bands, plane: &Plane, taken: &mut Taken) -> Vec<Text> {
    let share = 0.8 / counted(strands.len());
    let count = strands.first().map_or(0, |strand| strand.cells.len());
    let mut texts = Vec::new();
    for x in 0..count {
        let missing: Vec<(usize, &PlotCell)> = strands
            .iter()
            .enumerate()
            .filter_map(|(index, strand)| Some((index, strand.cells.get(x)?)))
            .filter(|(_, cell)| cell.value.is_none() && !cell.absent)
            .collect();
        let places: Vec<(f64, &PlotCell)> = if missing.len() == strands.len() {
            missing.first().map(|(_, cell)| (bands.centre(x), *cell)).into_iter().collect()
        } else {
            missing
                .into_iter()
                .map(|(index, cell)| (bands.centre(x) - 0.4 + share * (counted(index) + 0.5), cell))
                .collect()
        };
        for (across, cell) in places {
            let foot = plane.place(across, 0.0);
            let at = Point { x: foot.x, y: foot.y - 60 };
            let word = place::line(Class::Remark, SMALL, Anchor::Middle, at, words::gap(cell.status, lang));
            let sign = place::line(Class::Remark, SMALL, Anchor::Middle, at, "…");
            texts.extend(taken.put(word).or_else(|| taken.put(sign)));
        }
    }
    texts
}
