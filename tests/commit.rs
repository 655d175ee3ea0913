//! Builds into one output folder, seen from outside: what is kept, removed, refused.
#![expect(clippy::disallowed_methods, reason = "tests lay out folders")]

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use baocao::emit::{EmitError, Sink, Stage, read_manifest, recover};
use baocao::model::manifest::{Committed, FileKind, Manifest};
use baocao::model::route::OutputPath;
use baocao::source::{AssetFile, SitePath};
use tempfile::TempDir;

struct Site(TempDir);

impl Site {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a folder"))
    }

    /// A site whose last build made `files`.
    fn built(files: &[(&str, &str)]) -> Self {
        let site = Self::new();
        site.build(files).expect("built");
        site
    }

    fn output(&self) -> PathBuf {
        self.0.path().join("output")
    }

    fn begin(&self) -> Result<Stage, EmitError> {
        Stage::begin(self.0.path(), &self.output())
    }

    fn build(&self, files: &[(&str, &str)]) -> Result<Committed, EmitError> {
        build_into(self.0.path(), &self.output(), files)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.output().join(path);
        fs::create_dir_all(path.parent().expect("below the output")).expect("made");
        fs::write(path, text).expect("written");
    }

    fn read(&self, path: &str) -> Option<String> {
        fs::read_to_string(self.output().join(path)).ok()
    }

    fn asset(&self, bytes: &[u8]) -> AssetFile {
        let disk = self.0.path().join("anh.jpg");
        fs::write(&disk, bytes).expect("written");
        AssetFile { path: SitePath::new("content/anh.jpg"), disk, size: bytes.len() as u64, modified: 0 }
    }

    /// An error's text without this machine's folder.
    fn told(&self, error: &EmitError) -> String {
        let folder = self.0.path().canonicalize().expect("there");
        error.to_string().replace(folder.to_str().expect("text"), "…").replace('\\', "/")
    }

    /// True where nothing waits in `.baocao/`.
    fn is_swept(&self) -> bool {
        let states = fs::read_dir(self.0.path().join(".baocao")).expect("there");
        let mut names = states.flat_map(|state| fs::read_dir(state.expect("readable").path()).expect("readable"));
        names.all(|entry| ["lock", "pid"].contains(&entry.expect("readable").file_name().to_str().expect("text")))
    }
}

fn build_into(root: &Path, output: &Path, files: &[(&str, &str)]) -> Result<Committed, EmitError> {
    let mut stage = Stage::begin(root, output)?;
    for (path, text) in files {
        stage.put(&OutputPath::new(path), FileKind::Page, text.as_bytes())?;
    }
    stage.commit()
}

fn counts(written: usize, unchanged: usize, removed: usize) -> Committed {
    Committed { written, unchanged, removed }
}

#[test]
fn the_same_bytes_keep_their_times() {
    let files = [("index.html", "home"), ("tin/index.html", "news"), ("sua/index.html", "before")];
    let site = Site::built(&files);
    let then = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    let paths = ["index.html", "tin/index.html", "sua/index.html", Manifest::FILE];
    for path in paths {
        let file = fs::File::options().write(true).open(site.output().join(path)).expect("there");
        file.set_modified(then).expect("set");
    }
    let is_kept = |path: &str| site.output().join(path).metadata().expect("there").modified().expect("kept") == then;
    assert_eq!(site.build(&files).expect("built"), counts(0, 3, 0));
    assert!(paths.into_iter().all(is_kept));
    // The same size, other bytes.
    let counted = site.build(&[files[0], files[1], ("sua/index.html", "after!")]).expect("built");
    assert_eq!(counted, counts(1, 2, 0));
    assert_eq!(paths.map(is_kept), [true, true, false, false]);
}

#[test]
fn what_no_build_makes_goes_and_what_others_made_stays() {
    let site = Site::built(&[("index.html", "home"), ("bo/sau/index.html", "gone"), ("bo/hinh.csv", "1")]);
    site.write("CNAME", "stranger");
    site.write("bo/ghi-chu.txt", "stranger");
    assert_eq!(site.build(&[("index.html", "home")]).expect("built"), counts(0, 1, 2));
    assert!(!site.output().join("bo/sau").exists(), "an emptied folder goes");
    assert!(!site.output().join("bo/hinh.csv").exists());
    assert_eq!(site.read("CNAME").as_deref(), Some("stranger"));
    assert_eq!(site.read("bo/ghi-chu.txt").as_deref(), Some("stranger"));
    assert!(site.is_swept());
}

