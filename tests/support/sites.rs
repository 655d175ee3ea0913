//! Sites made for tests. Every figure in them is made up to be looked at by a machine.

use super::pictures::png;

/// The files of a site, by their paths.
pub type Files = Vec<(String, Vec<u8>)>;

pub const CONFIG: &str = "title: Trang thử\nbase_url: https://thu.example\n";

/// A small dataset of two years and two levels.
pub const DATASET: &str = "\
title: Việc đăng ký
unit: việc
dimensions:
  year: {label: Năm, type: year}
  level: {label: Cấp, values: {xa: Cấp xã, thon: Cấp thôn}}
measures:
  registered: {label: Đăng ký, type: integer, minimum: 0}
  completed: {label: Hoàn thành, type: integer, maximum: registered}
  rate: {label: Tỷ lệ, ratio: completed / registered, decimals: 1}
observations:
  - {year: 2001, level: xa, registered: 1200, completed: 1101}
  - {year: 2001, level: thon, registered: 300, completed: 300}
  - {year: 2002, level: xa, registered: 1400, completed: 1313}
  - {year: 2002, level: thon, registered: 310, completed: null}
";

/// A page with one of each thing.
const PAGE: &str = "\
---
title: Bài có đủ thứ
date: 2001-05-13 14:08
summary: Tóm tắt & dẫn <b>.
author: Ban biên tập
tags: [đăng ký, \"a & b\"]
aliases: [/cu/bai-cu/]
image: {src: ảnh đẹp.png, alt: Hình vẽ, caption: Lời chú}
attachments: [{src: \"bảng %231 50%25.pdf\", title: Bảng}]
corrections: [{date: 2001-05-14, text: Đã sửa.}]
---

Mở đầu[^chú], xem [mục sau](#muc) và [cuối bài](#muc-2), [trang chủ](/), [tin](/tin/), [anh em](../khac.md#muc), \
[bảng](</số liệu/việc đăng ký.yaml>), [tệp](bảng%20%231%2050%25.pdf), [ngoài](https://ngoai.example/a?b=c#d), \
[thư](mailto:a@b.example).

[ngoai 2](https://ngoai.example/?a=1&b=2 \"Nhan đề\") ![Hình vẽ](<ảnh đẹp.png> \"Nhan\")

## Mục

Xã hoàn thành [1.101/1.200](</số liệu/việc đăng ký.yaml?year=2001&level=xa>), đạt \
[91,8%](</số liệu/việc đăng ký.yaml?year=2001&level=xa#rate>).

```chart
data: /số liệu/việc đăng ký
type: completion
x: level
y: [registered, completed]
where: {year: 2001}
title: Gần xong
download: [csv]
```

## Mục

| a | b |
|---|--:|
| 1 | 2 |

<details id=\"raw\"><summary>Thêm</summary>

<img src=\"ảnh%20đẹp.png\" alt=\"Hình\"> <a href=\"../khac.md\">khác</a> <a href=\"#raw\">đây</a>

</details>

- [x] xong
- [ ] chưa[^chú]

```{callout}
kind: warning
---
Lời nhắc, [mục sau](#muc).
```

````{details}
title: Xem thêm
---
```{quote}
author: Ban biên tập
source: Tin
href: ../khac.md
---
Lời trích.
```
````

```{gallery}
title: Hai hình
---
![Một](<ảnh đẹp.png> \"Chú một\") ![Hai](<ảnh đẹp.png>)
```

```{video}
src: phim.mp4
title: Phóng sự
poster: ảnh đẹp.png
captions: phim.vtt
```

[^chú]: Chú thích.
";

/// A site with one of each thing an author can write, under names that need care in an address.
pub fn varied() -> Files {
    let home = "---\ntitle: Trang thử\n---\n\nXem [bài](/tin/2001-05-13-bai/index.md).\n";
    let other = "---\ntitle: Khác\nlang: en\n---\n\n# Mục\n\nSee [it](/tin/2001-05-13-bai/index.md#raw).\n";
    let config = format!(
        "{CONFIG}languages: [vi, en]\npublisher: {{name: Nhà, email: a@b.example, phone: 0123 456}}\nlicense: {{title: CC, \
         url: \"https://giay-phep.example/\"}}\nmenu: [{{title: Tin, url: /tin/_index.md}}, {{title: Bài, url: \
         /tin/2001-05-13-bai/index.md}}]\n"
    );
    let picture = ("content/tin/2001-05-13-bai/ảnh đẹp.png".to_owned(), png(30, 20));
    let nested = "---\ntitle: Sâu\n---\n\n[lên](../../_index.md) [xuống](la.md)\n";
    let mut files = files(&[
        ("site.yaml", &config),
        ("content/_index.md", home),
        ("content/tin/_index.md", "---\ntitle: Tin\nsort_by: title\n---\n"),
        ("content/tin/2001-05-13-bai/index.md", PAGE),
        ("content/tin/2001-05-13-bai/bảng #1 50%.pdf", "attached"),
        ("content/tin/2001-05-13-bai/phim.mp4", "no film, but an asset"),
        ("content/tin/2001-05-13-bai/phim.vtt", "WEBVTT\n"),
        ("content/tin/khac.md", other),
        ("content/tin/sâu/đáy/_index.md", nested),
        ("content/tin/sâu/đáy/la.md", "---\ntitle: Lá\n---\n\n[về](_index.md)\n"),
        ("content/en/_index.md", "---\ntitle: Home\n---\n\n[Vietnamese](/)\n"),
        ("content/số liệu/_index.md", "---\ntitle: Số liệu\n---\n"),
        ("content/số liệu/việc đăng ký.yaml", DATASET),
        ("content/số liệu/dòng.yaml", &with_rows_file("dòng.csv")),
        ("content/số liệu/dòng.csv", "year,level,registered,completed\n2001,xa,5,4\n2001,thon,7,\n"),
    ]);
    files.push(picture);
    files
}

/// [`varied`] with every kind of page there is, in a theme: a list of several pages too.
pub fn every_kind(theme: &str) -> Files {
    let mut all = varied();
    let config = all.iter_mut().find(|(path, _)| path == "site.yaml").expect("a site has one");
    config.1.extend(format!("theme: {theme}\n").bytes());
    // Two tables of one name on one page would be taken for one another.
    let rows = all.iter_mut().find(|(path, _)| path.ends_with("dòng.yaml")).expect("it is varied");
    rows.1 = String::from_utf8_lossy(&rows.1).replace("title: Việc đăng ký", "title: Việc theo dòng").into_bytes();
    let picture =
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"8\" height=\"8\"><rect width=\"8\" height=\"8\"/></svg>";
    all.extend(files(&[
        ("content/nhieu/_index.md", "---\ntitle: Nhiều\npaginate_by: 2\n---\n"),
        ("content/nhieu/2002-01-02-mot.md", "---\ntitle: Một\ntags: [đăng ký]\n---\nXã và thôn.[^a]\n\n[^a]: Chú.\n"),
        ("content/nhieu/2002-01-03-hai.md", "---\ntitle: Hai\ntags: [đăng ký]\n---\n![Ô đen](o.svg)\n"),
        ("content/nhieu/2003-02-03-ba.md", "---\ntitle: Ba\n---\n> Trích.\n"),
        ("content/nhieu/o.svg", picture),
    ]));
    all
}

/// [`DATASET`] with its observations in a file.
pub fn with_rows_file(name: &str) -> String {
    let (head, _) = DATASET.split_once("observations:").expect("the dataset has rows");
    format!("{head}observations: {name}\n")
}

/// A site of `count` pages with charts, claims and pictures. Its second version changes the dataset and every third
/// page with its picture, drops some pages and adds others.
pub fn many(count: usize, version: usize) -> Files {
    let completed = [1101, 1150][version - 1];
    let dataset = DATASET.replace("1101", &completed.to_string());
    let mut files = files(&[
        ("site.yaml", CONFIG),
        ("content/_index.md", "---\ntitle: Trang thử\n---\n\n[tin](/tin/_index.md)\n"),
        ("content/tin/_index.md", "---\ntitle: Tin\n---\n"),
        ("content/viec.yaml", &dataset),
    ]);
    for number in (0..count).filter(|number| version == 1 || number % 10 != 7) {
        // Named by its version: the new page needs the new picture, the old one the old.
        let picture = if number % 3 == 0 { version } else { 1 };
        add_page(&mut files, number, picture, number % 4 == 0);
    }
    if version == 2 {
        for number in count..count + count / 10 {
            add_page(&mut files, number, version, false);
        }
    }
    files
}

fn add_page(files: &mut Files, number: usize, version: usize, with_chart: bool) {
    let chart = "```chart\ndata: viec\ntype: completion\nx: level\ny: [registered, completed]\nwhere: {year: 2001}\n\
                 title: Gần xong\n```\n";
    let text = format!(
        "---\ntitle: Bài {number}\ndate: 2001-05-13\n---\n\nBản {version}. ![Hình](anh-{version}.png) [bảng](/viec.yaml), \
         [tin](/tin/_index.md)\n\n{}",
        if with_chart { chart } else { "" }
    );
    files.push((format!("content/tin/bai-{number}/index.md"), text.into_bytes()));
    let width = 8 + u32::try_from(number * 2 + version).expect("a few pages");
    files.push((format!("content/tin/bai-{number}/anh-{version}.png"), png(width, 4)));
}

/// Takes texts as files.
pub fn files(texts: &[(&str, &str)]) -> Files {
    texts.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_owned())).collect()
}
