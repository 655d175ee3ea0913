//! Reads a mapping key by key and collects every finding: wrong types, missing keys, unknown ones, doubles.
//!
//! `take("title").text()` gives a value or a finding; `finish()` reports the keys that nobody took.

use std::cell::RefCell;

use crate::diag::{Code, Diagnostic, Text, catalog};
use crate::locale::{Date, DateTime, Zone, nearest};
use crate::source::{Span, Spanned};

use super::yaml::Node;

/// A mapping being read.
pub struct Reader<'a> {
    entries: Vec<(&'a Spanned<String>, &'a Spanned<Node>, bool)>,
    /// What the mapping is, for messages: "the front matter".
    place: Text,
    /// Where a missing key is reported.
    span: Span,
    text: &'a str,
    asked: Vec<&'static str>,
    findings: &'a RefCell<Vec<Diagnostic>>,
}

/// The value of one key, present or not.
pub struct Taken<'a> {
    pub key: &'static str,
    pub node: Option<&'a Spanned<Node>>,
    pub key_span: Option<Span>,
    text: &'a str,
    findings: &'a RefCell<Vec<Diagnostic>>,
}

impl<'a> Reader<'a> {
    /// Reads `node`, which stands in `text`; a node that is no mapping is reported and reads as empty.
    pub fn new(
        node: &'a Spanned<Node>,
        text: &'a str,
        place: Text,
        missing_at: Span,
        findings: &'a RefCell<Vec<Diagnostic>>,
    ) -> Self {
        let mut entries: Vec<(&Spanned<String>, &Spanned<Node>, bool)> = Vec::new();
        match &node.value {
            Node::Map(map) => {
                for (key, value) in map {
                    if let Some((first, ..)) = entries.iter().find(|(known, ..)| known.value == key.value) {
                        let finding =
                            Diagnostic::new(Code::DuplicateKey, key.span, catalog::yaml::duplicate_key(&key.value));
                        findings.borrow_mut().push(
                            finding.label(first.span, catalog::yaml::first_here()).help(catalog::yaml::keep_one()),
                        );
                    } else {
                        entries.push((key, value, false));
                    }
                }
            }
            Node::Null => {}
            _ => findings.borrow_mut().push(
                Diagnostic::new(Code::WrongType, node.span, catalog::yaml::not_mapping(place.clone()))
                    .help(catalog::yaml::not_mapping_help()),
            ),
        }
        Self { entries, place, span: missing_at, text, asked: Vec::new(), findings }
    }

