//! The keys of a chart block; `load::chart` reads them.

use serde_json::json;

use crate::load::MARKS;

use super::shape::Shape::{Number, Text, Word};
use super::shape::{
    Mapping, Shape, allowance, allowed_text, key, list, mapping, named, need, one_of, one_or_more, only, words,
};
use super::site::downloads;

#[rustfmt::skip] // One line a key.
pub fn keys() -> Mapping {
    only([
        need("data", Text, "A dataset, by the name of its file or its path.", "Tệp số liệu, theo tên tệp hoặc đường dẫn.").example("viec-lam-theo"),
        need("type", one_of(&MARKS), "How it is drawn; completion draws what is completed inside what is registered.", "Kiểu vẽ; completion vẽ phần hoàn thành bên trong phần đăng ký."),
        key("x", Word, "The dimension along the axis.", "Chiều nằm dọc trục.").example("year"),
        key("y", one_or_more(Word), "The measures it shows.", "Các chỉ tiêu được vẽ.").example(json!(["registered", "completed"])),
        key("series", Word, "A dimension that splits the figures into colours.", "Chiều chia số liệu thành các màu.").example("level"),
        key("facet", Word, "A dimension that splits the chart into small multiples.", "Chiều chia biểu đồ thành nhiều hình nhỏ.").example("level"),
        key("where", named(one_or_more(Word)), "Only rows with these values.", "Chỉ lấy các dòng có giá trị này.").example(json!({"year": [2023, 2024]})),
        key("title", Text, "The finding, as a sentence.", "Điều rút ra, thành một câu."),
        key("subtitle", Text, "What, where, when, and the unit.", "Cái gì, ở đâu, khi nào, đơn vị tính."),
        key("alt", Text, "The picture in words; written from the data where it is left out.", "Mô tả hình bằng lời; không ghi thì viết từ số liệu."),
        key("note", Text, "A note under it.", "Ghi chú dưới hình."),
        key("source", Text, "Its source, where it is not the dataset's.", "Nguồn, nếu khác của tệp số liệu."),
        key("annotations", list(annotation()), "Words at a place of the axis.", "Lời ghi tại một chỗ trên trục."),
        key("reference_lines", list(reference_line()), "Lines across it, such as a target.", "Đường ngang, chẳng hạn chỉ tiêu phải đạt."),
        key("labels", words(&["direct", "values", "legend", "none"]), "How series and figures are named.", "Cách ghi tên chuỗi và con số.").default("direct"),
        key("orientation", words(&["horizontal", "vertical"]), "Of completion and dot: lying or standing.", "Của completion và dot: nằm ngang hay dựng đứng."),
        key("domain", Shape::List(Box::new(Number), 2..=2), "Ends of the axis of figures.", "Hai đầu của trục số.").example(json!([0, 100])),
        key("sort", words(&["data", "label", "value"]), "The order along the axis.", "Thứ tự dọc trục."),
        key("id", Word, "Its anchor, and the name of its files.", "Neo của hình, cũng là tên các tệp tải về.").example("hoan-thanh-2023"),
        key("allow", list(allowance(vec![allowed_text()])), "Findings that this chart may have, and why.", "Các phát hiện được chấp nhận ở biểu đồ này, và vì sao."),
        key("download", downloads(), "Files beside it.", "Các tệp tải về.").example(json!(["csv", "png"])),
    ])
}

#[rustfmt::skip] // One line a key.
fn annotation() -> Shape {
    mapping([
        need("x", Word, "A value of the dimension x.", "Một giá trị của chiều x.").example(2024),
        need("text", Text, "What stands there.", "Lời ghi."),
    ])
}

#[rustfmt::skip] // One line a key.
fn reference_line() -> Shape {
    mapping([
        need("y", Number, "Where it crosses.", "Ở mức nào.").example(95),
        need("text", Text, "What it means.", "Nghĩa của đường này."),
    ])
}
