//! Where things stand on the site: [`Route`] of a page, [`OutputPath`] of a file, relative links between them.

use std::borrow::Borrow;
use std::cmp::Ordering;
use std::fmt::{self, Write};
use std::sync::Arc;

use serde::{Deserialize, Serialize, Serializer};

/// The name of a page's file in its folder.
const INDEX: &str = "index.html";

/// The place of a page: empty for the home page, else `tin-tuc/thiet-thuc` (no slash at either end).
#[derive(Clone, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(from = "String")]
pub struct Route {
    /// The page's file: links begin and end there far more often than the place is asked for.
    file: OutputPath,
}

impl From<String> for Route {
    fn from(path: String) -> Self {
        Self::new(&path)
    }
}

impl Serialize for Route {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl Ord for Route {
    fn cmp(&self, other: &Self) -> Ordering {
        self.as_str().cmp(other.as_str())
    }
}

impl PartialOrd for Route {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Route {
    /// The route of the home page.
    #[must_use]
    pub fn home() -> Self {
        Self::new("")
    }

    /// A route from its segments joined by `/`.
    ///
    /// # Panics
    /// When a segment is empty, `.` or `..`: addresses are checked when they are read.
    #[must_use]
    pub fn new(path: &str) -> Self {
        let path = path.trim_matches('/');
        let file = if path.is_empty() { OutputPath::new(INDEX) } else { OutputPath::new(&format!("{path}/{INDEX}")) };
        Self { file }
    }

    /// The route one level below this one.
    #[must_use]
    pub fn join(&self, segment: &str) -> Self {
        if self.as_str().is_empty() { Self::new(segment) } else { Self::new(&format!("{self}/{segment}")) }
    }

    /// The part of a long list that begins here: itself, then `page/2`.
    #[must_use]
    pub fn part(&self, number: usize) -> Self {
        if number == 1 { self.clone() } else { self.join("page").join(&number.to_string()) }
    }

    /// `tin-tuc/thiet-thuc`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        let folder = &self.file.0[..self.file.0.len() - INDEX.len()];
        folder.strip_suffix('/').unwrap_or(folder)
    }

    /// The page's file, `tin-tuc/thiet-thuc/index.html`.
    #[must_use]
    pub fn file(&self) -> OutputPath {
        self.file.clone()
    }

    /// A file in the page's folder, `tin-tuc/thiet-thuc/hinh-1.csv`.
    #[must_use]
    pub fn beside(&self, name: &str) -> OutputPath {
        if self.as_str().is_empty() { OutputPath::new(name) } else { OutputPath::new(&format!("{self}/{name}")) }
    }

    /// The page's address on the published site, `https://…/tin-tuc/thiet-thuc/`.
    #[must_use]
    pub fn permalink(&self, base_url: &str) -> String {
        let base = base_url.trim_end_matches('/');
        let mut address = String::with_capacity(base.len() + self.file.0.len());
        address.push_str(base);
        address.push('/');
        if !self.as_str().is_empty() {
            encode(self.as_str(), &mut address);
            address.push('/');
        }
        address
    }
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// True for one segment of an address as we write them: `a-z`, digits and `-`, `_`, `.` between them.
#[must_use]
pub fn is_slug(slug: &str) -> bool {
    let fine = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    !slug.is_empty()
        && slug.bytes().all(|byte| fine(byte) || b"-_.".contains(&byte))
        && slug.bytes().next().is_some_and(fine)
        && slug.bytes().last().is_some_and(fine)
}

/// The path of a file in the output folder: relative, `/` between segments, no `.` or `..`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String")]
pub struct OutputPath(Arc<str>);

impl TryFrom<String> for OutputPath {
    type Error = &'static str;

    fn try_from(path: String) -> Result<Self, Self::Error> {
        Self::parse(&path).ok_or("it could leave the output folder")
    }
}

/// Paths are found by their text.
impl Borrow<str> for OutputPath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl OutputPath {
    /// A path made from parts that were checked before.
    ///
    /// # Panics
    /// When a segment is empty, `.` or `..`: routes and asset paths are checked when they are made.
    #[must_use]
    pub fn new(path: &str) -> Self {
        assert!(Self::is_safe(path), "output path {path:?} leaves its folder");
        Self(Arc::from(path))
    }

    /// A path read from a file, such as a manifest; none where it could leave the output folder.
    #[must_use]
    pub fn parse(path: &str) -> Option<Self> {
        Self::is_safe(path).then(|| Self(Arc::from(path)))
    }

    fn is_safe(path: &str) -> bool {
        !path.is_empty()
            && !path.contains(['\\', '\0'])
            && path.split('/').all(|segment| !matches!(segment, "" | "." | ".."))
    }

    /// The path as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The link from this file to `target`, percent-encoded: `../../data/viec/index.html`.
    #[must_use]
    pub fn link_to(&self, target: &OutputPath) -> String {
        let folders = self.0.rfind('/').map_or("", |last| &self.0[..=last]);
        let same = folders.bytes().zip(target.0.bytes()).take_while(|(a, b)| a == b).count();
        let shared = folders[..same].rfind('/').map_or(0, |last| last + 1);
        let up = folders[shared..].matches('/').count();
        let down = &target.0[shared..];
        let mut link = String::with_capacity(3 * up + down.len());
        for _ in 0..up {
            link.push_str("../");
        }
        encode(down, &mut link);
        link
    }

    /// The file's address on the published site.
    #[must_use]
    pub fn permalink(&self, base_url: &str) -> String {
        format!("{}/{}", base_url.trim_end_matches('/'), self.encoded())
    }

    /// The path percent-encoded as a part of an address.
    #[must_use]
    pub fn encoded(&self) -> String {
        let mut out = String::with_capacity(self.0.len());
        encode(&self.0, &mut out);
        out
    }
}

impl fmt::Display for OutputPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Percent-encodes what RFC 3986 does not allow in the segments of a path (and `:`, which could look like a scheme).
fn encode(path: &str, out: &mut String) {
    let is_allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"/-._~!$&()*+,;=@".contains(&byte);
    if path.bytes().all(is_allowed) {
        return out.push_str(path);
    }
    for byte in path.bytes() {
        if is_allowed(byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_relative() {
        let page = Route::new("tin-tuc/bai").file();
        let check = |to: &str, expected: &str| assert_eq!(page.link_to(&OutputPath::new(to)), expected);
        check("index.html", "../../index.html");
        check("tin-tuc/bai/hinh 1.csv", "hinh%201.csv");
        check("tin-tuc/index.html", "../index.html");
        check("tin-tuc/bai/index.html", "index.html");
        check("tin-tuc/bai/con/index.html", "con/index.html");
        assert_eq!(Route::home().file().link_to(&OutputPath::new("a/b.css")), "a/b.css");
    }

    #[test]
    fn unsafe_paths_are_refused() {
        for path in ["", "/a", "a/../b", "a//b", ".", "a\\b"] {
            assert!(OutputPath::parse(path).is_none(), "{path}");
        }
    }
}
