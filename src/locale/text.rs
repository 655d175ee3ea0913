//! Text in two scripts' worth of marks: NFC, folding for comparison, slugs, nearest words.

use std::borrow::Cow;

use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};

/// `text` in Unicode normalisation form C.
#[must_use]
pub fn nfc(text: &str) -> Cow<'_, str> {
    if is_composed(text.as_bytes()) {
        return Cow::Borrowed(text);
    }
    ComposingNormalizerBorrowed::new_nfc().normalize(text)
}

/// True where each letter is one that form C leaves alone, whatever stands beside it: ASCII, Latin with marks
/// (U+0080–U+02FF, U+1E00–U+1EFF), dashes, quotes and dots (U+2010–U+2027). Most of our texts hold no others.
fn is_composed(text: &[u8]) -> bool {
    let may_change = |first: u8, second: u8, third: u8| {
        let is_latin = first == 0xe1 && matches!(second, 0xb8..=0xbb);
        let is_sign = first == 0xe2 && second == 0x80 && matches!(third, 0x90..=0xa7);
        first >= 0xcc && !is_latin && !is_sign
    };
    // Without a way out in the middle, many bytes are looked at at once.
    let (second, third) = (text.get(1..).unwrap_or_default(), text.get(2..).unwrap_or_default());
    let letters = text.iter().zip(second).zip(third);
    let found = letters.fold(false, |found, ((first, second), third)| found | may_change(*first, *second, *third));
    !found && text.iter().rev().take(2).all(|byte| *byte < 0xcc)
}

/// `text` in form C without control characters, which no reader sees and HTML does not allow.
#[must_use]
pub fn clean(text: &str) -> Cow<'_, str> {
    let is_control = |c: char| c.is_control() && !matches!(c, '\n' | '\t' | '\r');
    if may_have_controls(text) { Cow::Owned(nfc(text).replace(is_control, "")) } else { nfc(text) }
}

/// False where no byte can be of a control character other than ends of lines and tabs: below a space, DEL, C1.
fn may_have_controls(text: &str) -> bool {
    let is_odd = |byte: u8| (byte < b' ' && !matches!(byte, b'\n' | b'\t' | b'\r')) || byte == 0x7f;
    let odd = text.bytes().fold(false, |found, byte| found | is_odd(byte));
    let second = text.as_bytes().get(1..).unwrap_or_default();
    let pairs = text.bytes().zip(second);
    let is_c1 = |first: u8, second: u8| first == 0xc2 && second & 0xe0 == 0x80;
    odd || pairs.fold(false, |found, (first, second)| found | is_c1(first, *second))
}

/// Lower case without marks: `Đăng Ký` → `dang ky`.
#[must_use]
pub fn fold(text: &str) -> String {
    DecomposingNormalizerBorrowed::new_nfd()
        .normalize(text)
        .chars()
        .filter(|&c| !('\u{300}'..='\u{36f}').contains(&c))
        .flat_map(char::to_lowercase)
        .map(|c| if c == 'đ' { 'd' } else { c })
        .collect()
}

/// A segment of an address: `Đăng ký và hoàn thành` → `dang-ky-va-hoan-thanh`. May be empty.
#[must_use]
pub fn slugify(text: &str) -> String {
    slug::slugify(nfc(text))
}

/// The word among `known` that `word` was probably meant to be: at most a third of its letters differ.
#[must_use]
pub fn nearest<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let folded: Vec<char> = fold(word).chars().collect();
    let allowed = (folded.len() / 3).max(1);
    known
        .into_iter()
        .map(|candidate| (distance(&folded, &fold(candidate).chars().collect::<Vec<_>>()), candidate))
        .filter(|(cost, candidate)| *cost <= allowed && *cost < candidate.chars().count())
        .min()
        .map(|(_, candidate)| candidate)
}

/// Edits (insert, delete, replace, swap of neighbours) between two words.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut rows = vec![vec![0_usize; b.len() + 1]; a.len() + 1];
    for (i, row) in rows.iter_mut().enumerate() {
        row[0] = i;
    }
    for (j, cell) in rows[0].iter_mut().enumerate() {
        *cell = j;
    }
    for i in 1..=a.len() {
        for j in 1..=b.len() {
            let replace = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut best = replace.min(rows[i - 1][j] + 1).min(rows[i][j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                best = best.min(rows[i - 2][j - 2] + 1);
            }
            rows[i][j] = best;
        }
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_fold_every_tone() {
        assert_eq!(slugify("Đăng ký và hoàn thành"), "dang-ky-va-hoan-thanh");
        assert_eq!(slugify("Đa\u{302}\u{323}m đặc"), "dam-dac");
        assert_eq!(fold("Hòa ỦY Đỗ"), "hoa uy do");
    }

    #[test]
    fn letters_that_are_composed_stay() {
        let normalizer = ComposingNormalizerBorrowed::new_nfc();
        let composed: Vec<char> =
            ('\0'..='\u{ffff}').filter(|letter| is_composed(letter.to_string().as_bytes())).collect();
        assert!(composed.len() > 1000 && composed.contains(&'ỗ') && composed.contains(&'…'));
        for letter in &composed {
            let text: String = ['a', *letter, 'e', *letter, *letter, 'ệ'].into_iter().collect();
            assert!(is_composed(text.as_bytes()) && normalizer.is_normalized(&text), "{letter:?}");
        }
        assert_eq!(nfc("e\u{302}"), "ê");
        assert_eq!(nfc("\u{212b}\u{2000}ê\u{323}"), "Å\u{2002}ệ");
    }

    #[test]
    fn nearest_word() {
        assert_eq!(nearest("titel", ["title", "tags"]), Some("title"));
        assert_eq!(nearest("xyz", ["title", "tags"]), None);
    }
}
