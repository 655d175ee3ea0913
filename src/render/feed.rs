//! Atom feeds (RFC 4287): of the site, of each section and of each tag, newest articles first.

use atom_syndication::{Category, Entry, Feed, FixedDateTime, Generator, Link, Person, Text};

use crate::locale::Lang;
use crate::model::page::{Page, PageId};
use crate::model::route::{OutputPath, Route};

use super::View;

/// The file's name in the folder of what it is the feed of.
pub const FILE: &str = "atom.xml";

/// A list of articles as a feed.
pub struct Source<'a> {
    /// The place of the list.
    pub route: Route,
    pub title: String,
    pub lang: Lang,
    /// Articles with a date, newest first.
    pub articles: &'a [PageId],
}

/// The feed's file; none without an article that has a date.
#[must_use]
pub fn file(view: &View<'_>, source: &Source<'_>) -> Option<(OutputPath, Vec<u8>)> {
    let config = &view.site.site.config;
    let (path, page) = (source.route.beside(FILE), source.route.permalink(&config.base_url));
    let own = path.permalink(&config.base_url);
    let shown = source.articles.iter().take(config.feed_limit);
    let entries: Vec<Entry> = shown.filter_map(|id| entry(view, view.site.site.page(*id))).collect();
    let updated = *entries.iter().map(Entry::updated).max()?;
    let feed = Feed {
        title: Text::plain(source.title.clone()),
        id: page.clone(),
        updated,
        lang: Some(source.lang.code().to_owned()),
        authors: vec![person(config.publisher_name())],
        links: vec![link("self", own, "application/atom+xml"), link("alternate", page, "text/html")],
        rights: config.license.as_ref().map(|license| Text::plain(license.title.clone())),
        subtitle: config.description.clone().map(Text::plain),
        generator: Some(Generator { value: "baocao".to_owned(), ..Generator::default() }),
        entries,
        ..Feed::default()
    };
    let mut bytes = feed.write_to(Vec::new()).expect("memory takes every byte");
    bytes.push(b'\n');
    Some((path, bytes))
}

fn entry(view: &View<'_>, page: &Page) -> Option<Entry> {
    let front = &page.front;
    let moment = |date: &crate::locale::DateTime| date.rfc3339().parse::<FixedDateTime>().ok();
    let published = front.date.as_ref().and_then(moment)?;
    let address = page.route.permalink(&view.site.site.config.base_url);
    Some(Entry {
        title: Text::plain(front.title.value.clone()),
        id: address.clone(),
        updated: front.updated.as_ref().and_then(moment).unwrap_or(published),
        published: Some(published),
        authors: front.author.iter().map(|author| person(author)).collect(),
        categories: front.tags.iter().map(|tag| Category { term: tag.value.clone(), ..Category::default() }).collect(),
        links: vec![link("alternate", address, "text/html")],
        summary: front.summary.as_ref().map(|summary| Text::plain(summary.value.clone())),
        ..Entry::default()
    })
}

fn person(name: &str) -> Person {
    Person { name: name.to_owned(), ..Person::default() }
}

fn link(rel: &str, href: String, kind: &str) -> Link {
    Link { href, rel: rel.to_owned(), mime_type: Some(kind.to_owned()), ..Link::default() }
}
