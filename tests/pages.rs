//! What a site is made of pages by: addresses, drafts, templates, themes, rules, formats of the result.

mod support;

use support::Site;
use support::pictures::png;

fn site(files: &[(&str, &str)]) -> Site {
    let site = Site::of(&[
        ("site.yaml", "title: Thử\nbase_url: https://thu.example/bao-cao\n"),
        ("content/_index.md", "---\ntitle: Trang chủ\n---\n"),
        ("content/tin/_index.md", "---\ntitle: Tin\npaginate_by: 2\n---\n"),
    ]);
    for (path, text) in files {
        site.write(path, text);
    }
    site
}

#[test]
fn addresses_come_from_names_slugs_and_old_addresses() {
    let site = site(&[
        ("content/tin/2024-05-13-Đăng Ký.md", "---\ntitle: Một\naliases: [/cu/bai-cu/]\n---\n"),
        (
            "content/tin/goi/index.md",
            "---\ntitle: Hai\nslug: hai-moi\n---\n[Một](<../2024-05-13-Đăng Ký.md>), ![ảnh](anh.png)\n",
        ),
    ]);
    site.write("content/tin/goi/anh.png", png(30, 20));
    let tree = site.build();
    for path in ["tin/dang-ky/index.html", "tin/hai-moi/index.html", "tin/goi/anh.png", "cu/bai-cu/index.html"] {
        assert!(tree.contains_key(path), "{path} in {:?}", tree.keys());
    }
    assert!(site.read("output/cu/bai-cu/index.html").contains("url=../../tin/dang-ky/index.html"));
    let page = site.read("output/tin/hai-moi/index.html");
    assert!(page.contains("href=\"../dang-ky/index.html\"") && page.contains("src=\"../../_baocao/anh-30."), "{page}");
    assert!(site.read("output/tin/dang-ky/index.html").contains("13/05/2024"));
}

#[test]
fn drafts_and_pages_of_tomorrow_are_held_back_and_counted() {
    let site = site(&[
        ("content/tin/a.md", "---\ntitle: A\ndraft: true\n---\n"),
        ("content/tin/b.md", "---\ntitle: B\npublish_at: 2024-05-13 14:08\n---\n"),
    ]);
    let held = |args: &[&str]| {
        let result: serde_json::Value = serde_json::from_str(&site.run(args).out).expect("one object");
        (result["pages"].as_u64(), result["held"].as_u64())
    };
    assert_eq!(held(&["check", "--format", "json"]), (Some(2), Some(2)));
    assert_eq!(held(&["check", "--format", "json", "--drafts"]), (Some(3), Some(1)));
    assert_eq!(held(&["check", "--format", "json", "--now", "2024-05-13 14:07"]), (Some(2), Some(2)));
    assert_eq!(held(&["check", "--format", "json", "--now", "2024-05-13T07:08:00Z"]), (Some(3), Some(1)));
}

#[test]
fn templates_stand_over_the_theme_one_by_one() {
    let site = site(&[
        ("content/tin/a.md", "---\ntitle: A\n---\n"),
        (
            "templates/page.html",
            "{% extends \"portal/page.html\" %}{% block main %}<!-- riêng -->{{ super() }}{% endblock main %}",
        ),
    ]);
    site.build();
    let page = site.read("output/tin/a/index.html");
    assert!(page.contains("<!-- riêng -->") && page.contains("<h1"), "{page}");
    assert!(!site.read("output/tin/index.html").contains("<!-- riêng -->"));
}

#[test]
fn long_sections_have_pages() {
    let site = site(&[
        ("content/tin/a.md", "---\ntitle: A\ndate: 2024-01-01\n---\n"),
        ("content/tin/b.md", "---\ntitle: B\ndate: 2024-01-02\n---\n"),
        ("content/tin/c.md", "---\ntitle: C\ndate: 2024-01-03\n---\n"),
    ]);
    site.build();
    let first = site.read("output/tin/index.html");
    assert!(
        first.contains("c/index.html") && first.contains("page/2/index.html") && !first.contains("\"a/index.html\""),
        "{first}"
    );
    assert!(site.read("output/tin/page/2/index.html").contains("../../a/index.html"));
}

