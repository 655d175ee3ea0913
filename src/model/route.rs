//! Where things stand on the site: [`Route`] of a page, [`OutputPath`] of a file, relative links between them.

use std::fmt::{self, Write};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// The place of a page: empty for the home page, else `tin-tuc/thiet-thuc` (no slash at either end).
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Route(Arc<str>);

impl Route {
    /// The route of the home page.
    #[must_use]
    pub fn home() -> Self {
        Self(Arc::from(""))
    }

    /// A route from its segments joined by `/`.
    #[must_use]
    pub fn new(path: &str) -> Self {
        Self(Arc::from(path.trim_matches('/')))
    }

    /// The route one level below this one.
    #[must_use]
    pub fn join(&self, segment: &str) -> Self {
        if self.0.is_empty() { Self::new(segment) } else { Self::new(&format!("{}/{segment}", self.0)) }
    }

    /// The part of a long list that begins here: itself, then `page/2`.
    #[must_use]
    pub fn part(&self, number: usize) -> Self {
        if number == 1 { self.clone() } else { self.join("page").join(&number.to_string()) }
    }

    /// `tin-tuc/thiet-thuc`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The page's file, `tin-tuc/thiet-thuc/index.html`.
    #[must_use]
    pub fn file(&self) -> OutputPath {
        self.beside("index.html")
    }

    /// A file in the page's folder, `tin-tuc/thiet-thuc/hinh-1.csv`.
    #[must_use]
    pub fn beside(&self, name: &str) -> OutputPath {
        if self.0.is_empty() { OutputPath::new(name) } else { OutputPath::new(&format!("{}/{name}", self.0)) }
    }

    /// The page's address on the published site, `https://…/tin-tuc/thiet-thuc/`.
    #[must_use]
    pub fn permalink(&self, base_url: &str) -> String {
        let base = base_url.trim_end_matches('/');
        if self.0.is_empty() { format!("{base}/") } else { format!("{base}/{}/", OutputPath(self.0.clone()).encoded()) }
    }
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
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
        let from: Vec<&str> = self.0.split('/').collect();
        let to: Vec<&str> = target.0.split('/').collect();
        let folders = from.len() - 1;
        let shared = from[..folders].iter().zip(&to[..to.len() - 1]).take_while(|(a, b)| a == b).count();
        let mut link = "../".repeat(folders - shared);
        for (index, segment) in to[shared..].iter().enumerate() {
            if index > 0 {
                link.push('/');
            }
            encode_segment(segment, &mut link);
        }
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
        for (index, segment) in self.0.split('/').enumerate() {
            if index > 0 {
                out.push('/');
            }
            encode_segment(segment, &mut out);
        }
        out
    }
}

impl fmt::Display for OutputPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Percent-encodes what RFC 3986 does not allow in a path segment (and `:`, which could look like a scheme).
fn encode_segment(segment: &str, out: &mut String) {
    for byte in segment.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~!$&()*+,;=@".contains(&byte) {
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
