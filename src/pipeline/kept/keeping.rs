//! Keeping a build for the next one.

use std::collections::{HashMap, HashSet};

use rayon::prelude::*;

use super::parts::{Advice, Files, Index, KeptPageRef, PartOf, Parts};
use super::{Kept, KnownPages, Rest};
use crate::check::CheckedSite;
use crate::diag::{Diagnostic, Severity};
use crate::emit::Standing;
use crate::model::digest;
use crate::model::page::{Page, PageKind};
use crate::model::route::OutputPath;
use crate::source::{SourceId, Sources, plain, portable, restored};

/// So many pages share a part of what is kept; one that grows to twice as many is divided.
const PER_PART: usize = 64;
/// So many pages share one at least, however few there are: several parts are made side by side.
const LEAST_PER_PART: usize = 8;
const PARTS: usize = 16;

/// What is to be kept of a build.
pub struct Keeping<'a> {
    pub sources: &'a Sources,
    /// Of the texts that are not in there.
    pub digests: &'a HashMap<SourceId, String>,
    pub site: &'a CheckedSite,
    /// The findings that hang on one page each; of pages that were known without their advice.
    pub own: &'a [Diagnostic],
    /// What was found of the data, before the rules of site.yaml.
    pub data: &'a [Diagnostic],
    /// Advice that hangs on no page alone.
    pub wide: Vec<&'a Diagnostic>,
    /// The files of each job that was done.
    pub files: &'a [(String, Vec<OutputPath>)],
    /// The names of all jobs of the site.
    pub names: &'a HashSet<String>,
    /// The build that this one went on from, and what else it knew of pages.
    pub before: Option<(&'a Kept, &'a KnownPages)>,
}

/// The names of two parts; none of one that could not be kept.
type Two = (Option<String>, Option<String>);

/// Pages that are kept together.
struct Group<'a> {
    /// The part of the last build in which those stand that it knew.
    before: Option<&'a PartOf>,
    pages: Vec<&'a Page>,
}

