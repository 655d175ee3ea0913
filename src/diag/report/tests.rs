//! Reports of findings, text in and text out.

use super::*;
use crate::diag::{Code, Severity, catalog};
use crate::source::Span;

/// A finding about the first `needle` in `text`, written as `format` in plain English.
fn report(text: &str, needle: &str, format: Format) -> String {
    let mut sources = Sources::default();
    let source = sources.add_text("content/a.md", text);
    let at = text.find(needle).expect("the needle stands in the text");
    let span = Span::new(source, at, at + needle.len());
    let finding = Diagnostic::new(Code::WrongType, span, Text::from("no number"));
    Reporter { sources: &sources, format, color: Color::Plain, lang: Lang::En }.report(&[finding])
}

/// The shown line and the line of carets below it.
fn line_and_carets(report: &str) -> (&str, &str) {
    let mut lines = report.lines().skip_while(|line| !line.starts_with(|c: char| c.is_ascii_digit()));
    (lines.next().expect("a source line"), lines.next().expect("a line of carets"))
}

#[test]
fn human_shows_the_claim_and_the_cell() {
    let mut sources = Sources::default();
    let page = "---\ntitle: Bài\n---\n\nđạt [98,2%](/d.yaml?year=2023#rate).\n";
    let data = "observations:\n  - {registered: 135720,\n     completed: 133350}\n";
    let (page_id, data_id) = (sources.add_text("content/a.md", page), sources.add_text("content/d.yaml", data));
    let span = |id, text: &str, needle: &str| {
        let at = text.find(needle).expect("present");
        Span::new(id, at, at + needle.len())
    };
    let text = |en: &str, vi: &str| Text::new(en.to_owned(), vi.to_owned());
    let finding = Diagnostic::new(Code::ClaimMismatch, span(page_id, page, "98,2%"), text("is 98,3%", "là 98,3%"))
        .label(span(data_id, data, "133350"), text("this cell", "ô này"))
        .label(span(data_id, data, "135720"), text("and this", "và ô này"))
        .label(span(page_id, page, "Bài"), text("on this page", "ở trang này"))
        .help(text("write 98,3%", "viết 98,3%"));
    let write = |lang| Reporter { sources: &sources, format: Format::Human, color: Color::Plain, lang };
    let expected = "\
error[claim-mismatch]: is 98,3%
 --> content/a.md:5:6
  |
2 | title: Bài
  |        --- on this page
...
5 | đạt [98,2%](/d.yaml?year=2023#rate).
  |      ^^^^^
  |
 ::: content/d.yaml:2:18
  |
2 |   - {registered: 135720,
  |                  ------ and this
3 |      completed: 133350}
  |                 ------ this cell
  |
  = help: write 98,3%
";
    assert_eq!(write(Lang::En).report(std::slice::from_ref(&finding)), expected);
    let vietnamese = write(Lang::Vi).report(std::slice::from_ref(&finding));
    assert!(vietnamese.starts_with("lỗi[claim-mismatch]: là 98,3%\n"), "{vietnamese}");
    assert!(vietnamese.ends_with("cách sửa: viết 98,3%\n"), "{vietnamese}");
    let two = write(Lang::En).report(&[finding.clone(), finding]);
    assert_eq!(two, format!("{expected}\n{expected}"));
}

#[test]
fn advice_is_a_level_of_its_own() {
    let mut sources = Sources::default();
    let source = sources.add_text("content/x.csv", "year\n");
    let finding = Diagnostic::new(Code::UnusedFile, Span::file(source), Text::from("nothing uses this file"));
    let report = |format, lang| {
        Reporter { sources: &sources, format, color: Color::Plain, lang }.report(std::slice::from_ref(&finding))
    };
    assert!(report(Format::Human, Lang::En).starts_with("advice[unused-file]: "));
    assert!(report(Format::Human, Lang::Vi).starts_with("gợi ý[unused-file]: "));
    let (line, carets) = (report(Format::Human, Lang::En), "  | ^");
    assert_eq!(line_and_carets(&line), ("1 | year", carets), "an empty place has a caret");
    assert_eq!(report(Format::Short, Lang::Vi), "content/x.csv:1:1: advice[unused-file]: nothing uses this file\n");
}

#[test]
fn columns_are_characters_of_the_file() {
    let check = |text: &str, needle: &str, place: &str| {
        let short = report(text, needle, Format::Short);
        assert_eq!(short, format!("content/a.md:{place}: error[wrong-type]: no number\n"));
        let human = report(text, needle, Format::Human);
        assert!(human.contains(&format!("--> content/a.md:{place}\n")), "{human}");
    };
    check("a: đăng\n", "đăng", "1:4");
    check("a: nga\u{300}y 5\n", "5", "1:10");
    check("\u{feff}a: 5\n", "5", "1:4");
    check("\u{feff}a: 5\n", "\u{feff}", "1:1");
    check("a:\r\nb: 5\r\n", "5", "2:4");
    check("\ta: 5\n", "5", "1:5");
    check("a: 5", "5", "1:4");
}

#[test]
fn carets_stand_below_the_place() {
    let check = |text: &str, needle: &str, line: &str, carets: &str| {
        assert_eq!(line_and_carets(&report(text, needle, Format::Human)), (line, carets));
    };
    check("\tđạt 5\r\nnext", "5", "1 |     đạt 5", "  |         ^");
    check("nga\u{300}y 12\n", "12", "1 | nga\u{300}y 12", "  |      ^^");
    check("\u{feff}title: x\n", "title", "1 | title: x", "  | ^^^^^");
    check("---\na: 1\nb: 2\n", "---\na: 1\nb", "1 | ---", "  | ^^^");
    check("", "", "1 |", "  | ^");
}

#[test]
fn the_end_of_a_file_is_a_place() {
    let mut sources = Sources::default();
    let source = sources.add_text("a.md", "a: [1,\n");
    let finding = Diagnostic::new(Code::YamlSyntax, Span::new(source, 900, 901), Text::from("ends too early"));
    let reporter = Reporter { sources: &sources, format: Format::Human, color: Color::Plain, lang: Lang::En };
    let report = reporter.report(&[finding]);
    assert!(report.contains("--> a.md:2:1\n"), "{report}");
    assert_eq!(report.lines().last(), Some("  | ^"), "{report}");
}

#[test]
fn a_long_line_is_cut_around_the_place() {
    let words = "tập thể và cá nhân ".repeat(60);
    let human = report(&format!("{words}[98,2%](/x) {words}"), "98,2%", Format::Human);
    let (line, carets) = line_and_carets(&human);
    assert!(line.chars().count() < 140, "{human}");
    let column = |text: &str, what: &str| text[..text.find(what).expect(what)].chars().count();
    assert_eq!(column(line, "98,2%"), column(carets, "^^^^^"), "{human}");
    assert!(human.contains(&format!("content/a.md:1:{}\n", words.chars().count() + 2)), "{human}");
    let all = report(&words, words.trim_end(), Format::Human);
    assert!(all.lines().all(|line| line.chars().count() < 140), "{all}");
}

#[test]
fn far_labels_have_an_excerpt_of_their_own() {
    let mut sources = Sources::default();
    let text = format!("first: 1\n{}second: 2\n", "more: 0\n".repeat(5000));
    let source = sources.add_text("a.yaml", &text);
    let at = text.find("second").expect("present");
    let finding = Diagnostic::new(Code::DuplicateKey, Span::new(source, at, at + 6), catalog::yaml::duplicate_key("x"))
        .label(Span::new(source, 0, 5), catalog::yaml::first_here());
    let reporter = Reporter { sources: &sources, format: Format::Human, color: Color::Plain, lang: Lang::En };
    let report = reporter.report(&[finding]);
    assert!(report.contains("--> a.yaml:5002:1\n") && report.contains("::: a.yaml:1:1\n"), "{report}");
    assert!(report.lines().count() < 14, "{report}");
}

#[test]
fn nothing_acts_on_the_terminal() {
    let evil = "a\u{1b}[2J\u{9b}31m\u{202e}\u{7}\u{7f}\u{2028}z";
    let mut sources = Sources::default();
    let source = sources.add_text(&format!("content/{evil}.md"), &format!("x {evil} y\n"));
    let finding =
        Diagnostic::new(Code::WrongType, Span::new(source, 2, 3), Text::from(format!("{evil}\r\nerror: fake")))
            .label(Span::new(source, 0, 1), Text::from(evil))
            .help(Text::from(evil));
    for format in [Format::Human, Format::Short, Format::Json] {
        let reporter = Reporter { sources: &sources, format, color: Color::Plain, lang: Lang::En };
        let report = reporter.report(std::slice::from_ref(&finding));
        assert!(!report.chars().any(|c| c != '\n' && acts(c)), "{report:?}");
        if format != Format::Human {
            assert_eq!(report.lines().count(), 1, "{report}");
        }
        if format == Format::Json {
            let value: serde_json::Value = serde_json::from_str(&report).expect("an object");
            assert_eq!(value["help"], evil, "escapes lose nothing");
        }
    }
}

#[test]
fn colour_is_ours_alone_and_only_when_asked_for() {
    let mut sources = Sources::default();
    let source = sources.add_text("a.md", "x\n");
    let finding = Diagnostic::new(Code::WrongType, Span::new(source, 0, 1), Text::from("m"));
    let write = |format, color| {
        Reporter { sources: &sources, format, color, lang: Lang::En }.report(std::slice::from_ref(&finding))
    };
    assert!(write(Format::Human, Color::Ansi).contains("\u{1b}["));
    assert!(!write(Format::Human, Color::Plain).contains('\u{1b}'));
    assert!(!write(Format::Json, Color::Ansi).contains('\u{1b}'));
}

#[test]
fn json_has_every_field() {
    let mut sources = Sources::default();
    let source = sources.add_text("content/a.yaml", "a: 1\nđ: 2\n");
    let mut finding = Diagnostic::new(Code::UnboundNumber, Span::new(source, 5, 11), Text::from("m \"q\""));
    let write = |finding: &Diagnostic| {
        let reporter = Reporter { sources: &sources, format: Format::Json, color: Color::Plain, lang: Lang::En };
        reporter.report(std::slice::from_ref(finding))
    };
    assert_eq!(
        write(&finding),
        "{\"code\":\"unbound-number\",\"severity\":\"advice\",\"message\":\"m \\\"q\\\"\",\
         \"path\":\"content/a.yaml\",\"line\":2,\"column\":1,\"end_line\":3,\"end_column\":1,\
         \"help\":null,\"labels\":[]}\n"
    );
    finding.severity = Severity::Error;
    let finding = finding.help(Text::from("h")).label(Span::new(source, 0, 1), Text::from("l"));
    let value: serde_json::Value = serde_json::from_str(&write(&finding)).expect("an object");
    assert_eq!((&value["severity"], &value["help"]), (&"error".into(), &"h".into()));
    let label = serde_json::json!({
        "path": "content/a.yaml", "line": 1, "column": 1, "end_line": 1, "end_column": 2, "message": "l"
    });
    assert_eq!(value["labels"], serde_json::Value::Array(vec![label]));
}

proptest::proptest! {
    /// Any text, any places: no panic, one line each for programs, the same place in every form.
    #[test]
    fn any_place_in_any_text_is_reported(
        pieces in proptest::collection::vec("[a-z ]{0,9}|\r?\n|\t|\u{feff}|\u{1b}|\u{200d}|ệ|ê\u{323}|字|👨", 0..40),
        spans in proptest::collection::vec((0..200_usize, 0..200_usize), 1..5),
    ) {
        let mut sources = Sources::default();
        let source = sources.add_text("a.md", &pieces.concat());
        let mut spans = spans.into_iter().map(|(start, length)| Span::new(source, start, start + length));
        let mut finding = Diagnostic::new(Code::WrongType, spans.next().expect("at least one"), Text::from("m"));
        for span in spans {
            finding = finding.label(span, Text::from("l"));
        }
        let write = |format| Reporter { sources: &sources, format, color: Color::Plain, lang: Lang::En }
            .report(std::slice::from_ref(&finding));
        let (human, short, json) = (write(Format::Human), write(Format::Short), write(Format::Json));
        let place = short.strip_suffix(": error[wrong-type]: m\n").expect("one line");
        proptest::prop_assert_eq!(json.lines().count(), 1);
        proptest::prop_assert!(!human.chars().any(|c| c != '\n' && acts(c)), "{:?}", human);
        proptest::prop_assert!(human.contains(&format!("--> {place}\n")), "{} {}", place, human);
        proptest::prop_assert!(human.contains('^'), "{}", human);
    }
}
