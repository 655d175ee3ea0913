//! The stages of a build in their order; the only file that knows it.

mod fix;
mod open;
mod pictures;
mod unchanged;

pub use fix::{Fixed, Fixes, fix};
pub use open::{Opened, Renewed, open};

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Instant;

use crate::check::{self, CheckedSite, Listed};
use crate::config::Config;
use crate::diag::{self, Code, Diagnosed, Diagnostic, Severity};
use crate::emit::{self, EmitError};
use crate::load::{self, Selection};
use crate::locale::{DateTime, Lang};
use crate::model;
use crate::model::manifest::Committed;
use crate::model::published::Figures;
use crate::progress::{Progress, Stage};
use crate::render::{self, Renderer};
use crate::source::{self, Disk, ReadError, SourceId, Sources};

use unchanged::Inputs;

/// What a run is asked to do.
#[derive(Clone, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line, named as there")]
pub struct Request {
    /// The folder that holds site.yaml.
    pub root: PathBuf,
    /// Where the site goes; `<root>/output` where absent.
    pub output: Option<PathBuf>,
    /// Render to nowhere.
    pub check_only: bool,
    pub drafts: bool,
    pub base_url: Option<String>,
    /// `--now`: a time as front matter writes it, or `clock`.
    pub now: Option<String>,
    /// The folder of the published site, to hold the numbers against.
    pub published: Option<PathBuf>,
    /// Warnings fail.
    pub strict: bool,
    /// Ignore the cache.
    pub clean: bool,
    /// List the claims.
    pub list_claims: bool,
    /// The outcome holds its advice even where nothing has changed.
    pub advice: bool,
    /// Is told how far the run is.
    pub progress: Progress,
}

/// What a run found and did.
#[derive(Debug)]
pub struct Outcome {
    pub sources: Sources,
    /// Sorted, rules of site.yaml applied.
    pub diagnostics: Vec<Diagnostic>,
    pub summary: Summary,
    /// Every claim, where they were asked for.
    pub claims: Vec<Listed>,
    /// Where the site stands now.
    pub output: PathBuf,
    /// True where findings kept the build from being put into place.
    pub failed: bool,
}

