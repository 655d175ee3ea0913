//! Text in two scripts' worth of marks: NFC, folding for comparison, slugs, nearest words.

use std::borrow::Cow;

use icu_normalizer::{ComposingNormalizerBorrowed, DecomposingNormalizerBorrowed};

/// `text` in Unicode normalisation form C.
#[must_use]
pub fn nfc(text: &str) -> Cow<'_, str> {
    if text.is_ascii() { Cow::Borrowed(text) } else { ComposingNormalizerBorrowed::new_nfc().normalize(text) }
}

/// `text` in form C without control characters, which no reader sees and HTML does not allow.
#[must_use]
pub fn clean(text: &str) -> Cow<'_, str> {
    let is_control = |c: char| c.is_control() && !matches!(c, '\n' | '\t' | '\r');
    if text.contains(is_control) { Cow::Owned(nfc(text).replace(is_control, "")) } else { nfc(text) }
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
    fn nearest_word() {
        assert_eq!(nearest("titel", ["title", "tags"]), Some("title"));
        assert_eq!(nearest("xyz", ["title", "tags"]), None);
    }
}
