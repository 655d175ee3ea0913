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
        assert!(sheets.len() == 2 && sheets[0].starts_with("site.") && sheets[1] == own, "{page}: {sheets:?}");
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
