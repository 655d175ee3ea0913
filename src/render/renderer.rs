//! The renderer: what is made of a site once, and every file of the output made from it.

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use crate::check::CheckedSite;
use crate::diag::{Code, Diagnosed, Diagnostic, catalog};
use crate::emit::Cache;
use crate::locale::Lang;
use crate::model::dataset::{Dataset, DatasetId};
use crate::model::manifest::FileKind;
use crate::model::overview::Tag;
use crate::model::page::{Page, PageId, PageKind};
use crate::model::route::OutputPath;
use crate::source::{ReadError, SourceId, Sources};

use super::document::FiguresBefore;
use super::job::Wanted;
use super::links::Places;
use super::lists::Lists;
use super::page::Part;
use super::pictures::Pictures;
use super::sanitize::Cleaner;
use super::statics::Placed;
use super::template::{Scope, Templates};
use super::texts::LetGo;
use super::words::Words;
use super::{
    Own, View, alias, all_figures, dataset, document, feed, headers, markdown, overview, page, rows, search, shortcode,
    site, sitemap, statics,
};

/// Templates, lists and addresses of one site, made once and used for every page.
pub struct Renderer {
    pub(super) templates: Templates,
    sources: Sources,
    let_go: LetGo,
    pub(super) places: Places,
    pub(super) lists: Lists,
    pub(super) statics: BTreeMap<String, Placed>,
    pub(super) pictures: Pictures,
    /// Where drawn and made pictures are kept; none where they are made each time.
    pub(super) cache: Option<Cache>,
    /// True where the files go nowhere: the data of datasets is then not written, and no picture drawn.
    pub(super) only_looks: bool,
    pub(super) cleaner: Cleaner,
    /// `site` as pages have seen it.
    seen: site::Seen,
    /// The style sheet that the theme's values make.
    pub(super) look: Option<(OutputPath, String)>,
    /// By `DatasetId`.
    tables: Vec<Table>,
}

/// The rows that a dataset's page shows.
struct Table {
    /// In display order.
    shown: Vec<usize>,
    /// By row.
    anchors: BTreeMap<usize, String>,
}

/// A rendered file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    pub path: OutputPath,
    pub kind: FileKind,
    pub bytes: Vec<u8>,
}

impl Renderer {
    /// Loads the theme; none where it has mistakes, which are all reported.
    ///
    /// # Errors
    /// When a static file of the theme can't be read.
    pub fn new(
        site: &CheckedSite,
        sources: &Sources,
        cache: Option<Cache>,
    ) -> Result<Diagnosed<Option<Self>>, ReadError> {
        Self::with(Templates::new(&site.site.theme, site.site.config.theme.span), site, sources, cache)
    }

    /// The same where the theme's `templates` are loaded already.
    ///
    /// # Errors
    /// As [`Renderer::new`].
    pub fn with(
        templates: Diagnosed<Option<Templates>>,
        site: &CheckedSite,
        sources: &Sources,
        cache: Option<Cache>,
    ) -> Result<Diagnosed<Option<Self>>, ReadError> {
        let (config, theme) = (&site.site.config, &site.site.theme);
        let Diagnosed { value, mut diagnostics } = templates;
        diagnostics.extend(missing_words(site));
        let Some(templates) = value.filter(|_| diagnostics.is_empty()) else {
            return Ok(Diagnosed { value: None, diagnostics });
        };
        diagnostics.extend(shortcode::check(&site.site, sources, &templates));
        let gathered = || (Places::of(&site.site), Pictures::of(site), tables(site));
        let (lists, (places, pictures, tables)) = rayon::join(|| Lists::of(&site.site), gathered);
        let renderer = Self {
            templates,
            sources: sources.clone(),
            let_go: LetGo::default(),
            places,
            lists,
            statics: statics::placed(theme)?,
            pictures,
            cache,
            only_looks: false,
            cleaner: Cleaner::default(),
            seen: site::Seen::default(),
            look: statics::look(theme, config),
            tables,
        };
        Ok(Diagnosed { value: Some(renderer), diagnostics })
    }

    /// The same for a run whose files go nowhere.
    #[must_use]
    pub fn only_looking(self) -> Self {
        Self { only_looks: true, ..self }
    }

