//! What the data says, written in any form and read back as a claim, holds; written one unit off, it does not.

mod support;

use std::fmt::Write;

use baocao::check;
use baocao::config::Config;
use baocao::diag::{Code, Diagnostic};
use baocao::load::{self, Selection};
use baocao::locale::Lang;
use baocao::model::image::Images;
use baocao::model::number::Number;
use baocao::source::{Disk, SourceId};
use proptest::prelude::*;

/// The findings about a page with `claims` (their texts and what stands behind `?`) over rows of part and whole.
fn findings(lang: Lang, rows: &[(i64, i64)], claims: &[String]) -> Vec<Diagnostic> {
    let mut data =
        "title: x\ndimensions:\n  place: {label: Nơi}\nmeasures:\n  whole: {label: Tổng}\n  part: {label: Phần}\n  \
                    rate: {label: Tỷ lệ, ratio: part / whole, decimals: 4, maximum: 100}\n  \
                    weight: {label: Cân, type: number}\nobservations:\n"
            .to_owned();
    for (at, (part, whole)) in rows.iter().enumerate() {
        let _ = writeln!(
            data,
            "  - {{place: p{at}, whole: {whole}, part: {part}, weight: {}.{:03}}}",
            part / 1000,
            part % 1000
        );
    }
    let mut disk = Disk::default();
    disk.sources.add_text("site.yaml", &format!("title: x\nbase_url: https://a.example\nlanguage: {}\n", lang.code()));
    disk.sources.add_text("content/so.yaml", &data);
    disk.sources.add_text("content/tin.md", &format!("---\ntitle: Tin\n---\n\n{}\n", claims.join("\n\n")));
    let config = Config::read(&disk.sources, SourceId(0)).value;
    let loaded = load::load(&disk, config, &Selection::default(), &Images::default());
    assert!(loaded.diagnostics.is_empty(), "{:?}", loaded.diagnostics);
    let mut found = check::check(loaded.value, &disk, None).diagnostics;
    found.retain(|finding| matches!(finding.code, Code::ClaimMismatch | Code::PercentMismatch | Code::NoObservation));
    found
}

fn percent(part: i64, whole: i64) -> Number {
    let rate = Number::fraction(i128::from(part) * 100, i128::from(whole));
    rate.expect("no row has a whole of 0")
}

/// `exact` at `decimals` in percent as the product writes it; none where it can't be told from 0 there.
fn shown(exact: Number, lang: Lang, decimals: u8) -> Option<String> {
    Some(exact.show_percent(lang, decimals)).filter(|text| !text.contains(['<', '>']))
}

fn lang() -> impl Strategy<Value = Lang> {
    prop::sample::select(Lang::ALL.to_vec())
}

/// Rows of a part and a whole from tiny to huge.
fn rows() -> impl Strategy<Value = Vec<(i64, i64)>> {
    let row = (0..1_000_000_000_000_i64, 1..1_000_000_000_000_i64, 0..4_u32).prop_map(|(part, whole, shrink)| {
        let whole = (whole / 1000_i64.pow(shrink)).max(1);
        (part % (whole + 1), whole)
    });
    prop::collection::vec(row, 1..8)
}

