//! One file a mark; a new one adds its file and its line here.

mod bars;
mod column;
mod completion;
mod line;
mod line_texts;
mod upright;

use crate::locale::Lang;
use crate::model::plot::Mark;

use super::view::{Drawing, View};
use super::words;

/// The picture of a plot; none for marks that are no pictures.
#[must_use]
pub fn draw(view: View<'_>) -> Option<Drawing> {
    match view.plot.mark {
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
        Mark::Column => words::column_chart(lang),
        Mark::Completion => words::completion_chart(lang),
        Mark::Line => words::line_chart(lang),
        Mark::Stat | Mark::Table => "",
    }
}
