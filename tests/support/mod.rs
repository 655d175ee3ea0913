//! What the tests of whole sites share: sites in temporary folders, runs of the command, trees of files to compare.

#![allow(dead_code, reason = "each test file uses its part")]
#![allow(clippy::disallowed_methods, reason = "tests make and read files themselves")]

pub mod browser;
pub mod html;
pub mod links;
pub mod pictures;
pub mod random;
pub mod schema;
pub mod serve;
pub mod server;
pub mod sites;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, SystemTime};

use tempfile::TempDir;

/// A site in a folder that goes with the value.
pub struct Site {
    /// Kept for its `Drop`.
    _temporary: TempDir,
    root: PathBuf,
}

impl Site {
    /// A site of `files`: paths below its root and what they hold.
    pub fn of<P: AsRef<str>, T: AsRef<[u8]>>(files: &[(P, T)]) -> Self {
        Self::named("site", files)
    }

    /// As [`Site::of`], in a folder of this name.
    pub fn named<P: AsRef<str>, T: AsRef<[u8]>>(folder: &str, files: &[(P, T)]) -> Self {
        let temporary = tempfile::tempdir().expect("a temporary folder");
        // The real path: on some systems the temporary folder lies behind a link.
        let root = temporary.path().canonicalize().expect("it is there").join(folder);
        fs::create_dir_all(&root).expect("the site's folder can be made");
        let site = Self { _temporary: temporary, root };
        for (path, bytes) in files {
            site.write(path.as_ref(), bytes.as_ref());
        }
        site
    }

    /// A copy of the example site: site.yaml, content/ and themes/ of this repository.
    pub fn example() -> Self {
        Self::of(&example_files())
    }

    pub fn root(&self) -> &Path {
        &self.root
    }

    pub fn output(&self) -> PathBuf {
        self.root.join("output")
    }

    pub fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let file = self.root.join(path);
        fs::create_dir_all(file.parent().expect("below the root")).expect("a folder can be made");
        fs::write(&file, bytes).unwrap_or_else(|error| panic!("{path}: {error}"));
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.root.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// The files that it is built from, as they are now.
    pub fn sources(&self) -> sites::Files {
        let mut files = vec![("site.yaml".to_owned(), self.read("site.yaml").into_bytes())];
        for folder in ["content", "templates"].into_iter().filter(|folder| self.root.join(folder).is_dir()) {
            let below = tree(&self.root.join(folder)).into_iter();
            files.extend(below.map(|(path, bytes)| (format!("{folder}/{path}"), bytes)));
        }
        files
    }

    pub fn remove(&self, path: &str) {
        fs::remove_file(self.root.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    }

    /// `baocao` in the site's folder, in an English environment.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin!("baocao"));
        command.current_dir(&self.root).args(args).stdin(Stdio::null());
        for name in ["LC_ALL", "LC_MESSAGES", "TZ", "RAYON_NUM_THREADS", "NO_COLOR"] {
            command.env_remove(name);
        }
        command.env("LANG", "C");
        command
    }

    /// Runs the command; one that has not ended after minutes hangs and is ended.
    pub fn run(&self, args: &[&str]) -> Run {
        Run::of(&mut self.command(args))
    }

    /// Builds, which must succeed, and gives the built tree.
    pub fn build(&self) -> Tree {
        let run = self.run(&["build"]);
        assert_eq!(run.code, 0, "{}\n{}", run.err, run.out);
        tree(&self.output())
    }
}

/// The files of the example site.
pub fn example_files() -> Vec<(String, Vec<u8>)> {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
    let config = fs::read(repository.join("site.yaml")).expect("the example has a site.yaml");
    let mut files = vec![("site.yaml".to_owned(), config)];
    for folder in ["content", "themes"] {
        let below = tree(&repository.join(folder)).into_iter();
        files.extend(below.map(|(path, bytes)| (format!("{folder}/{path}"), bytes)));
    }
    files
}

