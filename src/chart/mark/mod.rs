//! One file a mark; a new one adds its file and its line here.

mod area;
mod bar;
mod bars;
mod column;
mod completion;
pub mod dot;
mod dot_upright;
mod line;
mod line_plan;
mod line_texts;
mod lying;
mod stack;
mod stacked_bar;
mod stacked_column;
mod standing;
mod upright;

use crate::locale::Lang;
use crate::model::plot::Mark;

use super::view::{Drawing, View};
use super::{panels, words};

/// The picture of a plot; none for marks that are no pictures.
#[must_use]
pub fn draw(view: View<'_>) -> Option<Drawing> {
    if !view.plot.panels.is_empty() && view.panel.is_none() && view.plot.mark.has_picture() {
        return Some(panels::draw(view));
    }
    match view.plot.mark {
        Mark::Area => Some(area::draw(view)),
        Mark::Bar => Some(bar::draw(view)),
        Mark::Dot => Some(dot::draw(view)),
        Mark::StackedBar => Some(stacked_bar::draw(view)),
        Mark::StackedColumn => Some(stacked_column::draw(view)),
        Mark::Column => Some(column::draw(view)),
        Mark::Completion => Some(completion::draw(view)),
        Mark::Line => Some(line::draw(view)),
        Mark::Stat | Mark::Table => None,
    }
}

/// What kind of picture a mark is, in words.
#[must_use]
pub fn kind(mark: Mark, lang: Lang) -> &'static str {
    match mark {
        Mark::Area => words::area_chart(lang),
        Mark::Bar => words::bar_chart(lang),
        Mark::Dot => words::dot_chart(lang),
        Mark::StackedBar => words::stacked_bar_chart(lang),
        Mark::StackedColumn => words::stacked_column_chart(lang),
        Mark::Column => words::column_chart(lang),
        Mark::Completion => words::completion_chart(lang),
        Mark::Line => words::line_chart(lang),
        Mark::Stat | Mark::Table => "",
    }
}
