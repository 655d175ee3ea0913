//! What holds for every picture, whatever the figures: each is drawn once, nothing leaves the picture or overlaps.

use baocao::chart::scene::{Area, Class, Item, Scene, Shape, Text};
use baocao::chart::{self, Layout};
use baocao::locale::Lang;
use baocao::model::dataset::Status;
use baocao::model::number::Number;
use baocao::model::plot::{
    Annotation, Labels, Mark, Orientation, Plot, PlotCell, PlotMeasure, PlotSeries, ReferenceLine, XValue,
};
use proptest::prelude::*;
use proptest::sample::select;

use crate::plot_text;

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_picture_is_sound(plot in plots(), lang in select(vec![Lang::Vi, Lang::En])) {
        let figures = drawn_figures(&plot);
        for layout in [Layout::Wide, Layout::Narrow] {
            let scene = chart::scene(&plot, lang, layout).expect("these marks are pictures");
            let drawn = scene.shapes().filter(|(class, _)| class.is_figure()).count();
            // The parts of an area are one shape.
            if plot.mark != Mark::Area {
                prop_assert_eq!(drawn, figures, "each figure once, {:?}", layout);
            }
            inside(&scene)?;
            apart(&scene)?;
        }
        let figure = chart::figure(&plot, lang);
        for svg in [&figure.wide, &figure.narrow] {
            for word in ["NaN", "inf", " id=", "style", "transform", "<title", "data:", "url("] {
                prop_assert!(!svg.contains(word), "{} in {}", word, svg);
            }
        }
        let again = chart::figure(&plot, lang);
        prop_assert_eq!((&figure.wide, &figure.narrow), (&again.wide, &again.narrow));
        prop_assert!(!figure.description.is_empty());
        for row in &figure.table.rows {
            prop_assert_eq!(row.cells.len(), figure.table.head.len());
            prop_assert!(row.cells.iter().all(|cell| !cell.text.is_empty()), "{:?}", row);
        }
    }
}

#[test]
fn a_range_that_does_not_rise_is_none() {
    for mark in ["dot", "line"] {
        let text = format!("mark: {mark}\nx: Khu\ncategories: a = A\nmeasure: n = Đăng ký | việc | 0\nn: 2\n");
        let plain = plot_text::plot(&text);
        let turned = plot_text::plot(&format!("{text}domain: 321649168952, 49.1\n"));
        assert!(turned.domain.is_some(), "the case has a range");
        for layout in [Layout::Wide, Layout::Narrow] {
            let scene = |plot| format!("{:?}", chart::scene(plot, Lang::Vi, layout));
            assert_eq!(scene(&turned), scene(&plain), "{mark} {layout:?}");
        }
    }
}

/// How many figures have a shape: in a stack, a zero among others has none.
fn drawn_figures(plot: &Plot) -> usize {
    let mut count = 0;
    for panel in 0..plot.panels.len().max(1) {
        for x in 0..plot.xs.len() {
            let within = plot.series.iter().filter(|series| series.panel == panel);
            let values: Vec<Number> =
                within.flat_map(|series| &series.cells).filter_map(|cells| cells[x].value).collect();
            let zeros = values.iter().filter(|value| value.is_zero()).count();
            count += values.len() - if plot.mark.is_stacked() && zeros < values.len() { zeros } else { 0 };
        }
    }
    count
}

/// Shapes and texts lie in the picture.
fn inside(scene: &Scene) -> Result<(), TestCaseError> {
    let picture = Area { left: 0, top: 0, right: scene.width, bottom: scene.height };
    for item in &scene.items {
        let areas = match item {
            Item::Text(text) => vec![text.area()],
            Item::Shape(_, Shape::Rect(area)) => vec![*area],
            Item::Shape(_, Shape::Dot { centre, radius }) => {
                vec![Area { left: centre.x, right: centre.x, top: centre.y, bottom: centre.y }.grown(*radius)]
            }
            Item::Shape(_, Shape::Path(points)) => {
                points.iter().map(|p| Area { left: p.x, right: p.x, top: p.y, bottom: p.y }).collect()
            }
        };
        for area in areas {
            prop_assert!(picture.holds(area), "{:?} at {:?} leaves {:?}", item, area, picture);
        }
    }
    Ok(())
}

/// Texts cover neither each other nor a bar.
fn apart(scene: &Scene) -> Result<(), TestCaseError> {
    let texts: Vec<_> = scene.texts().filter(|text| text.width > 0).collect();
    let outside = |text: &&&Text| !matches!(text.class, Class::Inside(_));
    for (index, text) in texts.iter().enumerate() {
        for other in &texts[..index] {
            prop_assert!(!text.area().overlaps(other.area()), "{:?} on {:?}", text, other);
        }
    }
    for (class, shape) in scene.shapes() {
        let (Shape::Rect(bar), true) = (shape, matches!(class, Class::Bar(_) | Class::OpenBar(_) | Class::Whole))
        else {
            continue;
        };
        for text in texts.iter().filter(outside) {
            prop_assert!(!text.area().overlaps(*bar), "{:?} covers {:?}", text, bar);
        }
    }
    Ok(())
}

const MARKS: [Mark; 8] = [
    Mark::Column,
    Mark::Completion,
    Mark::Line,
    Mark::Area,
    Mark::Bar,
    Mark::Dot,
    Mark::StackedBar,
    Mark::StackedColumn,
];

