//! Markdown beyond `CommonMark`, as built pages show it: quotes and dashes, tables, footnotes, tasks, links, shortcodes.

mod support;

use support::Site;
use support::pictures::png;

const CONFIG: &str = "title: Trang thử\nbase_url: https://thu.example\n";

/// The body of a page whose Markdown is `body`; `more` stands in site.yaml.
fn body_with(more: &str, files: &[(&str, &str)], body: &str) -> String {
    let mut all = vec![
        ("site.yaml".to_owned(), format!("{CONFIG}{more}")),
        ("content/a.md".to_owned(), format!("---\ntitle: Bài\n---\n\n{body}\n")),
        ("templates/page.html".to_owned(), "{{ page.content | safe }}".to_owned()),
    ];
    all.extend(files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())));
    let site = Site::of(&all);
    for (path, _) in files.iter().filter(|(path, _)| path.ends_with(".png")) {
        site.write(path, png(4, 4));
    }
    let tree = site.build();
    String::from_utf8(tree["a/index.html"].clone()).expect("pages are UTF-8").trim().to_owned()
}

#[track_caller]
fn check(body: &str, expected: &str) {
    assert_eq!(body_with("", &[], body), expected);
}

#[test]
fn quotes_dashes_and_dots_are_set_where_there_is_no_doubt() {
    check("\"Đoàn\" 'Đoàn' vân vân... và -- thế", "<p>“Đoàn” ‘Đoàn’ vân vân… và – thế</p>");
    check("\"**đậm** và [nối](https://a.example/'b'--c... \"'d'\")\"", "<p>“<strong>đậm</strong> và <a href=\"https://a.example/'b'--c...\" title=\"‘d’\" rel=\"external noopener\">nối</a>”</p>".replace("'b'", "&#39;b&#39;").as_str());
    check("`\"a\" -- b...`", "<p><code>\"a\" -- b...</code></p>");
    let body = body_with("", &[("content/a.png", "hình")], "![\"a\"](a.png \"'b'\")");
    assert!(body.contains("alt=\"“a”\"") && body.contains("‘b’"), "{body}");
}

#[test]
fn numbers_and_names_of_documents_are_never_touched() {
    for text in ["207/225", "01-KL/TW", "1 - 2", "3-4", "2023-2024", "14:08", "--flag", "1 -- 2", "5'30", "Số 05-CT/TW"]
    {
        check(text, &format!("<p>{text}</p>"));
    }
    check("\"5 rõ\" là '207/225'", "<p>“5 rõ” là ‘207/225’</p>");
}

#[test]
fn a_site_may_leave_them_as_they_are() {
    let body = body_with("markdown: {smart_punctuation: false}\n", &[], "\"a\" -- b...");
    assert_eq!(body, "<p>\"a\" -- b...</p>");
    let body = body_with("markdown: {syntax: commonmark, smart_punctuation: true}\n", &[], "# \"a\"\n\n| b |\n|---|");
    assert_eq!(body, "<h1>“a”</h1>\n<p>| b |\n|---|</p>");
}

#[test]
fn text_is_nfc_wherever_it_stands() {
    let composed = "## Đăng ký\n\nviệc [nối](viec.md#dang-ky \"tiếng\") ![hình](ảnh.png) `mã`[^chú]\n\n[^chú]: việc\n\n| bảng |\n|---|\n\n\
                    ```\nmã việc\n```\n\n<b title=\"việc\">việc</b>\n\n```{details}\ntitle: việc\n---\nviệc\n```";
    let decomposed: String = composed.chars().flat_map(decomposed).collect();
    assert_ne!(composed, decomposed);
    let files = [("content/viec.md", "---\ntitle: Việc\n---\n## Đăng ký\n"), ("content/ảnh.png", "hình")];
    assert_eq!(body_with("", &files, &decomposed), body_with("", &files, composed));
}

/// Of the letters above, in normalisation form D.
fn decomposed(letter: char) -> Vec<char> {
    let marks = |base: char, marks: &[char]| [&[base], marks].concat();
    match letter {
        'ệ' => marks('e', &['\u{323}', '\u{302}']),
        'ế' => marks('e', &['\u{302}', '\u{301}']),
        'ă' => marks('a', &['\u{306}']),
        'ý' => marks('y', &['\u{301}']),
        'ố' => marks('o', &['\u{302}', '\u{301}']),
        'ì' => marks('i', &['\u{300}']),
        'ã' => marks('a', &['\u{303}']),
        'ú' => marks('u', &['\u{301}']),
        'ả' => marks('a', &['\u{309}']),
        letter => vec![letter],
    }
}

