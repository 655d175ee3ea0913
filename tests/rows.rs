//! Rows in files: workbooks and JSON, sound and bad, with the sheet and cell of each finding.

mod support;

use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};
use support::{Run, Site};

const CONFIG: &str = "title: Thử\nbase_url: https://thu.example\n";
const DATASET: &str = "\
title: Việc
unit: việc
dimensions:
  year: {label: Năm, type: year}
  level: {label: Chủ thể, values: {collective: Tập thể, individual: Cá nhân}}
measures:
  registered: {label: Đăng ký, minimum: 0}
  completed: {label: Hoàn thành, required: true, maximum: registered}
";

fn workbook(fill: impl Fn(&mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("Số liệu").expect("a name");
    fill(sheet);
    book.save_to_buffer().expect("a workbook")
}

/// Writes texts and, where a text is one, numbers.
fn write(sheet: &mut Worksheet, row: u32, cells: &[&str]) {
    for (cell, column) in cells.iter().zip(0..) {
        match cell.parse::<f64>() {
            Ok(number) => sheet.write_number(row, column, number).map(|_| ()),
            Err(_) if cell.is_empty() => Ok(()),
            Err(_) => sheet.write_string(row, column, *cell).map(|_| ()),
        }
        .expect("cells can be written");
    }
}

/// Builds a site whose dataset has its rows in `file`, and which states what the first row holds.
fn site(observations: &str, file: &str, bytes: Vec<u8>) -> Site {
    let page =
        "---\ntitle: Trang\n---\n\nTập thể hoàn thành [7.855](/viec.yaml?year=2023&level=collective#completed).\n";
    Site::of(&[
        ("site.yaml".to_owned(), CONFIG.into()),
        ("content/_index.md".to_owned(), page.into()),
        ("content/viec.yaml".to_owned(), format!("{DATASET}observations: {observations}\n").into_bytes()),
        (format!("content/{file}"), bytes),
    ])
}

/// The findings, one a line without their help.
fn findings(site: &Site) -> Vec<String> {
    let Run { err, .. } = site.run(&["check", "--format", "short"]);
    err.lines().map(ToOwned::to_owned).collect()
}

#[test]
fn a_workbook_is_read_by_keys_or_labels() {
    let bytes = workbook(|sheet| {
        write(sheet, 0, &["Báo cáo năm"]);
        write(sheet, 2, &["Năm", "Chủ thể", "Đăng ký (việc)", "completed", "status"]);
        write(sheet, 3, &["2023", "tập thể", "8100", "7855", "final"]);
        write(sheet, 5, &["2023", "individual", "135720", "133350"]);
        write(sheet, 6, &["Cộng", "", "143820"]);
    });
    let site = site("{file: viec.xlsx, sheet: Số liệu, range: A3:E6}", "viec.xlsx", bytes);
    let built = site.build();
    let csv = String::from_utf8(built["viec/viec.csv"].clone()).expect("text");
    assert_eq!(csv.lines().count(), 3, "{csv}");
    assert!(csv.contains("2023,individual,135720,133350"), "{csv}");
    assert!(!built.contains_key("viec.xlsx"), "a file that observations names is not copied");
}

#[test]
fn a_csv_is_read_by_keys_or_labels() {
    let text = "sep=;\nNăm;Chủ thể;Đăng ký (việc);completed;status;\n2023;tập thể;8100;7855;final;\n2023;individual;135720;133350;;\n";
    let site = site("viec.csv", "viec.csv", text.into());
    let csv = String::from_utf8(site.build()["viec/viec.csv"].clone()).expect("text");
    assert_eq!(csv.lines().count(), 3, "{csv}");
    assert!(csv.contains("2023,individual,135720,133350"), "{csv}");
}

#[test]
fn our_own_workbook_can_be_read_back() {
    let bytes = workbook(|sheet| {
        write(sheet, 0, &["year", "level", "registered", "completed"]);
        write(sheet, 1, &["2023", "collective", "8100", "7855"]);
        write(sheet, 2, &["2024", "individual", "5", "0"]);
    });
    let first = site("viec.xlsx", "viec.xlsx", bytes).build();
    let again = site("{file: lai.xlsx, sheet: Số liệu}", "lai.xlsx", first["viec/viec.xlsx"].clone()).build();
    assert_eq!(first["viec/viec.csv"], again["viec/viec.csv"]);
}

#[test]
fn bad_cells_are_named_with_sheet_and_cell() {
    let bytes = workbook(|sheet| {
        write(sheet, 0, &["year", "level", "registered", "completed"]);
        write(sheet, 1, &["2023", "collective", "8100", "7855"]);
        sheet.write_string(2, 2, "135720").expect("a text");
        write(sheet, 2, &["2023", "individual", "", "1.298"]);
        sheet.write_formula(3, 2, Formula::new("=SUM(C2:C3)").set_result("#DIV/0!")).expect("a formula");
        write(sheet, 3, &["2024", "collective", "", "1"]);
        let date = Format::new().set_num_format("dd/mm/yyyy");
        let day = ExcelDateTime::from_ymd(2024, 1, 1).expect("a day");
        sheet.write_datetime_with_format(4, 0, &day, &date).expect("a date");
        write(sheet, 4, &["", "individual", "2", "1"]);
        sheet.merge_range(5, 0, 6, 0, "2025", &Format::new()).expect("merged cells");
        write(sheet, 5, &["2025", "collective", "2", "3"]);
        write(sheet, 6, &["", "individual", "2", "1"]);
        sheet.write_boolean(7, 2, true).expect("a truth");
        write(sheet, 7, &["2026", "Tổ chức", "", "1"]);
    });
    let found = findings(&site("viec.xlsx", "viec.xlsx", bytes));
    let expected = [
        "wrong-type]: `registered` must be a number, found the text `135720` (sheet `Số liệu`, cell C3)",
        "suspicious-number]: `completed` counts, but `1.298` reads as a fraction (sheet `Số liệu`, cell D3)",
        "wrong-type]: this cell holds the error #DIV/0! (sheet `Số liệu`, cell C4)",
        "wrong-type]: `year` must be a year with four digits, found the text `2024-01-01` (sheet `Số liệu`, cell A5)",
        "wrong-type]: the cells A6:A7 are merged: a program sees the value in the first of them only (sheet `Số liệu`, cell A6)",
        "constraint]: `completed` is 3, more than `registered`, which is 2 (sheet `Số liệu`, cell D6)",
        "unknown-dimension]: `level` has no value `Tổ chức` (sheet `Số liệu`, cell B8)",
        "wrong-type]: `registered` must be a whole number, found the truth value `true` (sheet `Số liệu`, cell C8)",
    ];
    assert_eq!(found.len(), expected.len(), "{found:#?}");
    for (found, expected) in found.iter().zip(expected) {
        assert!(found.starts_with("content/viec.xlsx:") && found.ends_with(expected), "{found}\n{expected}");
    }
    // Lines are the sheet's rows.
    assert!(found[0].starts_with("content/viec.xlsx:3:"), "{}", found[0]);
}

#[test]
fn what_is_wrong_with_a_workbook_is_told_once() {
    let bytes = || workbook(|sheet| write(sheet, 0, &["year", "level", "registered", "completed"]));
    let check = |observations: &str, bytes: Vec<u8>, expected: &str| {
        let found = findings(&site(observations, "viec.xlsx", bytes));
        assert!(found.iter().any(|finding| finding.contains(expected)), "{observations}: {found:#?}");
        // The claim finds no row where the sheet is there and empty, and says nothing where it can't be read.
        assert!(found.len() <= 2, "{found:#?}");
    };
    check("{file: viec.xlsx, sheet: Khác}", bytes(), "viec.yaml:9:40: error[missing-asset]");
    check("{file: viec.xlsx, range: B2}", bytes(), "viec.yaml:9:40: error[wrong-type]");
    check("{file: viec.xlsx, sheets: 1}", bytes(), "unknown-key");
    check(
        "viec.xlsx",
        b"PK\x03\x04 cut".to_vec(),
        "viec.yaml:9:15: error[wrong-type]: `content/viec.xlsx` can't be read",
    );
    check("khong-co.xlsx", bytes(), "missing-asset");
    check("viec.xls", bytes(), "is a workbook of an old or other kind");
    let two = || {
        let mut book = Workbook::new();
        for _ in 0..2 {
            write(book.add_worksheet(), 0, &["year", "level", "registered", "completed"]);
        }
        book.save_to_buffer().expect("a workbook")
    };
    check("viec.xlsx", two(), "missing-key]: `content/viec.xlsx` has several sheets");
    check("viec.xlsx", workbook(|_| ()), "no-observation]: `content/viec.xlsx` has no sheet with anything in it");
}

#[test]
fn rows_in_json_have_their_places() {
    let json = "[\n\t{\"year\": 2023, \"level\": \"collective\", \"registered\": 8100, \"completed\": 7855},\n\
                 {\"year\": 2023, \"level\": \"individual\", \"registered\": \"12\", \"completed\": 1.298}\n]";
    let found = findings(&site("viec.json", "viec.json", json.into()));
    assert_eq!(found.len(), 2, "{found:#?}");
    assert!(found[0].starts_with("content/viec.json:3:53: error[wrong-type]"), "{found:#?}");
    assert!(found[1].starts_with("content/viec.json:3:72: error[suspicious-number]"), "{found:#?}");
    let whole = "{\"title\": \"x\", \"rows\": [{\"year\": 2023, \"level\": \"collective\", \"registered\": 8100, \"completed\": 7855}]}";
    assert_eq!(findings(&site("viec.json", "viec.json", whole.into())), Vec::<String>::new());
    let found = findings(&site("viec.json", "viec.json", b"{\"title\": 1}".to_vec()));
    assert!(found[0].contains("wrong-type]: a JSON file of observations"), "{found:#?}");
    let found = findings(&site("viec.json", "viec.json", b"[{\"year\": 2023,".to_vec()));
    assert!(found[0].contains("yaml-syntax"), "{found:#?}");
}

#[test]
fn texts_in_other_encodings_are_recognised() {
    let csv = |bytes: &[u8]| [b"year;level;registered;completed;note\n2023;collective;8100;7855;", bytes].concat();
    let check = |bytes: Vec<u8>, expected: &str| {
        let found = findings(&site("viec.csv", "viec.csv", bytes));
        assert!(found[0].contains(expected), "{found:#?}");
    };
    check(
        csv(b"\xf0\xe3ng k\xfd \xea\xec"),
        "content/viec.csv:2:27: error[not-utf8]: this file is not UTF-8 text: it looks like Windows-1258",
    );
    check(
        b"\xff\xfey\0e\0a\0r\0".to_vec(),
        "content/viec.csv:1:1: error[not-utf8]: this file is not UTF-8 text: it looks like UTF-16",
    );
    check(csv(b"\xf0"), "content/viec.csv:2:27: error[not-utf8]: this file is not UTF-8 text: the bytes");
}
