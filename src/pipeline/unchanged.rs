//! A build of what was built before: nothing is read, checked or made again, and the same is said.

use std::collections::{HashMap, HashSet};
use std::fmt::Write;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use super::kept::{Changed, Index, Keeping, Kept, Parts};
use super::{Refusal, Request, Summary, pictures};
use crate::diag::{self, Code, Diagnostic, Label, Severity, Text};
use crate::emit::{Recalled, Standing};
use crate::model::manifest::Manifest;
use crate::model::route::OutputPath;
use crate::source::{self, ReadError, SitePath, Source, SourceId, Sources, Span, Stamp, Stamps};

/// What a build is made from, and where it is recorded.
pub struct Inputs {
    standing: Standing,
    text: String,
    stamps: Mutex<Option<Stamps>>,
    /// True where something that was kept could not be taken up again.
    pub damaged: AtomicBool,
}

/// So long is waited for a file system's clock.
const MOMENT: Duration = Duration::from_millis(50);

/// What a build said, advice aside, which may be long and which few ask for.
#[derive(Serialize, Deserialize)]
struct Said {
    summary: Summary,
    allowed: usize,
    told: Told,
    /// What is kept of its pages.
    parts: Option<Parts>,
}

/// The last build, where everything that it left stands as it left it.
pub struct Last {
    recalled: Recalled,
    said: Said,
    is_same: bool,
}

/// Findings, with their places by path.
#[derive(Serialize, Deserialize)]
struct Told {
    files: Vec<File>,
    findings: Vec<Finding>,
}

/// A file with findings.
#[derive(Serialize, Deserialize)]
struct File {
    path: String,
    /// False of one that is known by its path only: a picture, a link.
    has_text: bool,
}

#[derive(Serialize, Deserialize)]
struct Finding {
    code: String,
    severity: String,
    place: Place,
    message: Words,
    help: Option<Words>,
    labels: Vec<(Place, Words)>,
}

/// The number of a file, and the bytes there.
type Place = (u32, u32, u32);
/// English and Vietnamese.
type Words = (String, String);

impl Inputs {
    /// Stamps the files of the site, and looks whether what the last build left stands as it left it. None for requests whose
    /// result hangs on more than these.
    ///
    /// # Errors
    /// When a folder can't be read.
    pub fn of(request: &Request, output: &Path) -> Result<Option<(Self, Option<Last>)>, Refusal> {
        let hangs_on_more =
            request.check_only || request.published.is_some() || request.now.as_deref() == Some("clock");
        if hangs_on_more {
            return Ok(None);
        }
        let standing = Standing::new(&request.root, output)?;
        let recall = || if request.clean { None } else { standing.recall() };
        let (stamps, recalled) = rayon::join(|| settled(&request.root), recall);
        let Some(stamps) = stamps? else { return Ok(None) };
        let mut text = stamps.text();
        let Request { drafts, base_url, now, strict, .. } = request;
        let _ = writeln!(text, "{drafts} {base_url:?} {now:?} {strict} {}", program());
        let last = recalled.and_then(|recalled| {
            let said = serde_json::from_str(&recalled.said).ok()?;
            let is_same = recalled.is_of(&text);
            Some(Last { recalled, said, is_same })
        });
        let damaged = AtomicBool::new(last.is_none() && !request.clean && standing.is_damaged());
        Ok(Some((Self { standing, text, stamps: Mutex::new(Some(stamps)), damaged }, last)))
    }

    /// The outcome of the last build, where this one would change nothing.
    ///
    /// # Errors
    /// When a file with findings can't be read.
    pub fn unchanged(&self, last: &Last, request: &Request, started: Instant) -> Result<Option<Found>, ReadError> {
        let said = &last.said;
        if !last.is_same {
            return Ok(None);
        }
        let (mut sources, mut diagnostics) = (Sources::default(), Vec::new());
        if request.advice {
            let Some(parts) = &said.parts else { return Ok(None) };
            let mut disk = source::read(&request.root)?;
            pictures::look(&mut disk, &super::cache(request))?;
            let Some(advice) = parts.all_advice(&self.standing, &disk.sources) else {
                self.damaged.store(true, Ordering::Relaxed);
                return Ok(None);
            };
            (sources, diagnostics) = (disk.sources, advice);
        }
        let Some(found) = said.told.restored(&request.root, &mut sources)? else { return Ok(None) };
        diagnostics.extend(found);
        diag::sort(&mut diagnostics, &sources);
        let all = said.summary.written + said.summary.unchanged;
        let counts = said.summary.clone();
        let kept = counts.pages;
        let summary = Summary { kept, written: 0, unchanged: all, removed: 0, allowed: said.allowed, ..counts };
        Ok(Some(Found { sources, diagnostics, summary: summary.within(started) }))
    }

