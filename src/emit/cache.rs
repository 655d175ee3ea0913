//! What is costly to make and follows from its source alone, kept below `.baocao/cache/` for the next build.
//!
//! It only saves time: a folder that can't be read or written, or that is deleted, changes no output.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, PoisonError};

use super::disk::{self, Found};
use super::error::EmitError;
use crate::model::digest;

/// Made files, by the digest of what they were made from.
#[derive(Debug)]
pub struct Cache {
    folder: PathBuf,
    /// False for a build that makes everything anew.
    reads: bool,
    /// False for a run that leaves nothing behind.
    writes: bool,
    used: Mutex<BTreeSet<String>>,
    /// The number of the next unfinished file.
    next: AtomicU32,
}

/// Behind the bytes of an entry stands their digest, so that a damaged one is known.
const SEAL: usize = 64;

impl Cache {
    /// The cache of the site at `root`.
    #[must_use]
    pub fn new(root: &Path) -> Self {
        let folder = root.join(".baocao/cache/pictures");
        Self { folder, reads: true, writes: true, used: Mutex::default(), next: AtomicU32::new(0) }
    }

    /// The same for a build that makes everything anew.
    #[must_use]
    pub fn making_anew(self) -> Self {
        Self { reads: false, ..self }
    }

    /// The same for a run that leaves nothing behind.
    #[must_use]
    pub fn only_reading(self) -> Self {
        Self { writes: false, ..self }
    }

    /// What `make` makes of `source`, which must follow from `source` alone.
    pub fn take(&self, source: &str, make: impl FnOnce(&str) -> Vec<u8>) -> Vec<u8> {
        self.find(source).unwrap_or_else(|| {
            let bytes = make(source);
            self.keep(source, &bytes);
            bytes
        })
    }

    /// What was made of `source` before.
    pub fn find(&self, source: &str) -> Option<Vec<u8>> {
        let name = name(source);
        let path = self.folder.join(&name);
        self.used.lock().unwrap_or_else(PoisonError::into_inner).insert(name);
        let entry = if self.reads { disk::read(&path).ok()? } else { None };
        unsealed(entry?)
    }

    /// Keeps what was made of `source`; not kept, it is made again next time.
    pub fn keep(&self, source: &str, bytes: &[u8]) {
        if self.writes {
            let _ = self.write(&self.folder.join(name(source)), bytes);
        }
    }

    /// Writes beside the entry and renames, so that another build never reads half of one.
    fn write(&self, path: &Path, bytes: &[u8]) -> Result<(), EmitError> {
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let unfinished = path.with_extension(format!("{}-{number}.new", std::process::id()));
        disk::make_folders(&self.folder)?;
        let sealed = [bytes, digest::hex(bytes).as_bytes()].concat();
        disk::write(&unfinished, &sealed)?;
        disk::rename(&unfinished, path)
    }

    /// Removes the entries that this build has not taken.
    pub fn sweep(&self) {
        if !matches!(disk::look(&self.folder), Ok(Found::Folder)) {
            return;
        }
        let used = self.used.lock().unwrap_or_else(PoisonError::into_inner);
        for entry in std::fs::read_dir(&self.folder).into_iter().flatten().flatten() {
            let name = entry.file_name().to_string_lossy().into_owned();
            if is_ours(&name) && !used.contains(&name) {
                // One that stays costs a little room.
                let _ = disk::remove(&entry.path());
            }
        }
    }
}

/// Another version of the program may make other bytes of the same source.
fn name(source: &str) -> String {
    digest::hex(format!("{}\n{source}", env!("CARGO_PKG_VERSION")).as_bytes())
}

/// True for a digest, also one with an ending; other files in the folder are not ours.
fn is_ours(name: &str) -> bool {
    let digest = name.split('.').next().unwrap_or_default();
    digest.len() == SEAL && digest.bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// The bytes of an entry, where they are whole.
fn unsealed(mut entry: Vec<u8>) -> Option<Vec<u8>> {
    let seal = entry.split_off(entry.len().checked_sub(SEAL)?);
    (digest::hex(&entry).as_bytes() == seal).then_some(entry)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries(root: &Path) -> Vec<PathBuf> {
        let folder = std::fs::read_dir(root.join(".baocao/cache/pictures")).expect("there");
        folder.map(|entry| entry.expect("listed").path()).collect()
    }

    #[test]
    fn an_entry_is_made_once_and_a_damaged_one_again() {
        let temp = tempfile::tempdir().expect("a folder");
        let cache = || Cache::new(temp.path());
        let made = || cache().take("svg", |svg| svg.as_bytes().to_vec());
        assert_eq!(cache().only_reading().take("svg", |_| b"unkept".to_vec()), b"unkept");
        assert_eq!(made(), b"svg");
        assert_eq!(cache().take("svg", |_| panic!("it is kept")), b"svg");
        assert_eq!(cache().making_anew().take("svg", |_| b"new".to_vec()), b"new");
        for damage in [b"".as_slice(), b"sv", &[b'x'; 200]] {
            disk::write(&entries(temp.path())[0], damage).expect("written");
            assert_eq!(made(), b"svg");
            assert_eq!(cache().take("svg", |_| panic!("it was mended")), b"svg");
        }
    }

    #[test]
    fn what_a_build_has_not_taken_goes() {
        let temp = tempfile::tempdir().expect("a folder");
        let first = Cache::new(temp.path());
        first.take("old", |_| b"1".to_vec());
        let second = Cache::new(temp.path());
        second.take("new", |_| b"2".to_vec());
        disk::write(&temp.path().join(".baocao/cache/pictures/note.txt"), b"another's").expect("written");
        assert_eq!(entries(temp.path()).len(), 3);
        second.sweep();
        assert_eq!(entries(temp.path()).len(), 2, "the new one and what is not ours");
        second.take("new", |_| panic!("it is kept"));
    }

    #[test]
    fn a_folder_that_cannot_be_used_costs_time_only() {
        let temp = tempfile::tempdir().expect("a folder");
        disk::write(&temp.path().join(".baocao"), b"a file in the way").expect("written");
        let cache = Cache::new(temp.path());
        assert_eq!(cache.take("svg", |_| b"1".to_vec()), b"1");
        cache.sweep();
    }
}
