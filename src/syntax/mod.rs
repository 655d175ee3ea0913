//! YAML and Markdown as trees and events with places.

pub mod markdown;
pub mod reader;
pub mod yaml;
