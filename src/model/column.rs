//! The figures of one measure, packed: eight bytes each as long as they fit, exact in any case.

use serde::{Deserialize, Serialize};

use super::adding::Refusal;
use super::number::Number;

/// What a selection of figures amounts to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Figure {
    Value(Number),
    /// No row, a null among the rows, or a whole of 0.
    Missing,
    /// A cell that could not be read, and was reported.
    Broken,
    /// Beyond exact arithmetic.
    TooLarge,
    /// There are figures, but what they would add up to means nothing.
    Refused(Refusal),
}

impl Figure {
    /// The number, if there is one.
    #[must_use]
    pub fn value(self) -> Option<Number> {
        match self {
            Self::Value(number) => Some(number),
            Self::Missing | Self::Broken | Self::TooLarge | Self::Refused(_) => None,
        }
    }
}

/// One cell's content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Slot {
    /// Null, or left out.
    Empty,
    /// A cell that a finding was reported for: what depends on it stays silent.
    Broken,
    Number(Number),
}

/// The cells of one measure in the order of the rows.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Column {
    /// Every number is `units` over 10^`decimals`; [`EMPTY`] and [`BROKEN`] stand for what is none.
    Packed { decimals: u8, units: Vec<i64> },
    /// Numbers too long to be packed.
    Wide(Vec<Slot>),
}

const EMPTY: i64 = i64::MIN;
const BROKEN: i64 = i64::MIN + 1;
/// The most decimals a packed column keeps.
const MOST_DECIMALS: u8 = 9;

impl Default for Column {
    fn default() -> Self {
        Self::Packed { decimals: 0, units: Vec::new() }
    }
}

impl Column {
    /// Adds a cell.
    pub fn push(&mut self, slot: Slot) {
        match (&mut *self, slot) {
            (Self::Wide(slots), slot) => slots.push(slot),
            (Self::Packed { units, .. }, Slot::Empty) => units.push(EMPTY),
            (Self::Packed { units, .. }, Slot::Broken) => units.push(BROKEN),
            (Self::Packed { .. }, Slot::Number(number)) => self.push_number(number),
        }
    }

    /// Adds a whole number of up to 18 digits.
    pub fn push_whole(&mut self, whole: i64) {
        match self {
            Self::Packed { decimals: 0, units } => units.push(whole),
            _ => self.push(Slot::Number(Number::from(whole))),
        }
    }

    /// The cell at `row`.
    #[must_use]
    pub fn get(&self, row: usize) -> Slot {
        match self {
            Self::Wide(slots) => slots[row],
            Self::Packed { decimals, units } => match units[row] {
                EMPTY => Slot::Empty,
                BROKEN => Slot::Broken,
                units => Slot::Number(unpacked(i128::from(units), *decimals)),
            },
        }
    }

    /// The sum over `rows`; a null among them gives no figure, and so does no row at all.
    #[must_use]
    pub fn sum(&self, rows: impl Iterator<Item = usize>) -> Figure {
        let (mut sum, mut any, mut missing, mut broken) = (Some(Number::ZERO), false, false, false);
        match self {
            Self::Packed { decimals, units } => {
                let mut total = 0_i128;
                for row in rows {
                    any = true;
                    match units[row] {
                        EMPTY => missing = true,
                        BROKEN => broken = true,
                        // 2^64 summands would be needed to leave i128.
                        units => total += i128::from(units),
                    }
                }
                sum = Some(unpacked(total, *decimals));
            }
            Self::Wide(slots) => {
                for row in rows {
                    any = true;
                    match slots[row] {
                        Slot::Empty => missing = true,
                        Slot::Broken => broken = true,
                        Slot::Number(number) => sum = sum.and_then(|sum| sum.plus(number)),
                    }
                }
            }
        }
        match sum {
            _ if broken => Figure::Broken,
            _ if missing || !any => Figure::Missing,
            Some(sum) => Figure::Value(sum),
            None => Figure::TooLarge,
        }
    }

