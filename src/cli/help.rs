//! The help of the command in Vietnamese; the English help stands with the arguments.

use clap::{Arg, Command};

/// A command by its path (`new article`) with what it does, in one line, in a few, and its examples.
struct Page {
    path: &'static str,
    short: &'static str,
    long: &'static str,
    after: &'static str,
}

const PAGES: &[Page] = &[
    Page {
        path: "build",
        short: "Dựng trang vào output/",
        long: "Các lỗi được in kèm dòng có lỗi. Khi có lỗi, output/ cũ giữ nguyên từng byte. Gợi ý chỉ được đếm; -v in ra.",
        after: "\
Ví dụ:
  baocao build
  baocao build --drafts --output ../xem-thu
  baocao build --strict --format json

Mã thoát: 0 đã dựng · 1 có lỗi, chưa ghi gì · 2 sai cách dùng hoặc không có site.yaml · 3 lỗi hệ thống",
    },
    Page {
        path: "check",
        short: "Tìm những gì build sẽ tìm, cả gợi ý, và không ghi gì",
        long: "Các mẫu trang cũng được dựng thử, nên lỗi trong mẫu cũng hiện ra.",
        after: "\
Ví dụ:
  baocao check
  baocao check --format short          cho trình soạn thảo
  baocao check --claims                mọi con số gắn với số liệu, kèm ô của nó
  baocao check --strict                coi cảnh báo như lỗi

Mã thoát: 0 tốt · 1 có lỗi · 2 sai cách dùng hoặc không có site.yaml · 3 lỗi hệ thống",
    },
    Page {
        path: "fix",
        short: "Ghi vào bài những gì chắc chắn: con số sai, và gắn số với số liệu",
        long: "Cho xem thay đổi, hỏi lại, và giữ nguyên mọi byte khác. Con số trái với số liệu được thay bằng số đúng, chính xác \
               như cách viết trong bài; số mà đúng một dòng có thì được gắn với dòng ấy; tỷ lệ sai sau cặp số như vậy được sửa. \
               Chỗ nào có thể hiểu khác thì để bạn quyết định: `baocao check` chỉ ra.",
        after: "\
Ví dụ:
  baocao fix                           cho xem thay đổi, hỏi rồi ghi
  baocao fix --dry-run                 chỉ cho xem
  baocao fix --only claim --yes        sửa con số sai, không hỏi
  baocao fix content/tin-tuc/bai.md

Mã thoát: 0 không có gì để sửa, hoặc đã ghi · 1 chưa ghi · 2 sai cách dùng hoặc không có site.yaml · 3 lỗi hệ thống",
    },
    Page {
        path: "serve",
        short: "Cho xem trang trong trình duyệt khi đang viết",
        long: "Trang được dựng khi có người mở, cả bản nháp; trang đang mở tự cập nhật sau mỗi lần lưu; lỗi hiện trên trang tốt \
               gần nhất và ở dòng lệnh. Không ghi gì vào output/. Chỉ phục vụ trên chính máy này, cho đến khi bấm Ctrl-C.",
        after: "\
Ví dụ:
  baocao serve
  baocao serve --open                  mở luôn trong trình duyệt
  baocao serve --no-drafts             như bạn đọc sẽ thấy
  baocao serve --port 8000

Mã thoát: 0 dừng bằng Ctrl-C hoặc SIGTERM · 2 sai cách dùng hoặc không có site.yaml · 3 lỗi hệ thống",
    },
    Page {
        path: "explain",
        short: "Nói một mã có nghĩa gì, vì sao quan trọng và sửa thế nào",
        long: "",
        after: "\
Ví dụ:
  baocao explain                       danh sách các mã
  baocao explain percent-mismatch",
    },
    Page {
        path: "schema",
        short: "In JSON Schema của một loại tệp, cho trình soạn thảo",
        long: "Nhờ đó trình soạn thảo gợi ý khóa và kiểm tra ngay khi gõ. Không ghi tham số: danh sách các loại.",
        after: "\
Ví dụ:
  baocao schema                        danh sách các loại
  baocao schema dataset
  baocao schema --write schemas        tất cả, thành schemas/LOẠI.schema.json
  baocao --lang vi schema --write schemas",
    },
    Page {
        path: "init",
        short: "Tạo một trang nhỏ để bắt đầu, hoặc lấy các tệp của giao diện ra để sửa",
        long: "Ghi site.yaml, trang chủ, một chuyên mục có một bài và một bảng số liệu. Với --theme thì ghi vào trang của thư \
               mục này: mọi tệp của một giao diện có sẵn trong chương trình, vào themes/. Không ghi đè tệp nào.",
        after: "\
Ví dụ:
  baocao init bao-cao && cd bao-cao && baocao build
  baocao init --theme                     giao diện portal, thành themes/portal/
  baocao init --theme print --as rieng    giao diện print, thành themes/rieng/",
    },
    Page {
        path: "new", short: "Tạo một bài viết hoặc bảng số liệu mới để điền", long: "", after: ""
    },
    Page {
        path: "new article",
        short: "Tạo content/CHUYÊN-MỤC/NGÀY-TÊN/index.md, là bản nháp",
        long: "",
        after: "\
Ví dụ:
  baocao new article \"Kết quả quý I\" --section tin-tuc
  baocao new article \"Hội nghị chuyên đề\" --date 2024-05-13",
    },
    Page {
        path: "new dataset",
        short: "Tạo content/data/TÊN.yaml",
        long: "",
        after: "\
Ví dụ:
  baocao new dataset \"Việc làm theo đã đăng ký và hoàn thành\"",
    },
    Page { path: "help", short: "In hướng dẫn của một lệnh", long: "", after: "" },
    Page {
        path: "completions",
        short: "In tập lệnh gợi ý từ cho một shell",
        long: "",
        after: "\
Ví dụ:
  baocao completions bash > ~/.local/share/bash-completion/completions/baocao
  baocao completions fish > ~/.config/fish/completions/baocao.fish
  baocao completions powershell >> $PROFILE",
    },
];

