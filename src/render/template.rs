//! Templates: loaded once, rendered for every page. The only home of `tera`.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::Serialize;
use tera::{ComponentArg, ComponentArgType, ErrorKind, Tera, Value};

use crate::diag::{Code, Diagnosed, Diagnostic, catalog};
use crate::model::theme::{Theme, ThemeTemplate};
use crate::source::{SourceId, Span};

use super::asked::{self, Asked};

/// The folder name of the theme that is compiled in; its templates stand behind every other theme's.
const EMBEDDED: &str = "portal";
/// So many bytes most pages have room in.
const USUAL_PAGE: usize = 1 << 15;

/// The templates of a site, ready to render.
pub struct Templates {
    tera: Tera,
    sources: BTreeMap<String, Option<SourceId>>,
    /// The words of the interface by the code of their language, as templates see them: made once.
    words: BTreeMap<String, Value>,
    asked: BTreeMap<String, Asked>,
    /// Where mistakes in templates are reported that are no files of the site.
    theme: Span,
}

/// What a template sees.
#[derive(Default)]
pub struct Scope(tera::Context);

/// What several scopes show, made once.
#[derive(Clone)]
pub struct Shown(Value);

impl Shown {
    #[must_use]
    pub fn of(value: &(impl Serialize + ?Sized)) -> Self {
        Self(Value::from_serializable(value))
    }
}

/// The component of a shortcode: what it takes.
#[derive(Clone, Debug)]
pub struct Component {
    pub arguments: Vec<Argument>,
    /// True where it takes arguments of any name.
    pub takes_any: bool,
    pub takes_body: bool,
}

#[derive(Clone, Debug)]
pub struct Argument {
    pub name: String,
    pub kind: Kind,
    pub is_required: bool,
    /// The texts that it may be; any where empty.
    pub choices: Vec<String>,
}

/// What an argument may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Any,
    Text,
    Flag,
    Whole,
    Number,
    List,
    Mapping,
}

/// A mistake in a template.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Mistake {
    template: String,
    range: Option<Range<usize>>,
    message: String,
}

impl Templates {
    /// Loads the theme's templates and reports every mistake in them at its place; none where there is one.
    ///
    /// `theme_span` is where site.yaml names the theme.
    #[must_use]
    pub fn new(theme: &Theme, theme_span: Span) -> Diagnosed<Option<Self>> {
        let mut chosen: Vec<&ThemeTemplate> = Vec::new();
        for template in &theme.templates {
            if chosen.iter().all(|known| known.name != template.name) {
                chosen.push(template);
            }
        }
        let sources = chosen.iter().map(|template| (template.name.clone(), template.source)).collect();
        let words = theme.words.iter().map(|(lang, words)| (lang.clone(), Value::from_serializable(words))).collect();
        let texts: BTreeMap<&str, &str> = chosen.iter().map(|it| (it.name.as_str(), it.text.as_str())).collect();
        let asked = asked::of_templates(&texts, &prefixes(&theme.name));
        let mut templates = Self { tera: empty(&theme.name), sources, words, asked, theme: theme_span };
        let mut mistakes: Vec<Mistake> = Vec::new();
        // A template with a mistake is set aside, so that those of the others are found as well.
        while let Err(error) = templates.tera.add_raw_templates(chosen.iter().map(|t| (&t.name, &t.text))) {
            let found = mistakes_of(&error, &chosen);
            let before = chosen.len();
            chosen.retain(|template| found.iter().all(|mistake| mistake.template != template.name));
            // A template that extends one with a mistake has none of its own.
            let is_set_aside = |name: &str| mistakes.iter().any(|known| known.template.ends_with(name));
            let is_cascade = matches!(error.kind(), ErrorKind::MissingParent { parent, .. } if is_set_aside(parent));
            if !is_cascade {
                mistakes.extend(found);
            }
            if chosen.len() == before {
                break;
            }
        }
        if mistakes.is_empty() {
            mistakes = templates.without_component();
        }
        let diagnostics: Vec<_> = mistakes.iter().map(|mistake| templates.diagnostic(mistake)).collect();
        Diagnosed { value: diagnostics.is_empty().then_some(templates), diagnostics }
    }

