//! Turns of phrase for descriptions and key numbers, in both languages.

use crate::locale::{Lang, show_units};
use crate::model::number::Number;
use crate::model::plot::{Plot, PlotMeasure};

use super::words::{inner, noun};

/// A category inside a sentence: `năm 2023`, `in 2023`; other categories by their names.
#[must_use]
pub fn at(plot: &Plot, x: usize, lang: Lang) -> String {
    let label = plot.xs.get(x).map_or("", |value| value.label.as_str());
    match (plot.x_is_year, lang) {
        (true, Lang::Vi) => format!("năm {label}"),
        (true, Lang::En) => format!("in {label}"),
        (false, _) => inner(label),
    }
}

/// Several categories in one list: `năm 2020, 2021 và 2023`.
#[must_use]
pub fn list_at(plot: &Plot, xs: &[usize], lang: Lang) -> String {
    let labels: Vec<String> = xs
        .iter()
        .filter_map(|&x| {
            Some(if plot.x_is_year { plot.xs.get(x)?.label.clone() } else { inner(&plot.xs.get(x)?.label) })
        })
        .collect();
    let list = list(&labels, lang);
    match (plot.x_is_year, lang) {
        (true, Lang::Vi) => format!("năm {list}"),
        (true, Lang::En) => format!("in {list}"),
        (false, _) => list,
    }
}

/// `a, b và c`.
#[must_use]
pub fn list(parts: &[String], lang: Lang) -> String {
    let and = match lang {
        Lang::Vi => "và",
        Lang::En => "and",
    };
    match parts {
        [] => String::new(),
        [one] => one.clone(),
        [before @ .., last] => format!("{} {and} {last}", before.join(", ")),
    }
}

/// How one figure stands to an earlier one: `tăng 58,8%`, `giảm 1,2 điểm phần trăm`, `không đổi`.
///
/// None where no share can be told: from zero, or across it.
#[must_use]
pub fn change(from: Number, to: Number, measure: &PlotMeasure, lang: Lang) -> Option<String> {
    let difference = to.minus(from)?;
    if difference.is_zero() {
        return Some(pick(lang, "không đổi", "unchanged").into());
    }
    let (amount, decimals) = if measure.is_rate {
        (difference.abs(), measure.decimals)
    } else if from > Number::ZERO && !to.is_negative() {
        let times = to.over(from)?;
        if times >= Number::from(MANIFOLD) {
            return manifold(times, lang);
        }
        (difference.abs().times(Number::HUNDRED)?.over(from)?, 1)
    } else {
        return None;
    };
    let units = amount.rounded_units(decimals);
    if units == 0 {
        return Some(pick(lang, "gần như không đổi", "almost unchanged").into());
    }
    let word = if difference.is_negative() { pick(lang, "giảm", "down") } else { pick(lang, "tăng", "up") };
    let shown = show_units(lang, units, decimals);
    Some(if measure.is_rate {
        format!("{word} {shown} {}", pick(lang, "điểm phần trăm", "percentage points"))
    } else {
        format!("{word} {shown}%")
    })
}

/// From so many times on, a growth is told in times.
const MANIFOLD: i64 = 3;

/// `gấp 15,9 lần`; none where the two have nothing to do with each other.
fn manifold(times: Number, lang: Lang) -> Option<String> {
    let shown = show_units(lang, times.rounded_units(1), 1);
    (times < Number::from(1000)).then(|| match lang {
        Lang::Vi => format!("gấp {shown} lần"),
        Lang::En => format!("{shown} times as much"),
    })
}

/// `tăng 1,2 điểm phần trăm so với năm 2022`.
#[must_use]
pub fn compared(change: &str, with: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("{change} so với {with}"),
        Lang::En => format!("{change} compared with {with}"),
    }
}

/// `năm 2022` or `2022`, to compare with.
#[must_use]
pub fn year(year: i64, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("năm {year}"),
        Lang::En => year.to_string(),
    }
}

#[must_use]
pub fn period_before(lang: Lang) -> &'static str {
    pick(lang, "kỳ trước", "the period before")
}

/// A line's course: `từ 5.100 việc năm 2017 lên 8.100 việc năm 2023`.
#[must_use]
pub fn course(first: (&str, &str), last: (&str, &str), order: std::cmp::Ordering, lang: Lang) -> String {
    let ((from, when), (to, then)) = (first, last);
    match (lang, order) {
        (Lang::Vi, std::cmp::Ordering::Less) => format!("từ {from} {when} lên {to} {then}"),
        (Lang::Vi, std::cmp::Ordering::Greater) => format!("từ {from} {when} xuống {to} {then}"),
        (Lang::Vi, std::cmp::Ordering::Equal) => format!("{from} {when} và cũng {to} {then}"),
        (Lang::En, std::cmp::Ordering::Equal) => format!("{from} {when} and again {to} {then}"),
        (Lang::En, _) => format!("from {from} {when} to {to} {then}"),
    }
}

