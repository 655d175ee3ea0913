//! docs/themes.md lists everything that a template may use, and nothing else; its examples build.

#![expect(clippy::disallowed_methods, reason = "tests read the sources themselves")]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use support::{Site, sites, tree};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The cells of each row of the first table below the heading `name`.
fn table(doc: &str, name: &str) -> Vec<Vec<String>> {
    let is_heading =
        |line: &&str| line.trim_start_matches('#').strip_prefix(' ') == Some(name) && line.starts_with("##");
    let below = doc.lines().skip_while(|line| !is_heading(line)).skip(1);
    let rows = below.skip_while(|line| !line.starts_with('|')).take_while(|line| line.starts_with('|')).skip(2);
    rows.map(|line| line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect()).collect()
}

/// What stands between backticks.
fn names(cell: &str) -> BTreeSet<String> {
    cell.split('`').skip(1).step_by(2).map(ToOwned::to_owned).collect()
}

fn first_names(doc: &str, heading: &str) -> BTreeSet<String> {
    table(doc, heading).iter().flat_map(|row| names(&row[0])).collect()
}

/// The structs that templates see: name, and fields with their types.
fn structs() -> BTreeMap<String, Vec<(String, String)>> {
    let mut found: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    let mut open = None;
    for line in read("src/render/context.rs").lines() {
        if let Some(rest) = line.strip_prefix("pub struct ") {
            let name: String = rest.chars().take_while(|c| c.is_alphanumeric()).collect();
            found.insert(name.clone(), Vec::new());
            open = Some(name);
        } else if line.starts_with('}') {
            open = None;
        } else if let Some((field, kind)) = line.trim().strip_prefix("pub ").and_then(|rest| rest.split_once(": "))
            && let Some(open) = &open
        {
            let fields = found.get_mut(open).expect("it was opened");
            fields.push((field.to_owned(), kind.trim_end_matches(',').to_owned()));
        }
    }
    found
}

/// `PageSummary` is called `Page summary`, `PageContext` `Page`.
fn heading(name: &str) -> String {
    let mut out = String::new();
    for (at, sign) in name.trim_end_matches("Context").char_indices() {
        if at > 0 && sign.is_uppercase() {
            out.push(' ');
            out.extend(sign.to_lowercase());
        } else {
            out.push(sign);
        }
    }
    out
}

/// A type as the page words it.
fn shape(kind: &str) -> String {
    let inner = |name: &str| kind.strip_prefix(name)?.strip_prefix('<')?.strip_suffix('>');
    if let Some(kind) = inner("Option") {
        return format!("{} or none", shape(kind));
    }
    if let Some(kind) = inner("Vec") {
        return format!("list of {}", shape(kind));
    }
    let kind = kind.trim_start_matches("&'a ").trim_start_matches("&'static ").trim_end_matches("<'a>");
    match kind {
        "String" | "str" => "text".to_owned(),
        "bool" => "true or false".to_owned(),
        "usize" | "u8" | "u32" => "number".to_owned(),
        "serde_json::Value" => "anything".to_owned(),
        _ if kind.starts_with("BTreeMap") => "text by name".to_owned(),
        _ => format!("[{}](#{})", heading(kind), heading(kind).to_lowercase().replace(' ', "-")),
    }
}

#[test]
fn every_key_is_listed_with_its_shape_and_no_other() {
    let doc = read("docs/themes.md");
    let structs = structs();
    assert!(structs.len() > 25, "{:?}", structs.keys());
    for (name, fields) in &structs {
        let expected: Vec<(String, String)> =
            fields.iter().map(|(field, kind)| (format!("`{field}`"), shape(kind))).collect();
        let listed: Vec<(String, String)> =
            table(&doc, &heading(name)).into_iter().map(|row| (row[0].clone(), row[1].clone())).collect();
        assert_eq!(listed, expected, "docs/themes.md, section {}", heading(name));
        assert!(table(&doc, &heading(name)).iter().all(|row| !row[2].is_empty()), "{name}: each key says what it is");
    }
    let known: BTreeSet<String> = structs.keys().map(|name| heading(name)).collect();
    let sections: BTreeSet<String> =
        doc.lines().filter_map(|line| line.strip_prefix("### ")).map(ToOwned::to_owned).collect();
    assert_eq!(sections, known);
}

