//! Texts in the CSV that is written, and how such texts are read back: no spreadsheet takes one for a formula.
//!
//! A spreadsheet computes a cell that begins with `=`, `+`, `-` or `@`. Before such a text stands an apostrophe. Where
//! lists are parted with `;`, as in Vietnam, Excel ends cells at each `;` (and at tabs and line ends) whether they stand
//! in quotes or not: so each part of a text is looked at. Numbers are no texts and stand as they are.

use std::borrow::Cow;

/// Signs that begin a formula, in full width too.
const SIGNS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// Where a spreadsheet may end a cell.
const ENDS: [char; 4] = [';', '\t', '\n', '\r'];

const GUARD: char = '\'';

/// Writes a text as a cell: guarded, and in quotes where RFC 4180 asks for them.
pub fn write_text(out: &mut String, text: &str) {
    if is_plain(text) {
        return out.push_str(text);
    }
    let text = guarded(text);
    if text.contains([',', '"', '\n', '\r']) {
        out.push('"');
        out.push_str(&text.replace('"', "\"\""));
        out.push('"');
    } else {
        out.push_str(&text);
    }
}

/// True for letters and digits with points, dashes and slashes between them, which most cells are: such a text is written as it
/// stands.
fn is_plain(text: &str) -> bool {
    !text.starts_with(['.', '-', '/', '_'])
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'/' | b'_'))
}

/// The text as it stands in a cell, an apostrophe before each part that would be computed.
#[must_use]
pub fn guarded(text: &str) -> Cow<'_, str> {
    rewritten(text, |part| Some(format!("{GUARD}{part}")))
}

/// The text that a cell was written from: `unguarded(&guarded(text)) == text`.
#[must_use]
pub fn unguarded(text: &str) -> Cow<'_, str> {
    rewritten(text, |part| part.strip_prefix(GUARD).map(ToOwned::to_owned))
}

/// `text` with `change` applied to each part that is a formula, behind any apostrophes.
fn rewritten(text: &str, change: impl Fn(&str) -> Option<String>) -> Cow<'_, str> {
    let leads_with_end = text.trim_start_matches(GUARD).starts_with(['\t', '\n', '\r']);
    let is_changed = |at: usize, part: &str| is_formula(part) || (at == 0 && leads_with_end);
    let parts = || text.split_inclusive(ENDS).enumerate();
    if !leads_with_end && !parts().any(|(at, part)| is_changed(at, part)) {
        return text.into();
    }
    let part = |(at, part)| if is_changed(at, part) { change(part) } else { None }.unwrap_or_else(|| part.to_owned());
    parts().map(part).collect()
}

fn is_formula(part: &str) -> bool {
    part.trim_start_matches(GUARD).trim_start_matches(is_passed_over).starts_with(SIGNS)
}

/// What a program may drop at the head of a cell: space, what can't be seen, quotes.
fn is_passed_over(sign: char) -> bool {
    let is_unseen = matches!(sign, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
    sign.is_whitespace() || sign.is_control() || is_unseen || sign == '"'
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn text_is_quoted_and_guarded() {
        let check = |text: &str, written: &str| {
            let mut out = String::new();
            write_text(&mut out, text);
            assert_eq!(out, written);
        };
        check("Tập thể", "Tập thể");
        check("a - b = c", "a - b = c");
        check("=1+1", "'=1+1");
        check("-5, \"x\"", "\"'-5, \"\"x\"\"\"");
        check("a\nb", "\"a\nb\"");
        check("  =1", "'  =1");
        check("\u{feff}\u{200b}@SUM(A1)", "'\u{feff}\u{200b}@SUM(A1)");
        check("＝1", "'＝1");
        check("\t1", "'\t1");
        check("\r\n1", "\"'\r\n1\"");
        check("a; =1;b", "a;' =1;b");
        check("a\t+1", "a\t'+1");
        check("'=1", "''=1");
        check("'quoted'", "'quoted'");
        check("\"=1\"", "\"'\"\"=1\"\"\"");
        check("", "");
    }

    /// Texts of the signs that matter, in every order.
    fn hostile() -> impl Strategy<Value = String> {
        let signs = "=+-@＝＋－＠;,\t\n\r'\" \u{feff}aạ1".chars().collect::<Vec<_>>();
        prop::collection::vec(prop::sample::select(signs), 0..9).prop_map(|signs| signs.into_iter().collect())
    }

    proptest! {
        #[test]
        fn what_is_guarded_is_no_formula_and_reads_back(text in prop_oneof![hostile(), any::<String>()]) {
            let cell = guarded(&text);
            prop_assert_eq!(unguarded(&cell), text.as_str());
            for part in cell.split(ENDS) {
                let first = part.trim_start_matches(is_passed_over).chars().next();
                prop_assert!(!first.is_some_and(|first| SIGNS.contains(&first)), "{:?}", cell);
            }
            prop_assert!(!cell.starts_with(['\t', '\n', '\r']), "{:?}", cell);
        }
    }
}
