//! A checked site held in memory: each file of the output is made when it is asked for, and a page whose text has changed
//! is taken in by itself.

use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::time::Instant;

use crate::check::{self, CheckedSite};
use crate::diag::{self, Diagnostic, Severity};
use crate::load;
use crate::model::manifest::Committed;
use crate::model::page::Page;
use crate::model::published::Figures;
use crate::model::route::OutputPath;
use crate::render::{Made, Outputs, Renderer};
use crate::source::{self, Disk, SourceId, Sources, Span};

use super::{Ready, Refusal, Request, Rules, Summary, Texts, Verdict, summary};

/// A site to look at, file by file.
pub struct Opened {
    disk: Disk,
    site: CheckedSite,
    /// None where the theme has mistakes.
    made: Option<(Renderer, Outputs)>,
    rules: Rules,
    published: Option<Figures>,
    strict: bool,
    /// Errors and warnings, sorted, rules of site.yaml applied; what templates lack on a page is found when that is made.
    loud: Vec<Diagnostic>,
    /// The advice of each file.
    advice: HashMap<SourceId, Vec<Diagnostic>>,
    /// The files that findings point into which hang on more than that file.
    entangled: HashSet<SourceId>,
    /// The files with errors when the site was opened: what was made of them is no more than a guess.
    guessed: HashSet<SourceId>,
    summary: Summary,
}

/// What became of a file that has changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Renewed {
    /// It says what it said before.
    Same,
    /// The page is taken in; where it has errors, it stays as it was and only they are told.
    Page,
    /// The page is taken in, and nothing else shows what has changed on it.
    Alone,
    /// More than this page depends on it: the site has to be opened anew.
    More,
}

/// Reads and checks a site, and renders nothing.
///
/// # Errors
/// When the machine refuses; what the author's files lack is in its diagnostics.
pub fn open(request: &Request) -> Result<Opened, Refusal> {
    let started = Instant::now();
    let Ready { disk, site, renderer, rules, published, allowed, findings, .. } =
        Ready::of(request, None, None, Texts::Kept)?;
    let summary = Summary { allowed, ..summary(&site, &findings, Committed::default()) }.within(started);
    let mut entangled: HashSet<SourceId> = findings.wide.iter().map(|it| it.span.source).collect();
    entangled.extend(findings.wide.iter().flat_map(|it| &it.labels).map(|label| label.span.source));
    entangled.extend(findings.own.iter().flat_map(Diagnostic::elsewhere));
    let (mut loud, mut advice) = (Vec::new(), HashMap::<SourceId, Vec<Diagnostic>>::new());
    for finding in findings.own.into_iter().chain(findings.wide) {
        match finding.severity {
            Severity::Advice => advice.entry(finding.span.source).or_default().push(finding),
            Severity::Error | Severity::Warning => loud.push(finding),
        }
    }
    diag::sort(&mut loud, &disk.sources);
    let made = renderer.map(|renderer| {
        let outputs = Outputs::of(&site, &renderer);
        (renderer, outputs)
    });
    let (strict, guessed) = (request.strict, HashSet::new());
    let mut opened = Opened { disk, site, made, rules, published, strict, loud, advice, entangled, guessed, summary };
    let wrong = opened.loud.iter().filter(|finding| opened.fails(finding));
    opened.guessed = wrong.map(|finding| finding.span.source).collect();
    Ok(opened)
}

impl Opened {
    #[must_use]
    pub fn sources(&self) -> &Sources {
        &self.disk.sources
    }

    /// Its errors and warnings, sorted.
    #[must_use]
    pub fn loud(&self) -> &[Diagnostic] {
        &self.loud
    }

    /// The advice on it, in no order.
    pub fn advice(&self) -> impl Iterator<Item = &Diagnostic> {
        self.advice.values().flatten()
    }

    #[must_use]
    pub fn summary(&self) -> &Summary {
        &self.summary
    }

    /// True where there is a theme to show pages with.
    #[must_use]
    pub fn shows(&self) -> bool {
        self.made.is_some()
    }

