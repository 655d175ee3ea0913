//! Sites in memory, rendered into memory: what stands in the output.

use std::collections::BTreeMap;
use std::sync::Mutex;

use super::{Made, Outputs, Renderer, all};
use crate::check;
use crate::config::Config;
use crate::diag::{Diagnostic, Severity};
use crate::emit::{EmitError, Sink};
use crate::load::{Selection, load};
use crate::model::image::Images;
use crate::model::manifest::FileKind;
use crate::model::route::OutputPath;
use crate::progress::Progress;
use crate::source::{AssetFile, Disk, position};

/// Rendered files, in memory.
#[derive(Default)]
struct Memory(Mutex<BTreeMap<String, (FileKind, String)>>);

impl Sink for Memory {
    fn put(&self, path: &OutputPath, kind: FileKind, bytes: &[u8]) -> Result<(), EmitError> {
        let text = String::from_utf8_lossy(bytes).into_owned();
        let before = self.0.lock().expect("no test panics here").insert(path.to_string(), (kind, text));
        assert!(before.is_none(), "{path} was rendered twice");
        Ok(())
    }

    fn copy(&self, path: &OutputPath, _: &AssetFile) -> Result<(), EmitError> {
        self.put(path, FileKind::Asset, b"")
    }
}

const CONFIG: &str = "title: Báo cáo\nbase_url: https://example.org/bao-cao\ndescription: Số liệu\n\
    publisher: {name: Ban biên tập, email: bbt@example.org}\nlicense: {title: Ghi rõ nguồn, url: /gioi-thieu.md}\n\
    menu:\n  - {title: Trang chủ, url: /_index.md}\n  - {title: Tin tức, url: /tin-tuc/_index.md}\n";

/// The section that the menu names; every site has it.
const SECTION: &str = "content/tin-tuc/_index.md";

const DATASET: &str = "title: Việc làm theo\nunit: việc\nsource: {title: Ban Thường vụ}\nupdated: 2024-05-13\n\
    dimensions:\n  year: {label: Năm, type: year}\n  level: {label: Chủ thể, values: {collective: Tập thể, individual: Cá nhân}}\n\
    measures:\n  registered: {label: Đăng ký, type: integer}\n  completed: {label: Hoàn thành, type: integer}\n  \
    rate: {label: Tỷ lệ, ratio: completed / registered, decimals: 1}\n\
    observations:\n  - {year: 2024, level: collective, registered: 8247, completed: null, as_of: 2024-03-31, status: provisional, note: '=1+1, \"a\"'}\n  \
    - {year: 2023, level: individual, registered: 10000, completed: 9996}\n  \
    - {year: 2023, level: collective, registered: 8100, completed: {value: 7855, was: 7850, on: 2024-05-14, why: Đếm sót., status: revised}}\n";

const ARTICLE: &str = "---\ntitle: Bài một\ndate: 2024-05-13 14:08\nupdated: 2024-05-14\nsummary: Lời dẫn.\nauthor: BBT\n\
    tags: [nêu gương, số liệu]\ncorrections: [{date: 2024-05-14, text: Đã sửa.}]\n---\n\nĐạt [7.855/8.100](/data/viec.yaml?year=2023&level=collective).\n\n\
    ```chart\ndata: viec\ntype: table\nx: year\ny: registered\nseries: level\n\
    title: Nhan đề & hình\nnote: Chưa trọn năm.\n```\n";

fn disk(files: &[(&str, &str)]) -> Disk {
    let mut disk = Disk::default();
    let own = files.iter().find(|(path, _)| *path == "site.yaml");
    disk.sources.add_text("site.yaml", own.map_or(CONFIG, |(_, text)| text));
    for (path, text) in files.iter().filter(|(path, _)| *path != "site.yaml") {
        disk.sources.add_text(path, text);
    }
    if disk.sources.find(SECTION).is_none() {
        disk.sources.add_text(SECTION, "---\ntitle: Tin tức\n---\n");
    }
    disk
}

