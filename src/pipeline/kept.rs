//! What a build knows from the last one: pages whose files stand as they stood are not parsed, checked or made again.

mod keeping;
mod parts;

pub use keeping::Keeping;
pub use parts::{Index, Parts};

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;

use rayon::prelude::*;

use crate::check::{Before, Changes, CheckedPage, CheckedSite, Target};
use crate::diag::Diagnostic;
use crate::emit::Standing;
use crate::load;
use crate::model::dataset::Dataset;
use crate::model::page::{Page, PageId};
use crate::model::route::{OutputPath, Route};
use crate::model::site::Site;
use crate::render::{Affected, Edit, Renderer};
use crate::source::{self, Disk, ReadError, SitePath, SourceId, Sources, restored};

use parts::{Advice, Data, Files, KeptPage, PartOf};

/// The last build, to be taken up again.
#[derive(Debug)]
pub struct Kept {
    parts: Parts,
    index: Index,
    /// The pages, part by part, as they are written; so is the advice on them, where it is asked for.
    written: Vec<Vec<u8>>,
    written_advice: Vec<Vec<u8>>,
    written_data: Vec<u8>,
    files: Files,
    changed: Changed,
    /// The pages that need not be read. What a page allows is held against all that is found, so that is looked at again.
    unread: HashSet<SitePath>,
    advice: Advice,
}

/// Files that have changed, came or went.
#[derive(Debug, Default)]
pub struct Changed {
    pub pages: HashSet<SitePath>,
    /// Further files of content/; datasets among them were there before, and are.
    pub others: HashSet<SitePath>,
    /// True where a file of a theme or a template has.
    pub theme: bool,
}

/// What the files that have changed beside pages mean for these.
#[derive(Debug, Default)]
pub struct Beside {
    pub data: Changes,
    /// The files that are copied, by their paths below content/.
    pub assets: HashSet<String>,
    pub theme: bool,
}

/// What is known of pages beside what is made with them.
pub type KnownPages = HashMap<SourceId, Rest>;

/// What is known of a page beside what is made with it.
#[derive(Debug)]
pub struct Rest {
    /// How much advice there is on it.
    pub advice: usize,
    /// The other files that its findings point into.
    elsewhere: Vec<SourceId>,
    /// The digest of its text.
    text: String,
}

/// The last build as this one goes on from it.
#[derive(Debug, Default)]
pub struct Known {
    pub pages: BTreeMap<SourceId, Box<Page>>,
    pub checked: BTreeMap<SourceId, Box<CheckedPage>>,
    /// The findings of each page, advice aside.
    pub found: HashMap<SourceId, Vec<Diagnostic>>,
    pub rest: KnownPages,
    pub data: Option<Data>,
    /// How those pages stood that are read again, and those that are there no more.
    pub before: Vec<Before>,
    /// The paths of the sections, by the numbers that they had.
    sections: HashMap<PageId, String>,
}

impl Kept {
    /// What `parts` name, where files have `changed` since. None where any part is gone or damaged.
    #[must_use]
    pub fn recall(standing: &Standing, parts: Parts, changed: Changed, with_advice: bool) -> Option<Self> {
        let index = Index::recall(standing, &parts)?;
        let read = |part: &PartOf| {
            let advice = if with_advice { standing.part(&part.advice)? } else { Vec::new() };
            Some((standing.part(&part.pages)?, advice))
        };
        let (written, written_advice) =
            index.parts.par_iter().map(read).collect::<Option<Vec<_>>>()?.into_iter().unzip();
        let files = parts.files(standing)?;
        let paths =
            index.pages().filter(|(_, allows)| !allows).map(|(path, _)| SitePath::new(&format!("content/{path}")));
        Some(Self {
            unread: paths.filter(|path| !changed.pages.contains(path)).collect(),
            changed,
            written_data: standing.part(&parts.data)?,
            advice: Advice::new(),
            parts,
            index,
            written,
            written_advice,
            files,
        })
    }

