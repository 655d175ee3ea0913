//! Completed inside registered, a row for each pair, with both figures and the rate written beside it.

use crate::chart::backend::{Bar, Canvas, Direction, Extent, Plane};
use crate::chart::hatch;
use crate::chart::place;
use crate::chart::scale::times;
use crate::chart::scene::{Anchor, Area, Class, Point, ascent, leading};
use crate::chart::view::{Drawing, Layout, SIZE, SMALL, View};
use crate::chart::{LegendItem, measure, measure::Weight, pairs, pairs::Pair, words};
use crate::model::number::Number;
use crate::model::plot::{Labels, Orientation};

use super::upright;

/// Draws rows, or columns where the author wants them and they find room.
#[must_use]
pub fn draw(view: View<'_>) -> Drawing {
    let columns = if view.plot.orientation == Orientation::Vertical { upright::draw(view) } else { None };
    columns.unwrap_or_else(|| rows(view))
}

/// A key to the two parts of a bar.
#[must_use]
pub fn legend(view: View<'_>) -> Vec<LegendItem> {
    let names = view.plot.measures.iter().zip(["bc-key bc-key-whole", "bc-key bc-s1"]);
    if view.plot.labels == Labels::None {
        return Vec::new();
    }
    names.map(|(measure, class)| LegendItem { class: class.into(), label: measure.label.clone() }).collect()
}

/// From a bar's end to its figures.
const GAP: i32 = 80;

/// Where the texts of rows stand.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Setting {
    /// Names in a column at the left, figures at the bars' ends.
    Beside { names: i32, figures: i32 },
    /// Everything above its bar.
    Above,
}

/// A row, laid out from its own top.
struct Row<'a> {
    pair: &'a Pair,
    name: Vec<String>,
    /// The figures with a bold rate, line by line.
    figures: Vec<(String, String)>,
    remarks: Vec<String>,
    /// Figures stand on the name's line, at the right.
    shares_line: bool,
    bar_top: i32,
    height: i32,
}

