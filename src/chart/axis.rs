//! The two axes: ticks with light rules for values, and names for categories with what must be noted of them.

use super::backend::{Canvas, Plane};
use super::bands::Bands;
use super::place::{self, Taken};
use super::scale::{Scale, times};
use super::scene::{Anchor, Area, Class, Point, Text, ascent, leading};
use super::view::{SIZE, SMALL, Strand, View, provisional_name};
use super::{measure, measure::Weight};

/// From a tick's label to the plot.
const GAP: i32 = 70;
/// From the plot to the names under it, past the lowest tick's label.
const DROP: i32 = 90;

/// The room that tick labels need left of the plot.
#[must_use]
pub fn tick_room(scale: &Scale) -> i32 {
    let widest = scale.ticks.iter().map(|tick| measure::width(&tick.label, SIZE, Weight::Regular)).max();
    widest.unwrap_or(0) + GAP
}

/// True where each name of a category fits into a slot of this width.
#[must_use]
pub fn names_fit(view: View<'_>, slot: i32) -> bool {
    view.plot.x_is_year || view.plot.xs.iter().all(|value| measure::wrap(&value.label, SIZE, slot - 60, 3).1)
}

/// The room right of the plot that the last name needs where it is wider than its slot.
#[must_use]
pub fn overhang(view: View<'_>, bands: &Bands, width: i32) -> i32 {
    let last = view.plot.xs.last().filter(|_| view.plot.x_is_year);
    let name = last.map_or(0, |value| measure::width(&value.label, SIZE, Weight::Regular));
    ((name - width / times(bands.slots).max(1)) / 2).max(0)
}

/// Draws a rule and a label at each tick.
pub fn draw_ticks(canvas: &Canvas, plane: &Plane, scale: &Scale, frame: Area, taken: &mut Taken) {
    let places: Vec<i32> = scale.ticks.iter().map(|tick| plane.place(0.0, tick.at).y).collect();
    for &y in &places {
        canvas.path(Class::Grid, &[Point { x: frame.left, y }, Point { x: frame.right, y }]);
    }
    for (tick, y) in scale.ticks.iter().zip(places) {
        let at = Point { x: frame.left - GAP, y: y + SIZE * 35 / 100 };
        let text = place::line(Class::Label, SIZE, Anchor::End, at, tick.label.clone());
        taken.take(text.area());
        canvas.text(text);
    }
}

/// Writes what is counted above the plot.
pub fn draw_title(canvas: &Canvas, title: &[String], taken: &mut Taken) {
    for (index, text) in title.iter().enumerate() {
        let at = Point { x: 0, y: ascent(SMALL) + times(index) * leading(SMALL) };
        let text = place::line(Class::Remark, SMALL, Anchor::Start, at, text.clone());
        taken.take(text.area());
        canvas.text(text);
    }
}

/// The names under a plot, in lines from its lower edge on.
pub struct Names {
    texts: Vec<Text>,
    /// Room from the plot's lower edge to the end of the last line.
    pub height: i32,
    /// Names of part-years and the like that found no room and go to the legend.
    pub left_over: Vec<String>,
}

impl Names {
    /// Lays out names and remarks; places are relative to the plot's lower edge.
    #[must_use]
    pub fn lay_out(view: View<'_>, strands: &[Strand<'_>], bands: &Bands, frame: (i32, i32)) -> Self {
        let width = view.width();
        let slot = (frame.1 - frame.0) / times(bands.slots).max(1);
        let centres: Vec<i32> = bands
            .at
            .iter()
            .map(|&at| frame.0 + (frame.1 - frame.0) * (2 * times(at) + 1) / (2 * times(bands.slots)))
            .collect();
        let (mut texts, lines) = category_names(view, bands, &centres, slot);
        let first = if lines == 0 { 0 } else { DROP + times(lines) * leading(SIZE) };
        let noted: Vec<(usize, String)> =
            (0..centres.len()).filter_map(|x| Some((x, remark(view, strands, x)?))).collect();
        let mut left_over = Vec::new();
        let mut height = first + SIZE / 2;
        if let Some((remarks, lines)) = remarks(&noted, &centres, slot, first, width) {
            if lines > 0 {
                height = first + place::block(lines, SMALL);
            }
            texts.extend(remarks);
        } else {
            for (_, name) in noted {
                if !left_over.contains(&name) {
                    left_over.push(name);
                }
            }
        }
        Self { texts, height, left_over }
    }

    pub fn draw(self, canvas: &Canvas, bottom: i32) {
        for mut text in self.texts {
            text.at.y += bottom;
            canvas.text(text);
        }
    }
}

