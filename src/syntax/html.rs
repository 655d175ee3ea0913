//! Just enough of HTML to find the tags and addresses in an author's raw HTML, and to exchange names and values of
//! attributes in our own. Cleaning it is `render`'s work.

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

/// Schemes of addresses that run code, or show what the site does not hold.
pub const UNSAFE: [&str; 5] = ["javascript", "data", "vbscript", "file", "blob"];

/// The scheme of an absolute address, in lower case.
#[must_use]
pub fn scheme(dest: &str) -> Option<String> {
    if !dest.contains(':') {
        return None;
    }
    let clean: String = dest.chars().filter(|c| !c.is_ascii_control() && !c.is_whitespace()).collect();
    let (scheme, _) = clean.split_once(':')?;
    let named = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    (named && scheme.len() > 1).then(|| scheme.to_ascii_lowercase())
}

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

/// A part of a tag that [`rewritten`] can exchange.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part<'a> {
    /// The name of an element, at its begin and at its end.
    Element(&'a str),
    /// The value of an attribute, as it is written between its quotes.
    Attribute { name: &'a str, value: &'a str },
}

/// `html` with every part of a tag that `change` gives another text for.
pub fn rewritten(html: &str, mut change: impl FnMut(Part<'_>) -> Option<String>) -> String {
    let mut out = String::with_capacity(html.len() + html.len() / 8);
    let (mut done, mut at) = (0, 0);
    while let Some(open) = html[at..].find('<').map(|offset| at + offset) {
        if html[open..].starts_with("<!--") {
            at = html[open..].find("-->").map_or(html.len(), |end| open + end + 3);
            continue;
        }
        at = open + 1;
        let Some(name) = element_at(html, open) else { continue };
        let mut exchange = |place: Range<usize>, part: Part<'_>| {
            if let Some(text) = change(part) {
                out.push_str(&html[done..place.start]);
                out.push_str(&text);
                done = place.end;
            }
        };
        exchange(name.clone(), Part::Element(&html[name.clone()]));
        let end = each_attribute(html, name.end, |attribute, value| {
            let value = value.unwrap_or_default();
            if !value.is_empty() {
                exchange(value.clone(), Part::Attribute { name: attribute, value: &html[value] });
            }
        });
        at = end.unwrap_or(at);
    }
    out.push_str(&html[done..]);
    out
}

/// The place of the name of the element whose tag begins at `open`, of an end tag too.
fn element_at(html: &str, open: usize) -> Option<Range<usize>> {
    let start = open + 1 + usize::from(html[open + 1..].starts_with('/'));
    let length = html[start..].find(|c: char| !c.is_ascii_alphanumeric() && c != '-').unwrap_or(html.len() - start);
    html[start..].starts_with(|c: char| c.is_ascii_alphabetic()).then_some(start..start + length)
}

/// The tag that begins at `open`, and the byte behind it.
fn tag_at(html: &str, open: usize) -> Option<(Tag, usize)> {
    let is_close = html[open + 1..].starts_with('/');
    let place = element_at(html, open)?;
    let name = html[place.clone()].to_ascii_lowercase();
    let (Attributes { addresses, id }, end) = attributes(html, place.end)?;
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
fn attributes(html: &str, at: usize) -> Option<(Attributes, usize)> {
    let mut kept = Attributes::default();
    let end = each_attribute(html, at, |name, value| {
        let Some((value, place)) = value.and_then(|place| Some((html.get(place.clone())?, place))) else { return };
        match name {
            "src" | "href" => kept.addresses.push((value.to_owned(), place)),
            "id" if kept.id.is_none() => kept.id = Some(value.to_owned()),
            _ => {}
        }
    })?;
    Some((kept, end))
}

/// Gives the name, in lower case, and the place of the value of each attribute from `at` on; then the byte behind the tag,
/// or none where it does not end.
fn each_attribute(html: &str, mut at: usize, mut tell: impl FnMut(&str, Option<Range<usize>>)) -> Option<usize> {
    let bytes = html.as_bytes();
    loop {
        while bytes.get(at).is_some_and(|byte| byte.is_ascii_whitespace() || *byte == b'/') {
            at += 1;
        }
        if *bytes.get(at)? == b'>' {
            return Some(at + 1);
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
            tell(&name, None);
            continue;
        }
        let value = value_at(html, at + 1)?;
        at = value.end + usize::from(bytes.get(value.end).is_some_and(|byte| b"\"'".contains(byte)));
        tell(&name, Some(value));
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
    fn exchanges_names_and_values() {
        let html = "<h2 id=\"a\">5 < 6</h2><!-- <h2> --><a HREF='#a' hidden title=b>x</a><h2 id=";
        let changed = rewritten(html, |part| match part {
            Part::Element("h2") => Some("h3".to_owned()),
            Part::Attribute { name: "id" | "href" | "title", value } => Some(format!("{value}.1")),
            _ => None,
        });
        let expected = "<h3 id=\"a.1\">5 < 6</h3><!-- <h2> --><a HREF='#a.1' hidden title=b.1>x</a><h3 id=";
        assert_eq!(changed, expected);
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
