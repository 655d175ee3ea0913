//! Where a file of content/ stands on the site: kind, folder, route.

use crate::config::Config;
use crate::locale::{DateTime, Lang, slugify};
use crate::model::page::PageKind;
use crate::model::route::{Route, is_slug};

use super::front_matter::date_prefix;
use super::page::lang_suffix;

/// A page's place, read off its path.
#[derive(Debug)]
pub struct Place {
    pub kind: PageKind,
    pub lang: Option<Lang>,
    /// Folder below content/ that relative links start from, without a slash at the end.
    pub folder: String,
    /// The date that the file's or folder's name begins with.
    pub date: Option<DateTime>,
    /// Folders of the route, each a slug.
    parents: Vec<String>,
    /// The name that the last segment is made of.
    name: String,
}

impl Place {
    /// The place of the Markdown file at `path` below content/.
    #[must_use]
    pub fn of_page(path: &str, config: &Config) -> Self {
        let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
        let stem = file.strip_suffix(".md").unwrap_or(file);
        let (lang, stem) = lang_suffix(stem);
        let mut parents: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
        let kind = match stem {
            "_index" if parents.is_empty() => PageKind::Home,
            "_index" => PageKind::Section,
            _ => PageKind::Article,
        };
        let own = if matches!(stem, "_index" | "index") { parents.pop().unwrap_or("") } else { stem };
        let (date, name) = date_prefix(own, config);
        let mut parents: Vec<String> = parents.into_iter().map(|part| segment(date_prefix(part, config).1)).collect();
        if let Some(lang) = lang.filter(|lang| *lang != config.language) {
            parents.insert(0, lang.code().to_owned());
        }
        Self { kind, lang, folder: folder.to_owned(), date, parents, name: name.to_owned() }
    }

    /// The route, its last segment `slug` where one is given.
    #[must_use]
    pub fn route(&self, slug: Option<&str>) -> Route {
        let parents = self.parents.iter().fold(Route::home(), |route, part| route.join(part));
        if self.name.is_empty() {
            return parents;
        }
        let last = slug.filter(|slug| is_slug(slug)).map_or_else(|| segment(&self.name), ToOwned::to_owned);
        parents.join(&last)
    }
}

/// The route of a dataset at `path` below content/, without extension.
#[must_use]
pub fn dataset_route(path: &str) -> Route {
    path.split('/').fold(Route::home(), |route, part| route.join(&segment(part)))
}

/// A name as a segment: as it is where it is one, else its slug, else a stand-in that is reported.
fn segment(name: &str) -> String {
    if is_slug(name) {
        return name.to_owned();
    }
    let slug = slugify(name);
    if slug.is_empty() { "_".to_owned() } else { slug }
}
