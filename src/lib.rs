//! `baocao` turns YAML datasets and Markdown articles into a static report site whose figures are checked.
//!
//! The stages, in order: [`source`] reads the disk, [`load`] makes a site of it, [`check`] holds it against itself,
//! [`render`] (with [`chart`]) writes pages, [`emit`] puts them into place. [`pipeline`] runs them;
//! [`serve`] shows the site while it is written.

pub mod chart;
pub mod check;
pub mod cli;
pub mod config;
pub mod diag;
pub mod emit;
pub mod images;
pub mod load;
pub mod locale;
pub mod model;
pub mod pipeline;
pub mod progress;
pub mod render;
pub mod schema;
pub mod serve;
pub mod source;
pub mod syntax;
