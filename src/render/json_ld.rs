//! What a page is, for search engines: schema.org as JSON-LD, for a data block in its head.

use std::fmt::Write;

use serde_json::{Value, json};

use crate::model::page::{Page, PageKind};
use crate::model::route::OutputPath;

use super::View;
use super::context::PageContext;

/// The block of a page of content/: an article's news, and the way down to it from the home page. Empty on the home page.
#[must_use]
pub fn of_page(view: &View<'_>, page: &Page, from: &OutputPath, context: &PageContext) -> String {
    let mut parts: Vec<Value> = Vec::new();
    if page.kind == PageKind::Article && page.front.date.is_some() {
        parts.push(news(view, page, context));
    }
    parts.extend(breadcrumb(view, from, context));
    block(parts)
}

/// The block of any other page: the way down to it.
#[must_use]
pub fn of_list(view: &View<'_>, from: &OutputPath, context: &PageContext) -> String {
    block(breadcrumb(view, from, context).into_iter().collect())
}

fn block(mut parts: Vec<Value>) -> String {
    match parts.len() {
        0 => String::new(),
        1 => data_block(&parts.remove(0)),
        _ => data_block(&Value::Array(parts)),
    }
}

/// JSON in which no sign means anything to HTML or to old scripts.
#[must_use]
pub fn data_block(value: &Value) -> String {
    let text = value.to_string();
    let mut out = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            // Outside texts JSON has none of these.
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => {
                let _ = write!(out, "\\u{:04x}", u32::from(sign));
            }
            _ => out.push(sign),
        }
    }
    out
}

fn news(view: &View<'_>, page: &Page, context: &PageContext) -> Value {
    let config = &view.site.site.config;
    let publisher = config.publisher.name.as_ref().unwrap_or(&config.title);
    let organization = |name: &str| json!({"@type": "Organization", "name": name});
    let mut of = json!({
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": context.title,
        "inLanguage": context.lang,
        "mainEntityOfPage": context.permalink,
        "url": context.permalink,
        "publisher": organization(publisher),
        "author": organization(context.author.as_ref().unwrap_or(publisher)),
    });
    let dates = [("datePublished", &context.date), ("dateModified", &context.updated)];
    for (key, date) in dates.into_iter().filter_map(|(key, date)| Some((key, date.as_ref()?))) {
        of[key] = date.iso.clone().into();
    }
    if let Some(summary) = &context.summary {
        of["description"] = summary.clone().into();
    }
    if let Some(image) = &context.share_image {
        of["image"] = json!([image.url]);
    }
    if !page.front.tags.is_empty() {
        of["keywords"] = page.front.tags.iter().map(|tag| tag.value.as_str()).collect();
    }
    if let Some(section) = page.section.map(|section| view.site.site.page(section)) {
        of["articleSection"] = section.front.title.value.clone().into();
    }
    of
}

/// The links of the breadcrumb and the page itself, by their addresses on the published site.
fn breadcrumb(view: &View<'_>, from: &OutputPath, context: &PageContext) -> Option<Value> {
    if context.breadcrumb.is_empty() {
        return None;
    }
    let base = &view.site.site.config.base_url;
    let above = context.breadcrumb.iter().map(|link| (link.title.as_str(), absolute(base, from, &link.href)));
    let own = std::iter::once((context.title.as_str(), context.permalink.clone()));
    let item = |(at, (name, address)): (usize, (&str, String))| json!({"@type": "ListItem", "position": at + 1, "name": name, "item": address});
    let items: Vec<Value> = above.chain(own).enumerate().map(item).collect();
    Some(json!({"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": items}))
}

/// The address of a relative link to a page, as a page at `from` has it.
fn absolute(base_url: &str, from: &OutputPath, href: &str) -> String {
    let encoded = from.encoded();
    let mut folders: Vec<&str> = encoded.split('/').collect();
    folders.pop();
    let mut rest = href;
    while let Some(above) = rest.strip_prefix("../") {
        folders.pop();
        rest = above;
    }
    folders.extend(rest.strip_suffix("index.html").unwrap_or(rest).split('/').filter(|part| !part.is_empty()));
    let path = if folders.is_empty() { String::new() } else { format!("{}/", folders.join("/")) };
    format!("{}/{path}", base_url.trim_end_matches('/'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_ends_the_block() {
        let text = data_block(&json!({"name": "</script><!-- & \u{2028}\u{2029} \"quoted\"\nline"}));
        assert!(!text.contains(['<', '>', '&', '\u{2028}', '\u{2029}', '\n']), "{text}");
        let read: Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(read["name"], "</script><!-- & \u{2028}\u{2029} \"quoted\"\nline");
    }

    #[test]
    fn links_have_addresses() {
        let check = |from: &str, href: &str, expected: &str| {
            assert_eq!(absolute("https://a.example/b/", &OutputPath::new(from), href), expected, "{from} {href}");
        };
        check("tin/bai/index.html", "../../index.html", "https://a.example/b/");
        check("tin/bai/index.html", "../index.html", "https://a.example/b/tin/");
        check("tin/bai/page/2/index.html", "../../index.html", "https://a.example/b/tin/bai/");
        check("index.html", "tin/index.html", "https://a.example/b/tin/");
    }
}