    /// What the last build knows of pages, where neither site.yaml nor the set of datasets has changed.
    #[must_use]
    pub fn kept(&self, last: &Last, request: &Request) -> Option<Kept> {
        let parts = last.said.parts.clone()?;
        let Some(before) = self.standing.part(&parts.inputs).and_then(|text| String::from_utf8(text).ok()) else {
            self.damaged.store(true, Ordering::Relaxed);
            return None;
        };
        let (old, program) = before.trim_end().rsplit_once('\n')?;
        let (new, now) = self.text.trim_end().rsplit_once('\n')?;
        if program != now {
            return None;
        }
        let lines = |text| str::lines(text).collect::<HashSet<&str>>();
        let (old, new) = rayon::join(|| lines(old), || lines(new));
        let mut changed = Changed::default();
        let mut once: HashSet<SitePath> = HashSet::new();
        for line in old.symmetric_difference(&new) {
            // A name that breaks its line is none of a page.
            let path = source::site_path(&request.root, Path::new(source::stamped_path(line)?));
            let Some(below) = path.below("content") else {
                // What else there is, is site.yaml, on which everything hangs.
                path.below("themes").or(path.below("templates"))?;
                changed.theme = true;
                continue;
            };
            match below.rsplit_once('.').map(|(_, ending)| ending) {
                Some("md") => drop(changed.pages.insert(path)),
                _ if once.remove(&path) => drop(changed.others.insert(path)),
                _ => drop(once.insert(path)),
            }
        }
        // A dataset that comes or goes may be meant anywhere.
        if once.iter().any(|path| path.as_str().ends_with(".yaml") || path.as_str().ends_with(".yml")) {
            return None;
        }
        changed.others.extend(once);
        let kept = Kept::recall(&self.standing, parts, changed, request.advice);
        self.damaged.fetch_or(kept.is_none(), Ordering::Relaxed);
        kept
    }

