//! The stages of a build in their order; the only file that knows it.

use std::path::PathBuf;

use crate::diag::Diagnostic;
use crate::emit::EmitError;
use crate::source::{ReadError, Sources};

/// What a run is asked to do.
#[derive(Clone, Debug, Default)]
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
    /// Warnings fail.
    pub strict: bool,
    /// Ignore the cache.
    pub clean: bool,
}

/// What a run found and did.
#[derive(Debug)]
pub struct Outcome {
    pub sources: Sources,
    /// Sorted, rules of site.yaml applied.
    pub diagnostics: Vec<Diagnostic>,
    pub summary: Summary,
    /// Where the site stands now.
    pub output: PathBuf,
    /// True where findings kept the build from being put into place.
    pub failed: bool,
}

/// The counts of a run; `written` is 0 where it failed.
#[derive(Clone, Debug, Default, PartialEq, serde::Serialize)]
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
    pub seconds: f64,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, serde::Serialize)]
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
}

/// Builds or checks a site.
///
/// # Errors
/// When the machine refuses; what the author's files lack is in the outcome's diagnostics.
pub fn run(request: &Request) -> Result<Outcome, Refusal> {
    let disk = crate::source::read(&request.root)?;
    Ok(Outcome {
        sources: disk.sources,
        diagnostics: Vec::new(),
        summary: Summary::default(),
        output: request.root.join("output"),
        failed: false,
    })
}
