//! A build after an edit: only what the edit touches is made again, and the site is the one that a clean build makes.

#![expect(clippy::disallowed_methods, reason = "tests rename files themselves")]

mod support;

use std::collections::BTreeSet;
use std::time::Duration;

use rust_xlsxwriter::Workbook;
use support::pictures::png;
use support::random::Random;
use support::sites::{DATASET, Files, files};
use support::{Site, assert_same, times, tree};

/// Two languages, two sections, articles that link to each other by names and to places, cite data and draw it.
fn report() -> Files {
    let config = "title: Trang thử\nbase_url: https://thu.example\nlanguages: [vi, en]\n\
                  menu: [{title: Tin, url: /tin/_index.md}]\n";
    let mut all = files(&[
        ("site.yaml", config),
        ("content/_index.md", "---\ntitle: Trang thử\n---\n\n[](/tin/_index.md)\n"),
        ("content/tin/_index.md", "---\ntitle: Tin\npaginate_by: 5\n---\n"),
        ("content/viec/_index.md", "---\ntitle: Việc\nsort_by: title\n---\n"),
        ("content/so/viec.yaml", DATASET),
        ("content/so/ho.yaml", HOUSEHOLDS),
        ("content/so/dong-ho.csv", ROWS),
    ]);
    for number in 0..ARTICLES {
        all.push((path(number), article(number).into_bytes()));
    }
    // A picture without words is warned of in every build.
    all.push(("content/tin/hinh.png".to_owned(), png(8, 4)));
    all.push(("content/tin/khac.png".to_owned(), png(9, 4)));
    all.push(("content/tin/bang.pdf".to_owned(), b"%PDF-1.4".to_vec()));
    all.push((
        "content/tin/bai-3.en.md".to_owned(),
        b"---\ntitle: Three\ndate: 2001-05-04\n---\n\n![](hinh.png) Text.\n".to_vec(),
    ));
    all
}

/// The same with data in a workbook, and an article that cites and draws it.
fn report_with_workbook() -> Files {
    let mut all = report();
    let dataset = "title: Số bếp\nunit: bếp\ndimensions:\n  year: {label: Năm, type: year}\nmeasures:\n  \
                   kitchens: {label: Số bếp}\nobservations: so-bep.xlsx\n";
    let text = "---\ntitle: Bếp\ndate: 2001-07-01\n---\n\nCó [1.701](/so/bep.yaml?year=2001#kitchens) bếp, 1.703 hộ.\n\n\
                ```chart\ndata: /so/bep\ntype: column\nx: year\ny: kitchens\ntitle: Bếp\n```\n";
    all.extend(files(&[("content/so/bep.yaml", dataset), (KITCHENS, text)]));
    all.push(("content/so/so-bep.xlsx".to_owned(), workbook(1701)));
    all
}

const KITCHENS: &str = "content/viec/bep.md";

/// Two years of kitchens.
fn workbook(first: u32) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    for (row, (year, count)) in (1..).zip([(2001, first), (2002, 1750)]) {
        sheet.write_number(row, 0, year).and_then(|sheet| sheet.write_number(row, 1, count)).expect("a cell");
    }
    sheet.write_string(0, 0, "year").and_then(|sheet| sheet.write_string(0, 1, "kitchens")).expect("a cell");
    book.save_to_buffer().expect("a workbook")
}

const ARTICLES: usize = 14;

const HOUSEHOLDS: &str = "\
title: Số hộ
unit: hộ
dimensions:
  year: {label: Năm, type: year}
  place: {label: Nơi}
measures:
  households: {label: Số hộ, type: integer}
observations: dong-ho.csv
";

const ROWS: &str = "year,place,households\n2001,Đông,1900\n2001,Tây,2100\n2002,Đông,1950\n2002,Tây,2150\n";

fn path(number: usize) -> String {
    format!("content/{}/bai-{number}.md", ["tin", "viec"][usize::from(number.is_multiple_of(6))])
}

