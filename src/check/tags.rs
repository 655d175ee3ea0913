//! Tags: each has a place of its own, so two that differ only in case or tones are one to readers and an error here.

use std::collections::HashMap;

use crate::diag::{Code, Diagnostic, catalog};
use crate::locale::{Lang, slugify};
use crate::model::overview;
use crate::model::site::Site;
use crate::source::Span;

use super::Findings;

/// Checks the tags of every page; the spelling that most pages have is the one to keep.
pub fn check(site: &Site, findings: &mut Findings) {
    let mut spelled: HashMap<(Lang, String), Vec<(String, Span)>> = HashMap::new();
    let mut slugs: HashMap<&str, String> = HashMap::new();
    for page in &site.pages {
        for tag in &page.front.tags {
            let slug = slugs.entry(&tag.value).or_insert_with(|| slugify(&tag.value)).clone();
            if slug.is_empty() {
                let finding = Diagnostic::new(Code::InvalidSlug, tag.span, catalog::site::tag_empty(&tag.value));
                findings.push(finding.help(catalog::site::tag_empty_help()));
                continue;
            }
            spelled.entry((page.lang, slug)).or_default().push((overview::name(&tag.value), tag.span));
        }
    }
    for ((_, slug), uses) in spelled {
        let mut counts: HashMap<&str, usize> = HashMap::new();
        for (name, _) in &uses {
            *counts.entry(name).or_default() += 1;
        }
        if counts.len() < 2 {
            continue;
        }
        // Of several that are used alike, the first.
        let most = counts.values().max().copied().unwrap_or_default();
        let Some((kept, first)) = uses.iter().find(|(name, _)| counts[name.as_str()] == most) else { continue };
        for (name, span) in uses.iter().filter(|(name, _)| name != kept) {
            let message = catalog::site::tags_alike(name, kept, format!("tags/{slug}"));
            let finding = Diagnostic::new(Code::DuplicateRoute, *span, message);
            findings.push(finding.label(*first, catalog::site::tag_first()).help(catalog::site::tags_alike_help(kept)));
        }
    }
}
