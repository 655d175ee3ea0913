//! The search in a real browser, from disk: with and without tones, both tone styles, beginnings, phrases, keys.
//!
//! Needs Chromium, as tests/browser.rs does; where there is none the tests in it say so and pass.

mod support;

use std::collections::BTreeMap;

use serde_json::Value;
use support::Site;
use support::browser::{Scheme, browser, dump};

fn site(more: usize) -> Site {
    let article = |title: &str, date: &str, summary: &str, body: &str| {
        format!("---\ntitle: {title}\ndate: {date}\nsummary: {summary}\ntags: [nêu gương]\n---\n\n{body}\n")
    };
    let mut files: Vec<(String, String)> = vec![
        ("site.yaml".into(), "title: Báo cáo\nbase_url: https://a.example\nlanguages: [vi, en]\n".into()),
        ("content/a.md".into(), article("Đăng ký việc làm theo", "2024-01-01", "Lời dẫn.", "Thân bài.")),
        ("content/b.md".into(), article("Kết quả", "2024-02-01", "Số việc dâng kỳ lạ.", "Hòa bình và thủy lợi.")),
        ("content/c.md".into(), article("Hoà giải ở cơ sở", "2024-03-01", "Lời dẫn.", "Đã đăng rồi mới ký.")),
        ("content/d.md".into(), article("<b>Chữ</b> & dấu", "2024-04-01", "Lời dẫn.", "Một đoạn dài. ".repeat(30).as_str()) + "Tấn công mạng."),
        ("content/e.en.md".into(), "---\ntitle: Registration\n---\n\nTasks.\n".into()),
        (
            "content/data/viec.yaml".into(),
            "title: Số liệu thủy lợi\ndimensions: {year: {type: year}}\nmeasures: {r: {label: Đăng ký}}\nobservations: []\n".into(),
        ),
    ];
    for number in 0..more {
        files.push((
            format!("content/m{number}.md"),
            article(&format!("Bài thứ {number}"), "2023-01-01", "Chung.", "Nội dung chung."),
        ));
    }
    Site::of(&files)
}

fn ask(site: &Site, browser: &std::path::Path, queries: &[&str]) -> BTreeMap<String, Value> {
    site.write("search.js", include_str!("browser/search.js"));
    let asked = serde_json::to_string(queries).expect("texts");
    let data = format!("<script type=\"application/json\" id=\"asked\">{asked}</script>");
    site.write(
        "search.html",
        format!("<!doctype html><meta charset=\"utf-8\"><script src=\"search.js\"></script><body>{data}"),
    );
    let dumped = dump(browser, &site.root().join("search.html"), Scheme::Light);
    let json = dumped.split_once("<pre id=\"answers\">").and_then(|(_, rest)| Some(rest.split_once("</pre>")?.0));
    let json = json.unwrap_or_else(|| panic!("nothing was asked: {dumped}"));
    let json = json.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    let answers: Vec<Value> = serde_json::from_str(&json).unwrap_or_else(|error| panic!("{error}: {json}"));
    answers.into_iter().map(|answer| (answer["query"].as_str().unwrap_or_default().to_owned(), answer)).collect()
}

fn titles(answer: &Value) -> Vec<&str> {
    answer["titles"].as_array().expect("a list").iter().filter_map(Value::as_str).collect()
}

