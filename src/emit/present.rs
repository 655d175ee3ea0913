//! What stands in the output folder already: one look a file, one a folder, none where the folder is empty.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::disk::{self, Found};
use super::error::EmitError;
use crate::model::route::OutputPath;

/// The output folder as it stood when the build began.
#[derive(Debug)]
pub(super) struct Present {
    root: PathBuf,
    is_empty: bool,
    /// Folders looked at, and whether they are there.
    folders: Mutex<HashMap<String, bool>>,
}

/// What may stand at a file's place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    Nothing,
    File { size: u64 },
    Link,
}

impl Present {
    pub fn new(root: &Path) -> Result<Self, EmitError> {
        match disk::look(root)? {
            Found::Nothing | Found::Folder | Found::Link => {}
            Found::File { .. } | Found::Other => return Err(in_the_way(root, "a file", "a folder")),
        }
        Ok(Self { root: root.to_owned(), is_empty: disk::is_empty(root)?, folders: Mutex::default() })
    }

    /// The file's place on this machine.
    pub fn disk(&self, path: &OutputPath) -> PathBuf {
        self.root.join(path.as_str())
    }

    /// What stands at `path`.
    ///
    /// # Errors
    /// When a folder stands there, or when something above it is a file or a link: nothing is written through links.
    pub fn at(&self, path: &OutputPath) -> Result<Standing, EmitError> {
        if !self.has_folder(folder_of(path.as_str()))? {
            return Ok(Standing::Nothing);
        }
        let on_disk = self.disk(path);
        match disk::look(&on_disk)? {
            Found::Nothing => Ok(Standing::Nothing),
            Found::File { size } => Ok(Standing::File { size }),
            Found::Link => Ok(Standing::Link),
            Found::Folder => Err(in_the_way(&on_disk, "a folder", "a file")),
            Found::Other => Err(in_the_way(&on_disk, "a device or a pipe", "a file")),
        }
    }

    fn has_folder(&self, folder: &str) -> Result<bool, EmitError> {
        if folder.is_empty() {
            return Ok(!self.is_empty);
        }
        if let Some(known) = self.folders.lock().unwrap_or_else(PoisonError::into_inner).get(folder) {
            return Ok(*known);
        }
        let is_there = self.has_folder(folder_of(folder))? && is_real_folder(&self.root.join(folder))?;
        self.folders.lock().unwrap_or_else(PoisonError::into_inner).insert(folder.to_owned(), is_there);
        Ok(is_there)
    }
}

/// Whether a folder is there.
///
/// # Errors
/// When a file or a link stands in its place.
pub(super) fn is_real_folder(path: &Path) -> Result<bool, EmitError> {
    match disk::look(path)? {
        Found::Nothing => Ok(false),
        Found::Folder => Ok(true),
        Found::Link => Err(in_the_way(path, "a link", "a folder")),
        Found::File { .. } | Found::Other => Err(in_the_way(path, "a file", "a folder")),
    }
}

/// The folder of a path with `/`; empty at the top.
pub(super) fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

pub(super) fn in_the_way(path: &Path, found: &'static str, needed: &'static str) -> EmitError {
    EmitError::InTheWay { path: path.to_owned(), found, needed }
}
