//! Nothing that authors write runs in a reader's browser: a list of texts that would, at every place that a text may
//! stand, built and loaded in Chromium without any policy; nothing runs, and nothing stands in a page that could.
//!
//! Needs Chromium, as tests/browser.rs does; where there is none the tests say so and pass.

mod support;

use std::path::Path;

use serde_json::Value;
use support::browser::{Scheme, browser, dump};
use support::pictures::png;
use support::{Site, Tree};

/// One a line; `⏎` stands for the end of a line.
const PAYLOADS: &str = include_str!("scripts/payloads.txt");

/// What such a text does where it runs.
const HIT: &str = "top.hits=1";

/// What is wrong with links and pictures is found (tests/invalid); here it may not keep the site from being built.
const RULES: &str = "rules: {broken-link: off, broken-anchor: off, missing-asset: off, missing-alt: off, duplicate-route: off, \
                     duplicate-id: off, unbound-number: off}\n";

#[test]
fn nothing_runs_where_html_is_cleaned() {
    check("");
}

#[test]
fn nothing_runs_where_html_is_escaped() {
    check("raw_html: escape\n");
}

#[test]
fn what_runs_is_found() {
    let Some(browser) = browser() else { return };
    let site = Site::of(&[("site.yaml", "")]);
    let head = "<!doctype html><meta charset=utf-8>";
    site.write("output/a.html", format!("{head}<img src=x onerror={HIT}>"));
    site.write("output/b.html", format!("{head}<a href='java\nscript:{HIT}'>a</a><script>{HIT}</script>"));
    let found = look(&browser, &site, &["output/a.html".to_owned(), "output/b.html".to_owned()]);
    let found = found["findings"].to_string();
    for expected in
        ["a.html: something ran", "a.html: handles", "b.html: leads to", "b.html: runs", "b.html: something ran"]
    {
        assert!(found.contains(expected), "{expected} in {found}");
    }
}

#[test]
fn addresses_that_run_code_are_findings() {
    let config = "title: Trang\nbase_url: https://a.example\nlicense: {title: CC, url: \"javascript:alert(1)\"}\n\
                  source: [{title: Nguồn, url: \" JaVaScRiPt:alert(1)\"}]\n\
                  menu: [{title: Tin, url: \"java\\tscript:alert(1)\"}, {title: Tin, url: \"data:text/html,x\"}]\n";
    let site = Site::of(&[("site.yaml", config)]);
    let run = site.run(&["check", "--format", "json"]);
    let places = run.places();
    let wrong: Vec<&String> = places.iter().filter(|place| place.ends_with("error[broken-link]")).collect();
    assert_eq!(wrong.len(), 4, "{places:?}");
}

#[track_caller]
fn check(config: &str) {
    let Some(browser) = browser() else { return };
    let site = site(config);
    let tree = site.build();
    well_formed(&tree);
    let mut pages: Vec<String> = Vec::new();
    for path in tree.keys().filter(|path| path.ends_with(".html")) {
        pages.push(format!("output/{}", path.replace('%', "%25").replace('#', "%23").replace('?', "%3F")));
    }
    for (path, bytes) in tree.iter().filter(|(path, _)| path.ends_with(".fragment.txt")) {
        // What is pasted elsewhere has a style of its own.
        let html = String::from_utf8_lossy(bytes).replace(" style=", " data-style=");
        site.write(&format!("pasted/{}.html", path.replace('/', "-")), format!("<meta charset=utf-8>{html}"));
        pages.push(format!("pasted/{}.html", path.replace('/', "-")));
    }
    for query in
        ["vàng", "thử", "script", "onerror", "<img src=x onerror=top.hits=1>", "\"><script>top.hits=1</script>"]
    {
        let query = query.bytes().map(|byte| format!("%{byte:02X}")).collect::<Vec<_>>().concat();
        pages.push(format!("output/tim-kiem/index.html?q={query}"));
    }
    let count = pages.len();
    let found = look(&browser, &site, &pages);
    assert_eq!(found["findings"], Value::from(Vec::<String>::new()), "{found:#}");
    assert_eq!(found["looked"], count);
}