#[test]
fn every_variable_is_listed_and_no_other() {
    let mut given = BTreeSet::new();
    for (path, bytes) in tree(&root().join("src/render")) {
        let text = String::from_utf8(bytes).expect("UTF-8");
        let own = text.split("#[cfg(test)]").next().unwrap_or_default();
        if Path::new(&path).extension().is_some_and(|end| end == "rs") && path != "tests.rs" {
            for adds in [".with(\"", ".with_shown(\"", ".insert_value(\""] {
                given.extend(own.split(adds).skip(1).filter_map(|rest| Some(rest.split_once('"')?.0.to_owned())));
            }
        }
    }
    assert_eq!(first_names(&read("docs/themes.md"), "Variables"), given);
}

/// Every file of both themes below `folder`, with its theme.
fn themes(folder: &str) -> Vec<(String, &'static str, String)> {
    let of = |theme: &'static str| {
        let files = tree(&root().join("themes").join(theme).join(folder)).into_iter();
        files.map(move |(name, bytes)| (name, theme, String::from_utf8_lossy(&bytes).into_owned()))
    };
    of("portal").chain(of("print")).collect()
}

#[test]
fn every_template_block_component_and_file_is_listed_and_no_other() {
    let doc = read("docs/themes.md");
    let templates = themes("templates");
    let all: BTreeSet<String> = templates.iter().map(|(name, ..)| name.clone()).collect();
    assert_eq!(first_names(&doc, "Templates"), all);

    let mut blocks: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut components: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, _, text) in &templates {
        for block in text.split("{% block ").skip(1).filter_map(|rest| rest.split([' ', '-']).next()) {
            blocks.entry(block.to_owned()).or_default().insert(name.clone());
        }
        for (component, rest) in text.split("{% component ").skip(1).filter_map(|rest| rest.split_once('(')) {
            let arguments = rest.split(')').next().unwrap_or_default();
            components.insert(component.to_owned(), arguments.split(", ").map(ToOwned::to_owned).collect());
        }
    }
    for row in table(&doc, "Blocks") {
        let block = names(&row[0]).into_iter().next().expect("a name");
        let mut listed = names(&row[1]);
        if row[1].starts_with("all but ") {
            listed = all.difference(&listed).cloned().collect();
        }
        assert_eq!(blocks.remove(&block), Some(listed), "block {block}");
    }
    assert_eq!(blocks, BTreeMap::new(), "blocks that are not listed");
    let listed = table(&doc, "Components").into_iter().map(|row| {
        let arguments = row[1].split(", ").map(|name| name.trim_matches('`').to_owned()).collect();
        (row[0].trim_matches('`').to_owned(), arguments)
    });
    assert_eq!(listed.collect::<BTreeMap<String, Vec<String>>>(), components);

    let listed = table(&doc, "Static files").into_iter().map(|row| (row[0].replace('`', ""), row[1].replace('`', "")));
    let files = themes("static").into_iter().map(|(name, theme, _)| (name, theme.to_owned()));
    assert_eq!(listed.collect::<BTreeSet<_>>(), files.collect::<BTreeSet<_>>());
}

#[test]
fn filters_tests_and_functions_are_there() {
    let rows = table(&read("docs/themes.md"), "Filters, tests and functions");
    let mut template = String::from("{% if false %}");
    for (row, (before, after)) in rows.iter().zip([("{{ page | ", " }}"), ("{{ page is ", " }}"), ("{{ ", "() }}")]) {
        let names = names(&row[1]);
        assert!(!names.is_empty(), "{row:?}");
        template.extend(names.iter().flat_map(|name| [before, name, after]));
    }
    let site = Site::of(&[("site.yaml", "title: Thử\nbase_url: https://thu.example\n")]);
    site.write("content/a.md", "---\ntitle: A\n---\n");
    site.write("templates/page.html", template + "{% endif %}");
    let run = site.run(&["check", "--format", "short"]);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    // Were one added, it would have to be listed.
    let home = read("src/render/template.rs");
    assert!(!["register_filter", "register_test", "register_function"].iter().any(|word| home.contains(word)));
}

#[test]
fn the_examples_build() {
    let doc = read("docs/themes.md");
    let examples = doc.split("```").skip(1).step_by(2).filter_map(|block| {
        let (first, text) = block.split_once('\n')?.1.split_once('\n')?;
        let path = first.trim_start_matches(['<', '!', '-', '#', ' ']).trim_end_matches(['-', '>', ' ']);
        Some((path.to_owned(), text.to_owned()))
    });
    let site = Site::of(&sites::every_kind("portal"));
    let mut count = 0;
    for (path, text) in examples {
        assert!(path.contains('/'), "each example names its file: {path}");
        site.write(&path, text);
        count += 1;
    }
    assert!(count >= 4, "{count}");
    site.build();
}
