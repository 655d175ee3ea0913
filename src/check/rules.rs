//! Named rules by which a number in prose is no figure: date, time, document number, year, ordinal, phone, list, code, small count.

use crate::locale::nfc;

use super::figures::FigureIndex;
use super::tokens::{Token, begins_with_percent};

/// Why a number is no figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Rule {
    Date,
    Time,
    DocumentNumber,
    Year,
    Ordinal,
    Phone,
    List,
    Code,
    SmallCount,
}

/// Words after which a number only counts off.
const ORDINALS: &[&str] = &[
    "thứ",
    "khóa",
    "khoá",
    "lần",
    "lần thứ",
    "điều",
    "khoản",
    "điểm",
    "chương",
    "mục",
    "phần",
    "trung ương",
    "số",
    "hình",
    "bảng",
    "quý",
    "lớp",
    "tập",
    "trang",
    "phiên bản",
    "kỳ",
    "quyển",
    "no.",
    "number",
    "figure",
    "table",
    "article",
    "chapter",
    "section",
    "page",
    "part",
    "version",
    "quốc lộ",
    "tỉnh lộ",
    "đường",
    "kênh",
    "tổ",
    "khu phố",
];
const DATE_WORDS: &[&str] = &[
    "ngày", "tháng", "năm", "hôm", "sáng", "chiều", "tối", "trưa", "đến", "từ", "hết", "trước", "sau", "until", "from",
    "by", "on",
];
const MONTHS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// How far around a number its neighbours are looked at, in characters.
const NEAR: usize = 40;

/// The rule that `token` falls under, if any.
#[must_use]
pub fn rule_of(token: &Token, tokens: &[Token], text: &str, figures: &FigureIndex<'_>) -> Option<Rule> {
    let around = Around::of(token, text);
    let rules: [(Rule, Holds); 8] = [
        (Rule::DocumentNumber, is_document),
        (Rule::Phone, is_phone),
        (Rule::Time, is_time),
        (Rule::Date, is_date),
        (Rule::Code, is_code),
        (Rule::List, is_list),
        (Rule::Year, is_year),
        (Rule::Ordinal, is_ordinal),
    ];
    let found = rules.iter().find(|(_, holds)| holds(&around)).map(|(rule, _)| *rule);
    found.or_else(|| is_small_count(&around, tokens, figures).then_some(Rule::SmallCount))
}

/// Whether a rule holds for a number, by what stands around it.
type Holds = fn(&Around<'_>) -> bool;

/// A token and what stands next to it.
struct Around<'a> {
    token: &'a Token,
    /// The token as written.
    word: &'a str,
    /// What stands before, in lower case and NFC.
    before: String,
    /// What stands behind, as far as it is near.
    after: &'a str,
    raw_before: &'a str,
}

impl<'a> Around<'a> {
    fn of(token: &'a Token, text: &'a str) -> Self {
        let raw_before = &text[..token.start];
        let near = raw_before.char_indices().rev().nth(NEAR).map_or(0, |(at, _)| at);
        let before = nfc(&raw_before[near..]).to_lowercase();
        let after = &text[token.end..];
        let end = after.char_indices().nth(2 * NEAR).map_or(after.len(), |(at, _)| at);
        Self { token, word: &text[token.start..token.end], before, after: &after[..end], raw_before }
    }

    /// True where one of `words` stands right before the token.
    fn follows(&self, words: &[&str]) -> bool {
        let before = self.before.trim_end();
        before.len() < self.before.len()
            && words
                .iter()
                .any(|word| before.strip_suffix(word).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric)))
    }

    fn is_plain(&self) -> bool {
        self.word.bytes().all(|byte| byte.is_ascii_digit())
    }

    fn is_percent(&self) -> bool {
        begins_with_percent(self.after)
    }

    fn small(&self) -> Option<u32> {
        if self.is_plain() { self.word.parse().ok() } else { None }
    }
}

