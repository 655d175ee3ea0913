//! Authors' remarks on a plot: texts above it with a fine line to their category, and reference lines with their names.

use super::backend::{Canvas, Plane};
use super::bands::Bands;
use super::gutter::Name;
use super::place;
use super::scale::times;
use super::scene::{Anchor, Area, Class, Point, ascent, leading};
use super::view::{SMALL, Strand, View};
use super::{measure, show};
use crate::locale::Lang;
use crate::model::plot::ReferenceLine;

/// The texts above a plot, laid out in rows that do not touch.
pub struct Notes {
    notes: Vec<Note>,
    /// Room above the plot.
    pub height: i32,
}

struct Note {
    x: usize,
    area: Area,
    lines: Vec<String>,
}

impl Notes {
    /// Lays out the plot's annotations over its categories; `centres` are their places across.
    #[must_use]
    pub fn lay_out(view: View<'_>, bands: &Bands, frame: (i32, i32)) -> Self {
        let width = view.width();
        let mut notes: Vec<Note> = Vec::new();
        let mut height = 0;
        for annotation in &view.plot.annotations {
            let Some(x) = view.plot.xs.iter().position(|value| value.key == annotation.x) else { continue };
            let (lines, _) = measure::wrap(&annotation.text, SMALL, view.layout.pick(1600, 1200), 3);
            let widest = lines.iter().map(|line| measure::width(line, SMALL, measure::Weight::Regular)).max();
            let widest = widest.unwrap_or(0);
            let left = (centre(bands, frame, x) - widest / 2).clamp(0, (width - widest).max(0));
            let mut area = Area { left, right: left + widest, top: 0, bottom: place::block(lines.len(), SMALL) };
            while let Some(other) = notes.iter().find(|note| note.area.grown(30).overlaps(area)) {
                area = area.moved(0, other.area.bottom + 31 - area.top);
            }
            height = height.max(area.bottom + 40);
            notes.push(Note { x, area, lines });
        }
        Self { notes, height }
    }

    /// The places of the texts where they begin at `top`.
    pub fn areas(&self, top: i32) -> impl Iterator<Item = Area> {
        self.notes.iter().map(move |note| note.area.moved(0, top))
    }

    /// Draws the texts from `top` on, each with a line down to `reach(x)`, the highest thing of its category.
    pub fn draw(self, canvas: &Canvas, bands: &Bands, frame: (i32, i32), top: i32, reach: impl Fn(usize) -> i32) {
        let areas: Vec<Area> = self.areas(top).collect();
        for (index, note) in self.notes.iter().enumerate() {
            let own = areas[index];
            let at = Point { x: centre(bands, frame, note.x).clamp(own.left, own.right), y: own.bottom + 10 };
            let end = Point { x: at.x, y: reach(note.x) - 30 };
            let line = Area { left: at.x - 10, right: at.x + 10, top: at.y, bottom: end.y.max(at.y) };
            if end.y > at.y && !areas.iter().any(|other| other.overlaps(line)) {
                canvas.path(Class::Leader, &[at, end]);
            }
        }
        for (note, area) in self.notes.into_iter().zip(areas) {
            for (index, text) in note.lines.into_iter().enumerate() {
                let y = area.top + ascent(SMALL) + times(index) * leading(SMALL);
                let at = Point { x: area.left.midpoint(area.right), y };
                canvas.text(place::line(Class::Annotation, SMALL, Anchor::Middle, at, text));
            }
        }
    }
}

/// The middle of category `x` in the picture.
#[must_use]
pub fn centre(bands: &Bands, (left, right): (i32, i32), x: usize) -> i32 {
    let at = times(bands.at.get(x).copied().unwrap_or(0));
    left + (right - left) * (2 * at + 1) / (2 * times(bands.slots))
}

/// The names of the reference lines with their values, as many as the margin holds; their heights are set by [`draw_references`].
#[must_use]
pub fn reference_names(view: View<'_>, strands: &[Strand<'_>], limit: i32) -> Vec<Name> {
    let Some(strand) = strands.first().filter(|_| view.panel.is_none()) else { return Vec::new() };
    let names = view.plot.reference_lines.iter().map(|line| {
        let text = reference_text(line, strand, view.lang);
        let (lines, _) = measure::wrap(&text, super::view::SIZE, limit, 3);
        Name { y: 0, class: Class::Annotation, lines, strong: String::new() }
    });
    let mut room = view.layout.pick(2100, 1700);
    names
        .take_while(|name| {
            room -= name.height() + super::gutter::AIR;
            room >= 0
        })
        .collect()
}

