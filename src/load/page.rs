//! A Markdown file as a page: its place, its front matter, what stands in its body.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::config::Config;
use crate::diag::{Code, Diagnostic, catalog};
use crate::locale::{Lang, nfc, slugify};
use crate::model::chart::ChartBlock;
use crate::model::claim::ClaimLink;
use crate::model::page::{Body, Heading, Link, MOST_SEARCHED, Page, PageId, PageKind, Picture, Prose, ProsePiece};
use crate::model::text::AuthorText;
use crate::source::{Packed, SourceId, Sources, Span, Spanned};
use crate::syntax::markdown::{Block, Blocks, Gathered, LinkText, Style, Syntax, gather, smart};

use super::place::Place;
use super::text::{self, Around};
use super::{chart, footnotes, front_matter, shortcode};

/// Reads the page in the file `source`, which stands at `path` below content/.
pub fn read(
    sources: &Sources,
    source: SourceId,
    path: &str,
    config: &Config,
    findings: &RefCell<Vec<Diagnostic>>,
) -> Page {
    let text = &sources.get(source).text;
    let place = Place::of_page(path, config);
    let (front, lang, body_start) = match front_matter::split(text, source) {
        Ok(parts) => {
            let read = front_matter::read(text, source, &parts, place.kind, config, findings);
            let (front, lang) = read.unwrap_or_else(|| (front_matter::empty(source), None));
            (front, lang, parts.body)
        }
        Err(finding) => {
            if sources.get(source).invalid_at.is_none() {
                findings.borrow_mut().push(finding);
            }
            (front_matter::empty(source), None, text.len())
        }
    };
    let mut front = front;
    front.date = front.date.or_else(|| place.date.clone());
    let (body, chart_texts) = body(text, source, body_start, config, findings);
    let mut texts = text::of_front_matter(&front, Around { yaml: text, offset: 0 });
    texts.extend(chart_texts);
    let route = place.route(front.slug.as_ref().map(|slug| slug.value.as_str()));
    Page {
        id: PageId(0),
        source,
        path: path.to_owned(),
        folder: place.folder,
        kind: place.kind,
        lang: lang.or(place.lang).unwrap_or(config.language),
        route,
        section: None,
        front,
        body_start,
        body,
        texts: texts.into(),
    }
}

/// The home page of a site that has no content/_index.md: the site's title and nothing else.
#[must_use]
pub fn home(sources: &Sources, site_yaml: SourceId, config: &Config) -> Page {
    let place = Place::of_page("_index.md", config);
    let mut front = front_matter::empty(site_yaml);
    front.title = Spanned::new(config.title.clone(), Span::file(site_yaml));
    Page {
        id: PageId(0),
        source: site_yaml,
        path: "_index.md".to_owned(),
        folder: String::new(),
        kind: PageKind::Home,
        lang: config.language,
        route: place.route(None),
        section: None,
        front,
        body_start: sources.get(site_yaml).text.len(),
        body: Body::default(),
        texts: Packed::default(),
    }
}

fn body(
    text: &str,
    source: SourceId,
    body_start: usize,
    config: &Config,
    findings: &RefCell<Vec<Diagnostic>>,
) -> (Body, Vec<AuthorText>) {
    let style = config.markdown;
    let blocks = if config.search { Blocks::All } else { Blocks::Numbers };
    let gathered = gather(text, body_start, style.syntax, blocks);
    footnotes::report(&gathered.notes, source, findings);
    findings.borrow_mut().extend(gathered.spaced.iter().map(|(dest, range)| {
        let (dest, span) = (nfc(dest).into_owned(), Span::new(source, range.start, range.end));
        Diagnostic::new(Code::BrokenLink, span, catalog::site::spaced_link(&dest))
            .help(catalog::site::spaced_link_help(&dest))
    }));
    let span = |range: &Range<usize>| Span::new(source, range.start, range.end);
    let mut claims = Vec::new();
    let mut links = Vec::new();
    let mut is_claim = Vec::new();
    for link in &gathered.links {
        is_claim.push(is_claim_dest(&link.dest));
        if is_claim_dest(&link.dest) {
            claims.push(claim(link, source));
        } else {
            let dest = Spanned::new(nfc(&link.dest).into_owned(), span(&link.dest_range));
            links.push(Link { dest, span: span(&link.range), is_unnamed: link.text.trim().is_empty() });
        }
    }
    for (value, range) in &gathered.raw {
        let dest = Spanned::new(nfc(value).into_owned(), span(range));
        links.push(Link { dest, span: span(range), is_unnamed: false });
    }
    let images = gathered.images.iter().map(|image| Picture {
        dest: Spanned::new(nfc(&image.dest).into_owned(), span(&image.dest_range)),
        alt: nfc(&image.text).into_owned(),
        span: span(&image.range),
    });
    let charts = gathered.charts.iter();
    let (mut charts, texts): (Vec<ChartBlock>, Vec<Vec<AuthorText>>) =
        charts.filter_map(|(range, lines)| chart::read(text, source, range, lines, findings)).unzip();
    // They are large, and few.
    charts.shrink_to_fit();
    links.shrink_to_fit();
    let body = Body {
        images: images.collect::<Vec<_>>().into(),
        headings: headings(&gathered, source, style, taken_ids(&gathered, &charts)).into(),
        charts: charts.into(),
        shortcodes: gathered.shortcodes.iter().map(|block| shortcode::read(text, source, block, findings)).collect(),
        raw_ids: gathered.raw_ids.clone(),
        searched: if config.search { searched(&gathered) } else { String::new() },
        prose: prose(text, gathered.blocks, &is_claim, source),
        links: links.into(),
        claims: claims.into(),
    };
    (body, texts.into_iter().flatten().collect())
}

