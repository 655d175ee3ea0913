//! A build of what was built before: nothing is read, checked or made again, and the same is said.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt::Write;
use std::path::Path;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use super::{Outcome, Refusal, Request, Summary};
use crate::diag::{self, Code, Diagnostic, Label, Severity, Text};
use crate::emit::Standing;
use crate::source::{self, ReadError, SitePath, Source, SourceId, Sources, Span, Stamp, Stamps};

/// What a build is made from, and where it is recorded.
pub struct Inputs {
    standing: Standing,
    text: String,
}

/// So long is waited for a file system's clock.
const MOMENT: Duration = Duration::from_millis(50);

/// What a build said. Its advice, which may be long and which few ask for, is kept aside.
#[derive(Serialize, Deserialize)]
struct Said {
    summary: Summary,
    allowed: usize,
    told: Told,
}

/// Findings, with their places by path.
#[derive(Serialize, Deserialize, Default)]
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
type Words = (Cow<'static, str>, Cow<'static, str>);

impl Inputs {
    /// Stamps the files of the site. None for requests whose result hangs on more than these.
    ///
    /// # Errors
    /// When a folder can't be read.
    pub fn of(request: &Request, output: &Path) -> Result<Option<Self>, Refusal> {
        let hangs_on_more =
            request.check_only || request.published.is_some() || request.now.as_deref() == Some("clock");
        if hangs_on_more {
            return Ok(None);
        }
        let Some(mut text) = settled(&request.root)? else { return Ok(None) };
        let Request { drafts, base_url, now, strict, .. } = request;
        let _ = writeln!(text, "{drafts} {base_url:?} {now:?} {strict} {}", program());
        Ok(Some(Self { standing: Standing::new(&request.root, output)?, text }))
    }

    /// The outcome of a build that would change nothing.
    ///
    /// # Errors
    /// When a file with findings can't be read.
    pub fn recall(&self, request: &Request, output: &Path, started: Instant) -> Result<Option<Outcome>, ReadError> {
        if request.clean {
            return Ok(None);
        }
        let Some(recalled) = self.standing.recall(&self.text) else { return Ok(None) };
        let Ok(said) = serde_json::from_str::<Said>(&recalled.said) else { return Ok(None) };
        let mut told = vec![said.told];
        if request.advice {
            let aside = self.standing.aside(&recalled).and_then(|aside| serde_json::from_str::<Told>(&aside).ok());
            let Some(aside) = aside else { return Ok(None) };
            told.push(aside);
        }
        let (mut sources, mut diagnostics) = (Sources::default(), Vec::new());
        for told in &told {
            let Some(found) = told.restored(&request.root, &mut sources)? else { return Ok(None) };
            diagnostics.extend(found);
        }
        diag::sort(&mut diagnostics, &sources);
        let all = said.summary.written + said.summary.unchanged;
        let summary =
            Summary { written: 0, unchanged: all, removed: 0, allowed: said.allowed, ..said.summary }.within(started);
        let output = output.to_owned();
        Ok(Some(Outcome { sources, diagnostics, summary, claims: Vec::new(), output, failed: false }))
    }

    /// Lets go of what is recorded, before the output changes.
    pub fn forget(&self) {
        self.standing.forget();
    }

    /// Records a build that was put into place.
    pub fn remember(&self, outcome: &Outcome) {
        let is_advice = |it: &&Diagnostic| it.severity == Severity::Advice;
        let told = Told::of(&outcome.sources, outcome.diagnostics.iter().filter(|it| !is_advice(it)));
        let aside = Told::of(&outcome.sources, outcome.diagnostics.iter().filter(is_advice));
        if let Some((told, aside)) = told.zip(aside) {
            let said = Said { summary: outcome.summary.clone(), allowed: outcome.summary.allowed, told };
            self.standing.remember(&self.text, &json(&said), &json(&aside));
        }
    }
}

fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("texts and numbers are JSON")
}

/// The stamps of a site's files. Where one was changed this very moment, a further edit might not show in its stamp: they are
/// stamped again a moment later. None where that does not help, since a clock goes wrong.
fn settled(root: &Path) -> Result<Option<String>, ReadError> {
    let Stamps { text, unsettled } = source::stamps(root)?;
    if unsettled.is_zero() {
        return Ok(Some(text));
    }
    if unsettled > MOMENT {
        return Ok(None);
    }
    std::thread::sleep(unsettled);
    let Stamps { text, unsettled } = source::stamps(root)?;
    Ok(unsettled.is_zero().then_some(text))
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
            if file.cells.is_some() || file.invalid_at.is_some() || (file.text.is_empty() && span.end > 0) {
                return None;
            }
            let number = *numbers.entry(span.source).or_insert_with(|| {
                files.push(File { path: file.path.as_str().to_owned(), has_text: !file.text.is_empty() });
                files.len() - 1
            });
            Some((u32::try_from(number).ok()?, span.start, span.end))
        };
        let words = |text: &Text| (text.en.clone(), text.vi.clone());
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
