//! The theme `portal` inside the binary.
pub const NAME: &str = "portal";
pub const TEMPLATES: &[(&str, &str)] = &[];
pub const STATICS: &[(&str, &[u8])] = &[];
pub const WORDS: &[(&str, &str)] = &[];
