//! What web servers shall send with the site: the policy that its pages keep, how long files may be kept, what they are.
//!
//! The files are written on request only (`headers` in site.yaml) and say the same to each kind of server.

use std::collections::BTreeSet;
use std::fmt::Write;

use crate::check::Target;
use crate::config::{RawHtml, Server};
use crate::model::manifest::FileKind;
use crate::model::route::OutputPath;

use super::html::escape;
use super::site::base_path;
use super::{File, View};

/// Names of theme files and of the search index change with their bytes.
const FOREVER: &str = "public, max-age=31536000, immutable";
/// All else is asked for anew, and sent again only where it changed.
const ASK: &str = "no-cache";

/// What endings mean, for servers that may not know them.
const TYPES: [(&str, &str); 6] = [
    ("csv", "text/csv"),
    ("json", "application/json"),
    ("svg", "image/svg+xml"),
    ("webp", "image/webp"),
    ("woff2", "font/woff2"),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
];

/// Endings of texts, which are all in UTF-8.
const TEXTS: [&str; 8] = ["html", "css", "js", "csv", "json", "svg", "txt", "xml"];

/// The files that site.yaml asks for.
#[must_use]
pub fn files(view: &View<'_>) -> Vec<File> {
    let config = &view.site.site.config;
    if config.headers.is_empty() {
        // Every page would be looked at for nothing.
        return Vec::new();
    }
    let headers = headers(view);
    let base = base_path(&config.base_url);
    let file = |server: &Server| {
        let text = match server {
            Server::Apache => apache(&headers, &base),
            Server::Iis => iis(&headers),
            Server::Netlify => netlify(&headers),
            Server::Nginx => nginx(&headers, &base),
        };
        File { path: OutputPath::new(server.file()), kind: FileKind::List, bytes: text.into_bytes() }
    };
    config.headers.iter().map(file).collect()
}

/// The headers of every answer but for how long it may be kept.
fn headers(view: &View<'_>) -> Vec<(&'static str, String)> {
    let is_https = view.site.site.config.base_url.starts_with("https://");
    let mut headers = vec![
        ("Content-Security-Policy", policy(view, is_https)),
        ("X-Content-Type-Options", "nosniff".to_owned()),
        ("X-Frame-Options", "SAMEORIGIN".to_owned()),
        ("Referrer-Policy", "strict-origin-when-cross-origin".to_owned()),
        ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()".to_owned()),
        ("Cross-Origin-Opener-Policy", "same-origin".to_owned()),
    ];
    if is_https {
        headers.push(("Strict-Transport-Security", "max-age=31536000".to_owned()));
    }
    headers
}

/// Everything comes from the site itself; pictures also from where authors' HTML takes them.
fn policy(view: &View<'_>, is_https: bool) -> String {
    let mut policy = String::from("default-src 'self'; object-src 'none'");
    let origins = origins(view);
    if !origins.is_empty() {
        let origins = origins.into_iter().collect::<Vec<_>>().join(" ");
        let _ = write!(policy, "; img-src 'self' {origins}; media-src 'self' {origins}");
        if view.site.site.config.raw_html == RawHtml::Allow {
            let _ = write!(policy, "; frame-src 'self' {origins}");
        }
    }
    policy.push_str("; base-uri 'self'; form-action 'self'; frame-ancestors 'self'");
    if is_https {
        policy.push_str("; upgrade-insecure-requests");
    }
    policy
}

/// Where the HTML of authors takes pictures from that are not the site's own: `https://anh.example`.
fn origins(view: &View<'_>) -> BTreeSet<String> {
    let mut origins = BTreeSet::new();
    for page in &view.site.site.pages {
        let links = view.site.page(page.id).links.peek();
        let outward: Vec<(u32, String)> =
            links.targets.iter().filter_map(|(start, target)| Some((*start, origin(target)?))).collect();
        if outward.is_empty() {
            continue;
        }
        let text = view.renderer.text(page);
        let is_source = |start: u32| {
            let before = text.get(..start as usize).unwrap_or_default().trim_end_matches(['"', '\'']).trim_end();
            before.strip_suffix('=').is_some_and(|before| before.trim_end().to_ascii_lowercase().ends_with("src"))
        };
        origins.extend(outward.into_iter().filter(|(start, _)| is_source(*start)).map(|(_, origin)| origin));
    }
    origins
}

