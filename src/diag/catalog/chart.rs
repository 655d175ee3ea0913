//! Texts about charts.

use crate::diag::text::texts;

texts! {
    no_log_axis() en "leave it out: a log axis hides how far figures lie apart; for small figures beside large ones use `facet`, a chart each, or `completion`" vi "bỏ đi: trục log che khuất mức chênh lệch thật; số nhỏ bên cạnh số lớn thì dùng `facet`, mỗi loại một biểu đồ, hoặc `completion`";
    no_second_axis() en "leave it out: with two axes any two lines can be made to meet; make two charts, or draw the rate with `completion`" vi "bỏ đi: với hai trục, hai đường nào cũng có thể làm cho cắt nhau; hãy làm hai biểu đồ, hoặc vẽ tỷ lệ bằng `completion`";
    rate_stacked(name) en "`{name}` is a rate: percents of different wholes don't add up" vi "`{name}` là tỷ lệ: phần trăm của các tổng khác nhau không cộng được";
    rate_stacked_help() en "use `type: line`, `dot` or `column`, or stack the counts" vi "dùng `type: line`, `dot` hoặc `column`, hoặc chồng các số lượng";
    part_stacked(part, whole) en "`{part}` is a part of `{whole}`: stacked, it would be counted twice" vi "`{part}` là một phần của `{whole}`: chồng lên nhau sẽ bị tính hai lần";
    part_stacked_help(whole, part) en "use `type: completion`, which draws `{part}` inside `{whole}`, or stack one of the two split by `series`" vi "dùng `type: completion` để vẽ `{part}` bên trong `{whole}`, hoặc chỉ chồng một chỉ tiêu tách theo `series`";
    negative_stacked(value) en "{value} can't be stacked: parts of a whole are never negative" vi "không thể chồng {value}: phần của một tổng không bao giờ âm";
    negative_stacked_help() en "use `type: column`, `bar` or `line`" vi "dùng `type: column`, `bar` hoặc `line`";
    not_drawn(key, mark) en "`{key}` has no place in a chart of type `{mark}`" vi "biểu đồ loại `{mark}` không dùng `{key}`";
    leave_out() en "leave it out" vi "bỏ đi";
    completion_scale_help() en "leave it out: `completion` has no axis, its wholes are what it measures by; for an axis use `type: dot`" vi "bỏ đi: `completion` không có trục, lấy tổng đăng ký làm thước đo; cần trục thì dùng `type: dot`";
    note_help() en "say it in `note`" vi "hãy viết vào `note`";
    orientation_help(upright, lying) en "`type: {upright}` stands, `type: {lying}` lies" vi "`type: {upright}` là cột đứng, `type: {lying}` là thanh ngang";
    facet_used(name, key) en "`facet` splits by `{name}`, which `{key}` uses already" vi "`facet` tách theo `{name}`, vốn đã dùng cho `{key}`";
    facet_used_help() en "leave `facet` out, or name another dimension" vi "bỏ `facet`, hoặc nêu chiều khác";
    facet_no_picture() en "`facet` makes small multiples of a picture; here is none" vi "`facet` tạo các biểu đồ nhỏ; loại này không phải hình vẽ";
    facet_table_help() en "use `series`, which gives a column for each value" vi "dùng `series`, mỗi giá trị một cột";
    facet_stat_help() en "use `series`, which gives a number for each value" vi "dùng `series`, mỗi giá trị một con số";
    too_many_panels(found, most) en "{found} small multiples are more than can be compared (at most {most})" vi "{found} biểu đồ nhỏ là quá nhiều để so sánh (tối đa {most})";
    too_many_panels_help() en "keep fewer with `where`, or use `type: bar` or `table`" vi "giữ ít hơn bằng `where`, hoặc dùng `type: bar` hay `table`";
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
    domain_zero() en "bars and areas start at zero: a `domain` that does not hold 0 makes small differences look large" vi "cột, thanh và miền phải bắt đầu từ 0: `domain` không chứa 0 làm khác biệt nhỏ trông như lớn";
    domain_zero_help() en "leave `domain` out, or use `type: line` or `dot`" vi "bỏ `domain`, hoặc dùng `type: line` hay `dot`";
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
    id_invalid(id) en "`{id}` can't name a figure" vi "không thể đặt tên hình là `{id}`";
    id_invalid_help(example) en "use lower-case letters a-z, digits and hyphens: `{example}`" vi "dùng chữ thường a-z, chữ số và dấu gạch nối: `{example}`";
    sum_too_large() en "the numbers are too large to be added exactly" vi "các số quá lớn để cộng chính xác";
    sum_too_large_help() en "use a larger unit, such as millions" vi "dùng đơn vị lớn hơn, chẳng hạn triệu";
}
