//! As much of JSON Schema as ours use; a word that is not known here is an error of the test.

use std::cell::RefCell;
use std::collections::HashMap;

use regex_lite::Regex;
use serde_json::Value;

/// What `schema` has against `value`, with its place.
pub fn errors(schema: &Value, value: &Value) -> Vec<String> {
    let mut found = Vec::new();
    check(schema, value, "", &mut found);
    found
}

fn check(schema: &Value, value: &Value, at: &str, found: &mut Vec<String>) {
    let rules = match schema {
        Value::Bool(true) => return,
        Value::Bool(false) => return found.push(format!("{at}: not allowed")),
        Value::Object(rules) => rules,
        _ => panic!("no schema: {schema}"),
    };
    for (rule, what) in rules {
        let holds = match rule.as_str() {
            "$schema" | "title" | "description" | "default" | "examples" | "format" => true,
            "type" => match what {
                Value::String(kind) => is_a(value, kind),
                kinds => list(kinds).iter().any(|kind| is_a(value, kind.as_str().expect("a word"))),
            },
            "enum" => list(what).contains(value),
            "pattern" => value.as_str().is_none_or(|text| matches(what.as_str().expect("a pattern"), text)),
            "minimum" => value.as_f64().is_none_or(|number| Some(number) >= what.as_f64()),
            "maximum" => value.as_f64().is_none_or(|number| Some(number) <= what.as_f64()),
            "minItems" => value.as_array().is_none_or(|items| items.len() as u64 >= what.as_u64().expect("a count")),
            "maxItems" => value.as_array().is_none_or(|items| items.len() as u64 <= what.as_u64().expect("a count")),
            "required" => value
                .as_object()
                .is_none_or(|map| list(what).iter().all(|key| map.contains_key(key.as_str().expect("a key")))),
            "dependencies" => value.as_object().is_none_or(|map| {
                let missing =
                    |keys: &Value| list(keys).iter().any(|key| !map.contains_key(key.as_str().expect("a key")));
                what.as_object().expect("keys").iter().all(|(key, needs)| !map.contains_key(key) || !missing(needs))
            }),
            "items" => {
                value.as_array().into_iter().flatten().for_each(|item| check(what, item, at, found));
                true
            }
            "properties" => {
                for (key, value) in value.as_object().into_iter().flatten() {
                    if let Some(below) = what.get(key) {
                        check(below, value, &format!("{at}.{key}"), found);
                    }
                }
                true
            }
            "additionalProperties" => {
                let known = |key: &str| rules.get("properties").is_some_and(|known| known.get(key).is_some());
                for (key, value) in value.as_object().into_iter().flatten().filter(|(key, _)| !known(key)) {
                    check(what, value, &format!("{at}.{key}"), found);
                }
                true
            }
            "propertyNames" => {
                value
                    .as_object()
                    .into_iter()
                    .flatten()
                    .for_each(|(key, _)| check(what, &key.as_str().into(), at, found));
                true
            }
            "not" => !errors(what, value).is_empty(),
            "anyOf" => list(what).iter().any(|branch| errors(branch, value).is_empty()),
            _ => panic!("a rule that this test does not know: {rule}"),
        };
        if !holds {
            found.push(format!("{at}: {rule} {what}"));
        }
    }
}

fn matches(pattern: &str, text: &str) -> bool {
    thread_local! {
        static KNOWN: RefCell<HashMap<String, Regex>> = RefCell::default();
    }
    KNOWN.with_borrow_mut(|known| {
        let made = || Regex::new(pattern).expect("a regular expression");
        known.entry(pattern.to_owned()).or_insert_with(made).is_match(text)
    })
}

fn is_a(value: &Value, kind: &str) -> bool {
    match kind {
        "null" => value.is_null(),
        "boolean" => value.is_boolean(),
        "string" => value.is_string(),
        "number" => value.is_number(),
        "integer" => value.is_i64() || value.is_u64(),
        "array" => value.is_array(),
        "object" => value.is_object(),
        _ => panic!("no kind of value: {kind}"),
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().expect("a list")
}
