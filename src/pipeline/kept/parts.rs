//! The parts in which a build is kept, each a file named by its digest, and how they are written.

use std::collections::{BTreeMap, HashMap, HashSet};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::check::CheckedPage;
use crate::diag::Diagnostic;
use crate::emit::Standing;
use crate::model::dataset::Dataset;
use crate::model::page::{Page, PageId};
use crate::model::route::OutputPath;
use crate::source::{SourceId, Sources, restored, unplain};

/// The names of the parts.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Parts {
    /// An [`Index`].
    pub index: String,
    /// The datasets, and what was found of them before the rules of site.yaml.
    pub data: String,
    /// Advice that hangs on no page alone.
    pub wide: String,
    /// The files that each job made.
    pub files: String,
    /// The stamps of all inputs.
    pub inputs: String,
}

/// Which pages are kept where.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Index {
    /// In the order of the pages' paths.
    pub parts: Vec<PartOf>,
    /// The home pages and sections, with the numbers that they had.
    pub sections: Vec<(PageId, String)>,
}

/// Neighbouring pages that are kept together.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct PartOf {
    /// [`KeptPage`]s.
    pub pages: String,
    /// Their [`Advice`].
    pub advice: String,
    /// Their paths below content/; true for those that allow findings.
    pub paths: Vec<(String, bool)>,
}

/// A page as the last build knew it.
#[derive(Debug, Deserialize)]
pub struct KeptPage {
    pub page: Box<Page>,
    pub checked: Box<CheckedPage>,
    /// Its own findings, rules of site.yaml applied, advice aside.
    pub found: Vec<Diagnostic>,
    pub advice: usize,
    /// The other files that its findings point into, its advice too.
    pub elsewhere: Vec<SourceId>,
    /// The digest of its file's text.
    pub text: String,
}

/// The same to be written.
#[derive(Serialize)]
pub struct KeptPageRef<'a> {
    pub page: &'a Page,
    pub checked: &'a CheckedPage,
    pub found: Vec<&'a Diagnostic>,
    pub advice: usize,
    pub elsewhere: Vec<SourceId>,
    pub text: String,
}

/// Datasets, and what was found of them.
pub type Data = (Vec<Dataset>, Vec<Diagnostic>);

/// The advice of each page, by its path below content/.
pub type Advice = BTreeMap<String, Vec<Diagnostic>>;

/// The files that each job made, by its name.
pub type Files = BTreeMap<String, Vec<OutputPath>>;

impl Parts {
    /// All advice of the build; none where a part is gone or damaged.
    #[must_use]
    pub fn all_advice(&self, standing: &Standing, sources: &Sources) -> Option<Vec<Diagnostic>> {
        let mut all: Vec<Diagnostic> = restored(&standing.part(&self.wide)?, sources)?;
        all.extend(Index::recall(standing, self)?.advice(standing, sources)?.into_values().flatten());
        Some(all)
    }

    /// The files that each job made; none where their part is gone or damaged.
    #[must_use]
    pub fn files(&self, standing: &Standing) -> Option<Files> {
        unplain(&standing.part(&self.files)?)
    }

    /// The names of all parts; `index` is theirs.
    #[must_use]
    pub fn names(&self, index: &Index) -> HashSet<String> {
        let fixed = [&self.index, &self.data, &self.wide, &self.files, &self.inputs];
        index.parts.iter().flat_map(|part| [&part.pages, &part.advice]).chain(fixed).cloned().collect()
    }
}

impl Index {
    /// That of `parts`; none where it is gone or damaged.
    #[must_use]
    pub fn recall(standing: &Standing, parts: &Parts) -> Option<Self> {
        unplain(&standing.part(&parts.index)?)
    }

    /// The paths of all pages, in their order; true for those that allow findings.
    pub fn pages(&self) -> impl Iterator<Item = &(String, bool)> {
        self.parts.iter().flat_map(|part| &part.paths)
    }

    /// The advice of each page; none where a part is gone or damaged.
    #[must_use]
    pub fn advice(&self, standing: &Standing, sources: &Sources) -> Option<Advice> {
        let read = |part: &PartOf| restored(&standing.part(&part.advice)?, sources);
        let read: Vec<Advice> = self.parts.par_iter().map(read).collect::<Option<_>>()?;
        Some(read.into_iter().flatten().collect())
    }

    /// The part that keeps each page, by its path.
    #[must_use]
    pub fn by_path(&self) -> HashMap<&str, usize> {
        let mut by_path = HashMap::new();
        for (part, at) in self.parts.iter().zip(0..) {
            by_path.extend(part.paths.iter().map(|(path, _)| (path.as_str(), at)));
        }
        by_path
    }
}
