//! `baocao serve` as a browser meets it: the built pages, edits that show at once, errors on top of the last good page.

#![allow(clippy::disallowed_methods, reason = "tests make and read files themselves")]

mod support;

use std::fs;
use std::net::TcpListener;

use baocao::pipeline::{self, Renewed, Request};
use serde_json::Value;
use support::serve::{Server, without_script};
use support::sites::{CONFIG, DATASET, varied};
use support::{Site, tree};

const PAGE: &str = "/tin/bai/index.html";

fn article(text: &str) -> String {
    format!("---\ntitle: Bài\ndate: 2001-05-13\n---\n\n{text}\n")
}

/// A home page, a section, an article and a dataset.
fn small() -> Site {
    Site::of(&[
        ("site.yaml", CONFIG.to_owned()),
        ("content/_index.md", "---\ntitle: Trang đầu\n---\n".to_owned()),
        ("content/tin/_index.md", "---\ntitle: Tin\n---\n".to_owned()),
        ("content/tin/bai.md", article("Một.")),
        ("content/so/viec.yaml", DATASET.to_owned()),
    ])
}

#[test]
fn every_file_of_a_build_is_served_as_it_was_built() {
    for site in [Site::example(), Site::of(&varied())] {
        let built = site.run(&["build", "--drafts"]);
        assert_eq!(built.code, 0, "{}", built.err);
        let built = tree(&site.output());
        let server = Server::start(&site, &[]);
        for (path, bytes) in built.iter().filter(|(path, _)| *path != ".baocao-manifest.json") {
            let answer = server.get(&address(path));
            assert_eq!(answer.status, 200, "{path}");
            let body = if path.ends_with(".html") && site.root().join("content").join(path).is_file() {
                answer.body
            } else if path.ends_with(".html") {
                assert_eq!(answer.text().matches("/_baocao/serve/live.js").count(), 1, "{path}");
                without_script(&answer.text()).into_bytes()
            } else {
                answer.body
            };
            assert!(body == *bytes, "{path} differs from the built one");
        }
        assert_eq!(tree(&site.output()), built, "nothing is written into output/");
    }
}

#[test]
fn an_edit_shows_at_once() {
    let site = small();
    let server = Server::start(&site, &[]);
    let (seen, mut page) = (server.get(PAGE).seen(), server.events(PAGE));
    let mut home = server.events("/index.html");
    let before = home.next().expect("the first event")["seen"].clone();
    assert_eq!(page.next().expect("the first event")["seen"], *seen);
    site.write("content/tin/bai.md", article("Hai."));
    let seen = page.until_other(&seen)["seen"].as_str().expect("a word").to_owned();
    assert!(server.page(PAGE).contains("<p>Hai.</p>"));
    // As editors save: beside the file, then in its place.
    site.write("content/tin/bai.md.tmp", article("Ba."));
    fs::rename(site.root().join("content/tin/bai.md.tmp"), site.root().join("content/tin/bai.md")).expect("renamed");
    let seen = page.until_other(&seen)["seen"].as_str().expect("a word").to_owned();
    assert!(server.page(PAGE).contains("<p>Ba.</p>"));
    // A title shows where the page is listed.
    site.write("content/tin/bai.md", article("Ba.").replace("title: Bài", "title: Tên mới"));
    page.until_other(&seen);
    home.until_other(before.as_str().expect("a word"));
    assert!(server.page("/index.html").contains("Tên mới"));
    // Data shows where it is drawn.
    site.write("content/so/viec.yaml", DATASET.replace("1101", "1102"));
    let mut data = server.events("/so/viec/index.html");
    data.until("the data is new", |_| server.page("/so/viec/index.html").contains("1.102"));
    assert!(server.get("/so/viec/viec.csv").text().contains("1102"));
}

