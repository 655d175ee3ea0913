//! Adding up: the parts of any partition make the whole, rates are sum over sum, and what overlaps is refused.

mod support;

use std::collections::BTreeMap;
use std::fmt::Write;

use baocao::config::Config;
use baocao::load::{self, Selection};
use baocao::model::adding::Refusal;
use baocao::model::dataset::Dataset;
use baocao::model::image::Images;
use baocao::model::number::Number;
use baocao::model::select::{self, Figure, Filter};
use baocao::source::{Disk, SourceId};
use proptest::prelude::*;
use support::Site;

/// The dataset whose YAML is `text`.
fn dataset(text: &str) -> Dataset {
    let mut disk = Disk::default();
    disk.sources.add_text("site.yaml", "title: x\nbase_url: https://a.example\n");
    disk.sources.add_text("content/so.yaml", text);
    let config = Config::read(&disk.sources, SourceId(0)).value;
    let loaded = load::load(&disk, config, &Selection { drafts: true, now: None }, &Images::default());
    assert!(loaded.diagnostics.is_empty(), "{:?}", loaded.diagnostics);
    loaded.value.datasets.into_iter().next().expect("a dataset")
}

/// A year's rows of so many places: registered, completed in tenths.
fn flat(rows: &[(u32, u32)]) -> Dataset {
    let mut text = "title: x\ndimensions:\n  place: {label: Nơi}\nmeasures:\n  whole: {label: Tổng, type: number}\n  \
                    part: {label: Phần, type: number}\n  rate: {label: Tỷ lệ, ratio: part / whole}\nobservations:\n"
        .to_owned();
    for (at, (whole, part)) in rows.iter().enumerate() {
        let part = part % (whole + 1);
        let tenths = |n: u32| format!("{}.{}", n / 10, n % 10);
        let _ = writeln!(text, "  - {{place: p{at}, whole: {}, part: {}}}", tenths(*whole), tenths(part));
    }
    dataset(&text)
}

