//! What the text of a claim states: a number or a pair, its precision, and the words around it.

use crate::locale::{Lang, group_sign, read_number};
use crate::model::number::Number;

/// A number as an author states it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stated {
    pub first: Printed,
    /// Where its digits begin in the text.
    pub first_at: usize,
    /// The whole behind `a/b`.
    pub second: Option<Printed>,
    pub second_at: usize,
    /// Where what stands behind the digits (and "nghìn") begins in the text.
    pub rest_at: usize,
    pub kind: Kind,
    pub hedge: Option<Hedge>,
    /// The word that says so.
    pub hedge_word: Option<&'static str>,
    /// True behind "giảm": the number is the size of a fall.
    pub falls: bool,
    /// True behind "tăng": the sentence speaks of a rise.
    pub rises: bool,
    /// What follows the number and its unit words, where that is more than words: another number, a range.
    pub more: Option<String>,
}

/// A number with the decimals it is printed with, and the "nghìn" or "triệu" behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Printed {
    /// The value meant: 133,4 nghìn is 133400.
    pub value: Number,
    pub decimals: u8,
    /// What the printed digits count: 1, or 1000 for nghìn.
    pub scale: Number,
    /// The word for that, where there is one.
    pub scale_word: Option<&'static str>,
    /// Bytes of the sign and the digits.
    pub length: usize,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Plain,
    Percent,
    Points,
}

/// Words that allow one unit of the last digit printed that is not 0, and at most a tenth of the number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hedge {
    /// hơn, trên, ít nhất: the exact value lies above.
    Above,
    /// gần, không quá: it lies below.
    Below,
    /// khoảng: either.
    About,
    /// dưới, chưa đến: it lies below, and is not the number.
    Under,
}

/// The longer words first where one ends like another.
const HEDGES: [(&str, Hedge); 40] = [
    ("trên dưới", Hedge::About),
    ("không dưới", Hedge::Above),
    ("không ít hơn", Hedge::Above),
    ("ít nhất", Hedge::Above),
    ("tối thiểu", Hedge::Above),
    ("at least", Hedge::Above),
    ("no fewer than", Hedge::Above),
    ("không quá", Hedge::Below),
    ("không vượt quá", Hedge::Below),
    ("không hơn", Hedge::Below),
    ("không trên", Hedge::Below),
    ("nhiều nhất", Hedge::Below),
    ("tối đa", Hedge::Below),
    ("at most", Hedge::Below),
    ("no more than", Hedge::Below),
    ("dưới", Hedge::Under),
    ("chưa đến", Hedge::Under),
    ("chưa tới", Hedge::Under),
    ("chưa đầy", Hedge::Under),
    ("less than", Hedge::Under),
    ("fewer than", Hedge::Under),
    ("under", Hedge::Under),
    ("xấp xỉ", Hedge::About),
    ("chừng", Hedge::About),
    ("suýt", Hedge::Below),
    ("ngót", Hedge::Below),
    ("approximately", Hedge::About),
    ("roughly", Hedge::About),
    ("hơn", Hedge::Above),
    ("trên", Hedge::Above),
    ("gần", Hedge::Below),
    ("khoảng", Hedge::About),
    ("more than", Hedge::Above),
    ("over", Hedge::Above),
    ("above", Hedge::Above),
    ("nearly", Hedge::Below),
    ("almost", Hedge::Below),
    ("close to", Hedge::Below),
    ("about", Hedge::About),
    ("around", Hedge::About),
];

const RISES: [&str; 9] =
    ["tăng", "tăng thêm", "nhiều hơn", "cao hơn", "up", "rose by", "grew by", "increased by", "higher by"];
const FALLS: [&str; 8] = ["giảm", "ít hơn", "thấp hơn", "kém", "down", "fell by", "fewer by", "lower by"];

/// Words behind a number that it counts in.
const SCALES: [(&str, i64); 9] = [
    ("nghìn", 1_000),
    ("ngàn", 1_000),
    ("vạn", 10_000),
    ("triệu", 1_000_000),
    ("tỷ", 1_000_000_000),
    ("tỉ", 1_000_000_000),
    ("thousand", 1_000),
    ("million", 1_000_000),
    ("billion", 1_000_000_000),
];

