//! The files for web servers that `headers` asks for, and that the built pages keep the policy in them: served with it, a
//! browser reports nothing.
//!
//! The second part needs Chromium, as tests/browser.rs does; where there is none it says so and passes.

mod support;

use serde_json::Value;
use support::browser::{Scheme, browser, dump_address};
use support::server::Server;
use support::{Site, Tree, sites};

const FILES: [(&str, &str); 4] =
    [("apache", ".htaccess"), ("iis", "web.config"), ("netlify", "_headers"), ("nginx", "headers.nginx.conf")];

fn site(config: &str) -> Site {
    let site = Site::of(&[(
        "content/_index.md",
        "---\ntitle: Trang chủ\n---\n<img alt=\"x\" src=\"https://anh.example:8080/a.png?b\"> <a href=\"https://khac.example/\">y</a>\n",
    )]);
    site.write("site.yaml", format!("title: Thử\nbase_url: https://thu.example/bao-cao\n{config}"));
    site
}

fn text<'a>(tree: &'a Tree, path: &str) -> &'a str {
    std::str::from_utf8(&tree[path]).expect("UTF-8")
}

#[test]
fn each_server_is_told_the_same() {
    let tree = site("headers: [nginx, apache, netlify, iis]\n").build();
    for (server, file) in FILES {
        let text = text(&tree, file).replace("&#39;", "'");
        let policy = "default-src 'self'; object-src 'none'; img-src 'self' https://anh.example:8080; media-src 'self' \
                      https://anh.example:8080; base-uri 'self'; form-action 'self'; frame-ancestors 'self'; \
                      upgrade-insecure-requests";
        for expected in [policy, "nosniff", "strict-origin-when-cross-origin", "camera=()", "max-age=31536000"] {
            assert!(text.contains(expected), "{server} lacks {expected}:\n{text}");
        }
        assert!(text.contains("immutable") && text.contains("_baocao"), "{server}:\n{text}");
        let knows_types = server == "netlify" || text.contains("text/csv") && text.contains("image/webp");
        assert!(knows_types, "{server}:\n{text}");
    }
    assert!(text(&tree, ".htaccess").contains("ErrorDocument 404 /bao-cao/404.html\n"));
    assert!(text(&tree, "headers.nginx.conf").contains("error_page 404 /bao-cao/404.html;\n"));
}

#[test]
fn strict_transport_is_only_for_sites_that_have_it() {
    let site = site("headers: netlify\n");
    site.write("site.yaml", "title: Thử\nbase_url: http://thu.example\nheaders: netlify\n");
    let tree = site.build();
    let text = text(&tree, "_headers");
    assert!(!text.contains("Strict-Transport") && !text.contains("upgrade-insecure"), "{text}");
}

#[test]
fn they_are_the_build_s_own_files() {
    let site = site("headers: [apache, nginx]\n");
    site.build();
    let manifest = site.read("output/.baocao-manifest.json");
    assert!(manifest.contains("\"path\": \".htaccess\"") && manifest.contains("headers.nginx.conf"), "{manifest}");
    site.write("site.yaml", "title: Thử\nbase_url: https://thu.example/bao-cao\nheaders: nginx\n");
    let tree = site.build();
    assert!(!tree.contains_key(".htaccess") && tree.contains_key("headers.nginx.conf"));
    site.write("site.yaml", "title: Thử\nbase_url: https://thu.example/bao-cao\n");
    assert!(!site.build().keys().any(|path| FILES.iter().any(|(_, file)| path == file)), "only on request");
}

#[test]
fn a_file_of_the_author_s_in_their_place_is_an_error() {
    let site = site("headers: [iis]\n");
    site.write("content/web.config", "<x/>");
    let run = site.run(&["build", "--format", "short"]);
    assert_eq!((run.code, run.err.contains("error[duplicate-route]")), (1, true), "{}", run.err);
}

#[test]
fn every_kind_of_page_keeps_the_policy() {
    let Some(browser) = browser() else { return };
    for theme in ["portal", "print"] {
        let site = Site::of(&sites::every_kind(theme));
        let config = site.read("site.yaml") + "headers: netlify\n";
        site.write("site.yaml", config);
        let tree = site.build();
        let is_page = |path: &&String| path.ends_with(".html") && *path != "404.html";
        let mut asked: Vec<String> = tree.keys().filter(is_page).map(|path| encoded(path)).collect();
        asked.extend(["tim-kiem/index.html?q=x%C3%A3".to_owned(), "khong/co/trang/nay".to_owned()]);
        let (server, shown) = shown(&browser, tree, &asked);
        assert_eq!(server.reports(), Vec::<String>::new(), "{theme}");
        assert_eq!(shown.len(), asked.len());
        for page in &shown {
            let is_search = page["address"].as_str().is_some_and(|address| address.contains("?q="));
            assert_eq!(page["found"].as_u64() > Some(0), is_search, "{page}");
            assert_eq!(page["styled"], true, "{page}");
        }
    }
}

#[test]
fn a_page_that_breaks_the_policy_is_reported() {
    let Some(browser) = browser() else { return };
    let site =
        Site::of(&[("site.yaml", "title: Thử\nbase_url: https://thu.example\nheaders: netlify\nraw_html: allow\n")]);
    site.write(
        "content/_index.md",
        "---\ntitle: Trang chủ\n---\n<p style=\"color:red\">x</p><script>document.title = 'y'</script>\n",
    );
    let (server, shown) = shown(&browser, site.build(), &["index.html".to_owned()]);
    assert_eq!(shown[0]["title"], "Trang chủ – Thử", "the script did not run");
    let reports = server.reports().join("\n");
    assert!(reports.contains("style-src-attr") && reports.contains("script-src-elem"), "{reports}");
}

/// Serves `tree` with its policy and opens every address of `asked` in it.
fn shown(browser: &std::path::Path, tree: Tree, asked: &[String]) -> (Server, Vec<Value>) {
    let asked = serde_json::to_string(asked).expect("texts");
    let data = format!("<script type=\"application/json\" id=\"asked\">{asked}</script>");
    let script = include_str!("browser/policy.js");
    let harness = format!("<!doctype html><meta charset=\"utf-8\"><body>{data}<script>{script}</script>");
    let server = Server::of(tree, &[("harness.html", &harness)]);
    let dumped = dump_address(browser, &server.address("harness.html"), Scheme::Light);
    let json = dumped.split_once("<pre id=\"shown\">").and_then(|(_, rest)| Some(rest.split_once("</pre>")?.0));
    let json = json.unwrap_or_else(|| panic!("nothing was shown: {dumped}"));
    let json = json.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    (server, serde_json::from_str(&json).unwrap_or_else(|error| panic!("{error}: {json}")))
}

fn encoded(path: &str) -> String {
    path.replace('%', "%25").replace('#', "%23").replace(' ', "%20")
}
