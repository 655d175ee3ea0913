//! Texts of pages that a large site has let go of, or that a build did not read: each is read where its page is made.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::model::digest;
use crate::source::{self, SourceId, Sources};

/// Where such texts stand, and what tells that they are what they were.
#[derive(Debug, Default)]
pub struct LetGo {
    /// The folder that holds site.yaml.
    root: PathBuf,
    /// The digest of each text.
    digests: Arc<HashMap<SourceId, String>>,
    is_outdated: AtomicBool,
}

impl LetGo {
    /// Those of the site at `root`.
    #[must_use]
    pub fn new(root: &Path, digests: &Arc<HashMap<SourceId, String>>) -> Self {
        Self { root: root.to_owned(), digests: Arc::clone(digests), is_outdated: AtomicBool::new(false) }
    }

    /// The text behind `id`; an empty one where it is no longer what it was, after which the site is outdated.
    #[must_use]
    pub fn text(&self, id: SourceId, sources: &Sources) -> Arc<str> {
        let source = sources.get(id);
        let Some(digest) = self.digests.get(&id).filter(|_| source.text.is_empty()) else {
            return Arc::clone(&source.text);
        };
        let text = source::read_page(&self.root.join(source.path.as_str())).ok().flatten();
        text.filter(|text| digest::hex(text.as_bytes()) == *digest).unwrap_or_else(|| {
            self.is_outdated.store(true, Ordering::Relaxed);
            Arc::from("")
        })
    }

    /// True where a text was not what it had been.
    #[must_use]
    pub fn is_outdated(&self) -> bool {
        self.is_outdated.load(Ordering::Relaxed)
    }
}
