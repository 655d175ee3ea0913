//! The whole site, as loaded.

use std::collections::HashMap;

use crate::config::Config;
use crate::locale::Lang;
use crate::source::AssetFile;

use super::dataset::{Dataset, DatasetId};
use super::image::{ImageFacts, ImageProblem};
use super::page::{Page, PageId, PageKind};
use super::theme::Theme;

/// Everything that was read, with its findings kept apart.
#[derive(Debug)]
pub struct Site {
    pub config: Config,
    /// In the order of their paths; `PageId` is the position.
    pub pages: Vec<Page>,
    /// In the order of their paths; `DatasetId` is the position.
    pub datasets: Vec<Dataset>,
    /// Files of content/ that are copied, with their paths below it, in the order of these.
    pub assets: Vec<Asset>,
    pub theme: Theme,
    /// Paths of pages left out of this build: drafts, and those whose `publish_at` has not come.
    pub held: Vec<String>,
    /// Symbolic links below content/, which are not followed.
    pub links: Vec<String>,
    /// Paths of datasets whose YAML can't be read.
    pub unread: Vec<String>,
}

/// What a page by itself is held against: the data, and what site.yaml says.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    pub config: &'a Config,
    pub datasets: &'a [Dataset],
    /// Paths of datasets whose YAML can't be read.
    pub unread: &'a [String],
}

impl<'a> Facts<'a> {
    #[must_use]
    pub fn dataset(self, id: DatasetId) -> &'a Dataset {
        &self.datasets[id.0 as usize]
    }
}

/// A file that stands beside the pages and is copied as it is.
#[derive(Clone, Debug)]
pub struct Asset {
    /// Path below content/, `tin-tuc/2024-05-13-thiet-thuc/anh.jpg`.
    pub path: String,
    pub file: AssetFile,
    /// What was found of it, where it is a picture.
    pub image: Option<Result<ImageFacts, ImageProblem>>,
}

/// With more pages than this a site is a large one. The tests of the library have no other way to one that is quickly made.
pub const MANY: usize = if cfg!(test) { 8 } else { 4096 };

impl Site {
    #[must_use]
    pub fn page(&self, id: PageId) -> &Page {
        &self.pages[id.0 as usize]
    }

    /// What each page by itself is held against.
    #[must_use]
    pub fn facts(&self) -> Facts<'_> {
        Facts { config: &self.config, datasets: &self.datasets, unread: &self.unread }
    }

    /// True where the site has so many pages that what is not needed of them for a while should take little memory.
    #[must_use]
    pub fn is_large(&self) -> bool {
        self.pages.len() > MANY
    }

    /// The page whose file stands at `path` below content/.
    #[must_use]
    pub fn page_at(&self, path: &str) -> Option<&Page> {
        let at = self.pages.binary_search_by(|page| page.path.as_str().cmp(path)).ok()?;
        Some(&self.pages[at])
    }

    /// The file that stands at `path` below content/ and is copied.
    #[must_use]
    pub fn asset_at(&self, path: &str) -> Option<&Asset> {
        let at = self.assets.binary_search_by(|asset| asset.path.as_str().cmp(path)).ok()?;
        Some(&self.assets[at])
    }

    /// Puts the pages in the order of their paths, numbers them, and ties each to the nearest section above it.
    pub fn order_pages(&mut self) {
        // They are large, and mostly stand in this order already.
        if !self.pages.is_sorted_by(|a, b| a.path <= b.path) {
            self.pages.sort_by(|a, b| a.path.cmp(&b.path));
        }
        let mut sections: HashMap<Lang, HashMap<String, PageId>> = HashMap::new();
        for (page, number) in self.pages.iter_mut().zip(0..) {
            page.id = PageId(number);
            if page.kind != PageKind::Article {
                sections.entry(page.lang).or_default().insert(page.folder.clone(), page.id);
            }
        }
        for page in &mut self.pages {
            let folder = match page.kind {
                PageKind::Home => None,
                PageKind::Section => parent(&page.folder),
                PageKind::Article => Some(page.folder.as_str()),
            };
            let in_language = sections.get(&page.lang);
            let mut folders = std::iter::successors(folder, |path| parent(path));
            page.section = in_language.and_then(|sections| folders.find_map(|path| sections.get(path).copied()));
        }
    }

    #[must_use]
    pub fn dataset(&self, id: DatasetId) -> &Dataset {
        &self.datasets[id.0 as usize]
    }
}

/// The folder above; none above content/ itself.
fn parent(folder: &str) -> Option<&str> {
    if folder.is_empty() { None } else { Some(folder.rsplit_once('/').map_or("", |(above, _)| above)) }
}
