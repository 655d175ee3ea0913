//! What the command says besides findings, in English and Vietnamese.

use crate::diag::text::texts;

texts! {
    no_site() en "no site.yaml here or in a folder above; `baocao init` starts a site, --root DIR names its folder" vi "không có site.yaml ở đây hay ở thư mục cấp trên; `baocao init` tạo trang mới, --root DIR chỉ thư mục của trang";
    no_site_at(path) en "{path}: no site.yaml in this folder; `baocao init {path}` starts a site there" vi "{path}: không có site.yaml trong thư mục này; `baocao init {path}` tạo trang mới ở đó";
    output_is_source(why) en "{why}" vi "{why}";
    no_time(value) en "--now {value}: no time; write 2024-05-13, \"2024-05-13 14:08\", RFC 3339 or clock" vi "--now {value}: không phải thời điểm; hãy viết 2024-05-13, \"2024-05-13 14:08\", RFC 3339 hoặc clock";
    not_published(path, problem) en "--published {path}: {problem}; name the folder of the published site, which `baocao build` wrote" vi "--published {path}: {problem}; hãy nêu thư mục của trang đã đăng, do `baocao build` tạo ra";
    no_stdout(error) en "stdout can't be written: {error}" vi "không ghi được ra stdout: {error}";
    unknown_code(word) en "no code `{word}`; `baocao explain` lists all" vi "không có mã `{word}`; `baocao explain` liệt kê tất cả";
    unknown_code_near(word, code) en "no code `{word}`; did you mean `{code}`? `baocao explain` lists all" vi "không có mã `{word}`; có phải ý bạn là `{code}`? `baocao explain` liệt kê tất cả";
    files_exist(files) en "nothing was written, these files are there already: {files}" vi "chưa ghi gì, các tệp này đã có: {files}";
    site_made(files, command, page) en "A new site:\n{files}Build it with `{command}`, then open {page}.\n" vi "Đã tạo trang mới:\n{files}Dựng bằng `{command}`, rồi mở {page}.\n";
    file_made(file) en "Wrote {file}\nFill it in, then run `baocao check --drafts`.\n" vi "Đã tạo {file}\nĐiền nội dung rồi chạy `baocao check --drafts`.\n";
    schemas_written(files) en "Wrote\n{files}Begin a YAML file with `# yaml-language-server: $schema=` and the path from it to its schema.\n" vi "Đã ghi\n{files}Mở đầu tệp YAML bằng `# yaml-language-server: $schema=` kèm đường dẫn từ tệp đó đến schema.\n";
    no_title() en "the title is empty" vi "tên để trống";
    no_slug(title) en "no address can be made from the title \"{title}\": it needs a letter or a digit" vi "không tạo được địa chỉ từ tên \"{title}\": cần ít nhất một chữ cái hoặc chữ số";
    no_date(text) en "--date {text}: no day; write it like 2024-05-13" vi "--date {text}: không phải ngày; hãy viết như 2024-05-13";
    which_section(sections) en "--section is needed, one of: {sections}" vi "cần --section, một trong: {sections}";
    no_section(name, sections) en "--section {name}: no such section (a folder below content/ with an _index.md); there are: {sections}" vi "--section {name}: không có chuyên mục này (thư mục trong content/ có _index.md); hiện có: {sections}";
    no_sections(name) en "--section {name}: the site has no sections; make content/{name}/_index.md first" vi "--section {name}: trang chưa có chuyên mục nào; hãy tạo content/{name}/_index.md trước";
    built() en "Built" vi "Đã dựng";
    not_built() en "Not built:" vi "Chưa dựng:";
    checked() en "Checked" vi "Đã kiểm tra";
    page(n) en "{n} page" vi "{n} trang";
    pages(n) en "{n} pages" vi "{n} trang";
    held(n) en "({n} held back, not checked)" vi "({n} trang chưa đăng, chưa kiểm tra)";
    chart(n) en "{n} chart" vi "{n} biểu đồ";
    charts(n) en "{n} charts" vi "{n} biểu đồ";
    dataset(n) en "{n} dataset" vi "{n} bảng số liệu";
    datasets(n) en "{n} datasets" vi "{n} bảng số liệu";
    error(n) en "{n} error" vi "{n} lỗi";
    errors(n) en "{n} errors" vi "{n} lỗi";
    warning(n) en "{n} warning" vi "{n} cảnh báo";
    warnings(n) en "{n} warnings" vi "{n} cảnh báo";
    advice(n) en "{n} advice" vi "{n} gợi ý";
    within(seconds) en "in {seconds} s" vi "trong {seconds} giây";
    claims(bound, unbound, ignored) en "Claims: {bound} bound, {unbound} unbound, {ignored} ignored" vi "Con số: {bound} gắn với dữ liệu, {unbound} chưa gắn, {ignored} bỏ qua";
    files(written, unchanged, removed) en "Files: {written} written, {unchanged} unchanged, {removed} removed" vi "Tệp: {written} ghi mới, {unchanged} giữ nguyên, {removed} gỡ bỏ";
    findings(list) en "Findings: {list}" vi "Phát hiện: {list}";
    no_findings() en "No findings" vi "Không phát hiện gì";
    hidden_advice() en "(-v or `baocao check` prints the advice)" vi "(-v hoặc `baocao check` in các gợi ý)";
    untouched(output) en "Nothing was written; {output} stays as it was" vi "Chưa ghi gì; {output} giữ nguyên như trước";
    open(page) en "Open {page}" vi "Mở {page} để xem";
    verdict_holds() en "holds" vi "khớp";
    verdict_wrong() en "WRONG" vi "SAI";
    verdict_no_data() en "no data" vi "chưa có số";
    verdict_unresolved() en "unresolved" vi "không rõ nguồn";
    verdict_unreadable() en "unreadable" vi "không đọc được";
}
