//! The house rules that a machine can keep: floors, one home for each crate, sizes, the opening line of each file.

#![expect(clippy::disallowed_methods, reason = "tests read the sources themselves")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// From the ground up. A module names only modules of lower floors; those of one floor never name each other.
const FLOORS: &[&[&str]] = &[
    &["locale", "progress"],
    &["source"],
    &["diag"],
    &["syntax"],
    &["config"],
    &["model"],
    &["emit", "images"],
    &["load", "check", "chart"],
    &["render", "schema"],
    &["pipeline"],
    &["serve"],
    &["cli"],
];

/// The one file or folder that may name each third-party crate.
const HOMES: &[(&str, &str)] = &[
    ("ammonia", "render/sanitize.rs"),
    ("annotate_snippets", "diag/report/"),
    ("atom_syndication", "render/feed.rs"),
    ("axum", "serve/"),
    ("blake3", "model/digest.rs"),
    ("calamine", "source/workbook.rs"),
    ("clap", "cli/"),
    ("clap_complete", "cli/"),
    ("cssparser", "render/css.rs"),
    ("csv_core", "syntax/csv.rs"),
    ("fast_image_resize", "images/"),
    ("futures_util", "serve/"),
    ("icu_collator", "locale/collate.rs"),
    ("icu_locale_core", "locale/collate.rs"),
    ("icu_normalizer", "locale/text.rs"),
    ("jiff", "locale/date.rs"),
    ("indicatif", "cli/progress.rs"),
    ("postcard", "source/packed.rs"),
    ("jpeg_encoder", "images/"),
    ("mime_guess", "serve/http.rs"),
    ("notify_debouncer_full", "serve/watch.rs"),
    ("notosans", "chart/measure.rs"),
    ("percent_encoding", "serve/address.rs"),
    ("mimalloc", "main.rs"),
    ("plotters", "chart/backend.rs"),
    ("plotters_backend", "chart/backend.rs"),
    ("png", "images/"),
    ("pulldown_cmark", "syntax/markdown/"),
    ("resvg", "chart/png.rs"),
    ("roxmltree", "images/svg.rs"),
    ("rust_xlsxwriter", "render/takeaway/xlsx.rs"),
    ("granit_parser", "syntax/plain_yaml.rs"),
    ("serde_yaml", "syntax/yaml.rs"),
    ("slug", "locale/text.rs"),
    ("svg_hush", "images/svg.rs"),
    ("tera", "render/template.rs"),
    ("tokio", "serve/"),
    ("tower_http", "serve/http.rs"),
    ("ttf_parser", "chart/measure.rs"),
    ("simdutf8", "source/read.rs"),
    ("walkdir", "source/read.rs"),
    ("webp", "images/"),
    ("zune_jpeg", "images/"),
];

/// Crates that every floor may use: they are how Rust derives, shares work and words its errors.
const EVERYWHERE: &[&str] = &["rayon", "serde", "serde_json", "thiserror"];

const MOST_LINES: usize = 500;
const MOST_LINES_OF_FUNCTION: usize = 70;