/// Renders what loads and checks without an error.
fn render_with(files: &[(&str, &str)]) -> (BTreeMap<String, (FileKind, String)>, Vec<Diagnostic>) {
    let disk = disk(files);
    let config = disk.sources.find("site.yaml").map(|id| Config::read(&disk.sources, id)).expect("added above");
    let loaded = load(&disk, config.value, &Selection::default(), &Images::default());
    let checked = check::check(loaded.value, &disk, None);
    let findings = config.diagnostics.iter().chain(&loaded.diagnostics).chain(&checked.diagnostics);
    let errors: Vec<_> = findings.filter(|finding| finding.severity == Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:?}");
    let made = Renderer::new(&checked.value, &disk.sources, None).expect("nothing on disk");
    let Some(renderer) = made.value else { return (BTreeMap::new(), made.diagnostics) };
    let memory = Memory::default();
    let findings =
        all(&checked.value, &renderer, &memory, &Progress::default()).expect("memory takes everything").findings;
    (memory.0.into_inner().expect("no test panics there"), findings)
}

fn render(files: &[(&str, &str)]) -> BTreeMap<String, (FileKind, String)> {
    let (files, findings) = render_with(files);
    assert!(findings.is_empty(), "{findings:?}");
    files
}

/// `pieces` stand in `text` in this order.
fn in_order(text: &str, pieces: &[&str]) {
    let mut at = 0;
    for piece in pieces {
        let found = text[at..].find(piece).unwrap_or_else(|| panic!("{piece} is not there, or not here:\n{text}"));
        at += found + piece.len();
    }
}

#[test]
fn every_file_has_its_place_and_kind() {
    let files = render(&[
        ("content/_index.md", "---\ntitle: Báo cáo\n---\n"),
        ("content/data/viec.yaml", DATASET),
        ("content/tin-tuc/2024-05-13-bai/index.md", ARTICLE),
    ]);
    let listed: Vec<String> = files.iter().map(|(path, (kind, _))| format!("{kind:?} {path}")).collect();
    let listed: Vec<&str> = listed
        .iter()
        .map(String::as_str)
        .filter(|path| !path.contains(" _baocao/") && !path.contains("/hinh-") && !path.contains(" luu-tru/2024"))
        .collect();
    let expected = [
        "Page 404.html",
        "List atom.xml",
        "Asset data/viec/datapackage.json",
        "Page data/viec/index.html",
        "Asset data/viec/viec.csv",
        "Asset data/viec/viec.csv-metadata.json",
        "Asset data/viec/viec.json",
        "Asset data/viec/viec.xlsx",
        "List index.html",
        "List luu-tru/index.html",
        "List robots.txt",
        "List sitemap.xml",
        "List so-do-trang/index.html",
        "Asset so-lieu-va-nguon/figures.csv",
        "Asset so-lieu-va-nguon/figures.json",
        "List so-lieu-va-nguon/index.html",
        "List tags/index.html",
        "List tags/neu-guong/atom.xml",
        "List tags/neu-guong/index.html",
        "List tags/so-lieu/atom.xml",
        "List tags/so-lieu/index.html",
        "List tim-kiem/index.html",
        "List tin-tuc/atom.xml",
        "Page tin-tuc/bai/index.html",
        "List tin-tuc/index.html",
    ];
    assert_eq!(listed, expected);
    let sitemap = &files["sitemap.xml"].1;
    in_order(
        sitemap,
        &[
            "<loc>https://example.org/bao-cao/</loc></url>",
            "<loc>https://example.org/bao-cao/data/viec/</loc><lastmod>2024-05-13<",
            "<loc>https://example.org/bao-cao/tin-tuc/bai/</loc><lastmod>2024-05-14<",
        ],
    );
    for (path, (_, html)) in files.iter().filter(|(path, _)| path.contains(".html")) {
        for banned in ["<script>", "<style", " style=", "data:", "undefined", "{{"] {
            assert!(!html.contains(banned), "{path} holds {banned}");
        }
        let base = html.contains("<base href=\"/bao-cao/\">");
        assert_eq!(base, path == "404.html", "{path}");
    }
}

