//! One page: its links, pictures, claims, charts, prose and attachments.

use std::collections::BTreeMap;

use crate::diag::{Code, Diagnostic, catalog};
use crate::model::claim::{ChartText, TextPlace};
use crate::model::dataset::DatasetId;
use crate::model::page::{Page, Prose};
use crate::model::published::Figures;
use crate::model::route::OutputPath;
use crate::model::shortcode::{Named, ShortcodeBlock};
use crate::model::site::Site;
use crate::source::Span;

use super::datasets::Lookup;
use super::links::Places;
use super::names::{Figure, Names};
use super::prose::{FigureIndex, Rules};
use super::routes::alias_route;
use super::texts::Settled;
use super::{
    CheckedPage, Counts, Findings, Plots, ShownPart, Target, Use, anchors, claims, corrections, images, prose,
    published,
};

/// What every page is held against.
pub struct Against<'a> {
    pub site: &'a Site,
    pub lookup: &'a Lookup<'a>,
    pub places: &'a Places<'a>,
    pub names: &'a Names<'a>,
    pub figures: &'a FigureIndex<'a>,
    /// What the published site states.
    pub published: Option<&'a Figures>,
}

/// Checks one page with the `prose` of its body, whose charts make `plots` and `figures`, and whose other texts were judged
/// before.
pub fn check(
    page: &Page,
    prose: Vec<Prose>,
    (plots, figures): (Plots, &[Figure]),
    texts: Settled,
    against: &Against<'_>,
    findings: &mut Findings,
) -> CheckedPage {
    let Settled { claims, judged, texts } = texts;
    let (claims, judged, texts) = (claims.into(), judged.into(), texts.into());
    let mut checked = CheckedPage { claims, judged, texts, plots, ..CheckedPage::default() };
    let (charts, mut bound) = (figures.len(), checked.judged.len());
    for link in &page.body.links {
        if let Some(target) = against.places.resolve(&link.dest, &page.folder, Some(page), findings) {
            if link.is_unnamed {
                checked.names.insert(link.span.start, against.names.of(&target, page));
            }
            checked.links.insert(link.span.start, target);
        }
    }
    for link in &page.body.claims {
        bound += 1;
        let (judged, claim) = claims::check(link, TextPlace::Body, page, against.lookup, findings);
        checked.judged.push(judged);
        checked.claims.extend(claim.map(|claim| (link.span.start, Box::new(claim))));
    }
    checked.judged.sort_by_key(|judged| judged.span.start);
    anchors::give(checked.claims.values_mut().map(|claim| &mut **claim), against.site);
    place_unseen(&mut checked, figures);
    let told = corrections::check(page, &checked.claims, against.site, findings);
    if let Some(figures) = against.published {
        published::check(page, &checked.claims, against.site, figures, &told, findings);
    }
    let rules = Rules { own: &against.site.config.numbers, figures: against.figures };
    let read = prose::Against { site: against.site, rules, judged: &checked.judged };
    let mut tally = prose::Tally::default();
    for block in prose.iter().chain(page.texts.iter().filter_map(|text| text.prose.as_ref())) {
        prose::scan(block, page, &read, &mut tally, findings);
    }
    drop(prose);
    checked.counts = Counts { charts, bound, ignored: tally.ignored.values().sum(), unbound: tally.unclaimed.len() };
    tally.looked_up.sort_unstable();
    tally.looked_up.dedup();
    tally.looked_up.shrink_to_fit();
    tally.unclaimed.shrink_to_fit();
    tally.edits.splice(0..0, checked.judged.iter().flat_map(|judged| judged.edits.clone()));
    tally.edits.sort_by_key(|edit| edit.span.start);
    (checked.ignored, checked.unclaimed) = (tally.ignored.into(), tally.unclaimed.into());
    (checked.looked_up, checked.edits) = (tally.looked_up.into(), tally.edits.into());
    pictures(page, against, &mut checked, findings);
    shortcodes(page, against, &mut checked, findings);
    attachments(page, against, &mut checked, findings);
    checked.aliases = page.front.aliases.iter().filter_map(|alias| alias_route(&alias.value)).collect();
    template(page, against.site, findings);
    checked.uses = uses(&checked, figures);
    checked.files = files(&checked);
    checked.misses = misses(page, &checked);
    checked
}

/// The files of ours that a page shows or leads to.
fn files(checked: &CheckedPage) -> Vec<OutputPath> {
    let named = checked.links.values().chain(checked.images.values()).filter_map(Target::file);
    named.chain(&checked.image).chain(checked.attachments.iter().map(|(path, ..)| path)).cloned().collect()
}

/// True where a link of `page` leads nowhere, or a file that it shows is not there.
fn misses(page: &Page, checked: &CheckedPage) -> bool {
    let (front, files) = (&page.front, checked.attachments.len() + checked.images.len());
    if files != front.attachments.len() + page.body.images.len() || front.image.is_some() != checked.image.is_some() {
        return true;
    }
    let named = page.body.shortcodes.iter().flat_map(ShortcodeBlock::named).map(|(_, text)| text.span.start);
    let mut starts = page.body.links.iter().map(|link| link.span.start).chain(named);
    starts.any(|start| !checked.links.contains_key(&start))
}

