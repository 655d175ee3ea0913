//! The context of a page of content/: home, section or article.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::load::MARKS;
use crate::locale::{DateTime, Lang, show_units};
use crate::model::claim::TextPlace;
use crate::model::dataset::{Dataset, DatasetId};
use crate::model::overview::Tag;
use crate::model::page::{Heading, Image, Page, PageId, PageKind};
use crate::model::plot::Mark;
use crate::model::route::{OutputPath, Route};
use crate::model::site::Site;

use super::asked::Asked;
use super::context::{
    Crumb, DatasetSummary, FileContext, ImageContext, LinkContext, PageContext, PageSummary, Pager, TocItem,
    TranslationContext, When,
};
use super::html::size;
use super::lists::Lists;
use super::pictures::Fetch;
use super::text::Texts;
use super::words::Words;
use super::{View, corrections, feed, json_ld};

/// How many items a list shows that is no section's own.
const NEWEST: usize = 8;
const RELATED: usize = 5;
/// So many of the newest are looked at for what is related.
const NEAR: usize = 50;

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
        page.route.part(self.number)
    }
}

/// The context of `page`, as far as it is `asked` for; its body in HTML is given, and the first of its figures that is there as
/// a picture.
#[must_use]
pub fn context<'a>(
    view: &View<'a>,
    page: &Page,
    part: Part,
    content: String,
    figure: Option<ImageContext>,
    words: Words<'_>,
    asked: Asked,
) -> PageContext<'a> {
    let route = part.route(page);
    let from = route.file();
    let texts = Texts { view, page, from: &from, words };
    let (front, section) = (&page.front, view.renderer.lists.section(page.id));
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
    let (previous, next) = view.renderer.lists.neighbours(page);
    let show_one = |id: PageId| summary(view, &from, id);
    let mut made = PageContext {
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
        tags: if page.kind == PageKind::Article { tags(view, &from, page) } else { Vec::new() },
        share_image: image.clone().or(figure),
        image,
        attachments: attachments(view, page),
        corrections: corrections::of(&texts),
        footnotes: content.contains("role=\"doc-noteref\""),
        content: if part.number == 1 { content } else { String::new() },
        toc: toc(view.headings(page.id)),
        shortcodes: shortcodes(page),
        charts: charts(view, page),
        breadcrumb: breadcrumb(view, &from, page.section),
        pages,
        subsections: show(section.map_or(&[], |section| &section.subsections)),
        related: if asked.related { show(&related(&view.renderer.lists, page)) } else { Vec::new() },
        datasets: datasets(view, &from, page),
        previous: previous.filter(|_| page.front.date.is_some()).map(show_one),
        next: next.filter(|_| page.front.date.is_some()).map(show_one),
        translations: translations(view, &from, page),
        pager: Pager::of(&page.route, part.number, part.total),
        feed: section
            .filter(|section| page.kind == PageKind::Section && !section.newest.is_empty())
            .map(|_| from.link_to(&page.route.beside(feed::FILE))),
        json_ld: String::new(),
        extra: front.extra.clone(),
    };
    made.json_ld = if asked.json_ld { json_ld::of_page(view, page, &made) } else { String::new() };
    made
}

/// The pages that the files of `page` show something of, in the order in which they do; those that its own text links to
/// aside.
#[must_use]
pub fn around(site: &Site, lists: &Lists, page: &Page) -> Vec<PageId> {
    let mut around: Vec<PageId> = std::iter::successors(page.section, |above| site.page(*above).section).collect();
    around.extend(lists.translations(page));
    if let Some(section) = lists.section(page.id) {
        around.extend(&section.subsections);
        around.extend(&section.articles);
        around.extend(&section.newest);
    }
    if page.kind == PageKind::Home {
        around.extend(first(lists.newest(page.lang), NEWEST));
    }
    let (previous, next) = lists.neighbours(page);
    around.extend(previous.into_iter().chain(next));
    around.extend(related(lists, page));
    around
}

/// The feed of a section.
#[must_use]
pub fn section_feed(view: &View<'_>, page: &Page) -> Option<(OutputPath, Vec<u8>)> {
    let section = view.renderer.lists.section(page.id).filter(|_| page.kind == PageKind::Section)?;
    let title = format!("{} – {}", page.front.title.value, view.site.site.config.title);
    let source = feed::Source { route: page.route.clone(), title, lang: page.lang, articles: &section.newest };
    feed::file(view, &source)
}

/// The way to the home page of a language.
#[must_use]
pub fn home_crumb(view: &View<'_>, from: &OutputPath, lang: Lang) -> Option<Crumb> {
    let mut homes = view.site.site.pages.iter().filter(|page| page.kind == PageKind::Home);
    Some(crumb(view, from, homes.find(|page| page.lang == lang)?))
}

