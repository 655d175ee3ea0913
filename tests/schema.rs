//! The JSON Schemas and the loaders agree: on every key, every word of a list, and on what a value may be.
//!
//! A key that a loader takes and `src/schema/` does not have is named here, and the other way round.

#![expect(clippy::disallowed_methods, reason = "tests read files themselves")]

mod support;

use std::collections::BTreeSet;
use std::path::Path;

use baocao::config::Config;
use baocao::diag::{Code, Diagnostic, Text};
use baocao::load::{self, Selection};
use baocao::locale::Lang;
use baocao::model::image::Images;
use baocao::schema::{Document, schema};
use baocao::source::{Disk, SourceId};
use baocao::syntax::yaml;
use rayon::prelude::*;
use serde_json::{Map, Value, json};

use support::schema::errors;

/// A key or word that no file has.
const NONE: &str = "qqqqqqqqqqqq";

/// What the loader checks beyond the kind of value: these may refuse what the schema lets through.
const STRICTER: &[&str] = &[
    "site.timezone",
    "site.charts.palette.dark",
    "theme.colors.paper",
    "theme.colors.paper.light",
    "theme.colors.paper.dark",
    "theme.colors.ink",
    "theme.colors.ink.light",
    "theme.colors.ink.dark",
    "theme.colors.muted",
    "theme.colors.muted.light",
    "theme.colors.muted.dark",
    "theme.colors.accent",
    "theme.colors.accent.light",
    "theme.colors.accent.dark",
    "theme.fonts.text",
    "theme.fonts.heading",
    "theme.fonts.chart",
    "theme.palette.dark",
    "dataset.observations",
    "site.numbers.*.after",
    "site.numbers.*.before",
    "site.numbers.*.texts",
    "dataset.checks.jump",
    "dataset.checks.rules",
    "dataset.checks.rules.rule",
];

