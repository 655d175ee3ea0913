//! The stages of a build in their order; the only file that knows it.

mod build;
mod fix;
mod kept;
mod let_go;
mod open;
mod pictures;
mod unchanged;

pub use fix::{Fixed, Fixes, fix};
pub use open::{Opened, Renewed, open};

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Instant;

use crate::check::{self, CheckedSite, Listed};
use crate::config::Config;
use crate::diag::{Code, Diagnosed, Diagnostic, Severity};
use crate::emit::{self, EmitError};
use crate::load::{self, Selection};
use crate::locale::{DateTime, Lang};
use crate::model;
use crate::model::dataset::Dataset;
use crate::model::manifest::Committed;
use crate::model::published::Figures;
use crate::progress::{Progress, Stage};
use crate::render::{Affected, LetGo, Renderer, Templates};
use crate::source::{self, Disk, ReadError, SitePath, SourceId, Sources, Stamps};

use build::Build;
use kept::{Beside, Kept, Known, KnownData, KnownPages};
use unchanged::{Found, Inputs};

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
    /// Pages that stand as the last build made them, without having been looked at again.
    #[serde(skip)]
    pub kept: usize,
    /// True where something that was kept of the last build was damaged, and has been made again.
    #[serde(skip)]
    pub damaged: bool,
    /// True where an earlier build was stopped while it put files into place, which was finished first.
    #[serde(skip)]
    pub recovered: bool,
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
    let recovered = emit::recover(&request.root, &output)?;
    let (inputs, last) = Inputs::of(request, &output)?.unzip();
    let last = last.flatten();
    if let Some((inputs, last)) = inputs.as_ref().zip(last.as_ref())
        && let Some(Found { sources, diagnostics, summary }) = inputs.unchanged(last, request, started)?
    {
        let summary = Summary { recovered, ..summary };
        return Ok(Outcome { sources, diagnostics, summary, claims: Vec::new(), output, failed: false });
    }
    let kept = inputs.as_ref().zip(last.as_ref()).and_then(|(inputs, last)| inputs.kept(last, request));
    let build = Build { request, inputs: inputs.as_ref() };
    let stamps = || inputs.as_ref().and_then(Inputs::stamps);
    let mut gone_on = match kept {
        Some(kept) => build.run(Ready::of(request, stamps(), Some(kept), Texts::LetGo)?, last, &output)?,
        None => None,
    };
    let mut texts = Texts::LetGo;
    let done = loop {
        if let Some(done) = gone_on {
            break done;
        }
        gone_on = build.run(Ready::of(request, stamps(), None, texts)?, None, &output)?;
        // Where that is not done, a page was edited meanwhile, and may be again.
        texts = Texts::Kept;
    };
    let mut outcome = done.outcome(request, started, output);
    outcome.summary.recovered = recovered;
    outcome.summary.damaged = inputs.as_ref().is_some_and(|inputs| inputs.damaged.load(Ordering::Relaxed));
    Ok(outcome)
}

/// Whether a large site lets go of its texts until pages are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Texts {
    Kept,
    LetGo,
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
    /// What was found of the data, before the rules of site.yaml.
    data: Vec<Diagnostic>,
    findings: Verdict,
    affected: Affected,
    /// The build that this one goes on from, and what else it knows of pages.
    kept: Option<(Kept, KnownPages)>,
    /// Of the texts of pages that are not here.
    digests: Arc<HashMap<SourceId, String>>,
}