    /// The same for a site that has let go of texts.
    #[must_use]
    pub fn reading_again(self, let_go: LetGo) -> Self {
        Self { let_go, ..self }
    }

    /// True where a page could not be made since its text is not what it was when the site was loaded.
    #[must_use]
    pub fn is_outdated(&self) -> bool {
        self.let_go.is_outdated()
    }

    /// The text of a page.
    pub(super) fn text(&self, page: &Page) -> Arc<str> {
        self.let_go.text(page.source, &self.sources)
    }

    /// The theme's style sheets, by their places.
    pub fn style_sheets(&self) -> impl Iterator<Item = &OutputPath> {
        let statics = self.statics.values().filter(|placed| placed.css.is_some()).map(|placed| &placed.path);
        statics.chain(self.look.iter().map(|(path, _)| path))
    }

    /// Takes the text that a page has now.
    pub fn set_text(&mut self, source: SourceId, text: Arc<str>) {
        self.sources.set_text(source, text);
    }

    /// Lets go of cached pictures that this run has not used.
    pub fn sweep(&self) {
        if let Some(cache) = &self.cache {
            cache.sweep();
        }
    }

    /// The files of one page: its HTML (of a section with a long list several) and its figures' files.
    ///
    /// # Errors
    /// The finding about its template.
    pub(super) fn page(&self, site: &CheckedSite, id: PageId, wanted: Wanted<'_>) -> Result<Vec<File>, Diagnostic> {
        let own = Own::of(site, id);
        let view = View { own: Some(&own), ..self.view(site) };
        let page = site.site.page(id);
        let markdown::Body { html, files, image } =
            markdown::body(&view, page, words(site, page.lang), &FiguresBefore::default())?;
        let kind = if page.kind == PageKind::Article { FileKind::Page } else { FileKind::List };
        let mut files: Vec<File> = assets(files).collect();
        let mut body = Some(html);
        let is_wanted = |part: &Part| wanted.has(&part.route(page).file());
        for part in Part::all(&view, page).into_iter().filter(is_wanted) {
            let template = template_name(&self.templates, page, part);
            let mut context = page::context(
                &view,
                page,
                part,
                body.take().unwrap_or_default(),
                image.clone(),
                words(site, page.lang),
                self.templates.asked(&template),
            );
            let path = part.route(page).file();
            let mut scope = scope(&view, &path, page.lang);
            if template == document::TEMPLATE {
                context.kind = "document";
                scope = scope.with("document", &document::of(&view, page)?);
            }
            let bytes = self.templates.file(&template, &scope.with("page", &context))?;
            files.push(File { path, kind, bytes });
        }
        if wanted.has(&page.route.beside(feed::FILE)) {
            files.extend(page::section_feed(&view, page).map(list_file));
        }
        let base_url = &site.site.config.base_url;
        files.extend(site.page(id).aliases.iter().map(|route| alias::file(page, route, base_url)));
        Ok(files)
    }

    /// The files of a dataset: those of its data and, where it has one, its page.
    ///
    /// # Errors
    /// The finding about its template.
    pub(super) fn dataset(&self, site: &CheckedSite, id: DatasetId) -> Result<Vec<File>, Diagnostic> {
        let view = self.view(site);
        let dataset = site.site.dataset(id);
        if !dataset.has_page {
            return Ok(Vec::new());
        }
        let made = dataset::of(&view, dataset, words(site, site.site.config.language));
        let mut files: Vec<File> = assets(made.files).collect();
        let path = dataset.route.file();
        let scope = scope(&view, &path, site.site.config.language);
        let scope = scope.with("page", &made.page).with("dataset", &made.dataset);
        files.push(File { bytes: self.templates.file("dataset.html", &scope)?, path, kind: FileKind::Page });
        Ok(files)
    }

    /// Gives the page of all figures, its further parts, and the files beside it to `take`, each as soon as it is made; none
    /// where the site has no data.
    ///
    /// # Errors
    /// The finding about its template.
    pub(super) fn figures(&self, site: &CheckedSite, take: &(dyn Fn(File) + Sync)) -> Result<(), Diagnostic> {
        let view = self.view(site);
        let lang = site.site.config.language;
        let asset = |path, bytes| take(File { path, kind: FileKind::Asset, bytes });
        let Some(made) = all_figures::of(&view, &asset) else { return Ok(()) };
        let part = |index: usize| {
            let (route, page, figures) = made.part(index, &view, words(site, lang));
            let path = route.file();
            let scope = scope(&view, &path, lang).with("page", &page).with("figures", &figures);
            let bytes = self.templates.file("figures.html", &scope)?;
            take(File { path, kind: FileKind::List, bytes });
            Ok(())
        };
        (0..made.count()).into_par_iter().try_for_each(part)
    }

