//! YAML as authors mostly write it, read straight from the parser's events, which takes half the time: mappings, sequences and
//! scalars without tags, anchors or anything that needs thought. All else is left to [`super::yaml`], mistakes too.

use granit_parser::{Event, Parser, ScalarStyle, StrInput};

use crate::locale::{clean, nfc};
use crate::source::{SourceId, Span, Spanned};

use super::yaml::{DEEPEST, Node};

/// Longer texts are held against limits.
const LONGEST: usize = 64 << 20;

/// Reads the YAML that stands at `offset` in the file `source`; none where it is no such YAML.
#[must_use]
pub fn read(text: &str, source: SourceId, offset: usize) -> Option<Spanned<Node>> {
    if text.len() > LONGEST {
        return None;
    }
    let mut reader = Reader { parser: Parser::new_from_str(text), source, offset };
    let opening = (reader.next()?, reader.next()?);
    let ((Event::StreamStart, _), (Event::DocumentStart(false, None), _)) = opening else { return None };
    let first = reader.next()?;
    let node = reader.node(first, 0)?;
    let closing = (reader.next()?, reader.next()?);
    matches!(closing, ((Event::DocumentEnd, _), (Event::StreamEnd, _))).then_some(node)
}

struct Reader<'a> {
    parser: Parser<'a, StrInput<'a>>,
    source: SourceId,
    offset: usize,
}

type Placed<'a> = (Event<'a>, Span);

impl<'a> Reader<'a> {
    fn next(&mut self) -> Option<Placed<'a>> {
        let (event, span) = self.parser.next_event()?.ok()?;
        let range = span.byte_range()?;
        Some((event, Span::new(self.source, self.offset + range.start, self.offset + range.end)))
    }

    fn node(&mut self, (event, span): Placed<'a>, depth: usize) -> Option<Spanned<Node>> {
        if depth == DEEPEST {
            return None;
        }
        let node = match event {
            Event::Scalar(text, style, 0, None) => scalar(&text, style)?,
            Event::SequenceStart(_, 0, None) => {
                let mut items = Vec::new();
                loop {
                    match self.next()? {
                        (Event::SequenceEnd, _) => break,
                        item => items.push(self.node(item, depth + 1)?),
                    }
                }
                Node::Seq(items)
            }
            Event::MappingStart(_, 0, None) => {
                let mut entries = Vec::new();
                loop {
                    match self.next()? {
                        (Event::MappingEnd, _) => break,
                        (key, place) => {
                            let key = Spanned::new(key_of(key)?, place);
                            let value = self.next()?;
                            entries.push((key, self.node(value, depth + 1)?));
                        }
                    }
                }
                Node::Map(entries)
            }
            _ => return None,
        };
        Some(Spanned::new(node, span))
    }
}

fn key_of(event: Event<'_>) -> Option<String> {
    let Event::Scalar(text, style, 0, None) = event else { return None };
    let begins = |text: &str| text.starts_with(|c: char| c.is_ascii_digit()) || begins_as_word(text);
    let is_text = style != ScalarStyle::Plain || begins(&text) && !text.eq_ignore_ascii_case("null");
    is_text.then(|| nfc(&text).into_owned())
}

/// What a scalar is; none where that takes more than a look at its first letters.
fn scalar(text: &str, style: ScalarStyle) -> Option<Node> {
    if style != ScalarStyle::Plain || is_word(text) {
        return Some(Node::Str(clean(text).into_owned()));
    }
    match text {
        "true" => return Some(Node::Bool(true)),
        "false" => return Some(Node::Bool(false)),
        "" | "~" | "null" => return Some(Node::Null),
        _ => {}
    }
    let is_digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let written = text.strip_prefix('-').unwrap_or(text);
    let (whole, decimals) = written.split_once('.').map_or((written, None), |(whole, rest)| (whole, Some(rest)));
    let is_short = written.len() <= 15 && is_digits(whole) && (whole.len() == 1 || !whole.starts_with('0'));
    match decimals {
        None if is_short => Some(Node::Int),
        Some(decimals) if is_short && is_digits(decimals) => Some(Node::Float),
        _ if is_date(text) => Some(Node::Str(text.to_owned())),
        _ => None,
    }
}

