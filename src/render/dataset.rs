//! The page of a dataset: its charts, table, downloads, source, changes, and who cites it; and the CSV beside it.

use crate::locale::{Date, Lang, show_units};
use crate::model::dataset::{Credit, Dataset, Status};
use crate::model::route::OutputPath;
use crate::model::rows::Story;

use super::View;
use super::context::{CreditContext, DatasetContext, DatedText, FileContext, PageContext, When};
use super::figure::{self, FigureView};
use super::html::{escape, size};
use super::table::{self, TableView};
use super::words::Words;
use super::{citations, definitions, json_ld, page, rows, takeaway};

/// What the page of a dataset shows, and the files beside it.
pub struct DatasetPage {
    pub page: PageContext<'static>,
    pub dataset: DatasetContext,
    pub files: Vec<(OutputPath, Vec<u8>)>,
}

/// The page of `dataset`, in the site's language.
#[must_use]
pub fn of(view: &View<'_>, dataset: &Dataset, words: Words<'_>) -> DatasetPage {
    let lang = view.site.site.config.language;
    let from = dataset.route.file();
    let files = takeaway::of_dataset(view, dataset, words);
    let mut page = PageContext {
        kind: "dataset",
        title: dataset.title.value.clone(),
        lang: lang.code(),
        permalink: dataset.route.permalink(&view.site.site.config.base_url),
        updated: dataset.updated.map(|date| when(date, lang)),
        summary: dataset.description.clone(),
        breadcrumb: page::breadcrumb(view, &from, view.renderer.lists.section_of(dataset)),
        ..PageContext::default()
    };
    page.json_ld = json_ld::of_list(&page);
    let (citations, more_citations) = citations::of(view, dataset, words);
    let context = DatasetContext {
        unit: dataset.unit.clone(),
        is_provisional: dataset.status == Status::Provisional,
        updated: dataset.updated.map(|date| when(date, lang)),
        sources: dataset.credits.iter().map(credit).collect(),
        license: dataset.license.as_ref().map(credit),
        notes: dataset.notes.iter().cloned().chain(definitions::of(dataset, words, lang)).collect(),
        revisions: dataset
            .revisions
            .iter()
            .map(|revision| DatedText { date: when(revision.date, lang), text: revision.text.clone() })
            .collect(),
        changes: changes(dataset, words, lang),
        downloads: files
            .iter()
            .filter(|(file, _)| !is_metadata(file))
            .map(|(file, bytes)| download(&from, file, bytes.len(), lang))
            .collect(),
        metadata: files.iter().find(|(file, _)| is_metadata(file)).map(|(file, _)| from.link_to(file)),
        json_ld: takeaway::json_ld::dataset(view, dataset, &files),
        figures: figures(view, dataset, words, lang),
        table: table_html(view, dataset, words, lang),
        omitted: omitted(view, dataset, words, lang),
        citations,
        more_citations,
    };
    DatasetPage { page, dataset: context, files }
}

/// True for the description of the CSV, which programs find by its name and readers don't need.
fn is_metadata(file: &OutputPath) -> bool {
    file.as_str().ends_with(Dataset::CSVW_ENDING)
}

/// A file of the dataset or of all figures to take away.
pub fn download(from: &OutputPath, file: &OutputPath, bytes: usize, lang: Lang) -> FileContext {
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
                title: plot.title.as_deref().map(escape),
                subtitle: None,
                note: None,
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

/// What is told where the table does not show every row.
fn omitted(view: &View<'_>, dataset: &Dataset, words: Words<'_>, lang: Lang) -> Option<String> {
    let count = |rows: usize| show_units(lang, i128::try_from(rows).unwrap_or(i128::MAX), 0);
    let (shown, all) = (view.renderer.shown(dataset.id).len(), dataset.rows.len());
    (shown < all).then(|| words.fill("table_cut", &[("shown", &count(shown)), ("all", &count(all))]))
}

fn table_html(view: &View<'_>, dataset: &Dataset, words: Words<'_>, lang: Lang) -> String {
    let shown = view.renderer.shown(dataset.id);
    let table = rows::table(dataset, shown, words, lang);
    let ids: Vec<String> =
        shown.iter().filter_map(|row| view.renderer.anchor(dataset.id, *row).map(ToOwned::to_owned)).collect();
    let mut out = String::new();
    table::write(&mut out, &TableView { table: &table, titled_by: None, ids: &ids, is_titled: true });
    out
}

/// What cells were before, in sentences, in the order of the table.
fn changes(dataset: &Dataset, words: Words<'_>, lang: Lang) -> Vec<String> {
    let mut told: Vec<(&(usize, usize), &Story)> =
        dataset.rows.stories().iter().filter(|(_, story)| story.was.is_some()).collect();
    told.sort_by(|((a, _), _), ((b, _), _)| dataset.rows.compare(*a, *b));
    told.into_iter().filter_map(|((row, measure), story)| change(dataset, *row, *measure, story, words, lang)).collect()
}

fn change(
    dataset: &Dataset,
    row: usize,
    measure: usize,
    story: &Story,
    words: Words<'_>,
    lang: Lang,
) -> Option<String> {
    let (was, now) = (story.was?, dataset.rows.value(row, measure)?);
    let names = dataset.dimensions.iter().zip(dataset.rows.keys(row));
    let names: Vec<&str> =
        names.filter_map(|(dimension, key)| Some(dimension.values.get(key? as usize)?.label.as_str())).collect();
    let measure = &dataset.measures[measure];
    let (was, now) = (was.show(lang, measure.decimals), now.show(lang, measure.decimals));
    let mut text = words.fill(
        "changed_cell",
        &[("row", &names.join(" · ")), ("measure", &measure.label), ("was", &was), ("now", &now)],
    );
    if let Some(date) = story.on {
        text = format!("{}: {text}", date.show(lang));
    }
    if let Some(why) = &story.why {
        text = format!("{text} {why}");
    }
    Some(text)
}
