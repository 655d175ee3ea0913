//! The operations on files that `emit` is made of, each naming its path and action where it fails.
#![expect(clippy::disallowed_methods, reason = "this is the one home of writing, and it compares with what stands")]

use std::fs::{self, File, Metadata};
use std::io::{ErrorKind, Read, Write};
use std::path::Path;
use std::time::Duration;

use super::error::{At, EmitError};
use crate::model::digest::{self, Hasher};
use crate::model::manifest::Entry;
use crate::source::Stamp;

/// What stands at a path; links are not followed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Found {
    Nothing,
    File { size: u64 },
    Folder,
    Link,
    Other,
}

/// Looks at `path` without following a link there.
pub(super) fn look(path: &Path) -> Result<Found, EmitError> {
    let metadata = match fs::symlink_metadata(path) {
        Err(error) if is_absent(error.kind()) => return Ok(Found::Nothing),
        other => other.at(path, "can't be looked at")?,
    };
    let kind = metadata.file_type();
    Ok(if kind.is_symlink() {
        Found::Link
    } else if kind.is_dir() {
        Found::Folder
    } else if kind.is_file() {
        Found::File { size: metadata.len() }
    } else {
        Found::Other
    })
}

/// A file's size and times as a text; none of what is no file.
pub(super) fn stamp(path: &Path) -> Option<String> {
    let metadata = fs::symlink_metadata(path).ok().filter(Metadata::is_file)?;
    let Stamp { size, modified, changed } = Stamp::of(&metadata);
    Some(format!("{size} {modified} {changed}"))
}

/// True for a folder without entries, and for none at all.
pub(super) fn is_empty(folder: &Path) -> Result<bool, EmitError> {
    match fs::read_dir(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(true),
        other => Ok(other.at(folder, "can't be listed")?.next().is_none()),
    }
}

/// The bytes of a file; none where there is no file.
pub(super) fn read(path: &Path) -> Result<Option<Vec<u8>>, EmitError> {
    match fs::read(path) {
        Err(error) if is_absent(error.kind()) => Ok(None),
        other => other.at(path, "can't be read").map(Some),
    }
}

pub(super) fn write(path: &Path, bytes: &[u8]) -> Result<(), EmitError> {
    fs::write(path, bytes).at(path, "can't be written")
}

/// Opens a file for locking and leaves what is in it.
pub(super) fn open_lock(path: &Path) -> Result<File, EmitError> {
    File::options().read(true).write(true).create(true).truncate(false).open(path).at(path, "can't be opened")
}

/// Writes `path` so that it is there whole or not at all, even when the machine stops.
pub(super) fn write_durably(path: &Path, bytes: &[u8]) -> Result<(), EmitError> {
    let unfinished = path.with_extension("new");
    let mut file = File::create(&unfinished).at(&unfinished, "can't be written")?;
    file.write_all(bytes).and_then(|()| file.sync_all()).at(&unfinished, "can't be written")?;
    drop(file);
    rename(&unfinished, path)?;
    sync_folder(path);
    Ok(())
}

/// As [`write_durably`], over a file whose permissions stay.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> Result<(), EmitError> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let unfinished = path.with_file_name(format!(".{name}.baocao-new"));
    let write = || {
        let mut file = File::create(&unfinished)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        file.set_permissions(fs::metadata(path)?.permissions())
    };
    if let Err(error) = write().at(&unfinished, "can't be written").and_then(|()| rename(&unfinished, path)) {
        // What is left of it is no file of the site: names with a dot are passed over.
        let _ = fs::remove_file(&unfinished);
        return Err(error);
    }
    sync_folder(path);
    Ok(())
}

/// Makes the names in a file's folder durable, where the system knows how: elsewhere the rename itself has to do.
fn sync_folder(path: &Path) {
    if cfg!(unix)
        && let Some(Ok(folder)) = path.parent().map(File::open)
    {
        // A file system that can't do this for folders says so by an error, and there is no other way to ask it.
        let _ = folder.sync_all();
    }
}

/// Renames a file, over another where one stands. On Windows a file that a program has open (an index service, a
/// virus scanner) refuses for a moment: there it is tried again for about a second.
pub(super) fn rename(from: &Path, to: &Path) -> Result<(), EmitError> {
    try_rename(from, to).at(to, "can't be put into place")
}

/// As [`rename`]; nothing happens where there is no file `from`.
pub(super) fn rename_if_there(from: &Path, to: &Path) -> Result<(), EmitError> {
    match try_rename(from, to) {
        Err(error) if error.kind() == ErrorKind::NotFound && look(from)? == Found::Nothing => Ok(()),
        other => other.at(to, "can't be put into place"),
    }
}

