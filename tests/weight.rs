//! What a reader on a slow line waits for: the example's article, its weight and its requests.

mod support;

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use support::Site;
use support::html::tags;
use support::links::resolve;

const ARTICLE: &str = "tin-tuc/thiet-thuc-va-hieu-qua/index.html";

/// All that the page needs but its photos, as a server sends it (compressed), and as it lies on disk.
const MOST_SENT: usize = 20_000;
const MOST_ON_DISK: usize = 60 * 1024;

/// Before it can be read: the page and its style sheets; scripts wait (`defer`), pictures below come later.
const MOST_REQUESTS: usize = 3;

#[test]
fn an_article_is_light() {
    let tree = Site::example().build();
    let page = std::str::from_utf8(&tree[ARTICLE]).expect("pages are UTF-8");
    let (mut needed, mut before) = (vec![ARTICLE.to_owned()], 1);
    for tag in tags(page) {
        let address = match (tag.name.as_str(), tag.get("rel")) {
            ("link", Some("stylesheet")) => {
                before += 1;
                tag.get("href")
            }
            ("link", Some("icon")) => tag.get("href"),
            ("script", _) if tag.get("src").is_some() => {
                assert!(tag.get("defer").is_some(), "{tag:?}");
                tag.get("src")
            }
            _ => None,
        };
        needed.extend(address.map(|address| resolve(ARTICLE, ARTICLE, address).path));
    }
    let on_disk: usize = needed.iter().map(|path| tree[path].len()).sum();
    let sent: usize = needed.iter().map(|path| compressed(&tree[path])).sum();
    assert!(sent <= MOST_SENT && on_disk <= MOST_ON_DISK, "{sent} sent, {on_disk} on disk: {needed:?}");
    assert!(before <= MOST_REQUESTS, "{before} requests: {needed:?}");
}

fn compressed(bytes: &[u8]) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(bytes).expect("memory takes everything");
    encoder.finish().expect("memory takes everything").len()
}

/// Whether an article with this text links the style sheet of what few articles have.
fn links_more(text: &str) -> bool {
    let site = Site::of(&[
        ("site.yaml", "title: Báo cáo\nbase_url: https://bao-cao.example\n"),
        ("content/bai.md", &format!("---\ntitle: Bài\n---\n\n{text}\n")),
    ]);
    let tree = site.build();
    let page = std::str::from_utf8(&tree["bai/index.html"]).expect("pages are UTF-8").to_owned();
    let names = |href: &str| href.contains("/more.");
    let sheets = tags(&page).into_iter().filter(|tag| tag.get("rel") == Some("stylesheet"));
    sheets.filter_map(|tag| tag.get("href").map(names)).any(|is_more| is_more)
}

#[test]
fn an_article_takes_the_second_style_sheet_only_where_it_needs_it() {
    assert!(!links_more("Một đoạn.\n\n- một\n- hai\n\n| a | b |\n| - | - |\n| 1 | 2 |"));
    assert!(links_more("Một đoạn[^1].\n\n[^1]: Chú thích."));
    assert!(links_more("```{callout}\n---\nNhắc.\n```"));
}
