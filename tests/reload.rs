//! Live reload in a real browser: an open page follows the files, and stays where it is scrolled to.

#![allow(clippy::disallowed_methods, reason = "tests make and read files themselves")]

mod support;

use std::io::{BufRead, BufReader, Write};
use std::net::TcpListener;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use serde_json::Value;
use support::Site;
use support::browser::{Open, browser};
use support::serve::Server;
use support::sites::CONFIG;

/// Tells the test what the page shows, whenever that changes; and presses Escape in an overlay once it is told.
const PROBE: &str = "\
var loads = Number(sessionStorage.getItem('loads') || 0) + 1;
sessionStorage.setItem('loads', loads);
var last = '';
setInterval(function () {
  var host = document.querySelector('[data-baocao]');
  var box = host && host.shadowRoot.querySelector('.overlay, .draft');
  var now = JSON.stringify({
    loads: loads,
    text: document.querySelector('.body p').textContent,
    scroll: Math.round(scrollY),
    color: getComputedStyle(document.querySelector('h1')).color,
    overlay: box ? box.textContent : '',
    role: box ? box.getAttribute('role') : '',
    focused: Boolean(host) && host.shadowRoot.activeElement === box
  });
  if (now !== last) {
    last = now;
    fetch('http://127.0.0.1:PORT/?' + encodeURIComponent(now), { mode: 'no-cors' });
  } else if (box && box.className === 'overlay') {
    document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
  }
  if (scrollY === 0 && loads === 1) { scrollTo(0, 700); }
}, 100);
";

#[test]
fn an_open_page_follows_the_files() {
    let Some(browser) = browser() else { return };
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = listener.local_addr().expect("its address").port();
    let site = Site::example();
    site.write("site.yaml", CONFIG);
    site.write("templates/page.html", "{% extends \"portal/page.html\" %}{% block main %}{{ super() }}<script src=\"../probe.js\"></script>{% endblock main %}");
    site.write("content/probe.js", PROBE.replace("PORT", &port.to_string()));
    let write = |text: &str| {
        site.write("content/bai.md", format!("---\ntitle: Bài\n---\n\n{text}\n{}", "\nDài.\n".repeat(200)));
    };
    write("Một.");
    let server = Server::start(&site, &[]);
    let reports = reports(listener);
    let _open = Open::at(&browser, &format!("http://{}/bai/index.html", server.address));
    let first = until(&reports, |seen| seen["scroll"] == 700);
    assert_eq!(first["text"], "Một.");
    write("Hai.");
    let second = until(&reports, |seen| seen["text"] == "Hai." && seen["scroll"] == 700);
    assert_eq!(second["loads"], 2);
    let style = "themes/portal/static/site.css";
    site.write(style, site.read(style) + "\nh1 { color: rgb(1, 2, 3) !important; }\n");
    let styled = until(&reports, |seen| seen["color"] == "rgb(1, 2, 3)");
    assert_eq!(
        (&styled["loads"], &styled["scroll"]),
        (&second["loads"], &second["scroll"]),
        "nothing was loaded again"
    );
    write("Ba [x](/khong-co.md).");
    let wrong = until(&reports, |seen| seen["overlay"] != "");
    let text = wrong["overlay"].as_str().expect("a text");
    assert!(
        text.contains("content/bai.md:5:") && text.contains("broken-link") && text.contains("/khong-co.md"),
        "{text}"
    );
    assert_eq!((&wrong["role"], &wrong["focused"]), (&Value::from("alertdialog"), &Value::from(true)));
    assert_eq!(wrong["text"], "Hai.", "the last good page");
    until(&reports, |seen| seen["overlay"] == "");
    write("Bốn.");
    // A page that is loaded again may be told before the browser has put it where it was.
    until(&reports, |seen| seen["text"] == "Bốn." && seen["scroll"] == 700);
    drop(server);
}

/// What the page tells, as it comes.
fn reports(listener: TcpListener) -> Receiver<Value> {
    let (told, hears) = channel();
    std::thread::spawn(move || {
        for mut stream in listener.incoming().map_while(Result::ok) {
            let mut line = String::new();
            let _ = BufReader::new(&stream).read_line(&mut line);
            let _ = stream.write_all(b"HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");
            let query = line.split(['?', ' ']).nth(2).unwrap_or_default().to_owned();
            if told.send(serde_json::from_str(&decoded(&query)).unwrap_or(Value::Null)).is_err() {
                break;
            }
        }
    });
    hears
}

fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut parts = text.split('%');
    bytes.extend(parts.next().unwrap_or_default().bytes());
    for part in parts {
        bytes.extend(u8::from_str_radix(&part[..2], 16));
        bytes.extend(part[2..].bytes());
    }
    String::from_utf8(bytes).expect("UTF-8")
}

#[track_caller]
fn until(reports: &Receiver<Value>, is_one: impl Fn(&Value) -> bool) -> Value {
    let began = Instant::now();
    let mut last = Value::Null;
    while began.elapsed() < Duration::from_secs(120) {
        match reports.recv_timeout(Duration::from_secs(60)) {
            Ok(seen) if is_one(&seen) => return seen,
            Ok(seen) => last = seen,
            Err(_) => break,
        }
    }
    panic!("the page does not get there; it last showed {last}");
}
