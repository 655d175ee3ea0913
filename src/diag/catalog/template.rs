//! Texts about templates and themes.

use crate::diag::text::texts;

texts! {
    mistake(why) en "this template can't be used: {why}" vi "không dùng được mẫu này: {why}";
    mistake_in(name, why) en "the template {name} can't be used: {why}" vi "không dùng được mẫu {name}: {why}";
    scope_help() en "templates see `site`, `page`, `words` and, on a dataset's page, `dataset`" vi "mẫu dùng được `site`, `page`, `words` và, ở trang của bảng số liệu, `dataset`";
    no_language(theme, lang) en "the theme {theme} has no words in the language {lang}" vi "giao diện {theme} không có bộ từ cho ngôn ngữ {lang}";
    no_language_help(lang) en "add i18n/{lang}.yaml to the theme" vi "hãy thêm i18n/{lang}.yaml vào giao diện";
    missing_words(theme, lang, keys) en "the theme {theme} lacks words in the language {lang}: {keys}" vi "giao diện {theme} thiếu từ cho ngôn ngữ {lang}: {keys}";
}
