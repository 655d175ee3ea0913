//! Grouped vertical columns: from zero, side by side, with the value above each where all find room.

use crate::locale::Lang;
use crate::model::plot::{Labels, PlotCell};

use super::bar;
use super::bars::{self, Body};
use super::standing::{self, Axis, Ground, Wish};
use crate::chart::backend::{Bar, Direction, Plane};
use crate::chart::bands::Bands;
use crate::chart::place::{self, Taken};
use crate::chart::scale::counted;
use crate::chart::scene::{Anchor, Class, Point, Text};
use crate::chart::view::{Drawing, SIZE, SMALL, Strand, View};
use crate::chart::words;

/// Narrower columns are better read lying.
const LEAST: i32 = 60;

/// Draws columns: without axis where every value can be written, else with axis and rules; lying where names need it.
#[must_use]
pub fn draw(view: View<'_>) -> Drawing {
    let strands = view.strands();
    if !standing::fits(view, strands.len(), LEAST) {
        return bar::draw(view);
    }
    let plain = view.shows_values() && view.panel.is_none();
    let plain = plain.then(|| attempt(view, &strands, Axis::Omitted)).flatten();
    plain
        .or_else(|| attempt(view, &strands, Axis::Shown))
        .expect("columns with an axis are drawn whatever labels find room")
}

/// One layout; none where the axis is omitted and some value finds no room.
fn attempt(view: View<'_>, strands: &[Strand<'_>], axis: Axis) -> Option<Drawing> {
    let widest = view.layout.pick(820, 640);
    let wish = Wish { axis, reach: view.covered(strands), abreast: strands.len(), widest, beside: 0 };
    let mut ground = Ground::of(view, strands, wish);
    let columns = columns(strands, &ground, widest);
    for column in &columns {
        ground.taken.take(column.area);
    }
    let values = values(view, strands, &columns, &mut ground.taken, axis)?;
    let gaps = gaps(view.lang, strands, &ground.bands, &ground.plane, &mut ground.taken);
    bars::draw(&ground.canvas, &ground.plane, &columns);
    let zero = ground.plane.place(0.0, 0.0).y;
    let highest = |x: usize| {
        let tops = columns.iter().filter(|column| column.x == x).map(|column| column.area.top);
        tops.min().unwrap_or(zero)
    };
    let (scene, hatched) = ground.finish(view, highest, values.into_iter().chain(gaps), Vec::new());
    let mut legend = view.legend(strands);
    legend.extend(hatched);
    Some(Drawing { scene, legend })
}

/// The place of every figure.
fn columns(strands: &[Strand<'_>], ground: &Ground, widest: i32) -> Vec<Body> {
    let share = if strands.len() == 1 { 0.62_f64 } else { 0.8 };
    let share = share.min(f64::from(widest) * counted(strands.len()) / f64::from(ground.slot()));
    let each = share / counted(strands.len());
    let mut columns = Vec::new();
    for (index, strand) in strands.iter().enumerate() {
        for (x, cell) in strand.cells.iter().enumerate() {
            let Some(value) = cell.value else { continue };
            let start = ground.bands.centre(x) - share / 2.0 + each * counted(index);
            let air = if strands.len() == 1 { 0.0 } else { each * 0.05 };
            let corners = [(start + air, 0.0), (start + each - air, value.to_f64())];
            let bar = Bar { corners, direction: Direction::Up };
            columns.push(Body::of(&ground.plane, (index, x), strand.tone, cell, value, bar));
        }
    }
    columns
}

/// The values above (or below) their columns; none where one finds no room and no axis would tell it.
fn values(
    view: View<'_>,
    strands: &[Strand<'_>],
    columns: &[Body],
    taken: &mut Taken,
    axis: Axis,
) -> Option<Vec<Text>> {
    let mut order: Vec<&Body> = columns.iter().collect();
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
            texts.extend(gap_text(cell, lang, Point { x: foot.x, y: foot.y - 60 }, taken));
        }
    }
    texts
}

/// What a missing figure is called, in full or by a sign; none where neither finds room.
pub fn gap_text(cell: &PlotCell, lang: Lang, at: Point, taken: &mut Taken) -> Option<Text> {
    let word = place::line(Class::Remark, SMALL, Anchor::Middle, at, words::gap(cell.status, lang));
    let sign = place::line(Class::Remark, SMALL, Anchor::Middle, at, "…");
    taken.put(word).or_else(|| taken.put(sign))
}
