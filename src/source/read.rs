//! The door from the disk: walks a site's folders and reads its texts.

use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use super::stamps::{Stamp, Stamped, Stamps, stamps};
use super::workbook::{self, Workbook};
use super::{SitePath, Source, Sources};
use crate::locale::nfc;

/// A file that is not read as text: copied to the output, or looked at when it is needed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AssetFile {
    pub path: SitePath,
    /// Where it stands on this machine.
    pub disk: PathBuf,
    pub size: u64,
    /// When it was changed last: nanoseconds since 1970, 0 where that is not known.
    pub modified: u128,
}

/// Everything found below a site's root.
#[derive(Debug, Default)]
pub struct Disk {
    pub sources: Sources,
    /// Other files, in the order of their paths.
    pub assets: Vec<AssetFile>,
    /// Workbooks that some dataset's text names.
    pub workbooks: Vec<Workbook>,
    /// Symbolic links, which are not followed.
    pub links: Vec<SitePath>,
}

/// The machine would not let us read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    #[error("{path}: can't be read: {error}")]
    File { path: PathBuf, error: std::io::Error },
    #[error("{path}: no site.yaml here or in a folder above")]
    NoSite { path: PathBuf },
}

/// The nearest folder from `start` upwards that holds a site.yaml.
///
/// # Errors
/// When there is none.
pub fn find_root(start: &Path) -> Result<PathBuf, ReadError> {
    let absolute = std::path::absolute(start).map_err(|error| ReadError::File { path: start.to_owned(), error })?;
    let found = absolute.ancestors().find(|folder| folder.join("site.yaml").is_file()).map(Path::to_owned);
    found.ok_or_else(|| ReadError::NoSite { path: start.to_owned() })
}

/// Reads site.yaml and the folders content/, templates/ and themes/ below `root`.
///
/// # Errors
/// When a folder or file can't be read. A file that is no UTF-8 is no error here: its source says where it ends.
pub fn read(root: &Path) -> Result<Disk, ReadError> {
    read_new(root, &stamps(root)?, &|_| false)
}

/// Reads a site as it was stamped, whose pages are in part known: their files are there without their text.
///
/// # Errors
/// As [`read`]; when a file is there no more.
pub fn read_new(
    root: &Path,
    stamps: &Stamps,
    is_known: &(dyn Fn(&SitePath) -> bool + Sync),
) -> Result<Disk, ReadError> {
    let config = root.join("site.yaml");
    if !config.is_file() {
        return Err(ReadError::NoSite { path: root.to_owned() });
    }
    let mut disk = Disk::default();
    disk.sources.add(read_text(SitePath::new("site.yaml"), &config)?);
    let found = stamps.files.get(1..).unwrap_or_default();
    let mut found: Vec<(SitePath, &Stamped)> =
        found.par_iter().map(|file| (site_path(root, &file.path), file)).collect();
    disk.links = found.extract_if(.., |(_, file)| file.is_link).map(|(path, _)| path).collect();
    for link in &disk.links {
        disk.sources.add(Source::empty(link.clone()));
    }
    found.sort_by(|(a, _), (b, _)| a.cmp(b));
    let (texts, others): (Vec<_>, Vec<_>) = found.into_iter().partition(|(path, _)| is_text(path.as_str()));
    let read = |(path, file): (SitePath, &Stamped)| {
        if is_known(&path) { Ok(Source::empty(path)) } else { read_text(path, &file.path) }
    };
    for source in texts.into_par_iter().map(read).collect::<Result<Vec<_>, _>>()? {
        disk.sources.add(source);
    }
    add_others(others, &mut disk)?;
    Ok(disk)
}

