//! The page "Số liệu và nguồn", and a site held against the one that was published before.

mod support;

use serde_json::Value;
use support::sites::{CONFIG, DATASET};
use support::{Site, tree};

const ARTICLE: &str = "---\ntitle: Bài\ndate: 2002-01-10\naliases: [/cu/]\n---\n\nXã hoàn thành \
    [1.101/1.200](/viec.yaml?level=xa&year=2001), đạt [92%](/viec.yaml?year=2001&level=xa#rate), hơn \
    [1.190](/viec.yaml?year=2001&level=xa#registered) việc.\n";

fn site() -> Site {
    let home = "---\ntitle: Trang\n---\n\nXã đăng ký [1.400](/viec.yaml?year=2002&level=xa#registered) việc.\n";
    Site::of(&[
        ("site.yaml", CONFIG),
        ("content/_index.md", home),
        ("content/bai.md", ARTICLE),
        ("content/viec.yaml", DATASET),
    ])
}

/// The findings of `check --published published`.
fn held(site: &Site) -> Vec<String> {
    site.run(&["check", "--published", "published", "--format", "json"]).places()
}

fn publish(site: &Site) {
    let run = site.run(&["build", "--output", "published"]);
    assert_eq!(run.code, 0, "{}", run.err);
}

#[test]
fn every_number_is_listed_with_its_exact_value_and_its_row() {
    let site = site();
    let tree = site.build();
    let html = String::from_utf8_lossy(&tree["so-lieu-va-nguon/index.html"]).into_owned();
    for piece in [
        "<a href=\"../index.html#claim.viec.2002-xa.registered\">1.400</a>",
        "<a href=\"../bai/index.html#claim.viec.2001-xa.completed-pair\">1.101/1.200</a></th><td>1.101/1.200 việc =\u{a0}91,75%",
        "<a href=\"../viec/index.html#r-2001-xa\">Tỷ lệ · 2001 · Cấp xã</a>",
        "<a href=\"figures.json\" download>",
    ] {
        assert!(html.contains(piece), "{piece}\n{html}");
    }
    assert!(String::from_utf8_lossy(&tree["bai/index.html"]).contains("<a href=\"../so-lieu-va-nguon/index.html\">"));
    let json: Value = serde_json::from_slice(&tree["so-lieu-va-nguon/figures.json"]).expect("JSON");
    let rate = &json["pages"][1]["claims"][1];
    assert_eq!((&json["pages"][0]["route"], &json["pages"][1]["route"]), (&"".into(), &"bai".into()));
    assert_eq!(
        (&rate["value"], &rate["query"], &rate["text"]),
        (&"91.75".into(), &"year=2001&level=xa".into(), &"92%".into())
    );
    let csv = String::from_utf8_lossy(&tree["so-lieu-va-nguon/figures.csv"]).into_owned();
    assert_eq!(csv.lines().count(), 5, "{csv}");
}

#[test]
fn a_site_without_data_has_no_such_page() {
    let site = Site::of(&[("site.yaml", CONFIG), ("content/_index.md", "---\ntitle: Trang\n---\n")]);
    assert!(site.build().keys().all(|path| !path.starts_with("so-lieu")));
}

#[test]
fn an_english_site_has_it_in_english() {
    let home = "---\ntitle: Home\n---\n\n[1,400](/viec.yaml?year=2002&level=xa#registered) tasks.\n";
    let config = format!("{CONFIG}language: en\n");
    let site = Site::of(&[("site.yaml", config.as_str()), ("content/_index.md", home), ("content/viec.yaml", DATASET)]);
    let tree = site.build();
    let html = String::from_utf8_lossy(&tree["figures-and-sources/index.html"]).into_owned();
    assert!(html.contains("<h1 class=\"title\">Figures and sources</h1>"), "{html}");
}

#[test]
fn long_lists_have_parts() {
    let mut files = vec![
        ("site.yaml".to_owned(), CONFIG.to_owned()),
        ("content/_index.md".to_owned(), "---\ntitle: Trang\n---\n".to_owned()),
        ("content/viec.yaml".to_owned(), DATASET.to_owned()),
    ];
    for page in 0..3 {
        let claim = "[1.400](/viec.yaml?year=2002&level=xa#registered)\n".repeat(200);
        files.push((format!("content/bai-{page}.md"), format!("---\ntitle: Bài {page}\n---\n\n{claim}")));
    }
    let tree = Site::of(&files).build();
    let html = |path: &str| String::from_utf8_lossy(&tree[path]).into_owned();
    let (first, second) = (html("so-lieu-va-nguon/index.html"), html("so-lieu-va-nguon/page/2/index.html"));
    assert_eq!((first.matches("<tr><th").count(), second.matches("<tr><th").count()), (402, 201));
    assert!(first.contains("<a rel=\"next\" href=\"page/2/index.html\">") && !second.contains("figures.json"));
    assert!(second.contains("href=\"../../../bai-2/index.html#claim.viec.2002-xa.registered.200\""));
}

