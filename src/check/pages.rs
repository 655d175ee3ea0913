//! One page among the others: its links, pictures and attachments.

use crate::diag::{Code, Diagnostic, catalog};
use crate::model::page::{Link, Page};
use crate::model::published::Figures;
use crate::model::route::OutputPath;
use crate::model::shortcode::{Named, ShortcodeBlock};
use crate::model::site::Site;
use crate::source::Span;

use super::alone::Alone;
use super::links::Places;
use super::names::Names;
use super::routes::alias_route;
use super::{CheckedPage, Findings, Links, Target, images, published};

/// What every page is held against.
pub struct Against<'a> {
    pub site: &'a Site,
    pub places: &'a Places<'a>,
    pub names: &'a Names<'a>,
    /// What the published site states.
    pub published: Option<&'a Figures>,
}

/// Checks one page, which was held against the data by itself before.
pub fn check(page: &Page, alone: Alone, against: &Against<'_>, findings: &mut Findings) -> CheckedPage {
    let Alone { numbers, plots, counts, uses, told, findings: found, .. } = alone;
    findings.extend(found);
    if let Some(figures) = against.published {
        published::check(page, &numbers.peek().claims, against.site, figures, &told, findings);
    }
    let mut links = Links::default();
    let written = page.body.links.peek();
    for link in &*written {
        if let Some(target) = against.places.resolve(&link.dest, &page.folder, Some(page), findings) {
            if link.is_unnamed {
                links.names.insert(link.span.start, against.names.of(&target, page));
            }
            links.targets.insert(link.span.start, target);
        }
    }
    pictures(page, against, &mut links, findings);
    shortcodes(page, against, &mut links, findings);
    let mut checked = CheckedPage { numbers, plots, counts, uses, ..CheckedPage::default() };
    checked.image = head_picture(page, against, findings);
    attachments(page, against, &mut checked, findings);
    checked.aliases = page.front.aliases.iter().filter_map(|alias| alias_route(&alias.value)).collect();
    template(page, against.site, findings);
    checked.files = files(&checked, &links);
    checked.misses = misses(page, &written, &checked, &links);
    checked.links = links.into();
    checked
}

/// The files of ours that a page shows or leads to.
fn files(checked: &CheckedPage, links: &Links) -> Vec<OutputPath> {
    let named = links.targets.values().chain(links.images.values()).filter_map(Target::file);
    named.chain(&checked.image).chain(checked.attachments.iter().map(|(path, ..)| path)).cloned().collect()
}

/// True where a link of `page` leads nowhere, or a file that it shows is not there.
fn misses(page: &Page, written: &[Link], checked: &CheckedPage, links: &Links) -> bool {
    let (front, files) = (&page.front, checked.attachments.len() + links.images.len());
    if files != front.attachments.len() + page.body.images.len() || front.image.is_some() != checked.image.is_some() {
        return true;
    }
    let named = page.body.shortcodes.iter().flat_map(ShortcodeBlock::named).map(|(_, text)| text.span.start);
    let mut starts = written.iter().map(|link| link.span.start).chain(named);
    starts.any(|start| !links.targets.contains_key(&start))
}

fn pictures(page: &Page, against: &Against<'_>, links: &mut Links, findings: &mut Findings) {
    for picture in &page.body.images {
        if let Some(asset) = against.places.asset(&picture.dest, &page.folder, findings) {
            links.images.insert(picture.span.start, Target::File(OutputPath::new(&asset.path)));
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
}

/// The picture that the front matter names, where it is there.
fn head_picture(page: &Page, against: &Against<'_>, findings: &mut Findings) -> Option<OutputPath> {
    let image = page.front.image.as_ref()?;
    let asset = against.places.asset(&image.src, &page.folder, findings);
    if let Some(asset) = asset {
        images::check(asset, image.src.span, against.site.config.limits, findings);
    }
    if image.alt.is_none() {
        findings.push(
            Diagnostic::new(Code::MissingAlt, image.span, catalog::site::missing_alt())
                .help(catalog::site::missing_alt_front_help()),
        );
    }
    asset.map(|asset| OutputPath::new(&asset.path))
}

/// What the arguments of shortcodes name; whether the theme has them is known where its templates are.
fn shortcodes(page: &Page, against: &Against<'_>, links: &mut Links, findings: &mut Findings) {
    for (named, text) in page.body.shortcodes.iter().flat_map(ShortcodeBlock::named) {
        let target = match named {
            Named::File => {
                let asset = against.places.asset(&text, &page.folder, findings);
                asset.map(|asset| Target::File(OutputPath::new(&asset.path)))
            }
            Named::Link => against.places.resolve(&text, &page.folder, Some(page), findings),
        };
        links.targets.extend(target.map(|target| (text.span.start, target)));
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
