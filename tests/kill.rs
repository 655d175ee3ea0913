//! Builds that are killed, that meet, that run out of room: no page ever lacks a file, and the next build mends all.

#![cfg(unix)]
#![expect(clippy::disallowed_methods, reason = "tests make and read files themselves")]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use support::links::{Reference, pages, references};
use support::{Run, Site, Tree, assert_same, sites, times, tree};

const PAGES: usize = 120;
const KILLS: u32 = 25;

#[test]
fn a_build_killed_at_any_moment_is_mended_by_the_next() {
    let mut site = Changing::new();
    let takes = site.undisturbed();
    let mut cut_short = 0;
    for kill in 0..KILLS {
        site.change();
        let mut child = site.start();
        std::thread::sleep(takes * kill / KILLS);
        cut_short += u32::from(child.try_wait().expect("it can be asked").is_none());
        kill_now(&mut child);
        site.holds_and_mends(&format!("killed at {kill}/{KILLS}"));
    }
    // The first kill comes at once; how many of the others come in time is the machine's business.
    assert!(cut_short > 0, "none of {KILLS} builds was cut short");
}

#[test]
fn a_commit_killed_at_any_moment_is_mended_by_the_next() {
    let mut site = Changing::new();
    site.undisturbed();
    let mut cut_short = 0;
    for kill in (0..KILLS).step_by(2) {
        site.change();
        let mut child = site.start();
        wait_until(&mut child, || site.state_file("journal").is_some());
        std::thread::sleep(Duration::from_micros(u64::from(kill) * 300));
        kill_now(&mut child);
        cut_short += u32::from(site.state_file("journal").is_some());
        site.holds_and_mends(&format!("killed {} µs into the commit", kill * 300));
    }
    assert!(cut_short > 0, "no kill met a commit");
}

#[test]
fn a_check_after_a_kill_finishes_the_commit() {
    let mut site = Changing::new();
    site.undisturbed();
    for _ in 0..20 {
        site.change();
        let mut child = site.start();
        wait_until(&mut child, || site.state_file("journal").is_some());
        kill_now(&mut child);
        let was_cut_short = site.state_file("journal").is_some();
        assert_eq!(site.site.run(&["check"]).code, 0);
        assert_eq!(site.left_over(), Vec::<PathBuf>::new());
        if was_cut_short {
            assert_same(&tree(&site.site.output()), site.expected(), "finished by a check");
            return;
        }
        site.site.build();
    }
    panic!("no kill met a commit");
}

#[test]
fn a_first_build_that_is_killed_leaves_nothing_or_whole_pages() {
    let files = sites::many(PAGES, 1);
    let expected = Site::of(&files).build();
    let site = Site::of(&files);
    for kill in [0, 2, 5, 9, 14] {
        let mut child = start(&site);
        let state = || state_files(&site).into_iter().any(|path| path.ends_with("journal"));
        wait_until(&mut child, state);
        std::thread::sleep(Duration::from_millis(kill));
        kill_now(&mut child);
        assert_whole(&tree(&site.output()), "the first build was killed");
        assert_same(&site.build(), &expected, "built after a kill");
        fs::remove_dir_all(site.output()).expect("it was built");
    }
}

#[test]
fn two_builds_at_once_never_mix() {
    let files = sites::many(PAGES, 1);
    let expected = Site::of(&files).build();
    let site = Site::of(&files);
    for _ in 0..4 {
        let (first, second) = (start(&site), start(&site));
        let pids = [first.id(), second.id()];
        let runs = [first, second].map(|child| child.wait_with_output().expect("it ends"));
        for (run, other) in runs.iter().zip([pids[1], pids[0]]) {
            let err = String::from_utf8_lossy(&run.stderr);
            match run.status.code() {
                Some(0) => {}
                Some(3) => assert!(err.contains(&format!("(pid {other})")), "{err}"),
                other => panic!("{other:?}: {err}"),
            }
        }
        assert!(runs.iter().any(|run| run.status.success()), "one of two is built");
        assert_same(&tree(&site.output()), &expected, "two builds at once");
        fs::remove_dir_all(site.output()).expect("it was built");
    }
}

#[test]
fn a_build_under_way_is_named_by_its_pid_and_not_waited_for() {
    let files = sites::many(PAGES, 1);
    let expected = Site::of(&files).build();
    let site = Site::of(&files);
    for _ in 0..20 {
        let mut first = start(&site);
        let pid = first.id().to_string();
        wait_until(&mut first, || {
            let owner = state_files(&site).into_iter().find(|path| path.ends_with("pid"));
            owner.is_some_and(|path| fs::read_to_string(path).is_ok_and(|owner| owner == pid))
        });
        signal(&first, "STOP");
        let is_at_work = first.try_wait().expect("it can be asked").is_none();
        let second = is_at_work.then(|| site.run(&["build"]));
        signal(&first, "CONT");
        assert!(first.wait().expect("it ends").success());
        assert_same(&tree(&site.output()), &expected, "the first of two builds");
        if let Some(second) = second.filter(|second| second.code != 0) {
            assert_eq!((second.code, second.out.as_str()), (3, ""), "{}", second.err);
            assert!(second.err.contains(&format!("another build (pid {pid}) is at work in ")), "{}", second.err);
            return;
        }
        fs::remove_dir_all(site.output()).expect("it was built");
    }
    panic!("no second build met the first");
}

