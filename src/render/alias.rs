//! Old addresses: a page of a few lines that leads on to where the page stands now.

use crate::model::manifest::FileKind;
use crate::model::page::Page;
use crate::model::route::Route;

use super::File;
use super::html::put;

/// The file at an old address of `page`. It needs no script: browsers follow `refresh`, readers the link.
#[must_use]
pub fn file(page: &Page, alias: &Route, base_url: &str) -> File {
    let path = alias.file();
    let link = path.link_to(&page.route.file());
    let mut text = String::from("<!DOCTYPE html>\n");
    put!(&mut text, "<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n", page.lang.code());
    put!(&mut text, "<title>{}</title>\n", &page.front.title.value);
    put!(&mut text, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    put!(
        &mut text,
        "<meta name=\"robots\" content=\"noindex\">\n<link rel=\"canonical\" href=\"{}\">\n",
        &page.route.permalink(base_url)
    );
    put!(&mut text, "<meta http-equiv=\"refresh\" content=\"0; url={}\">\n</head>\n", &link);
    put!(
        &mut text,
        "<body>\n<main>\n<h1><a href=\"{}\">{}</a></h1>\n</main>\n</body>\n</html>\n",
        &link,
        &page.front.title.value
    );
    File { path, kind: FileKind::Page, bytes: text.into_bytes() }
}
