//! A long session of `baocao serve` in a short time: whatever is edited, the last page is right, and nothing is leaked.
//!
//! `BAOCAO_SOAK=5000 cargo test --test soak` makes so many edits instead of a few.

#![cfg(target_os = "linux")]
#![allow(clippy::disallowed_methods, reason = "tests make and read files themselves")]

mod support;

use std::fs;

use support::random::Random;
use support::serve::{Events, Server, without_script};
use support::sites::{CONFIG, DATASET};
use support::{Site, Tree, tree};

/// So many pages are edited.
const PAGES: usize = 12;

#[test]
fn an_hour_of_edits_leaks_nothing_and_ends_right() {
    let edits: u64 = std::env::var("BAOCAO_SOAK").ok().and_then(|count| count.parse().ok()).unwrap_or(90);
    let site = Site::of(&[("site.yaml", CONFIG), ("content/so/viec.yaml", DATASET)]);
    site.write("content/tin/_index.md", "---\ntitle: Tin\n---\n");
    (0..PAGES).for_each(|n| site.write(&page(n), article(n, "Đầu.")));
    site.write("content/cuoi.md", article(0, "Đầu."));
    let server = Server::start(&site, &["-q"]);
    let mut open = server.events("/cuoi/index.html");
    let mut random = Random(2024);
    let mut early = None;
    for number in 0..edits {
        edit(&site, &mut random);
        if number % 10 == 9 {
            settle(&site, &server, &mut open, number);
        }
        if number == edits / 3 {
            settle(&site, &server, &mut open, number);
            early = Some(Held::by(&server));
        }
    }
    (0..PAGES).for_each(|n| site.write(&page(n), article(n, "Cuối.")));
    site.write("site.yaml", CONFIG);
    site.write("content/so/viec.yaml", DATASET);
    let _ = fs::remove_dir_all(site.root().join("templates"));
    settle(&site, &server, &mut open, edits);
    let elsewhere = tempfile::tempdir().expect("a folder");
    let output = elsewhere.path().join("output");
    let built = site.run(&["build", "--output", output.to_str().expect("UTF-8")]);
    assert_eq!(built.code, 0, "{}", built.err);
    let built = tree(&output);
    let first = differs(&server, &built);
    if first.is_some() {
        // The last look at the whole site may still be on its way.
        open.until("the site is as it is built", |_| differs(&server, &built).is_none());
    }
    let (early, late) = (early.expect("measured"), Held::by(&server));
    println!("{edits} edits: {early:?} after a third, {late:?} at the end");
    assert!(late.files <= early.files + 2, "{early:?} {late:?}");
    assert!(late.kilobytes < early.kilobytes + early.kilobytes / 2 + 32_768, "{early:?} {late:?}");
}

/// One edit, of any kind.
fn edit(site: &Site, random: &mut Random) {
    let n = random.below(PAGES);
    let word = format!("Lần {}.", random.below(1_000_000));
    match random.below(14) {
        0..=4 => site.write(&page(n), article(n, &word)),
        5 => site.write(&page(n), article(n, &word).replace("title: Bài", "title: Đổi tên")),
        6 => site.write(&page(n), article(n, "[x](/khong-co.md)")),
        7 => site.write(&page(n), "---\ntitle: [dở\n"),
        8 => {
            let _ = fs::remove_file(site.root().join(page(n)));
        }
        9 => site.write("content/so/viec.yaml", DATASET.replace("1101", &format!("{}", 1000 + random.below(200)))),
        10 => site.write("content/so/viec.yaml", DATASET.replace("registered: 1200", "registered: 1")),
        11 => site.write("site.yaml", CONFIG.replace("Trang thử", &word)),
        12 => site.write("templates/page.html", "{% extends \"portal/page.html\" %}\n"),
        _ => {
            let (content, away) = (site.root().join("content/tin"), site.root().join("tin"));
            fs::rename(&content, &away).expect("it goes");
            fs::rename(&away, &content).expect("it comes back");
        }
    }
}

/// Waits until the edits so far have been seen.
fn settle(site: &Site, server: &Server, open: &mut Events, number: u64) {
    let word = format!("Mốc {number}.");
    site.write("content/cuoi.md", article(0, &word));
    open.until("the mark is seen", |_| server.get("/cuoi/index.html").text().contains(&word));
}

/// The first path whose file is served otherwise than it was built.
fn differs(server: &Server, built: &Tree) -> Option<String> {
    let paths = built.iter().filter(|(path, _)| *path != ".baocao-manifest.json");
    let other = paths.filter(|(path, bytes)| {
        let answer = server.get(&format!("/{path}"));
        let now = if path.ends_with(".html") { without_script(&answer.text()).into_bytes() } else { answer.body };
        now != **bytes
    });
    other.map(|(path, _)| path.clone()).next()
}

fn page(n: usize) -> String {
    format!("content/tin/bai-{n}.md")
}

fn article(n: usize, text: &str) -> String {
    format!(
        "---\ntitle: Bài {n}\ndate: 2001-05-{:02}\ntags: [một, hai]\n---\n\n{text}\n\n```chart\ndata: viec\ntype: completion\n\
         x: level\ny: [registered, completed]\nwhere: {{year: 2001}}\ntitle: Gần xong\n```\n",
        n + 1
    )
}

/// What a process holds.
#[derive(Debug)]
struct Held {
    files: usize,
    kilobytes: usize,
}

impl Held {
    fn by(server: &Server) -> Self {
        let folder = format!("/proc/{}", server.id());
        let files = fs::read_dir(format!("{folder}/fd")).expect("the process runs").count();
        let status = fs::read_to_string(format!("{folder}/status")).expect("the process runs");
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).expect("its memory is told");
        let kilobytes = line.trim().trim_end_matches(" kB").parse().expect("a number");
        Self { files, kilobytes }
    }
}