#[test]
fn the_manifest_names_every_file_and_survives_the_state_folder() {
    let site = Site::built(&[("index.html", "abc"), ("bo/index.html", "gone")]);
    fs::remove_dir_all(site.0.path().join(".baocao")).expect("removed");
    assert_eq!(site.build(&[("index.html", "abc")]).expect("built"), counts(0, 1, 1));
    assert_eq!(
        site.read(Manifest::FILE).as_deref(),
        Some(
            "{\"files\": [\n  {\"path\": \"index.html\", \"size\": 3, \"digest\": \
             \"6437b3ac38465133ffb63b75273a8db548c558465d79db03fd359c6cd5bd9d85\"}\n]}\n"
        )
    );
    let manifest = read_manifest(&site.output()).expect("readable").expect("there");
    assert_eq!(manifest.files[&OutputPath::new("index.html")].size, 3);
}

#[test]
fn a_strangers_file_in_the_way_is_refused_and_nothing_changes() {
    let site = Site::built(&[("index.html", "home")]);
    site.write("moi/index.html", "stranger");
    let error = site.build(&[("index.html", "new home"), ("moi/index.html", "ours")]).expect_err("refused");
    assert_eq!(
        site.told(&error),
        "…/output/moi/index.html: this file was not made by baocao, and the site needs its place: move it away, \
         rename the page or asset, or build into another folder with --output. Nothing was changed"
    );
    assert_eq!(site.read("index.html").as_deref(), Some("home"));
    assert_eq!(site.read("moi/index.html").as_deref(), Some("stranger"));
    assert!(site.is_swept());

    site.write("moi/index.html", "ours");
    let adopted = site.build(&[("index.html", "new home"), ("moi/index.html", "ours")]).expect("the same bytes");
    assert_eq!(adopted, counts(1, 1, 0));
    assert_eq!(site.build(&[("index.html", "new home")]).expect("built"), counts(0, 1, 1), "it is ours now");
}

#[test]
fn a_strangers_file_where_an_asset_goes_is_refused() {
    let site = Site::new();
    site.write("anh.jpg", "stranger");
    let stage = site.begin().expect("begun");
    let asset = site.asset(b"pictured");
    assert!(matches!(stage.copy(&OutputPath::new("anh.jpg"), &asset), Err(EmitError::Stranger { .. })));
}

#[test]
fn a_damaged_manifest_makes_no_file_ours() {
    let site = Site::built(&[("index.html", "home"), ("cu/index.html", "old")]);
    let text = site.read(Manifest::FILE).expect("there");
    site.write(Manifest::FILE, &text[..text.len() / 2]);
    let error = read_manifest(&site.output()).expect_err("damaged");
    assert!(error.to_string().ends_with("this manifest is damaged: build the site again"), "{error}");
    let error = site.build(&[("index.html", "changed")]).expect_err("perhaps not ours");
    assert!(
        site.told(&error).contains("…/output/.baocao-manifest.json is damaged: empty the output folder"),
        "{error}"
    );
    assert_eq!(site.build(&[("index.html", "home")]).expect("the same bytes"), counts(0, 1, 0));
    assert_eq!(site.read("cu/index.html").as_deref(), Some("old"), "not known as ours");
    assert!(read_manifest(&site.output()).expect("whole again").is_some());
}

#[test]
fn a_manifest_that_points_outside_removes_nothing_there() {
    let site = Site::built(&[("index.html", "home")]);
    fs::write(site.0.path().join("site.yaml"), "title: x").expect("written");
    site.write(Manifest::FILE, "{\"files\": [{\"path\": \"../site.yaml\", \"size\": 8, \"digest\": \"\"}]}");
    assert_eq!(site.build(&[]).expect("built"), counts(0, 0, 0));
    assert!(site.0.path().join("site.yaml").exists());
}