/// `01-KL/TW`, `12/2024/NĐ-CP`, `26-CT/TU`.
fn is_document(around: &Around<'_>) -> bool {
    let mut rest = around.after;
    while let Some(more) = rest.strip_prefix('/').filter(|more| more.starts_with(|c: char| c.is_ascii_digit())) {
        rest = more.trim_start_matches(|c: char| c.is_ascii_digit());
    }
    let letters = rest.strip_prefix(['-', '/', '–']).unwrap_or("");
    let capitals = letters.chars().take_while(|c| c.is_uppercase()).count();
    let follows_one = around.raw_before.ends_with('/')
        && around.raw_before.trim_end_matches(['/', '-']).ends_with(|c: char| c.is_ascii_digit());
    capitals >= 2 || (follows_one && capitals >= 1)
}

/// `0204 3854 123`, `+84 204…`, `1900 1234` in groups.
fn is_phone(around: &Around<'_>) -> bool {
    let digits = |text: &str| text.bytes().filter(u8::is_ascii_digit).count();
    let run: String =
        around.after.chars().take_while(|c| c.is_ascii_digit() || matches!(c, ' ' | '.' | '-' | '(' | ')')).collect();
    let behind: String = around
        .raw_before
        .chars()
        .rev()
        .take(NEAR)
        .take_while(|c| c.is_ascii_digit() || matches!(c, ' ' | '.' | '-' | '(' | ')' | '+'))
        .collect();
    let starts = around.word.starts_with('0')
        || behind.contains('+')
        || behind.trim_end().ends_with('0') && digits(&behind) >= 2;
    let said =
        around.follows(&["điện thoại", "điện thoại:", "đt:", "sđt:", "hotline:", "hotline", "tel:", "phone:", "fax:"]);
    let total = digits(around.word) + digits(&run) + digits(&behind);
    said || (starts && around.word.len() > 1 && (9..=13).contains(&total) && around.token.slashed.is_none())
}

/// `14:08`, `14h08`, `14 giờ 30 phút`.
fn is_time(around: &Around<'_>) -> bool {
    let digit_after =
        |sign: char| around.after.strip_prefix(sign).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let digit_before = |sign: char| {
        around.raw_before.strip_suffix(sign).is_some_and(|rest| rest.ends_with(|c: char| c.is_ascii_digit()))
    };
    let hour = around.small().is_some_and(|n| n <= 24);
    let minute = around.small().is_some_and(|n| n < 60);
    let after = around.after.trim_start();
    (hour
        && (digit_after(':')
            || digit_after('h')
            || around.after.starts_with("h ")
            || around.after == "h"
            || after.starts_with("giờ")))
        || (minute && (digit_before(':') || digit_before('h') || around.follows(&["giờ"])))
}

/// `18/5/2021`, `5/2024`, `31/3` after "đến", `ngày 13 tháng 5 năm 2024`, `13 May`.
fn is_date(around: &Around<'_>) -> bool {
    let small = |text: &str, most: u32| text.len() <= 2 && text.parse::<u32>().is_ok_and(|n| (1..=most).contains(&n));
    let year = |text: &str| text.len() == 4 && text.parse::<u32>().is_ok_and(|n| (1900..=2100).contains(&n));
    if let Some((a, b)) = &around.token.slashed {
        let day_month = small(a, 31) && small(b, 12);
        let falls = around.token.first > around.token.second;
        return (small(a, 12) && year(b))
            || (year(a) && year(b))
            || (day_month && (falls || around.follows(DATE_WORDS)));
    }
    let in_slashes = around.after.starts_with('/') || around.raw_before.ends_with('/');
    if in_slashes {
        return is_date_part(around, year);
    }
    let dashed = |text: &str| text.starts_with(['-', '.']) && text[1..].starts_with(|c: char| c.is_ascii_digit());
    let next_word =
        around.after.trim_start().split(|c: char| !c.is_alphabetic()).next().unwrap_or_default().to_lowercase();
    let iso = year(around.word) && dashed(around.after) || (around.raw_before.ends_with('-') && is_iso_tail(around));
    iso || (around.small().is_some() && around.follows(&["ngày", "tháng", "mùng"]))
        || (year(around.word) && around.follows(&["năm"]))
        || (small(around.word, 31) && MONTHS.contains(&next_word.as_str()) && !next_word.is_empty())
        || (around.is_plain() && MONTHS.iter().any(|month| around.follows(&[month])))
}

