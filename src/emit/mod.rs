//! The only door to the disk: where rendered files go, and how they become the site.

mod new_file;

pub use new_file::write_new;

use crate::model::manifest::FileKind;
use crate::model::route::OutputPath;
use crate::source::AssetFile;

/// Takes rendered files, from many threads at once.
pub trait Sink: Sync {
    /// Takes a file's bytes.
    ///
    /// # Errors
    /// When the machine refuses to write.
    fn put(&self, path: &OutputPath, kind: FileKind, bytes: &[u8]) -> Result<(), EmitError>;

    /// Takes a file to be copied as it stands.
    ///
    /// # Errors
    /// When the machine refuses to read or write.
    fn copy(&self, path: &OutputPath, file: &AssetFile) -> Result<(), EmitError>;
}

/// The machine refused.
#[derive(Debug, thiserror::Error)]
pub enum EmitError {
    #[error("{path}: {action}: {error}")]
    Io { path: std::path::PathBuf, action: &'static str, error: std::io::Error },
}
