//! Numbers as readers write them: `133.350` and `98,3` in Vietnamese, `133,350` and `98.3` in English.
//!
//! Grouping is a few lines of our own: a chart draws dozens of numbers, and the two languages differ in one pair of signs.

use super::Lang;

/// The decimal sign and the sign between groups of three.
fn signs(lang: Lang) -> (char, char) {
    match lang {
        Lang::Vi => (',', '.'),
        Lang::En => ('.', ','),
    }
}

/// The sign between groups of three digits.
#[must_use]
pub fn group_sign(lang: Lang) -> char {
    signs(lang).1
}

/// Shows `units / 10^decimals`: 983 at 1 decimal is `98,3`. The minus is U+2212.
#[must_use]
pub fn show_units(lang: Lang, units: i128, decimals: u8) -> String {
    let (point, _) = signs(lang);
    // Formatting with a width costs more than all else here, and that of wide numbers more than of others.
    let size = units.unsigned_abs();
    let mut digits = u64::try_from(size).map_or_else(|_| size.to_string(), |size| size.to_string());
    let least = usize::from(decimals) + 1;
    if digits.len() < least {
        digits.insert_str(0, &"0".repeat(least - digits.len()));
    }
    let (whole, fraction) = digits.split_at(digits.len() - usize::from(decimals));
    let mut out = String::with_capacity(digits.len() + 12);
    if units < 0 {
        out.push('−');
    }
    group(lang, whole, &mut out);
    if !fraction.is_empty() {
        out.push(point);
        out.push_str(fraction);
    }
    out
}

/// Writes a run of digits with signs between groups of three.
pub fn group(lang: Lang, digits: &str, out: &mut String) {
    let (_, between) = signs(lang);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(between);
        }
        out.push(digit);
    }
}

/// Reads a number as a reader of `lang` would write it and gives a plain decimal (`1298.5`) with the decimals shown.
///
/// Groups may be left out (`1298`), but where they stand they are groups of three. None for anything else.
#[must_use]
pub fn read_number(lang: Lang, text: &str) -> Option<(String, u8)> {
    let (point, between) = signs(lang);
    let (sign, unsigned) = match text.chars().next()? {
        '-' | '−' => ("-", &text[text.chars().next()?.len_utf8()..]),
        '+' => ("", &text[1..]),
        _ => ("", text),
    };
    let (whole, fraction) = match unsigned.split_once(point) {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (unsigned, None),
    };
    let is_digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let mut groups = whole.split(between);
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let grouped = rest.is_empty() || (first.len() <= 3 && rest.iter().all(|part| part.len() == 3));
    if !is_digits(first) || !grouped || !rest.iter().all(|part| is_digits(part)) || !fraction.is_none_or(is_digits) {
        return None;
    }
    let fraction = fraction.unwrap_or("");
    let mut plain = format!("{sign}{first}{}", rest.concat());
    if !fraction.is_empty() {
        plain.push('.');
        plain.push_str(fraction);
    }
    Some((plain, u8::try_from(fraction.len()).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shows_and_reads_both_languages() {
        let check = |lang, units, decimals, shown: &str| {
            assert_eq!(show_units(lang, units, decimals), shown);
            assert!(read_number(lang, shown).is_some(), "{shown}");
        };
        check(Lang::Vi, 1298, 0, "1.298");
        check(Lang::Vi, 966, 1, "96,6");
        check(Lang::Vi, -5, 0, "−5");
        check(Lang::Vi, 1_234_567_891, 3, "1.234.567,891");
        check(Lang::En, 1_234_567_891, 3, "1,234,567.891");
        check(Lang::En, 4, 2, "0.04");
    }

    #[test]
    fn refuses_what_is_no_number() {
        for text in ["", "-", "1.29", "1.2980", "12,", ",5", "1..298", "a", "1298.135", "12.34.567"] {
            assert_eq!(read_number(Lang::Vi, text), None, "{text}");
        }
        assert_eq!(read_number(Lang::Vi, "1298"), Some(("1298".into(), 0)));
        assert_eq!(read_number(Lang::Vi, "98,30"), Some(("98.30".into(), 2)));
    }
}
