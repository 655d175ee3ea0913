//! What theme.yaml and `charts.palette` set: a style sheet of custom properties behind the theme's own.

mod support;

use support::{Site, Tree};

fn site(config: &str, theme: &str) -> Site {
    Site::of(&[
        ("site.yaml", format!("title: Thử\nbase_url: https://thu.example\ntheme: rieng\n{config}").as_str()),
        ("content/_index.md", "---\ntitle: Trang chủ\n---\n"),
        ("content/tin/bai.md", "---\ntitle: Bài\n---\n"),
        ("themes/rieng/theme.yaml", theme),
    ])
}

/// The path and the text of the style sheet that the theme's values make.
fn look(tree: &Tree) -> Option<(&str, &str)> {
    let mut own = tree.iter().filter(|(path, _)| path.starts_with("_baocao/theme."));
    let found = own.next().map(|(path, bytes)| (path.as_str(), std::str::from_utf8(bytes).expect("UTF-8")));
    assert!(own.next().is_none(), "one at most");
    found
}

#[test]
fn every_page_links_the_theme_s_values_behind_the_style_sheet() {
    let theme = "title: Riêng\npalette: [\"#00567A\"]\nfonts: {heading: 'Noto Serif, serif'}\nsizes: {text: 20}\n";
    let tree = site("", theme).build();
    let (path, css) = look(&tree).expect("the palette differs");
    let blocks =
        ["--bc-1: #00567a;", "--font-heading: \"Noto Serif\", serif;", "--base: 1.25rem;", "--bc-1: CanvasText;"];
    for block in blocks {
        assert!(css.contains(block), "{block} in {css}");
    }
    for page in ["index.html", "tin/bai/index.html", "404.html"] {
        let sheets: Vec<String> = support::html::tags(std::str::from_utf8(&tree[page]).expect("UTF-8"))
            .into_iter()
            .filter(|tag| tag.get("rel") == Some("stylesheet"))
            .filter_map(|tag| Some(tag.get("href")?.rsplit('/').next()?.to_owned()))
            .collect();
        let own = path.rsplit('/').next().unwrap_or_default();
        assert!(sheets[0].starts_with("site.") && sheets.last().is_some_and(|last| last == own), "{page}: {sheets:?}");
    }
    assert!(!css.contains("--bc-2:"), "what follows is the default: {css}");
}

#[test]
fn the_site_s_palette_stands_over_the_theme_s() {
    let tree = site("charts: {palette: ['#00567A']}\n", "palette: ['#5A3B8C']\n").build();
    let (_, css) = look(&tree).expect("the palette differs");
    assert!(css.contains("--bc-1: #00567a;") && !css.contains("#5a3b8c"), "{css}");
}

#[test]
fn a_theme_without_values_adds_no_style_sheet() {
    assert_eq!(look(&site("", "title: Riêng\n").build()), None);
    assert_eq!(look(&site("", "palette: ['#12436D', '#F46A25']\n").build()), None);
}

/// A site that names no theme, with one file more.
fn with_one_file(path: &str, text: &str) -> Tree {
    let site = Site::of(&[
        ("site.yaml", "title: Thử\nbase_url: https://thu.example\n"),
        ("content/_index.md", "---\ntitle: Trang chủ\n---\n"),
        ("content/tin/bai.md", "---\ntitle: Bài\n---\nThân.\n"),
        (path, text),
    ]);
    site.build()
}

#[test]
fn one_colour_takes_one_file() {
    let tree = with_one_file("themes/portal/theme.yaml", "colors: {accent: \"#00567A\"}\n");
    let (_, css) = look(&tree).expect("the accent differs");
    let light = "@media screen {\n  :root {\n    --accent: #00567a;\n  }\n}\n";
    assert!(css.starts_with(light) && css.matches("--accent").count() == 2, "{css}");
    assert!(!css.contains("--paper"), "all else stays: {css}");
}

#[test]
fn one_template_takes_one_file() {
    for path in ["templates/page.html", "themes/portal/templates/page.html"] {
        let tree = with_one_file(path, "<p>của tôi: {{ page.title }}</p>");
        assert_eq!(String::from_utf8_lossy(&tree["tin/bai/index.html"]), "<p>của tôi: Bài</p>", "{path}");
        assert!(tree.contains_key("so-do-trang/index.html"), "all others are the theme's");
    }
    let one_block =
        "{% extends \"portal/page.html\" %}{% block content %}{{ super() }}<p>thêm</p>{% endblock content %}";
    let tree = with_one_file("templates/page.html", one_block);
    let html = String::from_utf8_lossy(&tree["tin/bai/index.html"]).into_owned();
    assert!(html.contains("<p>Thân.</p>\n<p>thêm</p>") && html.contains("<footer"), "{html}");
}

#[test]
fn one_word_and_one_style_sheet_take_one_file() {
    let tree = with_one_file("themes/portal/i18n/vi.yaml", "home: Nhà\n");
    let html = String::from_utf8_lossy(&tree["404.html"]).into_owned();
    assert!(html.contains(">nhà</a>") && html.contains(">Sơ đồ trang</a>"), "{html}");
    let tree = with_one_file("themes/portal/static/site.css", "body { color: black }");
    let sheet = tree.iter().find(|(path, _)| path.starts_with("_baocao/site.")).expect("it is there");
    assert_eq!(sheet.1, b"body{color:black}");
}
