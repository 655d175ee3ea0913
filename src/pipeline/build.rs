//! From a site that is read and checked to one that is put into place, or to the findings that speak against that.

use std::collections::{BTreeSet, HashSet};
use std::path::{Path, PathBuf};
use std::time::Instant;

use super::kept::{self, Keeping};
use super::unchanged::{Inputs, Last};
use super::{Outcome, Ready, Refusal, Request, Summary, Verdict, summary};
use crate::check;
use crate::diag::{self, Diagnostic, Severity};
use crate::emit::{self, EmitError, Sink, Stage};
use crate::model::manifest::Committed;
use crate::model::route::OutputPath;
use crate::progress;
use crate::render::{self, Rendered, Renderer};
use crate::source::SourceId;

/// A build under way.
pub struct Build<'a> {
    pub request: &'a Request,
    /// None where the result hangs on more than files.
    pub inputs: Option<&'a Inputs>,
}

/// A build that is over.
pub struct Done {
    ready: Ready,
    committed: Committed,
}

impl Build<'_> {
    /// Renders, puts what was rendered into place where no finding speaks against that, and records it. None where it goes on
    /// from a build that is the `last` one no more, since another has been at work meanwhile, and where the text of a page is
    /// no longer what it was when the site was loaded.
    ///
    /// # Errors
    /// When the machine refuses.
    pub fn run(&self, mut ready: Ready, last: Option<Last>, output: &Path) -> Result<Option<Done>, Refusal> {
        let Self { request, inputs } = *self;
        let none = Committed::default();
        let Some(renderer) = ready.renderer.take() else { return Ok(Some(Done { ready, committed: none })) };
        if ready.findings.failed || request.check_only {
            let looked = self.render(&ready, &renderer.only_looking(), &emit::Null)?;
            ready.findings.add(looked.findings, &ready.rules, request.strict);
            return Ok(Some(Done { ready, committed: none }));
        }
        let mut stage = Stage::begin(&request.root, output)?;
        let is_last = |(inputs, last): (&Inputs, &Last)| inputs.is_still(last);
        if !inputs.zip(last.as_ref()).is_none_or(is_last) {
            return Ok(None);
        }
        let Rendered { findings, files } = self.render(&ready, &renderer, &stage)?;
        if renderer.is_outdated() {
            return Ok(None);
        }
        // What a template keeps back is told by every build.
        let is_whole = findings.is_empty();
        ready.findings.add(findings, &ready.rules, request.strict);
        if ready.findings.failed {
            return Ok(Some(Done { ready, committed: none }));
        }
        let names = render::names(&ready.site, &renderer);
        match &ready.kept {
            Some((kept, _)) if !ready.affected.has_files() => stage.keep_others(&kept.gone(&files, &names))?,
            Some((kept, _)) if !ready.affected.is_all() => stage.keep(&kept.stays(&files, &names))?,
            // Only a build of everything knows which cached pictures are used.
            _ => renderer.sweep(),
        }
        if let Some(inputs) = inputs {
            inputs.forget();
        }
        request.progress.begin(progress::Stage::Commit, 0);
        // What is kept is kept of no use until it is recorded, which is behind the commit.
        let keep = || inputs.filter(|_| is_whole).and_then(|inputs| inputs.keep(ready.keeping(&files, &names)));
        let (committed, parts) = rayon::join(|| stage.commit(), keep);
        let committed = committed?;
        if let Some(inputs) = inputs {
            let said = (ready.summary(committed), ready.findings.iter());
            // What no job makes is looked at again.
            let last = last.filter(|_| !ready.affected.has_files());
            let written = || files.iter().flat_map(|(_, files)| files).cloned().collect();
            inputs.remember((stage.made(), &ready.disk.sources), said, parts, last.map(|last| (last, written())));
        }
        ready.renderer = Some(renderer);
        Ok(Some(Done { ready, committed }))
    }

    fn render(&self, ready: &Ready, renderer: &Renderer, sink: &dyn Sink) -> Result<Rendered, EmitError> {
        let (site, progress) = (&ready.site, &self.request.progress);
        if ready.affected.is_all() {
            return render::all(site, renderer, sink, progress);
        }
        render::some(&ready.affected, site, renderer, sink, progress)
    }
}

impl Done {
    /// What was found and done.
    pub fn outcome(self, request: &Request, started: Instant, output: PathBuf) -> Outcome {
        let Self { ready, committed } = self;
        let summary = ready.summary(committed).within(started);
        let Ready { mut disk, site, renderer, findings, kept, .. } = ready;
        let Verdict { own, wide, failed } = findings;
        let mut diagnostics = own;
        diagnostics.extend(wide);
        if let Some((mut kept, known)) = kept {
            let known = site.site.pages.iter().filter(|page| known.contains_key(&page.source));
            diagnostics.extend(known.flat_map(|page| kept.advice_of(page)));
        }
        let is_shown = |it: &&Diagnostic| request.advice || request.check_only || it.severity != Severity::Advice;
        let shown = diagnostics
            .iter()
            .filter(is_shown)
            .flat_map(|it| it.labels.iter().map(|label| label.span).chain([it.span]));
        let shown: BTreeSet<SourceId> = shown.map(|span| span.source).collect();
        // Of a page that is gone by now the place is shown without its line.
        let _ = kept::fill(&request.root, &shown.into_iter().collect::<Vec<_>>(), &mut disk);
        diag::sort(&mut diagnostics, &disk.sources);
        let claims = if request.list_claims { check::listed(&site) } else { Vec::new() };
        // It takes a while to take a large site apart, and nobody waits for it.
        rayon::spawn(move || drop((site, renderer)));
        Outcome { sources: disk.sources, diagnostics, summary, claims, output, failed }
    }
}

impl Ready {
    fn summary(&self, committed: Committed) -> Summary {
        let made = summary(&self.site, &self.findings, committed);
        let known = self.kept.iter().flat_map(|(_, known)| known.values()).map(|it| it.advice).sum::<usize>();
        let again = if self.affected.is_all() { made.pages } else { self.affected.pages().len() };
        Summary { kept: made.pages - again, allowed: self.allowed, advice: made.advice + known, ..made }
    }

    /// What is to be kept of the build for the next one.
    fn keeping<'a>(&'a self, files: &'a [(String, Vec<OutputPath>)], names: &'a HashSet<String>) -> Keeping<'a> {
        let is_advice = |it: &&Diagnostic| it.severity == Severity::Advice;
        let wide = self.findings.wide.iter().filter(is_advice).collect();
        let before = self.kept.as_ref().map(|(kept, known)| (kept, known));
        let (own, data) = (&self.findings.own, &self.data);
        let digests = &self.digests;
        Keeping { sources: &self.disk.sources, digests, site: &self.site, own, data, wide, files, names, before }
    }
}
