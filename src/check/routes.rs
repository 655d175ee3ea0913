//! Slugs, routes and output paths: each is one segment, one page, one file.

use std::collections::HashMap;

use crate::diag::{Code, Diagnostic, catalog};
use crate::locale::{nfc, slugify};
use crate::model::overview;
use crate::model::page::{Page, PageKind};
use crate::model::published;
use crate::model::route::{Route, is_slug};
use crate::model::site::Site;
use crate::source::{Sources, Span};

use super::Findings;

/// Checks every slug, and that no two pages, datasets or files want one place; `figures` are the files beside figures.
pub fn check(site: &Site, figures: &[(String, Span)], sources: &Sources, findings: &mut Findings) {
    let mut taken: HashMap<String, Span> = HashMap::new();
    for page in &site.pages {
        let fine = slug(page, findings);
        let route = page.route.as_str().to_owned();
        let span = page.front.slug.as_ref().filter(|_| fine).map_or(Span::file(page.source), |slug| slug.span);
        claim_route(&mut taken, route, span, sources, findings);
    }
    for dataset in site.datasets.iter().filter(|dataset| dataset.has_page) {
        claim_route(&mut taken, dataset.route.as_str().to_owned(), Span::file(dataset.source), sources, findings);
    }
    kept(site, &taken, findings);
    for alias in site.pages.iter().flat_map(|page| &page.front.aliases) {
        match alias_route(&alias.value) {
            Some(route) => claim_route(&mut taken, route.as_str().to_owned(), alias.span, sources, findings),
            None => findings.push(
                Diagnostic::new(Code::InvalidSlug, alias.span, catalog::site::alias_invalid(&alias.value))
                    .help(catalog::site::alias_help()),
            ),
        }
    }
    files(site, &taken, figures, sources, findings);
}

/// Reports pages where pages of our own will stand: that of all figures and its further parts, and those of tags.
fn kept(site: &Site, taken: &HashMap<String, Span>, findings: &mut Findings) {
    let mut ours: Vec<(String, String)> = Vec::new();
    ours.extend(published::place(site).map(|route| (route.to_string(), format!("{route}/page/"))));
    for lang in overview::languages(site) {
        if overview::has_tags(site, lang) {
            let tags = overview::tags_route(site, lang);
            ours.push((tags.to_string(), format!("{tags}/")));
        }
    }
    let is_ours = |known: &str| ours.iter().any(|(route, below)| known == route || known.starts_with(below));
    let mut there: Vec<(&String, &Span)> = taken.iter().filter(|(known, _)| is_ours(known)).collect();
    there.sort();
    for (known, span) in there {
        let message = catalog::site::route_kept(known);
        findings.push(Diagnostic::new(Code::DuplicateRoute, *span, message).help(catalog::site::route_kept_help()));
    }
}

/// The route that an alias stands for: `/tin-tuc/bai-cu/` → `tin-tuc/bai-cu`; none where it is no place on the site.
#[must_use]
pub fn alias_route(alias: &str) -> Option<Route> {
    let route = alias.trim().trim_end_matches("index.html").trim_matches('/');
    let odd = |part: &str| matches!(part, "" | "." | "..") || part.contains(['\\', ':', '?', '#', '<', '>', '"', '\0']);
    (!route.split('/').any(odd)).then(|| Route::new(route))
}

/// Reports a slug that is none, and a name of which nothing is left.
fn slug(page: &Page, findings: &mut Findings) -> bool {
    if let Some(slug) = &page.front.slug {
        if is_slug(&slug.value) {
            return true;
        }
        let last = slug.value.rsplit(['/', '\\']).find(|part| !part.trim_matches('.').is_empty()).unwrap_or_default();
        let example = Some(slugify(last)).filter(|slug| !slug.is_empty()).unwrap_or_else(|| "bai-viet".to_owned());
        findings.push(
            Diagnostic::new(Code::InvalidSlug, slug.span, catalog::site::slug_invalid(&slug.value))
                .help(catalog::site::slug_help(example)),
        );
        return false;
    }
    if page.route.as_str().split('/').any(|part| part == "_") {
        let name = page.path.rsplit('/').next().unwrap_or(&page.path);
        findings.push(
            Diagnostic::new(Code::InvalidSlug, Span::file(page.source), catalog::site::slug_empty(nfc(name).as_ref()))
                .help(catalog::site::slug_empty_help()),
        );
        return false;
    }
    true
}

