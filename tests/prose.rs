//! Numbers in prose: which are figures, which of those the data has, and what is said of them.

#![expect(clippy::disallowed_methods, reason = "tests read files themselves")]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use baocao::check::{self, CheckedPage, CheckedSite};
use baocao::config::Config;
use baocao::diag::{Code, Diagnostic, Severity};
use baocao::load::{self, Selection};
use baocao::model::image::Images;
use baocao::model::unclaimed::Standing;
use baocao::source::{Disk, SourceId};

const CONFIG: &str = "title: Báo cáo\nbase_url: https://bao-cao.example\n";

/// The data of tests/prose/phrases.txt.
const DATA: &str = "title: Việc làm theo\nunit: việc, vụ việc\ndimensions: {year: {type: year}}\n\
    measures: {registered: {label: Đăng ký}, completed: {label: Hoàn thành}}\n\
    observations:\n  - {year: 2022, registered: 225, completed: 207}\n  - {year: 2023, registered: 8100, completed: 7855}\n  \
    - {year: 2024, registered: 1343, completed: 1298}\n";

fn checked(files: &[(String, String)], config: &str) -> (CheckedSite, Vec<Diagnostic>) {
    let mut disk = Disk::default();
    disk.sources.add_text("site.yaml", config);
    for (path, text) in files {
        disk.sources.add_text(path, text);
    }
    let config = Config::read(&disk.sources, SourceId(0));
    let loaded = load::load(&disk, config.value, &Selection::default(), &Images::default());
    let checked = check::check(loaded.value, &disk, None);
    let findings = config.diagnostics.into_iter().chain(loaded.diagnostics).chain(checked.diagnostics);
    (checked.value, findings.collect())
}

fn page(body: &str) -> String {
    format!("---\ntitle: Tin\n---\n\n{body}\n")
}

/// The rules of a page's numbers, sorted.
fn rules(page: &CheckedPage) -> Vec<&str> {
    let ignored = page.numbers.ignored.iter().flat_map(|(rule, count)| std::iter::repeat_n(rule.as_str(), *count));
    let mut all: Vec<&str> = ignored.chain(page.numbers.unclaimed.iter().map(|_| "figure")).collect();
    all.sort_unstable();
    all
}

#[test]
fn numbers_are_sorted_as_readers_would() {
    let table = include_str!("prose/phrases.txt");
    let lines = table.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
    let lines: Vec<(&str, &str)> =
        lines.map(|line| line.split_once(" => ").expect("a sentence and its rules")).collect();
    let mut files = vec![("content/data/viec.yaml".to_owned(), DATA.to_owned())];
    for (number, (sentence, _)) in lines.iter().enumerate() {
        // A sentence of its own block, also where it would begin a list.
        let body = sentence.replace("1. T", "1\\. T").replace("2) T", "2\\) T");
        files.push((format!("content/p{number:03}.md"), page(&body)));
    }
    let (site, _) = checked(&files, CONFIG);
    let mut wrong = Vec::new();
    for (number, (sentence, expected)) in lines.iter().enumerate() {
        let path = format!("p{number:03}.md");
        let page = site.site.pages.iter().find(|page| page.path == path).expect("each sentence has a page");
        let mut expected: Vec<&str> = expected.split(' ').collect();
        expected.sort_unstable();
        let found = rules(site.page(page.id));
        if found != expected {
            wrong.push(format!("{sentence}\n  expected {expected:?}\n  found    {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(lines.len() > 30);
}

#[test]
fn a_site_has_rules_of_its_own() {
    let config = format!(
        "{CONFIG}numbers:\n  phong-trao: {{before: [Sạch, nhất]}}\n  ordinal: {{after: [Bản]}}\n  goi-tat: {{texts: [24/7, dự án 661]}}\n"
    );
    let body = "Phong trào 5 sạch, 300 nhất ở bản 4500; trực 24/7 theo Dự án 661. Cả tỉnh có 4500 việc.";
    let files = [("content/data/viec.yaml".to_owned(), DATA.to_owned()), ("content/a.md".to_owned(), page(body))];
    let (site, _) = checked(&files, &config);
    let own = site.site.pages.iter().find(|page| page.path == "a.md").expect("the page");
    let found = site.page(own.id);
    let expected = BTreeMap::from([("goi-tat".to_owned(), 2), ("ordinal".to_owned(), 1), ("phong-trao".to_owned(), 2)]);
    assert_eq!(found.numbers.ignored, expected);
    assert_eq!(found.numbers.unclaimed.len(), 1);
}

/// The datasets of the example site, which are those of the first report.
fn example_data() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("content/data");
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("the example has data") {
        let path = entry.expect("readable").path();
        let name = path.file_name().and_then(|name| name.to_str()).expect("a name").to_owned();
        files.push((format!("content/data/{name}"), fs::read_to_string(&path).expect(&name)));
    }
    files.sort();
    files
}

#[test]
fn the_first_report_has_one_wrong_percent_and_its_figures_are_offered() {
    let mut files = example_data();
    files.push(("content/tin.md".to_owned(), include_str!("prose/first-report.md").to_owned()));
    let (site, findings) = checked(&files, CONFIG);
    let errors: Vec<&Diagnostic> = findings.iter().filter(|finding| finding.severity == Severity::Error).collect();
    assert_eq!(errors.len(), 1, "{errors:?}");
    assert_eq!(errors[0].code, Code::PercentMismatch);
    assert!(errors[0].message.en().starts_with("133.350/135.720 is 98,25376%, but the text says 98,2%"), "{errors:?}");

    let report = site.site.pages.iter().find(|page| page.path == "tin.md").expect("the report");
    let page = site.page(report.id);
    let found: Vec<(&str, Standing)> =
        page.numbers.unclaimed.iter().map(|number| (number.text.as_str(), number.standing)).collect();
    let (unbound, right, wrong) = (Standing::Unbound, Standing::Recomputed, Standing::Mismatched);
    let expected = [
        ("207/225", unbound),
        ("49/49", unbound),
        ("100%", right),
        ("1298/1343", unbound),
        ("96,6%", right),
        ("7.855/8.100", unbound),
        ("97%", right),
        ("133.350/135.720", unbound),
        ("98,2%", wrong),
        ("58", unbound),
        ("2.188", unbound),
        ("8.247", unbound),
        ("144.246", unbound),
        ("5.264", unbound),
        ("104.138", unbound),
        ("4.604", unbound),
        ("79.065", unbound),
    ];
    assert_eq!(found, expected);

    let advice = findings.iter().filter(|finding| finding.code == Code::UnboundNumber);
    let helps: String = advice.filter_map(|finding| finding.help.as_ref()).map(|help| help.en()).collect();
    let offered = |number: &str| helps.contains(&format!("[{number}](/data/"));
    let missing: Vec<&str> = expected.iter().map(|(number, _)| *number).filter(|number| !offered(number)).collect();
    assert_eq!(missing, ["98,2%"], "{helps}");
}
