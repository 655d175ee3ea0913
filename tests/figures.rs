//! Numbers in text against the data: claims in all their forms, pairs in prose, and what is no figure.

mod support;

use support::{Run, Site};

const DATA: &str = "\
title: Việc làm theo
unit: việc
dimensions:
  year: {label: Năm, type: year}
  level: {label: Chủ thể, values: {collective: Tập thể, individual: Cá nhân}}
measures:
  registered: {label: Đăng ký, type: integer}
  completed: {label: Hoàn thành, type: integer, maximum: registered}
  rate: {label: Tỷ lệ, ratio: completed / registered}
observations:
  - {year: 2022, level: collective, registered: 8000, completed: 7600}
  - {year: 2023, level: collective, registered: 8100, completed: 7855}
  - {year: 2023, level: individual, registered: 135720, completed: 133350}
  - {year: 2024, level: collective, registered: 7440, completed: null}
";

const INDIVIDUAL: &str = "/data/viec.yaml?year=2023&level=individual";
const COLLECTIVE: &str = "/data/viec.yaml?year=2023&level=collective";

fn site(page: &str) -> Site {
    Site::of(&[
        ("site.yaml", "title: Thử\nbase_url: https://thu.example\n"),
        ("content/_index.md", "---\ntitle: Trang chủ\n---\n"),
        ("content/data/viec.yaml", DATA),
        ("content/bai.md", page),
    ])
}

fn check(body: &str) -> Run {
    site(&format!("---\ntitle: Bài\n---\n{body}\n")).run(&["check", "--format", "short"])
}

/// `text` as a claim to `dest` behind `before` passes, or is reported with `code`.
fn claim(before: &str, text: &str, dest: &str, expected: Option<&str>) {
    let run = check(&format!("{before}[{text}]({dest})."));
    match expected {
        None => assert_eq!((run.code, run.err.as_str()), (0, ""), "{before}[{text}]({dest})"),
        Some(code) => assert!(
            run.code == 1 && run.err.contains(&format!("error[{code}]")),
            "{before}[{text}]({dest}): {}",
            run.err
        ),
    }
}

#[test]
fn claims_hold_at_their_printed_precision() {
    let rate = format!("{INDIVIDUAL}#rate");
    for right in ["98,3%", "98,25%", "98%", "98,254 %", "98,3 phần trăm"] {
        claim("đạt ", right, &rate, None);
    }
    for wrong in ["98,2%", "98,26%", "99%", "983%", "98.3%", "98,3 điểm phần trăm"] {
        claim("đạt ", wrong, &rate, Some("claim-mismatch"));
    }
    claim("", "133.350/135.720", INDIVIDUAL, None);
    claim("", "133350/135720", INDIVIDUAL, None);
    claim("", "133.350 trên 135.720", INDIVIDUAL, None);
    claim("", "133.351/135.720", INDIVIDUAL, Some("claim-mismatch"));
    claim("", "133.350/135.721", INDIVIDUAL, Some("claim-mismatch"));
    claim("", "135.720 việc", &format!("{INDIVIDUAL}#registered"), None);
    claim("", "135.720%", &format!("{INDIVIDUAL}#registered"), Some("claim-mismatch"));
}

#[test]
fn words_in_front_allow_one_unit_in_their_direction() {
    let rate = format!("{COLLECTIVE}#rate");
    claim("đạt gần ", "97%", &rate, None);
    claim("đạt trên ", "96%", &rate, None);
    claim("đạt hơn ", "97%", &rate, Some("claim-mismatch"));
    claim("đạt khoảng ", "96,9%", &rate, None);
    claim("", "khoảng 95%", &rate, Some("claim-mismatch"));
}

#[test]
fn one_number_with_its_unit_and_nothing_more() {
    let registered = format!("{INDIVIDUAL}#registered");
    for wrong in ["135 720", "135.720 triệu", "135.720–136.000", "135.720 việc, đạt 99%", "135.720 abc 9", "1 135.720"]
    {
        claim("", wrong, &registered, Some("claim-mismatch"));
    }
    for right in ["135.720 việc", "135,7 nghìn", "135,72 nghìn việc", "0,1357 triệu"] {
        claim("", right, &registered, None);
    }
    claim("hơn ", "135.000", &registered, None);
    claim("gần ", "136 nghìn", &registered, None);
    claim("gần ", "135.000", &registered, Some("claim-mismatch"));
    claim("hơn ", "100.000", &registered, Some("claim-mismatch"));
}

