//! A build of what was built before: nothing is written, the same is said, and any edit is seen.

#![expect(clippy::disallowed_methods, reason = "the test damages a file of the build's own")]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::SystemTime;

use support::Site;
use support::pictures::png;
use support::random::Random;
use support::sites::{many, varied};

/// Every file below a folder with the time of its last change.
fn times(folder: &Path) -> BTreeMap<String, SystemTime> {
    let mut times = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let entry = entry.expect("listed");
            let path = entry.path();
            if entry.file_type().expect("known").is_dir() {
                open.push(path);
            } else {
                let time = path.symlink_metadata().and_then(|metadata| metadata.modified()).expect("there");
                times.insert(path.to_string_lossy().into_owned(), time);
            }
        }
    }
    times
}

/// What a build printed, without its time.
fn said(site: &Site, args: &[&str]) -> (i32, String, serde_json::Value) {
    let run = site.run(args);
    let mut result: serde_json::Value = serde_json::from_str(&run.out).expect("one object");
    result["seconds"] = 0.into();
    (run.code, run.err, result)
}

const BUILD: &[&str] = &["build", "-v", "--format", "json"];

#[test]
fn nothing_is_written_and_the_same_is_said() {
    let site = Site::of(&varied());
    site.write("content/tin/them.md", "---\ntitle: Thêm\n---\n\n![](<2001-05-13-bai/ảnh đẹp.png>) Có 1.343 việc.\n");
    // Files that are known by their names only: their bytes are no text.
    site.write("content/tin/thua.csv", b"\xff\xfe\x00");
    #[cfg(unix)]
    std::os::unix::fs::symlink(site.root(), site.root().join("content/tin/vong")).expect("linked");
    site.build();
    let before = times(site.root());
    let first = said(&site, BUILD);
    assert_eq!(first.0, 0, "{}", first.1);
    assert!(first.1.contains("missing-alt") && first.1.contains("unbound-number"), "{}", first.1);
    assert_eq!(first.2["written"], 0);
    assert!(first.2["unchanged"].as_u64() > Some(10));
    assert_eq!(times(site.root()), before, "not even a lock");
    // The same as a build that looks at everything, in words for people too.
    let clean = said(&site, &["build", "-v", "--format", "json", "--clean"]);
    assert_eq!(first, clean);
    let human = |args: &[&str]| site.run(args).err;
    assert_eq!(human(&["build", "-v"]), human(&["build", "-v", "--clean"]));
    assert_eq!(site.run(&["build", "--strict"]).code, 1, "a flag that makes it fail is no other build's");
}

#[test]
fn what_is_missing_or_changed_in_the_output_is_put_right() {
    let site = Site::of(&varied());
    let built = site.build();
    site.remove("output/tin/bai/index.html");
    support::assert_same(&built, &site.build(), "a page that was removed");
    site.build();
    site.write("output/tin/bai/index.html", "another's");
    support::assert_same(&built, &site.build(), "a page that was written over");
    site.build();
    let record = walk_for(&site.root().join(".baocao"), "standing");
    for damage in [b"".as_slice(), b"x", &fs::read(&record).expect("there")[..200]] {
        fs::write(&record, damage).expect("written");
        support::assert_same(&built, &site.build(), "a damaged record");
    }
}

fn walk_for(folder: &Path, name: &str) -> std::path::PathBuf {
    let found = times(folder).into_keys().find(|path| path.ends_with(name));
    found.map_or_else(|| panic!("no {name}"), Into::into)
}

/// One edit: of content, data, theme, configuration, a name, an asset; now and then one that is wrong.
fn edit(site: &Site, random: &mut Random, step: usize) {
    let article = format!("content/tin/bai-{}/index.md", random.below(12));
    let is_there = site.root().join(&article).is_file();
    match random.below(10) {
        0 | 1 if is_there => site.write(&article, site.read(&article).replace("Bản", &format!("Lần {step}, bản"))),
        2 if is_there => site.write(&article, site.read(&article).replace("title: Bài", "tags: [chung]\ntitle: Tên")),
        3 if is_there => site.remove(&article),
        4 => {
            let text = if random.below(2) == 0 { "1101" } else { "1102" };
            let data = site.read("content/viec.yaml");
            site.write("content/viec.yaml", data.replace("1101", text).replace("1102", text));
        }
        5 => site.write("templates/page.html", format!("{{% extends \"portal/page.html\" %}}{{% block content %}}{step}{{{{ page.content | safe }}}}{{% endblock %}}")),
        6 => site.write("site.yaml", format!("title: Trang {step}\nbase_url: https://thu.example\n")),
        7 => site.write(&format!("content/tin/moi-{step}.md"), format!("---\ntitle: Mới {step}\ndate: 2001-06-01\n---\n\n[tin](/tin/_index.md)\n")),
        8 => site.write("content/tin/tep.png", png(20 + u32::try_from(step % 7).expect("small"), 10)),
        _ => site.write("content/tin/sai.md", if random.below(2) == 0 { "---\ntitle: Sai\n---\n[x](khong-co.md)\n" } else { "---\ntitle: Đúng\n---\n" }),
    }
}

#[test]
fn after_any_edits_a_build_is_what_a_clean_one_elsewhere_is() {
    let mut random = Random(20_240_513);
    let site = Site::of(&many(12, 1));
    for step in 0..24 {
        for _ in 0..=random.below(2) {
            edit(&site, &mut random, step);
        }
        let ours = said(&site, &["build", "--format", "json"]);
        let elsewhere = Site::of(&site.sources());
        let theirs = said(&elsewhere, &["build", "--format", "json"]);
        assert_eq!((ours.0, &ours.1), (theirs.0, &theirs.1), "step {step}");
        for count in ["pages", "charts", "errors", "warnings", "advice"] {
            assert_eq!(ours.2[count], theirs.2[count], "step {step}: {count}");
        }
        if ours.0 == 0 {
            support::assert_same(
                &support::tree(&site.output()),
                &support::tree(&elsewhere.output()),
                &format!("step {step}"),
            );
        }
        if random.below(3) == 0 {
            std::thread::sleep(std::time::Duration::from_millis(25));
            assert_eq!(said(&site, &["build", "--format", "json"]).0, ours.0);
        }
    }
}
