//! A plot as HTML: title and number above, picture, description, data table, note, source and download.

use crate::chart::{self, Figure, LegendItem, StatNumber};
use crate::locale::Lang;
use crate::model::chart::Download;
use crate::model::dataset::Dataset;
use crate::model::plot::{Mark, Plot};

use super::html::{escape, put, size};
use super::table::{self, TableView};
use super::words::Words;

/// A plot and what the page around it knows.
pub struct FigureView<'a> {
    pub plot: &'a Plot,
    /// The plot's texts with their claims, as HTML.
    pub title: Option<String>,
    pub subtitle: Option<String>,
    pub note: Option<String>,
    pub figure: &'a Figure,
    pub dataset: &'a Dataset,
    /// Address of the dataset's page, seen from this page; none on that page itself and where there is none.
    pub dataset_href: Option<String>,
    /// False where the page shows the dataset's whole table right below.
    pub has_table: bool,
    /// The files to take away, data first.
    pub files: &'a [FileLink],
    pub words: Words<'a>,
    pub lang: Lang,
}

/// A file beside a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileLink {
    pub download: Download,
    /// What readers call its format, `CSV`.
    pub format: &'static str,
    /// Its address, seen from the figure's page.
    pub href: String,
    pub bytes: u64,
}

/// The figure of a plot, or its key numbers where it is a `stat`.
#[must_use]
pub fn html(view: &FigureView<'_>) -> String {
    let mut out = String::with_capacity(view.figure.wide.len() + view.figure.narrow.len() + 4096);
    if view.plot.mark == Mark::Stat {
        write_stat(&mut out, view);
    } else {
        write_figure(&mut out, view);
    }
    out
}

/// Draws `plot` for readers of `lang`.
#[must_use]
pub fn draw(plot: &Plot, lang: Lang) -> Figure {
    chart::figure(plot, lang)
}

fn write_figure(out: &mut String, view: &FigureView<'_>) {
    let (plot, figure) = (view.plot, view.figure);
    put!(out, "<figure class=\"figure\" id=\"{}\" aria-labelledby=\"{}.title\">\n", &plot.id, &plot.id);
    write_caption(out, view);
    if !figure.wide.is_empty() {
        out.push_str("<div class=\"figure-picture bc-plot\">");
        write_legend(out, &figure.legend);
        out.push_str(&figure.wide);
        out.push_str(&figure.narrow);
        out.push_str("</div>\n");
    }
    if !figure.description.is_empty() {
        put!(out, "<p class=\"figure-description\">{}</p>\n", &figure.description);
    }
    if view.has_table {
        write_data(out, view);
    }
    write_notes(out, view);
    if has_source(view) {
        out.push_str("<p class=\"figure-source\">");
        write_source(out, view);
        out.push_str("</p>\n");
    }
    out.push_str("</figure>\n");
}

fn write_caption(out: &mut String, view: &FigureView<'_>) {
    let plot = view.plot;
    out.push_str("<figcaption>");
    put!(out, "<p class=\"figure-title\" id=\"{}.title\">", &plot.id);
    if let Some(number) = plot.number {
        put!(out, "<span class=\"figure-number\">{}</span> ", &name(view.words, number));
    }
    write_title(out, view);
    if let Some(subtitle) = &view.subtitle {
        out.push_str("<p class=\"figure-subtitle\">");
        out.push_str(subtitle);
        out.push_str("</p>");
    }
    out.push_str("</figcaption>\n");
}

/// The title, else the dataset's, and the end of its paragraph.
fn write_title(out: &mut String, view: &FigureView<'_>) {
    if let Some(title) = &view.title {
        out.push_str(title);
    } else {
        put!(out, "{}", &view.dataset.title.value);
    }
    out.push_str("</p>");
}

/// A figure's name by its number: `Hình 1`.
#[must_use]
pub fn name(words: Words<'_>, number: u32) -> String {
    words.fill("figure", &[("n", &number.to_string())])
}

/// A figure's name and title: `Hình 1: Gần xong`; of key numbers the title, else the id.
#[must_use]
pub fn title(figure: &crate::check::Figure, words: Words<'_>) -> String {
    let number = figure.number.map(|number| name(words, number));
    let title = [number, figure.title.clone()].into_iter().flatten().collect::<Vec<_>>().join(": ");
    if title.is_empty() { figure.id.clone() } else { title }
}

fn write_legend(out: &mut String, legend: &[LegendItem]) {
    if legend.is_empty() {
        return;
    }
    out.push_str("<ul class=\"legend\">");
    for item in legend {
        put!(out, "<li><span class=\"{}\"></span>{}</li>", &item.class, &item.label);
    }
    out.push_str("</ul>\n");
}

/// The whole table; under a picture it can be folded away, and long ones scroll.
fn write_data(out: &mut String, view: &FigureView<'_>) {
    let title = format!("{}.title", view.plot.id);
    let data = TableView { table: &view.figure.table, titled_by: Some(&title), ids: &[], is_titled: true };
    if data.table.rows.is_empty() {
        return;
    }
    if view.plot.mark == Mark::Table {
        return table::write(out, &data);
    }
    let summary = match view.plot.number {
        Some(number) => view.words.fill("figure_data", &[("figure", &name_inside(view, number))]),
        None => view.words.get("data_table").to_owned(),
    };
    put!(out, "<details class=\"figure-data\" open><summary>{}</summary>\n", &summary);
    table::write(out, &data);
    out.push_str("</details>\n");
}

