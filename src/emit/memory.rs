//! Sinks without a disk: [`Memory`] keeps what it takes, [`Null`] only sees that no place is taken twice.

use std::collections::{BTreeMap, BTreeSet};
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

/// Keeps nothing and reads nothing.
#[derive(Debug, Default)]
pub struct Null {
    taken: Mutex<BTreeSet<OutputPath>>,
}

impl Null {
    fn take(&self, path: &OutputPath) -> Result<(), EmitError> {
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let is_new = taken.insert(path.clone());
        if is_new && !Manifest::is_reserved(path) { Ok(()) } else { Err(EmitError::Twice { path: path.clone() }) }
    }
}

impl Sink for Null {
    fn put(&self, path: &OutputPath, _kind: FileKind, _bytes: &[u8]) -> Result<(), EmitError> {
        self.take(path)
    }

    fn copy(&self, path: &OutputPath, _file: &AssetFile) -> Result<(), EmitError> {
        self.take(path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::SitePath;

    fn absent() -> AssetFile {
        AssetFile { path: SitePath::new("content/a.jpg"), disk: "no/such/file".into(), size: 1 }
    }

    #[test]
    fn a_place_is_taken_once() {
        let path = OutputPath::new("a.jpg");
        let (memory, null) = (Memory::default(), Null::default());
        memory.put(&path, FileKind::Page, b"x").expect("free");
        null.copy(&path, &absent()).expect("free, and nothing is read");
        for sink in [&memory as &dyn Sink, &null] {
            let error = sink.put(&path, FileKind::Page, b"y").expect_err("taken").to_string();
            assert_eq!(error, "a.jpg: two files of this build want this place: rename one of them");
            assert!(sink.put(&OutputPath::new(Manifest::FILE), FileKind::Asset, b"").is_err());
        }
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
