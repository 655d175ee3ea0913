//! A dataset's rows, column by column: a million of them take some tens of megabytes.
//!
//! What few rows say (a status, a note, what a cell was before) costs nothing where no row says it.

use serde::{Deserialize, Serialize};

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::locale::Date;
use crate::source::{SourceId, Span};

use super::column::{Column, Slot};
use super::dataset::Status;
use super::number::Number;
use super::postings::Postings;

/// The rows of one dataset; rows and dimensions and measures are named by their positions.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Rows {
    length: usize,
    /// True where rows could not be read, or have a key that could not, which was reported.
    incomplete: bool,
    /// By dimension; [`UNREAD`] where the key could not be read.
    keys: Vec<Vec<u32>>,
    /// By measure; ratios have no cells of their own and stand as empty ones.
    columns: Vec<Column>,
    /// By measure, where each cell stands: bytes of the rows' file, empty for a column that the row leaves out.
    places: Vec<Vec<(u32, u32)>>,
    source: Option<SourceId>,
    spans: Vec<(u32, u32)>,
    statuses: Lazy<Status>,
    as_of: Lazy<Option<Date>>,
    notes: BTreeMap<usize, String>,
    /// By measure: the cells' own statuses.
    cell_statuses: Vec<Lazy<Option<Status>>>,
    stories: BTreeMap<(usize, usize), Story>,
    /// By dimension, once they are asked for.
    #[serde(with = "not_asked_for")]
    postings: Vec<OnceLock<Postings>>,
}

const UNREAD: u32 = u32::MAX;
const NOWHERE: (u32, u32) = (u32::MAX, u32::MAX);

/// What is told of a cell beside its value.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Story {
    pub note: Option<String>,
    pub was: Option<Number>,
    pub on: Option<Date>,
    pub why: Option<String>,
}

/// A row to be added.
#[derive(Clone, Debug)]
pub struct Observation {
    /// For each dimension the position in its `values`; none where the key could not be read.
    pub keys: Vec<Option<u32>>,
    /// For each measure its cell.
    pub cells: Vec<Cell>,
    pub status: Status,
    pub as_of: Option<Date>,
    pub note: Option<String>,
    /// The whole row in its file.
    pub span: Span,
}

/// One figure of a row to be added.
#[derive(Clone, Debug, Default)]
pub struct Cell {
    /// None where the file says null, or where the cell could not be read (`broken`).
    pub value: Option<Number>,
    /// True where a finding was reported for this cell: what depends on it stays silent.
    pub broken: bool,
    /// Its own status, where it differs from the row's.
    pub status: Option<Status>,
    pub story: Story,
    /// Where it stands; none for a column the row leaves out.
    pub span: Option<Span>,
}

impl Rows {
    /// No rows yet, of so many dimensions and measures.
    #[must_use]
    pub fn new(dimensions: usize, measures: usize) -> Self {
        Self {
            keys: vec![Vec::new(); dimensions],
            columns: vec![Column::default(); measures],
            places: vec![Vec::new(); measures],
            cell_statuses: vec![Lazy::default(); measures],
            postings: vec![OnceLock::new(); dimensions],
            ..Self::default()
        }
    }

    /// Adds a row.
    pub fn push(&mut self, row: Observation) {
        self.incomplete |= row.keys.iter().any(Option::is_none);
        for (column, key) in self.keys.iter_mut().zip(row.keys) {
            column.push(key.unwrap_or(UNREAD));
        }
        for (measure, cell) in row.cells.into_iter().enumerate() {
            self.columns[measure].push(match cell.value {
                _ if cell.broken => Slot::Broken,
                Some(number) => Slot::Number(number),
                None => Slot::Empty,
            });
            self.places[measure].push(cell.span.map_or(NOWHERE, |span| (span.start, span.end)));
            self.cell_statuses[measure].push(cell.status);
            if cell.story != Story::default() {
                self.stories.insert((self.length, measure), cell.story);
            }
        }
        if let Some(note) = row.note {
            self.notes.insert(self.length, note);
        }
        self.finish_row(row.status, row.as_of, row.span);
    }

    /// Adds a row that says nothing but its keys and whole numbers, by measure with their places; a number that is none
    /// is an empty cell.
    pub fn push_plain(&mut self, keys: &[u32], cells: &[(Option<i64>, (u32, u32))], status: Status, span: Span) {
        for (column, key) in self.keys.iter_mut().zip(keys) {
            column.push(*key);
        }
        for (measure, (value, place)) in cells.iter().enumerate() {
            match value {
                Some(whole) => self.columns[measure].push_whole(*whole),
                None => self.columns[measure].push(Slot::Empty),
            }
            self.places[measure].push(*place);
            self.cell_statuses[measure].push(None);
        }
        self.finish_row(status, None, span);
    }

