//! Every word that pictures, descriptions and tables say, in both languages.

use crate::locale::Lang;
use crate::model::dataset::Status;

const fn pick(lang: Lang, vi: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::Vi => vi,
        Lang::En => en,
    }
}

/// What counts in powers of ten are called; empty for 10^0.
#[must_use]
pub fn magnitude(power: i32, lang: Lang) -> &'static str {
    match power {
        6 => pick(lang, "triệu", "million"),
        9 => pick(lang, "tỷ", "billion"),
        12 => pick(lang, "nghìn tỷ", "trillion"),
        15 => pick(lang, "triệu tỷ", "quadrillion"),
        18 => pick(lang, "tỷ tỷ", "quintillion"),
        _ => "",
    }
}

/// What a status means, as a table's key says it.
#[must_use]
pub fn status(status: Status, lang: Lang) -> &'static str {
    match status {
        Status::Final => pick(lang, "chính thức", "final"),
        Status::Provisional => pick(lang, "số sơ bộ", "provisional"),
        Status::Revised => pick(lang, "số đã điều chỉnh", "revised"),
        Status::Estimated => pick(lang, "số ước tính", "estimated"),
        Status::Break => pick(lang, "chuỗi số liệu bị gián đoạn", "break in series"),
        Status::NotAvailable => pick(lang, "không có số liệu", "not available"),
        Status::NotApplicable => pick(lang, "không áp dụng", "not applicable"),
    }
}

/// A gap in a picture.
#[must_use]
pub fn gap(status: Status, lang: Lang) -> &'static str {
    match status {
        Status::NotAvailable => pick(lang, "không có", "none"),
        Status::NotApplicable => pick(lang, "không áp dụng", "n/a"),
        _ => pick(lang, "chưa có", "no data"),
    }
}

#[must_use]
pub fn no_data(lang: Lang) -> &'static str {
    pick(lang, "chưa có số liệu", "no data yet")
}

/// `chưa có số liệu hoàn thành`.
#[must_use]
pub fn no_data_of(measure: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("chưa có số liệu {}", noun(measure)),
        Lang::En => format!("{}: no data yet", noun(measure)),
    }
}

/// One figure of a pair by its measure: `đăng ký 8.247`, `8,247 registered`.
#[must_use]
pub fn counted(measure: &str, figure: &str, lang: Lang) -> String {
    match lang {
        Lang::Vi => format!("{} {figure}", noun(measure)),
        Lang::En => format!("{figure} {}", noun(measure)),
    }
}

/// A key's entry for a place without a row.
#[must_use]
pub fn no_row(lang: Lang) -> &'static str {
    pick(lang, "không có trong bảng số liệu", "not in the dataset")
}

#[must_use]
pub fn cut_axis(lang: Lang) -> &'static str {
    pick(lang, "trục không bắt đầu từ 0", "axis does not start at 0")
}

#[must_use]
pub fn own_scales(lang: Lang) -> &'static str {
    pick(lang, "Mỗi nhóm vẽ theo thang riêng", "Each group has its own scale")
}

/// The kind of picture, for its short name.
#[must_use]
pub fn column_chart(lang: Lang) -> &'static str {
    pick(lang, "Biểu đồ cột", "Column chart")
}

#[must_use]
pub fn bar_chart(lang: Lang) -> &'static str {
    pick(lang, "Biểu đồ thanh ngang", "Bar chart")
}

#[must_use]
pub fn stacked_column_chart(lang: Lang) -> &'static str {
    pick(lang, "Biểu đồ cột chồng", "Stacked column chart")
}

#[must_use]
pub fn stacked_bar_chart(lang: Lang) -> &'static str {
    pick(lang, "Biểu đồ thanh chồng", "Stacked bar chart")
}

#[must_use]
pub fn area_chart(lang: Lang) -> &'static str {
    pick(lang, "Biểu đồ miền", "Area chart")
}

#[must_use]
pub fn dot_chart(lang: Lang) -> &'static str {
    pick(lang, "Biểu đồ điểm", "Dot chart")
}

/// The sum of a stack.
#[must_use]
pub fn total(lang: Lang) -> &'static str {
    pick(lang, "Tổng", "Total")
}

/// A stack with a part missing.
#[must_use]
pub fn incomplete(lang: Lang) -> &'static str {
    pick(lang, "chưa đủ", "incomplete")
}

#[must_use]
pub fn line_chart(lang: Lang) -> &'static str {
    pick(lang, "Biểu đồ đường", "Line chart")
}

#[must_use]
pub fn completion_chart(lang: Lang) -> &'static str {
    pick(lang, "Biểu đồ kết quả hoàn thành", "Completion chart")
}

/// A label inside a sentence: `Đăng ký` → `đăng ký`, but `Tân Yên` and `UBND tỉnh` as they are.
///
/// A single word keeps its capital unless it is known to be no name: `Huế` and `Nam` look alike.
#[must_use]
pub fn inner(label: &str) -> String {
    let mut letters = label.chars();
    let Some(first) = letters.next() else { return String::new() };
    let rest = letters.as_str();
    let common = rest.contains(' ') && !rest.chars().any(char::is_uppercase);
    if common { first.to_lowercase().chain(rest.chars()).collect() } else { label.to_owned() }
}

/// The name of a measure inside a sentence: measures are common nouns, so `Registered` is `registered`.
#[must_use]
pub fn noun(label: &str) -> String {
    let mut letters = label.chars();
    let Some(first) = letters.next() else { return String::new() };
    let rest = letters.as_str();
    if rest.chars().any(char::is_uppercase) {
        label.to_owned()
    } else {
        first.to_lowercase().chain(rest.chars()).collect()
    }
}

/// `đến hết quý I/2024` with its parts kept on one line.
#[must_use]
pub fn kept_together(text: &str) -> String {
    ["quý ", "tháng ", "ngày ", "năm "]
        .iter()
        .fold(text.to_owned(), |text, word| text.replace(word, &format!("{}\u{a0}", word.trim_end())))
}

/// A sentence's begin: `đăng ký` → `Đăng ký`.
#[must_use]
pub fn begin(text: &str) -> String {
    let mut letters = text.chars();
    let mut begun = String::with_capacity(text.len() + 4);
    begun.extend(letters.next().into_iter().flat_map(char::to_uppercase));
    begun.push_str(letters.as_str());
    begun
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_keep_their_capitals() {
        assert_eq!(inner("Đăng ký"), "đăng ký");
        assert_eq!(inner("Tân Yên"), "Tân Yên");
        assert_eq!(inner("UBND tỉnh"), "UBND tỉnh");
        assert_eq!(noun("Registered"), "registered");
        assert_eq!(begin("đều là 49 việc"), "Đều là 49 việc");
    }
}
