//! Text to model, spans kept: site.yaml, pages, datasets and the theme become a [`Site`].

mod allowance;
mod cell;
mod chart;
mod checks;
mod csv_rows;
mod dataset;
mod dimension;
pub mod embedded;
mod footnotes;
mod front_matter;
mod labels;
mod look;
mod measure;
mod page;
mod place;
mod rows;
mod sheet_rows;
mod shortcode;
mod text;
mod theme;

pub use chart::MARKS;
pub use dataset::RESERVED;

use std::cell::RefCell;
use std::collections::HashSet;

use rayon::prelude::*;

use crate::config::Config;
use crate::diag::{Code, Diagnosed, Diagnostic, catalog};
use crate::locale::DateTime;
use crate::model::dataset::{Dataset, DatasetId};
use crate::model::image::Images;
use crate::model::page::{Page, PageKind};
use crate::model::site::{Asset, Site};
use crate::source::{AssetFile, Disk, SitePath, SourceId, Sources, Span};

/// Which pages a build shows.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// Drafts too.
    pub drafts: bool,
    /// The time of the build: pages with a later `publish_at` are held back, and all of them where it is absent.
    pub now: Option<DateTime>,
}

/// Makes a site of what was read from disk; everything unreadable is reported and left out. `images` says what was found of
/// picture files.
#[must_use]
pub fn load(disk: &Disk, config: Config, selection: &Selection, images: &Images) -> Diagnosed<Site> {
    load_new(disk, config, selection, images, Kept::default())
}

/// What is known without being read: pages, in the order of their files, and all data.
#[derive(Debug, Default)]
pub struct Kept {
    pub pages: Vec<Page>,
    pub data: Option<Data>,
}

/// The datasets of a site, in the order of their paths.
#[derive(Debug, Default)]
pub struct Data {
    pub datasets: Vec<Dataset>,
    /// Paths of those whose YAML can't be read.
    pub unread: Vec<String>,
}

/// Loads what is new. What is `kept` is taken as it is: its files and site.yaml have to be as they were when it was read. Its
/// findings are not given again.
#[must_use]
pub fn load_new(disk: &Disk, config: Config, selection: &Selection, images: &Images, kept: Kept) -> Diagnosed<Site> {
    let sources = &disk.sources;
    let mut diagnostics = not_utf8(sources);
    let mut markdown = below_content(sources, &["md"]);
    markdown.retain(|(id, _)| kept.pages.binary_search_by_key(id, |page| page.source).is_err());
    let page = |id: SourceId, path: &str, findings: &_| page::read(sources, id, path, &config, findings);
    let known = kept.data;
    // Data may be one long file, so it is begun first.
    let read_data = || known.map_or_else(|| data(disk, &config), |data| (data, Vec::new()));
    let ((Data { datasets, unread }, found), read) = rayon::join(read_data, || in_parallel(&markdown, page));
    let mut pages = in_order(together(read, &mut diagnostics), kept.pages);
    diagnostics.extend(found);
    let held = choose(&mut pages, selection);
    if !pages.iter().any(|page| page.kind == PageKind::Home && page.lang == config.language) {
        pages.push(page::home(sources, SourceId(0), &config));
    }
    let theme = theme::load(disk, &config);
    diagnostics.extend(theme.diagnostics);
    let rows: HashSet<&SitePath> =
        datasets.iter().filter_map(|dataset| dataset.rows_source).map(|id| &sources.get(id).path).collect();
    let assets = disk.assets.iter().filter(|file| !rows.contains(&file.path));
    let asset = |file: &AssetFile| {
        let path = file.path.below("content")?.to_owned();
        Some(Asset { path, file: file.clone(), image: images.get(&file.path).cloned() })
    };
    let assets = assets.filter_map(asset).collect();
    let links = disk.links.iter().filter_map(|path| path.below("content")).map(str::to_owned).collect();
    let mut site = Site { assets, links, config, pages, datasets, theme: theme.value, held, unread };
    site.order_pages();
    Diagnosed { value: site, diagnostics }
}

/// Loads all data, and gives what is found.
#[must_use]
pub fn data(disk: &Disk, config: &Config) -> (Data, Vec<Diagnostic>) {
    let read = |id: SourceId, path: &str, findings: &_| {
        let is_text = disk.sources.get(id).invalid_at.is_none();
        (path.to_owned(), is_text.then(|| dataset::read(disk, id, path, config, findings)).flatten())
    };
    let mut findings = Vec::new();
    let read = in_parallel(&below_content(&disk.sources, &["yaml", "yml"]), read);
    (number_datasets(together(read, &mut findings)), findings)
}

