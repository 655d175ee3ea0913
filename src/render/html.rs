//! Text as HTML and XML, and sizes of files as readers see them.

use crate::locale::{Lang, show_units};

/// Appends `text` with the five signs that mean something in HTML and XML written as references.
pub fn escape_into(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '>', '"', '\'']) {
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
        #[allow(unused_mut, reason = "a piece may have no argument")]
        let mut pieces = $literal.split("{}");
        $out.push_str(pieces.next().unwrap_or_default());
        $(
            $crate::render::html::escape_into($out, $argument);
            $out.push_str(pieces.next().unwrap_or_default());
        )*
    }};
}
pub(crate) use put;

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
