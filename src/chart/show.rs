//! Figures as a picture, a sentence or a table shows them: rounded once, and never to what they are not.

use crate::locale::{Lang, show_units};
use crate::model::number::Number;
use crate::model::plot::PlotMeasure;

/// `value` as `measure` is shown, without unit: `7.855`; `99,9` for 99,96 of a whole that is not full, `<0,1` for 0,04.
#[must_use]
pub fn figure(value: Number, measure: &PlotMeasure, lang: Lang) -> String {
    let decimals = measure.decimals;
    if measure.is_rate {
        return value.show_percent(lang, decimals);
    }
    let units = value.rounded_units(decimals);
    if units == 0 && !value.is_zero() {
        let least = show_units(lang, 1, decimals);
        return if value.is_negative() { format!(">−{least}") } else { format!("<{least}") };
    }
    show_units(lang, units, decimals)
}

/// As [`figure`], with `%` after a rate; an exact whole is `100%` and nothing is `0%`.
#[must_use]
pub fn label(value: Number, measure: &PlotMeasure, lang: Lang) -> String {
    if !measure.is_rate {
        return figure(value, measure, lang);
    }
    if value == Number::HUNDRED || value.is_zero() {
        return format!("{}%", show_units(lang, value.rounded_units(0), 0));
    }
    format!("{}%", figure(value, measure, lang))
}

/// As [`label`], with the unit behind: `7.855 việc`, `97,0%`.
#[must_use]
pub fn with_unit(value: Number, measure: &PlotMeasure, lang: Lang) -> String {
    let label = label(value, measure, lang);
    match &measure.unit {
        Some(unit) if !measure.is_rate => format!("{label} {unit}"),
        _ => label,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measure(decimals: u8, is_rate: bool) -> PlotMeasure {
        PlotMeasure { key: "m".into(), label: "M".into(), unit: Some("việc".into()), decimals, is_rate }
    }

    #[test]
    fn a_rate_is_full_or_nothing_only_where_it_is() {
        let check = |value: &str, shown: &str| {
            assert_eq!(label(Number::parse(value).expect(value), &measure(1, true), Lang::Vi), shown);
        };
        check("96.97531", "97,0%");
        check("99.96", "99,9%");
        check("100", "100%");
        check("100.04", "100,1%");
        check("0.04", "<0,1%");
        check("0", "0%");
        check("-0.04", ">−0,1%");
    }

    #[test]
    fn counts_take_their_unit() {
        assert_eq!(with_unit(Number::from(133_350), &measure(0, false), Lang::Vi), "133.350 việc");
        assert_eq!(with_unit(Number::from(133_350), &measure(0, false), Lang::En), "133,350 việc");
    }
}
