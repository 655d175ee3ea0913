//! `baocao serve`.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};

use super::args::ServeArgs;
use super::build::{MOST_ADVICE, report};
use super::summary::{served, updated};
use super::{Context, Exit, Failure, say_error, words};
use crate::diag::{self, Diagnostic, Text, visible};
use crate::pipeline::{Opened, Request, Summary};
use crate::serve::{self, Options, ServeError, Told};
use crate::source::Sources;

/// Serves the site until the process is asked to end.
pub fn serve(context: Context, args: ServeArgs) -> Result<Exit, Failure> {
    let request = Request {
        root: context.root()?,
        drafts: !args.no_drafts,
        now: args.now,
        strict: args.strict,
        ..Request::default()
    };
    let options = Options { request, host: args.host, port: args.port, lang: context.lang };
    let speaker = Speaker { context, opens: args.open, last: Mutex::default() };
    serve::serve(options, Arc::new(move |told| speaker.hear(&told)))?;
    Ok(Exit::Fine)
}

/// Says on the terminal what the server tells.
struct Speaker {
    context: Context,
    opens: bool,
    /// What was printed last: the same is not printed again with every save.
    last: Mutex<Printed>,
}

/// Findings that are on the terminal.
#[derive(Default)]
struct Printed {
    /// Errors and warnings, as they stand there.
    loud: String,
    /// What advice says, wherever it stands in its file, and how often.
    advice: HashMap<u64, usize>,
}

impl Speaker {
    fn hear(&self, told: &Told<'_>) {
        match told {
            Told::Ready { address, taken, opened } => {
                if let Some(port) = taken {
                    say_error(&format!("baocao: {}\n", words::port_taken(port.to_string()).in_lang(self.context.lang)));
                }
                self.findings(opened);
                self.result(&served(opened.summary(), address), &Ready { url: address, summary: opened.summary() });
                if self.opens {
                    open(address);
                }
            }
            Told::Changed { opened, failing } => {
                self.findings(opened);
                let summary = opened.summary();
                let summary = Summary { errors: summary.errors + failing, ..summary.clone() };
                self.result(&updated(&summary), &summary);
            }
            Told::Template { opened, finding } => {
                say_error(&report(&self.context, opened.sources(), std::slice::from_ref(finding), 0).0);
            }
            Told::Refused(refusal) => {
                let text = refusal.to_string();
                say_error(&format!("baocao: {}\n", visible(&text)));
            }
        }
    }

    /// Prints errors and warnings where they have changed, and the advice that is new.
    fn findings(&self, opened: &Opened) {
        let sources = opened.sources();
        let (loud, _) = report(&self.context, sources, opened.loud(), 0);
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        let mut shown = if last.loud == loud { Vec::new() } else { opened.loud().to_vec() };
        last.loud = loud;
        if self.context.verbose {
            let mut advice = HashMap::new();
            for finding in opened.advice() {
                let said = said(finding, sources);
                let count: &mut usize = advice.entry(said).or_default();
                *count += 1;
                if *count > last.advice.get(&said).copied().unwrap_or_default() {
                    shown.push(finding.clone());
                }
            }
            last.advice = advice;
        }
        if !shown.is_empty() {
            diag::sort(&mut shown, sources);
            say_error(&report(&self.context, sources, &shown, MOST_ADVICE).0);
        }
    }

    fn result(&self, text: &Text, json: &impl serde::Serialize) {
        // A reader that has gone (`baocao serve | head`) does not end the server.
        let _ = self.context.result(text, json);
    }
}

/// What a finding says of its file, in short.
fn said(finding: &Diagnostic, sources: &Sources) -> u64 {
    let Diagnostic { code, span, message, help, .. } = finding;
    let mut hasher = DefaultHasher::new();
    (code, sources.get(span.source).path.as_str(), message.en(), help.as_ref().map(Text::en)).hash(&mut hasher);
    hasher.finish()
}

#[derive(serde::Serialize)]
struct Ready<'a> {
    url: &'a str,
    #[serde(flatten)]
    summary: &'a Summary,
}

/// Asks the system to show `address` in its browser; where it can't, the address is on the terminal.
fn open(address: &str) {
    let mut command = if cfg!(windows) {
        let mut command = Command::new("cmd");
        command.args(["/C", "start", ""]);
        command
    } else {
        Command::new(if cfg!(target_os = "macos") { "open" } else { "xdg-open" })
    };
    let started = command.arg(address).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    if let Ok(mut child) = started {
        std::thread::spawn(move || child.wait());
    }
}

impl From<ServeError> for Failure {
    fn from(error: ServeError) -> Self {
        match error {
            ServeError::Refused(refusal) => Self::from(refusal),
            ServeError::Listen { .. } | ServeError::Watch { .. } | ServeError::Run(_) => Self::refused(&error),
        }
    }
}
