//! Text to model, spans kept.
