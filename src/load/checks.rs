//! `checks` of a dataset: `{years, jump, rules}`.

use crate::diag::{Code, Diagnostic, Text, catalog};
use crate::model::checks::{Checks, Jump, Relation, Rule, Term, Years};
use crate::model::dataset::Measure;
use crate::model::number::Number;
use crate::source::Spanned;
use crate::syntax::reader::{Reader, Taken, scalar};
use crate::syntax::yaml::Node;

use super::allowance;
use super::cell::looks_grouped;
use super::measure::position;

/// Reads `checks`; what names no measure, or is no rule, is reported.
pub fn read(reader: &mut Reader<'_>, measures: &[Measure]) -> Checks {
    let Some(mut checks) = reader.take("checks").mapping() else { return Checks::default() };
    let names: Vec<&str> = measures.iter().map(|measure| measure.key.as_str()).collect();
    let words = [("complete", Years::Complete), ("any", Years::Any)];
    let years = checks.take("years").one_of(&words).map_or(Years::Regular, |word| word.value);
    let found = Checks { years, jumps: jumps(&mut checks, &names), rules: rules(&mut checks, &names) };
    checks.finish(&[("jumps", "jump"), ("change", "jump"), ("rule", "rules"), ("gaps", "years"), ("year", "years")]);
    found
}

/// `jump: 50`, or `jump: {registered: 50, rate: 5}`.
fn jumps(reader: &mut Reader<'_>, names: &[&str]) -> Vec<Jump> {
    let text = reader.text();
    let taken = reader.take("jump");
    let Some(node) = taken.node else { return Vec::new() };
    if !matches!(node.value, Node::Map(_)) {
        let limit = limit(&taken, node, text);
        return limit.map(|limit| Jump { measure: None, limit, span: node.span }).into_iter().collect();
    }
    let Some(mut entries) = taken.mapping() else { return Vec::new() };
    let mut found = Vec::new();
    for (key, node) in entries.rest() {
        let measure = position(&entries, names, &key.value, key);
        let limit = limit(&entries.value("jump", node), node, text);
        if let (Some(measure), Some(limit)) = (measure, limit) {
            found.push(Jump { measure: Some(measure), limit, span: node.span });
        }
    }
    found
}

/// A number that is not below 0.
fn limit(taken: &Taken<'_>, node: &Spanned<Node>, text: &str) -> Option<Number> {
    let number = match node.value {
        Node::Null => return None,
        Node::Int | Node::Float => scalar(node, text).and_then(|written| Number::parse(&written)),
        _ => None,
    };
    number
        .filter(|number| !number.is_negative())
        .or_else(|| taken.wrong(node, catalog::checks::a_limit(), Some(catalog::yaml::write_like("jump: 50"))))
}

fn rules(reader: &mut Reader<'_>, names: &[&str]) -> Vec<Rule> {
    let items = reader.take("rules").list(false).unwrap_or_default();
    items.iter().filter_map(|item| rule(reader, item, names)).collect()
}

/// `completed + open <= registered`, or `{rule, text, where}`.
fn rule(reader: &Reader<'_>, item: &Spanned<Node>, names: &[&str]) -> Option<Rule> {
    let Node::Map(_) = item.value else {
        let written = reader.value("rules", item).text()?;
        return parsed(reader, written, names);
    };
    let key = Spanned::new("rules".to_owned(), item.span);
    let mut mapping = reader.within(item, &key);
    let written = mapping.need("rule", "rule: completed <= registered").text();
    let text = mapping.take("text").text().map(|text| text.value);
    let rows = allowance::rows(&mut mapping);
    let rule = written.and_then(|written| parsed(&mapping, written, names));
    mapping.finish(&[("check", "rule"), ("formula", "rule"), ("message", "text"), ("why", "text"), ("rows", "where")]);
    rule.map(|rule| Rule { text, rows, ..rule })
}

