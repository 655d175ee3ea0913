//! The keys of a dataset; `load::dataset`, `load::rows` and `load::cell` read them.

use serde_json::json;

use crate::load::RESERVED;
use crate::model::dataset::Status;

use super::measure::measure;
use super::shape::Shape::{Date, Either, Flag, Number, Text, Whole, Word};
use super::shape::{
    Mapping, Shape, allowance, key, list, mapping, named, need, one_of, one_or_more, only, open, titled, words,
};

#[rustfmt::skip] // One line a key.
pub fn keys() -> Mapping {
    let rows = named(one_or_more(Word));
    let rows = key("where", rows, "The rows it is for; else all of the file.", "Dành cho các dòng nào; không ghi thì cả tệp.").example(json!({"year": 2023}));
    let measure_of = key("measure", Text, "The measure whose cells it is for; else all.", "Dành cho ô của chỉ tiêu nào; không ghi thì mọi chỉ tiêu.").example("registered");
    let checks = [
        key("years", words(&["complete", "any"]), "complete: no year may be left out; any: gaps are right. Else a gap is a warning.", "complete: không được thiếu năm nào; any: thiếu năm cũng được. Không ghi thì thiếu năm bị cảnh báo."),
        key("jump", Either(vec![Number, named(Number)]), "The largest change against the year before, in percent, of a rate in points; for all measures or by measure.", "Mức thay đổi lớn nhất so với năm trước, tính bằng phần trăm, với tỷ lệ là điểm phần trăm; chung hoặc theo chỉ tiêu.").example(json!({"registered": 50, "rate": 5})),
        key("rules", list(Either(vec![Text, rule()])), "Sums of measures that compare in every row.", "Các tổng chỉ tiêu phải so sánh đúng ở mọi dòng.").example(json!(["completed + open <= registered"])),
    ];
    only([
        need("title", Text, "What the figures count.", "Số liệu đếm cái gì."),
        key("description", Text, "One or two sentences more about it.", "Nói thêm một hai câu."),
        key("page", Flag, "false: no page of its own.", "false: không có trang riêng.").default(true),
        key("unit", Text, "What one of them is; measures may have their own.", "Đơn vị tính; mỗi chỉ tiêu có thể ghi riêng.").example("việc"),
        key("source", credits(), "Where the figures come from.", "Số liệu lấy từ đâu."),
        key("license", credit(), "Terms of use, where they are not the site's.", "Giấy phép sử dụng, nếu khác của trang."),
        key("updated", Date, "When the figures were changed last.", "Lần sửa số liệu cuối.").example("2024-05-13"),
        key("status", words(&["final", "provisional"]), "What holds for every row that says nothing else.", "Áp dụng cho mọi dòng không ghi khác.").default("final"),
        key("notes", one_or_more(Word), "What readers must know of the figures.", "Điều bạn đọc cần biết về số liệu."),
        key("revisions", list(revision()), "Announced changes of the figures.", "Các lần sửa số liệu đã công bố."),
        key("allow", list(allowance(vec![rows, measure_of])), "Findings that this file may have, and why.", "Các phát hiện được chấp nhận ở tệp này, và vì sao."),
        key("checks", mapping(checks), "What the rows have to hold beside the bounds of measures.", "Điều mà các dòng phải đúng, ngoài giới hạn của chỉ tiêu."),
        need("dimensions", open([], &RESERVED, dimension()), "What figures are told apart by: year, level, place …", "Các chiều phân biệt số liệu: năm, cấp, nơi …").example(json!({"year": {"label": "Năm", "type": "year"}})),
        need("measures", open([], &RESERVED, measure()), "What is counted, and rates of it.", "Những gì được đếm, và các tỷ lệ.").example(json!({"registered": {"label": "Đăng ký", "type": "integer", "minimum": 0}})),
        need("observations", observations(), "The rows, or the CSV, XLSX or JSON file that holds them.", "Các dòng số liệu, hoặc tệp CSV, XLSX, JSON chứa chúng.").or_null().example(json!([{"year": 2024, "registered": 100}])),
    ])
}

/// A source or terms of use.
pub fn credit() -> Shape {
    Either(vec![Word, titled()])
}

