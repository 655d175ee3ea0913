//! Files outside of a build: those that begin a site or a page, written once, and those that can be made anew.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::path::Path;

use super::{EmitError, disk};

/// Writes `bytes` to a new file at `path` and makes the folders above it.
///
/// # Errors
/// When there is something at `path` already, which stays as it is, or the machine refuses.
pub fn write_new(path: &Path, bytes: impl AsRef<[u8]>) -> Result<(), EmitError> {
    let refused = |action| move |error| EmitError::Io { path: path.to_owned(), action, error };
    if let Some(folder) = path.parent() {
        make_folder(folder).map_err(refused("the folder can't be made"))?;
    }
    let mut file = OpenOptions::new().write(true).create_new(true).open(path).map_err(refused("can't be made"))?;
    file.write_all(bytes.as_ref()).map_err(refused("can't be written"))
}

/// Writes `text` to `path`, over what baocao wrote there before; a file that says the same keeps its time.
///
/// # Errors
/// When the machine refuses.
pub fn write_anew(path: &Path, text: &str) -> Result<(), EmitError> {
    if let Some(folder) = path.parent() {
        disk::make_folders(folder)?;
    }
    if disk::read(path)?.as_deref() == Some(text.as_bytes()) {
        return Ok(());
    }
    disk::write(path, text.as_bytes())
}

#[expect(clippy::disallowed_methods, reason = "this is `emit`, where writing has its home")]
fn make_folder(folder: &Path) -> std::io::Result<()> {
    fs::create_dir_all(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writes_once_and_never_over_a_file() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("a/b.md");
        let read = || std::io::read_to_string(OpenOptions::new().read(true).open(&path).expect("there")).expect("text");
        write_new(&path, "one").expect("written");
        assert!(matches!(write_new(&path, "two"), Err(EmitError::Io { .. })));
        assert_eq!(read(), "one");
    }
}