#[test]
fn tables_scroll_and_align_without_styles() {
    let body = body_with("", &[], "| a | b |\n|:-:|--:|\n| ~~1~~ | 2 |\n\n| c |\n|---|\n| d |");
    for part in [
        "<div class=\"scroll\" role=\"region\" tabindex=\"0\" aria-label=\"Bảng số liệu\"><table>",
        "aria-label=\"Bảng số liệu 2\">",
        "<th scope=\"col\" class=\"align-center\">a</th><th scope=\"col\" class=\"align-right\">b</th>",
        "<td class=\"align-center\"><del>1</del></td><td class=\"align-right\">2</td>",
    ] {
        assert!(body.contains(part), "{part}\n{body}");
    }
    assert!(!body.contains("style="), "{body}");
}

#[test]
fn footnotes_lead_there_and_back() {
    let body = body_with(
        "",
        &[],
        "Một[^b], hai[^a], lại[^b].\n\n[^a]: Ghi *a*.\n[^b]: Ghi b.\n\n```{callout}\n---\nBa[^a].\n\n[^a]: Khác.\n```",
    );
    let ids: Vec<&str> = body.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(ids, ["fnref-1", "fnref-2", "fnref-1-2", "fn-2", "fn-1", "fnref-3", "fn-3"], "{body}");
    for part in [
        "href=\"#fn-1\" role=\"doc-noteref\" aria-label=\"Chú thích 1\">1</a>",
        "<p>Ghi <em>a</em>. <a class=\"footnote-back\" href=\"#fnref-2\" role=\"doc-backlink\" aria-label=\"Trở lại chỗ có chú thích 2\">",
        "aria-label=\"Trở lại chỗ có chú thích 1, lần thứ 2\">",
    ] {
        assert!(body.contains(part), "{part}\n{body}");
    }
}

#[test]
fn tasks_have_names() {
    let expected = "<ul>\n<li><input type=\"checkbox\" class=\"task\" disabled checked aria-label=\"Đã xong\"> xong</li>\n\
                    <li><input type=\"checkbox\" class=\"task\" disabled aria-label=\"Chưa xong\"> chưa</li>\n</ul>";
    check("- [x] xong\n- [ ] chưa", expected);
}

#[test]
fn links_are_found_however_they_are_written() {
    let files = [("content/bài một.md", "---\ntitle: Một\n---\n## Mục hai\n"), ("content/tệp (1).pdf", "tệp")];
    let ways = [
        "[a](<bài một.md#muc-hai>)",
        "[a](b%C3%A0i%20m%E1%BB%99t.md#muc-hai)",
        "[a](ba\u{300}i%20mo\u{323}\u{302}t.md#muc-hai)",
        "[a][r]\n\n[r]: /bài%20một.md#muc-hai",
        "## [a](<bài một.md#muc-hai>)",
        "| [a](<bài một.md#muc-hai>) |\n|---|",
        "x[^1]\n\n[^1]: [a](<bài một.md#muc-hai>)",
        "<p><a href=\"bài một.md#muc-hai\">a</a></p>",
        "```{callout}\n---\n[a](<bài một.md#muc-hai>)\n```",
        "```{quote}\nsource: a\nhref: bài một.md#muc-hai\n---\nb\n```",
    ];
    for written in ways {
        let body = body_with("", &files, written);
        assert!(body.contains("href=\"../bai-mot/index.html#muc-hai\""), "{written}\n{body}");
    }
    let body = body_with("", &files, "[a](<tệp (1).pdf>) <https://a.example/x> [b](<https://a.example/a b>)");
    for part in
        ["href=\"../t%E1%BB%87p%20(1).pdf\"", "href=\"https://a.example/x\"", "href=\"https://a.example/a%20b\""]
    {
        assert!(body.contains(part), "{part}\n{body}");
    }
}

