//! What upright bars stand on: a frame with or without its axis, names below, remarks above and beside.

use crate::chart::LegendItem;
use crate::chart::annotate::{self, Notes};
use crate::chart::axis::{self, Names};
use crate::chart::backend::{Canvas, Extent, Plane};
use crate::chart::bands::Bands;
use crate::chart::gutter::{self, Name};
use crate::chart::place::Taken;
use crate::chart::scale::{Cut, Scale, counted, times};
use crate::chart::scene::{Area, Class, Scene, Text, leading};
use crate::chart::view::{SIZE, SMALL, Strand, View};
use crate::model::number::Number;

/// Values are read from an axis, or every one is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Axis {
    Shown,
    Omitted,
}

/// What a mark wants of its ground.
pub struct Wish {
    pub axis: Axis,
    /// The figures (or sums of figures) that reach highest and lowest.
    pub reach: Vec<Number>,
    /// Bars side by side in one category, and the width of the widest.
    pub abreast: usize,
    pub widest: i32,
    /// Names right of the plot, besides those of reference lines.
    pub beside: i32,
}

/// The ground, with the room that is left on it.
pub struct Ground {
    pub canvas: Canvas,
    pub plane: Plane,
    pub bands: Bands,
    pub frame: Area,
    pub taken: Taken,
    references: Vec<Name>,
    under: Names,
    notes: Notes,
    /// Where annotations begin.
    head: i32,
    /// Room below zero for values.
    room: i32,
}

/// The height of a plot that has nothing to show.
const FLAT: i32 = 400;

/// True where names find room under bars at least `least` wide; else the chart is better turned.
#[must_use]
pub fn fits(view: View<'_>, abreast: usize, least: i32) -> bool {
    let slots = times(Bands::of(view.plot).slots).max(1);
    let slot = (view.width() - 560) / slots;
    let wide_enough = slot * 8 / 10 / times(abreast).max(1) >= least;
    view.plot.x_is_year || view.plot.xs.len() < 2 || (wide_enough && axis::names_fit(view, slot))
}

/// The smallest and the largest figure, with zero.
#[must_use]
pub fn extremes(values: &[Number]) -> (f64, f64) {
    let values = values.iter().map(|value| value.to_f64());
    values.fold((0.0, 0.0), |(low, high), value| (value.min(low), value.max(high)))
}

impl Ground {
    /// Lays out everything around the bars and draws the axis.
    #[must_use]
    pub fn of(view: View<'_>, strands: &[Strand<'_>], wish: Wish) -> Self {
        let Wish { axis, reach: covered, abreast, widest, beside } = wish;
        let bands = Bands::of(view.plot);
        let is_rate = strands.first().is_some_and(|strand| strand.measure.is_rate);
        let decimals = strands.iter().map(|strand| strand.measure.decimals).max().unwrap_or(0);
        let is_flat = covered.iter().all(|value| value.is_zero());
        let cut =
            Cut { from_zero: true, is_set: false, steps: if is_flat { 1 } else { view.steps() }, decimals, is_rate };
        let scale = (axis == Axis::Shown).then(|| Scale::of(covered.iter().copied(), cut, view.lang));
        let references = annotate::reference_names(view, strands, view.layout.pick(1300, 800));
        let left = scale.as_ref().map_or(0, axis::tick_room);
        let margin = references.iter().map(Name::width).chain((beside > 0).then_some(beside)).max();
        let margin = margin.map_or(0, |width| width + 80);
        let slot = widest * times(abreast) * 10 / 7;
        // Long names may take all the width there is; columns keep to theirs.
        let slot = if axis::names_fit(view, slot) { slot } else { i32::MAX };
        let margin = margin.max(axis::overhang(view, &bands, view.width() - left));
        let right = (view.width() - margin).min(left.saturating_add(slot.saturating_mul(times(bands.slots))));
        let across = (left, right);
        let under = Names::lay_out(view, strands, &bands, across);
        let notes = Notes::lay_out(view, &bands, across);
        let title = view.axis_title(strands, scale.as_ref().map_or("", |scale| scale.magnitude));
        let head = if title.is_empty() { 0 } else { leading(SMALL) + 40 };
        let top = head + notes.height + leading(SIZE) + 20;
        let bottom = top + if is_flat { FLAT } else { view.height() };
        let frame = Area { left, top, right, bottom };
        let below = covered.iter().any(|value| value.is_negative()) && view.shows_values();
        let room = if below { leading(SIZE) + 40 } else { 0 };
        let canvas = Canvas::new(view.width(), bottom + room + under.height);
        let (low, high) = scale.as_ref().map_or_else(|| extremes(&covered), |scale| (scale.low, scale.high));
        let plane = canvas.plane(frame, Extent::new(0.0, counted(bands.slots)), Extent::new(low, high));
        let is_named = !references.is_empty() || beside > 0;
        let mut taken = Taken::within(if is_named { right + 30 } else { view.width() }, bottom + room);
        let title = Vec::from_iter(Some(title).filter(|text| !text.is_empty()));
        axis::draw_title(&canvas, &title, &mut taken);
        if let Some(scale) = &scale {
            axis::draw_ticks(&canvas, &plane, scale, frame, &mut taken);
        }
        Self { canvas, plane, bands, frame, taken, references, under, notes, head, room }
    }

    /// The width of a slot.
    #[must_use]
    pub fn slot(&self) -> i32 {
        (self.plane.place(1.0, 0.0).x - self.plane.place(0.0, 0.0).x).max(1)
    }

    /// Draws what stands around the bars: `highest` is the top of a category's bars, `names` stand at the right.
    #[must_use]
    pub fn finish(
        mut self,
        view: View<'_>,
        highest: impl Fn(usize) -> i32,
        texts: impl IntoIterator<Item = Text>,
        names: Vec<Name>,
    ) -> (Scene, Vec<LegendItem>) {
        let Area { left, top, right, bottom } = self.frame;
        let (canvas, plane) = (self.canvas, self.plane);
        canvas.path(Class::Baseline, &[plane.place(0.0, 0.0), plane.place(counted(self.bands.slots), 0.0)]);
        annotate::draw_references(view, &canvas, &plane, (left, right), &mut self.references);
        let values = if view.shows_values() { leading(SIZE) } else { 0 };
        self.notes.draw(&canvas, &self.bands, (left, right), self.head, |x| highest(x) - values);
        for text in texts {
            canvas.text(text);
        }
        let names = names.into_iter().chain(self.references).collect();
        gutter::draw(&canvas, names, right + 60, (top - leading(SIZE), bottom));
        let hatched = self.under.left_over.iter().map(LegendItem::hatched).collect();
        self.under.draw(&canvas, bottom + self.room);
        (canvas.finish(), hatched)
    }
}
