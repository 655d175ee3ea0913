//! Completion as columns, for authors who ask for it: drawn only where every figure finds room above its column.

use crate::chart::backend::{Bar, Canvas, Direction, Extent, Plane};
use crate::chart::bands::Bands;
use crate::chart::pairs::{self, Group, Pair};
use crate::chart::scale::times;
use crate::chart::scene::{Anchor, Area, Class, Point, ascent, descent, leading};
use crate::chart::view::{Drawing, SIZE, SMALL, View};
use crate::chart::{hatch, measure, place};

use crate::model::number::Number;

use super::completion;

/// A column: the middle of its place, its pair, and what stands above it.
struct Stand<'a> {
    centre: i32,
    pair: &'a Pair,
    lines: Vec<Line>,
}

/// A line above a column.
struct Line {
    class: Class,
    size: i32,
    text: String,
    strong: String,
}

/// Draws columns; none where some text is wider than its column's place.
#[must_use]
pub fn draw(view: View<'_>) -> Option<Drawing> {
    let groups = pairs::groups(view.plot, view.lang);
    if groups.is_empty() || pairs::own_scales(view, &groups) {
        return None;
    }
    let bands = Bands::of(view.plot);
    let places = times(bands.slots).saturating_mul(times(groups.len()));
    let each = (view.width() / places).min(1500);
    let limit = each - 80;
    let centre = |x: usize, group: usize| {
        let at = times(bands.at[x]) * times(groups.len()) + times(group);
        at * each + each / 2
    };
    let mut stands = Vec::new();
    for (index, group) in groups.iter().enumerate() {
        for pair in &group.pairs {
            stands.push(Stand { centre: centre(pair.x, index), pair, lines: lines(pair, limit)? });
        }
    }
    let names = names(view, &groups, each, centre)?;
    let above = stands.iter().map(|stand| height(&stand.lines)).max().unwrap_or(0) + 60;
    let bottom = above + if view.panel.is_some() { 1200 } else { view.layout.pick(2000, 1700) };
    let canvas = Canvas::new(view.width(), bottom + names.height);
    let (low, high) = pairs::common(view, &groups);
    let width = each * places;
    let frame = Area { left: 0, right: width, top: above, bottom };
    let plane = canvas.plane(frame, Extent::new(0.0, f64::from(width)), Extent::new(low, high));
    draw_columns(&canvas, &plane, &stands, (each * 6 / 10).min(720));
    canvas.path(Class::Baseline, &[plane.place(0.0, 0.0), plane.place(f64::from(width), 0.0)]);
    for stand in stands {
        let tallest = [stand.pair.whole, stand.pair.part].into_iter().flatten().map(Number::to_f64);
        let mut y = plane.place(0.0, tallest.fold(0.0, f64::max)).y - 60 - height(&stand.lines);
        for line in stand.lines {
            let at = Point { x: stand.centre, y: y + ascent(line.size) };
            canvas.text(place::line_with_end(line.class, line.size, Anchor::Middle, at, line.text, line.strong));
            y += leading(line.size);
        }
    }
    for (class, size, centre, y, text) in names.texts {
        let at = Point { x: centre, y: bottom + y };
        canvas.text(place::line(class, size, Anchor::Middle, at, text));
    }
    Some(Drawing { scene: canvas.finish(), legend: completion::legend(view) })
}

/// The rate in bold, the figures, the remarks; none where one is wider than `limit`.
fn lines(pair: &Pair, limit: i32) -> Option<Vec<Line>> {
    let mut lines = Vec::new();
    if measure::width(&pair.rate, SIZE, measure::Weight::Bold) > limit {
        return None;
    }
    if !pair.rate.is_empty() {
        lines.push(Line { class: Class::Value, size: SIZE, text: String::new(), strong: pair.rate.clone() });
    }
    let figures = measure::wrap(pair.figures.trim_end_matches(" ·"), SIZE, limit, 2);
    let remarks = pair.remarks.iter().map(|text| measure::wrap(text, SMALL, limit, 3));
    let rest = std::iter::once((Class::Value, SIZE, figures)).chain(remarks.map(|text| (Class::Remark, SMALL, text)));
    for (class, size, (texts, whole)) in rest {
        if !whole {
            return None;
        }
        lines.extend(texts.into_iter().map(|text| Line { class, size, text, strong: String::new() }));
    }
    Some(lines)
}

fn height(lines: &[Line]) -> i32 {
    let last = lines.last().map_or(0, |line| ascent(line.size) + descent(line.size) - leading(line.size));
    lines.iter().map(|line| leading(line.size)).sum::<i32>() + last.max(0)
}

/// The texts under the columns with their places below the plot.
struct Under {
    texts: Vec<(Class, i32, i32, i32, String)>,
    height: i32,
}

/// The names of the groups under their columns and of the categories below those; none where one finds no room.
fn names(view: View<'_>, groups: &[Group], each: i32, centre: impl Fn(usize, usize) -> i32) -> Option<Under> {
    let mut texts = Vec::new();
    let mut top = 60;
    if groups.len() > 1 {
        let mut longest = 0;
        for (index, group) in groups.iter().enumerate() {
            let (lines, whole) = measure::wrap(&group.name, SMALL, each - 60, 2);
            longest = longest.max(lines.len());
            for pair in group.pairs.iter().filter(|_| whole) {
                for (row, line) in lines.iter().enumerate() {
                    let y = top + ascent(SMALL) + times(row) * leading(SMALL);
                    texts.push((Class::Remark, SMALL, centre(pair.x, index), y, line.clone()));
                }
            }
            if !whole {
                return None;
            }
        }
        top += times(longest) * leading(SMALL);
    }
    let mut longest = 0;
    for (x, value) in view.plot.xs.iter().enumerate() {
        let (lines, whole) = measure::wrap(&value.label, SIZE, each * times(groups.len()) - 60, 3);
        longest = longest.max(lines.len());
        if !whole {
            return None;
        }
        let middle = centre(x, 0).midpoint(centre(x, groups.len() - 1));
        for (row, line) in lines.into_iter().enumerate() {
            let y = top + ascent(SIZE) + times(row) * leading(SIZE);
            texts.push((Class::Label, SIZE, middle, y, line));
        }
    }
    Some(Under { texts, height: top + place::block(longest, SIZE) })
}

/// Draws the wholes, then the parts in them.
fn draw_columns(canvas: &Canvas, plane: &Plane, stands: &[Stand<'_>], width: i32) {
    let bar = |stand: &Stand<'_>, width: i32, value: f64| {
        let (left, right) = (f64::from(stand.centre - width / 2), f64::from(stand.centre + width / 2));
        Bar { corners: [(left, 0.0), (right, value)], direction: Direction::Up }
    };
    for stand in stands {
        let Some(value) = stand.pair.whole else { continue };
        let bar = bar(stand, width, value.to_f64());
        plane.bar(stand.pair.whole_class(), bar);
        if stand.pair.whole_class() == Class::OpenWhole && stand.pair.part.is_none() {
            hatched(canvas, plane, bar);
        }
    }
    for stand in stands {
        let Some(value) = stand.pair.part else { continue };
        let bar = bar(stand, width * 6 / 10, value.to_f64());
        plane.bar(stand.pair.part_class(), bar);
        if stand.pair.part_class() == Class::OpenBar(1) {
            hatched(canvas, plane, bar);
        }
    }
}

fn hatched(canvas: &Canvas, plane: &Plane, bar: Bar) {
    for line in hatch::lines(plane.bar_area(bar)) {
        canvas.path(Class::Hatch(1), &line);
    }
}
