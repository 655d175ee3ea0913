//! The context of a page of content/: home, section or article.

use crate::locale::{DateTime, Lang, show_units};
use crate::model::claim::TextPlace;
use crate::model::dataset::{Dataset, DatasetId};
use crate::model::page::{Image, Page, PageId, PageKind};
use crate::model::route::{OutputPath, Route};

use super::context::{
    DatasetSummary, FileContext, ImageContext, LinkContext, PageContext, PageSummary, Pager, TocItem, When,
};
use super::html::size;
use super::text::Texts;
use super::words::Words;
use super::{View, corrections};

/// How many items a list shows that is no section's own.
const NEWEST: usize = 8;
const RELATED: usize = 5;

/// Which part of a section's list a page shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Part {
    /// From 1.
    pub number: usize,
    pub total: usize,
}

impl Part {
    /// The parts of the list of `page`.
    #[must_use]
    pub fn all(view: &View<'_>, page: &Page) -> Vec<Self> {
        let items = view.renderer.lists.section(page.id).map_or(0, |section| section.articles.len());
        let each = per_part(page);
        let total = if page.kind == PageKind::Section { items.div_ceil(each).max(1) } else { 1 };
        (1..=total).map(|number| Self { number, total }).collect()
    }

    /// The file of this part: the section's own, then `page/2/`.
    #[must_use]
    pub fn route(self, page: &Page) -> Route {
        part_route(page, self.number)
    }
}

/// The context of `page`, its body in HTML given, and the first of its figures that is there as a picture.
#[must_use]
pub fn context(
    view: &View<'_>,
    page: &Page,
    part: Part,
    content: String,
    figure: Option<ImageContext>,
    words: Words<'_>,
) -> PageContext {
    let route = part.route(page);
    let from = route.file();
    let texts = Texts { view, page, from: &from, words };
    let front = &page.front;
    let section = view.renderer.lists.section(page.id);
    let show = |ids: &[PageId]| ids.iter().map(|id| summary(view, &from, *id)).collect::<Vec<_>>();
    let pages = match (page.kind, section) {
        (PageKind::Home, _) => show(first(view.renderer.lists.newest(page.lang), NEWEST)),
        (PageKind::Section, Some(section)) => {
            let each = per_part(page);
            show(section.articles.chunks(each).nth(part.number - 1).unwrap_or_default())
        }
        _ => Vec::new(),
    };
    let image = front.image.as_ref().and_then(|image| head_image(&texts, image));
    PageContext {
        kind: match page.kind {
            PageKind::Home => "home",
            PageKind::Section => "section",
            PageKind::Article => "article",
        },
        title: front.title.value.clone(),
        title_html: texts.html(TextPlace::Title, &front.title.value),
        lang: page.lang.code(),
        permalink: route.permalink(&view.site.site.config.base_url),
        base: None,
        date: front.date.as_ref().map(|date| when(date, page.lang)),
        updated: front.updated.as_ref().map(|date| when(date, page.lang)),
        author: front.author.clone(),
        source: front.source.clone(),
        summary: front.summary.as_ref().map(|summary| summary.value.clone()),
        summary_html: front.summary.as_ref().map(|summary| texts.html(TextPlace::Summary, &summary.value)),
        tags: front.tags.iter().map(|tag| tag.value.clone()).collect(),
        share_image: image.clone().or(figure),
        image,
        attachments: attachments(view, page),
        corrections: corrections::of(&texts),
        content: if part.number == 1 { content } else { String::new() },
        toc: toc(page),
        breadcrumb: breadcrumb(view, &from, page.section),
        pages,
        subsections: show(section.map_or(&[], |section| &section.subsections)),
        related: show(&related(view, page)),
        datasets: datasets(view, &from, page),
        pager: pager(page, part),
        extra: front.extra.clone(),
    }
}

/// From the home page down to `section`.
#[must_use]
pub fn breadcrumb(view: &View<'_>, from: &OutputPath, section: Option<PageId>) -> Vec<LinkContext> {
    let mut links = Vec::new();
    let mut above = section;
    while let Some(id) = above {
        let page = view.site.site.page(id);
        links.push(LinkContext { title: page.front.title.value.clone(), href: from.link_to(&page.route.file()) });
        above = page.section;
    }
    links.reverse();
    links
}

/// A date as `lang` shows it.
#[must_use]
pub fn when(date: &DateTime, lang: Lang) -> When {
    When { shown: date.show(lang), iso: date.rfc3339() }
}

