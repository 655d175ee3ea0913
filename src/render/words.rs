//! The theme's words in a page's language, for what is written in Rust: figures, tables, claims.

use std::collections::BTreeMap;

use crate::locale::Lang;
use crate::model::theme::Theme;

/// The words that figures, tables, claims and downloads need; templates may use more.
pub const NEEDED: &[&str] = &[
    "archive",
    "archive_year",
    "catalogue",
    "count_article",
    "count_articles",
    "search",
    "site_map",
    "tag_title",
    "tags",
    "verdict_holds",
    "verdict_wrong",
    "count_unbound",
    "count_ignored",
    "count_datasets",
    "count_claims",
    "count_charts",
    "all_figures_lead",
    "all_figures",
    "claim_change",
    "claim_of_rows",
    "claim_pair",
    "claim_points",
    "claim_share",
    "claim_updated",
    "claim_was",
    "claim_was_once",
    "data_table",
    "download_file",
    "figure",
    "figure_data",
    "figure_download",
    "figure_embed",
    "figure_note",
    "figure_picture",
    "figure_source",
    "changed_cell",
    "footnote",
    "footnote_back",
    "footnote_back_nth",
    "mark_break",
    "mark_estimated",
    "mark_missing",
    "mark_not_applicable",
    "mark_not_available",
    "mark_provisional",
    "mark_revised",
    "no_ratio",
    "row_note",
    "table_cut",
    "task_done",
    "task_open",
    "uses_charts",
    "uses_claims",
];

/// The words of one language.
#[derive(Clone, Copy)]
pub struct Words<'a>(&'a BTreeMap<String, String>);

impl<'a> Words<'a> {
    /// The theme's words in `lang`; none where the theme does not speak it.
    #[must_use]
    pub fn of(theme: &'a Theme, lang: Lang) -> Option<Self> {
        theme.words.get(lang.code()).map(Self)
    }

    /// The keys of [`NEEDED`] that are missing.
    #[must_use]
    pub fn missing(self) -> Vec<&'static str> {
        NEEDED.iter().copied().filter(|key| !self.0.contains_key(*key)).collect()
    }

    /// The text of `key`, one of [`NEEDED`]; empty where the theme lacks it, which is reported before anything renders.
    #[must_use]
    pub fn get(self, key: &str) -> &'a str {
        self.0.get(key).map_or("", String::as_str)
    }

    /// The text of a key that a theme may leave out.
    #[must_use]
    pub fn find(self, key: &str) -> Option<&'a str> {
        self.0.get(key).map(String::as_str)
    }

    /// The text of `key` with `{name}` replaced by its value.
    #[must_use]
    pub fn fill(self, key: &str, values: &[(&str, &str)]) -> String {
        values.iter().fold(self.get(key).to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
    }
}