#[test]
fn lower_floors_never_name_higher_ones() {
    let floor = |module: &str| FLOORS.iter().position(|floor| floor.contains(&module));
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let own = module(&path);
        let Some(own_floor) = floor(&own) else {
            assert!(["lib.rs", "main.rs"].contains(&path.as_str()), "{path}: `{own}` stands on no floor");
            continue;
        };
        for named in code_lines(&text).flat_map(|line| names_after(line, "crate::")) {
            match floor(&named) {
                Some(other) if other < own_floor || named == own => {}
                _ => wrong.push(format!("{path}: names `{named}`")),
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_crate_has_one_home() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).expect("Cargo.toml is there");
    let listed = manifest
        .split("[dependencies]")
        .nth(1)
        .and_then(|rest| rest.split("\n[").next())
        .expect("there are dependencies");
    let names: Vec<String> = listed
        .lines()
        .filter_map(|line| {
            line.split_once('=').filter(|_| !line.starts_with('#')).map(|(name, _)| name.trim().replace('-', "_"))
        })
        .collect();
    let homes: BTreeMap<&str, &str> = HOMES.iter().copied().collect();
    for name in &names {
        assert!(
            homes.contains_key(name.as_str()) || EVERYWHERE.contains(&name.as_str()),
            "`{name}` has no home in this list"
        );
    }
    for (name, _) in HOMES {
        assert!(names.iter().any(|listed| listed == name), "`{name}` has a home but is no dependency");
    }
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        for line in code_lines(&text) {
            for (name, home) in HOMES {
                let used = line
                    .match_indices(&format!("{name}::"))
                    .any(|(at, _)| !line[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':'));
                if used && !path.starts_with(home) {
                    wrong.push(format!("{path}: `{name}` belongs to {home}: {}", line.trim()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn files_and_functions_fit_on_their_screens() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let lines: Vec<&str> = text.lines().collect();
        if lines.len() >= MOST_LINES {
            wrong.push(format!("{path}: {} lines", lines.len()));
        }
        for (at, line) in lines.iter().enumerate().filter(|(_, line)| is_function(line)) {
            let indent = &line[..line.len() - line.trim_start().len()];
            let end = lines[at..].iter().position(|line| *line == format!("{indent}}}")).unwrap_or(0);
            if end >= MOST_LINES_OF_FUNCTION {
                wrong.push(format!("{path}:{}: a function of {end} lines", at + 1));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn each_file_opens_with_what_it_is_for() {
    let silent: Vec<String> =
        sources().into_iter().filter(|(_, text)| !text.starts_with("//! ")).map(|(path, _)| path).collect();
    assert!(silent.is_empty(), "{silent:?}");
}

#[test]
fn the_library_does_not_panic_on_purpose() {
    let mut wrong = Vec::new();
    for (path, text) in sources() {
        let own = text.split("#[cfg(test)]").next().unwrap_or_default();
        if path.ends_with("tests.rs") {
            continue;
        }
        for line in code_lines(own) {
            for word in [".unwrap()", "todo!(", "unimplemented!(", "dbg!(", "TODO", "FIXME"] {
                if line.contains(word) {
                    wrong.push(format!("{path}: {}", line.trim()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn architecture_names_every_module() {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md")).expect("ARCHITECTURE.md is there");
    assert!(text.lines().count() < 180, "ARCHITECTURE.md is to be read in one sitting");
    for module in FLOORS.iter().copied().flatten() {
        assert!(text.contains(&format!("src/{module}")), "ARCHITECTURE.md does not name src/{module}");
    }
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every file under src/, by its path there.
fn sources() -> Vec<(String, String)> {
    let mut found = Vec::new();
    collect(&root().join("src"), &mut found);
    found.sort();
    found
}

fn collect(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).expect("src can be listed") {
        let path = entry.expect("src can be listed").path();
        if path.is_dir() {
            collect(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let below = path.strip_prefix(root().join("src")).expect("below src").to_string_lossy().replace('\\', "/");
            found.push((below, fs::read_to_string(&path).expect("sources are text")));
        }
    }
}

fn module(path: &str) -> String {
    path.split('/').next().unwrap_or(path).trim_end_matches(".rs").to_owned()
}

/// Lines without comments.
fn code_lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| !line.trim_start().starts_with("//"))
}

/// The words that follow `prefix` in `line`, and those in a group: `crate::{a, b}`.
fn names_after(line: &str, prefix: &str) -> Vec<String> {
    let word = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let mut names = Vec::new();
    for (at, _) in line.match_indices(prefix) {
        let rest = &line[at + prefix.len()..];
        match rest.strip_prefix('{') {
            Some(group) => names.extend(group.split(',').map(|part| word(part.trim())).filter(|name| !name.is_empty())),
            None => names.push(word(rest)),
        }
    }
    names.retain(|name| name.starts_with(|c: char| c.is_ascii_lowercase()));
    names
}

fn is_function(line: &str) -> bool {
    let code = line.trim_start();
    ["fn ", "pub fn ", "pub(crate) fn ", "pub(super) fn "].iter().any(|start| code.starts_with(start))
}
