//! What a built site promises its readers, held on the example and on a site with one of each thing: every reference
//! leads to a file that is there, nothing comes from elsewhere, nothing runs, pages have their structure.

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use support::html::Tag;
use support::links::{Pages, addresses, addresses_in_css, leaves, pages, references, resolve};
use support::{Site, Tree, sites};

#[test]
fn every_reference_leads_to_a_file_and_an_id_that_are_there() {
    hold(|tree, pages, failures| {
        let ids: BTreeMap<&String, BTreeSet<&str>> =
            pages.iter().map(|(path, page)| (path, page.iter().filter_map(|tag| tag.get("id")).collect())).collect();
        for (path, page) in pages {
            for reference in references(path, page) {
                if !tree.contains_key(&reference.path) {
                    let _ = writeln!(failures, "{path}: {} leads nowhere", reference.written);
                } else if !reference.fragment.is_empty()
                    && !ids.get(&reference.path).is_some_and(|ids| ids.contains(reference.fragment.as_str()))
                {
                    let _ = writeln!(failures, "{path}: {} names no id", reference.written);
                }
            }
        }
        for (path, css) in style_sheets(tree) {
            for address in addresses_in_css(css) {
                if !tree.contains_key(&resolve(path, path, &address).path) {
                    let _ = writeln!(failures, "{path}: url({address}) leads nowhere");
                }
            }
        }
    });
}

#[test]
fn every_file_of_the_theme_is_used_and_every_page_is_found() {
    hold(|tree, pages, failures| {
        let referred: BTreeSet<String> =
            pages.iter().flat_map(|(path, page)| references(path, page)).map(|reference| reference.path).collect();
        let from_css = style_sheets(tree).flat_map(|(path, css)| {
            addresses_in_css(css).into_iter().map(move |address| resolve(path, path, &address).path)
        });
        let referred: BTreeSet<String> = referred.into_iter().chain(from_css).collect();
        // What programs ask for by name: `feeds` and site maps are linked from heads or robots.txt.
        let known = [".baocao-manifest.json", "404.html", "robots.txt", "sitemap.xml"];
        // The search page names the script that begins the index, and that the others.
        let indexes: String = pages
            .iter()
            .flat_map(|(path, page)| {
                page.iter().filter_map(move |tag| Some(resolve(path, path, tag.get("data-index")?).path))
            })
            .map(|path| path.clone() + &String::from_utf8_lossy(&tree[&path]))
            .collect();
        let is_indexed = |path: &str| {
            let name = path.strip_prefix("_baocao/search/").and_then(|name| name.strip_suffix(".js"));
            name.is_some_and(|name| indexes.contains(name))
        };
        let is_known = |path: &str| known.contains(&path) || is_indexed(path);
        for path in tree.keys().filter(|path| !referred.contains(*path) && !is_known(path)) {
            let is_alias = pages.get(path).is_some_and(|page| page.iter().any(is_redirect));
            // The pages of a second language hang together by the language switch or a menu of their own.
            if !is_alias && !path.starts_with("en/") {
                let _ = writeln!(failures, "{path}: nothing refers to it");
            }
        }
    });
}

#[test]
fn nothing_comes_from_elsewhere() {
    hold(|tree, pages, failures| {
        for (path, page) in pages {
            for tag in page.iter().filter(|tag| !may_leave(tag)) {
                for address in addresses(tag).iter().filter(|address| leaves(address)) {
                    let _ = writeln!(failures, "{path}: <{}> refers to {address}", tag.name);
                }
            }
        }
        for (path, css) in style_sheets(tree) {
            if css.contains("//") {
                let _ = writeln!(failures, "{path} names an address");
            }
        }
    });
}

#[test]
fn nothing_runs_and_the_strict_policy_holds() {
    hold(|tree, pages, failures| {
        for (path, page) in pages {
            for tag in page {
                for told in breaks_the_policy(tag) {
                    let _ = writeln!(failures, "{path}: <{}> {told}", tag.name);
                }
            }
        }
        for (path, css) in style_sheets(tree) {
            for word in ["data:", "javascript:", "expression(", "@import"] {
                if css.contains(word) {
                    let _ = writeln!(failures, "{path} holds {word}");
                }
            }
        }
    });
}

