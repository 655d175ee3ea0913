//! Plots from a few lines of text, so that a case reads like the data it draws.
//!
//! `key: value` lines. `x: Năm` (`x: Năm, year` for years), `categories: 2023, tan-yen = Tân Yên`,
//! `measure: registered = Đăng ký | việc | 0`, `ratio: rate = Tỷ lệ | % | 1`, `series: collective = Tập thể`, and for
//! each series a line a measure with its cells: `8100`, `-` no figure, `absent`, and after a figure a status word or
//! `@đến hết quý I/2024`. Also title, subtitle, alt, labels, orientation, domain, annotation, reference, previous, note;
//! `facet: Huyện` and `panel: tan-yen = Tân Yên` before the series of each small multiple.

use baocao::model::dataset::{DatasetId, Status};
use baocao::model::number::Number;
use baocao::model::plot::{
    Annotation, Labels, Mark, Orientation, Plot, PlotCell, PlotMeasure, PlotSeries, ReferenceLine, XValue,
};

pub fn plot(text: &str) -> Plot {
    let mut plot = empty();
    for line in text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#')) {
        let (key, value) = line.split_once(':').unwrap_or_else(|| panic!("no `key: value`: {line}"));
        read(&mut plot, key.trim(), value.trim());
    }
    if plot.rate.is_some() {
        for series in &mut plot.series {
            series.rates = rates(series);
        }
    }
    plot
}

pub fn empty() -> Plot {
    Plot {
        id: "hinh-1".into(),
        number: Some(1),
        mark: Mark::Column,
        dataset: DatasetId(0),
        title: None,
        subtitle: None,
        note: None,
        alt: None,
        source: None,
        labels: Labels::Direct,
        orientation: Orientation::Horizontal,
        domain: None,
        annotations: Vec::new(),
        reference_lines: Vec::new(),
        x_label: "Năm".into(),
        x_is_year: false,
        xs: Vec::new(),
        series_label: None,
        facet_label: None,
        panels: Vec::new(),
        measures: Vec::new(),
        rate: None,
        series: Vec::new(),
        notes: Vec::new(),
    }
}

fn read(plot: &mut Plot, key: &str, value: &str) {
    let text = || value.to_owned();
    match key {
        "mark" => {
            plot.mark = match value {
                "column" => Mark::Column,
                "completion" => Mark::Completion,
                "line" => Mark::Line,
                "area" => Mark::Area,
                "bar" => Mark::Bar,
                "dot" => Mark::Dot,
                "stacked_bar" => Mark::StackedBar,
                "stacked_column" => Mark::StackedColumn,
                "stat" => Mark::Stat,
                "table" => Mark::Table,
                other => panic!("no mark {other}"),
            }
        }
        "title" => plot.title = Some(text()),
        "subtitle" => plot.subtitle = Some(text()),
        "alt" => plot.alt = Some(text()),
        "note" => plot.notes.push(text()),
        "labels" => {
            plot.labels = match value {
                "values" => Labels::Values,
                "legend" => Labels::Legend,
                "none" => Labels::None,
                _ => Labels::Direct,
            }
        }
        "orientation" => plot.orientation = Orientation::Vertical,
        "domain" => plot.domain = value.split_once(',').map(|(low, high)| (number(low), number(high))),
        "annotation" => {
            let (x, text) = pair(value);
            plot.annotations.push(Annotation { x, text });
        }
        "reference" => {
            let (y, text) = pair(value);
            plot.reference_lines.push(ReferenceLine { y: number(&y), text });
        }
        "x" => {
            plot.x_is_year = value.ends_with(", year");
            plot.x_label = value.trim_end_matches(", year").into();
        }
        "split" => plot.series_label = Some(text()),
        "categories" => plot.xs = value.split(',').map(pair).map(|(key, label)| XValue { key, label }).collect(),
        "measure" => plot.measures.push(measure(value)),
        "ratio" => plot.rate = Some(measure(value)),
        "facet" => plot.facet_label = Some(text()),
        "panel" => {
            let (key, label) = pair(value);
            plot.panels.push(XValue { key, label });
            if plot.series_label.is_none() {
                push(plot, String::new(), String::new());
            }
        }
        "series" => {
            let (key, label) = pair(value);
            push(plot, key, label);
        }
        "previous" => last(plot).previous = value.split(',').map(|text| Number::parse(text.trim())).collect(),
        key => {
            let index = plot.measures.iter().position(|measure| measure.key == key);
            let index = index.unwrap_or_else(|| panic!("no key {key}"));
            last(plot).cells[index] = value.split(',').map(cell).collect();
        }
    }
}

fn push(plot: &mut Plot, key: String, label: String) {
    let panel = plot.panels.len().saturating_sub(1);
    plot.series.push(PlotSeries { panel, ..series(key, label, plot.measures.len()) });
}

fn last(plot: &mut Plot) -> &mut PlotSeries {
    if plot.series.is_empty() {
        plot.series.push(series(String::new(), String::new(), plot.measures.len()));
    }
    plot.series.last_mut().expect("one was pushed")
}

fn series(key: String, label: String, measures: usize) -> PlotSeries {
    PlotSeries {
        panel: 0,
        key,
        label,
        cells: vec![Vec::new(); measures],
        rates: Vec::new(),
        previous: vec![None; measures],
    }
}

/// `key = label`, or a key that is its own label.
fn pair(text: &str) -> (String, String) {
    let (key, label) = text.split_once('=').unwrap_or((text, text));
    (key.trim().into(), label.trim().into())
}

fn number(text: &str) -> Number {
    Number::parse(text.trim()).unwrap_or_else(|| panic!("no number: {text}"))
}

fn measure(text: &str) -> PlotMeasure {
    let mut parts = text.split('|').map(str::trim);
    let (key, label) = pair(parts.next().expect("a key"));
    let unit = parts.next().filter(|unit| !unit.is_empty()).map(str::to_owned);
    let decimals = parts.next().map_or(0, |text| text.parse().expect("decimals"));
    PlotMeasure { key, label, is_rate: unit.as_deref() == Some("%"), unit, decimals }
}

fn cell(text: &str) -> PlotCell {
    let (figure, as_of) = text.split_once('@').unwrap_or((text, ""));
    let mut words = figure.split_whitespace();
    let value = words.next().expect("a figure");
    let status = words.next().map_or(Status::Final, |word| {
        Status::ALL.iter().find(|(known, _)| *known == word).unwrap_or_else(|| panic!("no status {word}")).1
    });
    PlotCell {
        value: Number::parse(value),
        absent: value == "absent",
        status,
        as_of: (!as_of.is_empty()).then(|| as_of.trim().to_owned()),
        note: None,
    }
}

fn rates(series: &PlotSeries) -> Vec<PlotCell> {
    let pairs = series.cells[0].iter().zip(&series.cells[1]);
    pairs
        .map(|(whole, part)| {
            let value = part.value.zip(whole.value).and_then(|(part, whole)| part.times(Number::HUNDRED)?.over(whole));
            PlotCell { value, absent: whole.absent && part.absent, ..part.clone() }
        })
        .collect()
}
