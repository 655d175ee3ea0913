//! The theme: the site's own templates, those of themes/<name>/, and the embedded ones below them.

use std::cell::RefCell;
use std::collections::BTreeMap;

use crate::config::Config;
use crate::diag::{Code, Diagnosed, Diagnostic, catalog};
use crate::model::theme::{StaticFile, Theme, ThemeTemplate};
use crate::source::{Disk, SourceId, Spanned};
use crate::syntax::reader::scalar;
use crate::syntax::yaml::{self, Node};

use super::embedded::EmbeddedTheme;
use super::{embedded, look};

/// Gathers the theme that `config` names, in order of precedence.
#[must_use]
pub fn load(disk: &Disk, config: &Config) -> Diagnosed<Theme> {
    let name = &config.theme.value;
    let mut theme = Theme { name: name.clone(), ..Theme::default() };
    let mut diagnostics = Vec::new();
    let findings = RefCell::new(Vec::new());
    let folder = format!("themes/{name}");
    let on_disk = disk.sources.iter().any(|(_, file)| file.path.below(&folder).is_some())
        || disk.assets.iter().any(|file| file.path.below(&folder).is_some());
    let own = embedded::find(name);
    if own.is_none() && !on_disk {
        diagnostics.push(unknown(disk, &config.theme));
    }
    if let Some(own) = own {
        theme.look = look::read(own.look, SourceId(0), &findings);
        assert!(findings.borrow().is_empty(), "the embedded values hold their own rules");
    }
    for (id, file) in disk.sources.iter() {
        if let Some(own) = file.path.below("templates") {
            theme.templates.push(template(own.to_owned(), id, &file.text));
        } else if let Some(themed) = file.path.below(&format!("{folder}/templates")) {
            theme.templates.push(template(format!("{name}/{themed}"), id, &file.text));
        } else if file.path.below(&folder) == Some("theme.yaml") {
            theme.look = look::read(&file.text, id, &findings);
        } else if let Some(lang) = file.path.below(&format!("{folder}/i18n")) {
            let lang = lang.trim_end_matches(".yaml").trim_end_matches(".yml").to_owned();
            diagnostics.extend(words(&mut theme.words, &lang, &file.text, id));
        }
    }
    for file in &disk.assets {
        if let Some(named) = file.path.below(&format!("{folder}/static")) {
            theme.statics.insert(named.to_owned(), StaticFile::Disk(file.clone()));
        }
    }
    for embedded in own.into_iter().chain(embedded::find(embedded::NAME)) {
        add_embedded(&mut theme, embedded);
    }
    if let Some(palette) = &config.palette {
        theme.look.palette = palette.clone();
    }
    diagnostics.extend(findings.into_inner());
    Diagnosed { value: theme, diagnostics }
}

fn template(name: String, source: SourceId, text: &str) -> ThemeTemplate {
    ThemeTemplate { name, source: Some(source), text: text.to_owned() }
}

/// Puts an embedded theme below what was found; a file of the same name that is there already stands before it.
fn add_embedded(theme: &mut Theme, embedded: &EmbeddedTheme) {
    for (file, text) in embedded.templates {
        let name = format!("{}/{file}", embedded.name);
        if !theme.templates.iter().any(|template| template.name == name) {
            theme.templates.push(ThemeTemplate { name, source: None, text: (*text).to_owned() });
        }
    }
    for (file, bytes) in embedded.statics {
        theme.statics.entry((*file).to_owned()).or_insert(StaticFile::Embedded(bytes));
    }
    for (lang, text) in embedded.words {
        let mut own = BTreeMap::new();
        let found = words(&mut own, lang, text, SourceId(0));
        assert!(found.is_empty(), "the embedded words are valid YAML");
        let known = theme.words.entry((*lang).to_owned()).or_default();
        for (key, text) in own.remove(*lang).unwrap_or_default() {
            known.entry(key).or_insert(text);
        }
    }
}

/// Reads a flat mapping of words.
fn words(
    all: &mut BTreeMap<String, BTreeMap<String, String>>,
    lang: &str,
    text: &str,
    source: SourceId,
) -> Vec<Diagnostic> {
    let node = match yaml::parse(text, source, 0) {
        Ok(node) => node,
        Err(finding) => return vec![finding],
    };
    let known = all.entry(lang.to_owned()).or_default();
    let mut findings = Vec::new();
    let Node::Map(entries) = &node.value else { return findings };
    for (key, value) in entries {
        if let Some(word) = scalar(value, text) {
            known.insert(key.value.clone(), word);
        } else {
            let message = catalog::yaml::wrong_type(
                &key.value,
                catalog::yaml::a_text(),
                crate::syntax::reader::found(value, text),
            );
            findings.push(
                Diagnostic::new(Code::WrongType, value.span, message).help(catalog::yaml::write_like("key: text")),
            );
        }
    }
    findings
}

fn unknown(disk: &Disk, name: &Spanned<String>) -> Diagnostic {
    let names =
        disk.sources.iter().filter_map(|(_, file)| file.path.below("themes")?.split('/').next().map(ToOwned::to_owned));
    let mut known: Vec<String> = names.chain(embedded::THEMES.iter().map(|theme| theme.name.to_owned())).collect();
    known.sort();
    known.dedup();
    Diagnostic::new(Code::MissingAsset, name.span, catalog::site::unknown_theme(&name.value))
        .help(catalog::site::unknown_theme_help(known.join(", ")))
}
