//! Tables made by people name columns and values by their labels as well as by their keys.

use crate::locale::nfc;
use crate::model::dataset::{Dataset, Dimension};

use super::rows::{Column, column};

/// The column headed by the label of a dimension or a measure, also with its unit in brackets, as our own workbooks have.
#[must_use]
pub fn by_label(dataset: &Dataset, head: &str) -> Option<Column> {
    let is = |label: &str, unit: Option<&String>| {
        is_same(label, head) || unit.is_some_and(|unit| is_same(&format!("{label} ({unit})"), head))
    };
    let dimension = dataset.dimensions.iter().position(|dimension| is(&dimension.label, None));
    let measure = || dataset.measures.iter().position(|measure| is(&measure.label, measure.unit.as_ref()));
    match dimension {
        Some(at) => Some(Column::Dimension(at)),
        None => measure().and_then(|at| column(dataset, &dataset.measures[at].key)),
    }
}

/// The key of the value that the cell names by key or by label.
#[must_use]
pub fn key_of(dimension: &Dimension, text: &str) -> String {
    // Values that no file declares have no labels of their own.
    let is_key = !dimension.declared || dimension.index.contains_key(text);
    let labelled = dimension.values.iter().find(|value| !is_key && is_same(&value.label, text));
    labelled.map_or_else(|| text.to_owned(), |value| value.key.clone())
}

/// True for the same letters, large or small; tones tell words apart.
fn is_same(a: &str, b: &str) -> bool {
    nfc(a.trim()).to_lowercase() == nfc(b.trim()).to_lowercase()
}
