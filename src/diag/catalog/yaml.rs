//! Texts about YAML and its values.

use crate::diag::text::texts;

texts! {
    syntax(why) en "this is no valid YAML: {why}" vi "YAML không hợp lệ: {why}";
    syntax_help() en "look at this line and the one above it: a missing quote, bracket, space after `:` or a wrong indent" vi "xem dòng này và dòng trên: thiếu dấu nháy, dấu ngoặc, dấu cách sau `:` hoặc thụt lề sai";
    not_mapping(what) en "{what} must be keys with values" vi "{what} phải gồm các khóa và giá trị";
    not_mapping_help() en "write `key: value`, one on each line" vi "viết `khóa: giá trị`, mỗi dòng một cặp";
    unknown_key(key, place) en "{place} has no key `{key}`" vi "{place} không có khóa `{key}`";
    use_instead(key) en "use `{key}`" vi "hãy dùng `{key}`";
    did_you_mean(word) en "did you mean `{word}`?" vi "có phải ý bạn là `{word}`?";
    known_keys(keys) en "known here: {keys}" vi "các khóa dùng được ở đây: {keys}";
    missing_key(key, place) en "{place} needs the key `{key}`" vi "{place} thiếu khóa `{key}`";
    add_key(example) en "add `{example}`" vi "hãy thêm `{example}`";
    duplicate_key(key) en "the key `{key}` stands here a second time" vi "khóa `{key}` lặp lại ở đây";
    first_here() en "first here" vi "lần đầu ở đây";
    keep_one() en "keep one of the two" vi "chỉ giữ lại một";
    wrong_type(key, expected, found) en "`{key}` must be {expected}, found {found}" vi "`{key}` phải là {expected}, nhưng ở đây là {found}";
    not_in_list(key, found) en "`{key}` can't be `{found}`" vi "`{key}` không thể là `{found}`";
    one_of(words) en "one of: {words}" vi "một trong: {words}";
    write_like(example) en "write it like `{example}`" vi "hãy viết như `{example}`";
    empty_text(key) en "`{key}` is empty" vi "`{key}` để trống";
    not_utf8() en "this file is not UTF-8 text: the bytes from here on can't be read" vi "tệp này không phải văn bản UTF-8: không đọc được các byte từ chỗ này";
    not_utf8_seems(encoding) en "this file is not UTF-8 text: it looks like {encoding}" vi "tệp này không phải văn bản UTF-8: có vẻ là {encoding}";
    not_utf8_help() en "save the file again with the encoding UTF-8 (in the editor: Save as, encoding)" vi "lưu lại tệp với bảng mã UTF-8 (trong trình soạn thảo: Lưu thành, chọn bảng mã)";
    a_text() en "a text" vi "một văn bản";
    a_number() en "a number" vi "một số";
    a_whole_number() en "a whole number" vi "một số nguyên";
    a_list() en "a list" vi "một danh sách";
    a_mapping() en "keys with values" vi "các khóa và giá trị";
    true_or_false() en "true or false" vi "true hoặc false";
    a_date() en "a date" vi "một ngày";
    a_null() en "nothing" vi "giá trị trống";
    a_bool(word) en "the truth value `{word}`" vi "giá trị đúng/sai `{word}`";
    the_text(text) en "the text `{text}`" vi "văn bản `{text}`";
    the_number(text) en "the number `{text}`" vi "số `{text}`";
    quote_it(text) en "put it in quotes: `\"{text}\"`" vi "đặt trong dấu nháy: `\"{text}\"`";
    site_yaml() en "site.yaml" vi "site.yaml";
    front_matter() en "the front matter" vi "phần đầu trang";
    the_dataset() en "a dataset" vi "tệp số liệu";
    the_chart() en "a chart" vi "biểu đồ";
    the_theme() en "theme.yaml" vi "theme.yaml";
    this_place(name) en "`{name}`" vi "`{name}`";
    no_front_matter() en "this page does not begin with front matter" vi "trang này không bắt đầu bằng phần đầu trang";
    no_front_matter_help() en "begin the file with `---`, `title: …`, `---`, each on a line of its own" vi "mở đầu tệp bằng `---`, `title: …`, `---`, mỗi phần một dòng";
    open_front_matter() en "the front matter that begins here has no end" vi "phần đầu trang mở ở đây nhưng không đóng";
    open_front_matter_help() en "close it with a line `---` before the text" vi "đóng lại bằng một dòng `---` trước phần nội dung";
}
