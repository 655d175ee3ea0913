//! CSV with the place of every cell, one record at a time. The only home of `csv-core`.

use csv_core::{ReadFieldResult, ReaderBuilder};

/// Reads the records of a text, the head among them; `,`, `;` or a tab parts the cells, whichever the first line has most of.
pub struct Records<'a> {
    text: &'a str,
    core: csv_core::Reader,
    /// Bytes taken so far.
    at: usize,
    record: Record,
    cell: Vec<u8>,
}

/// The cells of one line (or of several, where one of them is quoted and holds a line break).
#[derive(Debug, Default)]
pub struct Record {
    texts: String,
    fields: Vec<Bounds>,
}

#[derive(Clone, Copy, Debug)]
struct Bounds {
    text: (usize, usize),
    place: (usize, usize),
}

/// A cell: its text and the bytes of the file it is written in (without quotes and surrounding space).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field<'a> {
    pub text: &'a str,
    pub start: usize,
    pub end: usize,
}

impl Record {
    /// How many cells it has.
    #[must_use]
    pub fn width(&self) -> usize {
        self.fields.len()
    }

    /// The cells in their order.
    pub fn fields(&self) -> impl Iterator<Item = Field<'_>> {
        self.fields.iter().map(|Bounds { text, place }| Field {
            text: &self.texts[text.0..text.1],
            start: place.0,
            end: place.1,
        })
    }

    fn is_blank(&self) -> bool {
        self.fields.len() < 2 && self.texts.is_empty()
    }
}

impl<'a> Records<'a> {
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        let bom = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        // `sep=;` tells spreadsheets what parts the cells; the table begins behind it.
        let told =
            text[bom..].lines().next().filter(|line| line.len() == 5 && line.to_ascii_lowercase().starts_with("sep="));
        let start = told.map_or(bom, |line| bom + text[bom..].find('\n').map_or(line.len(), |end| end + 1));
        let head = told.map_or_else(|| text[bom..].lines().next().unwrap_or_default(), |line| &line[4..]);
        let count = |sign: char| head.matches(sign).count();
        let delimiter = match (count(','), count(';'), count('\t')) {
            (commas, semicolons, tabs) if tabs > commas.max(semicolons) => b'\t',
            (commas, semicolons, _) if semicolons > commas => b';',
            _ => b',',
        };
        let core = ReaderBuilder::new().delimiter(delimiter).build();
        Self { text, core, at: start, record: Record::default(), cell: Vec::new() }
    }

    /// The next record that holds anything.
    pub fn next_record(&mut self) -> Option<&Record> {
        while self.read() {
            if !self.record.is_blank() {
                return Some(&self.record);
            }
        }
        None
    }

    /// Reads one record, blank or not; false at the end.
    fn read(&mut self) -> bool {
        self.record.texts.clear();
        self.record.fields.clear();
        let bytes = self.text.as_bytes();
        let (mut start, mut buffer) = (self.at, [0_u8; 256]);
        loop {
            let (result, read, written) = self.core.read_field(&bytes[self.at..], &mut buffer);
            self.cell.extend_from_slice(&buffer[..written]);
            self.at += read;
            match result {
                // At the end of the text the reader is told so by an empty input, once.
                ReadFieldResult::InputEmpty | ReadFieldResult::OutputFull => {}
                ReadFieldResult::Field { record_end } => {
                    self.field(start);
                    start = self.at;
                    if record_end {
                        return true;
                    }
                }
                ReadFieldResult::End => return false,
            }
        }
    }

    /// Takes the cell read from `start` on, its place narrowed to what is written between separators.
    fn field(&mut self, start: usize) {
        let written = &self.text[start..self.at];
        let lead = written.len() - written.trim_start_matches(['\r', '\n', ' ', '\t', '"']).len();
        let body = written[lead..].trim_end_matches(['\r', '\n', ',', ';', ' ', '\t', '"']);
        let value = std::str::from_utf8(&self.cell).expect("cells of UTF-8 text parted at ASCII signs are UTF-8");
        let from = self.record.texts.len();
        self.record.texts.push_str(value.trim());
        self.record
            .fields
            .push(Bounds { text: (from, self.record.texts.len()), place: (start + lead, start + lead + body.len()) });
        self.cell.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &[&[&str]]) {
        let mut records = Records::new(text);
        let mut seen: Vec<Vec<String>> = Vec::new();
        while let Some(record) = records.next_record() {
            for field in record.fields().filter(|field| !field.text.contains(['"', '\n'])) {
                assert_eq!(&text[field.start..field.end], field.text);
            }
            seen.push(record.fields().map(|field| field.text.to_owned()).collect());
        }
        assert_eq!(seen, expected, "{text:?}");
    }

    #[test]
    fn cells_and_places() {
        check("a,b\n1,2\n", &[&["a", "b"], &["1", "2"]]);
        check("\u{feff}năm;số\r\n2023; 7855 \r\n2024;\r\n", &[&["năm", "số"], &["2023", "7855"], &["2024", ""]]);
        check("a,b\n\"x, y\",\"z \"\"q\"\"\"\n\n3,4", &[&["a", "b"], &["x, y", "z \"q\""], &["3", "4"]]);
        check("a\tb\tc, d\n1\t2\t3", &[&["a", "b", "c, d"], &["1", "2", "3"]]);
        check("", &[]);
    }

    #[test]
    fn long_cells_are_whole() {
        let long = "đ".repeat(1000);
        check(&format!("a,b\n{long},1"), &[&["a", "b"], &[&long, "1"]]);
    }
}
