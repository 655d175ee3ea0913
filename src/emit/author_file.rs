//! Files of the author that a command changes: whole or not at all, and only what was looked at.

use std::path::Path;

use super::{EmitError, disk};

/// Puts `text` in the place of `known`, which is what the file at `path` has to hold still. Its permissions stay.
///
/// # Errors
/// When the file says something else by now, or the machine refuses; it is then as it was.
pub fn replace(path: &Path, known: &str, text: &str) -> Result<(), EmitError> {
    if disk::read(path)?.as_deref() != Some(known.as_bytes()) {
        return Err(EmitError::Changed { path: path.to_owned() });
    }
    disk::replace(path, text.as_bytes())
}
