//! The YAML between `---` lines at the head of a page.

use std::cell::RefCell;

use crate::config::Config;
use crate::diag::{Code, Diagnostic, catalog};
use crate::locale::{Date, DateTime, Lang};
use crate::model::page::{Attachment, Correction, FrontMatter, Image, PageKind, SortBy};
use crate::source::{SourceId, Span, Spanned};
use crate::syntax::reader::{Reader, Taken};
use crate::syntax::yaml::{self, Node};

use super::allowance;

/// Where a page's front matter and its body stand, in bytes.
#[derive(Debug, PartialEq, Eq)]
pub struct Parts {
    pub front: std::ops::Range<usize>,
    pub body: usize,
}

/// Splits a page's text.
///
/// # Errors
/// A finding where there is no front matter or where it has no end.
pub fn split(text: &str, source: SourceId) -> Result<Parts, Diagnostic> {
    let start = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let missing =
        |message, help| Diagnostic::new(Code::MarkdownFrontMatter, Span::new(source, start, start), message).help(help);
    let mut lines = text[start..].split_inclusive('\n');
    let first = lines.next().unwrap_or_default();
    if first.trim_end() != "---" {
        return Err(missing(catalog::yaml::no_front_matter(), catalog::yaml::no_front_matter_help()));
    }
    let mut at = start + first.len();
    let front = at;
    for line in lines {
        if line.trim_end() == "---" {
            return Ok(Parts { front: front..at, body: at + line.len() });
        }
        at += line.len();
    }
    Err(missing(catalog::yaml::open_front_matter(), catalog::yaml::open_front_matter_help()))
}

/// Words of other tools for keys of the front matter.
const OTHER_TOOLS: &[(&str, &str)] = &[
    ("lastmod", "updated"),
    ("modified", "updated"),
    ("description", "summary"),
    ("excerpt", "summary"),
    ("lead", "summary"),
    ("sapo", "summary"),
    ("keywords", "tags"),
    ("categories", "tags"),
    ("taxonomies", "tags"),
    ("weight_by", "sort_by"),
    ("order", "weight"),
    ("layout", "template"),
    ("type", "template"),
    ("authors", "author"),
    ("by", "author"),
    ("permalink", "slug"),
    ("url", "slug"),
    ("path", "slug"),
    ("publishDate", "publish_at"),
    ("publishdate", "publish_at"),
    ("published", "date"),
    ("cover", "image"),
    ("images", "image"),
    ("thumbnail", "image"),
    ("language", "lang"),
    ("params", "extra"),
    ("files", "attachments"),
    ("resources", "attachments"),
    ("paginate", "paginate_by"),
];

/// Reads the front matter at `parts.front`; the language comes beside it.
pub fn read(
    text: &str,
    source: SourceId,
    parts: &Parts,
    kind: PageKind,
    config: &Config,
    findings: &RefCell<Vec<Diagnostic>>,
) -> Option<(FrontMatter, Option<Lang>)> {
    let node = match yaml::parse(&text[parts.front.clone()], source, parts.front.start) {
        Ok(node) => node,
        Err(finding) => {
            findings.borrow_mut().push(finding);
            return None;
        }
    };
    if !matches!(node.value, Node::Map(_) | Node::Null) {
        let message = catalog::yaml::not_mapping(catalog::yaml::front_matter());
        let finding =
            Diagnostic::new(Code::MarkdownFrontMatter, node.span, message).help(catalog::yaml::not_mapping_help());
        findings.borrow_mut().push(finding);
        return None;
    }
    let head = Span::new(source, text.find("---").unwrap_or(0), text.find("---").unwrap_or(0) + 3);
    let mut reader = Reader::new(&node, text, catalog::yaml::front_matter(), head, findings);
    let front = fields(&mut reader, head, config, kind);
    let lang = reader.take("lang").one_of(&Lang::ALL.map(|lang| (lang.code(), lang))).map(|lang| lang.value);
    reader.finish(OTHER_TOOLS);
    Some((front, lang))
}

/// What a page whose front matter can't be read goes on with.
#[must_use]
pub fn empty(source: SourceId) -> FrontMatter {
    FrontMatter {
        title: Spanned::new(String::new(), Span::file(source)),
        date: None,
        updated: None,
        publish_at: None,
        draft: false,
        slug: None,
        aliases: Vec::new(),
        summary: None,
        author: None,
        source: None,
        tags: Vec::new(),
        image: None,
        attachments: Vec::new(),
        weight: 0,
        template: None,
        corrections: Vec::new(),
        sort_by: SortBy::Date,
        paginate_by: None,
        allow: Vec::new(),
        extra: serde_json::Value::Null,
    }
}

