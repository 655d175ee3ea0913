//! Requests and answers. The only home of `axum` beside the events, and of `tower_http`.

use std::path::PathBuf;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{ALLOW, CACHE_CONTROL, CONTENT_TYPE, HOST, LOCATION};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use futures_util::future::{Either, select};
use tower_http::services::ServeFile;

use super::address::{Asked, asked, page_of_query};
use super::listen::Listener;
use super::shared::{Found, Shared};
use super::{live, words};
use crate::diag::Text;
use crate::model::route::OutputPath;
use crate::pipeline::Opened;

/// Answers that are still on their way when the server ends have so long.
const LAST: Duration = Duration::from_secs(1);

/// Answers requests until the process is asked to end.
pub fn run(listener: Listener, shared: &Arc<Shared>) -> std::io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let done = runtime.block_on(serve(listener, Arc::clone(shared)));
    // Whoever still reads a large file does not keep the process.
    runtime.shutdown_timeout(LAST);
    done
}

async fn serve(listener: Listener, shared: Arc<Shared>) -> std::io::Result<()> {
    let end = asked_to_end()?;
    listener.socket.set_nonblocking(true)?;
    let socket = tokio::net::TcpListener::from_std(listener.socket)?;
    let state = Server { shared: Arc::clone(&shared), is_local: listener.is_local };
    let app = Router::new().fallback(answer).with_state(state);
    let (gentle, hard) = (ended(&shared), ended(&shared));
    tokio::spawn(async move {
        end.await;
        shared.stop();
    });
    let served = axum::serve(socket, app).with_graceful_shutdown(gentle).into_future();
    let late = async {
        hard.await;
        tokio::time::sleep(LAST).await;
    };
    match select(pin!(served), pin!(late)).await {
        Either::Left((served, _)) => served,
        Either::Right(_) => Ok(()),
    }
}

/// Waits until the server is to end.
fn ended(shared: &Shared) -> impl Future<Output = ()> + Send + use<> {
    let mut versions = shared.versions();
    async move {
        // Without a sender it has ended too.
        let _ = versions.wait_for(|version| version.is_last).await;
    }
}

/// Waits for Ctrl-C, or for the signal by which a process is asked to end.
#[cfg(unix)]
fn asked_to_end() -> std::io::Result<impl Future<Output = ()> + Send> {
    use tokio::signal::unix::{SignalKind, signal};
    let [mut interrupt, mut terminate, mut hangup] =
        [signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?, signal(SignalKind::hangup())?];
    Ok(async move {
        select(select(pin!(interrupt.recv()), pin!(terminate.recv())), pin!(hangup.recv())).await;
    })
}

#[cfg(not(unix))]
fn asked_to_end() -> std::io::Result<impl Future<Output = ()> + Send> {
    Ok(async {
        // A console that can't be asked is ended from outside.
        let _ = tokio::signal::ctrl_c().await;
    })
}

#[derive(Clone)]
struct Server {
    shared: Arc<Shared>,
    is_local: bool,
}

async fn answer(State(server): State<Server>, request: Request) -> Response {
    let shared = &server.shared;
    if server.is_local && !names_this_machine(request.headers()) {
        return text(StatusCode::FORBIDDEN, shared, &words::not_here());
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return (StatusCode::METHOD_NOT_ALLOWED, [(ALLOW, "GET, HEAD")]).into_response();
    }
    match asked(request.uri().path()) {
        Asked::Own(name) => own(&server, &name, &request),
        Asked::File(path) => found(&server, path, request).await,
        Asked::Folder(path) => folder(&server, path, request).await,
        Asked::Nothing => nothing(shared, None, "none"),
    }
}

/// One of the server's own files, or the events.
fn own(server: &Server, name: &str, request: &Request) -> Response {
    if name == live::EVENTS {
        let page = page_of_query(request.uri().query().unwrap_or_default());
        return live::events(Arc::clone(&server.shared), page).into_response();
    }
    match live::FILES.iter().find(|(known, _)| *known == name) {
        Some((name, text)) => rendered(StatusCode::OK, name, text.as_bytes().to_vec()),
        None => nothing(&server.shared, None, "none"),
    }
}

