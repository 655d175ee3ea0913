//! The few lines that say what a build or a check did.

use std::path::PathBuf;
use std::time::Duration;

use super::progress::took;
use super::{shown, words};
use crate::diag::Text;
use crate::locale::{Lang, show_units};
use crate::pipeline::Summary;
use crate::progress::Stage;

/// A run as its summary needs it.
pub struct Ran<'a> {
    pub summary: &'a Summary,
    /// The home page of the built site; none where nothing was to be built.
    pub index: Option<PathBuf>,
    /// True where findings made the run fail.
    pub fails: bool,
    /// How much advice was printed; the rest was only counted.
    pub advice_printed: usize,
    /// How long each stage took, where that was asked for.
    pub times: Vec<(Stage, Duration)>,
}

/// The summary, a line break at its end.
pub fn summary(ran: &Ran) -> Text {
    let counts = ran.summary;
    let claims = counts.claims;
    let mut lines = vec![
        head(ran),
        words::claims(number(claims.bound), number(claims.unbound), number(claims.ignored)),
        found(ran.summary, ran.advice_printed),
    ];
    if counts.recovered {
        lines.push(words::recovered());
    }
    if counts.damaged {
        lines.push(words::damaged());
    }
    if !ran.times.is_empty() {
        if ran.index.is_some() && !ran.fails {
            lines.push(words::kept(number(counts.pages - counts.kept), number(counts.kept)));
        }
        // Together they are no more than the whole.
        let thousandths = |time: &Duration| units(i128::try_from(time.as_millis()).unwrap_or(i128::MAX), 3);
        let took = |(stage, time): &(Stage, Duration)| took(*stage, thousandths(time));
        lines.push(words::times(joined(&ran.times.iter().map(took).collect::<Vec<_>>(), ", ")));
    }
    if let Some(index) = &ran.index {
        if ran.fails {
            let folder = index.parent().map(shown).unwrap_or_default();
            lines.push(words::untouched(folder));
        } else {
            let (written, unchanged) = (number(counts.written), number(counts.unchanged));
            lines.push(words::files(written, unchanged, number(counts.removed)));
            lines.push(words::open(shown(index)));
        }
    }
    lines.push(Text::from(""));
    joined(&lines, "\n")
}

/// What is served, and where.
pub fn served(counts: &Summary, address: &str) -> Text {
    let lines =
        [things(words::serving(), counts), found(counts, usize::MAX), words::served_at(address), Text::from("")];
    joined(&lines, "\n")
}

/// What is served after an edit, in a line.
pub fn updated(counts: &Summary) -> Text {
    joined(&[joined(&[things(words::updated(), counts), found(counts, usize::MAX)], " · "), Text::from("")], "\n")
}

fn head(ran: &Ran) -> Text {
    let done = match (&ran.index, ran.fails) {
        (None, _) => words::checked(),
        (Some(_), true) => words::not_built(),
        (Some(_), false) => words::built(),
    };
    things(done, ran.summary)
}

/// `Built 12 pages (1 held back, not checked), 5 charts, 2 datasets in 0.35 s`.
fn things(done: Text, counts: &Summary) -> Text {
    let mut pages = counted(counts.pages, words::page, words::pages);
    if counts.held > 0 {
        pages = joined(&[pages, words::held(number(counts.held))], " ");
    }
    let charts = counted(counts.charts, words::chart, words::charts);
    let datasets = counted(counts.datasets, words::dataset, words::datasets);
    let things = joined(&[pages, charts, datasets], ", ");
    joined(&[done, things, words::within(seconds(counts.seconds))], " ")
}

/// `Findings: 2 errors, 1 warning`, of which only what was found is named.
fn found(counts: &Summary, printed: usize) -> Text {
    let found: Vec<Text> = [
        (counts.errors, counted(counts.errors, words::error, words::errors)),
        (counts.warnings, counted(counts.warnings, words::warning, words::warnings)),
        (counts.advice, words::advice(number(counts.advice))),
        (counts.allowed, words::allowed(number(counts.allowed))),
    ]
    .into_iter()
    .filter_map(|(count, text)| (count > 0).then_some(text))
    .collect();
    if found.is_empty() {
        return words::no_findings();
    }
    let text = words::findings(joined(&found, ", "));
    match printed {
        0 if counts.advice > 0 => joined(&[text, words::hidden_advice()], " "),
        _ if counts.advice > printed => joined(&[text, words::more_advice(number(printed))], " "),
        _ => text,
    }
}

/// A count with its noun.
fn counted(count: usize, one: fn(Text) -> Text, many: fn(Text) -> Text) -> Text {
    if count == 1 { one(number(count)) } else { many(number(count)) }
}

