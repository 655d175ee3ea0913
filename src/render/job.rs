//! The output as jobs that each make some of its files: all of them for a build, those of one path for a reader.

use std::collections::{HashMap, HashSet};
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use crate::check::CheckedSite;
use crate::diag::Diagnostic;
use crate::emit::{EmitError, Sink};
use crate::locale::Lang;
use crate::model::dataset::DatasetId;
use crate::model::manifest::FileKind;
use crate::model::page::PageId;
use crate::model::route::{OutputPath, Route};
use crate::model::site::Asset;
use crate::model::theme::StaticFile;
use crate::model::{overview, published};
use crate::progress::{Progress, Stage};
use crate::source::AssetFile;

use super::affected::Affected;
use super::renderer::{File, Renderer};
use super::{feed, pictures};

/// What a run of the renderer made.
#[derive(Debug, Default)]
pub struct Rendered {
    /// About templates; the pages they concern are left out.
    pub findings: Vec<Diagnostic>,
    /// The files of each job that was done, by its name; those of the theme, pictures and other assets aside.
    pub files: Vec<(String, Vec<OutputPath>)>,
}

/// Renders everything in parallel into `sink`; a file's text is dropped once it has been taken.
///
/// # Errors
/// When the machine refuses. Findings about templates are values: the pages they concern are left out.
pub fn all(
    site: &CheckedSite,
    renderer: &Renderer,
    sink: &dyn Sink,
    progress: &Progress,
) -> Result<Rendered, EmitError> {
    let jobs = Job::all(site, renderer);
    progress.begin(Stage::Render, jobs.len());
    let found = put_given(site, renderer, sink)?;
    do_all(jobs, found, site, renderer, sink, progress)
}

/// Gives the files to `sink` that no job makes; a picture that can't be made is a finding.
fn put_given(site: &CheckedSite, renderer: &Renderer, sink: &dyn Sink) -> Result<Vec<Diagnostic>, EmitError> {
    Given::all(site, renderer).par_iter().try_for_each(|(path, given)| given.put(site, renderer, path, sink))?;
    renderer.pictures.make(site, renderer.cache.as_ref(), renderer.only_looks, Wanted::All, sink)
}

/// Renders what is `affected`.
///
/// # Errors
/// As [`all`].
pub fn some(
    affected: &Affected,
    site: &CheckedSite,
    renderer: &Renderer,
    sink: &dyn Sink,
    progress: &Progress,
) -> Result<Rendered, EmitError> {
    let mut jobs = Job::all(site, renderer);
    jobs.retain(|job| affected.has(*job));
    progress.begin(Stage::Render, jobs.len());
    let found = if affected.has_files() { put_given(site, renderer, sink)? } else { Vec::new() };
    do_all(jobs, found, site, renderer, sink, progress)
}

/// The names of everything that is to be done for the whole site.
#[must_use]
pub fn names(site: &CheckedSite, renderer: &Renderer) -> HashSet<String> {
    Job::all(site, renderer).into_iter().map(|job| job.name(site, renderer)).collect()
}

fn do_all(
    jobs: Vec<Job>,
    mut findings: Vec<Diagnostic>,
    site: &CheckedSite,
    renderer: &Renderer,
    sink: &dyn Sink,
    progress: &Progress,
) -> Result<Rendered, EmitError> {
    let run = |job: Job| {
        let made = made(job, site, renderer, sink);
        progress.step();
        made.map(|made| (job, made))
    };
    let done: Vec<(Job, Result<Vec<OutputPath>, Diagnostic>)> =
        jobs.into_par_iter().map(run).collect::<Result<_, EmitError>>()?;
    let mut files = Vec::with_capacity(done.len());
    for (job, made) in done {
        match made {
            Ok(made) => files.push((job.name(site, renderer), made)),
            // One mistake in a template shows on every page that uses it; it is reported once.
            Err(finding) if findings.iter().any(|it| (it.span, it.code) == (finding.span, finding.code)) => {}
            Err(finding) => findings.push(finding),
        }
    }
    Ok(Rendered { findings, files })
}