/// A site with every payload at every place.
fn site(config: &str) -> Site {
    let payloads: Vec<String> = PAYLOADS.lines().map(|line| line.replace("HIT", HIT).replace('⏎', "\n")).collect();
    assert!(payloads.len() > 60, "{}", payloads.len());
    let quoted = |text: &str| serde_json::to_string(text).expect("a text");
    let first = |count: usize, of: &dyn Fn(&String) -> String| {
        payloads.iter().take(count).map(of).collect::<Vec<_>>().join(", ")
    };
    let one = |at: usize| quoted(&payloads[at % payloads.len()]);
    let config = format!(
        "title: {}\nbase_url: https://thu.example\ndescription: {}\npublisher: {{name: {}, address: {}, phone: {}, email: {}, \
         responsible: {}}}\nlicense: {{title: {}, url: https://a.example/}}\nmenu: [{{title: {}, url: /tin/_index.md}}]\n\
         charts: {{download: [csv, xlsx, json, svg, fragment]}}\n{RULES}{config}",
        one(4),
        one(9),
        one(4),
        one(12),
        one(19),
        one(20),
        one(10),
        one(18),
        one(0),
    );
    let mut files = vec![
        ("site.yaml".to_owned(), config),
        ("content/_index.md".to_owned(), format!("---\ntitle: {}\n---\n", one(5))),
        ("content/tin/_index.md".to_owned(), format!("---\ntitle: {}\n---\n", one(8))),
        ("content/viec.yaml".to_owned(), dataset(&payloads)),
        ("content/cot.csv".to_owned(), csv(&payloads)),
        (
            "content/cot.yaml".to_owned(),
            "title: Cột\ndimensions: {c: {label: C}}\nmeasures: {m: {label: M}}\nobservations: cot.csv\n".to_owned(),
        ),
        ("content/tin/'\"><img src=x onerror=top.hits=1>.pdf".to_owned(), "tệp".to_owned()),
        (
            "content/tin/'\"><img src=x onerror=top.hits=1>.md".to_owned(),
            "---\ntitle: Tên\nslug: ten\n---\n[](cot.yaml)\n".to_owned(),
        ),
    ];
    for (number, payload) in payloads.iter().enumerate() {
        let text = quoted(payload);
        let tags = if number % 9 == 0 {
            format!("[{}]", quoted(&format!("t{number} {payload}").replace('/', " ")))
        } else {
            "[]".to_owned()
        };
        let page = format!(
            "---\ntitle: {text}\ndate: 2001-05-13\nsummary: {text}\nauthor: {text}\nsource: {text}\ntags: {tags}\n\
             image: {{src: a.png, alt: {text}, caption: {text}, credit: {text}}}\n\
             attachments: [{{src: a.png, title: {text}}}]\ncorrections: [{{date: 2001-05-14, text: {text}}}]\n\
             extra: {{a: {text}}}\n---\n\nThử {payload}\n\n> {payload}\n\n- {payload}\n\n![{payload}](a.png)\n\n\
             ```{{callout}}\ntitle: {text}\n---\n{payload}\n```\n\n```{{quote}}\nauthor: {text}\nsource: {text}\nhref: {text}\n---\na\n```\n\n\
             ```{{video}}\nsrc: {text}\ntitle: {text}\n```\n\n```{payload}\na\n```\n"
        );
        files.push((format!("content/tin/{number}/index.md"), page));
    }
    let charts = ["column", "bar", "stacked_column", "line", "dot"].map(|mark| {
        format!(
            "```chart\ndata: viec\ntype: {mark}\nx: year\ny: r\nseries: c\nwhere: {{c: [{}]}}\ntitle: {}\nsubtitle: {}\nnote: {}\nsource: {}\n\
             alt: {}\nannotations: [{{x: 2001, text: {}}}]\n```\n",
            (1..=6).map(|at| format!("c{at}")).collect::<Vec<_>>().join(", "), one(4), one(10), one(12), one(18), one(19), one(21),
        )
    });
    files.push((
        "content/tin/hinh.md".to_owned(),
        format!("---\ntitle: Hình\n---\n{}\n{}", charts.join("\n"), first(3, &|text| text.clone())),
    ));
    let site = Site::of(&files);
    for number in 0..payloads.len() {
        site.write(&format!("content/tin/{number}/a.png"), png(4, 4));
    }
    site
}