#[test]
fn links_to_pages_are_relative_and_name_the_file() {
    hold(|_, pages, failures| {
        for (path, page) in pages {
            for reference in references(path, page) {
                let address = reference.written.split(['#', '?']).next().unwrap_or_default();
                if address.starts_with('/') || address.ends_with('/') || address.ends_with("..") {
                    let _ = writeln!(failures, "{path}: {} would need a server", reference.written);
                }
                if address.contains([' ', '"', '<', '>', '\\']) || !address.is_ascii() && address.contains('\u{301}') {
                    let _ = writeln!(failures, "{path}: {} is not encoded", reference.written);
                }
            }
        }
    });
}

#[test]
fn pages_have_their_structure() {
    hold(|_, pages, failures| {
        for (path, page) in pages {
            for told in lacks(path, page) {
                let _ = writeln!(failures, "{path}: {told}");
            }
        }
    });
}

#[test]
fn ids_are_unique_and_what_refers_to_them_finds_them() {
    const REFERRING: [&str; 6] =
        ["aria-labelledby", "aria-describedby", "aria-controls", "aria-details", "for", "headers"];
    hold(|_, pages, failures| {
        for (path, page) in pages {
            let mut ids = BTreeSet::new();
            for id in page.iter().filter_map(|tag| tag.get("id")) {
                if id.is_empty() || id.contains(char::is_whitespace) || !ids.insert(id) {
                    let _ = writeln!(failures, "{path}: id {id:?} is taken or empty");
                }
            }
            for tag in page {
                for (name, value) in tag.attributes.iter().filter(|(name, _)| REFERRING.contains(&name.as_str())) {
                    for id in value.split_whitespace().filter(|id| !ids.contains(id)) {
                        let _ = writeln!(failures, "{path}: {name}=\"{id}\" names no id");
                    }
                }
            }
        }
    });
}

#[test]
fn the_site_map_names_every_page_once() {
    let site = Site::example();
    let tree = site.build();
    let text = String::from_utf8(tree["sitemap.xml"].clone()).expect("UTF-8");
    let named: Vec<&str> = text.split("<loc>").skip(1).filter_map(|rest| Some(rest.split_once("</loc>")?.0)).collect();
    let mut files: Vec<String> = named
        .iter()
        .map(|address| address.strip_prefix("https://bao-cao.example/").expect("below the site's address"))
        .map(|path| if path.is_empty() || path.ends_with('/') { format!("{path}index.html") } else { path.to_owned() })
        .collect();
    files.sort();
    let unlisted = ["404.html", "tim-kiem/index.html"];
    let expected: Vec<String> =
        tree.keys().filter(|path| path.ends_with(".html") && !unlisted.contains(&path.as_str())).cloned().collect();
    assert_eq!(files, expected);
}

/// Builds both sites, each in both themes, and runs `check` over each; it writes what it finds.
#[track_caller]
fn hold(check: impl Fn(&Tree, &Pages, &mut String)) {
    let printed = |site: Site| {
        let config = site.read("site.yaml") + "theme: print\n";
        site.write("site.yaml", config);
        site
    };
    let sites = [
        ("example", Site::example()),
        ("varied", Site::of(&sites::varied())),
        ("printed example", printed(Site::example())),
        ("printed varied", printed(Site::of(&sites::varied()))),
    ];
    for (name, site) in sites {
        let tree = site.build();
        let pages = pages(&tree);
        assert!(pages.len() > 5, "{name}: the site has pages");
        let mut failures = String::new();
        check(&tree, &pages, &mut failures);
        assert!(failures.is_empty(), "in the {name} site\n{failures}");
    }
}

fn style_sheets(tree: &Tree) -> impl Iterator<Item = (&String, &str)> {
    let sheets = tree.iter().filter(|(path, _)| path.ends_with(".css"));
    sheets.map(|(path, bytes)| (path, std::str::from_utf8(bytes).expect("style sheets are UTF-8")))
}

