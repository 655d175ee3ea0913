//! A dataset's measures: type, unit, decimals, bounds, ratios.

use crate::diag::{Code, Diagnostic, catalog};
use crate::locale::nearest;
use crate::model::dataset::{Bound, Constraints, Credit, Dimension, Direction, Measure, MeasureKind};
use crate::model::number::Number;
use crate::source::Spanned;
use crate::syntax::reader::{Reader, scalar};
use crate::syntax::yaml::Node;

use super::cell::looks_grouped;
use super::dataset::report_reserved;

/// Stands for "as many decimals as the data has" until the rows are read.
pub const FROM_DATA: u8 = u8::MAX;

/// Reads `measures`; a ratio or bound may name measures that come later.
pub fn read(reader: &mut Reader<'_>, unit: Option<&str>, dimensions: &[Dimension]) -> Vec<Measure> {
    let taken = reader.need("measures", "measures: {registered: {label: Đăng ký, type: integer}}");
    let Some(mut entries) = taken.mapping() else { return Vec::new() };
    let fields = entries.rest();
    let names: Vec<&str> = fields.iter().map(|(key, _)| key.value.as_str()).collect();
    let is_ratio =
        |node: &Spanned<Node>| matches!(&node.value, Node::Map(map) if map.iter().any(|(key, _)| key.value == "ratio"));
    let operands = Operands { ratios: fields.iter().map(|(_, node)| is_ratio(node)).collect(), names };
    let mut measures = Vec::new();
    for (key, node) in &fields {
        report_reserved(&entries, key);
        if let Some(dimension) = dimensions.iter().find(|dimension| dimension.key == key.value) {
            let finding = Diagnostic::new(Code::DuplicateKey, key.span, catalog::yaml::duplicate_key(&key.value));
            entries.report(finding.label(dimension.span, catalog::yaml::first_here()).help(catalog::yaml::keep_one()));
        }
        measures.push(measure(entries.within(node, key), key, unit, &operands));
    }
    measures
}

/// The measures that a formula may name.
struct Operands<'a> {
    names: Vec<&'a str>,
    /// Which of them are ratios themselves.
    ratios: Vec<bool>,
}

/// Words of other tools for keys of a measure.
const OTHER_TOOLS: &[(&str, &str)] = &[
    ("title", "label"),
    ("name", "label"),
    ("min", "minimum"),
    ("max", "maximum"),
    ("format", "decimals"),
    ("precision", "decimals"),
    ("formula", "ratio"),
    ("calculation", "ratio"),
    ("kind", "type"),
    ("sources", "source"),
    ("licence", "license"),
    ("notes", "note"),
    ("description", "note"),
    ("better", "direction"),
    ("aggregate", "total"),
    ("additive", "total"),
];

fn measure(mut reader: Reader<'_>, key: &Spanned<String>, unit: Option<&str>, operands: &Operands<'_>) -> Measure {
    let label = reader.take("label").text().map_or_else(|| key.value.clone(), |text| text.value);
    let (has_ratio, ratio) = formula(&mut reader, "ratio", operands);
    let (_, percent_of) = formula(&mut reader, "percent_of", operands);
    let is_percent = ratio.is_some() || percent_of.is_some();
    let (kind, decimals) = kind(&mut reader, ratio, is_percent);
    let own_unit = reader.take("unit").text().map(|text| text.value).filter(|_| ratio.is_none());
    let has_own_unit = is_percent || own_unit.is_some();
    let unit = own_unit.or_else(|| if is_percent { Some("%") } else { unit }.map(ToOwned::to_owned));
    let total = reader.take("total").one_of(&[("sum", true), ("none", false)]).map(|word| word.value);
    let directions = [("more", Direction::More), ("less", Direction::Less)];
    let measure = Measure {
        key: key.value.clone(),
        label,
        kind,
        adds_up: ratio.is_some() || total.unwrap_or(unit.as_deref() != Some("%")),
        unit,
        has_own_unit,
        decimals,
        span: key.span,
        constraints: constraints(&mut reader, &operands.names),
        direction: reader.take("direction").one_of(&directions).map(|word| word.value),
        percent_of,
        credits: Credit::sources(&mut reader),
        license: Credit::license(&mut reader),
        note: reader.take("note").text().map(|text| text.value),
        broken: has_ratio && ratio.is_none(),
    };
    reader.finish(OTHER_TOOLS);
    measure
}

