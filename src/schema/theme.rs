//! The keys of theme.yaml; `load::look` and `config::palette` read them.

use serde_json::json;

use crate::config::palette::SERIES;

use super::shape::Shape::{Like, Text, Whole};
use super::shape::{Mapping, Shape, key, mapping, need, only};

#[rustfmt::skip] // One line a key.
pub fn keys() -> Mapping {
    only([
        key("title", Text, "The theme's name.", "Tên giao diện."),
        key("description", Text, "What it looks like.", "Giao diện trông thế nào."),
        key("palette", palette(), "Colours of series in charts.", "Màu của các chuỗi trong biểu đồ.").example(json!(["#12436D", "#F46A25"])),
        key("colors", colors(), "Colours of the page.", "Màu của trang."),
        key("fonts", fonts(), "Fonts that readers have; the last is serif, sans-serif or the like.", "Phông chữ có trên máy bạn đọc; cuối cùng là serif, sans-serif hoặc tương tự."),
        key("sizes", sizes(), "Sizes of letters, in pixels.", "Cỡ chữ, tính bằng pixel."),
    ])
}

/// One to eight colours, or those for the light and the dark page.
#[rustfmt::skip] // One line a key.
pub fn palette() -> Shape {
    let colors = || Shape::List(Box::new(Like("^#[0-9A-Fa-f]{6}$", None)), 1..=SERIES);
    let both = mapping([
        need("light", colors(), "Colours on the light page.", "Màu trên nền sáng.").example(json!(["#12436D"])),
        key("dark", colors(), "Colours on the dark page, as many; else made from the light ones.", "Màu trên nền tối, cùng số lượng; không ghi thì tạo từ màu nền sáng.").example(json!(["#9CC5EE"])),
    ]);
    Shape::Either(vec![colors(), both])
}

#[rustfmt::skip] // One line a key.
fn colors() -> Shape {
    let color = || Like("^#[0-9A-Fa-f]{6}$", None);
    let tone = |light: &str, dark: &str| {
        let both = mapping([
            need("light", color(), "On the light page.", "Trên nền sáng.").example(light),
            key("dark", color(), "On the dark page.", "Trên nền tối.").example(dark),
        ]);
        Shape::Either(vec![color(), both])
    };
    mapping([
        key("paper", tone("#FFFEFB", "#1C1916"), "The page itself.", "Nền trang.").example("#FFFEFB"),
        key("ink", tone("#1C1A17", "#ECE5DA"), "Its words.", "Chữ.").example("#1C1A17"),
        key("muted", tone("#5D5850", "#B3A999"), "Words beside the point.", "Chữ phụ.").example("#5D5850"),
        key("line", tone("#DDD7CC", "#423B32"), "Lines between things.", "Đường kẻ.").example("#DDD7CC"),
        key("accent", tone("#9B1B1F", "#F2938C"), "The one colour of the site: links, rules, numbers of figures.", "Màu riêng của trang: liên kết, đường nhấn, số hình.").example("#9B1B1F"),
    ])
}

#[rustfmt::skip] // One line a key.
fn fonts() -> Shape {
    mapping([
        key("text", Text, "Of the text.", "Phông của văn bản.").example("Be Vietnam Pro, Arial, sans-serif"),
        key("heading", Text, "Of headings.", "Phông của đề mục.").example("Noto Serif, serif"),
        key("chart", Text, "Of charts.", "Phông trong biểu đồ.").example("Noto Sans, sans-serif"),
    ])
}

#[rustfmt::skip] // One line a key.
fn sizes() -> Shape {
    mapping([
        key("text", Whole(15..=22), "Of the text.", "Cỡ của văn bản.").example(18),
        key("small", Whole(12..=16), "Of notes.", "Cỡ của ghi chú.").example(14),
        key("heading", Whole(20..=36), "Of headings.", "Cỡ của đề mục.").example(24),
        key("title", Whole(28..=56), "Of a page's title.", "Cỡ của tên bài.").example(38),
    ])
}
