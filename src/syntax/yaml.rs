//! Authors' YAML as one tree in which every key and every value has its place. The only home of the YAML crate.
//! What is written as most is goes a shorter way.

use std::fmt;

use serde::de::{Deserializer, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Serialize};
use serde_yaml::budget::Budget;
use serde_yaml::{DuplicateKeyPolicy, MergeKeyPolicy, NonFiniteFloatPolicy, Options};

use crate::diag::{Code, Diagnostic, Text, catalog};
use crate::locale::{clean, nfc};
use crate::source::{SourceId, Span, Spanned};

use super::plain_yaml;

/// A YAML value; text is NFC, numbers keep the form they were written in (see the span).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Node {
    Null,
    Bool(bool),
    Int,
    Float,
    Str(String),
    Seq(Vec<Spanned<Node>>),
    Map(Vec<(Spanned<String>, Spanned<Node>)>),
}

/// Reads the YAML that stands at `offset` in the file `source`.
///
/// # Errors
/// A finding at the first place that can't be read.
pub fn parse(text: &str, source: SourceId, offset: usize) -> Result<Spanned<Node>, Diagnostic> {
    let (bom, text) = text.strip_prefix('\u{feff}').map_or((0, text), |rest| ('\u{feff}'.len_utf8(), rest));
    let offset = offset + bom;
    if text.trim().is_empty() {
        return Ok(Spanned::new(Node::Null, Span::new(source, offset, offset)));
    }
    plain_yaml::read(text, source, offset).map_or_else(|| parse_any(text, source, offset), Ok)
}

/// The same for any YAML there is.
pub(super) fn parse_any(text: &str, source: SourceId, offset: usize) -> Result<Spanned<Node>, Diagnostic> {
    let raw: Located = serde_yaml::from_str_with_options(text, options())
        .map_err(|error| syntax_error(&error, text, source, offset))?;
    Ok(place(raw, source, offset, text))
}

/// The value as JSON, for what the product only hands on; numbers as written where JSON can hold them.
#[must_use]
pub fn to_json(node: &Spanned<Node>, text: &str) -> serde_json::Value {
    match &node.value {
        Node::Null => serde_json::Value::Null,
        Node::Bool(value) => (*value).into(),
        Node::Int | Node::Float => {
            let written = text.get(node.span.range()).unwrap_or_default();
            serde_json::from_str(written).unwrap_or_else(|_| written.into())
        }
        Node::Str(value) => value.as_str().into(),
        Node::Seq(items) => items.iter().map(|item| to_json(item, text)).collect(),
        Node::Map(entries) => serde_json::Value::Object(
            entries.iter().map(|(key, value)| (key.value.clone(), to_json(value, text))).collect(),
        ),
    }
}

/// Far deeper than any key of ours lies, and read within a thread's stack of 2 MB even without optimisation.
pub(super) const DEEPEST: usize = 24;

/// Limits fit for datasets of tens of megabytes, and against alias bombs; no guessing of truth values.
fn options() -> Options {
    let mut budget = Budget::default();
    budget.max_reader_input_bytes = None;
    budget.max_events = 40_000_000;
    budget.max_nodes = 20_000_000;
    budget.max_total_scalar_bytes = 512 << 20;
    budget.max_depth = DEEPEST;
    serde_yaml::options! {
        budget: Some(budget),
        duplicate_keys: DuplicateKeyPolicy::PassThrough,
        merge_keys: MergeKeyPolicy::AsOrdinary,
        non_finite_float_policy: NonFiniteFloatPolicy::PassThrough,
        strict_booleans: true,
        legacy_octal_numbers: false,
        with_snippet: false,
    }
}

fn syntax_error(error: &serde_yaml::Error, text: &str, source: SourceId, offset: usize) -> Diagnostic {
    let at = error.location().map_or(0, |location| byte_at(location, text).min(text.len()));
    let why = error.without_snippet().to_string();
    let why = why.split(" at line ").next().unwrap_or(&why).lines().next().unwrap_or_default();
    let before = text[..at].rsplit('\n').next().unwrap_or_default();
    let span = Span::new(source, offset + at, offset + at);
    let message = catalog::yaml::syntax(reason(why, before));
    Diagnostic::new(Code::YamlSyntax, span, message).help(catalog::yaml::syntax_help())
}

