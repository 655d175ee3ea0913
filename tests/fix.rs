//! `baocao fix`: what it writes is right afterwards, and nothing else changes.

mod support;

use std::fmt::Write;
use std::fs;

use baocao::locale::{Lang, show_units};
use baocao::model::edit;
use baocao::model::number::Number;
use baocao::pipeline::{self, Fixed, Fixes, Request};
use baocao::source::Span;
use proptest::prelude::*;
use support::Site;

const CONFIG: &str = "title: Báo cáo\nbase_url: https://bao-cao.example\n";

/// Figures that no other cell has.
const ROWS: [(&str, i64, i64); 4] = [("a", 8100, 7855), ("b", 135_720, 133_350), ("c", 2247, 1298), ("d", 225, 207)];

fn site(article: &str) -> Site {
    let mut data = "title: Việc làm theo\nunit: việc\ndimensions: {level: {label: Cấp, values: {a: Cấp một, b: Cấp hai, c: Cấp ba, d: Cấp bốn}}}\nmeasures:\n  \
                    registered: {label: Đăng ký}\n  completed: {label: Hoàn thành}\n  \
                    rate: {label: Tỷ lệ, ratio: completed / registered, maximum: 100}\nobservations:\n"
        .to_owned();
    for (level, registered, completed) in ROWS {
        let _ = writeln!(data, "  - {{level: {level}, registered: {registered}, completed: {completed}}}");
    }
    Site::of(&[("site.yaml", CONFIG), ("content/data/viec.yaml", &data), ("content/tin.md", article)])
}

fn fixes(site: &Site) -> Fixes {
    let request = Request { root: site.root().to_owned(), ..Request::default() };
    pipeline::fix(&request, |_, _| true).expect("the site can be read")
}

/// The result of `check`: claims and percents that are wrong.
fn wrong(site: &Site) -> usize {
    let run = site.run(&["check", "--format", "json"]);
    run.places().iter().filter(|place| place.contains("-mismatch]")).count()
}

/// What stands outside of the edits.
fn untouched(text: &str, edits: &[edit::Edit]) -> String {
    let none: Vec<edit::Edit> = edits.iter().map(|edit| edit::Edit { text: String::new(), ..edit.clone() }).collect();
    edit::apply(text, &none)
}