#[test]
fn changes_shares_and_sums() {
    claim("tăng ", "100", &format!("{COLLECTIVE}#registered.change"), None);
    claim("tăng ", "1,3%", &format!("{COLLECTIVE}#registered.change"), None);
    claim("giảm ", "660", "/data/viec.yaml?year=2024&level=collective#registered.change", None);
    claim("tăng ", "660", "/data/viec.yaml?year=2024&level=collective#registered.change", Some("claim-mismatch"));
    claim("tăng ", "2,0 điểm phần trăm", &format!("{COLLECTIVE}#rate.change"), None);
    claim("chiếm ", "5,6%", &format!("{COLLECTIVE}#registered.share"), None);
    claim("", "143.820", "/data/viec.yaml?year=2023#registered", None);
    claim("", "143.820", "/data/viec.yaml?year=2023&level=collective&level=individual#registered", None);
    claim("", "98,2%", "/data/viec.yaml?year=2023#rate", None);
}

#[test]
fn a_dimension_named_unit_adds_up_where_the_dataset_says_its_unit() {
    let data = DATA.replace("  level:", "  unit:").replace("level:", "unit:");
    let site = site("---\ntitle: Bài\n---\n[143.820](/data/viec.yaml?year=2023#registered).\n");
    site.write("content/data/viec.yaml", &data);
    let run = site.run(&["check"]);
    assert_eq!(run.code, 0, "{}", run.err);
    site.write("content/data/viec.yaml", data.replace("unit: việc\n", ""));
    let run = site.run(&["check", "--format", "short"]);
    let expected = "content/bai.md:4:11: error[no-observation]: this adds up different things: Tập thể and Cá nhân\n";
    assert_eq!((run.code, run.err.as_str()), (1, expected));
}

#[test]
fn a_whole_year_is_no_share_of_a_part_of_it() {
    let body = format!("---\ntitle: Bài\n---\nchiếm [5,6%]({COLLECTIVE}#registered.share).\n");
    let site = site(&body);
    assert_eq!(site.run(&["check"]).code, 0);
    site.write("content/data/viec.yaml", DATA.replace("completed: 133350", "completed: 133350, as_of: 2023-06-30"));
    let run = site.run(&["check", "--format", "short"]);
    let expected =
        "content/bai.md:4:14: error[no-observation]: this puts together `registered` of different parts of a year\n";
    assert_eq!((run.code, run.err.as_str()), (1, expected));
}

#[test]
fn what_is_not_there_is_said() {
    claim("", "1", "/data/viec.yaml?year=2024&level=collective#completed", Some("no-observation"));
    claim("", "1", "/data/viec.yaml?year=2030#registered", Some("no-observation"));
    claim("", "1", "/data/viec.yaml?year=2022&level=collective#registered.change", Some("no-observation"));
    claim("", "1", "/data/viec.yaml?level=khac#registered", Some("unknown-dimension"));
    claim("", "1", "/data/viec.yaml?nam=2023#registered", Some("unknown-dimension"));
    claim("", "1", "/data/viec.yaml?year=2023#dang-ky", Some("unknown-measure"));
    claim("", "1", "/data/khac.yaml?year=2023#registered", Some("unknown-dataset"));
    claim("", "nhiều", &format!("{COLLECTIVE}#registered"), Some("claim-mismatch"));
}

#[test]
fn an_empty_claim_is_filled_in_and_english_reads_english() {
    let site = site(&format!(
        "---\ntitle: Bài\n---\n[]({INDIVIDUAL}), []({INDIVIDUAL}#rate), []({COLLECTIVE}#registered.change)\n"
    ));
    site.write(
        "content/en.md",
        format!("---\ntitle: Page\nlang: en\n---\n[133,350/135,720]({INDIVIDUAL}), [98.3%]({INDIVIDUAL}#rate)\n"),
    );
    site.build();
    let page = site.read("output/bai/index.html");
    for text in ["133.350/135.720", ">98,3%<", ">100<"] {
        assert!(page.contains(text), "{text} in {page}");
    }
    assert!(site.read("output/en/index.html").contains("98.3%"));
}

