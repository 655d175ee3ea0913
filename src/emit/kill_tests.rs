//! A commit killed after each of its steps: what readers see then, and what the next run makes of it.
#![expect(clippy::disallowed_methods, reason = "tests lay out folders")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::journal::Journal;
use super::plan::{Step, run};
use super::workplace::{StagePlace, Workplace};
use super::{Sink, Stage, recover};
use crate::model::manifest::FileKind::{self, Asset, List, Page};
use crate::model::route::OutputPath;

type Files = [(&'static str, FileKind, &'static str)];

const OLD: &Files = &[
    ("_baocao/style.111.css", Asset, "old style"),
    ("anh.jpg", Asset, "picture, old"),
    ("tin/bo/hinh-1.csv", Asset, "year\n2022"),
    ("tin/sua/hinh-1.csv", Asset, "year\n2023"),
    ("tin/bo/index.html", Page, "<_baocao/style.111.css> <tin/bo/hinh-1.csv> <index.html>"),
    ("tin/giu/index.html", Page, "<tin/bo/index.html> <_baocao/style.111.css>"),
    ("tin/sua/index.html", Page, "<_baocao/style.111.css> <tin/sua/hinh-1.csv> <anh.jpg> <tin/bo/index.html>"),
    ("tin/index.html", List, "<_baocao/style.111.css> <tin/bo/index.html> <tin/sua/index.html> <tin/giu/index.html>"),
    ("index.html", List, "<_baocao/style.111.css> <tin/index.html>"),
    ("atom.xml", List, "<tin/bo/index.html>"),
];

/// A new style sheet, a page gone with its folder, one changed, two new ones that name each other, a list unchanged
/// in its place.
const NEW: &Files = &[
    ("_baocao/style.222.css", Asset, "new style"),
    ("anh.jpg", Asset, "picture, new"),
    ("tin/sua/hinh-2.csv", Asset, "year\n2024"),
    ("tin/moi/hinh-1.csv", Asset, "year\n2025"),
    ("tin/moi/index.html", Page, "<_baocao/style.222.css> <tin/moi/hinh-1.csv> <a/index.html>"),
    ("a/index.html", Page, "<_baocao/style.222.css> <tin/moi/index.html>"),
    ("tin/giu/index.html", Page, "<_baocao/style.222.css> <a/index.html>"),
    ("tin/sua/index.html", Page, "<_baocao/style.222.css> <tin/sua/hinh-2.csv> <anh.jpg> <tin/moi/index.html>"),
    ("tin/index.html", List, "<_baocao/style.222.css> <tin/moi/index.html> <tin/sua/index.html> <tin/giu/index.html>"),
    ("index.html", List, "<_baocao/style.222.css> <tin/index.html>"),
    ("atom.xml", List, "<tin/moi/index.html>"),
];

struct Site {
    temp: TempDir,
}

impl Site {
    /// A site's root with `OLD` built, and a stranger's file in a folder that goes.
    fn old() -> Self {
        let site = Self { temp: tempfile::tempdir().expect("a folder") };
        site.stage(OLD).commit().expect("committed");
        fs::create_dir_all(site.path("output/tin/la")).expect("made");
        fs::write(site.path("output/tin/la/CNAME"), "stranger").expect("written");
        site
    }

    fn path(&self, below: &str) -> std::path::PathBuf {
        self.temp.path().join(below)
    }

    fn stage(&self, files: &Files) -> Stage {
        let stage = Stage::begin(self.temp.path(), &self.path("output")).expect("begun");
        for (path, kind, text) in files {
            stage.put(&OutputPath::new(path), *kind, text.as_bytes()).expect("put");
        }
        stage
    }

    /// True where there was a build to be finished; there is none behind that.
    fn recover(&self) -> bool {
        let recover = || recover(self.temp.path(), &self.path("output")).expect("recovered");
        let was_killed = recover();
        assert!(!recover(), "once is enough");
        was_killed
    }

    fn workplace(&self) -> Workplace {
        Workplace::new(self.temp.path(), &self.path("output")).expect("resolves")
    }

    fn output(&self) -> BTreeMap<String, String> {
        tree(&self.path("output"))
    }

