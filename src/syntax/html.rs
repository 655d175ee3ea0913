//! Just enough of HTML to find the tags and addresses in an author's raw HTML. Cleaning it is `render`'s work.

use std::ops::Range;

/// A tag as written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag {
    /// In lower case.
    pub name: String,
    pub kind: TagKind,
    /// Values of `src` and `href`, with their place in the text.
    pub addresses: Addresses,
    pub id: Option<String>,
}

/// Addresses with their place in the text.
pub type Addresses = Vec<(String, Range<usize>)>;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TagKind {
    Open,
    Close,
    /// `<br>`, `<img …>`, `<x/>`.
    Empty,
}

/// Elements that have no end tag.
const VOID: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

/// Every tag of `html`, in order; comments and declarations are passed over.
#[must_use]
pub fn tags(html: &str) -> Vec<Tag> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = html[at..].find('<').map(|offset| at + offset) {
        if html[open..].starts_with("<!--") {
            at = html[open..].find("-->").map_or(html.len(), |end| open + end + 3);
            continue;
        }
        at = open + 1;
        if let Some((tag, end)) = tag_at(html, open) {
            found.push(tag);
            at = end;
        }
    }
    found
}

/// True where every element that `html` opens is closed in it, and the other way round.
#[must_use]
pub fn is_balanced(html: &str) -> bool {
    let mut open = Vec::new();
    for tag in tags(html) {
        match tag.kind {
            TagKind::Open => open.push(tag.name),
            TagKind::Close if open.last() == Some(&tag.name) => {
                open.pop();
            }
            TagKind::Close => return false,
            TagKind::Empty => {}
        }
    }
    open.is_empty()
}

/// The tag that begins at `open`, and the byte behind it.
fn tag_at(html: &str, open: usize) -> Option<(Tag, usize)> {
    let is_close = html[open + 1..].starts_with('/');
    let start = open + 1 + usize::from(is_close);
    let length = html[start..].find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(html.len() - start);
    let name = html[start..start + length].to_ascii_lowercase();
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let (Attributes { addresses, id }, end) = attributes(html, start + length)?;
    let kind = if is_close {
        TagKind::Close
    } else if VOID.contains(&name.as_str()) || html[..end].ends_with("/>") {
        TagKind::Empty
    } else {
        TagKind::Open
    };
    Some((Tag { name, kind, addresses, id }, end))
}

/// The attributes that are kept.
#[derive(Default)]
struct Attributes {
    addresses: Addresses,
    id: Option<String>,
}

/// Reads attributes from `at` up to the end of the tag; keeps `src`, `href` and `id`.
fn attributes(html: &str, mut at: usize) -> Option<(Attributes, usize)> {
    let bytes = html.as_bytes();
    let mut kept = Attributes::default();
    loop {
        while bytes.get(at).is_some_and(|byte| byte.is_ascii_whitespace() || *byte == b'/') {
            at += 1;
        }
        if *bytes.get(at)? == b'>' {
            return Some((kept, at + 1));
        }
        let name_start = at;
        while bytes.get(at).is_some_and(|byte| !byte.is_ascii_whitespace() && !b"=>/".contains(byte)) {
            at += 1;
        }
        if at == name_start {
            at += 1;
            continue;
        }
        let name = html.get(name_start..at)?.to_ascii_lowercase();
        while bytes.get(at).is_some_and(u8::is_ascii_whitespace) {
            at += 1;
        }
        if bytes.get(at) != Some(&b'=') {
            continue;
        }
        let value = value_at(html, at + 1)?;
        at = value.end + usize::from(bytes.get(value.end).is_some_and(|byte| b"\"'".contains(byte)));
        match name.as_str() {
            "src" | "href" => kept.addresses.push((html.get(value.clone())?.to_owned(), value)),
            "id" if kept.id.is_none() => kept.id = html.get(value).map(ToOwned::to_owned),
            _ => {}
        }
    }
}

/// The range of an attribute's value that follows `=`.
fn value_at(html: &str, mut at: usize) -> Option<Range<usize>> {
    let bytes = html.as_bytes();
    while bytes.get(at).is_some_and(u8::is_ascii_whitespace) {
        at += 1;
    }
    let quote = *bytes.get(at)?;
    if quote == b'"' || quote == b'\'' {
        let end = html[at + 1..].find(char::from(quote))? + at + 1;
        return Some(at + 1..end);
    }
    let length = html[at..].find(|c: char| c.is_ascii_whitespace() || c == '>')?;
    Some(at..at + length)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_addresses() {
        let html = "<p>x</p><a class=\"y\" HREF='b.md'>z</a><img src=c.png alt><!-- <a href=no> -->";
        let found: Vec<String> = tags(html).into_iter().flat_map(|tag| tag.addresses).map(|(value, _)| value).collect();
        assert_eq!(found, ["b.md", "c.png"]);
    }

    #[test]
    fn balance() {
        assert!(is_balanced("<div><p>a<br></p></div>"));
        for html in ["<div>", "</div>", "<b><i></b></i>"] {
            assert!(!is_balanced(html), "{html}");
        }
        assert!(tags("<a <b = 3 < 4 <").is_empty());
    }
}
