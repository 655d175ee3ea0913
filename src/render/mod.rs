//! Pages as HTML: Markdown, templates, figures, downloads. A page is a function of the checked site.

mod affected;
mod alias;
mod all_figures;
mod asked;
mod citations;
mod claim;
mod context;
mod corrections;
mod css;
mod csv;
mod dataset;
mod definitions;
mod document;
mod feed;
mod figure;
mod headers;
pub(crate) mod html;
mod job;
mod json_ld;
mod links;
mod lists;
mod look;
mod markdown;
mod overview;
mod page;
mod pictures;
mod provenance;
mod renderer;
mod rows;
mod sanitize;
mod search;
mod shortcode;
mod site;
mod sitemap;
mod statics;
mod table;
mod takeaway;
mod template;
mod text;
mod texts;
mod words;

pub use affected::{Affected, Edit};
pub use job::{Made, Outputs, Rendered, all, names, some};
pub use renderer::{File, Renderer};
pub use template::Templates;
pub use texts::LetGo;

use crate::check::{CheckedSite, Links, Numbers};
use crate::model::page::{Heading, PageId};
use crate::source::Peek;

/// The checked site and what was made of it once: everything a page is a function of.
#[derive(Clone, Copy)]
struct View<'a> {
    site: &'a CheckedSite,
    renderer: &'a Renderer,
    /// None for what is no page of content/.
    own: Option<&'a Own<'a>>,
}

/// The page that is being made, unpacked for that.
struct Own<'a> {
    id: PageId,
    /// None of a page that states no data.
    numbers: Option<Peek<'a, Numbers>>,
    links: Peek<'a, Links>,
    headings: Peek<'a, Vec<Heading>>,
}

impl<'a> Own<'a> {
    fn of(site: &'a CheckedSite, id: PageId) -> Self {
        let checked = site.page(id);
        Self {
            id,
            numbers: (checked.counts.bound > 0).then(|| checked.numbers.peek()),
            links: checked.links.peek(),
            headings: site.site.page(id).body.headings.peek(),
        }
    }
}

impl<'a> View<'a> {
    /// The numbers of a page; none of one that states no data.
    fn numbers(&self, id: PageId) -> Option<&'a Numbers> {
        match self.own(id) {
            Some(own) => own.numbers.as_deref(),
            None => Some(&self.site.page(id).numbers),
        }
    }

    /// What a page leads to and shows.
    fn links(&self, id: PageId) -> &'a Links {
        self.own(id).map_or_else(|| &*self.site.page(id).links, |own| &own.links)
    }

    /// The headings of a page.
    fn headings(&self, id: PageId) -> &'a [Heading] {
        self.own(id).map_or_else(|| &**self.site.site.page(id).body.headings, |own| &own.headings)
    }

    fn own(&self, id: PageId) -> Option<&'a Own<'a>> {
        self.own.filter(|own| own.id == id)
    }
}

#[cfg(test)]
mod tests;
