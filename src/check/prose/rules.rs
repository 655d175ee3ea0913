//! Named rules by which a number in prose is no figure: date, time, document number, year, ordinal, phone, list, motto, code,
//! small count, and those of the site.

use std::cell::OnceCell;
use std::collections::HashSet;
use std::sync::LazyLock;

use crate::config::NumberRule;
use crate::locale::nfc;

use super::figures::FigureIndex;
use super::tokens::{Token, begins_with_percent, is_year};
use super::words::{BEFORE, DATES, DAYS, DOCUMENTS, DURATIONS, HOURS, MONTHS, ORDINALS, PHONES, QUARTERS, YEARS};

/// How far around a number its neighbours are looked at, in characters.
const NEAR: usize = 40;
/// More characters than any word for a duration has, its marks apart, and the one behind it.
const LONGEST_DURATION: usize = 32;

/// Whether a rule holds for a number, by what stands around it.
type Holds = fn(&Around<'_>) -> bool;

/// The built-in rules in the order they are asked, with their names.
const RULES: [(&str, Holds); 9] = [
    ("document-number", is_document),
    ("phone", is_phone),
    ("time", is_time),
    ("date", is_date),
    ("code", is_code),
    ("motto", is_motto),
    ("list", is_list),
    ("year", is_a_year),
    ("ordinal", is_ordinal),
];

/// The name of the rule that asks the data too.
const SMALL_COUNT: &str = "small-count";

/// The rules of one site.
pub struct Rules<'a> {
    /// The site's own, which are asked first.
    pub own: &'a [NumberRule],
    pub figures: &'a FigureIndex<'a>,
}

impl<'a> Rules<'a> {
    /// The name of the rule that the token at `at` falls under, if any.
    #[must_use]
    pub fn of(&self, tokens: &[Token], at: usize, text: &str) -> Option<&'a str> {
        let around = Around::of(tokens, at, text);
        let own = self.own.iter().find(|rule| around.is_told_by(rule)).map(|rule| rule.name.as_str());
        own.or_else(|| {
            let found = RULES.iter().find(|(_, holds)| holds(&around)).map(|(name, _)| *name);
            let found = found.or_else(|| is_duration(&around, self.figures).then_some("time"));
            found.or_else(|| is_small_count(&around, self.figures).then_some(SMALL_COUNT))
        })
    }
}

/// A token and what stands next to it.
struct Around<'a> {
    tokens: &'a [Token],
    at: usize,
    token: &'a Token,
    text: &'a str,
    /// The token as written.
    word: &'a str,
    /// What stands before, in lower case and NFC; made when it is asked for.
    before: OnceCell<String>,
    /// What stands behind, as far as it is near.
    after: &'a str,
    /// The same without spaces before it, in lower case and NFC; made when it is asked for.
    after_lower: OnceCell<String>,
    raw_before: &'a str,
    /// True where what stands before ends like one of our words: it mostly does not.
    may_follow: bool,
}

/// The letters and digits that words of ours end in.
static ENDS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| BEFORE.into_iter().flatten().map(|word| last_letters(word)).collect());

/// The letters and digits that `text` ends in; none where it ends in a sign.
fn last_letters(text: &str) -> &str {
    let end = text.rfind(|letter: char| !letter.is_alphanumeric());
    end.map_or(text, |at| text[at..].trim_start_matches(|letter: char| !letter.is_alphanumeric()))
}

impl<'a> Around<'a> {
    fn of(tokens: &'a [Token], at: usize, text: &'a str) -> Self {
        let token = &tokens[at];
        let raw_before = &text[..token.start];
        let after = &text[token.end..];
        let end = after.char_indices().nth(2 * NEAR).map_or(after.len(), |(at, _)| at);
        let (word, after, after_lower) = (&text[token.start..token.end], &after[..end], OnceCell::new());
        let last = raw_before.trim_end();
        let last = last.rfind(char::is_whitespace).map_or(last, |gap| &last[gap..]);
        let may_follow = ENDS.contains(last_letters(&nfc(last).to_lowercase()));
        Self { tokens, at, token, text, word, before: OnceCell::new(), after, after_lower, raw_before, may_follow }
    }

    /// True where one of `words`, a list of [`BEFORE`], stands right before the token.
    fn follows(&self, words: &[&str]) -> bool {
        debug_assert!(BEFORE.contains(&words), "its words' ends are known");
        self.may_follow && self.follows_one_of(words)
    }