/// How a command ended.
#[derive(Debug)]
pub struct Run {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Run {
    /// # Panics
    /// When a signal ended the command, as a crash does, or when it hangs.
    pub fn of(command: &mut Command) -> Self {
        let child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the command starts");
        let Output { status, stdout, stderr } = with_watchdog(child);
        let text = |bytes| String::from_utf8(bytes).expect("the command writes UTF-8");
        let (out, err) = (text(stdout), text(stderr));
        let code = status.code().unwrap_or_else(|| panic!("{status}\n{err}"));
        assert_ne!(code, 101, "the command panicked:\n{err}");
        Self { code, out, err }
    }

    /// The result, which `--format json` printed.
    pub fn result(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {}\n{}", self.out, self.err))
    }

    /// `path:line:column: severity[code]` of each finding that `--format json` printed.
    pub fn places(&self) -> Vec<String> {
        let findings = self.err.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).expect("JSON"));
        let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
        findings
            .map(|finding| {
                let (path, code, severity) =
                    (text(&finding["path"]), text(&finding["code"]), text(&finding["severity"]));
                format!("{path}:{}:{}: {severity}[{code}]", finding["line"], finding["column"])
            })
            .collect()
    }
}

/// Waits for a child, but not for one that hangs: that is no measure of speed, its limit is far off.
fn with_watchdog(child: std::process::Child) -> Output {
    const HANGS: Duration = Duration::from_secs(300);
    let (told, hears) = std::sync::mpsc::channel();
    std::thread::spawn(move || told.send(child.wait_with_output()));
    let output = hears.recv_timeout(HANGS).expect("the command does not hang");
    output.expect("its output can be read")
}

/// The files of a folder by their paths with `/`, sorted.
pub type Tree = BTreeMap<String, Vec<u8>>;

/// What a folder holds; empty where there is none.
pub fn tree(folder: &Path) -> Tree {
    paths(folder).into_iter().map(|(path, disk)| (path, fs::read(disk).expect("can be read"))).collect()
}

/// When each file of a folder was changed last.
pub fn times(folder: &Path) -> BTreeMap<String, SystemTime> {
    let time = |disk: PathBuf| fs::metadata(disk).and_then(|metadata| metadata.modified()).expect("has a time");
    paths(folder).into_iter().map(|(path, disk)| (path, time(disk))).collect()
}

fn paths(folder: &Path) -> BTreeMap<String, PathBuf> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(open) = folders.pop() {
        for entry in fs::read_dir(open).into_iter().flatten() {
            let path = entry.expect("can be listed").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let below = path.strip_prefix(folder).expect("found below it");
                found.insert(below.to_str().expect("paths are UTF-8").replace('\\', "/"), path);
            }
        }
    }
    found
}

/// Fails with the paths that differ.
#[track_caller]
pub fn assert_same(left: &Tree, right: &Tree, what: &str) {
    let differ: Vec<&String> = left
        .keys()
        .chain(right.keys().filter(|path| !left.contains_key(*path)))
        .filter(|path| left.get(*path) != right.get(*path))
        .collect();
    let describe = |path: &String| match (left.get(path), right.get(path)) {
        (Some(left), Some(right)) => {
            let at = left.iter().zip(right).take_while(|(a, b)| a == b).count();
            let around = |bytes: &[u8]| {
                let part = &bytes[at.saturating_sub(40)..bytes.len().min(at + 40)];
                String::from_utf8_lossy(part).into_owned()
            };
            format!("{path}: at byte {at}\n    {:?}\n    {:?}", around(left), around(right))
        }
        (left, _) => format!("{path}: only in the {} one", if left.is_some() { "first" } else { "second" }),
    };
    let report: Vec<String> = differ.into_iter().take(10).map(describe).collect();
    assert!(report.is_empty(), "{what}: the trees differ\n{}", report.join("\n"));
}
