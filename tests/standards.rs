//! What describes data for other programs, before the eyes of those programs: `datapackage.json` in Frictionless and
//! `*.csv-metadata.json` in csvw, each with its CSV.
//!
//! Needs Python with both, which `tests/run` installs below target/standards; where they are missing the tests say so
//! and pass.

mod support;

use std::path::{Path, PathBuf};
use std::process::Command;

use support::Site;

const HOSTILE: &str = "\
title: \"</script><script>alert(1)</script> & <!-- \\u2028\"
unit: việc
source: [{title: \"=Nguồn & số liệu\", url: https://nguon.example/}, {title: \"Sở \\\"B\\\"\"}]
license: {title: CC BY 4.0, url: \"https://giay-phep.example/by?a=1&b=2\"}
updated: 2024-05-13
notes: [\"Đọc kỹ.\\nDòng hai.\", \"=cmd|' /C calc'!A0\"]
dimensions:
  year: {label: Năm, type: year}
  level: {label: \"Chủ thể </script>\", values: {tap-the: \"Tập \\\"thể\\\"\", \"=ca; +nhan\": \"=Cá nhân\\nx\"}}
measures:
  registered: {label: Đăng ký, type: integer, minimum: 0}
  completed: {label: Hoàn thành, type: integer, maximum: registered}
  weight: {label: Khối lượng, type: number, minimum: -5.5, decimals: 1, note: Cân khô., source: [{title: Sở C, url: https://so-c.example/}], license: {title: CC0}}
  rate: {label: Tỷ lệ, ratio: completed / registered, decimals: 1}
observations:
  - {year: 2023, level: tap-the, registered: 8100, completed: 7855, weight: 0.123456789}
  - {year: 2023, level: \"=ca; +nhan\", registered: 7, completed: {value: 3, status: revised}, weight: -5.5}
  - {year: 2024, level: tap-the, registered: 999999999999999999, completed: null, as_of: 2024-03-31, note: \"=1+1, \\\"a\\\"\\nx\"}
  - {year: 2024, level: \"=ca; +nhan\", registered: 0, completed: null, status: provisional}
";

const EMPTY: &str = "\
title: Chưa có gì
dimensions:
  don_vi: {label: Đơn vị}
  ngay: {label: Ngày, type: date}
measures:
  so: {label: Số, type: number, maximum: 0.5}
observations: []
";

/// Fails for nothing: it is here to name in one line what is skipped without the validators.
#[test]
fn validators_are_there_or_these_tests_are_skipped() {
    let _ = python();
}

#[test]
fn what_describes_data_is_valid() {
    let Some(python) = python() else { return };
    let site = Site::of(&[
        ("site.yaml", "title: Thử\nbase_url: https://thu.example\n"),
        ("content/_index.md", "---\ntitle: Trang chủ\n---\n"),
        ("content/data/viec.yaml", HOSTILE),
        // csvw takes the `%20` of an address for the name of a file: no space here.
        ("content/data/trống_rỗng.yaml", EMPTY),
        ("content/data/không trang.yaml", &format!("{EMPTY}page: false\n")),
    ]);
    assert_eq!(validated(&python, &site), "validated: 4\n");
    let told = validated(&python, &Site::example());
    assert!(told.starts_with("validated: ") && told != "validated: 0\n", "{told}");
}

#[test]
fn what_is_wrong_is_found() {
    let Some(python) = python() else { return };
    let site = Site::of(&[
        ("site.yaml", "title: Thử\nbase_url: https://thu.example\n"),
        ("content/_index.md", "---\ntitle: Trang chủ\n---\n"),
        ("content/data/viec.yaml", HOSTILE),
    ]);
    site.build();
    let csv = site.read("output/data/viec/viec.csv");
    site.write("output/data/viec/viec.csv", csv.replace("8100", "tám"));
    let told = run(&python, &site);
    assert!(told.contains("datapackage.json") && told.contains("csv-metadata.json"), "{told}");
}

fn validated(python: &Path, site: &Site) -> String {
    site.build();
    run(python, site)
}

fn run(python: &Path, site: &Site) -> String {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/standards/validate.py");
    let ended = Command::new(python).arg(script).arg(site.output()).env("PYTHONUTF8", "1").output().expect("it starts");
    let (told, failed) = (String::from_utf8_lossy(&ended.stdout), String::from_utf8_lossy(&ended.stderr));
    assert!(ended.status.success(), "{told}\n{failed}");
    told.into_owned()
}

/// The Python that has the validators; where there is none, a line on stderr says what is skipped.
fn python() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/standards");
    let python = folder.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    if !folder.join("installed").is_file() {
        eprintln!("skipped: no Frictionless and csvw found (tests/run installs them below target/standards)");
        return None;
    }
    Some(python)
}
