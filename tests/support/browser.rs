//! Chromium, headless: loads a file and gives the document that its scripts made of it.
//!
//! It is `$CHROMIUM`, or `chromium`, `chromium-browser` or `google-chrome` on the PATH.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use tempfile::TempDir;

/// Readers' choice of colours, as the browser's setting counts it.
#[derive(Clone, Copy)]
pub enum Scheme {
    Dark = 0,
    Light = 1,
    /// The reader's system sets the colours.
    Forced = 2,
}

/// The browser; where there is none, a line on stderr says what is skipped.
pub fn browser() -> Option<PathBuf> {
    let named = std::env::var_os("CHROMIUM").map(PathBuf::from);
    let found = named.or_else(|| {
        let paths = std::env::var_os("PATH")?;
        let folders: Vec<PathBuf> = std::env::split_paths(&paths).collect();
        let known = ["chromium", "chromium-browser", "google-chrome"];
        known.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(name))).find(|path| path.is_file())
    });
    if found.is_none() {
        eprintln!("skipped: no Chromium found (apt install chromium)");
    }
    found
}

/// A page that stays open, until the value is dropped.
pub struct Open {
    child: Child,
    /// Kept for its `Drop`.
    _profile: TempDir,
}

impl Open {
    pub fn at(browser: &Path, address: &str) -> Self {
        let profile = tempfile::tempdir().expect("a temporary folder");
        let mut command = Command::new(browser);
        command.args(QUIET).arg("--remote-debugging-port=0");
        command.arg(format!("--user-data-dir={}", profile.path().display())).arg(address);
        let quiet = own_group(&mut command).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        Self { child: quiet.spawn().expect("starts"), _profile: profile }
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        end_group(&self.child);
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What keeps the browser to itself.
const QUIET: [&str; 8] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
];

/// The document at `path` as the browser has it when all is loaded.
pub fn dump(browser: &Path, path: &Path, scheme: Scheme) -> String {
    dump_address(browser, &address(path), scheme)
}

/// The document at an address of this machine.
pub fn dump_address(browser: &Path, address: &str, scheme: Scheme) -> String {
    let profile = tempfile::tempdir().expect("a temporary folder");
    let mut command = Command::new(browser);
    command.args(QUIET).args([
        "--disable-extensions",
        "--hide-scrollbars",
        // Nothing is still on its way when it is looked at.
        "--force-prefers-reduced-motion",
        "--allow-file-access-from-files",
        "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
        "--window-size=1400,1200",
        "--dump-dom",
        // Scripts that wait in the page go on; the clock only runs while nothing else does.
        "--virtual-time-budget=600000",
    ]);
    match scheme {
        Scheme::Forced => command.arg("--force-high-contrast"),
        Scheme::Dark | Scheme::Light => command.arg(format!("--blink-settings=preferredColorScheme={}", scheme as u8)),
    };
    command.arg(format!("--user-data-dir={}", profile.path().display()));
    command.arg(address);
    run(&mut command, &profile)
}

/// Runs the browser; one that has not ended after minutes is ended with all that it started.
fn run(command: &mut Command, profile: &TempDir) -> String {
    let out = profile.path().join("dumped.html");
    let file = fs::File::create(&out).expect("it can be made");
    let mut child = own_group(command).stdin(Stdio::null()).stdout(file).stderr(Stdio::null()).spawn().expect("starts");
    for _ in 0..6000 {
        if child.try_wait().expect("it can be asked").is_some() {
            end_group(&child);
            return fs::read_to_string(&out).expect("UTF-8");
        }
        std::thread::sleep(Duration::from_millis(100));
    }
    end_group(&child);
    let _ = child.kill();
    panic!("the browser hangs");
}

/// A process group of its own, so that nothing it starts is left behind.
fn own_group(command: &mut Command) -> &mut Command {
    #[cfg(unix)]
    std::os::unix::process::CommandExt::process_group(command, 0);
    command
}

fn end_group(child: &Child) {
    if cfg!(unix) {
        let group = format!("-{}", child.id());
        // A group that has ended can't be signalled, and need not be.
        let _ = Command::new("kill").args(["-KILL", "--", &group]).stderr(Stdio::null()).status();
    }
}

fn address(path: &Path) -> String {
    let path = path.to_str().expect("UTF-8").replace('\\', "/").replace('%', "%25").replace(' ', "%20");
    format!("file://{}{path}", if path.starts_with('/') { "" } else { "/" })
}
