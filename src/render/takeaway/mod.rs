//! What readers take away: the files beside a figure, made as its block asks, and those beside a dataset's page.

mod csvw;
mod fragment;
mod json;
pub mod json_ld;
mod package;
mod sheet;
mod words;
mod xlsx;

use crate::chart::picture::{self, Caption};
use crate::chart::png::png;
use crate::chart::{self, Figure};
use crate::locale::Lang;
use crate::model::chart::{ChartBlock, Download};
use crate::model::dataset::Dataset;
use crate::model::page::Page;
use crate::model::plot::{Mark, Plot};
use crate::model::route::OutputPath;

use super::context::ImageContext;
use super::figure::FileLink;
use super::words::Words;
use super::{View, csv, look};
use fragment::{Fragment, Picture};

/// The files beside a figure, the links to them, and the picture that stands for its page elsewhere.
#[derive(Default)]
pub struct Taken {
    pub files: Vec<(OutputPath, Vec<u8>)>,
    pub links: Vec<FileLink>,
    pub image: Option<ImageContext>,
}

/// A figure on its page.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    pub view: &'a View<'a>,
    pub page: &'a Page,
    pub block: &'a ChartBlock,
    pub plot: &'a Plot,
    pub figure: &'a Figure,
    pub dataset: &'a Dataset,
    pub words: Words<'a>,
}

/// Makes the files of a figure. Where the renderer draws no pictures, the PNG and its link are left out.
#[must_use]
pub fn of_figure(source: Source<'_>) -> Taken {
    let downloads = source.block.downloads(&source.view.site.site.config.downloads);
    if downloads.is_empty() {
        return Taken::default();
    }
    let mut taking = Taking { source, caption: Texts::of(source), taken: Taken::default() };
    for download in &downloads {
        taking.make(*download);
    }
    if downloads.contains(&Download::Fragment) && downloads.contains(&Download::Png) {
        taking.image_fragment();
    }
    taking.taken
}

/// The files beside a dataset's page, in the order of [`Dataset::file_names`]; empty ones for runs whose files go nowhere.
#[must_use]
pub fn of_dataset(view: &View<'_>, dataset: &Dataset, words: Words<'_>) -> Vec<(OutputPath, Vec<u8>)> {
    if view.renderer.only_looks {
        return dataset.file_names().iter().map(|name| (dataset.route.beside(name), Vec::new())).collect();
    }
    let order = &dataset.rows.in_order();
    let lang = view.site.site.config.language;
    let sheet = sheet::of_dataset(dataset, order, words, lang);
    let csv = csv::text(dataset, order).into_bytes();
    let package = package::package(dataset, csv.len());
    let xlsx = xlsx::xlsx(&sheet, words.get("mark_missing"), lang);
    let metadata = csvw::metadata(dataset, lang);
    let made = [Some(csv), xlsx, Some(json::json(&sheet)), Some(package), Some(metadata)];
    let named = dataset.file_names().into_iter().zip(made);
    named.filter_map(|(name, bytes)| Some((dataset.route.beside(&name), bytes?))).collect()
}

/// The words around a figure, as its page shows them.
struct Texts {
    title: String,
    note: Option<String>,
    source: Option<String>,
}

impl Texts {
    fn of(Source { plot, dataset, words, .. }: Source<'_>) -> Self {
        let credits: Vec<&str> = dataset.credits.iter().map(|credit| credit.title.as_str()).collect();
        let credit = plot.source.clone().or_else(|| (!credits.is_empty()).then(|| credits.join("; ")));
        let notes: Vec<String> = plot.note.iter().chain(&plot.notes).map(|note| sentence(note)).collect();
        Self {
            title: plot.title.clone().unwrap_or_else(|| dataset.title.value.clone()),
            note: (!notes.is_empty()).then(|| format!("{} {}", words.get("figure_note"), notes.join(" "))),
            source: credit.map(|credit| format!("{} {}", words.get("figure_source"), sentence(&credit))),
        }
    }
}

/// `text` with an end.
fn sentence(text: &str) -> String {
    let text = text.trim();
    if text.ends_with(['.', '!', '?', '…']) { text.to_owned() } else { format!("{text}.") }
}

struct Taking<'a> {
    source: Source<'a>,
    caption: Texts,
    taken: Taken,
}

