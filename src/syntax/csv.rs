//! CSV with the place of every cell. The only home of `csv-core`.

use csv_core::{ReadFieldResult, ReaderBuilder};

/// A cell: its text and the bytes of the file it is written in (without quotes and surrounding space).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    pub text: String,
    pub start: usize,
    pub end: usize,
}

/// The rows of `text`, the head among them; `,` or `;` parts the cells, whichever the first line has more of.
#[must_use]
pub fn rows(text: &str) -> Vec<Vec<Field>> {
    let bom = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let head = text[bom..].lines().next().unwrap_or_default();
    let delimiter = if head.matches(';').count() > head.matches(',').count() { b';' } else { b',' };
    let mut reader = ReaderBuilder::new().delimiter(delimiter).build();
    let (bytes, mut at) = (text.as_bytes(), bom);
    let (mut rows, mut row, mut cell) = (Vec::new(), Vec::new(), Vec::new());
    let (mut start, mut buffer) = (at, [0_u8; 1024]);
    loop {
        let (result, read, written) = reader.read_field(&bytes[at..], &mut buffer);
        cell.extend_from_slice(&buffer[..written]);
        at += read;
        match result {
            ReadFieldResult::InputEmpty if read == 0 && at == bytes.len() && written == 0 => {
                // The reader is told of the end by an empty input, once.
            }
            ReadFieldResult::InputEmpty | ReadFieldResult::OutputFull => {}
            ReadFieldResult::Field { record_end } => {
                row.push(field(text, std::mem::take(&mut cell), start, at));
                start = at;
                if record_end {
                    rows.push(std::mem::take(&mut row));
                }
            }
            ReadFieldResult::End => break,
        }
    }
    rows.retain(|row: &Vec<Field>| row.len() > 1 || row.iter().any(|field| !field.text.is_empty()));
    rows
}

/// The cell read from `start..end`, its place narrowed to what is written between separators.
fn field(text: &str, cell: Vec<u8>, start: usize, end: usize) -> Field {
    let written = &text[start..end];
    let lead = written.len() - written.trim_start_matches(['\r', '\n', ' ', '\t', '"']).len();
    let body = written[lead..].trim_end_matches(['\r', '\n', ',', ';', ' ', '\t', '"']);
    let value = String::from_utf8(cell).expect("cells of UTF-8 text parted at ASCII signs are UTF-8");
    Field { text: value.trim().to_owned(), start: start + lead, end: start + lead + body.len() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&[&str]]) {
        let rows = rows(text);
        let seen: Vec<Vec<&str>> =
            rows.iter().map(|row| row.iter().map(|field| field.text.as_str()).collect()).collect();
        assert_eq!(seen, expected, "{text:?}");
        for field in rows.iter().flatten().filter(|field| !field.text.contains(['"', '\n'])) {
            assert_eq!(&text[field.start..field.end], field.text);
        }
    }

    #[test]
    fn cells_and_places() {
        check("a,b\n1,2\n", &[&["a", "b"], &["1", "2"]]);
        check("\u{feff}năm;số\r\n2023; 7855 \r\n2024;\r\n", &[&["năm", "số"], &["2023", "7855"], &["2024", ""]]);
        check("a,b\n\"x, y\",\"z \"\"q\"\"\"\n\n3,4", &[&["a", "b"], &["x, y", "z \"q\""], &["3", "4"]]);
        check("", &[]);
    }
}