    /// The list of tags, the archive, the map of the site and the feed of a language.
    ///
    /// # Errors
    /// The finding about a template.
    pub(super) fn overviews(
        &self,
        site: &CheckedSite,
        lang: Lang,
        wanted: Wanted<'_>,
    ) -> Result<Vec<File>, Diagnostic> {
        let view = self.view(site);
        let maker = overview::Maker { view, lang, words: words(site, lang) };
        let mut files = self.listed(&view, lang, maker.all(wanted))?;
        if wanted.has(&maker.feed_path()) {
            files.extend(maker.feed().map(list_file));
        }
        Ok(files)
    }

    /// The page that searches the site in a language, and its index.
    ///
    /// # Errors
    /// The finding about the template.
    pub(super) fn search(&self, site: &CheckedSite, lang: Lang) -> Result<Vec<File>, Diagnostic> {
        let view = self.view(site);
        let maker = overview::Maker { view, lang, words: words(site, lang) };
        let index = search::index(&view, lang);
        let made = index.first().and_then(|(path, _)| maker.search(path));
        let mut files: Vec<File> = assets(index).collect();
        if let Some((made, context)) = made {
            let path = made.route.file();
            let scope = scope(&view, &path, lang).with("page", &made.page).with("search", &context);
            let bytes = self.templates.file(made.template, &scope)?;
            files.push(File { path, kind: FileKind::List, bytes });
        }
        Ok(files)
    }

    /// The pages of a tag and its feed.
    ///
    /// # Errors
    /// The finding about the template.
    pub(super) fn tag(&self, site: &CheckedSite, tag: &Tag) -> Result<Vec<File>, Diagnostic> {
        let view = self.view(site);
        let maker = overview::Maker { view, lang: tag.lang, words: words(site, tag.lang) };
        let mut files = self.listed(&view, tag.lang, maker.tag(tag))?;
        files.extend(maker.tag_feed(tag).map(list_file));
        Ok(files)
    }

    fn listed(&self, view: &View<'_>, lang: Lang, made: Vec<overview::Overview<'_>>) -> Result<Vec<File>, Diagnostic> {
        let each = |made: overview::Overview<'_>| {
            let path = made.route.file();
            let scope = scope(view, &path, lang).with("page", &made.page).with("list", &made.list);
            let bytes = self.templates.file(made.template, &scope)?;
            Ok(File { path, kind: FileKind::List, bytes })
        };
        made.into_iter().map(each).collect()
    }

    /// 404.html, sitemap.xml, robots.txt and what site.yaml asks for web servers.
    ///
    /// # Errors
    /// The finding about the template of 404.
    pub(super) fn site_files(&self, site: &CheckedSite, wanted: Wanted<'_>) -> Result<Vec<File>, Diagnostic> {
        let view = self.view(site);
        let lang = site.site.config.language;
        let path = OutputPath::new("404.html");
        let title = site.site.theme.words.get(lang.code()).and_then(|words| words.get("not_found"));
        let context = site::not_found(&view, title.map_or("404", String::as_str));
        let scope = scope(&view, &path, lang).with("page", &context);
        let file =
            |path: &str, kind, text: String| File { path: OutputPath::new(path), kind, bytes: text.into_bytes() };
        let mut files = vec![file("robots.txt", FileKind::List, sitemap::robots(&site.site.config.base_url))];
        if wanted.has(&path) {
            let bytes = self.templates.file("404.html", &scope)?;
            files.push(File { bytes, path, kind: FileKind::Page });
        }
        if wanted.is_any(sitemap::is_name) {
            files.extend(sitemap::sitemaps(&view).into_iter().map(|(name, text)| file(&name, FileKind::List, text)));
        }
        files.extend(headers::files(&view));
        Ok(files)
    }

    fn view<'a>(&'a self, site: &'a CheckedSite) -> View<'a> {
        View { site, renderer: self, own: None }
    }

    /// The rows that a dataset's page shows, in display order.
    pub(super) fn shown(&self, id: DatasetId) -> &[usize] {
        &self.tables[id.0 as usize].shown
    }

    /// The anchor of a row that its dataset's page shows.
    pub(super) fn anchor(&self, id: DatasetId, row: usize) -> Option<&str> {
        self.tables[id.0 as usize].anchors.get(&row).map(String::as_str)
    }
}

