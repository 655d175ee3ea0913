//! Texts about charts.

use crate::diag::text::texts;

texts! {
    later(name) en "charts of type `{name}` are not drawn by this version" vi "phiên bản này chưa vẽ biểu đồ loại `{name}`";
    two_numbers() en "two numbers, the smaller one first" vi "hai số, số nhỏ trước";
    needs_x() en "this chart does not say what stands on its x axis" vi "biểu đồ này không nêu trục x là gì";
    needs_x_help(names) en "add `x:` with one of: {names}" vi "thêm `x:` với một trong: {names}";
    needs_y() en "this chart does not say which measure it draws" vi "biểu đồ này không nêu vẽ chỉ tiêu nào";
    needs_y_help(names) en "add `y:` with one or more of: {names}" vi "thêm `y:` với một hoặc nhiều trong: {names}";
    series_is_x(name) en "`series` splits by `{name}`, which stands on the x axis already" vi "`series` tách theo `{name}`, vốn đã nằm trên trục x";
    series_is_x_help() en "leave `series` out, or put another dimension on `x`" vi "bỏ `series`, hoặc đặt chiều khác cho `x`";
    completion_pair() en "`completion` draws a part inside its whole: it needs two measures of which a ratio of the dataset is made" vi "`completion` vẽ phần hoàn thành trong tổng đăng ký: cần đúng hai chỉ tiêu tạo thành một tỷ lệ của tệp số liệu";
    completion_help(example) en "write `y: [{example}]`" vi "viết `y: [{example}]`";
    completion_no_ratio_help() en "add a measure with `ratio: completed / registered` to the dataset, or use `type: column`" vi "thêm chỉ tiêu có `ratio: completed / registered` vào tệp số liệu, hoặc dùng `type: column`";
    line_over_category(name) en "a line joins points in time, but `{name}` is no year" vi "đường nối các mốc thời gian, nhưng `{name}` không phải năm";
    line_over_category_help() en "use `type: column`, or a dimension of `type: year` on `x`" vi "dùng `type: column`, hoặc chiều có `type: year` cho `x`";
    units_differ(a, b) en "`{a}` and `{b}` can't share an axis: their units differ" vi "`{a}` và `{b}` không thể chung trục: khác đơn vị";
    units_differ_help() en "make two charts" vi "hãy làm hai biểu đồ";
    domain_zero() en "columns start at zero: a `domain` that does not hold 0 makes small differences look large" vi "cột phải bắt đầu từ 0: `domain` không chứa 0 làm khác biệt nhỏ trông như lớn";
    domain_zero_help() en "leave `domain` out, or use `type: line`" vi "bỏ `domain`, hoặc dùng `type: line`";
    domain_cuts(value) en "the value {value} lies outside `domain`: it would be cut off" vi "giá trị {value} nằm ngoài `domain`: sẽ bị cắt mất";
    domain_cuts_help() en "widen `domain`, or leave it out" vi "nới rộng `domain`, hoặc bỏ đi";
    nothing_selected() en "no observation is selected: there is nothing to draw" vi "không chọn được quan sát nào: không có gì để vẽ";
    nothing_selected_help(name, values) en "`{name}` has: {values}" vi "`{name}` có: {values}";
    too_many_series(found, most) en "{found} series are more than can be told apart (at most {most})" vi "{found} chuỗi là quá nhiều để phân biệt (tối đa {most})";
    too_many_series_help() en "keep fewer with `where`, or use `type: table`" vi "giữ ít hơn bằng `where`, hoặc dùng `type: table`";
    too_many_stats() en "a key number shows one measure of one selection" vi "con số chính chỉ nêu một chỉ tiêu của một lựa chọn";
    too_many_stats_help() en "name one measure in `y`" vi "nêu một chỉ tiêu trong `y`";
    annotation_outside(x) en "there is no `{x}` on the x axis of this chart" vi "trục x của biểu đồ này không có `{x}`";
    x_values_help(values) en "it has: {values}" vi "trục x có: {values}";
    reference_outside(y) en "the line at {y} lies outside what this chart shows" vi "đường ở mức {y} nằm ngoài phạm vi biểu đồ";
    reference_outside_help(low, high) en "choose a value from {low} to {high}" vi "chọn giá trị từ {low} đến {high}";
    facet_later() en "`facet` is not drawn by this version" vi "phiên bản này chưa vẽ `facet`";
    facet_later_help() en "use `series`, or one chart for each value with `where`" vi "dùng `series`, hoặc mỗi giá trị một biểu đồ bằng `where`";
    id_invalid(id) en "`{id}` can't name a figure" vi "không thể đặt tên hình là `{id}`";
    id_invalid_help(example) en "use lower-case letters a-z, digits and hyphens: `{example}`" vi "dùng chữ thường a-z, chữ số và dấu gạch nối: `{example}`";
    sum_too_large() en "the numbers are too large to be added exactly" vi "các số quá lớn để cộng chính xác";
    sum_too_large_help() en "use a larger unit, such as millions" vi "dùng đơn vị lớn hơn, chẳng hạn triệu";
    no_picture(format) en "there is no picture to take away as {format}" vi "không có hình vẽ để tải về dạng {format}";
    no_picture_mark() en "this type is text" vi "loại này là chữ, không vẽ hình";
    no_picture_help() en "use csv, xlsx, json or fragment, or a `type` that is drawn" vi "dùng csv, xlsx, json hoặc fragment, hoặc một `type` có hình vẽ";
}
