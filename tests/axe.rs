//! axe over every page of the example and of the gallery of charts, in a browser, at two widths, in light and dark:
//! no violation.
//!
//! Needs Chromium and axe-core, which `tests/run` installs below target/axe; where one is missing the tests say so and
//! pass.

mod support;

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;
use support::browser::{Scheme, browser, dump};
use support::{Site, tree};

const WIDTHS: [u32; 2] = [360, 1280];

/// Fails for nothing: it is here to name in one line what is skipped without axe.
#[test]
fn axe_is_there_or_these_tests_are_skipped() {
    let _ = tools();
}

#[test]
fn axe_finds_nothing_in_light() {
    check(Scheme::Light);
}

#[test]
fn axe_finds_nothing_in_dark() {
    check(Scheme::Dark);
}

#[test]
fn axe_finds_what_is_wrong() {
    let Some((browser, axe)) = tools() else { return };
    let site = Site::of(&[("site.yaml", "")]);
    let html = "<!doctype html><html lang=vi><title>x</title><style>p { background: #fff; color: #aaa }</style>\
                <main><h1>x</h1><p>x</p><a href=x></a><img src=x></main>";
    site.write("0/index.html", html);
    let found = listed(&examined(&browser, &axe, &site, &["0/index.html".to_owned()], Scheme::Light));
    for expected in ["at 360: link-name: a:", "at 1280: image-alt: img:", "at 360: color-contrast: p:"] {
        assert!(found.contains(expected), "{expected} in {found}");
    }
}

#[track_caller]
fn check(scheme: Scheme) {
    let Some((browser, axe)) = tools() else { return };
    let site = Site::of(&[("site.yaml", "")]);
    let mut pages = Vec::new();
    for (number, built) in sites().iter().enumerate() {
        for (path, bytes) in built.build() {
            let place = format!("{number}/{path}");
            site.write(&place, &bytes);
            // The page of an alias leads on at once; 404.html finds its style sheet only on a server.
            let is_read = path.ends_with(".html") && path != "404.html";
            if is_read && !String::from_utf8_lossy(&bytes).contains("http-equiv=\"refresh\"") {
                pages.push(place);
            }
        }
    }
    let found = examined(&browser, &axe, &site, &pages, scheme);
    assert!(listed(&found).is_empty(), "{}", listed(&found));
    assert!(found["least_passes"].as_u64() > Some(10), "{found}");
}

/// The example, and the gallery of charts.
fn sites() -> Vec<Site> {
    let gallery = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gallery");
    let files: Vec<(String, Vec<u8>)> =
        tree(&gallery).into_iter().filter(|(path, _)| !path.starts_with("output/")).collect();
    let gallery = files.iter().any(|(path, _)| path == "site.yaml").then(|| Site::of(&files));
    std::iter::once(Site::example()).chain(gallery).collect()
}

/// Runs axe over `pages` of `site` at every width.
fn examined(browser: &Path, axe: &Path, site: &Site, pages: &[String], scheme: Scheme) -> Value {
    let mut frames = String::new();
    for page in pages {
        for width in WIDTHS {
            let source = page.replace('%', "%25").replace('#', "%23");
            let _ = writeln!(
                frames,
                "<iframe width=\"{width}\" height=\"900\" data-page=\"{page}\" src=\"{source}\"></iframe>"
            );
        }
    }
    let axe = fs::read_to_string(axe).expect("axe is text");
    site.write("axe.js", include_str!("browser/axe.js"));
    let head = format!("<meta charset=\"utf-8\"><script type=\"text/plain\" id=\"axe\">{axe}</script>");
    let head = format!("{head}<style>iframe{{border:0;display:block}}</style><script src=\"axe.js\"></script>");
    site.write("axe.html", format!("<!doctype html>{head}<body>{frames}"));
    let dumped = dump(browser, &site.root().join("axe.html"), scheme);
    let json = dumped.split_once("<pre id=\"findings\">").and_then(|(_, rest)| Some(rest.split_once("</pre>")?.0));
    let json = json.unwrap_or_else(|| panic!("axe did not end: {}", &dumped[dumped.len().saturating_sub(2000)..]));
    let json = json.replace("&lt;", "<").replace("&gt;", ">").replace("&nbsp;", " ").replace("&amp;", "&");
    let found: Value = serde_json::from_str(&json).unwrap_or_else(|error| panic!("{error}: {json}"));
    assert!(found["frames"] == pages.len() * WIDTHS.len() || !listed(&found).is_empty(), "{found}");
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
