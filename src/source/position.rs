//! Lines and columns of a byte offset, as people and editors count them.

/// A place in a text: both count from 1, columns in Unicode characters of the file on disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    pub line: usize,
    pub column: usize,
}

/// Where `offset` (bytes) lies in `text`; an offset past the end gives the end.
#[must_use]
pub fn position(text: &str, offset: usize) -> Position {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    let before = &text[..offset];
    let line_start = before.rfind('\n').map_or(0, |at| at + 1);
    let line = before.bytes().filter(|&byte| byte == b'\n').count() + 1;
    Position { line, column: column(text, line_start, offset) }
}

/// The column of `offset` in the line that begins at `line_start`; both are bytes of the file's text `text`, whose
/// byte order mark counts for nothing.
#[must_use]
pub fn column(text: &str, line_start: usize, offset: usize) -> usize {
    let bom = if line_start == 0 && text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    text.get(line_start + bom..offset).map_or(0, |before| before.chars().count()) + 1
}

/// The whole line (without its end) that holds `offset`.
#[must_use]
pub fn line_of(text: &str, offset: usize) -> &str {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    let start = text[..offset].rfind('\n').map_or(0, |at| at + 1);
    let end = text[offset..].find('\n').map_or(text.len(), |at| offset + at);
    text[start..end].trim_end_matches('\r')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let text = "a\r\nđăng: 1\n";
        let at = text.find('1').expect("present");
        assert_eq!(position(text, at), Position { line: 2, column: 7 });
        assert_eq!(line_of(text, at), "đăng: 1");
        assert_eq!(position(text, 999), Position { line: 3, column: 1 });
    }
}