    /// Decides on `NEW`, takes the first `count` steps of the commit and dies; gives how many there are.
    fn killed_after(&self, count: usize) -> usize {
        let mut stage = self.stage(NEW);
        let journal = stage.decide().expect("decided").0.expect("there is something to do");
        let workplace = self.workplace();
        let steps = &journal.steps[..count.min(journal.steps.len())];
        run(steps, &workplace.output, (StagePlace::State, &workplace.stage(StagePlace::State))).expect("taken");
        journal.steps.len()
    }
}

/// Files below `folder`, path → text, and empty folders.
fn tree(folder: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    gather(folder, "", &mut found);
    found
}

fn gather(folder: &Path, prefix: &str, found: &mut BTreeMap<String, String>) {
    for entry in fs::read_dir(folder).expect("readable") {
        let entry = entry.expect("readable");
        let path = format!("{prefix}{}", entry.file_name().to_str().expect("text"));
        if entry.path().is_file() {
            found.insert(path, fs::read_to_string(entry.path()).expect("text"));
        } else if fs::read_dir(entry.path()).expect("readable").next().is_none() {
            found.insert(path, "an empty folder".to_owned());
        } else {
            gather(&entry.path(), &format!("{path}/"), found);
        }
    }
}

fn links(text: &str) -> impl Iterator<Item = &str> {
    text.split('<').skip(1).filter_map(|rest| rest.split_once('>')).map(|(link, _)| link)
}

fn is_page(path: &str) -> bool {
    path.rsplit('/').next() == Some("index.html")
}

/// Every page has the assets it names, and who starts at the home page meets no dead link.
fn assert_whole(files: &BTreeMap<String, String>, when: &str) {
    for (path, text) in files.iter().filter(|(path, _)| is_page(path)) {
        for link in links(text).filter(|link| !is_page(link)) {
            assert!(files.contains_key(link), "{when}: {path} lacks {link}");
        }
    }
    let (mut seen, mut next) = (BTreeSet::new(), vec!["index.html", "atom.xml"]);
    while let Some(path) = next.pop() {
        let text = files.get(path).unwrap_or_else(|| panic!("{when}: a dead link to {path}"));
        next.extend(links(text).filter(|link| seen.insert(*link)));
    }
}

#[test]
fn killed_after_any_step_readers_see_whole_pages_and_the_next_run_finishes() {
    let undisturbed = Site::old();
    undisturbed.stage(NEW).commit().expect("committed");
    let expected = undisturbed.output();
    assert_eq!(expected["tin/la/CNAME"], "stranger");
    assert!(!expected.keys().any(|path| path.starts_with("tin/bo") || path.contains("111")), "{expected:?}");
    assert_whole(&expected, "undisturbed");

    let mut count = 0;
    loop {
        let site = Site::old();
        let steps = site.killed_after(count);
        let when = format!("after {count} of {steps} steps");
        assert_whole(&site.output(), &when);
        assert!(site.recover(), "{when}");
        assert_eq!(site.output(), expected, "{when}");
        let state = site.workplace();
        assert!(!state.journal().exists() && !state.stage(StagePlace::State).exists(), "{when}: litter");
        let again = site.stage(NEW).commit().expect("committed");
        assert_eq!((again.written, again.unchanged, again.removed), (0, NEW.len(), 0), "{when}");
        if count == steps {
            break;
        }
        count += 1;
    }
    assert!(count > NEW.len(), "each file is a step");
}

#[test]
fn killed_again_while_it_is_finished() {
    let site = Site::old();
    let steps = site.killed_after(3);
    let workplace = site.workplace();
    let journal = Journal::read(&workplace).expect("readable").expect("there");
    for count in 0..=steps {
        let stage = (StagePlace::State, &*workplace.stage(StagePlace::State));
        run(&journal.steps[..count], &workplace.output, stage).expect("taken");
        assert_whole(&site.output(), &format!("again after {count} steps"));
    }
    fs::remove_dir_all(workplace.stage(StagePlace::State)).expect("the last but one thing to go");
    let done = site.output();
    site.recover();
    assert_eq!(site.output(), done);
    assert!(!workplace.journal().exists());
}

