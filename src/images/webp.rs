//! WebP files as a row of chunks (RFC 9649): size, movement, the file without its notes, and with a colour profile.

use std::ops::Range;

use super::{Seen, exif};

/// Bits of the first byte of a `VP8X` chunk.
const ICC: u8 = 0x20;
const ALPHA: u8 = 0x10;
const EXIF: u8 = 0x08;
const XMP: u8 = 0x04;

/// Reads the chunks; none where the file is no WebP or shorter than it says.
pub fn look(bytes: &[u8]) -> Option<Seen> {
    let features = ::webp::BitstreamFeatures::new(bytes)?;
    let chunks = chunks(bytes)?;
    let note = chunks.iter().find(|chunk| &chunk.name == b"EXIF").map(|chunk| &bytes[chunk.data.clone()]);
    let tiff = note.map(|note| note.strip_prefix(b"Exif\0\0").unwrap_or(note));
    let is_clean = chunks.iter().all(|chunk| is_kept(chunk.name));
    Some(Seen {
        width: features.width(),
        height: features.height(),
        orientation: tiff.map_or(1, exif::orientation),
        is_animated: features.has_animation(),
        is_clean,
    })
}

/// The file with its pixels as they are and without EXIF and XMP.
pub fn cleaned(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut body = Vec::with_capacity(bytes.len());
    for chunk in chunks(bytes)?.into_iter().filter(|chunk| is_kept(chunk.name)) {
        let start = body.len();
        body.extend_from_slice(&bytes[chunk.whole]);
        if &chunk.name == b"VP8X" {
            body[start + 8] &= !(EXIF | XMP);
        }
    }
    Some(file(&body))
}

/// The colour profile that the file carries.
pub fn profile(bytes: &[u8]) -> Option<Vec<u8>> {
    chunks(bytes)?.into_iter().find(|chunk| &chunk.name == b"ICCP").map(|chunk| bytes[chunk.data].to_vec())
}

/// A file that has none yet with the colour profile `icc`; `width` and `height` in points.
pub fn with_profile(bytes: &[u8], icc: &[u8], (width, height): (u32, u32), has_alpha: bool) -> Option<Vec<u8>> {
    let mut body = Vec::with_capacity(bytes.len() + icc.len() + 32);
    let flags = ICC | if has_alpha { ALPHA } else { 0 };
    let size = |points: u32| points.saturating_sub(1).to_le_bytes();
    let header = [&[flags, 0, 0, 0][..], &size(width)[..3], &size(height)[..3]].concat();
    push(&mut body, *b"VP8X", &header);
    push(&mut body, *b"ICCP", icc);
    for chunk in chunks(bytes)?.into_iter().filter(|chunk| &chunk.name != b"VP8X") {
        body.extend_from_slice(&bytes[chunk.whole]);
    }
    Some(file(&body))
}

fn is_kept(name: [u8; 4]) -> bool {
    matches!(&name, b"VP8 " | b"VP8L" | b"VP8X" | b"ALPH" | b"ANIM" | b"ANMF" | b"ICCP")
}

fn push(body: &mut Vec<u8>, name: [u8; 4], data: &[u8]) {
    body.extend_from_slice(&name);
    body.extend_from_slice(&u32::try_from(data.len()).unwrap_or(u32::MAX).to_le_bytes());
    body.extend_from_slice(data);
    if data.len() % 2 == 1 {
        body.push(0);
    }
}

fn file(body: &[u8]) -> Vec<u8> {
    let size = u32::try_from(body.len() + 4).unwrap_or(u32::MAX);
    [b"RIFF", &size.to_le_bytes()[..], b"WEBP", body].concat()
}

struct Chunk {
    name: [u8; 4],
    /// With the byte that fills it up to an even length.
    whole: Range<usize>,
    data: Range<usize>,
}

fn chunks(bytes: &[u8]) -> Option<Vec<Chunk>> {
    let is_webp = bytes.starts_with(b"RIFF") && bytes.get(8..12)? == b"WEBP";
    let size = usize::try_from(u32::from_le_bytes(bytes.get(4..8)?.try_into().ok()?)).ok()?;
    let end = size.checked_add(8).filter(|end| is_webp && *end <= bytes.len() + 1)?.min(bytes.len());
    let (mut at, mut found) = (12, Vec::new());
    while at + 8 <= end {
        let length = usize::try_from(u32::from_le_bytes(bytes.get(at + 4..at + 8)?.try_into().ok()?)).ok()?;
        let behind = (at + 8).checked_add(length).filter(|behind| *behind <= end)?;
        let whole = at..(behind + length % 2).min(end);
        found.push(Chunk { name: bytes.get(at..at + 4)?.try_into().ok()?, whole, data: at + 8..behind });
        at = behind + length % 2;
    }
    Some(found)
}
