//! The command as people and scripts use it: arguments in; exit code, stdout, stderr and files out.

#![expect(clippy::disallowed_methods, reason = "tests make and read files themselves")]

use std::fs;
use std::path::Path;
use std::process::Output;

use assert_cmd::Command;
use tempfile::TempDir;

/// What a run gave.
struct Run {
    code: i32,
    out: String,
    err: String,
}

/// Runs `baocao` in `folder` with an English environment.
fn run(folder: &Path, args: &[&str]) -> Run {
    run_with(folder, args, &[])
}

fn run_with(folder: &Path, args: &[&str], env: &[(&str, &str)]) -> Run {
    let mut command = Command::cargo_bin("baocao").expect("the command is built with its tests");
    command.current_dir(folder).args(args).env_remove("LC_ALL").env_remove("LC_MESSAGES").env("LANG", "C");
    let Output { status, stdout, stderr } = command.envs(env.iter().copied()).output().expect("the command runs");
    let text = |bytes| String::from_utf8(bytes).expect("the command writes UTF-8");
    Run { code: status.code().expect("no signal ended it"), out: text(stdout), err: text(stderr) }
}

fn empty() -> TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

/// A site as `init` makes it.
fn site() -> TempDir {
    let folder = empty();
    assert_eq!(run(folder.path(), &["init"]).code, 0);
    folder
}

