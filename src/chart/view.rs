//! What every mark starts from: the plot, its reader, the screen; and the plot's series as they are drawn.

use crate::locale::Lang;
use crate::model::dataset::Status;
use crate::model::number::Number;
use crate::model::plot::{Labels, Mark, Plot, PlotCell, PlotMeasure, PlotSeries};

use super::LegendItem;
use super::scene::Scene;
use super::{show, words};

/// The screen a picture is laid out for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// From 640 px.
    Wide,
    /// A telephone.
    Narrow,
}

/// A plot in front of a reader.
#[derive(Clone, Copy)]
pub struct View<'a> {
    pub plot: &'a Plot,
    pub lang: Lang,
    pub layout: Layout,
    /// Set where the plot is one of small multiples.
    pub panel: Option<Panel>,
}

/// What a small multiple shares with its neighbours.
#[derive(Clone, Copy)]
pub struct Panel {
    /// Width of its picture.
    pub width: i32,
    /// The smallest and the largest figure of them all.
    pub reach: Option<(Number, Number)>,
}

/// A picture and what must be said beside it.
pub struct Drawing {
    pub scene: Scene,
    pub legend: Vec<LegendItem>,
}

/// One measure of one series, drawn in one tone.
pub struct Strand<'a> {
    /// Empty where the plot has only one.
    pub name: String,
    pub measure: &'a PlotMeasure,
    pub cells: &'a [PlotCell],
    /// From 1.
    pub tone: u8,
}

/// Tones that the style sheet knows; the second half are the first ones drawn open.
pub const TONES: usize = 8;

/// Height of type for figures and names, and for remarks.
pub const SIZE: i32 = 130;
pub const SMALL: i32 = 120;

impl Layout {
    /// Width of the picture.
    #[must_use]
    pub fn width(self) -> i32 {
        self.pick(6400, 3280)
    }

    /// The value for wide or narrow.
    #[must_use]
    pub fn pick<T>(self, wide: T, narrow: T) -> T {
        match self {
            Self::Wide => wide,
            Self::Narrow => narrow,
        }
    }

    /// The class of the picture.
    #[must_use]
    pub fn class(self) -> &'static str {
        self.pick("bc-wide", "bc-narrow")
    }
}

impl<'a> View<'a> {
    #[must_use]
    pub fn new(plot: &'a Plot, lang: Lang, layout: Layout) -> Self {
        Self { plot, lang, layout, panel: None }
    }

    /// Width of the picture.
    #[must_use]
    pub fn width(&self) -> i32 {
        self.panel.map_or(self.layout.width(), |panel| panel.width)
    }

    /// Height of a plot whose values stand upright.
    #[must_use]
    pub fn height(&self) -> i32 {
        if self.panel.is_some() { 1300 } else { self.layout.pick(2300, 1900) }
    }

    /// About how many steps an upright axis has.
    #[must_use]
    pub fn steps(&self) -> i32 {
        if self.panel.is_some() { 3 } else { self.layout.pick(5, 4) }
    }

