//! Diagonal hatching of a bar, cut off at its edges by arithmetic: no pattern, no clip, no id.

use super::scene::{Area, Point};

/// From one line to the next.
const STEP: i32 = 60;

/// The lines that hatch `area`, rising to the right; they meet across neighbouring bars.
#[must_use]
pub fn lines(area: Area) -> Vec<[Point; 2]> {
    // On a line x + y is constant.
    let first = (area.left + area.top).div_euclid(STEP) + 1;
    let last = (area.right + area.bottom - 1).div_euclid(STEP);
    let mut lines = Vec::new();
    for count in first..=last {
        let sum = count * STEP;
        let low = Point { x: (sum - area.bottom).max(area.left), y: (sum - area.left).min(area.bottom) };
        let high = Point { x: (sum - area.top).min(area.right), y: (sum - area.right).max(area.top) };
        if low.x < high.x {
            lines.push([low, high]);
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_end_on_the_edges() {
        let area = Area { left: 37, top: 1003, right: 301, bottom: 1504 };
        let lines = lines(area);
        assert!(lines.len() > 8);
        for [low, high] in lines {
            assert_eq!(low.x + low.y, high.x + high.y);
            assert!(low.x == area.left || low.y == area.bottom, "{low:?}");
            assert!(high.x == area.right || high.y == area.top, "{high:?}");
        }
    }
}
