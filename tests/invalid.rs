//! Every diagnostic code has failing sites in tests/invalid/: a folder `<code>`, and `<code>--<case>` for its cases.
//!
//! `expected.txt` holds a line `path:line:column: severity[code]` for each finding; `report.txt` is what people read.
//! `BLESS=1 cargo test --test invalid` writes report.txt anew.

#![expect(clippy::disallowed_methods, reason = "tests make and read files themselves")]

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use baocao::diag::{Code, Color, Format, Reporter, Severity};
use baocao::locale::Lang;
use baocao::pipeline::{self, Outcome, Request};

#[test]
fn each_site_has_exactly_its_findings() {
    let mut failures = String::new();
    for folder in folders() {
        let expected = fs::read_to_string(folder.join("expected.txt")).expect("each folder says what is expected");
        let found = places(&report(&check(&folder), Format::Short));
        if found.trim() != expected.trim() {
            let _ = write!(failures, "\n{}\n  expected:\n{expected}\n  found:\n{found}\n", name(&folder));
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

#[test]
fn each_site_reads_as_it_was_reviewed() {
    let bless = std::env::var_os("BLESS").is_some();
    let mut failures = String::new();
    for folder in folders() {
        let golden = folder.join("report.txt");
        let found = report(&check(&folder), Format::Human);
        if bless {
            fs::write(&golden, found).expect("the golden report can be written");
        } else if fs::read_to_string(&golden).ok().as_deref() != Some(&found) {
            let _ = write!(failures, "\n{}\n{found}", name(&folder));
        }
    }
    assert!(failures.is_empty(), "differs from report.txt (BLESS=1 writes it):\n{failures}");
}

#[test]
fn each_finding_says_what_to_do_in_both_languages() {
    let mut failures = String::new();
    for folder in folders() {
        for finding in check(&folder).diagnostics {
            let helps = finding.severity != Severity::Error || finding.help.is_some() || !finding.labels.is_empty();
            if !helps || finding.message.en() == finding.message.vi() {
                let _ = writeln!(failures, "{}: {finding:?}", name(&folder));
            }
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

#[test]
fn each_code_has_a_failing_site() {
    let folders = folders();
    let names: Vec<&str> = folders.iter().map(|folder| name(folder)).collect();
    for code in Code::ALL {
        assert!(names.contains(&code.word()), "tests/invalid/{code}/ is missing");
    }
    for (folder, name) in folders.iter().zip(names) {
        let code = name.split("--").next().and_then(Code::parse).unwrap_or_else(|| panic!("{name} names no code"));
        let expected = fs::read_to_string(folder.join("expected.txt")).expect(name);
        assert!(expected.contains(&format!("[{code}]")), "{name} does not expect its code");
    }
}

fn folders() -> Vec<PathBuf> {
    let all = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/invalid");
    let entries = fs::read_dir(all).expect("tests/invalid is there");
    let mut folders: Vec<PathBuf> = entries.map(|entry| entry.expect("can be listed").path()).collect();
    folders.sort();
    folders
}

fn name(folder: &Path) -> &str {
    folder.file_name().and_then(|name| name.to_str()).expect("names are ASCII")
}

fn check(folder: &Path) -> Outcome {
    let request = Request { root: folder.to_owned(), check_only: true, ..Request::default() };
    pipeline::run(&request).unwrap_or_else(|refusal| panic!("{}: {refusal}", name(folder)))
}

fn report(outcome: &Outcome, format: Format) -> String {
    Reporter { sources: &outcome.sources, format, color: Color::Plain, lang: Lang::En }.report(&outcome.diagnostics)
}

/// The lines of a short report without their messages.
fn places(short: &str) -> String {
    short.lines().map(|line| line.split_once("]: ").map_or(line, |(place, _)| place)).fold(
        String::new(),
        |out, place| {
            let end = if place.ends_with(']') { "\n" } else { "]\n" };
            out + place + end
        },
    )
}