    /// The value of `key`, if it is there.
    pub fn take(&mut self, key: &'static str) -> Taken<'a> {
        self.asked.push(key);
        let entry = self.entries.iter_mut().find(|(known, ..)| known.value == key);
        let (node, key_span) = match entry {
            Some((known, node, taken)) => {
                *taken = true;
                (Some(*node), Some(known.span))
            }
            None => (None, None),
        };
        Taken { key, node, key_span, text: self.text, findings: self.findings }
    }

    /// The value of a key that has to be there; its absence is reported with `example`, null counts as absent.
    pub fn need(&mut self, key: &'static str, example: &str) -> Taken<'a> {
        let mut taken = self.take(key);
        taken.node = taken.node.filter(|node| node.value != Node::Null);
        self.report_absence(&taken, example);
        taken
    }

    /// The value of a key that has to be there but may be null.
    pub fn need_or_null(&mut self, key: &'static str, example: &str) -> Taken<'a> {
        let taken = self.take(key);
        self.report_absence(&taken, example);
        taken
    }

    fn report_absence(&self, taken: &Taken<'_>, example: &str) {
        if taken.node.is_none() {
            let message = catalog::yaml::missing_key(taken.key, self.place.clone());
            let at = taken.key_span.unwrap_or(self.span);
            self.report(Diagnostic::new(Code::MissingKey, at, message).help(catalog::yaml::add_key(example)));
        }
    }

    /// The keys that nobody took yet, with their values: for mappings whose keys the author chooses.
    pub fn rest(&mut self) -> Vec<(&'a Spanned<String>, &'a Spanned<Node>)> {
        let rest = self.entries.iter_mut().filter(|(.., taken)| !*taken);
        rest.map(|entry| {
            entry.2 = true;
            (entry.0, entry.1)
        })
        .collect()
    }

    /// Reports `key`, where it stands, as unknown with a help of its own.
    pub fn refuse(&mut self, key: &str, help: &Text) {
        let Some(entry) = self.entries.iter_mut().find(|(known, _, taken)| known.value == key && !taken) else {
            return;
        };
        entry.2 = true;
        let message = catalog::yaml::unknown_key(key, self.place.clone());
        let span = entry.0.span;
        self.report(Diagnostic::new(Code::UnknownKey, span, message).help(help.clone()));
    }

    /// Reports every key that nobody took; `others` pairs words of other tools with ours.
    pub fn finish(self, others: &[(&str, &str)]) {
        for (key, _, taken) in &self.entries {
            if *taken {
                continue;
            }
            let help = match others.iter().find(|(word, _)| *word == key.value) {
                Some((_, ours)) => catalog::yaml::use_instead(*ours),
                None => match nearest(&key.value, self.asked.iter().copied()) {
                    Some(word) => catalog::yaml::did_you_mean(word),
                    None => catalog::yaml::known_keys(self.asked.join(", ")),
                },
            };
            let message = catalog::yaml::unknown_key(&key.value, self.place.clone());
            self.report(Diagnostic::new(Code::UnknownKey, key.span, message).help(help));
        }
    }

    /// The text that the mapping stands in.
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// A reader for `node`, the value of `key` in this mapping.
    #[must_use]
    pub fn within(&self, node: &'a Spanned<Node>, key: &Spanned<String>) -> Self {
        Self::new(node, self.text, catalog::yaml::this_place(&key.value), key.span, self.findings)
    }

    /// `node` as a value to be read, named `key` in messages.
    pub fn value(&self, key: &'static str, node: &'a Spanned<Node>) -> Taken<'a> {
        Taken { key, node: Some(node), key_span: None, text: self.text, findings: self.findings }
    }

    /// Adds a finding.
    pub fn report(&self, finding: Diagnostic) {
        self.findings.borrow_mut().push(finding);
    }
}

impl<'a> Taken<'a> {
    /// The text; numbers and truth values are reported as such, with quotes as the way out.
    #[must_use]
    pub fn text(self) -> Option<Spanned<String>> {
        let node = self.node?;
        match &node.value {
            Node::Str(value) if value.trim().is_empty() => {
                self.findings.borrow_mut().push(
                    Diagnostic::new(Code::WrongType, node.span, catalog::yaml::empty_text(self.key))
                        .help(catalog::yaml::write_like(format!("{}: …", self.key))),
                );
                None
            }
            Node::Str(value) => Some(Spanned::new(value.clone(), node.span)),
            Node::Null => None,
            _ => self.wrong(node, catalog::yaml::a_text(), Some(catalog::yaml::quote_it(self.written(node)))),
        }
    }

    /// Text as other values may also be written: `2023` and `true` give their own letters.
    #[must_use]
    pub fn word(self) -> Option<Spanned<String>> {
        let node = self.node?;
        match scalar(node, self.text) {
            Some(word) => Some(Spanned::new(word, node.span)),
            None if node.value == Node::Null => None,
            None => self.wrong(node, catalog::yaml::a_text(), None),
        }
    }

    /// One of `words`.
    #[must_use]
    pub fn one_of<T: Copy>(self, words: &[(&str, T)]) -> Option<Spanned<T>> {
        let (key, findings) = (self.key, self.findings);
        let word = self.word()?;
        if let Some((_, value)) = words.iter().find(|(known, _)| *known == word.value) {
            return Some(Spanned::new(*value, word.span));
        }
        let list = words.iter().map(|(known, _)| *known).collect::<Vec<_>>().join(", ");
        let help = match nearest(&word.value, words.iter().map(|(known, _)| *known)) {
            Some(near) => catalog::yaml::did_you_mean(near),
            None => catalog::yaml::one_of(list),
        };
        findings
            .borrow_mut()
            .push(Diagnostic::new(Code::WrongType, word.span, catalog::yaml::not_in_list(key, &word.value)).help(help));
        None
    }

    /// `true` or `false`.
    #[must_use]
    pub fn flag(self) -> Option<bool> {
        let node = self.node?;
        match node.value {
            Node::Bool(value) => Some(value),
            Node::Null => None,
            _ => self.wrong(
                node,
                catalog::yaml::true_or_false(),
                Some(catalog::yaml::write_like(format!("{}: true", self.key))),
            ),
        }
    }

    /// A whole number within `range`.
    #[must_use]
    pub fn whole(self, range: std::ops::RangeInclusive<i64>) -> Option<i64> {
        let node = self.node?;
        let value = match node.value {
            Node::Int => self.written(node).parse::<i64>().ok(),
            Node::Null => return None,
            _ => None,
        };
        match value {
            Some(value) if range.contains(&value) => Some(value),
            _ => self.wrong(
                node,
                catalog::yaml::a_whole_number(),
                Some(catalog::yaml::one_of(format!("{} … {}", range.start(), range.end()))),
            ),
        }
    }

    /// The items of a list; a single value counts as a list of one where `single` allows it.
    #[must_use]
    pub fn list(self, single: bool) -> Option<&'a [Spanned<Node>]> {
        let node = self.node?;
        match &node.value {
            Node::Seq(items) => Some(items),
            Node::Null => None,
            Node::Map(_) => self.wrong(
                node,
                catalog::yaml::a_list(),
                Some(catalog::yaml::write_like(format!("{}: [a, b]", self.key))),
            ),
            _ if single => Some(std::slice::from_ref(node)),
            _ => self.wrong(
                node,
                catalog::yaml::a_list(),
                Some(catalog::yaml::write_like(format!("{}: [a, b]", self.key))),
            ),
        }
    }

    /// The texts of a list.
    #[must_use]
    pub fn texts(self, single: bool) -> Vec<Spanned<String>> {
        let (key, text, findings) = (self.key, self.text, self.findings);
        let items = self.list(single).unwrap_or_default();
        items.iter().filter_map(|node| Taken { key, node: Some(node), key_span: None, text, findings }.word()).collect()
    }

    /// A mapping, to be read in its turn.
    #[must_use]
    pub fn mapping(self) -> Option<Reader<'a>> {
        let node = self.node?;
        match &node.value {
            Node::Map(_) => {
                let span = self.key_span.unwrap_or(node.span);
                Some(Reader::new(node, self.text, catalog::yaml::this_place(self.key), span, self.findings))
            }
            Node::Null => None,
            _ => self.wrong(node, catalog::yaml::a_mapping(), Some(catalog::yaml::not_mapping_help())),
        }
    }

