//! The search index of a language: classic scripts that a page loads piece by piece, also from disk.
//!
//! Words are syllables. A **term** is one without its marks (`dang`), or two that follow each other in a title, a tag or a
//! lead (`dang ky`); a **variant** is the term as it is written (`đăng`). A shard of terms maps each to its variants and
//! these to the texts that hold them: the distance to the text before times four, plus the most important field (3 title,
//! 2 tag, 1 lead, 0 body), in digits of base 45 whose last one is marked. A shard of texts holds what results show of
//! four of them. The index proper names the shards.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;
use serde::Serialize;
use serde_json::{Value, json};

use crate::locale::{Lang, fold, nfc};
use crate::model::digest::hex;
use crate::model::page::{Page, PageKind};
use crate::model::route::OutputPath;

use super::View;

/// Where the index stands.
pub const FOLDER: &str = "_baocao/search";
/// Texts of one shard.
const TEXTS: usize = 4;
/// A shard of terms ends behind so many bytes.
const TERM_BYTES: usize = 16_000;
/// What is longer, in bytes, is no word.
const MOST_BYTES: usize = 48;
/// The digits: the first 45 go on, the others end a number.
const DIGITS: &[u8; 90] = b"#$%&'()*+,-./0123456789:;=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~";
const BASE: u32 = 45;

/// What is found: a page or a dataset.
struct Text {
    title: String,
    /// The file from the top of the site.
    href: String,
    date: String,
    tags: Vec<String>,
    lead: String,
    body: String,
}

/// The weights of fields, from the least.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Field {
    Body,
    Lead,
    Tag,
    Title,
}

/// Variants of each term, and the code of the texts that hold them.
type Shard<'a> = BTreeMap<&'a str, BTreeMap<&'a str, String>>;

/// The texts that hold a variant, ascending, and the most important field of each.
type Postings = HashMap<String, Vec<(u32, Field)>>;

/// The variants of each term.
type Terms<'a> = BTreeMap<String, BTreeMap<&'a str, &'a [(u32, Field)]>>;

/// The files of the index of the pages in `lang`, those of datasets in the site's language too; the first names the others.
#[must_use]
pub fn index(view: &View<'_>, lang: Lang) -> Vec<(OutputPath, Vec<u8>)> {
    let texts = texts(view, lang);
    let held = postings(&texts);
    let terms = by_term(&held);
    let mut files = Vec::new();
    let term_shards: Vec<(String, String)> = shards_of_terms(&terms)
        .into_iter()
        .enumerate()
        .map(|(at, (first, shard))| (first, shard_file(lang, 't', at, &shard, &mut files)))
        .collect();
    let text_shards: Vec<String> = texts
        .chunks(TEXTS)
        .enumerate()
        .map(|(at, texts)| shard_file(lang, 'd', at, &texts.iter().map(shown).collect::<Vec<_>>(), &mut files))
        .collect();
    let index = json!({"texts": texts.len(), "each": TEXTS, "terms": term_shards, "shards": text_shards});
    let script = format!("baocaoSearch.start({index});\n");
    let path = OutputPath::new(&format!("{FOLDER}/{}.{}.js", lang.code(), &hex(script.as_bytes())[..10]));
    files.insert(0, (path, script.into_bytes()));
    files
}

/// Puts a shard into a file named by its digest, and gives the digest.
fn shard_file(
    lang: Lang,
    kind: char,
    at: usize,
    shard: &impl Serialize,
    files: &mut Vec<(OutputPath, Vec<u8>)>,
) -> String {
    let shard = serde_json::to_string(shard).expect("texts and lists of texts can be written");
    let script = format!("baocaoSearch.put(\"{}.{kind}{at}\",{shard});\n", lang.code());
    let name = hex(script.as_bytes())[..10].to_owned();
    files.push((OutputPath::new(&format!("{FOLDER}/{name}.js")), script.into_bytes()));
    name
}

/// What a result shows: title, file, date, lead, body.
fn shown(text: &Text) -> Value {
    json!([text.title, text.href, text.date, text.lead, text.body])
}

/// Newest articles first, then what has no date.
fn texts(view: &View<'_>, lang: Lang) -> Vec<Text> {
    let site = &view.site.site;
    let mut pages: Vec<&Page> =
        site.pages.iter().filter(|page| page.lang == lang && page.kind != PageKind::Home).collect();
    pages.sort_by(|a, b| b.front.date.cmp(&a.front.date).then(a.route.cmp(&b.route)));
    let mut texts: Vec<Text> = pages.into_iter().map(of_page).collect();
    if lang == site.config.language {
        let datasets = site.datasets.iter().filter(|dataset| dataset.has_page);
        texts.extend(datasets.map(|dataset| Text {
            title: dataset.title.value.clone(),
            href: dataset.route.file().encoded(),
            date: dataset.updated.map(|date| date.show(lang)).unwrap_or_default(),
            tags: Vec::new(),
            lead: dataset.description.clone().unwrap_or_default(),
            body: dataset.measures.iter().map(|measure| measure.label.as_str()).collect::<Vec<_>>().join(", "),
        }));
    }
    texts
}

fn of_page(page: &Page) -> Text {
    Text {
        title: page.front.title.value.clone(),
        href: page.route.file().encoded(),
        date: page.front.date.as_ref().map(|date| date.date().show(page.lang)).unwrap_or_default(),
        tags: page.front.tags.iter().map(|tag| tag.value.clone()).collect(),
        lead: page.front.summary.as_ref().map(|summary| summary.value.clone()).unwrap_or_default(),
        body: page.body.searched.clone(),
    }
}

