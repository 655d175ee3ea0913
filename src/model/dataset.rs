//! A dataset: dimensions, measures and observations, with the place of every cell.

use std::collections::HashMap;

use crate::locale::Date;
use crate::source::{SourceId, Span, Spanned};

use super::allowance::Allowance;
use super::number::Number;
use super::route::Route;
use super::rows::Rows;

/// A dataset's number within one site, in the order of paths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DatasetId(pub u32);

/// What is known of a figure beside its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Status {
    #[default]
    Final,
    Provisional,
    Revised,
    Estimated,
    Break,
    NotAvailable,
    NotApplicable,
}

impl Status {
    /// Every status, with its word in the files.
    pub const ALL: [(&'static str, Self); 7] = [
        ("final", Self::Final),
        ("provisional", Self::Provisional),
        ("revised", Self::Revised),
        ("estimated", Self::Estimated),
        ("break", Self::Break),
        ("not_available", Self::NotAvailable),
        ("not_applicable", Self::NotApplicable),
    ];

    /// The word that files use.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::ALL.iter().find(|(_, status)| *status == self).map_or("final", |(word, _)| word)
    }
}

/// One YAML file of figures.
#[derive(Clone, Debug)]
pub struct Dataset {
    pub id: DatasetId,
    /// The YAML file.
    pub source: SourceId,
    /// The CSV file that holds the rows, where they are not inline.
    pub rows_source: Option<SourceId>,
    /// Path below content/ without extension: `data/viec-lam-theo`.
    pub path: String,
    /// Its page's place; the files beside it are named by `stem`.
    pub route: Route,
    /// False for `page: false`.
    pub has_page: bool,
    pub title: Spanned<String>,
    pub description: Option<String>,
    pub unit: Option<String>,
    pub credits: Vec<Credit>,
    pub license: Option<Credit>,
    pub updated: Option<Date>,
    /// `provisional` where the whole dataset is.
    pub status: Status,
    pub notes: Vec<String>,
    pub revisions: Vec<Revision>,
    pub dimensions: Vec<Dimension>,
    pub measures: Vec<Measure>,
    pub rows: Rows,
    /// Findings that the file allows.
    pub allow: Vec<Allowance>,
}

impl Dataset {
    /// What follows the stem in the name of the CSV's description, where "Metadata Vocabulary for Tabular Data" has it.
    pub const CSVW_ENDING: &str = ".csv-metadata.json";

    /// The file's name without folder and extension, `viec-lam-theo`.
    #[must_use]
    pub fn stem(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    /// The names of the files beside its page: CSV, XLSX and JSON of its rows, and what describes them.
    #[must_use]
    pub fn file_names(&self) -> [String; 5] {
        let stem = self.stem();
        let metadata = format!("{stem}{}", Self::CSVW_ENDING);
        [format!("{stem}.csv"), format!("{stem}.xlsx"), format!("{stem}.json"), "datapackage.json".to_owned(), metadata]
    }

    /// The position of the dimension named `key`.
    #[must_use]
    pub fn dimension(&self, key: &str) -> Option<usize> {
        self.dimensions.iter().position(|dimension| dimension.key == key)
    }

    /// The position of the measure named `key`.
    #[must_use]
    pub fn measure(&self, key: &str) -> Option<usize> {
        self.measures.iter().position(|measure| measure.key == key)
    }

    /// The first measure that is a ratio.
    #[must_use]
    pub fn first_ratio(&self) -> Option<usize> {
        self.measures.iter().position(|measure| matches!(measure.kind, MeasureKind::Ratio { .. }))
    }

    /// The dimension whose type is year.
    #[must_use]
    pub fn year_dimension(&self) -> Option<usize> {
        self.dimensions.iter().position(|dimension| dimension.kind == DimensionKind::Year)
    }
}

/// Who stands behind data, or under which terms it may be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Credit {
    pub title: String,
    pub url: Option<String>,
}

/// An announced change of a dataset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Revision {
    pub date: Date,
    pub text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DimensionKind {
    Category,
    Year,
    Date,
}

/// What observations are told apart by.
#[derive(Clone, Debug)]
pub struct Dimension {
    pub key: String,
    pub label: String,
    pub kind: DimensionKind,
    pub span: Span,
    /// True where the file lists `values`: others are then unknown.
    pub declared: bool,
    /// Key and label in display order: as declared, else years ascending, else in order of appearance.
    pub values: Vec<DimensionValue>,
    /// Position of each key in `values`.
    pub index: HashMap<String, u32>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DimensionValue {
    pub key: String,
    pub label: String,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MeasureKind {
    Integer,
    Number,
    /// Percent of one measure in another, by position: `100 × sum(part) / sum(whole)`.
    Ratio {
        part: usize,
        whole: usize,
    },
}

/// What observations count or weigh.
#[derive(Clone, Debug)]
pub struct Measure {
    pub key: String,
    pub label: String,
    pub kind: MeasureKind,
    /// Its own unit or the dataset's; `%` for a ratio.
    pub unit: Option<String>,
    /// Decimals that readers see; for a number without `decimals`, as many as its data has.
    pub decimals: u8,
    pub span: Span,
    pub constraints: Constraints,
    /// True where its ratio could not be read, which was reported: what depends on it stays silent.
    pub broken: bool,
}

/// Bounds of a measure's cells, after Frictionless Table Schema.
#[derive(Clone, Debug, Default)]
pub struct Constraints {
    pub required: bool,
    pub unique: bool,
    pub minimum: Option<Spanned<Bound>>,
    pub maximum: Option<Spanned<Bound>>,
    pub allowed: Option<Spanned<Vec<Number>>>,
}

/// A number, or another measure of the same row, by position.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    Number(Number),
    Measure(usize),
}
