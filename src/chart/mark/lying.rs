//! What lies in rows: names beside or above them, values along a common scale, an axis below where figures need it.

use crate::chart::annotate::ReferenceHeads;
use crate::chart::axis;
use crate::chart::backend::{Canvas, Extent, Plane};
use crate::chart::measure::{self, Weight};
use crate::chart::place::{self, Taken};
use crate::chart::scale::{Cut, Scale, times};
use crate::chart::scene::{Anchor, Area, Class, Point, Scene, Text, ascent, leading};
use crate::chart::view::{Layout, SIZE, SMALL, Strand, View, provisional_name};
use crate::chart::words;
use crate::model::number::Number;

use super::standing::{Axis, extremes};

/// From a name or a bar's end to what stands beside it.
pub const GAP: i32 = 80;

/// A row before it is laid out.
pub struct Row {
    /// Above the row, where a group of rows begins; may be empty.
    pub heading: String,
    pub name: String,
    /// Below the name: part-years, annotations.
    pub remarks: Vec<(Class, String)>,
    /// Bars one below the other.
    pub lanes: usize,
}

/// What a mark wants of its ground.
pub struct Wish {
    pub axis: Axis,
    pub reach: Vec<Number>,
    /// True where the scale must hold zero.
    pub from_zero: bool,
    /// Room for figures left of the lowest and right of the highest value.
    pub rooms: (i32, i32),
    /// Height of a lane.
    pub lane: i32,
    /// Room above the first row for names of strands.
    pub names: i32,
}

/// The ground, with the room that is left on it.
pub struct Ground {
    pub canvas: Canvas,
    /// Values across; up is the negative of the place.
    pub plane: Plane,
    pub taken: Taken,
    /// The top of the first lane of each row.
    pub tops: Vec<i32>,
    /// Where values lie.
    pub left: i32,
    /// Under the titles: where names of strands may stand.
    pub head: i32,
    rows: Vec<Laid>,
    /// Headings, names and remarks.
    texts: Vec<Text>,
    references: ReferenceHeads,
    bottom: i32,
    is_beside: bool,
    has_zero: bool,
    lane: i32,
}

/// A row with its texts broken into lines, from its own top.
struct Laid {
    top: i32,
    height: i32,
    heading: Vec<String>,
    name: Vec<String>,
    remarks: Vec<(Class, String)>,
    /// From the row's top to the first line of text, and to the first lane.
    texts_at: i32,
    lanes_at: i32,
    lanes: usize,
}

/// Air between rows.
const AIR: i32 = 90;
const HEADING_AIR: i32 = 110;

/// The remarks of category `x`: what is hatched there, and the author's annotations.
#[must_use]
pub fn remarks(view: View<'_>, strands: &[Strand<'_>], x: usize) -> Vec<(Class, String)> {
    let mut remarks: Vec<(Class, String)> = Vec::new();
    for cell in strands.iter().filter_map(|strand| strand.cells.get(x)) {
        let name = provisional_name(cell, view.lang).map(|name| (Class::Remark, name));
        remarks.extend(name.filter(|name| !remarks.contains(name)));
    }
    let key = view.plot.xs.get(x).map_or("", |value| value.key.as_str());
    let own = view.plot.annotations.iter().filter(|annotation| annotation.x == key);
    for note in own.map(|annotation| (Class::Annotation, annotation.text.clone())) {
        if !remarks.iter().any(|(_, said)| *said == note.1) {
            remarks.push(note);
        }
    }
    remarks
}

/// The width of the names where they stand beside their rows; none where they need all of it.
fn names_beside(view: View<'_>, rows: &[Row]) -> Option<i32> {
    let is_wide = view.layout == Layout::Wide && view.panel.is_none();
    let limit = if is_wide { 1900 } else { 700 };
    let mut widest = 0;
    for row in rows {
        let mut parts = vec![measure::wrap(&row.name, SIZE, limit, 3)];
        parts.extend(row.remarks.iter().map(|(_, text)| measure::wrap(text, SMALL, limit, 4)));
        for (index, (lines, whole)) in parts.iter().enumerate() {
            if !whole {
                return None;
            }
            let size = if index == 0 { SIZE } else { SMALL };
            widest = lines.iter().map(|line| measure::width(line, size, Weight::Regular)).fold(widest, i32::max);
        }
    }
    Some(widest + 40)
}

