//! A large site is never in memory with all of its texts: pages are loaded and held against the data some at a time, and each is
//! made by itself from its own text, which is read again for that.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use super::kept;
use crate::check::{Alone, Checker};
use crate::config::Config;
use crate::diag::Diagnostic;
use crate::load;
use crate::model::digest;
use crate::model::page::Page;
use crate::model::site::Facts;
use crate::source::{self, Disk, SitePath, SourceId};

/// So many pages are loaded, and held against the data, before their texts are let go of.
const TOGETHER: usize = 256;

/// Pages that were loaded, without their texts.
#[derive(Debug, Default)]
pub struct Loaded {
    /// In the order of their files.
    pub pages: Vec<Page>,
    pub alone: HashMap<SourceId, Box<Alone>>,
    /// The data that they were held against; none where no page waited.
    pub data: Option<load::Data>,
    /// What loading found.
    pub findings: Vec<Diagnostic>,
    /// Of the texts that are not here.
    pub digests: HashMap<SourceId, String>,
}

/// True for a page whose text need not be read with those of the others.
pub fn may_wait(root: &Path, path: &SitePath) -> bool {
    // A name may stand on the disk in other letters than the site knows it by.
    let is_found = || path.as_str().is_ascii() || source::is_there(&root.join(path.as_str()));
    is_page(path) && is_found()
}

fn is_page(path: &SitePath) -> bool {
    path.below("content").is_some() && path.as_str().ends_with(".md")
}

/// Loads the data and the pages whose texts wait; none where one of them can't be read, which is told where all are read at
/// once.
///
/// The texts stay in `disk` that somebody looks at before pages are made: of pages with shortcodes and with allowances.
pub fn load(root: &Path, disk: &mut Disk, config: &Config) -> Option<Loaded> {
    let waiting = disk.sources.iter().filter(|(_, source)| source.text.is_empty() && is_page(&source.path));
    let waiting: Vec<SourceId> = waiting.map(|(id, _)| id).collect();
    if waiting.is_empty() {
        return Some(Loaded::default());
    }
    let (data, findings) = load::data(disk, config);
    let checker = Checker::new(Facts { config, datasets: &data.datasets, unread: &data.unread });
    let mut loaded = Loaded { findings, pages: Vec::with_capacity(waiting.len()), ..Loaded::default() };
    let none: Arc<str> = Arc::from("");
    for some in waiting.chunks(TOGETHER) {
        if !kept::fill(root, some, disk).is_ok_and(|is_whole| is_whole) {
            return None;
        }
        let (mut pages, found) = load::pages(disk, some, config);
        let may_go = |page: &&Page| !page.has_allowances() && page.body.shortcodes.is_empty();
        let digest = |page: &Page| (page.source, digest::hex(disk.sources.get(page.source).text.as_bytes()));
        let digests: Vec<(SourceId, String)> = pages.par_iter().filter(may_go).map(digest).collect();
        for (id, digest) in digests {
            disk.sources.set_text(id, Arc::clone(&none));
            loaded.digests.insert(id, digest);
        }
        let mut alone = checker.check(&mut pages.iter_mut().collect::<Vec<_>>());
        rayon::join(|| pages.par_iter_mut().for_each(Page::pack), || alone.par_iter_mut().for_each(Alone::pack));
        loaded.alone.extend(pages.iter().map(|page| page.source).zip(alone.into_iter().map(Box::new)));
        loaded.pages.extend(pages);
        loaded.findings.extend(found);
    }
    loaded.data = Some(data);
    Some(loaded)
}

#[cfg(test)]
mod tests;
