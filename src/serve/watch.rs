//! Which files of the site change. The only home of `notify_debouncer_full`.

use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;
use std::time::Duration;

use notify_debouncer_full::notify::{self, EventKind, RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{DebounceEventResult, Debouncer, RecommendedCache, new_debouncer_opt};

use super::ServeError;
use super::keeper::Signal;
use crate::source::is_ignored;

/// A file is told of when it has been left alone for so long: an editor writes in several steps.
const QUIET: Duration = Duration::from_millis(40);
const TICK: Duration = Duration::from_millis(10);

/// The folders that a site is read from, besides its site.yaml.
const FOLDERS: [&str; 3] = ["content", "templates", "themes"];

/// Watches the files of one site until it is dropped.
pub struct Watcher {
    root: PathBuf,
    debouncer: Debouncer<RecommendedWatcher, RecommendedCache>,
}

impl Watcher {
    /// Tells `signals` of every change below `root` that a build would see.
    pub fn start(root: &Path, signals: Sender<Signal>) -> Result<Self, ServeError> {
        let refused = |error: &notify::Error| ServeError::Watch { path: root.to_owned(), reason: error.to_string() };
        let config = notify::Config::default().with_follow_symlinks(false);
        let own = root.to_owned();
        let hears = move |result: DebounceEventResult| {
            let signal = match result {
                Ok(events) => {
                    if events.iter().any(|event| event.need_rescan()) {
                        Some(Signal::Missed)
                    } else {
                        let changes = events.iter().filter(|event| !matches!(event.kind, EventKind::Access(_)));
                        let paths = changes.flat_map(|event| &event.paths).filter(|path| concerns(&own, path));
                        let mut paths: Vec<PathBuf> = paths.cloned().collect();
                        paths.sort();
                        paths.dedup();
                        (!paths.is_empty()).then_some(Signal::Changed(paths))
                    }
                }
                Err(_) => Some(Signal::Missed),
            };
            if let Some(signal) = signal {
                // Nobody hears it any more where the server has ended.
                let _ = signals.send(signal);
            }
        };
        let debouncer = new_debouncer_opt(QUIET, Some(TICK), hears, RecommendedCache::new(), config);
        let mut watcher = Self { root: root.to_owned(), debouncer: debouncer.map_err(|error| refused(&error))? };
        watcher.look().map_err(|error| refused(&error))?;
        Ok(watcher)
    }

    /// Watches anew what has come into the place of a folder that was watched.
    pub fn renew(&mut self) {
        for path in self.places() {
            // What has gone is watched no more in any case.
            let _ = self.debouncer.unwatch(&path);
        }
        // What is not there yet is told by the folder above; where that has gone too, there is nothing to see.
        let _ = self.look();
    }

    /// True where the change of `path` may have taken away what was watched.
    pub fn is_watched(&self, path: &Path) -> bool {
        path == self.root || FOLDERS.iter().any(|folder| path == self.root.join(folder))
    }

    fn look(&mut self) -> notify::Result<()> {
        for path in self.places() {
            if path.is_dir() {
                let is_content = path.starts_with(&self.root) && path != self.root;
                let mode = if is_content { RecursiveMode::Recursive } else { RecursiveMode::NonRecursive };
                self.debouncer.watch(&path, mode)?;
            }
        }
        Ok(())
    }

    /// The folder above, which tells when the site's own goes or comes; that; and what it is read from.
    fn places(&self) -> Vec<PathBuf> {
        let folders = FOLDERS.iter().map(|folder| self.root.join(folder));
        self.root.parent().map(Path::to_owned).into_iter().chain([self.root.clone()]).chain(folders).collect()
    }
}

/// True for what a build reads, and for the folders it stands in.
fn concerns(root: &Path, path: &Path) -> bool {
    let Ok(below) = path.strip_prefix(root) else { return false };
    let mut names = below.components().map(|part| part.as_os_str().to_string_lossy());
    match names.next().as_deref() {
        None | Some("site.yaml") => true,
        Some(folder) if FOLDERS.contains(&folder) => !names.any(|name| is_ignored(&name)),
        Some(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_build_reads_concerns_a_site() {
        let check = |path: &str, expected: bool| {
            assert_eq!(concerns(Path::new("/a/site"), Path::new(path)), expected, "{path}");
        };
        for path in
            ["/a/site", "/a/site/site.yaml", "/a/site/content", "/a/site/content/tin/bai.md", "/a/site/themes/x"]
        {
            check(path, true);
        }
        for path in
            ["/a", "/a/other", "/a/site/output/index.html", "/a/site/.baocao/cache", "/a/site/content/.bai.md.swp"]
        {
            check(path, false);
        }
        check("/a/site/content/bai.md~", false);
        check("/a/site/content/~$bang.xlsx", false);
    }
}