fn parsed(reader: &Reader<'_>, written: Spanned<String>, names: &[&str]) -> Option<Rule> {
    let text = written.value.as_str();
    let found = text.char_indices().find_map(|(at, _)| {
        let (sign, relation) = Relation::ALL.iter().find(|(sign, _)| text[at..].starts_with(sign))?;
        Some((&text[..at], *relation, &text[at + sign.len()..]))
    });
    let sides = found
        .ok_or_else(catalog::checks::no_relation)
        .and_then(|(left, relation, right)| Ok((sum(left, names)?, relation, sum(right, names)?)));
    match sides {
        Ok((left, relation, right)) => Some(Rule { left, relation, right, written, text: None, rows: Vec::new() }),
        Err(why) => {
            let finding = Diagnostic::new(Code::WrongType, written.span, catalog::checks::no_rule(text, why));
            reader.report(finding.help(catalog::checks::no_rule_help(names.join(", "))));
            None
        }
    }
}

/// `completed + 2 * open - 10`; where it is none, why.
fn sum(text: &str, names: &[&str]) -> Result<Vec<Term>, Text> {
    let mut terms = Vec::new();
    let mut rest = text.trim();
    let mut sign = 1;
    loop {
        let (mut term, after) = operand(rest, names)?;
        rest = after.trim_start();
        if let Some(after) = rest.strip_prefix(['*', '×']) {
            let (factor, after) = operand(after.trim_start(), names)?;
            if term.measure.is_some() && factor.measure.is_some() {
                return Err(catalog::checks::two_measures());
            }
            let product = term.factor.times(factor.factor).ok_or_else(catalog::checks::not_understood_number)?;
            term = Term { factor: product, measure: term.measure.or(factor.measure) };
            rest = after.trim_start();
        }
        let signed = term.factor.times(Number::from(sign)).unwrap_or(term.factor);
        terms.push(Term { factor: signed, ..term });
        let Some(next) = rest.chars().next() else { return Ok(terms) };
        sign = match next {
            '+' => 1,
            '-' | '−' => -1,
            _ => return Err(catalog::checks::not_understood(rest)),
        };
        rest = rest[next.len_utf8()..].trim_start();
    }
}

/// A measure (the longest name that fits) or a number, and what follows it.
fn operand<'a>(text: &'a str, names: &[&str]) -> Result<(Term, &'a str), Text> {
    let ends = |rest: &str| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_');
    let fitting = names.iter().enumerate().filter_map(|(at, name)| Some((at, text.strip_prefix(name)?)));
    if let Some((at, rest)) = fitting.filter(|(_, rest)| ends(rest)).min_by_key(|(_, rest)| rest.len()) {
        return Ok((Term { factor: Number::from(1), measure: Some(at) }, rest));
    }
    let length = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    if looks_grouped(&text[..length]) {
        return Err(catalog::checks::grouped_number(&text[..length]));
    }
    match Number::parse(&text[..length]).filter(|_| ends(&text[length..])) {
        Some(factor) => Ok((Term { factor, measure: None }, &text[length..])),
        None if text.is_empty() => Err(catalog::checks::nothing_there()),
        None => Err(catalog::checks::not_understood(text)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        match sum(text, &["a", "a-b", "đăng ký"]) {
            Ok(terms) => {
                let term = |term: &Term| {
                    format!(
                        "{}·{}",
                        term.factor.plain(0),
                        term.measure.map_or("number".to_owned(), |at| at.to_string())
                    )
                };
                terms.iter().map(term).collect::<Vec<_>>().join(" ")
            }
            Err(why) => why.en().into_owned(),
        }
    }

    #[test]
    fn sums_of_measures_are_read() {
        assert_eq!(shown("a"), "1·0");
        assert_eq!(shown("a-b"), "1·1");
        assert_eq!(shown("a - 2 * a-b + 10"), "1·0 -2·1 10·number");
        assert_eq!(shown("đăng ký*3"), "3·2");
        assert_eq!(shown("a a"), "`a` is not understood");
        assert_eq!(shown("ab"), "`ab` is not understood");
        assert_eq!(shown("a * a-b"), "two measures can't be multiplied");
        assert_eq!(shown("a +"), "a side ends without a measure or number");
    }
}