/// The counts of a run; `written` is 0 where it failed.
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Summary {
    pub pages: usize,
    pub held: usize,
    pub charts: usize,
    pub datasets: usize,
    pub claims: Claims,
    pub written: usize,
    pub unchanged: usize,
    pub removed: usize,
    pub errors: usize,
    pub warnings: usize,
    pub advice: usize,
    /// Findings that the site's files allow with a reason.
    #[serde(skip)]
    pub allowed: usize,
    pub seconds: f64,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Claims {
    pub bound: usize,
    pub ignored: usize,
    pub unbound: usize,
}

/// The machine refused, or the request itself can't be carried out.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    #[error(transparent)]
    Read(#[from] ReadError),
    #[error(transparent)]
    Emit(#[from] EmitError),
    #[error("--now {value}: no time; write 2024-05-13, \"2024-05-13 14:08\", RFC 3339 or clock")]
    Now { value: String },
    #[error("--published {path}: {problem}")]
    Published { path: PathBuf, problem: String },
    #[error("{path}: the site can't be built into its own sources; choose another --output")]
    OutputIsSource { path: PathBuf },
}

/// Builds or checks a site.
///
/// Everything is loaded, checked and rendered even where findings will keep the build from being put into place, so that
/// one run tells all of them; only a run without errors writes.
///
/// # Errors
/// When the machine refuses; what the author's files lack is in the outcome's diagnostics.
pub fn run(request: &Request) -> Result<Outcome, Refusal> {
    let started = Instant::now();
    let output = output(request)?;
    let progress = &request.progress;
    progress.begin(Stage::Compare, 0);
    emit::recover(&request.root, &output)?;
    let inputs = Inputs::of(request, &output)?;
    if let Some(inputs) = &inputs
        && let Some(outcome) = inputs.recall(request, &output, started)?
    {
        return Ok(outcome);
    }
    let Ready { disk, site, renderer, rules, allowed, mut findings, .. } = Ready::of(request)?;
    let committed = match renderer {
        Some(renderer) if findings.failed || request.check_only => {
            findings.add(render::all(&site, &renderer.only_looking(), &emit::Null, progress)?, &rules, request.strict);
            Committed::default()
        }
        Some(renderer) => {
            let stage = emit::Stage::begin(&request.root, &output)?;
            findings.add(render::all(&site, &renderer, &stage, progress)?, &rules, request.strict);
            if findings.failed {
                Committed::default()
            } else {
                renderer.sweep();
                inputs.iter().for_each(Inputs::forget);
                progress.begin(Stage::Commit, 0);
                stage.commit()?
            }
        }
        None => Committed::default(),
    };
    let summary = Summary { allowed, ..summary(&site, &findings.diagnostics, committed) }.within(started);
    diag::sort(&mut findings.diagnostics, &disk.sources);
    let claims = if request.list_claims { check::listed(&site) } else { Vec::new() };
    // It takes a while to take a large site apart, and nobody waits for it.
    rayon::spawn(move || drop(site));
    let (diagnostics, failed) = (findings.diagnostics, findings.failed);
    let outcome = Outcome { sources: disk.sources, diagnostics, summary, claims, output, failed };
    if let Some(inputs) = inputs.filter(|_| !failed) {
        inputs.remember(&outcome);
    }
    Ok(outcome)
}

/// A site that is read and checked, before anything is rendered.
struct Ready {
    disk: Disk,
    site: CheckedSite,
    /// None where the theme has mistakes.
    renderer: Option<Renderer>,
    rules: Rules,
    published: Option<Figures>,
    /// How many findings the site's files allow.
    allowed: usize,
    findings: Verdict,
}

impl Ready {
    fn of(request: &Request) -> Result<Self, Refusal> {
        let progress = &request.progress;
        progress.begin(Stage::Read, 0);
        let mut disk = source::read(&request.root)?;
        let cache = cache(request);
        let images = pictures::look(&mut disk, &cache)?;
        let config = configure(request, &disk);
        let selection = Selection { drafts: request.drafts, now: now(request, &config.value)? };
        let rules = config.value.rules.clone();
        progress.begin(Stage::Load, disk.sources.iter().count());
        let loaded = load::load(&disk, config.value, &selection, &images);
        let published = published(request)?;
        progress.begin(Stage::Check, loaded.value.pages.len());
        let checked = check::check(loaded.value, &disk, published.as_ref());
        let site = checked.value;
        let made = Renderer::new(&site, &disk.sources, Some(cache))?;
        let mut findings = config.diagnostics;
        findings.extend(loaded.diagnostics.into_iter().chain(checked.diagnostics).chain(made.diagnostics));
        let allowed = check::allow(&site.site, &disk.sources, &mut findings);
        let findings = Verdict::of(findings, &rules, request.strict);
        Ok(Self { disk, site, renderer: made.value, rules, published, allowed, findings })
    }
}

impl Summary {
    /// With the time since `started`.
    fn within(self, started: Instant) -> Self {
        Self { seconds: (started.elapsed().as_secs_f64() * 1000.0).round() / 1000.0, ..self }
    }
}

/// What earlier runs kept.
fn cache(request: &Request) -> emit::Cache {
    let cache = emit::Cache::new(&request.root);
    let cache = if request.clean { cache.making_anew() } else { cache };
    if request.check_only { cache.only_reading() } else { cache }
}

/// The output folder; it may not hold the sources nor lie among them.
fn output(request: &Request) -> Result<PathBuf, Refusal> {
    let output = request.output.clone().unwrap_or_else(|| request.root.join("output"));
    let (root, resolved) = (emit::resolve(&request.root)?, emit::resolve(&output)?);
    let mut sources = ["content", "themes", "templates", ".baocao"].iter().map(|folder| root.join(folder));
    if root.starts_with(&resolved) || sources.any(|folder| resolved.starts_with(folder)) {
        return Err(Refusal::OutputIsSource { path: output });
    }
    Ok(output)
}

fn configure(request: &Request, disk: &Disk) -> Diagnosed<Config> {
    let mut config = Config::read(&disk.sources, SourceId(0));
    if let Some(base_url) = &request.base_url {
        base_url.trim_end_matches('/').clone_into(&mut config.value.base_url);
    }
    config
}

fn now(request: &Request, config: &Config) -> Result<Option<DateTime>, Refusal> {
    let Some(value) = &request.now else { return Ok(None) };
    if value == "clock" {
        return Ok(Some(DateTime::clock(&config.zone)));
    }
    let now = DateTime::parse(value, &config.zone);
    now.map(Some).ok_or_else(|| Refusal::Now { value: value.clone() })
}

/// What the published site states.
fn published(request: &Request) -> Result<Option<Figures>, Refusal> {
    let Some(folder) = &request.published else { return Ok(None) };
    for lang in Lang::ALL {
        let path = folder.join(model::published::route(lang).as_str()).join(model::published::FILE);
        if let Some(text) = source::read_if_there(&path)? {
            let read = Figures::parse(&text).map_err(|problem| Refusal::Published { path, problem });
            return read.map(Some);
        }
    }
    let problem = format!("no built site with a {} in it", model::published::FILE);
    Err(Refusal::Published { path: folder.clone(), problem })
}

/// Findings with the site's own levels, and whether they keep the build from being put into place.
struct Verdict {
    diagnostics: Vec<Diagnostic>,
    failed: bool,
}

type Rules = BTreeMap<Code, Option<Severity>>;

impl Verdict {
    fn of(diagnostics: Vec<Diagnostic>, rules: &Rules, strict: bool) -> Self {
        let mut verdict = Self { diagnostics: Vec::new(), failed: false };
        verdict.add(diagnostics, rules, strict);
        verdict
    }

    fn add(&mut self, diagnostics: Vec<Diagnostic>, rules: &Rules, strict: bool) {
        for mut finding in diagnostics {
            match rules.get(&finding.code) {
                Some(None) => continue,
                Some(Some(severity)) => finding.severity = *severity,
                None => {}
            }
            self.failed |= finding.severity == Severity::Error || (strict && finding.severity == Severity::Warning);
            self.diagnostics.push(finding);
        }
    }
}

fn summary(site: &CheckedSite, findings: &[Diagnostic], committed: Committed) -> Summary {
    let count = |severity| findings.iter().filter(|finding| finding.severity == severity).count();
    let counts = site.counts;
    Summary {
        pages: site.site.pages.len(),
        held: site.site.held.len(),
        charts: counts.charts,
        datasets: site.site.datasets.len(),
        claims: Claims { bound: counts.bound, ignored: counts.ignored, unbound: counts.unbound },
        written: committed.written,
        unchanged: committed.unchanged,
        removed: committed.removed,
        errors: count(Severity::Error),
        warnings: count(Severity::Warning),
        advice: count(Severity::Advice),
        allowed: 0,
        seconds: 0.0,
    }
}
