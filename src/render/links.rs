//! Where links lead: from paths of content/ to files of the output, and from those to relative addresses.

use std::collections::HashMap;
use std::fmt::Write;

use crate::check::Target;
use crate::locale::nfc;
use crate::model::dataset::Dataset;
use crate::model::route::OutputPath;
use crate::model::site::Site;
use crate::source::resolve_path;

/// The output file of every page, dataset and asset, by its path below content/.
#[derive(Debug, Default)]
pub struct Places(HashMap<String, OutputPath>);

impl Places {
    /// The places of everything that `site` puts out.
    #[must_use]
    pub fn of(site: &Site) -> Self {
        let assets = site.assets.iter().filter_map(|asset| Some((asset.path.clone(), OutputPath::parse(&asset.path)?)));
        let pages = site.pages.iter().map(|page| (page.path.clone(), page.route.file()));
        let datasets =
            site.datasets.iter().filter(|dataset| dataset.has_page).flat_map(|dataset| {
                [".yaml", ".yml"].map(|end| (format!("{}{end}", dataset.path), dataset.route.file()))
            });
        Self(assets.chain(datasets).chain(pages).collect())
    }

    /// The address, seen from `from`, of what `dest` names as Markdown would: `/…` below content/, else below `folder`.
    ///
    /// What leads elsewhere, or nowhere, is given back as it is.
    #[must_use]
    pub fn resolve(&self, from: &OutputPath, folder: &str, dest: &str) -> String {
        self.find(folder, dest).map_or_else(
            || dest.to_owned(),
            |(file, fragment)| {
                let link = from.link_to(file);
                fragment.map_or_else(|| link.clone(), |fragment| format!("{link}#{fragment}"))
            },
        )
    }

    fn find<'a>(&self, folder: &str, dest: &'a str) -> Option<(&OutputPath, Option<&'a str>)> {
        if dest.starts_with(['#', '?']) || dest.starts_with("//") || has_scheme(dest) {
            return None;
        }
        let (address, fragment) =
            dest.split_once('#').map_or((dest, None), |(address, fragment)| (address, Some(fragment)));
        let path = decode(address.split('?').next().unwrap_or(address));
        let full = resolve_path(folder, &path, "")?;
        let below = |name: &str| if full.is_empty() { name.to_owned() } else { format!("{full}/{name}") };
        let found = [full.clone(), below("_index.md"), below("index.md")].iter().find_map(|path| self.0.get(path))?;
        Some((found, fragment))
    }
}

/// The address of `target` as a page at `from` links to it.
#[must_use]
pub fn href(from: &OutputPath, target: &Target) -> String {
    match target {
        Target::Route { route, anchor: None } => from.link_to(&route.file()),
        Target::Route { route, anchor: Some(anchor) } if route.file() == *from => format!("#{anchor}"),
        Target::Route { route, anchor: Some(anchor) } => format!("{}#{anchor}", from.link_to(&route.file())),
        Target::File(file) => from.link_to(file),
        Target::Here(anchor) => format!("#{anchor}"),
        Target::Elsewhere(address) => encoded(address),
    }
}

/// An address elsewhere, with the signs that no address may hold percent-encoded.
fn encoded(address: &str) -> String {
    let mut out = String::with_capacity(address.len());
    for letter in address.chars() {
        match letter {
            ' ' | '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' => {
                let _ = write!(out, "%{:02X}", u32::from(letter));
            }
            _ => out.push(letter),
        }
    }
    out
}

/// The address of a dataset's page, where it has one.
#[must_use]
pub fn dataset_href(from: &OutputPath, dataset: &Dataset) -> Option<String> {
    dataset.has_page.then(|| from.link_to(&dataset.route.file()))
}

/// True for an address with a scheme, `mailto:` or `https:`.
#[must_use]
pub fn has_scheme(dest: &str) -> bool {
    let Some((scheme, _)) = dest.split_once(':') else { return false };
    scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
}

/// Percent-decoded and in NFC, as paths are in the model.
fn decode(path: &str) -> String {
    nfc(&decoded(path)).into_owned()
}

/// Percent-decoded.
#[must_use]
pub fn decoded(path: &str) -> String {
    let bytes = path.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let code = (bytes[at] == b'%')
            .then(|| path.get(at + 1..at + 3).and_then(|hex| u8::from_str_radix(hex, 16).ok()))
            .flatten();
        out.push(code.unwrap_or(bytes[at]));
        at += if code.is_some() { 3 } else { 1 };
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::route::Route;

    #[test]
    fn resolves_paths_of_content() {
        let known = ["tin-tuc/_index.md", "tin-tuc/bai/ảnh 1.jpg", "data/viec.yaml", "_index.md"];
        let files = ["tin-tuc/index.html", "tin-tuc/bai/ảnh 1.jpg", "data/viec/index.html", "index.html"];
        let places =
            Places(known.iter().zip(files).map(|(path, file)| ((*path).to_owned(), OutputPath::new(file))).collect());
        let from = Route::new("tin-tuc/bai").file();
        let check =
            |dest: &str, expected: &str| assert_eq!(places.resolve(&from, "tin-tuc/bai", dest), expected, "{dest}");
        check("/tin-tuc/_index.md", "../index.html");
        check("/tin-tuc/", "../index.html");
        check("/", "../../index.html");
        check("%E1%BA%A3nh%201.jpg", "%E1%BA%A3nh%201.jpg");
        check("/data/viec.yaml?year=2023#r-2023", "../../data/viec/index.html#r-2023");
        for same in ["#day", "https://example.org/", "mailto:a@example.org", "../../../x", "khong-co.md"] {
            check(same, same);
        }
    }
}
