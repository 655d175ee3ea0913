//! GIF files as a row of blocks (GIF89a): size, and the file without its notes. They are never made narrower.

use std::ops::Range;

use super::Seen;

/// Reads the blocks; none where the file is no GIF or ends before its end mark.
pub fn look(bytes: &[u8]) -> Option<Seen> {
    let pair = |at: usize| Some(u32::from(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?)));
    let blocks = blocks(bytes)?;
    let is_clean = blocks.iter().all(|block| block.is_kept) && blocks.last()?.range.end == bytes.len();
    Some(Seen { width: pair(6)?, height: pair(8)?, orientation: 1, is_animated: true, is_clean })
}

/// The file with its pixels as they are and without comments, XMP and whatever follows its end.
pub fn cleaned(bytes: &[u8]) -> Option<Vec<u8>> {
    let blocks = blocks(bytes)?;
    let mut out = bytes[..blocks.first()?.range.start].to_vec();
    for block in blocks.into_iter().filter(|block| block.is_kept) {
        out.extend_from_slice(&bytes[block.range]);
    }
    Some(out)
}

struct Block {
    range: Range<usize>,
    is_kept: bool,
}

/// The blocks behind the header and the colours of the whole, up to the end mark.
fn blocks(bytes: &[u8]) -> Option<Vec<Block>> {
    const HEADER: usize = 13;
    if !(bytes.starts_with(b"GIF87a") || bytes.starts_with(b"GIF89a")) {
        return None;
    }
    let mut at = HEADER + colours(*bytes.get(10)?);
    let mut found = Vec::new();
    loop {
        let start = at;
        let (end, is_kept) = match *bytes.get(at)? {
            0x3b => {
                found.push(Block { range: start..start + 1, is_kept: true });
                return Some(found);
            }
            0x21 => (parts(bytes, at + 2)?, is_needed(bytes, at)),
            0x2c => (parts(bytes, at + 11 + colours(*bytes.get(at + 9)?))?, true),
            _ => return None,
        };
        found.push(Block { range: start..end, is_kept });
        at = end;
    }
}

/// Bytes of the table of colours that a packed field announces.
fn colours(packed: u8) -> usize {
    if packed & 0x80 == 0 { 0 } else { 3 << ((packed & 7) + 1) }
}

/// Behind the parts, each led by its length, of which the last is empty.
fn parts(bytes: &[u8], mut at: usize) -> Option<usize> {
    loop {
        let length = usize::from(*bytes.get(at)?);
        at += 1 + length;
        if length == 0 {
            return Some(at);
        }
    }
}

/// True for an extension that says how a picture is shown: when, with which colour left out, how often; and for its texts.
fn is_needed(bytes: &[u8], at: usize) -> bool {
    let name = bytes.get(at + 3..at + 14);
    match bytes.get(at + 1) {
        Some(0xf9 | 0x01) => true,
        Some(0xff) => name == Some(b"NETSCAPE2.0") || name == Some(b"ANIMEXTS1.0"),
        _ => false,
    }
}
