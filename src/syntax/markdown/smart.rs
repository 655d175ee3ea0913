//! Quotes, dashes and dots as they are set in print, only where there is no doubt: never in code, addresses and numbers.

use std::collections::HashMap;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::Placed;

/// What an edit puts in the place of some bytes of a run.
type Edit = (usize, usize, &'static str);

/// Stands in a run for what is no text: like a letter, it neither opens nor closes.
const GAP: char = '\u{fffc}';

/// A text that stands alone, as it is set.
#[must_use]
pub fn smart(text: &str) -> String {
    applied(text, 0, &edits(text))
}

/// The texts of `body` that are set in another way, by the byte where each begins.
pub fn replacements(body: &str, events: &[Placed<'_>]) -> HashMap<usize, String> {
    let mut found = HashMap::new();
    // Tables, charts and raw HTML are full of such signs: what counts is text.
    if !events.iter().any(|(event, _)| matches!(event, Event::Text(text) if has_candidates(text))) {
        return found;
    }
    // Of the block, and above it those of pictures' alternatives.
    let mut runs = vec![Run::default()];
    let mut in_code = false;
    for (event, range) in events {
        let run = runs.last_mut().expect("the block's run is never popped");
        match event {
            Event::Start(Tag::Image { .. }) => {
                run.text.push(GAP);
                runs.push(Run::default());
            }
            Event::End(TagEnd::Image) => runs.pop().unwrap_or_default().end(&mut found),
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Text(text) if !in_code => run.push(text, range.start, body),
            Event::Code(_) | Event::FootnoteReference(_) => run.text.push(GAP),
            Event::SoftBreak | Event::HardBreak => run.text.push('\n'),
            Event::Start(Tag::Link { .. } | Tag::Emphasis | Tag::Strong | Tag::Strikethrough)
            | Event::End(TagEnd::Link | TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough)
            | Event::InlineHtml(_)
            | Event::Text(_) => {}
            _ => std::mem::take(run).end(&mut found),
        }
    }
    for run in runs {
        run.end(&mut found);
    }
    found
}

fn has_candidates(text: &str) -> bool {
    let letters = text.as_bytes();
    // Without a way out in the middle, many bytes are looked at at once.
    let may_be_dots = |first: u8, second: u8| matches!(first, b'.' | b'-') && first == second;
    let second = letters.get(1..).unwrap_or_default();
    let quotes = letters.iter().fold(false, |found, letter| found | matches!(letter, b'"' | b'\''));
    let dots = letters.iter().zip(second).fold(false, |found, (first, second)| found | may_be_dots(*first, *second));
    if !quotes && !dots {
        return false;
    }
    let is_one = |at: usize, letter: u8| match letter {
        b'"' | b'\'' => true,
        b'.' => letters[at..].starts_with(b"..."),
        b'-' => letters[at..].starts_with(b"--"),
        _ => false,
    };
    letters.iter().enumerate().any(|(at, letter)| is_one(at, *letter))
}

/// The text of one block: marks run through it, and quotes stand on both sides of them.
#[derive(Default)]
struct Run {
    text: String,
    /// Where each piece begins in the run and in the body, and how long it is.
    pieces: Vec<(usize, usize, usize)>,
}

impl Run {
    fn push(&mut self, text: &str, start: usize, body: &str) {
        let is_escaped = body[..start].ends_with('\\');
        if is_escaped || !body[start..].starts_with(text) {
            // Written as `\"` or `&quot;`: it is meant as it stands.
            let mut letters = text.chars();
            let first = letters.next();
            self.text.extend(first.map(|letter| if "\"'.-".contains(letter) { GAP } else { letter }));
            let rest = letters.as_str();
            self.pieces.push((self.text.len(), start + text.len() - rest.len(), rest.len()));
            return self.text.push_str(rest);
        }
        self.pieces.push((self.text.len(), start, text.len()));
        self.text.push_str(text);
    }

    fn end(self, found: &mut HashMap<usize, String>) {
        if !has_candidates(&self.text) {
            return;
        }
        let edits = edits(&self.text);
        for (at, start, length) in self.pieces {
            let own: Vec<Edit> =
                edits.iter().copied().filter(|(from, to, _)| *from >= at && *to <= at + length).collect();
            if !own.is_empty() {
                found.insert(start, applied(&self.text[at..at + length], at, &own));
            }
        }
    }
}

/// `text`, which begins at `at` of its run, with the edits in it.
fn applied(text: &str, at: usize, edits: &[Edit]) -> String {
    let mut out = String::with_capacity(text.len() + edits.len());
    let mut done = 0;
    for (from, to, with) in edits {
        out.push_str(&text[done..from - at]);
        out.push_str(with);
        done = to - at;
    }
    out.push_str(&text[done..]);
    out
}

fn edits(run: &str) -> Vec<Edit> {
    if !has_candidates(run) {
        return Vec::new();
    }
    let letters: Vec<(usize, char)> = run.char_indices().collect();
    let at = |index: usize| letters.get(index).map(|(_, letter)| *letter);
    let mut edits = Vec::new();
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut index = 0;
    while let Some((byte, letter)) = letters.get(index).copied() {
        let length = letters[index..].iter().take_while(|(_, other)| *other == letter).count();
        let (before, behind) = (index.checked_sub(1).and_then(at), at(index + length));
        match (letter, length) {
            ('"' | '\'', 1) => quote(letter, byte, before, behind, &mut open, &mut edits),
            ('.', 3) if !(is_digit(before) && is_digit(behind)) => edits.push((byte, byte + 3, "…")),
            ('-', 2 | 3) if before.is_some_and(char::is_whitespace) && behind.is_some_and(char::is_whitespace) => {
                let between_numbers = is_digit(index.checked_sub(2).and_then(at)) && is_digit(at(index + length + 1));
                if !between_numbers {
                    edits.push((byte, byte + length, if length == 2 { "–" } else { "—" }));
                }
            }
            _ => {}
        }
        index += length;
    }
    edits.sort_unstable();
    edits
}

/// A quote is set only together with its other half; one between two letters is an apostrophe.
fn quote(
    letter: char,
    byte: usize,
    before: Option<char>,
    behind: Option<char>,
    open: &mut Vec<(usize, char)>,
    edits: &mut Vec<Edit>,
) {
    let is_word = |letter: char| letter.is_alphanumeric() || letter == GAP;
    let opens = before.is_none_or(|c| c.is_whitespace() || "([{\"'“‘«–—-/".contains(c))
        && behind.is_some_and(|c| !c.is_whitespace());
    let closes = before.is_some_and(|c| !c.is_whitespace()) && behind.is_none_or(|c| !is_word(c));
    let (left, right) = if letter == '"' { ("“", "”") } else { ("‘", "’") };
    if closes && let Some(pair) = open.iter().rposition(|(_, other)| *other == letter) {
        edits.push((open[pair].0, open[pair].0 + 1, left));
        edits.push((byte, byte + 1, right));
        open.truncate(pair);
    } else if letter == '\'' && before.is_some_and(char::is_alphabetic) && behind.is_some_and(char::is_alphabetic) {
        edits.push((byte, byte + 1, "’"));
    } else if opens {
        open.push((byte, letter));
    }
}

fn is_digit(letter: Option<char>) -> bool {
    letter.is_some_and(|letter| letter.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::Parser;

    use super::super::{Syntax, options};
    use super::*;

    fn found(body: &str) -> HashMap<usize, String> {
        let events: Vec<Placed<'_>> = Parser::new_ext(body, options(Syntax::Full)).into_offset_iter().collect();
        replacements(body, &events)
    }

    fn check(text: &str, expected: &str) {
        assert_eq!(smart(text), expected);
    }

    #[test]
    fn pairs_are_set() {
        check("\"Đoàn\" và 'Đoàn'", "“Đoàn” và ‘Đoàn’");
        check("(\"một 'hai' ba\").", "(“một ‘hai’ ba”).");
        check("it's Ea H'leo", "it’s Ea H’leo");
        check("\"5 rõ\", năm \"2023\"", "“5 rõ”, năm “2023”");
        check("vân vân... và -- thế --- là", "vân vân… và – thế — là");
    }

    #[test]
    fn what_may_mean_something_else_stays() {
        let texts = [
            "207/225",
            "01-KL/TW",
            "1 - 2",
            "3-4",
            "2023-2024",
            "14:08",
            "--flag",
            "a--b",
            "1...5",
            "1 -- 2",
            "cao 5'",
            "rộng 6\" và dài",
            "5'30",
            "một \" lạc",
            "kết.... thúc",
            "C:\\\"\"",
        ];
        for text in texts {
            check(text, text);
        }
    }

    #[test]
    fn marks_run_through_and_code_does_not_count() {
        let body = "\"**đậm** [nối](a.md \"b\")\" `\"mã\"` \\\"x\\\" &quot;y&quot; ![\"z\"](a.png)";
        let found = found(body);
        let mut texts: Vec<&str> = found.values().map(String::as_str).collect();
        texts.sort_unstable();
        assert_eq!(texts.concat().matches(['“', '”']).count(), 4, "{texts:?}");
        assert!(self::found("```\n\"a\" -- b\n```\n\n    \"c\"\n").is_empty());
    }
}
