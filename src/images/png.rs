//! PNG files as a row of chunks (W3C Portable Network Graphics): size, movement, and the file without its notes.

use std::ops::Range;

use super::{Seen, exif};

const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Reads the chunks; none where the file is no PNG or ends before its end chunk.
pub fn look(bytes: &[u8]) -> Option<Seen> {
    let mut seen = Seen { width: 0, height: 0, orientation: 1, is_animated: false, is_clean: true };
    let chunks = chunks(bytes)?;
    for chunk in &chunks {
        let data = &bytes[chunk.data.clone()];
        match &chunk.name {
            b"IHDR" => {
                let four = |at: usize| Some(u32::from_be_bytes(data.get(at..at + 4)?.try_into().ok()?));
                (seen.width, seen.height) = (four(0)?, four(4)?);
            }
            b"acTL" => seen.is_animated = true,
            b"eXIf" => seen.orientation = exif::orientation(data),
            _ => {}
        }
        seen.is_clean &= is_kept(chunk.name);
    }
    seen.is_clean &= chunks.last()?.whole.end == bytes.len();
    Some(seen)
}

/// The file with its pixels as they are and without texts, times, EXIF, and whatever follows its end.
pub fn cleaned(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = SIGNATURE.to_vec();
    for chunk in chunks(bytes)?.into_iter().filter(|chunk| is_kept(chunk.name)) {
        out.extend_from_slice(&bytes[chunk.whole]);
    }
    Some(out)
}

fn is_kept(name: [u8; 4]) -> bool {
    !matches!(&name, b"tEXt" | b"zTXt" | b"iTXt" | b"eXIf" | b"tIME")
}

struct Chunk {
    name: [u8; 4],
    whole: Range<usize>,
    data: Range<usize>,
}

/// Every chunk up to the last, `IEND`.
fn chunks(bytes: &[u8]) -> Option<Vec<Chunk>> {
    let mut at = bytes.starts_with(SIGNATURE).then_some(SIGNATURE.len())?;
    let mut found: Vec<Chunk> = Vec::new();
    loop {
        let length = u32::from_be_bytes(bytes.get(at..at + 4)?.try_into().ok()?);
        let name: [u8; 4] = bytes.get(at + 4..at + 8)?.try_into().ok()?;
        let end = (at + 8).checked_add(usize::try_from(length).ok()?)?;
        if end + 4 > bytes.len() || (found.is_empty() && &name != b"IHDR") {
            return None;
        }
        found.push(Chunk { name, whole: at..end + 4, data: at + 8..end });
        if &name == b"IEND" {
            return Some(found);
        }
        at = end + 4;
    }
}
