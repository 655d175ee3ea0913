//! The theme `print`: a whole report as one document on the home page, every other page at its place.

mod support;

use support::html::{Tag, tags, text};
use support::{Site, assert_same};

const DATA: &str = "title: Việc\nupdated: 2024-02-01\nnotes: [Lưu ý]\nsource: {title: Sở}\ndimensions: {year: {type: year}}\n\
                    measures: {n: {label: Số việc, type: integer}}\nobservations:\n  - {year: 2023, n: 12}\n";

fn figure(id: &str) -> String {
    format!("\n```chart\ndata: viec\ntype: column\nx: year\ny: n\ntitle: Tựa {id}\nid: {id}\n```\n")
}

fn page(front: &str, body: &str) -> String {
    format!("---\n{front}\n---\n{body}\n")
}

fn site(theme: &str) -> Site {
    let home = format!(
        "Xem [](/tin/hai.md#hinh-b), [bài](/tin/mot.md), [tệp](/tep.pdf).[^a]\n{}\n[^a]: Nhà.",
        figure("hinh-a")
    );
    let first = format!("## Kết quả\n\nCó [12](/viec.yaml?year=2023) việc.[^a]\n{}\n[^a]: Một.", figure("hinh-b"));
    let second = format!(
        "## Kết quả\n\nVề [đầu](#ket-qua), [một](mot.md#ket-qua), [](#hinh-b), [](/_index.md#hinh-a), [](mot.md#hinh-b).[^a]\n{}\n[^a]: Hai.",
        figure("hinh-b")
    );
    Site::of(&[
        (
            "site.yaml",
            format!(
                "title: Báo cáo \"A\"\nbase_url: https://thu.example\nlanguages: [vi, en]\ntheme: {theme}\npublisher: {{name: Nhà}}\nmenu: [{{title: Tin, url: /tin/_index.md}}]\n"
            ),
        ),
        ("content/_index.md", page("title: Trang chủ\nsummary: Câu dẫn.", &home)),
        ("content/gioi-thieu.md", page("title: Giới thiệu\nsummary: Về trang.", "Thân của giới thiệu.")),
        ("content/trong.md", page("title: Trang trống", "")),
        ("content/tin/_index.md", page("title: Tin tức\nsort_by: weight", "")),
        ("content/tin/mot.md", page("title: Bài một\ndate: 2024-01-05\nweight: 1", &first)),
        ("content/tin/hai.md", page("title: Bài hai\ndate: 2024-03-05 10:00\nweight: 2", &second)),
        ("content/_index.en.md", page("title: Home", "English only.")),
        ("content/viec.yaml", DATA.to_owned()),
        ("content/tep.pdf", "x".to_owned()),
    ])
}

/// The text and the address of each link within `html`.
fn links(html: &str) -> Vec<String> {
    let links = tags(html).into_iter().filter(|tag| tag.name == "a");
    links.map(|tag: Tag| format!("{} {}", tag.text.trim(), tag.get("href").unwrap_or_default())).collect()
}

/// The chapter of this id, up to the next.
fn chapter<'a>(html: &'a str, id: &str) -> &'a str {
    let rest = html.split_once(&format!(" id=\"{id}\">")).unwrap_or_else(|| panic!("{id} in {html}")).1;
    rest.split_once("<section class=\"chapter ").map_or(rest, |(own, _)| own)
}

#[test]
fn the_home_page_is_the_whole_report() {
    let site = site("print");
    let tree = site.build();
    let html = site.read("output/index.html");
    let contents = html.split_once("<nav class=\"contents\"").and_then(|(_, rest)| rest.split_once("</nav>"));
    let (contents, _) = contents.expect("there are contents");
    assert_eq!(
        text(&format!("<nav {contents}")),
        "Mục lục Trang chủ 1 Tin tức 1.1 Bài một 1.2 Bài hai 2 Giới thiệu Phụ lục: các bảng số liệu A.1 Việc \
         Danh mục hình Hình 1: Tựa hinh-a Hình 2: Tựa hinh-b Hình 3: Tựa hinh-b",
        "the first level follows the menu; what says nothing is left out"
    );
    let ids: Vec<String> = tags(&html).iter().filter_map(|tag| tag.get("id").map(ToOwned::to_owned)).collect();
    for id in [
        "hinh-a",
        "/tin/mot:hinh-b",
        "/tin/hai:hinh-b",
        "/tin/mot:ket-qua",
        "/tin/hai:ket-qua",
        "/viec",
        "/viec:r-2023",
    ] {
        assert_eq!(ids.iter().filter(|known| *known == id).count(), 1, "{id} in {ids:?}");
    }
    assert!(html.contains("<time datetime=\"2024-03-05\">05/03/2024</time>"), "the newest page's day");
    assert!(chapter(&html, "/viec").contains("Lưu ý") && chapter(&html, "/viec").contains("Sở"));
    let levels =
        tags(chapter(&html, "/tin/mot")).into_iter().filter(|tag| tag.name.starts_with('h') && tag.name.len() == 2);
    assert_eq!(levels.map(|tag| tag.name).collect::<Vec<_>>(), ["h3", "h4"], "headings stand below their chapter's");
    for page in ["tin/index.html", "tin/mot/index.html", "viec/index.html", "gioi-thieu/index.html", "404.html"] {
        assert!(tree.contains_key(page), "{page} stays at its place");
    }
}

