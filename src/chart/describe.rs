//! A plot in sentences: first and last, highest and lowest, change and rate, what is missing and what is not final.

use crate::locale::Lang;
use crate::model::dataset::Status;
use crate::model::number::Number;
use crate::model::plot::{Mark, Plot, PlotCell};

use super::pairs::{self, Pair};
use super::view::{Layout, Strand, View};
use super::{phrases, show, words};

/// The author's alternative, or what a reader should know.
#[must_use]
pub fn describe(plot: &Plot, lang: Lang) -> String {
    if let Some(alt) = &plot.alt {
        return alt.clone();
    }
    let strands = View::new(plot, lang, Layout::Wide).strands();
    let sums = sums(plot, lang);
    let mut sentences = if pairs::are_told(plot) {
        completion(plot, lang)
    } else {
        let totals =
            sums.iter().map(|(name, cells)| Strand { name: name.clone(), measure: &plot.measures[0], cells, tone: 0 });
        let totals: Vec<Strand<'_>> = totals.collect();
        let told = totals.iter().chain(&strands).take(TOLD + totals.len());
        let mut sentences: Vec<String> = told.filter_map(|strand| course(plot, strand, lang)).collect();
        if strands.len() > TOLD {
            sentences.push(phrases::others(strands.len() - TOLD, lang));
        }
        sentences.extend(part_years(plot, &strands, lang));
        sentences.extend(missing(plot, &strands, lang));
        sentences
    };
    sentences.extend(statuses(plot, &strands, lang));
    for line in plot.reference_lines.iter().filter(|_| plot.mark != Mark::Completion) {
        if let Some(strand) = strands.first() {
            sentences.push(format!("{}: {}", line.text, show::with_unit(line.y, strand.measure, lang)));
        }
    }
    if strands.iter().flat_map(|strand| strand.cells).all(|cell| cell.value.is_none()) {
        sentences = vec![words::begin(words::no_data(lang))];
    }
    sentences.iter().map(|text| words::begin(text) + ".").collect::<Vec<_>>().join(" ")
}

/// What the stacks of each small multiple amount to, with its name; a category with a part missing has no sum.
fn sums(plot: &Plot, lang: Lang) -> Vec<(String, Vec<PlotCell>)> {
    let panels = plot.panels.len().max(1);
    if !plot.mark.is_stacked() || plot.series.len() / panels * plot.measures.len() < 2 {
        return Vec::new();
    }
    let sum = |panel: usize, x: usize| {
        let within = plot.series.iter().filter(|series| series.panel == panel);
        let cells: Vec<&PlotCell> = within
            .flat_map(|series| &series.cells)
            .filter_map(|cells| cells.get(x))
            .filter(|cell| !cell.absent)
            .collect();
        let values: Option<Vec<Number>> = cells.iter().map(|cell| cell.value).collect();
        let value = values.filter(|values| !values.is_empty()).and_then(Number::sum);
        // What is told is that it is not whole, by the part that limits it.
        PlotCell { value, absent: true, as_of: cells.iter().find_map(|cell| cell.as_of.clone()), ..PlotCell::default() }
    };
    let total = words::total(lang);
    let name = |panel: usize| {
        plot.panels.get(panel).map_or(total.to_owned(), |value| format!("{} – {}", value.label, total.to_lowercase()))
    };
    (0..panels).map(|panel| (name(panel), (0..plot.xs.len()).map(|x| sum(panel, x)).collect())).collect()
}

/// More series than this are left to the table.
const TOLD: usize = 8;
/// More categories than this are told by their extremes only.
const FEW: usize = 4;