impl Ready {
    fn of(request: &Request, stamps: Option<Stamps>, mut kept: Option<Kept>, texts: Texts) -> Result<Self, Refusal> {
        let progress = &request.progress;
        progress.begin(Stage::Read, 0);
        let lets_go = texts == Texts::LetGo && !request.check_only && kept.is_none();
        let mut disk = read(&request.root, stamps.as_ref(), kept.as_ref(), lets_go)?;
        drop(stamps);
        let cache = cache(request);
        let images = pictures::look(&mut disk, &cache)?;
        let config = configure(request, &disk);
        let selection = Selection { drafts: request.drafts, now: now(request, &config.value)? };
        let rules = config.value.rules.clone();
        progress.begin(Stage::Load, disk.sources.iter().count());
        let known = kept.as_mut().map_or_else(|| Some(Known::default()), |kept| kept.known(&disk.sources));
        let Some(mut known) = known else { return Self::of(request, None, None, texts) };
        let none = Some(let_go::Loaded::default());
        let waited = if lets_go { let_go::load(&request.root, &mut disk, &config.value) } else { none };
        let Some(waited) = waited else { return Self::of(request, None, None, Texts::Kept) };
        let KnownData { now, found, old } = known.take_data(kept.as_ref().is_some_and(Kept::has_same_data));
        let known_now = load::Kept { pages: known.take_pages().unwrap_or(waited.pages), data: now.or(waited.data) };
        let mut loaded = load::load_new(&disk, config.value, &selection, &images, known_now);
        let beside = match &kept {
            Some(kept) => kept.beside(old.as_deref(), &loaded.value, &disk.sources),
            None => Some(Beside::default()),
        };
        let Some(beside) = beside else { return Self::of(request, None, None, texts) };
        let doubted = known.doubted(&loaded.value, &beside);
        if !kept::fill(&request.root, &doubted, &mut disk)? {
            return Self::of(request, None, None, texts);
        }
        loaded.diagnostics.extend(load::reload_all(&disk.sources, &mut loaded.value, &doubted));
        loaded.diagnostics.extend(waited.findings);
        let mut digests = known.digests();
        digests.extend(waited.digests);
        let published = published(request)?;
        progress.begin(Stage::Check, loaded.value.pages.len());
        let Known { checked, found: of_pages, rest, before, .. } = known;
        let kept_checks = check::Kept { pages: checked, alone: waited.alone, data: found.is_some() };
        let (theme, theme_span) = (loaded.value.theme.clone(), loaded.value.config.theme.span);
        let (mut checked, templates) = rayon::join(
            || check::check_new(loaded.value, &disk, published.as_ref(), kept_checks),
            || Templates::new(&theme, theme_span),
        );
        let made = Renderer::with(templates, &checked.value, &disk.sources, Some(cache))?;
        let mut site = checked.value;
        let pages: HashSet<SourceId> = site.site.pages.iter().map(|page| page.source).collect();
        let is_own = |finding: &Diagnostic| finding.span.source != SourceId(0) && pages.contains(&finding.span.source);
        let (own, wide): (Vec<_>, Vec<_>) = loaded.diagnostics.into_iter().chain(made.diagnostics).partition(is_own);
        let files: HashSet<SourceId> = site.site.datasets.iter().flat_map(Dataset::sources).collect();
        let (of_data, wide): (Vec<_>, Vec<_>) = wide.into_iter().partition(|it| files.contains(&it.span.source));
        let data: Vec<Diagnostic> = found.into_iter().flatten().chain(checked.data).chain(of_data).collect();
        checked.own.extend(own);
        checked.wide.extend(config.diagnostics.into_iter().chain(data.iter().cloned()).chain(wide));
        let allowed = check::allow_in(&site.site, &disk.sources, &mut checked.own, &mut checked.wide);
        let mut findings = Verdict::default();
        findings.add_own(checked.own, &rules, request.strict);
        findings.add(checked.wide, &rules, request.strict);
        findings.add_own(of_pages.into_values().flatten().collect(), &rules, request.strict);
        let kept = kept.map(|kept| (kept, rest));
        let affected = match (&kept, &made.value) {
            (Some((kept, _)), Some(renderer)) => beside.affected(kept, renderer, before, &mut site),
            _ => Affected::all(),
        };
        let digests = Arc::new(digests);
        let renderer = made.value.map(|it| it.reading_again(LetGo::new(&request.root, &digests)));
        Ok(Self { disk, site, renderer, rules, published, allowed, data, findings, affected, kept, digests })
    }
}

impl Summary {
    /// With the time since `started`.
    fn within(self, started: Instant) -> Self {
        Self { seconds: (started.elapsed().as_secs_f64() * 1000.0).round() / 1000.0, ..self }
    }
}

/// Reads the site as it was stamped a moment ago, or as it stands where that is no longer true; without the texts of pages
/// that are known and, where a large site `lets_go` of them, those of other pages.
fn read(root: &Path, stamps: Option<&Stamps>, kept: Option<&Kept>, lets_go: bool) -> Result<Disk, ReadError> {
    let read = |stamps: &Stamps| {
        let waits = lets_go && stamps.count() > model::site::MANY;
        let is_known = |path: &SitePath| kept.is_some_and(|kept| kept.is_known(path));
        source::read_new(root, stamps, &|path| is_known(path) || (waits && let_go::may_wait(root, path)))
    };
    match stamps.map(read) {
        Some(Ok(disk)) => Ok(disk),
        _ => read(&source::stamps(root)?),
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
#[derive(Default)]
struct Verdict {
    /// What hangs on one page.
    own: Vec<Diagnostic>,
    /// All else.
    wide: Vec<Diagnostic>,
    failed: bool,
}

type Rules = BTreeMap<Code, Option<Severity>>;

impl Verdict {
    /// Of what hangs on one page.
    fn of(own: Vec<Diagnostic>, rules: &Rules, strict: bool) -> Self {
        let mut verdict = Self::default();
        verdict.add_own(own, rules, strict);
        verdict
    }

    fn add(&mut self, wide: Vec<Diagnostic>, rules: &Rules, strict: bool) {
        let judged = self.judged(wide, rules, strict);
        append(&mut self.wide, judged);
    }

    fn add_own(&mut self, own: Vec<Diagnostic>, rules: &Rules, strict: bool) {
        let judged = self.judged(own, rules, strict);
        append(&mut self.own, judged);
    }

    fn judged(&mut self, mut findings: Vec<Diagnostic>, rules: &Rules, strict: bool) -> Vec<Diagnostic> {
        findings.retain_mut(|finding| {
            match rules.get(&finding.code) {
                Some(None) => return false,
                Some(Some(severity)) => finding.severity = *severity,
                None => {}
            }
            self.failed |= finding.severity == Severity::Error || (strict && finding.severity == Severity::Warning);
            true
        });
        findings
    }

    fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.own.iter().chain(&self.wide)
    }
}

/// Puts findings behind others; where there are none yet, they are not moved.
fn append(findings: &mut Vec<Diagnostic>, more: Vec<Diagnostic>) {
    if findings.is_empty() {
        *findings = more;
    } else {
        findings.extend(more);
    }
}

fn summary(site: &CheckedSite, findings: &Verdict, committed: Committed) -> Summary {
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
        kept: 0,
        damaged: false,
        recovered: false,
        allowed: 0,
        seconds: 0.0,
    }
}
