//! Keeps the served site as its files are: a page whose text has changed is taken in at once, anything else by opening the
//! site anew beside what is served.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use super::shared::Shared;
use super::watch::Watcher;
use crate::pipeline::{self, Opened, Refusal, Renewed, Request};
use crate::source;

/// More files than this are no edit but a checkout: they are waited for until they are all there.
const FEW: usize = 8;

/// A checkout is over when nothing has changed for so long.
const QUIET: Duration = Duration::from_millis(150);

/// Changes that do not end are taken in as they are after so long.
const PATIENCE: Duration = Duration::from_secs(3);

/// An edited page is shown first; looking at the whole site takes the machine's time.
const FIRST: Duration = Duration::from_millis(150);

/// What the keeper hears.
pub enum Signal {
    Changed(Vec<PathBuf>),
    /// Changes may have been missed.
    Missed,
    /// The site that was opened anew, and its stamp from before that.
    Opened(Box<Result<Opened, Refusal>>, String),
    Stop,
}

/// The one that changes what is shared.
pub struct Keeper {
    request: Request,
    shared: Arc<Shared>,
    watcher: Watcher,
    signals: Sender<Signal>,
    is_opening: bool,
    /// Pages taken in since the opening began, which may have read what they were before.
    renewed: Vec<PathBuf>,
    /// What has to be opened again.
    again: Again,
    /// True where pictures or other files that pages show have changed since the last opening.
    assets: bool,
    /// True where templates may fail that did not before.
    theme: bool,
    /// Since when what was opened has been left aside.
    waiting: Option<Instant>,
    /// The files of the last opening, for when changes may have been missed.
    stamp: String,
}

/// Whether the site has to be opened again when it has been opened.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Again {
    No,
    /// For what other pages show of a page that has been taken in.
    Around,
    /// What is being opened may be half of a change.
    Whole,
}

impl Keeper {
    pub fn new(request: Request, shared: Arc<Shared>, watcher: Watcher, signals: Sender<Signal>) -> Self {
        Self {
            request,
            shared,
            watcher,
            signals,
            is_opening: false,
            renewed: Vec::new(),
            again: Again::No,
            assets: false,
            theme: true,
            waiting: None,
            stamp: String::new(),
        }
    }

    /// Follows the files until it is told to stop.
    pub fn run(mut self, signals: &Receiver<Signal>) {
        self.stamp = stamp(&self.request);
        self.look(false);
        let mut next = signals.recv().ok();
        while let Some(signal) = next.take() {
            let left = match signal {
                Signal::Stop => return,
                Signal::Changed(paths) => {
                    let (paths, left) = gather(paths, signals);
                    self.change(&paths);
                    left
                }
                Signal::Missed => {
                    self.missed();
                    None
                }
                Signal::Opened(opened, stamp) => {
                    self.stamp = stamp;
                    self.opened(*opened);
                    None
                }
            };
            next = left.or_else(|| signals.recv().ok());
        }
    }

    fn change(&mut self, paths: &[PathBuf]) {
        if paths.iter().any(|path| self.watcher.is_watched(path)) {
            self.watcher.renew();
        }
        // What can't be read may be read now, though no text has changed.
        let mut needed = if paths.len() > FEW || self.shared.is_refused() { Again::Whole } else { Again::No };
        let (mut renewed, mut alone) = (Vec::new(), Vec::new());
        for path in paths {
            if needed != Again::No {
                break;
            }
            match self.shared.renew(&self.request.root, path) {
                Ok(Renewed::Same) => {}
                Ok(Renewed::Page) => renewed.push(path.clone()),
                Ok(Renewed::Alone) => alone.push(path.clone()),
                Ok(Renewed::More) | Err(_) => needed = Again::Whole,
            }
        }
        if !renewed.is_empty() {
            needed = needed.max(Again::Around);
        }
        if !renewed.is_empty() || !alone.is_empty() {
            self.shared.publish();
        }
        if !alone.is_empty() && needed == Again::No && !self.is_opening {
            self.shared.tell();
        }
        self.renewed.append(&mut renewed);
        self.renewed.append(&mut alone);
        self.theme |= paths.iter().any(|path| self.is_theme(path));
        self.assets |= paths.iter().any(|path| is_asset(path));
        self.again = self.again.max(needed);
        if self.again != Again::No && !self.is_opening {
            self.open();
        }
    }

