//! Every example of the `CommonMark` specification, as a page of a site whose Markdown is nothing but `CommonMark`: the built
//! page holds the reference HTML.
//!
//! Needs the specification, which `tests/run` installs below target/commonmark; where it is missing the test says so and
//! passes.

#![expect(clippy::disallowed_methods, reason = "tests read files themselves")]

mod support;

use std::fs;
use std::path::Path;

use support::Site;
use support::html::normalized;

const CONFIG: &str = "\
title: Trang thử
base_url: https://thu.example
markdown: {syntax: commonmark}
raw_html: allow
rules: {broken-link: off, broken-anchor: off, missing-asset: off, missing-alt: off}
";

struct Example {
    markdown: String,
    html: String,
}

/// Fails for nothing: it is here to name in one line what is skipped without the specification.
#[test]
fn the_specification_is_there_or_its_test_is_skipped() {
    let _ = examples();
}

#[test]
fn every_example_gives_the_reference_html() {
    let Some(examples) = examples() else { return };
    assert_eq!(examples.len(), 652);
    let mut files = vec![
        ("site.yaml".to_owned(), CONFIG.to_owned()),
        ("templates/page.html".to_owned(), "{{ page.content | safe }}".to_owned()),
    ];
    for (number, example) in (1..).zip(&examples) {
        files.push((format!("content/{number}.md"), format!("---\ntitle: Ví dụ\n---\n{}", example.markdown)));
    }
    let tree = Site::of(&files).build();
    let mut wrong = Vec::new();
    for (number, Example { markdown, html }) in (1..).zip(&examples) {
        let made = String::from_utf8_lossy(&tree[&format!("{number}/index.html")]).into_owned();
        if normalized(&made) != normalized(html) {
            wrong.push(format!("example {number}\n{markdown}\ngives\n{made}\nis to give\n{html}"));
        }
    }
    assert!(wrong.is_empty(), "{} differ\n{}", wrong.len(), wrong.join("\n----\n"));
}

/// The examples of the specification: Markdown, a line with a point, HTML; an arrow stands for a tab.
fn examples() -> Option<Vec<Example>> {
    let path = "target/commonmark/node_modules/commonmark-spec/spec.txt";
    let Ok(text) = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)) else {
        eprintln!(
            "skipped: no CommonMark specification found (npm install --prefix target/commonmark commonmark-spec)"
        );
        return None;
    };
    let fence = "`".repeat(32);
    let opening = format!("\n{fence} example\n");
    let blocks = text.split(&opening).skip(1);
    let example = |block: &str| {
        let (inside, _) = block.split_once(&format!("\n{fence}\n"))?;
        let inside = format!("{inside}\n").replace('→', "\t");
        let (markdown, html) =
            inside.strip_prefix(".\n").map_or_else(|| inside.split_once("\n.\n"), |html| Some(("", html)))?;
        Some(Example { markdown: format!("{markdown}\n"), html: html.to_owned() })
    };
    Some(blocks.filter_map(example).collect())
}
