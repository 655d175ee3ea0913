//! The site as it is served: read by every request, changed by the keeper, its version told to every open page.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use tokio::sync::watch;

use crate::diag::{Color, Diagnostic, Format, Reporter};
use crate::locale::Lang;
use crate::model::digest::hex;
use crate::model::route::OutputPath;
use crate::pipeline::{Opened, Refusal, Renewed};
use crate::render::Made;

use super::listen::Listener;
use super::{Hears, Told, live};

/// What requests and the keeper share.
pub struct Shared {
    /// The language of the overlay.
    pub lang: Lang,
    current: RwLock<Current>,
    version: watch::Sender<Version>,
    hears: Arc<Hears>,
}

/// Told to every open page whenever something may have changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Version {
    number: u64,
    pub is_last: bool,
}

struct Current {
    opened: Opened,
    /// True where `opened` came without errors; a page that was taken in since has none either.
    is_good: bool,
    /// The site as it was when it last had no errors, where it has some now.
    good: Option<Opened>,
    /// Why the site can't be read as it is now.
    refused: Option<String>,
    /// What templates lack on pages that were asked for.
    templates: Mutex<Vec<Diagnostic>>,
    /// Counts changes of files that pages show and do not hold, such as pictures.
    assets: u64,
}

/// What stands at a path.
pub enum Found {
    /// A page; `seen` stays the same as long as it looks the same, whatever its style sheets are named.
    Page { html: Vec<u8>, seen: String },
    /// Another rendered file.
    Bytes(Vec<u8>),
    /// A file to be sent as it stands on this machine's disk.
    Disk(PathBuf),
    /// A folder with a page.
    Folder(OutputPath),
    /// Nothing; the site's own page that says so, where it can be made.
    Nothing { html: Option<Vec<u8>>, seen: String },
}

/// What an open page is told.
pub struct News {
    pub seen: String,
    pub is_draft: bool,
    /// Paths of the theme's style sheets.
    pub styles: Vec<String>,
    pub refused: Option<String>,
    /// Each as `--format json` writes it.
    pub findings: Vec<String>,
}

impl Shared {
    pub fn new(lang: Lang, opened: Opened, hears: Arc<Hears>) -> Self {
        let current = Current {
            is_good: !opened.has_errors(),
            opened,
            good: None,
            refused: None,
            templates: Mutex::default(),
            assets: 0,
        };
        Self { lang, current: RwLock::new(current), version: watch::Sender::default(), hears }
    }

    /// Hears of every later version.
    pub fn versions(&self) -> watch::Receiver<Version> {
        self.version.subscribe()
    }

    /// Calls `read` with the site as it is now.
    pub fn with<T>(&self, read: impl FnOnce(&Opened) -> T) -> T {
        read(&self.read().opened)
    }

    /// Ends what waits for later versions.
    pub fn stop(&self) {
        self.version.send_modify(|version| version.is_last = true);
    }

    /// Takes in what the file at `on_disk` says now, see [`Opened::renew`]; `publish` tells it.
    pub fn renew(&self, root: &Path, on_disk: &Path) -> Result<Renewed, Refusal> {
        let mut current = self.write();
        let renewed = current.opened.renew(root, on_disk)?;
        if matches!(renewed, Renewed::Page | Renewed::Alone) {
            current.forget_templates();
        }
        Ok(renewed)
    }

    /// Puts a site that was opened anew into place, which `is_good` where it was opened without errors. Where its theme is
    /// another, its templates may fail all the same: the last good one stays until all pages have been looked at.
    pub fn put(&self, opened: Opened, is_good: bool, assets_changed: bool, theme_changed: bool) {
        let mut current = self.write();
        current.assets += u64::from(assets_changed);
        let fails = !current.templates().is_empty();
        current.forget_templates();
        current.refused = None;
        let before = std::mem::replace(&mut current.opened, opened);
        let was_good = std::mem::replace(&mut current.is_good, is_good) && !fails;
        // The last good one stands first.
        let mut known = [Some(before), current.good.take()];
        if !was_good {
            known.reverse();
        }
        if !is_good || theme_changed || fails {
            current.good = known[0].take();
        }
        drop(current);
        // Freeing a large site takes a moment, in which pages are served.
        drop(known);
    }

    /// Makes every page once, so that each template that fails is told; until the site is another.
    pub fn look(&self) {
        let version = *self.version.borrow();
        for path in self.with(Opened::pages) {
            if *self.version.borrow() != version {
                return;
            }
            self.find(&path);
        }
        let fails = !self.read().templates().is_empty();
        if fails {
            self.publish();
            return;
        }
        let mut current = self.write();
        let dropped = if current.is_good { current.good.take() } else { None };
        drop(current);
        drop(dropped);
    }

    /// True where the site could not be read when it was opened last.
    pub fn is_refused(&self) -> bool {
        self.read().refused.is_some()
    }