/// Words between the part and the whole of a pair, the longer ones first.
const JOINED: [&str; 12] = [
    "/",
    " / ",
    "\u{a0}/\u{a0}",
    " trên tổng số ",
    " trong tổng số ",
    " trên ",
    " trong số ",
    " trong ",
    " out of a total of ",
    " out of ",
    " of a total of ",
    " of ",
];

/// Reads the text of a claim; `before` is what stands in front of it. None where there is no readable number.
#[must_use]
pub fn read(text: &str, before: &str, lang: Lang) -> Option<Stated> {
    let start = text.find(|c: char| c.is_ascii_digit())?;
    let sign = text[..start].chars().next_back().filter(|c| matches!(c, '-' | '−' | '+'));
    let lead = &text[..start - sign.map_or(0, char::len_utf8)];
    let (first, rest) = number(&text[lead.len()..], lang)?;
    let behind = JOINED.iter().find_map(|between| rest.strip_prefix(between));
    let second_at = behind.map_or(0, |behind| text.len() - behind.len());
    let pair = behind.and_then(|rest| number(rest, lang));
    let (second, rest) = pair.map_or((None, rest), |(second, rest)| (Some(second), rest));
    let context = format!("{before}{lead}").to_lowercase();
    let mut words = context.trim_end();
    let hedge = HEDGES.iter().find(|(word, _)| ends_with_word(words, word));
    if let Some((word, _)) = hedge {
        words = words[..words.len() - word.len()].trim_end();
    }
    let falls = sign.is_none()
        && FALLS.iter().any(|word| ends_with_word(words, word) || ends_with_word(context.trim_end(), word));
    let rises = sign.is_none()
        && RISES.iter().any(|word| ends_with_word(words, word) || ends_with_word(context.trim_end(), word));
    let hedge = hedge.filter(|_| {
        second.is_none()
            && !ends_with_word(context.trim_end(), "ít hơn")
            && !ends_with_word(context.trim_end(), "thấp hơn")
    });
    let more = rest.contains(|c: char| c.is_numeric()).then(|| rest.trim().to_owned());
    let rest_at = text.len() - rest.len();
    let (kind, hedge_word, hedge) = (kind(rest), hedge.map(|(word, _)| *word), hedge.map(|(_, hedge)| *hedge));
    let first_at = lead.len();
    Some(Stated { first, first_at, second, second_at, rest_at, kind, hedge, hedge_word, falls, rises, more })
}

fn kind(rest: &str) -> Kind {
    let rest = rest.trim_start().to_lowercase();
    if rest.starts_with("điểm") || rest.starts_with("percentage point") || rest.starts_with("point") {
        Kind::Points
    } else if rest.starts_with('%')
        || rest.starts_with("phần trăm")
        || rest.starts_with("percent")
        || rest.starts_with("per cent")
    {
        if rest.contains("điểm") { Kind::Points } else { Kind::Percent }
    } else {
        Kind::Plain
    }
}

fn ends_with_word(text: &str, word: &str) -> bool {
    text.strip_suffix(word).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
}

/// The number that `text` begins with, and what follows it.
fn number(text: &str, lang: Lang) -> Option<(Printed, &str)> {
    let signed = text.strip_prefix(['-', '−', '+']).unwrap_or(text);
    let digits = signed.find(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ',')).unwrap_or(signed.len());
    let length = text.len() - signed.len() + signed[..digits].trim_end_matches(['.', ',']).len();
    let (plain, decimals) = read_number(lang, &text[..length])?;
    let (scale_word, scale, rest) = scale(&text[length..]);
    Some((Printed { value: Number::parse(&plain)?.times(scale)?, decimals, scale, scale_word, length }, rest))
}

/// True where `text` begins with a word that a number before it counts in: `triệu`.
#[must_use]
pub fn begins_with_scale(text: &str) -> bool {
    // The word has to stand behind a space.
    scale(&format!(" {}", text.trim_start_matches([' ', '\u{a0}']))).0.is_some()
}

/// The scale word that `text` begins with ("tỷ lệ" is none), and what follows it.
fn scale(text: &str) -> (Option<&'static str>, Number, &str) {
    let words = text.trim_start_matches([' ', '\u{a0}']);
    let found = SCALES.iter().find_map(|(word, scale)| {
        let rest = words.strip_prefix(word)?;
        let ends = !rest.starts_with(char::is_alphanumeric) && !rest.trim_start().starts_with("lệ");
        (ends && words.len() < text.len()).then_some((Some(*word), Number::from(*scale), rest))
    });
    found.unwrap_or((None, Number::from(1), text))
}

