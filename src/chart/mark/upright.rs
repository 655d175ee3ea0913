//! x
use crate::chart::view::{Drawing, View};
pub fn draw(_view: View<'_>) -> Option<Drawing> {
    None
}