fn origin(target: &Target) -> Option<String> {
    let Target::Elsewhere(address) = target else { return None };
    let (scheme, rest) = address.split_once("://").filter(|(scheme, _)| ["http", "https"].contains(scheme))?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let is_host = !host.is_empty() && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-:[]".contains(&byte));
    is_host.then(|| format!("{scheme}://{host}"))
}

const HEAD: &str = "Written by baocao, as `headers` in site.yaml asks.";

fn apache(headers: &[(&str, String)], base: &str) -> String {
    let mut out = format!("# {HEAD}\n<IfModule mod_headers.c>\n");
    for (name, value) in headers {
        let _ = writeln!(out, "  Header always set {name} \"{value}\"");
    }
    let _ = writeln!(out, "  Header set Cache-Control \"{ASK}\"");
    let _ = writeln!(out, "  Header set Cache-Control \"{FOREVER}\" \"expr=%{{REQUEST_URI}} =~ m#/_baocao/#\"");
    out.push_str("</IfModule>\n<IfModule mod_mime.c>\n");
    for (ending, kind) in TYPES {
        let _ = writeln!(out, "  AddType {kind} .{ending}");
    }
    let endings: Vec<String> = TEXTS.iter().map(|ending| format!(".{ending}")).collect();
    let _ = writeln!(out, "  AddCharset utf-8 {}", endings.join(" "));
    let _ = writeln!(out, "</IfModule>\nErrorDocument 404 {base}404.html");
    out
}

fn nginx(headers: &[(&str, String)], base: &str) -> String {
    let mut out = format!(
        "# {HEAD}\n# Put this into the `server` block of the site: include /path/of/the/site/{};\n",
        Server::Nginx.file()
    );
    let _ = writeln!(out, "set $baocao_keep \"{ASK}\";");
    let _ = writeln!(out, "if ($uri ~ /_baocao/) {{ set $baocao_keep \"{FOREVER}\"; }}");
    out.push_str("add_header Cache-Control $baocao_keep;\n");
    for (name, value) in headers {
        let _ = writeln!(out, "add_header {name} \"{value}\" always;");
    }
    out.push_str("charset utf-8;\ncharset_types text/css text/csv text/javascript text/plain text/xml application/javascript application/json application/xml image/svg+xml;\n");
    for (ending, kind) in TYPES {
        let _ = writeln!(out, "location ~ \\.{ending}$ {{ types {{ {kind} {ending}; }} }}");
    }
    let _ = writeln!(out, "error_page 404 {base}404.html;");
    out
}

fn netlify(headers: &[(&str, String)]) -> String {
    // Without a rule, these servers have every file asked for anew.
    let mut out = format!("# {HEAD}\n/*\n");
    for (name, value) in headers {
        let _ = writeln!(out, "  {name}: {value}");
    }
    let _ = writeln!(out, "/_baocao/*\n  Cache-Control: {FOREVER}");
    out
}

fn iis(headers: &[(&str, String)]) -> String {
    let mut out = format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- {HEAD} -->\n<configuration>\n");
    out.push_str(
        "  <system.webServer>\n    <httpProtocol>\n      <customHeaders>\n        <remove name=\"X-Powered-By\" />\n",
    );
    for (name, value) in headers {
        // A header that the server has already would be a mistake of its configuration.
        let _ = writeln!(out, "        <remove name=\"{name}\" />");
        let _ = writeln!(out, "        <add name=\"{name}\" value=\"{}\" />", escape(value));
    }
    out.push_str("      </customHeaders>\n    </httpProtocol>\n    <staticContent>\n");
    out.push_str("      <clientCache cacheControlMode=\"DisableCache\" />\n");
    for (ending, kind) in TYPES {
        let charset = if TEXTS.contains(&ending) { "; charset=utf-8" } else { "" };
        let _ = writeln!(out, "      <remove fileExtension=\".{ending}\" />");
        let _ = writeln!(out, "      <mimeMap fileExtension=\".{ending}\" mimeType=\"{kind}{charset}\" />");
    }
    out.push_str(
        "    </staticContent>\n  </system.webServer>\n  <location path=\"_baocao\">\n    <system.webServer>\n",
    );
    out.push_str("      <staticContent>\n        <clientCache cacheControlMode=\"UseMaxAge\" cacheControlMaxAge=\"365.00:00:00\" cacheControlCustom=\"public, immutable\" />\n");
    out.push_str("      </staticContent>\n    </system.webServer>\n  </location>\n</configuration>\n");
    out
}