/// True for a link to a dataset with a query or a fragment: it states a figure.
pub fn is_claim_dest(dest: &str) -> bool {
    let (path, rest) = dest.find(['?', '#']).map_or((dest, ""), |at| dest.split_at(at));
    let path = path.to_ascii_lowercase();
    (path.ends_with(".yaml") || path.ends_with(".yml")) && !rest.is_empty() && !path.contains("://")
}

fn claim(link: &LinkText, source: SourceId) -> ClaimLink {
    ClaimLink {
        text: nfc(&link.text).into_owned(),
        text_span: Span::new(source, link.text_range.start, link.text_range.end),
        before: nfc(&link.before).into_owned(),
        after: nfc(&link.after).into_owned(),
        dest: Spanned::new(nfc(&link.dest).into_owned(), Span::new(source, link.dest_range.start, link.dest_range.end)),
        span: Span::new(source, link.range.start, link.range.end),
    }
}

/// The ids that stand on a page besides its headings': those in the author's HTML, and the figures'.
fn taken_ids(gathered: &Gathered, charts: &[ChartBlock]) -> HashSet<String> {
    let own = charts.iter().filter_map(|chart| chart.id.as_ref()).map(|id| id.value.clone());
    let numbered = (1..=charts.len()).flat_map(|number| [format!("hinh-{number}"), format!("so-{number}")]);
    gathered.raw_ids.iter().cloned().chain(own).chain(numbered).collect()
}

/// Headings with anchors made from their text, or given with `{#id}`; one of a name that is taken gets `-2`. On a page
/// that writes some with one `#`, all stand a level lower.
fn headings(gathered: &Gathered, source: SourceId, style: Style, mut taken: HashSet<String>) -> Vec<Heading> {
    if style.syntax == Syntax::CommonMark {
        return Vec::new();
    }
    let mut headings = Vec::with_capacity(gathered.headings.len());
    let mut counts = HashMap::new();
    // The page's title is the one heading of level 1.
    let lowered = u8::from(gathered.headings.iter().any(|(level, ..)| *level == 1));
    for (level, text, id, range) in &gathered.headings {
        let wanted = id.clone().unwrap_or_else(|| slugify(text));
        let wanted = if wanted.is_empty() { "muc".to_owned() } else { wanted };
        let mut id = wanted.clone();
        let count: &mut usize = counts.entry(wanted.clone()).or_insert(1);
        while !taken.insert(id.clone()) {
            *count += 1;
            id = format!("{wanted}-{count}");
        }
        let text = nfc(text).trim().to_owned();
        let text = if style.smart { smart(&text) } else { text };
        headings.push(Heading {
            level: (level + lowered).min(6),
            text,
            id,
            span: Span::new(source, range.start, range.end),
        });
    }
    headings
}

/// The blocks that numbers can stand in.
fn prose(text: &str, blocks: Vec<Block>, is_claim: &[bool], source: SourceId) -> Vec<Prose> {
    let block = |block: Block| {
        let piece = |(index, (at, range, link)): (usize, &(usize, Range<usize>, Option<usize>))| {
            let end = block.pieces.get(index + 1).map_or(block.text.len(), |(next, ..)| *next);
            let is_verbatim = link.is_none() && text.get(range.clone()) == block.text.get(*at..end);
            let span = Span::new(source, range.start, range.end);
            ProsePiece { at: *at, span, is_claim: link.is_some_and(|link| is_claim[link]), is_verbatim }
        };
        let pieces = block.pieces.iter().enumerate().map(piece).collect();
        Prose { text: block.text, pieces }
    };
    blocks.into_iter().filter(Block::has_digits).map(block).collect()
}

/// What is searched of a page: its prose in one line.
fn searched(gathered: &Gathered) -> String {
    let mut searched = String::new();
    let mut length = 0;
    for block in &gathered.blocks {
        let text = nfc(&block.text);
        let part: String = text.chars().filter(|c| *c != '\u{fffc}').take(MOST_SEARCHED - length).collect();
        length += part.chars().count();
        if !searched.is_empty() {
            searched.push(' ');
        }
        searched.push_str(part.replace('\n', " ").trim());
        if length >= MOST_SEARCHED {
            break;
        }
    }
    searched
}

/// The language a file name ends in, `page.en.md`.
#[must_use]
pub fn lang_suffix(stem: &str) -> (Option<Lang>, &str) {
    match stem.rsplit_once('.') {
        Some((name, code)) if Lang::parse(code).is_some() => (Lang::parse(code), name),
        _ => (None, stem),
    }
}
