//! Chart blocks: every name resolved, every dishonest or impossible picture refused at its line.

use std::collections::HashMap;

use crate::diag::{Code, Diagnostic, Text, catalog};
use crate::locale::{Lang, nearest, slugify};
use crate::model::chart::{ChartBlock, Sort};
use crate::model::dataset::{Dataset, DimensionKind, MeasureKind};
use crate::model::page::Page;
use crate::model::plot::{Annotation, Mark, Orientation, Plot, ReferenceLine};
use crate::model::route::is_slug;
use crate::model::select::Filter;
use crate::source::{Span, Spanned};

use super::Findings;
use super::datasets::{self, Lookup};
use super::honest;
use super::plots::{self, Spec};

/// The plots of the chart `blocks` of a page, by the start of these; figures are numbered in order.
pub fn check(page: &Page, blocks: &[ChartBlock], lookup: &Lookup<'_>, findings: &mut Findings) -> Vec<(u32, Plot)> {
    let mut ids: HashMap<String, Span> =
        page.body.headings.iter().map(|heading| (heading.id.clone(), heading.span)).collect();
    let mut plots = Vec::new();
    let (mut number, mut stats) = (0, 0);
    for block in blocks {
        let is_figure = block.mark.as_ref().is_none_or(|mark| mark.value != Mark::Stat);
        number += u32::from(is_figure);
        stats += u32::from(!is_figure);
        let id = figure_id(block, if is_figure { number } else { stats }, is_figure, &mut ids, findings);
        let Some(dataset) = block.data.as_ref().and_then(|data| lookup.named(page, data, findings)) else { continue };
        if let Some(mut plot) = plot(block, dataset, page.lang, findings) {
            plot.id = id;
            plot.number = is_figure.then_some(number);
            plots.push((block.span.start, plot));
        }
    }
    plots
}

/// The author's id, or `hinh-1`; a second one of a name is reported.
fn figure_id(
    block: &ChartBlock,
    number: u32,
    is_figure: bool,
    ids: &mut HashMap<String, Span>,
    findings: &mut Findings,
) -> String {
    let default = if is_figure { format!("hinh-{number}") } else { format!("so-{number}") };
    let Some(id) = &block.id else {
        if let Some(first) = ids.insert(default.clone(), block.span) {
            let finding = Diagnostic::new(Code::DuplicateId, first, catalog::site::duplicate_id(&default));
            let help = catalog::site::duplicate_id_help();
            findings.push(finding.label(block.span, catalog::yaml::first_here()).help(help));
        }
        return default;
    };
    if !is_slug(&id.value) {
        let example =
            Some(slugify(&id.value)).filter(|slug| !slug.is_empty()).unwrap_or_else(|| "hoan-thanh".to_owned());
        findings.push(
            Diagnostic::new(Code::InvalidChart, id.span, catalog::chart::id_invalid(&id.value))
                .help(catalog::chart::id_invalid_help(example)),
        );
        return default;
    }
    if let Some(first) = ids.get(&id.value) {
        let finding = Diagnostic::new(Code::DuplicateId, id.span, catalog::site::duplicate_id(&id.value));
        findings.push(finding.label(*first, catalog::yaml::first_here()).help(catalog::site::duplicate_id_help()));
    } else {
        ids.insert(id.value.clone(), id.span);
    }
    id.value.clone()
}

fn plot(block: &ChartBlock, dataset: &Dataset, lang: Lang, findings: &mut Findings) -> Option<Plot> {
    let before = findings.len();
    let filter = filter(block, dataset, findings);
    let mark = block.mark.as_ref();
    let measures = mark.and_then(|mark| measures(block, dataset, mark, findings));
    let x = x_dimension(block, dataset, &filter, findings);
    let series = block.series.as_ref().and_then(|name| datasets::dimension(dataset, &name.value, name.span, findings));
    if let (Some(series), Some(x), Some(name)) = (series, x, &block.series)
        && series == x
    {
        invalid(name.span, catalog::chart::series_is_x(&name.value), catalog::chart::series_is_x_help(), findings);
    }
    let facet = honest::facet(block, dataset, x, series, findings);
    let (mark, measures, x) = (mark?, measures?, x?);
    if matches!(mark.value, Mark::Line | Mark::Area) && dataset.dimensions[x].kind == DimensionKind::Category {
        let span = block.x.as_ref().map_or(mark.span, |x| x.span);
        invalid(
            span,
            catalog::chart::line_over_category(&dataset.dimensions[x].key),
            catalog::chart::line_over_category_help(),
            findings,
        );
    }
    if findings.len() > before {
        return None;
    }
    let sort = block.sort.as_ref().map_or(Sort::Data, |sort| sort.value);
    let spec = Spec { mark: mark.value, x, series, facet, measures, filter, sort };
    honest::years(block, dataset, &spec, findings);
    honest::sums(block, dataset, &spec, findings);
    let plot = plots::plot(dataset, &spec, lang);
    if plot.is_none() && !spec.filter.may_hide_rows(dataset) {
        report_nothing(block, dataset, findings);
    }
    let plot = dress(plot?, block, dataset);
    honest::check(block, &plot, findings);
    (findings.len() == before).then_some(plot)
}

