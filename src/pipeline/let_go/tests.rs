//! A large site is built as a small one is, though its texts are not kept; a page that changes meanwhile is noticed.
#![expect(clippy::disallowed_methods, reason = "tests lay out folders")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use tempfile::TempDir;

use crate::diag::Diagnostic;
use crate::model::site::MANY;
use crate::pipeline::build::Build;
use crate::pipeline::{self, Ready, Request, Texts};

const DATASET: &str = "title: Việc\nunit: việc\ndimensions:\n  year: {label: Năm, type: year}\nmeasures:\n  \
                       done: {label: Xong}\nobservations:\n  - {year: 2001, done: 1101}\n  - {year: 2002, done: 1313}\n";

/// More pages than a small site has, some with what is looked at before they are made.
fn site() -> TempDir {
    let site = tempfile::tempdir().expect("a folder");
    let write = |path: &str, text: &str| {
        let path = site.path().join(path);
        fs::create_dir_all(path.parent().expect("it lies in the site")).expect("made");
        fs::write(path, text).expect("written");
    };
    let chart = "```chart\ndata: /viec\ntype: column\nx: year\ny: done\ntitle: Xong\n```\n";
    write("site.yaml", "title: Thử\nbase_url: https://thu.example\n");
    write("content/viec.yaml", DATASET);
    for number in 0..=MANY {
        let text = match number {
            0 => format!("Xã có [1.101](/viec.yaml?year=2001#done) việc và 135 hộ.\n\n{chart}\n{chart}"),
            1 => ":::callout {kind: note}\nMột [việc](bai-2.md#muc).\n:::\n".to_owned(),
            2 => "## Mục\n\n![](khong-co.png)\n".to_owned(),
            _ => format!("Bài thứ {number}.\n"),
        };
        let allow = if number == 2 { "allow: [{code: missing-asset, reason: thử, text: khong-co}]\n" } else { "" };
        // One stands on the disk with its marks apart.
        let name = if number == 3 { "ba\u{300}i".to_owned() } else { format!("bai-{number}") };
        write(&format!("content/{name}.md"), &format!("---\ntitle: Bài {number}\n{allow}---\n\n{text}"));
    }
    site
}

fn request(site: &TempDir, output: &str) -> Request {
    Request { root: site.path().to_owned(), output: Some(site.path().join(output)), ..Request::default() }
}

/// Builds into `output`, `between` loading and making; none where that is not done. Gives what was found.
fn build(site: &TempDir, output: &str, texts: Texts, between: impl FnOnce()) -> Option<Vec<String>> {
    let request = request(site, output);
    let folder = request.output.clone().expect("it is set");
    let ready = Ready::of(&request, None, None, texts).expect("it is read");
    assert_eq!(ready.digests.is_empty(), texts == Texts::Kept, "texts are here only where they are kept");
    between();
    let done = Build { request: &request, inputs: None }.run(ready, None, &folder).expect("no refusal")?;
    let outcome = done.outcome(&request, std::time::Instant::now(), folder);
    let told = |it: &Diagnostic| format!("{} {:?} {}", it.code.word(), it.span, it.message.en());
    Some(outcome.diagnostics.iter().map(told).collect())
}

fn tree(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut all = BTreeMap::new();
    for entry in fs::read_dir(folder).expect("it is there") {
        let path = entry.expect("read").path();
        if path.is_dir() {
            all.extend(tree(&path).into_iter().map(|(below, bytes)| (path.join(below), bytes)));
        } else {
            all.insert(path.clone(), fs::read(&path).expect("read"));
        }
    }
    all.into_iter().map(|(path, bytes)| (path.strip_prefix(folder).unwrap_or(&path).to_owned(), bytes)).collect()
}

#[test]
fn a_large_site_is_built_as_a_small_one() {
    let site = site();
    let kept = build(&site, "kept", Texts::Kept, || ()).expect("it is built");
    let let_go = build(&site, "let-go", Texts::LetGo, || ()).expect("it is built");
    assert_eq!(kept, let_go);
    assert_eq!(tree(&site.path().join("kept")), tree(&site.path().join("let-go")));
    assert!(site.path().join("kept/bai/index.html").exists() && kept.iter().any(|it| it.starts_with("unbound-number")));
}

#[test]
fn a_page_that_changes_before_it_is_made_is_noticed() {
    let site = site();
    let page = site.path().join("content/bai-5.md");
    let edit = || fs::write(&page, "---\ntitle: Khác\n---\n").expect("written");
    assert!(build(&site, "output", Texts::LetGo, edit).is_none());
    assert!(!site.path().join("output").exists(), "nothing is put into place");
    assert!(build(&site, "output", Texts::LetGo, || fs::remove_file(&page).expect("removed")).is_none());
    assert!(!pipeline::run(&request(&site, "output")).expect("no refusal").failed);
    assert!(!site.path().join("output/bai-5").exists());
}

#[test]
fn a_page_that_is_no_text_is_told() {
    let site = site();
    fs::write(site.path().join("content/bai-5.md"), b"---\ntitle: B\xe0i\n---\n").expect("written");
    let found = pipeline::run(&request(&site, "output")).expect("no refusal");
    let codes: Vec<&str> = found.diagnostics.iter().map(|it| it.code.word()).collect();
    assert!(found.failed && codes.contains(&"not-utf8"), "{codes:?}");
}

#[test]
fn each_failing_site_is_told_as_a_small_one() {
    let failing = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/invalid");
    let sites = fs::read_dir(failing).expect("they are there").map(|entry| entry.expect("read").path());
    let sites: Vec<PathBuf> = sites.filter(|site| site.join("content").is_dir()).collect();
    assert!(sites.len() > 200, "{}", sites.len());
    sites.par_iter().for_each(|site| {
        let large = tempfile::tempdir().expect("a folder");
        for (path, bytes) in tree(site) {
            let path = large.path().join(path);
            fs::create_dir_all(path.parent().expect("it lies in a folder")).expect("made");
            fs::write(path, bytes).expect("written");
        }
        let more = large.path().join("content/zz");
        fs::create_dir(&more).expect("made");
        for letter in 'a'..='i' {
            fs::write(more.join(format!("{letter}.md")), "---\ntitle: Bài\n---\n\nChữ.\n").expect("written");
        }
        let told = |texts| {
            let ready = Ready::of(&request(&large, "output"), None, None, texts).ok()?;
            let told = |it: &Diagnostic| format!("{:?} {:?} {it:?}", it.severity, it.code);
            let mut told: Vec<String> = ready.findings.iter().map(told).collect();
            told.sort();
            Some((told, ready.allowed, ready.findings.failed))
        };
        assert_eq!(told(Texts::LetGo), told(Texts::Kept), "{}", site.display());
    });
}
