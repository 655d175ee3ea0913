//! Where the parts of a plot over time stand: lines, areas and upright dots share it.

use crate::chart::LegendItem;
use crate::chart::annotate::{self, Notes};
use crate::chart::axis::{self, Names};
use crate::chart::backend::{Canvas, Extent, Plane};
use crate::chart::bands::Bands;
use crate::chart::gutter::{self, Name};
use crate::chart::place::Taken;
use crate::chart::scale::{Cut, Scale, counted, times};
use crate::chart::scene::{Area, Class, Point, Text, leading};
use crate::chart::view::{Drawing, SIZE, SMALL, Strand, View};
use crate::chart::{measure, measure::Weight, show, words};
use crate::model::number::Number;

use super::line_texts;

/// What is named right of the plot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ends {
    /// Lines, with their last figures.
    Lines,
    /// Parts of a stack, which stand on zero.
    Parts,
    /// Dots.
    Pairs,
}

/// Where the parts of a line chart stand.
pub struct Plan {
    pub bands: Bands,
    pub scale: Scale,
    pub title: Vec<String>,
    /// Names at the ends with the positions of their strands.
    pub ends: Vec<(usize, Name)>,
    /// True where the names at the ends make a legend needless.
    pub is_named: bool,
    pub references: Vec<Name>,
    /// The plot; points stand a little inside, between `across`.
    pub frame: Area,
    pub across: (i32, i32),
    pub under: Names,
    pub notes: Notes,
    /// Where annotations begin.
    pub head: i32,
}

impl Plan {
    /// Lays out a plot whose axis covers `covered`.
    #[must_use]
    pub fn of(view: View<'_>, strands: &[Strand<'_>], covered: Vec<Number>, ends: Ends) -> Self {
        let layout = view.layout;
        let bands = Bands::of(view.plot);
        let is_rate = strands.first().is_some_and(|strand| strand.measure.is_rate);
        let decimals = strands.iter().map(|strand| strand.measure.decimals).max().unwrap_or(0);
        let (height, steps) =
            if covered.iter().all(|value| value.is_zero()) { (400, 1) } else { (view.height(), view.steps()) };
        let from_zero = ends == Ends::Parts;
        let scale =
            Scale::of(covered, Cut { from_zero, is_set: view.domain().is_some(), steps, decimals, is_rate }, view.lang);
        let mut title = Vec::from_iter(Some(view.axis_title(strands, scale.magnitude)).filter(|text| !text.is_empty()));
        if scale.is_cut() {
            title.push(words::begin(words::cut_axis(view.lang)));
        }
        let limit = if view.panel.is_some() { 760 } else { layout.pick(1800, 960) };
        let references = annotate::reference_names(view, strands, limit);
        let (ends, is_named) = match ends {
            Ends::Lines => line_texts::at_ends(view, strands, limit, height - gutter::height(&references)),
            Ends::Parts | Ends::Pairs => line_texts::names(view, strands, limit, height - gutter::height(&references)),
        };
        let margin = ends.iter().map(|(_, name)| name.width()).chain(references.iter().map(Name::width)).max();
        // Small multiples keep the same room, whatever stands in it.
        let shared = view.panel.map(|_| shared_room(view, strands, limit));
        let margin = margin.into_iter().chain(shared).max();
        let left = axis::tick_room(&scale);
        let right = view.width() - margin.map_or(120, |width| width + 120);
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

    /// An empty picture with its titles, axis and reference lines.
    pub fn ground(&mut self, view: View<'_>) -> (Canvas, Plane, Taken) {
        let Self { across, frame, .. } = *self;
        let canvas = Canvas::new(view.width(), frame.bottom + self.under.height);
        let slots = Extent::new(0.0, counted(self.bands.slots));
        let inner = Area { left: across.0, right: across.1, ..frame };
        let plane = canvas.plane(inner, slots, Extent::new(self.scale.low, self.scale.high));
        let mut taken = Taken::within(frame.right + 30, frame.bottom);
        axis::draw_title(&canvas, &self.title, &mut taken);
        axis::draw_ticks(&canvas, &plane, &self.scale, frame, &mut taken);
        if !self.scale.is_cut() {
            let y = plane.place(0.0, 0.0).y;
            canvas.path(Class::Baseline, &[Point { x: frame.left, y }, Point { x: frame.right, y }]);
        }
        annotate::draw_references(view, &canvas, &plane, (frame.left, frame.right), &mut self.references);
        (canvas, plane, taken)
    }

    /// Takes the places of annotations and of their lines down to the `tops` of their categories.
    pub fn take_notes(&self, view: View<'_>, tops: &[i32], taken: &mut Taken) {
        self.notes.areas(self.head).for_each(|area| taken.take(area));
        for annotation in &view.plot.annotations {
            let Some(x) = view.plot.xs.iter().position(|value| value.key == annotation.x) else { continue };
            let (at, foot) = (annotate::centre(&self.bands, self.across, x), tops[x].max(self.head));
            taken.take_piece(Point { x: at, y: self.head }, Point { x: at, y: foot });
        }
    }

    /// Draws annotations, texts and names around what was drawn.
    #[must_use]
    pub fn finish(
        self,
        view: View<'_>,
        strands: &[Strand<'_>],
        canvas: Canvas,
        tops: &[i32],
        texts: impl Iterator<Item = Text>,
    ) -> Drawing {
        let room = (self.head + self.notes.height, self.frame.bottom + leading(SIZE) / 2);
        self.notes.draw(&canvas, &self.bands, self.across, self.head, |x| tops[x]);
        for text in texts {
            canvas.text(text);
        }
        let names = self.ends.into_iter().map(|(_, name)| name).chain(self.references).collect();
        gutter::draw(&canvas, names, self.frame.right + 60, room);
        let mut legend = if self.is_named { Vec::new() } else { view.legend(strands) };
        legend.extend(self.under.left_over.iter().map(LegendItem::hatched));
        self.under.draw(&canvas, self.frame.bottom);
        Drawing { scene: canvas.finish(), legend }
    }
}

/// The width of the widest figure that a small multiple may have at its end.
fn shared_room(view: View<'_>, strands: &[Strand<'_>], limit: i32) -> i32 {
    let reach = view.panel.and_then(|panel| panel.reach).zip(strands.first());
    reach.map_or(0, |((low, high), strand)| {
        let labels = [low, high].map(|value| format!(" {}", show::label(value, strand.measure, view.lang)));
        let widths = labels.map(|label| measure::width(&label, SIZE, Weight::Bold));
        widths.into_iter().filter(|width| *width <= limit).fold(0, i32::max)
    })
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