fn filter(block: &ChartBlock, dataset: &Dataset, findings: &mut Findings) -> Filter {
    let mut filter = Filter::all(dataset);
    for (key, wanted) in &block.filter {
        for value in wanted {
            if !datasets::narrow(dataset, &mut filter, (&key.value, key.span), (&value.value, value.span), findings) {
                break;
            }
            let Some(at) = dataset.dimension(&key.value) else { continue };
            let dimension = &dataset.dimensions[at];
            let in_rows = dimension
                .index
                .get(&value.value)
                .is_some_and(|position| !dataset.rows.with_key(at, *position).is_empty());
            if !in_rows && !filter.may_hide_rows(dataset) {
                let known: Vec<&str> = dimension.values.iter().map(|value| value.key.as_str()).take(12).collect();
                let finding = Diagnostic::new(Code::NoObservation, value.span, catalog::chart::nothing_selected());
                findings.push(finding.help(catalog::chart::nothing_selected_help(&dimension.key, known.join(", "))));
            }
        }
    }
    filter
}

/// The dimension on the x axis: as named, else the years, else the first that does not split.
fn x_dimension(block: &ChartBlock, dataset: &Dataset, filter: &Filter, findings: &mut Findings) -> Option<usize> {
    if let Some(name) = &block.x {
        return datasets::dimension(dataset, &name.value, name.span, findings);
    }
    let splits = |name: &Option<Spanned<String>>, at: usize| {
        name.as_ref().is_some_and(|name| name.value == dataset.dimensions[at].key)
    };
    let is_series = |at: usize| splits(&block.series, at) || splits(&block.facet, at);
    let rows = filter.rows(dataset);
    let varied = |at: usize| {
        let first = rows.first().and_then(|row| dataset.rows.key(*row, at));
        rows.iter().any(|row| dataset.rows.key(*row, at) != first)
    };
    let free = || (0..dataset.dimensions.len()).filter(|at| !is_series(*at));
    let year = dataset.year_dimension().filter(|at| !is_series(*at));
    let by_year = block.mark.as_ref().is_some_and(|mark| mark.value == Mark::Stat);
    let chosen = if by_year { year } else { year.filter(|at| varied(*at)).or_else(|| free().find(|at| varied(*at))) };
    chosen.or(year).or_else(|| free().next())
}

/// The measures drawn: as named, else those that the mark is made for.
fn measures(
    block: &ChartBlock,
    dataset: &Dataset,
    mark: &Spanned<Mark>,
    findings: &mut Findings,
) -> Option<Vec<usize>> {
    let names: Vec<&str> = dataset.measures.iter().map(|measure| measure.key.as_str()).collect();
    let mut found = Vec::new();
    for name in &block.y {
        if let Some(at) = dataset.measure(&name.value) {
            found.push(at);
        } else {
            let help = match nearest(&name.value, names.iter().copied()) {
                Some(near) => catalog::yaml::did_you_mean(near),
                None => catalog::data::measures_are(names.join(", ")),
            };
            let finding = Diagnostic::new(
                Code::UnknownMeasure,
                name.span,
                catalog::claim::unknown_measure(&dataset.path, &name.value),
            );
            findings.push(finding.label(dataset.title.span, catalog::claim::this_dataset()).help(help));
        }
    }
    if found.len() < block.y.len() {
        return None;
    }
    let plain: Vec<usize> =
        (0..names.len()).filter(|at| !matches!(dataset.measures[*at].kind, MeasureKind::Ratio { .. })).collect();
    match (mark.value, found.as_slice()) {
        (Mark::Completion, _) => completion(block, dataset, mark, &found, findings),
        (Mark::Table, []) => Some((0..names.len()).collect()),
        (_, []) if plain.len() == 1 => Some(plain),
        (_, []) => {
            invalid(mark.span, catalog::chart::needs_y(), catalog::chart::needs_y_help(names.join(", ")), findings);
            None
        }
        (Mark::Stat, [_, second, ..]) => {
            let span = block.y.get(1).map_or(mark.span, |name| name.span);
            let _ = second;
            invalid(span, catalog::chart::too_many_stats(), catalog::chart::too_many_stats_help(), findings);
            None
        }
        (Mark::Table, _) => Some(found),
        (_, [first, others @ ..]) => {
            for (other, name) in others.iter().zip(&block.y[1..]) {
                let (a, b) = (&dataset.measures[*first], &dataset.measures[*other]);
                if a.unit != b.unit {
                    invalid(
                        name.span,
                        catalog::chart::units_differ(&a.key, &b.key),
                        catalog::chart::units_differ_help(),
                        findings,
                    );
                    return None;
                }
            }
            if mark.value.is_stacked() && !honest::adds_up(block, dataset, mark, &found, findings) {
                return None;
            }
            if mark.value == Mark::Dot {
                whole_first(dataset, &mut found);
            }
            Some(found)
        }
    }
}

