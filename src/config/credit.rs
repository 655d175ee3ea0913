//! Who stands behind figures, and under which terms they may be used: read alike for a site, a dataset and a measure.

use serde::{Deserialize, Serialize};

use crate::diag::{Code, Diagnostic, catalog};
use crate::source::Spanned;
use crate::syntax::html::{UNSAFE, scheme};
use crate::syntax::reader::{Reader, scalar};
use crate::syntax::yaml::Node;

/// A source or a licence: its name and, where it has one, its address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Credit {
    pub title: String,
    pub url: Option<String>,
}

impl Credit {
    /// The key `source`: one source or a list of them; a plain text is its title.
    pub fn sources(reader: &mut Reader<'_>) -> Vec<Self> {
        let text = reader.text();
        let taken = reader.take("source");
        let Some(node) = taken.node else { return Vec::new() };
        let nodes = match &node.value {
            Node::Seq(items) => items.as_slice(),
            _ => std::slice::from_ref(node),
        };
        let key = Spanned::new("source".to_owned(), taken.key_span.unwrap_or(node.span));
        let credit = |node| match scalar(node, text) {
            Some(title) => Some(Self { title, url: None }),
            None => Self::titled(reader.within(node, &key)),
        };
        nodes.iter().filter(|node| node.value != Node::Null).filter_map(credit).collect()
    }

    /// The key `license`; a plain text is its title.
    pub fn license(reader: &mut Reader<'_>) -> Option<Self> {
        let text = reader.text();
        let node = reader.take("license").node?;
        match scalar(node, text) {
            Some(title) => Some(Self { title, url: None }),
            None => reader.value("license", node).mapping().and_then(Self::titled),
        }
    }

    /// The same, with its address only where it is one that leads there from anywhere: not a path of this site.
    #[must_use]
    pub fn anywhere(&self) -> Self {
        let url = self.url.clone().filter(|url| url.starts_with("https://") || url.starts_with("http://"));
        Self { title: self.title.clone(), url }
    }

    fn titled(mut reader: Reader<'_>) -> Option<Self> {
        let title = reader.need("title", "title: …").text();
        let url = reader.take("url").text().filter(|url| is_safe(url, &reader)).map(|text| text.value);
        reader.finish(&[("name", "title"), ("href", "url"), ("link", "url"), ("path", "url")]);
        title.map(|title| Self { title: title.value, url })
    }
}

/// An address that runs code is reported, and none.
fn is_safe(url: &Spanned<String>, reader: &Reader<'_>) -> bool {
    let is_safe = !scheme(&url.value).is_some_and(|scheme| UNSAFE.contains(&scheme.as_str()));
    if !is_safe {
        let finding = Diagnostic::new(Code::BrokenLink, url.span, catalog::site::unsafe_link(&url.value));
        reader.report(finding.help(catalog::site::unsafe_link_help()));
    }
    is_safe
}