#[test]
fn the_first_report_is_tied_to_its_data() {
    let site = Site::example();
    let before = include_str!("prose/first-report.md");
    site.write("content/tin.md", before);
    assert_eq!(wrong(&site), 1);
    let run = site.run(&["fix", "--yes"]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(run.out.ends_with("Written: 16 numbers tied to data, 1 percent put right in 1 file\n"), "{}", run.out);
    assert_eq!(wrong(&site), 0);
    let after = site.read("content/tin.md");
    assert!(after.contains("đạt\ntỷ lệ [98,3%](/data/viec-lam-theo.yaml?year=2023&level=individual#rate)."), "{after}");
    // Without the links it reads as before, but for the wrong percent.
    let mut plain = after.replace("98,3%", "98,2%");
    while let Some(open) = plain.find("](/data/") {
        let close = open + plain[open..].find(')').expect("a link ends");
        let start = plain[..open].rfind('[').expect("a link begins");
        plain = format!("{}{}{}", &plain[..start], &plain[start + 1..open], &plain[close + 1..]);
    }
    assert_eq!(plain, before);
    assert_eq!(site.run(&["fix"]).out, "Nothing to fix\n");
}

#[test]
fn nothing_is_written_without_a_yes() {
    let article = "---\ntitle: Tin\n---\n\nĐạt [98,2%](/data/viec.yaml?level=b#rate), cả 7.855 việc.\n";
    let site = site(article);
    for arguments in [&["fix"][..], &["fix", "--dry-run"], &["fix", "--format", "json"]] {
        let run = site.run(arguments);
        assert_eq!(run.code, 1, "{}", run.err);
        assert_eq!(site.read("content/tin.md"), article);
    }
    let short = site.run(&["fix", "-n", "--format", "short"]).out;
    let expected = "content/tin.md:5:6: claim: 98,2 -> 98,3\n\
        content/tin.md:5:47: binding: 7.855 -> [7.855](/data/viec.yaml?level=a#completed)\n\
        Not written: 1 claim put right, 1 number tied to data in 1 file (--yes writes)\n";
    assert_eq!(short, expected);
    let json = site.run(&["fix", "--yes", "--only", "claim", "--format", "json"]);
    let result = json.result();
    assert_eq!(
        (json.code, &result["written"], &result["wrong"], &result["unbound"]),
        (0, &true.into(), &0.into(), &1.into())
    );
    assert_eq!(result["edits"][0]["kind"], "claim");
    assert_eq!(site.read("content/tin.md"), article.replace("98,2", "98,3"));
}

#[test]
fn named_articles_are_fixed_alone() {
    let site = site("---\ntitle: Tin\n---\n\nCó 7.855 việc.\n");
    site.write("content/khac.md", "---\ntitle: Khác\n---\n\nCó 133.350 việc.\n");
    assert_eq!(site.run(&["fix", "--yes", "content/khac.md"]).code, 0);
    assert!(site.read("content/khac.md").contains("[133.350]"));
    assert!(!site.read("content/tin.md").contains('['));
    let run = site.run(&["fix", "--yes", "content/nowhere.md"]);
    assert_eq!((run.code, run.err.as_str()), (2, "baocao: content/nowhere.md: no article of this site\n"));
}

#[test]
fn what_could_be_meant_otherwise_is_left_alone() {
    let bodies = [
        "Tăng [giảm 500 việc](/data/viec.yaml?level=a#completed).",
        "Đạt [**98**,2%](/data/viec.yaml?level=b#rate).",
        "Xem [bảng 7.855](data/viec.yaml).",
        // Other things, other signs, other places, other measures, other years.
        "Có 7.855 kg, 7.855 triệu đồng, -7.855 việc, 7.855–8.000 việc, 7.855%.",
        "Cấp bốn hoàn thành 7.855 việc.",
        "Đăng ký 7.855 việc.",
        "gần [8.000](/data/viec.yaml?level=a#registered), dưới [8.000](/data/viec.yaml?level=a#registered) việc.",
        "Tỷ lệ [0,97](/data/viec.yaml?level=a#rate); [8,200](/data/viec.yaml?level=a#registered) việc.",
        "Đăng ký 207 hộ.",
        "Hoàn thành 225 việc.",
        "`7.855` và\n\n| a |\n|---|\n| 7.855 |\n",
        "Số &#55;.855 việc.",
    ];
    for body in bodies {
        let article = format!("---\ntitle: Tin\n---\n\n{body}\n");
        let found = fixes(&site(&article));
        assert!(found.files.is_empty(), "{body}: {:?}", found.files);
    }
}

#[test]
fn every_other_byte_stays() {
    let article = "\u{feff}---\r\ntitle: 'Đạt [98,2%](/data/viec.yaml?level=b#rate)'\r\nsummary: \"nga\u{0303} rẽ\"\r\n---\r\n\r\n  Có 7.855 việc.\t\r\n\r\n\r\n> hơn [9.000](/data/viec.yaml?level=a#registered)   \r\n\r\nĐạt [207 trên\n220](/data/viec.yaml?level=d).\n";
    let site = site(article);
    let file = site.root().join("content/tin.md");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).expect("ours");
    }
    let permissions = fs::metadata(&file).expect("there").permissions();
    let run = site.run(&["fix", "--yes"]);
    assert_eq!(run.code, 0, "{}", run.err);
    let expected = article
        .replace("98,2", "98,3")
        .replace("9.000", "8.000")
        .replace("220", "225")
        .replace("7.855", "[7.855](/data/viec.yaml?level=a#completed)");
    assert_eq!(site.read("content/tin.md"), expected);
    assert_eq!(fs::metadata(&file).expect("there").permissions(), permissions);
    let left: Vec<_> = fs::read_dir(site.root().join("content"))
        .expect("there")
        .map(|entry| entry.expect("listed").file_name())
        .collect();
    assert_eq!(left.len(), 2, "{left:?}");
}

#[test]
fn data_with_an_error_is_not_trusted() {
    let data = "title: Việc\nunit: việc\ndimensions: {level: {label: Cấp}}\nmeasures:\n  registered: {label: Đăng ký}\n  \
                completed: {label: Hoàn thành, maximum: registered}\nobservations:\n  \
                - {level: a, registered: 4100, completed: 47855}\n  - {level: b, registered: 5100, completed: 4855}\n";
    let article = "---\ntitle: Tin\n---\n\nCó [4.785](/data/viec.yaml?level=a#completed), 47.855 việc, [4.850](/data/viec.yaml?level=b#completed) việc.\n";
    let site = Site::of(&[("site.yaml", CONFIG), ("content/data/viec.yaml", data), ("content/tin.md", article)]);
    let edits: Vec<String> = fixes(&site).files.into_iter().flat_map(|file| file.edits).map(|edit| edit.text).collect();
    assert_eq!(edits, ["4.855"]);
}