const ABOUT: &str = "Dựng trang báo cáo tĩnh từ bảng số liệu YAML và bài viết Markdown, kiểm tra mọi con số";

const LONG_ABOUT: &str = "\
Dựng trang báo cáo tĩnh từ bảng số liệu YAML và bài viết Markdown, kiểm tra mọi con số.

Một trang là một thư mục có site.yaml: bài viết và số liệu trong content/, trang đã dựng trong output/. Trang đã dựng \
mở được từ đĩa, không cần máy chủ.";

const AFTER: &str = "\
Ví dụ:
  baocao init bao-cao             tạo trang mới trong thư mục bao-cao
  baocao build                    dựng trang của thư mục này vào output/
  baocao check                    tìm lỗi và không ghi gì
  baocao serve                    cho xem trang trong trình duyệt khi đang viết
  baocao fix                      sửa con số sai và gắn số với số liệu
  baocao explain claim-mismatch   nói một mã có nghĩa gì và sửa thế nào

Mã thoát:
  0  tốt
  1  có lỗi trong tệp của trang (với --strict, cả cảnh báo)
  2  sai cách dùng, hoặc không có site.yaml
  3  lỗi hệ thống: đĩa, quyền, một lần dựng khác đang chạy

Lỗi in ra stderr, kết quả ra stdout; cả hai là JSON với --format json.
Đọc thêm: `baocao help LỆNH`, `baocao explain` và README.";