/// The figures of one strand; part-years, which compare with nothing, are told apart.
fn course(plot: &Plot, strand: &Strand<'_>, lang: Lang) -> Option<String> {
    let shown = |value: Number| show::with_unit(value, strand.measure, lang);
    let full: Vec<(usize, Number)> = strand
        .cells
        .iter()
        .enumerate()
        .filter(|(_, cell)| cell.as_of.is_none())
        .filter_map(|(x, cell)| Some((x, cell.value?)))
        .collect();
    let (&first, &last) = (full.first()?, full.last()?);
    let name = if strand.name.is_empty() { &strand.measure.label } else { &strand.name };
    let at = |x: usize| phrases::at(plot, x, lang);
    if !plot.x_is_year && full.len() <= FEW || full.len() == 1 {
        let each = full.iter().map(|&(x, value)| phrases::figure_at(&shown(value), &at(x), plot.x_is_year));
        return Some(format!("{name}: {}", each.collect::<Vec<_>>().join("; ")));
    }
    if full.iter().all(|(_, value)| *value == first.1) {
        return Some(format!("{name}: {}", phrases::constant(&shown(first.1), &at(first.0), &at(last.0), lang)));
    }
    let mut parts = Vec::new();
    if plot.x_is_year {
        let ends = [(shown(first.1), at(first.0)), (shown(last.1), at(last.0))];
        let order = first.1.cmp(&last.1);
        let course = phrases::course((&ends[0].0, &ends[0].1), (&ends[1].0, &ends[1].1), order, lang);
        let change = phrases::change(first.1, last.1, strand.measure, lang).filter(|_| order.is_ne());
        parts.push(change.map_or(course.clone(), |change| format!("{course}, {change}")));
    }
    let highest = full.iter().rev().max_by_key(|(_, value)| *value)?;
    let lowest = full.iter().min_by_key(|(_, value)| *value)?;
    let is_end = |value: Number| plot.x_is_year && (value == first.1 || value == last.1);
    if !is_end(highest.1) {
        parts.push(phrases::highest(&shown(highest.1), &at(highest.0), plot.x_is_year, lang));
    }
    if !is_end(lowest.1) {
        parts.push(phrases::lowest(&shown(lowest.1), &at(lowest.0), plot.x_is_year, lang));
    }
    Some(format!("{name}: {}", parts.join("; ")))
}