fn dataset(payloads: &[String]) -> String {
    let quoted = |text: &str| serde_json::to_string(text).expect("a text");
    let one = |at: usize| quoted(&payloads[at % payloads.len()]);
    let values: Vec<String> =
        payloads.iter().enumerate().map(|(at, text)| format!("c{at}: {}", quoted(text))).collect();
    let rows: Vec<String> = payloads
        .iter()
        .enumerate()
        .map(|(at, text)| format!("  - {{year: 2001, c: c{at}, r: {at}, note: {}}}\n", quoted(text)))
        .collect();
    format!(
        "title: {}\ndescription: {}\nunit: {}\nsource: [{{title: {}, url: https://a.example/}}]\nlicense: {{title: {}}}\nnotes: [{}, {}]\n\
         dimensions:\n  year: {{type: year, label: {}}}\n  c: {{label: {}, values: {{{}}}}}\n\
         measures:\n  r: {{label: {}, note: {}}}\nobservations:\n{}",
        one(0),
        one(4),
        one(12),
        one(9),
        one(18),
        one(21),
        one(29),
        one(10),
        one(11),
        values.join(", "),
        one(13),
        one(19),
        rows.concat(),
    )
}

fn csv(payloads: &[String]) -> String {
    let rows: Vec<String> =
        payloads.iter().enumerate().map(|(at, text)| format!("\"{}\",{at}\n", text.replace('"', "\"\""))).collect();
    format!("c,m\n{}", rows.concat())
}

/// Feeds, maps and pictures are XML in which nothing runs.
fn well_formed(tree: &Tree) {
    let is_xml = |path: &str| path.ends_with(".xml") || path.ends_with(".svg");
    for (path, bytes) in tree.iter().filter(|(path, _)| is_xml(path)) {
        let text = std::str::from_utf8(bytes).expect("XML is UTF-8");
        let document = roxmltree::Document::parse(text).unwrap_or_else(|error| panic!("{path}: {error}"));
        for node in document.descendants().filter(roxmltree::Node::is_element) {
            assert!(node.tag_name().name() != "script", "{path}");
            let handles = node.attributes().any(|attribute| attribute.name().starts_with("on"));
            assert!(!handles, "{path}");
        }
    }
}

fn look(browser: &Path, site: &Site, pages: &[String]) -> Value {
    let pages = serde_json::to_string(pages).expect("texts").replace('<', "\\u003c");
    site.write("look.js", include_str!("scripts/look.js"));
    let data = format!("<script type=\"application/json\" id=\"pages\">{pages}</script>");
    let head = "<!doctype html><meta charset=\"utf-8\"><script src=\"look.js\"></script>";
    site.write("look.html", format!("{head}<body>{data}"));
    let dumped = dump(browser, &site.root().join("look.html"), Scheme::Light);
    let json = dumped.split_once("<pre id=\"findings\">").and_then(|(_, rest)| Some(rest.split_once("</pre>")?.0));
    let json = json.unwrap_or_else(|| panic!("nothing was looked at: {dumped}"));
    let json = json.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    serde_json::from_str(&json).unwrap_or_else(|error| panic!("{error}: {json}"))
}
