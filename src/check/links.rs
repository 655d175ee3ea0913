//! Links, pictures and attachments: where each leads, and whether that is there.

use crate::config::RawHtml;
use crate::diag::{Code, Diagnostic, catalog};
use crate::locale::nearest;
use crate::model::page::Page;
use crate::model::route::OutputPath;
use crate::model::site::{Asset, Site};
use crate::source::resolve_path;
use crate::source::{Span, Spanned};
use crate::syntax::html::{UNSAFE, scheme};

use super::datasets::{Lookup, percent_decoded, split};
use super::site::ByRoute;
use super::{Findings, Target};

/// Everything a link can lead to.
pub struct Places<'a> {
    site: &'a Site,
    lookup: &'a Lookup<'a>,
    by_route: &'a ByRoute,
    /// The ids of a page's figures.
    figures: &'a FigureIds<'a>,
}

/// Gives the ids of a page's figures.
pub type FigureIds<'a> = dyn Fn(&Page) -> Vec<String> + Sync + 'a;

impl<'a> Places<'a> {
    #[must_use]
    pub fn new(site: &'a Site, lookup: &'a Lookup<'a>, by_route: &'a ByRoute, figures: &'a FigureIds<'a>) -> Self {
        Self { site, lookup, by_route, figures }
    }

    /// Where `dest`, written in a page in `folder` (`page` itself where there is one), leads; nowhere is reported.
    pub fn resolve(
        &self,
        dest: &Spanned<String>,
        folder: &str,
        page: Option<&Page>,
        findings: &mut Findings,
    ) -> Option<Target> {
        let text = dest.value.trim();
        if let Some(scheme) = scheme(text) {
            if UNSAFE.contains(&scheme.as_str()) {
                findings.push(
                    Diagnostic::new(Code::BrokenLink, dest.span, catalog::site::unsafe_link(text))
                        .help(catalog::site::unsafe_link_help()),
                );
                return None;
            }
            return Some(Target::Elsewhere(text.to_owned()));
        }
        if text.starts_with("//") {
            return Some(Target::Elsewhere(format!("https:{text}")));
        }
        let (path, _, anchor) = split(text);
        let anchor = anchor.map(percent_decoded).filter(|anchor| !anchor.is_empty());
        if path.is_empty() {
            return match (anchor, page) {
                (Some(anchor), Some(page)) => {
                    self.anchor(page, &anchor, dest.span, findings).then_some(Target::Here(anchor))
                }
                _ => self.nowhere(dest, findings),
            };
        }
        let Some(full) = resolve_path(folder, &percent_decoded(path), "") else { return self.nowhere(dest, findings) };
        let by_file = self.site.page_at(&full);
        if let Some(target) = by_file.or_else(|| self.by_route.find(self.site, as_route(&full))) {
            if let Some(anchor) = &anchor
                && !self.anchor(target, anchor, dest.span, findings)
            {
                return None;
            }
            return Some(Target::Route { route: target.route.clone(), anchor });
        }
        let by_file = self.lookup.at_file(&full).filter(|dataset| dataset.has_page);
        if let Some(dataset) = by_file.or_else(|| self.lookup.at_route(as_route(&full))) {
            return Some(Target::Route { route: dataset.route.clone(), anchor });
        }
        if self.site.held.contains(&full) {
            findings.push(
                Diagnostic::new(Code::BrokenLink, dest.span, catalog::site::held_link(path))
                    .help(catalog::site::held_link_help()),
            );
            return None;
        }
        if self.site.unread.contains(&full) {
            return None;
        }
        match self.site.asset_at(&full) {
            Some(asset) => Some(Target::File(OutputPath::new(&asset.path))),
            None => self.nowhere(dest, findings),
        }
    }