fn crumb(view: &View<'_>, from: &OutputPath, page: &Page) -> Crumb {
    Crumb::new(&page.front.title.value, &page.route, from, &view.site.site.config.base_url)
}

fn translations(view: &View<'_>, from: &OutputPath, page: &Page) -> Vec<TranslationContext> {
    let others = view.renderer.lists.translations(page).map(|id| view.site.site.page(id));
    let each = |other: &Page| TranslationContext {
        lang: other.lang.code(),
        name: other.lang.name(),
        title: other.front.title.value.clone(),
        href: from.link_to(&other.route.file()),
        permalink: other.route.permalink(&view.site.site.config.base_url),
    };
    others.map(each).collect()
}

fn tags(view: &View<'_>, from: &OutputPath, page: &Page) -> Vec<LinkContext> {
    let tag = |name: &str| view.renderer.lists.tag(page.lang, name);
    let link = |tag: &Tag| LinkContext { title: tag.name.clone(), href: from.link_to(&tag.route.file()) };
    page.front.tags.iter().filter_map(|name| tag(&name.value)).map(link).collect()
}

/// From the home page down to `section`.
#[must_use]
pub fn breadcrumb(view: &View<'_>, from: &OutputPath, section: Option<PageId>) -> Vec<Crumb> {
    let mut links = Vec::new();
    let mut above = section;
    while let Some(id) = above {
        let page = view.site.site.page(id);
        links.push(crumb(view, from, page));
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

/// A page as a list shows it.
#[must_use]
pub fn summary<'a>(view: &View<'a>, from: &OutputPath, id: PageId) -> PageSummary<'a> {
    let page = view.site.site.page(id);
    PageSummary {
        title: &page.front.title.value,
        href: from.link_to(&page.route.file()),
        date: view.renderer.lists.date(page),
        summary: page.front.summary.as_ref().map(|summary| summary.value.as_str()),
        lang: page.lang.code(),
    }
}

fn first<T>(items: &[T], count: usize) -> &[T] {
    &items[..items.len().min(count)]
}

/// Articles that share most tags, newer ones first, then the newest of the same section.
fn related(lists: &Lists, page: &Page) -> Vec<PageId> {
    if page.kind != PageKind::Article || page.front.date.is_none() {
        return Vec::new();
    }
    let tags = page.front.tags.iter().filter_map(|tag| lists.tag(page.lang, &tag.value));
    let mut near: Vec<PageId> =
        tags.flat_map(|tag| first(&tag.pages, NEAR)).copied().filter(|id| *id != page.id).collect();
    near.sort_unstable();
    let same = near.chunk_by(|a, b| a == b);
    let mut shared: Vec<_> = same.map(|same| (Reverse(same.len()), lists.age(same[0]), same[0])).collect();
    if shared.len() > RELATED {
        shared.select_nth_unstable(RELATED);
        shared.truncate(RELATED);
    }
    shared.sort_unstable();
    let mut related: Vec<PageId> = shared.into_iter().map(|(.., id)| id).collect();
    let newest = page.section.and_then(|section| lists.section(section)).map_or(&[][..], |section| &section.newest);
    for id in first(newest, NEAR).iter().filter(|id| **id != page.id) {
        if related.len() < RELATED && !related.contains(id) {
            related.push(*id);
        }
    }
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
    let caption = image.caption.as_ref();
    let alt = image.alt.as_ref().map(|alt| alt.value.clone()).unwrap_or_default();
    let pictures = &view.renderer.pictures;
    let (width, height) = pictures.size(file).unzip();
    Some(ImageContext {
        href: texts.from.link_to(file),
        url: file.permalink(&view.site.site.config.base_url),
        width,
        height,
        html: pictures.html(file, texts.from, &alt, Fetch::First),
        alt,
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

fn shortcodes(page: &Page) -> Vec<String> {
    let names: BTreeSet<&String> = page.body.shortcodes.iter().map(|block| &block.name.value).collect();
    names.into_iter().cloned().collect()
}

fn charts(view: &View<'_>, page: &Page) -> Vec<&'static str> {
    let figures = view.site.page(page.id).figures();
    let is_there = |mark: Mark| figures.iter().any(|figure| figure.mark == mark);
    MARKS.iter().filter(|(_, mark)| is_there(*mark)).map(|(word, _)| *word).collect()
}

fn toc(headings: &[Heading]) -> Vec<TocItem> {
    let headings = headings.iter().filter(|heading| matches!(heading.level, 2 | 3));
    headings.map(|it| TocItem { level: it.level, text: it.text.clone(), id: it.id.clone() }).collect()
}