    fn finish_row(&mut self, status: Status, as_of: Option<Date>, span: Span) {
        self.statuses.push(status);
        self.as_of.push(as_of);
        self.source.get_or_insert(span.source);
        self.spans.push((span.start, span.end));
        self.length += 1;
    }

    #[must_use]
    pub fn len(&self) -> usize {
        self.length
    }

    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.length == 0
    }

    /// The position of a row's key in the dimension's values; none where it could not be read.
    #[must_use]
    pub fn key(&self, row: usize, dimension: usize) -> Option<u32> {
        Some(self.keys[dimension][row]).filter(|key| *key != UNREAD)
    }

    /// The keys of a row, dimension by dimension.
    pub fn keys(&self, row: usize) -> impl Iterator<Item = Option<u32>> + '_ {
        (0..self.keys.len()).map(move |dimension| self.key(row, dimension))
    }

    /// True where every key of the row could be read.
    #[must_use]
    pub fn is_placed(&self, row: usize) -> bool {
        self.keys.iter().all(|column| column[row] != UNREAD)
    }

    /// Tells that there are rows which could not be read, which was reported: a row that is missing is then no finding.
    pub fn lose_some(&mut self) {
        self.incomplete = true;
    }

    /// True where rows could not be read, or have a key that could not.
    #[must_use]
    pub fn are_incomplete(&self) -> bool {
        self.incomplete
    }

    /// The rows whose key in `dimension` stands at `position` of its values, ascending.
    #[must_use]
    pub fn with_key(&self, dimension: usize, position: u32) -> &[u32] {
        let keys = &self.keys[dimension];
        let values = || keys.iter().filter(|key| **key != UNREAD).max().map_or(0, |most| *most as usize + 1);
        self.postings[dimension].get_or_init(|| Postings::of(keys, values())).rows(position)
    }

    /// The first row with just these keys.
    #[must_use]
    pub fn find(&self, keys: &[u32]) -> Option<usize> {
        let candidates = keys.iter().enumerate().map(|(dimension, key)| self.with_key(dimension, *key));
        let fewest = candidates.min_by_key(|rows| rows.len())?;
        let is_it = |row: &usize| self.keys.iter().zip(keys).all(|(column, key)| column[*row] == *key);
        fewest.iter().map(|row| *row as usize).find(is_it)
    }

    #[must_use]
    pub fn measures(&self) -> usize {
        self.columns.len()
    }

    /// The rows that say something else than the same rows of `other`, wherever they stand; none where there are more or less
    /// of them, or others.
    #[must_use]
    pub fn differing(&self, other: &Self) -> Option<Vec<usize>> {
        let frame = |rows: &Self| (rows.length, rows.incomplete, rows.columns.len());
        if frame(self) != frame(other) || self.keys != other.keys {
            return None;
        }
        let cell = |rows: &Self, row: usize, measure: usize| {
            (rows.columns[measure].get(row), rows.cell_status(row, measure), rows.story(row, measure).cloned())
        };
        let told = |rows: &Self, row: usize| (rows.status(row), rows.as_of(row), rows.note(row).map(str::to_owned));
        let differs = |row: &usize| {
            told(self, *row) != told(other, *row)
                || (0..self.columns.len()).any(|measure| cell(self, *row, measure) != cell(other, *row, measure))
        };
        Some((0..self.length).filter(differs).collect())
    }

    /// The cells of a measure.
    #[must_use]
    pub fn column(&self, measure: usize) -> &Column {
        &self.columns[measure]
    }

    /// The number in a cell; none where it is empty or could not be read.
    #[must_use]
    pub fn value(&self, row: usize, measure: usize) -> Option<Number> {
        match self.columns[measure].get(row) {
            Slot::Number(number) => Some(number),
            Slot::Empty | Slot::Broken => None,
        }
    }

    /// True where a finding was reported for the cell.
    #[must_use]
    pub fn is_broken(&self, row: usize, measure: usize) -> bool {
        self.columns[measure].get(row) == Slot::Broken
    }

    /// The row's own status.
    #[must_use]
    pub fn status(&self, row: usize) -> Status {
        self.statuses.get(row)
    }

    /// The status that a cell has of its own.
    #[must_use]
    pub fn cell_status(&self, row: usize, measure: usize) -> Option<Status> {
        self.cell_statuses[measure].get(row)
    }

    /// True where some row has this status.
    #[must_use]
    pub fn has_status(&self, status: Status) -> bool {
        self.statuses.0.contains(&status) || (status == Status::default() && self.statuses.0.len() < self.length)
    }

    /// True where some cell of the measure has this status of its own.
    #[must_use]
    pub fn has_status_in(&self, measure: usize, status: Status) -> bool {
        self.cell_statuses[measure].0.contains(&Some(status))
    }

    /// True where some cell of the measure has a status of its own.
    #[must_use]
    pub fn has_cell_status(&self, measure: usize) -> bool {
        !self.cell_statuses[measure].0.is_empty()
    }

    /// The status of a cell: its own, else the row's.
    #[must_use]
    pub fn status_of(&self, row: usize, measure: usize) -> Status {
        self.cell_status(row, measure).unwrap_or(self.status(row))
    }

    /// The end of the part-year that the row covers.
    #[must_use]
    pub fn as_of(&self, row: usize) -> Option<Date> {
        self.as_of.get(row)
    }

    /// True where some row covers a part-year.
    #[must_use]
    pub fn has_as_of(&self) -> bool {
        !self.as_of.0.is_empty()
    }

    #[must_use]
    pub fn note(&self, row: usize) -> Option<&str> {
        self.notes.get(&row).map(String::as_str)
    }

    /// The rows that have a note.
    #[must_use]
    pub fn notes(&self) -> &BTreeMap<usize, String> {
        &self.notes
    }

    /// What is told of a cell.
    #[must_use]
    pub fn story(&self, row: usize, measure: usize) -> Option<&Story> {
        self.stories.get(&(row, measure))
    }

    /// What is told of cells, by row and measure.
    #[must_use]
    pub fn stories(&self) -> &BTreeMap<(usize, usize), Story> {
        &self.stories
    }

    /// The row in its file.
    #[must_use]
    pub fn span(&self, row: usize) -> Span {
        self.placed(self.spans[row])
    }

    /// A cell in its file; none for a column that the row leaves out.
    #[must_use]
    pub fn cell_span(&self, row: usize, measure: usize) -> Option<Span> {
        Some(self.places[measure][row]).filter(|place| *place != NOWHERE).map(|place| self.placed(place))
    }

    /// Where a figure stands: its cell, or the row that leaves it out.
    #[must_use]
    pub fn place(&self, row: usize, measure: usize) -> Span {
        self.cell_span(row, measure).unwrap_or_else(|| self.span(row))
    }

    fn placed(&self, (start, end): (u32, u32)) -> Span {
        Span { source: self.source.expect("a row has been added"), start, end }
    }

    /// Positions in display order: by their keys, dimension by dimension; rows of one key in the order of the file.
    #[must_use]
    pub fn in_order(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.length).collect();
        if !order.is_sorted_by(|a, b| self.compare(*a, *b).is_le()) {
            order.sort_by(|a, b| self.compare(*a, *b));
        }
        order
    }

    /// The order of two rows by their keys; unread keys stand first.
    #[must_use]
    pub fn compare(&self, a: usize, b: usize) -> Ordering {
        let each = |column: &Vec<u32>| column[a].wrapping_add(1).cmp(&column[b].wrapping_add(1));
        self.keys.iter().map(each).find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
    }

    /// Gives the values of `dimension` new positions: `to[old]` is the new one.
    pub fn renumber(&mut self, dimension: usize, to: &[u32]) {
        self.postings[dimension] = OnceLock::new();
        for key in self.keys[dimension].iter_mut().filter(|key| **key != UNREAD) {
            *key = to[*key as usize];
        }
    }
}

/// A value for each row, most of which have the default: nothing is kept as long as all have.
#[derive(Clone, Debug, Serialize, Deserialize)]
struct Lazy<T>(Vec<T>, usize);

impl<T> Default for Lazy<T> {
    fn default() -> Self {
        Self(Vec::new(), 0)
    }
}

impl<T: Copy + Default + PartialEq> Lazy<T> {
    fn push(&mut self, value: T) {
        if value != T::default() {
            self.0.resize(self.1, T::default());
            self.0.push(value);
        }
        self.1 += 1;
    }

    fn get(&self, row: usize) -> T {
        self.0.get(row).copied().unwrap_or_default()
    }
}

/// Of postings only their count is kept: they are made again when they are asked for.
mod not_asked_for {
    use std::sync::OnceLock;

    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::Postings;

    pub fn serialize<S: Serializer>(postings: &[OnceLock<Postings>], serializer: S) -> Result<S::Ok, S::Error> {
        postings.len().serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<OnceLock<Postings>>, D::Error> {
        Ok(vec![OnceLock::new(); usize::deserialize(deserializer)?])
    }
}
