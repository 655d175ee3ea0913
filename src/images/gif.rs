//! GIF files: their size. They are shown and copied as they are.

use super::Seen;

/// Reads the header; none where the file is no GIF or lacks its end mark.
pub fn look(bytes: &[u8]) -> Option<Seen> {
    let is_gif = bytes.starts_with(b"GIF87a") || bytes.starts_with(b"GIF89a");
    let pair = |at: usize| Some(u32::from(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?)));
    // Some programs leave zeros behind the end mark.
    let is_whole = bytes.iter().rev().find(|byte| **byte != 0) == Some(&0x3b);
    let seen = Seen { width: pair(6)?, height: pair(8)?, orientation: 1, is_animated: true, is_clean: true };
    (is_gif && is_whole).then_some(seen)
}