/// The author's note and those of the rows shown, as sentences of one paragraph.
fn write_notes(out: &mut String, view: &FigureView<'_>) {
    let own = view.plot.note.iter().zip(&view.note).map(|(plain, html)| (plain.trim(), html.trim().to_owned()));
    let notes: Vec<(&str, String)> =
        own.chain(view.plot.notes.iter().map(|note| (note.trim(), escape(note.trim())))).collect();
    if notes.is_empty() {
        return;
    }
    put!(out, "<p class=\"figure-note\"><b>{}</b>", view.words.get("figure_note"));
    for (plain, html) in notes {
        out.push(' ');
        out.push_str(&html);
        out.push_str(if plain.ends_with(['.', '!', '?', '…']) { "" } else { "." });
    }
    out.push_str("</p>\n");
}

/// The figure's name within a sentence: `hình 1`.
fn name_inside(view: &FigureView<'_>, number: u32) -> String {
    name(view.words, number).to_lowercase()
}

/// Whether there is anything to say about where the figure comes from.
fn has_source(view: &FigureView<'_>) -> bool {
    !credits(view).is_empty() || view.dataset_href.is_some() || !view.files.is_empty()
}

fn credits<'a>(view: &FigureView<'a>) -> Vec<&'a str> {
    match &view.plot.source {
        Some(source) => vec![source],
        None => view.dataset.credits.iter().map(|credit| credit.title.as_str()).collect(),
    }
}

fn write_source(out: &mut String, view: &FigureView<'_>) {
    let credits = credits(view);
    if !credits.is_empty() || view.dataset_href.is_some() {
        put!(out, "{} ", view.words.get("figure_source"));
    }
    if !credits.is_empty() {
        put!(out, "{}. ", credits.join("; ").trim_end_matches('.'));
    }
    if let Some(href) = &view.dataset_href {
        put!(out, "<a href=\"{}\">{}</a>", href, &view.dataset.title.value);
    }
    write_files(out, view);
}

/// The links to the files: each says in full what it is, but only the first of those that are alike shows it.
fn write_files(out: &mut String, view: &FigureView<'_>) {
    let mut before = "";
    for (at, file) in view.files.iter().enumerate() {
        if at > 0 || view.dataset_href.is_some() {
            out.push_str(" <span aria-hidden=\"true\">·</span> ");
        }
        let word = match file.download {
            Download::Csv | Download::Xlsx | Download::Json => "figure_download",
            Download::Png | Download::Svg => "figure_picture",
            Download::Fragment => "figure_embed",
        };
        let title = || view.plot.title.as_deref().unwrap_or(&view.dataset.title.value).to_owned();
        let figure = view.plot.number.map_or_else(title, |number| name_inside(view, number));
        let what = view.words.fill(word, &[("figure", &figure)]);
        let kind = view.words.fill("download_file", &[("kind", file.format), ("size", &size(file.bytes, view.lang))]);
        put!(out, "<a href=\"{}\" download>", &file.href);
        if word == before || view.plot.number.is_none() {
            put!(out, "<span class=\"visually-hidden\">{} </span>{}</a>", &what, &kind);
        } else {
            put!(out, "{} ({})</a>", &what, &kind);
        }
        before = word;
    }
}

/// Key numbers: the title small, the number large, what it compares with below.
fn write_stat(out: &mut String, view: &FigureView<'_>) {
    let plot = view.plot;
    let is_one = view.figure.stats.len() == 1;
    let class = if is_one { "stat stat-one" } else { "stat" };
    put!(out, "<div class=\"{}\" id=\"{}\" role=\"group\" aria-labelledby=\"{}.title\">", class, &plot.id, &plot.id);
    put!(out, "<p class=\"stat-title\" id=\"{}.title\">", &plot.id);
    write_title(out, view);
    for number in &view.figure.stats {
        // A single number is named by the title.
        if !is_one || plot.title.is_none() {
            put!(out, "<p class=\"stat-label\">{}</p>", &number.label);
        }
        write_number(out, number);
    }
    for (class, html) in [("stat-subtitle", &view.subtitle), ("stat-note", &view.note)] {
        if let Some(html) = html {
            put!(out, "<p class=\"{}\">", class);
            out.push_str(html);
            out.push_str("</p>");
        }
    }
    out.push_str("<p class=\"stat-source\">");
    if let Some(href) = &view.dataset_href {
        put!(out, "<a href=\"{}\">{}</a>", href, view.words.get("data_table"));
    }
    write_files(out, view);
    out.push_str("</p></div>\n");
}

fn write_number(out: &mut String, number: &StatNumber) {
    let is_figure = number.value.contains(|c: char| c.is_ascii_digit());
    out.push_str(if is_figure { "<p class=\"stat-value\">" } else { "<p class=\"stat-value stat-none\">" });
    put!(out, "{}", &number.value);
    if let Some(unit) = number.unit.as_deref().filter(|unit| *unit != "%" && !number.value.ends_with(unit)) {
        put!(out, " <span class=\"unit\">{}</span>", unit);
    }
    out.push_str("</p>");
    for context in &number.context {
        put!(out, "<p class=\"stat-context\">{}</p>", context);
    }
}