#[test]
fn an_article_shows_what_it_has() {
    let files = render(&[
        ("content/tin-tuc/2024-05-13-bai/index.md", ARTICLE),
        ("content/data/viec.yaml", DATASET),
        ("content/tin-tuc/cu.md", "---\ntitle: Bài <cũ>\ndate: 2023-01-02\n---\n\nChữ.\n"),
        ("content/gioi-thieu.md", "---\ntitle: Giới thiệu\n---\n"),
    ]);
    in_order(
        &files["tin-tuc/bai/index.html"].1,
        &[
            "<html lang=\"vi\">",
            "<title>Bài một – Báo cáo</title>",
            "<link rel=\"canonical\" href=\"https://example.org/bao-cao/tin-tuc/bai/\">",
            "content=\"2024-05-13T14:08:00+07:00\"",
            "href=\"../../_baocao/site.",
            "<a href=\"../../index.html\">Trang chủ</a>",
            "<a href=\"../index.html\" aria-current=\"true\">Tin tức</a>",
            "<nav class=\"breadcrumb",
            "<a href=\"../index.html\">Tin tức</a>",
            "<h1 class=\"title\">Bài một</h1>",
            "<time datetime=\"2024-05-13T14:08:00+07:00\">14:08 13/05/2024</time><span>BBT</span>",
            "Cập nhật <time datetime=\"2024-05-14T00:00:00+07:00\">14/05/2024</time>",
            "<p class=\"lead\">Lời dẫn.</p>",
            "<p class=\"sign-off\">BBT</p>",
            "Đính chính",
            "14/05/2024</time>: Đã sửa.",
            "<a href=\"../../tags/neu-guong/index.html\" rel=\"tag\">nêu gương</a>, <a",
            "<a href=\"../cu/index.html\">Bài &lt;cũ&gt;</a>",
            "mailto:bbt@example.org",
            "<a href=\"../../gioi-thieu/index.html\" rel=\"license\">Ghi rõ nguồn</a>",
        ],
    );
    let plain = &files["gioi-thieu/index.html"].1;
    for absent in ["dateline", "lead", "sign-off", "corrections", "facts", "related", "<figure"] {
        assert!(!plain.contains(&format!("class=\"{absent}")), "{absent} stands on a page that has none");
    }
}

#[test]
fn pages_side_by_side_see_the_same_site_but_from_their_own_places() {
    let config = CONFIG.replace("url: /_index.md", "url: /tin-tuc/bai-1.md");
    let menu = "{% for item in site.menu %}<{{ item.href }} {{ item.is_current }}>{% endfor %}";
    let names: Vec<String> = (0..6).map(|number| format!("content/tin-tuc/bai-{number}.md")).collect();
    let mut files = vec![("site.yaml", config.as_str()), ("templates/page.html", menu)];
    files.extend(names.iter().map(|name| (name.as_str(), "---\ntitle: Bài\n---\n")));
    files.extend([("content/gioi-thieu.md", "---\ntitle: Giới thiệu\n---\n")]);
    let made = render(&files);
    let check = |path: &str, expected: &str| assert_eq!(made[path].1, expected, "{path}");
    for number in [0, 2, 3, 4, 5] {
        let path = format!("tin-tuc/bai-{number}/index.html");
        check(&path, "<../bai-1/index.html false><../index.html true>");
    }
    check("tin-tuc/bai-1/index.html", "<index.html true><../index.html true>");
    check("gioi-thieu/index.html", "<../tin-tuc/bai-1/index.html false><../tin-tuc/index.html false>");
}

