//! A shortcode's block in a page: what is asked for, with which arguments; the theme's component is not looked at yet.

use serde::{Deserialize, Serialize};

use crate::source::{Span, Spanned};
use crate::syntax::yaml::Node;

/// ```` ```{name} ```` with its arguments.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ShortcodeBlock {
    /// The whole block: rendering finds it by its start.
    pub span: Span,
    pub name: Spanned<String>,
    /// None where they can't be read, which was reported.
    pub arguments: Option<Spanned<Node>>,
    pub has_body: bool,
}

/// What an argument names besides itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    /// A file of the site, as a picture's source does.
    File,
    /// What a link may lead to.
    Link,
}

impl Named {
    /// What arguments of this name stand for, wherever they stand among the arguments; most stand for themselves.
    #[must_use]
    pub fn by(key: &str) -> Option<Self> {
        match key {
            "src" | "poster" | "captions" => Some(Self::File),
            "href" => Some(Self::Link),
            _ => None,
        }
    }
}

impl ShortcodeBlock {
    /// The arguments that name a file or lead somewhere.
    #[must_use]
    pub fn named(&self) -> Vec<(Named, Spanned<String>)> {
        let mut found = Vec::new();
        if let Some(arguments) = &self.arguments {
            collect(arguments, &mut found);
        }
        found
    }
}

fn collect(node: &Spanned<Node>, found: &mut Vec<(Named, Spanned<String>)>) {
    match &node.value {
        Node::Seq(items) => items.iter().for_each(|item| collect(item, found)),
        Node::Map(entries) => {
            for (key, value) in entries {
                match (&value.value, Named::by(&key.value)) {
                    (Node::Str(text), Some(named)) => found.push((named, Spanned::new(text.clone(), value.span))),
                    _ => collect(value, found),
                }
            }
        }
        _ => {}
    }
}