#[test]
fn a_disk_that_takes_no_more_changes_nothing() {
    let mut site = Changing::new();
    site.undisturbed();
    let before = (tree(&site.site.output()), times(&site.site.output()));
    site.change();
    // The limit on a file's size fails as a full disk does, in the middle of a write; the signal it sends is ignored.
    let limited = |blocks: u32| {
        let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$0\" build");
        let mut command = Command::new("sh");
        command.arg("-c").arg(script).arg(assert_cmd::cargo::cargo_bin!("baocao"));
        command.current_dir(site.site.root()).env("LANG", "C").env_remove("LC_ALL");
        Run::of(&mut command)
    };
    let run = limited(1);
    assert_eq!((run.code, run.out.as_str()), (3, ""), "{}", run.err);
    assert!(run.err.contains("can't be written: File too large"), "{}", run.err);
    assert_eq!(site.left_over(), Vec::<PathBuf>::new());
    assert_same(&before.0, &tree(&site.site.output()), "the disk was full");
    assert_eq!(before.1, times(&site.site.output()));
    assert_same(&site.site.build(), site.expected(), "built when there was room");
}

/// A site whose sources change between two versions, each built elsewhere in peace.
struct Changing {
    site: Site,
    versions: [sites::Files; 2],
    expected: [Tree; 2],
    /// The version whose sources stand.
    now: usize,
}

impl Changing {
    fn new() -> Self {
        let versions = [1, 2].map(|version| sites::many(PAGES, version));
        let expected = [0, 1].map(|version| Site::of(&versions[version]).build());
        Self { site: Site::of(&versions[0]), versions, expected, now: 0 }
    }

    /// How long a build of changed sources takes.
    fn undisturbed(&mut self) -> Duration {
        self.site.build();
        self.change();
        let started = Instant::now();
        self.site.build();
        started.elapsed()
    }

    /// Puts the other version's sources in the place of this one's.
    fn change(&mut self) {
        let old = &self.versions[self.now];
        self.now = 1 - self.now;
        let new = &self.versions[self.now];
        let kept: BTreeSet<&String> = new.iter().map(|(path, _)| path).collect();
        for (path, _) in old.iter().filter(|(path, _)| !kept.contains(path)) {
            self.site.remove(path);
        }
        for file in new.iter().filter(|file| !old.contains(file)) {
            self.site.write(&file.0, &file.1);
        }
    }

    fn expected(&self) -> &Tree {
        &self.expected[self.now]
    }

    fn start(&self) -> Child {
        start(&self.site)
    }

    /// A file of the state in `.baocao/`.
    fn state_file(&self, name: &str) -> Option<PathBuf> {
        state_files(&self.site).into_iter().find(|path| path.ends_with(name))
    }

    /// What lies in `.baocao/` besides the lock and its owner's number.
    fn left_over(&self) -> Vec<PathBuf> {
        let is_kept = |path: &Path| {
            ["lock", "pid", "standing", "kept"].iter().any(|name| path.ends_with(name))
                || path.starts_with(self.site.root().join(".baocao/cache"))
        };
        state_files(&self.site).into_iter().filter(|path| !is_kept(path)).collect()
    }

    /// Holds what a killed build left, then builds again.
    #[track_caller]
    fn holds_and_mends(&self, what: &str) {
        let left = tree(&self.site.output());
        assert_whole(&left, what);
        let built = self.site.build();
        assert_same(&built, self.expected(), what);
        assert_eq!(self.left_over(), Vec::<PathBuf>::new(), "{what}");
        assert!(!self.site.output().join(".baocao-stage").exists(), "{what}");
    }
}

/// Every page that is there has every file it needs, and who starts at the home page meets no dead link.
#[track_caller]
fn assert_whole(tree: &Tree, what: &str) {
    let links: BTreeMap<String, Vec<Reference>> =
        pages(tree).into_iter().map(|(path, page)| (path.clone(), references(&path, &page))).collect();
    for (path, references) in &links {
        for reference in references.iter().filter(|reference| !reference.path.ends_with(".html")) {
            assert!(tree.contains_key(&reference.path), "{what}: {path} lacks {}", reference.written);
        }
    }
    let mut met = BTreeSet::new();
    let mut open: Vec<&str> = links.keys().map(String::as_str).filter(|path| *path == "index.html").collect();
    while let Some(path) = open.pop() {
        let references =
            links.get(path).unwrap_or_else(|| panic!("{what}: a link leads to {path}, which is not there"));
        let linked = references.iter().map(|reference| reference.path.as_str());
        open.extend(linked.filter(|path| path.ends_with(".html") && met.insert(*path)));
    }
}

fn start(site: &Site) -> Child {
    let mut command = site.command(&["build"]);
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the command starts")
}

/// SIGKILL: the process can do nothing about it.
fn kill_now(child: &mut Child) {
    child.kill().expect("it can be killed, or has ended");
    child.wait().expect("it ends");
}

fn signal(child: &Child, name: &str) {
    // A process that has ended since can't be signalled, and need not be.
    let _ = Command::new("kill").arg(format!("-{name}")).arg(child.id().to_string()).stderr(Stdio::null()).status();
}

/// Waits until `holds`, or until the child has ended.
fn wait_until(child: &mut Child, holds: impl Fn() -> bool) {
    while !holds() && child.try_wait().expect("it can be asked").is_none() {
        std::thread::sleep(Duration::from_micros(100));
    }
}

/// The files and folders in the states below `.baocao/`.
fn state_files(site: &Site) -> Vec<PathBuf> {
    let list = |folder: PathBuf| fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    list(site.root().join(".baocao")).flat_map(|state| list(state.path())).map(|entry| entry.path()).collect()
}