fn article(number: usize) -> String {
    let next = path((number + 1) % ARTICLES);
    let next = next.strip_prefix("content").expect("it stands there");
    let chart = "```chart\ndata: /so/viec\ntype: column\nx: year\ny: registered\nwhere: {level: xa}\nid: cot\ntitle: Cột\n```\n";
    format!(
        "---\ntitle: Bài {number}\ndate: 2001-05-{:02}\nsummary: {}\ntags: [chung, \"thẻ {}\"]\n---\n\n\
         Xem [](</{}>) và [mục](</{}#muc>).\n\n## Mục\n\nXã có [1.101](/so/viec.yaml?year=2001&level=xa#completed) việc và 1.957 hộ.\n\n{}{}",
        number % 9 + 1,
        if number % 5 == 1 {
            "\"Xã làm [](/so/viec.yaml?year=2002&level=xa#completed) việc.\"".to_owned()
        } else {
            format!("Tóm tắt {number}.")
        },
        number % 4,
        next.trim_start_matches('/'),
        next.trim_start_matches('/'),
        if number.is_multiple_of(2) { chart } else { "" },
        match number % 4 {
            0 => "Miền Đông có [1.950](/so/ho.yaml?year=2002&place=Đông#households) hộ.\n",
            1 => "Xem [](/tin/bai-2.md#cot), [dữ liệu](/so/ho.yaml).\n",
            _ => "",
        },
    )
}

/// The pages that were made, of those that a build shows.
fn made(site: &Site) -> usize {
    let run = site.run(&["build", "-v"]);
    assert_eq!(run.code, 0, "{}{}", run.out, run.err);
    let line = run.out.lines().find_map(|line| line.strip_prefix("Pages: "));
    line.map_or(usize::MAX, |line| line.split(' ').next().and_then(|count| count.parse().ok()).expect("a count"))
}

/// The files that were written since `earlier`, without those that are no part of the site.
fn written(site: &Site, act: impl FnOnce()) -> BTreeSet<String> {
    let before = times(&site.output());
    std::thread::sleep(Duration::from_millis(25));
    act();
    let after = times(&site.output()).into_iter().filter(|(path, time)| before.get(path) != Some(time));
    after.map(|(path, _)| path).filter(|path| path != ".baocao-manifest.json").collect()
}

fn edit(site: &Site, path: &str, from: &str, to: &str) {
    let text = site.read(path);
    assert!(text.contains(from), "{path} has no {from}");
    site.write(path, text.replace(from, to));
}

fn is_as_clean(site: &Site, what: &str) {
    let elsewhere = Site::of(&site.sources());
    assert_same(&tree(&site.output()), &elsewhere.build(), what);
}

#[test]
fn only_what_an_edit_touches_is_made_again() {
    let site = Site::of(&report());
    site.build();
    let set = |paths: &[&str]| paths.iter().map(|path| (*path).to_owned()).collect::<BTreeSet<_>>();
    let outside = |path: &String| !path.starts_with("_baocao/search/") && path != "tim-kiem/index.html";
    // A sentence: the page, and the search.
    edit(&site, &path(5), "## Mục", "Thêm một câu.\n\n## Mục");
    let files = written(&site, || assert_eq!(made(&site), 1));
    assert_eq!(files.into_iter().filter(outside).collect::<BTreeSet<_>>(), set(&["tin/bai-5/index.html"]));
    is_as_clean(&site, "a sentence");
    // A number in prose: the register of all figures too.
    edit(&site, &path(5), "1.957 hộ", "1.958 hộ");
    let files = written(&site, || assert_eq!(made(&site), 1));
    assert!(files.contains("so-lieu-va-nguon/figures.json") && files.contains("tin/bai-5/index.html"), "{files:?}");
    assert!(!files.contains("so/viec/index.html") && !files.contains("tin/bai-4/index.html"), "{files:?}");
    is_as_clean(&site, "a number");
    // A title: the pages that link to it by its name, neighbours and lists; no other article.
    edit(&site, &path(5), "title: Bài 5", "title: Tên mới");
    let files = written(&site, || assert!(made(&site) < ARTICLES));
    for file in ["tin/bai-4/index.html", "tin/index.html", "index.html", "atom.xml", "the/chung/index.html"] {
        let file = file.replace("the/", "tags/");
        assert!(files.contains(&file), "{file}: {files:?}");
    }
    assert!(!files.contains("tin/bai-8/index.html"), "{files:?}");
    is_as_clean(&site, "a title");
    // A heading that another page names.
    edit(&site, &path(5), "## Mục", "## Mục khác {#muc}");
    assert!(made(&site) < ARTICLES);
    is_as_clean(&site, "a heading");
}

