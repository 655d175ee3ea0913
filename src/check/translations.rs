//! The languages of pages: names that end in one that is not spoken, and pages that lack one that site.yaml lists.

use std::collections::{HashMap, HashSet};

use crate::diag::{Code, Diagnostic, catalog};
use crate::locale::Lang;
use crate::model::page::Page;
use crate::model::site::Site;
use crate::source::Span;

use super::Findings;

/// Reports a page whose name ends like one in a language that is not spoken: `bai.fr.md`.
pub fn names(site: &Site, findings: &mut Findings) {
    for page in &site.pages {
        let stem = page.path.rsplit('/').next().unwrap_or_default().trim_end_matches(".md");
        let Some((name, code)) = stem.rsplit_once('.') else { continue };
        let is_like_one = code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_lowercase());
        if is_like_one && Lang::parse(code).is_none() {
            let known = Lang::ALL.map(Lang::code).join(", ");
            let help = catalog::site::unknown_language_help(known, format!("{name}-{code}.md"));
            let message = catalog::site::unknown_language(code);
            findings.push(Diagnostic::new(Code::WrongType, Span::file(page.source), message).help(help));
        }
    }
}

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
