//! Picture files: what they are, without what readers should not get, upright, and at the widths that screens need.
//!
//! Bytes in, bytes out, the same on every machine: what could be counted otherwise by another processor is switched off.
//! The only home of the crates that read and write pictures.

mod exif;
mod gif;
mod jpeg;
mod pixels;
mod png;
mod svg;
mod webp;

pub use pixels::{Pixels, decode};

use crate::model::digest;
use crate::model::image::{ImageFacts, ImageKind, ImageProblem};

/// What a kind's own module reads off the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Seen {
    /// As stored.
    width: u32,
    height: u32,
    orientation: u8,
    is_animated: bool,
    is_clean: bool,
}

/// Looks at a picture file without unpacking it.
///
/// # Errors
/// Why it can't be shown.
pub fn look(bytes: &[u8], kind: ImageKind) -> Result<ImageFacts, ImageProblem> {
    let seen = match kind {
        ImageKind::Jpeg => jpeg::look(bytes),
        ImageKind::Png => png::look(bytes),
        ImageKind::Webp => webp::look(bytes),
        ImageKind::Gif => gif::look(bytes),
        ImageKind::Svg => svg::look(bytes),
    };
    let seen = seen.filter(|seen| seen.width > 0 && seen.height > 0).ok_or_else(|| problem(bytes, kind))?;
    let is_turned = seen.orientation > 4;
    let (width, height) = if is_turned { (seen.height, seen.width) } else { (seen.width, seen.height) };
    Ok(ImageFacts {
        kind,
        width,
        height,
        orientation: seen.orientation,
        is_animated: seen.is_animated,
        is_clean: seen.is_clean && seen.orientation == 1,
        digest: digest::hex(bytes),
    })
}

/// The file as readers may have it: without place, camera and comments, upright where it can be unpacked, an SVG without
/// scripts. None where the bytes are not those that `facts` were found of.
#[must_use]
pub fn cleaned(bytes: &[u8], facts: &ImageFacts) -> Option<Vec<u8>> {
    let is_turned = facts.orientation != 1 && !facts.is_animated;
    if let Some(pixels) = is_turned.then(|| decode(bytes, facts).ok()).flatten() {
        return Some(pixels.whole(facts.kind));
    }
    match facts.kind {
        ImageKind::Jpeg => jpeg::cleaned(bytes),
        ImageKind::Png => png::cleaned(bytes),
        ImageKind::Webp => webp::cleaned(bytes),
        ImageKind::Gif => gif::cleaned(bytes),
        ImageKind::Svg => svg::cleaned(bytes),
    }
}

/// What is wrong with bytes that are no whole picture of `kind`.
fn problem(bytes: &[u8], kind: ImageKind) -> ImageProblem {
    let is_kind = match kind {
        ImageKind::Svg => bytes.windows(4).take(4096).any(|window| window == b"<svg"),
        _ => signature(bytes) == Some(kind.name()),
    };
    if is_kind {
        return ImageProblem::Damaged { kind };
    }
    ImageProblem::NotThis { kind, instead: signature(bytes) }
}

/// What the first bytes of a file say that it is.
fn signature(bytes: &[u8]) -> Option<&'static str> {
    let begins = |with: &[u8]| bytes.starts_with(with);
    let box_type = bytes.get(4..12).unwrap_or_default();
    match () {
        () if begins(b"\xff\xd8\xff") => Some("JPEG"),
        () if begins(b"\x89PNG\r\n\x1a\n") => Some("PNG"),
        () if begins(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") => Some("WebP"),
        () if begins(b"GIF8") => Some("GIF"),
        () if box_type.starts_with(b"ftypavif") => Some("AVIF"),
        () if box_type.starts_with(b"ftyp") => Some("HEIC"),
        () if begins(b"BM") => Some("BMP"),
        () if begins(b"II*\0") || begins(b"MM\0*") => Some("TIFF"),
        () if begins(b"%PDF") => Some("PDF"),
        () if begins(b"<svg") || begins(b"<?xml") => Some("SVG"),
        () if begins(b"<!DOCTYPE") || begins(b"<html") => Some("HTML"),
        () => None,
    }
}

#[cfg(test)]
mod tests;