    /// True where the site, its theme or the binary has a template of this name.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.tera.contains_template(name)
    }

    /// What the template `name` asks for of its page.
    #[must_use]
    pub fn asked(&self, name: &str) -> Asked {
        self.asked.get(name).copied().unwrap_or(Asked::ALL)
    }

    /// What every template sees: the words of a language.
    #[must_use]
    pub fn scope(&self, lang: &str) -> Scope {
        let mut scope = Scope::default();
        if let Some(words) = self.words.get(lang) {
            scope.0.insert_value("words", words.clone());
        }
        scope
    }

    /// Renders the template `name`.
    ///
    /// # Errors
    /// The finding about the template.
    pub fn render(&self, name: &str, scope: &Scope) -> Result<String, Diagnostic> {
        self.tera.render(name, &scope.0).map_err(|error| self.error(name, &error))
    }

    /// The same as the bytes of a file.
    ///
    /// # Errors
    /// As [`Self::render`].
    pub fn file(&self, name: &str, scope: &Scope) -> Result<Vec<u8>, Diagnostic> {
        let mut bytes = Vec::with_capacity(USUAL_PAGE);
        self.tera.render_to(name, &scope.0, &mut bytes).map_err(|error| self.error(name, &error))?;
        Ok(bytes)
    }

    /// The names of the shortcodes, in order: the files in the folder `shortcodes` of templates.
    #[must_use]
    pub fn shortcodes(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.sources.keys().filter_map(|name| shortcode(name)).collect();
        names.sort_unstable();
        names.dedup();
        names
    }

    /// What the shortcode `name` takes; none where there is none of this name.
    #[must_use]
    pub fn component(&self, name: &str) -> Option<Component> {
        if !self.sources.keys().any(|template| shortcode(template) == Some(name)) {
            return None;
        }
        let info = self.tera.get_component_definition(name)?;
        let choices = |argument: &str| {
            let listed = info.metadata().get(argument).and_then(Value::as_array);
            let words = listed.into_iter().flatten().filter_map(|word| word.as_str().map(ToOwned::to_owned));
            words.collect()
        };
        let argument = |argument: &ComponentArg| Argument {
            name: argument.name().to_owned(),
            kind: kind(argument.arg_type()),
            is_required: argument.is_required(),
            choices: choices(argument.name()),
        };
        Some(Component {
            arguments: info.args().iter().filter(|argument| !argument.is_implicit()).map(argument).collect(),
            takes_any: info.rest_param().is_some(),
            takes_body: info.metadata().get("body").is_some_and(Value::is_truthy),
        })
    }

    /// Renders the component `name`; it may ask for `@words` and `@lang`.
    ///
    /// # Errors
    /// The finding about its template.
    pub fn render_component(
        &self,
        name: &str,
        arguments: &(impl Serialize + ?Sized),
        lang: &str,
        body: Option<&str>,
    ) -> Result<String, Diagnostic> {
        let scope = self.scope(lang).with("lang", lang);
        let made = tera::Context::from_serialize(arguments)
            .and_then(|arguments| self.tera.render_component_with_implicits(name, &arguments, &scope.0, body, true));
        made.map_err(|error| self.error(name, &error))
    }

    fn error(&self, template: &str, error: &tera::Error) -> Diagnostic {
        let whole = || Mistake { template: template.to_owned(), range: None, message: error.to_string() };
        self.diagnostic(&mistakes_of(error, &[]).into_iter().next().unwrap_or_else(whole))
    }

    /// The files of shortcodes that lack the component.
    fn without_component(&self) -> Vec<Mistake> {
        let lacks = |name: &&String| shortcode(name).is_some_and(|own| !self.tera.contains_component(own));
        let mistake = |name: &String| Mistake {
            template: name.clone(),
            range: None,
            message: catalog::template::no_component(shortcode(name).unwrap_or_default()).en().into_owned(),
        };
        self.sources.keys().filter(lacks).map(mistake).collect()
    }

    fn diagnostic(&self, mistake: &Mistake) -> Diagnostic {
        let source = self.sources.get(&mistake.template).copied().flatten();
        let finding = if let Some(source) = source {
            let range = mistake.range.clone().unwrap_or(0..0);
            let span = Span::new(source, range.start, range.end);
            Diagnostic::new(Code::Template, span, catalog::template::mistake(&mistake.message))
        } else {
            let message = catalog::template::mistake_in(&mistake.template, &mistake.message);
            Diagnostic::new(Code::Template, self.theme, message)
        };
        let is_shortcode = shortcode(&mistake.template).is_some();
        finding.help(if is_shortcode { catalog::template::shortcode_help() } else { catalog::template::scope_help() })
    }
}