/// True where a plain scalar can be nothing but a text: it begins with a letter or a slash, and is no word that stands for a
/// value or might.
fn is_word(text: &str) -> bool {
    const VALUES: [&str; 11] = ["null", "true", "false", "yes", "no", "on", "off", "y", "n", "nan", "inf"];
    begins_as_word(text) && (text.len() > 8 || !VALUES.iter().any(|value| text.eq_ignore_ascii_case(value)))
}

fn begins_as_word(text: &str) -> bool {
    text.as_bytes().first().is_some_and(|byte| byte.is_ascii_alphabetic() || *byte == b'/' || *byte >= 0x80)
}

/// `2023-08-13`.
fn is_date(text: &str) -> bool {
    let fits = |(at, byte): (usize, u8)| if matches!(at, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() };
    text.len() == 10 && text.bytes().enumerate().all(fits)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::syntax::yaml;

    /// What is read here is what the general way reads, to the byte.
    #[test]
    fn both_ways_read_the_same() {
        let (mut read_here, texts) = (0, texts());
        for text in &texts {
            if let Some(node) = read(text, SourceId(3), 7) {
                read_here += 1;
                assert_eq!(Ok(node), yaml::parse_any(text, SourceId(3), 7), "{text}");
            }
        }
        assert!(read_here > 200, "{read_here} of {}", texts.len());
    }

    const SCALARS: [&str; 56] = [
        "a",
        "đăng ký",
        "/data/việc",
        "2023",
        "0",
        "-7",
        "007",
        "-0",
        "1.5",
        "1.",
        ".5",
        "1e5",
        "0x1f",
        "0o17",
        "1_000",
        "2023-08-13",
        "2023-8-3",
        "12:30",
        "98,2%",
        "1.298",
        "135.720 việc",
        "true",
        "True",
        "yes",
        "No",
        "y",
        "null",
        "~",
        "",
        ".inf",
        "NaN",
        "infinity",
        "Inf",
        "\"x\\ny\"",
        "'it''s'",
        "\"\"",
        "'2023'",
        "|\n    a\n    b\n",
        ">-\n    a\n    b",
        "*a",
        "&a b",
        "!!str 1",
        "<<",
        "a b # c",
        "a: b",
        "[1, x]",
        "{a: 1, b: [x]}",
        "- x",
        "e\u{302}\u{301}",
        "12345678901234567890",
        "\u{a0}true",
        "null\u{a0}",
        "\u{2028}12",
        "\u{3000}null",
        "\u{85}a",
        "TRUE",
    ];

    /// Every scalar in every place of a few documents.
    fn texts() -> Vec<String> {
        let places = [
            "{}",
            "a: {}\n",
            "- {}\n- b\n",
            "a:\n  b: {}\n",
            "[{}, {}]",
            "{k: {}}",
            "{}: x\n",
            "---\na: {}\n",
            "# c\na: {}\n",
        ];
        places.iter().flat_map(|place| SCALARS.iter().map(|scalar| place.replace("{}", scalar))).collect()
    }

    proptest! {
        /// Whatever is strung together.
        #[test]
        fn both_ways_read_the_same_of_anything(pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..24)) {
            let text = pieces.concat();
            if !text.trim().is_empty() && let Some(node) = read(&text, SourceId(1), 0) {
                prop_assert_eq!(Ok(node), yaml::parse_any(&text, SourceId(1), 0), "{}", text);
            }
        }
    }

    const PIECES: [&str; 44] = [
        "a", "b", "đ", ": ", ":", "\n", "\n  ", "\n- ", "- ", "[", "]", "{", "}", ", ", ",", "\"", "'", " #", "#", "1",
        "23", ".", "-", "true", "null", "~", "|\n", ">\n", "&x ", "*x", "!t ", "---\n", "...\n", "\t", "? ", "%", "@",
        "\\", "\r\n", "y: 1\n", "k: v\n", "a: b\n", "\u{feff}", "<<",
    ];

    #[test]
    fn what_needs_thought_is_left_alone() {
        let deep = "[".repeat(30) + &"]".repeat(30);
        for text in
            ["a: *b\n", "a: !!str 1\n", "a: 0x1f\n", "a: [1\n", "a: 1\n---\nb: 2\n", deep.as_str(), "? [a]\n: b\n"]
        {
            assert_eq!(read(text, SourceId(0), 0), None, "{text}");
        }
    }
}
