//! What a build knows from the last one: pages whose files stand as they stood are not parsed, checked or made again.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::check::{Before, CheckedPage, CheckedSite, Target};
use crate::diag::{Diagnostic, Severity};
use crate::emit::Standing;
use crate::model::dataset::Dataset;
use crate::model::digest;
use crate::model::page::Page;
use crate::model::route::{OutputPath, Route};
use crate::model::shortcode::ShortcodeBlock;
use crate::model::site::Site;
use crate::render::Renderer;
use crate::source::{self, Disk, ReadError, SitePath, SourceId, Sources};

/// So many pages share a part of what is kept.
const PER_PART: usize = 64;

/// The names of the parts.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Parts {
    /// [`KeptPage`]s.
    pages: Vec<String>,
    /// The advice of each of these parts, by page.
    advice: Vec<String>,
    /// The datasets, and what was found of them before the rules of site.yaml.
    data: String,
    /// Advice that hangs on no page alone.
    wide: String,
    /// The files that each job made.
    files: String,
    /// The stamps of all inputs.
    pub inputs: String,
}

/// A page as the last build knew it.
#[derive(Debug, Deserialize)]
struct KeptPage {
    page: Box<Page>,
    checked: Box<CheckedPage>,
    /// Its own findings, rules of site.yaml applied, advice aside.
    found: Vec<Diagnostic>,
    advice: usize,
    /// The digest of its file's text.
    text: String,
}

/// The same to be written.
#[derive(Serialize)]
struct KeptPageRef<'a> {
    page: &'a Page,
    checked: &'a CheckedPage,
    found: Vec<&'a Diagnostic>,
    advice: usize,
    text: String,
}

/// The last build, to be taken up again.
#[derive(Debug)]
pub struct Kept {
    parts: Parts,
    pages: BTreeMap<SitePath, KeptPage>,
    files: Files,
    data: Option<Data>,
    /// The paths of the pages, in the order in which parts hold them.
    order: Vec<String>,
    /// Pages whose files have changed.
    changed: HashSet<SitePath>,
    /// The advice of all pages, where it is asked for.
    advice: Advice,
    /// The digests of the texts of the pages that are known.
    texts: HashMap<SourceId, String>,
}

/// Datasets, and what was found of them.
type Data = (Vec<Dataset>, Vec<Diagnostic>);

/// The advice of each page, by its path below content/.
pub type Advice = BTreeMap<String, Vec<Diagnostic>>;

/// The files that each job made, by its name.
type Files = BTreeMap<String, Vec<OutputPath>>;

/// The last build as this one goes on from it.
#[derive(Debug, Default)]
pub struct Known {
    pub pages: BTreeMap<SourceId, Box<Page>>,
    pub checked: BTreeMap<SourceId, Box<CheckedPage>>,
    /// The findings of each page, advice aside, and how much advice it has.
    pub found: HashMap<SourceId, (Vec<Diagnostic>, usize)>,
    pub data: Option<Data>,
    /// How those pages stood that are read again.
    pub before: Vec<Before>,
}

impl Kept {
    /// What `parts` name; `changed` are the pages whose files have changed. None where any part is gone or damaged.
    #[must_use]
    pub fn recall(standing: &Standing, parts: Parts, changed: HashSet<SitePath>, with_advice: bool) -> Option<Self> {
        let read = |name: &String| postcard::from_bytes::<Vec<KeptPage>>(&standing.part(name)?).ok();
        let data = || postcard::from_bytes::<Data>(&standing.part(&parts.data)?).ok();
        let read = || parts.pages.par_iter().map(read).collect::<Option<Vec<Vec<KeptPage>>>>();
        let (data, read) = rayon::join(data, read);
        let (data, read) = (Some(data?), read?);
        let order: Vec<String> = read.iter().flatten().map(|kept| kept.page.path.clone()).collect();
        let keyed =
            read.into_iter().flatten().map(|kept| (SitePath::new(&format!("content/{}", kept.page.path)), kept));
        let pages: BTreeMap<SitePath, KeptPage> = keyed.collect();
        let files = postcard::from_bytes(&standing.part(&parts.files)?).ok()?;
        let advice = if with_advice { parts.own_advice(standing)? } else { Advice::new() };
        let texts = HashMap::new();
        (pages.len() == order.len()).then_some(Self { parts, pages, files, data, order, changed, advice, texts })
    }

