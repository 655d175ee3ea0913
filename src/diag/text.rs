//! A sentence in every language the product speaks.

use std::borrow::Cow;
use std::fmt::Arguments;

use serde::{Deserialize, Serialize};

use crate::locale::Lang;

/// The same text in English and in Vietnamese; one without arguments is the program's own and takes no memory.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    pub en: Cow<'static, str>,
    pub vi: Cow<'static, str>,
}

impl Text {
    /// From a text in each language.
    #[must_use]
    pub fn new(en: impl Into<Cow<'static, str>>, vi: impl Into<Cow<'static, str>>) -> Self {
        Self { en: en.into(), vi: vi.into() }
    }

    /// The text in `lang`.
    #[must_use]
    pub fn in_lang(&self, lang: Lang) -> &str {
        match lang {
            Lang::En => &self.en,
            Lang::Vi => &self.vi,
        }
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self { en: text.clone().into(), vi: text.into() }
    }
}

impl From<&String> for Text {
    fn from(text: &String) -> Self {
        Self::from(text.as_str())
    }
}

impl From<usize> for Text {
    fn from(count: usize) -> Self {
        Self::from(count.to_string())
    }
}

/// What a catalogue entry says.
pub fn said(words: Arguments<'_>) -> Cow<'static, str> {
    words.as_str().map_or_else(|| words.to_string().into(), Cow::Borrowed)
}

/// Writes catalogue entries: a function for each text, its arguments texts themselves.
///
/// `texts! { unknown_key(key) en "unknown key `{key}`" vi "…"; }`
macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident($($arg:ident),*) en $en:literal vi $vi:literal;)*) => {
        $(
            $(#[$doc])*
            #[must_use]
            pub fn $name($($arg: impl Into<$crate::diag::Text>),*) -> $crate::diag::Text {
                $(let $arg: $crate::diag::Text = $arg.into();)*
                let en = { $(let $arg = &$arg.en;)* $crate::diag::text::said(format_args!($en)) };
                let vi = { $(let $arg = &$arg.vi;)* $crate::diag::text::said(format_args!($vi)) };
                $crate::diag::Text::new(en, vi)
            }
        )*
    };
}
pub(crate) use texts;
