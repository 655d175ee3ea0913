//! What keeps an open page up to date: the script that each page gets, and the events it hears.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::stream::{Stream, unfold};
use serde_json::{Value, json};
use tokio::sync::watch::Receiver;

use super::address::OWN;
use super::shared::{News, Shared, Version};
use super::words;
use crate::diag::Text;
use crate::locale::Lang;
use crate::model::route::OutputPath;

/// The files that only the server gives, by their names.
pub const FILES: &[(&str, &str)] =
    &[("live.js", include_str!("client/live.js")), ("overlay.css", include_str!("client/overlay.css"))];

/// The name of the events below the server's own folder.
pub const EVENTS: &str = "events";

/// A line is sent after so long without an event, so that a page that has gone is noticed.
const SILENCE: Duration = Duration::from_secs(15);

/// `html` with the one script that the server adds, which knows what the page looks like.
#[must_use]
pub fn with_script(html: &[u8], seen: &str) -> Vec<u8> {
    let end = b"</body>";
    let at = html.windows(end.len()).rposition(|part| part == end).unwrap_or(html.len());
    let script = format!("<script src=\"/{OWN}/live.js\" data-seen=\"{seen}\" defer></script>\n");
    [&html[..at], script.as_bytes(), &html[at..]].concat()
}

/// A page of the server's own, with the script: there is nothing else to show.
#[must_use]
pub fn bare_page(lang: Lang, text: &Text, seen: &str) -> Vec<u8> {
    let text = text.in_lang(lang);
    let html = format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{text}</title>\n</head>\n\
         <body>\n<main>\n<h1>{text}</h1>\n</main>\n</body>\n</html>\n",
        lang.code()
    );
    with_script(html.as_bytes(), seen)
}

/// A page without the names of `styles`: they change with the sheets, and the page looks the same to its script.
#[must_use]
pub fn without_names<'a>(html: &[u8], styles: impl Iterator<Item = &'a OutputPath>) -> String {
    let html = String::from_utf8_lossy(html).into_owned();
    styles.fold(html, |html, style| html.replace(&style.encoded(), ""))
}

/// The events for the page at `path`: what it is to show now, and again with each new version.
pub fn events(
    shared: Arc<Shared>,
    path: Option<OutputPath>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>> + use<>> {
    let versions = shared.versions();
    let first = (shared, path, versions, true);
    let stream = unfold(first, |(shared, path, mut versions, is_first)| async move {
        if !is_first && versions.changed().await.is_err() || last(&mut versions) {
            return None;
        }
        let (asking, page) = (Arc::clone(&shared), path.clone());
        let news = tokio::task::spawn_blocking(move || told(&asking.news(page.as_ref()), asking.lang)).await.ok()?;
        Some((Ok(Event::default().data(news.to_string())), (shared, path, versions, false)))
    });
    Sse::new(stream).keep_alive(KeepAlive::new().interval(SILENCE))
}

fn last(versions: &mut Receiver<Version>) -> bool {
    versions.borrow_and_update().is_last
}

/// The news as the script reads them.
fn told(news: &News, lang: Lang) -> Value {
    let word = |text: Text| text.in_lang(lang).into_owned();
    let findings: Vec<Value> = news.findings.iter().filter_map(|line| serde_json::from_str(line).ok()).collect();
    let count = findings.len() + usize::from(news.refused.is_some());
    json!({
        "seen": news.seen,
        "styles": news.styles,
        "draft": news.is_draft.then(|| word(words::draft())),
        "refused": news.refused,
        "findings": findings,
        "words": {
            "lang": lang.code(),
            "title": word(if count == 1 { words::error() } else { words::errors(count) }),
            "close": word(words::close()),
            "note": word(words::last_good()),
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_gets_one_script_at_its_end() {
        let html = b"<body><pre>&lt;/body></pre></body></html>";
        let made = String::from_utf8(with_script(html, "ab.0")).expect("UTF-8");
        let script = "<script src=\"/_baocao/serve/live.js\" data-seen=\"ab.0\" defer></script>\n";
        assert_eq!(made, format!("<body><pre>&lt;/body></pre>{script}</body></html>"));
        assert!(with_script(b"text", "").ends_with(b"</script>\n"));
    }

    #[test]
    fn a_page_looks_the_same_with_other_styles() {
        let style = OutputPath::new("_baocao/site.0123456789.css");
        let html = b"<link href=\"../_baocao/site.0123456789.css\">";
        assert_eq!(without_names(html, [&style].into_iter()), "<link href=\"../\">");
    }
}
