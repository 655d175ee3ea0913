//! SVG files: their size, and the file without scripts, handlers and addresses elsewhere. The only home of `svg-hush`.

use svg_hush::{Filter, data_url_filter};

use super::Seen;

/// Reads the root element of what is left of the file; none where it is no SVG.
pub fn look(bytes: &[u8]) -> Option<Seen> {
    let cleaned = String::from_utf8(cleaned(bytes)?).ok()?;
    let document = roxmltree::Document::parse(&cleaned).ok()?;
    let root = document.root_element();
    if root.tag_name().name() != "svg" {
        return None;
    }
    let length = |name| root.attribute(name).and_then(points);
    let view: Vec<f64> = root
        .attribute("viewBox")
        .map(|view| view.split([' ', ',']).filter_map(|part| part.parse().ok()).collect())
        .unwrap_or_default();
    let view = (view.len() == 4 && view[2] > 0.0 && view[3] > 0.0).then(|| (view[2], view[3]));
    // As browsers do: one side and the shape give the other; 300 by 150 where nothing is said.
    let (width, height) = match (length("width"), length("height"), view) {
        (Some(width), Some(height), _) => (width, height),
        (Some(width), None, Some((across, down))) => (width, width * down / across),
        (None, Some(height), Some((across, down))) => (height * across / down, height),
        (None, None, Some(size)) => size,
        (width, height, None) => (width.unwrap_or(300.0), height.unwrap_or(150.0)),
    };
    let (width, height) = (whole(width), whole(height));
    Some(Seen { width, height, orientation: 1, is_animated: false, is_clean: false })
}

/// The file with only what draws; pictures within it stay where they are part of the file.
pub fn cleaned(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut filter = Filter::new();
    filter.set_data_url_filter(data_url_filter::allow_standard_images);
    let mut out = Vec::with_capacity(bytes.len());
    filter.filter(bytes, &mut out).ok()?;
    Some(out)
}

/// A length in CSS pixels; none of percents and of units that depend on type.
fn points(length: &str) -> Option<f64> {
    const UNITS: [(&str, f64); 7] = [
        ("px", 1.0),
        ("pt", 96.0 / 72.0),
        ("pc", 16.0),
        ("mm", 96.0 / 25.4),
        ("cm", 96.0 / 2.54),
        ("in", 96.0),
        ("", 1.0),
    ];
    let length = length.trim();
    let (number, factor) = UNITS.iter().find_map(|(unit, factor)| Some((length.strip_suffix(unit)?, factor)))?;
    number.trim().parse::<f64>().ok().map(|number| number * factor).filter(|points| *points > 0.0)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to what fits")]
fn whole(points: f64) -> u32 {
    points.round().clamp(1.0, 65_535.0) as u32
}
