//! Shortcodes: held against the components of the theme, and written by them.

use std::cell::RefCell;

use rayon::prelude::*;
use serde_json::{Map, Value};

use crate::check::Target;
use crate::diag::{Code, Diagnostic, Text, catalog};
use crate::locale::nearest;
use crate::model::page::Page;
use crate::model::shortcode::{Named, ShortcodeBlock};
use crate::model::site::Site;
use crate::source::{Sources, Spanned};
use crate::syntax::reader::{Reader, found, scalar};
use crate::syntax::yaml::{Node, to_json};

use super::View;
use super::links::href;
use super::template::{Argument, Component, Kind, Templates};

type Findings = RefCell<Vec<Diagnostic>>;

/// Everything that is wrong with the shortcodes of `site`, pages aside whose text was not read.
#[must_use]
pub fn check(site: &Site, sources: &Sources, templates: &Templates) -> Vec<Diagnostic> {
    let each = |page: &Page| {
        let findings = Findings::default();
        let text = &sources.get(page.source).text;
        for block in page.body.shortcodes.iter().filter(|_| !text.is_empty()) {
            check_block(block, text, templates, &findings);
        }
        findings.into_inner()
    };
    site.pages.par_iter().filter(|page| !page.body.shortcodes.is_empty()).flat_map_iter(each).collect()
}

/// The HTML of the block of `page`, with the HTML of its body; empty where something is wrong with it, which is reported.
///
/// # Errors
/// The finding about its template.
pub fn html(view: &View<'_>, page: &Page, block: &ShortcodeBlock, body: Option<&str>) -> Result<String, Diagnostic> {
    let text = &*view.renderer.text(page);
    let findings = Findings::default();
    check_block(block, text, &view.renderer.templates, &findings);
    let (Some(arguments), true) = (&block.arguments, findings.into_inner().is_empty()) else {
        return Ok(String::new());
    };
    let component = view.renderer.templates.component(&block.name.value);
    let mut values = Map::new();
    if let Node::Map(entries) = &arguments.value {
        for (key, node) in entries.iter().filter(|(_, node)| node.value != Node::Null) {
            let argument = component.iter().flat_map(|component| &component.arguments).find(|it| it.name == key.value);
            let is_text = argument.is_some_and(|argument| argument.kind == Kind::Text);
            let written = if is_text { scalar(node, text) } else { None };
            let value = match written {
                Some(written) if Named::by(&key.value).is_none() => Value::from(written),
                _ => value(view, page, &key.value, node, text),
            };
            values.insert(key.value.clone(), value);
        }
    }
    let made = view.renderer.templates.render_component(&block.name.value, &values, page.lang.code(), body);
    made.map_err(|finding| finding.label(block.name.span, catalog::template::used_here()))
}

/// A value as the component sees it: what names a file or a page is its address, seen from the page.
fn value(view: &View<'_>, page: &Page, key: &str, node: &Spanned<Node>, text: &str) -> Value {
    match &node.value {
        Node::Str(_) if Named::by(key).is_some() => {
            let target = view.links(page.id).targets.get(&node.span.start);
            target.map_or_else(String::new, |target: &Target| href(&page.route.file(), target)).into()
        }
        Node::Seq(items) => items.iter().map(|item| value(view, page, key, item, text)).collect(),
        Node::Map(entries) => Value::Object(
            entries.iter().map(|(key, node)| (key.value.clone(), value(view, page, &key.value, node, text))).collect(),
        ),
        _ => to_json(node, text),
    }
}

fn check_block(block: &ShortcodeBlock, text: &str, templates: &Templates, findings: &Findings) {
    let name = &block.name;
    let Some(component) = templates.component(&name.value) else {
        let known = templates.shortcodes();
        let help = match nearest(&name.value, known.iter().copied()) {
            Some(near) => catalog::yaml::did_you_mean(near),
            None => catalog::template::known_shortcodes(known.join(", ")),
        };
        let finding = Diagnostic::new(Code::Template, name.span, catalog::template::unknown_shortcode(&name.value));
        return findings.borrow_mut().push(finding.help(help));
    };
    if block.has_body != component.takes_body {
        let (message, help) = if block.has_body {
            (catalog::template::no_body(&name.value), catalog::template::no_body_help())
        } else {
            (catalog::template::needs_body(&name.value), catalog::template::needs_body_help())
        };
        let code = if block.has_body { Code::UnknownKey } else { Code::MissingKey };
        findings.borrow_mut().push(Diagnostic::new(code, name.span, message).help(help));
    }
    if let Some(arguments) = &block.arguments {
        check_arguments(name, arguments, &component, text, findings);
    }
}

