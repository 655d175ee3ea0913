//! Diagonal hatching of a bar, cut off at its edges by arithmetic: no pattern, no clip, no id.

use super::scene::{Area, Point};

/// From one line to the next.
const STEP: i32 = 60;

/// The lines that hatch `area`, rising to the right; they meet across neighbouring bars. Every second one is drawn
/// downwards: the way to the next line is then short to tell.
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
            lines.push(if lines.len() % 2 == 0 { [low, high] } else { [high, low] });
        }
    }
    lines
}

/// The lines that hatch a convex shape, rising to the right, each where it cuts two of the edges.
#[must_use]
pub fn across(corners: &[Point]) -> Vec<[Point; 2]> {
    let sums = || corners.iter().map(|corner| corner.x + corner.y);
    let (Some(least), Some(most)) = (sums().min(), sums().max()) else { return Vec::new() };
    let mut lines = Vec::new();
    for count in least.div_euclid(STEP) + 1..=(most - 1).div_euclid(STEP) {
        let sum = count * STEP;
        let mut cuts: Vec<Point> = Vec::new();
        for (index, &a) in corners.iter().enumerate() {
            let b = corners[(index + 1) % corners.len()];
            let (before, after) = (a.x + a.y - sum, b.x + b.y - sum);
            if (before < 0) != (after < 0) {
                // Where the edge from a to b meets the line; the two lie on different sides of it.
                let along = i64::from(before) * i64::from(b.x - a.x) / i64::from(before - after);
                let x = a.x + i32::try_from(along).unwrap_or(0);
                cuts.push(Point { x, y: sum - x });
            }
        }
        cuts.sort_by_key(|cut| cut.x);
        if let [low, .., high] = cuts.as_slice()
            && low.x < high.x
        {
            lines.push(if lines.len() % 2 == 0 { [*low, *high] } else { [*high, *low] });
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
        for [a, b] in lines {
            let (low, high) = if a.x < b.x { (a, b) } else { (b, a) };
            assert_eq!(low.x + low.y, high.x + high.y);
            assert!(low.x == area.left || low.y == area.bottom, "{low:?}");
            assert!(high.x == area.right || high.y == area.top, "{high:?}");
        }
    }
}
