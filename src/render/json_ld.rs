//! What a page is, for search engines: schema.org as JSON-LD, for a data block in its head.

use std::fmt::Write;

use serde::Serialize;

use crate::model::page::{Page, PageKind};

use super::View;
use super::context::PageContext;

const SCHEMA: &str = "https://schema.org";

/// The block of a page of content/: an article's news, and the way down to it from the home page. Empty on the home page.
#[must_use]
pub fn of_page(view: &View<'_>, page: &Page, context: &PageContext<'_>) -> String {
    let is_news = page.kind == PageKind::Article && page.front.date.is_some();
    match (is_news.then(|| News::of(view, page, context)), Way::to(context)) {
        (Some(news), Some(way)) => data_block(&(news, way)),
        (Some(news), None) => data_block(&news),
        (None, Some(way)) => data_block(&way),
        (None, None) => String::new(),
    }
}

/// The block of any other page: the way down to it.
#[must_use]
pub fn of_list(context: &PageContext<'_>) -> String {
    Way::to(context).map_or_else(String::new, |way| data_block(&way))
}

/// JSON in which no sign means anything to HTML or to old scripts.
///
/// # Panics
/// When `value` has a key that is no text: what is shown to search engines has none.
#[must_use]
pub fn data_block(value: &impl Serialize) -> String {
    let text = serde_json::to_string(value).expect("every key is a text");
    // The first byte of all of them; outside texts JSON has none.
    if !text.bytes().any(|byte| matches!(byte, b'<' | b'>' | b'&' | 0xe2)) {
        return text;
    }
    let mut out = String::with_capacity(text.len() + 32);
    for sign in text.chars() {
        match sign {
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => {
                let _ = write!(out, "\\u{:04x}", u32::from(sign));
            }
            _ => out.push(sign),
        }
    }
    out
}

/// An article. Keys stand in the order of the alphabet.
#[derive(Serialize)]
struct News<'a> {
    #[serde(rename = "@context")]
    vocabulary: &'static str,
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "articleSection", skip_serializing_if = "Option::is_none")]
    section: Option<&'a str>,
    author: Organization<'a>,
    #[serde(rename = "dateModified", skip_serializing_if = "Option::is_none")]
    modified: Option<&'a str>,
    #[serde(rename = "datePublished", skip_serializing_if = "Option::is_none")]
    published: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    headline: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<[&'a str; 1]>,
    #[serde(rename = "inLanguage")]
    language: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    keywords: Vec<&'a str>,
    #[serde(rename = "mainEntityOfPage")]
    entity: &'a str,
    publisher: Organization<'a>,
    url: &'a str,
}

impl<'a> News<'a> {
    fn of(view: &View<'a>, page: &'a Page, context: &'a PageContext<'_>) -> Self {
        let publisher = view.site.site.config.publisher_name();
        Self {
            vocabulary: SCHEMA,
            kind: "NewsArticle",
            section: page.section.map(|section| view.site.site.page(section).front.title.value.as_str()),
            author: Organization::named(context.author.as_deref().unwrap_or(publisher)),
            modified: context.updated.as_ref().map(|date| date.iso.as_str()),
            published: context.date.as_ref().map(|date| date.iso.as_str()),
            description: context.summary.as_deref(),
            headline: &context.title,
            image: context.share_image.as_ref().map(|image| [image.url.as_str()]),
            language: context.lang,
            keywords: page.front.tags.iter().map(|tag| tag.value.as_str()).collect(),
            entity: &context.permalink,
            publisher: Organization::named(publisher),
            url: &context.permalink,
        }
    }
}

/// Whoever is named so.
#[derive(Serialize)]
pub struct Organization<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
}

impl<'a> Organization<'a> {
    #[must_use]
    pub fn named(name: &'a str) -> Self {
        Self { kind: "Organization", name }
    }
}

/// The links of the breadcrumb and the page itself, by their addresses on the published site.
#[derive(Serialize)]
struct Way<'a> {
    #[serde(rename = "@context")]
    vocabulary: &'static str,
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "itemListElement")]
    items: Vec<Step<'a>>,
}

#[derive(Serialize)]
struct Step<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    item: &'a str,
    name: &'a str,
    position: usize,
}

impl<'a> Way<'a> {
    fn to(context: &'a PageContext<'_>) -> Option<Self> {
        if context.breadcrumb.is_empty() {
            return None;
        }
        let above = context.breadcrumb.iter().map(|crumb| (crumb.title.as_str(), crumb.address.as_str()));
        let steps = above.chain([(context.title.as_str(), context.permalink.as_str())]).zip(1..);
        let items = steps.map(|((name, item), position)| Step { kind: "ListItem", item, name, position }).collect();
        Some(Self { vocabulary: SCHEMA, kind: "BreadcrumbList", items })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    #[test]
    fn no_text_ends_the_block() {
        let text = data_block(&json!({"name": "</script><!-- & \u{2028}\u{2029} \"quoted\"\nline"}));
        assert!(!text.contains(['<', '>', '&', '\u{2028}', '\u{2029}', '\n']), "{text}");
        let read: Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(read["name"], "</script><!-- & \u{2028}\u{2029} \"quoted\"\nline");
    }
}
