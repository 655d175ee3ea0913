//! Picture files and files to take away: whether they can be shown, and whether they are too large for readers.

use std::collections::HashSet;

use crate::config::Limits;
use crate::diag::{Code, Diagnostic, Text, catalog};
use crate::model::image::{ImageFacts, ImageProblem, unshown_ending};
use crate::model::route::OutputPath;
use crate::model::site::{Asset, Site};
use crate::source::{Disk, Span};

use super::{CheckedPage, Findings, Target};

/// Reports at `span` why the picture `asset` can't be shown there.
pub fn check(asset: &Asset, span: Span, limits: Limits, findings: &mut Findings) {
    let path = asset.file.path.as_str();
    if let Some(ending) = unshown_ending(path) {
        let finding = Diagnostic::new(Code::InvalidImage, span, catalog::site::image_unshown(path, ending));
        findings.push(finding.help(catalog::site::image_unshown_help()));
    }
    if let Some((message, help)) = problem(asset, limits) {
        findings.push(Diagnostic::new(Code::InvalidImage, span, message).help(help));
    }
}

/// Reports at `span` a file that takes long to fetch.
pub fn size(asset: &Asset, span: Span, limits: Limits, findings: &mut Findings) {
    if asset.file.size <= limits.file_size {
        return;
    }
    let (size, limit) = (shown(asset.file.size), shown(limits.file_size));
    let message = catalog::site::large_file(asset.file.path.as_str(), size, limit);
    findings.push(Diagnostic::new(Code::LargeFile, span, message).help(catalog::site::large_file_help()));
}

/// Reports picture files that can't be shown and that no page shows: they would be published too.
pub fn unshown(site: &Site, disk: &Disk, pages: &[CheckedPage], findings: &mut Findings) {
    let problems = site.assets.iter().filter_map(|asset| Some((asset, problem(asset, site.config.limits)?)));
    let problems: Vec<(&Asset, (Text, Text))> = problems.collect();
    if problems.is_empty() {
        return;
    }
    let is_one = |file: &OutputPath| problems.iter().any(|(asset, _)| asset.path == file.as_str());
    let naming = pages.iter().filter(|page| page.files.iter().any(is_one));
    let in_bodies = naming.flat_map(|page| page.links.images.values()).filter_map(Target::file).map(OutputPath::as_str);
    let heads = pages.iter().filter_map(|page| page.image.as_ref().map(OutputPath::as_str));
    let shown: HashSet<&str> = in_bodies.chain(heads).collect();
    for (asset, (message, help)) in problems {
        let source = disk.sources.find(asset.file.path.as_str()).filter(|_| !shown.contains(asset.path.as_str()));
        if let Some(source) = source {
            findings.push(Diagnostic::new(Code::InvalidImage, Span::file(source), message).help(help));
        }
    }
}

fn problem(asset: &Asset, limits: Limits) -> Option<(Text, Text)> {
    let path = asset.file.path.as_str();
    match asset.image.as_ref()? {
        Ok(facts) => is_too_wide(facts, limits).then(|| {
            let (width, height) = (facts.width.to_string(), facts.height.to_string());
            let limit = limits.image_megapixels.to_string();
            (catalog::site::image_points(path, width, height, limit), catalog::site::image_points_help())
        }),
        Err(ImageProblem::NotThis { kind, instead: Some(found) }) => {
            let kind = kind.name();
            Some((catalog::site::image_other(path, kind, *found), catalog::site::image_other_help(kind)))
        }
        Err(ImageProblem::NotThis { kind, instead: None }) => {
            let kind = kind.name();
            Some((catalog::site::image_unknown(path, kind), catalog::site::image_other_help(kind)))
        }
        Err(ImageProblem::Damaged { kind }) => {
            Some((catalog::site::image_damaged(path, kind.name()), catalog::site::image_damaged_help()))
        }
        Err(ImageProblem::TooLarge { size, limit }) => {
            let message = catalog::site::image_large(path, shown(*size), shown(*limit));
            Some((message, catalog::site::image_large_help()))
        }
    }
}

/// True where the picture has more points than the site allows.
fn is_too_wide(facts: &ImageFacts, limits: Limits) -> bool {
    u64::from(facts.width) * u64::from(facts.height) > limits.image_megapixels * 1_000_000
}

fn shown(bytes: u64) -> String {
    if bytes < 1_000_000 {
        format!("{} KB", bytes.div_ceil(1_000))
    } else {
        format!("{} MB", bytes.div_ceil(1_000_000))
    }
}
