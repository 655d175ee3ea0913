//! Texts about figures that can't be added up or compared.

use crate::diag::text::texts;

texts! {
    overlap(name) en "this adds up `{name}` of a total and of its parts: they would be counted twice" vi "ở đây `{name}` của tổng và của các phần bị cộng chung: sẽ tính hai lần";
    whole() en "this is a total" vi "đây là tổng";
    part() en "this is a part of it" vi "đây là một phần của tổng ấy";
    overlap_help() en "select the total, or its parts" vi "hãy chọn tổng, hoặc chọn các phần";
    units(one, other) en "this adds up different things: {one} and {other}" vi "ở đây cộng chung những thứ khác nhau: {one} và {other}";
    counts(unit) en "counted in {unit}" vi "đơn vị tính: {unit}";
    units_help() en "select rows of one unit" vi "hãy chọn các dòng cùng một đơn vị tính";
    periods(name) en "this puts together `{name}` of different parts of a year" vi "ở đây `{name}` của những khoảng khác nhau trong năm bị tính chung";
    until(date) en "up to {date}" vi "tính đến {date}";
    whole_year() en "of the whole year" vi "của cả năm";
    periods_help() en "select rows that cover the same part of the year" vi "hãy chọn các dòng cùng một khoảng trong năm";
    across_break(name) en "the series of `{name}` breaks here: it can't be compared with the year before" vi "chuỗi số liệu `{name}` bị ngắt ở đây: không so sánh được với năm trước";
    break_here() en "this row has `status: break`" vi "dòng này có `status: break`";
    across_break_help() en "state the figure itself, and say what has changed in how it is counted" vi "hãy nêu chính con số, và cho biết cách tính đã thay đổi thế nào";
    not_additive(name) en "`{name}` does not add up: several rows of it are no total" vi "`{name}` không cộng được: nhiều dòng không thành tổng";
    not_additive_help() en "select a single row; where its figures do add up, give the measure `total: sum`" vi "hãy chọn một dòng; nếu số liệu cộng được, ghi `total: sum` ở chỉ tiêu";
    drawn_together(one, other) en "one axis can't show {one} and {other}" vi "một trục không thể hiện được cả {one} và {other}";
    drawn_together_help() en "select rows of one unit with `where`, or make `type: table`" vi "chọn các dòng cùng đơn vị bằng `where`, hoặc dùng `type: table`";
    not_valid(value, year) en "`{value}` did not exist in {year}" vi "năm {year} không có `{value}`";
    valid_here() en "from when to when it exists is set here" vi "thời gian tồn tại đặt ở đây";
    not_valid_help() en "correct the row, or `from` and `to` of the value" vi "hãy sửa dòng này, hoặc `from` và `to` của giá trị";
    wrong_sum(name, total, sum) en "`{name}` is {total}, but its parts add up to {sum}" vi "`{name}` là {total}, nhưng các phần cộng lại là {sum}";
    part_of_another_unit(part, whole) en "a part counted in {part} can't make up a total counted in {whole}" vi "phần tính bằng {part} không thể góp thành tổng tính bằng {whole}";
    part_of_another_unit_help() en "give both one `unit`, or take `parent` off the value" vi "ghi cùng một `unit` cho cả hai, hoặc bỏ `parent` ở giá trị này";
    a_part(label) en "a part: {label}" vi "một phần: {label}";
    wrong_percent(name, value, right) en "`{name}` is {value}, but its pair makes {right}" vi "`{name}` là {value}, nhưng tính từ cặp số là {right}";
    percent_part() en "the part" vi "phần";
    percent_whole() en "the whole" vi "tổng";
    wrong_percent_help() en "correct the percent or its pair; a `ratio` in its place is computed" vi "hãy sửa tỷ lệ hoặc cặp số; dùng `ratio` thì tỷ lệ được tính ra";
    negative(name, value) en "`{name}` counts, but is {value}" vi "`{name}` là số đếm, nhưng lại là {value}";
    negative_help() en "correct it; where it may be negative, say so: `minimum: -1000`" vi "hãy sửa; nếu có thể âm, hãy ghi rõ: `minimum: -1000`";
}
