//! What an output folder holds: [`Manifest`], output path → size and digest.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::route::OutputPath;

/// The files of a built site, sorted by path.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manifest {
    pub files: BTreeMap<OutputPath, Entry>,
}

/// Size in bytes and BLAKE3 digest (64 hex digits) of one file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    pub size: u64,
    pub digest: String,
}

/// What a rendered file is, in the order in which files of a build are put into place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FileKind {
    /// What pages need: pictures, style sheets, data files.
    Asset,
    /// A page that stands for itself.
    Page,
    /// What points at pages: home, sections, feeds, site map.
    List,
}

/// Counts of a commit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Committed {
    pub written: usize,
    pub unchanged: usize,
    pub removed: usize,
}