#[test]
fn links_stay_within_the_document_and_figures_count_on() {
    let site = site("print");
    site.build();
    let html = site.read("output/index.html");
    let first = links(chapter(&html, "page.first"));
    assert_eq!(first[..3], ["Hình 3 #/tin/hai:hinh-b", "bài #/tin/mot", "tệp tep.pdf"]);
    assert!(first.contains(&"1 #fn-1".to_owned()), "{first:?}");
    let one = links(chapter(&html, "/tin/mot"));
    assert!(
        one.iter().any(|link| link.ends_with(" #/viec:r-2023")) && one.contains(&"1 #/tin/mot:fn-1".to_owned()),
        "{one:?}"
    );
    let two = links(chapter(&html, "/tin/hai"));
    let expected = [
        "đầu #/tin/hai:ket-qua",
        "một #/tin/mot:ket-qua",
        "Hình 3 #/tin/hai:hinh-b",
        "Hình 1 #hinh-a",
        "Hình 2 #/tin/mot:hinh-b",
        "1 #/tin/hai:fn-1",
    ];
    assert_eq!(two[..6], expected);
    assert!(chapter(&html, "/tin/hai").contains("<span class=\"figure-number\">Hình 3</span>"));
    // At its own place the page counts for itself.
    assert!(site.read("output/tin/hai/index.html").contains("<span class=\"figure-number\">Hình 1</span>"));
    assert!(site.read("output/index.html").contains("Tải dữ liệu hình 3"));
}

#[test]
fn each_sheet_can_name_the_report() {
    let site = site("print");
    let tree = site.build();
    let look = tree.keys().find(|path| path.starts_with("_baocao/theme.")).expect("there is one");
    let css = String::from_utf8_lossy(&tree[look]);
    assert!(css.contains("--site-title: \"Báo cáo \\\"A\\\"\";") && css.contains("--publisher: \"Nhà\";"), "{css}");
}

#[test]
fn each_language_has_its_document() {
    let site = site("print");
    site.build();
    let english = site.read("output/en/index.html");
    assert!(english.contains("English only.") && !english.contains("Kết quả") && english.contains(">Contents</h2>"));
    assert!(!site.read("output/index.html").contains("English only."));
}

#[test]
fn a_list_of_the_theme_portal_holds_no_body() {
    let site = site("portal");
    site.build();
    for page in ["index.html", "tin/index.html", "so-do-trang/index.html"] {
        let html = site.read(&format!("output/{page}"));
        assert!(!html.contains("Thân của giới thiệu") && !html.contains("ket-qua\">"), "{page}");
    }
}

#[test]
fn a_section_can_be_a_document_and_a_template_of_the_site_s_own_makes_it() {
    let site = site("print");
    site.write("content/tin/_index.md", page("title: Tin tức\nsort_by: weight\ntemplate: document", ""));
    site.write(
        "templates/chapter.html",
        "<h1>{{ page.title }}</h1><p>của trang: {{ chapter.number }} {{ chapter.level }}</p>",
    );
    site.build();
    let section = site.read("output/tin/index.html");
    assert_eq!(text(chapter(&section, "/tin/mot")), "Bài mộtcủa trang: 1 1");
    assert!(!section.contains("Giới thiệu"), "only what stands below the section");
}

#[test]
fn a_theme_without_its_chapter_says_so() {
    let site = site("portal");
    site.write("templates/document.html", "{% extends \"base.html\" %}");
    let run = site.run(&["build", "--format", "short"]);
    assert_eq!(run.code, 1, "{}", run.err);
    assert!(run.err.contains("site.yaml:4:8: error[template]: the template chapter.html"), "{}", run.err);
}

#[test]
fn the_same_site_gives_the_same_document() {
    assert_same(&site("print").build(), &site("print").build(), "two builds");
}
