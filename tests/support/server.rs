//! A web server for a built site on this machine: it sends the headers that the site's `_headers` asks for, and collects what
//! browsers report of their policy.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

use super::Tree;

/// Serves until the test ends.
pub struct Server {
    port: u16,
    reports: Arc<Mutex<Vec<String>>>,
}

struct Site {
    tree: Tree,
    /// Pages of the test itself, which stand beside the site and have no policy.
    own: Tree,
    headers: Vec<(String, String)>,
    reports: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// Serves `tree`, and pages of the test's `own` in front of it.
    pub fn of(tree: Tree, own: &[(&str, &str)]) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port is free");
        let port = listener.local_addr().expect("it has an address").port();
        let reports = Arc::default();
        let own = own.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect();
        let headers = tree.get("_headers").map_or_else(Vec::new, |text| everywhere(&String::from_utf8_lossy(text)));
        let site = Arc::new(Site { tree, own, headers, reports: Arc::clone(&reports) });
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let site = Arc::clone(&site);
                // A browser that breaks off is no failure of ours.
                std::thread::spawn(move || answer(&site, &stream).ok());
            }
        });
        Self { port, reports }
    }

    /// The address of a path.
    pub fn address(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}/{path}", self.port)
    }

    /// What browsers reported.
    pub fn reports(&self) -> Vec<String> {
        self.reports.lock().expect("no thread panics").clone()
    }
}

/// The headers of `/*`, the first rule of `_headers`.
fn everywhere(text: &str) -> Vec<(String, String)> {
    let rule = text.lines().skip_while(|line| *line != "/*").skip(1).take_while(|line| line.starts_with("  "));
    rule.filter_map(|line| line.trim().split_once(": "))
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .collect()
}

fn answer(site: &Site, mut stream: &TcpStream) -> std::io::Result<()> {
    let mut reader = BufReader::new(stream);
    let mut request = String::new();
    reader.read_line(&mut request)?;
    let mut length = 0;
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 || line.trim().is_empty() {
            break;
        }
        if let Some((_, value)) = line.split_once(':').filter(|(name, _)| name.eq_ignore_ascii_case("content-length")) {
            length = value.trim().parse().unwrap_or_default();
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    let target = request.split(' ').nth(1).unwrap_or("/").split(['?', '#']).next().unwrap_or("/");
    let path = super::links::decoded(target.trim_start_matches('/'));
    if path == "csp-report" {
        site.reports.lock().expect("no thread panics").push(String::from_utf8_lossy(&body).into_owned());
        return stream.write_all(b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");
    }
    let path = if path.is_empty() || path.ends_with('/') { path + "index.html" } else { path };
    let own = site.own.get(&path);
    let found = own.or_else(|| site.tree.get(&path));
    let missing = site.tree.get("404.html").filter(|_| found.is_none());
    let bytes = found.or(missing).map_or(&[][..], Vec::as_slice);
    let status = if found.is_some() { "200 OK" } else { "404 Not Found" };
    let kind = match path.rsplit('.').next() {
        _ if found.is_none() => "text/html; charset=utf-8",
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        _ => "application/octet-stream",
    };
    let mut head = format!("HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n", bytes.len());
    for (name, value) in site.headers.iter().filter(|_| own.is_none()) {
        let reported = if name == "Content-Security-Policy" { "; report-uri /csp-report" } else { "" };
        for part in [name, ": ", value, reported, "\r\n"] {
            head += part;
        }
    }
    stream.write_all((head + "Connection: close\r\n\r\n").as_bytes())?;
    stream.write_all(bytes)
}
