//! x
use crate::chart::view::{Drawing, View};
pub fn draw(view: View<'_>) -> Drawing {
    super::column::draw(view)
}
