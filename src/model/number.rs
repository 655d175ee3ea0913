//! Exact numbers: what the author wrote, and what is computed from it, without a float in between.

use serde::{Deserialize, Serialize};

use std::cmp::Ordering;

use crate::locale::{Lang, show_units};

/// A rational number in lowest terms; every figure of a site is one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Number {
    num: i128,
    den: i128,
}

/// Data may have less than this (18 digits) and at most 9 decimals, so that sums and ratios stay exact.
pub const LIMIT: i128 = 1_000_000_000_000_000_000;
const MAX_DECIMALS: usize = 9;

impl Number {
    pub const ZERO: Self = Self { num: 0, den: 1 };
    pub const HUNDRED: Self = Self { num: 100, den: 1 };

    /// The same for equal numbers, and seldom for others.
    #[must_use]
    pub fn mixed(&self) -> u32 {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "what is cut off tells least")]
        let (num, den) = (self.num as u64, self.den as u64);
        let mixed = (num ^ den.rotate_left(32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        u32::try_from(mixed >> 32).unwrap_or_default()
    }

    /// Reads a plain decimal: `-12`, `3.5`, `+7`; none for anything else or beyond the limits.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (negative, digits) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix('+').unwrap_or(text)),
        };
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let is_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        if whole.is_empty()
            || !is_digits(whole)
            || !is_digits(fraction)
            || (digits.contains('.') && fraction.is_empty())
        {
            return None;
        }
        let fraction = fraction.trim_end_matches('0');
        if whole.trim_start_matches('0').len() > 19 || fraction.len() > MAX_DECIMALS {
            return None;
        }
        let scale = 10_i128.pow(u32::try_from(fraction.len()).ok()?);
        let whole: i128 = whole.parse().ok()?;
        let part: i128 = if fraction.is_empty() { 0 } else { fraction.parse().ok()? };
        if whole >= LIMIT {
            return None;
        }
        let value = whole * scale + part;
        Self::fraction(if negative { -value } else { value }, scale)
    }

    /// `num / den` in lowest terms; none where `den` is 0.
    #[must_use]
    pub fn fraction(num: i128, den: i128) -> Option<Self> {
        if den == 0 || num == i128::MIN || den == i128::MIN {
            return None;
        }
        if den == 1 {
            return Some(Self { num, den });
        }
        let sign = if den < 0 { -1 } else { 1 };
        let divisor = gcd(num.unsigned_abs(), den.unsigned_abs());
        Some(Self { num: sign * num / divisor, den: sign * den / divisor })
    }

    /// The sum; none where it leaves the exact range.
    #[must_use]
    pub fn plus(self, other: Self) -> Option<Self> {
        if self.den == other.den {
            return Self::fraction(self.num.checked_add(other.num)?, self.den);
        }
        let left = self.num.checked_mul(other.den)?;
        let right = other.num.checked_mul(self.den)?;
        Self::fraction(left.checked_add(right)?, self.den.checked_mul(other.den)?)
    }

    /// The difference; none where it leaves the exact range.
    #[must_use]
    pub fn minus(self, other: Self) -> Option<Self> {
        self.plus(Self { num: -other.num, den: other.den })
    }

    /// The product; none where it leaves the exact range.
    #[must_use]
    pub fn times(self, other: Self) -> Option<Self> {
        Self::fraction(self.num.checked_mul(other.num)?, self.den.checked_mul(other.den)?)
    }

    /// The quotient; none where `other` is 0.
    #[must_use]
    pub fn over(self, other: Self) -> Option<Self> {
        Self::fraction(self.num.checked_mul(other.den)?, self.den.checked_mul(other.num)?)
    }

    /// The sum of `numbers`; none where it leaves the exact range.
    pub fn sum(numbers: impl IntoIterator<Item = Self>) -> Option<Self> {
        numbers.into_iter().try_fold(Self::ZERO, Self::plus)
    }

    /// `self` rounded half up (away from zero) at `decimals`, times 10^`decimals`: 96,975 at 1 gives 970.
    ///
    /// # Panics
    /// Never within the limits of data and at most 9 decimals.
    #[must_use]
    pub fn rounded_units(self, decimals: u8) -> i128 {
        if self.den == 1 && decimals == 0 {
            return self.num;
        }
        let scale = 10_i128.pow(u32::from(decimals));
        let scaled = self.num.unsigned_abs().saturating_mul(scale.unsigned_abs());
        let den = self.den.unsigned_abs();
        let (quotient, remainder) = match (u64::try_from(scaled), u64::try_from(den)) {
            (Ok(scaled), Ok(den)) => (u128::from(scaled / den), u128::from(scaled % den)),
            _ => (scaled / den, scaled % den),
        };
        let rounded = if remainder >= den - remainder { quotient + 1 } else { quotient };
        let units = i128::try_from(rounded).unwrap_or(i128::MAX);
        if self.num < 0 { -units } else { units }
    }

    /// `self` rounded half up at `decimals`.
    ///
    /// # Panics
    /// Never: a power of ten is not 0.
    #[must_use]
    pub fn rounded(self, decimals: u8) -> Self {
        Self::fraction(self.rounded_units(decimals), 10_i128.pow(u32::from(decimals))).expect("a power of ten is not 0")
    }

    /// The largest whole number that is not above it.
    #[must_use]
    pub fn floor(self) -> Self {
        Self { num: self.num.div_euclid(self.den), den: 1 }
    }

    /// The smallest whole number that is not below it.
    #[must_use]
    pub fn ceiling(self) -> Self {
        let below = Self { num: -self.num, den: self.den }.floor();
        Self { num: -below.num, den: 1 }
    }

    /// The fewest decimals that show the number exactly; none for 1/3.
    #[must_use]
    pub fn exact_decimals(self) -> Option<u8> {
        if self.den == 1 {
            return Some(0);
        }
        let mut scale = 1_i128;
        for decimals in 0..=18 {
            if scale % self.den == 0 {
                return Some(decimals);
            }
            scale *= 10;
        }
        None
    }

    /// A plain decimal with `decimals` places, `-12.50`, for files that programs read.
    #[must_use]
    pub fn plain(self, decimals: u8) -> String {
        let units = self.rounded_units(decimals);
        if let (0, Ok(whole)) = (decimals, i64::try_from(units)) {
            return whole.to_string();
        }
        let digits = format!("{:0width$}", units.unsigned_abs(), width = usize::from(decimals) + 1);
        let (whole, fraction) = digits.split_at(digits.len() - usize::from(decimals));
        let sign = if units < 0 { "-" } else { "" };
        if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") }
    }

    /// The number as readers of `lang` write it, rounded half up at `decimals`: `133.350`, `98,3`.
    #[must_use]
    pub fn show(self, lang: Lang, decimals: u8) -> String {
        show_units(lang, self.rounded_units(decimals), decimals)
    }

    /// A percent without its sign: never 100 of an unfinished whole, never 0 of something.
    ///
    /// At 1 decimal 99,96 is `99,9` and 0,04 is `<0,1`.
    #[must_use]
    pub fn show_percent(self, lang: Lang, decimals: u8) -> String {
        let units = self.rounded_units(decimals);
        let full = 100 * 10_i128.pow(u32::from(decimals));
        let least = || show_units(lang, 1, decimals);
        match units {
            0 if self.is_negative() => format!(">−{}", least()),
            0 if !self.is_zero() => format!("<{}", least()),
            _ if units == full && self < Self::HUNDRED => show_units(lang, full - 1, decimals),
            _ if units == full && self > Self::HUNDRED => show_units(lang, full + 1, decimals),
            _ => show_units(lang, units, decimals),
        }
    }

    /// The nearest float, for positions in a picture only.
    #[must_use]
    #[expect(clippy::cast_precision_loss, reason = "a position needs no more than 53 bits")]
    pub fn to_f64(self) -> f64 {
        self.num as f64 / self.den as f64
    }

    #[must_use]
    pub fn is_negative(self) -> bool {
        self.num < 0
    }

    #[must_use]
    pub fn is_zero(self) -> bool {
        self.num == 0
    }

    #[must_use]
    pub fn is_whole(self) -> bool {
        self.den == 1
    }

    #[must_use]
    pub fn abs(self) -> Self {
        Self { num: self.num.abs(), den: self.den }
    }
}

