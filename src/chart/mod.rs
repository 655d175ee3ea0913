//! Draws and describes a plot: scales, marks, SVG for wide and narrow screens, text alternative, table.

mod annotate;
mod axis;
mod backend;
mod bands;
pub mod csv;
mod describe;
mod gutter;
mod hatch;
mod look;
mod mark;
mod measure;
mod pairs;
mod panels;
mod phrases;
pub mod picture;
mod place;
pub mod png;
mod scale;
pub mod scene;
mod show;
mod stat;
mod svg;
mod table;
mod view;
mod words;

use crate::locale::Lang;
use crate::model::plot::{Mark, Plot};

pub use view::Layout;
use view::{Drawing, View};

/// Everything a page shows of one plot, apart from its title, source and links.
#[derive(Clone, Debug, Default)]
pub struct Figure {
    /// An `<svg>` for screens from 640 px; empty for `stat` and `table`.
    pub wide: String,
    /// The same figures laid out for narrow screens.
    pub narrow: String,
    /// What a reader should know, in sentences (or the author's `alt`).
    pub description: String,
    /// The legend, where the picture can't name its parts itself.
    pub legend: Vec<LegendItem>,
    pub table: Table,
    /// For `stat`: the key numbers.
    pub stats: Vec<StatNumber>,
}

/// A swatch and its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LegendItem {
    /// The class that colours the swatch.
    pub class: String,
    pub label: String,
}

impl LegendItem {
    /// A key to what is hatched.
    #[expect(clippy::ptr_arg, reason = "mapped over lists of names")]
    fn hatched(name: &String) -> Self {
        Self { class: "bc-key bc-key-hatch".into(), label: name.clone() }
    }
}

/// The data of a figure as readers see them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    pub caption: String,
    /// Head of each column, the row heads' first.
    pub head: Vec<String>,
    /// Unit of each column, where it has one.
    pub units: Vec<Option<String>>,
    pub rows: Vec<TableRow>,
    /// Sign and meaning of the status marks used.
    pub key: Vec<(String, String)>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableRow {
    /// How many of the first cells name the row.
    pub heads: usize,
    pub cells: Vec<TableCell>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TableCell {
    pub text: String,
    /// The sign of its status, which `Table::key` explains.
    pub mark: Option<String>,
    /// For in-cell bars: share of the column's largest value, in thousandths.
    pub bar: Option<u16>,
    /// True for numbers, which align right.
    pub numeric: bool,
}

/// A key number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatNumber {
    /// What it is of, where the plot has a split: `Tập thể`.
    pub label: String,
    /// `98,3%`, `8.247 việc`, or `chưa có số liệu`.
    pub value: String,
    pub unit: Option<String>,
    /// `tăng 1,2 điểm phần trăm so với năm 2022`, `đến hết quý I/2024`.
    pub context: Vec<String>,
}

/// Draws and describes `plot` for readers of `lang`.
#[must_use]
pub fn figure(plot: &Plot, lang: Lang) -> Figure {
    let mut figure = Figure {
        description: describe::describe(plot, lang),
        table: table::table(plot, lang),
        stats: if plot.mark == Mark::Stat { stat::stats(plot, lang) } else { Vec::new() },
        ..Figure::default()
    };
    for layout in [Layout::Wide, Layout::Narrow] {
        let Some(Drawing { scene, legend }) = mark::draw(View::new(plot, lang, layout)) else { continue };
        let drawn = svg::write(&scene, layout.class(), view::SIZE, &short_name(plot, lang));
        for mut item in legend {
            if !figure.legend.contains(&item) {
                // What the wide picture names by itself has a key only beside the narrow one.
                if layout == Layout::Narrow {
                    item.class.push_str(" bc-key-narrow");
                }
                figure.legend.push(item);
            }
        }
        match layout {
            Layout::Wide => figure.wide = drawn,
            Layout::Narrow => figure.narrow = drawn,
        }
    }
    figure
}

/// The picture of `plot` before it is written; none for `stat` and `table`.
#[must_use]
pub fn scene(plot: &Plot, lang: Lang, layout: Layout) -> Option<scene::Scene> {
    mark::draw(View::new(plot, lang, layout)).map(|drawing| drawing.scene)
}

/// What a screen reader says of the picture, in a few words.
fn short_name(plot: &Plot, lang: Lang) -> String {
    let kind = mark::kind(plot.mark, lang);
    format!("{kind}: {}", table::caption(plot))
}
