//! JPEG files as a row of segments (ISO/IEC 10918-1, annex B): size, orientation, and the file without its notes.

use std::ops::Range;

use super::{Seen, exif};

/// Reads the segments; none where the file is no JPEG or ends before its end mark.
pub fn look(bytes: &[u8]) -> Option<Seen> {
    let mut seen = Seen { width: 0, height: 0, orientation: 1, is_animated: false, is_clean: true };
    let mut end = 0;
    for segment in Segments::of(bytes)? {
        let segment = segment?;
        let data = &bytes[segment.data.clone()];
        match segment.marker {
            0xc0..=0xcf if !matches!(segment.marker, 0xc4 | 0xc8 | 0xcc) => {
                let pair = |at: usize| Some(u32::from(u16::from_be_bytes(data.get(at..at + 2)?.try_into().ok()?)));
                (seen.height, seen.width) = (pair(1)?, pair(3)?);
            }
            0xe1 if data.starts_with(b"Exif\0\0") => seen.orientation = exif::orientation(&data[6..]),
            _ => {}
        }
        seen.is_clean &= is_kept(segment.marker, data);
        end = segment.whole.end;
    }
    seen.is_clean &= end == bytes.len();
    Some(seen)
}

/// The file with its pixels as they are and without EXIF, XMP, IPTC, comments, and whatever follows its end.
pub fn cleaned(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = b"\xff\xd8".to_vec();
    for segment in Segments::of(bytes)? {
        let segment = segment?;
        if is_kept(segment.marker, &bytes[segment.data]) {
            out.extend_from_slice(&bytes[segment.whole]);
        }
    }
    Some(out)
}

/// Pixels need all but notes; of these JFIF's header, the colour profile and Adobe's colour transform.
fn is_kept(marker: u8, data: &[u8]) -> bool {
    match marker {
        0xe0 => data.starts_with(b"JFIF"),
        0xe2 => data.starts_with(b"ICC_PROFILE\0"),
        0xee => data.starts_with(b"Adobe"),
        0xe1..=0xef | 0xfe => false,
        _ => true,
    }
}

struct Segment {
    marker: u8,
    /// From its mark to the next; of a scan with its pixels.
    whole: Range<usize>,
    /// Behind its length.
    data: Range<usize>,
}

/// The segments behind the start of a file up to its end mark; a damaged one is the last, and none.
struct Segments<'a> {
    bytes: &'a [u8],
    at: usize,
    is_done: bool,
}

impl<'a> Segments<'a> {
    fn of(bytes: &'a [u8]) -> Option<Self> {
        bytes.starts_with(b"\xff\xd8").then_some(Self { bytes, at: 2, is_done: false })
    }

    fn read(&self) -> Option<Segment> {
        let start = self.at;
        if self.bytes.get(start) != Some(&0xff) {
            return None;
        }
        let fill = self.bytes[start..].iter().take_while(|byte| **byte == 0xff).count();
        let behind = start + fill;
        let marker = *self.bytes.get(behind)?;
        if matches!(marker, 0x01 | 0xd0..=0xd9) {
            return Some(Segment { marker, whole: behind - 1..behind + 1, data: behind + 1..behind + 1 });
        }
        let length = usize::from(u16::from_be_bytes(self.bytes.get(behind + 1..behind + 3)?.try_into().ok()?));
        let (data, end) = (behind + 3, behind + 1 + length);
        if length < 2 || end > self.bytes.len() {
            return None;
        }
        let end = if marker == 0xda { self.end_of_scan(end)? } else { end };
        let data_end = behind + 1 + length;
        Some(Segment { marker, whole: behind - 1..end, data: data..data_end })
    }

    /// Where the next mark begins that is no part of a scan.
    fn end_of_scan(&self, from: usize) -> Option<usize> {
        let is_mark = |pair: &[u8]| pair[0] == 0xff && !matches!(pair[1], 0x00 | 0xd0..=0xd7 | 0xff);
        self.bytes[from..].windows(2).position(is_mark).map(|offset| from + offset)
    }
}

impl Iterator for Segments<'_> {
    type Item = Option<Segment>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.is_done {
            return None;
        }
        let segment = self.read();
        match &segment {
            Some(segment) if segment.marker != 0xd9 => self.at = segment.whole.end,
            _ => self.is_done = true,
        }
        Some(segment)
    }
}