/// Reads again the text that stands at `on_disk` below `root`; none where no plain file stands there any more.
///
/// # Errors
/// When it is there and can't be read.
pub fn read_again(root: &Path, on_disk: &Path) -> Result<Option<Source>, ReadError> {
    if !is_there(on_disk) {
        return Ok(None);
    }
    match read_text(site_path(root, on_disk), on_disk) {
        Ok(source) => Ok(Some(source)),
        Err(ReadError::File { error, .. }) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// The text of a page that was not read with the others; none where it is there no more, or is no text.
///
/// # Errors
/// When it is there and can't be read.
pub fn read_page(on_disk: &Path) -> Result<Option<Arc<str>>, ReadError> {
    match read_bytes(on_disk) {
        Ok(bytes) => Ok(simdutf8::basic::from_utf8(&bytes).ok().map(Arc::from)),
        Err(ReadError::File { error, .. }) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Opens an asset for copying.
///
/// # Errors
/// When the file can't be opened.
#[expect(clippy::disallowed_methods, reason = "this is `source`, where reading has its home")]
pub fn open_asset(file: &AssetFile) -> Result<std::fs::File, ReadError> {
    std::fs::File::open(&file.disk).map_err(|error| ReadError::File { path: file.disk.clone(), error })
}

/// The bytes of an asset.
///
/// # Errors
/// When the file can't be read.
pub fn read_asset(file: &AssetFile) -> Result<Vec<u8>, ReadError> {
    read_bytes(&file.disk)
}

/// The text of a file outside the site; none where there is no such file.
///
/// # Errors
/// When it is there and can't be read as text.
#[expect(clippy::disallowed_methods, reason = "this is `source`, where reading has its home")]
pub fn read_if_there(path: &Path) -> Result<Option<String>, ReadError> {
    match std::fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(ReadError::File { path: path.to_owned(), error }),
    }
}

/// True where a plain file stands at `path`, and no link to one.
#[must_use]
pub fn is_there(path: &Path) -> bool {
    path.symlink_metadata().is_ok_and(|metadata| metadata.is_file())
}

/// Every file, folder and link of content/, templates/ and themes/, each folder's in the order of their names.
pub(super) fn walk(root: &Path, take: &mut dyn FnMut(DirEntry) -> Result<(), ReadError>) -> Result<(), ReadError> {
    for folder in ["content", "templates", "themes"].map(|folder| root.join(folder)) {
        if !folder.is_dir() {
            continue;
        }
        let entries = WalkDir::new(folder).sort_by_file_name().into_iter();
        let is_read = |entry: &DirEntry| entry.depth() == 0 || !is_ignored(&entry.file_name().to_string_lossy());
        for entry in entries.filter_entry(is_read) {
            take(entry.map_err(|error| refused(root, error))?)?;
        }
    }
    Ok(())
}

pub(super) fn refused(root: &Path, error: walkdir::Error) -> ReadError {
    let path = error.path().unwrap_or(root).to_owned();
    ReadError::File { path, error: error.into_io_error().unwrap_or_else(|| std::io::Error::other("a loop of links")) }
}

/// Files that editors and systems leave behind.
#[must_use]
pub fn is_ignored(name: &str) -> bool {
    name.starts_with('.')
        || name.ends_with('~')
        || name.starts_with("~$")
        || matches!(name, "Thumbs.db" | "desktop.ini")
}

/// The files whose text the build reads itself.
fn is_text(path: &str) -> bool {
    let named = |ends: &[&str]| ends.iter().any(|end| path.ends_with(end));
    match path.split('/').next() {
        Some("content") => named(&[".md", ".yaml", ".yml"]),
        _ => named(&[".html", ".yaml", ".yml"]) && !path.contains("/static/"),
    }
}

/// Everything else is an asset. A CSV, JSON or workbook that some dataset's text names is read too, as its rows may stand
/// there; another CSV is known by name, for findings to point at.
fn add_others(others: Vec<(SitePath, &Stamped)>, disk: &mut Disk) -> Result<(), ReadError> {
    let is_data = |source: &Source| !source.path.as_str().ends_with(".md");
    let naming = disk.sources.iter().filter(|(_, source)| is_data(source));
    let naming: Vec<Arc<str>> = naming.map(|(_, source)| source.text.clone()).collect();
    let naming: Vec<Cow<'_, str>> =
        naming.iter().filter(|text| text.contains("observations:")).map(|text| nfc(text)).collect();
    for (path, Stamped { path: on_disk, stamp, .. }) in others {
        let name = path.as_str().rsplit('/').next().unwrap_or_default();
        let ending = name.rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_ascii_lowercase());
        let is_named = || naming.iter().any(|text| text.contains(name));
        match ending.as_str() {
            "csv" | "json" | "tsv" if is_named() => {
                disk.sources.add(read_text(path.clone(), on_disk)?);
            }
            "xlsx" | "xlsm" if is_named() => {
                disk.workbooks.push(workbook::read(&path, read_bytes(on_disk)?, &mut disk.sources));
            }
            "csv" => {
                disk.sources.add(Source::empty(path.clone()));
            }
            _ => {}
        }
        let Stamp { size, modified, .. } = *stamp;
        disk.assets.push(AssetFile { path, disk: on_disk.clone(), size, modified });
    }
    Ok(())
}

fn read_text(path: SitePath, on_disk: &Path) -> Result<Source, ReadError> {
    let bytes = read_bytes(on_disk)?;
    Ok(match simdutf8::compat::from_utf8(&bytes) {
        Ok(text) => Source { text: text.into(), ..Source::empty(path) },
        Err(error) => {
            let valid = error.valid_up_to();
            let text = String::from_utf8_lossy(&bytes[..valid]);
            Source { text: text.into(), invalid_at: Some(valid), encoding: encoding(&bytes), ..Source::empty(path) }
        }
    })
}

/// The encoding that bytes look like which are no UTF-8: UTF-16 by its mark, or Windows-1258, whose tone marks stand behind
/// their letters.
fn encoding(bytes: &[u8]) -> Option<&'static str> {
    const TONES: [u8; 5] = [0xcc, 0xd2, 0xde, 0xec, 0xf2];
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Some("UTF-16");
    }
    // Letters that carry tones: a, e, i, o, u, y and those with a mark of their own.
    let carries = |byte: u8| b"aeiouyAEIOUY\xe2\xe3\xea\xf4\xf5\xfd\xc2\xc3\xca\xd4\xd5\xdd".contains(&byte);
    bytes.windows(2).any(|pair| carries(pair[0]) && TONES.contains(&pair[1])).then_some("Windows-1258")
}

#[expect(clippy::disallowed_methods, reason = "this is `source`, where reading has its home")]
fn read_bytes(on_disk: &Path) -> Result<Vec<u8>, ReadError> {
    std::fs::read(on_disk).map_err(|error| ReadError::File { path: on_disk.to_owned(), error })
}

/// The path of a file below `root` as the site knows it.
#[must_use]
pub fn site_path(root: &Path, path: &Path) -> SitePath {
    let below = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = below.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    SitePath::new(&nfc(&parts.join("/")))
}