/// Every figure of a course is the same.
#[must_use]
pub fn constant(value: &str, from: &str, to: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("đều là {value}, từ {from} đến {to}"),
        Lang::En => {
            let [from, to] = [from, to].map(|when| when.trim_start_matches("in "));
            format!("{value} throughout, from {from} to {to}")
        }
    }
}

#[must_use]
pub fn highest(value: &str, when: &str, is_year: bool, lang: Lang) -> String {
    match (lang, is_year) {
        (Lang::Vi, true) => format!("cao nhất là {value} {when}"),
        (Lang::Vi, false) => format!("cao nhất là {when} ({value})"),
        (Lang::En, true) => format!("highest {value} {when}"),
        (Lang::En, false) => format!("highest {when} ({value})"),
    }
}

#[must_use]
pub fn lowest(value: &str, when: &str, is_year: bool, lang: Lang) -> String {
    match (lang, is_year) {
        (Lang::Vi, true) => format!("thấp nhất là {value} {when}"),
        (Lang::Vi, false) => format!("thấp nhất là {when} ({value})"),
        (Lang::En, true) => format!("lowest {value} {when}"),
        (Lang::En, false) => format!("lowest {when} ({value})"),
    }
}

/// A pair in words: `tập thể hoàn thành 7.855 trên 8.100 việc (97,0%)`.
#[must_use]
pub fn completed(who: &str, figures: (&str, &str), measures: &[PlotMeasure], rate: &str, lang: Lang) -> String {
    let (part, whole) = figures;
    let verb = measures.get(1).map_or_else(String::new, |measure| noun(&measure.label));
    let unit = measures.first().and_then(|measure| measure.unit.clone()).unwrap_or_default();
    let rate = if rate.is_empty() { String::new() } else { format!(" ({rate})") };
    let said = match lang {
        Lang::Vi => format!("{who} {verb} {part} trên {whole} {unit}{rate}"),
        Lang::En if who.is_empty() => format!("{part} of {whole} {unit} {verb}{rate}"),
        Lang::En => format!("{who}: {part} of {whole} {unit} {verb}{rate}"),
    };
    said.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// One figure in words: `tập thể đăng ký 8.247 việc`.
#[must_use]
pub fn counted(who: &str, measure: &PlotMeasure, figure: &str, lang: Lang) -> String {
    let unit = measure.unit.as_deref().filter(|_| !measure.is_rate).unwrap_or("");
    let verb = noun(&measure.label);
    let said = match lang {
        Lang::Vi => format!("{who} {verb} {figure} {unit}"),
        Lang::En if who.is_empty() => format!("{figure} {unit} {verb}"),
        Lang::En => format!("{who}: {figure} {unit} {verb}"),
    };
    said.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What a part-year covers: `Số liệu năm 2024 mới tính đến hết quý I/2024`.
#[must_use]
pub fn part_year(when: &str, as_of: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi if as_of.starts_with("đến") => format!("Số liệu {when} mới tính {as_of}"),
        Lang::Vi => format!("Số liệu {when} mới có {as_of}"),
        Lang::En => format!("Data for {} run {as_of}", when.trim_start_matches("in ")),
    }
}

/// One figure and its category: `49 việc năm 2023`, `Tân Yên 49 việc`.
#[must_use]
pub fn figure_at(value: &str, when: &str, is_year: bool) -> String {
    if is_year { format!("{value} {when}") } else { format!("{when} {value}") }
}

/// What a long description leaves to the table.
#[must_use]
pub fn others(count: usize, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("{count} chuỗi số liệu khác có trong bảng"),
        Lang::En => format!("{count} more series are in the table"),
    }
}

/// `của tập thể`.
#[must_use]
pub fn of(who: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("của {who}"),
        Lang::En => who.to_owned(),
    }
}

/// What has no figure yet, and when.
#[must_use]
pub fn no_data_at(what: &str, when: &str, lang: Lang) -> String {
    match (lang, what.is_empty()) {
        (Lang::Vi, true) => format!("Chưa có số liệu {when}"),
        (Lang::Vi, false) => format!("Chưa có số liệu {what} {when}"),
        (Lang::En, true) => format!("No data yet {when}"),
        (Lang::En, false) => format!("No data yet for {what} {when}"),
    }
}

/// The rates of one group between two years: `từ năm 2022 đến năm 2023, tỷ lệ của tập thể giảm 1,6 điểm phần trăm`.
#[must_use]
pub fn rate_changed(who: &str, from: &str, to: &str, change: &str, lang: Lang) -> String {
    match (lang, who.is_empty()) {
        (Lang::Vi, true) => format!("Từ {from} đến {to}, tỷ lệ {change}"),
        (Lang::Vi, false) => format!("Từ {from} đến {to}, tỷ lệ của {who} {change}"),
        (Lang::En, true) => format!("Rate {change}, {from} to {to}"),
        (Lang::En, false) => format!("Rate of {who} {change}, {from} to {to}"),
    }
}

#[must_use]
pub fn rates(lang: Lang) -> &'static str {
    pick(lang, "Tỷ lệ", "Rate")
}

const fn pick(lang: Lang, vi: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::Vi => vi,
        Lang::En => en,
    }
}
