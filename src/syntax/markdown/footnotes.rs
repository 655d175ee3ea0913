//! Footnotes: their numbers, in the order in which they are called, and how often each is.

use std::collections::HashMap;

use pulldown_cmark::Event;

use super::{Placed, Syntax};

/// The footnotes of a passage.
#[derive(Debug, Default)]
pub struct Footnotes {
    /// By name: its number, and how many calls of it were written.
    known: HashMap<String, (usize, usize)>,
    /// How many calls each has in the passage that is being written.
    calls: HashMap<String, usize>,
    count: usize,
}

/// One call of a footnote, or all of them at its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Call {
    pub number: usize,
    /// The how many-th call of it.
    pub nth: usize,
}

impl Footnotes {
    /// Those of a passage, which is written when `count` others have been.
    pub fn of(events: &[Placed<'_>], syntax: Syntax, count: usize) -> Self {
        let mut calls = HashMap::new();
        if syntax == Syntax::Full {
            for (event, _) in events {
                if let Event::FootnoteReference(name) = event {
                    *calls.entry(name.to_string()).or_default() += 1;
                }
            }
        }
        Self { known: HashMap::new(), calls, count }
    }

    /// How many footnotes have been written.
    pub fn count(&self) -> usize {
        self.count
    }

    /// Goes on behind the footnotes of a passage within this one.
    pub fn go_on(&mut self, count: usize) {
        self.count = count;
    }

    /// The next call of the footnote `name`.
    pub fn call(&mut self, name: &str) -> Call {
        let (number, nth) = self.entry(name);
        *nth += 1;
        Call { number, nth: *nth }
    }

    /// The number of the footnote `name`, and how many calls lead to it.
    pub fn define(&mut self, name: &str) -> Call {
        let (number, _) = self.entry(name);
        Call { number, nth: self.calls.get(name).copied().unwrap_or_default() }
    }

    fn entry(&mut self, name: &str) -> (usize, &mut usize) {
        if !self.known.contains_key(name) {
            self.count += 1;
        }
        let (number, nth) = self.known.entry(name.to_owned()).or_insert((self.count, 0));
        (*number, nth)
    }
}
