//! The files that readers take away: asked for only where they can be made, and where each will stand.

use crate::diag::{Code, Diagnostic, catalog};
use crate::model::chart::Download;
use crate::model::page::{Page, PageId};
use crate::model::site::Site;
use crate::source::Span;

use super::{Findings, PlotsOf};

/// Refuses pictures of what has none.
pub fn check(page: &Page, findings: &mut Findings) {
    for block in &page.body.charts {
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

/// The place of every file beside a figure, with the chart block it belongs to.
#[must_use]
pub fn places<'a>(site: &Site, plots_of: &dyn Fn(PageId) -> PlotsOf<'a>) -> Vec<(String, Span)> {
    let mut places = Vec::new();
    for page in &site.pages {
        for (start, plot) in plots_of(page.id) {
            let Some(block) = page.body.charts.iter().find(|block| block.span.start == start) else { continue };
            let downloads = block.downloads(&site.config.downloads);
            let mut add = |ending: &str| {
                let path = page.route.beside(&format!("{}.{ending}", plot.id));
                places.push((path.as_str().to_owned(), block.span));
            };
            for download in &downloads {
                add(download.ending());
            }
            if [Download::Png, Download::Fragment].iter().all(|both| downloads.contains(both)) {
                add(Download::IMAGE_FRAGMENT);
            }
        }
    }
    places
}
