//! The languages a site can be written in.

use serde::{Deserialize, Serialize};

/// Language of a site, a page or a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
pub enum Lang {
    #[default]
    Vi,
    En,
}

impl Lang {
    /// Every language, in the order in which they are offered.
    pub const ALL: [Self; 2] = [Self::Vi, Self::En];

    /// The BCP 47 code, `vi`.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Vi => "vi",
            Self::En => "en",
        }
    }

    /// Its name in itself.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Vi => "Tiếng Việt",
            Self::En => "English",
        }
    }

    /// Reads a code; none for a language the product does not speak.
    #[must_use]
    pub fn parse(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lang| lang.code() == code)
    }

    /// The language of an environment's `LC_ALL` or `LANG` value, `vi_VN.UTF-8`; English where it names another.
    #[must_use]
    pub fn from_locale(value: &str) -> Self {
        if value == "vi" || value.starts_with("vi_") || value.starts_with("vi-") || value.starts_with("vi.") {
            Self::Vi
        } else {
            Self::En
        }
    }
}
