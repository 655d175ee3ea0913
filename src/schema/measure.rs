//! The keys of a dataset's measures; `load::measure` reads them.

use serde_json::json;

use super::dataset::{credit, credits};
use super::shape::Shape::{Either, Flag, Like, Number, Text, Whole};
use super::shape::{Shape, key, list, mapping, words};

#[rustfmt::skip] // One line a key.
pub fn measure() -> Shape {
    let bound = || Either(vec![Number, Text]);
    mapping([
        key("label", Text, "What readers see; else its key.", "Tên hiển thị; không ghi thì lấy khóa.").example("Đăng ký"),
        key("type", words(&["integer", "number"]), "Whole numbers, or others too.", "Số nguyên, hay cả số lẻ.").default("integer"),
        key("ratio", Like("/", None), "A rate: one measure divided by another, in percent.", "Tỷ lệ: một chỉ tiêu chia cho một chỉ tiêu khác, tính bằng phần trăm.").example("completed / registered"),
        key("unit", Text, "Its unit, where it is not the dataset's.", "Đơn vị tính, nếu khác của tệp."),
        key("decimals", Whole(0..=9), "Decimals that readers see.", "Số chữ số thập phân hiển thị.").example(1),
        key("percent_of", Like("/", None), "The pair that this percent is of; a cell that disagrees is an error.", "Cặp chỉ tiêu tạo ra tỷ lệ này; ô không khớp sẽ là lỗi.").example("completed / registered"),
        key("total", words(&["sum", "none"]), "none: its figures do not add up.", "none: số liệu không cộng được.").default("sum"),
        key("direction", words(&["more", "less"]), "Which way it gets better.", "Tăng hay giảm là tốt."),
        key("source", credits(), "Where its figures come from, if not from the dataset's source.", "Nguồn, nếu khác của tệp."),
        key("license", credit(), "Terms of use, where they are not the dataset's.", "Giấy phép sử dụng, nếu khác của tệp."),
        key("note", Text, "What readers must know of it.", "Điều bạn đọc cần biết."),
        key("required", Flag, "No cell may be empty.", "Không ô nào được trống.").default(false),
        key("unique", Flag, "No two cells may be alike.", "Không hai ô nào giống nhau.").default(false),
        key("minimum", bound(), "The least it may be: a number or a measure of the same row.", "Nhỏ nhất: một số, hoặc một chỉ tiêu cùng dòng.").example(0),
        key("maximum", bound(), "The most it may be: a number or a measure of the same row.", "Lớn nhất: một số, hoặc một chỉ tiêu cùng dòng.").example("registered"),
        key("enum", list(Number), "The only numbers it may be.", "Chỉ được là một trong các số này.").example(json!([0, 1])),
    ])
}
