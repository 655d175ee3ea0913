//! A chart as a picture that leaves its page: with title, subtitle, key, note and source drawn into it.

use crate::locale::Lang;
use crate::model::plot::Plot;

pub use super::look::Style;
use super::measure::{self, Weight};
use super::place::line;
use super::scene::{Anchor, Area, Class, Item, Point, Scene, Shape, ascent, descent, leading};
use super::view::{self, Drawing, Layout, View};
use super::{LegendItem, hatch, mark, short_name, svg};

/// What stands around a picture, as its page words it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Caption<'a> {
    pub title: &'a str,
    pub subtitle: Option<&'a str>,
    /// `Ghi chú: …`.
    pub note: Option<&'a str>,
    /// `Nguồn: …`.
    pub source: Option<&'a str>,
}

/// A picture and its size in pixels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    pub svg: String,
    pub width: u32,
    pub height: u32,
    /// What it shows, in a few words.
    pub name: String,
}

/// A file of its own: colours, fonts and words are in it, and nothing is fetched. None for what is not drawn.
#[must_use]
pub fn file(plot: &Plot, lang: Lang, style: &Style, caption: &Caption<'_>) -> Option<Picture> {
    let Drawing { scene, legend } = mark::draw(View::new(plot, lang, Layout::Wide))?;
    let scene = framed(scene, &legend, caption);
    let picture = picture(&scene, style, short_name(plot, lang), "");
    let svg = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{}\n", picture.svg);
    Some(Picture { svg, ..picture })
}

/// An `<svg>` for another site's page, which has the words around it; `more` are attributes. None for what is not drawn.
#[must_use]
pub fn inline(plot: &Plot, lang: Lang, style: &Style, more: &str) -> Option<Picture> {
    let Drawing { scene, legend } = mark::draw(View::new(plot, lang, Layout::Wide))?;
    let mut sheet = Sheet::new(scene.width, EDGE);
    sheet.key(&legend);
    sheet.picture(scene);
    Some(picture(&sheet.finish(EDGE), style, short_name(plot, lang), more))
}

fn picture(scene: &Scene, style: &Style, name: String, more: &str) -> Picture {
    let pixels = |tenths: i32| tenths.unsigned_abs().div_ceil(10);
    Picture {
        svg: svg::write_literal(scene, style, view::SIZE, &name, more),
        width: pixels(scene.width),
        height: pixels(scene.height),
        name,
    }
}

/// Around everything; around a picture that stands among the words of a page.
const MARGIN: i32 = 240;
const EDGE: i32 = 80;
/// Between the words and the picture.
const GAP: i32 = 160;
const TITLE: i32 = 185;
const SUBTITLE: i32 = 145;
/// Lines that one text may take; no title is longer.
const MOST_LINES: usize = 12;

fn framed(scene: Scene, legend: &[LegendItem], caption: &Caption<'_>) -> Scene {
    let mut sheet = Sheet::new(scene.width, MARGIN);
    sheet.words(caption.title, Class::Heading, TITLE);
    if let Some(subtitle) = caption.subtitle {
        sheet.skip(30);
        sheet.words(subtitle, Class::Label, SUBTITLE);
    }
    sheet.skip(GAP);
    sheet.key(legend);
    sheet.picture(scene);
    sheet.skip(GAP);
    for text in [caption.note, caption.source].into_iter().flatten() {
        sheet.words(text, Class::Remark, view::SMALL);
    }
    // The last line's own room below is a part of the margin.
    sheet.finish(MARGIN - descent(view::SMALL))
}

/// A picture that grows downwards.
struct Sheet {
    items: Vec<Item>,
    margin: i32,
    /// Width between the margins.
    inner: i32,
    /// Where the next part begins.
    top: i32,
}

impl Sheet {
    fn new(inner: i32, margin: i32) -> Self {
        Self { items: Vec::new(), margin, inner, top: margin }
    }

