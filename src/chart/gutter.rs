//! Names in the margin right of a plot, at the height of what they name, pushed apart where they would touch.

use super::backend::Canvas;
use super::place;
use super::scene::{Anchor, Class, Point, ascent, leading};
use super::view::SIZE;
use super::{measure, measure::Weight};

/// Between two names.
pub const AIR: i32 = 20;

/// A name of one or more lines.
pub struct Name {
    /// The height of what it names.
    pub y: i32,
    pub class: Class,
    pub lines: Vec<String>,
    /// A bold figure behind the last line; may be empty.
    pub strong: String,
}

impl Name {
    /// Its widest line.
    #[must_use]
    pub fn width(&self) -> i32 {
        let last = self.lines.len().saturating_sub(1);
        let lines = self.lines.iter().enumerate().map(|(index, text)| {
            let end = if index == last && !self.strong.is_empty() {
                measure::width(&format!(" {}", self.strong), SIZE, Weight::Bold)
            } else {
                0
            };
            measure::width(text, SIZE, Weight::Regular) + end
        });
        lines.max().unwrap_or(0)
    }

    #[must_use]
    pub fn height(&self) -> i32 {
        place::block(self.lines.len(), SIZE)
    }
}

/// The room that names take together.
#[must_use]
pub fn height(names: &[Name]) -> i32 {
    names.iter().map(|name| name.height() + AIR).sum()
}

/// Writes the names from `left` on, as near to their heights as their neighbours allow, between `top` and `bottom`.
pub fn draw(canvas: &Canvas, mut names: Vec<Name>, left: i32, (top, bottom): (i32, i32)) {
    names.sort_by_key(|name| name.y);
    let mut tops: Vec<i32> = Vec::with_capacity(names.len());
    let mut free = top;
    for name in &names {
        let wish = (name.y - name.height() / 2).max(free);
        tops.push(wish);
        free = wish + name.height() + AIR;
    }
    let mut limit = bottom;
    for (place, name) in tops.iter_mut().zip(&names).rev() {
        *place = (*place).min(limit - name.height());
        limit = *place - AIR;
    }
    for (place, name) in tops.into_iter().zip(names) {
        let last = name.lines.len().saturating_sub(1);
        let mut at = Point { x: left, y: place + ascent(SIZE) };
        for (index, text) in name.lines.into_iter().enumerate() {
            let strong = if index == last { name.strong.clone() } else { String::new() };
            canvas.text(place::line_with_end(name.class, SIZE, Anchor::Start, at, text, strong));
            at.y += leading(SIZE);
        }
    }
}
