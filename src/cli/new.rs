//! `baocao new`: an article or a dataset to fill in.

use std::path::Path;

use serde_json::json;

use super::args::New;
use super::{Context, Exit, Failure, shown, words};
use crate::emit::write_new;
use crate::locale::{Date, DateTime, Zone, nfc, slugify};
use crate::source::{self, Sources};
use crate::syntax::yaml::{self, Node};

const ARTICLE: &str = include_str!("patterns/article.md");
const DATASET: &str = include_str!("patterns/dataset.yaml");

/// The zone of a site that names none.
const DEFAULT_ZONE: &str = "Asia/Ho_Chi_Minh";
/// Longest file name made from a title, in letters.
const LONGEST_SLUG: usize = 80;

/// Writes what was asked for into the site; refuses where its file is there already.
pub fn new(context: &Context, what: New) -> Result<Exit, Failure> {
    let root = context.root()?;
    let sources = source::read(&root)?.sources;
    let (path, text) = match what {
        New::Article { title, section, date } => {
            let (title, slug) = title_and_slug(&title)?;
            let section = section_folder(section.as_deref(), &sections(&sources))?;
            let date = match date {
                Some(text) => Date::parse(&text).ok_or_else(|| Failure::usage(words::no_date(text)))?,
                None => today(&sources),
            };
            (format!("content/{section}{}-{slug}/index.md", date.iso()), filled(ARTICLE, &title, date))
        }
        New::Dataset { title } => {
            let (title, slug) = title_and_slug(&title)?;
            (format!("content/data/{slug}.yaml"), filled(DATASET, &title, today(&sources)))
        }
    };
    write(context, &root, &path, &text)?;
    Ok(Exit::Fine)
}

fn write(context: &Context, root: &Path, path: &str, text: &str) -> Result<(), Failure> {
    let file = root.join(path);
    if file.symlink_metadata().is_ok() {
        return Err(Failure::usage(words::files_exist(shown(&file))));
    }
    write_new(&file, text)?;
    context.result(&words::file_made(shown(&file)), &json!({"files": [shown(&file)]}))
}

/// A title on one line, and the segment of an address made from it.
fn title_and_slug(title: &str) -> Result<(String, String), Failure> {
    let words = title.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty());
    let title = nfc(&words.collect::<Vec<_>>().join(" ")).into_owned();
    if title.is_empty() {
        return Err(Failure::usage(words::no_title()));
    }
    let slug = shortened(&slugify(&title));
    if slug.is_empty() { Err(Failure::usage(words::no_slug(title))) } else { Ok((title, slug)) }
}

/// `slug`, cut between two words where it is too long for a comfortable file name.
fn shortened(slug: &str) -> String {
    let mut short = String::new();
    for word in slug.split('-') {
        if !short.is_empty() && short.len() + word.len() >= LONGEST_SLUG {
            break;
        }
        if !short.is_empty() {
            short.push('-');
        }
        short.extend(word.chars().take(LONGEST_SLUG));
    }
    short
}

/// The folders below content/ that are sections, in order.
fn sections(sources: &Sources) -> Vec<&str> {
    let folders = sources.iter().filter_map(|(_, file)| file.path.below("content"));
    folders.filter_map(|path| path.strip_suffix("/_index.md")).collect()
}

/// The chosen section's folder with a `/` at its end; empty for a site that has no section but its home page.
fn section_folder(asked: Option<&str>, sections: &[&str]) -> Result<String, Failure> {
    let asked = asked.map(|name| nfc(&name.replace('\\', "/")).trim_matches('/').to_owned());
    let asked = asked.as_deref().map(|name| name.strip_prefix("content/").unwrap_or(name));
    match (asked, sections) {
        (Some(name), _) if sections.contains(&name) => Ok(format!("{name}/")),
        (Some(name), []) => Err(Failure::usage(words::no_sections(name))),
        (Some(name), _) => Err(Failure::usage(words::no_section(name, sections.join(", ")))),
        (None, []) => Ok(String::new()),
        (None, [only]) => Ok(format!("{only}/")),
        (None, _) => Err(Failure::usage(words::which_section(sections.join(", ")))),
    }
}