fn check_arguments(
    name: &Spanned<String>,
    arguments: &Spanned<Node>,
    component: &Component,
    text: &str,
    findings: &Findings,
) {
    let place = catalog::template::the_shortcode(&name.value);
    let mut reader = Reader::new(arguments, text, place.clone(), name.span, findings);
    let given = reader.rest();
    for (key, node) in &given {
        let known = || component.arguments.iter().map(|argument| argument.name.as_str());
        match component.arguments.iter().find(|argument| argument.name == key.value) {
            Some(argument) => check_value(argument, node, &reader),
            None if component.takes_any => {}
            None => {
                let help = match nearest(&key.value, known()) {
                    Some(near) => catalog::yaml::did_you_mean(near),
                    None => catalog::yaml::known_keys(known().collect::<Vec<_>>().join(", ")),
                };
                let message = catalog::yaml::unknown_key(&key.value, place.clone());
                reader.report(Diagnostic::new(Code::UnknownKey, key.span, message).help(help));
            }
        }
    }
    let is_given = |name: &str| given.iter().any(|(key, node)| key.value == name && node.value != Node::Null);
    for argument in component.arguments.iter().filter(|argument| argument.is_required && !is_given(&argument.name)) {
        let message = catalog::yaml::missing_key(&argument.name, place.clone());
        let help = catalog::yaml::add_key(format!("{}: …", argument.name));
        reader.report(Diagnostic::new(Code::MissingKey, name.span, message).help(help));
    }
}

fn check_value(argument: &Argument, node: &Spanned<Node>, reader: &Reader<'_>) {
    let (key, text) = (argument.name.as_str(), reader.text());
    let fits = match (argument.kind, &node.value) {
        (_, Node::Null) => return,
        (Kind::Any, _)
        | (Kind::Text, Node::Str(_) | Node::Int | Node::Float | Node::Bool(_))
        | (Kind::Flag, Node::Bool(_))
        | (Kind::Whole, Node::Int)
        | (Kind::Number, Node::Int | Node::Float)
        | (Kind::List, Node::Seq(_))
        | (Kind::Mapping, Node::Map(_)) => true,
        _ => false,
    };
    if !fits {
        let message = catalog::yaml::wrong_type(key, expected(argument.kind), found(node, text));
        let help = catalog::yaml::write_like(example(argument));
        return reader.report(Diagnostic::new(Code::WrongType, node.span, message).help(help));
    }
    let Some(written) = scalar(node, text).filter(|_| !argument.choices.is_empty()) else { return };
    if !argument.choices.contains(&written) {
        let help = match nearest(&written, argument.choices.iter().map(String::as_str)) {
            Some(near) => catalog::yaml::did_you_mean(near),
            None => catalog::yaml::one_of(argument.choices.join(", ")),
        };
        let message = catalog::yaml::not_in_list(key, &written);
        reader.report(Diagnostic::new(Code::WrongType, node.span, message).help(help));
    }
}

fn expected(kind: Kind) -> Text {
    match kind {
        Kind::Any | Kind::Text => catalog::yaml::a_text(),
        Kind::Flag => catalog::yaml::true_or_false(),
        Kind::Whole => catalog::yaml::a_whole_number(),
        Kind::Number => catalog::yaml::a_number(),
        Kind::List => catalog::yaml::a_list(),
        Kind::Mapping => catalog::yaml::a_mapping(),
    }
}

fn example(argument: &Argument) -> String {
    let value = match argument.kind {
        Kind::Any | Kind::Text => "…",
        Kind::Flag => "true",
        Kind::Whole => "3",
        Kind::Number => "3.5",
        Kind::List => "[a, b]",
        Kind::Mapping => "{a: b}",
    };
    format!("{}: {value}", argument.name)
}
