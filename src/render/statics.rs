//! The theme's static files under names that change with their bytes: `_baocao/site.0123456789.css`.

use std::collections::BTreeMap;

use crate::config::Config;
use crate::model::digest::{Hasher, hex};
use crate::model::route::OutputPath;
use crate::model::theme::{StaticFile, Theme};
use crate::source::{ReadError, open_asset};

use super::{document, look};

/// Folder of the theme's files in the output.
const FOLDER: &str = "_baocao";

/// Hex digits of the digest that stand in a name.
const DIGITS: usize = 10;

/// The output path of each static file, by its name below the theme's static/.
///
/// # Errors
/// When a file of the theme can't be read.
pub fn places(theme: &Theme) -> Result<BTreeMap<String, OutputPath>, ReadError> {
    theme.statics.iter().map(|(name, file)| Ok((name.clone(), place(name, &digest(file)?)))).collect()
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
    Ok(hasher.hex()[..DIGITS].to_owned())
}

fn place(name: &str, digest: &str) -> OutputPath {
    let (stem, end) = name.rsplit_once('.').map_or((name, String::new()), |(stem, end)| (stem, format!(".{end}")));
    OutputPath::new(&format!("{FOLDER}/{stem}.{digest}{end}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_holds_its_digest() {
        let statics = BTreeMap::from([
            ("site.css".to_owned(), StaticFile::Embedded(b"a{}")),
            ("font/a.woff2".to_owned(), StaticFile::Embedded(b"")),
        ]);
        let theme = Theme { statics, ..Theme::default() };
        let places = places(&theme).expect("nothing on disk");
        let shown: Vec<String> = places.values().map(ToString::to_string).collect();
        assert_eq!(shown, ["_baocao/font/a.af1349b9f5.woff2", &*format!("_baocao/site.{}.css", &hex(b"a{}")[..10])]);
    }
}