#[test]
fn what_a_page_states_is_stated_everywhere_at_once() {
    let site = small();
    let server = Server::start(&site, &[]);
    let (seen, mut page) = (server.get(PAGE).seen(), server.events(PAGE));
    site.write("content/tin/bai.md", article("Có 1.843 việc."));
    page.until_other(&seen);
    // No list and no link tells of such an edit: the site is not opened anew for it.
    let built = Site::of(&[
        ("site.yaml", CONFIG.to_owned()),
        ("content/_index.md", site.read("content/_index.md")),
        ("content/tin/_index.md", site.read("content/tin/_index.md")),
        ("content/tin/bai.md", site.read("content/tin/bai.md")),
        ("content/so/viec.yaml", DATASET.to_owned()),
    ]);
    built.build();
    for (path, bytes) in tree(&built.output()).iter().filter(|(path, _)| *path != ".baocao-manifest.json") {
        let body = server.get(&address(path)).body;
        let body =
            if path.ends_with(".html") { without_script(&String::from_utf8_lossy(&body)).into_bytes() } else { body };
        assert!(body == *bytes, "{path} differs from the built one");
    }
}

#[test]
fn only_an_edit_that_nothing_else_shows_is_taken_in_alone() {
    let check = |before: &str, after: &str, expected: Renewed| {
        let site = small();
        site.write("content/tin/bai.md", before);
        let mut opened =
            pipeline::open(&Request { root: site.root().to_owned(), ..Request::default() }).expect("opened");
        site.write("content/tin/bai.md", after);
        let path = site.root().join("content/tin/bai.md");
        assert_eq!(opened.renew(site.root(), &path).expect("it is there"), expected, "{before} -> {after}");
    };
    check(&article("Một."), &article("Hai."), Renewed::Alone);
    check(&article("Có 1.843 việc."), &article("Có 1.844 việc."), Renewed::Alone);
    check(&article("Một."), &article("Một.").replace("title: Bài", "title: Khác"), Renewed::Page);
    check(&article("## Mục"), &article("## Khác"), Renewed::Page);
    check(&article("Một."), &article("[1.101](/so/viec.yaml?year=2001&level=xa#completed)"), Renewed::Page);
    // What an allowance is for may be found by looking at the whole site.
    let allows = |text: &str| article(text).replace("---\n\n", "allow: [{code: unbound-number, reason: thử}]\n---\n\n");
    check(&allows("Có 1.843 việc."), &allows("Có 1.844 việc."), Renewed::Page);
}

#[test]
fn a_style_shows_without_loading_the_page_again() {
    let site = Site::example();
    let server = Server::start(&site, &[]);
    let mut page = server.events("/index.html");
    let first = page.next().expect("the first event");
    let style = "themes/portal/static/site.css";
    site.write(style, site.read(style) + "\nmain { color: red; }\n");
    let news = page.until("styles are others", |event| event["styles"] != first["styles"]);
    assert_eq!(news["seen"], first["seen"]);
    let styles: Vec<&str> = news["styles"].as_array().expect("a list").iter().filter_map(Value::as_str).collect();
    let own = styles.iter().find(|style| style.contains("/site.")).expect("it is one of them");
    let sheet = server.get(&format!("/{own}"));
    assert!(sheet.text().ends_with("main{color:red}"));
    assert!(server.page("/index.html").contains(own));
    // A template is no style.
    let template = "themes/portal/templates/page.html";
    site.write(template, site.read(template).replacen("</article>", "</article><hr id=\"moi\">", 1));
    page.until("the template is read", |_| true);
}

#[test]
fn errors_stand_on_top_of_the_last_good_page() {
    let site = small();
    let server = Server::start(&site, &["--lang", "vi"]);
    let mut page = server.events(PAGE);
    page.until_codes(&[]);
    let good = server.page(PAGE);
    let mend = |page: &mut support::serve::Events| {
        site.write("content/tin/bai.md", article("Một."));
        page.until_codes(&[]);
        assert_eq!(server.page(PAGE), good);
    };
    for (code, text) in [
        ("broken-link", article("Hai [x](/khong-co.md).")),
        ("yaml-syntax", "---\ntitle: [Bài\n---\n\nHai.\n".to_owned()),
        ("markdown-front-matter", "Hai.\n".to_owned()),
        ("unknown-dataset", article("```chart\ndata: la\ntype: bar\nx: year\ny: registered\ntitle: Hai\n```")),
    ] {
        site.write("content/tin/bai.md", text);
        let news = page.until_codes(&[code]);
        let finding = &news["findings"][0];
        assert_eq!(finding["path"], "content/tin/bai.md");
        assert!(finding["line"].as_u64() > Some(0) && finding["message"].is_string());
        assert_eq!(news["words"]["title"], "Có 1 lỗi trong tệp của trang");
        assert_eq!(server.page(PAGE), good, "{code}");
        // When the whole site has been looked at, it is still so, and the terminal knows.
        while !server.told().contains(code) {}
        assert_eq!(server.page(PAGE), good, "{code}");
        mend(&mut page);
    }
    // Another page goes on while this one is wrong.
    site.write("content/tin/bai.md", article("[x](/khong-co.md)"));
    page.until_codes(&["broken-link"]);
    let (mut home, seen) = (server.events("/index.html"), server.get("/index.html").seen());
    site.write("content/_index.md", "---\ntitle: Trang đầu\n---\n\nMới.\n");
    home.until_other(&seen);
    assert!(server.page("/index.html").contains("<p>Mới.</p>"));
    mend(&mut page);
}

