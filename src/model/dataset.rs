//! A dataset: dimensions, measures and observations, with the place of every cell.

use serde::{Deserialize, Serialize};

use std::collections::HashMap;

use crate::locale::Date;
use crate::source::{SourceId, Span, Spanned};

use super::allowance::Allowance;
use super::checks::Checks;
use super::number::Number;
use super::route::Route;
use super::rows::Rows;
use super::validity::Validity;

pub use crate::config::Credit;

/// A dataset's number within one site, in the order of paths.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct DatasetId(pub u32);

/// What is known of a figure beside its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
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
#[derive(Clone, Debug, Serialize, Deserialize)]
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
    /// Its own sources, else the site's.
    pub credits: Vec<Credit>,
    /// Its own terms, else the site's.
    pub license: Option<Credit>,
    pub updated: Option<Date>,
    /// `provisional` where the whole dataset is.
    pub status: Status,
    pub notes: Vec<String>,
    pub revisions: Vec<Revision>,
    pub dimensions: Vec<Dimension>,
    pub measures: Vec<Measure>,
    pub rows: Rows,
    /// What it asks of its rows.
    pub checks: Checks,
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

    /// The files that it is read from.
    pub fn sources(&self) -> impl Iterator<Item = SourceId> + use<> {
        [self.source].into_iter().chain(self.rows_source)
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

    /// Who stands behind a measure: its own sources, else the dataset's.
    #[must_use]
    pub fn credits_of(&self, measure: usize) -> &[Credit] {
        let own = &self.measures[measure].credits;
        if own.is_empty() { &self.credits } else { own }
    }

    /// The names of those who stand behind `measures`, each once.
    #[must_use]
    pub fn sources_of(&self, measures: &[usize]) -> Vec<&str> {
        let mut titles: Vec<&str> = Vec::new();
        for credit in measures.iter().flat_map(|measure| self.credits_of(*measure)) {
            if !titles.contains(&credit.title.as_str()) {
                titles.push(&credit.title);
            }
        }
        titles
    }

    /// What the figure of `measure` in `row` counts: the measure's own unit, else that of the row's keys, else the dataset's.
    #[must_use]
    pub fn unit_of(&self, row: usize, measure: usize) -> Option<&str> {
        let measure = &self.measures[measure];
        let of_row = || {
            let mut keys = self.dimensions.iter().zip(self.rows.keys(row));
            keys.find_map(|(dimension, key)| dimension.unit_of(key?))
        };
        let own = if measure.has_own_unit { None } else { of_row() };
        own.or(measure.unit.as_deref())
    }

    /// What the figures of `measure` in all of `rows` count; none where they count different things.
    #[must_use]
    pub fn unit_among(&self, mut rows: impl Iterator<Item = usize>, measure: usize) -> Option<&str> {
        let of_measure = self.measures[measure].unit.as_deref();
        if self.measures[measure].has_own_unit || !self.dimensions.iter().any(Dimension::has_units) {
            return of_measure;
        }
        let Some(first) = rows.next() else { return of_measure };
        let unit = self.unit_of(first, measure);
        if rows.all(|row| self.unit_of(row, measure) == unit) { unit } else { None }
    }

    /// What all figures of `measure` count.
    #[must_use]
    pub fn unit_of_all(&self, measure: usize) -> Option<&str> {
        self.unit_among(0..self.rows.len(), measure)
    }

    /// The dimension whose type is year.
    #[must_use]
    pub fn year_dimension(&self) -> Option<usize> {
        self.dimensions.iter().position(|dimension| dimension.kind == DimensionKind::Year)
    }
}

/// An announced change of a dataset.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Revision {
    pub date: Date,
    pub text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum DimensionKind {
    Category,
    Year,
    Date,
}

/// What observations are told apart by.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "each says another thing of the values, and is asked for by itself")]
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
    /// True where some value is the total of others.
    pub is_hierarchical: bool,
    /// True where some value says what its figures count.
    pub values_have_units: bool,
    /// True where its values are units themselves, as those of a dimension `unit` in a dataset that has no unit of its own.
    pub names_units: bool,
}

