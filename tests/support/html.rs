//! A scanner for the HTML that baocao writes: tags with their attributes, and the text between them.

/// A start tag, in the order of the file.
#[derive(Debug, Clone)]
pub struct Tag {
    pub name: String,
    /// Names in lower case, values with their character references resolved.
    pub attributes: Vec<(String, String)>,
    /// The text up to the next tag; the whole content of a script or style.
    pub text: String,
}

impl Tag {
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }
}

/// The start tags of `html`. Comments, the doctype and end tags are passed over.
pub fn tags(html: &str) -> Vec<Tag> {
    let mut tags: Vec<Tag> = Vec::new();
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        rest = &rest[open..];
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment.split_once("-->").expect("a comment ends").1;
        } else if rest.starts_with("</") || rest.starts_with("<!") {
            rest = after(rest, '>');
        } else if rest[1..].starts_with(|c: char| c.is_ascii_alphabetic()) {
            let (mut tag, left) = start_tag(&rest[1..]);
            rest = left;
            let raw = matches!(tag.name.as_str(), "script" | "style");
            let end = rest.find(if raw { "</" } else { "<" }).unwrap_or(rest.len());
            tag.text = resolved(&rest[..end]);
            rest = if raw { &rest[end..] } else { rest };
            tags.push(tag);
        } else {
            rest = &rest[1..];
        }
    }
    tags
}

/// The text of `html` without its tags, white space run together.
pub fn text(html: &str) -> String {
    let mut text = String::new();
    let mut rest = html;
    while let Some((before, tag)) = rest.split_once('<') {
        text += before;
        rest = after(tag, '>');
    }
    resolved(&(text + rest)).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Reads the tag whose name begins `text`, and gives what follows it.
fn start_tag(text: &str) -> (Tag, &str) {
    let end = text.find(|c: char| c.is_whitespace() || c == '>' || c == '/').unwrap_or(text.len());
    let mut tag = Tag { name: text[..end].to_ascii_lowercase(), attributes: Vec::new(), text: String::new() };
    let mut rest = &text[end..];
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        if let Some(rest) = rest.strip_prefix('>') {
            return (tag, rest);
        }
        assert!(!rest.is_empty(), "<{} is never closed", tag.name);
        let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '=' | '>' | '/')).unwrap_or(rest.len());
        let name = rest[..end].to_ascii_lowercase();
        rest = rest[end..].trim_start();
        let Some(valued) = rest.strip_prefix('=') else {
            tag.attributes.push((name, String::new()));
            continue;
        };
        let valued = valued.trim_start();
        let (value, left) = match valued.chars().next() {
            Some(quote @ ('"' | '\'')) => valued[1..].split_once(quote).expect("a quoted value ends"),
            _ => valued.split_at(valued.find(|c: char| c.is_whitespace() || c == '>').unwrap_or(valued.len())),
        };
        tag.attributes.push((name, resolved(value)));
        rest = left;
    }
}

fn after(text: &str, end: char) -> &str {
    text.split_once(end).map_or("", |(_, rest)| rest)
}

/// Resolves the character references that escaped text holds.
fn resolved(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, reference)) = rest.split_once('&') {
        out += before;
        let known = reference.split_once(';').and_then(|(name, rest)| Some((referenced(name)?, rest)));
        let (character, left) = known.unwrap_or(('&', reference));
        out.push(character);
        rest = left;
    }
    out + rest
}

fn referenced(name: &str) -> Option<char> {
    let known = [("amp", '&'), ("lt", '<'), ("gt", '>'), ("quot", '"'), ("apos", '\''), ("nbsp", '\u{a0}')];
    if let Some((_, character)) = known.iter().find(|(own, _)| *own == name) {
        return Some(*character);
    }
    let number = name.strip_prefix('#')?;
    let code = match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16),
        None => number.parse(),
    };
    code.ok().and_then(char::from_u32)
}

/// `html` without what a browser reads alike, as the runner of the `CommonMark` specification leaves it out: a quote in
/// text as a reference, white space before the tags of blocks and behind that of an item, except in `<pre>`.
pub fn normalized(html: &str) -> String {
    let html = html.replace("&quot;", "\"");
    let mut out = String::with_capacity(html.len());
    for (at, part) in html.split("<pre>").enumerate() {
        let (pre, rest) = if at == 0 { ("", part) } else { part.split_once("</pre>").unwrap_or((part, "")) };
        out = if at == 0 { out } else { out + "<pre>" + pre + "</pre>" };
        for line in rest.split_inclusive('\n') {
            out += line.trim_start_matches([' ', '\t']);
        }
    }
    out.replace("<li>\n", "<li>").trim().to_owned()
}