/// What each argument is for, by its name.
const ARGUMENTS: &[(&str, &str)] = &[
    ("root", "Thư mục của trang [mặc định: thư mục gần nhất từ đây lên có site.yaml]"),
    ("format", "Cách viết lỗi và kết quả: human (có dòng lỗi), short (mỗi lỗi một dòng), json (cho chương trình)"),
    ("color", "Màu trên stderr: auto (khi là màn hình dòng lệnh và không đặt `NO_COLOR`), always, never"),
    (
        "lang",
        "Ngôn ngữ của thông báo, vi hoặc en [mặc định: theo `LC_ALL`, `LC_MESSAGES` hoặc `LANG`, không có thì en]",
    ),
    ("quiet", "Chỉ in lỗi, không in tóm tắt"),
    ("verbose", "Khi dựng, in cả gợi ý"),
    ("drafts", "Lấy cả bản nháp"),
    ("base_url", "Địa chỉ của trang, thay cho địa chỉ trong site.yaml"),
    ("now", "Thời điểm xét `publish_at`: 2024-05-13, \"2024-05-13 14:08\", RFC 3339 hoặc clock"),
    ("published", "Đối chiếu mọi con số với trang đã đăng (thư mục do baocao dựng): số nào đổi thì phải đính chính"),
    ("claims", "Liệt kê mọi con số gắn với số liệu: giá trị chính xác, khớp hay không, ở đâu, ô nào"),
    ("strict", "Coi cảnh báo như lỗi"),
    ("port", "Cổng; nếu đang bị dùng thì lấy cổng khác [mặc định: 3456]"),
    ("host", "Địa chỉ để lắng nghe; địa chỉ mà máy khác vào được sẽ cho họ thấy cả bản nháp [mặc định: 127.0.0.1]"),
    ("open", "Mở luôn trong trình duyệt"),
    ("no_drafts", "Bỏ bản nháp, như khi dựng"),
    ("output", "Nơi đặt trang đã dựng [mặc định: output/ trong thư mục của trang]"),
    ("clean", "Bỏ qua bộ nhớ đệm, dựng lại mọi tệp"),
    ("files", "Chỉ các bài này [mặc định: mọi bài]"),
    (
        "only",
        "Chỉ loại này, có thể nêu nhiều lần: claim (con số sai), binding (gắn số với số liệu), percent (tỷ lệ sai)",
    ),
    ("yes", "Ghi luôn, không hỏi"),
    ("dry_run", "Chỉ cho xem, không ghi gì"),
    ("code", "Mã trong ngoặc vuông của thông báo; không ghi thì liệt kê tất cả"),
    ("folder", "Nơi tạo trang; chưa có thì được tạo"),
    ("theme", "Ghi các tệp của giao diện này vào trang: portal (mặc định) hoặc print"),
    ("theme_as", "Tên của giao diện trong trang [mặc định: như cũ]"),
    ("title", "Tên; địa chỉ hoặc tên tệp được tạo từ tên này"),
    ("document", "Loại tệp: site, page (phần đầu trang), dataset (tệp số liệu), theme, chart (khối biểu đồ)"),
    ("write", "Ghi vào thư mục này, đè lên bản cũ: của loại đã nêu, hoặc tất cả"),
    ("section", "Thư mục của chuyên mục trong content/ [mặc định: chuyên mục duy nhất]"),
    ("date", "Ngày của bài, YYYY-MM-DD [mặc định: hôm nay theo múi giờ của trang]"),
    ("help", "In hướng dẫn; --help in đầy đủ hơn -h"),
    ("version", "In phiên bản"),
    ("shell", "Một trong: bash, elvish, fish, powershell, zsh"),
];

const TEMPLATE: &str = "{about-with-newline}\nCách dùng: {usage}\n\n{all-args}{after-help}";
const GLOBAL: &str = "Tùy chọn chung";

/// `command` with its help in Vietnamese.
pub fn in_vietnamese(command: Command) -> Command {
    let mut command = command;
    // Makes the parser's own `help` and `--version` part of the command, so that they can be translated too.
    command.build();
    let command = command.about(ABOUT).long_about(LONG_ABOUT).after_help("Ví dụ và mã thoát: baocao --help");
    translated(command.after_long_help(AFTER), "")
}

fn translated(command: Command, path: &str) -> Command {
    let page = PAGES.iter().find(|page| page.path == path.strip_prefix("help ").unwrap_or(path));
    let command = match page {
        Some(page) if page.long.is_empty() => command.about(page.short).after_long_help(page.after),
        Some(page) => {
            let long = format!("{}\n\n{}", page.short, page.long);
            command.about(page.short).long_about(long).after_long_help(page.after)
        }
        None => command,
    };
    command
        .mut_args(argument)
        .help_template(TEMPLATE)
        .subcommand_help_heading("Lệnh")
        .subcommand_value_name("LỆNH")
        .mut_subcommands(|below| {
            let path = format!("{path} {}", below.get_name());
            translated(below, path.trim_start())
        })
}

fn argument(arg: Arg) -> Arg {
    let Some((_, help)) = ARGUMENTS.iter().find(|(name, _)| arg.get_id() == name) else { return arg };
    let heading = match arg.get_help_heading() {
        Some(_) => GLOBAL,
        None if arg.is_positional() => "Tham số",
        None => "Tùy chọn",
    };
    let takes_value = arg.get_action().takes_values();
    arg.help(*help)
        .long_help(None::<&str>)
        .hide_default_value(takes_value)
        .hide_possible_values(takes_value)
        .help_heading(heading)
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;
    use crate::cli::args::Cli;

    /// Calls `see` with every command below `command` and its path.
    fn walk(command: &Command, path: &str, see: &mut impl FnMut(&Command, &str)) {
        see(command, path);
        for below in command.get_subcommands() {
            walk(below, format!("{path} {}", below.get_name()).trim_start(), see);
        }
    }

    #[test]
    fn every_command_and_argument_is_translated() {
        walk(&Cli::command(), "", &mut |command, path| {
            assert!(path.is_empty() || PAGES.iter().any(|page| page.path == path), "no page for `{path}`");
            for arg in command.get_arguments() {
                let name = arg.get_id().as_str();
                assert!(ARGUMENTS.iter().any(|(known, _)| *known == name), "no words for {path} {name}");
            }
        });
        in_vietnamese(Cli::command()).debug_assert();
    }
}
