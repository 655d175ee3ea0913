//! YAML, Markdown, CSV and raw HTML as trees and events with places.

pub mod csv;
pub mod csv_text;
pub mod html;
pub mod markdown;
mod plain_yaml;
pub mod reader;
pub mod written;
pub mod yaml;
