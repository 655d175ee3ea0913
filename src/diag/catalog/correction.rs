//! Texts about published numbers that changed.

use crate::diag::text::texts;

texts! {
    revised(text, published) en "`{text}` has changed since this page came out on {published}, and no correction says so" vi "`{text}` đã khác với khi bài ra ngày {published}, mà bài chưa đính chính";
    cell(measure, now, was, on) en "{measure}: {now}, before {on} it was {was}" vi "{measure}: {now}, trước ngày {on} là {was}";
    republished(now, was) en "`{now}` stands on the published page as `{was}`, and no new correction says so" vi "`{now}` ở trang đã đăng là `{was}`, mà bài chưa có đính chính mới";
    first_entry(entry) en "say so in the front matter: `corrections: [{entry}]`" vi "đính chính ở đầu bài: `corrections: [{entry}]`";
    next_entry(entry) en "add it to `corrections`: `{entry}`" vi "thêm vào `corrections`: `{entry}`";
    revised_entry() en "Revised data." vi "Số liệu đã được sửa.";
}