/// One source, or several.
pub fn credits() -> Shape {
    Either(vec![Word, titled(), list(credit())])
}

#[rustfmt::skip] // One line a key.
fn rule() -> Shape {
    mapping([
        need("rule", Text, "Two sums of measures and the sign between them.", "Hai tổng chỉ tiêu và dấu so sánh ở giữa.").example("completed <= registered"),
        key("text", Text, "What it means, for the message.", "Ý nghĩa, để hiện trong thông báo."),
        key("where", named(one_or_more(Word)), "The rows it is for; else all of them.", "Dành cho các dòng nào; không ghi thì mọi dòng.").example(json!({"year": 2023})),
    ])
}

#[rustfmt::skip] // One line a key.
fn revision() -> Shape {
    mapping([
        need("date", Date, "When it was announced.", "Ngày công bố.").example("2024-05-14"),
        need("text", Text, "What was changed, and why.", "Sửa gì, vì sao."),
    ])
}

#[rustfmt::skip] // One line a key.
fn dimension() -> Shape {
    mapping([
        key("label", Text, "What readers see; else its key.", "Tên hiển thị; không ghi thì lấy khóa.").example("Năm"),
        key("type", words(&["category", "year", "date"]), "What its values are.", "Loại giá trị.").default("category"),
        key("values", named(Either(vec![Word, value()])), "Key and label of each value, in the order of display; others are then errors.", "Khóa và tên của từng giá trị, theo thứ tự hiển thị; giá trị khác sẽ là lỗi.").example(json!({"collective": "Tập thể", "individual": "Cá nhân"})),
    ])
}

/// A value of a dimension with more than its label.
#[rustfmt::skip] // One line a key.
fn value() -> Shape {
    let time = || Either(vec![Whole(1000..=9999), Date]);
    mapping([
        key("label", Word, "What readers see; else its key.", "Tên hiển thị; không ghi thì lấy khóa.").example("Cấp huyện"),
        key("unit", Text, "What its figures count, where it is not the dataset's unit.", "Đơn vị tính, nếu khác của tệp."),
        key("from", time(), "The first year or day in which it exists.", "Năm hoặc ngày bắt đầu tồn tại.").example(2010),
        key("to", time(), "The last year or day in which it exists.", "Năm hoặc ngày cuối cùng còn tồn tại.").example(2024),
        key("parent", Word, "The value that is the total of it and others.", "Giá trị là tổng của nó và các phần khác."),
    ])
}

/// Rows, whose columns are the dimensions and measures of the file.
#[rustfmt::skip] // One line a key.
fn observations() -> Shape {
    let keys = [
        key("status", one_of(&Status::ALL), "What is known of the row's figures.", "Tình trạng số liệu của dòng."),
        key("as_of", Date, "The end of a part-year.", "Số liệu tính đến ngày nào của năm.").example("2024-03-31"),
        key("note", Word, "What readers must know of this row.", "Điều bạn đọc cần biết về dòng này."),
    ];
    let file = [
        need("file", Text, "The file that holds the rows, from this file's folder.", "Tệp chứa các dòng, tính từ thư mục của tệp này.").example("so-lieu.xlsx"),
        key("sheet", Word, "Of a workbook: the sheet; else its first.", "Của bảng tính: trang tính; không ghi thì lấy trang đầu."),
        key("range", Word, "Of a workbook: the corners of the cells.", "Của bảng tính: hai góc của vùng ô.").example("A3:F20"),
    ];
    Either(vec![list(open(keys, &[], Either(vec![Word, cell()]))), Text, mapping(file)])
}

/// A figure with its story.
#[rustfmt::skip] // One line a key.
fn cell() -> Shape {
    mapping([
        need("value", Number, "The figure; null where there is none yet.", "Con số; null nếu chưa có.").or_null(),
        key("status", one_of(&Status::ALL), "What is known of this figure.", "Tình trạng của con số này."),
        key("note", Word, "What readers must know of it.", "Điều bạn đọc cần biết."),
        key("was", Number, "What it was before.", "Con số trước khi sửa."),
        key("on", Date, "When it was changed.", "Ngày sửa.").example("2024-06-01"),
        key("why", Word, "Why it was changed.", "Vì sao sửa."),
    ])
}