    /// True where one of `words` stands right before the token.
    fn follows_one_of<W: AsRef<str>>(&self, words: &[W]) -> bool {
        let before = self.before.get_or_init(|| {
            let near = self.raw_before.char_indices().rev().nth(NEAR).map_or(0, |(at, _)| at);
            nfc(&self.raw_before[near..]).to_lowercase()
        });
        let (all, before) = (before.len(), before.trim_end());
        before.len() < all
            && words.iter().any(|word| {
                before.strip_suffix(word.as_ref()).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
            })
    }

    /// True where one of `words` stands right behind the token.
    fn precedes<W: AsRef<str>>(&self, words: &[W]) -> bool {
        let lower = || nfc(self.after.trim_start_matches([' ', '\u{a0}'])).to_lowercase();
        let after = self.after_lower.get_or_init(lower);
        begins_with_one_of(after, words)
    }

    /// True where a rule of the site's says that it is no figure.
    fn is_told_by(&self, rule: &NumberRule) -> bool {
        self.follows_one_of(&rule.after) || self.precedes(&rule.before) || self.is_within(&rule.texts)
    }

    /// True where the token is part of one of `texts`.
    fn is_within(&self, texts: &[String]) -> bool {
        if texts.is_empty() {
            return false;
        }
        // Lower case may be longer than what it is made of: what stands before the token is counted in it.
        let lower = |text: &str| nfc(text).to_lowercase();
        let (before, word) = (lower(self.raw_before), lower(self.word));
        let all = format!("{before}{word}{}", lower(self.after));
        let (start, end) = (before.len(), before.len() + word.len());
        texts.iter().any(|text| all.match_indices(text.as_str()).any(|(at, _)| at < end && start < at + text.len()))
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

/// True where `text` begins with one of `words` as a word of its own.
fn begins_with_one_of<W: AsRef<str>>(text: &str, words: &[W]) -> bool {
    let ends = |rest: &str| !rest.starts_with(char::is_alphanumeric);
    words.iter().any(|word| text.strip_prefix(word.as_ref()).is_some_and(ends))
}

/// `01-KL/TW`, `12/2024/NĐ-CP`, `26-CT/TU`, `Chỉ thị 05`.
fn is_document(around: &Around<'_>) -> bool {
    if around.small().is_some_and(|n| n < 1000) && around.follows(DOCUMENTS) {
        return true;
    }
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
    let is_of_one = |byte: &u8| byte.is_ascii_digit() || matches!(byte, b' ' | b'.' | b'-' | b'(' | b')');
    let run = around.after.bytes().take_while(is_of_one).filter(u8::is_ascii_digit).count();
    let before = around.raw_before.bytes().rev().take(NEAR).take_while(|byte| is_of_one(byte) || *byte == b'+').count();
    let before = &around.raw_before[around.raw_before.len() - before..];
    let starts = around.word.starts_with('0')
        || before.contains('+')
        || before.trim_start().starts_with('0') && digits(before) >= 2;
    let said = around.follows(PHONES);
    let total = digits(around.word) + run + digits(before);
    said || continues_phone(around)
        || (starts && around.word.len() > 1 && (9..=13).contains(&total) && around.token.slashed.is_none())
}

/// The groups of a number behind "hotline 1900".
fn continues_phone(around: &Around<'_>) -> bool {
    let Some(before) = around.at.checked_sub(1) else { return false };
    let gap = around.text.get(around.tokens[before].end..around.token.start).unwrap_or_default();
    let is_group = around.is_plain() && around.word.len() >= 2 && matches!(gap, " " | "." | "-" | "\u{a0}");
    is_group && is_phone(&Around::of(around.tokens, before, around.text))
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
        || (minute && (digit_before(':') || digit_before('h') || around.follows(HOURS)))
}

/// `6 tháng`, `30 phút`: where the data does not count in such a unit.
fn is_duration(around: &Around<'_>, figures: &FigureIndex<'_>) -> bool {
    if around.small().is_none_or(|n| n >= 1000) {
        return false;
    }
    let rest = around.after.trim_start_matches([' ', '\u{a0}']);
    let near: String = rest.chars().take(LONGEST_DURATION).collect();
    begins_with_one_of(&nfc(&near).to_lowercase(), DURATIONS) && !figures.has_unit(rest)
}

/// `18/5/2021`, `5/2024`, `31/3` after "đến", `ngày 13 tháng 5 năm 2024`, `13 May`.
fn is_date(around: &Around<'_>) -> bool {
    let small = |text: &str, most: u32| text.len() <= 2 && text.parse::<u32>().is_ok_and(|n| (1..=most).contains(&n));
    if let Some((a, b)) = &around.token.slashed {
        let day_month = small(a, 31) && small(b, 12);
        let falls = around.token.first > around.token.second;
        return (small(a, 12) && is_year(b))
            || (is_year(a) && is_year(b))
            || (day_month && (falls || around.follows(DATES) || continues_dates(around)))
            || (small(a, 4) && around.follows(QUARTERS));
    }
    let in_slashes = around.after.starts_with('/') || around.raw_before.ends_with('/');
    if in_slashes {
        return is_date_part(around);
    }
    let dashed = |text: &str| {
        text.strip_prefix(['-', '.']).is_some_and(|rest| rest.chars().take_while(char::is_ascii_digit).count() == 2)
    };
    let next_word =
        around.after.trim_start().split(|c: char| !c.is_alphabetic()).next().unwrap_or_default().to_lowercase();
    let iso = is_year(around.word) && dashed(around.after) || (around.raw_before.ends_with('-') && is_iso_tail(around));
    iso || (around.small().is_some() && around.follows(DAYS))
        || (is_year(around.word) && around.follows(YEARS))
        || (small(around.word, 31) && MONTHS.contains(&next_word.as_str()) && !next_word.is_empty())
        || (around.is_plain() && around.follows(MONTHS))
}

/// `30/4, 1/5 và 2/9`: what stands in a list with a date is one.
fn continues_dates(around: &Around<'_>) -> bool {
    let Some(before) = around.at.checked_sub(1) else { return false };
    let gap = around.text.get(around.tokens[before].end..around.token.start).unwrap_or_default().trim();
    matches!(gap, "," | "và" | "-" | "–" | "and" | "đến") && {
        let last = Around::of(around.tokens, before, around.text);
        last.token.slashed.is_some() && is_date(&last)
    }
}

/// A number between slashes: part of `d/m/y`, or a year behind a Roman quarter.
fn is_date_part(around: &Around<'_>) -> bool {
    let written: String =
        around.raw_before.chars().rev().take(NEAR).take_while(|c| c.is_ascii_digit() || *c == '/').collect();
    let before: String = written.chars().rev().collect();
    let after: String = around.after.chars().take_while(|c| c.is_ascii_digit() || *c == '/').collect();
    let whole = format!("{before}{}{after}", around.word);
    let parts: Vec<&str> = whole.split('/').collect();
    let within = |text: &str, most: u32| text.parse::<u32>().is_ok_and(|n| (1..=most).contains(&n));
    match parts.as_slice() {
        [day, month, y] => within(day, 31) && within(month, 12) && is_year(y),
        _ => is_year(around.word) && around.raw_before.trim_end_matches('/').ends_with(['I', 'V', 'X']),
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

/// `“3 dám”`: a number that begins a quoted text of a few words.
fn is_motto(around: &Around<'_>) -> bool {
    let Some(open) = around.raw_before.chars().next_back() else { return false };
    let close = match open {
        '“' | '"' | '„' => ['”', '"', '“'],
        '‘' | '\'' => ['’', '\'', '’'],
        '«' => ['»', '»', '»'],
        _ => return false,
    };
    let Some(end) = around.after.find(close) else { return false };
    let inside = &around.after[..end];
    around.small().is_some_and(|n| n < 100)
        && inside.split_whitespace().count() <= 4
        && !inside.contains(['%', '.', ';'])
}

/// `1.` or `1)` at the beginning of a block.
fn is_list(around: &Around<'_>) -> bool {
    around.raw_before.trim().is_empty()
        && around.small().is_some_and(|n| n < 100)
        && around.after.starts_with(['.', ')', ':'])
}

/// `2023`, `2021-2025`.
fn is_a_year(around: &Around<'_>) -> bool {
    is_year(around.word) && !around.is_percent()
}

fn is_ordinal(around: &Around<'_>) -> bool {
    around.small().is_some_and(|n| n < 10_000) && around.follows(ORDINALS)
}

/// A whole number under 100 with no unit of the data behind it that equals no figure of the data, or a range of such.
fn is_small_count(around: &Around<'_>, figures: &FigureIndex<'_>) -> bool {
    let Some(count) = around.small().filter(|n| *n < 100) else { return false };
    let rest = around.after.trim_start_matches([' ', '\u{a0}']);
    if around.is_percent() {
        return false;
    }
    if is_range(around) {
        return true;
    }
    !figures.has_unit(rest) && !figures.has_value(i64::from(count))
}

/// `1 - 2 việc`: two small numbers with a dash between them are no count.
fn is_range(around: &Around<'_>) -> bool {
    let dash = |from: usize, to: usize| {
        let between = around.text.get(from..to).unwrap_or_default();
        matches!(between.trim(), "-" | "–" | "đến" | "to")
    };
    let next = around.tokens.get(around.at + 1);
    let last = around.at.checked_sub(1).map(|before| &around.tokens[before]);
    next.is_some_and(|next| dash(around.token.end, next.start))
        || last.is_some_and(|last| dash(last.end, around.token.start))
}
