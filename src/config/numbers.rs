//! `numbers` of site.yaml: by which words of its own a site knows numbers that are no figures.

use crate::diag::{Code, Diagnostic, catalog};
use crate::locale::nfc;
use crate::source::Spanned;
use crate::syntax::reader::Reader;

/// A named rule; one of a built-in name adds to that.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NumberRule {
    pub name: String,
    /// Words that stand right before the number, in lower case and NFC: `ấp` for "ấp 3".
    pub after: Vec<String>,
    /// Words that stand right behind it: `dám` for "3 dám".
    pub before: Vec<String>,
    /// Texts that the number is part of: `24/7`.
    pub texts: Vec<String>,
}

/// Words of other tools for keys of a rule.
const OTHERS: [(&str, &str); 6] = [
    ("text", "texts"),
    ("behind", "after"),
    ("follows", "after"),
    ("prefix", "after"),
    ("suffix", "before"),
    ("words", "after"),
];

/// Reads `numbers: {motto: {before: [dám, hơn]}, …}`.
pub fn read(reader: &mut Reader<'_>) -> Vec<NumberRule> {
    let Some(mut numbers) = reader.take("numbers").mapping() else { return Vec::new() };
    let entries = numbers.rest();
    entries.into_iter().map(|(key, node)| rule(numbers.within(node, key), key)).collect()
}

fn rule(mut reader: Reader<'_>, key: &Spanned<String>) -> NumberRule {
    let mut words = |name| {
        let texts = reader.take(name).texts(true).into_iter();
        texts.map(|text| nfc(text.value.trim()).to_lowercase()).filter(|text| !text.is_empty()).collect::<Vec<_>>()
    };
    let rule =
        NumberRule { name: key.value.clone(), after: words("after"), before: words("before"), texts: words("texts") };
    if rule.after.is_empty() && rule.before.is_empty() && rule.texts.is_empty() {
        let finding = Diagnostic::new(Code::MissingKey, key.span, catalog::site::empty_number_rule(&key.value));
        reader.report(finding.help(catalog::site::empty_number_rule_help(&key.value)));
    }
    reader.finish(&OTHERS);
    rule
}
