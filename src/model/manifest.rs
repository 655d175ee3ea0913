//! What an output folder holds: [`Manifest`], output path → size and digest, with its JSON form.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::route::OutputPath;

/// The files of a built site, sorted by path; the manifest's own file is not among them.
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

/// The letters of a line around path and digest.
const AROUND: usize = 64;

impl Manifest {
    /// The name of the manifest's file at the top of an output folder.
    pub const FILE: &str = ".baocao-manifest.json";

    /// True for names at the top of an output folder that no page or asset may have: all that begin `.baocao-`.
    #[must_use]
    pub fn is_reserved(path: &OutputPath) -> bool {
        path.as_str().starts_with(".baocao-")
    }

    /// The manifest as text: `{"files": [{"path", "size", "digest"}]}`, sorted by path, one file a line.
    #[must_use]
    pub fn to_json(&self) -> String {
        if self.files.is_empty() {
            return "{\"files\": []}\n".to_owned();
        }
        // There may be tens of thousands.
        let room = |(path, entry): (&OutputPath, &Entry)| path.as_str().len() + entry.digest.len() + AROUND;
        let mut text = String::with_capacity(AROUND + self.files.iter().map(room).sum::<usize>());
        text.push_str("{\"files\": [");
        for (at, (path, entry)) in self.files.iter().enumerate() {
            text.push_str(if at == 0 { "\n" } else { ",\n" });
            let (path, digest) = (quoted(path.as_str()), quoted(&entry.digest));
            for part in
                ["  {\"path\": ", &path, ", \"size\": ", &entry.size.to_string(), ", \"digest\": ", &digest, "}"]
            {
                text.push_str(part);
            }
        }
        text.push_str("\n]}\n");
        text
    }

    /// Reads [`to_json`](Self::to_json)'s text; none where it is damaged.
    ///
    /// Paths that could leave the folder, and reserved ones, are passed over: no such file is ours.
    #[must_use]
    pub fn from_json(text: &str) -> Option<Self> {
        let read: Document = serde_json::from_str(text).ok()?;
        let files = read.files.into_iter().filter_map(|line| {
            let path = OutputPath::parse(&line.path).filter(|path| !Self::is_reserved(path))?;
            Some((path, Entry { size: line.size, digest: line.digest }))
        });
        Some(Self { files: files.collect() })
    }
}

#[derive(Deserialize)]
struct Document {
    files: Vec<Line>,
}

#[derive(Deserialize)]
struct Line {
    path: String,
    size: u64,
    digest: String,
}

fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest(files: &[(&str, u64, &str)]) -> Manifest {
        let entry = |size, digest: &str| Entry { size, digest: digest.to_owned() };
        Manifest { files: files.iter().map(|(path, size, d)| (OutputPath::new(path), entry(*size, d))).collect() }
    }

    #[test]
    fn one_file_a_line_sorted_and_read_back() {
        let written = manifest(&[("tin \"a\"/index.html", 7, "ff"), ("ảnh.jpg", 0, "00"), ("a.css", 12, "ab")]);
        let text = written.to_json();
        assert_eq!(
            text,
            "{\"files\": [\n  {\"path\": \"a.css\", \"size\": 12, \"digest\": \"ab\"},\n  \
             {\"path\": \"tin \\\"a\\\"/index.html\", \"size\": 7, \"digest\": \"ff\"},\n  \
             {\"path\": \"ảnh.jpg\", \"size\": 0, \"digest\": \"00\"}\n]}\n"
        );
        assert_eq!(Manifest::from_json(&text), Some(written));
        let none = Manifest::default();
        assert_eq!(Manifest::from_json(&none.to_json()), Some(none));
    }

    #[test]
    fn damaged_text_is_no_manifest() {
        let whole = manifest(&[("a.css", 12, "ab")]).to_json();
        for cut in [0, 1, whole.len() / 2, whole.len() - 2] {
            assert_eq!(Manifest::from_json(&whole[..cut]), None, "{cut}");
        }
        assert_eq!(Manifest::from_json("{\"files\": [{\"path\": \"a\", \"size\": -1, \"digest\": \"\"}]}"), None);
    }

    #[test]
    fn paths_that_are_not_ours_are_passed_over() {
        for path in ["../a", "/etc/x", "a/../../b", "", ".baocao-manifest.json", "a\\\\b"] {
            let text = format!("{{\"files\": [{{\"path\": \"{path}\", \"size\": 1, \"digest\": \"ab\"}}]}}");
            assert_eq!(Manifest::from_json(&text), Some(Manifest::default()), "{path}");
        }
    }
}