fn fields(reader: &mut Reader<'_>, head: Span, config: &Config, kind: PageKind) -> FrontMatter {
    let zone = &config.zone;
    let plain = |taken: Taken<'_>| taken.word().map(|text| text.value);
    let title = reader.need("title", "title: …").text().unwrap_or_else(|| Spanned::new(String::new(), head));
    let mut front = FrontMatter { title, ..empty(head.source) };
    front.date = reader.take("date").moment(zone);
    front.updated = reader.take("updated").moment(zone);
    front.publish_at = reader.take("publish_at").moment(zone);
    front.draft = reader.take("draft").flag().unwrap_or(false);
    front.slug = slug(reader);
    front.aliases = reader.take("aliases").texts(false);
    front.summary = reader.take("summary").text();
    front.author = plain(reader.take("author"));
    front.source = plain(reader.take("source"));
    front.tags = reader.take("tags").texts(false);
    let taken = reader.take("image");
    let span = taken.node.map_or(head, |node| node.span);
    front.image = taken.mapping().and_then(|fields| image(fields, span)).map(Box::new);
    front.attachments = reader.take("attachments").mappings().into_iter().filter_map(attachment).collect();
    front.weight = reader.take("weight").whole(-1_000_000..=1_000_000).unwrap_or(0);
    front.template = reader.take("template").text();
    front.corrections =
        reader.take("corrections").mappings().into_iter().filter_map(|item| correction(item, config)).collect();
    front.allow = allowance::read(reader);
    if kind != PageKind::Article {
        let words = [("date", SortBy::Date), ("title", SortBy::Title), ("weight", SortBy::Weight)];
        front.sort_by = reader.take("sort_by").one_of(&words).map(|word| word.value).unwrap_or_default();
        front.paginate_by = reader.take("paginate_by").whole(1..=1000).and_then(|n| u32::try_from(n).ok());
    }
    if let Some(node) = reader.take("extra").node {
        front.extra = yaml::to_json(node, reader.text());
    }
    front
}

/// The slug as written, empty ones too: `check` says what is wrong with it.
fn slug(reader: &mut Reader<'_>) -> Option<Spanned<String>> {
    let taken = reader.take("slug");
    match taken.node {
        Some(Spanned { value: Node::Str(text), span }) if text.trim().is_empty() => {
            Some(Spanned::new(String::new(), *span))
        }
        _ => taken.word(),
    }
}

fn image(mut reader: Reader<'_>, span: Span) -> Option<Image> {
    let src = reader.need("src", "src: anh.jpg").text();
    let alt = reader.take("alt").text();
    let caption = reader.take("caption").text();
    let credit = reader.take("credit").text().map(|text| text.value);
    reader.finish(&[("path", "src"), ("url", "src"), ("file", "src"), ("title", "caption"), ("author", "credit")]);
    src.map(|src| Image { span, src, alt, caption, credit })
}

fn attachment(mut reader: Reader<'_>) -> Option<Attachment> {
    let src = reader.need("src", "src: bao-cao.pdf").text();
    let title = reader.take("title").text().map(|text| text.value);
    reader.finish(&[("path", "src"), ("url", "src"), ("file", "src"), ("name", "title")]);
    src.map(|src| Attachment { src, title })
}

fn correction(mut reader: Reader<'_>, config: &Config) -> Option<Correction> {
    let date = reader.need("date", "date: 2024-05-14").moment(&config.zone);
    let text = reader.need("text", "text: …").text();
    if reader.take("was").node.is_some() || reader.take("now").node.is_some() {
        reader.need("was", "was: 8.090");
        reader.need("now", "now: 8.100");
    }
    let [was, now, why] = ["was", "now", "why"].map(|key| reader.take(key).word().map(|word| word.value));
    let others = [("on", "date"), ("note", "text"), ("message", "text"), ("is", "now"), ("old", "was"), ("new", "now")];
    reader.finish(&[&others[..], &[("before", "was"), ("reason", "why")]].concat());
    Some(Correction { date: date?, text: text?, was, now, why })
}

/// The date that a file or folder name begins with, and the name without it.
#[must_use]
pub fn date_prefix<'a>(name: &'a str, config: &Config) -> (Option<DateTime>, &'a str) {
    let split = name.get(..10).and_then(Date::parse).zip(name.get(10..).and_then(|rest| rest.strip_prefix(['-', '_'])));
    match split {
        Some((date, rest)) if !rest.is_empty() => (DateTime::start_of(date, &config.zone), rest),
        _ => (None, name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_with_bom_and_crlf() {
        let text = "\u{feff}---\r\ntitle: x\r\n---\r\nbody";
        let parts = split(text, SourceId(0)).expect("valid");
        assert_eq!((&text[parts.front], &text[parts.body..]), ("title: x\r\n", "body"));
        assert!(split("title: x\n", SourceId(0)).is_err());
        assert!(split("---\ntitle: x\n", SourceId(0)).is_err());
        assert!(split("", SourceId(0)).is_err());
    }
}
