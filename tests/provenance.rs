//! Where a number comes from, in a real browser: shown on focus at every width, inside the window, with and without
//! scripts; closed by Escape.
//!
//! Needs Chromium, as tests/browser.rs does; where there is none the test says so and passes.

mod support;

use std::fmt::Write;

use serde_json::Value;
use support::Site;
use support::browser::{Scheme, browser, dump};

const WIDTHS: [u32; 4] = [320, 360, 700, 1280];

#[test]
fn a_claim_shows_its_source_where_readers_are() {
    let Some(browser) = browser() else { return };
    let site = Site::example();
    let tree = site.build();
    let mut frames = String::new();
    let with_claims = tree
        .iter()
        .filter(|(path, bytes)| path.ends_with(".html") && String::from_utf8_lossy(bytes).contains("class=\"claim\""));
    for (page, _) in with_claims {
        for width in WIDTHS {
            for sandbox in ["", "sandbox=\"allow-same-origin\""] {
                let _ = writeln!(
                    frames,
                    "<iframe {sandbox} width=\"{width}\" height=\"900\" data-page=\"{page}\" src=\"output/{page}\"></iframe>"
                );
            }
        }
    }
    site.write("claims.js", include_str!("browser/claims.js"));
    let head =
        "<meta charset=\"utf-8\"><style>iframe{border:0;display:block}</style><script src=\"claims.js\"></script>";
    site.write("claims.html", format!("<!doctype html>{head}<body>{frames}"));
    let dumped = dump(&browser, &site.root().join("claims.html"), Scheme::Light);
    let json = dumped.split_once("<pre id=\"findings\">").and_then(|(_, rest)| Some(rest.split_once("</pre>")?.0));
    let found: Value = serde_json::from_str(json.unwrap_or_else(|| panic!("nothing was looked at: {dumped}")))
        .unwrap_or_else(|error| panic!("{error}: {dumped}"));
    assert!(found["claims"].as_u64() > Some(20), "{found}");
    assert_eq!(found["findings"], Value::from(Vec::<String>::new()), "{found:#}");
}
