//! Texts about the site as a whole: configuration, routes, links, files, templates.

use crate::diag::text::texts;

texts! {
    not_allowable(code) en "`{code}` can't be allowed: it is about what can't be read, or stands twice" vi "không thể chấp nhận `{code}`: đó là chỗ không đọc được, hoặc bị trùng";
    not_allowable_help() en "mend what it reports, and take this entry out" vi "hãy sửa chỗ được báo, rồi bỏ mục này";
    unused_allowance(code) en "nothing here is found as `{code}` any more: this allowance silences nothing" vi "ở đây không còn phát hiện `{code}` nào: mục cho phép này không còn tác dụng";
    unused_allowance_help() en "take it out, so that it can't hide a later mistake" vi "hãy bỏ đi, để nó không che một lỗi về sau";
    base_url(found) en "`base_url` must be the site's address, found `{found}`" vi "`base_url` phải là địa chỉ của trang web, nhưng ở đây là `{found}`";
    codes_help() en "`baocao explain` lists the codes" vi "`baocao explain` liệt kê các mã";
    credential(key) en "`{key}` looks like a credential: site.yaml is read by everybody" vi "`{key}` có vẻ là thông tin đăng nhập: site.yaml ai cũng đọc được";
    credential_help() en "take it out; credentials come from the environment when publishing" vi "hãy bỏ đi; thông tin đăng nhập lấy từ môi trường khi xuất bản";
    route_taken(route) en "this page would stand at `/{route}`, where another one stands already" vi "trang này sẽ nằm ở `/{route}`, nơi đã có trang khác";
    route_kept(route) en "`/{route}` is kept for pages that baocao makes: of all figures, of tags" vi "`/{route}` dành cho các trang do baocao tạo: Số liệu và nguồn, từ khóa";
    route_kept_help() en "give this page another `slug` or file name" vi "đặt `slug` hoặc tên tệp khác cho trang này";
    route_first(path) en "`{path}` stands there" vi "`{path}` đã nằm ở đó";
    route_help() en "give one of the two another `slug`" vi "đặt `slug` khác cho một trong hai";
    file_taken(path) en "a file would be written twice to `{path}`" vi "một tệp sẽ bị ghi hai lần vào `{path}`";
    file_taken_help() en "rename one of the two" vi "đổi tên một trong hai";
    slug_invalid(slug) en "`{slug}` is no slug: it has to be one segment of an address" vi "`{slug}` không phải slug: slug phải là đúng một đoạn của địa chỉ";
    slug_help(example) en "use lower-case letters a-z, digits and hyphens: `{example}`" vi "dùng chữ thường a-z, chữ số và dấu gạch nối: `{example}`";
    slug_empty(name) en "nothing of the name `{name}` can stand in an address" vi "tên `{name}` không còn gì để đưa vào địa chỉ";
    slug_empty_help() en "set `slug` in the front matter, or rename the file" vi "đặt `slug` ở phần đầu trang, hoặc đổi tên tệp";
    alias_invalid(alias) en "`{alias}` is no place on this site" vi "`{alias}` không phải một vị trí trên trang web này";
    alias_help() en "write the old address without the site's name: `/tin-tuc/bai-cu/`" vi "viết địa chỉ cũ không kèm tên trang web: `/tin-tuc/bai-cu/`";
    broken_link(dest) en "this link leads nowhere: there is no `{dest}`" vi "liên kết này không dẫn tới đâu: không có `{dest}`";
    broken_link_help() en "link to a file of the site: `other.md` beside this page, or `/tin-tuc/_index.md` from content/" vi "liên kết tới một tệp của trang web: `trang-khac.md` cạnh trang này, hoặc `/tin-tuc/_index.md` tính từ content/";
    held_link(dest) en "`{dest}` is held back in this build (a draft, or its time has not come)" vi "`{dest}` không có trong lần dựng này (bản nháp, hoặc chưa đến giờ đăng)";
    held_link_help() en "publish it first, or take the link out" vi "hãy đăng trang đó trước, hoặc bỏ liên kết";
    unsafe_link(dest) en "a link must not run code: `{dest}`" vi "liên kết không được chạy mã: `{dest}`";
    unsafe_link_help() en "link to a page, a file or an https address" vi "liên kết tới một trang, một tệp hoặc một địa chỉ https";
    broken_anchor(anchor, page) en "`{page}` has no place `#{anchor}`" vi "`{page}` không có vị trí `#{anchor}`";
    anchors_help(list) en "it has: {list}" vi "có: {list}";
    no_anchors_help() en "it has no headings or figures to link to; take the part behind `#` out" vi "trang không có đề mục hay hình để liên kết; hãy bỏ phần sau `#`";
    missing_asset(path) en "there is no file `{path}`" vi "không có tệp `{path}`";
    missing_asset_help(folder) en "put it into `{folder}` or correct the name" vi "đặt tệp vào `{folder}` hoặc sửa lại tên";
    outside_asset(path) en "`{path}` lies outside content/" vi "`{path}` nằm ngoài content/";
    outside_asset_help() en "only files below content/ are published: copy it there" vi "chỉ các tệp trong content/ được xuất bản: hãy chép vào đó";
    missing_alt() en "this picture has no text for those who can't see it" vi "hình này không có văn bản thay thế cho người không nhìn thấy";
    missing_alt_help() en "say in a few words what it shows: `![what it shows](picture.jpg)`" vi "nói ngắn gọn hình cho thấy điều gì: `![nội dung hình](hinh.jpg)`";
    missing_alt_front_help() en "add `alt:` with a few words about what it shows" vi "thêm `alt:` với vài từ nói hình cho thấy điều gì";
    duplicate_id(id) en "a figure of this page has the id `{id}` already" vi "trang này đã có hình mang id `{id}`";
    duplicate_id_help() en "give this one another `id`" vi "đặt `id` khác cho hình này";
    unused_file(path) en "no dataset and no page uses `{path}`" vi "không tệp số liệu hay trang nào dùng `{path}`";
    unused_file_help() en "name it in a dataset (`observations: …`), link to it, or take it out of content/" vi "nêu tên nó trong một tệp số liệu (`observations: …`), liên kết tới nó, hoặc bỏ khỏi content/";
    unused_link() en "symbolic links are not followed: nothing of this is published" vi "liên kết tượng trưng không được theo: nội dung này không được xuất bản";
    unused_link_help() en "copy the file or folder here" vi "hãy chép tệp hoặc thư mục vào đây";
    unknown_theme(name) en "there is no theme `{name}`" vi "không có giao diện `{name}`";
    unknown_theme_help(known) en "known: {known}; or make the folder themes/<name>/" vi "hiện có: {known}; hoặc tạo thư mục themes/<tên>/";
    unknown_template(name) en "there is no template `{name}`" vi "không có mẫu `{name}`";
    empty_number_rule(name) en "the rule `{name}` has no words" vi "quy tắc `{name}` không có từ nào";
    empty_number_rule_help(name) en "name some: `{name}: {{after: […], before: […], texts: […]}}`" vi "hãy nêu: `{name}: {{after: […], before: […], texts: […]}}`";
    tag_empty(tag) en "no address can be made from the tag `{tag}`" vi "không tạo được địa chỉ từ từ khóa `{tag}`";
    tag_empty_help() en "a tag needs a letter or a digit" vi "từ khóa cần ít nhất một chữ cái hoặc chữ số";
    tags_alike(tag, other, place) en "the tags `{tag}` and `{other}` would stand at one place, `{place}`" vi "từ khóa `{tag}` và `{other}` sẽ ở cùng một chỗ, `{place}`";
    tag_first() en "the other spelling" vi "cách viết kia";
    tags_alike_help(tag) en "write both alike: `{tag}`; two that mean different things need names that differ without tones" vi "hãy viết như nhau: `{tag}`; hai từ khác nghĩa cần tên khác nhau cả khi bỏ dấu";
}
