//! site.yaml: its values, its defaults, and how it is read.

pub mod color;
mod credit;
mod download;
pub mod ground;
mod limits;
mod numbers;
pub mod palette;
mod server;

pub use credit::Credit;
pub use download::Download;
pub use limits::Limits;
pub use numbers::NumberRule;
pub use server::Server;

use std::cell::RefCell;
use std::collections::BTreeMap;

use crate::diag::{Code, Diagnosed, Diagnostic, Severity, catalog};
use crate::locale::{Lang, Zone, nearest};
use crate::source::{SourceId, Sources, Span, Spanned};
use crate::syntax::markdown::{Style, Syntax};
use crate::syntax::reader::{Reader, Taken};
use crate::syntax::yaml::{self, Node};

use palette::Palette;

/// The site's configuration, defaults filled in.
#[derive(Debug, Clone)]
pub struct Config {
    pub title: String,
    pub base_url: String,
    pub description: Option<String>,
    pub language: Lang,
    pub languages: Vec<Lang>,
    pub zone: Zone,
    pub theme: Spanned<String>,
    pub publisher: Publisher,
    pub license: Option<Credit>,
    /// Who stands behind the figures of datasets that name no source.
    pub sources: Vec<Credit>,
    pub menu: Vec<MenuItem>,
    pub feed_limit: usize,
    /// Whether readers can search the site.
    pub search: bool,
    /// What site.yaml sets for a code: none silences it.
    pub rules: BTreeMap<Code, Option<Severity>>,
    /// By which words numbers in prose are no figures, beside the built-in rules.
    pub numbers: Vec<NumberRule>,
    pub raw_html: RawHtml,
    pub limits: Limits,
    /// The servers that get a file with the headers of the site.
    pub headers: Vec<Server>,
    /// How Markdown is read and set.
    pub markdown: Style,
    /// The files beside a figure whose block names none.
    pub downloads: Vec<Download>,
    /// `charts.palette`, which stands over the theme's.
    pub palette: Option<Palette>,
    pub extra: serde_json::Value,
}

/// Who publishes the site; every field may be left out.
#[derive(Debug, Clone, Default)]
pub struct Publisher {
    pub name: Option<String>,
    pub address: Option<String>,
    pub phone: Option<String>,
    pub email: Option<String>,
    pub responsible: Option<String>,
}

/// An entry of the menu.
#[derive(Debug, Clone)]
pub struct MenuItem {
    pub title: String,
    /// A path of the site (`/tin-tuc/_index.md`, `/data/x.yaml`) or an address.
    pub url: Spanned<String>,
}

/// What becomes of HTML in Markdown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RawHtml {
    #[default]
    Sanitize,
    Escape,
    Allow,
}

/// Words of other tools for keys of site.yaml.
const OTHER_TOOLS: &[(&str, &str)] = &[
    ("baseURL", "base_url"),
    ("baseurl", "base_url"),
    ("url", "base_url"),
    ("default_language", "language"),
    ("languageCode", "language"),
    ("lang", "language"),
    ("name", "title"),
    ("params", "extra"),
    ("author", "publisher"),
    ("nav", "menu"),
    ("menus", "menu"),
    ("timeZone", "timezone"),
    ("csp", "headers"),
    ("security_headers", "headers"),
];

impl Config {
    /// Who publishes the site: the publisher's name, else the site's.
    #[must_use]
    pub fn publisher_name(&self) -> &str {
        self.publisher.name.as_ref().unwrap_or(&self.title)
    }

    /// Reads site.yaml, whose number is `source`; what can't be read keeps its default.
    #[must_use]
    pub fn read(sources: &Sources, source: SourceId) -> Diagnosed<Self> {
        let file = sources.get(source);
        let node = match yaml::parse(&file.text, source, 0) {
            Ok(node) => node,
            Err(finding) => return Diagnosed { value: Self::fallback(source), diagnostics: vec![finding] },
        };
        let findings = RefCell::new(Vec::new());
        let mut reader = Reader::new(&node, &file.text, catalog::yaml::site_yaml(), Span::file(source), &findings);
        let value = Self::from_reader(&mut reader, source);
        reader.finish(OTHER_TOOLS);
        Diagnosed { value, diagnostics: findings.into_inner() }
    }

