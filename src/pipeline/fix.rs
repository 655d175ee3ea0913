//! What `fix` would write: the safe edits of every page, held against a second check of the edited texts.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::check;
use crate::config::Config;
use crate::diag::{Code, Diagnostic, Severity};
use crate::load::{self, Selection};
use crate::model::edit::{self, Edit, EditKind};
use crate::model::image::Images;
use crate::source::{self, Disk, SourceId, Sources, Span};

use super::{Refusal, Request, configure, now};

/// The edits of a site, file by file.
#[derive(Debug)]
pub struct Fixes {
    /// The texts as they are now.
    pub sources: Sources,
    pub files: Vec<Fixed>,
    /// Wrong claims and percents that stay: nothing safe makes them right.
    pub wrong: usize,
    /// Numbers that stay tied to no data.
    pub unbound: usize,
}

/// A file and what it would become.
#[derive(Debug)]
pub struct Fixed {
    pub source: SourceId,
    pub text: String,
    /// In the order of the file.
    pub edits: Vec<Edit>,
}

/// Finds what can be written without a doubt. `wants` says of which files (by their path in the site) and kinds.
///
/// An edited page is loaded and checked again: where that finds anything new, the page is left alone.
///
/// # Errors
/// When the machine refuses to read.
pub fn fix(request: &Request, wants: impl Fn(&str, EditKind) -> bool) -> Result<Fixes, Refusal> {
    let mut disk = source::read(&request.root)?;
    let config = configure(request, &disk);
    let selection = Selection { drafts: request.drafts, now: now(request, &config.value)? };
    let before = Looked::at(&disk, &config.value, &selection);
    let mut files: BTreeMap<SourceId, Fixed> = BTreeMap::new();
    for (source, edits) in &before.edits {
        let file = disk.sources.get(*source);
        let is_wanted = |edit: &&Edit| wants(file.path.as_str(), edit.kind);
        let edits = apart(edits.iter().filter(is_wanted).cloned());
        if !edits.is_empty() {
            files.insert(*source, Fixed { source: *source, text: edit::apply(&file.text, &edits), edits });
        }
    }
    let sources = disk.sources.clone();
    let after = loop {
        for (source, _) in sources.iter() {
            let text = files
                .get(&source)
                .map_or_else(|| Arc::clone(&sources.get(source).text), |file| file.text.as_str().into());
            disk.sources.set_text(source, text);
        }
        let after = Looked::at(&disk, &config.value, &selection);
        let worse: Vec<SourceId> = files.keys().copied().filter(|source| after.is_worse(&before, *source)).collect();
        if worse.is_empty() {
            break after;
        }
        for source in worse {
            files.remove(&source);
        }
    };
    Ok(Fixes { sources, files: files.into_values().collect(), wrong: after.wrong, unbound: after.unbound })
}

/// What a check says of a site's texts.
struct Looked {
    edits: BTreeMap<SourceId, Vec<Edit>>,
    /// The errors and warnings of each file, by code and message.
    findings: BTreeMap<SourceId, BTreeSet<(Code, String)>>,
    wrong: usize,
    unbound: usize,
}

impl Looked {
    fn at(disk: &Disk, config: &Config, selection: &Selection) -> Self {
        let loaded = load::load(disk, config.clone(), selection, &Images::default());
        let checked = check::check(loaded.value, disk, None);
        let mut edits: BTreeMap<SourceId, Vec<Edit>> = BTreeMap::new();
        for page in &checked.value.site.pages {
            let own = &checked.value.page(page.id).numbers.edits;
            if !own.is_empty() {
                edits.insert(page.source, own.clone());
            }
        }
        let mut diagnostics: Vec<Diagnostic> = loaded.diagnostics.into_iter().chain(checked.diagnostics).collect();
        let site = &checked.value.site;
        let pages = site.pages.iter().map(|page| page.source).collect();
        check::allow(site, &disk.sources, &mut diagnostics);
        diagnostics.retain(|finding| config.rules.get(&finding.code) != Some(&None));
        keep_found(&mut edits, &diagnostics);
        distrust(&mut edits, &pages, &diagnostics);
        let mut looked = Self { edits, findings: BTreeMap::new(), wrong: 0, unbound: checked.value.counts.unbound };
        for finding in &diagnostics {
            looked.add(finding);
        }
        looked
    }

    fn add(&mut self, finding: &Diagnostic) {
        if finding.severity == Severity::Advice {
            return;
        }
        self.wrong += usize::from(matches!(finding.code, Code::ClaimMismatch | Code::PercentMismatch));
        self.findings.entry(finding.span.source).or_default().insert((finding.code, finding.message.en().into_owned()));
    }

    /// True where `source` has a finding that it did not have.
    fn is_worse(&self, before: &Self, source: SourceId) -> bool {
        let none = BTreeSet::new();
        let old = before.findings.get(&source).unwrap_or(&none);
        !self.findings.get(&source).unwrap_or(&none).is_subset(old)
    }
}

/// Leaves out what would change a number that nothing is told of: what is allowed, or switched off, stands as it is.
fn keep_found(edits: &mut BTreeMap<SourceId, Vec<Edit>>, diagnostics: &[Diagnostic]) {
    let told = |code: Code, edit: &Edit| {
        diagnostics.iter().any(|finding| {
            let Span { source, start, end } = finding.span;
            finding.code == code && source == edit.span.source && start <= edit.span.start && edit.span.start < end
        })
    };
    let is_told = |edit: &Edit| match edit.kind {
        EditKind::Claim => told(Code::ClaimMismatch, edit),
        EditKind::Percent => told(Code::PercentMismatch, edit),
        // One finding stands for all numbers of a paragraph: there has to be one in the file.
        EditKind::Binding => diagnostics
            .iter()
            .any(|finding| finding.code == Code::UnboundNumber && finding.span.source == edit.span.source),
    };
    for own in edits.values_mut() {
        own.retain(is_told);
    }
}

/// Leaves out what trusts rows that have an error themselves. Findings in pages are none of the data's.
fn distrust(edits: &mut BTreeMap<SourceId, Vec<Edit>>, pages: &BTreeSet<SourceId>, diagnostics: &[Diagnostic]) {
    let errors = diagnostics.iter().filter(|it| it.severity == Severity::Error && !pages.contains(&it.span.source));
    let places =
        |it: &Diagnostic| std::iter::once(it.span).chain(it.labels.iter().map(|label| label.span)).collect::<Vec<_>>();
    let doubted: Vec<Span> = errors.flat_map(places).collect();
    let meets =
        |row: &Span, place: &Span| row.source == place.source && place.start < row.end && row.start <= place.end;
    for own in edits.values_mut() {
        own.retain(|edit| !edit.basis.iter().any(|row| doubted.iter().any(|place| meets(row, place))));
    }
}

/// In the order of the file, without those that overlap one before them.
fn apart(edits: impl Iterator<Item = Edit>) -> Vec<Edit> {
    let mut sorted: Vec<Edit> = edits.collect();
    sorted.sort_by_key(|edit| edit.span.start);
    let mut end = 0;
    sorted.retain(|edit| {
        let is_apart = edit.span.start >= end;
        if is_apart {
            end = edit.span.end;
        }
        is_apart
    });
    sorted
}
