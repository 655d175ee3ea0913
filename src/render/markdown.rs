//! What a page puts into its Markdown's HTML: resolved links, claims, pictures, figures, the author's own HTML.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::chart::Figure;
use crate::check::{LinkName, Links, Numbers, Target};
use crate::config::RawHtml;
use crate::diag::Diagnostic;
use crate::model::chart::ChartBlock;
use crate::model::claim::ChartText;
use crate::model::dataset::Dataset;
use crate::model::page::{Heading, Page};
use crate::model::plot::{Mark, Plot};
use crate::model::route::OutputPath;
use crate::syntax::html::{UNSAFE, scheme, tags};
use crate::syntax::markdown::{self, Call, Hooks, ImagePlace, Syntax};

use super::context::ImageContext;
use super::document::FiguresBefore;
use super::figure::{self, FigureView};
use super::html::{escape, escape_into, put};
use super::links::{dataset_href, href};
use super::pictures::Fetch;
use super::takeaway::{self, Taken};
use super::text::Texts;
use super::words::Words;
use super::{View, shortcode};

/// The body of a page, and what comes with its figures.
pub struct Body {
    pub html: String,
    /// The files beside it.
    pub files: Vec<(OutputPath, Vec<u8>)>,
    /// The first figure that is there as PNG.
    pub image: Option<ImageContext>,
}

/// The body of `page`, its figures drawn and counted on from those `before` them.
///
/// # Errors
/// The finding about the template of a shortcode.
pub fn body(view: &View<'_>, page: &Page, words: Words<'_>, before: &FiguresBefore) -> Result<Body, Diagnostic> {
    let text = view.renderer.text(page);
    // What is made of a page that has changed meanwhile is not put into place.
    let (text, start) = (&*text, page.body_start.min(text.len()));
    let plots = view.site.page(page.id).plots.peek();
    let charts = page.body.charts.peek();
    let mut hooks = PageHooks {
        view,
        page,
        text,
        numbers: view.numbers(page.id),
        links: view.links(page.id),
        charts: &charts,
        headings: view.headings(page.id),
        plots: &plots,
        words,
        from: page.route.file(),
        before,
        files: Vec::new(),
        image: None,
        tables: 0,
        finding: None,
    };
    let html = markdown::to_html(text, start, view.site.site.config.markdown, &mut hooks);
    match hooks.finding {
        Some(finding) => Err(finding),
        None => Ok(Body { html, files: hooks.files, image: hooks.image }),
    }
}

struct PageHooks<'a> {
    view: &'a View<'a>,
    page: &'a Page,
    /// What the page's file says.
    text: &'a str,
    numbers: Option<&'a Numbers>,
    links: &'a Links,
    charts: &'a [ChartBlock],
    headings: &'a [Heading],
    plots: &'a BTreeMap<u32, Box<Plot>>,
    words: Words<'a>,
    /// The page's own file: links start from here.
    from: OutputPath,
    before: &'a FiguresBefore,
    files: Vec<(OutputPath, Vec<u8>)>,
    image: Option<ImageContext>,
    /// How many tables have been written.
    tables: usize,
    /// The first mistake in the template of a shortcode.
    finding: Option<Diagnostic>,
}

impl PageHooks<'_> {
    /// What an address in the author's HTML leads to, as Markdown's would.
    fn resolve(&self, dest: &str) -> String {
        self.view.renderer.places.resolve(&self.from, &self.page.folder, dest)
    }

    /// True where a link or picture stands as Markdown writes it; one that runs code never does.
    fn is_plain(&self, dest: &str) -> bool {
        let is_safe = !scheme(dest).is_some_and(|scheme| UNSAFE.contains(&scheme.as_str()));
        is_safe && self.view.site.site.config.markdown.syntax == Syntax::CommonMark
    }

    /// The page's texts with claims in them, seen from its own file.
    fn texts(&self) -> Texts<'_> {
        Texts { view: self.view, page: self.page, from: &self.from, words: self.words }
    }

    /// True where the figure at `start` is key numbers and one more of them stands right before or behind it.
    fn stat_neighbours(&self, start: u32) -> (bool, bool) {
        let charts = self.charts;
        let Some(at) = charts.iter().position(|chart| chart.span.start == start) else { return (false, false) };
        let is_stat = |at: usize| self.plots.get(&charts[at].span.start).is_some_and(|plot| plot.mark == Mark::Stat);
        let touches = |first: usize| {
            let between = self.text.get(charts[first].span.end as usize..charts[first + 1].span.start as usize);
            is_stat(first) && is_stat(first + 1) && between.is_some_and(|text| text.trim().is_empty())
        };
        (at > 0 && touches(at - 1), at + 1 < charts.len() && touches(at))
    }

    /// The files beside the figure of the block at `start`.
    fn taken(&self, start: u32, plot: &Plot, figure: &Figure, dataset: &Dataset) -> Taken {
        let block = self.charts.iter().find(|chart| chart.span.start == start);
        let (view, page, words) = (self.view, self.page, self.words);
        block.map_or_else(Taken::default, |block| {
            takeaway::of_figure(takeaway::Source { view, page, block, plot, figure, dataset, words })
        })
    }
}