/// A number between slashes: part of `d/m/y`, or a year behind a Roman quarter.
fn is_date_part(around: &Around<'_>, year: impl Fn(&str) -> bool) -> bool {
    let written: String =
        around.raw_before.chars().rev().take(NEAR).take_while(|c| c.is_ascii_digit() || *c == '/').collect();
    let before: String = written.chars().rev().collect();
    let after: String = around.after.chars().take_while(|c| c.is_ascii_digit() || *c == '/').collect();
    let whole = format!("{before}{}{after}", around.word);
    let parts: Vec<&str> = whole.split('/').collect();
    let within = |text: &str, most: u32| text.parse::<u32>().is_ok_and(|n| (1..=most).contains(&n));
    match parts.as_slice() {
        [day, month, y] => within(day, 31) && within(month, 12) && year(y),
        _ => year(around.word) && around.raw_before.trim_end_matches('/').ends_with(['I', 'V', 'X']),
    }
}

fn is_iso_tail(around: &Around<'_>) -> bool {
    let written: String =
        around.raw_before.chars().rev().take(NEAR).take_while(|c| c.is_ascii_digit() || *c == '-').collect();
    around.word.len() == 2 && written.len() >= 5
}

/// `H5N1`, `4G`, `A4`, `covid-19`.
fn is_code(around: &Around<'_>) -> bool {
    let letter_before = around.raw_before.ends_with(char::is_alphabetic);
    let joined = around.raw_before.strip_suffix(['-', '_']).is_some_and(|rest| rest.ends_with(char::is_alphabetic));
    letter_before || joined || around.after.starts_with(char::is_alphabetic)
}

/// `1.` or `1)` at the beginning of a block.
fn is_list(around: &Around<'_>) -> bool {
    around.raw_before.trim().is_empty()
        && around.small().is_some_and(|n| n < 100)
        && around.after.starts_with(['.', ')', ':'])
}

/// `2023`, `2021-2025`.
fn is_year(around: &Around<'_>) -> bool {
    around.word.len() == 4 && around.small().is_some_and(|n| (1900..=2100).contains(&n)) && !around.is_percent()
}

fn is_ordinal(around: &Around<'_>) -> bool {
    around.small().is_some_and(|n| n < 10_000) && around.follows(ORDINALS)
}

/// A whole number under 100 with no unit of the data behind it that equals no figure of the data, or a range of such.
fn is_small_count(around: &Around<'_>, tokens: &[Token], figures: &FigureIndex<'_>) -> bool {
    let Some(count) = around.small().filter(|n| *n < 100) else { return false };
    let rest = around.after.trim_start_matches([' ', '\u{a0}']);
    if around.is_percent() {
        return false;
    }
    if is_range(around, tokens) {
        return true;
    }
    !figures.has_unit(rest) && !figures.has_value(i64::from(count))
}

/// `1 - 2 việc`: two small numbers with a dash between them are no count.
fn is_range(around: &Around<'_>, tokens: &[Token]) -> bool {
    let at = tokens.binary_search_by_key(&around.token.start, |token| token.start).ok();
    let dash = |text: &str| matches!(text.trim(), "-" | "–" | "đến" | "to");
    let gap_after =
        at.and_then(|at| tokens.get(at + 1)).and_then(|next| around.after.get(..next.start - around.token.end));
    let gap_before =
        at.and_then(|at| at.checked_sub(1)).map(|at| &tokens[at]).and_then(|last| around.raw_before.get(last.end..));
    gap_after.is_some_and(dash) || gap_before.is_some_and(dash)
}