/// How a number may be written: with or without dots, a no-break space, words around it.
fn forms(number: &str, lang: Lang) -> Vec<String> {
    let sign = if lang == Lang::Vi { '.' } else { ',' };
    let bare = number.replace(sign, "");
    let words = if lang == Lang::Vi {
        ["là {} việc", "xấp xỉ {}\u{a0}việc"]
    } else {
        ["{} tasks", "in all {}\u{a0}tasks"]
    };
    let mut forms = vec![number.to_owned(), bare];
    forms.extend(words.iter().map(|form| form.replace("{}", number)));
    forms
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn what_is_written_from_the_data_holds(rows in rows(), lang in lang()) {
        let mut claims = Vec::new();
        for (at, (part, whole)) in rows.iter().enumerate() {
            let (part_text, whole_text) = (Number::from(*part).show(lang, 0), Number::from(*whole).show(lang, 0));
            claims.extend(forms(&part_text, lang).iter().map(|text| format!("[{text}](so.yaml?place=p{at}#part)")));
            for between in ["/", " / ", if lang == Lang::Vi { " trong tổng số " } else { " out of a total of " }] {
                claims.push(format!("[{part_text}{between}{whole_text}](so.yaml?place=p{at})"));
            }
            let thousandths = Number::fraction(i128::from(*part), 1000).expect("not by 0");
            for decimals in 0..=4 {
                if let Some(rate) = shown(percent(*part, *whole), lang, decimals) {
                    let word = if lang == Lang::Vi { "phần trăm" } else { "percent" };
                    for form in [format!("{rate}%"), format!("{rate} %"), format!("{rate} {word}")] {
                        claims.push(format!("[{form}](so.yaml?place=p{at}#rate)"));
                    }
                }
                let weight = thousandths.show(lang, decimals);
                claims.extend(forms(&weight, lang).iter().map(|text| format!("[{text}](so.yaml?place=p{at}#weight)")));
            }
        }
        let found = findings(lang, &rows, &claims);
        prop_assert!(found.is_empty(), "{:?}", found);
    }

    #[test]
    fn one_unit_off_never_holds(rows in rows(), lang in lang(), up in any::<bool>()) {
        let mut claims = Vec::new();
        for (at, (part, whole)) in rows.iter().enumerate() {
            for decimals in 0..=4 {
                let Some(_) = shown(percent(*part, *whole), lang, decimals) else { continue };
                let unit = Number::fraction(if up { 1 } else { -1 }, 10_i128.pow(u32::from(decimals))).expect("not by 0");
                // From what is printed, which for 99,96 at one decimal is 99,9.
                let printed = percent(*part, *whole).rounded(decimals);
                let printed = if printed == Number::HUNDRED && part < whole { Number::HUNDRED.minus(unit.abs()) } else { Some(printed) };
                let off = printed.and_then(|printed| printed.plus(unit)).expect("small numbers");
                if !off.is_negative() {
                    claims.push(format!("[{}%](so.yaml?place=p{at}#rate)", off.show(lang, decimals)));
                }
            }
            claims.push(format!("[{}](so.yaml?place=p{at}#part)", Number::from(part + 1).show(lang, 0)));
        }
        let found = findings(lang, &rows, &claims);
        prop_assert_eq!(found.len(), claims.len(), "{:?}", claims);
    }

    /// Against whole numbers alone: the nearest unit, and of two equally near ones the one farther from 0.
    #[test]
    fn rounding_is_half_up_from_exact_integers(
        num in -1_000_000_000_000_i128..1_000_000_000_000,
        den in 1..10_000_000_i128,
        decimals in 0..=6_u8,
    ) {
        let scaled = num.abs() * 10_i128.pow(u32::from(decimals));
        let units = (2 * scaled + den) / (2 * den);
        let expected = if num < 0 { -units } else { units };
        prop_assert_eq!(Number::fraction(num, den).expect("not by 0").rounded_units(decimals), expected);
    }

    /// "hơn", "gần" and "khoảng" hold of numbers cut, raised or rounded at their last digit that is not 0, and "hơn" never of
    /// more than is true.
    #[test]
    fn words_in_front_have_a_direction(value in 1_000..1_000_000_000_i64, digits in 2..4_u32) {
        let unit = 10_i64.pow((value.ilog10() + 1).saturating_sub(digits));
        let (below, above) = (value / unit * unit, (value + unit - 1) / unit * unit);
        let near = (value + unit / 2) / unit * unit;
        let show = |number: i64| Number::from(number).show(Lang::Vi, 0);
        let claim = |words: &str, number: i64| format!("{words} [{}](so.yaml?place=p0#whole)", show(number));
        let right = [claim("hơn", below), claim("trên", below), claim("gần", above), claim("khoảng", near)];
        let found = findings(Lang::Vi, &[(0, value)], &right);
        prop_assert!(found.is_empty(), "{} {:?}", value, found);
        if below < value {
            let wrong = [claim("gần", below), claim("hơn", above)];
            prop_assert_eq!(findings(Lang::Vi, &[(0, value)], &wrong).len(), 2, "{}", value);
        }
    }
}
