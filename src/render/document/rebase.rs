//! Pages made to fit into one: their names, the addresses in them, the levels of their headings.

use std::collections::{HashMap, HashSet};

use crate::model::route::{OutputPath, Route};
use crate::render::html::escape;
use crate::render::links::{decoded, has_scheme};
use crate::source::resolve_path;
use crate::syntax::html::{Part, rewritten};

/// A page's part of a document, its names and addresses still as on its own page.
pub struct Piece {
    pub route: Route,
    pub html: String,
}

/// Where the parts of a document stand in it.
pub struct Rebase {
    top: Route,
    file: OutputPath,
    /// The names in each part, by the file of its page.
    parts: HashMap<OutputPath, (Route, HashSet<String>)>,
}

impl Rebase {
    /// For the document at `top` that is made of `pieces`.
    #[must_use]
    pub fn onto<'a>(top: &Route, pieces: impl Iterator<Item = &'a Piece>) -> Self {
        let parts = pieces.map(|piece| (piece.route.file(), (piece.route.clone(), names(&piece.html))));
        Self { top: top.clone(), file: top.file(), parts: parts.collect() }
    }

    /// The name of the part that is the page at `route`.
    #[must_use]
    pub fn id(&self, route: &Route) -> String {
        if *route == self.top { "page.first".to_owned() } else { format!("/{route}") }
    }

    /// The HTML of `piece` as it stands in the document, its headings `levels` lower.
    #[must_use]
    pub fn html(&self, piece: &Piece, levels: usize) -> String {
        let from = piece.route.file();
        let name = |value: &str| escape(&inner_id(&self.top, &piece.route, &unescaped(value)));
        rewritten(&piece.html, |part| match part {
            Part::Element(element) => lowered(element, levels),
            Part::Attribute { name: "id" | "for" | "list" | "form", value } => Some(name(value)),
            Part::Attribute { name: attribute, value } if LISTS.contains(&attribute) => {
                Some(value.split_whitespace().map(name).collect::<Vec<_>>().join(" "))
            }
            Part::Attribute { name: "href" | "src" | "poster" | "xlink:href" | "action", value } => {
                Some(escape(&self.address(&unescaped(value), &piece.route, &from)))
            }
            Part::Attribute { name: "srcset", value } => {
                let each = |candidate: &str| {
                    let candidate = candidate.trim();
                    let (address, width) = candidate.split_once(char::is_whitespace).unwrap_or((candidate, ""));
                    let address = escape(&self.address(&unescaped(address), &piece.route, &from));
                    format!("{address} {width}").trim_end().to_owned()
                };
                Some(value.split(',').map(each).collect::<Vec<_>>().join(", "))
            }
            Part::Attribute { .. } => None,
        })
    }

    /// The address, seen from the document, of what the page at `route` writes as `written`: in the document where it is there.
    fn address(&self, written: &str, route: &Route, from: &OutputPath) -> String {
        if let Some(fragment) = written.strip_prefix('#') {
            return format!("#{}", inner_id(&self.top, route, fragment));
        }
        if written.is_empty() || written.starts_with("//") || has_scheme(written) {
            return written.to_owned();
        }
        let (address, fragment) = written.split_once('#').unwrap_or((written, ""));
        let (path, query) = address.split_once('?').map_or((address, None), |(path, query)| (path, Some(query)));
        let folder = from.as_str().rsplit_once('/').map_or("", |(folder, _)| folder);
        let Some(file) = resolve_path(folder, &decoded(path), "").and_then(|path| OutputPath::parse(&path)) else {
            return written.to_owned();
        };
        if let Some((route, names)) = self.parts.get(&file).filter(|_| query.is_none()) {
            if fragment.is_empty() {
                return format!("#{}", self.id(route));
            }
            if names.contains(&decoded(fragment)) {
                return format!("#{}", inner_id(&self.top, route, fragment));
            }
        }
        let query = query.map_or_else(String::new, |query| format!("?{query}"));
        let fragment = if fragment.is_empty() { String::new() } else { format!("#{fragment}") };
        format!("{}{query}{fragment}", self.file.link_to(&file))
    }
}

