//! Texts about claims and numbers in prose.

use crate::diag::text::texts;

texts! {
    unknown_dataset(name) en "there is no dataset `{name}`" vi "không có tệp số liệu `{name}`";
    datasets_help() en "name a .yaml file below content/, `/data/viec.yaml`" vi "nêu một tệp .yaml trong content/, `/data/viec.yaml`";
    two_datasets(name) en "two datasets are called `{name}`" vi "có hai tệp số liệu tên `{name}`";
    one_dataset(path) en "this is `{path}`" vi "đây là `{path}`";
    two_datasets_help(path) en "name it by its path: `{path}`" vi "nêu bằng đường dẫn: `{path}`";
    this_dataset() en "this dataset" vi "tệp số liệu này";
    this_dimension() en "this dimension" vi "chiều này";
    this_measure() en "this measure" vi "chỉ tiêu này";
    unknown_dimension(dataset, name) en "`{dataset}` has no dimension `{name}`" vi "`{dataset}` không có chiều `{name}`";
    dimensions_are(names) en "its dimensions are: {names}" vi "các chiều là: {names}";
    unknown_measure(dataset, name) en "`{dataset}` has no measure `{name}`" vi "`{dataset}` không có chỉ tiêu `{name}`";
    unknown_question(name, what) en "`{name}` has no `.{what}`" vi "`{name}` không có `.{what}`";
    questions_help(name) en "ask for `#{name}`, `#{name}.change`, or of a count `#{name}.share`" vi "dùng `#{name}`, `#{name}.change`, hoặc với số đếm `#{name}.share`";
    no_measure() en "this link does not say which measure it states" vi "liên kết này không nêu chỉ tiêu nào";
    no_measure_help(names) en "end it with one of: #{names}" vi "thêm vào cuối một trong: #{names}";
    pair_needs_ratio(name) en "a pair `a/b` needs a ratio, and `{name}` is none" vi "cặp `a/b` cần một tỷ lệ, mà `{name}` không phải tỷ lệ";
    pair_needs_ratio_help() en "name a measure that has `ratio: part / whole`" vi "nêu một chỉ tiêu có `ratio: phần / tổng`";
    no_row(dataset) en "no row of `{dataset}` matches this claim" vi "không dòng nào của `{dataset}` khớp với liên kết này";
    no_figure(dataset) en "`{dataset}` has no figure for this yet" vi "`{dataset}` chưa có số liệu cho mục này";
    no_year_before(dataset) en "`{dataset}` has no rows of the year before to compare with" vi "`{dataset}` không có dòng của năm trước để so sánh";
    no_observation_help() en "add the figure to the dataset, or take the claim out" vi "thêm số liệu vào tệp số liệu, hoặc bỏ con số này";
    mismatch(text, exact) en "the text says `{text}`, the data says {exact}" vi "bài viết ghi `{text}`, số liệu là {exact}";
    no_number(text, right) en "`{text}` is not one number with its unit; the data says {right}" vi "`{text}` không phải một con số kèm đơn vị; số liệu là {right}";
    signs_help_english() en "an English page writes decimals with a point and thousands with commas: `12.5%`, `1,298` (a Vietnamese one the other way round)" vi "trang tiếng Anh viết phần thập phân sau dấu chấm, ngăn hàng nghìn bằng dấu phẩy: `12.5%`, `1,298` (trang tiếng Việt thì ngược lại)";
    signs_help() en "this page writes decimals with a comma and thousands with points: `12,5%`, `1.298` (an English page the other way round)" vi "trang tiếng Việt viết phần thập phân sau dấu phẩy, ngăn hàng nghìn bằng dấu chấm: `12,5%`, `1.298` (trang tiếng Anh thì ngược lại)";
    falls_but_rises(exact) en "the text says a fall, the data says a rise of {exact}" vi "bài viết nói giảm, số liệu là tăng {exact}";
    write(right) en "write `{right}`, or correct the data" vi "viết `{right}`, hoặc sửa số liệu";
    cell(label) en "{label}" vi "{label}";
    empty_cell(label) en "{label}: no figure here yet" vi "{label}: ở đây chưa có số liệu";
    percent_mismatch(pair, printed, exact) en "{pair} is {exact}, but the text says {printed}" vi "{pair} là {exact}, nhưng bài viết ghi {printed}";
    percent_pair() en "the pair it belongs to" vi "cặp số tương ứng";
    percent_help(right) en "write `{right}`, or correct the pair" vi "viết `{right}`, hoặc sửa cặp số";
    rises_but_falls(exact) en "the text says a rise, the data says a fall: {exact}" vi "bài viết nói tăng, số liệu là giảm: {exact}";
    falls_help(size) en "it falls: write \"giảm\" or \"down\" before `{size}`, or correct the data" vi "số liệu giảm: viết \"giảm\" trước `{size}`, hoặc sửa số liệu";
    rises_help(right) en "it rises: write \"tăng\" or \"up\" before `{right}`, or correct the data" vi "số liệu tăng: viết \"tăng\" trước `{right}`, hoặc sửa số liệu";
    points_help(number) en "a rate changes in percentage points: write `{number} điểm phần trăm`, or correct the data" vi "tỷ lệ thay đổi theo điểm phần trăm: viết `{number} điểm phần trăm`, hoặc sửa số liệu";
    contradicted_help(right) en "the word before it says that it is less, but it is not: correct the sentence, the figure is `{right}`" vi "từ đứng trước nói là ít hơn, nhưng không phải: hãy sửa câu, số liệu là `{right}`";
    other_unit(said, own) en "the text counts {said}, the data {own}" vi "bài viết đếm {said}, số liệu đếm {own}";
    other_unit_help(own) en "write {own}, or link to the figure that is meant" vi "viết {own}, hoặc dẫn đến đúng số liệu";
    unbound(number) en "`{number}` is tied to no data" vi "`{number}` chưa gắn với số liệu nào";
    unbound_more(number, count) en "`{number}` is tied to no data ({count} more in this paragraph)" vi "`{number}` và {count} số khác trong đoạn này chưa gắn với số liệu nào";
    unbound_help() en "tie it to a dataset: `[number](/data/x.yaml?year=2024#measure)`" vi "gắn với tệp số liệu: `[số](/data/x.yaml?year=2024#chỉ-tiêu)`";
    unbound_offer(claim) en "the data has it: write {claim}" vi "số liệu có số này: viết {claim}";
    unbound_offers(claims) en "the data has them: write {claims}; `baocao fix` does it" vi "số liệu có các số này: viết {claims}; lệnh `baocao fix` làm giúp";
    unbound_offers_more(claims, more) en "the data has them: write {claims} and {more} more; `baocao fix` does it" vi "số liệu có các số này: viết {claims} và {more} số nữa; lệnh `baocao fix` làm giúp";
}
