//! Numbers of files in what is kept between builds. The next build may number the files otherwise: what is kept says which
//! paths it speaks of, and its numbers are positions among these.

use std::cell::RefCell;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

use super::SourceId;

impl SourceId {
    /// Of a file that is there no more.
    pub const GONE: Self = Self(u32::MAX);
}

/// The numbers of files that stand behind positions.
enum Table {
    Written(Vec<SourceId>),
    Read(Arc<[SourceId]>),
}

thread_local! {
    static TABLE: RefCell<Option<Table>> = const { RefCell::new(None) };
}

/// Within `write`, numbers of files are written as positions; gives the files behind them. It has to stay on its thread.
pub fn writing<T>(write: impl FnOnce() -> T) -> (Vec<SourceId>, T) {
    match with(Table::Written(Vec::new()), write) {
        (Some(Table::Written(files)), written) => (files, written),
        (_, written) => (Vec::new(), written),
    }
}

/// Within `read`, positions are read as the numbers of `files`. It has to stay on its thread.
pub fn reading<T>(files: Arc<[SourceId]>, read: impl FnOnce() -> T) -> T {
    with(Table::Read(files), read).1
}

/// The files that positions are read as; none outside of [`reading`].
pub fn files_read() -> Arc<[SourceId]> {
    TABLE.with_borrow(|table| match table {
        Some(Table::Read(files)) => Arc::clone(files),
        _ => Arc::from([]),
    })
}

/// With `table` while it acts, and with what was there before behind that: something may be read while something is written.
fn with<T>(table: Table, act: impl FnOnce() -> T) -> (Option<Table>, T) {
    let before = TABLE.replace(Some(table));
    let done = act();
    (TABLE.replace(before), done)
}

impl Serialize for SourceId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let number = TABLE.with_borrow_mut(|table| match table {
            Some(Table::Written(files)) => {
                // Most places lie in the file that was spoken of last.
                let at = files.iter().rposition(|file| file == self).unwrap_or_else(|| {
                    files.push(*self);
                    files.len() - 1
                });
                u32::try_from(at).unwrap_or(u32::MAX)
            }
            _ => self.0,
        });
        number.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for SourceId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let number = u32::deserialize(deserializer)?;
        TABLE.with_borrow(|table| match table {
            Some(Table::Read(files)) => files
                .get(number as usize)
                .copied()
                .ok_or_else(|| D::Error::custom("a file that is not among the named")),
            _ => Ok(Self(number)),
        })
    }
}
