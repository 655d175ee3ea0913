//! JSON Schemas of the author's files, so that editors complete and check while typing.
//!
//! One file a document, one line a key: a key that a loader takes is written there with its kind of value and what it
//! is for. `tests/schema.rs` holds both together and names what is missing.

mod chart;
mod dataset;
mod json;
mod measure;
mod page;
mod shape;
mod site;
mod theme;

use serde_json::Value;

use crate::diag::Text;
use crate::locale::Lang;

use shape::Mapping;

/// What an author writes in YAML.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Document {
    /// site.yaml.
    Site,
    /// The front matter of a page, also of a section's.
    Page,
    /// A dataset in content/.
    Dataset,
    /// theme.yaml.
    Theme,
    /// A chart block in a page.
    Chart,
}

impl Document {
    /// Every document with its word.
    pub const ALL: [(&'static str, Self); 5] = [
        ("site", Self::Site),
        ("page", Self::Page),
        ("dataset", Self::Dataset),
        ("theme", Self::Theme),
        ("chart", Self::Chart),
    ];

    /// The word that the command line uses.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(_, document)| *document == self).map_or("site", |(word, _)| word)
    }

    /// The name of its schema's file, `dataset.schema.json`.
    #[must_use]
    pub fn file_name(self) -> String {
        format!("{}.schema.json", self.word())
    }

    /// What it is, in a line.
    #[must_use]
    pub fn about(self) -> Text {
        let (en, vi) = match self {
            Self::Site => ("site.yaml: the site's configuration", "site.yaml: cấu hình của trang"),
            Self::Page => (
                "front matter of a page, between --- lines at its head",
                "phần đầu trang, giữa hai dòng --- ở đầu mỗi trang",
            ),
            Self::Dataset => ("a dataset, a .yaml file in content/", "tệp số liệu, một tệp .yaml trong content/"),
            Self::Theme => {
                ("theme.yaml: colours, fonts and sizes of a theme", "theme.yaml: màu, phông và cỡ chữ của giao diện")
            }
            Self::Chart => ("a chart, a fenced block `chart` in a page", "biểu đồ, một khối `chart` trong trang"),
        };
        Text::new(en.to_owned(), vi.to_owned())
    }

    fn keys(self) -> Mapping {
        match self {
            Self::Site => site::keys(),
            Self::Page => page::keys(),
            Self::Dataset => dataset::keys(),
            Self::Theme => theme::keys(),
            Self::Chart => chart::keys(),
        }
    }
}

/// The schema of `document` (JSON Schema draft-07, which editors' YAML extensions know best), its words in `lang`.
#[must_use]
pub fn schema(document: Document, lang: Lang) -> Value {
    json::document(&document.keys(), &document.about(), lang)
}

/// [`schema`] as the text of a file.
#[must_use]
pub fn text(document: Document, lang: Lang) -> String {
    format!("{:#}\n", schema(document, lang))
}