#[test]
fn two_builds_at_once() {
    let site = Site::new();
    let first = site.begin().expect("begun");
    let error = site.begin().expect_err("one is at work");
    let pid = std::process::id();
    let expected = format!("another build (pid {pid}) is at work in …/output: build again when it has ended");
    assert_eq!(site.told(&error), expected);
    let elsewhere = Stage::begin(site.0.path(), &site.0.path().join("output2")).expect("another folder is free");
    drop((first, elsewhere));
    site.begin().expect("free again");
}

#[test]
fn a_lock_that_a_dead_process_left_does_not_block() {
    let site = Site::built(&[("index.html", "home")]);
    let state = fs::read_dir(site.0.path().join(".baocao")).expect("there").next().expect("one").expect("readable");
    fs::write(state.path().join("pid"), "1").expect("written");
    site.build(&[("index.html", "home")]).expect("nobody holds the lock");
}

#[test]
fn a_stage_that_is_dropped_changes_nothing() {
    let site = Site::new();
    let stage = site.begin().expect("begun");
    stage.put(&OutputPath::new("index.html"), FileKind::List, b"home").expect("put");
    drop(stage);
    assert!(!site.output().exists());
    assert!(site.is_swept());
}

#[test]
fn one_place_is_taken_once() {
    let site = Site::new();
    let stage = site.begin().expect("begun");
    let put = |path: &str| stage.put(&OutputPath::new(path), FileKind::Page, b"x");
    put("a/index.html").expect("free");
    assert!(matches!(put("a/index.html"), Err(EmitError::Twice { .. })));
    assert!(matches!(put(Manifest::FILE), Err(EmitError::Twice { .. })));
    let error = site_with_both(&Site::new()).expect_err("a file and a folder");
    assert!(matches!(error, EmitError::InTheWay { .. }), "{error}");
}

fn site_with_both(site: &Site) -> Result<Committed, EmitError> {
    site.build(&[("a", "a file"), ("a/index.html", "a page in a folder")])
}

#[test]
fn a_folder_where_a_file_must_stand_and_the_other_way_round() {
    let site = Site::new();
    site.write("a/index.html/x.txt", "stranger");
    site.write("b", "stranger");
    let told = |files: &[(&str, &str)]| site.told(&site.build(files).expect_err("refused"));
    let folder = "…/output/a/index.html: a folder stands where the site needs a file: move it away and build again";
    assert_eq!(told(&[("a/index.html", "x")]), folder);
    let file = "…/output/b: a file stands where the site needs a folder: move it away and build again";
    assert_eq!(told(&[("b/c/index.html", "x")]), file);
    let output = site.output().join("b");
    let error = Stage::begin(site.0.path(), &output).expect_err("no folder");
    assert_eq!(site.told(&error), file);
}

#[test]
fn assets_are_copied_compared_and_counted() {
    let site = Site::new();
    let bytes: Vec<u8> = (0..400_000_u32).flat_map(u32::to_le_bytes).collect();
    let build = |bytes: &[u8]| {
        let mut stage = site.begin()?;
        stage.copy(&OutputPath::new("tin/anh.jpg"), &site.asset(bytes))?;
        stage.commit()
    };
    let copied = || fs::read(site.output().join("tin/anh.jpg")).expect("there");
    assert_eq!(build(&bytes).expect("built"), counts(1, 0, 0));
    assert_eq!(copied(), bytes);
    let manifest = read_manifest(&site.output()).expect("readable").expect("there");
    assert_eq!(manifest.files[&OutputPath::new("tin/anh.jpg")].digest, blake3::hash(&bytes).to_hex().as_str());
    assert_eq!(build(&bytes).expect("built"), counts(0, 1, 0));
    assert_eq!(read_manifest(&site.output()).expect("readable").expect("there"), manifest);
    let mut other = bytes;
    *other.last_mut().expect("not empty") ^= 1;
    assert_eq!(build(&other).expect("built"), counts(1, 0, 0));
    assert_eq!(copied(), other);
    other.truncate(5);
    assert_eq!(build(&other).expect("built"), counts(1, 0, 0));
    assert_eq!(copied(), other);
}

