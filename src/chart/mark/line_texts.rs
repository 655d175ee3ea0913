//! The texts of lines: names and last figures in the margin, figures at points, and gaps by name.

use crate::chart::annotate;
use crate::chart::backend::Plane;
use crate::chart::bands::Bands;
use crate::chart::gutter::{self, Name};
use crate::chart::place::{self, Taken};
use crate::chart::scene::{Anchor, Class, Point, Text, ascent};
use crate::chart::view::{SIZE, SMALL, Strand, View};
use crate::chart::{measure, words};
use crate::model::plot::Labels;

use super::line::RADIUS;

/// The names at the lines' ends with the last figure; false where they find no room and a legend must name them.
pub fn at_ends(view: View<'_>, strands: &[Strand<'_>], limit: i32, height: i32) -> (Vec<(usize, Name)>, bool) {
    if matches!(view.plot.labels, Labels::None | Labels::Legend) || (view.panel.is_some() && strands.len() > 1) {
        return (Vec::new(), false);
    }
    let mut whole = true;
    let names = |with_names: bool, whole: &mut bool| -> Vec<(usize, Name)> {
        let drawn = strands.iter().enumerate().filter(|(_, strand)| strand.cells.iter().any(|c| c.value.is_some()));
        drawn
            .map(|(index, strand)| {
                let last = last_figure(view, strand);
                let fits_alone = |label: &String| measure::width(label, SIZE, measure::Weight::Bold) <= limit;
                let strong = last.filter(fits_alone).unwrap_or_default();
                let end_width = measure::width(&format!(" {strong}"), SIZE, measure::Weight::Bold);
                let name = if with_names { strand.name.as_str() } else { "" };
                let (mut lines, fits) = measure::wrap(name, SIZE, limit, 2);
                *whole &= fits;
                let last = lines.last().map_or(0, |line| measure::width(line, SIZE, measure::Weight::Regular));
                if last + end_width > limit || lines.is_empty() {
                    lines.push(String::new());
                }
                let class = if strand.name.is_empty() { Class::Value } else { Class::Name(strand.tone) };
                (index, Name { y: 0, class, lines, strong })
            })
            .collect()
    };
    let long = names(true, &mut whole);
    let fit =
        |names: &[(usize, Name)]| names.iter().map(|(_, name)| name.height() + gutter::AIR).sum::<i32>() <= height;
    if whole && fit(&long) {
        return (long, true);
    }
    let short = names(false, &mut whole);
    if fit(&short) { (short, false) } else { (Vec::new(), false) }
}

/// The last figure of a line, with its year where the line ends before the picture does.
fn last_figure(view: View<'_>, strand: &Strand<'_>) -> Option<String> {
    let ends = strand.cells.len().checked_sub(1)?;
    let (x, label) = (0..=ends).rev().find_map(|x| Some((x, strand.label(x, view.lang)?)))?;
    Some(if x == ends { label } else { format!("{label} ({})", view.plot.xs[x].label) })
}

/// The names alone, for what has no one last figure; false where they find no room and a legend must name them.
pub fn names(view: View<'_>, strands: &[Strand<'_>], limit: i32, height: i32) -> (Vec<(usize, Name)>, bool) {
    let wanted = matches!(view.plot.labels, Labels::Direct | Labels::Values);
    if !wanted || view.panel.is_some() || strands.len() < 2 {
        return (Vec::new(), false);
    }
    let mut names = Vec::new();
    let drawn = strands.iter().enumerate().filter(|(_, strand)| strand.cells.iter().any(|cell| cell.value.is_some()));
    for (index, strand) in drawn {
        let (lines, whole) = measure::wrap(&strand.name, SIZE, limit, 2);
        if !whole {
            return (Vec::new(), false);
        }
        names.push((index, Name { y: 0, class: Class::Name(strand.tone), lines, strong: String::new() }));
    }
    let needed: i32 = names.iter().map(|(_, name)| name.height() + gutter::AIR).sum();
    if needed <= height { (names, true) } else { (Vec::new(), false) }
}

/// Figures at points: all of a lone line, of several only where asked for; the last stands in the margin.
///
/// Where there is no room for all, the first goes before the highest, the lowest and the rest from the end.
pub fn at_points(view: View<'_>, strands: &[Strand<'_>], bands: &Bands, plane: &Plane, taken: &mut Taken) -> Vec<Text> {
    let wanted = match view.plot.labels {
        Labels::Values => true,
        Labels::Direct => strands.len() == 1 && view.panel.is_none(),
        Labels::Legend | Labels::None => false,
    };
    let mut texts = Vec::new();
    for strand in strands.iter().filter(|_| wanted) {
        for x in weighted(strand) {
            let (Some(value), Some(label)) = (strand.cells[x].value, strand.label(x, view.lang)) else { continue };
            let at = plane.place(bands.centre(x), value.to_f64());
            let over = Point { x: at.x, y: at.y - RADIUS - 45 };
            let under = Point { x: at.x, y: at.y + RADIUS + 15 + ascent(SIZE) };
            let text = |at| place::line(Class::Value, SIZE, Anchor::Middle, at, label.clone());
            texts.extend(taken.put(text(over)).or_else(|| taken.put(text(under))));
        }
    }
    texts
}

/// The categories whose figures are to be written, first things first, without the last.
fn weighted(strand: &Strand<'_>) -> Vec<usize> {
    let mut order: Vec<usize> = (0..strand.cells.len()).filter(|&x| strand.cells[x].value.is_some()).collect();
    let Some(last) = order.pop() else { return order };
    let first = order.first().copied();
    let value = |x: usize| strand.cells[x].value;
    let highest = order.iter().copied().chain([last]).max_by_key(|&x| value(x));
    let lowest = order.iter().copied().chain([last]).min_by_key(|&x| value(x));
    order.reverse();
    let weight = |x: usize| [first, highest, lowest].iter().position(|&known| known == Some(x)).unwrap_or(3);
    order.sort_by_key(|&x| weight(x));
    order
}

/// Names categories without any figure, at the foot of the plot.
pub fn at_gaps(
    view: View<'_>,
    strands: &[Strand<'_>],
    bands: &Bands,
    across: (i32, i32),
    bottom: i32,
    taken: &mut Taken,
) -> Vec<Text> {
    let mut texts = Vec::new();
    for x in 0..view.plot.xs.len() {
        let cells = || strands.iter().filter_map(|strand| strand.cells.get(x));
        if cells().any(|cell| cell.value.is_some()) || cells().all(|cell| cell.absent) {
            continue;
        }
        let status = cells().map(|cell| cell.status).next().unwrap_or_default();
        let at = Point { x: annotate::centre(bands, across, x), y: bottom - 60 };
        let word = place::line(Class::Remark, SMALL, Anchor::Middle, at, words::gap(status, view.lang));
        let sign = place::line(Class::Remark, SMALL, Anchor::Middle, at, "…");
        texts.extend(taken.put(word).or_else(|| taken.put(sign)));
    }
    texts
}