/// Words of the YAML crate, and ours for them.
type Told = (&'static [&'static str], fn() -> Text);

/// What the YAML crate says of a mistake, in words for authors: `before` is what stands before it in its line.
fn reason(why: &str, before: &str) -> Text {
    let has = |words: &[&str]| words.iter().any(|word| why.contains(word));
    let quoted = || why.split(['`', '\'']).find(|part| part.chars().count() == 1);
    if has(&["mapping values are not allowed"]) {
        let is_second = before.contains(": ");
        return if is_second { catalog::yaml::second_colon() } else { catalog::yaml::too_far_in() };
    }
    if let Some(sign) = quoted().filter(|_| has(&["unclosed bracket"])) {
        return catalog::yaml::open_bracket(sign);
    }
    if has(&["flow mapping", "flow sequence", "illegal placement of ':'"]) {
        return catalog::yaml::open_bracket_before();
    }
    if let Some(sign) = quoted().filter(|_| has(&["unexpected character"])) {
        return catalog::yaml::sign_needs_quotes(sign);
    }
    let told: [Told; 9] = [
        (&["unclosed quote", "found unexpected document indicator"], catalog::yaml::open_quote),
        (&["tabs disallowed"], catalog::yaml::tab),
        (&["block collection", "block mapping", "invalid indentation"], catalog::yaml::indent),
        (&["unknown anchor"], || catalog::yaml::sign_needs_quotes("*")),
        (&["multiple YAML documents"], catalog::yaml::second_document),
        (&["simple key expected"], catalog::yaml::no_colon),
        (&["unknown escape"], catalog::yaml::escape),
        (&["trailing content after"], catalog::yaml::behind_quote),
        (&["expected string scalar", "into string"], catalog::yaml::key_no_text),
    ];
    let found = told.iter().find(|(words, _)| has(words));
    found.map_or_else(|| Text::from(why.to_owned()), |(_, text)| text())
}

/// The byte that a location of the YAML crate means.
fn byte_at(location: serde_yaml::Location, text: &str) -> usize {
    if let Some(byte) = location.span().byte_offset() {
        return usize::try_from(byte).unwrap_or(0);
    }
    let index = usize::try_from(location.span().offset()).unwrap_or(0);
    text.char_indices().nth(index).map_or(text.len(), |(at, _)| at)
}

type Located = serde_yaml::Spanned<Raw>;

enum Raw {
    Null,
    Bool(bool),
    Int,
    Float,
    Str(String),
    Seq(Vec<Located>),
    Map(Vec<(serde_yaml::Spanned<String>, Located)>),
}