#[test]
fn a_change_of_data_makes_again_what_shows_it() {
    let site = Site::of(&report());
    site.build();
    // A row that no article cites: the page of the data, and the home page, which lists it.
    edit(&site, "content/so/dong-ho.csv", "2001,Tây,2100", "2001,Tây,2101");
    let files = written(&site, || assert_eq!(made(&site), 1));
    assert!(files.contains("so/ho/index.html") && files.contains("so/ho/ho.csv"), "{files:?}");
    assert!(!files.contains("so/viec/index.html") && !files.contains("viec/bai-0/index.html"), "{files:?}");
    is_as_clean(&site, "a row");
    // One that articles draw: these, and those that name their charts.
    edit(&site, "content/so/viec.yaml", "registered: 1400", "registered: 1401");
    let files = written(&site, || assert!(made(&site) < ARTICLES));
    assert!(files.contains("so/viec/index.html") && files.contains("tin/bai-2/index.html"), "{files:?}");
    assert!(!files.contains("tin/bai-3/index.html") && !files.contains("so/ho/index.html"), "{files:?}");
    is_as_clean(&site, "a figure that is drawn");
    // One that a summary states, which lists show.
    edit(&site, "content/so/viec.yaml", "completed: 1313", "completed: 1314");
    let files = written(&site, || assert_ne!(made(&site), 0));
    assert!(files.contains("tin/page/2/index.html") && files.contains("tin/bai-1/index.html"), "{files:?}");
    is_as_clean(&site, "a figure that is stated");
    // One that prose states without a claim: advice names its place from now on.
    edit(&site, "content/so/dong-ho.csv", "2001,Tây,2101", "2001,Tây,1957");
    let told = site.run(&["build", "-v"]);
    assert!(told.err.contains("/so/ho.yaml?year=2001&place=T"), "{}", told.err);
    is_as_clean(&site, "a figure that prose states");
}

#[test]
fn a_picture_or_a_file_is_taken_in_with_what_shows_it() {
    let site = Site::of(&report());
    site.build();
    // Another picture at its place: the page that shows it, and what its size stands in.
    site.write("content/tin/hinh.png", png(12, 4));
    let files = written(&site, || assert!(made(&site) < ARTICLES));
    assert!(files.contains("en/tin/bai-3/index.html") && !files.contains("tin/bai-8/index.html"), "{files:?}");
    is_as_clean(&site, "a picture");
    // A new article with a new picture and a file.
    site.write("content/tin/moi/anh.png", png(20, 10));
    site.write("content/tin/moi/bang.pdf", "%PDF-1.4");
    let front = "title: Mới\nimage: {src: anh.png, alt: Ảnh}\nattachments: [{src: bang.pdf}]";
    site.write("content/tin/moi/index.md", format!("---\n{front}\n---\n\nMột câu.\n"));
    let files = written(&site, || assert!(made(&site) < ARTICLES));
    assert!(files.contains("tin/moi/bang.pdf") && files.contains("tin/moi/index.html"), "{files:?}");
    is_as_clean(&site, "an article with a picture");
    std::fs::remove_dir_all(site.root().join("content/tin/moi")).expect("it is there");
    assert!(made(&site) < ARTICLES);
    assert!(!site.output().join("tin/moi").exists());
    is_as_clean(&site, "gone again");
    // Templates: every page, none of which is read or checked again.
    site.write(
        "templates/404.html",
        "{% extends \"portal/404.html\" %}\n{% block main %}<p>Không có.</p>{% endblock %}\n",
    );
    let files = written(&site, || assert_ne!(made(&site), 1));
    assert_eq!(files.into_iter().collect::<Vec<_>>(), ["404.html"]);
    is_as_clean(&site, "a template");
    // Whatever else has changed, all hangs on site.yaml.
    for step in 0..4 {
        site.write("templates/404.html", format!("{{% extends \"portal/404.html\" %}}\n{{# {step} #}}\n"));
        edit(&site, "site.yaml", "title: Trang", "title: Trang mới");
        site.build();
        is_as_clean(&site, "a template and site.yaml");
    }
}

