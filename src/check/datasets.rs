//! Finding datasets, dimensions and values by the names that pages use.

use std::collections::HashMap;

use crate::diag::{Code, Diagnostic, catalog};
use crate::locale::{nearest, nfc};
use crate::model::dataset::{Dataset, DimensionKind};
use crate::model::page::Page;
use crate::model::select::Filter;
use crate::model::site::Facts;
use crate::source::resolve_path;
use crate::source::{Span, Spanned};

use super::Findings;
use super::units::Units;

/// The datasets of a site by path and by stem.
pub struct Lookup<'a> {
    pub facts: Facts<'a>,
    by_path: HashMap<&'a str, &'a Dataset>,
    by_stem: HashMap<&'a str, Vec<&'a Dataset>>,
    by_route: HashMap<&'a str, &'a Dataset>,
    /// The files of datasets with a page, under both endings that they may have.
    files: Vec<String>,
    /// What the site's figures count.
    pub units: Units<'a>,
}

/// What a name stands for.
pub enum Found<'a> {
    Dataset(&'a Dataset),
    /// Its file could not be read, which was reported.
    Unreadable,
    /// Nothing; the nearest name known.
    Nothing(Option<String>),
}

impl<'a> Lookup<'a> {
    #[must_use]
    pub fn new(facts: Facts<'a>) -> Self {
        let mut by_stem: HashMap<&str, Vec<&Dataset>> = HashMap::new();
        for dataset in facts.datasets {
            by_stem.entry(dataset.stem()).or_default().push(dataset);
        }
        let by_path = facts.datasets.iter().map(|dataset| (dataset.path.as_str(), dataset)).collect();
        let shown = || facts.datasets.iter().filter(|dataset| dataset.has_page);
        let by_route = shown().map(|dataset| (dataset.route.as_str(), dataset)).collect();
        let files = shown().flat_map(|dataset| ["yaml", "yml"].map(|end| format!("{}.{end}", dataset.path))).collect();
        Self { facts, by_path, by_stem, by_route, files, units: Units::of(facts.datasets) }
    }

    /// The dataset whose file is named `path`, below content/; under either ending.
    #[must_use]
    pub fn at_file(&self, path: &str) -> Option<&'a Dataset> {
        let bare = path.strip_suffix(".yaml").or_else(|| path.strip_suffix(".yml"))?;
        self.by_path.get(bare).copied()
    }

    /// The dataset whose page stands at `route`.
    #[must_use]
    pub fn at_route(&self, route: &str) -> Option<&'a Dataset> {
        self.by_route.get(route).copied()
    }

    /// The names that links to the files of datasets may have.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(String::as_str)
    }

    /// The dataset that a link of `page` leads to.
    #[must_use]
    pub fn linked(&self, page: &Page, path: &str) -> Found<'a> {
        let Some(full) = resolve_path(&page.folder, &percent_decoded(path), "") else { return self.nothing(path) };
        let bare = without_extension(&full);
        match self.by_path.get(bare) {
            Some(dataset) => Found::Dataset(dataset),
            None if self.facts.unread.contains(&full) => Found::Unreadable,
            None => self.nothing(path),
        }
    }

    /// The dataset that a chart names by stem or path.
    pub fn named(&self, page: &Page, name: &Spanned<String>, findings: &mut Findings) -> Option<&'a Dataset> {
        let bare = without_extension(&name.value);
        let unread = |path: &String| without_extension(path).rsplit('/').next() == bare.rsplit('/').next();
        if bare.contains('/') {
            match self.linked(page, &name.value) {
                Found::Dataset(dataset) => return Some(dataset),
                Found::Unreadable => return None,
                Found::Nothing(_) => {}
            }
            if let Some(dataset) = self.by_path.get(bare) {
                return Some(dataset);
            }
        }
        match self.by_stem.get(bare).map(Vec::as_slice) {
            Some([dataset]) => return Some(dataset),
            Some(several) => {
                let mut finding =
                    Diagnostic::new(Code::DuplicateDataset, name.span, catalog::claim::two_datasets(bare));
                for dataset in several {
                    finding = finding.label(dataset.title.span, catalog::claim::one_dataset(&dataset.path));
                }
                findings.push(finding.help(catalog::claim::two_datasets_help(&several[0].path)));
                return None;
            }
            None if self.facts.unread.iter().any(unread) => return None,
            None => {}
        }
        let near = nearest(bare, self.by_stem.keys().copied());
        let help = near.map_or_else(catalog::claim::datasets_help, catalog::yaml::did_you_mean);
        findings.push(
            Diagnostic::new(Code::UnknownDataset, name.span, catalog::claim::unknown_dataset(&name.value)).help(help),
        );
        None
    }

    fn nothing(&self, path: &str) -> Found<'a> {
        let stem = without_extension(path).rsplit('/').next().unwrap_or(path);
        let mut stems: Vec<&str> = self.by_stem.keys().copied().collect();
        stems.sort_unstable();
        let near = nearest(stem, stems).and_then(|near| self.by_stem[near].first());
        Found::Nothing(near.map(|dataset| format!("/{}.yaml", dataset.path)))
    }
}