/// Puts the whole of a ratio before its part, whatever order the author wrote: from registered to completed.
fn whole_first(dataset: &Dataset, measures: &mut [usize]) {
    if let [first, second] = measures
        && dataset.measures.iter().any(|measure| measure.kind == MeasureKind::Ratio { part: *first, whole: *second })
    {
        std::mem::swap(first, second);
    }
}

/// The whole and the part of the ratio that is made of the two measures named (or of the dataset's first ratio).
fn completion(
    block: &ChartBlock,
    dataset: &Dataset,
    mark: &Spanned<Mark>,
    named: &[usize],
    findings: &mut Findings,
) -> Option<Vec<usize>> {
    let ratios = dataset.measures.iter().filter_map(|measure| match measure.kind {
        MeasureKind::Ratio { part, whole } => Some((part, whole)),
        _ => None,
    });
    let fitting: Option<(usize, usize)> = ratios
        .clone()
        .find(|(part, whole)| named.is_empty() || (named.len() == 2 && named.contains(part) && named.contains(whole)));
    if let Some((part, whole)) = fitting {
        return Some(vec![whole, part]);
    }
    let help = match ratios.clone().next() {
        Some((part, whole)) => {
            catalog::chart::completion_help(format!("{}, {}", dataset.measures[whole].key, dataset.measures[part].key))
        }
        None => catalog::chart::completion_no_ratio_help(),
    };
    let span = block
        .y
        .first()
        .zip(block.y.last())
        .map_or(mark.span, |(first, last)| Span { end: last.span.end, ..first.span });
    invalid(span, catalog::chart::completion_pair(), help, findings);
    None
}

/// Puts the author's words around the picture.
fn dress(mut plot: Plot, block: &ChartBlock, dataset: &Dataset) -> Plot {
    let text = |value: &Option<Spanned<String>>| value.as_ref().map(|text| text.value.clone());
    plot.title = text(&block.title);
    plot.subtitle = text(&block.subtitle);
    plot.note = text(&block.note);
    plot.alt = text(&block.alt);
    let drawn: Vec<usize> = plot.measures.iter().filter_map(|measure| dataset.measure(&measure.key)).collect();
    let credits = dataset.sources_of(&drawn);
    plot.source = text(&block.credit).or_else(|| (!credits.is_empty()).then(|| credits.join("; ")));
    plot.labels = block.labels;
    plot.orientation = block.orientation.as_ref().map_or(Orientation::Horizontal, |orientation| orientation.value);
    plot.domain = block.domain.as_ref().map(|domain| domain.value);
    plot.annotations =
        block.annotations.iter().map(|(x, text)| Annotation { x: x.value.clone(), text: text.value.clone() }).collect();
    plot.reference_lines =
        block.reference_lines.iter().map(|(y, text)| ReferenceLine { y: y.value, text: text.value.clone() }).collect();
    plot
}

fn report_nothing(block: &ChartBlock, dataset: &Dataset, findings: &mut Findings) {
    let place =
        block.filter.iter().find_map(|(key, values)| values.first().map(|value| (key.value.as_str(), value.span)));
    let (name, span) =
        place.unwrap_or((dataset.path.as_str(), block.data.as_ref().map_or(block.span, |data| data.span)));
    let known = dataset.dimension(name).map(|at| &dataset.dimensions[at].values);
    let known: Vec<&str> = known.into_iter().flatten().map(|value| value.key.as_str()).take(12).collect();
    let finding = Diagnostic::new(Code::NoObservation, span, catalog::chart::nothing_selected());
    findings.push(finding.help(catalog::chart::nothing_selected_help(name, known.join(", "))));
}

/// Reports a chart that can't be drawn, or not honestly.
pub fn invalid(span: Span, message: Text, help: Text, findings: &mut Findings) {
    findings.push(Diagnostic::new(Code::InvalidChart, span, message).help(help));
}
