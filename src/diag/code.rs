//! The stable words that name findings.

use std::fmt;

use serde::{Deserialize, Serialize};

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Severity {
    Error,
    Warning,
    Advice,
}

impl Severity {
    /// The word that reports use.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Advice => "advice",
        }
    }
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident $word:literal $severity:ident;)*) => {
        /// What a finding is about; the words are stable and part of the contract.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Code { $($(#[$doc])* $name),* }

        impl Code {
            /// Every code, in the order of its documentation.
            pub const ALL: &[Self] = &[$(Self::$name),*];

            /// The code as written in reports and in site.yaml.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $(Self::$name => $word),* }
            }

            /// Its severity where site.yaml sets no other.
            #[must_use]
            pub fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity),* }
            }
        }
    };
}

codes! {
    /// The YAML of a file can't be read.
    YamlSyntax "yaml-syntax" Error;
    /// A page does not begin with front matter between two `---` lines.
    MarkdownFrontMatter "markdown-front-matter" Error;
    /// A key that the format does not have.
    UnknownKey "unknown-key" Error;
    /// A key that has to be there.
    MissingKey "missing-key" Error;
    /// A value of another type, a word outside a list, an unreadable date.
    WrongType "wrong-type" Error;
    /// One key twice in a mapping.
    DuplicateKey "duplicate-key" Error;
    /// A count that reads as a float: `1.298`.
    SuspiciousNumber "suspicious-number" Error;
    /// A cell outside what its measure allows.
    Constraint "constraint" Error;
    /// A year without a row between others, or a part-year that a whole year follows.
    YearGap "year-gap" Warning;
    /// Two rows with the same dimension values.
    DuplicateObservation "duplicate-observation" Error;
    /// A dataset that is not there, or a name that two share.
    UnknownDataset "unknown-dataset" Error;
    /// A dimension, or a value of one, that the dataset does not have.
    UnknownDimension "unknown-dimension" Error;
    /// A measure that the dataset does not have.
    UnknownMeasure "unknown-measure" Error;
    /// A selection without any figure.
    NoObservation "no-observation" Error;
    /// A claim that differs from the data.
    ClaimMismatch "claim-mismatch" Error;
    /// A published number that has changed, and no correction on its page says so.
    UncorrectedChange "uncorrected-change" Error;
    /// A pair in prose and the percent behind it disagree.
    PercentMismatch "percent-mismatch" Error;
    /// A number in prose that no claim ties to data.
    UnboundNumber "unbound-number" Advice;
    /// A link to a page that is not there.
    BrokenLink "broken-link" Error;
    /// A link to a place that its page does not have.
    BrokenAnchor "broken-anchor" Error;
    /// A picture or an attachment that is not there.
    MissingAsset "missing-asset" Error;
    /// A picture file that can't be shown: damaged, of another kind than its name says, too large.
    InvalidImage "invalid-image" Error;
    /// A file that is too large to offer to readers.
    LargeFile "large-file" Warning;
    /// A picture without a text alternative.
    MissingAlt "missing-alt" Warning;
    /// Two pages at one place.
    DuplicateRoute "duplicate-route" Error;
    /// A dataset's name that two files share where it is used.
    DuplicateDataset "duplicate-dataset" Error;
    /// Two figures of a page with one id.
    DuplicateId "duplicate-id" Error;
    /// A slug that is no single segment of an address.
    InvalidSlug "invalid-slug" Error;
    /// A chart that can't be drawn, or not honestly.
    InvalidChart "invalid-chart" Error;
    /// A text file that is not UTF-8.
    NotUtf8 "not-utf8" Error;
    /// A template that can't be read or rendered.
    Template "template" Error;
    /// A file that nothing uses.
    UnusedFile "unused-file" Advice;
    /// A page that a language of the site lacks.
    MissingTranslation "missing-translation" Advice;
    /// An `allow` that silences nothing.
    UnusedAllowance "unused-allowance" Warning;
}

impl Code {
    /// False for findings that nothing can make right: a file or a value that can't be read, two things of one name or at one
    /// place, and an allowance that silences nothing.
    #[must_use]
    pub fn is_allowable(self) -> bool {
        !matches!(
            self,
            Self::YamlSyntax
                | Self::MarkdownFrontMatter
                | Self::UnknownKey
                | Self::MissingKey
                | Self::WrongType
                | Self::DuplicateKey
                | Self::SuspiciousNumber
                | Self::DuplicateObservation
                | Self::DuplicateRoute
                | Self::DuplicateId
                | Self::InvalidSlug
                | Self::InvalidImage
                | Self::NotUtf8
                | Self::Template
                | Self::UnusedAllowance
        )
    }

    /// The code named `word`.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.word() == word)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}
