//! Texts about what a dataset asks of its rows: `checks`.

use crate::diag::text::texts;

texts! {
    a_limit() en "a number of percent (of a rate: points) that is not below 0" vi "một số phần trăm (với tỷ lệ: điểm phần trăm) không âm";
    no_rule(text, why) en "`{text}` is no rule: {why}" vi "`{text}` không phải quy tắc: {why}";
    no_rule_help(names) en "compare two sums of measures: `a + b <= c`; the measures are: {names}" vi "so sánh hai tổng của các chỉ tiêu: `a + b <= c`; các chỉ tiêu là: {names}";
    no_relation() en "it compares nothing" vi "không so sánh gì";
    two_measures() en "two measures can't be multiplied" vi "không nhân hai chỉ tiêu với nhau được";
    nothing_there() en "a side ends without a measure or number" vi "một vế kết thúc mà thiếu chỉ tiêu hoặc số";
    not_understood(text) en "`{text}` is not understood" vi "không hiểu `{text}`";
    grouped_number(word) en "`{word}` reads as a fraction; write thousands without dots" vi "`{word}` bị đọc thành số lẻ; hãy viết hàng nghìn không có dấu chấm";
    fractions(name) en "every figure of `{name}` lies between 0 and 1: percents seem to be written as fractions" vi "mọi số của `{name}` nằm giữa 0 và 1: có vẻ tỷ lệ phần trăm được ghi bằng số thập phân";
    fractions_help() en "write percents: 8.1, not 0.081 (a cell that a spreadsheet shows as 8.1% holds 0.081); where they are as small as that, allow it" vi "hãy ghi phần trăm: 8.1, không phải 0.081 (ô mà bảng tính hiện 8,1% thực ra chứa 0.081); nếu đúng là nhỏ như vậy, dùng `allow`";
    not_understood_number() en "a number is too large" vi "có số quá lớn";
    rule_broken(rule, found) en "this row breaks the rule `{rule}`: {found}" vi "dòng này trái quy tắc `{rule}`: {found}";
    rule_broken_because(text, rule, found) en "{text}: this row breaks `{rule}`, {found}" vi "{text}: dòng này trái `{rule}`, {found}";
    rule_here() en "the rule is set here" vi "quy tắc đặt ở đây";
    rises(name, before, now, by, limit) en "`{name}` rises from {before} to {now}, by {by}: more than {limit}" vi "`{name}` tăng từ {before} lên {now}, thêm {by}: quá {limit}";
    falls(name, before, now, by, limit) en "`{name}` falls from {before} to {now}, by {by}: more than {limit}" vi "`{name}` giảm từ {before} xuống {now}, bớt {by}: quá {limit}";
    points(number) en "{number} percentage points" vi "{number} điểm phần trăm";
    percent(number) en "{number}%" vi "{number}%";
    year_before() en "the year before" vi "năm trước";
    limit_here() en "the limit is set here" vi "giới hạn đặt ở đây";
    jump_help() en "correct the figure; where it is right, allow it: `allow: [{{code: constraint, reason: …, where: …}}]`" vi "hãy sửa số liệu; nếu đúng, ghi `allow: [{{code: constraint, reason: …, where: …}}]`";
    gap(years) en "there is no row for {years}" vi "không có dòng nào cho {years}";
    gap_in(name, years) en "{name}: there is no row for {years}" vi "{name}: không có dòng nào cho {years}";
    gap_in_more(name, years, more) en "{name}: there is no row for {years}; {more} other series have gaps too" vi "{name}: không có dòng nào cho {years}; còn {more} chuỗi khác cũng thiếu năm";
    gap_before() en "the year before the gap" vi "năm ngay trước chỗ thiếu";
    gap_help() en "add the rows (`null` where there is no figure); where the years are not meant to follow each other, write `checks: {{years: any}}`" vi "hãy thêm các dòng (ghi `null` nếu chưa có số liệu); nếu các năm không cần liền nhau, ghi `checks: {{years: any}}`";
    unfinished(year, date) en "the figures of {year} end at {date}, yet a later year has figures" vi "số liệu năm {year} mới tính đến {date}, mà năm sau đã có số liệu";
    later_year() en "the later year" vi "năm sau";
    unfinished_help(year) en "state {year} as a whole and take `as_of` off, or say with `allow` why it stays a part" vi "hãy ghi số liệu cả năm {year} và bỏ `as_of`, hoặc dùng `allow` nêu lý do chỉ có một phần";
    as_of_outside(date, year) en "`as_of` is {date}, which is not in {year}" vi "`as_of` là {date}, không thuộc năm {year}";
    as_of_help() en "`as_of` is the day up to which the figures of the year are counted: correct it, or the year" vi "`as_of` là ngày mà số liệu của năm tính đến: hãy sửa ngày, hoặc sửa năm";
    over_hundred(name, value) en "`{name}` is {value}%, more than 100%" vi "`{name}` là {value}%, quá 100%";
    over_hundred_help(name) en "correct the figure; where more than 100% is right, say so at the measure: `{name}: {{maximum: 200}}`" vi "hãy sửa số liệu; nếu đúng là quá 100%, ghi rõ ở chỉ tiêu: `{name}: {{maximum: 200}}`";
    nothing_to_divide(name, whole) en "`{name}` has no value here: `{whole}` is 0" vi "ở đây không tính được `{name}`: `{whole}` bằng 0";
    nothing_to_divide_more(name, whole, more) en "`{name}` has no value here, nor {more} more times: `{whole}` is 0" vi "ở đây và ở {more} dòng khác không tính được `{name}`: `{whole}` bằng 0";
    nothing_to_divide_help(whole) en "where `{whole}` is not known yet write `null`; where it is 0, readers see a dash" vi "nếu chưa biết `{whole}`, hãy ghi `null`; nếu đúng là 0, bạn đọc thấy dấu gạch";
    like_a_total(value, dimension) en "`{value}` is the total of the other values of `{dimension}`, but the file does not say so: sums count everything twice" vi "`{value}` là tổng của các giá trị khác trong `{dimension}` mà tệp không ghi rõ: khi cộng, mọi thứ bị tính hai lần";
    total_by_name(value, dimension) en "`{value}` names a total, but `{dimension}` does not say of what: sums count it beside its parts" vi "`{value}` là tên một tổng, nhưng `{dimension}` không ghi là tổng của gì: khi cộng, tổng bị tính cùng các phần";
    like_a_total_help(part, total) en "say so at each part: `{part}: {{label: …, parent: {total}}}`" vi "hãy ghi ở từng phần: `{part}: {{label: …, parent: {total}}}`";
    like_a_percent(name, pair, value, right) en "`{name}` is {value} here, though {pair} makes {right}, as it does in most rows" vi "`{name}` ở đây là {value}, trong khi {pair} cho {right} như ở hầu hết các dòng";
    like_a_percent_help(pair) en "correct the cell, and tie the column to its pair: `percent_of: {pair}`; a `ratio` in its place is computed" vi "hãy sửa ô này, và gắn cột với cặp số: `percent_of: {pair}`; dùng `ratio` thì tỷ lệ được tính ra";
    thousandth(name, word) en "`{name}` is {word} here, a thousandth of the other figures" vi "`{name}` ở đây là {word}, bằng một phần nghìn các số khác";
    thousandth_help(plain) en "if you mean {plain}, write it without dots: `{plain}`" vi "nếu là {plain}, hãy viết không có dấu chấm: `{plain}`";
    lost_zero_help(plain) en "if {plain} is meant, write `{plain}`: the dot of the thousands was taken for a decimal point, and zeros at the end were lost" vi "nếu là {plain}, hãy viết `{plain}`: dấu chấm phần nghìn bị hiểu là dấu thập phân, các số 0 ở cuối bị mất";
}
