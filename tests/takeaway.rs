//! What readers take away: each file is read back by another program's eyes, and says what the page says.

#![allow(clippy::disallowed_methods, reason = "tests make and read files themselves")]

mod support;

use std::collections::BTreeMap;
use std::io::Cursor;
use std::sync::LazyLock;

use calamine::{Data, Reader, Xlsx};
use serde_json::Value;
use support::{Site, Tree};

const DATA: &str = "\
title: Việc làm theo
unit: việc
source: {title: \"=Nguồn & số liệu\", url: https://nguon.example/}
license: {title: CC BY 4.0, url: https://giay-phep.example/by}
updated: 2024-05-13
notes: [Đọc kỹ.]
dimensions:
  year: {label: Năm, type: year}
  level: {label: Chủ thể, values: {tap-the: Tập thể, ca-nhan: \"=Cá nhân\"}}
measures:
  registered: {label: Đăng ký, type: integer, minimum: 0}
  completed: {label: Hoàn thành, type: integer, maximum: registered}
  weight: {label: Khối lượng, type: number, unit: kg, decimals: 1}
  rate: {label: Tỷ lệ, ratio: completed / registered, decimals: 1}
observations:
  - {year: 2023, level: tap-the, registered: 8100, completed: 7855, weight: 0.123456789}
  - {year: 2023, level: ca-nhan, registered: 135720, completed: 133350, weight: -5.5}
  - {year: 2024, level: tap-the, registered: 8247, completed: null, as_of: 2024-03-31, status: provisional, note: \"=1+1, \\\"a\\\"\"}
  - {year: 2024, level: ca-nhan, registered: 999999999999999999, completed: null}
";

const PAGE: &str = "\
---
title: Bài <một>
---

```chart
data: viec
type: completion
x: year
y: [registered, completed]
series: level
where: {year: [2023, 2024]}
title: Tập thể & cá nhân \"đều\" <đạt>
subtitle: Ỷ, ậ, ỗ, ự
note: \"=1+1\"
id: tat-ca
download: [fragment, svg, png, json, xlsx, csv]
```

```chart
data: viec
type: column
x: year
y: registered
series: level
```

```chart
data: viec
type: table
x: year
y: weight
series: level
download: []
```

```chart
data: viec
type: stat
y: registered
where: {year: 2023, level: tap-the}
download: [fragment, json]
```
";

fn site(config: &str, page: &str) -> Site {
    Site::of(&[
        ("site.yaml", format!("title: Thử\nbase_url: https://thu.example/bao-cao\n{config}").as_str()),
        ("content/_index.md", "---\ntitle: Trang chủ\n---\n"),
        ("content/data/viec.yaml", DATA),
        ("content/tin/bai.md", page),
    ])
}

/// The site of [`PAGE`], built once.
static BUILT: LazyLock<Tree> = LazyLock::new(|| site("", PAGE).build());

fn file(path: &str) -> &'static [u8] {
    BUILT.get(path).unwrap_or_else(|| panic!("{path} is not among {:?}", BUILT.keys()))
}

fn text(path: &str) -> &'static str {
    std::str::from_utf8(file(path)).expect("UTF-8")
}

#[test]
fn a_figure_has_exactly_the_files_asked_for() {
    let beside = BUILT.keys().filter_map(|path| path.strip_prefix("tin/bai/")).collect::<Vec<_>>();
    let expected = [
        "hinh-2.csv",
        "index.html",
        "so-1.fragment.txt",
        "so-1.json",
        "tat-ca.csv",
        "tat-ca.fragment-img.txt",
        "tat-ca.fragment.txt",
        "tat-ca.json",
        "tat-ca.png",
        "tat-ca.svg",
        "tat-ca.xlsx",
    ];
    assert_eq!(beside, expected);
}

#[test]
fn the_default_is_the_sites_and_pictures_only_of_what_is_drawn() {
    let built = site("charts: {download: [json, svg]}\n", &PAGE.replace("download: []", "id: bang")).build();
    for (path, is_there) in [
        ("tin/bai/hinh-2.json", true),
        ("tin/bai/hinh-2.svg", true),
        ("tin/bai/hinh-2.csv", false),
        ("tin/bai/bang.json", true),
        ("tin/bai/bang.svg", false),
    ] {
        assert_eq!(built.contains_key(path), is_there, "{path}");
    }
    let none = site("charts: {download: []}\n", PAGE).build();
    assert!(!none.contains_key("tin/bai/hinh-2.csv"));
}

#[test]
fn links_say_what_they_are() {
    let html = text("tin/bai/index.html");
    let size = |path: &str| format!("{} KB", file(path).len().div_ceil(1000));
    for (name, shown) in [
        ("tat-ca.csv", format!("Tải dữ liệu hình 1 (CSV, {})", size("tin/bai/tat-ca.csv"))),
        ("tat-ca.xlsx", format!("Tải dữ liệu hình 1 XLSX, {}", size("tin/bai/tat-ca.xlsx"))),
        ("tat-ca.json", format!("Tải dữ liệu hình 1 JSON, {}", size("tin/bai/tat-ca.json"))),
        ("tat-ca.png", format!("Tải hình 1 (PNG, {})", size("tin/bai/tat-ca.png"))),
        ("tat-ca.svg", format!("Tải hình 1 SVG, {}", size("tin/bai/tat-ca.svg"))),
        ("tat-ca.fragment.txt", format!("Mã nhúng hình 1 (HTML, {})", size("tin/bai/tat-ca.fragment.txt"))),
        ("tat-ca.fragment-img.txt", format!("Mã nhúng hình 1 HTML + PNG, {}", size("tin/bai/tat-ca.fragment-img.txt"))),
        ("hinh-2.csv", format!("Tải dữ liệu hình 2 (CSV, {})", size("tin/bai/hinh-2.csv"))),
        ("so-1.json", format!("Tải dữ liệu Việc làm theo JSON, {}", size("tin/bai/so-1.json"))),
    ] {
        let (_, rest) = html.split_once(&format!("<a href=\"{name}\" download>")).unwrap_or_else(|| panic!("{name}"));
        let link = rest.split("</a>").next().unwrap_or_default();
        assert_eq!(link.replace("<span class=\"visually-hidden\">", "").replace("</span>", ""), shown);
    }
    assert!(html.contains("<meta property=\"og:image\" content=\"https://thu.example/bao-cao/tin/bai/tat-ca.png\">"));
}

#[test]
fn the_svg_stands_alone() {
    let svg = text("tin/bai/tat-ca.svg");
    assert!(svg.starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\""));
    let tree = roxmltree::Document::parse(svg).expect("well-formed");
    for node in tree.descendants().filter(roxmltree::Node::is_element) {
        let name = node.tag_name().name();
        assert!(["svg", "g", "rect", "path", "circle", "text", "tspan"].contains(&name), "{name}");
        for attribute in node.attributes() {
            let (name, value) = (attribute.name(), attribute.value());
            assert!(!["class", "style", "href", "transform", "id"].contains(&name), "{name}");
            assert!(!value.contains("var(") && !value.contains("url("), "{name}={value}");
        }
        let is_shape = ["rect", "path", "circle", "text"].contains(&name);
        let is_coloured = node.ancestors().any(|above| above.has_attribute("fill") || above.has_attribute("stroke"));
        assert!(!is_shape || is_coloured, "a {name} without a colour");
    }
    let words: Vec<&str> = tree.descendants().filter_map(|node| node.text()).collect();
    for said in ["Tập thể & cá nhân \"đều\" <đạt>", "Ỷ, ậ, ỗ, ự", "Nguồn: =Nguồn & số liệu."]
    {
        assert!(words.contains(&said), "{said} in {words:?}");
    }
    assert!(words.iter().any(|words| words.starts_with("Ghi chú: =1+1.")), "{words:?}");
    assert_eq!(tree.root_element().attribute("role"), Some("img"));
}

#[test]
fn a_picture_takes_the_themes_colours_and_fonts_along() {
    let site = site("charts: {download: [svg, png], palette: [\"#801650\"]}\ntheme: rieng\n", PAGE);
    site.write("themes/rieng/theme.yaml", "title: Riêng\nfonts: {chart: \"\\\"Noto Serif\\\", serif\"}\n");
    let built = site.build();
    let svg = std::str::from_utf8(&built["tin/bai/hinh-2.svg"]).expect("UTF-8");
    assert!(svg.contains("fill=\"#801650\"") && svg.contains("font-family=\"'Noto Serif', serif\""), "{svg}");
    assert!(text("tin/bai/tat-ca.svg").contains("fill=\"#12436d\""));
    let without_words = svg.replace("<text", "<desc").replace("</text", "</desc");
    assert!(
        built["tin/bai/hinh-2.png"] != baocao::chart::png::png(&without_words),
        "fonts that are not at hand: words are drawn"
    );
}

#[test]
fn the_png_is_the_svg() {
    let png = file("tin/bai/tat-ca.png");
    assert!(png.starts_with(b"\x89PNG\r\n\x1a\n"));
    let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().expect("four bytes"));
    let (width, height) = (number(16), number(20));
    assert_eq!(width, 1200);
    assert!(height > 400, "{height}");
    assert!(png == baocao::chart::png::png(text("tin/bai/tat-ca.svg")), "drawn again, the SVG gives other pixels");
    assert!(png.ends_with(b"IEND\xaeB`\x82"), "nothing of the cache is in the file");
    assert!(png.len() > 20_000, "{} bytes are hardly more than blank paper", png.len());
}

#[test]
fn the_workbook_holds_numbers_and_no_formula() {
    let open = |path: &str| -> Xlsx<Cursor<&[u8]>> { Xlsx::new(Cursor::new(file(path))).expect("a workbook") };
    let mut book = open("tin/bai/tat-ca.xlsx");
    assert_eq!(book.sheet_names(), ["Số liệu", "Ghi chú"]);
    for name in book.sheet_names() {
        assert!(book.worksheet_formula(&name).expect("readable").is_empty(), "{name} computes");
    }
    let cells = rows(&mut book, "Số liệu");
    assert_eq!(
        cells[0],
        [
            "Năm",
            "Chủ thể",
            "Đăng ký (việc)",
            "Đăng ký: tình trạng",
            "Hoàn thành (việc)",
            "Hoàn thành: tình trạng",
            "Tỷ lệ (%)",
            "Tỷ lệ: tình trạng",
            "Tính đến",
            "Ghi chú"
        ]
        .map(|text| Data::String(text.into()))
    );
    assert_eq!(cells[2][..3], [Data::Float(2023.0), Data::String("=Cá nhân".into()), Data::Float(135_720.0)]);
    assert_eq!(cells[2][4], Data::Float(133_350.0));
    assert_eq!(cells[2][6], Data::Float(98.253_76));
    assert_eq!(cells[3][3..6], [Data::String("số sơ bộ".into()), Data::Empty, Data::String("số sơ bộ".into())]);
    assert_eq!(cells[3][9], Data::String("=1+1, \"a\"".into()));
    let notes: BTreeMap<String, String> =
        rows(&mut book, "Ghi chú").iter().map(|row| (row[0].to_string(), row[1].to_string())).collect();
    assert_eq!(notes["Nhan đề"], "Tập thể & cá nhân \"đều\" <đạt>");
    assert_eq!(notes["Nguồn"], "=Nguồn & số liệu");
    assert_eq!(notes["Ký hiệu"], "số sơ bộ = provisional");
    let mut book = open("data/viec/viec.xlsx");
    assert_eq!(rows(&mut book, "Số liệu").len(), 5);
}

fn rows(book: &mut Xlsx<Cursor<&[u8]>>, name: &str) -> Vec<Vec<Data>> {
    book.worksheet_range(name).expect("the sheet is there").rows().map(<[Data]>::to_vec).collect()
}

#[test]
fn json_holds_the_plotted_figures_with_all_their_digits() {
    let json = text("tin/bai/tat-ca.json");
    let value: Value = serde_json::from_str(json).expect("JSON");
    assert_eq!(value["source"], "=Nguồn & số liệu");
    assert_eq!(value["license"]["url"], "https://giay-phep.example/by");
    assert_eq!(value["updated"], "2024-05-13");
    assert_eq!(value["columns"][2], serde_json::json!({"key": "registered", "label": "Đăng ký", "unit": "việc"}));
    assert_eq!(value["columns"][1]["labels"], serde_json::json!({"tap-the": "Tập thể", "ca-nhan": "=Cá nhân"}));
    assert_eq!(value["rows"].as_array().map(Vec::len), Some(4));
    assert_eq!(value["rows"][0]["x"], 2023);
    assert_eq!(value["rows"][2]["completed"], Value::Null);
    for exact in ["\"registered\":999999999999999999,", "\"rate\":96.97531,"] {
        assert!(json.contains(exact), "{exact}\n{json}");
    }
    assert!(text("data/viec/viec.json").contains("\"weight\":0.123456789,\"rate\":96.975309,"));
    // The page's CSV states the same figures, one a line.
    let csv = text("tin/bai/tat-ca.csv");
    for row in value["rows"].as_array().expect("rows") {
        let line = format!("{},{},registered,{},", row["x"], row["series"].as_str().expect("text"), row["registered"]);
        assert!(csv.contains(&line), "{line}\n{csv}");
    }
    assert!(csv.contains(",\"'=1+1, \"\"a\"\"\"\r\n"), "a note that a spreadsheet would compute: {csv}");
}

#[test]
fn a_data_package_describes_the_csv() {
    let package: Value = serde_json::from_str(text("data/viec/datapackage.json")).expect("JSON");
    let resource = &package["resources"][0];
    assert_eq!((&package["name"], &package["title"]), (&"viec".into(), &"Việc làm theo".into()));
    assert_eq!(
        package["sources"],
        serde_json::json!([{"title": "=Nguồn & số liệu", "path": "https://nguon.example/"}])
    );
    assert_eq!(package["licenses"][0]["path"], "https://giay-phep.example/by");
    assert_eq!(resource["path"], "viec.csv");
    assert_eq!(resource["bytes"], text("data/viec/viec.csv").len());
    assert_eq!(resource["schema"]["missingValues"], serde_json::json!([""]));
    let fields = resource["schema"]["fields"].as_array().expect("fields");
    let names: Vec<&str> = fields.iter().filter_map(|field| field["name"].as_str()).collect();
    let head = text("data/viec/viec.csv").lines().next().unwrap_or_default();
    assert_eq!(names.join(","), head, "the fields are the columns");
    assert_eq!(fields[2]["constraints"]["minimum"], 0);
    assert_eq!(fields[0]["type"], "year");
    assert_eq!(fields[1]["constraints"]["enum"], serde_json::json!(["tap-the", "ca-nhan"]));
    let html = text("data/viec/index.html");
    for name in ["viec.csv", "viec.xlsx", "viec.json", "datapackage.json"] {
        assert!(html.contains(&format!("<a href=\"{name}\" download>{name}</a>")), "{name}");
    }
}

#[test]
fn csv_on_the_web_describes_the_csv() {
    let of: Value = serde_json::from_str(text("data/viec/viec.csv-metadata.json")).expect("JSON");
    assert_eq!(of["@context"], serde_json::json!(["http://www.w3.org/ns/csvw", {"@language": "vi"}]));
    assert_eq!((&of["url"], &of["dc:license"]["@id"]), (&"viec.csv".into(), &"https://giay-phep.example/by".into()));
    assert_eq!(of["dc:source"][0]["@id"], "https://nguon.example/");
    assert_eq!(of["notes"][0]["rdfs:comment"]["@value"], "Đọc kỹ.");
    let columns = of["tableSchema"]["columns"].as_array().expect("columns");
    let heads: Vec<&str> = columns.iter().filter_map(|column| column["titles"]["vi"][0].as_str()).collect();
    assert_eq!(heads.join(","), text("data/viec/viec.csv").lines().next().unwrap_or_default());
    assert_eq!(columns[0]["titles"]["vi"][1], "Năm");
    assert_eq!(columns[2]["datatype"], serde_json::json!({"base": "integer", "minimum": "0"}));
    assert_eq!(of["tableSchema"]["primaryKey"], serde_json::json!(["year", "level"]));
    let html = text("data/viec/index.html");
    assert_eq!(html.matches("viec.csv-metadata.json").count(), 1, "a link for programs, none for readers");
}

#[test]
fn search_engines_are_told_of_the_dataset() {
    let told = |built: &Tree, path: &str| -> Value {
        let html = String::from_utf8(built[path].clone()).expect("UTF-8");
        assert!(!html.contains("alert(1)</script>"), "{html}");
        html.split("<script type=\"application/ld+json\">")
            .skip(1)
            .map(|rest| rest.split_once("</script>").expect("its end").0)
            .map(|block| serde_json::from_str::<Value>(block).expect("JSON"))
            .find(|block| block["@type"] == "Dataset")
            .expect("a data block of the dataset")
    };
    let of = told(&BUILT, "data/viec/index.html");
    assert_eq!((&of["@type"], &of["name"]), (&"Dataset".into(), &"Việc làm theo".into()));
    assert_eq!(of["url"], "https://thu.example/bao-cao/data/viec/");
    assert_eq!(of["temporalCoverage"], "2023/2024");
    assert_eq!(of["license"], "https://giay-phep.example/by");
    assert_eq!(of["creator"][0]["name"], "=Nguồn & số liệu");
    assert_eq!(of["variableMeasured"][2]["unitText"], "kg");
    let files: Vec<&str> = of["distribution"]
        .as_array()
        .expect("files")
        .iter()
        .map(|file| file["contentUrl"].as_str().expect("an address"))
        .collect();
    let base = "https://thu.example/bao-cao/data/viec/viec";
    assert_eq!(files, [format!("{base}.csv"), format!("{base}.xlsx"), format!("{base}.json")]);
    let hostile = site("", PAGE);
    let title = "title: \"</script><script>alert(1)</script> \\u2028 & <!--\"\nunit";
    hostile.write("content/data/viec.yaml", DATA.replacen("title: Việc làm theo\nunit", title, 1));
    let of = told(&hostile.build(), "data/viec/index.html");
    assert_eq!(of["name"], "</script><script>alert(1)</script> \u{2028} & <!--");
}

#[test]
fn fragments_survive_an_editor() {
    for name in ["tat-ca.fragment.txt", "tat-ca.fragment-img.txt", "so-1.fragment.txt"] {
        let html = text(&format!("tin/bai/{name}"));
        let body = html.trim();
        assert!(body.starts_with("<div class=\"baocao-figure\" id=\"baocao-tin-bai-") && body.ends_with("</div>"));
        assert_eq!(body.matches("<div").count(), 1, "one root: {body}");
        for banned in
            ["<h1", "<h2", "<h3", "<title", "<style", "<script", "<colgroup", "<tfoot", " class=\"bc-", "var("]
        {
            assert!(!html.contains(banned), "{name} holds {banned}");
        }
        assert_eq!(html.matches(" id=").count(), 1, "{name}");
        for kept in ["<caption", "<th scope=\"col\"", "<th scope=\"row\"", "<tbody>", "#tat-ca\"", "Nguồn: =Nguồn"]
        {
            let kept = if name.starts_with("so-1") { kept.replace("#tat-ca", "#so-1") } else { kept.to_owned() };
            assert!(html.contains(&kept), "{name} lacks {kept}");
        }
        assert_eq!(words(&edited(html)), words(html), "{name}");
    }
    let inline = text("tin/bai/tat-ca.fragment.txt");
    assert!(
        edited(inline).contains("aria-label=\"Biểu đồ kết quả hoàn thành: Tập thể &amp; cá nhân"),
        "it keeps its name"
    );
    let image = text("tin/bai/tat-ca.fragment-img.txt");
    assert!(image.contains("<img src=\"https://thu.example/bao-cao/tin/bai/tat-ca.png\" alt=\"Biểu đồ"));
    assert!(!image.contains("<svg"));
}

/// What an editor that allows SVG and styles makes of `html`.
fn edited(html: &str) -> String {
    const SVG: [&str; 7] = ["svg", "g", "rect", "path", "circle", "text", "tspan"];
    let mut editor = ammonia::Builder::default();
    editor.add_tags(SVG).add_generic_attributes(["style", "id", "class", "role", "aria-label", "lang"]);
    for tag in SVG {
        editor.add_tag_attributes(
            tag,
            ["viewBox", "width", "height", "x", "y", "d", "cx", "cy", "r", "fill", "stroke", "stroke-width"],
        );
    }
    editor.clean(html).to_string()
}

/// The words of `html` without its tags.
fn words(html: &str) -> Vec<String> {
    let without = html.split('<').filter_map(|piece| piece.split_once('>')).map(|(_, text)| text).collect::<String>();
    let plain = without.replace("&quot;", "\"").replace("&gt;", ">").replace("&nbsp;", "\u{a0}");
    plain.split_whitespace().map(str::to_owned).collect()
}

#[test]
fn the_same_bytes_come_out_of_a_cache_that_is_full_or_damaged_or_gone() {
    let site = site("", PAGE);
    let first = site.build();
    support::assert_same(&first, &BUILT, "another folder");
    let cached = || support::tree(&site.root().join(".baocao/cache/pictures")).into_keys().collect::<Vec<_>>();
    assert_eq!(cached().len(), 1);
    std::fs::remove_dir_all(site.output()).expect("there");
    support::assert_same(&first, &site.build(), "from the cache");
    site.write(&format!(".baocao/cache/pictures/{}", cached()[0]), b"no picture");
    support::assert_same(&first, &site.build(), "from a damaged cache");
    site.write("content/tin/bai.md", PAGE.replace("id: tat-ca", "id: tat-ca\nlabels: none"));
    let before = cached();
    site.build();
    assert_eq!(cached().len(), 2, "a build of one page does not know what others use");
    assert_eq!(site.run(&["build", "--clean"]).code, 0);
    assert_eq!(cached().len(), 1);
    assert_ne!(cached(), before, "what no figure uses any more goes with a build of everything");
}

#[test]
fn a_check_draws_no_picture() {
    let site = site("", PAGE);
    assert_eq!(site.run(&["check"]).code, 0);
    assert!(!site.root().join(".baocao/cache").exists());
}

#[test]
fn what_cannot_be_made_is_refused_at_its_word() {
    let check = |from: &str, to: &str, expected: &str| {
        let run = site("", &PAGE.replacen(from, to, 1)).run(&["check", "--format", "short"]);
        assert_eq!(run.code, 1, "{to}: {}", run.err);
        assert!(run.err.contains(expected), "{expected} not in {}", run.err);
    };
    check("download: []", "download: [csv, png]", "content/tin/bai.md:33:17: error[invalid-chart]");
    check("download: []", "download: [pdf]", "content/tin/bai.md:33:12: error[wrong-type]");
    let with_page = site("", PAGE);
    with_page.write("content/tin/bai/tat-ca.csv.md", "---\ntitle: Trùng\nslug: tat-ca.csv\n---\n");
    let run = with_page.run(&["check", "--format", "short"]);
    assert!(run.err.contains("error[duplicate-route]"), "{}", run.err);
    let with_file = site("", PAGE);
    with_file.write("content/tin/bai/tat-ca.png", b"another's");
    let run = with_file.run(&["check", "--format", "short"]);
    assert!(run.err.contains("error[duplicate-route]"), "{}", run.err);
}
