//! Sinks without a disk: [`Memory`] keeps what it takes, [`Null`] keeps nothing.

use std::collections::BTreeMap;
use std::io::Read;
use std::sync::{Mutex, PoisonError};

use super::{EmitError, Sink};
use crate::emit::error::At;
use crate::model::manifest::{FileKind, Manifest};
use crate::model::route::OutputPath;
use crate::source::{AssetFile, open_asset};

/// Keeps every file it takes.
#[derive(Debug, Default)]
pub struct Memory {
    files: Mutex<BTreeMap<OutputPath, (FileKind, Vec<u8>)>>,
}

impl Memory {
    /// What was taken.
    #[must_use]
    pub fn into_files(self) -> BTreeMap<OutputPath, (FileKind, Vec<u8>)> {
        self.files.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    fn keep(&self, path: &OutputPath, kind: FileKind, bytes: Vec<u8>) -> Result<(), EmitError> {
        let mut files = self.files.lock().unwrap_or_else(PoisonError::into_inner);
        let taken = files.insert(path.clone(), (kind, bytes)).is_some();
        if taken || Manifest::is_reserved(path) { Err(EmitError::Twice { path: path.clone() }) } else { Ok(()) }
    }
}

impl Sink for Memory {
    fn put(&self, path: &OutputPath, kind: FileKind, bytes: &[u8]) -> Result<(), EmitError> {
        self.keep(path, kind, bytes.to_vec())
    }

    fn copy(&self, path: &OutputPath, file: &AssetFile) -> Result<(), EmitError> {
        let mut bytes = Vec::new();
        open_asset(file)?.read_to_end(&mut bytes).at(&file.disk, "can't be read")?;
        self.keep(path, FileKind::Asset, bytes)
    }
}

/// Keeps nothing and reads nothing: for runs that only look, also over sites in which two pages want one place.
#[derive(Clone, Copy, Debug)]
pub struct Null;

impl Sink for Null {
    fn put(&self, _path: &OutputPath, _kind: FileKind, _bytes: &[u8]) -> Result<(), EmitError> {
        Ok(())
    }

    fn copy(&self, _path: &OutputPath, _file: &AssetFile) -> Result<(), EmitError> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SitePath;

    fn absent() -> AssetFile {
        AssetFile { path: SitePath::new("content/a.jpg"), disk: "no/such/file".into(), size: 1, modified: 0 }
    }

    #[test]
    fn a_place_is_taken_once() {
        let path = OutputPath::new("a.jpg");
        let memory = Memory::default();
        memory.put(&path, FileKind::Page, b"x").expect("free");
        let error = memory.put(&path, FileKind::Page, b"y").expect_err("taken").to_string();
        assert_eq!(error, "a.jpg: two files of this build want this place: rename one of them");
        assert!(memory.put(&OutputPath::new(Manifest::FILE), FileKind::Asset, b"").is_err());
        Null.copy(&path, &absent()).expect("nothing is read");
    }

    #[test]
    fn memory_keeps_kind_and_bytes() {
        let memory = Memory::default();
        memory.put(&OutputPath::new("b/index.html"), FileKind::List, b"x").expect("free");
        assert!(matches!(memory.copy(&OutputPath::new("a.jpg"), &absent()), Err(EmitError::Asset(_))));
        let files: Vec<_> = memory.into_files().into_iter().collect();
        assert_eq!(files, [(OutputPath::new("b/index.html"), (FileKind::List, b"x".to_vec()))]);
    }
}