const NAMES: [&str; 8] = [
    "Tân Yên",
    "Ủy ban nhân dân các xã, phường, thị trấn trên địa bàn tỉnh",
    "Mặt trận Tổ quốc và các tổ chức chính trị - xã hội",
    "Tập thể",
    "Cấp cơ sở",
    "Nghiêng",
    "Sở Nông nghiệp",
    "Ậ",
];

fn plots() -> impl Strategy<Value = Plot> {
    let shape = (1_usize..5, 1_usize..3, 1_usize..32, any::<bool>(), select(MARKS.to_vec()), 0..5_usize);
    shape.prop_flat_map(|(splits, measures, count, is_year, mark, panels)| {
        let panels = panels.saturating_sub(1);
        let only_positive = mark == Mark::Completion || mark.is_stacked();
        let is_year = is_year || mark == Mark::Area;
        let measures = if mark == Mark::Completion { 2 } else { measures };
        let cells = prop::collection::vec(cell(only_positive), panels.max(1) * splits * measures * count);
        let extras = (
            select(vec![Labels::Direct, Labels::Direct, Labels::Values, Labels::Legend, Labels::None]),
            select(vec![Orientation::Horizontal, Orientation::Vertical]),
            prop::option::of((value(true), value(true))),
            prop::collection::vec((0..count, select(NAMES.to_vec())), 0..3),
            prop::collection::vec((value(true), select(NAMES.to_vec())), 0..3),
            0..3_u8,
            any::<bool>(),
            prop::collection::vec(1_usize..3, count),
        );
        (Just((splits, measures, count, is_year, mark, panels)), cells, extras).prop_map(
            move |(shape, cells, extras)| {
                let (splits, measures, count, is_year, mark, panels) = shape;
                let (labels, orientation, domain, notes, lines, decimals, is_rate, steps) = extras;
                let is_rate = is_rate && !only_positive;
                let xs = categories(count, is_year, &steps);
                let measure = |index: usize| PlotMeasure {
                    key: format!("m{index}"),
                    label: ["Đăng ký", "Hoàn thành"][index].into(),
                    unit: Some(if is_rate { "%" } else { "việc" }.into()),
                    decimals,
                    is_rate,
                };
                let mut cells = cells.into_iter();
                let series =
                    (0..panels.max(1) * splits).map(|at| (at / splits, at % splits)).map(|(panel, index)| PlotSeries {
                        panel,
                        key: format!("s{index}"),
                        label: if splits == 1 { String::new() } else { NAMES[index].into() },
                        cells: (0..measures).map(|_| cells.by_ref().take(count).collect()).collect(),
                        rates: Vec::new(),
                        previous: vec![None; measures],
                    });
                let series = series.collect();
                Plot {
                    mark,
                    labels,
                    orientation,
                    domain,
                    annotations: notes
                        .iter()
                        .map(|(x, text)| Annotation { x: xs[*x].key.clone(), text: (*text).into() })
                        .collect(),
                    reference_lines: lines
                        .iter()
                        .map(|(y, text)| ReferenceLine { y: *y, text: (*text).into() })
                        .collect(),
                    x_is_year: is_year,
                    xs,
                    facet_label: (panels > 0).then(|| "Huyện".into()),
                    panels: (0..panels).map(|at| XValue { key: format!("p{at}"), label: NAMES[at].into() }).collect(),
                    series_label: (splits > 1).then(|| "Chủ thể".into()),
                    measures: (0..measures).map(measure).collect(),
                    series,
                    ..plot_text::empty()
                }
            },
        )
    })
}

fn categories(count: usize, is_year: bool, steps: &[usize]) -> Vec<XValue> {
    let mut year = 1990;
    let mut xs = Vec::new();
    for index in 0..count {
        year += steps[index];
        let key = if is_year { year.to_string() } else { format!("k{index}") };
        let label = if is_year { key.clone() } else { NAMES[index % NAMES.len()].into() };
        xs.push(XValue { key, label });
    }
    xs
}

fn value(may_be_negative: bool) -> impl Strategy<Value = Number> {
    let whole = prop_oneof![
        Just(0_i64),
        0..100_i64,
        0..10_000_i64,
        Just(49_i64),
        0..1_000_000_000_000_i64,
        Just(1_000_000_000_000_000_000_i64),
    ];
    (whole, 0..4_u8, any::<bool>()).prop_map(move |(whole, tenth, negative)| {
        let number = Number::fraction(i128::from(whole) * 10 + i128::from(tenth % 2), 10).expect("ten is not 0");
        if negative && may_be_negative { Number::ZERO.minus(number).expect("in range") } else { number }
    })
}

fn cell(only_positive: bool) -> impl Strategy<Value = PlotCell> {
    let figure = prop_oneof![6 => value(!only_positive).prop_map(Some), 1 => Just(None)];
    let status = select(vec![
        Status::Final,
        Status::Final,
        Status::Final,
        Status::Provisional,
        Status::Revised,
        Status::Break,
        Status::NotAvailable,
        Status::NotApplicable,
    ]);
    let as_of = prop_oneof![5 => Just(None), 1 => Just(Some("đến hết quý I/2024".to_owned()))];
    (figure, status, as_of, any::<bool>()).prop_map(|(value, status, as_of, absent)| PlotCell {
        value,
        absent: absent && value.is_none(),
        status,
        as_of,
        note: None,
    })
}
