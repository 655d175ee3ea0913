//! The keys of front matter; `load::front_matter` reads them.

use serde_json::json;

use crate::locale::Lang;

use super::shape::Shape::{Any, Flag, Moment, Text, Whole, Word};
use super::shape::{Mapping, Shape, allowance, allowed_text, key, list, mapping, need, one_of, only, words};

#[rustfmt::skip] // One line a key.
pub fn keys() -> Mapping {
    let languages = one_of(&Lang::ALL.map(|lang| (lang.code(), ())));
    only([
        need("title", Text, "The page's title.", "Tên bài."),
        key("date", Moment, "When it is of: 2024-05-13, 2024-05-13 14:08 or RFC 3339.", "Ngày của bài: 2024-05-13, 2024-05-13 14:08 hoặc RFC 3339.").example("2024-05-13 14:08"),
        key("updated", Moment, "When it was changed last.", "Lần sửa cuối.").example("2024-05-14"),
        key("publish_at", Moment, "It is held back until a build at or after this time.", "Chưa đăng cho đến lần dựng vào hoặc sau thời điểm này.").example("2024-05-20 08:00"),
        key("draft", Flag, "A draft is built with --drafts only.", "Bản nháp chỉ được dựng với --drafts.").default(false),
        key("slug", Word, "Last part of its address, instead of the file's name.", "Phần cuối của địa chỉ, thay cho tên tệp.").example("ket-qua-quy-i"),
        key("aliases", list(Word), "Former addresses, which lead here.", "Các địa chỉ cũ, dẫn về trang này.").example(json!(["/tin-tuc/bai-cu/"])),
        key("summary", Text, "The lead, one or two sentences.", "Đoạn dẫn, một hai câu."),
        key("author", Word, "Who wrote it.", "Tác giả."),
        key("source", Word, "Where it was taken from.", "Nguồn bài."),
        key("tags", list(Word), "Topics, as readers see them.", "Các chủ đề, như bạn đọc nhìn thấy.").example(json!(["đăng ký"])),
        key("image", image(), "The picture at its head.", "Ảnh ở đầu bài."),
        key("attachments", list(attachment()), "Files to take away.", "Các tệp đính kèm."),
        key("weight", Whole(-1_000_000..=1_000_000), "Place in lists sorted by weight: lighter first.", "Thứ tự trong danh sách xếp theo weight: nhỏ đứng trước.").default(0),
        key("template", Text, "Another template than its kind's.", "Mẫu trang khác mẫu thường dùng.").example("page.html"),
        key("lang", languages, "The page's language, where it is not the site's.", "Ngôn ngữ của bài, nếu khác ngôn ngữ của trang."),
        key("corrections", list(correction()), "What was corrected, and when.", "Những gì đã đính chính, và khi nào."),
        key("allow", list(allowance(vec![allowed_text()])), "Findings that this page may have, and why.", "Các phát hiện được chấp nhận ở trang này, và vì sao."),
        key("sort_by", words(&["date", "title", "weight"]), "Of a section (_index.md): the order of its pages.", "Của chuyên mục (_index.md): thứ tự các bài.").default("date"),
        key("paginate_by", Whole(1..=1000), "Of a section (_index.md): pages in one list.", "Của chuyên mục (_index.md): số bài trong một danh sách."),
        key("extra", Any, "Values of your own for templates: {{ page.extra.… }}.", "Giá trị riêng cho mẫu trang: {{ page.extra.… }}."),
    ])
}

#[rustfmt::skip] // One line a key.
fn image() -> Shape {
    mapping([
        need("src", Text, "Its file, from this page's folder or from / of content/.", "Tệp ảnh, tính từ thư mục của bài hoặc từ / của content/.").example("anh.jpg"),
        key("alt", Text, "What it shows, for who can't see it.", "Ảnh cho thấy gì, cho người không nhìn được."),
        key("caption", Text, "The text below it.", "Chú thích dưới ảnh."),
        key("credit", Text, "Who took it.", "Người chụp."),
    ])
}

#[rustfmt::skip] // One line a key.
fn attachment() -> Shape {
    mapping([
        need("src", Text, "Its file.", "Tệp đính kèm.").example("bao-cao.pdf"),
        key("title", Text, "What readers see; else the file's name.", "Tên hiển thị; không ghi thì lấy tên tệp."),
    ])
}

#[rustfmt::skip] // One line a key.
fn correction() -> Shape {
    mapping([
        need("date", Moment, "When it was corrected.", "Ngày đính chính.").example("2024-05-14"),
        need("text", Text, "What was corrected.", "Đính chính điều gì."),
        key("was", Word, "The figure as it was printed.", "Con số đã in.").beside("now").example("98,2%"),
        key("now", Word, "The figure as it is now.", "Con số nay là.").beside("was").example("98,3%"),
        key("why", Word, "Why it was wrong.", "Vì sao sai."),
    ])
}