    /// The stamps of the site's files, for who reads it first: later they may be no longer true.
    #[must_use]
    pub fn stamps(&self) -> Option<Stamps> {
        self.stamps.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    /// True where no other build has begun to change the output since.
    #[must_use]
    pub fn is_still(&self, last: &Last) -> bool {
        self.standing.is_still(&last.recalled)
    }

    /// Lets go of what is recorded, before the output changes.
    pub fn forget(&self) {
        self.standing.forget();
    }

    /// Keeps what the next build may go on from; none where that can't be.
    #[must_use]
    pub fn keep(&self, keeping: Keeping<'_>) -> Option<(Parts, Index)> {
        keeping.keep(&self.standing, &self.text)
    }

    /// Records a build that was put into place: its counts, its findings, what is kept of its pages. Of the files that the
    /// `last` build left, only those that were written since are looked at again.
    pub fn remember<'a>(
        &self,
        (made, sources): (&Manifest, &Sources),
        (summary, findings): (Summary, impl Iterator<Item = &'a Diagnostic>),
        parts: Option<(Parts, Index)>,
        last: Option<(Last, HashSet<OutputPath>)>,
    ) {
        let Some(told) = Told::of(sources, findings.filter(|it| it.severity != Severity::Advice)) else { return };
        let names = parts.as_ref().map(|(parts, index)| parts.names(index)).unwrap_or_default();
        let parts = parts.map(|(parts, _)| parts);
        let said = Said { allowed: summary.allowed, summary, told, parts };
        let said = serde_json::to_string(&said).expect("texts and numbers are JSON");
        let recalled = last.map(|(last, written)| (last.recalled, written));
        self.standing.remember(made, &self.text, &said, &names, recalled.as_ref());
    }
}

/// What a build found that changes nothing.
pub struct Found {
    pub sources: Sources,
    pub diagnostics: Vec<Diagnostic>,
    pub summary: Summary,
}

/// The stamps of a site's files. Where one was changed this very moment, a further edit might not show in its stamp: they are
/// stamped again a moment later. None where that does not help, since a clock goes wrong.
fn settled(root: &Path) -> Result<Option<Stamps>, ReadError> {
    let mut stamps = source::stamps(root)?;
    let unsettled = stamps.unsettled();
    if unsettled.is_zero() {
        return Ok(Some(stamps));
    }
    if unsettled > MOMENT {
        return Ok(None);
    }
    std::thread::sleep(unsettled);
    stamps.settle();
    Ok(stamps.unsettled().is_zero().then_some(stamps))
}

/// What tells this program from another version, and from one that was compiled anew.
fn program() -> String {
    let own = std::env::current_exe().and_then(|path| path.metadata()).map(|metadata| Stamp::of(&metadata));
    format!("{} {own:?}", env!("CARGO_PKG_VERSION"))
}

impl Told {
    /// None where a place lies in a file that is not read as it stands: a sheet of a workbook.
    fn of<'a>(sources: &Sources, diagnostics: impl Iterator<Item = &'a Diagnostic>) -> Option<Self> {
        let mut files: Vec<File> = Vec::new();
        let mut numbers: HashMap<SourceId, usize> = HashMap::new();
        let mut place = |span: Span| {
            let file = sources.get(span.source);
            // The text of a page that was kept is not here.
            let has_text = !file.text.is_empty() || file.path.as_str().ends_with(".md");
            if file.cells.is_some() || file.invalid_at.is_some() || (!has_text && span.end > 0) {
                return None;
            }
            let number = *numbers.entry(span.source).or_insert_with(|| {
                files.push(File { path: file.path.as_str().to_owned(), has_text });
                files.len() - 1
            });
            Some((u32::try_from(number).ok()?, span.start, span.end))
        };
        let words = |text: &Text| (text.en().into_owned(), text.vi().into_owned());
        let finding = |it: &Diagnostic| {
            let labels = it.labels.iter().map(|label| Some((place(label.span)?, words(&label.message))));
            Some(Finding {
                labels: labels.collect::<Option<_>>()?,
                code: it.code.word().to_owned(),
                severity: it.severity.word().to_owned(),
                place: place(it.span)?,
                message: words(&it.message),
                help: it.help.as_ref().map(words),
            })
        };
        let findings = diagnostics.map(finding).collect::<Option<_>>()?;
        Some(Self { files, findings })
    }

    /// The findings, their files among `sources`. None where a file is gone or the record is not whole.
    fn restored(&self, root: &Path, sources: &mut Sources) -> Result<Option<Vec<Diagnostic>>, ReadError> {
        let mut ids = Vec::with_capacity(self.files.len());
        for File { path, has_text } in &self.files {
            if let Some(known) = sources.find(path) {
                ids.push(known);
                continue;
            }
            let mut file = Source::empty(SitePath::new(path));
            if *has_text {
                let Some(text) = source::read_if_there(&root.join(path))? else { return Ok(None) };
                file.text = text.into();
            }
            ids.push(sources.add(file));
        }
        Ok(self.findings.iter().map(|finding| finding.restored(&ids)).collect())
    }
}

impl Finding {
    fn restored(&self, ids: &[SourceId]) -> Option<Diagnostic> {
        let text = |words: &Words| Text::new(words.0.clone(), words.1.clone());
        let span = |place: &Place| Some(Span { source: *ids.get(place.0 as usize)?, start: place.1, end: place.2 });
        let label = |(at, words): &(Place, Words)| Some(Label { span: span(at)?, message: text(words) });
        let levels = [Severity::Error, Severity::Warning, Severity::Advice];
        Some(Diagnostic {
            code: Code::parse(&self.code)?,
            severity: levels.into_iter().find(|level| level.word() == self.severity)?,
            span: span(&self.place)?,
            message: text(&self.message),
            help: self.help.as_ref().map(text),
            labels: self.labels.iter().map(label).collect::<Option<_>>()?,
        })
    }
}
