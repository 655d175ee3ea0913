//! Words by which numbers in prose are known for no figures.

/// Every list of words that may stand before a number.
pub const BEFORE: [&[&str]; 9] = [DOCUMENTS, PHONES, HOURS, DATES, DAYS, QUARTERS, YEARS, MONTHS, ORDINALS];

/// Words after which a number only counts off.
pub const ORDINALS: &[&str] = &[
    "thứ",
    "khóa",
    "khoá",
    "lần",
    "lần thứ",
    "điều",
    "khoản",
    "điểm",
    "chương",
    "mục",
    "phần",
    "trung ương",
    "số",
    "hình",
    "bảng",
    "biểu",
    "phụ lục",
    "quý",
    "lớp",
    "khối",
    "cấp độ",
    "tập",
    "trang",
    "phiên bản",
    "kỳ",
    "kỳ họp",
    "quyển",
    "quốc lộ",
    "tỉnh lộ",
    "đường",
    "ngõ",
    "ngách",
    "kênh",
    "tổ",
    "khu phố",
    "khu",
    "cụm",
    "vòng",
    "hạng",
    "giai đoạn",
    "bước",
    "vùng",
    "tầng",
    "phòng",
    "ấp",
    "thôn",
    "no.",
    "number",
    "figure",
    "table",
    "article",
    "chapter",
    "section",
    "page",
    "part",
    "version",
    "step",
    "phase",
    "annex",
    "grade",
];

/// Kinds of documents, which numbers behind them name.
pub const DOCUMENTS: &[&str] = &[
    "nghị quyết",
    "chỉ thị",
    "kết luận",
    "quyết định",
    "thông tư",
    "nghị định",
    "kế hoạch",
    "công văn",
    "hướng dẫn",
    "quy định",
    "tờ trình",
    "thông báo",
    "chương trình",
    "đề án",
    "luật",
    "resolution",
    "directive",
    "decree",
    "decision",
    "circular",
    "conclusion",
];

/// Words before a date.
pub const DATES: &[&str] = &[
    "ngày", "tháng", "năm", "hôm", "sáng", "chiều", "tối", "trưa", "đến", "từ", "hết", "trước", "sau", "until", "from",
    "by", "on",
];

/// Words before the minutes of a time.
pub const HOURS: &[&str] = &["giờ"];

/// Words before a day or a month.
pub const DAYS: &[&str] = &["ngày", "tháng", "mùng"];

/// Words before a quarter with its year: `quý 1/2024`.
pub const QUARTERS: &[&str] = &["quý"];

/// Words before a year.
pub const YEARS: &[&str] = &["năm"];

/// What a number before them measures is time.
pub const DURATIONS: &[&str] = &[
    "giây",
    "phút",
    "giờ",
    "ngày",
    "đêm",
    "tuần",
    "tháng",
    "quý",
    "năm",
    "nhiệm kỳ",
    "thập kỷ",
    "thế kỷ",
    "seconds",
    "minutes",
    "minute",
    "hours",
    "hour",
    "days",
    "day",
    "weeks",
    "week",
    "months",
    "month",
    "quarters",
    "years",
    "year",
    "decades",
];

pub const MONTHS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Words before a telephone number.
pub const PHONES: &[&str] = &[
    "điện thoại",
    "điện thoại:",
    "đt",
    "đt:",
    "sđt",
    "sđt:",
    "hotline",
    "hotline:",
    "tel",
    "tel:",
    "phone",
    "phone:",
    "fax",
    "fax:",
    "số máy",
    "tổng đài",
    "đường dây nóng",
    "đường dây nóng:",
];

/// Words between a pair and its percent.
pub const BEFORE_PERCENT: &[&str] =
    &["đạt", "chiếm", "bằng", "tỷ lệ", "tỉ lệ", "reached", "reaching", "or", "equal to", "a rate of"];

/// Words by which several percents belong to several pairs.
pub const RESPECTIVELY: &[&str] = &["lần lượt", "tương ứng", "theo thứ tự", "respectively"];