    /// The mappings of a list, each to be read in its turn.
    #[must_use]
    pub fn mappings(self) -> Vec<Reader<'a>> {
        let (key, text, findings) = (self.key, self.text, self.findings);
        let items = self.list(false).unwrap_or_default();
        items.iter().map(|item| Reader::new(item, text, catalog::yaml::this_place(key), item.span, findings)).collect()
    }

    /// A day, `2024-05-13`.
    #[must_use]
    pub fn date(self) -> Option<Date> {
        let node = self.node?;
        let date = scalar(node, self.text).and_then(|word| Date::parse(&word));
        if date.is_none() && node.value != Node::Null {
            return self.wrong(
                node,
                catalog::yaml::a_date(),
                Some(catalog::yaml::write_like(format!("{}: 2024-05-13", self.key))),
            );
        }
        date
    }

    /// A moment: a day, a day and a time in `zone`, or RFC 3339.
    #[must_use]
    pub fn moment(self, zone: &Zone) -> Option<DateTime> {
        let node = self.node?;
        let moment = scalar(node, self.text).and_then(|word| DateTime::parse(&word, zone));
        if moment.is_none() && node.value != Node::Null {
            return self.wrong(
                node,
                catalog::yaml::a_date(),
                Some(catalog::yaml::write_like(format!("{}: 2024-05-13 14:08", self.key))),
            );
        }
        moment
    }

    /// Reports that the value is not what is expected.
    pub fn wrong<T>(&self, node: &Spanned<Node>, expected: Text, help: Option<Text>) -> Option<T> {
        let message = catalog::yaml::wrong_type(self.key, expected, found(node, self.text));
        let fallback = catalog::yaml::write_like(format!("{}: …", self.key));
        self.findings
            .borrow_mut()
            .push(Diagnostic::new(Code::WrongType, node.span, message).help(help.unwrap_or(fallback)));
        None
    }

    fn written(&self, node: &Spanned<Node>) -> String {
        scalar(node, self.text).unwrap_or_default()
    }
}

/// `node` as a value to be read, named `key` in messages.
#[must_use]
pub fn value_of<'a>(
    key: &'static str,
    node: &'a Spanned<Node>,
    text: &'a str,
    findings: &'a RefCell<Vec<Diagnostic>>,
) -> Taken<'a> {
    Taken { key, node: Some(node), key_span: None, text, findings }
}

/// What stands at `node`, in words.
#[must_use]
pub fn found(node: &Spanned<Node>, text: &str) -> Text {
    match &node.value {
        Node::Null => catalog::yaml::a_null(),
        Node::Bool(value) => catalog::yaml::a_bool(value.to_string()),
        Node::Int | Node::Float => catalog::yaml::the_number(text.get(node.span.range()).unwrap_or_default()),
        Node::Str(value) => catalog::yaml::the_text(value),
        Node::Seq(_) => catalog::yaml::a_list(),
        Node::Map(_) => catalog::yaml::a_mapping(),
    }
}

/// The letters of a scalar that is not null: text as such, numbers and truth values as written.
#[must_use]
pub fn scalar(node: &Spanned<Node>, text: &str) -> Option<String> {
    match &node.value {
        Node::Str(value) => Some(value.clone()),
        Node::Int | Node::Float | Node::Bool(_) => text.get(node.span.range()).map(ToOwned::to_owned),
        Node::Null | Node::Seq(_) | Node::Map(_) => None,
    }
}
