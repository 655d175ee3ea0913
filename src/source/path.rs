//! Paths inside a site: relative to its root, `/` on every platform.

use std::fmt;
use std::sync::Arc;

/// A path inside the site: relative to its root, with `/` on every platform, NFC.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SitePath(Arc<str>);

impl SitePath {
    /// Takes a path that is already relative and uses `/`.
    #[must_use]
    pub fn new(path: &str) -> Self {
        Self(Arc::from(path))
    }

    /// The path as text, `content/tin-tuc/_index.md`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The path below `folder`, without a leading `/`; none where it lies elsewhere.
    #[must_use]
    pub fn below(&self, folder: &str) -> Option<&str> {
        self.0.strip_prefix(folder)?.strip_prefix('/')
    }
}

impl fmt::Display for SitePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The path of `name` seen from `folder`, `.` and `..` resolved; from `top` where it begins with `/`. None where it
/// leaves `top`.
#[must_use]
pub fn resolve_path(folder: &str, name: &str, top: &str) -> Option<String> {
    let (start, rest) = match name.strip_prefix('/') {
        Some(rest) => (top, rest),
        None => (folder, name),
    };
    let mut parts: Vec<&str> = start.split('/').filter(|part| !part.is_empty()).collect();
    for part in rest.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    let path = parts.join("/");
    let inside = top.is_empty() || path == top || path.starts_with(&format!("{top}/"));
    inside.then_some(path)
}
