//! Pages as HTML: Markdown, templates, figures, downloads. A page is a function of the checked site.

mod affected;
mod alias;
mod all_figures;
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

use crate::check::CheckedSite;

/// The checked site and what was made of it once: everything a page is a function of.
#[derive(Clone, Copy)]
struct View<'a> {
    site: &'a CheckedSite,
    renderer: &'a Renderer,
}

#[cfg(test)]
mod tests;