/// What every text holds; texts are looked at in parallel, some hundred at a time.
fn postings(texts: &[Text]) -> Postings {
    const AT_A_TIME: usize = 256;
    let chunk = |(number, texts): (usize, &[Text])| {
        let mut own = Postings::new();
        for (text, number) in texts.iter().zip(number * AT_A_TIME..) {
            let number = u32::try_from(number).unwrap_or(u32::MAX);
            hold(&mut own, text, number);
        }
        own
    };
    let chunks: Vec<Postings> = texts.par_chunks(AT_A_TIME).enumerate().map(chunk).collect();
    let mut all = Postings::new();
    for (variant, mut texts) in chunks.into_iter().flatten() {
        all.entry(variant).or_default().append(&mut texts);
    }
    all
}

/// Adds what one text holds.
fn hold(all: &mut Postings, text: &Text, number: u32) {
    let tags = text.tags.iter().map(|tag| (tag.as_str(), Field::Tag));
    let fields = [(text.title.as_str(), Field::Title)].into_iter().chain(tags);
    // The most important first: what a later field repeats is known already.
    for (text, field) in fields.chain([(text.lead.as_str(), Field::Lead), (text.body.as_str(), Field::Body)]) {
        let lower = nfc(text).to_lowercase();
        let mut last: Option<Cow<'_, str>> = None;
        for syllable in syllables(&lower) {
            if let Some(last) = last.filter(|_| field != Field::Body) {
                put(all, &format!("{last} {syllable}"), number, field);
            }
            put(all, &syllable, number, field);
            last = Some(syllable);
        }
    }
}

fn put(all: &mut Postings, variant: &str, number: u32, field: Field) {
    let Some(texts) = all.get_mut(variant) else {
        all.insert(variant.to_owned(), vec![(number, field)]);
        return;
    };
    if texts.last().is_none_or(|(last, _)| *last != number) {
        texts.push((number, field));
    }
}

fn by_term(held: &Postings) -> Terms<'_> {
    let mut terms = Terms::new();
    for (variant, texts) in held {
        terms.entry(fold(variant)).or_default().insert(variant, texts);
    }
    terms
}

/// The words of a text in lower case and NFC, `òa` written as `oà`; the script does the same with what is asked.
fn syllables(text: &str) -> impl Iterator<Item = Cow<'_, str>> {
    let words = text.split(|c: char| !c.is_alphanumeric());
    words.filter(|word| !word.is_empty() && word.len() <= MOST_BYTES).map(one_tone_style)
}

/// Two ways to set the tone of `oa`, `oe` and `uy` at a word's end become one.
fn one_tone_style(word: &str) -> Cow<'_, str> {
    const STYLES: [(&str, &str); 15] = [
        ("òa", "oà"),
        ("óa", "oá"),
        ("ỏa", "oả"),
        ("õa", "oã"),
        ("ọa", "oạ"),
        ("òe", "oè"),
        ("óe", "oé"),
        ("ỏe", "oẻ"),
        ("õe", "oẽ"),
        ("ọe", "oẹ"),
        ("ùy", "uỳ"),
        ("úy", "uý"),
        ("ủy", "uỷ"),
        ("ũy", "uỹ"),
        ("ụy", "uỵ"),
    ];
    if !word.ends_with(['a', 'e', 'y']) || word.is_ascii() {
        return Cow::Borrowed(word);
    }
    let style = STYLES.iter().find_map(|(old, new)| Some((word.strip_suffix(old)?, new)));
    style.map_or(Cow::Borrowed(word), |(rest, new)| Cow::Owned(format!("{rest}{new}")))
}

/// The terms in shards, each with its first term.
fn shards_of_terms<'a>(terms: &'a Terms<'a>) -> Vec<(String, Shard<'a>)> {
    let mut shards: Vec<(String, Shard<'a>)> = Vec::new();
    let mut size = TERM_BYTES;
    for (term, variants) in terms {
        if size >= TERM_BYTES {
            shards.push((term.clone(), BTreeMap::new()));
            size = 0;
        }
        let variants: BTreeMap<&str, String> =
            variants.iter().map(|(variant, texts)| (*variant, coded(texts))).collect();
        size += term.len() + 8 + variants.iter().map(|(variant, code)| variant.len() + code.len() + 6).sum::<usize>();
        if let Some((_, shard)) = shards.last_mut() {
            shard.insert(term, variants);
        }
    }
    shards
}

fn coded(texts: &[(u32, Field)]) -> String {
    let mut out = String::new();
    let mut last = 0;
    for (number, field) in texts {
        let mut value = (number - last) * 4 + *field as u32;
        while value >= BASE {
            out.push(digit(value % BASE));
            value /= BASE;
        }
        out.push(digit(value + BASE));
        last = *number;
    }
    out
}

fn digit(value: u32) -> char {
    char::from(DIGITS[value as usize])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_in_few_letters() {
        let code = |texts: &[(u32, Field)]| coded(texts);
        assert_eq!(code(&[(0, Field::Body)]), "Q");
        assert_eq!(code(&[(0, Field::Title), (11, Field::Lead)]), "T#R");
        assert_eq!(DIGITS.iter().collect::<std::collections::BTreeSet<_>>().len(), 90);
    }

    #[test]
    fn words_are_syllables_of_one_tone_style() {
        let words: Vec<String> = syllables("hòa bình, thủy lợi: 98,3% (ủy ban)").map(Cow::into_owned).collect();
        assert_eq!(words, ["hoà", "bình", "thuỷ", "lợi", "98", "3", "uỷ", "ban"]);
        assert_eq!(fold("đăng ký"), "dang ky");
    }
}
