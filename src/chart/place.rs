//! Where texts may stand: not on data, not on each other, not outside the picture.

use super::scene::{Anchor, Area, Class, Point, Text, ascent, descent, leading};
use super::{measure, measure::Weight};

/// What has been drawn so far, and the picture's edges.
pub struct Taken {
    bounds: Area,
    areas: Vec<Area>,
    /// Pieces of lines, which texts must not cover.
    pieces: Vec<(Point, Point)>,
}

impl Taken {
    #[must_use]
    pub fn within(width: i32, height: i32) -> Self {
        Self { bounds: Area { left: 0, top: 0, right: width, bottom: height }, areas: Vec::new(), pieces: Vec::new() }
    }

    pub fn take(&mut self, area: Area) {
        self.areas.push(area);
    }

    pub fn take_piece(&mut self, from: Point, to: Point) {
        self.pieces.push((from, to));
    }

    /// True where `area` is inside the picture and free.
    #[must_use]
    pub fn is_free(&self, area: Area) -> bool {
        self.bounds.holds(area)
            && !self.areas.iter().any(|other| other.overlaps(area))
            && !self.pieces.iter().any(|&(from, to)| crosses(area, from, to))
    }

    /// Takes the place of `text`, moved sideways into the picture, and gives it back; none where it is not free.
    #[must_use]
    pub fn put(&mut self, text: Text) -> Option<Text> {
        let text = inside(text, self.bounds.right);
        let area = text.area();
        if !self.is_free(area) {
            return None;
        }
        self.take(Area { left: area.left - 30, right: area.right + 30, ..area });
        Some(text)
    }
}

/// A line of text, measured.
#[must_use]
pub fn line(class: Class, size: i32, anchor: Anchor, at: Point, text: impl Into<String>) -> Text {
    line_with_end(class, size, anchor, at, text, String::new())
}

/// A line of text with a bold end, measured.
#[must_use]
pub fn line_with_end(
    class: Class,
    size: i32,
    anchor: Anchor,
    at: Point,
    text: impl Into<String>,
    strong: String,
) -> Text {
    let text = text.into();
    let weight = if class == Class::Heading { Weight::Bold } else { Weight::Regular };
    let mut width = measure::width(&text, size, weight);
    if !strong.is_empty() {
        let space = if text.is_empty() { 0 } else { measure::width(" ", size, Weight::Regular) };
        width += space + measure::width(&strong, size, Weight::Bold);
    }
    Text { at, anchor, class, text, strong, size, width }
}

/// `text` moved sideways so far that it lies between 0 and `right`.
#[must_use]
pub fn inside(mut text: Text, right: i32) -> Text {
    let area = text.area();
    text.at.x += (-area.left).max(0);
    text.at.x -= (text.area().right - right).max(0);
    text
}

/// The height of `count` lines.
#[must_use]
pub fn block(count: usize, size: i32) -> i32 {
    match count {
        0 => 0,
        _ => super::scale::times(count - 1) * leading(size) + ascent(size) + descent(size),
    }
}

/// Cohen–Sutherland: true where the piece from `a` to `b` touches `area`.
fn crosses(area: Area, a: Point, b: Point) -> bool {
    let side = |p: Point| {
        u8::from(p.x < area.left)
            | (u8::from(p.x > area.right) << 1)
            | (u8::from(p.y < area.top) << 2)
            | (u8::from(p.y > area.bottom) << 3)
    };
    let (one, two) = (side(a), side(b));
    if one & two != 0 {
        return false;
    }
    if one == 0 || two == 0 {
        return true;
    }
    let turn = |corner: (i32, i32)| {
        let along = (i64::from(b.x - a.x), i64::from(b.y - a.y));
        along.0 * i64::from(corner.1 - a.y) - along.1 * i64::from(corner.0 - a.x)
    };
    let corners = [(area.left, area.top), (area.right, area.top), (area.left, area.bottom), (area.right, area.bottom)];
    let turns = corners.map(turn);
    !(turns.iter().all(|&t| t > 0) || turns.iter().all(|&t| t < 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_piece_crosses_without_an_end_inside() {
        let area = Area { left: 10, top: 10, right: 20, bottom: 20 };
        let at = |x, y| Point { x, y };
        assert!(crosses(area, at(0, 15), at(30, 15)));
        assert!(crosses(area, at(0, 5), at(30, 25)));
        assert!(!crosses(area, at(0, 0), at(30, 5)));
        assert!(!crosses(area, at(0, 21), at(9, 9)));
    }
}
