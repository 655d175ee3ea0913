//! The keys of site.yaml; `config` reads them.

use serde_json::json;

use crate::config::{Download, SECRETS, Server};
use crate::diag::{self, Code};
use crate::locale::Lang;

use super::dataset::{credit, credits};
use super::shape::Shape::{Any, Flag, Like, Text, Whole, Word};
use super::shape::{Key, Mapping, Shape, key, list, mapping, named, need, one_of, one_or_more, only, open, words};
use super::theme::palette;

#[rustfmt::skip] // One line a key.
pub fn keys() -> Mapping {
    let languages = || one_of(&Lang::ALL.map(|lang| (lang.code(), ())));
    let url = Like(r#"^https?://[^/ "<>?#][^ "<>?#]*$"#, Some("uri"));
    only([
        need("title", Text, "The site's name.", "Tên của trang."),
        need("base_url", url, "The address that the site is published at.", "Địa chỉ nơi trang được đăng.").example("https://bao-cao.example.gov.vn"),
        key("description", Text, "What the site is about, in a sentence.", "Trang nói về gì, trong một câu."),
        key("language", languages(), "The site's language.", "Ngôn ngữ chính của trang.").default("vi"),
        key("languages", one_or_more(languages()), "All languages that pages are written in.", "Các ngôn ngữ có bài viết.").example(json!(["vi", "en"])),
        key("timezone", Text, "Zone of dates and times without one.", "Múi giờ của ngày giờ không ghi múi giờ.").default("Asia/Ho_Chi_Minh"),
        key("theme", Text, "The look: a folder in themes/, portal, or print (the whole report as one document).", "Giao diện: một thư mục trong themes/, portal, hoặc print (cả báo cáo thành một tài liệu).").default("portal"),
        key("publisher", publisher(), "Who publishes the site.", "Cơ quan chủ quản trang."),
        key("source", credits(), "Who stands behind the figures of datasets that name no source.", "Nguồn của các tệp số liệu không ghi nguồn riêng."),
        key("license", credit(), "Terms of use; of datasets too that have none of their own.", "Giấy phép sử dụng; cũng là của tệp số liệu không ghi giấy phép riêng."),
        key("menu", list(menu_item()), "The menu at the head of each page.", "Trình đơn ở đầu mỗi trang."),
        key("feed_limit", Whole(1..=1000), "Entries of a feed.", "Số mục trong nguồn tin RSS.").default(20),
        key("search", Flag, "False leaves out the page that searches the site, and its index.", "false thì không có trang tìm kiếm và chỉ mục của nó.").default(true),
        key("rules", rules(), "Levels of findings, by code.", "Mức độ của từng mã phát hiện."),
        key("numbers", named(number_rule()), "Words by which numbers in prose are no figures, by a name of your choice or a built-in one.", "Các từ cho biết số trong bài không phải số liệu, theo tên tự đặt hoặc tên có sẵn.").example(json!({"motto": {"before": ["dám", "rõ"]}})),
        key("raw_html", words(&["sanitize", "escape", "allow"]), "What becomes of HTML in Markdown.", "Cách xử lý HTML trong Markdown.").default("sanitize"),
        key("headers", one_or_more(one_of(&Server::ALL)), "Web servers that get a file with security headers for the site.", "Các máy chủ web được ghi tệp thiết lập bảo mật cho trang.").example(json!(["nginx"])),
        key("markdown", markdown(), "How Markdown is read and set.", "Cách đọc và trình bày Markdown."),
        key("charts", charts(), "What holds for every chart.", "Áp dụng cho mọi biểu đồ."),
        key("require_approval", Flag, "Publish only what was approved.", "Chỉ đăng khi đã được duyệt."),
        key("limits", limits(), "Limits of sizes.", "Giới hạn dung lượng."),
        key("targets", named(target()), "Where the site is published, by name; never a credential.", "Nơi đăng trang, theo tên; không bao giờ ghi mật khẩu."),
        key("extra", Any, "Values of your own for templates: {{ site.extra.… }}.", "Giá trị riêng cho mẫu trang: {{ site.extra.… }}."),
    ])
}

#[rustfmt::skip] // One line a key.
fn publisher() -> Shape {
    mapping([
        key("name", Word, "Its name, at the head of each page.", "Tên, hiện ở đầu mỗi trang."),
        key("address", Word, "Postal address.", "Địa chỉ."),
        key("phone", Word, "Telephone number, in quotes where it begins with 0.", "Số điện thoại, đặt trong dấu nháy."),
        key("email", Word, "E-mail address.", "Thư điện tử."),
        key("responsible", Word, "Who answers for the content.", "Người chịu trách nhiệm nội dung."),
    ])
}

#[rustfmt::skip] // One line a key.
fn menu_item() -> Shape {
    mapping([
        need("title", Text, "What readers see.", "Tên mà bạn đọc nhìn thấy."),
        need("url", Text, "A page's file or an address.", "Tệp của một trang, hoặc một địa chỉ.").example("/tin-tuc/_index.md"),
    ])
}

/// Every code with its meaning.
fn rules() -> Shape {
    let levels = || words(&["error", "warning", "advice", "off"]);
    let level = || {
        let with_reason = mapping([
            need("level", levels(), "How bad it is.", "Mức độ."),
            need("reason", Text, "Why this site sets it.", "Vì sao trang này đặt như vậy."),
        ]);
        Shape::Either(vec![levels(), with_reason])
    };
    let rule = |code: &Code| Key { about: diag::summary(*code), ..key(code.word(), level(), "", "") };
    mapping(Code::ALL.iter().map(rule).collect::<Vec<_>>())
}

#[rustfmt::skip] // One line a key.
fn number_rule() -> Shape {
    mapping([
        key("after", one_or_more(Word), "The number stands after one of these words.", "Số đứng sau một trong các từ này.").example(json!(["ấp", "tổ"])),
        key("before", one_or_more(Word), "The number stands before one of these words.", "Số đứng trước một trong các từ này.").example(json!(["dám", "rõ"])),
        key("texts", one_or_more(Word), "The number is part of one of these texts.", "Số nằm trong một trong các cụm này.").example(json!(["24/7"])),
    ])
}

#[rustfmt::skip] // One line a key.
fn markdown() -> Shape {
    mapping([
        key("syntax", words(&["full", "commonmark"]), "`commonmark`: nothing but CommonMark, its HTML as the specification has it.", "`commonmark`: chỉ CommonMark, HTML đúng như bản đặc tả.").default("full"),
        key("smart_punctuation", Flag, "Straight quotes in pairs become curly ones, `...` an ellipsis, ` -- ` a dash; by default with `syntax: full`.", "Cặp nháy thẳng thành nháy cong, `...` thành dấu ba chấm, ` -- ` thành gạch ngang; mặc định có khi `syntax: full`."),
    ])
}

#[rustfmt::skip] // One line a key.
fn charts() -> Shape {
    mapping([
        key("download", downloads(), "Files beside each chart that names none.", "Các tệp tải về của biểu đồ không ghi riêng.").default(json!(["csv"])),
        key("palette", palette(), "Colours of series, over the theme's.", "Màu của các chuỗi, thay cho màu của giao diện."),
    ])
}

#[rustfmt::skip] // One line a key.
fn limits() -> Shape {
    mapping([
        key("image_megapixels", Whole(1..=1_000), "Points of a picture, in millions.", "Số điểm ảnh của một ảnh, tính bằng triệu.").default(100),
        key("file_size", Like(r"^ *[0-9]+ *[KMG]B *$", None), "Size of a file that readers are offered.", "Dung lượng của một tệp cho tải về.").default("50 MB"),
    ])
}

/// Kinds of files beside a figure.
pub fn downloads() -> Shape {
    one_or_more(one_of(&Download::ALL))
}

fn target() -> Shape {
    let kinds = words(&["directory", "s3", "sftp", "webdav", "ftp"]);
    open([need("type", kinds, "What kind of place it is.", "Loại nơi đăng.")], &SECRETS, Any)
}
