//! The address that a browser asks for as a path of the output. The only home of `percent_encoding`.

use percent_encoding::percent_decode_str;

use crate::locale::nfc;
use crate::model::route::OutputPath;

/// The folder of what only the server gives.
pub const OWN: &str = "_baocao/serve";

/// What an address may stand for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// One of the server's own files.
    Own(String),
    File(OutputPath),
    /// A folder, by its page.
    Folder(OutputPath),
    /// Nothing that a site can hold: no UTF-8, or a way out of the site.
    Nothing,
}

/// Reads the path of an address, without its query: percent-encoded, NFC or not.
#[must_use]
pub fn asked(path: &str) -> Asked {
    let Ok(decoded) = percent_decode_str(path).decode_utf8() else { return Asked::Nothing };
    let decoded = nfc(&decoded);
    let Some(path) = decoded.strip_prefix('/') else { return Asked::Nothing };
    if let Some(own) = path.strip_prefix(OWN).and_then(|rest| rest.strip_prefix('/')) {
        return Asked::Own(own.to_owned());
    }
    if path.is_empty() || path.ends_with('/') {
        return OutputPath::parse(&format!("{path}index.html")).map_or(Asked::Nothing, Asked::Folder);
    }
    OutputPath::parse(path).map_or(Asked::Nothing, Asked::File)
}

/// The page that a query names as `path=`, the path of its address percent-encoded once more.
#[must_use]
pub fn page_of_query(query: &str) -> Option<OutputPath> {
    let path = query.split('&').find_map(|part| part.strip_prefix("path="))?;
    match asked(&percent_decode_str(path).decode_utf8().ok()?) {
        Asked::File(path) | Asked::Folder(path) => Some(path),
        Asked::Own(_) | Asked::Nothing => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_names_a_page() {
        let page = |query: &str| page_of_query(query).map(|path| path.to_string());
        assert_eq!(page("path=%2Ftin%2F%25E1%25BA%25A3nh.html&x=1").as_deref(), Some("tin/ảnh.html"));
        assert_eq!(page("path=%2F").as_deref(), Some("index.html"));
        assert_eq!(page("x=1"), None);
        assert_eq!(page("path=%2F..%2Fa"), None);
    }

    #[test]
    fn addresses_are_paths_of_the_output() {
        let file = |path: &str| Asked::File(OutputPath::new(path));
        let folder = |path: &str| Asked::Folder(OutputPath::new(path));
        let check = |address: &str, expected: Asked| assert_eq!(asked(address), expected, "{address}");
        check("/", folder("index.html"));
        check("/tin-tuc/", folder("tin-tuc/index.html"));
        check("/tin-tuc", file("tin-tuc"));
        check("/tin-tuc/%E1%BA%A3nh%201.jpg", file("tin-tuc/ảnh 1.jpg"));
        check("/tin-tuc/a%CC%89nh.jpg", file("tin-tuc/ảnh.jpg"));
        check("/_baocao/serve/live.js", Asked::Own("live.js".to_owned()));
        for nothing in
            ["/../site.yaml", "/a/%2e%2e/b", "/..%2fb", "/a//b", "//evil.example/", "/%ff", "/a%00b", "/a%5C..", "x"]
        {
            check(nothing, Asked::Nothing);
        }
    }
}
