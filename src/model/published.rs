//! What a site has stated: every number with its exact value, page by page, as `figures.json` beside the page
//! "Số liệu và nguồn" holds it. A later build is held against it.

use serde::{Deserialize, Serialize};

use crate::locale::Lang;

use super::claim::{Claim, ClaimKind, TextPlace};
use super::dataset::Dataset;
use super::number::Number;
use super::page::Correction;
use super::route::Route;
use super::site::Site;

/// The file's name beside the page.
pub const FILE: &str = "figures.json";

/// Everything a site states, its pages in the order of their routes.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures {
    pub pages: Vec<PageFigures>,
}

/// What one page states.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PageFigures {
    /// The page's place: `tin-tuc/thiet-thuc`, empty for the home page.
    pub route: String,
    pub title: String,
    /// The day it came out.
    pub date: Option<String>,
    pub corrections: Vec<Recorded>,
    pub claims: Vec<Stated>,
    /// Figures in its prose that no claim covers.
    pub unclaimed: Vec<Loose>,
    pub charts: Vec<Drawn>,
}

/// A figure that no claim covers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Loose {
    pub text: String,
    /// `recomputed` from the pair before it, `mismatch` with it, or `unbound`.
    pub verdict: String,
}

/// A correction.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Recorded {
    pub date: String,
    pub text: String,
}

impl Recorded {
    /// The correction as it is recorded.
    #[must_use]
    pub fn of(correction: &Correction) -> Self {
        Self { date: correction.date.date().iso(), text: correction.text.value.clone() }
    }
}

/// A number that a page states.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Stated {
    /// Its anchor on the page; none where it stands in a title, a summary or a picture's text.
    pub id: Option<String>,
    /// In which of the page's texts: `body`, `title`, `chart.note` …
    pub place: String,
    /// As readers see it.
    pub text: String,
    /// The exact value; with nine decimals where it has more. Of a pair the part.
    pub value: Option<String>,
    /// Of a pair the whole.
    pub whole: Option<String>,
    /// The dataset's path below content/.
    pub dataset: Option<String>,
    pub query: Option<String>,
    pub measure: Option<String>,
    /// `value`, `pair`, `change`, `relative-change` or `share`.
    pub kind: Option<String>,
    /// `holds`, or what is wrong.
    pub verdict: String,
}

/// A chart that a page shows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Drawn {
    pub id: String,
    pub title: Option<String>,
    pub dataset: String,
}

impl Figures {
    /// Reads `figures.json`.
    ///
    /// # Errors
    /// What is wrong with it and where, in the words of the JSON reader.
    pub fn parse(text: &str) -> Result<Self, String> {
        serde_json::from_str(text).map_err(|error| error.to_string())
    }

    /// The page that stood at `route`.
    #[must_use]
    pub fn page(&self, route: &str) -> Option<&PageFigures> {
        self.pages.iter().find(|page| page.route == route)
    }
}

impl Stated {
    /// The claim as it is recorded, with where it stands.
    #[must_use]
    pub fn of(claim: &Claim, place: TextPlace, dataset: &Dataset) -> Self {
        let whole = match claim.kind {
            ClaimKind::Pair { whole, .. } => Some(plain(whole)),
            _ => None,
        };
        Self {
            id: Some(claim.id.clone()),
            place: place.word(),
            text: claim.text.trim().to_owned(),
            value: Some(plain(claim.value)),
            whole,
            dataset: Some(dataset.path.clone()),
            query: Some(claim.query.clone()),
            measure: Some(dataset.measures[claim.kind.measure()].key.clone()),
            kind: Some(claim.kind.word().to_owned()),
            verdict: if claim.expected.is_none() { "holds" } else { "wrong" }.to_owned(),
        }
    }

    /// True where both state the same thing of the same data.
    #[must_use]
    pub fn is_same(&self, other: &Self) -> bool {
        let what = |it: &Self| (it.dataset.clone(), it.query.clone(), it.measure.clone(), it.kind.clone());
        what(self) == what(other) && self.dataset.is_some()
    }
}

/// All decimals, or the first nine.
#[must_use]
pub fn plain(value: Number) -> String {
    value.plain(value.exact_decimals().unwrap_or(9).min(9))
}

/// Where a site in `lang` has its page of all figures.
#[must_use]
pub fn route(lang: Lang) -> Route {
    Route::new(match lang {
        Lang::Vi => "so-lieu-va-nguon",
        Lang::En => "figures-and-sources",
    })
}

/// The route of the page of all figures; none for a site without data, which states none.
#[must_use]
pub fn place(site: &Site) -> Option<Route> {
    (!site.datasets.is_empty()).then(|| route(site.config.language))
}