#[test]
fn what_is_asked_is_found() {
    let Some(browser) = browser() else { return };
    let site = site(0);
    site.build();
    let queries = [
        "dang ky",
        "đăng ký",
        "dâng kỳ",
        "hoà",
        "hòa",
        "thuy loi",
        "đăng k",
        "\"đăng ký\"",
        "nêu gương",
        "chữ <b>",
        "tấn công",
        "không-có-gì",
        "da\u{306}ng ky\u{301}",
    ];
    let answers = ask(&site, &browser, &queries);
    let of = |query: &str| titles(&answers[query]);
    // Without tones all are found, the one with both words in its title first.
    assert_eq!(of("dang ky")[0], "Đăng ký việc làm theo");
    assert_eq!(of("dang ky").len(), 4, "{:?}", of("dang ky"));
    assert_eq!(of("đăng ký")[0], "Đăng ký việc làm theo");
    assert_eq!(of("dâng kỳ")[0], "Kết quả", "exact tones stand first");
    assert_eq!(of("da\u{306}ng ky\u{301}"), of("đăng ký"), "decomposed letters are the same");
    for query in ["hoà", "hòa"] {
        assert_eq!(of(query), ["Hoà giải ở cơ sở", "Kết quả"], "{query}");
    }
    assert_eq!(of("thuy loi"), ["Số liệu thủy lợi", "Kết quả"], "datasets are found too");
    assert!(of("đăng k").contains(&"Đăng ký việc làm theo"), "a word may be unfinished");
    assert!(!of("\"đăng ký\"").contains(&"Hoà giải ở cơ sở"), "a phrase stands together");
    assert_eq!(of("nêu gương").len(), 4);
    assert_eq!(of("chữ <b>"), ["<b>Chữ</b> & dấu"]);
    assert_eq!(answers["tấn công"]["marks"], serde_json::json!(["Tấn", "công"]));
    assert_eq!(answers["không-có-gì"]["status"], "Không có kết quả nào cho “không-có-gì”");
    assert_eq!(answers["dang ky"]["status"], "4 kết quả cho “dang ky”");
    let keys = answers["dang ky"]["keys"].as_array().expect("a list");
    assert!(keys[0].as_str().is_some_and(|key| key.starts_with("A Đăng ký")), "{keys:?}");
    assert_eq!((&keys[2], keys[3].as_str()), (&keys[0], Some("INPUT ")), "{keys:?}");
    for (query, answer) in &answers {
        assert_eq!((&answer["plain"], &answer["wide"]), (&false.into(), &false.into()), "{query}");
        let scripts = answer["scripts"].as_array().expect("a list").iter().filter_map(Value::as_str);
        assert!(scripts.clone().all(|script| script.starts_with("../_baocao/")), "{:?}", answer["scripts"]);
    }
}

#[test]
fn long_lists_go_on_and_little_is_loaded() {
    let Some(browser) = browser() else { return };
    let site = site(400);
    let tree = site.build();
    let answers = ask(&site, &browser, &["chung"]);
    let answer = &answers["chung"];
    assert_eq!((titles(answer).len(), &answer["more"]), (10, &true.into()));
    assert_eq!(answer["status"], "400 kết quả cho “chung”");
    let loaded = answer["scripts"].as_array().expect("a list").iter().filter_map(Value::as_str);
    let bytes: usize = loaded.filter_map(|path| tree.get(path.strip_prefix("../")?)).map(Vec::len).sum();
    assert!(bytes < 60_000, "{bytes} bytes");
}

#[test]
fn the_page_serves_without_scripts() {
    let site = site(0);
    site.build();
    let page = site.read("output/tim-kiem/index.html");
    assert!(page.contains("<noscript>") || page.contains("so-do-trang/index.html"));
    assert!(page.contains(">Kết quả</a>"), "the newest articles are listed");
    assert!(site.read("output/en/search/index.html").contains("Search this site"));
    let home = site.read("output/index.html");
    assert!(home.contains("<form class=\"search-form\" role=\"search\" action=\"tim-kiem/index.html\">"), "{home}");
}

#[test]
fn an_index_changes_only_where_its_texts_do() {
    let site = site(60);
    let before = site.build();
    site.write(
        "content/m7.md",
        "---\ntitle: Bài thứ 7\ndate: 2023-01-01\nsummary: Chung.\ntags: [nêu gương]\n---\n\nNội dung chung, mới.\n",
    );
    let after = site.build();
    let shards = |tree: &support::Tree| -> Vec<String> {
        tree.keys().filter(|path| path.contains("_baocao/search/")).cloned().collect()
    };
    let (before, after) = (shards(&before), shards(&after));
    let new = after.iter().filter(|path| !before.contains(path)).count();
    assert_eq!(before.len(), after.len());
    assert!((2..=4).contains(&new), "{new} of {}", after.len());
}