#[test]
fn a_pair_and_its_percent_in_prose_are_recomputed() {
    let found = |body: &str| check(body).err.matches("error[percent-mismatch]").count();
    for wrong in [
        "Cá nhân hoàn thành 133.350/135.720 việc, đạt 98,2%.",
        "Hoàn thành 133350/135720 việc (98,2%).",
        "Hoàn thành **133.350/135.720** việc,\nchiếm tỷ lệ *98,2*%.",
        "Có 49/50 vấn đề, đạt 100%.",
    ] {
        assert_eq!(found(wrong), 1, "{wrong}");
    }
    for right in [
        "Cá nhân hoàn thành 133.350/135.720 việc, đạt 98,3%.",
        "Hoàn thành 133.350/135.720 việc. Tỷ lệ năm trước đạt 90%.",
        "Hoàn thành 133.350/135.720 việc và 12 việc khác, đạt 98,2%.",
        "Ngày 18/5/2021 đạt 98,2%.",
        "Từ 2/6 đạt 50%.",
        "`49/50 đạt 100%`",
        "| a | b |\n|---|---|\n| 49/50 | đạt 100% |",
    ] {
        assert_eq!(found(right), 0, "{right}");
    }
}

#[test]
fn the_first_report_as_it_was_printed() {
    let example = Site::example();
    let datasets = [
        "van-de-buc-xuc.yaml",
        "viec-lam-theo.yaml",
        "nhiem-vu-trong-tam.yaml",
        "ke-hoach-hoc-tap.yaml",
        "ke-hoach-hoc-tap.csv",
    ];
    let site = Site::of(&[("site.yaml", "title: Thử\nbase_url: https://thu.example\n")]);
    for name in datasets {
        site.write(&format!("content/data/{name}"), example.read(&format!("content/data/{name}")));
    }
    site.write(
        "content/_index.md",
        "---\ntitle: Trang chủ\n---\n\
        Thực hiện Kết luận số 01-KL/TW ngày 18/5/2021, Chỉ thị số 05-CT/TW, Kế hoạch 26-CT/TU ngày 02/6/2023, Nghị quyết \
        Trung ương 4 khóa XII, mỗi chi bộ chọn từ 1 - 2 việc; phương châm “3 dám”, “3 hơn”, “5 rõ”, “3 an”; 27 biểu hiện; \
        6 tháng đầu năm 2024; lúc 14:08 13/05/2024; điện thoại 0204 3854 123.\n\n\
        Các cơ quan hoàn thành 207/225 nhiệm vụ; cấp huyện giải quyết 49/49 vấn đề (đạt 100%), cấp cơ sở 1298/1343 vấn đề, \
        đạt 96,6%; tập thể hoàn thành 7.855/8.100 việc, đạt 97%; cá nhân hoàn thành 133.350/135.720 việc, đạt 98,2%.\n\n\
        Đến hết quý I/2024, cấp huyện đăng ký 58 vấn đề.\n\nCấp cơ sở đăng ký 2.188 vấn đề.\n",
    );
    let run = site.run(&["check", "--format", "short"]);
    let errors: Vec<&str> = run.err.lines().filter(|line| line.contains("error[")).collect();
    assert_eq!(errors.len(), 1, "{}", run.err);
    assert!(errors[0].contains("133.350/135.720") && errors[0].contains("98,2%"), "{errors:?}");
    let advice: Vec<&str> = run.err.lines().filter(|line| line.contains("advice[")).collect();
    assert_eq!(advice.len(), 3, "one a paragraph, none for the first: {}", run.err);
    let human = site.run(&["check"]).err;
    for offer in [
        "[207/225](/data/nhiem-vu-trong-tam.yaml?year=2023)",
        "[58](/data/van-de-buc-xuc.yaml?year=2024&level=district#registered)",
        "[2.188](/data/van-de-buc-xuc.yaml?year=2024&level=grassroots#registered)",
    ] {
        assert!(human.contains(offer), "{offer} in {human}");
    }
}