    /// True for a page that need not be read.
    #[must_use]
    pub fn is_known(&self, path: &SitePath) -> bool {
        self.unread.contains(path)
    }

    /// What is kept, with the files as they are numbered now; none where it can't be read.
    #[must_use]
    pub fn known(&mut self, sources: &Sources) -> Option<Known> {
        let Self { written, written_advice, written_data, .. } = &*self;
        let is_known = |kept: KeptPage| {
            let path = SitePath::new(&format!("content/{}", kept.page.path));
            // It was there a moment ago.
            let id = if self.is_known(&path) { Some(sources.find(path.as_str())?) } else { None };
            Some((id, kept))
        };
        let read = |bytes: &Vec<u8>| {
            let kept = restored::<Vec<KeptPage>>(bytes, sources)?;
            kept.into_iter().map(is_known).collect::<Option<Vec<_>>>()
        };
        let read = || written.par_iter().map(read).collect::<Option<Vec<_>>>();
        let (data, read) = rayon::join(|| restored::<Data>(written_data, sources), read);
        let advice = written_advice.iter().filter(|bytes| !bytes.is_empty());
        let advice = advice.map(|bytes| restored::<Advice>(bytes, sources)).collect::<Option<Vec<_>>>()?;
        let sections = self.index.sections.iter().cloned().collect();
        let mut known = Known { data: Some(data?), sections, ..Known::default() };
        for (id, kept) in read?.into_iter().flatten() {
            let KeptPage { page, checked, found, advice, elsewhere, text } = kept;
            let Some(id) = id else {
                known.before.push(Before { page: *page, checked: *checked });
                continue;
            };
            known.pages.insert(id, page);
            known.checked.insert(id, checked);
            known.found.insert(id, found);
            known.rest.insert(id, Rest { advice, elsewhere, text });
        }
        self.advice = advice.into_iter().flatten().collect();
        (self.written, self.written_advice, self.written_data) = Default::default();
        Some(known)
    }

    /// True where no file has changed in which data may stand.
    #[must_use]
    pub fn has_same_data(&self) -> bool {
        let may_hold_data = |path: &SitePath| {
            let ending = path.as_str().rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
            matches!(&*ending, "yaml" | "yml" | "csv" | "json" | "tsv" | "xlsx" | "xlsm")
        };
        !self.changed.others.iter().any(may_hold_data)
    }

    /// What has changed beside the pages, where the data was as `before`; none where that may touch any page.
    #[must_use]
    pub fn beside(&self, before: Option<&[Dataset]>, site: &Site, sources: &Sources) -> Option<Beside> {
        let files = |datasets: &[Dataset]| {
            let files = datasets.iter().flat_map(Dataset::sources);
            let paths = files.filter(|source| *source != SourceId::GONE).map(|source| sources.get(source).path.clone());
            paths.collect::<HashSet<SitePath>>()
        };
        let (was, is) = (before.map_or_else(HashSet::new, files), files(&site.datasets));
        let mut beside = Beside { theme: self.changed.theme, ..Beside::default() };
        for path in &self.changed.others {
            // The sheets of a workbook stand under names that begin with its own.
            let holds_more = is.iter().chain(&was).any(|it| it != path && it.as_str().starts_with(path.as_str()));
            let below = path.below("content")?;
            // Such a name may be meant by two ways to write an address.
            if was.contains(path) != is.contains(path) && before.is_some() || holds_more || below.contains('%') {
                return None;
            }
            if !is.contains(path) {
                beside.assets.insert(below.to_owned());
            }
        }
        if let Some(before) = before {
            let is_other = |source: SourceId| self.changed.others.contains(&sources.get(source).path);
            beside.data = Changes::between(before, site, &is_other)?;
        }
        Some(beside)
    }

