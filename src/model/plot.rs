//! What a chart shows, ready to draw: selected, aggregated, labelled, with every figure exact.
//!
//! `check` makes a [`Plot`] from a chart block and its dataset; `chart` only draws and describes it.

use serde::{Deserialize, Serialize};

use super::dataset::{DatasetId, Status};
use super::number::Number;

/// The kind of picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Mark {
    Area,
    Bar,
    Column,
    Completion,
    Dot,
    Line,
    StackedBar,
    StackedColumn,
    Stat,
    Table,
}

impl Mark {
    /// True for marks that set figures on one another, so that only parts of one whole may be drawn.
    #[must_use]
    pub fn is_stacked(self) -> bool {
        matches!(self, Self::Area | Self::StackedBar | Self::StackedColumn)
    }

    /// True for what is drawn; the others are text.
    #[must_use]
    pub fn has_picture(self) -> bool {
        !matches!(self, Self::Stat | Self::Table)
    }
}

/// How values are named in the picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Labels {
    /// Names at the marks, values where they fit; a legend only where names can't stand there.
    #[default]
    Direct,
    /// As direct, and every value.
    Values,
    /// A legend above, no values.
    Legend,
    None,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Orientation {
    #[default]
    Horizontal,
    Vertical,
}

/// Everything one figure says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plot {
    /// `hinh-1`, or the author's id; unique on its page.
    pub id: String,
    /// The figure's number on its page, from 1; none for a `stat`, which is no figure.
    pub number: Option<u32>,
    pub mark: Mark,
    pub dataset: DatasetId,
    pub title: Option<String>,
    pub subtitle: Option<String>,
    pub note: Option<String>,
    /// The author's text alternative; the generated one where absent.
    pub alt: Option<String>,
    pub source: Option<String>,
    pub labels: Labels,
    pub orientation: Orientation,
    /// The author's value range, low then high.
    pub domain: Option<(Number, Number)>,
    pub annotations: Vec<Annotation>,
    pub reference_lines: Vec<ReferenceLine>,
    /// Name of the horizontal dimension, `Năm`.
    pub x_label: String,
    /// True where x is a year: ticks may be thinned, and gaps between years are gaps in the picture.
    pub x_is_year: bool,
    /// The categories in display order.
    pub xs: Vec<XValue>,
    /// Name of the dimension that `series` splits by, `Chủ thể`.
    pub series_label: Option<String>,
    /// Measures drawn, in the author's order; for `completion` exactly two: the whole, then the part.
    pub measures: Vec<PlotMeasure>,
    /// The ratio measure of the dataset whose parts are the drawn measures, if it has one.
    pub rate: Option<PlotMeasure>,
    /// Name of the dimension that `facet` makes small multiples by.
    pub facet_label: Option<String>,
    /// The small multiples in display order; empty where the chart is one picture.
    pub panels: Vec<XValue>,
    /// One for each value of `series` (or a single unnamed one); with panels, those of each panel in turn.
    pub series: Vec<PlotSeries>,
    /// Notes of the rows shown, in order, without repetition.
    pub notes: Vec<String>,
}

/// One category of the x axis.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct XValue {
    /// The key in the data: `2023`, `collective`.
    pub key: String,
    /// What readers see: `2023`, `Tập thể`.
    pub label: String,
}

/// A measure as the picture shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlotMeasure {
    pub key: String,
    pub label: String,
    /// `việc`; `%` where the measure is a ratio.
    pub unit: Option<String>,
    pub decimals: u8,
    /// True for a ratio: values are percents (97 means 97 %).
    pub is_rate: bool,
}

/// The figures of one value of the split.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlotSeries {
    /// Position in `Plot::panels`; 0 where there are none.
    pub panel: usize,
    pub key: String,
    /// Empty where the chart has no split.
    pub label: String,
    /// `cells[measure][x]`.
    pub cells: Vec<Vec<PlotCell>>,
    /// `rates[x]` for `Plot::rate`; empty where there is none.
    pub rates: Vec<PlotCell>,
    /// `previous[measure]`: the figure of the year before, where `stat` compares with it.
    pub previous: Vec<Option<Number>>,
}

/// One figure, or the reason why there is none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlotCell {
    /// None: no figure yet, not available, or no such row. Never drawn as zero.
    pub value: Option<Number>,
    /// True where the selection holds no row at all for this place.
    pub absent: bool,
    pub status: Status,
    /// The end of the part-year the figure covers, as readers see it: `đến hết quý I/2024`.
    pub as_of: Option<String>,
    pub note: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Annotation {
    /// The key of an x value.
    pub x: String,
    pub text: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReferenceLine {
    pub y: Number,
    pub text: String,
}

impl Plot {
    /// The small multiple at `index` as a plot of its own.
    #[must_use]
    pub fn panel(&self, index: usize) -> Self {
        let series = self.series.iter().filter(|series| series.panel == index);
        let series = series.map(|series| PlotSeries { panel: 0, ..series.clone() }).collect();
        Self { facet_label: None, panels: Vec::new(), series, ..self.clone() }
    }

    /// What the figures of each category amount to, panel by panel; only sums that are exact.
    #[must_use]
    pub fn stacks(&self) -> Vec<Number> {
        let mut sums = Vec::new();
        for panel in 0..self.panels.len().max(1) {
            let within = || self.series.iter().filter(move |series| series.panel == panel);
            for x in 0..self.xs.len() {
                let cells = within().flat_map(|series| &series.cells).filter_map(|cells| cells.get(x)?.value);
                sums.extend(Number::sum(cells));
            }
        }
        sums
    }

    /// The key and name of the small multiple that `series` belongs to.
    #[must_use]
    pub fn panel_of(&self, series: &PlotSeries) -> Option<&XValue> {
        self.panels.get(series.panel)
    }
}

impl PlotCell {
    /// True for what is drawn hatched: a part-year, a provisional or an estimated figure.
    #[must_use]
    pub fn is_provisional(&self) -> bool {
        self.as_of.is_some() || matches!(self.status, Status::Provisional | Status::Estimated)
    }
}