async fn found(server: &Server, path: OutputPath, request: Request) -> Response {
    let (shared, wanted) = (Arc::clone(&server.shared), path.clone());
    let found = tokio::task::spawn_blocking(move || shared.find(&wanted)).await;
    match found {
        Ok(Found::Page { html, seen }) => rendered(StatusCode::OK, path.as_str(), live::with_script(&html, &seen)),
        Ok(Found::Bytes(bytes)) => rendered(StatusCode::OK, path.as_str(), bytes),
        Ok(Found::Disk(on_disk)) => file(on_disk, request).await,
        Ok(Found::Folder(index)) => to(&index, request.uri().query()),
        Ok(Found::Nothing { html, seen }) => nothing(&server.shared, html, &seen),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

/// A folder's address leads to its page, as every link of the site does; where there is none, nothing is there.
async fn folder(server: &Server, index: OutputPath, request: Request) -> Response {
    let (shared, wanted) = (Arc::clone(&server.shared), index.clone());
    match tokio::task::spawn_blocking(move || shared.find(&wanted)).await {
        Ok(Found::Nothing { html, seen }) => nothing(&server.shared, html, &seen),
        Ok(_) => to(&index, request.uri().query()),
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

fn to(path: &OutputPath, query: Option<&str>) -> Response {
    let query = query.map(|query| format!("?{query}")).unwrap_or_default();
    let address = format!("/{}{query}", path.encoded());
    (StatusCode::FOUND, [(LOCATION, address), (CACHE_CONTROL, "no-store".to_owned())]).into_response()
}

/// The site's page for what is not there; its links start at the top of the server. Without one, a page of our own.
fn nothing(shared: &Shared, html: Option<Vec<u8>>, seen: &str) -> Response {
    let page = if let Some(html) = html {
        live::with_script(&at_top(html), seen)
    } else {
        let text = if shared.with(Opened::shows) { words::nothing_there() } else { words::no_theme() };
        live::bare_page(shared.lang, &text, seen)
    };
    rendered(StatusCode::NOT_FOUND, "404.html", page)
}

/// `html` with the value of its `<base href>` set to the top.
fn at_top(html: Vec<u8>) -> Vec<u8> {
    const BASE: &str = "<base href=\"";
    let Ok(text) = String::from_utf8(html) else { return Vec::new() };
    let Some((before, rest)) = text.split_once(BASE) else { return text.into_bytes() };
    let behind = rest.split_once('"').map_or("", |(_, behind)| behind);
    format!("{before}{BASE}/\"{behind}").into_bytes()
}

/// Bytes that were made for this request.
fn rendered(status: StatusCode, name: &str, bytes: Vec<u8>) -> Response {
    let kind = mime_guess::from_path(name).first_or_octet_stream();
    let is_text = kind.type_() == "text" || matches!(kind.subtype().as_str(), "json" | "javascript" | "xml");
    let kind = if is_text { format!("{kind}; charset=utf-8") } else { kind.to_string() };
    (status, [(CONTENT_TYPE, kind), (CACHE_CONTROL, "no-store".to_owned())], bytes).into_response()
}

/// A file of this machine, or the part of it that is asked for.
async fn file(on_disk: PathBuf, request: Request) -> Response {
    match ServeFile::new(on_disk).try_call(request).await {
        Ok(answer) => {
            let mut answer = answer.map(Body::new);
            answer.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
            answer
        }
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

fn text(status: StatusCode, shared: &Shared, text: &Text) -> Response {
    rendered(status, "text.txt", text.in_lang(shared.lang).as_bytes().to_vec())
}

/// True where the browser asked for this machine by name: a page elsewhere whose name has been turned to this machine can
/// not read drafts.
fn names_this_machine(headers: &HeaderMap) -> bool {
    let Some(host) = headers.get(HOST).and_then(|host| host.to_str().ok()) else { return false };
    let name = match host.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    let name = name.trim_start_matches('[').trim_end_matches(']').to_ascii_lowercase();
    name == "localhost"
        || name.ends_with(".localhost")
        || name.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_this_machine_are_answered() {
        let check = |host: &str, expected: bool| {
            let headers = HeaderMap::from_iter([(HOST, HeaderValue::from_str(host).expect("a value"))]);
            assert_eq!(names_this_machine(&headers), expected, "{host}");
        };
        for host in ["localhost:3456", "127.0.0.1:3456", "127.0.0.1", "[::1]:3456", "[::1]", "baocao.localhost:1"] {
            check(host, true);
        }
        for host in ["evil.example:3456", "evil.example", "192.168.1.4:3456", "localhost.evil.example", ""] {
            check(host, false);
        }
        assert!(!names_this_machine(&HeaderMap::new()));
    }

    #[test]
    fn links_of_the_page_for_nothing_start_at_the_top() {
        let html = b"<head><base href=\"/bao-cao/\">\n<title>".to_vec();
        assert_eq!(at_top(html), b"<head><base href=\"/\">\n<title>");
        assert_eq!(at_top(b"<head>".to_vec()), b"<head>");
    }
}
