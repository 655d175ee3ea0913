//! The author's HTML looked at tag by tag: does it close what it opens, and where do its links lead?

use std::ops::Range;

/// True where every element that `html` opens is closed in it, in order.
#[must_use]
pub fn is_balanced(html: &str) -> bool {
    let mut open: Vec<String> = Vec::new();
    for tag in tags(html) {
        match tag.kind {
            TagKind::Alone => {}
            TagKind::Open => open.push(tag.name),
            TagKind::Close if open.last() == Some(&tag.name) => {
                open.pop();
            }
            TagKind::Close => return false,
        }
    }
    open.is_empty()
}

/// `html` with the address in every `src`, `href` and `poster` replaced by what `resolve` makes of it.
#[must_use]
pub fn with_links(html: &str, resolve: &dyn Fn(&str) -> String) -> String {
    let mut out = String::with_capacity(html.len());
    let mut done = 0;
    for link in tags(html).into_iter().flat_map(|tag| tag.links) {
        out.push_str(&html[done..link.start]);
        out.push_str(&resolve(&html[link.clone()].replace("&amp;", "&")).replace('&', "&amp;").replace('"', "&quot;"));
        done = link.end;
    }
    out.push_str(&html[done..]);
    out
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum TagKind {
    Open,
    Close,
    /// Void, closed by itself, or a comment.
    Alone,
}

#[derive(Debug)]
struct Tag {
    name: String,
    kind: TagKind,
    /// Where the quoted values of its addresses stand.
    links: Vec<Range<usize>>,
}

const VOID: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

fn tags(html: &str) -> Vec<Tag> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = html[at..].find('<').map(|offset| at + offset) {
        let rest = &html[start + 1..];
        if rest.starts_with("!--") {
            at = html[start..].find("-->").map_or(html.len(), |end| start + end + 3);
            continue;
        }
        let is_closing = rest.starts_with('/');
        let name_start = start + 1 + usize::from(is_closing);
        let name: String =
            html[name_start..].chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            at = start + 1;
            continue;
        }
        let (end, links) = attributes(html, name_start + name.len());
        let name = name.to_ascii_lowercase();
        let is_alone = VOID.contains(&name.as_str()) || html[..end].ends_with("/>");
        let kind = match (is_closing, is_alone) {
            (true, _) => TagKind::Close,
            (false, true) => TagKind::Alone,
            (false, false) => TagKind::Open,
        };
        found.push(Tag { name, kind, links });
        at = end;
    }
    found
}

/// Where the tag ends (behind its `>`) whose attributes begin at `at`, and the values of its addresses.
fn attributes(html: &str, mut at: usize) -> (usize, Vec<Range<usize>>) {
    let bytes = html.as_bytes();
    let mut links = Vec::new();
    let mut name_start = at;
    while at < bytes.len() {
        match bytes[at] {
            b'>' => return (at + 1, links),
            quote @ (b'"' | b'\'') => {
                let start = at + 1;
                let end = html[start..].find(char::from(quote)).map_or(html.len(), |offset| start + offset);
                let name = html[name_start..at].trim_matches(|c: char| c.is_whitespace() || c == '=' || c == '/');
                if ["src", "href", "poster"].iter().any(|link| name.eq_ignore_ascii_case(link)) {
                    links.push(start..end);
                }
                at = (end + 1).min(html.len());
                name_start = at;
            }
            byte if byte.is_ascii_whitespace() && !html[..at].trim_end().ends_with('=') => {
                at += 1;
                if bytes.get(at).is_some_and(|next| *next != b'=') && html[name_start..at].trim().is_empty() {
                    name_start = at;
                } else if bytes.get(at).is_some_and(u8::is_ascii_alphabetic) {
                    name_start = at;
                }
            }
            _ => at += 1,
        }
    }
    (html.len(), links)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn balance() {
        for html in ["<p>a <b>b</b><br></p>", "a < b", "<!-- <div> --><img src='>'>", "<DIV class=x></div>", "<a/>"] {
            assert!(is_balanced(html), "{html}");
        }
        for html in ["<div>", "</div>", "<b><i></b></i>", "<p", "<script>if (a<b) {}</script>"] {
            assert!(!is_balanced(html), "{html}");
        }
    }

    #[test]
    fn links_are_replaced() {
        let check = |html: &str, expected: &str| {
            let resolved = with_links(html, &|dest| format!("../{dest}"));
            assert_eq!(resolved, expected);
        };
        check("<a class=\"x\" href=\"b.md?a=1&amp;b\">c</a>", "<a class=\"x\" href=\"../b.md?a=1&amp;b\">c</a>");
        check("<img alt='src' src = 'a b.jpg'>", "<img alt='src' src = '../a b.jpg'>");
        check("<video poster=\"p.jpg\" controls src=\"v.mp4\">", "<video poster=\"../p.jpg\" controls src=\"../v.mp4\">");
        check("<p data-href=\"a\" title=\"href='x'\">", "<p data-href=\"a\" title=\"href='x'\">");
    }
}
