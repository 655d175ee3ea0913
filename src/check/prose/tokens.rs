//! Numbers in a run of prose: each with its place, pairs as one.

use crate::locale::{Lang, read_number};
use crate::model::number::Number;

/// A run of digits as readers see one number, or `a/b` as a pair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Bytes of the prose.
    pub start: usize,
    pub end: usize,
    /// The value, where the run is a number of the page's language.
    pub first: Option<Number>,
    /// The whole of a pair.
    pub second: Option<Number>,
    /// Digits around a single `/`, as written: `(207, 225)`.
    pub slashed: Option<(String, String)>,
}

impl Token {
    /// True for `a/b` with a ≤ b.
    #[must_use]
    pub fn is_pair(&self) -> bool {
        matches!((self.first, self.second), (Some(part), Some(whole)) if part <= whole && !whole.is_zero())
    }

    /// True where a percent sign or word follows.
    #[must_use]
    pub fn is_percent(&self, text: &str) -> bool {
        self.slashed.is_none() && begins_with_percent(&text[self.end..])
    }
}

/// Where a percent sign ends that `text` begins with, after spaces.
#[must_use]
pub fn sign_behind(text: &str) -> Option<usize> {
    let rest = text.trim_start_matches([' ', '\u{a0}']).strip_prefix('%')?;
    Some(text.len() - rest.len())
}

/// True where `text` begins with a percent sign or word, after spaces.
#[must_use]
pub fn begins_with_percent(text: &str) -> bool {
    let text = text.trim_start_matches([' ', '\u{a0}']);
    ["%", "phần trăm", "percent"].iter().any(|sign| text.starts_with(sign))
}

/// `2023`.
#[must_use]
pub fn is_year(word: &str) -> bool {
    word.len() == 4 && word.parse::<u32>().is_ok_and(|year| (1900..=2100).contains(&year))
}

/// The numbers of `text`, in order.
#[must_use]
pub fn tokens(text: &str, lang: Lang) -> Vec<Token> {
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes[at].is_ascii_digit() {
            at = next_digit(bytes, at);
            continue;
        }
        let end = run(bytes, at);
        let mut token = single(text, at, end, lang);
        let before_slash = at > 0 && bytes[at - 1] == b'/';
        if let Some(second) = behind_slash(text, end).filter(|_| !before_slash) {
            let second_end = run(bytes, second);
            if bytes.get(second_end) != Some(&b'/') {
                token = pair(text, at, (end, second), second_end, lang);
            }
        }
        at = token.end;
        found.push(token);
    }
    found
}

/// The next digit behind `at`, else the end.
fn next_digit(bytes: &[u8], mut at: usize) -> usize {
    // Without a way out in the middle, many bytes are looked at at once.
    let has_digit = |chunk: &[u8]| chunk.iter().fold(false, |found, byte| found | byte.is_ascii_digit());
    while bytes.get(at..at + 16).is_some_and(|chunk| !has_digit(chunk)) {
        at += 16;
    }
    bytes[at..].iter().position(u8::is_ascii_digit).map_or(bytes.len(), |more| at + more)
}

/// Where the digits behind a slash begin, which may stand between spaces: `207/225`, `207 / 225`.
fn behind_slash(text: &str, end: usize) -> Option<usize> {
    let rest = text[end..].strip_prefix('/').or_else(|| text[end..].strip_prefix(" / "))?;
    let begins = rest.starts_with(|c: char| c.is_ascii_digit());
    begins.then_some(text.len() - rest.len())
}

/// The end of the digits (with `.` and `,` between them) that begin at `start`.
fn run(bytes: &[u8], start: usize) -> usize {
    let mut end = start;
    while end < bytes.len() {
        let inner = matches!(bytes[end], b'.' | b',') && bytes.get(end + 1).is_some_and(u8::is_ascii_digit);
        if !bytes[end].is_ascii_digit() && !inner {
            break;
        }
        end += 1;
    }
    end
}

fn value(text: &str, lang: Lang) -> Option<Number> {
    if text.len() <= 9 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.parse::<i64>().ok().map(Number::from);
    }
    read_number(lang, text).and_then(|(plain, _)| Number::parse(&plain))
}

fn single(text: &str, start: usize, end: usize, lang: Lang) -> Token {
    Token { start, end, first: value(&text[start..end], lang), second: None, slashed: None }
}

fn pair(text: &str, start: usize, (middle, second): (usize, usize), end: usize, lang: Lang) -> Token {
    let (first, second) = (&text[start..middle], &text[second..end]);
    Token {
        start,
        end,
        first: value(first, lang),
        second: value(second, lang),
        slashed: Some((first.to_owned(), second.to_owned())),
    }
}