    /// The rows that have a number, with it.
    pub fn numbers(&self) -> impl Iterator<Item = (usize, Number)> + '_ {
        (0..self.len()).filter_map(|row| match self.get(row) {
            Slot::Number(number) => Some((row, number)),
            Slot::Empty | Slot::Broken => None,
        })
    }

    /// The most decimals that any of its numbers has.
    #[must_use]
    pub fn decimals(&self) -> u8 {
        match self {
            Self::Packed { decimals, .. } => *decimals,
            Self::Wide(_) => self.numbers().filter_map(|(_, number)| number.exact_decimals()).max().unwrap_or(0),
        }
    }

    fn len(&self) -> usize {
        match self {
            Self::Packed { units, .. } => units.len(),
            Self::Wide(slots) => slots.len(),
        }
    }

    fn push_number(&mut self, number: Number) {
        let needed = number.exact_decimals().filter(|decimals| *decimals <= MOST_DECIMALS);
        if needed.is_some_and(|needed| self.widen(needed))
            && let Self::Packed { decimals, units } = self
            && let Some(packed) = packed(number, *decimals)
        {
            units.push(packed);
            return;
        }
        let mut slots: Vec<Slot> = (0..self.len()).map(|row| self.get(row)).collect();
        slots.push(Slot::Number(number));
        *self = Self::Wide(slots);
    }

    /// Makes room for `needed` decimals; false where the numbers would no longer fit.
    fn widen(&mut self, needed: u8) -> bool {
        let Self::Packed { decimals, units } = self else { return false };
        if needed <= *decimals {
            return true;
        }
        let scale = 10_i64.pow(u32::from(needed - *decimals));
        let scaled = |units: &i64| match *units {
            EMPTY | BROKEN => Some(*units),
            units => units.checked_mul(scale).filter(|units| *units > BROKEN),
        };
        let Some(all) = units.iter().map(scaled).collect::<Option<Vec<i64>>>() else { return false };
        (*decimals, *units) = (needed, all);
        true
    }
}

fn packed(number: Number, decimals: u8) -> Option<i64> {
    i64::try_from(number.rounded_units(decimals)).ok().filter(|units| *units > BROKEN)
}

fn unpacked(units: i128, decimals: u8) -> Number {
    Number::fraction(units, 10_i128.pow(u32::from(decimals))).expect("a power of ten is not 0")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn n(text: &str) -> Number {
        Number::parse(text).expect(text)
    }

    fn column(texts: &[&str]) -> Column {
        let mut column = Column::default();
        for text in texts {
            column.push(match *text {
                "" => Slot::Empty,
                "?" => Slot::Broken,
                text => Slot::Number(n(text)),
            });
        }
        column
    }

    #[test]
    fn what_goes_in_comes_out() {
        let texts = ["7", "", "-2.5", "0.123456789", "?", "-999999999999999999", "999999999999999999.999999999"];
        let column = column(&texts);
        assert!(matches!(column, Column::Wide(_)), "the last two don't fit together");
        for (row, text) in texts.iter().enumerate() {
            match (column.get(row), *text) {
                (Slot::Empty, "") | (Slot::Broken, "?") => {}
                (Slot::Number(number), text) => assert_eq!(number, n(text)),
                (slot, text) => panic!("{text:?} came out as {slot:?}"),
            }
        }
    }

    #[test]
    fn sums_are_exact_and_know_what_is_missing() {
        let column = column(&["7", "0.5", "", "?", "0.25"]);
        assert_eq!(column.sum([0, 1, 4].into_iter()), Figure::Value(n("7.75")));
        assert_eq!(column.sum([0, 2].into_iter()), Figure::Missing);
        assert_eq!(column.sum([2, 3].into_iter()), Figure::Broken);
        assert_eq!(column.sum(std::iter::empty()), Figure::Missing);
        assert_eq!(column.decimals(), 2);
    }
}