impl Printed {
    /// `exact` as it would be printed in the same form.
    fn rounded(self, exact: Number) -> Option<Number> {
        exact.over(self.scale)?.rounded(self.decimals).times(self.scale)
    }

    /// One unit of its last decimal.
    fn last_decimal(self) -> Option<Number> {
        Number::fraction(1, 10_i128.pow(u32::from(self.decimals)))?.times(self.scale)
    }

    /// One unit of the last digit that is not 0; of a percent, of the last digit.
    fn last_digit(self, kind: Kind) -> Option<Number> {
        let mut unit = self.last_decimal()?;
        if kind != Kind::Plain || self.decimals > 0 || self.value.is_zero() {
            return Some(unit);
        }
        let ten = Number::from(10);
        while self.value.over(unit.times(ten)?)?.is_whole() {
            unit = unit.times(ten)?;
        }
        Some(unit)
    }

    /// How far a word in front of it may be off: one unit of the last digit that is not 0, at most a tenth of the number.
    fn tolerance(self, kind: Kind) -> Option<Number> {
        let unit = self.last_digit(kind)?;
        if kind != Kind::Plain || self.decimals > 0 || self.value.is_zero() {
            return Some(unit);
        }
        Some(unit.min(self.value.abs().over(Number::from(10))?))
    }

    /// The digits of it: with signs between groups, or without where `written` has none.
    #[must_use]
    pub fn written_like(self, written: &str, lang: Lang) -> Option<String> {
        let shown = self.value.over(self.scale)?.show(lang, self.decimals);
        let digits = |text: &str| text.chars().filter(char::is_ascii_digit).count();
        let is_bare = digits(written) > 3 + usize::from(self.decimals) && !written.contains(group_sign(lang));
        Some(if is_bare { shown.replace(group_sign(lang), "") } else { shown })
    }
}

impl Stated {
    /// The same, read as a percent also where the sign is left out.
    #[must_use]
    pub fn read_as_percent(self) -> Self {
        Self { kind: Kind::Percent, ..self }
    }

    /// What should stand in this form: rounded half up at the printed decimals, behind "hơn" down and behind "gần" up, with
    /// more decimals only where these are too few to tell. None where the words around it are wrong themselves.
    #[must_use]
    pub fn corrected(&self, exact: Number) -> Option<Printed> {
        let exact = if self.falls { Number::ZERO.minus(exact)? } else { exact };
        if self.falls && exact.is_negative() {
            return None;
        }
        let decimals = self.first.decimals;
        if self.is_contradicted(exact) {
            return None;
        }
        if self.hedge.is_none() {
            let is_percent = self.kind == Kind::Percent;
            let value = if is_percent { in_percent(exact, decimals) } else { self.first.rounded(exact) };
            return Some(Printed { value: value?, ..self.first });
        }
        let coarse = self.directed(exact, self.first.last_digit(self.kind)?, decimals);
        let finer = || {
            (decimals..=decimals + 3)
                .find_map(|decimals| self.directed(exact, Printed { decimals, ..self.first }.last_decimal()?, decimals))
        };
        coarse.or_else(finer)
    }

    /// True where the word in front says that the figure lies below what is printed, and it lies above.
    #[must_use]
    pub fn is_contradicted(&self, exact: Number) -> bool {
        let exact = if self.falls { Number::ZERO.minus(exact).unwrap_or(exact) } else { exact };
        matches!(self.hedge, Some(Hedge::Below | Hedge::Under)) && exact >= self.first.value
    }

    /// `exact` in whole `unit`s, rounded as the word in front asks; none where that would not hold.
    fn directed(&self, exact: Number, unit: Number, decimals: u8) -> Option<Printed> {
        let units = exact.over(unit)?;
        let whole = match self.hedge? {
            Hedge::Above => units.floor(),
            Hedge::Below => units.ceiling(),
            Hedge::Under => units.floor().plus(Number::from(1))?,
            Hedge::About => units.rounded(0),
        };
        let printed = Printed { value: whole.times(unit)?, decimals, ..self.first };
        Self { first: printed, ..self.clone() }.agrees(exact).then_some(printed)
    }