fn rows(view: View<'_>) -> Drawing {
    let groups = pairs::groups(view.plot, view.lang);
    let setting = setting(view, &groups);
    let own_scales = pairs::own_scales(view, &groups);
    let laid = groups.iter().map(|group| {
        let (heads, _) = measure::wrap_as(&group.name, SIZE, Weight::Bold, view.width(), 3);
        (heads, group.pairs.iter().map(|pair| lay_out(view, setting, pair)).collect())
    });
    let laid: Vec<(Vec<String>, Vec<Row<'_>>)> = laid.collect();
    let mut height = 0;
    for (heads, rows) in &laid {
        height += heading(heads) + rows.iter().map(|row| row.height).sum::<i32>() + GROUP_GAP;
    }
    height = (height - GROUP_GAP).max(leading(SIZE)) + if own_scales { leading(SMALL) + 60 } else { 0 };
    let canvas = Canvas::new(view.width(), height);
    let (left, right) = match setting {
        Setting::Beside { names, figures } => (names, view.width() - figures),
        Setting::Above => (0, view.width()),
    };
    let common = pairs::common(view, &groups);
    let mut top = 0;
    for ((heads, rows), group) in laid.iter().zip(&groups) {
        for (index, line) in heads.iter().enumerate() {
            let at = Point { x: 0, y: top + ascent(SIZE) + times(index) * leading(SIZE) };
            canvas.text(place::line(Class::Heading, SIZE, Anchor::Start, at, line.clone()));
        }
        top += heading(heads);
        let (low, high) = if own_scales { group.extremes() } else { common };
        let frame = Area { left, right, top: 0, bottom: height };
        // Up is the negative of the place, so that rows keep their places as values.
        let plane = canvas.plane(frame, Extent::new(low, high), Extent::new(f64::from(-height), 0.0));
        let mut places = Vec::new();
        for row in rows {
            places.push(top);
            top += row.height;
        }
        draw_bars(&canvas, &plane, rows, &places, bar_height(view.layout));
        draw_texts(view, &canvas, &plane, setting, rows, &places);
        top += GROUP_GAP;
    }
    if groups.is_empty() {
        let at = Point { x: 0, y: ascent(SIZE) };
        canvas.text(place::line(Class::Remark, SIZE, Anchor::Start, at, words::no_data(view.lang)));
    }
    if own_scales {
        let at = Point { x: 0, y: height - SMALL * 30 / 100 };
        canvas.text(place::line(Class::Remark, SMALL, Anchor::Start, at, words::own_scales(view.lang)));
    }
    Drawing { scene: canvas.finish(), legend: legend(view) }
}

const GROUP_GAP: i32 = 100;

fn heading(lines: &[String]) -> i32 {
    if lines.is_empty() { 0 } else { times(lines.len()) * leading(SIZE) + 60 }
}

fn bar_height(layout: Layout) -> i32 {
    layout.pick(240, 200)
}

/// Beside the bars where that leaves them half of the picture, else above.
fn setting(view: View<'_>, groups: &[pairs::Group]) -> Setting {
    let pairs = || groups.iter().flat_map(|group| &group.pairs);
    let limit = 1900;
    let name_width = |pair: &Pair| {
        let (lines, whole) = measure::wrap(&pair.name, SIZE, limit, 3);
        whole.then(|| widest(&lines, SIZE))
    };
    let Some(widths) = pairs().map(name_width).collect::<Option<Vec<_>>>() else { return Setting::Above };
    let names = widths.into_iter().max().unwrap_or(0) + GAP + 40;
    let figures = pairs().map(|pair| {
        let remarks = pair.remarks.iter().map(|text| {
            let (lines, _) = measure::wrap(text, SMALL, limit, 3);
            widest(&lines, SMALL)
        });
        remarks.max().unwrap_or(0).max(figures_width(pair))
    });
    let figures = figures.max().unwrap_or(0) + GAP;
    let width = view.width();
    if view.layout == Layout::Wide && names + figures <= width / 2 + 500 {
        Setting::Beside { names, figures }
    } else {
        Setting::Above
    }
}

fn widest(lines: &[String], size: i32) -> i32 {
    lines.iter().map(|line| measure::width(line, size, Weight::Regular)).max().unwrap_or(0)
}

fn figures_width(pair: &Pair) -> i32 {
    line_width(&(pair.figures.clone(), pair.rate.clone()))
}

fn line_width((text, strong): &(String, String)) -> i32 {
    place::line_with_end(Class::Value, SIZE, Anchor::Start, Point { x: 0, y: 0 }, text, strong.clone()).width
}

/// The figures and the rate in as few lines as `width` allows; the largest figures take one each.
fn figure_lines(pair: &Pair, width: i32) -> Vec<(String, String)> {
    let one = vec![(pair.figures.clone(), pair.rate.clone())];
    let apart = vec![(pair.figures.clone(), String::new()), (String::new(), pair.rate.clone())];
    let (part, whole) = pair.figures.split_once('/').unwrap_or((&pair.figures, ""));
    let each = vec![(format!("{part}/"), String::new()), (whole.to_owned(), String::new()), apart[1].clone()];
    let fits = |lines: &Vec<(String, String)>| lines.iter().all(|line| line_width(line) <= width);
    let mut lines = [one, apart].into_iter().find(fits).unwrap_or(each);
    lines.retain(|(text, strong)| !(text.is_empty() && strong.is_empty()));
    lines
}

/// Breaks the texts of a row and finds the place of its bar.
fn lay_out<'a>(view: View<'_>, setting: Setting, pair: &'a Pair) -> Row<'a> {
    let width = view.width();
    let bar = bar_height(view.layout);
    match setting {
        Setting::Beside { names, .. } => {
            let (name, _) = measure::wrap(&pair.name, SIZE, names - GAP, 3);
            let remarks: Vec<String> =
                pair.remarks.iter().flat_map(|text| measure::wrap(text, SMALL, 1900, 3).0).collect();
            let figures = figure_lines(pair, width);
            let block = leading(SIZE) + times(remarks.len()) * leading(SMALL);
            let height = block.max(place::block(name.len(), SIZE)).max(bar) + 100;
            Row { pair, name, figures, remarks, shares_line: false, bar_top: (height - bar) / 2, height }
        }
        Setting::Above => {
            let shares_line = measure::width(&pair.name, SIZE, Weight::Regular) + 120 + figures_width(pair) <= width;
            let (name, _) = measure::wrap(&pair.name, SIZE, width, 3);
            let remarks: Vec<String> =
                pair.remarks.iter().flat_map(|text| measure::wrap(text, SMALL, width, 3).0).collect();
            let figures = figure_lines(pair, width);
            let lines = if shares_line { name.len().max(1) } else { name.len() + figures.len() };
            let bar_top = times(lines) * leading(SIZE) + times(remarks.len()) * leading(SMALL) + 50;
            Row { pair, name, figures, remarks, shares_line, bar_top, height: bar_top + bar + 160 }
        }
    }
}

/// Draws the wholes of all rows, then the parts in them, then where they stand.
fn draw_bars(canvas: &Canvas, plane: &Plane, rows: &[Row<'_>], places: &[i32], bar: i32) {
    let inset = bar / 5;
    let bars = |inset: i32, value: fn(&Pair) -> Option<f64>| {
        rows.iter().zip(places).filter_map(move |(row, top)| {
            let (top, bottom) = (top + row.bar_top + inset, top + row.bar_top + bar - inset);
            let corners = [(0.0, f64::from(-top)), (value(row.pair)?, f64::from(-bottom))];
            Some((row.pair, Bar { corners, direction: Direction::Across }))
        })
    };
    let wholes: Vec<(&Pair, Bar)> = bars(0, |pair| Some(pair.whole?.to_f64())).collect();
    let parts: Vec<(&Pair, Bar)> = bars(inset, |pair| Some(pair.part?.to_f64())).collect();
    for (pair, bar) in &wholes {
        plane.bar(pair.whole_class(), *bar);
    }
    // A whole whose part is drawn over it shows its own hatching around the part only.
    let open = |pair: &Pair| pair.whole_class() == Class::OpenWhole && pair.part.is_none();
    for line in wholes.iter().filter(|(pair, _)| open(pair)).flat_map(|(_, bar)| hatch::lines(plane.bar_area(*bar))) {
        canvas.path(Class::Hatch(1), &line);
    }
    for (pair, bar) in &parts {
        plane.bar(pair.part_class(), *bar);
    }
    let open = |pair: &Pair| matches!(pair.part_class(), Class::OpenBar(_));
    for line in parts.iter().filter(|(pair, _)| open(pair)).flat_map(|(_, bar)| hatch::lines(plane.bar_area(*bar))) {
        canvas.path(Class::Hatch(1), &line);
    }
    for (row, top) in rows.iter().zip(places) {
        let (top, bottom) = (top + row.bar_top - 40, top + row.bar_top + bar + 40);
        plane.path(Class::Baseline, vec![(0.0, f64::from(-top)), (0.0, f64::from(-bottom))]);
    }
}

fn draw_texts(view: View<'_>, canvas: &Canvas, plane: &Plane, setting: Setting, rows: &[Row<'_>], places: &[i32]) {
    let bar = bar_height(view.layout);
    for (row, &top) in rows.iter().zip(places) {
        let middle = top + row.bar_top + bar / 2;
        let (mut name, mut figures) = match setting {
            Setting::Beside { .. } => {
                let end = [row.pair.whole, row.pair.part].into_iter().flatten().map(Number::to_f64);
                let end = plane.place(end.fold(0.0, f64::max), 0.0).x;
                let block = leading(SIZE) + times(row.remarks.len()) * leading(SMALL);
                let first = middle - block / 2 + leading(SIZE) / 2 + SIZE * 36 / 100;
                let name = middle - times(row.name.len()) * leading(SIZE) / 2 + leading(SIZE) / 2 + SIZE * 36 / 100;
                (Point { x: 0, y: name }, Point { x: end + GAP, y: first })
            }
            Setting::Above => {
                let first = top + ascent(SIZE);
                let lines = if row.shares_line { row.name.len().max(1) - 1 } else { row.name.len() };
                (Point { x: 0, y: first }, Point { x: 0, y: first + times(lines) * leading(SIZE) })
            }
        };
        for line in &row.name {
            canvas.text(place::line(Class::Label, SIZE, Anchor::Start, name, line.clone()));
            name.y += leading(SIZE);
        }
        let (anchor, x) = if row.shares_line { (Anchor::End, view.width()) } else { (Anchor::Start, figures.x) };
        figures.y -= leading(SIZE);
        for (text, strong) in &row.figures {
            figures.y += leading(SIZE);
            let at = Point { x, y: figures.y };
            canvas.text(place::line_with_end(Class::Value, SIZE, anchor, at, text, strong.clone()));
        }
        figures.y += leading(SIZE).midpoint(leading(SMALL));
        for line in &row.remarks {
            canvas.text(place::line(Class::Remark, SMALL, Anchor::Start, figures, line.clone()));
            figures.y += leading(SMALL);
        }
    }
}