impl Scope {
    /// Adds what the template sees as `name`.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: &(impl Serialize + ?Sized)) -> Self {
        self.0.insert(name, value);
        self
    }

    /// Adds what other scopes show as well.
    #[must_use]
    pub fn with_shown(mut self, name: &'static str, value: Shown) -> Self {
        self.0.insert_value(name, value.0);
        self
    }
}

/// The shortcode whose file is the template `name`: `callout` of `portal/shortcodes/callout.html`.
fn shortcode(name: &str) -> Option<&str> {
    let (folder, file) = name.rsplit_once('/')?;
    let is_folder = folder == "shortcodes" || folder.ends_with("/shortcodes");
    file.strip_suffix(".html").filter(|_| is_folder)
}

fn kind(of: Option<ComponentArgType>) -> Kind {
    match of {
        Some(ComponentArgType::String) => Kind::Text,
        Some(ComponentArgType::Bool) => Kind::Flag,
        Some(ComponentArgType::Integer) => Kind::Whole,
        Some(ComponentArgType::Float | ComponentArgType::Number) => Kind::Number,
        Some(ComponentArgType::Array) => Kind::List,
        Some(ComponentArgType::Map) => Kind::Mapping,
        _ => Kind::Any,
    }
}

/// What may be left out of a template's name.
fn prefixes(theme: &str) -> Vec<String> {
    let own = (theme != EMBEDDED).then_some(theme);
    own.into_iter().chain([EMBEDDED]).map(|folder| format!("{folder}/")).collect()
}

fn empty(theme: &str) -> Tera {
    let mut tera = Tera::new();
    tera.set_fallback_prefixes(prefixes(theme)).expect("no template was added yet");
    tera
}

/// Every mistake that tera names in `error`; of those without a place, the template is found by name.
fn mistakes_of(error: &tera::Error, loaded: &[&ThemeTemplate]) -> Vec<Mistake> {
    let whole = |template: &str, message: String| Mistake { template: template.to_owned(), range: None, message };
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => vec![Mistake {
            template: report.filename().to_owned(),
            range: Some(report.span().range.clone()),
            message: report.message().to_owned(),
        }],
        ErrorKind::MissingParent { current, parent } => {
            let text = loaded.iter().find(|template| template.name == *current).map_or("", |found| found.text.as_str());
            let range = text.find(parent.as_str()).map(|at| at..at + parent.len());
            vec![Mistake { template: current.clone(), range, message: error.to_string() }]
        }
        ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => {
            vec![whole(tpl, error.to_string())]
        }
        ErrorKind::Msg(message) => reports(message, loaded),
        _ => Vec::new(),
    }
}

