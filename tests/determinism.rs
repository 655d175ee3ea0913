//! Same sources, same bytes: wherever they lie, whenever and however they are built.

mod support;

use std::fs;
use std::time::{Duration, SystemTime};

use support::sites::{self, Files};
use support::{Run, Site, Tree, assert_same, example_files, times, tree};

/// The circumstances of a build, which must leave no trace.
struct Machine {
    folder: &'static str,
    environment: &'static [(&'static str, &'static str)],
    /// Seconds since 1970 that all sources bear.
    changed: u64,
    is_reversed: bool,
}

const MACHINES: [Machine; 3] = [
    Machine {
        folder: "site",
        environment: &[("TZ", "Asia/Ho_Chi_Minh"), ("LANG", "vi_VN.UTF-8"), ("RAYON_NUM_THREADS", "1")],
        changed: 1_000_000_000,
        is_reversed: false,
    },
    Machine {
        folder: "một nơi khác/deeper",
        environment: &[
            ("TZ", "America/Los_Angeles"),
            ("LC_ALL", "tr_TR.UTF-8"),
            ("RAYON_NUM_THREADS", "4"),
            ("SOURCE_DATE_EPOCH", "1"),
            ("NO_COLOR", "1"),
        ],
        changed: 1_700_000_000,
        is_reversed: true,
    },
    Machine {
        folder: "z",
        environment: &[("TZ", "Etc/GMT-14"), ("LANG", "C"), ("RAYON_NUM_THREADS", "3"), ("HOME", "/nowhere")],
        changed: 0,
        is_reversed: true,
    },
];

#[test]
fn two_machines_build_the_same_bytes() {
    for files in [example_files(), sites::varied(), sites::many(40, 1)] {
        let trees: Vec<Tree> = MACHINES.iter().map(|machine| built_on(machine, files.clone())).collect();
        assert!(trees[0].contains_key(".baocao-manifest.json"));
        assert_same(&trees[0], &trees[1], "two machines");
        assert_same(&trees[0], &trees[2], "two machines");
    }
}

#[test]
fn no_built_file_names_this_machine() {
    let site = Site::example();
    let temporary = site.root().to_str().expect("UTF-8").to_owned();
    for (path, bytes) in site.build() {
        let text = String::from_utf8_lossy(&bytes);
        assert!(!text.contains(&temporary), "{path} names the folder of its sources");
    }
}

#[test]
fn a_second_build_writes_nothing() {
    let site = Site::example();
    let first = site.build();
    age(&site);
    let before = times(&site.output());
    let run = site.run(&["build", "--format", "json"]);
    let result = run.result();
    assert_eq!((&result["written"], &result["removed"]), (&0.into(), &0.into()), "{}", run.out);
    // The manifest is no file of the site's own count.
    assert_eq!(result["unchanged"], first.len() - 1);
    assert_same(&first, &tree(&site.output()), "built twice");
    assert_eq!(before, times(&site.output()), "every file keeps its time");
}

#[test]
fn the_state_folder_changes_nothing() {
    let site = Site::example();
    let first = site.build();
    age(&site);
    let before = times(&site.output());
    fs::remove_dir_all(site.root().join(".baocao")).expect("it is there");
    assert_same(&first, &site.build(), "without .baocao/");
    assert_eq!(before, times(&site.output()), "every file keeps its time");
    assert_eq!(site.run(&["build", "--clean"]).code, 0);
    assert_same(&first, &tree(&site.output()), "--clean");
}

#[test]
fn a_change_and_its_return_leave_no_trace() {
    let site = Site::of(&sites::many(20, 1));
    let first = site.build();
    for (path, _) in sites::many(20, 1) {
        site.remove(&path);
    }
    for (path, bytes) in sites::many(20, 2) {
        site.write(&path, bytes);
    }
    let second = site.build();
    assert_same(&second, &Site::of(&sites::many(20, 2)).build(), "changed in place");
    assert_ne!(first, second);
    for (path, _) in sites::many(20, 2) {
        site.remove(&path);
    }
    for (path, bytes) in sites::many(20, 1) {
        site.write(&path, bytes);
    }
    assert_same(&first, &site.build(), "changed back");
}

#[test]
fn only_what_changed_is_written() {
    let site = Site::example();
    site.build();
    age(&site);
    let before = times(&site.output());
    let page = "content/gioi-thieu.md";
    site.write(page, site.read(page) + "\nThêm một câu.\n");
    let run = site.run(&["build", "--format", "json"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let after = times(&site.output());
    let changed: Vec<&str> =
        after.iter().filter(|(path, time)| before.get(*path) != Some(*time)).map(|(path, _)| path.as_str()).collect();
    assert!(changed.contains(&"gioi-thieu/index.html") && changed.contains(&".baocao-manifest.json"), "{changed:?}");
    assert!(!changed.contains(&"index.html"), "{changed:?}");
    assert!(!changed.iter().any(|path| path.starts_with("data/")), "{changed:?}");
}

#[test]
fn the_time_comes_from_the_command_alone() {
    let page = "---\ntitle: Bài\npublish_at: 2031-01-01\n---\n\nNội dung.\n";
    let mut files = sites::varied();
    files.push(("content/tin/mai.md".to_owned(), page.as_bytes().to_owned()));
    let site = Site::of(&files);
    let without = site.build();
    assert!(!without.contains_key("tin/mai/index.html"), "held back without --now, whatever the clock says");
    let at = |now: &str| {
        assert_eq!(site.run(&["build", "--now", now]).code, 0);
        tree(&site.output())
    };
    assert!(at("2031-01-01").contains_key("tin/mai/index.html"));
    assert_same(&without, &at("2030-12-31 23:59"), "before its time");
    // Only what is published differs: no page shows when it was built.
    assert_same(&at("2031-01-02"), &at("2040-05-05 05:05"), "two times after it");
}

/// Builds `files` under the circumstances of `machine`.
fn built_on(machine: &Machine, mut files: Files) -> Tree {
    if machine.is_reversed {
        files.reverse();
    }
    let site = Site::named(machine.folder, &files);
    let time = SystemTime::UNIX_EPOCH + Duration::from_secs(machine.changed);
    for (path, _) in &files {
        let file = fs::File::options().write(true).open(site.root().join(path)).expect("it was written");
        file.set_modified(time).expect("the time can be set");
    }
    let run = Run::of(site.command(&["build"]).envs(machine.environment.iter().copied()));
    assert_eq!(run.code, 0, "{}{}", run.err, run.out);
    tree(&site.output())
}

/// Gives every built file an old time, so that a new one shows.
fn age(site: &Site) {
    let then = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    for path in tree(&site.output()).keys() {
        let file = fs::File::options().write(true).open(site.output().join(path)).expect("it was built");
        file.set_modified(then).expect("the time can be set");
    }
}