/// Path, query and fragment of a link.
#[must_use]
pub fn split(dest: &str) -> (&str, &str, Option<&str>) {
    let (rest, fragment) = dest.split_once('#').map_or((dest, None), |(rest, fragment)| (rest, Some(fragment)));
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    (path, query, fragment)
}

/// Text with `%XX` and `+` undone; what is no UTF-8 stays as written.
#[must_use]
pub fn percent_decoded(text: &str) -> String {
    if !text.contains('%') {
        return nfc(text).into_owned();
    }
    let bytes = text.as_bytes();
    let (mut out, mut at) = (Vec::with_capacity(bytes.len()), 0);
    while at < bytes.len() {
        let code = (bytes[at] == b'%')
            .then(|| text.get(at + 1..at + 3))
            .flatten()
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        out.push(code.unwrap_or(bytes[at]));
        at += if code.is_some() { 3 } else { 1 };
    }
    String::from_utf8(out).map_or_else(|_| text.to_owned(), |decoded| nfc(&decoded).into_owned())
}

/// Adds `key = value` to a filter; a name the dataset does not have is reported, and false returned.
pub fn narrow(
    dataset: &Dataset,
    filter: &mut Filter,
    key: (&str, Span),
    value: (&str, Span),
    findings: &mut Findings,
) -> bool {
    let Some(at) = dimension(dataset, key.0, key.1, findings) else { return false };
    let dimension = &dataset.dimensions[at];
    let kept = filter.0[at].get_or_insert_default();
    if let Some(position) = dimension.index.get(value.0) {
        kept.push(*position);
        return true;
    }
    if dimension.kind == DimensionKind::Category && !filter.may_hide_rows(dataset) {
        let known = dimension.values.iter().map(|value| value.key.as_str());
        let help = match nearest(value.0, known.clone()) {
            Some(near) => catalog::yaml::did_you_mean(near),
            None => catalog::data::values_are(&dimension.key, known.take(12).collect::<Vec<_>>().join(", ")),
        };
        let finding =
            Diagnostic::new(Code::UnknownDimension, value.1, catalog::data::unknown_value(&dimension.key, value.0));
        findings.push(finding.label(dimension.span, catalog::claim::this_dimension()).help(help));
        return false;
    }
    true
}

/// The position of a dimension; an unknown one is reported.
pub fn dimension(dataset: &Dataset, name: &str, span: Span, findings: &mut Findings) -> Option<usize> {
    let found = dataset.dimension(name);
    if found.is_none() {
        let names: Vec<&str> = dataset.dimensions.iter().map(|dimension| dimension.key.as_str()).collect();
        let help = match nearest(name, names.iter().copied()) {
            Some(near) => catalog::yaml::did_you_mean(near),
            None => catalog::claim::dimensions_are(names.join(", ")),
        };
        let finding =
            Diagnostic::new(Code::UnknownDimension, span, catalog::claim::unknown_dimension(&dataset.path, name));
        findings.push(finding.label(dataset.title.span, catalog::claim::this_dataset()).help(help));
    }
    found
}

fn without_extension(path: &str) -> &str {
    path.strip_suffix(".yaml").or_else(|| path.strip_suffix(".yml")).unwrap_or(path)
}
