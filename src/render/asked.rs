//! What templates ask for of a page that takes time to make: what none of them names is not made.

use std::collections::BTreeMap;

/// The parts of `page` that a template may show, itself or by those that it names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    pub related: bool,
    pub json_ld: bool,
}

impl Asked {
    pub const ALL: Self = Self { related: true, json_ld: true };
    const NOTHING: Self = Self { related: false, json_ld: false };

    /// What the text of one template names. One that looks at `page` as a whole may show all of it.
    fn by(text: &str) -> Self {
        if text.contains("__tera_context") || has_whole_page(text) {
            return Self::ALL;
        }
        Self { related: text.contains("related"), json_ld: text.contains("json_ld") }
    }

    fn and(self, other: Self) -> Self {
        Self { related: self.related || other.related, json_ld: self.json_ld || other.json_ld }
    }
}

/// What each of `templates`, by its name with its text, asks for; also by the name without one of `prefixes`, which is that
/// of the first that has it.
#[must_use]
pub fn of_templates(templates: &BTreeMap<&str, &str>, prefixes: &[String]) -> BTreeMap<String, Asked> {
    let resolve = |name: &str| {
        let known = |name: &str| templates.get_key_value(name).map(|(name, _)| *name);
        known(name).or_else(|| prefixes.iter().find_map(|prefix| known(&format!("{prefix}{name}"))))
    };
    let read = |text: &&str| (Asked::by(text), quoted(text).filter_map(resolve).collect());
    let read: BTreeMap<&str, (Asked, Vec<&str>)> = templates.iter().map(|(name, text)| (*name, read(text))).collect();
    // A component may take the page that is there where it is called, wherever it is written.
    let by_itself = templates.values().any(|text| takes_page(text));
    let all = |name: &str| {
        if by_itself {
            return Asked::ALL;
        }
        let (mut asked, mut reached, mut at) = (Asked::NOTHING, Vec::from_iter(resolve(name)), 0);
        while let Some((own, named)) = reached.get(at).and_then(|name| read.get(name)) {
            asked = asked.and(*own);
            let new: Vec<&str> = named.iter().filter(|name| !reached.contains(name)).copied().collect();
            reached.extend(new);
            at += 1;
        }
        asked
    };
    let short = |name: &&str| prefixes.iter().find_map(|prefix| name.strip_prefix(prefix.as_str())).map(str::to_owned);
    let names = templates.keys().map(|name| (*name).to_owned()).chain(templates.keys().filter_map(short));
    let with_asked = |name: String| {
        let asked = all(&name);
        (name, asked)
    };
    names.map(with_asked).collect()
}

/// True where `page` stands in a text without a point behind it: given on, gone through, or called by another name. In quotes
/// it is a word like others: `aria-current="page"`.
fn has_whole_page(text: &str) -> bool {
    let is_letter = |letter: char| letter.is_alphanumeric() || letter == '_';
    // A dash that joins two words; one beside a brace takes spaces away.
    let goes_on = |before: &str| before.strip_suffix('-').unwrap_or(before).ends_with(is_letter);
    let begins_on = |behind: &str| behind.strip_prefix('-').unwrap_or(behind).starts_with(is_letter);
    let is_quoted = |before: &str, behind: &str| {
        ['"', '\''].iter().any(|quote| before.ends_with(*quote) && behind.starts_with(*quote))
    };
    text.match_indices("page").any(|(at, word)| {
        let (before, behind) = (&text[..at], &text[at + word.len()..]);
        let is_part = goes_on(before) || begins_on(behind) || before.ends_with('.') || behind.starts_with('.');
        !is_part && !is_quoted(before, behind)
    })
}

/// True where a component takes `page` without being given it: `{% component card(@page) %}`.
fn takes_page(text: &str) -> bool {
    text.split('@').skip(1).any(|behind| behind.trim_start().starts_with("page"))
}

/// The texts in quotes.
fn quoted(text: &str) -> impl Iterator<Item = &str> {
    let between = |sign: char| text.split(sign).filter(|part| part.ends_with(".html"));
    between('"').chain(between('\''))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(templates: &[(&'static str, &'static str)], name: &str) -> Asked {
        let templates: BTreeMap<&str, &str> = templates.iter().copied().collect();
        of_templates(&templates, &["own/".to_owned(), "portal/".to_owned()])[name]
    }

    #[test]
    fn what_no_template_names_is_not_asked_for() {
        let base = ("base.html", "<i>{{ page.title }}</i>{% block a %}{% endblock %}");
        let of = |text| asked(&[base, ("page.html", text)], "page.html");
        assert_eq!(of("{% extends \"base.html\" %}<i a=\"page\">{{ page.content | safe }}"), Asked::NOTHING);
        assert_eq!(of("{% for p in page.related %}{% endfor %}"), Asked { json_ld: false, related: true });
        assert_eq!(of("<b class=\"next-page\">{{ page.json_ld | safe }}"), Asked { json_ld: true, related: false });
        let given = ["{% set p = page %}", "{{-page|json_encode-}}", "{% for k, v in page-%}", "{{ <a p={page} /> }}"];
        for whole in given.into_iter().chain(["{{ page[key] }}", "{{ page?.x }}", "{{ __tera_context }}"]) {
            assert_eq!(of(whole), Asked::ALL, "{whole}");
        }
    }

    #[test]
    fn what_a_template_extends_or_includes_asks_too() {
        let page = ("own/page.html", "{% extends 'base.html' %}");
        let base = ("own/base.html", "{% include \"head.html\" %}");
        let head = ("portal/head.html", "{{ page.json_ld }}{% include \"page.html\" %}");
        let behind = ("portal/page.html", "{{ page.related }}");
        let all = [page, base, head, behind];
        assert_eq!(asked(&all, "page.html"), Asked { json_ld: true, related: false });
        assert_eq!(asked(&all, "portal/page.html"), Asked { json_ld: false, related: true });
        let card = ("portal/card.html", "{% component card(@page) %}{{ page.related }}{% endcomponent card %}");
        assert_eq!(asked(&[page, base, head, card], "page.html"), Asked::ALL);
    }
}
