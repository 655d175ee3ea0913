//! Value ranges with round ticks: exact steps of 1, 2 or 5 times a power of ten.

use crate::locale::{Lang, show_units};
use crate::model::number::Number;

use super::words;

/// The values an axis covers, with its ticks from low to high.
#[derive(Clone, Debug, PartialEq)]
pub struct Scale {
    pub low: f64,
    pub high: f64,
    pub ticks: Vec<Tick>,
    /// What the tick labels count in: `triệu`; empty where they show plain values.
    pub magnitude: &'static str,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Tick {
    pub at: f64,
    pub label: String,
}

/// How an axis is to be cut.
#[derive(Clone, Copy, Debug)]
pub struct Cut {
    /// Bars stand on zero; lines may leave it out.
    pub from_zero: bool,
    /// The author set the range: no zero is added to it.
    pub is_set: bool,
    /// About how many steps.
    pub steps: i32,
    /// Decimals of the measure: a count has no half ticks.
    pub decimals: u8,
    /// Ticks are percents, and say so.
    pub is_rate: bool,
}

impl Scale {
    /// The range of `values`, widened to whole steps; from 0 to 1 where there is no value.
    #[must_use]
    pub fn of(values: impl IntoIterator<Item = Number>, cut: Cut, lang: Lang) -> Self {
        let mut ends: Option<(f64, f64)> = None;
        for value in values {
            let value = value.to_f64();
            ends = Some(ends.map_or((value, value), |(low, high)| (low.min(value), high.max(value))));
        }
        let (low, high) = spread(ends.unwrap_or((0.0, 0.0)), cut);
        let step = Step::near((high - low) / f64::from(cut.steps), cut.decimals);
        let (first, last) = (floored(low / step.size()), ceiled(high / step.size()));
        let largest = first.unsigned_abs().max(last.unsigned_abs());
        let magnitude = step.magnitude(largest);
        let unit = if cut.is_rate { "%" } else { "" };
        let ticks: Vec<Tick> = (first..=last)
            .map(|count| Tick { at: position(count) * step.size(), label: step.label(count, magnitude, lang) + unit })
            .collect();
        let (low, high) = (position(first) * step.size(), position(last) * step.size());
        Self { low, high, ticks, magnitude: words::magnitude(magnitude, lang) }
    }

    /// True where the axis leaves out zero.
    #[must_use]
    pub fn is_cut(&self) -> bool {
        self.low > 0.0 || self.high < 0.0
    }
}

/// The ends an axis must cover at least: never equal, with zero where bars stand on it or it is near.
fn spread((low, high): (f64, f64), cut: Cut) -> (f64, f64) {
    let largest = low.abs().max(high.abs());
    let narrow = cut.is_set || (high - low < 0.5 * largest && high - low > 1e-9 * largest);
    let (low, high) = if cut.from_zero || !narrow { (low.min(0.0), high.max(0.0)) } else { (low, high) };
    if low < high { (low, high) } else { (0.0, 1.0) }
}

/// `digit` × 10^`power`.
#[derive(Clone, Copy)]
struct Step {
    digit: i64,
    power: i32,
}

impl Step {
    /// The smallest round step that is not under `raw` and can be shown; a measure without decimals steps by wholes.
    fn near(raw: f64, decimals: u8) -> Self {
        let least = if decimals == 0 { 0 } else { -12 };
        let floor = raw.log10().floor().clamp(f64::from(least), 18.0);
        let power = rounded(floor);
        let digit = [1, 2, 5, 10].into_iter().find(|&digit| position(digit) * 10_f64.powi(power) >= raw * 0.999_999);
        Self { digit: digit.unwrap_or(10), power }
    }

    fn size(self) -> f64 {
        position(self.digit) * 10_f64.powi(self.power)
    }

    /// The power of ten that `largest` steps are best counted in.
    fn magnitude(self, largest: u64) -> i32 {
        let value = position(i64::try_from(largest).unwrap_or(i64::MAX)) * self.size();
        // Up to ten million the plain figure is as easy to read.
        let million = if value >= 2e7 { 6 } else { 0 };
        [18, 15, 12, 9].into_iter().find(|&power| value >= 10_f64.powi(power)).unwrap_or(million)
    }

    fn label(self, count: i64, magnitude: i32, lang: Lang) -> String {
        let mut units = i128::from(count) * i128::from(self.digit);
        let mut power = self.power - magnitude;
        while power < 0 && units % 10 == 0 && units != 0 {
            units /= 10;
            power += 1;
        }
        if units == 0 {
            return "0".into();
        }
        if power >= 0 {
            return show_units(lang, units * 10_i128.pow(power.unsigned_abs()), 0);
        }
        show_units(lang, units, u8::try_from(-power).unwrap_or(0))
    }
}

/// The nearest whole number; positions are far inside its range.
#[must_use]
#[expect(clippy::cast_possible_truncation, reason = "`as` saturates, and positions are small")]
pub fn rounded(value: f64) -> i32 {
    value.round() as i32
}

#[expect(clippy::cast_possible_truncation, reason = "`as` saturates, and steps are few")]
fn floored(value: f64) -> i64 {
    (value + 1e-9).floor() as i64
}

#[expect(clippy::cast_possible_truncation, reason = "`as` saturates, and steps are few")]
fn ceiled(value: f64) -> i64 {
    (value - 1e-9).ceil() as i64
}

#[expect(clippy::cast_precision_loss, reason = "counts of steps are far under 2^53")]
fn position(count: i64) -> f64 {
    count as f64
}

/// A count of things as a value of a plane.
#[must_use]
#[expect(clippy::cast_precision_loss, reason = "categories are far under 2^53")]
pub fn counted(count: usize) -> f64 {
    count as f64
}

/// A count of things as a factor of lengths.
#[must_use]
pub fn times(count: usize) -> i32 {
    i32::try_from(count).unwrap_or(i32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(values: &[&str], from_zero: bool, decimals: u8, ticks: &str) {
        let values = values.iter().map(|text| Number::parse(text).expect(text));
        let cut = Cut { from_zero, is_set: false, steps: 5, decimals, is_rate: false };
        let scale = Scale::of(values, cut, Lang::Vi);
        let labels: Vec<&str> = scale.ticks.iter().map(|tick| tick.label.as_str()).collect();
        assert_eq!(format!("{} {}", labels.join(" "), scale.magnitude).trim(), ticks);
    }

    #[test]
    fn ticks_are_round() {
        check(&["8100", "7855"], true, 0, "0 2.000 4.000 6.000 8.000 10.000");
        check(&["3"], true, 0, "0 1 2 3");
        check(&["0.3"], true, 1, "0 0,1 0,2 0,3");
        check(&["92", "98.3"], false, 1, "92 94 96 98 100");
        check(&["-7", "12"], true, 0, "−10 −5 0 5 10 15");
        check(&["1000000000000"], true, 0, "0 0,2 0,4 0,6 0,8 1 nghìn tỷ");
    }

    #[test]
    fn odd_ranges_still_have_an_axis() {
        check(&[], true, 0, "0 1");
        check(&["0", "0"], false, 0, "0 1");
        check(&["5", "5"], false, 0, "0 1 2 3 4 5");
        check(&["999999999999999998", "999999999999999999"], false, 0, "0 0,2 0,4 0,6 0,8 1 tỷ tỷ");
    }
}
