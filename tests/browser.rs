//! The built example in a real browser, from disk, without JavaScript: nothing runs out of the page at three widths,
//! letters are large and dark enough in light and dark, the focus shows, nothing is asked of a network.
//!
//! Needs Chromium: `$CHROMIUM`, or `chromium`, `chromium-browser` or `google-chrome` on the PATH. Where there is none
//! the tests say so and pass.

#![expect(clippy::disallowed_methods, reason = "tests make and read files themselves")]

mod support;

use std::fmt::Write;
use std::path::Path;

use serde_json::Value;
use support::browser::{Scheme, browser, dump};
use support::{Site, Tree, sites};

const WIDTHS: [u32; 3] = [320, 360, 1280];

/// Fails for nothing: it is here to name in one line what is skipped without a browser.
#[test]
fn a_browser_is_there_or_these_tests_are_skipped() {
    let _ = browser();
}

#[test]
fn the_example_holds_in_light() {
    let Some(browser) = browser() else { return };
    let found = measured(&browser, &Site::example(), Scheme::Light);
    assert_eq!(found["findings"], Value::from(Vec::<String>::new()), "{}", listed(&found));
    assert!(is_light(&found), "{found}");
}

#[test]
fn the_example_holds_in_dark() {
    let Some(browser) = browser() else { return };
    let found = measured(&browser, &Site::example(), Scheme::Dark);
    assert_eq!(found["findings"], Value::from(Vec::<String>::new()), "{}", listed(&found));
    assert!(!is_light(&found), "the browser was asked for dark pages: {found}");
}

#[test]
fn one_of_each_thing_holds() {
    let Some(browser) = browser() else { return };
    let found = measured(&browser, &Site::of(&sites::varied()), Scheme::Light);
    assert_eq!(found["findings"], Value::from(Vec::<String>::new()), "{}", listed(&found));
}

#[test]
fn the_measure_finds_what_is_wrong() {
    let Some(browser) = browser() else { return };
    let site = Site::of(&[("site.yaml", sites::CONFIG)]);
    let css = "body { background: #fff; font: 16px sans-serif } .faint { color: #999 } .small { font-size: 9px } \
               a:focus-visible { outline: none } .wide { width: 3000px }";
    let html = "<!doctype html><link rel=stylesheet href=a.css><link rel=stylesheet href=https://nowhere.invalid/a.css>\
                <body><p class=faint>faint</p><p class=small>small</p><p class=wide>wide</p><a href=b.html>link</a>\
                <div class=figure><div class=figure-picture><svg width=9 height=9></svg><svg width=9 \
                height=9></svg></div></div>";
    site.write("output/a.css", css);
    site.write("output/index.html", html);
    let tree = Tree::from([("index.html".to_owned(), Vec::new())]);
    let found = listed(&look(&browser, &site, &tree, Scheme::Light));
    for expected in [
        "index.html at 320: scrolls sideways",
        "<p.wide> wide reaches",
        "<p.faint> faint has a contrast of 2.85",
        "<p.small> small is 9 px",
        "<a> link does not show the focus",
        "shows 2 pictures of 2",
        "asks for https://nowhere.invalid/a.css",
    ] {
        assert!(found.contains(expected), "{expected} is not found in\n{found}");
    }
}

/// Builds the site and measures every page of it.
fn measured(browser: &Path, site: &Site, scheme: Scheme) -> Value {
    let mut tree = site.build();
    // It is served at any depth and has its base at a server's root: from disk it finds nothing.
    tree.remove("404.html");
    // The page of an alias leads on at once, to one that is measured.
    tree.retain(|_, bytes| !String::from_utf8_lossy(bytes).contains("http-equiv=\"refresh\""));
    let found = look(browser, site, &tree, scheme);
    let count = |what: &str| found[what].as_u64().unwrap_or_default();
    assert!(count("least_texts") > 5 && count("least_focused") > 2, "{found}");
    found
}

/// Measures the pages of `tree`, which lie in the site's output, at every width.
fn look(browser: &Path, site: &Site, tree: &Tree, scheme: Scheme) -> Value {
    let mut frames = String::new();
    let pages: Vec<&String> = tree.keys().filter(|path| path.ends_with(".html")).collect();
    for page in &pages {
        for width in WIDTHS {
            let source = page.replace('%', "%25").replace('#', "%23");
            let _ = writeln!(
                frames,
                "<iframe sandbox=\"allow-same-origin\" width=\"{width}\" height=\"900\" data-page=\"{page}\" \
                 src=\"output/{source}\"></iframe>"
            );
        }
    }
    site.write("measure.js", include_str!("browser/measure.js"));
    let style = "iframe{border:0;display:block}body{margin:0}";
    let head = format!("<meta charset=\"utf-8\"><style>{style}</style><script src=\"measure.js\"></script>");
    site.write("measure.html", format!("<!doctype html>{head}<body>{frames}"));
    let dumped = dump(browser, &site.root().join("measure.html"), scheme);
    let json = dumped.split_once("<pre id=\"findings\">").and_then(|(_, rest)| Some(rest.split_once("</pre>")?.0));
    let found: Value = serde_json::from_str(json.unwrap_or_else(|| panic!("nothing was measured: {dumped}")))
        .unwrap_or_else(|error| panic!("{error}: {dumped}"));
    assert_eq!(found["frames"], pages.len() * WIDTHS.len());
    found
}

fn is_light(found: &Value) -> bool {
    let ground = found["grounds"][0].as_str().expect("pages have a colour");
    let first = ground.split(|c: char| !c.is_ascii_digit()).find(|part| !part.is_empty());
    first.and_then(|red| red.parse::<u32>().ok()).expect("a colour in numbers") > 127
}

fn listed(found: &Value) -> String {
    let findings = found["findings"].as_array().expect("a list").iter();
    findings.map(|finding| finding.as_str().unwrap_or_default()).collect::<Vec<_>>().join("\n")
}
