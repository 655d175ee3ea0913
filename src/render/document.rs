//! A report as one document: the pages below another as its chapters, datasets as its appendix, links between them within it.
//!
//! A theme that has the template `document.html` gets it for its home pages. Each chapter is first rendered by `chapter.html`
//! as if on its own page, each dataset by `appendix.html`; then names, addresses and headings are made to fit into one page.

mod outline;
mod rebase;

use std::collections::HashMap;

use rayon::prelude::*;

use crate::check::Figure;
use crate::diag::Diagnostic;
use crate::locale::Date;
use crate::model::dataset::{Dataset, DatasetId};
use crate::model::page::Page;
use crate::model::route::Route;

use super::context::{ChapterContext, DocumentContext, DocumentPart, LinkContext, When};
use super::page::Part;
use super::renderer::{scope, words};
use super::{View, dataset, figure, markdown, page};

use outline::Entry;
use rebase::{Piece, Rebase};

/// The template whose page is a document.
pub const TEMPLATE: &str = "document.html";

/// How many figures stand before those of a page; none outside a document.
#[derive(Debug, Default)]
pub struct FiguresBefore(HashMap<Route, u32>);

impl FiguresBefore {
    /// The number in the document of a figure whose number on its page is `number`.
    #[must_use]
    pub fn number(&self, page: &Route, number: u32) -> u32 {
        self.0.get(page).copied().unwrap_or_default() + number
    }
}

/// The document that begins with `top`, a home page or a section.
///
/// # Errors
/// The finding about a template of its parts.
pub fn of(view: &View<'_>, top: &Page) -> Result<DocumentContext, Diagnostic> {
    let entries = outline::chapters(view, top);
    let datasets = outline::datasets(view, top, &entries);
    let (before, figures) = figures(view, top, &entries);
    let chapters: Vec<Piece> =
        entries.par_iter().map(|entry| chapter(view, entry, &before)).collect::<Result<_, Diagnostic>>()?;
    let tables: Vec<Piece> =
        datasets.par_iter().map(|id| appendix(view, view.site.site.dataset(*id))).collect::<Result<_, _>>()?;
    let rebase = Rebase::onto(&top.route, chapters.iter().chain(&tables));
    let parts = entries.par_iter().zip(&chapters).map(|(entry, piece)| {
        let page = view.site.site.page(entry.page);
        DocumentPart {
            id: rebase.id(&piece.route),
            number: entry.number.clone(),
            level: entry.level,
            title: page.front.title.value.clone(),
            lang: page.lang.code(),
            html: rebase.html(piece, entry.level),
        }
    });
    let tables =
        datasets.par_iter().zip(&tables).zip(1..datasets.len() + 1).map(|((id, piece), number)| DocumentPart {
            id: rebase.id(&piece.route),
            number: Some(format!("A.{number}")),
            level: 1,
            title: view.site.site.dataset(*id).title.value.clone(),
            lang: view.site.site.config.language.code(),
            // Below the appendix' own heading.
            html: rebase.html(piece, 2),
        });
    let date = newest(view, &entries, &datasets);
    Ok(DocumentContext {
        date: date.map(|date| When { shown: date.show(top.lang), iso: date.iso() }),
        chapters: parts.collect(),
        datasets: tables.collect(),
        figures,
    })
}

/// A page as `chapter.html` shows it at its own place.
fn chapter(view: &View<'_>, entry: &Entry, before: &FiguresBefore) -> Result<Piece, Diagnostic> {
    let page = view.site.site.page(entry.page);
    let words = words(view.site, page.lang);
    let body = markdown::body(view, page, words, before)?;
    let (part, asked) = (Part { number: 1, total: 1 }, view.renderer.templates.asked("chapter.html"));
    let context = page::context(view, page, part, body.html, body.image, words, asked);
    let own = ChapterContext { number: entry.number.clone(), level: entry.level };
    let scope = scope(view, &page.route.file(), page.lang).with("page", &context).with("chapter", &own);
    let html = view.renderer.templates.render("chapter.html", &scope)?;
    Ok(Piece { route: page.route.clone(), html })
}

/// A dataset as `appendix.html` shows it at its own place.
fn appendix(view: &View<'_>, dataset: &Dataset) -> Result<Piece, Diagnostic> {
    let lang = view.site.site.config.language;
    let made = dataset::of(view, dataset, words(view.site, lang));
    let scope = scope(view, &dataset.route.file(), lang).with("page", &made.page).with("dataset", &made.dataset);
    let html = view.renderer.templates.render("appendix.html", &scope)?;
    Ok(Piece { route: dataset.route.clone(), html })
}

/// The numbered figures in their order, and how many stand before those of each page.
fn figures(view: &View<'_>, top: &Page, entries: &[Entry]) -> (FiguresBefore, Vec<LinkContext>) {
    let (mut before, mut listed, mut count) = (FiguresBefore::default(), Vec::new(), 0);
    for entry in entries {
        let page = view.site.site.page(entry.page);
        before.0.insert(page.route.clone(), count);
        let mut figures: Vec<&Figure> = view.site.page(page.id).figures().iter().collect();
        figures.retain(|figure| figure.number.is_some());
        figures.sort_by_key(|figure| figure.number);
        for figure in figures {
            count += 1;
            let mut figure = figure.clone();
            figure.number = Some(count);
            let href = format!("#{}", rebase::inner_id(&top.route, &page.route, &figure.id));
            listed.push(LinkContext { title: figure::title(&figure, words(view.site, page.lang)), href });
        }
    }
    (before, listed)
}

/// The day of the newest page or dataset: a document has no clock either.
fn newest(view: &View<'_>, entries: &[Entry], datasets: &[DatasetId]) -> Option<Date> {
    let of_pages = entries.iter().filter_map(|entry| {
        let front = &view.site.site.page(entry.page).front;
        Some(front.updated.as_ref().max(front.date.as_ref())?.date())
    });
    of_pages.chain(datasets.iter().filter_map(|id| view.site.site.dataset(*id).updated)).max()
}
