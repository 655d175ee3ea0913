//! What tells that a file has changed without reading it.

use std::fmt::Write;
use std::fs::Metadata;
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamps {
    /// A line a file, in the order of their paths.
    pub text: String,
    /// For how long from now a further edit of the youngest file might leave its stamp as it is.
    pub unsettled: Duration,
}

/// A file system's clock ticks at least so often.
const TICK: Duration = Duration::from_millis(20);

/// Stamps site.yaml and everything below content/, templates/ and themes/ that [`read`](super::read()) would read.
///
/// # Errors
/// When a folder can't be read.
pub fn stamps(root: &Path) -> Result<Stamps, ReadError> {
    let mut stamps = Stamps { text: String::new(), unsettled: Duration::ZERO };
    let mut youngest = Duration::ZERO;
    let mut add = |path: &Path, metadata: &Metadata| {
        let stamp = Stamp::of(metadata);
        youngest = youngest.max(since(stamp.changed));
        let kind = if metadata.is_symlink() { "link" } else { "file" };
        let Stamp { size, modified, changed } = stamp;
        let _ = writeln!(stamps.text, "{kind} {size} {modified} {changed} {}", path.display());
    };
    let config = root.join("site.yaml");
    add(&config, &config.metadata().map_err(|error| ReadError::File { path: config.clone(), error })?);
    walk(root, &mut |entry| {
        if !entry.file_type().is_dir() {
            add(entry.path(), &entry.metadata().map_err(|error| refused(root, error))?);
        }
        Ok(())
    })?;
    stamps.unsettled = (youngest + TICK).saturating_sub(now());
    Ok(stamps)
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
