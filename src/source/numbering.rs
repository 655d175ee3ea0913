//! Numbers of files in what is kept between builds. The next build may number the files otherwise: what is kept says which
//! paths it speaks of, and its numbers are positions among these.

use std::cell::RefCell;
use std::fmt;
use std::sync::Arc;

use serde::de::{Error, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::SourceId;

impl SourceId {
    /// Of a file that is there no more.
    pub const GONE: Self = Self(u32::MAX);
}

/// The files behind positions: most values speak of one.
#[derive(Clone)]
pub enum Files {
    Few(Option<SourceId>),
    Many(Arc<[SourceId]>),
}

/// The numbers of files that stand behind positions.
enum Table {
    Written(Vec<SourceId>),
    Read(Files),
}

impl Files {
    pub fn as_slice(&self) -> &[SourceId] {
        match self {
            Self::Few(file) => file.as_slice(),
            Self::Many(files) => files,
        }
    }
}

impl From<Vec<SourceId>> for Files {
    fn from(files: Vec<SourceId>) -> Self {
        if files.len() < 2 { Self::Few(files.first().copied()) } else { Self::Many(files.into()) }
    }
}

impl Serialize for Files {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.as_slice().serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Files {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_seq(FilesVisitor)
    }
}

/// Reads files without a list of one.
struct FilesVisitor;

impl<'de> Visitor<'de> for FilesVisitor {
    type Value = Files;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("numbers of files")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut files: A) -> Result<Files, A::Error> {
        let first = files.next_element()?;
        let Some(second) = files.next_element::<SourceId>()? else { return Ok(Files::Few(first)) };
        let mut all: Vec<SourceId> = first.into_iter().chain([second]).collect();
        while let Some(file) = files.next_element()? {
            all.push(file);
        }
        Ok(Files::Many(all.into()))
    }
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
pub fn reading<T>(files: Files, read: impl FnOnce() -> T) -> T {
    with(Table::Read(files), read).1
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
            Some(Table::Read(files)) => {
                let file = files.as_slice().get(number as usize).copied();
                file.ok_or_else(|| D::Error::custom("a file that is not among the named"))
            }
            _ => Ok(Self(number)),
        })
    }
}