#[test]
fn advice_is_told_once() {
    let site = small();
    site.write("content/tin/khac.md", article("Có 135 người dự."));
    let server = Server::start(&site, &["--verbose"]);
    let told = || {
        let finding: Value = serde_json::from_str(&server.told()).expect("JSON");
        (finding["path"].as_str().map(str::to_owned), finding["line"].as_u64())
    };
    assert_eq!(told(), (Some("content/tin/khac.md".to_owned()), Some(6)));
    // What is told of the other page is on the terminal already, and so is this when it is moved.
    site.write("content/tin/bai.md", article("Có 136 người dự."));
    assert_eq!(told(), (Some("content/tin/bai.md".to_owned()), Some(6)));
    site.write("content/tin/bai.md", article("Một.\n\nCó 136 người dự, 136 người về."));
    assert_eq!(told(), (Some("content/tin/bai.md".to_owned()), Some(8)));
    site.write("content/tin/bai.md", article("[x](/khong-co.md)"));
    assert!(server.told().contains("broken-link"));
}

#[test]
fn a_site_that_is_broken_at_the_start_is_served_when_it_is_mended() {
    let site = small();
    site.write("site.yaml", "title: [Trang\n");
    site.write("templates/page.html", "{% if %}\n");
    let server = Server::start(&site, &[]);
    let answer = server.get(PAGE);
    assert_eq!(answer.status, 404);
    assert!(answer.text().contains("No page can be shown yet"));
    let mut page = server.events(PAGE);
    page.until("both are told", |event| event["findings"].as_array().is_some_and(|found| found.len() > 1));
    site.write("site.yaml", CONFIG);
    page.until_codes(&["template"]);
    site.remove("templates/page.html");
    page.until_other(&answer.seen());
    assert!(server.page(PAGE).contains("<p>Một.</p>"));
    // And again, while it is served.
    site.write("site.yaml", "tilte: Trang\n");
    page.until("it is told", |event| event["findings"] != Value::Array(Vec::new()));
    assert!(server.page(PAGE).contains("<p>Một.</p>"));
    site.remove("site.yaml");
    page.until("it can't be read", |event| event["refused"].is_string());
    assert!(server.page(PAGE).contains("<p>Một.</p>"));
    site.write("site.yaml", CONFIG);
    let can_be_read = |event: &Value| event["refused"].is_null() && event["findings"] == Value::Array(Vec::new());
    page.until("it can be read", can_be_read);
    // It goes, and comes back with the letters that it had.
    let (config, away) = (site.root().join("site.yaml"), site.root().with_file_name("away.yaml"));
    fs::rename(&config, &away).expect("it goes");
    page.until("it can't be read", |event| event["refused"].is_string());
    fs::rename(&away, &config).expect("it comes back");
    page.until("it can be read again", can_be_read);
}