/// Gives the files of one job to `sink`: where they stand, or the finding that keeps them back.
fn made(
    job: Job,
    site: &CheckedSite,
    renderer: &Renderer,
    sink: &dyn Sink,
) -> Result<Result<Vec<OutputPath>, Diagnostic>, EmitError> {
    let paths = Mutex::new(Ok(Vec::new()));
    let take = |file: File| {
        let put = sink.put(&file.path, file.kind, &file.bytes);
        let mut paths = paths.lock().unwrap_or_else(PoisonError::into_inner);
        match (&mut *paths, put) {
            (Ok(paths), Ok(())) => paths.push(file.path),
            (Ok(_), Err(error)) => *paths = Err(error),
            (Err(_), _) => {}
        }
    };
    let made = job.give(site, renderer, Wanted::All, &take);
    let mut paths = paths.into_inner().unwrap_or_else(PoisonError::into_inner)?;
    paths.sort_unstable();
    Ok(made.map(|()| paths))
}

/// A file of the output.
#[derive(Debug)]
pub enum Made {
    Bytes(Vec<u8>),
    /// A file that is copied as it stands.
    Copy(AssetFile),
}

/// With more pages than this a site is a large one.
const MANY: usize = 1000;

/// Which job makes which file, to make one without the others.
#[derive(Debug, Default)]
pub struct Outputs {
    /// By folder of the output, without a slash at its end.
    jobs: HashMap<String, Vec<Job>>,
    given: HashMap<OutputPath, Given>,
}

impl Outputs {
    /// The jobs of `site`, by where they put their files.
    #[must_use]
    pub fn of(site: &CheckedSite, renderer: &Renderer) -> Self {
        let mut outputs = Self::default();
        for job in Job::all(site, renderer) {
            for folder in job.folders(site, renderer) {
                outputs.jobs.entry(folder).or_default().push(job);
            }
        }
        outputs.given = Given::all(site, renderer).into_iter().collect();
        outputs
    }

    /// Where the pages stand, the further parts of long lists aside; of a large site without those that are made from all
    /// others.
    #[must_use]
    pub fn pages(site: &CheckedSite, renderer: &Renderer) -> Vec<OutputPath> {
        let is_large = site.site.pages.len() > MANY;
        let is_costly = |job: &Job| is_large && matches!(job, Job::Search(_) | Job::Figures | Job::Overviews(_));
        let jobs = Job::all(site, renderer).into_iter().filter(|job| !is_costly(job));
        let folders = jobs.flat_map(|job| job.folders(site, renderer));
        let mut pages: Vec<OutputPath> = folders.map(|folder| Route::new(&folder).file()).collect();
        pages.push(OutputPath::new("404.html"));
        pages.sort();
        pages.dedup();
        pages
    }

    /// The file at `path` as a build would write it; none where a build writes none there.
    ///
    /// # Errors
    /// The finding about its template.
    pub fn make(&self, site: &CheckedSite, renderer: &Renderer, path: &OutputPath) -> Result<Option<Made>, Diagnostic> {
        if let Some(given) = self.given.get(path) {
            // What can't be read now is told when the site is opened anew.
            return Ok(One::of(|one| given.put(site, renderer, path, one)));
        }
        if renderer.pictures.has(path) {
            let cache = renderer.cache.as_ref();
            return Ok(One::of(|one| renderer.pictures.make(site, cache, false, Wanted::File(path), one).map(|_| ())));
        }
        for job in self.at(path) {
            let found = Mutex::new(None);
            let take = |file: File| {
                if file.path == *path {
                    *found.lock().unwrap_or_else(PoisonError::into_inner) = Some(Made::Bytes(file.bytes));
                }
            };
            job.give(site, renderer, Wanted::File(path), &take)?;
            let found = found.into_inner().unwrap_or_else(PoisonError::into_inner);
            if found.is_some() {
                return Ok(found);
            }
        }
        Ok(None)
    }

    /// The page of content/ that the file at `path` belongs to.
    #[must_use]
    pub fn page(&self, path: &OutputPath) -> Option<PageId> {
        self.at(path).find_map(|job| if let Job::Page(id) = job { Some(id) } else { None })
    }

    /// The dataset that the file at `path` belongs to.
    #[must_use]
    pub fn dataset(&self, path: &OutputPath) -> Option<DatasetId> {
        self.at(path).find_map(|job| if let Job::Dataset(id) = job { Some(id) } else { None })
    }

