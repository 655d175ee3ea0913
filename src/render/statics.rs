//! The theme's static files under names that change with their bytes: `_baocao/site.0123456789.css`.

use std::collections::BTreeMap;
use std::io::Read;

use crate::config::Config;
use crate::model::digest::{Hasher, hex};
use crate::model::route::OutputPath;
use crate::model::theme::{StaticFile, Theme};
use crate::source::{ReadError, open_asset};

use super::{css, document, look};

/// Folder of the theme's files in the output.
const FOLDER: &str = "_baocao";

/// Hex digits of the digest that stand in a name.
const DIGITS: usize = 10;

/// A static file as it is published.
pub struct Placed {
    pub path: OutputPath,
    /// The shorter text of a style sheet; of another file none: its bytes go as they are.
    pub css: Option<String>,
}

/// Every static file, by its name below the theme's static/.
///
/// # Errors
/// When a file of the theme can't be read.
pub fn placed(theme: &Theme) -> Result<BTreeMap<String, Placed>, ReadError> {
    let each = |(name, file): (&String, &StaticFile)| {
        let css = if name.ends_with(".css") { text(file)?.map(|css| css::shorter(&css)) } else { None };
        let digest = css.as_ref().map_or_else(|| digest(file), |css| Ok(hex(css.as_bytes())))?;
        Ok((name.clone(), Placed { path: place(name, &digest[..DIGITS]), css }))
    };
    theme.statics.iter().map(each).collect()
}

/// The output path and the text of the style sheet that the theme's values make, with the names that a document prints on
/// each sheet where the theme makes one; none where there is nothing to say.
#[must_use]
pub fn look(theme: &Theme, config: &Config) -> Option<(OutputPath, String)> {
    let mut css = look::css(&theme.look);
    let is_document = |name: &str| name.rsplit('/').next() == Some(document::TEMPLATE);
    if theme.templates.iter().any(|template| is_document(&template.name)) {
        css.push_str(&look::names(&config.title, config.publisher_name()));
    }
    (!css.is_empty()).then(|| (place("theme.css", &hex(css.as_bytes())[..DIGITS]), css))
}

/// The file as text; none where it is not UTF-8.
fn text(file: &StaticFile) -> Result<Option<String>, ReadError> {
    let bytes = match file {
        StaticFile::Embedded(bytes) => bytes.to_vec(),
        StaticFile::Disk(file) => {
            let mut bytes = Vec::new();
            let read = open_asset(file)?.read_to_end(&mut bytes);
            read.map_err(|error| ReadError::File { path: file.disk.clone(), error })?;
            bytes
        }
    };
    Ok(String::from_utf8(bytes).ok())
}

fn digest(file: &StaticFile) -> Result<String, ReadError> {
    let mut hasher = Hasher::default();
    match file {
        StaticFile::Embedded(bytes) => {
            hasher.update(bytes);
        }
        StaticFile::Disk(file) => {
            let opened = open_asset(file)?;
            hasher.update_reader(opened).map_err(|error| ReadError::File { path: file.disk.clone(), error })?;
        }
    }
    Ok(hasher.hex())
}

fn place(name: &str, digest: &str) -> OutputPath {
    let (stem, end) = name.rsplit_once('.').map_or((name, String::new()), |(stem, end)| (stem, format!(".{end}")));
    OutputPath::new(&format!("{FOLDER}/{stem}.{digest}{end}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_holds_the_digest_of_what_is_published() {
        let statics = BTreeMap::from([
            ("site.css".to_owned(), StaticFile::Embedded(b"a { }\n")),
            ("font/a.woff2".to_owned(), StaticFile::Embedded(b"")),
        ]);
        let theme = Theme { statics, ..Theme::default() };
        let placed = placed(&theme).expect("nothing on disk");
        let shown: Vec<String> = placed.values().map(|placed| placed.path.to_string()).collect();
        assert_eq!(shown, ["_baocao/font/a.af1349b9f5.woff2", &*format!("_baocao/site.{}.css", &hex(b"a{}")[..10])]);
    }
}