#[test]
fn a_template_that_fails_on_a_page_is_told_there() {
    let site = small();
    site.write("templates/page.html", "{% extends \"portal/page.html\" %}\n");
    let server = Server::start(&site, &[]);
    let good = server.page(PAGE);
    let mut page = server.events(PAGE);
    page.until_codes(&[]);
    site.write("templates/page.html", "{{ page.extra.khong_co.gi }}\n");
    let news = page.until_codes(&["template"]);
    assert_eq!(news["findings"][0]["path"], "templates/page.html");
    // Below it is the last good page, for as long as the template fails, and what was never there is not there.
    assert_eq!(server.page(PAGE), good);
    assert_eq!(server.get("/tin/khong-co/index.html").status, 404);
    let said = |errors: u64| while serde_json::from_str::<Value>(&server.said()).expect("JSON")["errors"] != errors {};
    said(1);
    site.write("content/tin/bai.md", article("Hai."));
    site.write("templates/page.html", "{% if %}\n");
    page.until("another mistake is told", |event| event["findings"][0]["message"] != news["findings"][0]["message"]);
    assert_eq!(server.page(PAGE), good);
    site.write("templates/page.html", "{% extends \"portal/page.html\" %}\n");
    page.until_codes(&[]);
    said(0);
    assert!(server.page(PAGE).contains("<p>Hai.</p>"));
    site.write("content/tin/bai.md", article("Một."));
    page.until("it is as it was", |_| server.page(PAGE) == good);
}

#[test]
fn folders_may_go_and_come_back() {
    let site = small();
    let server = Server::start(&site, &[]);
    let mut page = server.events(PAGE);
    let seen = server.get(PAGE).seen();
    page.until("it is there", |event| event["seen"] == *seen);
    let (content, away) = (site.root().join("content"), site.root().with_file_name("away"));
    fs::rename(&content, &away).expect("it goes");
    page.until_other(&seen);
    assert_eq!(server.get(PAGE).status, 404);
    fs::rename(&away, &content).expect("it comes back");
    page.until("it is there again", |event| event["seen"] == *seen);
    // Removed and written anew, as a checkout does it.
    let files = tree(&content);
    fs::remove_dir_all(&content).expect("it goes");
    page.until_other(&seen);
    for (path, bytes) in &files {
        site.write(&format!("content/{path}"), bytes);
    }
    page.until("it is there again", |event| event["seen"] == *seen);
    site.write("content/tin/bai.md", article("Sau."));
    page.until_other(&seen);
    assert!(server.page(PAGE).contains("<p>Sau.</p>"));
    // The whole site.
    let files = tree(site.root());
    fs::remove_dir_all(site.root()).expect("it goes");
    page.until("it can't be read", |event| event["refused"].is_string());
    assert!(server.page(PAGE).contains("<p>Sau.</p>"), "what was served stays");
    for (path, bytes) in &files {
        site.write(path, bytes);
    }
    page.until("it can be read", |event| event["refused"].is_null());
    site.write("content/tin/bai.md", article("Cuối."));
    page.until("the edit is seen", |_| server.page(PAGE).contains("<p>Cuối.</p>"));
}

#[test]
fn a_checkout_of_a_thousand_files_is_one_change() {
    let site = small();
    let write = |text: &str| (0..1000).for_each(|n| site.write(&format!("content/tin/bai-{n}.md"), article(text)));
    write("Cũ.");
    let server = Server::start(&site, &["-q"]);
    let mut page = server.events("/tin/bai-999/index.html");
    let seen = page.next().expect("the first event")["seen"].as_str().expect("a word").to_owned();
    write("Mới.");
    let mut heard = 1;
    page.until("the last file is new", |event| {
        heard += 1;
        event["seen"] != *seen
    });
    for n in [0, 500, 999] {
        assert!(server.page(&format!("/tin/bai-{n}/index.html")).contains("<p>Mới.</p>"), "{n}");
    }
    // A machine that is busy elsewhere may see it in a few parts, but never file by file.
    assert!(heard < 20, "{heard} events");
}

