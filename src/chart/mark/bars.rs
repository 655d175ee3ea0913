//! Bars of all kinds: final ones solid, provisional ones outlined and hatched, zeros as ticks on the baseline.

use crate::model::number::Number;
use crate::model::plot::PlotCell;

use crate::chart::backend::{Bar, Canvas, Direction, Plane};
use crate::chart::hatch;
use crate::chart::scene::{Area, Class};

/// A figure as a vertical bar.
pub struct Column {
    pub strand: usize,
    pub x: usize,
    /// Where it stands in the picture.
    pub area: Area,
    pub is_zero: bool,
    pub is_negative: bool,
    bar: Bar,
    class: Class,
    /// The value, for the order in which labels find room.
    value: Number,
}

impl Column {
    /// The column of `cell` from `across.0` to `across.1`.
    #[must_use]
    pub fn upright(
        plane: &Plane,
        strand: usize,
        x: usize,
        cell: &PlotCell,
        tone: u8,
        across: (f64, f64),
        value: Number,
    ) -> Self {
        let corners = [(across.0, 0.0), (across.1, value.to_f64())];
        let bar = Bar { corners, direction: Direction::Up };
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

/// Draws the columns, those of one look together, then their hatching.
pub fn draw(canvas: &Canvas, plane: &Plane, columns: &[Column]) {
    let mut classes: Vec<Class> = Vec::new();
    for column in columns {
        if !classes.contains(&column.class) {
            classes.push(column.class);
        }
    }
    for class in classes {
        for column in columns.iter().filter(|column| column.class == class) {
            plane.bar(class, column.bar);
        }
        if let Class::OpenBar(tone) = class {
            for column in columns.iter().filter(|column| column.class == class) {
                for line in hatch::lines(column.area) {
                    canvas.path(Class::Hatch(tone), &line);
                }
            }
        }
    }
}

/// The columns in the order in which their labels find room: last, first, highest, lowest, then from the end.
#[must_use]
pub fn by_weight(columns: &[Column]) -> Vec<&Column> {
    let mut order: Vec<&Column> = columns.iter().rev().collect();
    order.sort_by_key(|column| {
        let alike = || columns.iter().filter(|other| other.strand == column.strand);
        let is_last = alike().all(|other| other.x <= column.x);
        let is_first = alike().all(|other| other.x >= column.x);
        let is_highest = alike().all(|other| other.value <= column.value);
        let is_lowest = alike().all(|other| other.value >= column.value);
        [is_last, is_first, is_highest, is_lowest].iter().position(|&holds| holds).unwrap_or(4)
    });
    order
}
