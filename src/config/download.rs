//! The files that readers may take away with a figure, named in site.yaml and in chart blocks.

use serde::{Deserialize, Serialize};

/// A kind of file beside a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Download {
    Csv,
    Xlsx,
    Json,
    Png,
    Svg,
    /// HTML to paste into another site.
    Fragment,
}

impl Download {
    /// The ending of the second fragment, which shows the PNG; made where both are asked for.
    pub const IMAGE_FRAGMENT: &'static str = "fragment-img.txt";

    /// Every kind with its word, in the order in which pages list them.
    pub const ALL: [(&'static str, Self); 6] = [
        ("csv", Self::Csv),
        ("xlsx", Self::Xlsx),
        ("json", Self::Json),
        ("png", Self::Png),
        ("svg", Self::Svg),
        ("fragment", Self::Fragment),
    ];

    /// True for what only a figure with a picture has.
    #[must_use]
    pub fn is_picture(self) -> bool {
        matches!(self, Self::Png | Self::Svg)
    }

    /// The file's name behind the figure's id, `csv` or `fragment.txt`.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
            Self::Json => "json",
            Self::Png => "png",
            Self::Svg => "svg",
            // Not .html: it is no page, and holds styles that pages must not.
            Self::Fragment => "fragment.txt",
        }
    }

    /// What readers call the format.
    #[must_use]
    pub fn format(self) -> &'static str {
        match self {
            Self::Csv => "CSV",
            Self::Xlsx => "XLSX",
            Self::Json => "JSON",
            Self::Png => "PNG",
            Self::Svg => "SVG",
            Self::Fragment => "HTML",
        }
    }
}