#[test]
fn what_is_allowed_stands_as_it_is() {
    let front = "---\ntitle: Tin\nallow:\n  - {code: claim-mismatch, reason: Trích nguyên văn, text: \"98,2\"}\n  \
                 - {code: unbound-number, reason: Số của tỉnh bạn}\n---\n\n";
    let body = "Bản in ghi [98,2%](/data/viec.yaml?level=b#rate), đúng là [98,1%](/data/viec.yaml?level=b#rate), có 7.855 việc.\n";
    let article = format!("{front}{body}");
    let site = site(&article);
    assert_eq!(site.run(&["fix", "--yes"]).code, 0);
    assert_eq!(site.read("content/tin.md"), article.replace("98,1%", "98,3%"));
    // A finding in prose speaks of the number; the text may hold its sign.
    let front = front.replace("claim-mismatch", "percent-mismatch").replace("98,2", "98,2%");
    let article = format!("{front}Có 133.350/135.720 việc, đạt 98,2%.\n");
    site.write("content/tin.md", article.clone());
    assert_eq!(site.run(&["fix", "--yes"]).out, "Nothing to fix\n");
    assert_eq!((site.run(&["check"]).code, site.read("content/tin.md")), (0, article));
    // What site.yaml switches off is no mistake either.
    site.write("site.yaml", format!("{CONFIG}rules: {{claim-mismatch: off, unbound-number: off}}\n"));
    site.write("content/tin.md", format!("---\ntitle: Tin\n---\n\n{body}"));
    assert_eq!(site.run(&["fix"]).out, "Nothing to fix\n");
}

/// A sentence with one number of the data, right or wrong, in one of the forms that articles use.
fn sentence() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec!["", "**Kết quả**: ", "- ", "> ", "Năm nay ", "Ở *Tân Yên* "]);
    let hedge = prop::sample::select(vec!["", "hơn ", "gần ", "khoảng ", "trên "]);
    (words, hedge, 0..ROWS.len(), 0..6_u8, 0..4_u8, any::<bool>(), -40..40_i64).prop_map(
        |(words, hedge, row, form, decimals, bare, off)| {
            let (level, registered, completed) = ROWS[row];
            let shown = |number: i64| {
                let number = Number::from(number);
                let text = number.show(Lang::Vi, 0);
                if bare { text.replace('.', "") } else { text }
            };
            let rate = |off: i64| {
                let units = (completed * 100 * 10_i64.pow(u32::from(decimals)) / registered + off).max(1);
                show_units(Lang::Vi, units.into(), decimals)
            };
            let link = format!("(/data/viec.yaml?level={level}");
            let text = match form {
                0 => format!("{hedge}[{}]{link}#registered) việc", shown(registered + off)),
                1 => format!("{hedge}[{}%]{link}#rate)", rate(off)),
                2 => format!("[{}/{}]{link})", shown(completed), shown(registered + off)),
                3 => format!("{} việc", shown(completed)),
                4 => format!("{}/{} việc ({}%)", shown(completed), shown(registered), rate(off)),
                _ => format!("[{hedge}{} nghìn việc]{link}#registered)", rate(off)),
            };
            format!("{words}{text}.")
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn fix_then_check_is_clean_and_nothing_else_changes(sentences in prop::collection::vec(sentence(), 1..10)) {
        let article = format!("---\ntitle: Tin\n---\n\n{}\n", sentences.join("\n\n"));
        let site = site(&article);
        let found = fixes(&site);
        for Fixed { text, edits, .. } in &found.files {
            // The same edits in the new text: each grows what stands behind it.
            let (mut shifted, mut new, mut old) = (Vec::new(), 0, 0);
            for edit in edits {
                let range = edit.span.range();
                let start = new + range.start - old;
                (new, old) = (start + edit.text.len(), range.end);
                shifted.push(edit::Edit { span: Span::new(edit.span.source, start, new), ..edit.clone() });
            }
            prop_assert_eq!(untouched(&article, edits), untouched(text, &shifted));
            site.write("content/tin.md", text);
        }
        // Everything in these sentences can be put right, but for "gần" before what is less than the figure.
        prop_assert!(found.wrong <= article.matches("gần ").count(), "{}", article);
        prop_assert_eq!(wrong(&site), found.wrong, "{}", site.read("content/tin.md"));
        prop_assert!(fixes(&site).files.is_empty(), "a second run finds more: {}", site.read("content/tin.md"));
    }
}