fn lay_out(row: Row, lane: i32, beside: Option<i32>, width: i32) -> Laid {
    let limit = beside.unwrap_or(width);
    let (heading, _) = measure::wrap_as(&row.heading, SIZE, Weight::Bold, width, 3);
    let (name, _) = measure::wrap(&row.name, SIZE, limit, 3);
    let remarks = row.remarks.into_iter().flat_map(|(class, text)| {
        let (lines, _) = measure::wrap(&text, SMALL, limit, 4);
        lines.into_iter().map(move |line| (class, line))
    });
    let remarks: Vec<(Class, String)> = remarks.collect();
    let texts = times(name.len()) * leading(SIZE) + times(remarks.len()) * leading(SMALL);
    let lanes = times(row.lanes) * lane;
    let (height, texts_at, lanes_at) = if beside.is_some() {
        let height = texts.max(lanes) + AIR;
        (height, (height - texts) / 2, (height - lanes) / 2)
    } else {
        (texts + 30 + lanes + AIR + 30, 0, texts + 30)
    };
    Laid { top: 0, height, heading, name, remarks, texts_at, lanes_at, lanes: row.lanes }
}

impl Laid {
    /// Its heading, name and remarks at their places.
    fn texts(&mut self) -> Vec<Text> {
        let mut texts = Vec::new();
        let mut y = self.top - 40 - times(self.heading.len()) * leading(SIZE) + ascent(SIZE);
        let mut write = |class: Class, size: i32, text: String, y: i32| {
            texts.push(place::line(class, size, Anchor::Start, Point { x: 0, y }, text));
        };
        for line in self.heading.drain(..) {
            write(Class::Heading, SIZE, line, y);
            y += leading(SIZE);
        }
        let mut y = self.top + self.texts_at + ascent(SIZE) + 10;
        for line in self.name.drain(..) {
            write(Class::Label, SIZE, line, y);
            y += leading(SIZE);
        }
        y += (leading(SMALL) - leading(SIZE)) / 2;
        for (class, line) in self.remarks.drain(..) {
            write(class, SMALL, line, y);
            y += leading(SMALL);
        }
        texts
    }
}

/// The room that `wish` leaves for the values themselves.
#[must_use]
pub fn room_left(view: View<'_>, rows: &[Row], rooms: (i32, i32)) -> i32 {
    view.width() - names_beside(view, rows).map_or(0, |width| width + GAP) - rooms.0 - rooms.1
}