    /// The pages of `site` that the last build did not have.
    #[must_use]
    pub fn new_pages(&self, site: &Site) -> Vec<PageId> {
        let had: HashSet<&str> = self.index.pages().map(|(path, _)| path.as_str()).collect();
        let is_new = |page: &&Page| page.source != SourceId(0) && !had.contains(page.path.as_str());
        site.pages.iter().filter(is_new).map(|page| page.id).collect()
    }

    /// The advice of a page that was known, where it was asked for.
    #[must_use]
    pub fn advice_of(&mut self, page: &Page) -> Vec<Diagnostic> {
        self.advice.remove(&page.path).unwrap_or_default()
    }

    /// The files of jobs that are done no more, and of those in `made` that these do not make any more.
    #[must_use]
    pub fn gone(&self, made: &[(String, Vec<OutputPath>)], names: &HashSet<String>) -> HashSet<OutputPath> {
        self.files_of_jobs(false, made, names)
    }

    /// The files of jobs that were not done again.
    #[must_use]
    pub fn stays(&self, made: &[(String, Vec<OutputPath>)], names: &HashSet<String>) -> HashSet<OutputPath> {
        self.files_of_jobs(true, made, names)
    }

    fn files_of_jobs(
        &self,
        stay: bool,
        made: &[(String, Vec<OutputPath>)],
        names: &HashSet<String>,
    ) -> HashSet<OutputPath> {
        let again: HashSet<&String> = made.iter().map(|(name, _)| name).collect();
        let stands = |name: &&String| !again.contains(name) && names.contains(*name);
        let those = self.files.iter().filter(|(name, _)| stands(name) == stay).flat_map(|(_, files)| files);
        those.cloned().collect()
    }
}

impl Beside {
    /// What has to be made again of `site`, where pages stood as `before`.
    #[must_use]
    pub fn affected(self, kept: &Kept, renderer: &Renderer, before: Vec<Before>, site: &mut CheckedSite) -> Affected {
        if self.theme {
            return Affected::all();
        }
        let (new, data) = (kept.new_pages(&site.site), self.data.datasets().collect());
        Affected::of(site, renderer, Edit { before, new, data, assets: self.assets })
    }
}

/// What is known of the data.
#[derive(Debug, Default)]
pub struct KnownData {
    /// The data, where it is as it was, and what was found of it.
    pub now: Option<load::Data>,
    pub found: Option<Vec<Diagnostic>>,
    /// The datasets as they were, where that may be no longer so.
    pub old: Option<Vec<Dataset>>,
}

impl Known {
    /// The pages that need not be read, in the order of their files; none where there are none.
    pub fn take_pages(&mut self) -> Option<Vec<Page>> {
        let pages = std::mem::take(&mut self.pages);
        (!pages.is_empty()).then(|| pages.into_values().map(|page| *page).collect())
    }

    /// What is known of the data; it is as it was where it `is_same`.
    #[must_use]
    pub fn take_data(&mut self, is_same: bool) -> KnownData {
        let (datasets, found) = self.data.take().unzip();
        if !is_same {
            return KnownData { old: datasets, ..KnownData::default() };
        }
        KnownData { now: datasets.map(|datasets| load::Data { datasets, unread: Vec::new() }), found, old: None }
    }

    /// The digests of the texts of those pages that need not be read.
    #[must_use]
    pub fn digests(&self) -> HashMap<SourceId, String> {
        self.rest.iter().map(|(id, rest)| (*id, rest.text.clone())).collect()
    }

