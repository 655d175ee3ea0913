//! Kinds of values as JSON Schema, draft-07.

use serde_json::{Map, Value, json};

use crate::diag::Text;
use crate::locale::Lang;

use super::shape::{Key, Mapping, Shape};

/// The schema of a whole document.
pub fn document(keys: &Mapping, about: &Text, lang: Lang) -> Value {
    let mut schema = mapping(keys, false, lang);
    schema.insert("$schema".to_owned(), "http://json-schema.org/draft-07/schema#".into());
    schema.insert("title".to_owned(), about.in_lang(lang).into());
    schema.into()
}

/// Null is allowed beside `shape` where `or_null` says so: a key without a value counts as left out.
fn value(shape: &Shape, or_null: bool, lang: Lang) -> Map<String, Value> {
    match shape {
        Shape::Text => fields([kind("string", or_null), ("pattern", r"\S".into())]),
        Shape::Word if or_null => fields([("type", json!(["string", "number", "boolean", "null"]))]),
        Shape::Word => fields([("type", json!(["string", "number", "boolean"]))]),
        Shape::Like(pattern, format) => {
            let mut schema = fields([kind("string", or_null), ("pattern", (*pattern).into())]);
            schema.extend(format.map(|format| ("format".to_owned(), format.into())));
            schema
        }
        Shape::Flag => fields([kind("boolean", or_null)]),
        Shape::Date => fields([kind("string", or_null), ("format", "date".into()), ("pattern", DATE.into())]),
        Shape::Moment => fields([kind("string", or_null), ("pattern", MOMENT.into())]),
        Shape::Whole(range) => {
            let (least, most) = ((*range.start()).into(), (*range.end()).into());
            fields([kind("integer", or_null), ("minimum", least), ("maximum", most)])
        }
        Shape::Number => fields([kind("number", or_null)]),
        Shape::OneOf(words) => {
            let words = words.iter().map(|word| Value::from(*word));
            fields([("enum", words.chain(or_null.then_some(Value::Null)).collect())])
        }
        Shape::Mapping(keys) => mapping(keys, or_null, lang),
        Shape::List(item, count) => {
            // An empty item of a list of words is passed over.
            let may_be_empty = matches!(**item, Shape::Word | Shape::OneOf(_));
            let mut schema = fields([kind("array", or_null), ("items", value(item, may_be_empty, lang).into())]);
            let least = (*count.start() > 0).then(|| ("minItems".to_owned(), (*count.start()).into()));
            let most = (*count.end() < usize::MAX).then(|| ("maxItems".to_owned(), (*count.end()).into()));
            schema.extend(least.into_iter().chain(most));
            schema
        }
        Shape::OneOrMore(item) => any_of(&[(**item).clone(), Shape::List(item.clone(), 0..=usize::MAX)], or_null, lang),
        Shape::Either(shapes) => any_of(shapes, or_null, lang),
        Shape::Any => Map::new(),
    }
}

const DATE: &str = r"^\d{4}-\d{2}-\d{2}$";
const MOMENT: &str = r"^\d{4}-\d{2}-\d{2}( \d{2}:\d{2}(:\d{2})?|[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2}))?$";

fn mapping(keys: &Mapping, or_null: bool, lang: Lang) -> Map<String, Value> {
    let mut schema = fields([kind("object", or_null)]);
    let mut put = |name: &str, value: Value| schema.insert(name.to_owned(), value);
    if !keys.keys.is_empty() {
        put("properties", keys.keys.iter().map(|key| (key.name.to_owned(), of_key(key, lang))).collect());
    }
    let needed: Value = keys.keys.iter().filter(|key| key.is_needed).map(|key| key.name).collect();
    if needed != json!([]) {
        put("required", needed);
    }
    let beside = keys.keys.iter().filter_map(|key| Some((key.name.to_owned(), json!([key.beside?]))));
    let beside: Map<String, Value> = beside.collect();
    if !beside.is_empty() {
        put("dependencies", beside.into());
    }
    put("additionalProperties", keys.others.as_ref().map_or(false.into(), |other| value(other, true, lang).into()));
    if !keys.reserved.is_empty() {
        put("propertyNames", json!({"not": {"enum": keys.reserved}}));
    }
    schema
}

fn of_key(key: &Key, lang: Lang) -> Value {
    let mut schema = value(&key.shape, key.may_be_null, lang);
    schema.insert("description".to_owned(), key.about.in_lang(lang).into());
    if let Some(default) = &key.default {
        schema.insert("default".to_owned(), default.clone());
    }
    if let Some(example) = &key.example {
        schema.insert("examples".to_owned(), json!([example]));
    }
    schema.into()
}

fn any_of(shapes: &[Shape], or_null: bool, lang: Lang) -> Map<String, Value> {
    let schemas = shapes.iter().map(|shape| Value::from(value(shape, false, lang)));
    let null = or_null.then(|| json!({"type": "null"}));
    fields([("anyOf", schemas.chain(null).collect())])
}

fn kind(name: &str, or_null: bool) -> (&'static str, Value) {
    ("type", if or_null { json!([name, "null"]) } else { name.into() })
}

fn fields<const N: usize>(fields: [(&str, Value); N]) -> Map<String, Value> {
    fields.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}
