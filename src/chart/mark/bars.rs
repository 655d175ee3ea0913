//! Bars of all kinds: final ones solid, provisional ones outlined and hatched, zeros as ticks on the baseline.

use crate::model::number::Number;
use crate::model::plot::PlotCell;

use crate::chart::backend::{Bar, Canvas, Plane};
use crate::chart::hatch;
use crate::chart::scene::{Area, Class};

/// A figure as a bar, upright or lying.
pub struct Body {
    pub strand: usize,
    pub x: usize,
    /// Where it stands in the picture.
    pub area: Area,
    pub is_zero: bool,
    pub is_negative: bool,
    bar: Bar,
    class: Class,
    /// The value, for the order in which labels find room.
    pub value: Number,
}

impl Body {
    /// The bar of `cell`, whose figure is `value`.
    #[must_use]
    pub fn of(plane: &Plane, (strand, x): (usize, usize), tone: u8, cell: &PlotCell, value: Number, bar: Bar) -> Self {
        let class = if value.is_zero() {
            Class::Zero(tone)
        } else if cell.is_provisional() {
            Class::OpenBar(tone)
        } else {
            Class::Bar(tone)
        };
        let area = plane.bar_area(bar);
        Self { strand, x, area, is_zero: value.is_zero(), is_negative: value.is_negative(), bar, class, value }
    }
}

impl Body {
    /// True where it is hatched.
    #[must_use]
    pub fn is_open(&self) -> bool {
        matches!(self.class, Class::OpenBar(_))
    }
}

/// Draws the bars, those of one look together, then their hatching.
pub fn draw(canvas: &Canvas, plane: &Plane, bodies: &[Body]) {
    let mut classes: Vec<Class> = Vec::new();
    for body in bodies {
        if !classes.contains(&body.class) {
            classes.push(body.class);
        }
    }
    for class in classes {
        for body in bodies.iter().filter(|body| body.class == class) {
            plane.bar(class, body.bar);
        }
        if let Class::OpenBar(tone) = class {
            for body in bodies.iter().filter(|body| body.class == class) {
                for line in hatch::lines(body.area) {
                    canvas.path(Class::Hatch(tone), &line);
                }
            }
        }
    }
}

/// The bars in the order in which their labels find room: last, first, highest, lowest, then from the end.
#[must_use]
pub fn by_weight(bodies: &[Body]) -> Vec<&Body> {
    let mut order: Vec<&Body> = bodies.iter().rev().collect();
    order.sort_by_key(|body| {
        let alike = || bodies.iter().filter(|other| other.strand == body.strand);
        let is_last = alike().all(|other| other.x <= body.x);
        let is_first = alike().all(|other| other.x >= body.x);
        let is_highest = alike().all(|other| other.value <= body.value);
        let is_lowest = alike().all(|other| other.value >= body.value);
        [is_last, is_first, is_highest, is_lowest].iter().position(|&holds| holds).unwrap_or(4)
    });
    order
}