/// A first build that has decided and dies.
fn first() -> Site {
    let site = Site { temp: tempfile::tempdir().expect("a folder") };
    let journal = site.stage(NEW).decide().expect("decided").0.expect("there is something to do");
    assert_eq!(journal.stage, StagePlace::Whole);
    assert!(!site.path("output").exists(), "nothing stands before the commit");
    site
}

#[test]
fn a_first_build_comes_whole_or_not_at_all() {
    let expected: BTreeMap<String, String> =
        NEW.iter().map(|(path, _, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    let without_manifest = |site: &Site| {
        let mut found = site.output();
        assert!(found.remove(".baocao-manifest.json").is_some(), "{found:?}");
        found
    };
    let site = first();
    let (workplace, stage) = (site.workplace(), site.workplace().stage(StagePlace::Whole));
    // Killed right behind the one move.
    run(&[], &workplace.output, (StagePlace::Whole, &stage)).expect("moved");
    assert_eq!(without_manifest(&site), expected);
    site.recover();
    assert_eq!(without_manifest(&site), expected);
    assert!(!workplace.journal().exists() && !stage.exists(), "litter");
    let again = site.stage(NEW).commit().expect("committed");
    assert_eq!((again.written, again.unchanged, again.removed), (0, NEW.len(), 0));
    // Killed before it, and somebody has put something where the site goes.
    let site = first();
    fs::create_dir_all(site.path("output/tin")).expect("made");
    fs::write(site.path("output/tin/CNAME"), "stranger").expect("written");
    site.recover();
    let mut found = without_manifest(&site);
    assert_eq!(found.remove("tin/CNAME").as_deref(), Some("stranger"));
    assert_eq!(found, expected);
    assert!(!site.workplace().stage(StagePlace::Whole).exists(), "litter");
}

#[test]
fn a_build_finishes_what_another_began() {
    let site = Site::old();
    site.killed_after(4);
    let counts = site.stage(OLD).commit().expect("committed");
    assert_eq!(counts.removed, 5, "files of NEW, which stood whole before OLD came back");
    let back = Site::old();
    assert_eq!(site.output(), back.output());
}

#[test]
fn a_torn_journal_leaves_the_old_site() {
    for name in ["journal", "journal.new"] {
        let site = Site::old();
        let before = site.output();
        let mut stage = site.stage(NEW);
        stage.decide().expect("decided");
        drop(stage);
        let journal = site.workplace().journal();
        let text = fs::read(&journal).expect("written");
        fs::remove_file(&journal).expect("removed");
        fs::write(journal.with_file_name(name), &text[..text.len() / 2]).expect("torn");
        site.recover();
        drop(Stage::begin(site.temp.path(), &site.path("output")).expect("begun"));
        assert_eq!(site.output(), before, "{name}");
        assert_eq!(fs::read_dir(site.workplace().state).expect("there").count(), 1, "{name}: the lock only");
    }
}

#[test]
fn killed_before_the_journal_nothing_has_changed() {
    let site = Site::old();
    let before = site.output();
    std::mem::forget(site.stage(NEW));
    assert_eq!(site.output(), before);
    assert!(!site.recover());
    assert_eq!(site.output(), before);
}

#[test]
fn the_order_of_a_commit() {
    let site = Site::old();
    let mut stage = site.stage(NEW);
    let journal = stage.decide().expect("decided").0.expect("there is something to do");
    let lines = journal.steps.iter().map(|step| match step {
        Step::Place(_, path) => format!("place {path}"),
        Step::Remove(path) => format!("remove {path}"),
        Step::Sweep(folder) => format!("sweep {folder}"),
    });
    let expected = [
        "place _baocao/style.222.css",
        "place anh.jpg",
        "place tin/moi/hinh-1.csv",
        "place tin/sua/hinh-2.csv",
        "place a/index.html",
        "place tin/moi/index.html",
        "place tin/giu/index.html",
        "place tin/sua/index.html",
        "place atom.xml",
        "place index.html",
        "place tin/index.html",
        "remove tin/bo/index.html",
        "remove _baocao/style.111.css",
        "remove tin/bo/hinh-1.csv",
        "remove tin/sua/hinh-1.csv",
        "sweep tin/bo",
        "place .baocao-manifest.json",
    ];
    assert_eq!(lines.collect::<Vec<_>>(), expected);
}