#[test]
fn an_article_that_comes_or_goes_is_taken_in() {
    let site = Site::of(&report());
    site.build();
    let place = "content/tin/moi.md";
    site.write(place, "---\ntitle: Mới\ndate: 2001-06-01\ntags: [\"thẻ mới\"]\n---\n\nMột câu.\n");
    let files = written(&site, || assert!(made(&site) < ARTICLES / 2));
    for file in ["tin/moi/index.html", "tin/index.html", "index.html", "tags/the-moi/index.html", "sitemap.xml"] {
        assert!(files.contains(file), "{file}: {files:?}");
    }
    is_as_clean(&site, "a new article");
    std::fs::rename(site.root().join(place), site.root().join("content/viec/moi.md")).expect("it is there");
    assert!(made(&site) < ARTICLES);
    is_as_clean(&site, "in another folder");
    site.remove("content/viec/moi.md");
    assert!(made(&site) < ARTICLES / 2);
    assert!(!site.output().join("tags/the-moi").exists());
    is_as_clean(&site, "gone again");
}

#[test]
fn what_is_kept_may_be_damaged_or_deleted() {
    let site = Site::of(&report());
    site.build();
    let parts = || {
        let all = times(&site.root().join(".baocao")).into_keys().filter(|path| path.contains("/kept/"));
        all.map(|path| format!(".baocao/{path}")).collect::<Vec<_>>()
    };
    for (step, damage) in [Some(&b"x"[..]), Some(b""), None].into_iter().enumerate() {
        assert!(!parts().is_empty());
        for part in parts() {
            match damage {
                Some(damage) => site.write(&part, damage),
                None => site.remove(&part),
            }
        }
        edit(&site, &path(2), "\n\n## Mục", &format!("\n\nCâu {step}.\n\n## Mục"));
        let run = site.run(&["build"]);
        assert_eq!(run.code, 0);
        assert!(run.out.contains("Note: what was kept of the last build was damaged"), "{}", run.out);
        is_as_clean(&site, "a damaged part");
        edit(&site, &path(2), "\n\n## Mục", &format!("\n\nCâu nữa {step}.\n\n## Mục"));
        assert_eq!(made(&site), 1, "and then it goes on from what it kept");
    }
}