    fn from_reader(reader: &mut Reader<'_>, source: SourceId) -> Self {
        let mut config = Self::fallback(source);
        let text = |taken: Taken<'_>| taken.text().map(|text| text.value);
        config.title = text(reader.need("title", "title: …")).unwrap_or_default();
        if let Some(url) = base_url(reader) {
            config.base_url = url;
        }
        config.description = text(reader.take("description"));
        let languages = Lang::ALL.map(|lang| (lang.code(), lang));
        config.language = reader.take("language").one_of(&languages).map_or(Lang::Vi, |lang| lang.value);
        config.languages = read_languages(reader, config.language);
        if let Some(zone) = read_zone(reader) {
            config.zone = zone;
        }
        if let Some(theme) = reader.take("theme").text() {
            config.theme = theme;
        }
        config.publisher = reader.take("publisher").mapping().map(read_publisher).unwrap_or_default();
        config.license = Credit::license(reader);
        config.sources = Credit::sources(reader);
        config.menu = read_menu(reader);
        config.feed_limit =
            reader.take("feed_limit").whole(1..=1000).and_then(|n| usize::try_from(n).ok()).unwrap_or(20);
        config.search = reader.take("search").flag().unwrap_or(true);
        config.rules = reader.take("rules").mapping().map(read_rules).unwrap_or_default();
        config.numbers = numbers::read(reader);
        let words = [("sanitize", RawHtml::Sanitize), ("escape", RawHtml::Escape), ("allow", RawHtml::Allow)];
        config.raw_html = reader.take("raw_html").one_of(&words).map_or(RawHtml::Sanitize, |word| word.value);
        config.limits = Limits::read(reader);
        config.headers = server::read(reader);
        config.markdown = read_markdown(reader);
        read_charts(reader, &mut config);
        read_later(reader);
        if let Some(node) = reader.take("extra").node {
            config.extra = yaml::to_json(node, reader.text());
        }
        config
    }

    /// What a site without a readable site.yaml goes on with, so that the other findings still show.
    fn fallback(source: SourceId) -> Self {
        Self {
            title: String::new(),
            base_url: "https://example.invalid".to_owned(),
            description: None,
            language: Lang::Vi,
            languages: vec![Lang::Vi],
            zone: Zone::named("Asia/Ho_Chi_Minh").expect("the zone data is compiled in"),
            theme: Spanned::new("portal".to_owned(), Span::file(source)),
            publisher: Publisher::default(),
            license: None,
            sources: Vec::new(),
            menu: Vec::new(),
            feed_limit: 20,
            search: true,
            rules: BTreeMap::new(),
            numbers: Vec::new(),
            raw_html: RawHtml::default(),
            limits: Limits::default(),
            headers: Vec::new(),
            markdown: Style { syntax: Syntax::Full, smart: true },
            downloads: vec![Download::Csv],
            palette: None,
            extra: serde_json::Value::Null,
        }
    }
}

fn base_url(reader: &mut Reader<'_>) -> Option<String> {
    let url = reader.need("base_url", "base_url: https://…").text()?;
    let rest = url.value.strip_prefix("https://").or_else(|| url.value.strip_prefix("http://"));
    let fine = rest.is_some_and(|rest| {
        !rest.is_empty() && !rest.starts_with('/') && !rest.contains([' ', '"', '<', '>', '?', '#'])
    });
    if !fine {
        let message = catalog::site::base_url(&url.value);
        reader.report(
            Diagnostic::new(Code::WrongType, url.span, message)
                .help(catalog::yaml::write_like("base_url: https://bao-cao.example")),
        );
        return None;
    }
    Some(url.value.trim_end_matches('/').to_owned())
}

fn read_languages(reader: &mut Reader<'_>, first: Lang) -> Vec<Lang> {
    let mut languages = vec![first];
    for word in reader.take("languages").texts(true) {
        match Lang::parse(&word.value) {
            Some(lang) if languages.contains(&lang) => {}
            Some(lang) => languages.push(lang),
            None => {
                let message = catalog::yaml::not_in_list("languages", &word.value);
                reader
                    .report(Diagnostic::new(Code::WrongType, word.span, message).help(catalog::yaml::one_of("vi, en")));
            }
        }
    }
    languages
}

fn read_zone(reader: &mut Reader<'_>) -> Option<Zone> {
    let name = reader.take("timezone").text()?;
    let zone = Zone::named(&name.value);
    if zone.is_none() {
        let message = catalog::yaml::not_in_list("timezone", &name.value);
        reader.report(
            Diagnostic::new(Code::WrongType, name.span, message)
                .help(catalog::yaml::write_like("timezone: Asia/Ho_Chi_Minh")),
        );
    }
    zone
}

fn read_publisher(mut reader: Reader<'_>) -> Publisher {
    let mut text = |key| reader.take(key).word().map(|text| text.value);
    let publisher = Publisher {
        name: text("name"),
        address: text("address"),
        phone: text("phone"),
        email: text("email"),
        responsible: text("responsible"),
    };
    reader.finish(&[("title", "name"), ("tel", "phone")]);
    publisher
}

fn read_menu(reader: &mut Reader<'_>) -> Vec<MenuItem> {
    let mut menu = Vec::new();
    for mut item in reader.take("menu").mappings() {
        let title = item.need("title", "title: …").text();
        let url = item.need("url", "url: /tin-tuc/_index.md").text();
        item.finish(&[("name", "title"), ("label", "title"), ("href", "url"), ("link", "url"), ("path", "url")]);
        if let (Some(title), Some(url)) = (title, url) {
            menu.push(MenuItem { title: title.value, url });
        }
    }
    menu
}