    /// The jobs that may make the file at `path`.
    fn at<'a>(&'a self, path: &'a OutputPath) -> impl Iterator<Item = Job> + 'a {
        let (folder, name) = path.as_str().rsplit_once('/').unwrap_or(("", path.as_str()));
        // The further parts of a list stand below it.
        let list = folder.rsplit_once('/').and_then(|(above, number)| {
            number.parse::<usize>().ok()?;
            if above == "page" { Some("") } else { above.strip_suffix("/page") }
        });
        let jobs = [Some(folder), list].into_iter().flatten().filter_map(|folder| self.jobs.get(folder));
        jobs.flatten().copied().filter(move |job| job.may_make(path, name))
    }
}

/// A file that is there without rendering.
#[derive(Debug)]
enum Given {
    /// A static file of the theme, by its name.
    Static(String),
    /// The style sheet that the theme's values make.
    Look,
    /// An asset, by its position in the site.
    Asset(usize),
}

impl Given {
    fn all(site: &CheckedSite, renderer: &Renderer) -> Vec<(OutputPath, Self)> {
        let statics = renderer.statics.iter().map(|(name, placed)| (placed.path.clone(), Self::Static(name.clone())));
        let look = renderer.look.iter().map(|(path, _)| (path.clone(), Self::Look));
        let asset = |(asset, at): (&Asset, usize)| Some((OutputPath::parse(&asset.path)?, Self::Asset(at)));
        statics.chain(look).chain(site.site.assets.iter().zip(0..).filter_map(asset)).collect()
    }

    fn put(
        &self,
        site: &CheckedSite,
        renderer: &Renderer,
        path: &OutputPath,
        sink: &dyn Sink,
    ) -> Result<(), EmitError> {
        match self {
            Self::Static(name) => {
                let css = renderer.statics.get(name).and_then(|placed| placed.css.as_ref());
                match (css, site.site.theme.statics.get(name)) {
                    (Some(css), _) => sink.put(path, FileKind::Asset, css.as_bytes()),
                    (None, Some(StaticFile::Embedded(bytes))) => sink.put(path, FileKind::Asset, bytes),
                    (None, Some(StaticFile::Disk(file))) => sink.copy(path, file),
                    (None, None) => Ok(()),
                }
            }
            Self::Look => match &renderer.look {
                Some((_, css)) => sink.put(path, FileKind::Asset, css.as_bytes()),
                None => Ok(()),
            },
            Self::Asset(at) => pictures::put_asset(&site.site.assets[*at], renderer.cache.as_ref(), sink),
        }
    }
}

/// Takes one file.
#[derive(Default)]
struct One(Mutex<Option<Made>>);

impl One {
    /// The file that `put` gives; none where it gives none, or the machine refuses.
    fn of(put: impl FnOnce(&Self) -> Result<(), EmitError>) -> Option<Made> {
        let one = Self::default();
        put(&one).ok()?;
        one.0.into_inner().unwrap_or_else(PoisonError::into_inner)
    }

    fn keep(&self, made: Made) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(made);
    }
}

impl Sink for One {
    fn put(&self, _path: &OutputPath, _kind: FileKind, bytes: &[u8]) -> Result<(), EmitError> {
        self.keep(Made::Bytes(bytes.to_vec()));
        Ok(())
    }

    fn copy(&self, _path: &OutputPath, file: &AssetFile) -> Result<(), EmitError> {
        self.keep(Made::Copy(file.clone()));
        Ok(())
    }
}

/// Which files of a job are to be made; others may be among them.
#[derive(Clone, Copy, Debug)]
pub enum Wanted<'a> {
    All,
    File(&'a OutputPath),
}

impl Wanted<'_> {
    pub fn has(self, path: &OutputPath) -> bool {
        self.is_any(|wanted| wanted == path)
    }

    /// True where a file is wanted that `is_one`.
    pub fn is_any(self, is_one: impl Fn(&OutputPath) -> bool) -> bool {
        match self {
            Self::All => true,
            Self::File(wanted) => is_one(wanted),
        }
    }
}

/// Some files of the output that are made together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Job {
    Page(PageId),
    Dataset(DatasetId),
    /// By its position among all tags.
    Tag(usize),
    Overviews(Lang),
    Search(Lang),
    Figures,
    Site,
}

