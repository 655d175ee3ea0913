//! The only door to the disk: where rendered files go, and how they become the site.
//!
//! A build writes into a [`Stage`]: what differs from the file that stands in the output folder waits beside it, and
//! the folder itself is not touched. [`Stage::commit`] writes a journal of all it will do, then does it by renames:
//!
//! 1. assets,
//! 2. new pages,
//! 3. changed pages,
//! 4. lists: home, sections, feeds, site map,
//! 5. removals: pages first, then other files, then folders left empty,
//! 6. the manifest.
//!
//! Where there is no output folder yet, the stage becomes it in one move.
//!
//! So at no moment does a page that is present lack a file it needs, wherever the commit is killed: a page of this
//! build comes after all assets of this build, and a page of the last build goes (or is replaced) before any of its
//! assets does. Style sheets have their digest in their name, and the data files of figures stand beside their page:
//! old and new ones stand there together in between. Nor does a reader who starts at the home page meet a dead link:
//! a new page is linked to from changed pages and lists, which come after all new pages, and a page is removed after
//! all that pointed at it has been replaced.
//!
//! Killed before the journal is whole, a build has changed nothing. Killed later, its steps are taken again by
//! the next [`Stage::begin`] or [`recover`]; a step that was taken already changes nothing. Only the journal is forced
//! to the platter: a machine that loses power in a commit may need one more build to be whole.
//!
//! What is ours is what the manifest names. Another's file is never written over nor removed; one that has the bytes
//! we would write becomes ours. Folders that are links are not written through.

mod author_file;
mod cache;
mod disk;
mod error;
mod journal;
#[cfg(test)]
mod kill_tests;
mod memory;
mod new_file;
mod plan;
mod present;
mod stage;
mod standing;
mod workplace;

use std::path::Path;

pub use author_file::replace;
pub use cache::Cache;
pub use error::EmitError;
pub use memory::{Memory, Null};
pub use new_file::{write_anew, write_new};
pub use stage::Stage;
pub use standing::{Recalled, Standing};
pub use workplace::resolve;

use crate::model::manifest::{FileKind, Manifest};
use crate::model::route::OutputPath;
use crate::source::AssetFile;

/// Takes rendered files, from many threads at once, each path once.
pub trait Sink: Sync {
    /// Takes a file's bytes.
    ///
    /// # Errors
    /// When the machine refuses to write, or the path was taken before.
    fn put(&self, path: &OutputPath, kind: FileKind, bytes: &[u8]) -> Result<(), EmitError>;

    /// Takes a file to be copied as it stands, an asset.
    ///
    /// # Errors
    /// When the machine refuses to read or write, or the path was taken before.
    fn copy(&self, path: &OutputPath, file: &AssetFile) -> Result<(), EmitError>;
}

/// Finishes the commit of a build that was killed, for those who read `output` and do not build it. True where there was one.
///
/// Where no build was interrupted, nothing is written, not even a lock.
///
/// # Errors
/// When another build is at work in `output`, or the machine refuses.
pub fn recover(root: &Path, output: &Path) -> Result<bool, EmitError> {
    let workplace = workplace::Workplace::new(root, output)?;
    if disk::look(&workplace.journal())? == disk::Found::Nothing {
        return Ok(false);
    }
    let _lock = workplace.lock()?;
    journal::tidy(&workplace).map(|()| true)
}

/// What the folder `output` holds; none where no build has made it.
///
/// # Errors
/// When the manifest can't be read, or is damaged.
pub fn read_manifest(output: &Path) -> Result<Option<Manifest>, EmitError> {
    let path = output.join(Manifest::FILE);
    let Some(bytes) = disk::read(&path)? else { return Ok(None) };
    let manifest = std::str::from_utf8(&bytes).ok().and_then(Manifest::from_json);
    manifest.map(Some).ok_or(EmitError::Manifest { path })
}
