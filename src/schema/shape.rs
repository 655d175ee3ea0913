//! Kinds of values and keys, in the words of the loaders: `Text` is what `Taken::text` reads, `Word` what `Taken::word` does.

use std::ops::RangeInclusive;

use serde_json::Value;

use crate::diag::Text;

/// A kind of value.
#[derive(Clone, Debug)]
pub enum Shape {
    /// A text with something in it; numbers and truth values are none.
    Text,
    /// What is written in one piece: a text, a number, a truth value.
    Word,
    /// A text of this form (a regular expression), which editors may know by name.
    Like(&'static str, Option<&'static str>),
    Flag,
    /// A day.
    Date,
    /// A day, a day and a time, or RFC 3339.
    Moment,
    Whole(RangeInclusive<i64>),
    Number,
    OneOf(Vec<&'static str>),
    Mapping(Mapping),
    /// A list, of as many items.
    List(Box<Shape>, RangeInclusive<usize>),
    /// One of them, or a list.
    OneOrMore(Box<Shape>),
    Either(Vec<Shape>),
    Any,
}

/// A mapping; keys that are not listed are errors, unless `others` says what they hold.
#[derive(Clone, Debug)]
pub struct Mapping {
    pub keys: Vec<Key>,
    pub others: Option<Box<Shape>>,
    /// What none of the others may be called.
    pub reserved: &'static [&'static str],
}

/// A key of a mapping.
#[derive(Clone, Debug)]
pub struct Key {
    pub name: &'static str,
    pub shape: Shape,
    /// What it is for.
    pub about: Text,
    /// It has to be there.
    pub is_needed: bool,
    /// It may stand there without a value.
    pub may_be_null: bool,
    /// Another key that has to stand beside it.
    pub beside: Option<&'static str>,
    /// What holds where it is left out.
    pub default: Option<Value>,
    pub example: Option<Value>,
}

/// A key that may be left out, and what it is for in English and Vietnamese.
pub fn key(name: &'static str, shape: Shape, en: &str, vi: &str) -> Key {
    let about = Text::new(en.to_owned(), vi.to_owned());
    Key { name, shape, about, is_needed: false, may_be_null: true, beside: None, default: None, example: None }
}

/// A key that has to be there.
pub fn need(name: &'static str, shape: Shape, en: &str, vi: &str) -> Key {
    Key { is_needed: true, may_be_null: false, ..key(name, shape, en, vi) }
}

impl Key {
    /// Allows it to stand without a value.
    pub fn or_null(self) -> Self {
        Self { may_be_null: true, ..self }
    }

    /// Makes it stand with `other` only, and with a value.
    pub fn beside(self, other: &'static str) -> Self {
        Self { beside: Some(other), may_be_null: false, ..self }
    }

    pub fn default(self, value: impl Into<Value>) -> Self {
        Self { default: Some(value.into()), ..self }
    }

    pub fn example(self, value: impl Into<Value>) -> Self {
        Self { example: Some(value.into()), ..self }
    }
}

/// A mapping of these keys and no others.
pub fn mapping(keys: impl Into<Vec<Key>>) -> Shape {
    Shape::Mapping(only(keys))
}

/// As [`mapping`], for a whole document.
pub fn only(keys: impl Into<Vec<Key>>) -> Mapping {
    Mapping { keys: keys.into(), others: None, reserved: &[] }
}

/// A mapping of these keys, and others that the author chooses, without some that mean something else.
pub fn open(keys: impl Into<Vec<Key>>, reserved: &'static [&'static str], others: Shape) -> Shape {
    Shape::Mapping(Mapping { keys: keys.into(), others: Some(Box::new(others)), reserved })
}

/// A mapping whose keys the author chooses.
pub fn named(shape: Shape) -> Shape {
    open([], &[], shape)
}

pub fn list(shape: Shape) -> Shape {
    Shape::List(Box::new(shape), 0..=usize::MAX)
}

pub fn one_or_more(shape: Shape) -> Shape {
    Shape::OneOrMore(Box::new(shape))
}

/// One of the words of a loader's list.
pub fn one_of<T>(words: &[(&'static str, T)]) -> Shape {
    Shape::OneOf(words.iter().map(|(word, _)| *word).collect())
}

/// One of these words.
pub fn words(words: &[&'static str]) -> Shape {
    Shape::OneOf(words.to_vec())
}

/// Of an allowed finding on a page: what stands where it is.
pub fn allowed_text() -> Key {
    key(
        "text",
        Shape::Word,
        "What is written where it is allowed; else anywhere.",
        "Chữ ở chỗ được chấp nhận; không ghi thì ở mọi chỗ.",
    )
    .example("98,2%")
}

/// An allowed finding, with `more` keys than its code and the reason.
pub fn allowance(more: Vec<Key>) -> Shape {
    let allowable = crate::diag::Code::ALL.iter().filter(|code| code.is_allowable());
    let codes = Shape::OneOf(allowable.map(|code| code.word()).collect());
    let mut keys = vec![
        need("code", codes, "The finding's code.", "Mã của phát hiện."),
        need("reason", Shape::Text, "Why it is right here.", "Vì sao ở đây vẫn đúng."),
    ];
    keys.extend(more);
    mapping(keys)
}

/// A title and, where there is one, an address.
pub fn titled() -> Shape {
    mapping([
        need("title", Shape::Text, "What readers see.", "Tên mà bạn đọc nhìn thấy."),
        key("url", Shape::Text, "Its address.", "Địa chỉ.").example("https://example.gov.vn/so-lieu"),
    ])
}