#[test]
fn a_commit_that_fails_half_way_is_finished_by_the_next_run() {
    let site = Site::built(&[("index.html", "before")]);
    let mut stage = site.begin().expect("begun");
    for (path, kind) in [("a/index.html", FileKind::Page), ("index.html", FileKind::List)] {
        stage.put(&OutputPath::new(path), kind, b"after").expect("put");
    }
    site.write("a/index.html/x.txt", "in the way since a moment ago");
    let error = stage.commit().expect_err("a folder is there");
    assert!(site.told(&error).starts_with("…/output/a/index.html: can't be put into place: "), "{error}");
    drop(stage);
    assert_eq!(site.read("index.html").as_deref(), Some("before"));
    recover(site.0.path(), &site.output()).expect_err("still there");
    fs::remove_dir_all(site.output().join("a/index.html")).expect("removed");
    recover(site.0.path(), &site.output()).expect("finished");
    assert_eq!(site.read("a/index.html").as_deref(), Some("after"));
    assert_eq!(site.read("index.html").as_deref(), Some("after"));
    assert!(site.is_swept());
}

#[test]
fn nothing_to_recover_writes_nothing() {
    let site = Site::new();
    recover(site.0.path(), &site.output()).expect("nothing to do");
    assert_eq!(fs::read_dir(site.0.path()).expect("there").count(), 0);
}

#[test]
fn a_machine_without_room_for_state_is_told() {
    let site = Site::new();
    fs::write(site.0.path().join(".baocao"), "a file").expect("written");
    let error = site.begin().expect_err("no folder can be made");
    assert!(error.to_string().contains(".baocao"), "{error}");
}

#[test]
fn many_threads_put_at_once() {
    let site = Site::new();
    let mut stage = site.begin().expect("begun");
    std::thread::scope(|scope| {
        for thread in 0..4 {
            let stage = &stage;
            scope.spawn(move || {
                for page in 0..200 {
                    let path = OutputPath::new(&format!("{thread}/{page}/index.html"));
                    stage.put(&path, FileKind::Page, path.as_str().as_bytes()).expect("put");
                }
            });
        }
    });
    assert_eq!(stage.commit().expect("committed"), counts(800, 0, 0));
    assert_eq!(site.read("3/199/index.html").as_deref(), Some("3/199/index.html"));
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    use std::os::unix::fs::symlink;
    let site = Site::built(&[("index.html", "home"), ("trang/index.html", "page"), ("bo/index.html", "gone")]);
    let outside = tempfile::tempdir().expect("a folder");
    fs::write(outside.path().join("index.html"), "outside").expect("written");
    for folder in ["trang", "bo"] {
        fs::remove_dir_all(site.output().join(folder)).expect("removed");
        symlink(outside.path(), site.output().join(folder)).expect("linked");
    }
    let error = site.build(&[("trang/index.html", "changed")]).expect_err("a linked folder");
    let expected = "…/output/trang: a link stands where the site needs a folder: move it away and build again";
    assert_eq!(site.told(&error), expected);

    fs::remove_file(site.output().join("index.html")).expect("removed");
    symlink(outside.path().join("index.html"), site.output().join("index.html")).expect("linked");
    site.build(&[("index.html", "home")]).expect("the link itself is replaced");
    assert!(!site.output().join("index.html").is_symlink());
    assert_eq!(site.read("index.html").as_deref(), Some("home"));
    let outside = fs::read_to_string(outside.path().join("index.html")).expect("neither written nor removed");
    assert_eq!(outside, "outside");
}

#[cfg(target_os = "linux")]
#[test]
fn an_output_on_another_file_system() {
    use std::os::unix::fs::MetadataExt;
    let site = Site::new();
    let Ok(other) = tempfile::tempdir_in("/dev/shm") else { return };
    let device = |path: &Path| path.metadata().expect("there").dev();
    if device(site.0.path()) == device(other.path()) {
        return;
    }
    let output = other.path().join("www");
    drop(Stage::begin(site.0.path(), &output).expect("begun"));
    assert!(!output.exists(), "a build that is given up leaves nothing");
    for (files, expected) in [
        (&[("index.html", "home"), ("a/index.html", "page")][..], counts(2, 0, 0)),
        (&[("index.html", "changed")], counts(1, 0, 1)),
    ] {
        assert_eq!(build_into(site.0.path(), &output, files).expect("built"), expected);
    }
    assert_eq!(fs::read_to_string(output.join("index.html")).expect("there"), "changed");
    assert_eq!(fs::read_dir(&output).expect("there").count(), 2, "the page and the manifest");
}