/// What the page of each dataset shows of it.
fn tables(site: &CheckedSite) -> Vec<Table> {
    let mut cited: Vec<HashSet<usize>> = vec![HashSet::new(); site.site.datasets.len()];
    // Of others every row is shown.
    let is_long = |dataset: DatasetId| site.site.dataset(dataset).rows.len() > rows::MOST_SHOWN;
    for checked in site.site.pages.iter().map(|page| site.page(page.id)) {
        if checked.uses.iter().any(|it| it.claims > 0 && is_long(it.dataset)) {
            checked
                .numbers
                .claims
                .values()
                .for_each(|claim| cited[claim.dataset.0 as usize].extend(claim.rows.first()));
        }
    }
    let table = |(dataset, cited): (&Dataset, &HashSet<usize>)| {
        let shown = if dataset.has_page { rows::shown(dataset, cited) } else { Vec::new() };
        Table { anchors: rows::anchors(dataset, &shown), shown }
    };
    site.site.datasets.par_iter().zip(&cited).map(table).collect()
}

/// `site` and `words` for a page in `lang` whose file is `from`.
pub(super) fn scope(view: &View<'_>, from: &OutputPath, lang: Lang) -> Scope {
    view.renderer.templates.scope(lang.code()).with_shown("site", view.renderer.seen.by(view, from, lang))
}

fn assets(files: Vec<(OutputPath, Vec<u8>)>) -> impl Iterator<Item = File> {
    files.into_iter().map(|(path, bytes)| File { path, kind: FileKind::Asset, bytes })
}

/// What is written anew with every new article.
fn list_file((path, bytes): (OutputPath, Vec<u8>)) -> File {
    File { path, kind: FileKind::List, bytes }
}

/// The words of `lang`; `new` has made sure that the theme has them.
pub(super) fn words(site: &CheckedSite, lang: Lang) -> Words<'_> {
    Words::of(&site.site.theme, lang).expect("the renderer is only made where the theme speaks every page's language")
}

/// The template that the page's front matter names, where there is such a one, else that of its kind: the whole report on
/// home pages, where the theme has a template for it. Further parts of a section are lists.
fn template_name(templates: &Templates, page: &Page, part: Part) -> String {
    let named = page.front.template.as_ref().map(|template| &template.value);
    let named = named.map(|name| if name.contains('.') { name.clone() } else { format!("{name}.html") });
    let fits = |name: &String| templates.has(name) && (part.number == 1 || name != document::TEMPLATE);
    named.filter(fits).unwrap_or_else(|| {
        let own = match page.kind {
            PageKind::Home if templates.has(document::TEMPLATE) => document::TEMPLATE,
            PageKind::Home => "home.html",
            PageKind::Section => "section.html",
            PageKind::Article => "page.html",
        };
        own.to_owned()
    })
}

fn missing_words(site: &CheckedSite) -> Vec<Diagnostic> {
    let (config, theme) = (&site.site.config, &site.site.theme);
    let is_used = |lang: &Lang| *lang == config.language || site.site.pages.iter().any(|page| page.lang == *lang);
    let finding = |lang: Lang| {
        let Some(words) = Words::of(theme, lang) else {
            let message = catalog::template::no_language(&theme.name, lang.code());
            let finding = Diagnostic::new(Code::Template, config.theme.span, message);
            return Some(finding.help(catalog::template::no_language_help(lang.code())));
        };
        let missing = words.missing();
        let message = catalog::template::missing_words(&theme.name, lang.code(), missing.join(", "));
        let finding = Diagnostic::new(Code::Template, config.theme.span, message);
        (!missing.is_empty()).then(|| finding.help(catalog::template::no_language_help(lang.code())))
    };
    Lang::ALL.into_iter().filter(is_used).filter_map(finding).collect()
}
