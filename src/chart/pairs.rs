//! The pairs of a completion: what was registered, what of it was completed, and what is said of both.

use crate::locale::Lang;
use crate::model::dataset::Status;
use crate::model::number::Number;
use crate::model::plot::{Mark, Plot, PlotCell, PlotMeasure};

use super::scene::Class;
use super::view::{View, provisional_name, series_name};
use super::{show, words};

/// The pairs of one value of the split.
pub struct Group {
    /// Empty where the plot has no split.
    pub name: String,
    /// Position of the series.
    pub series: usize,
    /// In the order of categories; those without a row are left out.
    pub pairs: Vec<Pair>,
}

/// A whole and its part.
pub struct Pair {
    /// Position of the category.
    pub x: usize,
    pub name: String,
    pub whole: Option<Number>,
    pub part: Option<Number>,
    /// `7.855/8.100 ·`, or the one figure there is, or that there is none.
    pub figures: String,
    /// `97,0%`; empty where there is none.
    pub rate: String,
    /// Part-year, what is missing, annotations.
    pub remarks: Vec<String>,
    is_open: [bool; 2],
}

/// True where a plot is told as pairs: what was completed of what was registered.
#[must_use]
pub fn are_told(plot: &Plot) -> bool {
    plot.mark == Mark::Completion || (plot.mark == Mark::Dot && plot.rate.is_some() && plot.measures.len() == 2)
}

/// The plot's pairs; groups without any are left out.
#[must_use]
pub fn groups(plot: &Plot, lang: Lang) -> Vec<Group> {
    let [whole, part, ..] = plot.measures.as_slice() else { return Vec::new() };
    let mut groups = Vec::new();
    for (index, series) in plot.series.iter().enumerate() {
        let [wholes, parts, ..] = series.cells.as_slice() else { continue };
        let cells = wholes.iter().zip(parts).enumerate();
        let pairs: Vec<Pair> = cells
            .filter(|(_, (one, two))| !(one.absent && two.absent))
            .map(|(x, (one, two))| {
                let rate = rate(plot, series.rates.get(x), one.value, two.value, lang);
                pair(plot, lang, x, [(whole, one), (part, two)], rate)
            })
            .collect();
        if !pairs.is_empty() {
            groups.push(Group { name: series_name(plot, series), series: index, pairs });
        }
    }
    groups
}

/// The rate as it is written; none without both figures, or of nothing.
#[must_use]
pub fn rate(
    plot: &Plot,
    given: Option<&PlotCell>,
    whole: Option<Number>,
    part: Option<Number>,
    lang: Lang,
) -> Option<String> {
    let plain = PlotMeasure { key: String::new(), label: String::new(), unit: None, decimals: 1, is_rate: true };
    let measure = plot.rate.as_ref().unwrap_or(&plain);
    let computed = || part?.times(Number::HUNDRED)?.over(whole?);
    whole.and(part)?;
    let value = given.and_then(|cell| cell.value).or_else(computed)?;
    Some(show::label(value, measure, lang))
}

fn pair(plot: &Plot, lang: Lang, x: usize, cells: [(&PlotMeasure, &PlotCell); 2], rate: Option<String>) -> Pair {
    let [(whole, one), (part, two)] = cells;
    let shown = |measure: &PlotMeasure, cell: &PlotCell| cell.value.map(|value| show::label(value, measure, lang));
    let figures = match (shown(whole, one), shown(part, two)) {
        (Some(all), Some(done)) if rate.is_some() => format!("{done}/{all} ·"),
        (Some(all), Some(done)) => format!("{done}/{all}"),
        (Some(all), None) => words::counted(&whole.label, &all, lang),
        (None, Some(done)) => words::counted(&part.label, &done, lang),
        (None, None) => words::no_data(lang).to_owned(),
    };
    let mut remarks: Vec<String> = Vec::new();
    let mut say = |text: String| {
        if !remarks.iter().any(|said| said.contains(&text)) {
            remarks.push(text);
        }
    };
    for cell in [one, two] {
        if let Some(name) = provisional_name(cell, lang) {
            say(name);
        }
    }
    if one.value.is_some() != two.value.is_some() {
        let (measure, cell) = if one.value.is_none() { (whole, one) } else { (part, two) };
        say(match cell.status {
            Status::NotAvailable | Status::NotApplicable => {
                format!("{}: {}", words::noun(&measure.label), words::status(cell.status, lang))
            }
            _ => words::no_data_of(&measure.label, lang),
        });
    }
    let key = plot.xs.get(x).map_or("", |value| value.key.as_str());
    for annotation in plot.annotations.iter().filter(|annotation| annotation.x == key) {
        say(annotation.text.clone());
    }
    Pair {
        x,
        name: plot.xs.get(x).map_or_else(String::new, |value| value.label.clone()),
        whole: one.value,
        part: two.value,
        figures,
        rate: rate.unwrap_or_default(),
        remarks,
        is_open: [one.is_provisional(), two.is_provisional()],
    }
}

impl Pair {
    #[must_use]
    pub fn whole_class(&self) -> Class {
        if self.is_open[0] { Class::OpenWhole } else { Class::Whole }
    }

    #[must_use]
    pub fn part_class(&self) -> Class {
        match self.part {
            Some(value) if value.is_zero() => Class::Zero(1),
            _ if self.is_open[1] => Class::OpenBar(1),
            _ => Class::Bar(1),
        }
    }
}

impl Group {
    /// The smallest and the largest figure, with zero.
    #[must_use]
    pub fn extremes(&self) -> (f64, f64) {
        let values = self.pairs.iter().flat_map(|pair| [pair.whole, pair.part]).flatten();
        values.map(Number::to_f64).fold((0.0, 0.0), |(low, high), value| (value.min(low), value.max(high)))
    }
}

/// More than this between the largest figures of two groups, and each has its own scale.
const FAR: f64 = 8.0;

/// True where one group's figures would be lost beside another's.
#[must_use]
pub fn own_scales(view: View<'_>, groups: &[Group]) -> bool {
    if view.panel.is_some() {
        return false;
    }
    let sizes = || groups.iter().map(|group| group.extremes().1).filter(|size| *size > 0.0);
    let (least, most) = sizes().fold((f64::MAX, 0.0_f64), |(least, most), size| (least.min(size), most.max(size)));
    sizes().count() > 1 && most > FAR * least
}

/// The range that covers all groups, and what small multiples share.
#[must_use]
pub fn common(view: View<'_>, groups: &[Group]) -> (f64, f64) {
    let shared = view.panel.and_then(|panel| panel.reach).map(|(low, high)| (low.to_f64(), high.to_f64()));
    groups.iter().map(Group::extremes).chain(shared).fold((0.0, 0.0), wider)
}

/// The range that covers both.
fn wider((low, high): (f64, f64), (other_low, other_high): (f64, f64)) -> (f64, f64) {
    (low.min(other_low), high.max(other_high))
}