impl Taking<'_> {
    fn make(&mut self, download: Download) {
        match download {
            Download::Csv => self.put(download, chart::csv::csv(self.source.plot).into_bytes()),
            Download::Xlsx => {
                let empty = self.source.words.get("mark_missing");
                let bytes = xlsx::xlsx(&self.sheet(), empty, self.lang());
                if let Some(bytes) = bytes {
                    self.put(download, bytes);
                }
            }
            Download::Json => {
                let bytes = json::json(&self.sheet());
                self.put(download, bytes);
            }
            Download::Svg => {
                if let Some(picture) = self.picture() {
                    self.put(download, picture.svg.into_bytes());
                }
            }
            Download::Png => self.png(),
            Download::Fragment => {
                let picture = picture::inline(self.source.plot, self.lang(), &self.style(), fragment::SVG_STYLE);
                let svg = picture.as_ref().map_or(Picture::None, |picture| Picture::Inline(&picture.svg));
                self.put(download, self.fragment(svg).into_bytes());
            }
        }
    }

    /// The theme's colours and fonts, which no style sheet brings along.
    fn style(&self) -> picture::Style {
        look::literal(&self.source.view.site.site.theme.look)
    }

    fn lang(&self) -> Lang {
        self.source.page.lang
    }

    fn sheet(&self) -> sheet::Sheet<'_> {
        let Source { plot, dataset, words, .. } = self.source;
        sheet::of_plot(plot, dataset, words, self.lang())
    }

    /// The picture that leaves its page with all its words.
    fn picture(&self) -> Option<picture::Picture> {
        let texts = &self.caption;
        let caption = Caption {
            title: &texts.title,
            subtitle: self.source.plot.subtitle.as_deref(),
            note: texts.note.as_deref(),
            source: texts.source.as_deref(),
        };
        picture::file(self.source.plot, self.lang(), &self.style(), &caption)
    }

    fn png(&mut self) {
        let renderer = self.source.view.renderer;
        if renderer.only_looks {
            return;
        }
        let Some(picture) = self.picture() else { return };
        let bytes = match &renderer.cache {
            Some(cache) => cache.take(&picture.svg, png),
            None => png(&picture.svg),
        };
        self.taken.image = Some(ImageContext {
            href: self.source.page.route.file().link_to(&self.place(Download::Png.ending())),
            url: self.address(Download::Png.ending()),
            alt: picture.name,
            width: None,
            height: None,
            html: String::new(),
            caption: None,
            caption_html: None,
            credit: None,
        });
        self.put(Download::Png, bytes);
    }

    /// The fragment for editors that take no SVG: it shows the PNG from its published address.
    fn image_fragment(&mut self) {
        let Some(picture) = self.picture() else { return };
        let src = self.address(Download::Png.ending());
        let image = Picture::Image { src: &src, alt: &picture.name, width: picture.width, height: picture.height };
        let html = self.fragment(image);
        let place = self.place(Download::IMAGE_FRAGMENT);
        self.link(Download::Fragment, "HTML + PNG", &place, html.len());
        self.taken.files.push((place, html.into_bytes()));
    }

    fn fragment(&self, picture: Picture<'_>) -> String {
        let Source { page, plot, figure, view, .. } = self.source;
        let path = [page.route.as_str(), &plot.id].join("/");
        let parts: Vec<&str> = path.split(['/', '.', '_']).filter(|part| !part.is_empty()).collect();
        let address = format!("{}#{}", page.route.permalink(&view.site.site.config.base_url), plot.id);
        fragment::html(&Fragment {
            id: &format!("baocao-{}", parts.join("-")),
            lang: self.lang(),
            title: &self.caption.title,
            subtitle: plot.subtitle.as_deref(),
            picture,
            stats: &figure.stats,
            description: if plot.mark == Mark::Stat { "" } else { &figure.description },
            table: &figure.table,
            note: self.caption.note.as_deref(),
            source: self.caption.source.as_deref(),
            page: (&address, &page.front.title.value),
        })
    }

    fn place(&self, ending: &str) -> OutputPath {
        self.source.page.route.beside(&format!("{}.{ending}", self.source.plot.id))
    }

    /// The address of a file on the published site.
    fn address(&self, ending: &str) -> String {
        let base_url = &self.source.view.site.site.config.base_url;
        format!("{}{}.{ending}", self.source.page.route.permalink(base_url), self.source.plot.id)
    }

    fn put(&mut self, download: Download, bytes: Vec<u8>) {
        let place = self.place(download.ending());
        self.link(download, download.format(), &place, bytes.len());
        self.taken.files.push((place, bytes));
    }

    fn link(&mut self, download: Download, format: &'static str, place: &OutputPath, bytes: usize) {
        let href = self.source.page.route.file().link_to(place);
        self.taken.links.push(FileLink { download, format, href, bytes: bytes as u64 });
    }
}
