//! Pages that are not there in every language that site.yaml lists: advice, no more.

use std::collections::{HashMap, HashSet};

use crate::diag::{Code, Diagnostic, catalog};
use crate::locale::Lang;
use crate::model::page::Page;
use crate::model::site::Site;

use super::Findings;

/// Advises on each page that lacks a language; one that is there in another language only lacks the site's own.
pub fn check(site: &Site, findings: &mut Findings) {
    let languages = &site.config.languages;
    if languages.len() < 2 {
        return;
    }
    let mut there: HashMap<&str, HashSet<Lang>> = HashMap::new();
    for page in &site.pages {
        there.entry(page.without_language()).or_default().insert(page.lang);
    }
    let first = |page: &&Page| {
        let known = &there[page.without_language()];
        languages.iter().find(|lang| known.contains(lang)) == Some(&page.lang)
    };
    for page in site.pages.iter().filter(first) {
        let known = &there[page.without_language()];
        for lang in languages.iter().filter(|lang| !known.contains(lang)) {
            let message = catalog::site::missing_translation(lang.name());
            let finding = Diagnostic::new(Code::MissingTranslation, page.front.title.span, message);
            let own = if *lang == site.config.language { String::new() } else { format!(".{}", lang.code()) };
            let file = format!("content/{}{own}.md", page.without_language());
            findings.push(finding.help(catalog::site::missing_translation_help(file)));
        }
    }
}
