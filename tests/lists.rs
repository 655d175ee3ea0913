//! What no file of content/ writes: tags, the archive, the map of the site, feeds, and what search engines are told.

mod support;

use std::fmt::Write;

use support::Site;

/// Three articles in two years, two sections and two languages.
fn site() -> Site {
    let article = |title: &str, date: &str, tags: &str| {
        format!(
            "---\ntitle: {title}\ndate: {date}\ntags: [{tags}]\nsummary: Lời dẫn & nội dung.\nauthor: BBT\n---\n\nBài.\n"
        )
    };
    Site::of(&[
        (
            "site.yaml",
            "title: Báo cáo\nbase_url: https://a.example/b\nlanguages: [vi, en]\npublisher: {name: Ban biên tập}\n"
                .to_owned(),
        ),
        ("content/_index.md", "---\ntitle: Báo cáo\n---\n".to_owned()),
        ("content/_index.en.md", "---\ntitle: Report\n---\n".to_owned()),
        ("content/gioi-thieu.md", "---\ntitle: Giới thiệu\n---\n".to_owned()),
        ("content/tin/_index.md", "---\ntitle: Tin\n---\n".to_owned()),
        ("content/tin/co-so/_index.md", "---\ntitle: Cơ sở\n---\n".to_owned()),
        ("content/tin/mot.md", article("Một", "2023-12-31 23:30", "Nêu gương, số liệu")),
        ("content/tin/hai.md", article("Hai", "2024-05-13 14:08", "Nêu gương")),
        ("content/tin/hai.en.md", article("Two", "2024-05-13 14:08", "good example")),
        ("content/tin/co-so/ba.md", article("Ba", "2024-05-14", "số liệu, Nêu gương")),
    ])
}

#[test]
fn every_list_leads_to_its_articles() {
    let site = site();
    site.build();
    let read = |path: &str| site.read(&format!("output/{path}"));
    let tag = read("tags/neu-guong/index.html");
    let order: Vec<usize> =
        ["Ba", "Hai", "Một"].iter().filter_map(|title| tag.find(&format!(">{title}</a>"))).collect();
    assert!(order.len() == 3 && order.is_sorted(), "{order:?}");
    assert!(!tag.contains("Two"));
    assert!(
        read("tags/index.html")
            .contains("<a href=\"neu-guong/index.html\">Nêu gương</a> <span class=\"item-facts\">(3 bài)")
    );
    assert!(read("en/tags/good-example/index.html").contains("Two"));
    let year = read("luu-tru/2024/index.html");
    assert!(year.contains("Tháng 5/2024") && year.contains(">Ba</a>") && !year.contains(">Một</a>"));
    // 23:30 on the last day of the year, where the site is.
    assert!(read("luu-tru/2023/12/index.html").contains(">Một</a>"));
    assert!(read("en/archive/2024/05/index.html").contains("May 2024"));
    let map = read("so-do-trang/index.html");
    for title in ["Giới thiệu", "Tin", "Cơ sở", "2024", "Nêu gương"] {
        assert!(map.contains(&format!(">{title}</a>")), "{title}");
    }
}