impl From<i64> for Number {
    fn from(value: i64) -> Self {
        Self { num: i128::from(value), den: 1 }
    }
}

impl Ord for Number {
    fn cmp(&self, other: &Self) -> Ordering {
        if self.den == other.den {
            return self.num.cmp(&other.num);
        }
        match (self.num.checked_mul(other.den), other.num.checked_mul(self.den)) {
            (Some(left), Some(right)) => left.cmp(&right),
            _ => self.to_f64().total_cmp(&other.to_f64()),
        }
    }
}

impl PartialOrd for Number {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

fn gcd(a: u128, b: u128) -> i128 {
    if let (Ok(mut a), Ok(mut b)) = (u64::try_from(a), u64::try_from(b)) {
        while b != 0 {
            (a, b) = (b, a % b);
        }
        return i128::from(a.max(1));
    }
    let (mut a, mut b) = (a, b);
    while b != 0 {
        (a, b) = (b, a % b);
    }
    i128::try_from(a.max(1)).expect("both were i128")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn n(text: &str) -> Number {
        Number::parse(text).expect(text)
    }

    #[test]
    fn the_wrong_percent_of_the_first_report() {
        let rate = n("133350").over(n("135720")).and_then(|r| r.times(Number::HUNDRED)).expect("in range");
        assert_eq!(rate.plain(5), "98.25376");
        assert_eq!(rate.plain(1), "98.3");
        assert_eq!(rate.plain(0), "98");
    }

    #[test]
    fn halves_round_away_from_zero() {
        assert_eq!(n("2.5").plain(0), "3");
        assert_eq!(n("-2.5").plain(0), "-3");
        assert_eq!(n("0.05").plain(1), "0.1");
        assert_eq!(n("-0.04").plain(1), "0.0");
    }

    #[test]
    fn reads_only_plain_decimals() {
        for text in ["", "1,5", "1e3", ".5", "5.", "NaN", "1_000", "0x1", "9999999999999999999", "0.1234567891"] {
            assert_eq!(Number::parse(text), None, "{text}");
        }
        assert_eq!(n("999999999999999999").plain(0), "999999999999999999");
        assert_eq!(Number::parse("1000000000000000000"), None);
        assert_eq!(n("007.50").exact_decimals(), Some(1));
    }
}
