//! `baocao serve`.

use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};

use super::args::ServeArgs;
use super::build::report;
use super::summary::{served, updated};
use super::{Context, Exit, Failure, say_error, words};
use crate::diag::{Text, visible};
use crate::pipeline::{Opened, Request, Summary};
use crate::serve::{self, Options, ServeError, Told};

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
    /// The findings that were printed last: the same ones are not printed again with every save.
    last: Mutex<String>,
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
            Told::Changed { opened } => {
                self.findings(opened);
                self.result(&updated(opened.summary()), opened.summary());
            }
            Told::Template { opened, finding } => {
                say_error(&report(&self.context, opened.sources(), std::slice::from_ref(*finding), true));
            }
            Told::Refused(refusal) => {
                let text = refusal.to_string();
                say_error(&format!("baocao: {}\n", visible(&text)));
            }
        }
    }

    fn findings(&self, opened: &Opened) {
        let (sources, verbose) = (opened.sources(), self.context.verbose);
        let report = report(&self.context, sources, &opened.diagnostics(verbose), verbose);
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        if *last != report {
            say_error(&report);
            *last = report;
        }
    }

    fn result(&self, text: &Text, json: &impl serde::Serialize) {
        // A reader that has gone (`baocao serve | head`) does not end the server.
        let _ = self.context.result(text, json);
    }
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