fn per_part(page: &Page) -> usize {
    page.front.paginate_by.and_then(|each| usize::try_from(each).ok()).filter(|each| *each > 0).unwrap_or(usize::MAX)
}

fn part_route(page: &Page, number: usize) -> Route {
    if number == 1 { page.route.clone() } else { page.route.join("page").join(&number.to_string()) }
}

fn pager(page: &Page, part: Part) -> Option<Pager> {
    let from = part.route(page).file();
    let link = |number: usize| from.link_to(&part_route(page, number).file());
    (part.total > 1).then(|| Pager {
        number: part.number,
        total: part.total,
        previous: (part.number > 1).then(|| link(part.number - 1)),
        next: (part.number < part.total).then(|| link(part.number + 1)),
    })
}

fn summary(view: &View<'_>, from: &OutputPath, id: PageId) -> PageSummary {
    let page = view.site.site.page(id);
    PageSummary {
        title: page.front.title.value.clone(),
        href: from.link_to(&page.route.file()),
        date: page.front.date.as_ref().map(|date| when(date, page.lang)),
        summary: page.front.summary.as_ref().map(|summary| summary.value.clone()),
        lang: page.lang.code(),
    }
}

fn first<T>(items: &[T], count: usize) -> &[T] {
    &items[..items.len().min(count)]
}

/// The newest dated articles of the same section and language.
fn related(view: &View<'_>, page: &Page) -> Vec<PageId> {
    let section = page.section.filter(|_| page.kind == PageKind::Article && page.front.date.is_some());
    let Some(section) = section.and_then(|section| view.renderer.lists.section(section)) else { return Vec::new() };
    let site = &view.site.site;
    let is_related = |id: &&PageId| {
        let other = site.page(**id);
        other.id != page.id && other.lang == page.lang && other.front.date.is_some()
    };
    let mut related: Vec<PageId> = section.articles.iter().filter(is_related).copied().collect();
    related.sort_by(|a, b| site.page(*b).front.date.cmp(&site.page(*a).front.date));
    related.truncate(RELATED);
    related
}

fn datasets(view: &View<'_>, from: &OutputPath, page: &Page) -> Vec<DatasetSummary> {
    let site = &view.site.site;
    let of = |dataset: &Dataset| DatasetSummary {
        title: dataset.title.value.clone(),
        href: from.link_to(&dataset.route.file()),
        description: dataset.description.clone(),
        unit: dataset.unit.clone(),
        updated: dataset.updated.map(|date| When { shown: date.show(page.lang), iso: date.iso() }),
        rows: show_units(page.lang, i128::try_from(dataset.rows.len()).unwrap_or(i128::MAX), 0),
    };
    match page.kind {
        PageKind::Home => site.datasets.iter().filter(|dataset| dataset.has_page).take(NEWEST).map(of).collect(),
        PageKind::Section => {
            let held = view.renderer.lists.section(page.id).map_or(&[] as &[DatasetId], |section| &section.datasets);
            held.iter().map(|id| of(site.dataset(*id))).collect()
        }
        PageKind::Article => Vec::new(),
    }
}

fn head_image(texts: &Texts<'_>, image: &Image) -> Option<ImageContext> {
    let (view, page) = (texts.view, texts.page);
    let file = view.site.page(page.id).image.as_ref()?;
    let base = view.site.site.config.base_url.trim_end_matches('/');
    let caption = image.caption.as_ref();
    Some(ImageContext {
        href: page.route.file().link_to(file),
        url: format!("{base}/{}", file.encoded()),
        alt: image.alt.as_ref().map(|alt| alt.value.clone()).unwrap_or_default(),
        caption: caption.map(|caption| caption.value.clone()),
        caption_html: caption.map(|caption| texts.html(TextPlace::ImageCaption, &caption.value)),
        credit: image.credit.clone(),
    })
}

fn attachments(view: &View<'_>, page: &Page) -> Vec<FileContext> {
    let from = page.route.file();
    let attachments = view.site.page(page.id).attachments.iter();
    attachments
        .map(|(file, title, bytes)| FileContext {
            title: title.clone(),
            href: from.link_to(file),
            kind: file.as_str().rsplit_once('.').map_or_else(String::new, |(_, end)| end.to_uppercase()),
            size: size(*bytes, page.lang),
        })
        .collect()
}

fn toc(page: &Page) -> Vec<TocItem> {
    let headings = page.body.headings.iter().filter(|heading| matches!(heading.level, 2 | 3));
    headings.map(|it| TocItem { level: it.level, text: it.text.clone(), id: it.id.clone() }).collect()
}
