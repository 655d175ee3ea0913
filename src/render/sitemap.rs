//! sitemap.xml and robots.txt: where search engines find the pages.

use crate::model::overview;
use crate::model::page::Page;
use crate::model::published;
use crate::model::route::{OutputPath, Route};

use super::View;
use super::html::put;
use super::overview::Maker;
use super::page::Part;
use super::words::Words;

/// The most addresses that one file may hold, by the protocol of sitemaps.org.
const MOST: usize = 50_000;

/// An address and the day of its last change.
type Entry = (String, Option<String>);

/// The files by their names: sitemap.xml with every page, or, where those are too many, with the names of others that have
/// them. Addresses stand in their order.
#[must_use]
pub fn sitemaps(view: &View<'_>) -> Vec<(String, String)> {
    let base = &view.site.site.config.base_url;
    let entries = entries(view);
    if entries.len() <= MOST {
        return vec![("sitemap.xml".to_owned(), urls(&entries))];
    }
    let parts = entries.chunks(MOST).zip(1..);
    let mut files: Vec<(String, String)> = parts.map(|(part, n)| (format!("sitemap-{n}.xml"), urls(part))).collect();
    let mut index = head("sitemapindex");
    for (name, _) in &files {
        let address = OutputPath::new(name).permalink(base);
        put!(&mut index, "<sitemap><loc>{}</loc></sitemap>\n", &address);
    }
    index.push_str("</sitemapindex>\n");
    files.push(("sitemap.xml".to_owned(), index));
    files
}

/// True for the names that these files can have.
#[must_use]
pub fn is_name(path: &OutputPath) -> bool {
    path.as_str().starts_with("sitemap") && path.as_str().ends_with(".xml")
}

fn entries(view: &View<'_>) -> Vec<Entry> {
    let site = &view.site.site;
    let base = &site.config.base_url;
    let changed = |page: &Page| page.front.updated.as_ref().or(page.front.date.as_ref()).map(|date| date.date().iso());
    let mut entries: Vec<Entry> = Vec::new();
    for page in &site.pages {
        let parts = Part::all(view, page).into_iter().map(|part| part.route(page).permalink(base));
        entries.extend(parts.map(|address| (address, changed(page))));
    }
    let datasets = site.datasets.iter().filter(|dataset| dataset.has_page);
    entries
        .extend(datasets.map(|dataset| (dataset.route.permalink(base), dataset.updated.map(crate::locale::Date::iso))));
    let mut others: Vec<Route> = published::place(site).into_iter().collect();
    for lang in overview::languages(site) {
        let words = Words::of(&site.theme, lang);
        others.extend(words.into_iter().flat_map(|words| Maker { view: *view, lang, words }.routes()));
    }
    entries.extend(others.into_iter().map(|route| (route.permalink(base), None)));
    entries.sort();
    entries.dedup_by(|a, b| a.0 == b.0);
    entries
}

fn head(name: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<{name} xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"
    )
}

fn urls(entries: &[Entry]) -> String {
    let mut out = head("urlset");
    for (address, day) in entries {
        put!(&mut out, "<url><loc>{}</loc>", address);
        if let Some(day) = day {
            put!(&mut out, "<lastmod>{}</lastmod>", day);
        }
        out.push_str("</url>\n");
    }
    out.push_str("</urlset>\n");
    out
}

/// Everything may be read; the site map's address.
#[must_use]
pub fn robots(base_url: &str) -> String {
    format!("User-agent: *\nAllow: /\n\nSitemap: {}/sitemap.xml\n", base_url.trim_end_matches('/'))
}
