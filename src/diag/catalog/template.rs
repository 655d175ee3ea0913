//! Texts about templates and themes.

use crate::diag::text::texts;

texts! {
    mistake(why) en "this template can't be used: {why}" vi "không dùng được mẫu này: {why}";
    mistake_in(name, why) en "the template {name} can't be used: {why}" vi "không dùng được mẫu {name}: {why}";
    scope_help() en "templates see `site`, `page`, `words` and, on a dataset's page, `dataset`" vi "mẫu dùng được `site`, `page`, `words` và, ở trang của bảng số liệu, `dataset`";
    shortcode_help() en "a shortcode sees its arguments and `body`, and `words` and `lang` where it asks for `@words` and `@lang`" vi "khối soạn sẵn dùng được các tham số và `body`, cùng `words` và `lang` nếu có ghi `@words` và `@lang`";
    not_colors(found) en "`palette` must be a list of colours, found {found}" vi "`palette` phải là một danh sách màu, nhưng ở đây là {found}";
    not_a_color(found) en "a colour is written `#` and six digits from 0 to F, in quotes; found {found}" vi "màu viết bằng `#` và sáu chữ số từ 0 đến F, trong dấu nháy; ở đây là {found}";
    color_count(found, most) en "a palette has 1 to {most} colours, here are {found}" vi "một bảng màu có từ 1 đến {most} màu, ở đây có {found}";
    dark_count(dark, light) en "colours for the dark page: {dark}, for the light one: {light}" vi "số màu cho trang tối: {dark}, cho trang sáng: {light}";
    dark_count_help() en "give each light colour its dark one, in the same order, or leave `dark` out" vi "cho mỗi màu sáng một màu tối theo đúng thứ tự, hoặc bỏ `dark`";
    pale_color(color, ratio, paper) en "`{color}` stands out too little from the page `{paper}`: {ratio}, marks need 3:1" vi "`{color}` không đủ tương phản với nền trang `{paper}`: {ratio}, hình vẽ cần 3:1";
    pale_words(color, ratio, paper, least) en "`{color}` can't be read on the page `{paper}`: {ratio}, words need {least}" vi "`{color}` khó đọc trên nền trang `{paper}`: {ratio}, chữ cần {least}";
    dark_paper(color) en "`{color}` is too dark for the light page: charts are made for a lightness (CIE L*) of at least 85" vi "`{color}` quá tối cho trang sáng: biểu đồ được vẽ cho nền có độ sáng (CIE L*) từ 85";
    light_paper(color) en "`{color}` is too light for the dark page: charts are made for a lightness (CIE L*) of at most 30" vi "`{color}` quá sáng cho trang tối: biểu đồ được vẽ cho nền có độ sáng (CIE L*) đến 30";
    pale_color_help(color) en "`{color}` would do" vi "có thể dùng `{color}`";
    alike_colors(a, b, eyes) en "`{a}` and `{b}` look alike {eyes}" vi "`{a}` và `{b}` khó phân biệt {eyes}";
    alike_dark_colors(a, b, eyes) en "on the dark page `{a}` and `{b}` look alike {eyes}" vi "trên trang tối, `{a}` và `{b}` khó phân biệt {eyes}";
    alike_to_all() en "to everybody" vi "với mọi người";
    alike_to_some() en "to colour-blind readers" vi "với người mù màu";
    alike_in_grey() en "when they are printed in grey" vi "khi in đen trắng";
    alike_colors_help() en "make one of them lighter or darker, or take another colour" vi "làm một trong hai màu nhạt hơn hoặc đậm hơn, hoặc chọn màu khác";
    alike_dark_help() en "choose the colours of the dark page yourself: `palette: {{light: […], dark: […]}}`" vi "tự chọn màu cho trang tối: `palette: {{light: […], dark: […]}}`";
    other_color() en "the other one" vi "màu kia";
    not_fonts(key, found) en "`{key}` is no list of fonts: `{found}`" vi "`{key}` không phải danh sách phông chữ: `{found}`";
    fonts_help() en "write names with commas between them and a general one last: `\"Be Vietnam Pro, Arial, sans-serif\"`" vi "viết các tên cách nhau bằng dấu phẩy, cuối cùng là một tên chung: `\"Be Vietnam Pro, Arial, sans-serif\"`";
    no_language(theme, lang) en "the theme {theme} has no words in the language {lang}" vi "giao diện {theme} không có bộ từ cho ngôn ngữ {lang}";
    no_language_help(lang) en "add i18n/{lang}.yaml to the theme" vi "hãy thêm i18n/{lang}.yaml vào giao diện";
    missing_words(theme, lang, keys) en "the theme {theme} lacks words in the language {lang}: {keys}" vi "giao diện {theme} thiếu từ cho ngôn ngữ {lang}: {keys}";
    unknown_shortcode(name) en "there is no shortcode `{name}`" vi "không có khối soạn sẵn `{name}`";
    known_shortcodes(list) en "known: {list}" vi "hiện có: {list}";
    the_shortcode(name) en "the shortcode `{name}`" vi "khối soạn sẵn `{name}`";
    no_body(name) en "the shortcode `{name}` has no body" vi "khối soạn sẵn `{name}` không có phần thân";
    no_body_help() en "take the line `---` and what stands below it out" vi "bỏ dòng `---` và phần bên dưới";
    needs_body(name) en "the shortcode `{name}` needs a body" vi "khối soạn sẵn `{name}` cần phần thân";
    needs_body_help() en "write it below the arguments, behind a line `---`" vi "viết phần thân bên dưới các tham số, sau một dòng `---`";
    no_component(name) en "the file of a shortcode has to define its component: `{{% component {name}() %}} … {{% endcomponent %}}`" vi "tệp của khối soạn sẵn phải có thành phần cùng tên: `{{% component {name}() %}} … {{% endcomponent %}}`";
    used_here() en "used here" vi "được dùng ở đây";
}