impl Job {
    fn all(site: &CheckedSite, renderer: &Renderer) -> Vec<Self> {
        let languages = overview::languages(&site.site);
        let pages = site.site.pages.iter().map(|page| Self::Page(page.id));
        let datasets = site.site.datasets.iter().map(|dataset| Self::Dataset(dataset.id));
        let tags = (0..renderer.lists.all_tags().len()).map(Self::Tag);
        let overviews = languages.iter().copied().map(Self::Overviews);
        let search = languages.iter().copied().filter(|_| site.site.config.search).map(Self::Search);
        // The long ones first, so that no thread is left with one of them at the end. Of a large site all threads write the
        // register together, and it takes much memory: it waits until what the checks took is free again.
        let (first, last) =
            if site.site.is_large() { (None, Some(Self::Figures)) } else { (Some(Self::Figures), None) };
        let long = first.into_iter().chain([Self::Site]).chain(search).chain(overviews);
        long.chain(datasets).chain(tags).chain(pages).chain(last).collect()
    }

    /// What it is called from one run to the next.
    fn name(self, site: &CheckedSite, renderer: &Renderer) -> String {
        match self {
            Self::Page(id) => format!("page {}", site.site.page(id).path),
            Self::Dataset(id) => format!("dataset {}", site.site.dataset(id).path),
            Self::Tag(at) => {
                let tag = &renderer.lists.all_tags()[at];
                format!("tag {} {}", tag.lang.code(), tag.route)
            }
            Self::Overviews(lang) => format!("overviews {}", lang.code()),
            Self::Search(lang) => format!("search {}", lang.code()),
            Self::Figures => "figures".to_owned(),
            Self::Site => "site".to_owned(),
        }
    }

    /// Renders the files and gives each to `take`, those of the largest job as soon as they are made.
    fn give(
        self,
        site: &CheckedSite,
        renderer: &Renderer,
        wanted: Wanted<'_>,
        take: &(dyn Fn(File) + Sync),
    ) -> Result<(), Diagnostic> {
        let files = match self {
            Self::Page(id) => renderer.page(site, id, wanted)?,
            Self::Dataset(id) => renderer.dataset(site, id)?,
            Self::Tag(at) => renderer.tag(site, &renderer.lists.all_tags()[at])?,
            Self::Overviews(lang) => renderer.overviews(site, lang, wanted)?,
            Self::Search(lang) => renderer.search(site, lang)?,
            Self::Figures => return renderer.figures(site, take),
            Self::Site => renderer.site_files(site, wanted)?,
        };
        files.into_iter().for_each(take);
        Ok(())
    }

    /// The folders that the files stand in, the parts of a long list aside.
    fn folders(self, site: &CheckedSite, renderer: &Renderer) -> Vec<String> {
        let site_of = &site.site;
        let routes = match self {
            Self::Page(id) => {
                let aliases = site.page(id).aliases.iter().cloned();
                std::iter::once(site_of.page(id).route.clone()).chain(aliases).collect()
            }
            Self::Dataset(id) => vec![site_of.dataset(id).route.clone()],
            Self::Tag(at) => vec![renderer.lists.all_tags()[at].route.clone()],
            Self::Overviews(lang) => {
                let periods = renderer.lists.periods(lang).iter().map(|period| period.route.clone());
                let places = [overview::root, overview::tags_route, overview::archive_route, overview::map_route];
                places.iter().map(|place| place(site_of, lang)).chain(periods).collect()
            }
            Self::Search(lang) => {
                let index = Route::new(super::search::FOLDER);
                vec![overview::search_route(site_of, lang), index]
            }
            Self::Figures => published::place(site_of).into_iter().collect(),
            Self::Site => vec![Route::home()],
        };
        routes.into_iter().map(|route| route.as_str().to_owned()).collect()
    }

    /// False for a file that the job can't make, by its name.
    fn may_make(self, path: &OutputPath, name: &str) -> bool {
        match self {
            Self::Page(_) | Self::Dataset(_) | Self::Figures | Self::Site => true,
            Self::Tag(_) | Self::Overviews(_) => name == "index.html" || name == feed::FILE,
            Self::Search(_) => name == "index.html" || path.as_str().starts_with(super::search::FOLDER),
        }
    }
}