#[test]
fn long_lists_have_several_pages() {
    let article = |day: u8| format!("---\ntitle: Bài {day}\ndate: 2024-01-0{day}\n---\n");
    let (one, two, three) = (article(1), article(2), article(3));
    let files = render(&[
        ("content/tin-tuc/_index.md", "---\ntitle: Tin tức\npaginate_by: 2\n---\n"),
        ("content/tin-tuc/a.md", &one),
        ("content/tin-tuc/b.md", &two),
        ("content/tin-tuc/c.md", &three),
    ]);
    in_order(&files["tin-tuc/index.html"].1, &["Bài 3", "Bài 2", "1/2", "rel=\"next\" href=\"page/2/index.html\""]);
    let second = &files["tin-tuc/page/2/index.html"].1;
    in_order(second, &["href=\"../../a/index.html\"", "Bài 1", "rel=\"prev\" href=\"../../index.html\""]);
}

#[test]
fn a_dataset_has_its_table_and_its_csv() {
    let files = render(&[("content/data/viec.yaml", DATASET), ("content/bai.md", ARTICLE)]);
    in_order(
        &files["data/viec/index.html"].1,
        &[
            "Đơn vị tính: việc",
            "<tr id=\"r-2023-collective\"><th scope=\"row\" class=\"short\">2023</th>",
            "7.855<sup class=\"mark\">r</sup>",
            "97,0<",
            "<tr id=\"r-2023-individual\">",
            "99,9<",
            "<tr id=\"r-2024-collective\">",
            "8.247<sup class=\"mark\">p</sup>",
            "<td class=\"n\">…</td>",
            "Đến hết quý I/2024",
            "<b>r</b> số đã sửa",
            "<b>p</b> số sơ bộ",
            "<b>…</b> chưa có số liệu",
            "<a href=\"viec.csv\" download>viec.csv</a> <span class=\"file-kind\">(CSV, 1 KB)</span>",
            "14/05/2024: 2023 · Tập thể, Hoàn thành: 7.855 (trước là 7.850). Đếm sót.",
            "<a href=\"../../bai/index.html\">Bài một</a> <span class=\"file-kind\">(1 biểu đồ, 1 con số)</span>",
            "Ban Thường vụ",
        ],
    );
    assert_eq!(
        files["data/viec/viec.csv"].1,
        "year,level,registered,completed,completed.status,rate,status,as_of,note\r\n\
         2023,collective,8100,7855,revised,96.975309,,,\r\n\
         2023,individual,10000,9996,,99.96,,,\r\n\
         2024,collective,8247,,,,provisional,2024-03-31,\"'=1+1, \"\"a\"\"\"\r\n"
    );
}

#[test]
fn a_claim_leads_to_its_row_and_a_figure_to_its_data() {
    let files = [("content/bai.md", ARTICLE), ("content/data/viec.yaml", DATASET)];
    let files = render(&files);
    in_order(
        &files["bai/index.html"].1,
        &[
            "<a href=\"../data/viec/index.html#r-2023-collective\" aria-describedby=\"from.1\">\
             <data value=\"7855\">",
            "<span aria-hidden=\"true\">7.855/8.100</span><span class=\"visually-hidden\">7.855 trên 8.100</span></data></a>",
            "<span id=\"from.1\" role=\"tooltip\" hidden>",
            "<b>Hoàn thành / Đăng ký · 2023 · Tập thể.</b>",
            "<span>7.855/8.100 việc ≈\u{a0}96,97531%.</span>",
            "<b>Đã sửa 14/05/2024: trước là 7.850/8.100 việc ≈\u{a0}96,91358%.</b>",
            "<small>Nguồn: Ban Thường vụ · Việc làm theo (cập nhật 13/05/2024).</small></span></span>",
            "<figure class=\"figure\" id=\"hinh-1\" aria-labelledby=\"hinh-1.title\">",
            "<span class=\"figure-number\">Hình 1</span> Nhan đề &amp; hình</p>",
            "<b>Ghi chú:</b> Chưa trọn năm.",
            "Nguồn: Ban Thường vụ. <a href=\"../data/viec/index.html\">Việc làm theo</a>",
            "<time datetime=\"2024-05-14T00:00:00+07:00\">14/05/2024</time>: Đã sửa.",
            "<li>Hoàn thành, 2023, Tập thể: trước là <del>7.850</del>, nay là <ins>7.855</ins> (từ <time datetime=\"2024-05-14\">\
             14/05/2024</time>). Lý do: Đếm sót.</li>",
        ],
    );
    in_order(
        &files["data/viec/index.html"].1,
        &[
            "<a href=\"../../bai/index.html\">Bài một</a> <span class=\"file-kind\">(1 biểu đồ, 1 con số)</span>",
            "<a href=\"../../bai/index.html#hinh-1\">Hình 1: Nhan đề &amp; hình</a>",
            "<a class=\"cited\" href=\"../../bai/index.html#claim.viec.2023-collective.completed-pair\">7.855/8.100</a> \
             <span><a class=\"cited-row\" href=\"#r-2023-collective\">Hoàn thành / Đăng ký · 2023 · Tập thể</a></span>",
        ],
    );
}

