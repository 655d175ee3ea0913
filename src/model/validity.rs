//! From when to when something exists: a level, a unit, a district.

use serde::{Deserialize, Serialize};

use crate::locale::{Date, Lang};
use crate::source::Span;

/// The time in which a value of a dimension exists; an end that is left out is open.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Validity {
    pub from: Option<Edge>,
    pub to: Option<Edge>,
}

/// The first or last day; a year stands for its first day in `from`, for its last in `to`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edge {
    pub date: Date,
    /// True where the file gives a year: readers see that.
    pub is_year: bool,
    pub span: Span,
}

impl Validity {
    /// True where nothing is said.
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.from.is_none() && self.to.is_none()
    }

    /// The edge that `year` lies wholly beyond.
    #[must_use]
    pub fn beyond_year(&self, year: i32) -> Option<&Edge> {
        let early = self.from.as_ref().filter(|edge| year < i32::from(edge.date.year()));
        early.or_else(|| self.to.as_ref().filter(|edge| year > i32::from(edge.date.year())))
    }

    /// The edge that `date` lies beyond.
    #[must_use]
    pub fn beyond_date(&self, date: Date) -> Option<&Edge> {
        let early = self.from.as_ref().filter(|edge| date < edge.date);
        early.or_else(|| self.to.as_ref().filter(|edge| date > edge.date))
    }

    /// The first and the last year or day, as readers see them.
    #[must_use]
    pub fn shown(&self, lang: Lang) -> (Option<String>, Option<String>) {
        let shown = |edge: &Option<Edge>| edge.as_ref().map(|edge| edge.shown(lang));
        (shown(&self.from), shown(&self.to))
    }
}

impl Edge {
    /// `2024`, or `30/06/2025`.
    #[must_use]
    pub fn shown(&self, lang: Lang) -> String {
        if self.is_year { self.date.year().to_string() } else { self.date.show(lang) }
    }
}