    /// Takes back what is known of pages that refer to one that others see otherwise now, or that changes `beside` the pages
    /// touch; gives their sources.
    ///
    /// These are the pages that link to it, and those of whose links some lead nowhere: they might lead there.
    #[must_use]
    pub fn doubted(&mut self, site: &Site, beside: &Beside) -> Vec<SourceId> {
        let Beside { data: changes, assets, theme } = beside;
        for Before { page, .. } in &mut self.before {
            let section = page.section.and_then(|number| site.page_at(self.sections.get(&number)?));
            page.section = section.map(|section| section.id);
        }
        let is_other = |old: &Page| site.page_at(&old.path).is_none_or(|page| !page.is_alike(old));
        let moved = self.before.iter().filter(|old| is_other(&old.page));
        let moved: HashSet<Route> = moved.map(|old| old.page.route.clone()).collect();
        let again: HashSet<&str> = self.before.iter().map(|old| old.page.path.as_str()).collect();
        let was_there = |page: &Page| self.checked.contains_key(&page.source) || again.contains(page.path.as_str());
        let leads_there = |target: &Target| matches!(target, Target::Route { route, .. } if moved.contains(route));
        let all_were_there = site.pages.iter().all(|page| page.source == SourceId(0) || was_there(page));
        let are_some_other = !moved.is_empty() || !all_were_there || !assets.is_empty();
        let touching = changes.touching(site);
        let is_touched = |page: &&Page| self.checked.get(&page.source).is_some_and(|it| touching(page, it));
        let touched: Vec<&Page> = site.pages.par_iter().filter(is_touched).collect();
        // A figure in a title is in the names of links too.
        let named = touched.iter().filter(|page| self.checked[&page.source].has_figures_in_titles());
        let named: HashSet<&Route> = named.map(|page| &page.route).collect();
        let touched: HashSet<SourceId> = touched.into_iter().map(|page| page.source).collect();
        let is_doubted = |page: &&Page| {
            let Some(checked) = self.checked.get(&page.source) else { return false };
            let shows_file = || checked.files.iter().any(|file| assets.contains(file.as_str()));
            // Whether the theme has what they name is found where they are read.
            let names_template = || page.front.template.is_some() || !page.body.shortcodes.is_empty();
            let is_named = |target: &Target| matches!(target, Target::Route { route, .. } if named.contains(route));
            let names_one =
                || checked.links.names.keys().any(|start| checked.links.targets.get(start).is_some_and(is_named));
            let is_other = |source: &SourceId| *source == SourceId::GONE || changes.concern(*source);
            let points_there = || self.rest.get(&page.source).is_some_and(|it| it.elsewhere.iter().any(is_other));
            (!moved.is_empty() && checked.links.targets.values().any(leads_there))
                || (are_some_other && checked.misses)
                || points_there()
                || touched.contains(&page.source)
                || (!named.is_empty() && names_one())
                || (!assets.is_empty() && shows_file())
                || (*theme && names_template())
        };
        let doubted: Vec<&Page> = site.pages.par_iter().filter(is_doubted).collect();
        for page in &doubted {
            if let Some(checked) = self.checked.remove(&page.source) {
                self.before.push(Before { page: (*page).clone(), checked: *checked });
            }
            self.found.remove(&page.source);
            self.rest.remove(&page.source);
        }
        doubted.into_iter().map(|page| page.source).collect()
    }
}

/// Reads the texts of pages that are not here. False where one is no longer there.
///
/// # Errors
/// When a file can't be read.
pub fn fill(root: &Path, ids: &[SourceId], disk: &mut Disk) -> Result<bool, ReadError> {
    let is_missing = |id: &SourceId| {
        let source = disk.sources.get(*id);
        source.text.is_empty() && source.path.as_str().ends_with(".md")
    };
    let missing: Vec<SourceId> = ids.iter().copied().filter(is_missing).collect();
    let read = |id: &SourceId| {
        let text = source::read_page(&root.join(disk.sources.get(*id).path.as_str()))?;
        Ok(text.map(|text| (*id, text)))
    };
    let read: Vec<Option<_>> = missing.par_iter().map(read).collect::<Result<_, ReadError>>()?;
    let Some(read) = read.into_iter().collect::<Option<Vec<_>>>() else { return Ok(false) };
    for (id, text) in read {
        disk.sources.set_text(id, text);
    }
    Ok(true)
}
