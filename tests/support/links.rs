//! What built pages and style sheets refer to, resolved within the tree.

use std::collections::BTreeMap;

use super::Tree;
use super::html::{Tag, tags};

/// The scanned pages of a tree.
pub type Pages = BTreeMap<String, Vec<Tag>>;

/// Scans every page of `tree`.
pub fn pages(tree: &Tree) -> Pages {
    let pages = tree.iter().filter(|(path, _)| path.ends_with(".html"));
    pages.map(|(path, bytes)| (path.clone(), tags(std::str::from_utf8(bytes).expect("pages are UTF-8")))).collect()
}

/// A reference within the site.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reference {
    /// Path of the file in the tree, percent-decoded.
    pub path: String,
    /// Empty where there is none.
    pub fragment: String,
    /// As it is written.
    pub written: String,
}

/// The references of one page that stay within the site; those to elsewhere are none.
pub fn references(path: &str, page: &[Tag]) -> Vec<Reference> {
    // The one page with a base has it at the root, where the tree begins.
    let has_base = page.iter().any(|tag| tag.name == "base");
    let from = if has_base { "" } else { path };
    let written = page.iter().filter(|tag| tag.name != "base").flat_map(addresses);
    written.filter(|written| !leaves(written)).map(|written| resolve(from, path, &written)).collect()
}

/// Every address in a tag.
pub fn addresses(tag: &Tag) -> Vec<String> {
    let mut found = Vec::new();
    for (name, value) in &tag.attributes {
        match name.as_str() {
            "href" | "src" | "poster" | "action" | "formaction" | "xlink:href" | "data" | "background" => {
                found.push(value.clone());
            }
            "srcset" => {
                let candidates = value.split(',').filter_map(|candidate| candidate.split_whitespace().next());
                found.extend(candidates.map(ToOwned::to_owned));
            }
            _ => {}
        }
    }
    found
}

/// The addresses in a style sheet: `url(…)` and `@import`.
pub fn addresses_in_css(css: &str) -> Vec<String> {
    let unquoted = |text: &str| text.trim().trim_matches(['"', '\'']).to_owned();
    let urls = css.split("url(").skip(1).filter_map(|rest| rest.split_once(')')).map(|(url, _)| unquoted(url));
    let imports = css.split("@import").skip(1).filter_map(|rest| rest.split_once(';'));
    let imports = imports.filter(|(rule, _)| !rule.contains("url(")).map(|(rule, _)| unquoted(rule));
    urls.chain(imports).collect()
}

/// True for an address that has a scheme or a host.
pub fn leaves(address: &str) -> bool {
    let before = address.split(['/', '?', '#']).next().unwrap_or_default();
    address.starts_with("//") || before.contains(':')
}

/// Resolves a relative address of the file `from`; one within the file itself gives `own`.
pub fn resolve(from: &str, own: &str, written: &str) -> Reference {
    let (address, fragment) = written.split_once('#').unwrap_or((written, ""));
    let address = address.split('?').next().unwrap_or_default();
    let path = if address.is_empty() {
        own.to_owned()
    } else {
        let mut parts: Vec<&str> = from.split('/').collect();
        parts.pop();
        for part in address.split('/') {
            match part {
                "." => {}
                // Above the root there is nothing: the mark stays and no file is found.
                ".." if parts.last().is_some_and(|last| *last != "..") => drop(parts.pop()),
                part => parts.push(part),
            }
        }
        decoded(&parts.join("/"))
    };
    Reference { path, fragment: decoded(fragment), written: written.to_owned() }
}

/// Decodes `%xx`.
pub fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    while let [first, left @ ..] = rest {
        let pair = left.get(..2).filter(|_| *first == b'%').and_then(|pair| std::str::from_utf8(pair).ok());
        let known = pair.and_then(|pair| u8::from_str_radix(pair, 16).ok());
        bytes.push(known.unwrap_or(*first));
        rest = if known.is_some() { &left[2..] } else { left };
    }
    String::from_utf8(bytes).expect("addresses are UTF-8")
}