    /// Says that the site can't be read; what was served stays.
    pub fn refuse(&self, refusal: &Refusal) {
        let told = refusal.to_string();
        let is_new = self.write().refused.replace(told.clone()).is_none_or(|before| before != told);
        if is_new {
            (self.hears)(Told::Refused(refusal));
            self.publish();
        }
    }

    /// Tells the command that the site is served.
    pub fn tell_ready(&self, listener: &Listener) {
        let Listener { address, taken, .. } = listener;
        self.with(|opened| (self.hears)(Told::Ready { address, taken: *taken, opened }));
    }

    /// Tells the command what changed.
    pub fn tell(&self) {
        let current = self.read();
        let failing = current.templates().len();
        (self.hears)(Told::Changed { opened: &current.opened, failing });
    }

    /// Tells every open page to look again.
    pub fn publish(&self) {
        self.version.send_modify(|version| version.number += 1);
    }

    /// What stands at `path`.
    pub fn find(&self, path: &OutputPath) -> Found {
        let current = self.read();
        if let Some(found) = current.make(path, |opened, finding| self.template(&current, opened, finding)) {
            return found;
        }
        if let Some(index) = OutputPath::parse(&format!("{path}/index.html"))
            && current.make(&index, |_, _| ()).is_some()
        {
            return Found::Folder(index);
        }
        let page =
            current.make(&OutputPath::new("404.html"), |opened, finding| self.template(&current, opened, finding));
        let seen = format!("none.{}", current.assets);
        match page {
            Some(Found::Page { html, .. }) => Found::Nothing { html: Some(html), seen },
            _ => Found::Nothing { html: None, seen },
        }
    }

    /// What the open page at `path` is to show.
    pub fn news(&self, path: Option<&OutputPath>) -> News {
        let found = path.map(|path| self.find(path));
        let current = self.read();
        let seen = match found {
            Some(Found::Page { seen, .. } | Found::Nothing { seen, .. }) => seen,
            _ => format!("none.{}", current.assets),
        };
        let templates = current.templates();
        let found = current.opened.loud();
        let errors = found.iter().chain(&*templates);
        let errors: Vec<Diagnostic> = errors.filter(|finding| current.opened.fails(finding)).cloned().collect();
        let sources = current.opened.sources();
        let reporter = Reporter { sources, format: Format::Json, color: Color::Plain, lang: self.lang };
        News {
            seen,
            is_draft: path.is_some_and(|path| current.opened.is_draft(path)),
            styles: current.opened.style_sheets().map(OutputPath::encoded).collect(),
            refused: current.refused.clone(),
            findings: reporter.report(&errors).lines().map(str::to_owned).collect(),
        }
    }

    /// Keeps, and tells once, that a template fails.
    fn template(&self, current: &Current, opened: &Opened, finding: &Diagnostic) {
        let mut known = current.templates();
        if known.iter().all(|known| (known.span, known.code) != (finding.span, finding.code)) {
            known.push(finding.clone());
            drop(known);
            (self.hears)(Told::Template { opened, finding });
        }
    }

    // A panic elsewhere leaves a site that is whole: it is put into place in one step.
    fn read(&self) -> RwLockReadGuard<'_, Current> {
        self.current.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, Current> {
        self.current.write().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Current {
    /// The file at `path`: of the site as it is, where its own source has no errors and its template does not fail, else of
    /// the last that had none.
    fn make(&self, path: &OutputPath, fails: impl Fn(&Opened, &Diagnostic)) -> Option<Found> {
        let before = || {
            let good = self.good.as_ref()?;
            Some(self.found(good, path, good.make(path).ok().flatten()?))
        };
        let now = || match self.opened.make(path) {
            Ok(Some(made)) => Some(self.found(&self.opened, path, made)),
            // What a site without errors does not have is gone.
            Ok(None) => {
                if self.is_good {
                    None
                } else {
                    before()
                }
            }
            Err(finding) => {
                fails(&self.opened, &finding);
                before()
            }
        };
        if !self.is_good && self.opened.is_wrong_at(path) { before().or_else(now) } else { now() }
    }

    fn found(&self, opened: &Opened, path: &OutputPath, made: Made) -> Found {
        match made {
            Made::Copy(file) => Found::Disk(file.disk.clone()),
            Made::Bytes(bytes) if path.as_str().ends_with(".html") => {
                let look = live::without_names(&bytes, opened.style_sheets());
                let seen = format!("{}.{}", &hex(look.as_bytes())[..16], self.assets);
                Found::Page { html: bytes, seen }
            }
            Made::Bytes(bytes) => Found::Bytes(bytes),
        }
    }

    fn templates(&self) -> std::sync::MutexGuard<'_, Vec<Diagnostic>> {
        self.templates.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn forget_templates(&mut self) {
        self.templates.get_mut().unwrap_or_else(PoisonError::into_inner).clear();
    }
}