fn read_rules(mut reader: Reader<'_>) -> BTreeMap<Code, Option<Severity>> {
    const LEVELS: [(&str, Option<Severity>); 4] = [
        ("error", Some(Severity::Error)),
        ("warning", Some(Severity::Warning)),
        ("advice", Some(Severity::Advice)),
        ("off", None),
    ];
    let mut rules = BTreeMap::new();
    for (key, node) in reader.rest() {
        let Some(code) = Code::parse(&key.value) else {
            let near = nearest(&key.value, Code::ALL.iter().map(|code| code.word()));
            let help = near.map_or_else(catalog::site::codes_help, catalog::yaml::did_you_mean);
            let message = catalog::yaml::unknown_key(&key.value, catalog::yaml::this_place("rules"));
            reader.report(Diagnostic::new(Code::UnknownKey, key.span, message).help(help));
            continue;
        };
        let level = if let Node::Map(_) = node.value {
            let mut rule = reader.within(node, key);
            let level = rule.need("level", "level: off").one_of(&LEVELS);
            let _reason = rule.need("reason", "reason: …").text();
            rule.finish(&[("severity", "level")]);
            level
        } else {
            reader.value(code.word(), node).one_of(&LEVELS)
        };
        if let Some(level) = level {
            rules.insert(code, level.value);
        }
    }
    rules
}

/// `markdown {syntax, smart_punctuation}`: quotes and dashes are set where the whole of our Markdown is read, unless the
/// site says otherwise.
fn read_markdown(reader: &mut Reader<'_>) -> Style {
    const SYNTAXES: [(&str, Syntax); 2] = [("full", Syntax::Full), ("commonmark", Syntax::CommonMark)];
    let Some(mut markdown) = reader.take("markdown").mapping() else {
        return Style { smart: true, ..Style::default() };
    };
    let syntax = markdown.take("syntax").one_of(&SYNTAXES).map_or(Syntax::Full, |word| word.value);
    let smart = markdown.take("smart_punctuation").flag().unwrap_or(syntax == Syntax::Full);
    markdown.finish(&[
        ("smart", "smart_punctuation"),
        ("smartypants", "smart_punctuation"),
        ("typographer", "smart_punctuation"),
        ("dialect", "syntax"),
        ("extensions", "syntax"),
    ]);
    Style { syntax, smart }
}

/// `charts {download, palette}`: the files beside figures, and the palette, where it is given and right.
fn read_charts(reader: &mut Reader<'_>, config: &mut Config) {
    let Some(mut charts) = reader.take("charts").mapping() else { return };
    let downloads = charts.take("download");
    if downloads.node.is_some_and(|node| node.value != Node::Null) {
        config.downloads = read_downloads(&charts, downloads).into_iter().map(|word| word.value).collect();
    }
    config.palette = Palette::read(&mut charts);
    charts.finish(&[("downloads", "download"), ("colors", "palette"), ("colours", "palette")]);
}

/// The kinds of files that a list names; a word that names none is reported.
pub fn read_downloads(reader: &Reader<'_>, taken: Taken<'_>) -> Vec<Spanned<Download>> {
    let mut known = Vec::new();
    for word in taken.texts(true) {
        if let Some((_, download)) = Download::ALL.iter().find(|(name, _)| *name == word.value) {
            known.push(word.map(|_| *download));
            continue;
        }
        let names = Download::ALL.map(|(name, _)| name);
        let help = match nearest(&word.value, names) {
            Some(near) => catalog::yaml::did_you_mean(near),
            None => catalog::yaml::one_of(names.join(", ")),
        };
        let message = catalog::yaml::not_in_list("download", &word.value);
        reader.report(Diagnostic::new(Code::WrongType, word.span, message).help(help));
    }
    known
}

/// Words for credentials, which no target may hold.
pub const SECRETS: [&str; 6] = ["password", "secret", "token", "key", "access_key", "secret_key"];

/// Keys of the contract whose command is not part of this version: their form is checked, nothing uses them.
fn read_later(reader: &mut Reader<'_>) {
    const KINDS: [(&str, ()); 5] = [("directory", ()), ("s3", ()), ("sftp", ()), ("webdav", ()), ("ftp", ())];
    let _approval = reader.take("require_approval").flag();
    let Some(mut targets) = reader.take("targets").mapping() else { return };
    for (name, node) in targets.rest() {
        let mut target = targets.within(node, name);
        let _kind = target.need("type", "type: directory").one_of(&KINDS);
        for (key, _) in target.rest() {
            if SECRETS.contains(&key.value.as_str()) {
                let message = catalog::site::credential(&key.value);
                target.report(
                    Diagnostic::new(Code::UnknownKey, key.span, message).help(catalog::site::credential_help()),
                );
            }
        }
    }
}
