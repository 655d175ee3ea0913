//! Whether two states of a page differ in what others see of it.

use super::chart::ChartBlock;
use super::page::{Correction, FrontMatter, Heading, Page};
use crate::source::Spanned;

impl Page {
    /// True where nothing but the page's own file shows whether it is this or `other`: both have one place, one front matter
    /// and the same headings and figures to link to.
    #[must_use]
    pub fn is_alike(&self, other: &Self) -> bool {
        let place = |page: &Self| (page.path.clone(), page.kind, page.lang, page.route.clone(), page.section);
        place(self) == place(other) && fronts(&self.front, &other.front) && targets(self, other)
    }
}

/// The values, wherever they stand in their files.
fn fronts(a: &FrontMatter, b: &FrontMatter) -> bool {
    let dates = |it: &FrontMatter| (it.date.clone(), it.updated.clone(), it.publish_at.clone(), it.draft);
    let texts = |it: &FrontMatter| {
        let optional = [&it.slug, &it.summary, &it.template].map(|text| text.as_ref().map(|text| text.value.clone()));
        (it.title.value.clone(), optional, it.author.clone(), it.source.clone())
    };
    let order = |it: &FrontMatter| (it.weight, it.sort_by, it.paginate_by);
    dates(a) == dates(b)
        && texts(a) == texts(b)
        && values(&a.aliases) == values(&b.aliases)
        && values(&a.tags) == values(&b.tags)
        && order(a) == order(b)
        && image(a) == image(b)
        && attachments(a) == attachments(b)
        && corrections(a) == corrections(b)
        && a.extra == b.extra
}

fn values(texts: &[Spanned<String>]) -> Vec<&str> {
    texts.iter().map(|text| text.value.as_str()).collect()
}

fn text(value: Option<&Spanned<String>>) -> Option<&str> {
    value.map(|text| text.value.as_str())
}

fn image(front: &FrontMatter) -> Option<[Option<&str>; 4]> {
    let image = front.image.as_ref()?;
    Some([
        Some(image.src.value.as_str()),
        text(image.alt.as_ref()),
        text(image.caption.as_ref()),
        image.credit.as_deref(),
    ])
}

fn attachments(front: &FrontMatter) -> Vec<(&str, Option<&str>)> {
    front.attachments.iter().map(|file| (file.src.value.as_str(), file.title.as_deref())).collect()
}

fn corrections(front: &FrontMatter) -> Vec<(String, [Option<&str>; 4])> {
    front.corrections.iter().map(correction).collect()
}

fn correction(it: &Correction) -> (String, [Option<&str>; 4]) {
    (it.date.rfc3339(), [Some(it.text.value.as_str()), it.was.as_deref(), it.now.as_deref(), it.why.as_deref()])
}

/// What links can name on both pages, and by which words.
fn targets(a: &Page, b: &Page) -> bool {
    let heading = |it: &Heading| (it.level, it.text.clone(), it.id.clone());
    let headings = |page: &Page| page.body.headings.iter().map(heading).collect::<Vec<_>>();
    let chart = |it: &ChartBlock| {
        let texts = [&it.id, &it.title, &it.data].map(|value| text(value.as_ref()).map(str::to_owned));
        (it.mark.as_ref().map(|mark| mark.value), texts)
    };
    let charts = |page: &Page| page.body.charts.iter().map(chart).collect::<Vec<_>>();
    headings(a) == headings(b) && a.body.raw_ids == b.body.raw_ids && charts(a) == charts(b)
}