/// Whether files can be renamed from one folder into another: tried with an empty file.
pub(super) fn can_rename_between(from: &Path, to: &Path) -> Result<bool, EmitError> {
    let (probe, there) = (from.join("probe"), to.join(".baocao-probe"));
    write(&probe, b"")?;
    match try_rename(&probe, &there) {
        Err(error) if error.kind() == ErrorKind::CrossesDevices => remove(&probe).map(|()| false),
        other => {
            other.at(to, "can't be written in")?;
            remove(&there).map(|()| true)
        }
    }
}

fn try_rename(from: &Path, to: &Path) -> std::io::Result<()> {
    let mut waits = if cfg!(windows) { 20 } else { 0 };
    loop {
        match fs::rename(from, to) {
            Err(error) if waits > 0 && error.kind() == ErrorKind::PermissionDenied => {
                waits -= 1;
                std::thread::sleep(Duration::from_millis(50));
            }
            other => return other,
        }
    }
}

/// Removes a file, or a link itself; one that is not there is fine.
pub(super) fn remove(path: &Path) -> Result<(), EmitError> {
    match fs::remove_file(path) {
        Err(error) if is_absent(error.kind()) => Ok(()),
        other => other.at(path, "can't be removed"),
    }
}

/// Removes a folder that is empty; any other stays.
pub(super) fn remove_if_empty(folder: &Path) {
    // A folder that holds something, or that can't be removed, harms nobody.
    let _ = fs::remove_dir(folder);
}

/// Removes the files of a folder that nobody keeps.
pub(super) fn sweep(folder: &Path, is_kept: &dyn Fn(&str) -> bool) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        if !is_kept(&entry.file_name().to_string_lossy()) {
            // One that stays costs a little room.
            let _ = remove(&entry.path());
        }
    }
}

/// Removes a folder with all it holds; one that is not there is fine.
pub(super) fn remove_all(folder: &Path) -> Result<(), EmitError> {
    match fs::remove_dir_all(folder) {
        Err(error) if is_absent(error.kind()) => Ok(()),
        other => other.at(folder, "can't be removed"),
    }
}

/// Makes a folder and those above it.
pub(super) fn make_folders(folder: &Path) -> Result<(), EmitError> {
    fs::create_dir_all(folder).at(folder, "can't be made")
}

/// Makes a folder in one that is there; false where something stands in its place already.
pub(super) fn make_folder(folder: &Path) -> Result<bool, EmitError> {
    match fs::create_dir(folder) {
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Ok(false),
        other => other.at(folder, "can't be made").map(|()| true),
    }
}

/// Copies what is left of `source` (named `from` in errors) to a new file `to`, and gives its size and digest.
pub(super) fn copy(source: &mut File, from: &Path, to: &Path) -> Result<Entry, EmitError> {
    let mut target = File::create(to).at(to, "can't be written")?;
    let mut hasher = Hasher::default();
    let mut buffer = vec![0; CHUNK];
    loop {
        let count = source.read(&mut buffer).at(from, "can't be read")?;
        if count == 0 {
            return Ok(entry(&hasher));
        }
        hasher.update(&buffer[..count]);
        target.write_all(&buffer[..count]).at(to, "can't be written")?;
    }
}

/// Size and digest of `source` where the file at `other` has the same bytes.
pub(super) fn same(source: &mut File, from: &Path, other: &Path) -> Result<Option<Entry>, EmitError> {
    let mut file = File::open(other).at(other, "can't be read")?;
    let mut hasher = Hasher::default();
    let (mut ours, mut theirs) = (vec![0; CHUNK], vec![0; CHUNK]);
    loop {
        let count = source.read(&mut ours).at(from, "can't be read")?;
        if count == 0 {
            let more = file.read(&mut theirs).at(other, "can't be read")?;
            return Ok((more == 0).then(|| entry(&hasher)));
        }
        match file.read_exact(&mut theirs[..count]) {
            Err(error) if error.kind() == ErrorKind::UnexpectedEof => return Ok(None),
            other_read => other_read.at(other, "can't be read")?,
        }
        if ours[..count] != theirs[..count] {
            return Ok(None);
        }
        hasher.update(&ours[..count]);
    }
}

/// Size and digest of `bytes`.
pub(super) fn entry_of(bytes: &[u8]) -> Entry {
    Entry { size: bytes.len() as u64, digest: digest::hex(bytes) }
}

const CHUNK: usize = 128 * 1024;

fn entry(hasher: &Hasher) -> Entry {
    Entry { size: hasher.count(), digest: hasher.hex() }
}

fn is_absent(kind: ErrorKind) -> bool {
    matches!(kind, ErrorKind::NotFound | ErrorKind::NotADirectory)
}