/// The data that a page states and draws.
fn uses(checked: &CheckedPage, figures: &[Figure]) -> Vec<Use> {
    let mut uses: BTreeMap<DatasetId, Use> = BTreeMap::new();
    let none = |dataset: DatasetId| Use { dataset, claims: 0, charts: 0 };
    for dataset in checked.claims.values().map(|claim| claim.dataset) {
        uses.entry(dataset).or_insert(none(dataset)).claims += 1;
    }
    for dataset in figures.iter().map(|figure| figure.dataset) {
        uses.entry(dataset).or_insert(none(dataset)).charts += 1;
    }
    uses.into_values().collect()
}

/// Claims in texts that are no HTML have no element of their own: they are found at their figure, or at the page's head.
fn place_unseen(checked: &mut CheckedPage, figures: &[Figure]) {
    for (place, parts) in &checked.texts {
        let anchor = match place {
            TextPlace::ImageAlt => "page.main".to_owned(),
            TextPlace::Chart(start, ChartText::Alt | ChartText::Annotation(_) | ChartText::ReferenceLine(_)) => {
                let figure = figures.iter().find(|figure| figure.block.start == *start);
                figure.map(|figure| figure.id.clone()).unwrap_or_default()
            }
            _ => continue,
        };
        for part in parts {
            if let ShownPart::Claim { start, .. } = part
                && let Some(claim) = checked.claims.get_mut(start)
            {
                claim.id.clone_from(&anchor);
            }
        }
    }
}

fn pictures(page: &Page, against: &Against<'_>, checked: &mut CheckedPage, findings: &mut Findings) {
    for picture in &page.body.images {
        if let Some(asset) = against.places.asset(&picture.dest, &page.folder, findings) {
            checked.images.insert(picture.span.start, Target::File(OutputPath::new(&asset.path)));
            images::check(asset, picture.dest.span, against.site.config.limits, findings);
        }
        if picture.alt.trim().is_empty() {
            let span = Span { end: picture.span.start + 2, ..picture.span };
            findings.push(
                Diagnostic::new(Code::MissingAlt, span, catalog::site::missing_alt())
                    .help(catalog::site::missing_alt_help()),
            );
        }
    }
    if let Some(image) = &page.front.image {
        if let Some(asset) = against.places.asset(&image.src, &page.folder, findings) {
            checked.image = Some(OutputPath::new(&asset.path));
            images::check(asset, image.src.span, against.site.config.limits, findings);
        }
        if image.alt.is_none() {
            findings.push(
                Diagnostic::new(Code::MissingAlt, image.span, catalog::site::missing_alt())
                    .help(catalog::site::missing_alt_front_help()),
            );
        }
    }
}

/// What the arguments of shortcodes name; whether the theme has them is known where its templates are.
fn shortcodes(page: &Page, against: &Against<'_>, checked: &mut CheckedPage, findings: &mut Findings) {
    for (named, text) in page.body.shortcodes.iter().flat_map(ShortcodeBlock::named) {
        let target = match named {
            Named::File => {
                let asset = against.places.asset(&text, &page.folder, findings);
                asset.map(|asset| Target::File(OutputPath::new(&asset.path)))
            }
            Named::Link => against.places.resolve(&text, &page.folder, Some(page), findings),
        };
        checked.links.extend(target.map(|target| (text.span.start, target)));
    }
}

fn attachments(page: &Page, against: &Against<'_>, checked: &mut CheckedPage, findings: &mut Findings) {
    for attachment in &page.front.attachments {
        if let Some(asset) = against.places.asset(&attachment.src, &page.folder, findings) {
            images::size(asset, attachment.src.span, against.site.config.limits, findings);
            let name = asset.path.rsplit('/').next().unwrap_or(&asset.path);
            let title = attachment.title.clone().unwrap_or_else(|| name.to_owned());
            checked.attachments.push((OutputPath::new(&asset.path), title, asset.file.size));
        }
    }
}

/// A template that the front matter names has to be there.
fn template(page: &Page, site: &Site, findings: &mut Findings) {
    let Some(name) = &page.front.template else { return };
    let file = if name.value.ends_with(".html") { name.value.clone() } else { format!("{}.html", name.value) };
    let known = |template: &&crate::model::theme::ThemeTemplate| {
        template.name == file || template.name.split_once('/').is_some_and(|(_, own)| own == file)
    };
    if !site.theme.templates.iter().any(|template| known(&template)) {
        let names: Vec<&str> = site
            .theme
            .templates
            .iter()
            .map(|template| template.name.rsplit('/').next().unwrap_or(&template.name))
            .collect();
        let finding = Diagnostic::new(Code::Template, name.span, catalog::site::unknown_template(&name.value));
        findings.push(finding.help(catalog::yaml::one_of(names.join(", "))));
    }
}