/// A count as readers of each language write it.
fn number(count: usize) -> Text {
    units(i128::try_from(count).unwrap_or(i128::MAX), 0)
}

fn seconds(seconds: f64) -> Text {
    let hundredths = Duration::try_from_secs_f64(seconds).unwrap_or_default().as_millis().div_ceil(10);
    units(i128::try_from(hundredths).unwrap_or(i128::MAX), 2)
}

fn units(units: i128, decimals: u8) -> Text {
    Text::new(show_units(Lang::En, units, decimals), show_units(Lang::Vi, units, decimals))
}

fn joined(texts: &[Text], between: &str) -> Text {
    let join = |lang| texts.iter().map(|text| text.in_lang(lang)).collect::<Vec<_>>().join(between);
    Text::new(join(Lang::En), join(Lang::Vi))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pipeline::Claims;

    fn counts() -> Summary {
        Summary {
            pages: 1298,
            charts: 1,
            datasets: 2,
            claims: Claims { bound: 14, ignored: 22, unbound: 3 },
            written: 40,
            advice: 3,
            seconds: 0.351,
            ..Summary::default()
        }
    }

    fn text(ran: &Ran) -> (String, String) {
        let text = summary(ran);
        (text.en().into_owned(), text.vi().into_owned())
    }

    #[test]
    fn a_build_says_what_it_did_and_where_to_look() {
        let counts = Summary { held: 1, ..counts() };
        let ran = Ran {
            summary: &counts,
            index: Some("out/index.html".into()),
            fails: false,
            advice_printed: 0,
            times: Vec::new(),
        };
        let (en, vi) = text(&ran);
        assert_eq!(
            en,
            "Built 1,298 pages (1 held back, not checked), 1 chart, 2 datasets in 0.36 s\n\
             Claims: 14 bound, 3 unbound, 22 ignored\n\
             Findings: 3 advice (-v or `baocao check` prints the advice)\n\
             Files: 40 written, 0 unchanged, 0 removed\n\
             Open out/index.html\n"
        );
        assert_eq!(
            vi,
            "Đã dựng 1.298 trang (1 trang chưa đăng, chưa kiểm tra), 1 biểu đồ, 2 bảng số liệu trong 0,36 giây\n\
             Con số: 14 gắn với dữ liệu, 3 chưa gắn, 22 bỏ qua\n\
             Phát hiện: 3 gợi ý (-v hoặc `baocao check` in các gợi ý)\n\
             Tệp: 40 ghi mới, 0 giữ nguyên, 0 gỡ bỏ\n\
             Mở out/index.html để xem\n"
        );
    }

    #[test]
    fn a_failed_build_says_that_nothing_changed() {
        let counts = Summary { errors: 2, warnings: 1, advice: 0, allowed: 3, ..counts() };
        let ran = Ran {
            summary: &counts,
            index: Some("out/index.html".into()),
            fails: true,
            advice_printed: 0,
            times: Vec::new(),
        };
        let (en, _) = text(&ran);
        assert!(en.starts_with("Not built: 1,298 pages,"), "{en}");
        assert!(
            en.ends_with("Findings: 2 errors, 1 warning, 3 allowed\nNothing was written; out stays as it was\n"),
            "{en}"
        );
    }

    #[test]
    fn what_happened_to_the_last_build_is_told() {
        let counts = Summary { recovered: true, damaged: true, ..counts() };
        let ran = Ran { summary: &counts, index: None, fails: false, advice_printed: 2, times: Vec::new() };
        let (en, _) = text(&ran);
        assert!(
            en.ends_with(
                "Findings: 3 advice (2 pieces of advice are printed; `baocao check` prints all)\n\
                 Note: an earlier build was stopped while it put files into place; that was finished first\n\
                 Note: what was kept of the last build was damaged, so everything was made anew\n"
            ),
            "{en}"
        );
    }

    #[test]
    fn a_check_names_no_files() {
        let counts = Summary { advice: 0, ..counts() };
        let mut ran =
            Ran { summary: &counts, index: None, fails: false, advice_printed: usize::MAX, times: Vec::new() };
        let (en, _) = text(&ran);
        assert!(en.starts_with("Checked ") && en.ends_with("ignored\nNo findings\n"), "{en}");
        ran.times = vec![(Stage::Load, Duration::from_millis(350)), (Stage::Check, Duration::from_millis(1500))];
        let (en, vi) = text(&ran);
        assert!(en.ends_with("No findings\nTime: load 0.350 s, check 1.500 s\n"), "{en}");
        assert!(vi.ends_with("Thời gian: nạp 0,350 giây, kiểm tra 1,500 giây\n"), "{vi}");
    }
}