/// The kind of a measure and the decimals that readers see.
fn kind(reader: &mut Reader<'_>, ratio: Option<(usize, usize)>, is_percent: bool) -> (MeasureKind, u8) {
    let kinds = [("integer", MeasureKind::Integer), ("number", MeasureKind::Number)];
    let plain = if is_percent { MeasureKind::Number } else { MeasureKind::Integer };
    let taken = reader.take("type");
    // What is no type was meant to be one that allows more: no finding for each cell on top of that about the word.
    let unread = if taken.node.is_some_and(|node| node.value != Node::Null) { MeasureKind::Number } else { plain };
    let word = taken.one_of(&kinds).map_or(unread, |word| word.value);
    let decimals = reader.take("decimals").whole(0..=9).and_then(|n| u8::try_from(n).ok());
    let (kind, default) = match (ratio, word) {
        (Some((part, whole)), _) => (MeasureKind::Ratio { part, whole }, 1),
        (None, MeasureKind::Number) => (MeasureKind::Number, FROM_DATA),
        (None, word) => (word, 0),
    };
    (kind, decimals.unwrap_or(default))
}

/// `completed / registered`: whether the key is there, and the positions of the part and the whole.
fn formula(reader: &mut Reader<'_>, key: &'static str, operands: &Operands<'_>) -> (bool, Option<(usize, usize)>) {
    let taken = reader.take(key);
    let is_there = taken.node.is_some_and(|node| node.value != Node::Null);
    let Some(formula) = taken.text() else { return (is_there, None) };
    let Some((part, whole)) = formula.value.split_once('/') else {
        let message = catalog::yaml::wrong_type(key, catalog::data::a_ratio(), catalog::yaml::the_text(&formula.value));
        let help = catalog::yaml::write_like(format!("{key}: completed / registered"));
        reader.report(Diagnostic::new(Code::WrongType, formula.span, message).help(help));
        return (is_there, None);
    };
    let counted = |name: &str| {
        let at = position(reader, &operands.names, name.trim(), &formula)?;
        if operands.ratios[at] {
            let finding = Diagnostic::new(Code::WrongType, formula.span, catalog::data::ratio_of_ratio(name.trim()));
            reader.report(finding.help(catalog::data::ratio_of_ratio_help()));
            return None;
        }
        Some(at)
    };
    (is_there, counted(part).zip(counted(whole)))
}

fn constraints(reader: &mut Reader<'_>, names: &[&str]) -> Constraints {
    Constraints {
        required: reader.take("required").flag().unwrap_or(false),
        unique: reader.take("unique").flag().unwrap_or(false),
        minimum: bound(reader, "minimum", names),
        maximum: bound(reader, "maximum", names),
        allowed: allowed(reader),
    }
}

/// A number or the name of a measure.
fn bound(reader: &mut Reader<'_>, key: &'static str, names: &[&str]) -> Option<Spanned<Bound>> {
    let text = reader.text();
    let taken = reader.take(key);
    let node = taken.node?;
    match &node.value {
        Node::Int | Node::Float => {
            let written = scalar(node, text).unwrap_or_default();
            if looks_grouped(&written) {
                let plain = written.replace('.', "");
                let finding =
                    Diagnostic::new(Code::SuspiciousNumber, node.span, catalog::data::suspicious(key, &written));
                reader.report(finding.help(catalog::data::suspicious_help(plain)));
                return None;
            }
            let number = Number::parse(&written);
            if number.is_none() {
                return taken.wrong(node, catalog::yaml::a_number(), None);
            }
            number.map(|number| Spanned::new(Bound::Number(number), node.span))
        }
        Node::Str(name) => {
            let name = Spanned::new(name.clone(), node.span);
            position(reader, names, &name.value, &name).map(|at| Spanned::new(Bound::Measure(at), node.span))
        }
        Node::Null => None,
        _ => taken.wrong(node, catalog::data::a_bound(), Some(catalog::yaml::write_like(format!("{key}: 0")))),
    }
}

fn allowed(reader: &mut Reader<'_>) -> Option<Spanned<Vec<Number>>> {
    let span = reader.take("enum").node?.span;
    let numbers = reader.take("enum").texts(false).into_iter().filter_map(|text| {
        let number = Number::parse(&text.value);
        if number.is_none() {
            let message =
                catalog::yaml::wrong_type("enum", catalog::yaml::a_number(), catalog::yaml::the_text(&text.value));
            reader.report(
                Diagnostic::new(Code::WrongType, text.span, message).help(catalog::yaml::write_like("enum: [0, 1]")),
            );
        }
        number
    });
    let numbers: Vec<Number> = numbers.collect();
    Some(Spanned::new(numbers, span))
}

/// The position of the measure `name`; one that is not there is reported at `written`.
pub fn position(reader: &Reader<'_>, names: &[&str], name: &str, written: &Spanned<String>) -> Option<usize> {
    let found = names.iter().position(|known| *known == name);
    if found.is_none() {
        let help = match nearest(name, names.iter().copied()) {
            Some(near) => catalog::yaml::did_you_mean(near),
            None => catalog::data::measures_are(names.join(", ")),
        };
        reader.report(
            Diagnostic::new(Code::UnknownMeasure, written.span, catalog::data::unknown_measure_here(name)).help(help),
        );
    }
    found
}
