//! How wide a text is, by the advances of Noto Sans, and how it breaks into lines. The only home of `notosans` and `ttf-parser`.

use std::sync::LazyLock;

use ttf_parser::Face;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weight {
    Regular,
    Bold,
}

/// The fonts that widths are measured in: regular and bold.
pub const FONTS: [&[u8]; 2] = [notosans::REGULAR_TTF, notosans::BOLD_TTF];

/// The width that `text` set at `size` may take, in the unit of `size`.
///
/// A reader's own font may be wider than Noto Sans (the common Linux one by a tenth, its bold by a sixth): the room is for those.
#[must_use]
pub fn width(text: &str, size: i32, weight: Weight) -> i32 {
    set(advance(text, weight), size, weight)
}

/// The advance of `text` in thousandths of its size.
fn advance(text: &str, weight: Weight) -> i32 {
    let advances = match weight {
        Weight::Regular => &*REGULAR,
        Weight::Bold => &*BOLD,
    };
    text.chars().map(|c| advances.of(c)).sum()
}

/// The room of an advance set at `size`.
fn set(thousandths: i32, size: i32, weight: Weight) -> i32 {
    let room = match weight {
        Weight::Regular => 110,
        Weight::Bold => 118,
    };
    // Bounded: no text of a picture is longer than a few hundred letters.
    let length = i64::from(thousandths) * i64::from(size) * room / 100_000;
    i32::try_from(length + 1).unwrap_or(i32::MAX)
}

/// `text` in lines of at most `limit`; the second is true where all of it fits into `most` lines.
///
/// What does not fit ends in `…`. A no-break space breaks no line.
#[must_use]
pub fn wrap(text: &str, size: i32, limit: i32, most: usize) -> (Vec<String>, bool) {
    wrap_as(text, size, Weight::Regular, limit, most)
}

/// As [`wrap`], for type of `weight`.
#[must_use]
pub fn wrap_as(text: &str, size: i32, weight: Weight, limit: i32, most: usize) -> (Vec<String>, bool) {
    let fits = |line: &str| width(line, size, weight) <= limit;
    if !text.is_empty() && !text.contains([' ', '\n', '\t']) && fits(text) {
        return (vec![text.to_owned()], most > 0);
    }
    let words: Vec<(&str, i32)> = text
        .split([' ', '\n', '\t'])
        .filter(|word| !word.is_empty())
        .map(|word| (word, advance(word, weight)))
        .collect();
    let space = advance(" ", weight);
    let filled = |limit: i32| filled(&words, space, |thousandths| set(thousandths, size, weight) <= limit);
    let mut lines = filled(limit);
    if lines.len() > 1 && lines.len() <= most && lines.iter().all(|line| fits(line)) {
        // As narrow as the same number of lines allows: no lone word on the last.
        let (mut least, mut enough) = (limit / 2, limit);
        while enough - least > size / 4 {
            let middle = least.midpoint(enough);
            let tighter = filled(middle);
            if tighter.len() == lines.len() && tighter.iter().all(|line| width(line, size, weight) <= middle) {
                (lines, enough) = (tighter, middle);
            } else {
                least = middle;
            }
        }
    }
    let whole = lines.len() <= most && lines.iter().all(|line| fits(line));
    if !whole {
        if lines.len() > most {
            lines.truncate(most);
            if let Some(last) = lines.last_mut() {
                last.push('…');
            }
        }
        for line in &mut lines {
            shorten(line, fits);
        }
    }
    (lines, whole)
}

/// Words with their advances in lines that are filled one after the other.
fn filled(words: &[(&str, i32)], space: i32, fits: impl Fn(i32) -> bool) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut taken = 0;
    for (word, advance) in words {
        match lines.last_mut() {
            Some(line) if fits(taken + space + advance) => {
                line.push(' ');
                line.push_str(word);
                taken += space + advance;
            }
            _ => {
                lines.push((*word).to_owned());
                taken = *advance;
            }
        }
    }
    lines
}

/// Takes letters from the end of `line` and puts `…` until it fits.
fn shorten(line: &mut String, fits: impl Fn(&str) -> bool) {
    if fits(line) {
        return;
    }
    while let Some(letter) = line.pop() {
        if letter == '…' || letter.is_whitespace() {
            continue;
        }
        let short = format!("{line}…");
        if fits(&short) {
            break;
        }
    }
    line.push('…');
}

/// Advances of the letters that our languages use, in thousandths of the type's height.
struct Advances {
    /// From U+0000.
    known: Vec<u16>,
    /// For every other letter: a full square.
    other: u16,
}

/// Covers Latin with Vietnamese, Greek, Cyrillic, punctuation, arrows and mathematical signs.
const KNOWN: u32 = 0x2300;
/// Combining marks stand on the letter before.
const COMBINING: std::ops::Range<char> = '\u{300}'..'\u{370}';

static REGULAR: LazyLock<Advances> = LazyLock::new(|| Advances::read(notosans::REGULAR_TTF));
static BOLD: LazyLock<Advances> = LazyLock::new(|| Advances::read(notosans::BOLD_TTF));

impl Advances {
    fn read(font: &'static [u8]) -> Self {
        let face = Face::parse(font, 0).expect("the font that is compiled in is sound");
        let em = u32::from(face.units_per_em());
        let of = |code: u32| -> u16 {
            let Some(letter) = char::from_u32(code) else { return 0 };
            if COMBINING.contains(&letter) {
                return 0;
            }
            let advance = face.glyph_index(letter).and_then(|glyph| face.glyph_hor_advance(glyph));
            advance.map_or(1000, |units| u16::try_from(u32::from(units) * 1000 / em).unwrap_or(1000))
        };
        Self { known: (0..KNOWN).map(of).collect(), other: 1000 }
    }

    fn of(&self, letter: char) -> i32 {
        let index = usize::try_from(u32::from(letter)).unwrap_or(usize::MAX);
        i32::from(self.known.get(index).copied().unwrap_or(self.other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_take_no_width() {
        let plain = width("Ty le", 130, Weight::Regular);
        assert_eq!(width("Ty\u{301} le\u{323}\u{302}", 130, Weight::Regular), plain);
        assert!(width("Tỷ lệ", 130, Weight::Bold) > plain);
    }

    #[test]
    fn lines_break_at_spaces_and_end_in_an_ellipsis() {
        let text = "Mặt trận Tổ quốc và các tổ chức chính trị - xã hội cấp huyện";
        let (lines, whole) = wrap(text, 130, 1200, 9);
        assert!(whole && lines.join(" ") == text);
        let (lines, whole) = wrap(text, 130, 1200, 3);
        assert!(!whole && lines.len() == 3 && lines[2].ends_with('…'), "{lines:?}");
        assert!(lines.iter().all(|line| width(line, 130, Weight::Regular) <= 1200));
    }
}
