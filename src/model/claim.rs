//! A number stated in prose and tied to data: as written by the author, and as checked.

use serde::{Deserialize, Serialize};

use crate::source::{Span, Spanned};

use super::dataset::{Dataset, DatasetId};
use super::edit::Edit;
use super::number::Number;

/// A Markdown link to a dataset, as it stands in the page.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ClaimLink {
    /// The link's text without markup; empty where the data is to fill it in.
    pub text: String,
    /// The text between the brackets (or the whole link where it is empty).
    pub text_span: Span,
    /// The words just before the link, for "hơn", "gần".
    pub before: String,
    /// The words just behind it, for a unit.
    pub after: String,
    /// Path of the dataset with its query and fragment.
    pub dest: Spanned<String>,
    /// The whole link, `[` to `)`.
    pub span: Span,
}

/// A claim that was checked against the data.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Claim {
    /// Its anchor, unique on its page: `claim.viec-lam-theo.2023-collective.rate`. It names what is stated, so that it
    /// stays while the text around it changes.
    pub id: String,
    pub dataset: DatasetId,
    /// The rows asked for, dimension by dimension: `year=2023&level=collective`.
    pub query: String,
    /// Positions of the rows it selects.
    pub rows: Vec<usize>,
    pub kind: ClaimKind,
    /// The exact value: of the measure, the part of a pair, or the percent.
    pub value: Number,
    /// What readers see: the author's text, or the data's where that was empty.
    pub text: String,
    /// Of one that does not hold, and is put out because a site allows it: what it should say.
    pub expected: Option<String>,
    /// The whole link in the page.
    pub span: Span,
}

/// Any claim of a page, whether it holds or not: what reviewers see of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Judged {
    /// What the author wrote between the brackets, or what the data says where nothing stands there.
    pub text: String,
    /// Where that is written; the whole link where nothing stands between the brackets.
    pub span: Span,
    pub place: TextPlace,
    pub verdict: Verdict,
    /// The data behind it, as far as the link names it.
    pub basis: Option<Basis>,
    /// What would make a wrong one right.
    pub edits: Vec<Edit>,
}

/// How a claim's text compares with the data.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Verdict {
    Holds,
    /// The data says otherwise; what the text should be.
    Wrong {
        expected: String,
    },
    /// The data has no figure for it (yet).
    NoData,
    /// The link names no dataset, dimension, value or measure that is there.
    Unresolved,
    /// It depends on data that could not be read, which was reported there.
    Unreadable,
}

impl Verdict {
    /// The word for programs.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Holds => "holds",
            Self::Wrong { .. } => "wrong",
            Self::NoData => "no-data",
            Self::Unresolved => "unresolved",
            Self::Unreadable => "unreadable",
        }
    }
}

/// The data that a claim states.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Basis {
    pub dataset: DatasetId,
    /// The rows asked for, as in [`Claim::query`].
    pub query: String,
    /// Positions of the rows it selects.
    pub rows: Vec<usize>,
    pub kind: ClaimKind,
    /// The exact value, where there is one; of a pair its part.
    pub value: Option<Number>,
    /// The exact value in the page's language, up to five decimals: `98,25376%`, `133.350/135.720`; empty where there is none.
    pub exact: String,
}

/// In which of a page's texts a claim stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum TextPlace {
    Title,
    Summary,
    ImageAlt,
    ImageCaption,
    /// The text of a correction, by position.
    Correction(usize),
    Body,
    /// A text of the chart block that begins at this byte.
    Chart(u32, ChartText),
}

/// The texts of a chart block.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum ChartText {
    Title,
    Subtitle,
    Alt,
    Note,
    /// By position.
    Annotation(usize),
    /// By position.
    ReferenceLine(usize),
}

impl TextPlace {
    /// The word for programs: the key that holds the text, or `body`.
    #[must_use]
    pub fn word(self) -> String {
        let word = match self {
            Self::Title => "title",
            Self::Summary => "summary",
            Self::ImageAlt => "image.alt",
            Self::ImageCaption => "image.caption",
            Self::Correction(at) => return format!("corrections.{}", at + 1),
            Self::Body => "body",
            Self::Chart(_, ChartText::Title) => "chart.title",
            Self::Chart(_, ChartText::Subtitle) => "chart.subtitle",
            Self::Chart(_, ChartText::Alt) => "chart.alt",
            Self::Chart(_, ChartText::Note) => "chart.note",
            Self::Chart(_, ChartText::Annotation(at)) => return format!("chart.annotations.{}", at + 1),
            Self::Chart(_, ChartText::ReferenceLine(at)) => return format!("chart.reference_lines.{}", at + 1),
        };
        word.to_owned()
    }
}

/// What a claim's fragment asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ClaimKind {
    /// One measure's value, by position.
    Measure(usize),
    /// `part/whole` of a ratio measure.
    Pair { ratio: usize, whole: Number },
    /// Change of a measure against the year before; points where it is a ratio.
    Change(usize),
    /// Change of a counted measure in percent of the year before.
    RelativeChange(usize),
    /// Percent of a measure in its total over the whole year.
    Share(usize),
}

impl ClaimKind {
    /// The position of the measure that the fragment names; of a pair the ratio's.
    #[must_use]
    pub fn measure(self) -> usize {
        match self {
            Self::Measure(at) | Self::Change(at) | Self::RelativeChange(at) | Self::Share(at) => at,
            Self::Pair { ratio, .. } => ratio,
        }
    }

    /// What of the measure is stated, in a word for programs.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Measure(_) => "value",
            Self::Pair { .. } => "pair",
            Self::Change(_) => "change",
            Self::RelativeChange(_) => "relative-change",
            Self::Share(_) => "share",
        }
    }

    /// The measures whose cells stand behind it: of a ratio its part and its whole.
    #[must_use]
    pub fn measures(self, dataset: &Dataset) -> Vec<usize> {
        dataset.measures[self.measure()].summed(self.measure())
    }
}