/// One edit of an article; some are wrong.
fn random_edit(site: &Site, random: &mut Random, step: usize) {
    let at = random.below(ARTICLES);
    // Now and then a section.
    let path = if random.below(8) == 0 { format!("content/{}/_index.md", ["tin", "viec"][at % 2]) } else { path(at) };
    if !site.root().join(&path).exists() {
        site.write(&path, article(at));
        return;
    }
    let text = site.read(&path);
    let line = |key: &str, value: String| {
        let lines = text
            .lines()
            .map(|line| if line.starts_with(&format!("{key}: ")) { value.clone() } else { line.to_owned() });
        lines.collect::<Vec<_>>().join("\n") + "\n"
    };
    let front = |value: &str| text.replacen("---\n", &format!("---\n{value}\n"), 1);
    let without = |key: &str| text.lines().filter(|line| !line.starts_with(key)).collect::<Vec<_>>().join("\n") + "\n";
    let new = match random.below(28) {
        0 => text.replace("## Mục", &format!("Câu thứ {step}.\n\n## Mục")),
        1 => text.replace("## Mục\n", ["## Mục\n", "## Mục\n\n## Mục\n", "# Mục\n"][random.below(3)]),
        2 => line("title", format!("title: Tên {}", random.below(40))),
        3 => line("summary", format!("summary: Tóm {step}, 12 hộ.")),
        4 => line(
            "tags",
            ["tags: [chung]", "tags: [riêng, \"thẻ 1\"]", "tags: [Chung]", "tags: []"][random.below(4)].to_owned(),
        ),
        5 => line("date", format!("date: 2001-0{}-11", random.below(3) + 4)),
        6 => text.replace("1.101", ["1.102", "1101", "1.101"][random.below(3)]),
        7 => text.replace("title: Cột", &format!("title: Cột {step}")),
        8 if text.contains("\ndraft") => without("draft"),
        8 => front("draft: true"),
        9 if text.contains("\nweight") => without("weight"),
        9 => front(&format!("weight: {}", random.below(9))),
        10 if text.contains("\nallow") => without("allow"),
        10 => front("allow: [{code: unbound-number, reason: thử}]"),
        11 => text.replace("[mục](", "[](").replace("#muc>", ["#muc>", "#cot>", ">"][random.below(3)]),
        12 if text.contains("\naliases") => without("aliases"),
        12 => front(&format!("aliases: [/cu/{at}/]")),
        13 => text.replace("1.957 hộ", ["1.956 hộ", "1.957 hộ"][random.below(2)]),
        14 if text.contains("\nslug") => without("slug"),
        14 => front(&format!("slug: khac-{at}")),
        15 => article(at),
        16 if text.contains("\nimage") => without("image"),
        16 => front("image: {src: /tin/khac.png, alt: Khác}\nattachments: [{src: /tin/bang.pdf}]"),
        23 => String::new(),
        17..=19 => return random_file(site, random, step),
        21 | 22 => return random_beside(site, random, step),
        20 => {
            // Others link to it.
            site.remove(&path);
            return;
        }
        _ => return random_data(site, random),
    };
    site.write(&path, new);
}

fn put_back(site: &Site, files: &Files) {
    for (path, _) in site.sources().iter().filter(|(path, _)| files.iter().all(|(other, _)| other != path)) {
        site.remove(path);
    }
    for (path, bytes) in files {
        site.write(path, bytes);
    }
}

/// One edit of pictures, of files that are copied, of the theme or of site.yaml.
fn random_beside(site: &Site, random: &mut Random, step: usize) {
    let points = u32::try_from(random.below(3)).expect("small") + 6;
    let drop_or = |path: &str, bytes: &[u8]| {
        if site.root().join(path).exists() { site.remove(path) } else { site.write(path, bytes) }
    };
    match random.below(9) {
        0 | 1 => site.write("content/tin/hinh.png", png(points, 4)),
        2 => site.write("content/tin/bang.pdf", format!("%PDF-1.4 {step}")),
        3 => drop_or("content/tin/thua.csv", b"a,b\n1,2\n"),
        4 => site.write("content/tin/khac.png", png(points, 3)),
        5 => drop_or("content/anh/moi.png", &png(points, 9)),
        6 => {
            let config = site.read("site.yaml");
            let line = "description: Một trang thử.\n";
            site.write("site.yaml", if config.contains(line) { config.replace(line, "") } else { config + line });
        }
        7 => drop_or("templates/404.html", b"{% extends \"portal/404.html\" %}\n"),
        _ => drop_or(
            "templates/page.html",
            b"{% extends \"portal/page.html\" %}\n{% block content %}<hr>{{ page.content | safe }}{% endblock %}\n",
        ),
    }
}