#[test]
fn the_authors_html_is_cleaned_and_its_links_resolved() {
    let body = "---\ntitle: Bài\n---\n\n<div class=\"note\" onclick=\"x()\"><a href=\"/tin.md#a\">tin</a></div>\n\n\
        <script>alert(1)</script>\n\n[ngoài](https://example.net/)\n";
    let files = [("content/bai.md", body), ("content/tin.md", "---\ntitle: Tin\n---\n\n## A\n")];
    let files = render(&files);
    let html = &files["bai/index.html"].1;
    in_order(
        html,
        &[
            "<div class=\"note\"><a href=\"../tin/index.html#a\" rel=\"noopener noreferrer\">tin</a></div>",
            "<a href=\"https://example.net/\" rel=\"external noopener\">ngoài</a>",
        ],
    );
    assert!(!html.contains("alert"), "{html}");
}

#[test]
fn a_mistake_in_a_sites_template_is_reported_once_at_its_place() {
    let files = [
        ("content/a.md", "---\ntitle: A\n---\n"),
        ("content/b.md", "---\ntitle: B\n---\n"),
        (
            "templates/page.html",
            "{% extends \"portal/page.html\" %}\n{% block content %}đ {{ page.khongco }}{% endblock %}",
        ),
    ];
    let (rendered, findings) = render_with(&files);
    assert!(rendered.contains_key("index.html"), "the others go on");
    assert!(!rendered.contains_key("a/index.html"));
    let [finding] = findings.as_slice() else { panic!("{findings:?}") };
    let disk = disk(&files);
    let file = disk.sources.get(finding.span.source);
    let at = position(&file.text, finding.span.start as usize);
    assert_eq!((file.path.as_str(), at.line, at.column), ("templates/page.html", 2, 30), "{finding:?}");
}

#[test]
fn each_file_can_be_made_by_itself() {
    let disk = disk(&[
        ("content/data/viec.yaml", DATASET),
        ("content/tin-tuc/2024-05-13-bai/index.md", ARTICLE),
        ("content/en/_index.md", "---\ntitle: Home\nlang: en\n---\n"),
    ]);
    let config = Config::read(&disk.sources, crate::source::SourceId(0)).value;
    let checked = check::check(load(&disk, config, &Selection::default(), &Images::default()).value, &disk, None).value;
    let renderer = Renderer::new(&checked, &disk.sources, None).expect("no disk").value.expect("a theme");
    let memory = crate::emit::Memory::default();
    all(&checked, &renderer, &memory, &Progress::default()).expect("memory takes everything");
    let outputs = Outputs::of(&checked, &renderer);
    let files = memory.into_files();
    for (path, (_, bytes)) in &files {
        match outputs.make(&checked, &renderer, path).expect("the templates hold") {
            Some(Made::Bytes(made)) => assert_eq!(made, *bytes, "{path}"),
            other => panic!("{path}: {other:?}"),
        }
    }
    for path in
        ["favicon.ico", "tin-tuc/page/2/index.html", "page/1/index.html", "_baocao/search/x.js", "data/index.html"]
    {
        let path = OutputPath::new(path);
        assert!(
            !files.contains_key(&path) && outputs.make(&checked, &renderer, &path).expect("holds").is_none(),
            "{path}"
        );
    }
}
