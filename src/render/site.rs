//! The context of the whole site as one page sees it, and of the page that says "not found".

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{PoisonError, RwLock};

use crate::locale::Lang;
use crate::model::overview;
use crate::model::page::PageKind;
use crate::model::published;
use crate::model::route::{OutputPath, Route, is_slug};

use super::View;
use super::context::{CreditContext, MenuContext, PageContext, PublisherContext, SiteContext};
use super::feed;
use super::links::href;
use super::template::Shown;

/// `site` as pages see it whose folders stand side by side: all see the same, but for those that it leads into.
#[derive(Default)]
pub struct Seen(RwLock<HashMap<(Lang, String), Beside>>);

struct Beside {
    shown: Shown,
    /// The folders among them that an address leads into.
    led_into: BTreeSet<String>,
}

impl Seen {
    /// `site` for a page in `lang` whose file is `from`.
    pub fn by(&self, view: &View<'_>, from: &OutputPath, lang: Lang) -> Shown {
        let folders = from.as_str().strip_suffix("/index.html").and_then(|folder| folder.rsplit_once('/'));
        // Any other name of a folder is written otherwise in addresses.
        let Some((above, own)) = folders.filter(|(_, own)| is_slug(own)) else {
            return Shown::of(&context(view, from, lang));
        };
        let key = (lang, above.to_owned());
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(beside) = known.get(&key).filter(|beside| !beside.led_into.contains(own)) {
            return beside.shown.clone();
        }
        drop(known);
        let context = context(view, from, lang);
        let shown = Shown::of(&context);
        if let Some(led_into) = led_into(&context) {
            let beside = Beside { shown: shown.clone(), led_into };
            self.0.write().unwrap_or_else(PoisonError::into_inner).entry(key).or_insert(beside);
        }
        shown
    }
}

/// The folders beside that of the page which `context` was made for, into which it leads; none where it leads into its own.
fn led_into(context: &SiteContext<'_>) -> Option<BTreeSet<String>> {
    let mut folders = BTreeSet::new();
    for address in context.addresses().filter(|address| !address.contains(':') && !address.starts_with('/')) {
        let beside = address.strip_prefix("../")?;
        folders.extend(beside.split_once('/').map(|(folder, _)| folder.to_owned()));
    }
    Some(folders)
}

/// `site` for a page in `lang` whose file is `from`.
fn context<'a>(view: &View<'a>, from: &OutputPath, lang: Lang) -> SiteContext<'a> {
    let config = &view.site.site.config;
    let resolve = |dest: &str| view.renderer.places.resolve(from, "", dest);
    let menu = config.menu.iter().zip(view.site.menu()).filter_map(|(item, target)| {
        let href = href(from, target.as_ref()?);
        Some(MenuContext { title: &item.title, is_current: is_current(&href, from), href })
    });
    let statics: BTreeMap<&str, String> =
        view.renderer.statics.iter().map(|(name, placed)| (name.as_str(), from.link_to(&placed.path))).collect();
    SiteContext {
        title: &config.title,
        description: config.description.as_deref(),
        language: config.language.code(),
        home: from.link_to(&home(view, lang).file()),
        publisher: PublisherContext {
            name: config.publisher.name.as_deref(),
            address: config.publisher.address.as_deref(),
            phone: config.publisher.phone.as_deref(),
            email: config.publisher.email.as_deref(),
            responsible: config.publisher.responsible.as_deref(),
        },
        license: config
            .license
            .as_ref()
            .map(|license| CreditContext { title: license.title.clone(), href: license.url.as_deref().map(resolve) }),
        menu: menu.collect(),
        figures: published::place(&view.site.site).map(|route| from.link_to(&route.file())),
        map: Some(from.link_to(&overview::map_route(&view.site.site, lang).file())),
        search: config.search.then(|| from.link_to(&overview::search_route(&view.site.site, lang).file())),
        feed: view
            .renderer
            .lists
            .newest(lang)
            .first()
            .map(|_| from.link_to(&overview::root(&view.site.site, lang).beside(feed::FILE))),
        statics,
        look: view.renderer.look.as_ref().map(|(place, _)| from.link_to(place)),
        extra: &config.extra,
    }
}

/// `page` of 404.html, which is served at any depth: its links start from the path of the site's address.
#[must_use]
pub fn not_found(view: &View<'_>, title: &str) -> PageContext<'static> {
    let config = &view.site.site.config;
    let base = config.base_url.trim_end_matches('/');
    PageContext {
        kind: "404",
        title: title.to_owned(),
        lang: config.language.code(),
        permalink: format!("{base}/404.html"),
        base: Some(base_path(base)),
        ..PageContext::default()
    }
}

/// The home page of a language, else the site's.
fn home(view: &View<'_>, lang: Lang) -> Route {
    let mut homes = view.site.site.pages.iter().filter(|page| page.kind == PageKind::Home);
    homes.find(|page| page.lang == lang).map_or_else(Route::home, |page| page.route.clone())
}

/// True where the relative address `href` leads to the page itself or to a section above it; home only counts on home.
fn is_current(href: &str, from: &OutputPath) -> bool {
    let own = from.as_str().rsplit('/').next().unwrap_or_default();
    let above = href.strip_suffix("index.html").is_some_and(|folders| {
        let ups = folders.matches("../").count();
        folders.len() == ups * 3 && ups < from.as_str().matches('/').count() && ups > 0
    });
    href == own || above
}

/// The path of an address: `https://example.org/bao-cao` has `/bao-cao/`.
#[must_use]
pub fn base_path(base_url: &str) -> String {
    let behind_scheme = base_url.split_once("://").map_or(base_url, |(_, rest)| rest);
    behind_scheme
        .split_once('/')
        .map_or_else(|| "/".to_owned(), |(_, path)| format!("/{}/", path.trim_end_matches('/')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_menu_marks_the_section_of_a_page() {
        let check = |from: &str, to: &str, expected: bool| {
            let from = OutputPath::new(from);
            assert_eq!(is_current(&from.link_to(&OutputPath::new(to)), &from), expected, "{from} {to}");
        };
        check("tin-tuc/bai/index.html", "tin-tuc/index.html", true);
        check("tin-tuc/index.html", "tin-tuc/index.html", true);
        check("tin-tuc/index.html", "index.html", false);
        check("tin-tuc/bai/index.html", "index.html", false);
        check("tin-tuc/bai/index.html", "data/index.html", false);
        check("index.html", "index.html", true);
        check("index.html", "data/index.html", false);
    }

    #[test]
    fn links_of_404_start_at_the_path_of_the_address() {
        assert_eq!(base_path("https://example.org"), "/");
        assert_eq!(base_path("https://example.org/bao-cao/2024"), "/bao-cao/2024/");
    }
}
