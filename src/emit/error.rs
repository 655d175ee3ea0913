//! What the machine refuses when files are written: each error names the path, and what to do.

use std::io;
use std::path::{Path, PathBuf};

use crate::model::route::OutputPath;
use crate::source::ReadError;

/// The machine refused.
#[derive(Debug, thiserror::Error)]
pub enum EmitError {
    #[error("{path}: {action}: {error}")]
    Io { path: PathBuf, action: &'static str, error: io::Error },
    #[error(transparent)]
    Asset(#[from] ReadError),
    /// Another process holds the lock of this output folder; its number, where it could be read.
    #[error("another build{} is at work in {output}: build again when it has ended", pid_text(*pid))]
    Busy { pid: Option<u32>, output: PathBuf },
    /// A file that baocao did not make stands where one of the site's files must be written.
    #[error(
        "{path}: this file was not made by baocao, and the site needs its place: move it away, rename the page or \
         asset, or build into another folder with --output. Nothing was changed"
    )]
    Stranger { path: PathBuf },
    /// As `Stranger`, where the folder's manifest can't be read: the file may be ours or not.
    #[error(
        "{path}: the site needs this place, and whether baocao made the file can't be told, because {manifest} is \
         damaged: empty the output folder, or move your own files out of it and delete the rest, then build again. \
         Nothing was changed"
    )]
    Unknown { path: PathBuf, manifest: PathBuf },
    /// Something of the wrong kind stands in the way.
    #[error("{path}: {found} stands where the site needs {needed}: move it away and build again")]
    InTheWay { path: PathBuf, found: &'static str, needed: &'static str },
    /// An author's file is not what was looked at.
    #[error("{path}: the file has changed since it was read, and stays as it is: run the command again")]
    Changed { path: PathBuf },
    /// Two files of one build want one place.
    #[error("{path}: two files of this build want this place: rename one of them")]
    Twice { path: OutputPath },
    #[error("{path}: this manifest is damaged: build the site again")]
    Manifest { path: PathBuf },
}

fn pid_text(pid: Option<u32>) -> String {
    pid.map(|pid| format!(" (pid {pid})")).unwrap_or_default()
}

/// Says where and at what an operation failed.
pub(super) trait At<T> {
    fn at(self, path: &Path, action: &'static str) -> Result<T, EmitError>;
}

impl<T> At<T> for io::Result<T> {
    fn at(self, path: &Path, action: &'static str) -> Result<T, EmitError> {
        self.map_err(|error| EmitError::Io { path: path.to_owned(), action, error })
    }
}