fn value(figure: Figure) -> Number {
    figure.value().unwrap_or_else(|| panic!("{figure:?}"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_partition_adds_up_to_the_whole(
        rows in prop::collection::vec((0..2_000_000_u32, 0..2_000_000_u32), 1..40),
        groups in prop::collection::vec(0..5_u8, 40),
    ) {
        let dataset = flat(&rows);
        let all = Filter::all(&dataset).rows(&dataset);
        let mut parts: BTreeMap<u8, Vec<usize>> = BTreeMap::new();
        for row in &all {
            parts.entry(groups[*row]).or_default().push(*row);
        }
        for measure in 0..2 {
            let sum = parts.values().map(|rows| value(select::total(&dataset, rows, measure)));
            let sum = sum.fold(Number::ZERO, |sum, part| sum.plus(part).expect("small numbers"));
            prop_assert_eq!(sum, value(select::total(&dataset, &all, measure)));
        }
        let (whole, part) = (value(select::total(&dataset, &all, 0)), value(select::total(&dataset, &all, 1)));
        prop_assert_eq!(select::total(&dataset, &all, 2), select::percent(part, whole));
    }

    /// A tree of levels: any set of values none of which lies in another adds up; any other is refused.
    #[test]
    fn only_what_overlaps_is_refused(
        parents in prop::collection::vec(any::<prop::sample::Index>(), 2..12),
        chosen in prop::collection::vec(any::<bool>(), 12),
    ) {
        let mut text = "title: x\ndimensions:\n  level:\n    label: Cấp\n    values:\n      v0: Gốc\n".to_owned();
        let mut above = vec![None];
        for (at, parent) in parents.iter().enumerate() {
            let parent = parent.index(at + 1);
            let _ = writeln!(text, "      v{}: {{label: Phần, parent: v{parent}}}", at + 1);
            above.push(Some(parent));
        }
        text += "measures:\n  n: {label: Số}\nobservations:\n";
        for at in 0..above.len() {
            let _ = writeln!(text, "  - {{level: v{at}, n: 1}}");
        }
        let dataset = dataset(&text);
        let rows: Vec<usize> = (0..above.len()).filter(|at| chosen[*at]).collect();
        let lies_in = |row: usize, other: usize| {
            std::iter::successors(above[row], |at| above[*at]).any(|ancestor| ancestor == other)
        };
        let overlaps = rows.iter().any(|row| rows.iter().any(|other| lies_in(*row, *other)));
        match select::total(&dataset, &rows, 0) {
            Figure::Refused(Refusal::Overlap { whole, part }) => {
                prop_assert!(overlaps);
                prop_assert!(lies_in(part, whole), "{part} in {whole}");
            }
            Figure::Missing => prop_assert!(rows.is_empty()),
            figure => {
                prop_assert!(!overlaps, "{figure:?}");
                prop_assert_eq!(value(figure), Number::from(i64::try_from(rows.len()).expect("few")));
            }
        }
    }
}

#[test]
fn two_hierarchies_overlap_crosswise() {
    let dataset = dataset(
        "title: x\ndimensions:\n  place: {label: Nơi, values: {all: Cả, a: {label: A, parent: all}, b: {label: B, parent: all}}}\n  \
         sex: {label: Giới, values: {both: Cả hai, f: {label: Nữ, parent: both}, m: {label: Nam, parent: both}}}\n\
         measures:\n  n: {label: Số}\nobservations:\n  - {place: all, sex: f, n: 5}\n  - {place: a, sex: both, n: 4}\n  \
         - {place: b, sex: m, n: 3}\n",
    );
    assert!(matches!(select::total(&dataset, &[0, 1], 0), Figure::Refused(Refusal::Overlap { .. })));
    assert_eq!(select::total(&dataset, &[0, 2], 0), Figure::Value(Number::from(8)));
    assert_eq!(select::total(&dataset, &[1, 2], 0), Figure::Value(Number::from(7)));
}

#[test]
fn a_share_is_of_the_totals_and_of_one_unit() {
    let dataset = dataset(
        "title: x\nunit: việc\ndimensions:\n  year: {label: Năm, type: year}\n  level: {label: Cấp, values: {all: Cả, a: {label: \
         A, parent: all}, b: {label: B, parent: all}, plans: {label: Kế hoạch, unit: người}}}\nmeasures:\n  n: {label: Số}\n\
         observations:\n  - {year: 2023, level: all, n: 200}\n  - {year: 2023, level: a, n: 50}\n  \
         - {year: 2023, level: b, n: 150}\n  - {year: 2023, level: plans, n: 999}\n",
    );
    assert_eq!(select::share(&dataset, &[1], 0), Figure::Value(Number::from(25)));
    assert!(matches!(select::total(&dataset, &[1, 3], 0), Figure::Refused(Refusal::Units(1, 3))));
}

#[test]
fn units_are_those_of_the_rows_shown() {
    let article = "---\ntitle: Bài\n---\n\nCó [5.264](/viec.yaml?year=2023&what=plans#n).\n\n```chart\ndata: viec\ntype: \
                   column\nx: year\ny: n\nwhere: {what: plans}\ntitle: Có kế hoạch\n```\n";
    let site = Site::of(&[
        ("site.yaml", "title: Thử\nbase_url: https://thu.example\n"),
        ("content/bai.md", article),
        (
            "content/viec.yaml",
            "title: Số\nunit: việc\ndimensions:\n  year: {label: Năm, type: year}\n  what: {label: Nội dung, values: {tasks: \
             Việc, plans: {label: Kế hoạch, unit: người}}}\nmeasures:\n  n: {label: Đăng ký}\nobservations:\n  \
             - {year: 2023, what: tasks, n: 8100}\n  - {year: 2023, what: plans, n: 5264}\n",
        ),
    ]);
    let tree = site.build();
    let page = |path: &str| String::from_utf8_lossy(&tree[path]).into_owned();
    assert!(page("bai/index.html").contains("5.264 người"), "{}", page("bai/index.html"));
    assert!(!page("bai/index.html").contains("5.264 việc"));
    let dataset = page("viec/index.html");
    assert!(!dataset.contains("<svg"), "tasks and people on one axis: {dataset}");
    assert!(
        dataset.contains("Kế hoạch (người)")
            && dataset.contains("Kế hoạch: tính bằng người")
            && !dataset.contains("class=\"unit\">việc"),
        "{dataset}"
    );
}

#[test]
fn a_key_number_has_no_change_against_another_part_of_the_year() {
    let stat = |as_of: &str| {
        let rows = format!("  - {{year: 2023, n: 8100}}\n  - {{year: 2024, n: 2188{as_of}}}\n");
        let dataset = format!(
            "title: Số\ndimensions:\n  year: {{label: Năm, type: year}}\nmeasures:\n  n: {{label: Đăng ký}}\n\
             observations:\n{rows}"
        );
        let article = "---\ntitle: Bài\n---\n\n```chart\ndata: viec\ntype: stat\ny: n\ntitle: Số việc\n```\n";
        let config = "title: Thử\nbase_url: https://thu.example\n";
        let site = Site::of(&[("site.yaml", config), ("content/bai.md", article), ("content/viec.yaml", &dataset)]);
        String::from_utf8_lossy(&site.build()["bai/index.html"]).into_owned()
    };
    assert!(stat("").contains("giảm 73,0%"), "{}", stat(""));
    assert!(!stat(", as_of: 2024-03-31").contains("73,0%"));
}
