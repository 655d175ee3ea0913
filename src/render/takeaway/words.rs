//! Words that stand in files which readers take away. They are no part of a theme's look.

use crate::locale::Lang;

const fn pick(lang: Lang, vi: &'static str, en: &'static str) -> &'static str {
    match lang {
        Lang::Vi => vi,
        Lang::En => en,
    }
}

/// Name of the sheet with the figures.
#[must_use]
pub fn data(lang: Lang) -> &'static str {
    pick(lang, "Số liệu", "Data")
}

/// Name of the sheet that explains them, and of their notes.
#[must_use]
pub fn notes(lang: Lang) -> &'static str {
    pick(lang, "Ghi chú", "Notes")
}

#[must_use]
pub fn title(lang: Lang) -> &'static str {
    pick(lang, "Nhan đề", "Title")
}

#[must_use]
pub fn subtitle(lang: Lang) -> &'static str {
    pick(lang, "Nội dung", "Content")
}

#[must_use]
pub fn source(lang: Lang) -> &'static str {
    pick(lang, "Nguồn", "Source")
}

#[must_use]
pub fn license(lang: Lang) -> &'static str {
    pick(lang, "Giấy phép", "Licence")
}

#[must_use]
pub fn updated(lang: Lang) -> &'static str {
    pick(lang, "Cập nhật", "Updated")
}

/// Head of a column that says what is known of each figure.
#[must_use]
pub fn status(lang: Lang) -> &'static str {
    pick(lang, "Tình trạng", "Status")
}

/// Head of the column with the ends of part-years.
#[must_use]
pub fn as_of(lang: Lang) -> &'static str {
    pick(lang, "Tính đến", "As of")
}

#[must_use]
pub fn note(lang: Lang) -> &'static str {
    pick(lang, "Ghi chú", "Note")
}

/// Head of the categories of a chart whose dimension has no label.
#[must_use]
pub fn series(lang: Lang) -> &'static str {
    pick(lang, "Nhóm", "Group")
}

/// How an empty cell is named in the key.
#[must_use]
pub fn empty_cell(lang: Lang) -> &'static str {
    pick(lang, "ô trống", "empty cell")
}

/// Above the key of statuses.
#[must_use]
pub fn key(lang: Lang) -> &'static str {
    pick(lang, "Ký hiệu", "Key")
}