    /// Opens the site beside what is served.
    fn open(&mut self) {
        self.is_opening = true;
        let needed = std::mem::replace(&mut self.again, Again::No);
        self.renewed.clear();
        let (request, signals) = (self.request.clone(), self.signals.clone());
        std::thread::spawn(move || {
            if needed == Again::Around {
                std::thread::sleep(FIRST);
            }
            let stamp = stamp(&request);
            // Nobody hears it any more where the server has ended.
            let _ = signals.send(Signal::Opened(Box::new(pipeline::open(&request)), stamp));
        });
    }

    fn opened(&mut self, opened: Result<Opened, Refusal>) {
        self.is_opening = false;
        match opened {
            Ok(mut opened) => {
                let is_good = !opened.has_errors();
                let root = &self.request.root;
                let is_whole = |path: &PathBuf| {
                    matches!(opened.renew(root, path), Ok(Renewed::Same | Renewed::Page | Renewed::Alone))
                };
                if !self.renewed.iter().all(is_whole) {
                    self.again = Again::Whole;
                }
                if !self.waits() {
                    self.shared.put(opened, is_good, std::mem::take(&mut self.assets), self.theme);
                    self.shared.publish();
                    self.look(true);
                }
            }
            Err(refusal) if !self.waits() => self.shared.refuse(&refusal),
            Err(_) => {}
        }
        if self.again != Again::No {
            self.open();
        }
    }

    /// True where what was opened is left aside: half of a change has errors that the whole has not.
    fn waits(&mut self) -> bool {
        let is_half = self.again == Again::Whole;
        let waits = is_half && self.waiting.get_or_insert_with(Instant::now).elapsed() < PATIENCE;
        if !waits {
            self.waiting = None;
        }
        waits
    }

    /// Makes every page once where the theme is another, beside what is served; what was opened is told when its templates
    /// have been looked at.
    fn look(&mut self, tells: bool) {
        let is_other = std::mem::take(&mut self.theme);
        let shared = Arc::clone(&self.shared);
        let look = move || {
            if is_other {
                shared.look();
            }
            if tells {
                shared.tell();
            }
        };
        if is_other {
            std::thread::spawn(look);
        } else {
            look();
        }
    }

    /// True for what every page is made with.
    fn is_theme(&self, path: &Path) -> bool {
        path.strip_prefix(&self.request.root).is_ok_and(|below| !below.starts_with("content"))
    }

    /// Looks whether anything has changed: reading many files may itself be too much for the watcher to tell.
    fn missed(&mut self) {
        if stamp(&self.request) != self.stamp {
            self.watcher.renew();
            self.again = Again::Whole;
            if !self.is_opening {
                self.open();
            }
        }
    }
}

/// What can't be read has no stamp; it is opened, and refused, by itself.
fn stamp(request: &Request) -> String {
    source::stamps(&request.root).map(|stamps| stamps.text()).unwrap_or_default()
}

/// `paths`, and where they are many all that change with them; and the signal behind them that is none of those.
fn gather(mut paths: Vec<PathBuf>, signals: &Receiver<Signal>) -> (Vec<PathBuf>, Option<Signal>) {
    let began = Instant::now();
    let mut left = None;
    while paths.len() > FEW && left.is_none() && began.elapsed() < PATIENCE {
        match signals.recv_timeout(QUIET) {
            Ok(Signal::Changed(more)) => paths.extend(more),
            Ok(other) => left = Some(other),
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => break,
        }
    }
    (paths, left)
}

/// True for a file that stands in the output as it is, beside pages that do not change with it.
fn is_asset(path: &Path) -> bool {
    let ending = path.extension().map(|ending| ending.to_string_lossy().to_ascii_lowercase());
    !matches!(ending.as_deref(), None | Some("md" | "yaml" | "yml" | "html" | "css"))
}
