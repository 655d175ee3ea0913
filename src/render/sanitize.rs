//! Takes from an author's HTML what must not reach readers: scripts, styles, frames, handlers. The only home of `ammonia`.

use std::collections::HashMap;
use std::sync::{Arc, LazyLock, PoisonError, RwLock};

use ammonia::Builder;

/// Longer pieces than this (bytes) are each written once, as a rule.
const LONGEST: usize = 1_000;
/// So many short pieces are remembered.
const MOST: usize = 4_000;

/// Cleans the pieces of one site: the short ones, `<br>` or a picture with its caption, come again and again.
#[derive(Default)]
pub struct Cleaner(RwLock<HashMap<String, Arc<str>>>);

impl Cleaner {
    /// `html`, a fragment, with only harmless elements and attributes, every element closed.
    pub fn clean(&self, html: &str) -> String {
        if html.len() > LONGEST {
            return clean(html);
        }
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner).get(html).cloned();
        if let Some(known) = known {
            return known.as_ref().to_owned();
        }
        let cleaned = clean(html);
        let mut pieces = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if pieces.len() < MOST {
            pieces.insert(html.to_owned(), cleaned.as_str().into());
        }
        cleaned
    }
}

fn clean(html: &str) -> String {
    static BUILDER: LazyLock<Builder<'static>> = LazyLock::new(builder);
    BUILDER.clean(html).to_string()
}

/// What Markdown can make of itself, and sound and moving pictures; `style`, `data:` and frames stay out.
fn builder() -> Builder<'static> {
    let mut builder = Builder::default();
    builder
        .add_tags(["section", "tfoot", "video", "audio", "source", "track", "picture", "input"])
        .add_generic_attributes(["id", "class", "dir"])
        .add_tag_attributes("video", ["src", "poster", "controls", "width", "height", "preload"])
        .add_tag_attributes("audio", ["src", "controls", "preload"])
        .add_tag_attributes("source", ["src", "type"])
        .add_tag_attributes("track", ["src", "kind", "srclang", "label"])
        .add_tag_attributes("img", ["loading", "decoding"])
        .add_tag_attributes("input", ["checked", "disabled"])
        .add_tag_attribute_values("input", "type", ["checkbox"])
        .add_tag_attributes("details", ["open"])
        .add_tag_attributes("data", ["value"])
        .add_tag_attributes("time", ["datetime"])
        .url_schemes(["http", "https", "mailto", "tel"].into());
    builder
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn remembers_what_it_cleaned() {
        let cleaner = Cleaner::default();
        let long = format!("<p onclick=\"x()\">{}</p>", "a".repeat(LONGEST));
        for html in ["<br onclick=\"x()\">", &long] {
            let first = cleaner.clean(html);
            assert_eq!(first, clean(html));
            assert_eq!(first, cleaner.clean(html));
        }
        assert_eq!(cleaner.0.into_inner().expect("no panic").len(), 1);
    }

    #[test]
    fn keeps_the_harmless() {
        for html in [
            "<p class=\"note\" id=\"a\">a</p>",
            "<video src=\"v.mp4\" controls=\"\"></video>",
            "<details open=\"\"><summary>a</summary>b</details>",
            "<input type=\"checkbox\" checked=\"\" disabled=\"\">",
        ] {
            let cleaned = clean(html);
            assert!(cleaned.len() == html.len(), "{html} became {cleaned}");
        }
    }

    #[test]
    fn drops_what_harms() {
        let check = |html: &str, expected: &str| assert_eq!(clean(html), expected);
        check("<p onclick=\"x()\" style=\"color:red\">a</p>", "<p>a</p>");
        check("<script>alert(1)</script>b", "b");
        check("<iframe src=\"https://example.org\"></iframe>c", "c");
        check("<img src=\"data:image/png;base64,AA\" alt=\"a\">", "<img alt=\"a\">");
        check("<a href=\"javascript:x\">d</a>", "<a rel=\"noopener noreferrer\">d</a>");
        check("<input type=\"text\">", "<input>");
        check("<b>open", "<b>open</b>");
    }
}
