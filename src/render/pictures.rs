//! Pictures on pages: the HTML around them, the narrower files made of them, and the files themselves without their notes.

use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;

use crate::check::{CheckedSite, Target};
use crate::diag::{Code, Diagnostic, catalog};
use crate::emit::{Cache, EmitError, Sink};
use crate::images::{self, Pixels};
use crate::model::image::{ImageFacts, ImageKind, ImageProblem, Variant};
use crate::model::manifest::FileKind;
use crate::model::page::{Page, PageId};
use crate::model::route::OutputPath;
use crate::model::site::Asset;
use crate::source::{Span, read_asset};

use super::html::put;
use super::job::Wanted;

/// How wide a picture is in the column: the width of the window up to the column's own.
const SIZES: &str = "(min-width: 47rem) 44rem, 100vw";

/// The pictures that pages show, by their paths below content/.
#[derive(Debug, Default)]
pub struct Pictures(BTreeMap<String, Shown>);

/// A picture that some page shows.
#[derive(Debug)]
struct Shown {
    facts: ImageFacts,
    variants: Vec<Variant>,
    /// Where the first page names it.
    place: Span,
}

/// When a browser fetches a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fetch {
    /// At once: it stands where the page begins.
    First,
    /// When the reader comes near.
    Late,
}

impl Pictures {
    /// Those of every page of `site`.
    #[must_use]
    pub fn of(site: &CheckedSite) -> Self {
        let facts: HashMap<&str, &ImageFacts> = site
            .site
            .assets
            .iter()
            .filter_map(|asset| Some((asset.path.as_str(), asset.image.as_ref()?.as_ref().ok()?)))
            .collect();
        let mut shown = BTreeMap::new();
        if facts.is_empty() {
            return Self(shown);
        }
        let shows_some = |page: &&Page| site.page(page.id).files.iter().any(|file| facts.contains_key(file.as_str()));
        for page in site.site.pages.iter().filter(shows_some) {
            for (path, place) in named(site, page.id) {
                if let Some(facts) = facts.get(path.as_str()) {
                    shown.entry(path.to_string()).or_insert_with(|| Shown {
                        facts: (*facts).clone(),
                        variants: facts.variants(path.as_str()),
                        place,
                    });
                }
            }
        }
        Self(shown)
    }

    /// The picture at `file` as a page at `from` shows it.
    #[must_use]
    pub fn html(&self, file: &OutputPath, from: &OutputPath, alt: &str, fetch: Fetch) -> String {
        let mut out = String::new();
        let Some(shown) = self.0.get(file.as_str()) else {
            put!(&mut out, "<img src=\"{}\" alt=\"{}\">", &from.link_to(file), alt);
            return out;
        };
        let own: Vec<&Variant> = shown.of_kind(shown.facts.kind).collect();
        let webp: Vec<&Variant> = shown.of_kind(ImageKind::Webp).collect();
        let has_choice = shown.facts.kind != ImageKind::Webp && !webp.is_empty();
        if has_choice {
            put!(&mut out, "<picture><source type=\"image/webp\" srcset=\"{}\" sizes=\"", &srcset(from, &webp));
            out.push_str(SIZES);
            out.push_str("\">");
        }
        // A browser that knows no `srcset` gets one in the middle.
        let plain = own.get(1).or(own.first()).map_or(file, |variant| &variant.path);
        put!(&mut out, "<img src=\"{}\"", &from.link_to(plain));
        if own.len() > 1 {
            put!(&mut out, " srcset=\"{}\" sizes=\"", &srcset(from, &own));
            out.push_str(SIZES);
            out.push('"');
        }
        let (width, height) = (shown.facts.width.to_string(), shown.facts.height.to_string());
        put!(&mut out, " width=\"{}\" height=\"{}\" alt=\"{}\"", &width, &height, alt);
        out.push_str(match fetch {
            Fetch::First => " fetchpriority=\"high\" decoding=\"async\">",
            Fetch::Late => " loading=\"lazy\" decoding=\"async\">",
        });
        if has_choice {
            out.push_str("</picture>");
        }
        out
    }

    /// Points across and down of the picture at `file`.
    #[must_use]
    pub fn size(&self, file: &OutputPath) -> Option<(u32, u32)> {
        self.0.get(file.as_str()).map(|shown| (shown.facts.width, shown.facts.height))
    }

    /// True where a file of a picture stands at `path`.
    #[must_use]
    pub fn has(&self, path: &OutputPath) -> bool {
        self.0.values().any(|shown| shown.variants.iter().any(|variant| variant.path == *path))
    }

