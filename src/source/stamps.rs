//! What tells that a file has changed without reading it.

use std::fmt::Write;
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use rayon::prelude::*;

use super::read::{ReadError, refused, walk};

/// A file's size and times. An edit changes at least one of them, unless it happens within the tick of the file system's
/// clock in which the file was stamped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    pub size: u64,
    /// Nanoseconds since 1970; 0 where they are not known.
    pub modified: u128,
    /// When its content, name or times were changed: it can't be set back. The same as `modified` where no system keeps it.
    pub changed: u128,
}

impl Stamp {
    #[must_use]
    pub fn of(metadata: &Metadata) -> Self {
        let modified = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        let modified = modified.map_or(0, |since| since.as_nanos());
        Self { size: metadata.len(), modified, changed: changed(metadata).unwrap_or(modified) }
    }
}

#[cfg(unix)]
fn changed(metadata: &Metadata) -> Option<u128> {
    use std::os::unix::fs::MetadataExt;
    let (seconds, nanos) = (u128::try_from(metadata.ctime()).ok()?, u128::try_from(metadata.ctime_nsec()).ok()?);
    Some(seconds * 1_000_000_000 + nanos)
}

#[cfg(not(unix))]
fn changed(_metadata: &Metadata) -> Option<u128> {
    None
}

/// The stamps of every file that a site is read from.
#[derive(Clone, Debug)]
pub struct Stamps {
    /// In the order of their paths, site.yaml first.
    pub(super) files: Vec<Stamped>,
    /// Since 1970: when the first was stamped.
    begun: Duration,
}

/// A file, or a symbolic link, where it stands on this machine.
#[derive(Clone, Debug)]
pub(super) struct Stamped {
    pub path: PathBuf,
    pub is_link: bool,
    pub stamp: Stamp,
}

/// A file system's clock ticks at least so often.
const TICK: Duration = Duration::from_millis(20);

/// Stamps site.yaml and everything below content/, templates/ and themes/ that [`read`](super::read()) would read.
///
/// # Errors
/// When a folder can't be read.
pub fn stamps(root: &Path) -> Result<Stamps, ReadError> {
    let begun = now();
    let config = root.join("site.yaml");
    let metadata = config.metadata().map_err(|error| ReadError::File { path: config.clone(), error })?;
    let first = Stamped { path: config, is_link: false, stamp: Stamp::of(&metadata) };
    let mut found = Vec::new();
    walk(root, &mut |entry| {
        if !entry.file_type().is_dir() {
            found.push(entry);
        }
        Ok(())
    })?;
    let others = found.into_par_iter().map(|entry| {
        let metadata = entry.metadata().map_err(|error| refused(root, error))?;
        let (is_link, stamp) = (metadata.is_symlink(), Stamp::of(&metadata));
        Ok(Stamped { path: entry.into_path(), is_link, stamp })
    });
    let others: Vec<Stamped> = others.collect::<Result<_, ReadError>>()?;
    Ok(Stamps { files: std::iter::once(first).chain(others).collect(), begun })
}

impl Stamps {
    /// How many files there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.files.len()
    }

    /// A line a file.
    #[must_use]
    pub fn text(&self) -> String {
        let mut text = String::with_capacity(self.files.len() * 128);
        for Stamped { path, is_link, stamp: Stamp { size, modified, changed } } in &self.files {
            let kind = if *is_link { "link" } else { "file" };
            let _ = writeln!(text, "{kind} {size} {modified} {changed} {}", path.display());
        }
        text
    }

    /// For how long from now a further edit of the youngest file might leave its stamp as it is.
    #[must_use]
    pub fn unsettled(&self) -> Duration {
        let youngest = self.files.iter().map(|file| file.stamp.changed).max().unwrap_or_default();
        (since(youngest) + TICK).saturating_sub(now())
    }

    /// Stamps those files again whose stamps a further edit might have left as they are. A file that is gone meanwhile keeps
    /// the stamp that it had: who reads the site finds that it is gone.
    pub fn settle(&mut self) {
        let earliest = self.begun.saturating_sub(TICK);
        for file in self.files.iter_mut().filter(|file| since(file.stamp.changed) >= earliest) {
            let metadata = if file.is_link { file.path.symlink_metadata() } else { file.path.metadata() };
            if let Ok(metadata) = metadata {
                file.stamp = Stamp::of(&metadata);
            }
        }
    }
}

/// The path in a line of [`Stamps`], of a file and no link.
#[must_use]
pub fn stamped_path(line: &str) -> Option<&str> {
    let mut parts = line.splitn(5, ' ');
    (parts.next() == Some("file")).then(|| parts.nth(3)).flatten()
}

fn since(nanoseconds: u128) -> Duration {
    Duration::from_nanos(u64::try_from(nanoseconds).unwrap_or(u64::MAX))
}

#[expect(clippy::disallowed_methods, reason = "it is held against times of files and goes into nothing that is made")]
fn now() -> Duration {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default()
}