/// Tera gives mistakes across templates (an unknown filter) as one text of reports: `error: … --> name:line:column`.
fn reports(text: &str, loaded: &[&ThemeTemplate]) -> Vec<Mistake> {
    let mut found = Vec::new();
    for report in text.split("error: ").skip(1) {
        let Some((message, rest)) = report.split_once("--> ") else { continue };
        let place = rest.lines().next().unwrap_or_default();
        let mut parts = place.rsplitn(3, ':');
        let column = parts.next().and_then(|column| column.trim().parse::<usize>().ok());
        let line = parts.next().and_then(|line| line.parse::<usize>().ok());
        let template = parts.next().unwrap_or_default().to_owned();
        let length = rest
            .lines()
            .filter_map(|line| line.split_once("| "))
            .map(|(_, code)| code.matches('^').count())
            .find(|count| *count > 0);
        let source = loaded.iter().find(|known| known.name == template);
        let range = source.zip(line).zip(column).map(|((known, line), column)| {
            let start = offset(&known.text, line, column);
            start..start + known.text[start..].chars().take(length.unwrap_or(1)).map(char::len_utf8).sum::<usize>()
        });
        found.push(Mistake { template, range, message: message.trim().to_owned() });
    }
    if found.is_empty() {
        // Two templates that define one component: the later one named is at fault.
        let named = loaded.iter().find(|template| text.contains(&format!("`{}`", template.name)));
        let template = named.map_or_else(String::new, |template| template.name.clone());
        found.push(Mistake { template, range: None, message: text.to_owned() });
    }
    found
}

/// The byte of a line and a column, both from 1.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text.split_inclusive('\n').take(line.saturating_sub(1)).map(str::len).sum();
    let within = text[start..].chars().take(column.saturating_sub(1)).map(char::len_utf8).sum::<usize>();
    start + within
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Sources, position};

    /// Loads `files` (name and text) and gives `name:line:column message` of each finding.
    fn check(files: &[(&str, &str)], expected: &[&str]) -> Option<Templates> {
        let mut sources = Sources::default();
        let config = sources.add_text("site.yaml", "theme: portal\n");
        let templates = files
            .iter()
            .map(|(name, text)| ThemeTemplate {
                name: (*name).to_owned(),
                source: Some(sources.add_text(name, text)),
                text: (*text).to_owned(),
            })
            .collect();
        let theme = Theme { name: "portal".to_owned(), templates, ..Theme::default() };
        let found = Templates::new(&theme, Span::file(config));
        let shown: Vec<String> = found.diagnostics.iter().map(|finding| shown(finding, &sources)).collect();
        assert_eq!(shown.len(), expected.len(), "{shown:#?}");
        for (shown, expected) in shown.iter().zip(expected) {
            assert!(shown.starts_with(expected), "{shown}\nshould begin {expected}");
        }
        found.value
    }

    fn shown(finding: &Diagnostic, sources: &Sources) -> String {
        let file = sources.get(finding.span.source);
        let at = position(&file.text, finding.span.start as usize);
        format!("{}:{}:{} {}", file.path, at.line, at.column, finding.message.en())
    }

    #[test]
    fn every_mistake_is_found_at_its_place() {
        check(
            &[
                ("page.html", "{% extends \"portal/page.html\" %}"),
                ("portal/page.html", "<p>đ {{ page. }}</p>"),
                ("home.html", "{% extends \"thieu.html\" %}"),
                ("section.html", "{% extends \"page.html\" %}"),
            ],
            &["portal/page.html:1:15", "home.html:1:13"],
        );
        check(&[("page.html", "ổ {{ x | khongco }}")], &["page.html:1:10 this template can't be used: Unknown filter"]);
    }

    #[test]
    fn a_site_puts_its_template_over_the_themes() {
        let templates = check(
            &[
                ("page.html", "{% extends \"portal/page.html\" %}{% block a %}ta: {{ super() }}{% endblock %}"),
                ("portal/page.html", "<p>{% block a %}{{ title }}{% endblock %}</p>"),
                ("portal/page.html", "{{ a second of this name is not looked at"),
            ],
            &[],
        )
        .expect("no mistake");
        let scope = Scope::default().with("title", "a < b");
        assert_eq!(templates.render("page.html", &scope).expect("renders"), "<p>ta: a &lt; b</p>");
        let finding = templates.render("page.html", &Scope::default()).expect_err("title is unknown");
        assert_eq!(finding.code, Code::Template);
        assert!(finding.message.en().contains("title"), "{}", finding.message.en());
    }
}
