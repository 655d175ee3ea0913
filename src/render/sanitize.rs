//! Takes from an author's HTML what must not reach readers: scripts, styles, frames, handlers. The only home of `ammonia`.

use std::sync::LazyLock;

use ammonia::Builder;

/// `html`, a fragment, with only harmless elements and attributes, every element closed.
#[must_use]
pub fn clean(html: &str) -> String {
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