/// The names of upright reference lines, in rows above the plot.
pub struct ReferenceHeads {
    /// The value of each line, the place of its name, and the name's lines.
    heads: Vec<(f64, Area, Vec<String>)>,
    /// Room above the plot.
    pub height: i32,
}

impl ReferenceHeads {
    /// Lays out names from `top` on; `across` is where a value stands.
    #[must_use]
    pub fn lay_out(view: View<'_>, strands: &[Strand<'_>], top: i32, across: impl Fn(f64) -> i32) -> Self {
        let mut heads: Vec<(f64, Area, Vec<String>)> = Vec::new();
        let mut height = 0;
        let strand = strands.first();
        for (line, strand) in view.plot.reference_lines.iter().zip(std::iter::repeat(strand)) {
            let value = line.y.to_f64();
            // In small multiples the legend names the lines.
            let Some(strand) = strand.filter(|_| view.panel.is_none()) else {
                heads.push((value, Area { left: 0, top, right: 0, bottom: top }, Vec::new()));
                continue;
            };
            let text = reference_text(line, strand, view.lang);
            let (lines, _) = measure::wrap(&text, SMALL, view.layout.pick(1600, 1200), 3);
            let widest = lines.iter().map(|line| measure::width(line, SMALL, measure::Weight::Regular)).max();
            let widest = widest.unwrap_or(0);
            let left = (across(value) - widest / 2).clamp(0, (view.width() - widest).max(0));
            let mut area = Area { left, right: left + widest, top, bottom: top + place::block(lines.len(), SMALL) };
            while let Some((_, other, _)) = heads.iter().find(|(_, other, _)| other.grown(30).overlaps(area)) {
                area = area.moved(0, other.bottom + 31 - area.top);
            }
            height = height.max(area.bottom + 60 - top);
            heads.push((value, area, lines));
        }
        Self { heads, height }
    }

    /// Draws the lines from their names down to `bottom`.
    pub fn draw(&self, view: View<'_>, canvas: &Canvas, plane: &Plane, bottom: i32) {
        for (value, area, _) in &self.heads {
            let x = plane.place(*value, 0.0).x;
            let covers = |other: &Area| other.left < x && x < other.right && other.top > area.top;
            let low = self.heads.iter().map(|(_, other, _)| other).filter(|other| covers(other));
            let top = low.map(|other| other.bottom).max().unwrap_or(area.bottom).max(area.bottom) + 20;
            canvas.path(Class::Reference, &[Point { x, y: top }, Point { x, y: bottom }]);
        }
        for (_, area, lines) in self.heads.iter().filter(|_| view.panel.is_none()) {
            for (index, line) in lines.iter().enumerate() {
                let y = area.top + ascent(SMALL) + times(index) * leading(SMALL);
                let at = Point { x: area.left.midpoint(area.right), y };
                canvas.text(place::line(Class::Annotation, SMALL, Anchor::Middle, at, line.clone()));
            }
        }
    }
}

/// The name of a reference line with its value, unless the author wrote it there.
#[must_use]
pub fn reference_text(line: &ReferenceLine, strand: &Strand<'_>, lang: Lang) -> String {
    let value = show::label(line.y, strand.measure, lang);
    if line.text.contains(&value) { line.text.clone() } else { format!("{} {value}", line.text) }
}

/// Draws the reference lines and sets the heights of their names.
pub fn draw_references(view: View<'_>, canvas: &Canvas, plane: &Plane, frame: (i32, i32), names: &mut [Name]) {
    for (index, line) in view.plot.reference_lines.iter().enumerate() {
        // In small multiples the legend names the lines.
        if view.panel.is_none() && index >= names.len() {
            break;
        }
        let y = plane.place(0.0, line.y.to_f64()).y;
        if let Some(name) = names.get_mut(index) {
            name.y = y;
        }
        canvas.path(Class::Reference, &[Point { x: frame.0, y }, Point { x: frame.1, y }]);
    }
}