    /// True where a build would be kept from being put into place.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.loud.iter().any(|finding| self.fails(finding))
    }

    /// True for an error, and for a warning where those count.
    #[must_use]
    pub fn fails(&self, finding: &Diagnostic) -> bool {
        finding.severity == Severity::Error || (self.strict && finding.severity == Severity::Warning)
    }

    /// The file at `path` as a build would write it; none where a build writes none there.
    ///
    /// # Errors
    /// The finding about its template.
    pub fn make(&self, path: &OutputPath) -> Result<Option<Made>, Diagnostic> {
        let Some((renderer, outputs)) = &self.made else { return Ok(None) };
        outputs.make(&self.site, renderer, path)
    }

    /// A file of each kind of page, and every page: where a template can fail.
    #[must_use]
    pub fn pages(&self) -> Vec<OutputPath> {
        self.made.as_ref().map_or_else(Vec::new, |(renderer, _)| Outputs::pages(&self.site, renderer))
    }

    /// True where the page, or the data, that the file at `path` is made from has an error in its own file.
    #[must_use]
    pub fn is_wrong_at(&self, path: &OutputPath) -> bool {
        let Some((_, outputs)) = &self.made else { return true };
        let page = outputs.page(path).map(|id| self.site.site.page(id).source);
        let source = page.or_else(|| outputs.dataset(path).map(|id| self.site.site.dataset(id).source));
        source
            .is_some_and(|source| self.loud.iter().any(|finding| finding.span.source == source && self.fails(finding)))
    }

    /// True for a file of a page that is a draft.
    #[must_use]
    pub fn is_draft(&self, path: &OutputPath) -> bool {
        let page = self.made.as_ref().and_then(|(_, outputs)| outputs.page(path));
        page.is_some_and(|id| self.site.site.page(id).front.draft)
    }

    /// The style sheets of the theme as they stand in the output.
    pub fn style_sheets(&self) -> impl Iterator<Item = &OutputPath> {
        self.made.iter().flat_map(|(renderer, _)| renderer.style_sheets())
    }

    /// Takes in what the file at `on_disk` says now, where it is a page that stays in its place.
    ///
    /// The page, and the findings of its file, are then as after opening the site anew. What other pages show of it (lists,
    /// citations, links to places on it) and what is found over several files is as before.
    ///
    /// # Errors
    /// When the machine refuses to read.
    pub fn renew(&mut self, root: &Path, on_disk: &Path) -> Result<Renewed, Refusal> {
        let started = Instant::now();
        let Some(new) = source::read_again(root, on_disk)? else { return Ok(Renewed::More) };
        let Some(id) = self.disk.sources.find(new.path.as_str()) else { return Ok(Renewed::More) };
        let old = self.disk.sources.get(id);
        if old.text == new.text && old.invalid_at == new.invalid_at {
            return Ok(Renewed::Same);
        }
        let page = new.path.below("content").and_then(|path| self.site.site.page_at(path));
        let page = page.filter(|page| page.source == id);
        let is_known = self.made.is_some() && !self.guessed.contains(&id);
        let Some(page) = page.filter(|_| is_known && old.invalid_at.or(new.invalid_at).is_none()) else {
            return Ok(Renewed::More);
        };
        let before = std::sync::Arc::clone(&old.text);
        self.disk.sources.set_text(id, std::sync::Arc::clone(&new.text));
        let read = load::reload(&self.disk.sources, page, &self.site.site.config);
        if !stays(page, &read.value) {
            self.disk.sources.set_text(id, before);
            return Ok(Renewed::More);
        }
        let checked = check::again(&mut self.site, read.value, self.published.as_ref());
        let mut findings = read.diagnostics;
        findings.extend(checked.diagnostics);
        check::allow(&self.site.site, &self.disk.sources, &mut findings);
        findings.retain(|finding| finding.span.source == id);
        let verdict = Verdict::of(findings, &self.rules, self.strict);
        // What a shortcode lacks is found by looking at the templates, what an allowance is for by looking at everything.
        let page = self.site.site.page(checked.value.page.id);
        let is_alone = checked.value.is_alone(&self.site)
            && !self.entangled.contains(&id)
            && page.body.shortcodes.is_empty()
            && !page.has_allowances();
        if verdict.failed {
            checked.value.put_back(&mut self.site);
        } else if let Some((renderer, _)) = &mut self.made {
            renderer.set_text(id, new.text);
        }
        self.tell(id, verdict.own);
        self.summary = std::mem::take(&mut self.summary).within(started);
        Ok(if is_alone { Renewed::Alone } else { Renewed::Page })
    }

    /// Puts findings in the place of those of the file `id`.
    fn tell(&mut self, id: SourceId, findings: Vec<Diagnostic>) {
        let count = |loud: &[Diagnostic], severity| loud.iter().filter(|it| it.severity == severity).count();
        let (advice, mut findings): (Vec<Diagnostic>, Vec<Diagnostic>) =
            findings.into_iter().partition(|it| it.severity == Severity::Advice);
        self.entangled.extend(advice.iter().chain(&findings).flat_map(Diagnostic::elsewhere));
        self.summary.advice += advice.len();
        self.summary.advice -= self.advice.insert(id, advice).map_or(0, |before| before.len());
        self.loud.retain(|finding| finding.span.source != id);
        // The file has other places now: what other files' findings say of it waits for the next opening.
        if self.entangled.contains(&id) {
            let is_there = |span: Span| span.source != id;
            for finding in self.loud.iter_mut().chain(self.advice.values_mut().flatten()) {
                finding.labels.retain(|label| is_there(label.span));
            }
        }
        let sources = &self.disk.sources;
        diag::sort(&mut findings, sources);
        let path = |source| &sources.get(source).path;
        let at = self.loud.partition_point(|finding| path(finding.span.source) < path(id));
        self.loud.splice(at..at, findings);
        self.summary.errors = count(&self.loud, Severity::Error);
        self.summary.warnings = count(&self.loud, Severity::Warning);
    }
}

/// True where the page has the place, the language and the addresses that it had, and is shown as it was.
fn stays(before: &Page, after: &Page) -> bool {
    let addresses = |page: &Page| page.front.aliases.iter().map(|alias| alias.value.clone()).collect::<Vec<_>>();
    before.route == after.route
        && before.lang == after.lang
        && before.front.draft == after.front.draft
        && before.front.publish_at == after.front.publish_at
        && addresses(before) == addresses(after)
}