impl Hooks for PageHooks<'_> {
    fn link(&mut self, start: u32, dest: &str, title: &str, text: &str) -> Option<String> {
        if let Some(claim) = self.numbers.and_then(|numbers| numbers.claims.get(&start)) {
            return Some(self.texts().claim(claim, text));
        }
        let target = self.links.targets.get(&start);
        if self.is_plain(dest) && matches!(target, None | Some(Target::Elsewhere(_))) {
            return None;
        }
        let Some(target) = target else { return Some(text.to_owned()) };
        let mut open = String::new();
        put!(&mut open, "<a href=\"{}\"", &href(&self.from, target));
        if !title.is_empty() {
            put!(&mut open, " title=\"{}\"", title);
        }
        if matches!(target, Target::Elsewhere(address) if address.starts_with("http")) {
            open.push_str(" rel=\"external noopener\"");
        }
        let Some(name) = self.links.names.get(&start).filter(|_| text.trim().is_empty()) else {
            return Some(open + ">" + text + "</a>");
        };
        match name {
            LinkName::Figure(number) => {
                let route = if let Target::Route { route, .. } = target { route } else { &self.page.route };
                let number = self.before.number(route, *number);
                put!(&mut open, ">{}</a>", &figure::name(self.words, number));
            }
            LinkName::Title { text, lang } if *lang == self.page.lang => put!(&mut open, ">{}</a>", text),
            LinkName::Title { text, lang } => put!(&mut open, " lang=\"{}\">{}</a>", lang.code(), text),
        }
        Some(open)
    }

    fn image(&mut self, start: u32, dest: &str, title: &str, alt: &str, place: ImagePlace) -> Option<String> {
        let Some(Target::File(file)) = self.links.images.get(&start) else {
            return if self.is_plain(dest) { None } else { Some(escape(alt)) };
        };
        let is_first = self.page.front.image.is_none()
            && self.page.body.images.first().is_some_and(|picture| picture.span.start == start);
        let fetch = if is_first { Fetch::First } else { Fetch::Late };
        let picture = self.view.renderer.pictures.html(file, &self.from, alt, fetch);
        let (outer, inner) = match place {
            ImagePlace::Alone => ("figure", "figcaption"),
            ImagePlace::InText if title.is_empty() => return Some(picture),
            ImagePlace::InText => ("span", "span"),
        };
        if title.is_empty() {
            return Some(format!("<{outer} class=\"picture\">{picture}</{outer}>"));
        }
        let (text, credit) = title.rsplit_once('|').map_or((title, ""), |(text, credit)| (text, credit.trim()));
        let mut caption = escape(text.trim());
        if !credit.is_empty() {
            put!(&mut caption, " <span class=\"credit\">({}: {})</span>", self.words.get("credit"), credit);
        }
        Some(format!(
            "<{outer} class=\"picture\">{picture}<{inner} class=\"picture-caption\">{caption}</{inner}></{outer}>"
        ))
    }

    fn chart(&mut self, start: u32) -> String {
        let Some(plot) = self.plots.get(&start) else { return String::new() };
        let drawn = figure::draw(plot, self.page.lang);
        let dataset = self.view.site.site.dataset(plot.dataset);
        let Taken { files, links, image } = self.taken(start, plot, &drawn, dataset);
        self.files.extend(files);
        self.image = self.image.take().or(image);
        let number = plot.number.map(|number| self.before.number(&self.page.route, number));
        let plot = if number == plot.number {
            Cow::Borrowed(&**plot)
        } else {
            Cow::Owned(Plot { number, ..(**plot).clone() })
        };
        let texts = self.texts();
        let of = |text, plain| texts.of_chart(start, text, plain);
        let html = figure::html(&FigureView {
            title: of(ChartText::Title, plot.title.as_ref()),
            subtitle: of(ChartText::Subtitle, plot.subtitle.as_ref()),
            note: of(ChartText::Note, plot.note.as_ref()),
            plot: &plot,
            has_table: true,
            figure: &drawn,
            dataset,
            dataset_href: dataset_href(&self.from, dataset),
            files: &links,
            words: self.words,
            lang: self.page.lang,
        });
        if plot.mark != Mark::Stat {
            return html;
        }
        let (follows, leads) = self.stat_neighbours(start);
        let open = if follows { "" } else { "<div class=\"stats\">\n" };
        let close = if leads { "" } else { "</div>\n" };
        format!("{open}{html}{close}")
    }

    fn shortcode(&mut self, start: u32, body: Option<String>) -> String {
        let block = self.page.body.shortcodes.iter().find(|block| block.span.start == start);
        let Some(block) = block else { return String::new() };
        let made = shortcode::html(self.view, self.page, block, body.as_deref());
        made.unwrap_or_else(|finding| {
            self.finding.get_or_insert(finding);
            String::new()
        })
    }

    fn heading(&mut self, start: u32) -> Option<(u8, String)> {
        let headings = self.headings;
        let at = headings.binary_search_by_key(&start, |heading| heading.span.start);
        at.ok().map(|at| (headings[at].level, headings[at].id.clone()))
    }

    fn raw_html(&mut self, html: &str) -> String {
        let mode = self.view.site.site.config.raw_html;
        if mode == RawHtml::Escape {
            return escape(html);
        }
        let linked = with_addresses(html, |dest| self.resolve(dest));
        if mode == RawHtml::Allow { linked } else { self.view.renderer.cleaner.clean(&linked) }
    }

    fn cleans(&self) -> bool {
        self.view.site.site.config.raw_html == RawHtml::Sanitize
    }

    fn around_table(&mut self) -> (String, String) {
        // Regions of one page have names that differ.
        self.tables += 1;
        let name = self.words.get("data_table");
        let name = if self.tables == 1 { name.to_owned() } else { format!("{name} {}", self.tables) };
        let mut open = String::new();
        put!(&mut open, "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"{}\">", &name);
        (open, "</div>\n".to_owned())
    }

    fn footnote_call(&mut self, call: Call) -> String {
        let number = call.number.to_string();
        let mut out = String::new();
        put!(
            &mut out,
            "<sup class=\"footnote-call\"><a id=\"{}\" href=\"#fn-{}\" role=\"doc-noteref\" aria-label=\"{}\">{}</a></sup>",
            &call_id(call),
            &number,
            &self.words.fill("footnote", &[("n", &number)]),
            &number,
        );
        out
    }

    fn around_footnote(&mut self, call: Call) -> (String, String) {
        let number = call.number.to_string();
        let (mut before, mut after) = (String::new(), String::new());
        put!(
            &mut before,
            "<div class=\"footnote\" id=\"fn-{}\" role=\"note\" aria-label=\"{}\"><sup class=\"footnote-number\" \
             aria-hidden=\"true\">{}</sup>",
            &number,
            &self.words.fill("footnote", &[("n", &number)]),
            &number,
        );
        for nth in 1..=call.nth {
            let nth_shown = nth.to_string();
            let word = if call.nth == 1 { "footnote_back" } else { "footnote_back_nth" };
            put!(
                &mut after,
                " <a class=\"footnote-back\" href=\"#{}\" role=\"doc-backlink\" aria-label=\"{}\">↩</a>",
                &call_id(Call { nth, ..call }),
                &self.words.fill(word, &[("n", &number), ("nth", &nth_shown)]),
            );
        }
        (before, after)
    }

    fn task(&mut self, is_done: bool) -> String {
        let mut out = String::new();
        let (word, checked) = if is_done { ("task_done", " checked") } else { ("task_open", "") };
        put!(
            &mut out,
            "<input type=\"checkbox\" class=\"task\" disabled{} aria-label=\"{}\"> ",
            checked,
            self.words.get(word)
        );
        out
    }
}

/// The id of the mark that calls a footnote.
fn call_id(call: Call) -> String {
    if call.nth == 1 { format!("fnref-{}", call.number) } else { format!("fnref-{}-{}", call.number, call.nth) }
}

/// `html` with the value of every `src` and `href` replaced by what `resolve` makes of it.
fn with_addresses(html: &str, resolve: impl Fn(&str) -> String) -> String {
    let mut out = String::with_capacity(html.len());
    let mut done = 0;
    for (value, place) in tags(html).into_iter().flat_map(|tag| tag.addresses) {
        let address = value.replace("&amp;", "&");
        let resolved = resolve(&address);
        // What leads elsewhere stands as it is written, with its own references.
        if resolved != address {
            out.push_str(&html[done..place.start]);
            escape_into(&mut out, &resolved);
            done = place.end;
        }
    }
    out.push_str(&html[done..]);
    out
}