    fn skip(&mut self, height: i32) {
        self.top += height;
    }

    /// Lines of text over the whole width.
    fn words(&mut self, text: &str, class: Class, size: i32) {
        let weight = if class == Class::Heading { Weight::Bold } else { Weight::Regular };
        let (lines, _) = measure::wrap_as(text, size, weight, self.inner, MOST_LINES);
        for words in lines {
            let at = Point { x: self.margin, y: self.top + ascent(size) };
            self.items.push(Item::Text(line(class, size, Anchor::Start, at, words)));
            self.top += leading(size);
        }
    }

    /// Swatches with their names, as many in a row as fit.
    fn key(&mut self, legend: &[LegendItem]) {
        const SWATCH: i32 = 120;
        if legend.is_empty() {
            return;
        }
        let mut left = self.margin;
        for item in legend {
            let text = line(Class::Label, view::SIZE, Anchor::Start, Point { x: 0, y: 0 }, item.label.as_str());
            let width = SWATCH + 60 + text.width;
            if left > self.margin && left + width > self.margin + self.inner {
                left = self.margin;
                self.top += leading(view::SIZE);
            }
            let base = self.top + ascent(view::SIZE);
            let area = Area { left, top: base - SWATCH + 10, right: left + SWATCH, bottom: base + 10 };
            self.items.extend(swatch(&item.class, area));
            let at = Point { x: left + SWATCH + 60, y: base };
            self.items.push(Item::Text(line(Class::Label, view::SIZE, Anchor::Start, at, item.label.as_str())));
            left += width + 240;
        }
        self.top += leading(view::SIZE) + 80;
    }

    fn picture(&mut self, scene: Scene) {
        let (x, y) = (self.margin, self.top);
        let moved = |point: Point| Point { x: point.x + x, y: point.y + y };
        self.items.extend(scene.items.into_iter().map(|item| match item {
            Item::Text(mut text) => {
                text.at = moved(text.at);
                Item::Text(text)
            }
            Item::Shape(class, shape) => Item::Shape(
                class,
                match shape {
                    Shape::Rect(area) => Shape::Rect(area.moved(x, y)),
                    Shape::Path(points) => Shape::Path(points.into_iter().map(moved).collect()),
                    Shape::Dot { centre, radius } => Shape::Dot { centre: moved(centre), radius },
                },
            ),
        }));
        self.top += scene.height;
    }

    fn finish(self, below: i32) -> Scene {
        Scene { width: self.inner + 2 * self.margin, height: self.top + below, items: self.items }
    }
}

/// What the style sheet draws for the classes of a key.
fn swatch(classes: &str, area: Area) -> Vec<Item> {
    let has = |class: &str| classes.split(' ').any(|one| one == class);
    let tone = (1..=8).find(|tone| has(&format!("bc-s{tone}"))).unwrap_or(1);
    if has("bc-key-round") {
        let centre = Point { x: area.left.midpoint(area.right), y: area.top.midpoint(area.bottom) };
        return vec![Item::Shape(Class::Point(tone), Shape::Dot { centre, radius: area.width() / 2 })];
    }
    if has("bc-key-whole") {
        return vec![Item::Shape(Class::Whole, Shape::Rect(area))];
    }
    if has("bc-key-line") {
        let y = area.top.midpoint(area.bottom);
        let ends = [area.left, area.right].map(|x| Point { x, y });
        return vec![Item::Shape(Class::Reference, Shape::Path(ends.to_vec()))];
    }
    if has("bc-key-hatch") {
        let mut items = vec![Item::Shape(Class::OpenBar(tone), Shape::Rect(area))];
        items.extend(
            hatch::lines(area).into_iter().map(|piece| Item::Shape(Class::Hatch(tone), Shape::Path(piece.to_vec()))),
        );
        return items;
    }
    vec![Item::Shape(Class::Bar(tone), Shape::Rect(area))]
}