/// What is hatched at `x`, by name.
fn remark(view: View<'_>, strands: &[Strand<'_>], x: usize) -> Option<String> {
    let mut names: Vec<String> = Vec::new();
    for strand in strands {
        let name = strand.cells.get(x).and_then(|cell| provisional_name(cell, view.lang));
        names.extend(name.filter(|name| !names.contains(name)));
    }
    (!names.is_empty()).then(|| names.join("; "))
}

/// The names of the categories, as many as fit, and how many lines the longest has.
fn category_names(view: View<'_>, bands: &Bands, centres: &[i32], slot: i32) -> (Vec<Text>, usize) {
    let most = if view.plot.x_is_year { 1 } else { 3 };
    let last = bands.at.last().copied().unwrap_or(0);
    for stride in 1..=bands.slots {
        let limit = slot.saturating_mul(times(stride)) - 60;
        let may_cut = stride == bands.slots || (!view.plot.x_is_year && limit >= 450);
        let mut taken = Taken::within(view.width(), i32::MAX / 2);
        let mut texts = Vec::new();
        let mut longest = 0;
        let mut fit = true;
        for (x, value) in view.plot.xs.iter().enumerate() {
            let from_end = last - bands.at[x];
            let counted = if view.plot.x_is_year { from_end } else { bands.at[x] };
            if counted % stride != 0 {
                continue;
            }
            let (lines, whole) = measure::wrap(&value.label, SIZE, limit.max(100), most);
            fit &= whole || may_cut;
            longest = longest.max(lines.len());
            for (index, line) in lines.into_iter().enumerate() {
                let at = Point { x: centres[x], y: DROP + ascent(SIZE) + times(index) * leading(SIZE) };
                let text = place::line(Class::Label, SIZE, Anchor::Middle, at, line);
                let put = taken.put(text);
                fit &= put.is_some() || stride == bands.slots;
                texts.extend(put);
            }
        }
        if fit {
            return (texts, longest);
        }
    }
    (Vec::new(), 0)
}

/// Remarks below the names, in the setting with the fewest lines in which all fit; none where none does.
fn remarks(noted: &[(usize, String)], centres: &[i32], slot: i32, top: i32, width: i32) -> Option<(Vec<Text>, usize)> {
    let settings = [slot - 60, slot + slot / 2, 1000, 1800].into_iter().filter(|limit| *limit >= 400);
    let fitting = settings.filter_map(|limit| {
        let mut taken = Taken::within(width, i32::MAX / 2);
        let mut texts = Vec::new();
        let mut longest = 0;
        for (x, name) in noted {
            let (lines, whole) = measure::wrap(name, SMALL, limit, 3);
            if !whole {
                return None;
            }
            longest = longest.max(lines.len());
            for (index, line) in lines.into_iter().enumerate() {
                let at = Point { x: centres[*x], y: top + ascent(SMALL) + times(index) * leading(SMALL) };
                texts.push(taken.put(place::line(Class::Remark, SMALL, Anchor::Middle, at, line))?);
            }
        }
        Some((texts, longest))
    });
    fitting.min_by_key(|(_, lines)| *lines)
}