#[test]
fn a_number_that_changes_needs_a_correction() {
    let site = site();
    publish(&site);
    assert_eq!(held(&site), Vec::<String>::new(), "nothing has changed");
    // 1101 of 1200 becomes 1111: the pair changes, 92% becomes 93%, "hơn 1.190" was right before too.
    site.write("content/viec.yaml", DATASET.replace("1101", "1111"));
    let moved = ARTICLE.replace("1.101", "1.111").replace("92%", "93%");
    site.write("content/bai.md", &moved);
    let expected = ["content/bai.md:7:16: error[uncorrected-change]", "content/bai.md:7:66: error[uncorrected-change]"];
    assert_eq!(held(&site), expected);
    let run = site.run(&["build", "--published", "published"]);
    assert_eq!(run.code, 1, "{}", run.err);
    let offered = "`corrections: [{date: YYYY-MM-DD, text: \"Số liệu đã được sửa.\", was: \"92%\", now: \"93%\"}]`";
    assert!(run.err.contains(offered), "{}", run.err);
    // The page has moved: it is known by its old address.
    site.remove("content/bai.md");
    site.write("content/moi.md", moved.replace("/cu/", "/bai/"));
    assert_eq!(held(&site).len(), 2);
    site.remove("content/moi.md");
    // A correction covers it, and once that is published it covers nothing more.
    let corrected =
        moved.replace("aliases", "corrections: [{date: 2002-02-01, text: Sửa., was: 92%, now: 93%}]\naliases");
    site.write("content/bai.md", &corrected);
    assert_eq!(held(&site), Vec::<String>::new());
    publish(&site);
    site.write("content/viec.yaml", DATASET.replace("1101", "1119"));
    site.write("content/bai.md", corrected.replace("1.111", "1.119").replace("[93%", "[93,3%"));
    assert_eq!(held(&site).len(), 2);
}

#[test]
fn added_and_dropped_numbers_have_not_changed() {
    let site = site();
    publish(&site);
    site.write("content/bai.md", ARTICLE.replace("[92%](/viec.yaml?year=2001&level=xa#rate)", "nhiều"));
    site.write("content/moi.md", ARTICLE.replace("aliases: [/cu/]\n", ""));
    site.remove("content/_index.md");
    assert_eq!(held(&site), Vec::<String>::new());
}

#[test]
fn what_was_not_published_by_us_is_named() {
    let site = site();
    let run = site.run(&["check", "--published", "nowhere"]);
    assert_eq!(run.code, 2, "{}", run.err);
    assert!(run.err.contains("nowhere"), "{}", run.err);
    publish(&site);
    site.write("published/so-lieu-va-nguon/figures.json", "{\"pages\": 5");
    let run = site.run(&["check", "--published", "published"]);
    assert_eq!(run.code, 2, "{}", run.err);
    assert!(run.err.contains("figures.json") && run.err.contains("line 1"), "{}", run.err);
    assert!(tree(&site.root().join("published")).contains_key("index.html"), "the published site is only read");
}

#[test]
fn a_number_that_changed_in_a_title_or_a_chart_is_told_too() {
    let article = "---\ntitle: Xã có [1.200](/viec.yaml?year=2001&level=xa#registered) việc\ndate: 2002-01-10\nsummary: \
         Tức [1.200](/viec.yaml?year=2001&level=xa#registered) việc.\n---\n\n```chart\ndata: viec\ntype: column\nx: year\ny: \
         registered\nwhere: {level: xa}\ntitle: Xã có [1.200](/viec.yaml?year=2001&level=xa#registered) việc\n```\n";
    let site = Site::of(&[
        ("site.yaml", CONFIG),
        ("content/_index.md", "---\ntitle: Trang\n---\n"),
        ("content/bai.md", article),
        ("content/viec.yaml", DATASET),
    ]);
    publish(&site);
    let tree = tree(&site.root().join("published"));
    let json: Value = serde_json::from_slice(&tree["so-lieu-va-nguon/figures.json"]).expect("JSON");
    let places: Vec<&str> = json["pages"][0]["claims"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|claim| claim["place"].as_str())
        .collect();
    assert_eq!(places, ["title", "summary", "chart.title"]);
    site.write("content/viec.yaml", DATASET.replace("1200", "1210"));
    site.write("content/bai.md", article.replace("1.200", "1.210"));
    let told = held(&site).into_iter().filter(|finding| finding.contains("uncorrected-change")).count();
    assert_eq!(told, 3, "{:?}", held(&site));
}

#[test]
fn a_wrong_number_that_is_put_out_stands_as_such() {
    let site = site();
    site.write("site.yaml", format!("{CONFIG}rules: {{claim-mismatch: warning}}\n"));
    site.write("content/bai.md", ARTICLE.replace("[92%]", "[98%]"));
    let tree = site.build();
    let json: Value = serde_json::from_slice(&tree["so-lieu-va-nguon/figures.json"]).expect("JSON");
    let verdicts: Vec<(&str, &str)> = json["pages"][1]["claims"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|claim| Some((claim["text"].as_str()?, claim["verdict"].as_str()?)))
        .collect();
    assert_eq!(verdicts, [("1.101/1.200", "holds"), ("98%", "wrong"), ("1.190", "holds")]);
    let all = String::from_utf8_lossy(&tree["so-lieu-va-nguon/index.html"]).into_owned();
    assert_eq!(all.matches("<td class=\"verdict-wrong\">").count(), 1, "{all}");
    let article = String::from_utf8_lossy(&tree["bai/index.html"]).into_owned();
    assert!(article.contains("91,75%"), "the reader sees what the data says: {article}");
}