    /// True for a page that need not be read. What a page allows is held against all that is found, so that is looked at again.
    #[must_use]
    pub fn is_known(&self, path: &SitePath) -> bool {
        !self.changed.contains(path) && self.pages.get(path).is_some_and(|kept| !kept.page.has_allowances())
    }

    /// Ties what is kept to the files as they are numbered now.
    #[must_use]
    pub fn known(&mut self, sources: &Sources) -> Known {
        let mut known = Known { data: self.data.take(), ..Known::default() };
        for (path, KeptPage { page, checked, found, advice, text }) in std::mem::take(&mut self.pages) {
            match sources.find(path.as_str()) {
                Some(id) if !self.changed.contains(&path) && !page.has_allowances() => {
                    known.pages.insert(id, page);
                    known.checked.insert(id, checked);
                    known.found.insert(id, (found, advice));
                    self.texts.insert(id, text);
                }
                _ => known.before.push(Before { page: *page, checked: *checked }),
            }
        }
        known
    }

    /// False for another text than the one that a known page was read from: its file has changed since it was stamped.
    #[must_use]
    pub fn is_text_of(&self, id: SourceId, text: &str) -> bool {
        self.texts.get(&id).is_none_or(|known| *known == digest::hex(text.as_bytes()))
    }

    /// True where `site` has the pages that the last build had.
    #[must_use]
    pub fn has_same_pages(&self, site: &Site) -> bool {
        self.order.iter().eq(site.pages.iter().filter(|page| page.source != SourceId(0)).map(|page| &page.path))
    }

    /// The advice of a page that was known, where it was asked for.
    #[must_use]
    pub fn advice_of(&mut self, page: &Page) -> Vec<Diagnostic> {
        self.advice.remove(&page.path).unwrap_or_default()
    }

    /// The files of jobs that are done no more, and of those in `made` that these do not make any more.
    #[must_use]
    pub fn gone(&self, made: &[(String, Vec<OutputPath>)], names: &HashSet<String>) -> HashSet<OutputPath> {
        let again: HashSet<&String> = made.iter().map(|(name, _)| name).collect();
        let is_over = |name: &&String| again.contains(name) || !names.contains(*name);
        let over = self.files.iter().filter(|(name, _)| is_over(name)).flat_map(|(_, files)| files);
        over.cloned().collect()
    }
}

impl Known {
    /// Takes back what is known of pages that refer to one that others see otherwise now; gives their sources.
    ///
    /// These are the pages that link to it, and those of whose links some lead nowhere: they might lead there.
    #[must_use]
    pub fn doubted(&mut self, site: &Site) -> Vec<SourceId> {
        let is_other = |old: &Page| site.page_at(&old.path).is_none_or(|page| !page.is_alike(old));
        let moved = self.before.iter().filter(|old| is_other(&old.page));
        let moved: HashSet<Route> = moved.map(|old| old.page.route.clone()).collect();
        let again: HashSet<&str> = self.before.iter().map(|old| old.page.path.as_str()).collect();
        let was_there = |page: &Page| self.checked.contains_key(&page.source) || again.contains(page.path.as_str());
        if moved.is_empty() && site.pages.iter().all(|page| page.source == SourceId(0) || was_there(page)) {
            return Vec::new();
        }
        let leads_there = |target: &Target| matches!(target, Target::Route { route, .. } if moved.contains(route));
        let is_doubted = |page: &&Page| {
            let checked = self.checked.get(&page.source);
            checked.is_some_and(|it| it.links.values().any(leads_there) || !leads_everywhere(page, it))
        };
        let doubted: Vec<&Page> = site.pages.iter().filter(is_doubted).collect();
        for page in &doubted {
            if let Some(checked) = self.checked.remove(&page.source) {
                self.before.push(Before { page: (*page).clone(), checked: *checked });
            }
            self.found.remove(&page.source);
        }
        doubted.into_iter().map(|page| page.source).collect()
    }
}