/// Where a standard asks for a full address, and where authors link to other sites.
fn may_leave(tag: &Tag) -> bool {
    let is_rel = |known: &[&str]| {
        tag.get("rel").is_some_and(|rel| known.iter().any(|known| rel.split_whitespace().any(|rel| rel == *known)))
    };
    match tag.name.as_str() {
        "a" => true,
        "link" => is_rel(&["canonical", "alternate", "license", "schema.DC", "schema.DCTERMS", "author"]),
        _ => false,
    }
}

fn is_redirect(tag: &Tag) -> bool {
    tag.name == "meta" && tag.get("http-equiv").is_some_and(|value| value.eq_ignore_ascii_case("refresh"))
}

/// What in a tag the policy `default-src 'self'` would stop, or what would run.
fn breaks_the_policy(tag: &Tag) -> Vec<String> {
    let mut told = Vec::new();
    match tag.name.as_str() {
        "style" | "iframe" | "object" | "embed" | "applet" => told.push("is there".to_owned()),
        "script" if tag.get("type") == Some("application/ld+json") => {}
        "script" => {
            let is_plain = tag.get("type").is_none_or(|kind| kind == "text/javascript");
            if tag.get("src").is_none() || !is_plain || !tag.text.trim().is_empty() {
                told.push("is no classic script file".to_owned());
            }
        }
        _ => {}
    }
    for (name, value) in &tag.attributes {
        let scheme = value.trim().to_ascii_lowercase();
        if name.starts_with("on") || name == "style" || name == "srcdoc" {
            told.push(format!("has {name}"));
        }
        if scheme.starts_with("data:") || scheme.starts_with("javascript:") || scheme.starts_with("vbscript:") {
            told.push(format!("has {name}={value}"));
        }
    }
    told
}

/// What a page lacks that every page has.
fn lacks(path: &str, page: &[Tag]) -> Vec<String> {
    let mut told = Vec::new();
    let count = |name: &str| page.iter().filter(|tag| tag.name == name).count();
    let first = |name: &str| page.iter().find(|tag| tag.name == name);
    if page.iter().any(is_redirect) {
        return told;
    }
    let mut need = |holds: bool, what: &str| {
        if !holds {
            told.push(what.to_owned());
        }
    };
    need(first("html").and_then(|tag| tag.get("lang")).is_some_and(|lang| ["vi", "en"].contains(&lang)), "no language");
    need(first("title").is_some_and(|tag| !tag.text.trim().is_empty()), "no title");
    need(page.iter().any(|tag| tag.get("charset") == Some("utf-8")), "no charset");
    need(page.iter().any(|tag| tag.get("name") == Some("viewport")), "no viewport");
    need(count("h1") == 1, "not one h1");
    need(count("main") == 1, "not one main");
    need(count("header") >= 1 && count("footer") >= 1, "no header or footer");
    need((count("base") == 1) == (path == "404.html"), "<base> belongs to 404.html alone");
    if path == "404.html" {
        need(first("base").and_then(|tag| tag.get("href")).is_some(), "no base address");
    } else {
        // Within 404.html, whose links start at its base, no link leads to the page itself.
        let skip = page.iter().find(|tag| tag.name == "a").and_then(|tag| tag.get("href"));
        let target = skip.and_then(|href| href.strip_prefix('#'));
        let main = first("main").and_then(|tag| tag.get("id"));
        need(target.is_some() && target == main, "the first link does not skip to the main part");
    }
    need(page.iter().filter(|tag| tag.name == "img").all(|tag| tag.get("alt").is_some()), "an img without alt");
    let svgs = page.iter().filter(|tag| tag.name == "svg");
    let is_named = |tag: &Tag| {
        tag.get("aria-hidden") == Some("true") || tag.get("role") == Some("img") && tag.get("aria-label").is_some()
    };
    need(svgs.into_iter().all(is_named), "an svg without a name");
    let mut navs = page.iter().filter(|tag| tag.name == "nav");
    need(
        navs.all(|tag| tag.get("aria-label").is_some() || tag.get("aria-labelledby").is_some()),
        "a nav without a name",
    );
    let mut above = 1;
    for tag in page {
        let level = tag.name.strip_prefix('h').and_then(|level| level.parse::<u32>().ok());
        if let Some(level) = level {
            need(level <= above + 1, &format!("h{level} below h{above}"));
            above = level;
        }
    }
    told
}