/// A sentence for each category with figures of a part of the year.
fn part_years(plot: &Plot, strands: &[Strand<'_>], lang: Lang) -> Vec<String> {
    let mut sentences = Vec::new();
    for x in 0..plot.xs.len() {
        let cells = strands.iter().filter_map(|strand| Some((strand, strand.cells.get(x)?)));
        let part: Vec<_> = cells.filter(|(_, cell)| cell.value.is_some() && cell.as_of.is_some()).collect();
        let Some((_, first)) = part.first() else { continue };
        let as_of = first.as_of.as_deref().unwrap_or("");
        let figures = part.iter().filter_map(|(strand, cell)| {
            let value = show::with_unit(cell.value?, strand.measure, lang);
            Some(if strand.name.is_empty() { value } else { format!("{} {value}", words::inner(&strand.name)) })
        });
        let figures: Vec<String> = figures.collect();
        let when = phrases::at(plot, x, lang);
        sentences.push(format!("{}: {}", phrases::part_year(&when, as_of, lang), figures.join("; ")));
    }
    sentences
}

/// What has no figure yet, strand by strand; once where it is the same for all.
fn missing(plot: &Plot, strands: &[Strand<'_>], lang: Lang) -> Vec<String> {
    let gaps = |strand: &Strand<'_>| -> Vec<usize> {
        let cells = strand.cells.iter().enumerate();
        cells.filter(|(_, cell)| cell.value.is_none() && !cell.absent).map(|(x, _)| x).collect()
    };
    let all: Vec<Vec<usize>> = strands.iter().map(gaps).collect();
    if let Some(first) = all.first().filter(|first| all.iter().all(|other| other == *first)) {
        let list = phrases::list_at(plot, first, lang);
        return if first.is_empty() { Vec::new() } else { vec![phrases::no_data_at("", &list, lang)] };
    }
    let told = strands.iter().zip(&all).filter(|(_, gaps)| !gaps.is_empty());
    told.map(|(strand, gaps)| {
        let list = phrases::list_at(plot, gaps, lang);
        let name = words::inner(&strand.name);
        let name = if plot.series.len() > 1 { phrases::of(&name, lang) } else { words::noun(&name) };
        phrases::no_data_at(&name, &list, lang)
    })
    .collect()
}

/// Which figures are provisional, estimated, revised, or stand after a break.
fn statuses(plot: &Plot, strands: &[Strand<'_>], lang: Lang) -> Vec<String> {
    let mut sentences = Vec::new();
    // A completion has told of the provisional ones at their pairs.
    let first = if pairs::are_told(plot) { 2 } else { 0 };
    for status in [Status::Provisional, Status::Estimated, Status::Revised, Status::Break].into_iter().skip(first) {
        let is_so = |x: &usize| {
            let mut cells = strands.iter().filter_map(|strand| strand.cells.get(*x));
            cells.any(|cell| cell.value.is_some() && cell.status == status && cell.as_of.is_none())
        };
        let xs: Vec<usize> = (0..plot.xs.len()).filter(is_so).collect();
        if !xs.is_empty() {
            let list = phrases::list_at(plot, &xs, lang);
            sentences.push(format!("{}: {list}", words::begin(words::status(status, lang))));
        }
    }
    sentences
}

/// More pairs than this are told by the first and last year and by the extremes.
const MANY: usize = 8;

/// A sentence for each year (or one for all categories), then how rates moved.
fn completion(plot: &Plot, lang: Lang) -> Vec<String> {
    let groups = pairs::groups(plot, lang);
    let count: usize = groups.iter().map(|group| group.pairs.len()).sum();
    let xs: Vec<usize> = match (count > MANY, plot.x_is_year) {
        (false, _) => (0..plot.xs.len()).collect(),
        (true, true) => vec![0, plot.xs.len().saturating_sub(1)],
        (true, false) => Vec::new(),
    };
    let mut sentences: Vec<String> = Vec::new();
    let mut clauses: Vec<String> = Vec::new();
    for x in xs {
        let pairs = groups.iter().filter_map(|group| Some((group, group.pairs.iter().find(|pair| pair.x == x)?)));
        let told: Vec<String> = pairs
            .map(|(group, pair)| {
                let by_name = !plot.x_is_year && group.name.is_empty();
                let who = if by_name { pair.name.as_str() } else { group.name.as_str() };
                clause(plot, pair, &words::inner(who), lang)
            })
            .collect();
        if told.is_empty() {
            continue;
        }
        if plot.x_is_year {
            sentences.push(format!("{}, {}", phrases::at(plot, x, lang), told.join("; ")));
        } else if groups.iter().any(|group| !group.name.is_empty()) {
            sentences.push(format!("{}: {}", plot.xs[x].label, told.join("; ")));
        } else {
            clauses.extend(told);
        }
    }
    if !clauses.is_empty() {
        sentences.push(clauses.join("; "));
    }
    if count > MANY {
        sentences.extend(rate_extremes(plot, &groups, lang));
    }
    if plot.x_is_year {
        sentences.extend(groups.iter().filter_map(|group| rate_change(plot, group, lang)));
    }
    sentences
}

/// A pair as a clause.
fn clause(plot: &Plot, pair: &Pair, who: &str, lang: Lang) -> String {
    let measures = &plot.measures;
    let shown = |index: usize, value: Option<Number>| value.map(|value| show::label(value, &measures[index], lang));
    let said = match (shown(0, pair.whole), shown(1, pair.part)) {
        (Some(whole), Some(part)) => phrases::completed(who, (&part, &whole), measures, &pair.rate, lang),
        (Some(whole), None) => phrases::counted(who, &measures[0], &whole, lang),
        (None, Some(part)) => phrases::counted(who, &measures[1], &part, lang),
        (None, None) => format!("{who} {}", words::no_data(lang)).trim().to_owned(),
    };
    [said].into_iter().chain(pair.remarks.iter().map(|text| text.replace('\u{a0}', " "))).collect::<Vec<_>>().join(", ")
}

/// Who has the highest and the lowest rate.
fn rate_extremes(plot: &Plot, groups: &[pairs::Group], lang: Lang) -> Option<String> {
    let rated = || {
        groups.iter().flat_map(|group| {
            group.pairs.iter().filter_map(move |pair| Some((group, pair, pair.part?.over(pair.whole?)?)))
        })
    };
    let told = |(group, pair, _): (&pairs::Group, &Pair, Number)| {
        let when = phrases::at(plot, pair.x, lang);
        let who = words::inner(&group.name);
        (format!("{who} {when}").trim().to_owned(), pair.rate.clone())
    };
    let high = told(rated().max_by_key(|(_, _, rate)| *rate)?);
    let low = told(rated().min_by_key(|(_, _, rate)| *rate)?);
    if high.1 == low.1 {
        return None;
    }
    let (high, low) = (phrases::highest(&high.1, &high.0, false, lang), phrases::lowest(&low.1, &low.0, false, lang));
    Some(format!("{}: {high}; {low}", phrases::rates(lang)))
}

/// How a group's rate moved between its first and last full year.
fn rate_change(plot: &Plot, group: &pairs::Group, lang: Lang) -> Option<String> {
    let series = plot.series.get(group.series)?;
    let measure = plot.rate.as_ref()?;
    let mut rates = series.rates.iter().enumerate().filter(|(_, cell)| cell.as_of.is_none());
    let mut values = rates.by_ref().filter_map(|(x, cell)| Some((x, cell.value?)));
    let first = values.next()?;
    let last = values.last()?;
    let change = phrases::change(first.1, last.1, measure, lang)?;
    let years = [first.0, last.0].map(|x| match lang {
        Lang::Vi => phrases::at(plot, x, lang),
        Lang::En => plot.xs[x].label.clone(),
    });
    Some(phrases::rate_changed(&words::inner(&group.name), &years[0], &years[1], &change, lang))
}
