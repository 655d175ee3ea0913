//! What each code means, why it matters and how it is mended: the text of `baocao explain CODE`.
//!
//! The texts stand in explain/en.md and explain/vi.md: a `## code` line, a summary on one line, then the rest.

use super::{Code, Text};

const EN: &str = include_str!("explain/en.md");
const VI: &str = include_str!("explain/vi.md");

/// The explanation of `code`: what, why, an example and its repair; a line break at its end.
#[must_use]
pub fn explain(code: Code) -> Text {
    Text::new(format!("{}\n", section(EN, code)), format!("{}\n", section(VI, code)))
}

/// The first line of the explanation: what `code` means, in one sentence.
#[must_use]
pub fn summary(code: Code) -> Text {
    let first = |text| section(text, code).lines().next().unwrap_or_default().to_owned();
    Text::new(first(EN), first(VI))
}

/// The text below the line `## code`; empty where there is none, which a test rules out.
fn section(text: &str, code: Code) -> &str {
    let mut sections = text.split("\n## ");
    let section = sections.find_map(|section| section.strip_prefix(code.word())?.strip_prefix('\n'));
    section.unwrap_or_default().trim()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_explained_in_both_languages() {
        for &code in Code::ALL {
            for (text, words) in [(EN, ["Why:", "Example:", "Repair:"]), (VI, ["Vì sao:", "Ví dụ:", "Cách sửa:"])]
            {
                let section = section(text, code);
                assert!(section.chars().count() > 250, "{code}: too short: {section}");
                for word in words {
                    assert!(section.contains(&format!("\n{word}")), "{code} lacks {word}");
                }
                let summary = section.lines().next().unwrap_or_default();
                assert!((20..=90).contains(&summary.chars().count()), "{code}: {summary}");
                assert!(section.lines().all(|line| line.chars().count() <= 84), "{code} has long lines");
            }
            assert_ne!(section(EN, code), section(VI, code), "{code}");
        }
    }

    #[test]
    fn every_explanation_has_a_code_and_one_only() {
        for text in [EN, VI] {
            let words: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("## ")).collect();
            let codes: Vec<&str> = Code::ALL.iter().map(|code| code.word()).collect();
            assert_eq!(words, codes, "in the order of the codes");
        }
    }
}
