//! sitemap.xml and robots.txt: where search engines find the pages.

use crate::model::page::Page;
use crate::model::published;
use crate::model::site::Site;

use super::html::put;

/// Every page and dataset's page with its address and the day it last changed, in the order of addresses.
#[must_use]
pub fn sitemap(site: &Site) -> String {
    let base = &site.config.base_url;
    let changed = |page: &Page| page.front.updated.as_ref().or(page.front.date.as_ref()).map(|date| date.date().iso());
    let pages = site.pages.iter().map(|page| (page.route.permalink(base), changed(page)));
    let datasets = site.datasets.iter().filter(|dataset| dataset.has_page);
    let datasets =
        datasets.map(|dataset| (dataset.route.permalink(base), dataset.updated.map(crate::locale::Date::iso)));
    let figures = published::place(site).into_iter().map(|route| (route.permalink(base), None));
    let mut entries: Vec<_> = pages.chain(datasets).chain(figures).collect();
    entries.sort();
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.push_str("<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    for (address, day) in &entries {
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
