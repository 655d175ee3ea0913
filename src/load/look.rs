//! theme.yaml: colours, fonts and sizes of a theme.

use std::cell::RefCell;

use crate::config::ground::Ground;
use crate::config::palette::Palette;
use crate::diag::{Code, Diagnostic, catalog};
use crate::model::theme::{Fonts, Look, Sizes};
use crate::source::{SourceId, Span};
use crate::syntax::reader::Reader;
use crate::syntax::yaml;

/// Words of other tools for keys of theme.yaml.
const OTHER_TOOLS: &[(&str, &str)] = &[
    ("name", "title"),
    ("summary", "description"),
    ("colours", "colors"),
    ("page_colors", "colors"),
    ("font", "fonts"),
    ("size", "sizes"),
    ("font_size", "sizes"),
];

/// The general names that a list of fonts ends with: every reader has such a font.
const GENERAL: &[&str] = &["serif", "sans-serif", "monospace", "system-ui", "ui-serif", "ui-sans-serif"];

/// Reads the theme.yaml whose text is `text`; what is wrong there keeps its default.
pub fn read(text: &str, source: SourceId, findings: &RefCell<Vec<Diagnostic>>) -> Look {
    let node = match yaml::parse(text, source, 0) {
        Ok(node) => node,
        Err(finding) => {
            findings.borrow_mut().push(finding);
            return Look::default();
        }
    };
    let mut reader = Reader::new(&node, text, catalog::yaml::the_theme(), Span::file(source), findings);
    let _title = reader.take("title").text();
    let _description = reader.take("description").text();
    let look = Look {
        palette: Palette::read(&mut reader).unwrap_or_default(),
        ground: Ground::read(&mut reader).unwrap_or_default(),
        fonts: reader.take("fonts").mapping().map(read_fonts).unwrap_or_default(),
        sizes: reader.take("sizes").mapping().map(read_sizes).unwrap_or_default(),
    };
    reader.finish(OTHER_TOOLS);
    look
}

fn read_fonts(mut reader: Reader<'_>) -> Fonts {
    let mut stack = |key| {
        let written = reader.take(key).text()?;
        let stack = font_stack(&written.value);
        if stack.is_none() {
            let message = catalog::template::not_fonts(key, &written.value);
            let finding = Diagnostic::new(Code::WrongType, written.span, message);
            reader.report(finding.help(catalog::template::fonts_help()));
        }
        stack
    };
    let fonts = Fonts { text: stack("text"), heading: stack("heading"), chart: stack("chart") };
    reader.finish(&[("body", "text"), ("headings", "heading"), ("title", "heading"), ("charts", "chart")]);
    fonts
}

/// A list of fonts as CSS writes it, names in quotes; none where a name has other signs or no general one comes last.
fn font_stack(text: &str) -> Option<String> {
    let mut names = Vec::new();
    for name in text.split(',') {
        let name = name.trim().trim_matches(['"', '\'']).trim();
        let is_name = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || " -_.".contains(c));
        if !is_name {
            return None;
        }
        names.push(if GENERAL.contains(&name) { name.to_owned() } else { format!("\"{name}\"") });
    }
    names.last().is_some_and(|last| GENERAL.contains(&last.as_str())).then(|| names.join(", "))
}

/// Sizes in CSS pixels, within what stays readable and keeps the page's proportions.
fn read_sizes(mut reader: Reader<'_>) -> Sizes {
    let mut size = |key, range| reader.take(key).whole(range).and_then(|px| u8::try_from(px).ok());
    let sizes = Sizes {
        text: size("text", 15..=22),
        small: size("small", 12..=16),
        heading: size("heading", 20..=36),
        title: size("title", 28..=56),
    };
    reader.finish(&[("body", "text"), ("base", "text"), ("headings", "heading"), ("h1", "title"), ("h2", "heading")]);
    sizes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_fonts_ends_with_a_general_one() {
        let stack = |text: &str| font_stack(text);
        assert_eq!(
            stack("Noto Serif, 'Times New Roman',serif").as_deref(),
            Some("\"Noto Serif\", \"Times New Roman\", serif")
        );
        assert_eq!(stack("system-ui").as_deref(), Some("system-ui"));
        for wrong in ["Arial", "Arial; color: red, serif", "url(x), serif", ", serif", "a\\, serif", "serif, Arial"] {
            assert_eq!(stack(wrong), None, "{wrong}");
        }
    }
}
