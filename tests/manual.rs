//! The manual's examples are a site: built chapter by chapter as a reader would, every claim in it holds.

#![expect(clippy::disallowed_methods, reason = "tests read the manual themselves")]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use support::{Run, Site};

const CHAPTERS: [&str; 7] = [
    "1-bat-dau.md",
    "2-so-lieu.md",
    "3-con-so-trong-bai.md",
    "4-bieu-do.md",
    "5-cuoi-nam.md",
    "6-giao-dien.md",
    "7-khoi-soan-san.md",
];

#[test]
fn the_examples_build_and_the_year_can_be_added() {
    let mut files = BTreeMap::new();
    for chapter in &CHAPTERS[..4] {
        take_examples(chapter, &mut files);
    }
    let before = checked(&files);
    for chapter in &CHAPTERS[4..] {
        take_examples(chapter, &mut files);
    }
    // Tables of the manual shorten the dataset's address.
    let claims: Vec<String> = CHAPTERS.iter().flat_map(|chapter| claims(&read(chapter))).collect();
    assert!(claims.len() > 10, "{claims:?}");
    let page = format!("---\ntitle: Mọi con số của sổ tay\n---\n\n{}\n", claims.join(" và\n"));
    files.insert("content/tin-tuc/so-tay.md".to_owned(), page);
    let after = checked(&files);
    assert_eq!(after["charts"], before["charts"]);
    let bound = |result: &serde_json::Value| result["claims"]["bound"].as_u64().expect("a count");
    assert!(bound(&after) >= bound(&before) + claims.len() as u64, "{before} {after}");
}

#[test]
fn chapters_link_to_what_is_there() {
    for chapter in ["README.md"].iter().chain(&CHAPTERS) {
        let text = read(chapter);
        for (at, _) in text.match_indices("](") {
            let target = text[at + 2..].split(')').next().unwrap_or_default();
            if target.ends_with(".md") {
                assert!(folder().join(target).is_file(), "{chapter}: {target}");
            }
        }
    }
}

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/vi")
}

fn read(chapter: &str) -> String {
    fs::read_to_string(folder().join(chapter)).expect(chapter)
}

/// Adds the examples that name their file behind the language: ```` ```yaml content/x.yaml ````, with `+` to the end of it.
fn take_examples(chapter: &str, files: &mut BTreeMap<String, String>) {
    let text = read(chapter);
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let ticks = line.len() - line.trim_start_matches('`').len();
        if ticks < 3 {
            continue;
        }
        let fence = "`".repeat(ticks);
        let body: Vec<&str> = lines.by_ref().take_while(|line| *line != fence).collect();
        let words: Vec<&str> = line[ticks..].split_whitespace().collect();
        match words.as_slice() {
            [_, path] => drop(files.insert((*path).to_owned(), body.join("\n") + "\n")),
            [_, path, "+"] => {
                let file = files.get_mut(*path).unwrap_or_else(|| panic!("{chapter}: {path} has to be there before"));
                if path.ends_with(".md") {
                    file.push('\n');
                }
                *file += &(body.join("\n") + "\n");
            }
            _ => {}
        }
    }
}

/// The claims of a chapter, `tăng` and other words of direction with them.
fn claims(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices("](") {
        let Some(open) = text[..at].rfind('[') else { continue };
        let target = text[at + 2..].split(')').next().unwrap_or_default();
        if target.contains(".yaml?") || target.starts_with("…?") {
            found.push(format!("[{}]({})", &text[open + 1..at], target.replace('…', "/data/viec-lam-theo.yaml")));
        }
    }
    found
}

/// The result of a build without findings.
fn checked(files: &BTreeMap<String, String>) -> serde_json::Value {
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let site = Site::of(&files);
    let Run { code, err, .. } = site.run(&["build"]);
    assert_eq!(code, 0, "{err}");
    assert_eq!(err, "");
    site.run(&["check", "--format", "json"]).result()
}
