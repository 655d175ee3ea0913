//! `baocao build` and `baocao check`.

use std::path::absolute;

use super::args::{BuildArgs, CheckArgs, RunArgs};
use super::claims::{self, Report};
use super::progress::Bar;
use super::summary::{Ran, summary};
use super::{Context, Exit, Failure, say_error, words};
use crate::diag::{Diagnostic, Format, Reporter, Severity};
use crate::pipeline::{self, Refusal, Request};
use crate::source::Sources;

/// Builds the site; advice is printed with -v only.
pub fn build(context: &Context, args: BuildArgs) -> Result<Exit, Failure> {
    let output = args.output.map(absolute).transpose().map_err(|error| Failure::refused(&error))?;
    let advice = context.verbose;
    let request = Request { output, clean: args.clean, advice, ..request(context, args.run)? };
    run(context, &request, context.verbose)
}

/// Finds what `build` would find and writes nothing; advice is printed.
pub fn check(context: &Context, args: CheckArgs) -> Result<Exit, Failure> {
    let request = Request { check_only: true, list_claims: args.claims, ..request(context, args.run)? };
    run(context, &request, true)
}

fn request(context: &Context, args: RunArgs) -> Result<Request, Failure> {
    Ok(Request {
        root: context.root()?,
        drafts: args.drafts,
        base_url: args.base_url,
        now: args.now,
        published: args.published,
        strict: args.strict,
        ..Request::default()
    })
}

fn run(context: &Context, request: &Request, with_advice: bool) -> Result<Exit, Failure> {
    let bar = Bar::show(context, &request.progress);
    let outcome = pipeline::run(request)?;
    let times = request.progress.times();
    drop(bar);
    let most = match (with_advice, request.check_only) {
        (false, _) => 0,
        (true, true) => usize::MAX,
        (true, false) => MOST_ADVICE,
    };
    let (report, printed) = report(context, &outcome.sources, &outcome.diagnostics, most);
    say_error(&report);
    let fails = outcome.failed || outcome.summary.errors > 0 || (request.strict && outcome.summary.warnings > 0);
    let ran = Ran {
        summary: &outcome.summary,
        index: (!request.check_only).then(|| outcome.output.join("index.html")),
        fails,
        advice_printed: printed,
        times: if context.verbose { times } else { Vec::new() },
    };
    if request.list_claims {
        let listed = claims::rows(outcome.claims, &outcome.sources);
        let mut text = claims::table(&listed, context.format);
        if context.format == Format::Human {
            text = text.followed_by(&"\n".into()).followed_by(&summary(&ran));
        }
        context.result(&text, &Report { summary: &outcome.summary, listed })?;
    } else {
        context.result(&summary(&ran), &outcome.summary)?;
    }
    Ok(if fails { Exit::Findings } else { Exit::Fine })
}

/// So many pieces of advice are printed for people beside something else; `check` prints all.
pub const MOST_ADVICE: usize = 100;

/// The findings to print, with an empty line before a summary that people read below them, and how many of them are advice:
/// for people no more than `most`.
pub fn report(context: &Context, sources: &Sources, findings: &[Diagnostic], most: usize) -> (String, usize) {
    let most = if context.format == Format::Human || most == 0 { most } else { usize::MAX };
    let mut printed = 0;
    let is_shown = |finding: &&Diagnostic| {
        let is_advice = finding.severity == Severity::Advice;
        let is_shown = !is_advice || printed < most;
        printed += usize::from(is_advice && is_shown);
        is_shown
    };
    let shown: Vec<Diagnostic> = findings.iter().filter(is_shown).cloned().collect();
    let reporter = Reporter { sources, format: context.format, color: context.color, lang: context.lang };
    let mut report = reporter.report(&shown);
    if context.format == Format::Human && !report.is_empty() {
        report.push('\n');
    }
    (report, printed)
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Read(error) => Self::from(error),
            Refusal::Emit(error) => Self::from(error),
            refusal @ Refusal::OutputIsSource { .. } => Self::usage(words::output_is_source(refusal.to_string())),
            Refusal::Published { path, problem } => {
                Self::usage(words::not_published(path.display().to_string(), problem))
            }
            Refusal::Now { value } => Self::usage(words::no_time(value)),
        }
    }
}
