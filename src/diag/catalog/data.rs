//! Texts about datasets.

use crate::diag::text::texts;

texts! {
    an_observation() en "an observation" vi "một quan sát";
    reserved(name) en "`{name}` can't name a dimension or a measure: rows use the word for something else" vi "`{name}` không thể là tên chiều hay chỉ tiêu: các dòng dùng từ này vào việc khác";
    reserved_help(words) en "choose another name; taken are: {words}" vi "hãy chọn tên khác; các từ đã dùng: {words}";
    checks_later() en "`checks` is not read by this version" vi "phiên bản này chưa đọc `checks`";
    checks_later_help() en "set bounds on measures (`minimum`, `maximum`, `enum`, `required`, `unique`) instead" vi "hãy đặt giới hạn ở chỉ tiêu (`minimum`, `maximum`, `enum`, `required`, `unique`)";
    rows_shape() en "`observations` must be a list of rows or the name of a CSV file" vi "`observations` phải là danh sách các dòng hoặc tên một tệp CSV";
    rows_shape_help() en "write `observations: rows.csv`, or one `- {{year: 2024, …}}` a line" vi "viết `observations: rows.csv`, hoặc mỗi dòng một `- {{year: 2024, …}}`";
    rows_file_help(folder) en "put the CSV file into `{folder}` or correct the name" vi "đặt tệp CSV vào `{folder}` hoặc sửa lại tên";
    missing_column(name) en "the first line has no column `{name}`" vi "dòng đầu không có cột `{name}`";
    missing_column_help() en "the first line names every dimension of the dataset" vi "dòng đầu phải nêu mọi chiều của tệp số liệu";
    ragged(found, expected) en "this row has {found} cells, the first line has {expected}" vi "dòng này có {found} ô, dòng đầu có {expected}";
    ragged_help() en "look for a missing or extra separator, or a text with a separator in it that needs quotes" vi "xem có thiếu hay thừa dấu phân cách, hoặc văn bản chứa dấu phân cách mà chưa đặt trong nháy kép";
    ratio_in_row(name) en "`{name}` is computed: rows do not state it" vi "`{name}` được tính ra: các dòng không ghi chỉ tiêu này";
    ratio_in_row_help() en "leave it out" vi "hãy bỏ đi";
    unknown_value(dimension, value) en "`{dimension}` has no value `{value}`" vi "`{dimension}` không có giá trị `{value}`";
    values_are(dimension, values) en "`{dimension}` has: {values}" vi "`{dimension}` có: {values}";
    declared_here() en "its values are declared here" vi "các giá trị được khai báo ở đây";
    duplicate_row(keys) en "a second row for {keys}" vi "dòng thứ hai cho {keys}";
    duplicate_row_help() en "keep the row that is right" vi "giữ lại dòng đúng";
    a_year() en "a year with four digits" vi "một năm có bốn chữ số";
    a_ratio() en "one measure by another" vi "một chỉ tiêu chia cho một chỉ tiêu";
    ratio_of_ratio(name) en "`{name}` is a ratio itself: a ratio is made of two measures that rows state" vi "`{name}` cũng là một tỷ lệ: tỷ lệ phải lập từ hai chỉ tiêu có trong các dòng";
    ratio_of_ratio_help() en "name two counted measures: `ratio: completed / registered`" vi "nêu hai chỉ tiêu đếm được: `ratio: completed / registered`";
    a_bound() en "a number or the name of a measure" vi "một số hoặc tên một chỉ tiêu";
    measures_are(names) en "the measures are: {names}" vi "các chỉ tiêu là: {names}";
    unknown_measure_here(name) en "there is no measure `{name}`" vi "không có chỉ tiêu `{name}`";
    plain_number() en "a plain number of at most 18 digits and 9 decimals" vi "một số thường, nhiều nhất 18 chữ số và 9 chữ số thập phân";
    plain_number_help() en "write digits only, with `.` before decimals: `1298.5`" vi "chỉ viết chữ số, dùng `.` trước phần thập phân: `1298.5`";
    unquote(word) en "take the quotes off: `{word}`" vi "bỏ dấu nháy: `{word}`";
    point_help(plain) en "in data files a point stands before decimals: `{plain}`" vi "trong tệp số liệu, phần thập phân viết sau dấu chấm: `{plain}`";
    null_help() en "write digits only; where there is no figure yet write `null`" vi "chỉ viết chữ số; nơi chưa có số liệu hãy viết `null`";
    suspicious(name, word) en "`{name}` counts, but `{word}` reads as a fraction" vi "`{name}` là số đếm, nhưng `{word}` bị đọc thành số lẻ";
    suspicious_help(plain) en "if you mean {plain}, write it without dots: `{plain}`" vi "nếu là {plain}, hãy viết không có dấu chấm: `{plain}`";
    required(name) en "`{name}` needs a figure in every row" vi "`{name}` cần có số liệu ở mọi dòng";
    required_help() en "add the figure, or take `required` off the measure" vi "thêm số liệu, hoặc bỏ `required` ở chỉ tiêu";
    above_measure(name, value, other, bound) en "`{name}` is {value}, more than `{other}`, which is {bound}" vi "`{name}` là {value}, lớn hơn `{other}` là {bound}";
    below_measure(name, value, other, bound) en "`{name}` is {value}, less than `{other}`, which is {bound}" vi "`{name}` là {value}, nhỏ hơn `{other}` là {bound}";
    above(name, value, bound) en "`{name}` is {value}, more than {bound}" vi "`{name}` là {value}, lớn hơn {bound}";
    below(name, value, bound) en "`{name}` is {value}, less than {bound}" vi "`{name}` là {value}, nhỏ hơn {bound}";
    bound_cell() en "this is the other figure" vi "đây là số liệu kia";
    bound_here() en "the bound is set here" vi "giới hạn đặt ở đây";
    correct_one() en "correct the figure that is wrong" vi "hãy sửa số liệu sai";
    not_allowed(name, value, list) en "`{name}` is {value}, which is none of {list}" vi "`{name}` là {value}, không thuộc {list}";
    not_unique(name, value) en "`{name}` is {value} in another row too, but has to be unique" vi "`{name}` là {value} ở cả dòng khác, trong khi phải là duy nhất";
    a_year_or_date() en "a year or a date" vi "một năm hoặc một ngày";
    ends_before_it_begins() en "`to` lies before `from`" vi "`to` sớm hơn `from`";
    begins_here() en "it begins here" vi "bắt đầu ở đây";
    unknown_parent(name) en "there is no value `{name}` that could be a total here" vi "ở đây không có giá trị `{name}` để làm tổng";
    circular_parents(names) en "the parents go in a circle: {names}" vi "các `parent` tạo thành vòng: {names}";
    circular_parents_help() en "`parent` names the total that a value is a part of; take it off the one that is the highest total" vi "`parent` nêu tổng mà giá trị là một phần; hãy bỏ ở giá trị là tổng cao nhất";
    part_of_here(name) en "the parent of `{name}`" vi "`parent` của `{name}`";
}