/// True where every link of `page` leads somewhere.
fn leads_everywhere(page: &Page, checked: &CheckedPage) -> bool {
    let named = page.body.shortcodes.iter().flat_map(ShortcodeBlock::named).map(|(_, text)| text.span.start);
    let mut starts = page.body.links.iter().map(|link| link.span.start).chain(named);
    starts.all(|start| checked.links.contains_key(&start))
}

/// Reads the texts of pages that were not read. False where one is no longer there, or is not what it should be.
///
/// # Errors
/// When a file can't be read.
pub fn fill(
    root: &Path,
    ids: &[SourceId],
    disk: &mut Disk,
    is_right: &(dyn Fn(SourceId, &str) -> bool + Sync),
    renderer: Option<&mut Renderer>,
) -> Result<bool, ReadError> {
    let is_missing = |id: &SourceId| {
        let source = disk.sources.get(*id);
        source.text.is_empty() && source.path.as_str().ends_with(".md")
    };
    let missing: Vec<SourceId> = ids.iter().copied().filter(is_missing).collect();
    let read = |id: &SourceId| {
        let text = source::read_if_there(&root.join(disk.sources.get(*id).path.as_str()))?;
        let text = text.filter(|text| is_right(*id, text));
        Ok(text.map(|text| (*id, Arc::<str>::from(text))))
    };
    let read: Vec<Option<_>> = missing.par_iter().map(read).collect::<Result<_, ReadError>>()?;
    let Some(read) = read.into_iter().collect::<Option<Vec<_>>>() else { return Ok(false) };
    let mut renderer = renderer;
    for (id, text) in read {
        if let Some(renderer) = &mut renderer {
            renderer.set_text(id, Arc::clone(&text));
        }
        disk.sources.set_text(id, text);
    }
    Ok(true)
}

/// What is to be kept of a build.
pub struct Keeping<'a> {
    pub sources: &'a Sources,
    pub site: &'a CheckedSite,
    /// The findings that hang on one page each; of pages that were known without their advice.
    pub own: &'a [Diagnostic],
    /// What was found of the data, before the rules of site.yaml.
    pub data: &'a [Diagnostic],
    /// Advice that hangs on no page alone.
    pub wide: Vec<&'a Diagnostic>,
    /// The files of each job that was done.
    pub files: Vec<(String, Vec<OutputPath>)>,
    /// The names of all jobs of the site.
    pub names: &'a HashSet<String>,
    /// The build that this one went on from, and how much advice the pages have that it knew.
    pub before: Option<(&'a Kept, &'a HashMap<SourceId, usize>)>,
}