impl Dimension {
    /// The dimension whose values are units themselves, where the dataset has none.
    pub const UNIT: &str = "unit";

    /// True where its values say what figures count.
    #[must_use]
    pub fn has_units(&self) -> bool {
        self.names_units || self.values_have_units
    }

    /// What the figures of the value at `position` count, where it says so.
    #[must_use]
    pub fn unit_of(&self, position: u32) -> Option<&str> {
        let value = &self.values[position as usize];
        if self.names_units { Some(&value.label) } else { value.unit.as_deref() }
    }

    /// The totals that the value at `position` is a part of: its parent, the parent's parent and so on.
    pub fn ancestors(&self, position: u32) -> impl Iterator<Item = u32> + '_ {
        std::iter::successors(self.parent(position), |above| self.parent(*above))
    }

    /// The total that the value at `position` is a direct part of.
    #[must_use]
    pub fn parent(&self, position: u32) -> Option<u32> {
        self.values[position as usize].parent
    }

    /// The direct parts of each value, by position.
    #[must_use]
    pub fn parts(&self) -> Vec<Vec<u32>> {
        let mut parts = vec![Vec::new(); self.values.len()];
        for (value, at) in self.values.iter().zip(0..) {
            if let Some(parent) = value.parent {
                parts[parent as usize].push(at);
            }
        }
        parts
    }
}

/// One value of a dimension.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DimensionValue {
    pub key: String,
    pub label: String,
    /// Where it is declared; none for a value that only rows name.
    pub span: Option<Span>,
    /// What its figures count, where that differs from other values.
    pub unit: Option<String>,
    pub validity: Validity,
    /// The total that it is a part of, by position. Never a circle.
    pub parent: Option<u32>,
}

impl DimensionValue {
    /// A value of which nothing but its key is known.
    #[must_use]
    pub fn named(key: String) -> Self {
        Self { label: key.clone(), key, span: None, unit: None, validity: Validity::default(), parent: None }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Measure {
    pub key: String,
    pub label: String,
    pub kind: MeasureKind,
    /// Its own unit or the dataset's; `%` for a ratio.
    pub unit: Option<String>,
    /// True where no value of a dimension changes the unit.
    pub has_own_unit: bool,
    /// Decimals that readers see; for a number without `decimals`, as many as its data has.
    pub decimals: u8,
    pub span: Span,
    pub constraints: Constraints,
    /// Whether more of it is better, where the file says so.
    pub direction: Option<Direction>,
    /// False for what must not be added up: an average, a percent, a rank.
    pub adds_up: bool,
    /// The pair that a percent column is computed from elsewhere, part and whole: `percent_of: completed / registered`.
    pub percent_of: Option<(usize, usize)>,
    /// Its own sources; the dataset's where it has none.
    pub credits: Vec<Credit>,
    pub license: Option<Credit>,
    pub note: Option<String>,
    /// True where its ratio could not be read, which was reported: what depends on it stays silent.
    pub broken: bool,
}

impl Measure {
    /// The measures whose cells are added up for this one, which stands at `position`: of a ratio its part and its whole.
    #[must_use]
    pub fn summed(&self, position: usize) -> Vec<usize> {
        match self.kind {
            MeasureKind::Ratio { part, whole } => vec![part, whole],
            MeasureKind::Integer | MeasureKind::Number => vec![position],
        }
    }
}

/// Which way a measure gets better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Direction {
    More,
    Less,
}

impl Direction {
    /// The word that files use.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::More => "more",
            Self::Less => "less",
        }
    }
}

/// Bounds of a measure's cells, after Frictionless Table Schema.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Constraints {
    pub required: bool,
    pub unique: bool,
    pub minimum: Option<Spanned<Bound>>,
    pub maximum: Option<Spanned<Bound>>,
    pub allowed: Option<Spanned<Vec<Number>>>,
}

/// A number, or another measure of the same row, by position.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Bound {
    Number(Number),
    Measure(usize),
}