    /// The plot's series, those of one measure after the other within each value of the split.
    #[must_use]
    pub fn strands(&self) -> Vec<Strand<'a>> {
        let plot = self.plot;
        let mut strands = Vec::new();
        for series in &plot.series {
            for (measure, cells) in plot.measures.iter().zip(&series.cells) {
                let group = series_name(plot, series);
                let name = match (group.is_empty() || plot.series.len() < 2, plot.measures.len() > 1) {
                    (false, true) => format!("{group} – {}", words::noun(&measure.label)),
                    (false, false) => group,
                    (true, true) => measure.label.clone(),
                    (true, false) => String::new(),
                };
                strands.push(Strand { name, measure, cells, tone: tone(strands.len()) });
            }
        }
        strands
    }

    /// True where figures are to stand at the marks.
    #[must_use]
    pub fn shows_values(&self) -> bool {
        matches!(self.plot.labels, Labels::Direct | Labels::Values)
    }

    /// Every figure that an axis must cover, with the author's range and reference lines.
    #[must_use]
    pub fn covered(&self, strands: &[Strand<'_>]) -> Vec<Number> {
        self.with_lines(strands.iter().flat_map(|strand| strand.cells).filter_map(|cell| cell.value).collect())
    }

    /// The author's range; one that does not rise is none.
    #[must_use]
    pub fn domain(&self) -> Option<(Number, Number)> {
        self.plot.domain.filter(|(low, high)| low < high)
    }

    /// `values` with what else an axis must cover: the author's range and lines, and the reach of small multiples.
    #[must_use]
    pub fn with_lines(&self, mut values: Vec<Number>) -> Vec<Number> {
        if let Some((low, high)) = self.panel.and_then(|panel| panel.reach) {
            values.extend([low, high]);
        }
        values.extend(self.plot.reference_lines.iter().map(|line| line.y));
        if let Some((low, high)) = self.domain() {
            values.extend([low, high]);
        }
        values
    }

    /// What is noted in small above the axis: the measure where nothing else names it, and the unit.
    #[must_use]
    pub fn axis_title(&self, strands: &[Strand<'_>], magnitude: &str) -> String {
        let Some(first) = strands.first() else { return String::new() };
        let unit = if first.measure.is_rate || strands.iter().any(|s| s.measure.unit != first.measure.unit) {
            String::new()
        } else {
            first.measure.unit.clone().unwrap_or_default()
        };
        let above = self.plot.subtitle.as_deref().unwrap_or("").to_lowercase();
        let said = !unit.is_empty() && above.contains(&unit.to_lowercase());
        let unit = if said { String::new() } else { unit };
        let counted = [magnitude, &unit].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
        let name = if strands.len() == 1 && above.is_empty() { first.measure.label.as_str() } else { "" };
        match (name.is_empty(), counted.is_empty()) {
            (true, _) => counted,
            (false, true) => name.to_owned(),
            (false, false) => format!("{name} ({counted})"),
        }
    }

    /// A key to the strands, where there are several and the author wants names.
    #[must_use]
    pub fn legend(&self, strands: &[Strand<'_>]) -> Vec<LegendItem> {
        let is_point = matches!(self.plot.mark, Mark::Line | Mark::Dot);
        let round = |tone: u8| if is_point && tone % 2 == 1 { " bc-key-round" } else { "" };
        if strands.len() < 2 || self.plot.labels == Labels::None {
            return Vec::new();
        }
        let items = strands.iter().map(|strand| {
            let tone = strand.tone;
            LegendItem { class: format!("bc-key bc-s{tone}{}", round(tone)), label: strand.name.clone() }
        });
        items.collect()
    }
}

impl Strand<'_> {
    /// The figure at `x` as its mark shows it.
    #[must_use]
    pub fn label(&self, x: usize, lang: Lang) -> Option<String> {
        self.cells.get(x)?.value.map(|value| show::label(value, self.measure, lang))
    }
}

/// What names a series: its small multiple and its value of the split.
#[must_use]
pub fn series_name(plot: &Plot, series: &PlotSeries) -> String {
    let panel = plot.panel_of(series).map_or("", |panel| panel.label.as_str());
    [panel, &series.label].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" – ")
}

/// The tone of the strand at `index`, from 1.
#[must_use]
pub fn tone(index: usize) -> u8 {
    u8::try_from(index % TONES + 1).unwrap_or(1)
}

/// What names a hatched figure: its part-year, or what its status means.
#[must_use]
pub fn provisional_name(cell: &PlotCell, lang: Lang) -> Option<String> {
    cell.value?;
    match (&cell.as_of, cell.status) {
        (Some(as_of), _) => Some(words::kept_together(as_of)),
        (None, Status::Provisional | Status::Estimated) => Some(words::status(cell.status, lang).to_owned()),
        (None, _) => None,
    }
}
