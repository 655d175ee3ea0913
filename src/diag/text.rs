//! A sentence in every language the product speaks.

use std::borrow::Cow;
use std::fmt::{self, Arguments};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::locale::Lang;

/// The same text in English and in Vietnamese.
///
/// Of a large site there are tens of thousands, and hardly any is ever read: one of the catalogue is kept as what it speaks of,
/// and put into words where somebody asks for them.
#[derive(Clone)]
pub struct Text(Kept);

#[derive(Clone)]
enum Kept {
    /// What an entry of the catalogue speaks of; without an entry a text that is the same in every language.
    Entry(Option<Entry>, Box<str>),
    Both(Box<(Cow<'static, str>, Cow<'static, str>)>),
}

/// An entry of the catalogue: gives its words in a language, where it speaks of these texts, one behind the other.
pub type Entry = for<'a> fn(&'a str, Lang) -> Cow<'a, str>;

/// Stands between the texts that an entry speaks of: a control character that no readable text has.
const BETWEEN: char = '\u{1f}';

impl Text {
    /// From a text in each language.
    #[must_use]
    pub fn new(en: impl Into<Cow<'static, str>>, vi: impl Into<Cow<'static, str>>) -> Self {
        let (en, vi) = (en.into(), vi.into());
        if en == vi { Self::from(en.into_owned()) } else { Self(Kept::Both(Box::new((en, vi)))) }
    }

    /// What `entry` says of `about`.
    #[must_use]
    pub fn of(entry: Entry, about: &[Self]) -> Self {
        let same: Option<Vec<&str>> = about.iter().map(Self::same).collect();
        if let Some(same) = same {
            return Self(Kept::Entry(Some(entry), joined(&same).into()));
        }
        let said = |lang| {
            let about: Vec<Cow<'_, str>> = about.iter().map(|text| text.in_lang(lang)).collect();
            entry(&joined(&about), lang).into_owned()
        };
        Self::new(said(Lang::En), said(Lang::Vi))
    }

    /// The text in `lang`.
    #[must_use]
    pub fn in_lang(&self, lang: Lang) -> Cow<'_, str> {
        match (&self.0, lang) {
            (Kept::Entry(Some(entry), about), _) => entry(about, lang),
            (Kept::Entry(None, text), _) => Cow::Borrowed(text),
            (Kept::Both(both), Lang::En) => Cow::Borrowed(&both.0),
            (Kept::Both(both), Lang::Vi) => Cow::Borrowed(&both.1),
        }
    }

    /// The text in English.
    #[must_use]
    pub fn en(&self) -> Cow<'_, str> {
        self.in_lang(Lang::En)
    }

    /// The text in Vietnamese.
    #[must_use]
    pub fn vi(&self) -> Cow<'_, str> {
        self.in_lang(Lang::Vi)
    }

    /// This text, and `behind` right behind it.
    #[must_use]
    pub fn followed_by(&self, behind: &Self) -> Self {
        Self::new(format!("{}{}", self.en(), behind.en()), format!("{}{}", self.vi(), behind.vi()))
    }

    /// A text that is the same in every language.
    fn same(&self) -> Option<&str> {
        if let Kept::Entry(None, text) = &self.0 { Some(text) } else { None }
    }
}

fn joined<T: AsRef<str>>(about: &[T]) -> String {
    let mut joined = String::with_capacity(about.iter().map(|text| text.as_ref().len() + 1).sum());
    for (at, text) in about.iter().enumerate() {
        if at > 0 {
            joined.push(BETWEEN);
        }
        match text.as_ref() {
            text if text.contains(BETWEEN) => joined.push_str(&text.replace(BETWEEN, "\u{fffd}")),
            text => joined.push_str(text),
        }
    }
    joined
}

/// The first of the texts that an entry speaks of, and those behind it.
pub fn cut(about: &str) -> (&str, &str) {
    about.split_once(BETWEEN).unwrap_or((about, ""))
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        self.en() == other.en() && self.vi() == other.vi()
    }
}

impl Eq for Text {}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Text").field("en", &self.en()).field("vi", &self.vi()).finish()
    }
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (self.en(), self.vi()).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let (en, vi) = <(String, String)>::deserialize(deserializer)?;
        Ok(Self::new(en, vi))
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self(Kept::Entry(None, text.into()))
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self(Kept::Entry(None, text.into()))
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
                fn worded(about: &str, lang: $crate::locale::Lang) -> std::borrow::Cow<'_, str> {
                    $(let ($arg, about) = $crate::diag::text::cut(about);)*
                    let _ = about;
                    match lang {
                        $crate::locale::Lang::En => $crate::diag::text::said(format_args!($en)),
                        $crate::locale::Lang::Vi => $crate::diag::text::said(format_args!($vi)),
                    }
                }
                $crate::diag::Text::of(worded, &[$($arg.into()),*])
            }
        )*
    };
}
pub(crate) use texts;

#[cfg(test)]
mod tests {
    use super::*;

    mod said {
        crate::diag::text::texts! {
            has(who, count) en "{who} has {count}" vi "{count} là của {who}";
            nothing() en "nothing" vi "không có gì";
        }
    }

    fn both(text: &Text) -> [String; 2] {
        [text.en().into_owned(), text.vi().into_owned()]
    }

    #[test]
    fn an_entry_is_put_into_words_in_each_language() {
        assert_eq!(both(&said::nothing()), ["nothing", "không có gì"]);
        assert_eq!(both(&said::has("Huế", 3)), ["Huế has 3", "3 là của Huế"]);
        // What it speaks of may have words of its own in each language.
        let town = Text::new("the town", "thị xã");
        assert_eq!(both(&said::has(town, said::nothing())), ["the town has nothing", "không có gì là của thị xã"]);
        assert_eq!(both(&said::has("", "")), [" has ", " là của "]);
    }

    #[test]
    fn what_an_entry_speaks_of_stays_in_its_place() {
        assert_eq!(both(&said::has("a\u{1f}b", "c"))[0], "a\u{fffd}b has c");
        assert_eq!(both(&said::has("a\u{1f}b", said::nothing()))[1], "không có gì là của a\u{fffd}b");
    }

    #[test]
    fn a_text_is_kept_in_both_languages() {
        for text in [said::has("Huế", 3), said::nothing(), Text::from("x")] {
            let kept = serde_json::to_string(&text).expect("texts are JSON");
            let read: Text = serde_json::from_str(&kept).expect("it is read");
            assert_eq!((&read, both(&read)), (&text, both(&text)));
        }
    }
}