/// The files below content/ with one of these `endings`.
fn below_content(sources: &Sources, endings: &[&str]) -> Vec<(SourceId, String)> {
    let ends = |path: &str| path.rsplit_once('.').is_some_and(|(_, ending)| endings.contains(&ending));
    let below = sources.iter().filter_map(|(id, file)| Some((id, file.path.below("content")?)));
    below.filter(|(_, path)| ends(path)).map(|(id, path)| (id, path.to_owned())).collect()
}

/// Loads the pages behind `ids`, and gives what is found.
#[must_use]
pub fn pages(disk: &Disk, ids: &[SourceId], config: &Config) -> (Vec<Page>, Vec<Diagnostic>) {
    let sources = &disk.sources;
    let below = |id: &SourceId| (*id, sources.get(*id).path.below("content").unwrap_or_default().to_owned());
    let files: Vec<(SourceId, String)> = ids.iter().map(below).collect();
    let mut findings = Vec::new();
    let read = in_parallel(&files, |id, path, findings| page::read(sources, id, path, config, findings));
    (together(read, &mut findings), findings)
}

/// Reads `page` again from the text that `sources` has of it now; its number and its section stay.
#[must_use]
pub fn reload(sources: &Sources, page: &Page, config: &Config) -> Diagnosed<Page> {
    let findings = RefCell::new(Vec::new());
    let read = page::read(sources, page.source, &page.path, config, &findings);
    Diagnosed { value: Page { id: page.id, section: page.section, ..read }, diagnostics: findings.into_inner() }
}

/// Reads the pages behind `ids` again in the place of what is known of them; gives what is found.
#[must_use]
pub fn reload_all(sources: &Sources, site: &mut Site, ids: &[SourceId]) -> Vec<Diagnostic> {
    let ids: HashSet<&SourceId> = ids.iter().collect();
    let Site { pages, config, .. } = site;
    let again = |page: &mut Page| {
        let read = reload(sources, page, config);
        *page = read.value;
        read.diagnostics
    };
    pages.par_iter_mut().filter(|page| ids.contains(&page.source)).flat_map_iter(again).collect()
}

fn in_parallel<T: Send>(
    files: &[(SourceId, String)],
    read: impl Fn(SourceId, &str, &RefCell<Vec<Diagnostic>>) -> T + Sync,
) -> (Vec<T>, Vec<Vec<Diagnostic>>) {
    let each = |(id, path): &(SourceId, String)| {
        let findings = RefCell::new(Vec::new());
        let value = read(*id, path, &findings);
        (value, findings.into_inner())
    };
    files.par_iter().map(each).unzip()
}

/// The values, in their order; what was found goes to `diagnostics`.
fn together<T>((values, found): (Vec<T>, Vec<Vec<Diagnostic>>), diagnostics: &mut Vec<Diagnostic>) -> Vec<T> {
    diagnostics.extend(found.into_iter().flatten());
    values
}

fn not_utf8(sources: &Sources) -> Vec<Diagnostic> {
    let broken =
        sources.iter().filter_map(|(id, file)| Some((Span::new(id, file.invalid_at?, file.invalid_at?), file)));
    broken
        .map(|(span, file)| {
            let message = file.encoding.map_or_else(catalog::yaml::not_utf8, catalog::yaml::not_utf8_seems);
            Diagnostic::new(Code::NotUtf8, span, message).help(catalog::yaml::not_utf8_help())
        })
        .collect()
}

/// Numbers the datasets that could be read; the paths of the others are kept, so that what names them stays silent.
fn number_datasets(read: Vec<(String, Option<Dataset>)>) -> Data {
    let Data { mut datasets, mut unread } = Data::default();
    for (path, dataset) in read {
        match dataset {
            Some(mut dataset) => {
                dataset.id = DatasetId(u32::try_from(datasets.len()).expect("a site has fewer than 2^32 datasets"));
                datasets.push(dataset);
            }
            None => unread.push(path),
        }
    }
    Data { datasets, unread }
}

/// The pages that were read and those that are kept, in the order of their files.
fn in_order(read: Vec<Page>, kept: Vec<Page>) -> Vec<Page> {
    // They are large, and there are mostly few of one kind.
    let (mut all, few) = if kept.len() < read.len() { (read, kept) } else { (kept, read) };
    if !few.is_empty() {
        all.extend(few);
        all.sort_by_key(|page| page.source);
    }
    all
}

/// Leaves the pages to show, and gives the paths of those held back.
fn choose(pages: &mut Vec<Page>, selection: &Selection) -> Vec<String> {
    let shown = |page: &Page| {
        let due = page.front.publish_at.as_ref().is_none_or(|at| selection.now.as_ref().is_some_and(|now| at <= now));
        (selection.drafts || !page.front.draft) && due
    };
    let mut held = Vec::new();
    pages.retain_mut(|page| {
        let is_shown = shown(page);
        if !is_shown {
            held.push(std::mem::take(&mut page.path));
        }
        is_shown
    });
    held
}
