//! A picture file as pages need to know it: its size as readers see it, and the smaller ones made of it.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::route::OutputPath;
use crate::locale::slugify;
use crate::source::SitePath;

/// What was found of a picture file that can be shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImageFacts {
    pub kind: ImageKind,
    /// Points across and down as readers see it: behind the turn that the camera noted.
    pub width: u32,
    pub height: u32,
    /// How the camera was held: 1 to 8 as in EXIF, 1 upright.
    pub orientation: u8,
    /// True where it moves: it is then shown as it is.
    pub is_animated: bool,
    /// True where it holds nothing that readers should not get: it is then copied as it is.
    pub is_clean: bool,
    /// BLAKE3 of the file, 64 hex digits.
    pub digest: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum ImageKind {
    Jpeg,
    Png,
    Webp,
    Gif,
    Svg,
}

/// Why a picture file can't be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ImageProblem {
    /// The bytes are no picture of the kind that the name says; what they are instead, where that is known.
    NotThis { kind: ImageKind, instead: Option<&'static str> },
    /// It ends early, or its parts contradict each other.
    Damaged { kind: ImageKind },
    /// The file is larger than a picture of a page can be; both in bytes.
    TooLarge { size: u64, limit: u64 },
}

/// What was found of a site's picture files.
pub type Images = HashMap<SitePath, Result<ImageFacts, ImageProblem>>;

/// One of the files made of a picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Variant {
    /// Points across.
    pub width: u32,
    pub kind: ImageKind,
    pub path: OutputPath,
}

/// Widths in points of the files made of a picture: phones, a column on a plain screen, a column on a fine one.
const WIDTHS: [u32; 3] = [480, 960, 1440];
/// A picture this little wider than one of the widths is left at its own.
const CLOSE: u32 = 120;
/// The longest side of a WebP.
const MOST_OF_WEBP: u32 = 16_383;
/// Hex digits of the digest that stand in a name.
const DIGITS: usize = 10;

impl ImageKind {
    /// The kind that a file's ending names, in any case of letters.
    #[must_use]
    pub fn of_path(path: &str) -> Option<Self> {
        match ending(path)?.as_str() {
            "jpg" | "jpeg" | "jpe" | "jfif" => Some(Self::Jpeg),
            "png" | "apng" => Some(Self::Png),
            "webp" => Some(Self::Webp),
            "gif" => Some(Self::Gif),
            "svg" => Some(Self::Svg),
            _ => None,
        }
    }

    /// The ending of files that we make.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Webp => "webp",
            Self::Gif => "gif",
            Self::Svg => "svg",
        }
    }

    /// Its media type.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Webp => "image/webp",
            Self::Gif => "image/gif",
            Self::Svg => "image/svg+xml",
        }
    }

    /// As people write it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Jpeg => "JPEG",
            Self::Png => "PNG",
            Self::Webp => "WebP",
            Self::Gif => "GIF",
            Self::Svg => "SVG",
        }
    }
}

/// The ending of a picture file that browsers do not show: `heic`, `tiff`.
#[must_use]
pub fn unshown_ending(path: &str) -> Option<String> {
    ending(path).filter(|end| matches!(end.as_str(), "heic" | "heif" | "tif" | "tiff" | "bmp" | "raw" | "psd" | "jp2"))
}

fn ending(path: &str) -> Option<String> {
    path.rsplit('/').next()?.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase())
}

impl ImageFacts {
    /// The files that a page shows of the picture at `path`, narrow ones first, WebP before the picture's own kind.
    ///
    /// None of a picture that moves or is drawn: it is shown as it is.
    #[must_use]
    pub fn variants(&self, path: &str) -> Vec<Variant> {
        let kinds: &[ImageKind] = match self.kind {
            _ if self.is_animated => &[],
            ImageKind::Jpeg => &[ImageKind::Webp, ImageKind::Jpeg],
            ImageKind::Png => &[ImageKind::Webp, ImageKind::Png],
            ImageKind::Webp => &[ImageKind::Webp],
            ImageKind::Gif | ImageKind::Svg => &[],
        };
        let fits = |kind: ImageKind, width: u32| kind != ImageKind::Webp || self.height_at(width) <= MOST_OF_WEBP;
        let widths = self.widths();
        let each = |kind: &ImageKind| {
            let kind = *kind;
            let fitting = widths.iter().filter(move |width| fits(kind, **width));
            fitting.map(move |width| self.variant(path, kind, *width))
        };
        kinds.iter().flat_map(each).collect()
    }

    /// Points down of the picture at `width` points across.
    #[must_use]
    pub fn height_at(&self, width: u32) -> u32 {
        let (own, high) = (u64::from(self.width).max(1), u64::from(self.height));
        u32::try_from((high * u64::from(width) * 2 + own) / (own * 2)).unwrap_or(u32::MAX).max(1)
    }

    /// Never wider than the picture, and at least one.
    fn widths(&self) -> Vec<u32> {
        let mut widths: Vec<u32> = WIDTHS.into_iter().filter(|width| *width + CLOSE <= self.width).collect();
        if widths.len() < WIDTHS.len() {
            widths.push(self.width);
        }
        widths
    }

    fn variant(&self, path: &str, kind: ImageKind, width: u32) -> Variant {
        let name = path.rsplit('/').next().unwrap_or(path);
        let stem = slugify(name.rsplit_once('.').map_or(name, |(stem, _)| stem));
        let stem = if stem.is_empty() { "anh".to_owned() } else { stem };
        let file = format!("_baocao/{stem}-{width}.{}.{}", &self.digest[..DIGITS], kind.ending());
        Variant { width, kind, path: OutputPath::new(&file) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(kind: ImageKind, width: u32) -> Vec<String> {
        let digest = "0123456789abcdef".to_owned();
        let facts = ImageFacts { kind, width, height: 10, orientation: 1, is_animated: false, is_clean: true, digest };
        facts.variants("tin/Ảnh hội nghị.JPG").iter().map(|variant| variant.path.to_string()).collect()
    }

    #[test]
    fn a_picture_is_made_narrower_and_never_wider() {
        let name = |width: u32, end: &str| format!("_baocao/anh-hoi-nghi-{width}.0123456789.{end}");
        assert_eq!(names(ImageKind::Webp, 3000), [480, 960, 1440].map(|width| name(width, "webp")));
        assert_eq!(names(ImageKind::Webp, 1000), [name(480, "webp"), name(1000, "webp")]);
        assert_eq!(names(ImageKind::Png, 300), [name(300, "webp"), name(300, "png")]);
        assert!(names(ImageKind::Svg, 300).is_empty());
    }

    #[test]
    fn kinds_are_known_by_their_ending() {
        assert_eq!(ImageKind::of_path("a.b/ảnh.JPEG"), Some(ImageKind::Jpeg));
        assert_eq!(ImageKind::of_path("a.png/ảnh"), None);
        assert_eq!(unshown_ending("IMG_1.HEIC").as_deref(), Some("heic"));
    }
}