#[test]
fn links_that_lead_nowhere_are_found_wherever_they_stand() {
    let wrong = [
        ("[a][r]\n\n[r]: khong.md", 7),
        ("## [a](khong.md)", 5),
        ("x[^1]\n\n[^1]: [a](khong.md)", 7),
        ("| [a](khong.md) |\n|---|", 5),
        ("<p><a href=\"khong.md\">a</a></p>", 5),
        ("[a](A2.md)", 5),
        ("[a](a2.md#Muc)", 5),
        ("![a](Anh.png)", 5),
        ("> ```{details}\n> title: a\n> ---\n> b\n> [a](khong.md)\n> ```", 9),
    ];
    for (written, line) in wrong {
        let site = Site::of(&[
            ("site.yaml", CONFIG),
            ("content/a.md", &format!("---\ntitle: Bài\n---\n\n{written}\n")),
            ("content/a2.md", "---\ntitle: Hai\n---\n## Mục\n"),
        ]);
        site.write("content/anh.png", png(4, 4));
        let places = site.run(&["check", "--format", "json"]).places();
        assert_eq!(places.len(), 1, "{written}: {places:?}");
        assert!(places[0].starts_with(&format!("content/a.md:{line}:")), "{written}: {places:?}");
    }
}

#[test]
fn a_site_has_shortcodes_of_its_own() {
    let own = "{% component so(n: integer, ten: string = \"việc\", src: string = \"\", @words, @lang) {\"body\": true} -%}\n\
               <p lang=\"{{ lang }}\">{{ n + 1 }} {{ ten }} {{ src }} {{ words.source }}</p>{{ body }}{% endcomponent %}";
    let files = [("templates/shortcodes/so.html", own), ("content/x.png", "hình")];
    let written =
        "1. Trong danh sách\n\n   ```{so}\n   n: 2\n   ten: <b> 5\n   src: /x.png\n   ---\n   *thân* 7\n   ```";
    let body = body_with("", &files, written);
    assert!(body.contains("<p lang=\"vi\">3 &lt;b&gt; 5 ../x.png Nguồn</p><p><em>thân</em> 7</p>"), "{body}");
    // A template of the same name stands over the theme's.
    let callout =
        "{% component callout(title: string) {\"body\": true} %}<i>{{ title }}</i>{{ body }}{% endcomponent %}";
    let body =
        body_with("", &[("templates/shortcodes/callout.html", callout)], "```{callout}\ntitle: 2024\n---\na\n```");
    assert!(body.starts_with("<i>2024</i><p>a</p>"), "{body}");
}

#[test]
fn claims_and_charts_in_shortcodes_are_those_of_the_page() {
    let files = [("content/viec.yaml", support::sites::DATASET)];
    let written = "````{callout}\n---\nHoàn thành [](/viec.yaml?year=2001&level=xa#rate).\n\n```chart\ndata: viec\ntype: column\nx: level\n\
                   y: registered\nwhere: {year: 2001}\ntitle: Cột\n```\n````";
    let body = body_with("", &files, written);
    assert!(body.contains("91,8%") && body.contains("id=\"hinh-1\""), "{body}");
}

#[test]
fn blocks_in_blocks_are_read_past_the_marks_of_quotes_and_both_line_ends() {
    let files = [("content/viec.yaml", support::sites::DATASET), ("content/bai.md", "---\ntitle: B\n---\n")];
    let written = "> ````{details}\n> title: Mở\n> ---\n> ```{quote}\n> source: Tin\n> href: bai.md\n> ---\n> a [b](bai.md)\n> ```\n\
                   >\n> ```chart\n> data: viec\n> type: column\n> x: level\n> y: registered\n> where: {year: 2001}\n> title: Cột\n> ```\n> ````";
    for written in [written.to_owned(), written.replace('\n', "\r\n")] {
        let body = body_with("", &files, &written);
        for part in [
            "<summary>Mở</summary>",
            "cite=\"../bai/index.html\"",
            "<a href=\"../bai/index.html\">b</a>",
            "id=\"hinh-1\"",
        ] {
            assert!(body.contains(part), "{part}\n{body}");
        }
    }
}

#[test]
fn what_is_not_meant_as_a_shortcode_is_code() {
    let fences = ["```{.python}\na\n```", "```{{ a | safe }}\na\n```", "```\n{callout}\n```"];
    for written in fences {
        assert!(body_with("", &[], written).starts_with("<pre><code"), "{written}");
    }
    check("{{ a | safe }} {% raw %}", "<p>{{ a | safe }} {% raw %}</p>");
}