impl Ground {
    /// Lays out the rows and draws the axis.
    #[must_use]
    pub fn of(view: View<'_>, strands: &[Strand<'_>], rows: Vec<Row>, wish: &Wish) -> Self {
        let beside = names_beside(view, &rows);
        let width = view.width();
        let left = beside.map_or(0, |names| names + GAP) + wish.rooms.0;
        let right = width - wish.rooms.1;
        let scale = scale(view, strands, wish, right - left);
        let is_shown = wish.axis == Axis::Shown;
        let title = view.axis_title(strands, if is_shown { scale.magnitude } else { "" });
        let mut title = Vec::from_iter(Some(title).filter(|text| !text.is_empty()));
        if is_shown && scale.is_cut() {
            title.push(words::begin(words::cut_axis(view.lang)));
        }
        let mut top = times(title.len()) * leading(SMALL) + if title.is_empty() { 0 } else { 40 };
        let (low, high) = if is_shown { (scale.low, scale.high) } else { extremes(&wish.reach) };
        let references = ReferenceHeads::lay_out(view, strands, top, |y| {
            left + crate::chart::scale::rounded(
                (y - low) / (high - low).max(f64::MIN_POSITIVE) * f64::from(right - left),
            )
        });
        top += references.height;
        let head = top;
        top += wish.names;
        let mut laid: Vec<Laid> = rows.into_iter().map(|row| lay_out(row, wish.lane, beside, width)).collect();
        for (index, row) in laid.iter_mut().enumerate() {
            if !row.heading.is_empty() {
                top += if index == 0 { 0 } else { HEADING_AIR } + times(row.heading.len()) * leading(SIZE) + 40;
            }
            row.top = top;
            top += row.height;
        }
        let bottom = top.max(leading(SIZE));
        let height = bottom + if is_shown { leading(SIZE) + 50 } else { 0 };
        let canvas = Canvas::new(width, height);
        let frame = Area { left, right, top: 0, bottom: height };
        let plane = canvas.plane(frame, Extent::new(low, high), Extent::new(f64::from(-height), 0.0));
        let mut taken = Taken::within(width, height);
        axis::draw_title(&canvas, &title, &mut taken);
        let tops = laid.iter().map(|row| row.top + row.lanes_at).collect();
        let texts: Vec<Text> = laid.iter_mut().flat_map(Laid::texts).collect();
        for text in &texts {
            taken.take(text.area());
        }
        let has_zero = low <= 0.0 && high >= 0.0;
        let mut ground = Self {
            canvas,
            plane,
            taken,
            tops,
            left,
            head,
            rows: laid,
            texts,
            references,
            bottom,
            is_beside: beside.is_some(),
            has_zero,
            lane: wish.lane,
        };
        if is_shown {
            ground.draw_ticks(&scale);
        }
        ground
    }

    /// A rule at each tick, and labels below as far apart as they need.
    fn draw_ticks(&mut self, scale: &Scale) {
        let top = self.tops.first().copied().unwrap_or(self.head) - 40;
        for tick in &scale.ticks {
            let x = self.plane.place(tick.at, 0.0).x;
            self.canvas.path(Class::Grid, &[Point { x, y: top }, Point { x, y: self.bottom }]);
        }
        for tick in &scale.ticks {
            let at = Point { x: self.plane.place(tick.at, 0.0).x, y: self.bottom + 40 + ascent(SIZE) };
            let text = place::line(Class::Label, SIZE, Anchor::Middle, at, tick.label.clone());
            if let Some(text) = self.taken.put(text) {
                self.canvas.text(text);
            }
        }
    }

    /// The middle of a lane.
    #[must_use]
    pub fn middle(&self, row: usize, lane: usize) -> i32 {
        self.tops[row] + times(lane) * self.lane + self.lane / 2
    }

    /// Draws names, remarks, baseline and reference lines around what was drawn, then `texts`.
    #[must_use]
    pub fn finish(self, view: View<'_>, texts: impl IntoIterator<Item = Text>) -> Scene {
        let canvas = self.canvas;
        for row in self.rows.iter().filter(|_| self.has_zero) {
            let x = self.plane.place(0.0, 0.0).x;
            let lanes = row.top + row.lanes_at;
            let ends = if self.is_beside {
                [row.top, row.top + row.height]
            } else {
                [lanes - 40, lanes + times(row.lanes) * self.lane + 40]
            };
            canvas.path(Class::Baseline, &ends.map(|y| Point { x, y }));
        }
        self.references.draw(view, &canvas, &self.plane, self.bottom);
        for text in self.texts.into_iter().chain(texts) {
            canvas.text(text);
        }
        canvas.finish()
    }
}

/// The scale with as many steps as have room for their labels.
fn scale(view: View<'_>, strands: &[Strand<'_>], wish: &Wish, room: i32) -> Scale {
    let is_rate = strands.first().is_some_and(|strand| strand.measure.is_rate);
    let decimals = strands.iter().map(|strand| strand.measure.decimals).max().unwrap_or(0);
    let is_flat = wish.reach.iter().all(|value| value.is_zero());
    let of = |steps: i32| {
        let cut = Cut { from_zero: wish.from_zero, is_set: view.domain().is_some(), steps, decimals, is_rate };
        Scale::of(wish.reach.iter().copied(), cut, view.lang)
    };
    let most = if is_flat { 1 } else { 5 };
    let fits = |scale: &Scale| {
        let widths = scale.ticks.iter().map(|tick| measure::width(&tick.label, SIZE, Weight::Regular) + 160);
        widths.max().unwrap_or(0) * times(scale.ticks.len().saturating_sub(1)) <= room
    };
    (1..=most).rev().map(of).find(fits).unwrap_or_else(|| of(1))
}
