//! `limits`: how large files may be before somebody should look at them.

use crate::diag::{Code, Diagnostic, catalog};
use crate::syntax::reader::Reader;

/// What a site may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Points of a picture, in millions: unpacked, each takes four bytes of memory.
    pub image_megapixels: u64,
    /// Bytes of a file that readers are offered.
    pub file_size: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { image_megapixels: 100, file_size: 50_000_000 }
    }
}

impl Limits {
    /// Reads `limits`; what is not set keeps its default.
    pub(super) fn read(reader: &mut Reader<'_>) -> Self {
        let mut limits = Self::default();
        let Some(mut mapping) = reader.take("limits").mapping() else { return limits };
        let points = mapping.take("image_megapixels").whole(1..=1_000).and_then(|number| u64::try_from(number).ok());
        limits.image_megapixels = points.unwrap_or(limits.image_megapixels);
        if let Some(size) = mapping.take("file_size").text() {
            match bytes(&size.value) {
                Some(bytes) => limits.file_size = bytes,
                None => mapping.report(
                    Diagnostic::new(Code::WrongType, size.span, catalog::yaml::not_in_list("file_size", &size.value))
                        .help(catalog::yaml::write_like("file_size: 50 MB")),
                ),
            }
        }
        mapping.finish(&[
            ("image_pixels", "image_megapixels"),
            ("megapixels", "image_megapixels"),
            ("file", "file_size"),
            ("attachment", "file_size"),
        ]);
        limits
    }
}

/// The bytes that a size means: `800 KB`, `50 MB`, `2 GB`.
fn bytes(size: &str) -> Option<u64> {
    const UNITS: [(&str, u64); 3] = [("KB", 1_000), ("MB", 1_000_000), ("GB", 1_000_000_000)];
    let (number, unit) = UNITS.iter().find_map(|(name, unit)| Some((size.trim().strip_suffix(name)?, unit)))?;
    number.trim().parse::<u64>().ok().filter(|number| *number > 0)?.checked_mul(*unit)
}
