//! A sentence in every language the product speaks.

use crate::locale::Lang;

/// The same text in English and in Vietnamese.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    pub en: String,
    pub vi: String,
}

impl Text {
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
        Self { en: text.to_owned(), vi: text.to_owned() }
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self { en: text.clone(), vi: text }
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
                let en = { $(let $arg = &$arg.en;)* format!($en) };
                let vi = { $(let $arg = &$arg.vi;)* format!($vi) };
                $crate::diag::Text { en, vi }
            }
        )*
    };
}
pub(crate) use texts;
