//! Text as HTML and XML, and sizes of files as readers see them.

use crate::locale::{Lang, show_units};

/// Appends `text` with the five signs that mean something in HTML and XML written as references.
pub fn escape_into(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'')) {
        out.push_str(&rest[..at]);
        out.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => "&#39;",
        });
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}

/// `text` escaped for HTML and XML, in content and in quoted attributes.
#[must_use]
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    escape_into(&mut out, text);
    out
}

/// Writes a piece of HTML: text stands as it is, `{}` takes an escaped argument.
///
/// `put!(out, "<p>{}</p>", title)`
macro_rules! put {
    ($out:expr, $literal:literal $(, $argument:expr)* $(,)?) => {{
        const GAPS: usize = <[&str]>::len(&[$(stringify!($argument)),*]);
        const PIECES: [&str; GAPS + 1] = $crate::render::html::pieces($literal);
        $crate::render::html::put_together($out, &PIECES, &[$($argument),*]);
    }};
}
pub(crate) use put;

/// Writes pieces with escaped arguments between them.
pub fn put_together(out: &mut String, pieces: &[&str], arguments: &[&str]) {
    let length = |texts: &[&str]| texts.iter().map(|text| text.len()).sum::<usize>();
    out.reserve(length(pieces) + length(arguments));
    out.push_str(pieces[0]);
    for (argument, piece) in arguments.iter().zip(&pieces[1..]) {
        escape_into(out, argument);
        out.push_str(piece);
    }
}

/// What stands before, between and behind the gaps `{}` of `text`; found by the compiler.
pub const fn pieces<const N: usize>(text: &'static str) -> [&'static str; N] {
    let mut pieces = [""; N];
    let (mut rest, mut at, mut found) = (text, 0, 0);
    while at + 1 < rest.len() {
        if rest.as_bytes()[at] == b'{' && rest.as_bytes()[at + 1] == b'}' {
            let (piece, behind) = rest.split_at(at);
            pieces[found] = piece;
            (_, rest) = behind.split_at(2);
            (at, found) = (0, found + 1);
        } else {
            at += 1;
        }
    }
    pieces[found] = rest;
    assert!(found + 1 == N, "as many gaps as arguments");
    pieces
}

/// A file's size as readers see it: `2 KB`, `1,4 MB`; kilobytes are rounded up and never 0.
#[must_use]
pub fn size(bytes: u64, lang: Lang) -> String {
    if bytes < 1_000_000 {
        format!("{} KB", show_units(lang, i128::from(bytes.div_ceil(1000).max(1)), 0))
    } else {
        format!("{} MB", show_units(lang, i128::from((bytes + 50_000) / 100_000), 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_for_content_and_attributes() {
        let mut out = String::new();
        put!(&mut out, "<a title=\"{}\">{}</a>", "\"5 < 6\"", "Đ & 'đ'");
        assert_eq!(out, "<a title=\"&quot;5 &lt; 6&quot;\">Đ &amp; &#39;đ&#39;</a>");
    }

    #[test]
    fn sizes() {
        assert_eq!(size(0, Lang::Vi), "1 KB");
        assert_eq!(size(1_001, Lang::Vi), "2 KB");
        assert_eq!(size(1_449_000, Lang::Vi), "1,4 MB");
        assert_eq!(size(1_449_000, Lang::En), "1.4 MB");
    }
}