impl Keeping<'_> {
    /// Keeps it; none where that can't be, or where a finding hangs on no file of its page.
    #[must_use]
    pub fn keep(self, standing: &Standing, inputs: &str) -> Option<Parts> {
        // A home page that no file writes is no page to be kept.
        let pages: Vec<&Page> = self.site.site.pages.iter().filter(|page| page.source != SourceId(0)).collect();
        // Two files whose names differ in their letters' composition only are told apart by nothing.
        if pages.windows(2).any(|two| two[0].path == two[1].path) {
            return None;
        }
        let mut own: HashMap<SourceId, Vec<&Diagnostic>> = pages.iter().map(|page| (page.source, Vec::new())).collect();
        for finding in self.own {
            own.get_mut(&finding.span.source)?.push(finding);
        }
        let none = HashMap::new();
        let (kept, known) = self.before.map_or((None, &none), |(kept, known)| (Some(kept), known));
        let chunks: Vec<&[&Page]> = pages.chunks(PER_PART).collect();
        let same = kept.filter(|kept| kept.order.iter().eq(pages.iter().map(|page| &page.path)));
        let all_advice = match kept.filter(|_| same.is_none()) {
            Some(kept) => kept.parts.own_advice(standing)?,
            None => Advice::new(),
        };
        let each = |(at, pages): (usize, &&[&Page])| {
            let is_known = |page: &&Page| known.contains_key(&page.source);
            let mut advice: Advice = match same.map(|kept| &kept.parts) {
                Some(parts) if pages.iter().all(is_known) => {
                    return Some((parts.pages[at].clone(), parts.advice[at].clone()));
                }
                Some(parts) => postcard::from_bytes(&standing.part(&parts.advice[at])?).ok()?,
                None => {
                    let known = pages.iter().filter(|page| is_known(page));
                    known.filter_map(|page| Some((page.path.clone(), all_advice.get(&page.path)?.clone()))).collect()
                }
            };
            let mut kept = Vec::with_capacity(pages.len());
            for page in *pages {
                kept.push(self.page(page, &own[&page.source], known, &mut advice));
            }
            Some((standing.keep(&bytes(&kept)?)?, standing.keep(&bytes(&advice)?)?))
        };
        let (parts, advice) = chunks.par_iter().enumerate().map(each).collect::<Option<Vec<_>>>()?.into_iter().unzip();
        Some(Parts {
            pages: parts,
            advice,
            data: match kept {
                Some(kept) => kept.parts.data.clone(),
                None => standing.keep(&bytes(&(&self.site.site.datasets, self.data))?)?,
            },
            wide: standing.keep(&bytes(&self.wide)?)?,
            files: standing.keep(&bytes(&self.all_files())?)?,
            inputs: standing.keep(inputs.as_bytes())?,
        })
    }

    /// A page to be kept; its advice goes to that of its part.
    fn page<'a>(
        &'a self,
        page: &'a Page,
        own: &[&'a Diagnostic],
        known: &HashMap<SourceId, usize>,
        advice: &mut Advice,
    ) -> KeptPageRef<'a> {
        let (quiet, found): (Vec<&Diagnostic>, _) = own.iter().partition(|it| it.severity == Severity::Advice);
        let count = known.get(&page.source).copied().unwrap_or_else(|| {
            advice.insert(page.path.clone(), quiet.iter().copied().cloned().collect());
            quiet.len()
        });
        let before = self
            .before
            .and_then(|(kept, known)| kept.texts.get(&page.source).filter(|_| known.contains_key(&page.source)));
        let text = before.cloned().unwrap_or_else(|| digest::hex(self.sources.get(page.source).text.as_bytes()));
        KeptPageRef { page, checked: self.site.page(page.id), found, advice: count, text }
    }

    fn all_files(&self) -> BTreeMap<&str, &[OutputPath]> {
        let before = self.before.iter().flat_map(|(kept, _)| &kept.files);
        let before = before.filter(|(name, _)| self.names.contains(*name));
        let before = before.map(|(name, files)| (name.as_str(), files.as_slice()));
        before.chain(self.files.iter().map(|(name, files)| (name.as_str(), files.as_slice()))).collect()
    }
}

impl Parts {
    /// All advice of the build; none where a part is gone or damaged.
    #[must_use]
    pub fn all_advice(&self, standing: &Standing) -> Option<Vec<Diagnostic>> {
        let mut all: Vec<Diagnostic> = postcard::from_bytes(&standing.part(&self.wide)?).ok()?;
        all.extend(self.own_advice(standing)?.into_values().flatten());
        Some(all)
    }

    /// The advice of each page; none where a part is gone or damaged.
    pub fn own_advice(&self, standing: &Standing) -> Option<Advice> {
        let read = |name: &String| postcard::from_bytes(&standing.part(name)?).ok();
        let read: Vec<Advice> = self.advice.par_iter().map(read).collect::<Option<_>>()?;
        Some(read.into_iter().flatten().collect())
    }

    /// The names of all parts.
    #[must_use]
    pub fn names(&self) -> HashSet<String> {
        let fixed = [&self.data, &self.wide, &self.files, &self.inputs];
        self.pages.iter().chain(&self.advice).chain(fixed).cloned().collect()
    }
}

fn bytes(value: &impl Serialize) -> Option<Vec<u8>> {
    postcard::to_stdvec(value).ok()
}
