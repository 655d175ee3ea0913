//! The files that readers take away: asked for only where they can be made, and where each will stand.

use crate::config::Config;
use crate::diag::{Code, Diagnostic, catalog};
use crate::model::chart::{ChartBlock, Download};
use crate::model::site::Site;
use crate::source::Span;

use super::Findings;
use super::names::Figure;

/// Refuses pictures of what has none.
pub fn check(blocks: &[ChartBlock], findings: &mut Findings) {
    for block in blocks {
        let Some(mark) = block.mark.as_ref().filter(|mark| !mark.value.has_picture()) else { continue };
        for asked in block.download.iter().flatten().filter(|asked| asked.value.is_picture()) {
            let message = catalog::chart::no_picture(asked.value.format());
            let finding = Diagnostic::new(Code::InvalidChart, asked.span, message);
            findings.push(
                finding.label(mark.span, catalog::chart::no_picture_mark()).help(catalog::chart::no_picture_help()),
            );
        }
    }
}

/// The endings of the files beside the figure of `block`.
#[must_use]
pub fn endings(block: &ChartBlock, config: &Config) -> Vec<String> {
    let downloads = block.downloads(&config.downloads);
    let has_image = [Download::Png, Download::Fragment].iter().all(|both| downloads.contains(both));
    let image = has_image.then_some(Download::IMAGE_FRAGMENT);
    downloads.iter().map(|download| download.ending()).chain(image).map(str::to_owned).collect()
}

/// The place of every file beside a figure, with the chart block it belongs to; `drawn` are the figures of each page.
#[must_use]
pub fn places(site: &Site, drawn: &[Vec<Figure>]) -> Vec<(String, Span)> {
    let mut places = Vec::new();
    for (page, figures) in site.pages.iter().zip(drawn) {
        for figure in figures {
            let path = |ending: &String| page.route.beside(&format!("{}.{ending}", figure.id)).as_str().to_owned();
            places.extend(figure.endings.iter().map(|ending| (path(ending), figure.block)));
        }
    }
    places
}