/// Gives `route` to what stands at `span`, or reports who has it; the later path is the one to move.
fn claim_route(
    taken: &mut HashMap<String, Span>,
    route: String,
    span: Span,
    sources: &Sources,
    findings: &mut Findings,
) {
    let Some(first) = taken.get(&route).copied() else {
        taken.insert(route, span);
        return;
    };
    let (first, span) = if is_before(sources, span, first) { (span, first) } else { (first, span) };
    let path = sources.get(first.source).path.as_str();
    let finding = Diagnostic::new(Code::DuplicateRoute, span, catalog::site::route_taken(&route));
    findings.push(finding.label(first, catalog::site::route_first(path)).help(catalog::site::route_help()));
    taken.insert(route, first);
}

/// True where a page at `a` has the older right to a place than one at `b`: an own slug or alias gives way, then the later path.
fn is_before(sources: &Sources, a: Span, b: Span) -> bool {
    let rank = |span: Span| (span.start > 0, sources.get(span.source).path.clone());
    rank(a) < rank(b)
}

/// Reports files that would stand where a page's own files stand.
fn files(
    site: &Site,
    routes: &HashMap<String, Span>,
    figures: &[(String, Span)],
    sources: &Sources,
    findings: &mut Findings,
) {
    let place = |route: &str, name: &str| if route.is_empty() { name.to_owned() } else { format!("{route}/{name}") };
    let mut made: HashMap<String, Span> =
        routes.iter().map(|(route, span)| (place(route, "index.html"), *span)).collect();
    for dataset in site.datasets.iter().filter(|dataset| dataset.has_page) {
        for name in dataset.file_names() {
            made.insert(place(dataset.route.as_str(), &name), Span::file(dataset.source));
        }
    }
    made.extend(figures.iter().cloned());
    let site_yaml = Span::file(crate::source::SourceId(0));
    for fixed in ["404.html", "sitemap.xml", "robots.txt", "atom.xml", ".baocao-manifest.json"] {
        made.insert(fixed.to_owned(), site_yaml);
    }
    for server in &site.config.headers {
        made.insert(server.file().to_owned(), site_yaml);
    }
    for section in site.pages.iter().filter(|page| page.kind == PageKind::Section) {
        made.insert(place(section.route.as_str(), "atom.xml"), site_yaml);
    }
    let kept = published::place(site);
    for name in kept.iter().flat_map(|_| ["index.html", published::FILE, "figures.csv"]) {
        made.insert(place(kept.as_ref().map_or("", Route::as_str), name), site_yaml);
    }
    for (path, span) in &made {
        // A folder and a file of one name: a slug may end like a file.
        if let Some(page) = routes.get(path) {
            let message = catalog::site::route_taken(path);
            let finding = Diagnostic::new(Code::DuplicateRoute, *page, message);
            let first = sources.get(span.source).path.as_str();
            findings.push(finding.label(*span, catalog::site::route_first(first)).help(catalog::site::route_help()));
        }
    }
    for asset in &site.assets {
        let under_ours = asset.path.starts_with("_baocao/").then_some(site_yaml);
        if let Some(span) = made.get(&asset.path).copied().or(under_ours) {
            let first = sources.get(span.source).path.as_str();
            let finding = Diagnostic::new(Code::DuplicateRoute, span, catalog::site::file_taken(&asset.path));
            findings
                .push(finding.label(span, catalog::site::route_first(first)).help(catalog::site::file_taken_help()));
        }
    }
}