/// Today in the site's zone. A new file is no build: its author expects the day it is.
fn today(sources: &Sources) -> Date {
    let zone = zone_named_in(sources).and_then(|name| Zone::named(&name));
    let zone = zone.or_else(|| Zone::named(DEFAULT_ZONE)).expect("the compiled-in zones hold the default");
    DateTime::clock(&zone).date()
}

fn zone_named_in(sources: &Sources) -> Option<String> {
    let id = sources.find("site.yaml")?;
    let site = yaml::parse(&sources.get(id).text, id, 0).ok()?;
    let Node::Map(entries) = site.value else { return None };
    entries.into_iter().find(|(key, _)| key.value == "timezone").and_then(|(_, node)| match node.value {
        Node::Str(name) => Some(name),
        _ => None,
    })
}

fn filled(pattern: &str, title: &str, date: Date) -> String {
    pattern.replace("{date}", &date.iso()).replace("{title}", &yaml_text(title))
}

/// `text` as a YAML scalar that reads as this text and nothing else: bare where that is plain, else in double quotes.
fn yaml_text(text: &str) -> String {
    let is_bare = text.starts_with(char::is_alphabetic)
        && text.chars().all(|c| c.is_alphanumeric() || " ,.()/–-".contains(c))
        && !matches!(
            text.to_lowercase().as_str(),
            "null" | "true" | "false" | "yes" | "no" | "on" | "off" | "y" | "n" | "nan" | "inf"
        );
    if is_bare {
        return text.to_owned();
    }
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            _ => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_reads_back_from_yaml() {
        let titles = [
            "Kết quả quý I",
            "Kết quả: 97% việc",
            "\"Nêu gương\" và \\ 'làm theo'",
            "no",
            "2024",
            "- gạch #5",
            "{title} {date}",
            "[x](y)",
            "Trên 97%, tăng (so với 2022)",
            "@ok",
            "x: y",
        ];
        for title in titles {
            let text = filled("title: {title}\ndate: {date}\n", title, Date::parse("2024-05-13").expect("a day"));
            let mut sources = Sources::default();
            let id = sources.add_text("a.yaml", &text);
            let node = yaml::parse(&text, id, 0).expect(title).value;
            let Node::Map(entries) = node else { panic!("{text}") };
            assert_eq!(entries[0].1.value, Node::Str(title.into()), "{text}");
            assert_eq!(entries.len(), 2, "{text}");
        }
        assert_eq!(yaml_text("Kết quả quý I"), "Kết quả quý I", "plain titles stay bare");
    }

    #[test]
    fn slugs_are_cut_between_words() {
        assert_eq!(shortened("ket-qua"), "ket-qua");
        let long = shortened(&"nghiem-".repeat(30));
        assert!(long.len() <= LONGEST_SLUG && long.ends_with("-nghiem"), "{long}");
        assert_eq!(shortened(&"a".repeat(300)).len(), LONGEST_SLUG);
    }

    #[test]
    fn an_article_goes_to_a_section_that_is_there() {
        let mut sources = Sources::default();
        for path in ["content/_index.md", "content/a/_index.md", "content/b/c/_index.md", "content/x/index.md"] {
            sources.add_text(path, "");
        }
        let all = sections(&sources);
        assert_eq!(all, ["a", "b/c"]);
        let check = |asked, sections: &[&str], folder: Option<&str>| {
            assert_eq!(section_folder(asked, sections).ok().as_deref(), folder, "{asked:?} of {sections:?}");
        };
        check(None, &["a"], Some("a/"));
        check(None, &[], Some(""));
        check(None, &all, None);
        check(Some("content/b/c/"), &all, Some("b/c/"));
        check(Some("../x"), &all, None);
        check(Some("x"), &[], None);
    }

    #[test]
    fn the_zone_is_the_sites() {
        let zone = |text: &str| {
            let mut sources = Sources::default();
            sources.add_text("site.yaml", text);
            zone_named_in(&sources)
        };
        assert_eq!(zone("title: x\ntimezone: Asia/Tokyo\n").as_deref(), Some("Asia/Tokyo"));
        assert_eq!(zone("title: x\n"), None);
        assert_eq!(zone("title: [\n"), None);
    }
}
