//! The Nu HTML checker over every page of the example and of a site with one of each thing: no error, no warning.
//!
//! Needs Java and the checker, which `tests/run` installs below target/nu; where one is missing the test says so and
//! passes.

mod support;

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use support::{Site, sites};

/// Fails for nothing: it is here to name in one line what is skipped without the checker.
#[test]
fn the_checker_is_there_or_its_test_is_skipped() {
    let _ = checker();
}

#[test]
fn every_page_is_valid() {
    let Some(checker) = checker() else { return };
    let (example, varied) = (Site::example(), Site::of(&sites::varied()));
    let mut pages = Vec::new();
    for site in [&example, &varied] {
        let tree = site.build();
        pages.extend(tree.keys().filter(|path| path.ends_with(".html")).map(|path| site.output().join(path)));
    }
    let found = found(&checker, &pages);
    assert!(found.is_empty(), "{found}");
}

#[test]
fn what_is_wrong_is_found() {
    let Some(checker) = checker() else { return };
    let site = Site::of(&[("site.yaml", ""), ("a.html", "<!doctype html><title>x</title><p><div></p><img src=x>")]);
    let found = found(&checker, &[site.root().join("a.html")]);
    assert!(found.contains("error: An “img” element must have an “alt” attribute"), "{found}");
}

/// What the checker says of `pages`, one finding a line.
fn found(checker: &Path, pages: &[PathBuf]) -> String {
    let mut command = Command::new("java");
    command.args(["-Xss4m", "-jar"]).arg(checker).args(["--format", "gnu", "--stdout"]).args(pages);
    let output = command.stdin(Stdio::null()).output().expect("java was found before");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn checker() -> Option<PathBuf> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/nu/node_modules/vnu-jar/build/dist/vnu.jar");
    let has_java = Command::new("java").arg("-version").output().is_ok_and(|output| output.status.success());
    if path.is_file() && has_java {
        return Some(path);
    }
    eprintln!("skipped: no Nu HTML checker found (Java, and npm install --prefix target/nu vnu-jar)");
    None
}
