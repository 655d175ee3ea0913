//! Charts, text in, text out: each `charts/<case>.plot` gives a picture for each layout and the texts beside it.
//!
//! `BLESS=1 cargo test --test charts` writes what came out; read the difference before it is committed.

#[path = "charts/plot_text.rs"]
mod plot_text;
#[path = "charts/properties.rs"]
mod properties;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use baocao::chart::{self, Figure};
use baocao::locale::Lang;
use baocao::model::plot::Plot;

#[test]
fn every_case_gives_its_picture_and_texts() {
    let mut wrong = Vec::new();
    for case in cases() {
        let text = read(&case);
        let lang = if text.contains("# en") { Lang::En } else { Lang::Vi };
        let plot = plot_text::plot(&text);
        let figure = chart::figure(&plot, lang);
        for (end, found) in
            [("wide.svg", lines(&figure.wide)), ("narrow.svg", lines(&figure.narrow)), ("txt", told(&plot, &figure))]
        {
            let path = case.with_extension(end);
            if found.is_empty() || compare(&path, &found) {
                continue;
            }
            wrong.push(path.display().to_string());
        }
    }
    assert!(wrong.is_empty(), "changed (BLESS=1 accepts): {wrong:#?}");
}

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/charts");
    let entries = std::fs::read_dir(folder).expect("the folder of cases");
    let mut cases: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|end| end == "plot"))
        .collect();
    cases.sort();
    assert!(!cases.is_empty());
    cases
}

#[expect(clippy::disallowed_methods, reason = "a test reads its cases")]
fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_default().replace("\r\n", "\n")
}

/// True where `found` is what the file holds, or was written to it.
#[expect(clippy::disallowed_methods, reason = "blessing writes the cases")]
fn compare(path: &Path, found: &str) -> bool {
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(path, found).expect("the case can be written");
    }
    read(path) == found
}

/// One element a line, so that a difference shows what moved.
fn lines(svg: &str) -> String {
    if svg.is_empty() { String::new() } else { svg.replace("><", ">\n<") + "\n" }
}

/// Everything of a figure that is no picture.
fn told(plot: &Plot, figure: &Figure) -> String {
    let mut out = String::new();
    let _ = writeln!(out, "{}\n", figure.description);
    for item in &figure.legend {
        let _ = writeln!(out, "legend [{}] {}", item.class, item.label);
    }
    for stat in &figure.stats {
        let _ = writeln!(
            out,
            "stat {}: {} [{}] {}",
            stat.label,
            stat.value,
            stat.unit.as_deref().unwrap_or(""),
            stat.context.join("; ")
        );
    }
    let table = &figure.table;
    let heads = table.head.iter().zip(&table.units);
    let heads: Vec<String> = heads.map(|(head, unit)| format!("{head} [{}]", unit.as_deref().unwrap_or(""))).collect();
    let _ = writeln!(out, "\n{}\n{}", table.caption, heads.join(" | "));
    for row in &table.rows {
        let cells: Vec<String> = row
            .cells
            .iter()
            .map(|cell| {
                let mark = cell.mark.as_deref().map_or(String::new(), |mark| format!(" ({mark})"));
                let bar = cell.bar.map_or(String::new(), |bar| format!(" ={bar}"));
                format!("{}{mark}{bar}", cell.text)
            })
            .collect();
        let _ = writeln!(out, "{} | {}", row.heads, cells.join(" | "));
    }
    for (mark, meaning) in &table.key {
        let _ = writeln!(out, "key {mark}: {meaning}");
    }
    let _ = writeln!(out, "\n{}", chart::csv::csv(plot).replace("\r\n", "\n"));
    out
}

#[test]
fn eight_years_of_two_series_stay_small() {
    let text = read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/charts/column.plot"));
    let figure = chart::figure(&plot_text::plot(&text), Lang::Vi);
    assert!(figure.wide.len() < 6000 && figure.narrow.len() < 6000, "{} {}", figure.wide.len(), figure.narrow.len());
}

#[test]
fn a_plot_without_categories_says_that_there_is_no_data() {
    for mark in ["column", "completion", "line", "table", "stat"] {
        let text = format!("mark: {mark}\nx: Năm, year\nmeasure: m = Việc\nmeasure: n = Việc xong\nm: -\nn: -");
        let mut plot = plot_text::plot(&text);
        plot.series[0].cells = vec![Vec::new(); 2];
        assert_eq!(chart::figure(&plot, Lang::Vi).description, "Chưa có số liệu.", "{mark}");
    }
}

#[test]
fn the_authors_alternative_replaces_the_description() {
    let plot =
        plot_text::plot("mark: column\nalt: Số việc tăng\nx: Năm, year\ncategories: 2023\nmeasure: m = Việc\nm: 1");
    assert_eq!(chart::figure(&plot, Lang::Vi).description, "Số việc tăng");
}
