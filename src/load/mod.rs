//! Text to model, spans kept.

pub mod embedded;
