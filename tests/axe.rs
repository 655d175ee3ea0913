//! axe over every page of the example, of the gallery of charts and of a site with every kind of page, in both themes, in a
//! browser, at 320 and 1280 px, in light, dark and forced colours, with reduced motion: no violation, and no page scrolls sideways, also not at a
//! zoom of 400 %. What scrolls within a page can be reached by keys and has a name.
//!
//! Needs Chromium and axe-core, which `tests/run` installs below target/axe; where one is missing the tests say so and
//! pass.

#![expect(clippy::disallowed_methods, reason = "tests read files themselves")]

mod support;

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use support::browser::{Scheme, browser, dump_address};
use support::server::Server;
use support::{Site, Tree, sites, tree};

/// Width and height of the window: a phone, a screen, and a screen of 1280 × 1024 at 400 %.
const WINDOWS: [(u32, u32); 3] = [(320, 900), (1280, 900), (320, 256)];

/// Fails for nothing: it is here to name in one line what is skipped without axe.
#[test]
fn axe_is_there_or_these_tests_are_skipped() {
    let _ = tools();
}

#[test]
fn axe_finds_nothing_in_light() {
    check(Scheme::Light, &sites());
}

#[test]
fn axe_finds_nothing_in_dark() {
    check(Scheme::Dark, &sites());
}

#[test]
fn axe_finds_nothing_in_forced_colours() {
    // Of the theme `portal`, which `print` is made of too.
    check(Scheme::Forced, &sites()[..1]);
}

#[test]
fn axe_finds_what_is_wrong() {
    let Some((browser, axe)) = tools() else { return };
    let html = "<!doctype html><html lang=vi><title>x</title><style>p { background: #fff; color: #aaa }</style>\
                <main><h1>x</h1><p>faint words</p><a href=x></a><img src=x><pre style='width:30rem'>x</pre>\
                <div id=strip style='width:9rem;overflow:auto'><div style='width:20rem'>x</div></div></main>";
    let mut tree = Tree::new();
    tree.insert("0/index.html".to_owned(), html.into());
    let found = listed(&examined(&browser, &axe, tree, &["0/index.html".to_owned()], Scheme::Light));
    let expected = [
        "at 320x900: link-name: a:",
        "at 1280x900: image-alt: img:",
        "at 320x900: color-contrast: p:",
        "at 320x256: scrolls sideways",
        "at 320x900: #strip scrolls and can't be reached by keys",
    ];
    for expected in expected {
        assert!(found.contains(expected), "{expected} in {found}");
    }
}

#[track_caller]
fn check(scheme: Scheme, sites: &[Site]) {
    let Some((browser, axe)) = tools() else { return };
    let (mut all, mut pages) = (Tree::new(), Vec::new());
    for (number, built) in sites.iter().enumerate() {
        for (path, bytes) in built.build() {
            let place = format!("{number}/{path}");
            // The page of an alias leads on at once.
            if path.ends_with(".html") && !String::from_utf8_lossy(&bytes).contains("http-equiv=\"refresh\"") {
                pages.push(encoded(&place));
                if path == "tim-kiem/index.html" {
                    pages.push(format!("{place}?q=viec"));
                }
            }
            // Its links begin at the path of the site's address.
            let bytes = if path == "404.html" {
                let base = format!("<base href=\"/{number}/\">");
                String::from_utf8_lossy(&bytes).replace("<base href=\"/\">", &base).into_bytes()
            } else {
                bytes
            };
            all.insert(place, bytes);
        }
    }
    let found = examined(&browser, &axe, all, &pages, scheme);
    assert!(listed(&found).is_empty(), "{}", listed(&found));
    assert!(found["least_passes"].as_u64() > Some(10), "{found}");
}

fn encoded(path: &str) -> String {
    path.replace('%', "%25").replace('#', "%23").replace(' ', "%20")
}

/// The example, the gallery of charts, and a site with every kind of page in both themes.
fn sites() -> Vec<Site> {
    let gallery = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gallery");
    let files: Vec<(String, Vec<u8>)> =
        tree(&gallery).into_iter().filter(|(path, _)| !path.starts_with("output/")).collect();
    let gallery = files.iter().any(|(path, _)| path == "site.yaml").then(|| Site::of(&files));
    let kinds = ["portal", "print"].map(|theme| Site::of(&sites::every_kind(theme)));
    kinds.into_iter().chain([Site::example()]).chain(gallery).collect()
}

/// Serves `tree` and runs axe over its `pages` in every window.
fn examined(browser: &Path, axe: &Path, tree: Tree, pages: &[String], scheme: Scheme) -> Value {
    let windows = pages.iter().flat_map(|page| WINDOWS.map(|(width, height)| (page, width, height)));
    let asked = serde_json::to_string(&windows.collect::<Vec<_>>()).expect("texts and numbers");
    let axe = fs::read_to_string(axe).expect("axe is text");
    let head = format!("<meta charset=\"utf-8\"><script type=\"text/plain\" id=\"axe\">{axe}</script>");
    let asked = format!("<script type=\"application/json\" id=\"asked\">{asked}</script>");
    let head = format!("{head}{asked}<style>iframe{{border:0;display:block}}</style>");
    let harness = format!("<!doctype html>{head}<script>{}</script><body>", include_str!("browser/axe.js"));
    let server = Server::of(tree, &[("axe.html", &harness)]);
    let dumped = dump_address(browser, &server.address("axe.html"), scheme);
    let json = dumped.split_once("<pre id=\"findings\">").and_then(|(_, rest)| Some(rest.split_once("</pre>")?.0));
    let json = json.unwrap_or_else(|| panic!("axe did not end: {}", &dumped[dumped.len().saturating_sub(2000)..]));
    let json = json.replace("&lt;", "<").replace("&gt;", ">").replace("&nbsp;", " ").replace("&amp;", "&");
    let found: Value = serde_json::from_str(&json).unwrap_or_else(|error| panic!("{error}: {json}"));
    assert!(found["frames"] == pages.len() * WINDOWS.len() || !listed(&found).is_empty(), "{found}");
    found
}

/// The browser and axe; where one is missing, a line on stderr says what is skipped.
fn tools() -> Option<(PathBuf, PathBuf)> {
    let axe = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/axe/node_modules/axe-core/axe.min.js");
    if !axe.is_file() {
        eprintln!("skipped: no axe-core found (npm install --prefix target/axe axe-core@4)");
        return None;
    }
    Some((browser()?, axe))
}

fn listed(found: &Value) -> String {
    let findings = found["findings"].as_array().expect("a list").iter();
    findings.map(|finding| finding.as_str().unwrap_or_default()).collect::<Vec<_>>().join("\n")
}
