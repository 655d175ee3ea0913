//! Small multiples: the same picture for each value of `facet`, in a grid, on one scale.

use super::LegendItem;
use super::mark;
use super::mark::dot::reference_key;
use super::measure::{self, Weight};
use super::place;
use super::scale::times;
use super::scene::{Anchor, Class, Item, Point, Scene, Shape, ascent, leading};
use super::view::{Drawing, Layout, Panel, SIZE, View};
use crate::model::number::Number;
use crate::model::plot::{Mark, Plot};

/// Between two panels, across and down.
const ACROSS: i32 = 320;
const DOWN: i32 = 260;

/// Draws every panel of the plot.
#[must_use]
pub fn draw(view: View<'_>) -> Drawing {
    let plot = view.plot;
    let columns = columns(plot, view.layout);
    let width = (view.width() - ACROSS * (times(columns) - 1)) / times(columns);
    let panel = Some(Panel { width, reach: reach(plot) });
    let mut legend: Vec<LegendItem> = Vec::new();
    let mut scene = Scene { width: view.width(), height: 0, items: Vec::new() };
    let mut drawn = Vec::new();
    for (index, name) in plot.panels.iter().enumerate() {
        let one = plot.panel(index);
        let small = View { plot: &one, layout: Layout::Narrow, panel, ..view };
        let Some(drawing) = mark::draw(small) else { continue };
        for item in drawing.legend.into_iter().chain(reference_key(small, &small.strands())) {
            if !legend.contains(&item) {
                legend.push(item);
            }
        }
        let (heads, _) = measure::wrap_as(&name.label, SIZE, Weight::Bold, width, 3);
        drawn.push((heads, drawing.scene));
    }
    for row in drawn.chunks_mut(columns) {
        let top = if scene.height == 0 { 0 } else { scene.height + DOWN };
        let heads = row.iter().map(|(heads, _)| heads.len()).max().unwrap_or(0);
        let head = times(heads) * leading(SIZE) + 70;
        let mut bottom = top + head;
        for (column, (names, picture)) in row.iter_mut().enumerate() {
            let left = times(column) * (width + ACROSS);
            let first = top + times(heads - names.len()) * leading(SIZE) + ascent(SIZE);
            for (index, line) in names.drain(..).enumerate() {
                let at = Point { x: left, y: first + times(index) * leading(SIZE) };
                scene.items.push(Item::Text(place::line(Class::Heading, SIZE, Anchor::Start, at, line)));
            }
            bottom = bottom.max(top + head + picture.height);
            scene.items.extend(picture.items.drain(..).map(|item| moved(item, left, top + head)));
        }
        scene.height = bottom;
    }
    Drawing { scene, legend }
}

/// How many panels stand side by side: rows of bars need more width than years.
fn columns(plot: &Plot, layout: Layout) -> usize {
    let is_lying = matches!(plot.mark, Mark::Bar | Mark::StackedBar | Mark::Completion | Mark::Dot)
        || (!plot.x_is_year && plot.xs.len() > 4);
    let most = if is_lying || matches!(plot.panels.len(), 2 | 4) { 2 } else { 3 };
    layout.pick(most, 1).min(plot.panels.len()).max(1)
}

/// The smallest and the largest figure of all panels; of stacks, their sums.
fn reach(plot: &Plot) -> Option<(Number, Number)> {
    let values: Vec<Number> = if plot.mark.is_stacked() {
        plot.stacks()
    } else {
        plot.series.iter().flat_map(|series| series.cells.iter().flatten().filter_map(|cell| cell.value)).collect()
    };
    Some((*values.iter().min()?, *values.iter().max()?))
}

fn moved(item: Item, x: i32, y: i32) -> Item {
    let point = |at: Point| Point { x: at.x + x, y: at.y + y };
    match item {
        Item::Text(mut text) => {
            text.at = point(text.at);
            Item::Text(text)
        }
        Item::Shape(class, shape) => Item::Shape(
            class,
            match shape {
                Shape::Rect(area) => Shape::Rect(area.moved(x, y)),
                Shape::Path(points) => Shape::Path(points.into_iter().map(point).collect()),
                Shape::Dot { centre, radius } => Shape::Dot { centre: point(centre), radius },
            },
        ),
    }
}
