//! A running `baocao serve` and a small browser without eyes: requests, and the events that an open page hears.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::process::{Child, Stdio};
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use serde_json::Value;

use super::Site;

/// What takes longer hangs; no test waits for it.
const HANGS: Duration = Duration::from_secs(120);

/// A server that ends with the value.
pub struct Server {
    child: Child,
    pub address: SocketAddr,
    /// What the command said when it was ready.
    pub ready: Value,
    /// Lines of stdout behind that.
    out: Mutex<Receiver<String>>,
    /// Lines of stderr.
    err: Mutex<Receiver<String>>,
}

/// An answer, whole.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    /// Lines of `name: value`, names in lower case.
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Server {
    /// `baocao serve` for `site` on a port that is free, and ready.
    pub fn start(site: &Site, args: &[&str]) -> Self {
        let mut all = vec!["serve", "--format", "json"];
        all.extend(if args.contains(&"--port") { &[][..] } else { &["--port", "0"] });
        all.extend(args);
        let mut child =
            site.command(&all).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("the command starts");
        let out = lines(child.stdout.take().expect("piped"));
        let err = lines(child.stderr.take().expect("piped"));
        let Ok(line) = out.recv_timeout(HANGS) else {
            let _ = child.kill();
            panic!("the server is not ready: {:?}", err.iter().collect::<Vec<_>>());
        };
        let ready: Value = serde_json::from_str(&line).expect("JSON");
        let url = ready["url"].as_str().expect("an address");
        let address = url.trim_start_matches("http://").trim_end_matches('/').parse().expect("a socket's address");
        Self { child, address, ready, out: Mutex::new(out), err: Mutex::new(err) }
    }

    /// The process's number.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// The next line of stdout.
    pub fn said(&self) -> String {
        self.out.lock().expect("no test panics here").recv_timeout(HANGS).expect("a line")
    }

    /// The next line of stderr.
    pub fn told(&self) -> String {
        self.err.lock().expect("no test panics here").recv_timeout(HANGS).expect("a line")
    }

    /// GET of a path.
    pub fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, "")
    }

    /// A request with further lines of its head, each ended by CR LF.
    pub fn ask(&self, method: &str, path: &str, head: &str) -> Answer {
        let host = if head.to_ascii_lowercase().contains("host:") { String::new() } else { self.host() };
        let mut stream = self.connect();
        write!(stream, "{method} {path} HTTP/1.1\r\n{host}Connection: close\r\n{head}\r\n").expect("it is read");
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).expect("it answers");
        Answer::parse(&bytes)
    }

    /// The page at `path`, which must be there, without the server's script.
    pub fn page(&self, path: &str) -> String {
        let answer = self.get(path);
        assert_eq!(answer.status, 200, "{path}: {}", answer.text());
        without_script(&answer.text())
    }

    /// What an open page at `path` hears.
    pub fn events(&self, path: &str) -> Events {
        let mut stream = self.connect();
        let path = path.replace('%', "%25").replace('/', "%2F");
        // The older protocol sends the events without a frame around them.
        let host = self.host();
        write!(stream, "GET /_baocao/serve/events?path={path} HTTP/1.0\r\n{host}\r\n").expect("it is read");
        Events { lines: BufReader::new(stream) }
    }

    /// Asks the process to end, by the signal of this name, and gives its exit code.
    pub fn end(mut self, signal: &str) -> Option<i32> {
        let id = self.id().to_string();
        let sent = std::process::Command::new("kill").args([&format!("-{signal}"), &id]).status().expect("kill runs");
        assert!(sent.success());
        let began = Instant::now();
        while began.elapsed() < HANGS {
            if let Some(status) = self.child.try_wait().expect("it can be asked") {
                return status.code();
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        panic!("the server does not end");
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).expect("the server listens");
        stream.set_read_timeout(Some(HANGS)).expect("a timeout");
        stream
    }

    fn host(&self) -> String {
        format!("Host: {}\r\n", self.address)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // One that has ended can't be ended, and need not be.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Answer {
    fn parse(bytes: &[u8]) -> Self {
        let end = bytes.windows(4).position(|part| part == b"\r\n\r\n").expect("a head");
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let mut lines = head.lines();
        let status = lines.next().and_then(|line| line.split(' ').nth(1)?.parse().ok()).expect("a status");
        let pair = |line: &str| line.split_once(": ").map(|(name, value)| (name.to_lowercase(), value.to_owned()));
        let headers: Vec<(String, String)> = lines.filter_map(pair).collect();
        let answer = Self { status, headers, body: bytes[end + 4..].to_vec() };
        assert_ne!(answer.header("transfer-encoding"), Some("chunked"), "answers have a length");
        answer
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// What the page's script knows of its looks.
    pub fn seen(&self) -> String {
        let text = self.text();
        let (_, rest) = text.split_once("data-seen=\"").expect("the page has the script");
        rest.split('"').next().unwrap_or_default().to_owned()
    }
}

/// The events of one open page.
pub struct Events {
    lines: BufReader<TcpStream>,
}

impl Events {
    /// The next event.
    pub fn next(&mut self) -> Option<Value> {
        let mut line = String::new();
        loop {
            line.clear();
            if self.lines.read_line(&mut line).expect("the server goes on, or ends the events") == 0 {
                return None;
            }
            if let Some(data) = line.strip_prefix("data: ") {
                return Some(serde_json::from_str(data).expect("JSON"));
            }
        }
    }

    /// The next event that `is_one`.
    #[track_caller]
    pub fn until(&mut self, what: &str, mut is_one: impl FnMut(&Value) -> bool) -> Value {
        let began = Instant::now();
        let mut last = Value::Null;
        while began.elapsed() < HANGS {
            match self.next() {
                Some(event) if is_one(&event) => return event,
                Some(event) => last = event,
                None => break,
            }
        }
        panic!("no event in which {what}; the last was {last}");
    }

    /// The next event whose page looks otherwise than `seen`.
    #[track_caller]
    pub fn until_other(&mut self, seen: &str) -> Value {
        self.until("the page looks otherwise", |event| event["seen"] != seen)
    }

    /// The next event with findings of just these codes.
    #[track_caller]
    pub fn until_codes(&mut self, codes: &[&str]) -> Value {
        self.until(&format!("findings are {codes:?}"), |event| {
            let found = event["findings"].as_array().expect("a list").iter();
            found.filter_map(|finding| finding["code"].as_str()).eq(codes.iter().copied())
        })
    }
}

/// A page without the script that only the server adds.
pub fn without_script(html: &str) -> String {
    let Some(start) = html.rfind("<script src=\"/_baocao/serve/live.js\"") else { return html.to_owned() };
    let end = html[start..].find("</script>\n").expect("the script's element ends") + "</script>\n".len();
    format!("{}{}", &html[..start], &html[start + end..])
}

/// The lines of a stream as they come.
fn lines(stream: impl Read + Send + 'static) -> Receiver<String> {
    let (told, hears) = channel();
    std::thread::spawn(move || {
        for line in BufReader::new(stream).lines().map_while(Result::ok) {
            if told.send(line).is_err() {
                break;
            }
        }
    });
    hears
}