#[test]
fn odd_requests_have_answers() {
    let site = Site::of(&varied());
    site.write("content/phim.mp4", vec![7; 100_000]);
    let server = Server::start(&site, &[]);
    let to = |path: &str| server.get(path).header("location").map(str::to_owned);
    assert_eq!(to("/"), Some("/index.html".to_owned()));
    assert_eq!(to("/tin/?a=1"), Some("/tin/index.html?a=1".to_owned()));
    assert_eq!(to("/tin"), Some("/tin/index.html".to_owned()));
    let none = ["/khong-co", "/khong-co/", "/../site.yaml", "/%2e%2e/site.yaml", "/a//b", "/%ff", "/%00", "/site.yaml"];
    for path in none.iter().chain(&["/content/_index.md", "/.baocao-manifest.json", "/_baocao/serve/x", "//a.example/"])
    {
        let answer = server.get(path);
        assert_eq!(answer.status, 404, "{path}");
        assert_eq!(answer.header("content-type"), Some("text/html; charset=utf-8"), "{path}");
        assert_eq!(answer.text().matches("live.js").count(), 1, "{path}");
    }
    assert!(server.get("/khong/co/gi").text().contains("<base href=\"/\">"));
    let picture =
        tree(&site.root().join("content")).into_keys().find(|path| path.ends_with(".png")).expect("a picture");
    let decomposed = address(&picture).replace("%E1%BA%A3", "a%CC%89");
    assert_ne!(decomposed, address(&picture));
    assert_eq!(server.get(&decomposed).header("content-type"), Some("image/png"));
    let head = server.ask("HEAD", "/index.html", "");
    let length = server.get("/index.html").body.len().to_string();
    assert_eq!((head.status, head.body.len(), head.header("content-length")), (200, 0, Some(length.as_str())));
    let head = server.ask("HEAD", "/phim.mp4", "");
    assert_eq!((head.status, head.body.len(), head.header("content-length")), (200, 0, Some("100000")));
    assert_eq!(server.ask("POST", "/index.html", "Content-Length: 0\r\n").status, 405);
    assert_eq!(server.ask("GET", "/index.html", "Host: evil.example\r\n").status, 403);
    let part = server.ask("GET", "/phim.mp4", "Range: bytes=99990-\r\n");
    assert_eq!((part.status, part.body.len()), (206, 10));
    assert_eq!(part.header("content-range"), Some("bytes 99990-99999/100000"));
    assert_eq!(server.ask("GET", "/phim.mp4", "Range: bytes=200000-\r\n").status, 416);
    std::thread::scope(|scope| {
        for _ in 0..16 {
            scope.spawn(|| (0..20).for_each(|_| assert_eq!(server.get("/index.html").status, 200)));
        }
    });
}

#[test]
fn another_port_is_taken_where_one_is_in_use() {
    let site = small();
    let other = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = other.local_addr().expect("its address").port();
    let server = Server::start(&site, &["--port", &port.to_string()]);
    assert_ne!(server.address.port(), port);
    assert!(server.address.ip().is_loopback());
    assert!(server.told().contains(&format!("port {port} is taken")));
    assert_eq!(server.get("/index.html").status, 200);
}

#[test]
fn drafts_are_shown_and_marked() {
    let site = small();
    site.write("content/tin/nhap.md", "---\ntitle: Nháp\ndraft: true\n---\n\nNháp.\n");
    let draft = |server: &Server, path: &str| server.events(path).next().expect("an event")["draft"].clone();
    let server = Server::start(&site, &[]);
    assert_eq!(server.get("/tin/nhap/index.html").status, 200);
    assert_eq!(draft(&server, "/tin/nhap/index.html"), "Draft – not published");
    assert_eq!(draft(&server, PAGE), Value::Null);
    let server = Server::start(&site, &["--no-drafts"]);
    assert_eq!(server.get("/tin/nhap/index.html").status, 404);
}

#[cfg(unix)]
#[test]
fn it_ends_when_it_is_asked_to_and_leaves_nothing() {
    for signal in ["INT", "TERM"] {
        let site = small();
        let before = tree(site.root());
        let server = Server::start(&site, &[]);
        let (address, mut page) = (server.address, server.events(PAGE));
        assert!(server.get(PAGE).status == 200 && page.next().is_some());
        assert_eq!(server.end(signal), Some(0), "{signal}");
        assert!(page.next().is_none(), "the events end");
        TcpListener::bind(address).expect("the port is free");
        support::assert_same(&before, &tree(site.root()), "served and not served");
    }
    let nowhere = tempfile::tempdir().expect("a folder");
    let run = small().run(&["serve", "--root", nowhere.path().to_str().expect("UTF-8")]);
    assert_eq!(run.code, 2);
}

/// The address of a file of the output.
fn address(path: &str) -> String {
    let encoded = path.bytes().map(|byte| match byte {
        b'/' | b'-' | b'.' | b'_' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    });
    format!("/{}", encoded.collect::<String>())
}