    /// True where `exact`, rounded half up at the printed decimals, is what is printed, or where the word in front allows
    /// it. 100% is right only for a whole, 0% only for nothing.
    #[must_use]
    pub fn agrees(&self, exact: Number) -> bool {
        let printed = self.first;
        let exact = if self.falls { Number::ZERO.minus(exact).unwrap_or(exact) } else { exact };
        let Some(unit) = printed.tolerance(self.kind) else { return false };
        let near = |low: Option<Number>, high: Option<Number>| {
            low.is_some_and(|low| low <= exact) && high.is_some_and(|high| exact <= high)
        };
        let is_rounded = || match self.kind {
            Kind::Percent => Some(printed.value) == in_percent(exact, printed.decimals),
            Kind::Plain | Kind::Points => Some(printed.value) == printed.rounded(exact),
        };
        match self.hedge {
            None => is_rounded(),
            Some(Hedge::Under) => exact < printed.value && near(printed.value.minus(unit), Some(printed.value)),
            Some(Hedge::Above) => near(Some(printed.value), printed.value.plus(unit)),
            Some(Hedge::Below) => near(printed.value.minus(unit), Some(printed.value)),
            Some(Hedge::About) => is_rounded() || near(printed.value.minus(unit), printed.value.plus(unit)),
        }
    }
}

/// The percent to print for `exact`: 100 only for a whole and 0 only for nothing; what would round to 100 stays one unit off,
/// and what would round to 0 can't be printed at these decimals.
pub fn in_percent(exact: Number, decimals: u8) -> Option<Number> {
    let unit = Number::fraction(1, 10_i128.pow(u32::from(decimals)))?;
    let rounded = exact.rounded(decimals);
    if rounded == exact || ![Number::ZERO, Number::HUNDRED].contains(&rounded) {
        return Some(rounded);
    }
    match rounded {
        Number::ZERO => None,
        full if exact < full => full.minus(unit),
        full => full.plus(unit),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, before: &str, exact: (i128, i128), expected: bool) {
        let stated = read(text, before, Lang::Vi).expect(text);
        let exact = Number::fraction(exact.0, exact.1).expect("not by 0");
        assert_eq!(stated.agrees(exact), expected, "{before}{text} of {exact:?}");
    }

    #[test]
    fn printed_precision_decides() {
        let rate = (13_335_000, 135_720);
        check("98,3%", "đạt ", rate, true);
        check("98,2%", "đạt ", rate, false);
        check("98,25%", "", rate, true);
        check("98%", "", rate, true);
        check("8.100 việc", "", (8100, 1), true);
        check("8100", "", (8100, 1), true);
        check("100%", "", (9996, 100), false);
        check("0%", "", (1, 100), false);
        check("99,9%", "", (9996, 100), true);
        check("99,96%", "", (9996, 100), true);
        check("100,0%", "", (9996, 100), false);
    }

    #[test]
    fn words_in_front_allow_one_unit() {
        check("97%", "đạt trên ", (975, 10), true);
        check("97%", "đạt trên ", (9698, 100), false);
        check("97%", "gần ", (9698, 100), true);
        check("97%", "gần ", (9701, 100), false);
        check("khoảng 97%", "", (9795, 100), true);
        check("133.000", "hơn ", (133_350, 1), true);
        check("134.000", "gần ", (133_350, 1), true);
        check("133,4 nghìn", "khoảng ", (133_350, 1), true);
        check("133,4 nghìn", "", (133_350, 1), true);
        check("13 vạn", "hơn ", (133_350, 1), true);
        check("8.000", "hơn ", (8247, 1), true);
        check("8.000", "hơn ", (8900, 1), false);
        check("1.000", "gần ", (200, 1), false);
        check("1.000", "gần ", (950, 1), true);
        check("660", "giảm ", (-660, 1), true);
        check("−660", "", (-660, 1), true);
    }

    #[test]
    fn pairs_and_what_is_no_number() {
        let stated = read("207 trên 225", "", Lang::Vi).expect("a pair");
        assert_eq!(stated.second.map(|printed| printed.value), Some(Number::from(225)));
        assert!(read("xem bảng", "", Lang::Vi).is_none());
        assert!(read("1.29", "", Lang::Vi).is_none());
        assert_eq!(read("1,298", "", Lang::En).map(|stated| stated.first.value), Some(Number::from(1298)));
    }
}
