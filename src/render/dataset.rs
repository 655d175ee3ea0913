//! The page of a dataset: its charts, table, downloads, source, changes, and who cites it; and the CSV beside it.

use crate::locale::{Date, Lang, show_units};
use crate::model::dataset::{Credit, Dataset, Observation, Status};
use crate::model::route::OutputPath;

use super::View;
use super::context::{CitationContext, CreditContext, DatasetContext, DatedText, FileContext, PageContext, When};
use super::figure::{self, FigureView};
use super::html::size;
use super::table::{self, TableView};
use super::words::Words;
use super::{page, rows, takeaway};

/// What the page of a dataset shows, and the files beside it.
pub struct DatasetPage {
    pub page: PageContext,
    pub dataset: DatasetContext,
    pub files: Vec<(OutputPath, Vec<u8>)>,
}

/// The page of `dataset`, in the site's language.
#[must_use]
pub fn of(view: &View<'_>, dataset: &Dataset, words: Words<'_>) -> DatasetPage {
    let lang = view.site.site.config.language;
    let from = dataset.route.file();
    let order = rows::order(dataset);
    let files = takeaway::of_dataset(view, dataset, &order, words);
    let page = PageContext {
        kind: "dataset",
        title: dataset.title.value.clone(),
        lang: lang.code(),
        permalink: dataset.route.permalink(&view.site.site.config.base_url),
        updated: dataset.updated.map(|date| when(date, lang)),
        summary: dataset.description.clone(),
        breadcrumb: page::breadcrumb(view, &from, view.renderer.lists.section_of(dataset)),
        ..PageContext::default()
    };
    let context = DatasetContext {
        unit: dataset.unit.clone(),
        is_provisional: dataset.status == Status::Provisional,
        updated: dataset.updated.map(|date| when(date, lang)),
        sources: dataset.credits.iter().map(credit).collect(),
        license: dataset.license.as_ref().map(credit),
        notes: dataset.notes.clone(),
        revisions: dataset
            .revisions
            .iter()
            .map(|revision| DatedText { date: when(revision.date, lang), text: revision.text.clone() })
            .collect(),
        changes: order.iter().flat_map(|row| changes(dataset, &dataset.rows[*row], words, lang)).collect(),
        downloads: files.iter().map(|(file, bytes)| download(&from, file, bytes.len(), lang)).collect(),
        figures: figures(view, dataset, words, lang),
        table: table_html(view, dataset, &order, words, lang),
        citations: citations(view, dataset, words),
    };
    DatasetPage { page, dataset: context, files }
}

fn download(from: &OutputPath, file: &OutputPath, bytes: usize, lang: Lang) -> FileContext {
    let name = file.as_str().rsplit('/').next().unwrap_or_default();
    let kind = match name.rsplit_once('.') {
        Some(_) if name == "datapackage.json" => "Data Package".to_owned(),
        Some((_, ending)) => ending.to_uppercase(),
        None => String::new(),
    };
    FileContext { title: name.to_owned(), href: from.link_to(file), kind, size: size(bytes as u64, lang) }
}

fn when(date: Date, lang: Lang) -> When {
    When { shown: date.show(lang), iso: date.iso() }
}

fn credit(credit: &Credit) -> CreditContext {
    CreditContext { title: credit.title.clone(), href: credit.url.clone() }
}

fn figures(view: &View<'_>, dataset: &Dataset, words: Words<'_>, lang: Lang) -> String {
    let plots = view.site.dataset_plots(dataset.id).iter();
    plots
        .map(|plot| {
            let drawn = figure::draw(plot, lang);
            let view = FigureView {
                plot,
                figure: &drawn,
                dataset,
                dataset_href: None,
                has_table: false,
                files: &[],
                words,
                lang,
            };
            figure::html(&view)
        })
        .collect()
}

fn table_html(view: &View<'_>, dataset: &Dataset, order: &[usize], words: Words<'_>, lang: Lang) -> String {
    let table = rows::table(dataset, order, words, lang);
    let anchors = view.renderer.anchors(dataset.id);
    let ids: Vec<String> = order.iter().filter_map(|row| anchors.get(*row).cloned()).collect();
    let mut out = String::new();
    table::write(&mut out, &TableView { table: &table, ids: &ids, is_titled: true });
    out
}

/// What the cells of `row` were before, in sentences.
fn changes(dataset: &Dataset, row: &Observation, words: Words<'_>, lang: Lang) -> Vec<String> {
    let names = dataset.dimensions.iter().zip(&row.keys);
    let names: Vec<&str> =
        names.filter_map(|(dimension, key)| Some(dimension.values.get((*key)? as usize)?.label.as_str())).collect();
    let mut found = Vec::new();
    for (measure, cell) in dataset.measures.iter().zip(&row.cells) {
        let Some((was, now)) = cell.was.zip(cell.value) else { continue };
        let show = |value: crate::model::number::Number| {
            show_units(lang, value.rounded_units(measure.decimals), measure.decimals)
        };
        let mut text = words.fill(
            "changed_cell",
            &[("row", &names.join(" · ")), ("measure", &measure.label), ("was", &show(was)), ("now", &show(now))],
        );
        if let Some(date) = cell.on {
            text = format!("{}: {text}", date.show(lang));
        }
        if let Some(why) = &cell.why {
            text = format!("{text} {why}");
        }
        found.push(text);
    }
    found
}

fn citations(view: &View<'_>, dataset: &Dataset, words: Words<'_>) -> Vec<CitationContext> {
    let from = dataset.route.file();
    let citations = view.site.citations(dataset.id).iter();
    citations
        .map(|citation| {
            let page = view.site.site.page(citation.page);
            let counted = [("uses_charts", citation.charts), ("uses_claims", citation.claims)];
            let uses: Vec<String> = counted
                .iter()
                .filter(|(_, count)| *count > 0)
                .map(|(word, count)| words.fill(word, &[("n", &count.to_string())]))
                .collect();
            CitationContext {
                title: page.front.title.value.clone(),
                href: from.link_to(&page.route.file()),
                uses: uses.join(", "),
            }
        })
        .collect()
}
