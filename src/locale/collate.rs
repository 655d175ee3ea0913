//! Alphabetical order of a language.

use icu_collator::options::CollatorOptions;
use icu_collator::{CollatorBorrowed, CollatorPreferences};

use super::Lang;

/// Orders words as a dictionary of the language does: a ă â b … d đ e ê.
pub struct Order(CollatorBorrowed<'static>);

impl Order {
    /// The order of `lang`.
    ///
    /// # Panics
    /// Never: the collation data is compiled in.
    #[must_use]
    pub fn of(lang: Lang) -> Self {
        let locale: icu_locale_core::Locale = lang.code().parse().expect("our codes are BCP 47");
        let preferences = CollatorPreferences::from(&locale);
        Self(
            CollatorBorrowed::try_new(preferences, CollatorOptions::default())
                .expect("compiled data holds every language"),
        )
    }

    /// Compares two words.
    #[must_use]
    pub fn compare(&self, a: &str, b: &str) -> std::cmp::Ordering {
        self.0.compare(a, b)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vietnamese_letters() {
        let mut words = ["đông", "dương", "ăn", "an", "ân", "ông", "oanh"];
        words.sort_by(|a, b| Order::of(Lang::Vi).compare(a, b));
        assert_eq!(words, ["an", "ăn", "ân", "dương", "đông", "oanh", "ông"]);
    }
}