    /// Makes the files of all pictures, or the one that is wanted, into `sink`, each once; a run that only looks unpacks what was never made.
    ///
    /// # Errors
    /// When the machine refuses. A picture that can't be unpacked is a finding.
    pub fn make(
        &self,
        site: &CheckedSite,
        cache: Option<&Cache>,
        only_looks: bool,
        wanted: Wanted<'_>,
        sink: &dyn Sink,
    ) -> Result<Vec<Diagnostic>, EmitError> {
        let assets: HashMap<&str, &Asset> = site.site.assets.iter().map(|asset| (asset.path.as_str(), asset)).collect();
        // Two files of one name and the same bytes have one set of variants.
        let mut made: BTreeMap<&OutputPath, &str> = BTreeMap::new();
        for (path, shown) in &self.0 {
            for variant in &shown.variants {
                made.entry(&variant.path).or_insert(path);
            }
        }
        let each = |(path, shown): (&String, &Shown)| {
            let is_own = |variant: &&Variant| made[&variant.path] == path && wanted.has(&variant.path);
            let own: Vec<&Variant> = shown.variants.iter().filter(is_own).collect();
            let Some(asset) = assets.get(path.as_str()) else { return Ok(None) };
            let mut unpacked = Unpacked { asset, facts: &shown.facts, pixels: None };
            let found = own.iter().try_for_each(|variant| {
                let key = format!("variant {} {} {}", shown.facts.digest, variant.width, variant.kind.name());
                if let Some(bytes) = cache.and_then(|cache| cache.find(&key)) {
                    return Ok(sink.put(&variant.path, FileKind::Asset, &bytes)?);
                }
                let pixels = unpacked.pixels()?;
                if only_looks {
                    return Ok(());
                }
                let bytes = pixels.variant(variant.width, variant.kind);
                if let Some(cache) = cache {
                    cache.keep(&key, &bytes);
                }
                Ok(sink.put(&variant.path, FileKind::Asset, &bytes)?)
            });
            match found {
                Ok(()) => Ok(None),
                Err(Failure::Emit(error)) => Err(error),
                Err(Failure::Image) => Ok(Some(damaged(asset, &shown.facts, shown.place))),
            }
        };
        let found: Vec<Option<Diagnostic>> = self.0.par_iter().map(each).collect::<Result<_, EmitError>>()?;
        Ok(found.into_iter().flatten().collect())
    }
}

/// Puts an asset into `sink`: as it is, or a picture without what readers should not get.
///
/// # Errors
/// When the machine refuses.
pub fn put_asset(asset: &Asset, cache: Option<&Cache>, sink: &dyn Sink) -> Result<(), EmitError> {
    let Some(path) = OutputPath::parse(&asset.path) else { return Ok(()) };
    let Some(Ok(facts)) = &asset.image else { return sink.copy(&path, &asset.file) };
    if facts.is_clean {
        return sink.copy(&path, &asset.file);
    }
    let key = format!("cleaned {}", facts.digest);
    let cleaned = if let Some(bytes) = cache.and_then(|cache| cache.find(&key)) {
        bytes
    } else {
        let changed = || EmitError::Changed { path: asset.file.disk.clone() };
        let bytes = images::cleaned(&read_asset(&asset.file)?, facts).ok_or_else(changed)?;
        if let Some(cache) = cache.filter(|_| facts.orientation != 1) {
            cache.keep(&key, &bytes);
        }
        bytes
    };
    sink.put(&path, FileKind::Asset, &cleaned)
}

impl Shown {
    fn of_kind(&self, kind: ImageKind) -> impl Iterator<Item = &Variant> {
        self.variants.iter().filter(move |variant| variant.kind == kind)
    }
}

/// A picture that is read and unpacked when its pixels are first needed.
struct Unpacked<'a> {
    asset: &'a Asset,
    facts: &'a ImageFacts,
    pixels: Option<Pixels>,
}

impl Unpacked<'_> {
    fn pixels(&mut self) -> Result<&Pixels, Failure> {
        let pixels = match self.pixels.take() {
            Some(pixels) => pixels,
            None => images::decode(&read_asset(&self.asset.file).map_err(EmitError::from)?, self.facts)?,
        };
        Ok(self.pixels.insert(pixels))
    }
}

enum Failure {
    Emit(EmitError),
    Image,
}

impl From<EmitError> for Failure {
    fn from(error: EmitError) -> Self {
        Self::Emit(error)
    }
}

impl From<ImageProblem> for Failure {
    fn from(_: ImageProblem) -> Self {
        Self::Image
    }
}

fn damaged(asset: &Asset, facts: &ImageFacts, place: Span) -> Diagnostic {
    let message = catalog::site::image_damaged(asset.file.path.as_str(), facts.kind.name());
    Diagnostic::new(Code::InvalidImage, place, message).help(catalog::site::image_damaged_help())
}

/// The picture files that a page names, and where.
fn named(site: &CheckedSite, id: PageId) -> impl Iterator<Item = (&OutputPath, Span)> {
    let (page, checked) = (site.site.page(id), site.page(id));
    let head = page.front.image.as_ref().and_then(|image| Some((checked.image.as_ref()?, image.src.span)));
    let in_body = page.body.images.iter().filter_map(|picture| {
        let Target::File(file) = checked.links.images.get(&picture.span.start)? else { return None };
        Some((file, picture.dest.span))
    });
    head.into_iter().chain(in_body)
}

fn srcset(from: &OutputPath, variants: &[&Variant]) -> String {
    let each = |variant: &&Variant| format!("{} {}w", from.link_to(&variant.path), variant.width);
    variants.iter().map(each).collect::<Vec<_>>().join(", ")
}