/// Attributes that hold names with spaces between them.
const LISTS: [&str; 6] =
    ["aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "aria-details", "headers"];

/// The name in the document at `top` of what is called `id` on the page at `route`. Names of the document's own page stay,
/// since other pages lead to them; those of all others begin with `/`.
#[must_use]
pub fn inner_id(top: &Route, route: &Route, id: &str) -> String {
    if route == top { id.to_owned() } else { format!("/{route}:{id}") }
}

/// Every name in `html`.
fn names(html: &str) -> HashSet<String> {
    let mut names = HashSet::new();
    rewritten(html, |part| {
        if let Part::Attribute { name: "id", value } = part {
            names.insert(unescaped(value));
        }
        None
    });
    names
}

/// A heading's element so many levels lower; there are six.
fn lowered(element: &str, levels: usize) -> Option<String> {
    let level: usize = element.strip_prefix(['h', 'H'])?.parse().ok().filter(|level| (1..=6).contains(level))?;
    Some(format!("h{}", (level + levels).min(6)))
}

/// A value without the references that `escape` writes.
fn unescaped(value: &str) -> String {
    if !value.contains('&') {
        return value.to_owned();
    }
    let plain = value.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
    plain.replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_addresses_and_headings_fit_into_one_page() {
        let piece = |route: &str, html: &str| Piece { route: Route::new(route), html: html.to_owned() };
        let pieces = [
            piece("", "<h1 id=\"ket-qua\">a</h1>"),
            piece("tin/bai", "<h2 id=\"ket-qua\">b</h2><p id=\"hinh-1\">"),
            piece("data/viec", "<tr id=\"r-2023\">"),
        ];
        let rebase = Rebase::onto(&Route::home(), pieces.iter());
        let check = |route: &str, html: &str, expected: &str| {
            assert_eq!(rebase.html(&piece(route, html), 1), expected);
        };
        check("", "<h1 id=\"ket-qua\">", "<h2 id=\"ket-qua\">");
        check("tin/bai", "<h6 id=\"x\"></h6>", "<h6 id=\"/tin/bai:x\"></h6>");
        check("tin/bai", "<a href=\"#ket-qua\">", "<a href=\"#/tin/bai:ket-qua\">");
        check("tin/bai", "<p aria-labelledby=\"a b\">", "<p aria-labelledby=\"/tin/bai:a /tin/bai:b\">");
        check("tin/bai", "<a href=\"../../index.html\">", "<a href=\"#page.first\">");
        check("tin/bai", "<a href=\"../../index.html#ket-qua\">", "<a href=\"#ket-qua\">");
        check("", "<a href=\"tin/bai/index.html#hinh-1\">", "<a href=\"#/tin/bai:hinh-1\">");
        check("tin/bai", "<a href=\"../../data/viec/index.html#r-2023\">", "<a href=\"#/data/viec:r-2023\">");
        check("tin/bai", "<a href=\"../../data/viec/index.html#r-1\">", "<a href=\"data/viec/index.html#r-1\">");
        check("tin/bai", "<img src=\"%E1%BA%A3nh%201.jpg\">", "<img src=\"tin/bai/%E1%BA%A3nh%201.jpg\">");
        check("tin/bai", "<img srcset=\"a.jpg 1x, ../b.jpg 2x\">", "<img srcset=\"tin/bai/a.jpg 1x, tin/b.jpg 2x\">");
        for same in ["https://a.example/?a=1&amp;b=2", "mailto:a@b.example", "//a.example"] {
            check("tin/bai", &format!("<a href=\"{same}\">"), &format!("<a href=\"{same}\">"));
        }
    }
}
