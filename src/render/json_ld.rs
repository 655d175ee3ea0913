//! What a page is, for search engines: schema.org as JSON-LD, for a data block in its head.

use std::fmt::Write;

use serde_json::{Value, json};

use crate::model::page::{Page, PageKind};

use super::View;
use super::context::PageContext;

/// The block of a page of content/: an article's news, and the way down to it from the home page. Empty on the home page.
#[must_use]
pub fn of_page(view: &View<'_>, page: &Page, context: &PageContext) -> String {
    let mut parts: Vec<Value> = Vec::new();
    if page.kind == PageKind::Article && page.front.date.is_some() {
        parts.push(news(view, page, context));
    }
    parts.extend(breadcrumb(context));
    block(parts)
}

/// The block of any other page: the way down to it.
#[must_use]
pub fn of_list(context: &PageContext) -> String {
    block(breadcrumb(context).into_iter().collect())
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
    let publisher = config.publisher_name();
    let mut of = json!({
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": context.title,
        "inLanguage": context.lang,
        "mainEntityOfPage": context.permalink,
        "url": context.permalink,
        "publisher": organization(publisher),
        "author": organization(context.author.as_deref().unwrap_or(publisher)),
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

/// Whoever is named so.
#[must_use]
pub fn organization(name: &str) -> Value {
    json!({"@type": "Organization", "name": name})
}

/// The links of the breadcrumb and the page itself, by their addresses on the published site.
fn breadcrumb(context: &PageContext) -> Option<Value> {
    if context.breadcrumb.is_empty() {
        return None;
    }
    let above = context.breadcrumb.iter().map(|crumb| (&crumb.title, &crumb.address));
    let item = |(at, (name, address)): (usize, (&String, &String))| json!({"@type": "ListItem", "position": at + 1, "name": name, "item": address});
    let items: Vec<Value> = above.chain([(&context.title, &context.permalink)]).enumerate().map(item).collect();
    Some(json!({"@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": items}))
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
}
