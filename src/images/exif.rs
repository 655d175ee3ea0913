//! How the camera was held: the one thing of EXIF that a page needs.

/// The orientation, 1 to 8, that the TIFF structure of an EXIF block notes; 1 where it notes none.
pub fn orientation(tiff: &[u8]) -> u8 {
    read(tiff).filter(|value| (1..=8).contains(value)).and_then(|value| u8::try_from(value).ok()).unwrap_or(1)
}

fn read(tiff: &[u8]) -> Option<u16> {
    const ORIENTATION: u16 = 0x0112;
    let is_little = match tiff.get(..4)? {
        b"II*\0" => true,
        b"MM\0*" => false,
        _ => return None,
    };
    let short = |at: usize| {
        let pair: [u8; 2] = tiff.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if is_little { u16::from_le_bytes(pair) } else { u16::from_be_bytes(pair) })
    };
    let long = |at: usize| {
        let four: [u8; 4] = tiff.get(at..at.checked_add(4)?)?.try_into().ok()?;
        usize::try_from(if is_little { u32::from_le_bytes(four) } else { u32::from_be_bytes(four) }).ok()
    };
    let first = long(4)?;
    let count = usize::from(short(first)?);
    let entries = (0..count).map(|number| first + 2 + number * 12);
    let mut found = entries.filter(|entry| short(*entry) == Some(ORIENTATION));
    short(found.next()? + 8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_read_in_both_byte_orders() {
        let little = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0";
        let big = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x08\0\0\0\0\0\0";
        assert_eq!(orientation(little), 6);
        assert_eq!(orientation(big), 8);
        for damaged in [&little[..9], b"", b"II*\0\xff\xff\xff\xff", &big[..12]] {
            assert_eq!(orientation(damaged), 1);
        }
    }
}
