//! A site served on this machine while it is written: pages made when they are asked for, shown anew when a file changes.
//!
//! ```text
//! watch ──changed files──▶ keeper ──renews a page, opens the site──▶ Shared ◀──asks── http ◀── browser
//!                                                                      └──version──▶ live ──events──▶
//! ```
//! A page that stays in its place is taken in at once ([`Opened::renew`]: read, checked against the rest, put in its place
//! unless it has errors); everything is then opened anew beside what is served, and put into `Shared` in one step. A request
//! makes its one file by the jobs of a build. Open pages hear of each version, compare what they look like (`seen`), and
//! load themselves again, or swap a style sheet, only where they differ. `Shared` keeps the last site without errors: a page
//! with an error in its own file is made from that.
//!
//! Nothing is written but drawn pictures in `.baocao/cache/`.

mod address;
mod http;
mod keeper;
mod listen;
mod live;
mod shared;
mod watch;
mod words;

use std::net::IpAddr;
use std::path::PathBuf;
use std::sync::{Arc, mpsc};

use crate::diag::Diagnostic;
use crate::locale::Lang;
use crate::pipeline::{self, Opened, Refusal, Request};

use keeper::{Keeper, Signal};
use shared::Shared;

/// What is served, where, and in which language the overlay speaks.
#[derive(Clone, Debug)]
pub struct Options {
    pub request: Request,
    pub host: IpAddr,
    /// The port to try first; 0 takes any that is free.
    pub port: u16,
    pub lang: Lang,
}

/// What the command hears of; from several threads.
pub type Hears = dyn Fn(Told<'_>) + Send + Sync;

/// What there is to tell.
pub enum Told<'a> {
    /// The site is served at this address; `taken` is the port that was asked for and not free.
    Ready { address: &'a str, taken: Option<u16>, opened: &'a Opened },
    /// Files have changed, and the site with them; `failing` is how many templates fail, which `opened` does not know.
    Changed { opened: &'a Opened, failing: usize },
    /// A template fails on a page that was asked for.
    Template { opened: &'a Opened, finding: &'a Diagnostic },
    /// The site can't be read as it is now; what was served before stays.
    Refused(&'a Refusal),
}

/// The machine refused to serve.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    #[error(transparent)]
    Refused(#[from] Refusal),
    #[error("{host}: no port can be opened there: {error}")]
    Listen { host: IpAddr, error: std::io::Error },
    #[error("{path}: can't be watched for changes: {reason}")]
    Watch { path: PathBuf, reason: String },
    #[error("the server can't run: {0}")]
    Run(std::io::Error),
}

/// Serves until the process is asked to end (Ctrl-C, or SIGTERM).
///
/// # Errors
/// When the site can't be read at the start, no port is free, or files can't be watched.
pub fn serve(mut options: Options, hears: Arc<Hears>) -> Result<(), ServeError> {
    let canonical = options.request.root.canonicalize();
    options.request.root = canonical.unwrap_or(options.request.root);
    let listener = listen::listen(options.host, options.port)?;
    let (signals, received) = mpsc::channel();
    // Before anything is read, so that no change is missed.
    let watcher = watch::Watcher::start(&options.request.root, signals.clone())?;
    let opened = pipeline::open(&options.request)?;
    let shared = Arc::new(Shared::new(options.lang, opened, hears));
    shared.tell_ready(&listener);
    let keeper = Keeper::new(options.request, Arc::clone(&shared), watcher, signals.clone());
    let kept = std::thread::spawn(move || keeper.run(&received));
    let served = http::run(listener, &shared);
    // The keeper hears it as long as it lives.
    let _ = signals.send(Signal::Stop);
    let _ = kept.join();
    served.map_err(ServeError::Run)
}
