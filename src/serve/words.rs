//! What the server says in a browser, in English and Vietnamese.

use crate::diag::text::texts;

texts! {
    error() en "1 error in the site's files" vi "Có 1 lỗi trong tệp của trang";
    errors(n) en "{n} errors in the site's files" vi "Có {n} lỗi trong tệp của trang";
    close() en "Close (Esc)" vi "Đóng (Esc)";
    last_good() en "The page below is the last one without errors, where there is one." vi "Trang bên dưới là bản gần nhất không có lỗi, nếu có.";
    draft() en "Draft – not published" vi "Bản nháp – chưa đăng";
    nothing_there() en "There is no such page" vi "Không có trang này";
    no_theme() en "No page can be shown yet" vi "Chưa dựng được trang nào";
    not_here() en "This address is served to this machine only" vi "Địa chỉ này chỉ phục vụ trên chính máy này";
}