#[test]
fn rules_set_levels() {
    let page = "---\ntitle: A\n---\n![](a.png)\n";
    let with = |rules: &str| {
        let site = site(&[("content/tin/a.md", page)]);
        site.write("content/tin/a.png", png(30, 20));
        site.write("site.yaml", format!("title: T\nbase_url: https://t.example\n{rules}"));
        let run = site.run(&["check", "--format", "short"]);
        (run.code, run.err.lines().next().unwrap_or_default().split(": ").nth(1).unwrap_or_default().to_owned())
    };
    assert_eq!(with(""), (0, "warning[missing-alt]".to_owned()));
    assert_eq!(with("rules: {missing-alt: error}\n"), (1, "error[missing-alt]".to_owned()));
    assert_eq!(with("rules: {missing-alt: {level: off, reason: ảnh trang trí}}\n"), (0, String::new()));
}

#[test]
fn all_findings_come_in_one_run_sorted() {
    let site = site(&[
        ("content/tin/a.md", "---\ntitle: A\nlastmod: 2024\n---\n[x](khong.md) ![y](z.png)\n"),
        (
            "content/b.yaml",
            "title: B\ndimensions: {year: {type: year}}\nmeasures: {n: {type: integer}}\nobservations:\n  - {year: 2023, n: 1.298}\n  - {year: 2023, n: \"12\"}\n",
        ),
        ("content/c.md", "không có phần đầu"),
        ("templates/page.html", "{{ page.title "),
    ]);
    let run = site.run(&["build", "--format", "short"]);
    let places: Vec<String> = run
        .err
        .lines()
        .filter_map(|line| line.split(": ").take(2).map(str::to_owned).reduce(|a, b| format!("{a} {b}")))
        .collect();
    assert_eq!(run.code, 1);
    assert_eq!(
        places,
        [
            "content/b.yaml:5:21 error[suspicious-number]",
            "content/b.yaml:6:5 error[duplicate-observation]",
            "content/b.yaml:6:21 error[wrong-type]",
            "content/c.md:1:1 error[markdown-front-matter]",
            "content/tin/a.md:3:1 error[unknown-key]",
            "content/tin/a.md:5:5 error[broken-link]",
            "content/tin/a.md:5:20 error[missing-asset]",
            "templates/page.html:1:9 error[template]",
        ]
    );
    assert!(!site.output().exists());
}

#[test]
fn authors_html_is_cleaned_escaped_or_let_through() {
    let body = "---\ntitle: A\n---\nMột <b onclick=\"x()\">đậm</b> <script>alert(1)</script>\n\n<p style=\"color:red\"><a href=\"javascript:alert(1)\">x</a> <a href=\"../_index.md\">nhà</a></p>\n";
    let built = |setting: &str| {
        let site = site(&[("content/tin/a.md", body)]);
        site.write(
            "site.yaml",
            format!("title: T\nbase_url: https://t.example\nrules: {{broken-link: off}}\n{setting}"),
        );
        site.build();
        site.read("output/tin/a/index.html")
    };
    let cleaned = built("");
    assert!(cleaned.contains("<b>đậm</b>") && cleaned.contains("href=\"../../index.html\""), "{cleaned}");
    for bad in ["onclick", "<script>", "javascript:", "style=\"color"] {
        assert!(!cleaned.contains(bad), "{bad} in {cleaned}");
    }
    let escaped = built("raw_html: escape\n");
    assert!(escaped.contains("&lt;script&gt;") && !escaped.contains("<b onclick"), "{escaped}");
    assert!(built("raw_html: allow\n").contains("<script>alert(1)</script>"));
}