impl Keeping<'_> {
    /// Keeps it; none where that can't be, or where a finding hangs on no file of its page.
    #[must_use]
    pub fn keep(self, standing: &Standing, inputs: &str) -> Option<(Parts, Index)> {
        // A home page that no file writes is no page to be kept.
        let pages: Vec<&Page> = self.site.site.pages.iter().filter(|page| page.source != SourceId(0)).collect();
        // Two files whose names differ in their letters' composition only are told apart by nothing.
        // One that breaks its line is told from none where the stamps of all files are compared.
        if pages.windows(2).any(|two| two[0].path == two[1].path) || pages.iter().any(|page| page.path.contains('\n')) {
            return None;
        }
        let mut own: HashMap<SourceId, Vec<&Diagnostic>> = pages.iter().map(|page| (page.source, Vec::new())).collect();
        for finding in self.own {
            own.get_mut(&finding.span.source)?.push(finding);
        }
        let each = |group: &Group<'_>| self.part(group, &own, standing);
        let parts = || self.groups(pages).par_iter().map(each).collect::<Option<Vec<PartOf>>>();
        let (parts, beside) = rayon::join(parts, || self.beside(standing, inputs));
        let ((data, wide), (files, inputs)) = beside;
        let above = self.site.site.pages.iter().filter(|page| page.kind != PageKind::Article);
        let index = Index { parts: parts?, sections: above.map(|page| (page.id, page.path.clone())).collect() };
        let kept = standing.keep(&plain(&index)?)?;
        Some((Parts { index: kept, data: data?, wide: wide?, files: files?, inputs: inputs? }, index))
    }

    /// The names of what is kept beside the pages: the data and wide advice, the files of all jobs and the stamps.
    fn beside(&self, standing: &Standing, inputs: &str) -> (Two, Two) {
        let data = || match self.before {
            Some((kept, _)) if kept.has_same_data() => Some(kept.parts.data.clone()),
            _ => standing.keep(&portable(&(&self.site.site.datasets, self.data), self.sources)?),
        };
        let wide = || standing.keep(&portable(&self.wide, self.sources)?);
        let files = || standing.keep(&plain(&self.all_files())?);
        let inputs = || standing.keep(inputs.as_bytes());
        rayon::join(|| (data(), wide()), || (files(), inputs()))
    }

    /// Each page where it was kept before, a new one beside the one that stands before it.
    fn groups<'a>(&'a self, pages: Vec<&'a Page>) -> Vec<Group<'a>> {
        let Some((kept, _)) = self.before else {
            let together = (pages.len() / PARTS).clamp(LEAST_PER_PART, PER_PART);
            return pages.chunks(together).map(|pages| Group { before: None, pages: pages.to_vec() }).collect();
        };
        let by_path = kept.index.by_path();
        let mut groups: Vec<(Option<usize>, Vec<&Page>)> = vec![(None, Vec::new())];
        for page in pages {
            let part = by_path.get(page.path.as_str()).copied();
            match groups.last_mut() {
                Some((at, together)) if part.is_none() || *at == part || at.is_none() => {
                    *at = at.or(part);
                    together.push(page);
                }
                _ => groups.push((part, vec![page])),
            }
        }
        let divide = |(at, pages): (Option<usize>, Vec<&'a Page>)| {
            let most = if pages.len() < 2 * PER_PART { 2 * PER_PART } else { PER_PART };
            let before = at.map(|at| &kept.index.parts[at]);
            pages.chunks(most).map(|pages| Group { before, pages: pages.to_vec() }).collect::<Vec<_>>()
        };
        groups.into_iter().flat_map(divide).collect()
    }

    fn part(
        &self,
        group: &Group<'_>,
        own: &HashMap<SourceId, Vec<&Diagnostic>>,
        standing: &Standing,
    ) -> Option<PartOf> {
        let Group { before, pages } = group;
        let none = KnownPages::new();
        let known = self.before.map_or(&none, |(_, known)| known);
        let is_known = |page: &&Page| known.contains_key(&page.source);
        let mut advice = match before {
            Some(part) if part.paths.len() == pages.len() && pages.iter().all(is_known) => {
                return Some((*part).clone());
            }
            Some(part) => restored::<Advice>(&standing.part(&part.advice)?, self.sources)?,
            None => Advice::new(),
        };
        let here: HashSet<&str> = pages.iter().filter(|page| is_known(page)).map(|page| page.path.as_str()).collect();
        advice.retain(|path, _| here.contains(path.as_str()));
        let mut kept = Vec::with_capacity(pages.len());
        for page in pages {
            kept.push(self.page(page, &own[&page.source], known, &mut advice));
        }
        Some(PartOf {
            pages: standing.keep(&portable(&kept, self.sources)?)?,
            advice: standing.keep(&portable(&advice, self.sources)?)?,
            paths: pages.iter().map(|page| (page.path.clone(), page.has_allowances())).collect(),
        })
    }

    /// A page to be kept; its advice goes to that of its part.
    fn page<'a>(
        &'a self,
        page: &'a Page,
        own: &[&'a Diagnostic],
        known: &KnownPages,
        advice: &mut Advice,
    ) -> KeptPageRef<'a> {
        let (quiet, found): (Vec<&Diagnostic>, Vec<&Diagnostic>) =
            own.iter().partition(|it| it.severity == Severity::Advice);
        if let Some(Rest { advice, elsewhere, text }) = known.get(&page.source) {
            let (elsewhere, text) = (elsewhere.clone(), text.clone());
            return KeptPageRef { page, checked: self.site.page(page.id), found, advice: *advice, elsewhere, text };
        }
        advice.insert(page.path.clone(), quiet.iter().copied().cloned().collect());
        let mut elsewhere: Vec<SourceId> = own.iter().flat_map(|it| it.elsewhere()).collect();
        elsewhere.sort_unstable();
        elsewhere.dedup();
        let digest = || digest::hex(self.sources.get(page.source).text.as_bytes());
        let text = self.digests.get(&page.source).cloned().unwrap_or_else(digest);
        KeptPageRef { page, checked: self.site.page(page.id), found, advice: quiet.len(), elsewhere, text }
    }

    fn all_files(&self) -> Files {
        let before = self.before.iter().flat_map(|(kept, _)| &kept.files);
        let before = before.filter(|(name, _)| self.names.contains(*name));
        before
            .chain(self.files.iter().map(|(name, files)| (name, files)))
            .map(|(a, b)| (a.clone(), b.clone()))
            .collect()
    }
}