/// One edit of data.
fn random_data(site: &Site, random: &mut Random) {
    let (work, households, rows) = ("content/so/viec.yaml", "content/so/ho.yaml", "content/so/dong-ho.csv");
    let change = |path: &str, words: &[&str], random: &mut Random| {
        let text = site.read(path);
        let is = words.iter().find(|word| text.contains(**word));
        let Some(is) = is else { return };
        site.write(path, text.replacen(is, words[random.below(words.len())], 1));
    };
    match random.below(14) {
        12 => site.write("content/so/so-bep.xlsx", workbook([1701, 1702, 1703][random.below(3)])),
        13 => change(KITCHENS, &["[1.701]", "[1.702]", "1.703 hộ"], random),
        0 | 1 => change(work, &["completed: 1313", "completed: 1314", "completed: null"], random),
        2 => change(work, &["registered: 300,", "registered: 1957,", "registered: 305,"], random),
        3 => change(work, &["title: Việc đăng ký", "title: Việc"], random),
        4 => change(work, &["unit: việc\n", "unit: việc\nnotes: [Số sơ bộ.]\n", "unit: hộ\n"], random),
        5 => change(work, &["label: Đăng ký", "label: Ghi tên"], random),
        6 => change(
            work,
            &["observations:\n", "observations:\n  - {year: 2003, level: xa, registered: 9, completed: 8}\n"],
            random,
        ),
        7 | 8 => change(rows, &["2001,Đông,1900", "2001,Đông,1957", "2001,Đông,1910", "2000,Đông,1900"], random),
        9 => change(rows, &["Tây,2150\n", "Tây,2150\n2003,Tây,2222\n", "Tây,2151\n"], random),
        10 => change(rows, &["2002,Đông,1950", "2002,Đông,1951"], random),
        _ => change(households, &["title: Số hộ\n", "title: Số hộ\nupdated: 2003-01-02\n", "title: Hộ\n"], random),
    }
}

/// An article that comes, goes, or gets another name.
fn random_file(site: &Site, random: &mut Random, step: usize) {
    let place =
        |number: usize| format!("content/{}/{}.md", ["tin", "viec"][number % 2], ["them", "a", "z.en"][number / 2]);
    let (from, to) = (place(random.below(6)), place(random.below(6)));
    let there = |path: &str| site.root().join(path);
    if !there(&from).exists() {
        let text = article(step % 40).replace("title: Bài", "title: Thêm");
        site.write(&from, if from.contains(".en.") { text.replace("1.101", "1,101") } else { text });
    } else if random.below(2) == 0 || there(&to).exists() {
        site.remove(&from);
    } else {
        std::fs::rename(there(&from), there(&to)).expect("it was there");
    }
}

#[test]
fn after_any_edits_a_build_is_a_clean_one() {
    let mut random = Random(19_450_902);
    let site = Site::of(&report_with_workbook());
    site.build();
    let (mut went_on, mut failed, mut good) = (0, 0, site.sources());
    for step in 0..70 {
        for _ in 0..=random.below(2) {
            random_edit(&site, &mut random, step);
        }
        if random.below(4) == 0 {
            // One that is killed on its way.
            let mut child = site.command(&["build"]).spawn().expect("it starts");
            std::thread::sleep(Duration::from_millis(random.below(60) as u64));
            let _ = child.kill();
            child.wait().expect("it ends");
        }
        let ours = site.run(&["build", "-v"]);
        let elsewhere = Site::of(&site.sources());
        let theirs = elsewhere.run(&["build", "-v"]);
        assert_eq!((ours.code, &ours.err), (theirs.code, &theirs.err), "step {step}");
        let counts = |out: &str| {
            out.lines().filter(|line| line.starts_with("Claims") || line.starts_with("Findings")).collect::<String>()
        };
        assert_eq!(counts(&ours.out), counts(&theirs.out), "step {step}");
        failed += usize::from(ours.code != 0);
        went_on += usize::from(ours.out.contains("Pages: ") && !ours.out.contains(" made, 0 kept"));
        if ours.code != 0 {
            // Mended at once, or further edited.
            if random.below(3) > 0 {
                put_back(&site, &good);
            }
        } else {
            good = site.sources();
            assert_same(&tree(&site.output()), &tree(&elsewhere.output()), &format!("step {step}"));
        }
    }
    assert!(went_on > 20, "{went_on} went on from the last build");
    assert!((1..40).contains(&failed), "{failed} failed");
}
