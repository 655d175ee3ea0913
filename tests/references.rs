//! Links without a text say the name of what they lead to: a figure's number, a heading, a title.

mod support;

use support::Site;

const DATA: &str = "title: Việc\ndimensions: {year: {type: year}}\nmeasures: {n: {label: Số việc, type: integer}}\n\
                    observations:\n  - {year: 2023, n: 12}\n";

fn figure(id: &str, mark: &str) -> String {
    format!("\n```chart\ndata: viec\ntype: {mark}\nx: year\ny: n\ntitle: Tựa {id}\nid: {id}\n```\n")
}

fn site(page: &str) -> Site {
    let site = Site::of(&[
        ("site.yaml", "title: Thử\nbase_url: https://thu.example\nlanguages: [vi, en]\n"),
        ("content/_index.md", "---\ntitle: Trang chủ\n---\n"),
        ("content/viec.yaml", DATA),
        ("content/tep.pdf", "x"),
    ]);
    let bai = format!(
        "---\ntitle: Bài <hai>\n---\n## Kết quả\n{}{}{}\n<p id=\"rieng\">x</p>\n",
        figure("mot", "column"),
        figure("so", "stat"),
        figure("hai", "table")
    );
    site.write("content/tin/bai.md", bai);
    site.write("content/tin/trang.md", page);
    site
}

/// The text of each link in the article `page` (Markdown below its front matter), with its address, and its language
/// where that is another.
#[track_caller]
fn check(page: &str, expected: &[&str]) {
    let site = site(&format!("---\ntitle: Trang\n---\n{page}\n{}", figure("o-day", "column")));
    site.build();
    assert_eq!(links(&site.read("output/tin/trang/index.html")), expected);
}

fn links(html: &str) -> Vec<String> {
    let body = html.split("<div class=\"body\">").nth(1).expect("the body begins");
    let body = body.split("<figure").next().expect("a figure follows");
    let links = support::html::tags(body).into_iter().filter(|tag| tag.name == "a");
    let shown = |tag: support::html::Tag| {
        let lang = tag.get("lang").map_or(String::new(), |lang| format!(" [{lang}]"));
        format!("{} {}{lang}", tag.text, tag.get("href").unwrap_or_default())
    };
    links.map(shown).collect()
}

#[test]
fn figures_are_named_by_their_number() {
    check("Xem [](#o-day), [hình sau](#o-day).", &["Hình 1 #o-day", "hình sau #o-day"]);
    check(
        "Ở [](bai.md#mot), [](/tin/bai.md#hai) và [](/tin/bai/#so).",
        &["Hình 1 ../bai/index.html#mot", "Hình 2 ../bai/index.html#hai", "Tựa so ../bai/index.html#so"],
    );
    check("[][h]\n\n[h]: bai.md#hai", &["Hình 2 ../bai/index.html#hai"]);
}

#[test]
fn headings_pages_datasets_and_files_are_named_by_their_titles() {
    check(
        "[](bai.md#ket-qua) [](bai.md) [](bai.md#rieng) [](/_index.md)",
        &[
            "Kết quả ../bai/index.html#ket-qua",
            "Bài <hai> ../bai/index.html",
            "Bài <hai> ../bai/index.html#rieng",
            "Trang chủ ../../index.html",
        ],
    );
    check(
        "[](/viec.yaml) [](/tep.pdf) [](https://vi.example/a)",
        &["Việc ../../viec/index.html", "tep.pdf ../../tep.pdf", "https://vi.example/a https://vi.example/a"],
    );
    check("## Mục\n\nTheo [](#muc).", &["Mục #muc"]);
}

#[test]
fn an_english_page_says_figure_and_marks_vietnamese_titles() {
    let site = site(&format!(
        "---\ntitle: A page\nlang: en\n---\nSee [](#o-day), [](bai.md#hai) and [](bai.md).\n{}",
        figure("o-day", "column")
    ));
    site.build();
    assert_eq!(
        links(&site.read("output/tin/trang/index.html")),
        ["Figure 1 #o-day", "Figure 2 ../bai/index.html#hai", "Bài <hai> ../bai/index.html [vi]"]
    );
}

#[test]
fn a_place_that_is_not_there_has_no_name() {
    let site = site("---\ntitle: Trang\n---\n[](#hinh-9) [](bai.md#ba)\n");
    let run = site.run(&["check", "--format", "json"]);
    assert_eq!(
        run.places().into_iter().filter(|place| !place.contains("[missing-translation]")).collect::<Vec<_>>(),
        ["content/tin/trang.md:4:4: error[broken-anchor]", "content/tin/trang.md:4:16: error[broken-anchor]"]
    );
}