#[test]
fn loaders_and_schemas_have_the_same_keys() {
    let mut wrong = Vec::new();
    each_mapping(|place| {
        if place.schema["additionalProperties"] != false {
            return;
        }
        let own: BTreeSet<String> = properties(&place.schema).map(|(key, _)| key.to_owned()).collect();
        let asked = place.findings(json!({NONE: 1}));
        let Some(finding) = asked.iter().find(|finding| finding.message.en().contains(NONE)) else {
            wrong.push(format!("{}: the loader takes any key, the schema does not", place.path));
            return;
        };
        assert_eq!(finding.code, Code::UnknownKey, "{}", place.path);
        let help = finding.help.as_ref().map(Text::en).unwrap_or_default();
        let known: BTreeSet<String> = match help.strip_prefix("known here: ") {
            Some(known) => known.split(", ").map(ToOwned::to_owned).collect(),
            // The keys of `rules`.
            None => Code::ALL.iter().map(|code| code.word().to_owned()).collect(),
        };
        let missing = known.difference(&own).map(|key| format!("{}.{key}", place.path));
        wrong.extend(missing.map(|path| format!("src/schema/ lacks {path}")));
        wrong.extend(own.difference(&known).map(|key| format!("no loader takes {}.{key}", place.path)));
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_mapping_is_one_in_the_schema_too() {
    each_value(|place, key, shape| {
        let branches = shape["anyOf"].as_array().into_iter().flatten();
        if !std::iter::once(shape).chain(branches).any(|shape| is_of(shape, "object") || *shape == json!({})) {
            let findings = place.findings(json!({key: {NONE: 1}}));
            let has_keys =
                findings.iter().any(|finding| finding.message.en().contains(&format!("has no key `{NONE}`")));
            assert!(!has_keys, "{}.{key} may be a mapping: src/schema/ lacks it", place.path);
        }
    });
}

#[test]
fn loaders_and_schemas_have_the_same_words() {
    let mut lists = 0;
    each_value(|place, key, shape| {
        for words in word_lists(shape) {
            let findings = place.findings(json!({key: NONE}));
            let helps = findings
                .iter()
                .filter_map(|finding| Some(finding.help.as_ref()?.en().strip_prefix("one of: ")?.to_owned()));
            // The codes of findings are too many to be listed.
            for help in helps {
                let known: BTreeSet<&str> = help.split(", ").collect();
                assert_eq!(known, words, "{}.{key}", place.path);
                lists += 1;
            }
        }
    });
    assert!(lists > 12, "{lists}");
}

#[test]
fn loaders_and_schemas_agree_on_values() {
    let probes = [
        json!(null),
        json!(true),
        json!(12),
        json!(-7),
        json!(1.5),
        json!(""),
        json!(" "),
        json!("x"),
        json!("a / b"),
        json!("2024-05-13"),
        json!("2024-05-13 14:08"),
        json!("2024-05-13T14:08:00+07:00"),
        json!("13/05/2024"),
        json!("#12436D"),
        json!("https://a.example"),
        json!([]),
        json!(["x"]),
        json!([12]),
        json!([12, 13]),
        json!(["#12436D"]),
        json!({}),
        json!({"title": "x"}),
        json!([{}]),
        json!({NONE: 1}),
    ];
    let (mut wrong, mut held) = (Vec::new(), 0);
    each_value(|place, key, shape| {
        let words = word_lists(shape).into_iter().flatten().map(Value::from);
        let samples = words.chain([sample(shape), shape["default"].clone()]);
        let probes: Vec<Value> = probes.iter().cloned().chain(samples).collect();
        let documents: Vec<Value> = probes.iter().map(|probe| place.document(json!({key: probe}))).collect();
        let path = format!("{}.{key}", place.path);
        for ((probe, document), findings) in probes.iter().zip(&documents).zip(load_all(place.kind, &documents)) {
            let said = errors(place.root, document);
            let found = kinds(&findings);
            let fits = if said.is_empty() {
                found.is_empty() || STRICTER.contains(&path.as_str())
            } else {
                !findings.is_empty()
            };
            if !fits {
                wrong.push(format!("{path}: {probe}\n    the schema: {said:?}\n    the loader: {found:?}"));
            }
            held += 1;
        }
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(held > 2000, "{held}");
}

#[test]
fn examples_hold_in_their_schemas() {
    each_value(|place, key, shape| {
        for example in shape["examples"].as_array().into_iter().flatten().chain(shape.get("default")) {
            assert_eq!(errors(shape, example), [] as [String; 0], "{}.{key}: {example}", place.path);
        }
    });
}

#[test]
fn every_key_is_described_in_both_languages() {
    for (_, kind) in Document::ALL {
        let (en, vi) = (descriptions(&schema(kind, Lang::En)), descriptions(&schema(kind, Lang::Vi)));
        assert_eq!(en.len(), vi.len());
        for ((path, en), (_, vi)) in en.iter().zip(&vi) {
            assert!(!en.is_empty() && !vi.is_empty() && en != vi, "{path}: {en} | {vi}");
        }
    }
}

#[test]
fn the_files_of_this_repository_hold() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut counts = [0; Document::ALL.len()];
    let mut hold = |kind: Document, name: &str, document: &Value| {
        assert_eq!(errors(&schema(kind, Lang::En), document), [] as [String; 0], "{name}");
        counts[kind as usize] += 1;
    };
    for site in ["", "tests/gallery", "src/cli/patterns/site"] {
        for (path, bytes) in site_files(&root.join(site)) {
            let text = String::from_utf8(bytes).expect("UTF-8");
            let name = format!("{site}/{path}");
            match path.as_str() {
                "site.yaml" => hold(Document::Site, &name, &parse(&text)),
                _ if path.ends_with("theme.yaml") => hold(Document::Theme, &name, &parse(&text)),
                _ if path.ends_with(".md") => {
                    let (front, body) = text[4..].split_once("\n---\n").expect("front matter");
                    hold(Document::Page, &name, &parse(front));
                    for block in body.split("```chart\n").skip(1) {
                        let (block, _) = block.split_once("```").expect("a block ends");
                        hold(Document::Chart, &name, &parse(block));
                    }
                }
                _ if path.ends_with(".yaml") && path.starts_with("content/") => {
                    hold(Document::Dataset, &name, &parse(&text));
                }
                _ => {}
            }
        }
    }
    hold(Document::Dataset, "DATASET", &parse(support::sites::DATASET));
    assert!(counts.iter().all(|count| *count > 0), "{counts:?}");
}

fn site_files(root: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files = vec![("site.yaml".to_owned(), std::fs::read(root.join("site.yaml")).expect("there"))];
    for folder in ["content", "themes"] {
        let tree = support::tree(&root.join(folder)).into_iter().filter(|(path, _)| is_text(path));
        files.extend(tree.map(|(path, bytes)| (format!("{folder}/{path}"), bytes)));
    }
    files
}

fn is_text(path: &str) -> bool {
    [".md", ".yaml"].iter().any(|end| path.ends_with(end))
}

fn parse(text: &str) -> Value {
    let node = yaml::parse(text, SourceId(0), 0).unwrap_or_else(|finding| panic!("{finding:?}\n{text}"));
    yaml::to_json(&node, text)
}

/// A mapping somewhere in a kind of document, and how a document comes to hold it.
struct Place<'a> {
    kind: Document,
    path: String,
    schema: Value,
    /// The schema of the whole document.
    root: &'a Value,
    wrap: &'a dyn Fn(Value) -> Value,
}

impl Place<'_> {
    /// A document whose mapping at this place has these keys beside those it needs.
    fn document(&self, keys: Value) -> Value {
        let mut mapping = needed(&self.path, &self.schema);
        let Value::Object(keys) = keys else { panic!("keys") };
        for key in keys.keys().filter_map(|key| self.schema["dependencies"][key][0].as_str()) {
            mapping.insert(key.to_owned(), sample(&self.schema["properties"][key]));
        }
        mapping.extend(keys);
        (self.wrap)(mapping.into())
    }

    fn findings(&self, keys: Value) -> Vec<Diagnostic> {
        load(self.kind, &self.document(keys))
    }
}

fn each_mapping(mut see: impl FnMut(&Place<'_>)) {
    for (word, kind) in Document::ALL {
        let root = schema(kind, Lang::En);
        walk((kind, &root), word, &root, &|value| value, &mut see);
    }
}

/// Every key with what it holds.
fn each_value(mut see: impl FnMut(&Place<'_>, &str, &Value)) {
    each_mapping(|place| {
        for (key, shape) in properties(&place.schema) {
            if is_looked_at(&place.path, key) {
                see(place, key, shape);
            }
        }
    });
}

fn walk(
    of: (Document, &Value),
    path: &str,
    shape: &Value,
    wrap: &dyn Fn(Value) -> Value,
    see: &mut impl FnMut(&Place<'_>),
) {
    for branch in shape["anyOf"].as_array().into_iter().flatten() {
        walk(of, path, branch, wrap, see);
    }
    if shape["items"].is_object() {
        walk(of, path, &shape["items"], &|value| wrap(json!([value])), see);
    }
    if !is_of(shape, "object") {
        return;
    }
    let (kind, root) = of;
    see(&Place { kind, root, path: path.to_owned(), schema: shape.clone(), wrap });
    let inner = |key: &str, value: Value| {
        let mut mapping = needed(path, shape);
        mapping.insert(key.to_owned(), value);
        wrap(mapping.into())
    };
    for (key, below) in properties(shape) {
        if is_looked_at(path, key) {
            walk(of, &format!("{path}.{key}"), below, &|value| inner(key, value), see);
        }
    }
    if shape["additionalProperties"].is_object() {
        let key = if path == "dataset.observations" { "registered" } else { "any" };
        walk(of, &format!("{path}.*"), &shape["additionalProperties"], &|value| inner(key, value), see);
    }
}

/// One rule of site.yaml is like the other.
fn is_looked_at(path: &str, key: &str) -> bool {
    path != "site.rules" || key == "missing-alt"
}

/// The keys that a mapping needs; rows need those of the dimensions of their file, which no schema knows.
fn needed(path: &str, shape: &Value) -> Map<String, Value> {
    let needed = shape["required"].as_array().into_iter().flatten().filter_map(Value::as_str);
    let mut mapping: Map<String, Value> =
        needed.map(|key| (key.to_owned(), sample(&shape["properties"][key]))).collect();
    match path {
        "dataset" => {
            mapping["observations"] = json!([]);
            mapping["measures"] = json!({"registered": {"type": "number"}, "completed": {"type": "number"}});
        }
        "dataset.observations" if shape["additionalProperties"] != false => {
            mapping.insert("year".to_owned(), 2024.into());
        }
        _ => {}
    }
    mapping
}

/// A value of this kind.
fn sample(shape: &Value) -> Value {
    if let Some(example) = shape["examples"].get(0).or(shape.get("default")).or(shape["enum"].get(0)) {
        return example.clone();
    }
    if let Some(branch) = shape["anyOf"].get(0) {
        return sample(branch);
    }
    match shape["type"].as_str().or(shape["type"].get(0).and_then(Value::as_str)) {
        Some("object") => {
            let needed = shape["required"].as_array().into_iter().flatten().filter_map(Value::as_str);
            needed.map(|key| (key.to_owned(), sample(&shape["properties"][key]))).collect::<Map<_, _>>().into()
        }
        Some("array") => {
            let count = shape["minItems"].as_u64().unwrap_or(0);
            (0..count).map(|_| sample(&shape["items"])).collect()
        }
        Some("boolean") => true.into(),
        Some("integer" | "number") => shape.get("minimum").cloned().unwrap_or_else(|| 1.into()),
        Some(_) if shape["pattern"].as_str().is_some_and(|pattern| pattern.contains(r"\d{4}")) => "2024-05-13".into(),
        Some(_) if shape["pattern"].as_str().is_some_and(|pattern| pattern.contains('#')) => "#12436D".into(),
        _ => "x".into(),
    }
}

/// The lists of words that a value may be of.
fn word_lists(shape: &Value) -> Vec<BTreeSet<&str>> {
    let own = shape["enum"].as_array().map(|words| words.iter().filter_map(Value::as_str).collect());
    let branches = shape["anyOf"].as_array().into_iter().flatten();
    own.into_iter().chain(branches.flat_map(word_lists)).collect()
}

fn properties(shape: &Value) -> impl Iterator<Item = (&str, &Value)> {
    shape["properties"].as_object().into_iter().flatten().map(|(key, below)| (key.as_str(), below))
}

fn is_of(shape: &Value, kind: &str) -> bool {
    shape["type"] == kind || shape["type"].as_array().is_some_and(|kinds| kinds.contains(&kind.into()))
}

/// Each description by its path.
fn descriptions(shape: &Value) -> Vec<(String, String)> {
    let mut found = Vec::new();
    each_description(shape, "", &mut found);
    found
}

fn each_description(shape: &Value, path: &str, found: &mut Vec<(String, String)>) {
    for (key, below) in properties(shape) {
        let path = format!("{path}.{key}");
        found.push((path.clone(), below["description"].as_str().unwrap_or_default().to_owned()));
        each_description(below, &path, found);
    }
    for below in ["items", "additionalProperties"].map(|below| &shape[below]).iter().filter(|below| below.is_object()) {
        each_description(below, path, found);
    }
    for branch in shape["anyOf"].as_array().into_iter().flatten() {
        each_description(branch, path, found);
    }
}

/// The findings that a schema could have made.
fn kinds(findings: &[Diagnostic]) -> Vec<String> {
    let is_of_kind =
        |finding: &&Diagnostic| matches!(finding.code, Code::WrongType | Code::UnknownKey | Code::MissingKey);
    findings.iter().filter(is_of_kind).map(|finding| format!("{}: {}", finding.code, finding.message.en())).collect()
}

/// What the loader finds in a document.
fn load(kind: Document, document: &Value) -> Vec<Diagnostic> {
    load_all(kind, std::slice::from_ref(document)).remove(0)
}

/// What the loader finds in each of these documents, JSON being YAML.
fn load_all(kind: Document, documents: &[Value]) -> Vec<Vec<Diagnostic>> {
    let with = |files: &[(String, String)]| {
        let mut disk = Disk::default();
        for (path, text) in files {
            disk.sources.add_text(path, text);
        }
        disk
    };
    let theme = if kind == Document::Theme { "own" } else { "portal" };
    let config = format!(r#"{{"title": "x", "base_url": "https://a.example", "theme": "{theme}"}}"#);
    let site = ("site.yaml".to_owned(), config);
    let load = |disk: &Disk| {
        let config = Config::read(&disk.sources, SourceId(0)).value;
        load::load(disk, config, &Selection { drafts: true, now: None }, &Images::default()).diagnostics
    };
    let texts = documents.iter().map(Value::to_string);
    match kind {
        Document::Site => texts
            .map(|text| Config::read(&with(&[("site.yaml".to_owned(), text)]).sources, SourceId(0)).diagnostics)
            .collect(),
        // A site has one theme.
        Document::Theme => {
            let texts: Vec<String> = texts.collect();
            let load = |text| load(&with(&[site.clone(), ("themes/own/theme.yaml".to_owned(), text)]));
            texts.into_par_iter().map(load).collect()
        }
        Document::Page | Document::Dataset | Document::Chart => {
            let file = |(at, text): (usize, String)| match kind {
                Document::Page => (format!("content/tin-{at}/_index.md"), format!("---\n{text}\n---\n")),
                Document::Chart => {
                    (format!("content/bai-{at}.md"), format!("---\ntitle: x\n---\n\n```chart\n{text}\n```\n"))
                }
                _ => (format!("content/so-{at}.yaml"), text),
            };
            let disk = with(&[site].into_iter().chain(texts.enumerate().map(file)).collect::<Vec<_>>());
            let mut found = vec![Vec::new(); documents.len()];
            for finding in load(&disk) {
                found[finding.span.source.0 as usize - 1].push(finding);
            }
            found
        }
    }
}