impl<'de> Deserialize<'de> for Raw {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = Raw;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a YAML value")
    }

    fn visit_unit<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_none<E>(self) -> Result<Raw, E> {
        Ok(Raw::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Raw, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Raw, E> {
        Ok(Raw::Bool(value))
    }

    fn visit_i64<E>(self, _: i64) -> Result<Raw, E> {
        Ok(Raw::Int)
    }

    fn visit_u64<E>(self, _: u64) -> Result<Raw, E> {
        Ok(Raw::Int)
    }

    fn visit_i128<E>(self, _: i128) -> Result<Raw, E> {
        Ok(Raw::Int)
    }

    fn visit_u128<E>(self, _: u128) -> Result<Raw, E> {
        Ok(Raw::Int)
    }

    fn visit_f64<E>(self, _: f64) -> Result<Raw, E> {
        Ok(Raw::Float)
    }

    fn visit_str<E>(self, value: &str) -> Result<Raw, E> {
        Ok(Raw::Str(clean(value).into_owned()))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Raw, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(Raw::Seq(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Raw, A::Error> {
        let mut map = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            map.push(entry);
        }
        Ok(Raw::Map(map))
    }
}

/// Turns the crate's locations into spans of the file.
fn place(raw: Located, source: SourceId, offset: usize, text: &str) -> Spanned<Node> {
    let span = span_of(raw.referenced, source, offset, text);
    let node = match raw.value {
        Raw::Null => Node::Null,
        Raw::Bool(value) => Node::Bool(value),
        Raw::Int => Node::Int,
        Raw::Float => Node::Float,
        Raw::Str(value) => Node::Str(value),
        Raw::Seq(items) => Node::Seq(items.into_iter().map(|item| place(item, source, offset, text)).collect()),
        Raw::Map(entries) => Node::Map(
            entries
                .into_iter()
                .map(|(key, value)| {
                    let key_span = span_of(key.referenced, source, offset, text);
                    (Spanned::new(nfc(&key.value).into_owned(), key_span), place(value, source, offset, text))
                })
                .collect(),
        ),
    };
    Spanned::new(node, span)
}

fn span_of(location: serde_yaml::Location, source: SourceId, offset: usize, text: &str) -> Span {
    let start = byte_at(location, text).min(text.len());
    let length = location.span().byte_len().map_or(0, |len| usize::try_from(len).unwrap_or(0));
    let end = (start + length).min(text.len());
    Span::new(source, offset + start, offset + end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_and_leaf_has_its_place() {
        let text = "a: đăng ký\nb: {c: 1.298, d: [x, \"y z\"]}\na: null\n";
        let node = parse(text, SourceId(0), 0).expect("valid");
        let mut seen = Vec::new();
        walk(&node, text, &mut seen);
        assert_eq!(seen, ["a", "đăng ký", "b", "c", "1.298", "d", "x", "\"y z\"", "a", "null"]);
    }

    fn walk<'a>(node: &Spanned<Node>, text: &'a str, seen: &mut Vec<&'a str>) {
        match &node.value {
            Node::Map(entries) => {
                for (key, value) in entries {
                    seen.push(&text[key.span.range()]);
                    walk(value, text, seen);
                }
            }
            Node::Seq(items) => items.iter().for_each(|item| walk(item, text, seen)),
            _ => seen.push(&text[node.span.range()]),
        }
    }

    #[test]
    fn keys_of_every_shape_are_text() {
        let text = "y: 1\nno: 2\n2023: 3\ntrue: 4\n1.5: 5\n";
        let Node::Map(entries) = parse(text, SourceId(0), 0).expect("valid").value else { panic!("a mapping") };
        let keys: Vec<&str> = entries.iter().map(|(key, _)| key.value.as_str()).collect();
        assert_eq!(keys, ["y", "no", "2023", "true", "1.5"]);
    }

    #[test]
    fn a_mistake_is_found_at_its_place() {
        let error = parse("a: 1\nb: [1, 2\nc: 3\n", SourceId(0), 0).expect_err("invalid");
        assert_eq!(error.code, Code::YamlSyntax);
        assert!(error.span.start > 0, "{error:?}");
    }

    #[test]
    fn a_mistake_is_told_in_words_for_authors() {
        let check = |text: &str, en: &str, vi: &str| {
            let message = parse(text, SourceId(0), 0).expect_err(text).message;
            assert!(message.en().contains(en), "{text}: {}", message.en());
            assert!(message.vi().contains(vi), "{text}: {}", message.vi());
        };
        check("a: b: c\n", "a second `: ` stands in this line", "dòng này có hai dấu `: `");
        check("a: 1\n  b: 2\n", "further in", "thụt vào sâu hơn");
        check("a: {b: 1\n", "`{` is not closed", "`{` chưa được đóng");
        check("a: [1, 2\nb: 3\n", "a bracket before this place", "dấu ngoặc chưa đóng");
        check("a: {x: 1\nb: 3\n", "a bracket before this place", "dấu ngoặc chưa đóng");
        check("a: [,]\n", "a bracket before this place", "dấu ngoặc chưa đóng");
        check("a: \"x\n", "this quote is not closed", "chưa được đóng");
        check("a:\n\tb: 1\n", "a tab", "dấu tab");
        check("- a\nb: 1\n", "neither in the list", "không khớp");
        check("a: @b\n", "begins with `@`", "bắt đầu bằng `@`");
        check("a: *b\n", "begins with `*`", "bắt đầu bằng `*`");
        check("a: 1\n---\nb: 2\n", "a second document", "thứ hai");
        check("a: 1\nkey without\nb: 2\n", "lacks a `:`", "thiếu dấu `:`");
        check("a: \"x\\q\"\n", "`\\`", "`\\`");
        check("a: \"b\" c\n", "behind the closing quote", "sau dấu nháy đóng");
        check("? [a]\n: b\n", "a key must be a text", "khóa phải là văn bản");
        check("~: 1\n", "a key must be a text", "khóa phải là văn bản");
    }
}