fn read(folder: &TempDir, path: &str) -> String {
    fs::read_to_string(folder.path().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn write(folder: &TempDir, path: &str, text: &str) {
    let file = folder.path().join(path);
    fs::create_dir_all(file.parent().expect("below the folder")).expect("can be made");
    fs::write(file, text).expect("can be written");
}

/// One finding: a claim that differs from its cell.
fn break_claim(folder: &TempDir) {
    let path = "content/tin-tuc/2024-04-15-bai-dau-tien.md";
    let text = read(folder, path).replace("[90/100]", "[91/100]");
    write(folder, path, &text);
}

#[test]
fn help_teaches() {
    let folder = empty();
    for args in [&["--help"][..], &["help"], &["build", "--help"], &["check", "--help"], &["new", "article", "--help"]]
    {
        let help = run(folder.path(), args);
        assert_eq!((help.code, help.err.as_str()), (0, ""), "{args:?}");
        assert!(help.out.contains("Examples:\n  baocao "), "{}", help.out);
    }
    let help = run(folder.path(), &["--help"]).out;
    for word in ["build", "check", "explain", "schema", "init", "new", "completions", "Exit codes:", "--root", "--lang"]
    {
        assert!(help.contains(word), "{word} is missing in\n{help}");
    }
    let bare = run(folder.path(), &[]);
    assert_eq!((bare.code, bare.out.as_str()), (2, ""));
    assert!(bare.err.contains("Usage: baocao"), "{}", bare.err);
}

#[test]
fn help_speaks_vietnamese() {
    let folder = empty();
    let help = run(folder.path(), &["--lang", "vi", "build", "--help"]).out;
    assert!(help.contains("Dựng trang") && help.contains("Ví dụ:"), "{help}");
    let help = run_with(folder.path(), &["--help"], &[("LANG", "vi_VN.UTF-8")]).out;
    assert!(help.contains("Mã thoát:") && !help.contains("Examples:"), "{help}");
}

#[test]
fn usage_errors_end_with_2() {
    let folder = site();
    let check = |args: &[&str], says: &str| {
        let run = run(folder.path(), args);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{args:?}: {}", run.err);
        assert!(run.err.contains(says), "{args:?}: {}", run.err);
    };
    check(&["bild"], "build");
    check(&["build", "--outptu", "x"], "--output");
    check(&["check", "--output", "x"], "--output");
    check(&["check", "--format", "xml"], "human");
    check(&["-q", "-v", "check"], "cannot be used with");
    check(&["explain", "unknwn-key"], "did you mean `unknown-key`?");
    check(&["new", "article"], "<TITLE>");
    check(&["new", "article", "  "], "title is empty");
    check(&["new", "article", "!!!"], "needs a letter or a digit");
    check(&["new", "article", "A", "--date", "13/05/2024"], "--date 13/05/2024");
    check(&["new", "article", "A", "--section", "../x"], "there are: tin-tuc");
    check(&["completions", "cmd"], "bash");
}

#[test]
fn no_site_is_said_with_2() {
    let folder = empty();
    for args in [&["build"][..], &["check"], &["check", "--format", "json"], &["new", "dataset", "A"]] {
        let run = run(folder.path(), args);
        assert_eq!((run.code, run.out.as_str()), (2, ""), "{args:?}");
        assert!(run.err.starts_with("baocao: no site.yaml"), "{args:?}: {}", run.err);
        assert_eq!(fs::read_dir(folder.path()).expect("listed").count(), 0, "{args:?} wrote something");
    }
    let named = run(folder.path(), &["--root", "nowhere", "check"]);
    assert_eq!(named.code, 2);
    assert!(named.err.contains("nowhere: no site.yaml in this folder"), "{}", named.err);
    let vietnamese = run_with(folder.path(), &["check"], &[("LANG", "vi_VN.UTF-8")]);
    assert!(vietnamese.err.starts_with("baocao: không có site.yaml"), "{}", vietnamese.err);
}

#[test]
fn explain_names_every_code_and_explains_one() {
    let folder = empty();
    let list = run(folder.path(), &["explain"]);
    assert_eq!(list.code, 0);
    assert_eq!(list.out.lines().count(), baocao::diag::Code::ALL.len());
    assert!(list.out.lines().any(|line| line.starts_with("claim-mismatch  ") && line.contains("  error  ")));
    let one = run(folder.path(), &["explain", "claim-mismatch"]);
    assert!(one.out.starts_with("claim-mismatch (error)\n\n") && one.out.contains("\nRepair: "), "{}", one.out);
    let vi = run(folder.path(), &["explain", "claim-mismatch", "--lang", "vi"]);
    assert!(vi.out.contains("\nCách sửa: "), "{}", vi.out);
    let json: serde_json::Value =
        serde_json::from_str(&run(folder.path(), &["explain", "missing-alt", "--format", "json"]).out).expect("JSON");
    assert_eq!((&json["code"], &json["severity"]), (&"missing-alt".into(), &"warning".into()));
}

#[test]
fn schemas_are_printed_and_written() {
    let folder = empty();
    let list = run(folder.path(), &["schema"]);
    assert_eq!((list.code, list.out.lines().count()), (0, 5), "{}", list.out);
    let printed = run(folder.path(), &["schema", "dataset"]).out;
    let schema: serde_json::Value = serde_json::from_str(&printed).expect("JSON");
    assert_eq!(schema["required"], serde_json::json!(["title", "dimensions", "measures", "observations"]));
    let written = run(folder.path(), &["schema", "--write", "a b/c"]);
    assert_eq!((written.code, written.err.as_str()), (0, ""));
    assert!(written.out.contains("\n  a b/c/dataset.schema.json\n"), "{}", written.out);
    assert_eq!(read(&folder, "a b/c/dataset.schema.json"), printed);
    let changed = |path: &str| fs::metadata(folder.path().join(path)).and_then(|file| file.modified()).expect("there");
    let before = changed("a b/c/site.schema.json");
    let again = run(folder.path(), &["schema", "site", "--write", "a b/c", "--format", "json"]);
    assert_eq!(again.out, "{\"files\":[\"a b/c/site.schema.json\"]}\n");
    assert_eq!(changed("a b/c/site.schema.json"), before, "a file that says the same keeps its time");
    let vietnamese = run(folder.path(), &["--lang", "vi", "schema", "dataset", "--write", "a b/c"]);
    assert!(vietnamese.out.starts_with("Đã ghi\n"), "{}", vietnamese.out);
    assert!(read(&folder, "a b/c/dataset.schema.json").contains("Số liệu đếm cái gì."), "over the older one");
    assert_eq!(run(folder.path(), &["schema", "page", "--write", "a b/c/site.schema.json/x"]).code, 3);
    assert_eq!(run(folder.path(), &["schema", "pages"]).code, 2);
}

#[test]
fn completions_know_the_commands() {
    let folder = empty();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let run = run(folder.path(), &["completions", shell]);
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{shell}");
        assert!(run.out.contains("baocao") && run.out.contains("explain"), "{shell}: {}", run.out);
    }
}

#[test]
fn init_writes_a_site_once() {
    let folder = empty();
    let first = run(folder.path(), &["init", "trang moi"]);
    assert_eq!((first.code, first.err.as_str()), (0, ""));
    assert!(first.out.contains("\n  trang moi/content/_index.md\n"), "{}", first.out);
    assert!(first.out.contains("`baocao build --root \"trang moi\"`"), "{}", first.out);
    write(&folder, "trang moi/site.yaml", "title: của tôi\n");
    fs::remove_file(folder.path().join("trang moi/content/_index.md")).expect("can be removed");
    let second = run(folder.path(), &["init", "trang moi"]);
    assert_eq!((second.code, second.out.as_str()), (2, ""));
    assert!(second.err.contains("trang moi/site.yaml, trang moi/content/data/dang-ky.yaml"), "{}", second.err);
    assert_eq!(read(&folder, "trang moi/site.yaml"), "title: của tôi\n");
    assert!(!folder.path().join("trang moi/content/_index.md").exists(), "nothing is written beside old files");
}

#[test]
fn new_articles_are_named_by_section_date_and_title() {
    let folder = site();
    let path = "content/tin-tuc/2024-05-13-net-moi-o-ket-luan-so-01/index.md";
    let made = run(folder.path(), &["new", "article", "Nét mới ở \"Kết luận\": số 01", "--date", "2024-05-13"]);
    assert_eq!((made.code, made.err.as_str()), (0, ""));
    assert!(made.out.starts_with(&format!("Wrote {path}\n")), "{}", made.out);
    let text = read(&folder, path);
    assert!(text.starts_with("---\ntitle: \"Nét mới ở \\\"Kết luận\\\": số 01\"\ndate: 2024-05-13\n"), "{text}");
    assert!(text.contains("\ndraft: true\n"), "{text}");
    write(&folder, path, "mine");
    let again = run(folder.path(), &["new", "article", "Nét mới ở Kết luận số 01", "--date", "2024-05-13"]);
    assert_eq!(again.code, 2);
    assert!(again.err.contains(path), "{}", again.err);
    assert_eq!(read(&folder, path), "mine");
}

#[test]
fn new_articles_need_a_section_where_there_are_two() {
    let folder = site();
    write(&folder, "content/van-ban/_index.md", "---\ntitle: Văn bản\n---\n");
    let unsaid = run(folder.path(), &["new", "article", "A", "--date", "2024-05-13"]);
    assert_eq!(unsaid.code, 2);
    assert!(unsaid.err.contains("--section is needed, one of: tin-tuc, van-ban"), "{}", unsaid.err);
    let json = run(
        folder.path(),
        &["new", "article", "A", "--date", "2024-05-13", "--section", "van-ban", "--format", "json"],
    );
    assert_eq!(json.out, "{\"files\":[\"content/van-ban/2024-05-13-a/index.md\"]}\n");
}

#[test]
fn new_articles_without_a_date_have_todays() {
    let folder = site();
    assert_eq!(run(folder.path(), &["new", "article", "Tin"]).code, 0);
    let mut names = fs::read_dir(folder.path().join("content/tin-tuc")).expect("listed");
    let is_dated = |name: &str| name.ends_with("-tin") && name.len() == "2024-05-13-tin".len();
    assert!(names.any(|entry| is_dated(&entry.expect("listed").file_name().to_string_lossy())));
}

#[test]
fn new_datasets_are_named_by_title() {
    let folder = site();
    let below = folder.path().join("content/tin-tuc");
    let made = run(&below, &["new", "dataset", "Đăng ký: \\ và hoàn thành"]);
    assert_eq!((made.code, made.err.as_str()), (0, ""), "the site is found from a folder below it");
    let text = read(&folder, "content/data/dang-ky-va-hoan-thanh.yaml");
    assert!(text.starts_with("title: \"Đăng ký: \\\\ và hoàn thành\"\n"), "{text}");
    assert!(!text.contains("{date}"), "{text}");
    assert_eq!(run(folder.path(), &["new", "dataset", "Đăng ký và hoàn thành"]).code, 2);
}

#[test]
fn the_starter_site_builds() {
    let folder = site();
    let built = run(folder.path(), &["build"]);
    assert_eq!((built.code, built.err.as_str()), (0, ""), "{}", built.out);
    assert!(built.out.starts_with("Built ") && built.out.ends_with("Open output/index.html\n"), "{}", built.out);
    assert!(folder.path().join("output/index.html").is_file());
    let quiet = run(folder.path(), &["build", "-q"]);
    assert_eq!((quiet.code, quiet.out.as_str(), quiet.err.as_str()), (0, "", ""));
    let checked = run(folder.path(), &["--lang", "vi", "check"]);
    assert!(checked.out.starts_with("Đã kiểm tra "), "{}", checked.out);
}

#[test]
fn new_files_pass_the_check() {
    let folder = site();
    assert_eq!(run(folder.path(), &["new", "article", "Bài: \"mới\"", "--date", "2024-05-13"]).code, 0);
    assert_eq!(run(folder.path(), &["new", "dataset", "Bảng: \"mới\""]).code, 0);
    let checked = run(folder.path(), &["check", "--drafts", "--strict"]);
    assert_eq!(checked.code, 0, "{}{}", checked.err, checked.out);
}

#[test]
fn results_are_one_object_with_every_field() {
    let fields = [
        "pages",
        "held",
        "charts",
        "datasets",
        "claims",
        "written",
        "unchanged",
        "removed",
        "errors",
        "warnings",
        "advice",
        "seconds",
    ];
    let folder = site();
    for (command, broken) in [("build", false), ("check", false), ("check", true), ("build", true)] {
        if broken {
            break_claim(&folder);
        }
        let run = run(folder.path(), &[command, "--format", "json"]);
        assert_eq!(run.code, i32::from(broken), "{command}: {}", run.err);
        assert_eq!(run.out.lines().count(), 1, "{}", run.out);
        let object: serde_json::Value = serde_json::from_str(&run.out).expect("JSON");
        let mut rest = run.out.as_str();
        for field in fields {
            let at = rest.find(&format!("\"{field}\":")).unwrap_or_else(|| panic!("{field} in order: {}", run.out));
            rest = &rest[at..];
        }
        for field in ["bound", "ignored", "unbound"] {
            assert!(object["claims"][field].is_u64(), "{}", run.out);
        }
        assert_eq!(object["errors"], u64::from(broken));
        if broken {
            assert_eq!(object["written"], 0, "nothing is written with findings");
        }
    }
}

#[test]
fn findings_come_in_three_forms_and_end_with_1() {
    let folder = site();
    break_claim(&folder);
    let place = "content/tin-tuc/2024-04-15-bai-dau-tien.md:8:31";
    let human = run(folder.path(), &["check"]);
    assert_eq!(human.code, 1);
    assert!(human.err.starts_with("error[claim-mismatch]: "), "{}", human.err);
    assert!(human.err.contains(&format!("--> {place}\n")) && human.err.contains("^^^^^^"), "{}", human.err);
    assert!(human.err.contains("::: content/data/dang-ky.yaml:"), "the cell is shown: {}", human.err);
    assert!(human.out.contains("Findings: 1 error\n"), "{}", human.out);
    let short = run(folder.path(), &["check", "--format", "short"]);
    assert!(short.err.starts_with(&format!("{place}: error[claim-mismatch]: ")), "{}", short.err);
    assert_eq!(short.err.lines().count(), 1, "{}", short.err);
    let json = run(folder.path(), &["check", "--format", "json", "--lang", "vi"]);
    let finding: serde_json::Value = serde_json::from_str(&json.err).expect("one object a line");
    assert_eq!((&finding["code"], &finding["line"]), (&"claim-mismatch".into(), &8.into()));
    let colour = run(folder.path(), &["check", "--color", "always"]);
    assert!(colour.err.contains("\u{1b}[") && !human.err.contains('\u{1b}'));
}

#[test]
fn a_failed_build_says_that_the_old_site_stands() {
    let folder = site();
    assert_eq!(run(folder.path(), &["build"]).code, 0);
    let before = read(&folder, "output/index.html");
    break_claim(&folder);
    let failed = run(folder.path(), &["build"]);
    assert_eq!(failed.code, 1);
    assert!(failed.out.ends_with("Nothing was written; output stays as it was\n"), "{}", failed.out);
    assert_eq!(read(&folder, "output/index.html"), before);
}

#[test]
fn advice_is_printed_by_check_and_counted_by_build() {
    let folder = site();
    write(&folder, "content/tin-tuc/so.md", "---\ntitle: Số\n---\n\nĐã có 1.343 việc.\n");
    let check = run(folder.path(), &["check", "--strict"]);
    assert_eq!(check.code, 0, "advice never fails: {}", check.err);
    assert!(check.err.starts_with("advice[unbound-number]: "), "{}", check.err);
    let build = run(folder.path(), &["build"]);
    assert_eq!((build.code, build.err.as_str()), (0, ""));
    assert!(build.out.contains("Findings: 1 advice (-v or `baocao check` prints the advice)\n"), "{}", build.out);
    assert!(run(folder.path(), &["build", "-v"]).err.starts_with("advice[unbound-number]: "));
    // Much of it is more than people read beside something else.
    let much = (0..120).map(|at| format!("Đã có 1.{at:03} việc.\n\n")).collect::<Vec<_>>().concat();
    write(&folder, "content/tin-tuc/so.md", &format!("---\ntitle: Số\n---\n\n{much}"));
    let build = run(folder.path(), &["build", "-v"]);
    assert_eq!(build.err.matches("advice[unbound-number]: ").count(), 100);
    assert!(
        build.out.contains("120 advice (100 pieces of advice are printed; `baocao check` prints all)"),
        "{}",
        build.out
    );
    assert_eq!(run(folder.path(), &["build", "-v", "--format", "short"]).err.lines().count(), 120);
    assert_eq!(run(folder.path(), &["check"]).err.matches("advice[unbound-number]: ").count(), 120);
}

#[test]
fn warnings_fail_where_they_are_asked_to() {
    let folder = site();
    write(&folder, "content/tin-tuc/anh.md", "---\ntitle: Ảnh\n---\n\n![](a.svg)\n");
    write(&folder, "content/tin-tuc/a.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"3\" height=\"2\"/>");
    let lenient = run(folder.path(), &["check"]);
    assert_eq!(lenient.code, 0, "{}", lenient.err);
    assert!(lenient.err.starts_with("warning[missing-alt]: "), "{}", lenient.err);
    assert_eq!(run(folder.path(), &["check", "--strict"]).code, 1);
    assert_eq!(run(folder.path(), &["build", "--strict"]).code, 1);
}

#[test]
fn a_time_that_is_none_is_usage() {
    let folder = site();
    let run = run(folder.path(), &["check", "--now", "hôm nay"]);
    assert_eq!(run.code, 2);
    assert!(run.err.starts_with("baocao: --now hôm nay: no time; write 2024-05-13,"), "{}", run.err);
}

#[test]
fn a_reader_that_leaves_is_no_error() {
    let folder = empty();
    let closed = || {
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        writer
    };
    let command = |args: &[&str]| {
        let mut command = std::process::Command::new(assert_cmd::cargo::cargo_bin!("baocao"));
        command.current_dir(folder.path()).args(args);
        command
    };
    let explained = command(&["explain"]).stdout(closed()).output().expect("the command runs");
    assert_eq!((explained.status.code(), explained.stderr.as_slice()), (Some(0), &b""[..]));
    let helped = command(&["--help"]).stdout(closed()).output().expect("the command runs");
    assert_eq!((helped.status.code(), helped.stderr.as_slice()), (Some(0), &b""[..]));
    let checked = command(&["check"]).stderr(closed()).output().expect("the command runs");
    assert_eq!(checked.status.code(), Some(2), "the exit code is the same where nobody reads why");
}

#[test]
fn claims_are_listed_with_value_verdict_place_and_cell() {
    let folder = site();
    break_claim(&folder);
    let path = "content/tin-tuc/2024-04-15-bai-dau-tien.md";
    let text = read(&folder, path);
    write(
        &folder,
        path,
        &text.replacen("title: ", "title: Năm 2023 có [5](/data/nope.yaml?year=2023#registered) việc, ", 1),
    );
    let table = run(folder.path(), &["check", "--claims"]);
    assert_eq!(table.code, 1);
    let wrong = table.out.lines().find(|line| line.starts_with("WRONG")).expect("a wrong claim");
    assert!(wrong.contains("91/100") && wrong.contains("90/100") && wrong.contains(path), "{wrong}");
    let short = run(folder.path(), &["--format", "short", "check", "--claims"]).out;
    assert!(
        short.lines().any(|line| line.starts_with(path) && line.contains(": wrong [91/100] = 90/100 <- content/data/"))
    );
    let json = run(folder.path(), &["--format", "json", "check", "--claims"]).out;
    let json: serde_json::Value = serde_json::from_str(&json).expect("one JSON object");
    let listed = json["listed"].as_array().expect("a list");
    let of = |verdict: &str| listed.iter().find(|claim| claim["verdict"] == verdict).expect("one of them");
    assert_eq!((&of("wrong")["expected"], &of("wrong")["place"]), (&"90/100".into(), &"body".into()));
    assert!(of("wrong")["cells"][0]["line"].is_u64());
    assert_eq!((&of("unresolved")["place"], &of("unresolved")["dataset"]), (&"title".into(), &serde_json::Value::Null));
    assert_eq!(json["errors"], 2);
}