#[test]
fn feeds_hold_the_newest_articles() {
    let site = site();
    site.build();
    let feed = |path: &str| {
        let text = site.read(&format!("output/{path}"));
        let document = roxmltree::Document::parse(&text).expect("XML");
        let texts = |name: &str| -> Vec<String> {
            let named = document.descendants().filter(|node| node.has_tag_name(("http://www.w3.org/2005/Atom", name)));
            named.map(|node| node.text().unwrap_or_default().to_owned()).collect()
        };
        (texts("title"), texts("id"), texts("updated"), texts("summary"))
    };
    let (titles, ids, updated, summaries) = feed("atom.xml");
    assert_eq!(titles, ["Báo cáo", "Ba", "Hai", "Một"]);
    assert_eq!(ids[..2], ["https://a.example/b/", "https://a.example/b/tin/co-so/ba/"]);
    assert_eq!(updated[..2], ["2024-05-14T00:00:00+07:00", "2024-05-14T00:00:00+07:00"]);
    assert_eq!(summaries[0], "Lời dẫn & nội dung.");
    assert_eq!(feed("tin/co-so/atom.xml").0, ["Cơ sở – Báo cáo", "Ba"]);
    assert_eq!(feed("tin/atom.xml").0.len(), 4, "a section's feed has those below it");
    assert_eq!(feed("tags/so-lieu/atom.xml").0, ["số liệu – Báo cáo", "Ba", "Một"]);
    assert_eq!(feed("en/atom.xml").0, ["Báo cáo", "Two"]);
    assert!(
        site.read("output/tin/hai/index.html")
            .contains("type=\"application/atom+xml\" title=\"Báo cáo\" href=\"../../atom.xml\"")
    );
}

#[test]
fn languages_know_each_other() {
    let site = site();
    site.build();
    let html = site.read("output/tin/hai/index.html");
    for expected in [
        "<link rel=\"alternate\" hreflang=\"vi\" href=\"https://a.example/b/tin/hai/\">",
        "<link rel=\"alternate\" hreflang=\"en\" href=\"https://a.example/b/en/tin/hai/\">",
        "<a href=\"../../en/tin/hai/index.html\" lang=\"en\" hreflang=\"en\">English</a>",
    ] {
        assert!(html.contains(expected), "{expected}");
    }
    assert!(site.read("output/en/tin/hai/index.html").contains(">Tiếng Việt</a>"));
    assert!(!site.read("output/tin/mot/index.html").contains("hreflang"));
}

#[test]
fn search_engines_are_told_what_a_page_is() {
    let site = site();
    site.build();
    let block = |path: &str| -> serde_json::Value {
        let html = site.read(&format!("output/{path}"));
        let (_, rest) = html.split_once("<script type=\"application/ld+json\">").expect(path);
        serde_json::from_str(rest.split_once("</script>").expect("it ends").0).expect("JSON")
    };
    let article = block("tin/hai/index.html");
    assert_eq!(article[0]["@type"], "NewsArticle");
    assert_eq!(article[0]["headline"], "Hai");
    assert_eq!(article[0]["datePublished"], "2024-05-13T14:08:00+07:00");
    assert_eq!(article[0]["articleSection"], "Tin");
    assert_eq!(article[0]["publisher"]["name"], "Ban biên tập");
    let trail: Vec<&str> = article[1]["itemListElement"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|item| item["item"].as_str())
        .collect();
    assert_eq!(trail, ["https://a.example/b/", "https://a.example/b/tin/", "https://a.example/b/tin/hai/"]);
    assert_eq!(block("tags/neu-guong/index.html")["@type"], "BreadcrumbList");
}

#[test]
fn a_long_tag_has_several_pages_and_a_page_of_the_author_stays() {
    let mut files = vec![
        ("site.yaml".to_owned(), "title: x\nbase_url: https://a.example\n".to_owned()),
        ("content/so-do-trang.md".to_owned(), "---\ntitle: Sơ đồ của tôi\n---\n".to_owned()),
    ];
    for number in 0..101 {
        let mut text = String::new();
        let _ = write!(text, "---\ntitle: Bài {number}\ndate: 2024-01-01\ntags: [chung]\n---\n");
        files.push((format!("content/b{number}.md"), text));
    }
    let site = Site::of(&files);
    let tree = site.build();
    assert!(tree.contains_key("tags/chung/page/3/index.html") && !tree.contains_key("tags/chung/page/4/index.html"));
    assert!(site.read("output/so-do-trang/index.html").contains("Sơ đồ của tôi"));
    let map = site.read("output/sitemap.xml");
    assert!(map.contains("<loc>https://a.example/tags/chung/page/2/</loc>"));
    assert_eq!(map.matches("<loc>https://a.example/so-do-trang/</loc>").count(), 1);
}