    /// The file that a picture or attachment names; a missing one is reported.
    pub fn asset(&self, src: &Spanned<String>, folder: &str, findings: &mut Findings) -> Option<&'a Asset> {
        let text = src.value.trim();
        let (path, ..) = split(text);
        let decoded = percent_decoded(path);
        let inside =
            if scheme(text).is_some() || text.starts_with("//") { None } else { resolve_path(folder, &decoded, "") };
        let Some(full) = inside.filter(|full| !full.is_empty()) else {
            let finding = Diagnostic::new(Code::MissingAsset, src.span, catalog::site::outside_asset(text));
            findings.push(finding.help(catalog::site::outside_asset_help()));
            return None;
        };
        if let Some(link) = self.site.links.iter().find(|link| is_at_or_below(&full, link)) {
            let message = catalog::site::linked_asset(format!("content/{link}"));
            findings
                .push(Diagnostic::new(Code::MissingAsset, src.span, message).help(catalog::site::unused_link_help()));
            return None;
        }
        let found = self.site.asset_at(&full).or_else(|| self.site.asset_at(&decoded));
        if found.is_none() {
            let parent = full.rsplit_once('/').map_or("", |(parent, _)| parent);
            let beside = self
                .site
                .assets
                .iter()
                .map(|asset| asset.path.as_str())
                .filter(|path| path.rsplit_once('/').map_or("", |(folder, _)| folder) == parent);
            let help = match nearest(&full, beside) {
                Some(near) => catalog::yaml::did_you_mean(near.rsplit('/').next().unwrap_or(near)),
                None => catalog::site::missing_asset_help(format!("content/{parent}")),
            };
            findings.push(
                Diagnostic::new(Code::MissingAsset, src.span, catalog::site::missing_asset(format!("content/{full}")))
                    .help(help),
            );
        }
        found
    }

    fn anchor(&self, page: &Page, anchor: &str, span: Span, findings: &mut Findings) -> bool {
        let headings = page.body.headings.peek();
        let headings = headings.iter().map(|heading| heading.id.as_str());
        let raw = page.body.raw_ids.iter().filter(|_| self.site.config.raw_html != RawHtml::Escape);
        let written = headings.chain(raw.map(String::as_str));
        if written.clone().any(|id| id == anchor) || anchor.starts_with("fn-") || anchor == "top" {
            return true;
        }
        let figures = (self.figures)(page);
        if figures.iter().any(|id| id == anchor) {
            return true;
        }
        let mut names: Vec<&str> = written.chain(figures.iter().map(String::as_str)).collect();
        names.sort_unstable();
        names.dedup();
        let help = match nearest(anchor, names.iter().copied()) {
            Some(near) => catalog::yaml::did_you_mean(format!("#{near}")),
            None if names.is_empty() => catalog::site::no_anchors_help(),
            None => catalog::site::anchors_help(
                names.iter().take(12).map(|name| format!("#{name}")).collect::<Vec<_>>().join(", "),
            ),
        };
        findings.push(
            Diagnostic::new(Code::BrokenAnchor, span, catalog::site::broken_anchor(anchor, &page.path)).help(help),
        );
        false
    }

    fn nowhere(&self, dest: &Spanned<String>, findings: &mut Findings) -> Option<Target> {
        let (path, ..) = split(&dest.value);
        let help = match self.similar(&percent_decoded(path)) {
            Some(near) => catalog::yaml::did_you_mean(format!("/{near}")),
            None => catalog::site::broken_link_help(),
        };
        findings.push(Diagnostic::new(Code::BrokenLink, dest.span, catalog::site::broken_link(&dest.value)).help(help));
        None
    }

    /// A file of the same name elsewhere, or one whose name differs by little; on a large site only some are compared.
    fn similar(&self, path: &str) -> Option<&str> {
        let name = |path: &str| path.rsplit('/').next().unwrap_or(path).to_lowercase();
        let wanted = name(path);
        let known = || {
            let pages = self.site.pages.iter().map(|page| page.path.as_str());
            pages.chain(self.site.assets.iter().map(|asset| asset.path.as_str())).chain(self.lookup.files())
        };
        let same = known().filter(|path| !wanted.is_empty() && name(path) == wanted).min();
        let bare = path.trim_start_matches('/');
        let close = |path: &&str| path.len().abs_diff(bare.len()) <= 3 && path.bytes().next() == bare.bytes().next();
        same.or_else(|| {
            let mut close: Vec<&str> = known().filter(close).collect();
            close.sort_unstable();
            nearest(bare, close.into_iter().take(MOST_COMPARED))
        })
    }
}

/// How many names a broken one is compared with letter by letter.
const MOST_COMPARED: usize = 200;

fn is_at_or_below(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

fn as_route(full: &str) -> &str {
    full.strip_suffix("index.html").unwrap_or(full).trim_matches('/')
}
