//! Pictures of a site: what pages show of them, the files made of them, and what is refused.

mod support;

use support::Site;
use support::pictures::{jpeg, photo, png};

const PAGE: &str = "---\ntitle: Bài\ndate: 2001-05-13\nimage: {src: anh.jpg, alt: Hội nghị, caption: Toàn cảnh, credit: BBT}\n---\n\
                    Trước ![biểu tượng](nho.png) sau.\n\n![Bản đồ](ban-do.png \"Bản đồ xã | Phòng Nội vụ\")\n";

fn site(files: &[(&str, Vec<u8>)]) -> Site {
    let site = Site::of(&[
        ("site.yaml", "title: Thử\nbase_url: https://thu.example\n"),
        ("content/_index.md", "---\ntitle: Trang chủ\n---\n"),
        ("content/tin/_index.md", "---\ntitle: Tin\n---\n"),
    ]);
    for (path, bytes) in files {
        site.write(path, bytes);
    }
    site
}

fn full() -> Site {
    site(&[
        ("content/tin/bai/index.md", PAGE.into()),
        ("content/tin/bai/anh.jpg", photo(1300, 1000, 6)),
        ("content/tin/bai/nho.png", png(60, 40)),
        ("content/tin/bai/ban-do.png", png(1100, 700)),
    ])
}

fn holds(bytes: &[u8], text: &[u8]) -> bool {
    bytes.windows(text.len()).any(|window| window == text)
}

/// The files made of the picture `stem`, without their digests.
fn made(tree: &support::Tree, stem: &str) -> Vec<String> {
    let begin = format!("_baocao/{stem}-");
    let names = tree.keys().filter(|path| path.starts_with(&begin));
    let mut names: Vec<String> = names
        .map(|path| {
            let parts: Vec<&str> = path.split('.').collect();
            format!("{}.{}", parts[0], parts[2])
        })
        .collect();
    names.sort();
    names
}

#[test]
fn a_page_offers_each_screen_its_width_and_says_how_large_a_picture_is() {
    let site = full();
    let tree = site.build();
    let page = site.read("output/tin/bai/index.html");
    // Held on its side: 1300 × 1000 points come out as 1000 × 1300.
    let expected = ["1000.jpg", "1000.webp", "480.jpg", "480.webp"].map(|end| format!("_baocao/anh-{end}"));
    assert_eq!(made(&tree, "anh"), expected);
    for (part, count) in [
        ("width=\"1000\" height=\"1300\" alt=\"Hội nghị\" fetchpriority=\"high\"", 1),
        ("width=\"1100\" height=\"700\" alt=\"Bản đồ\" loading=\"lazy\"", 1),
        ("<source type=\"image/webp\" srcset=\"", 3),
        (
            "<figcaption class=\"picture-caption\">Bản đồ xã <span class=\"credit\">(Ảnh: Phòng Nội vụ)</span></figcaption></figure>",
            1,
        ),
        ("<p>Trước <picture>", 1),
        ("<meta property=\"og:image\" content=\"https://thu.example/tin/bai/anh.jpg\">", 1),
        ("<meta property=\"og:image:width\" content=\"1000\">", 1),
    ] {
        assert_eq!(page.matches(part).count(), count, "{part}\n{page}");
    }
    assert!(!page.contains("style="));
}

#[test]
fn no_file_of_the_site_tells_where_and_with_what_a_photo_was_taken() {
    let tree = full().build();
    for (path, bytes) in &tree {
        assert!(!holds(bytes, b"CAMERA-7") && !holds(bytes, b"GPS 21"), "{path}");
    }
    assert!(tree.contains_key("tin/bai/anh.jpg"));
}

#[test]
fn pictures_are_made_once_and_give_the_same_bytes() {
    let site = full();
    let first = site.build();
    support::assert_same(&first, &site.build(), "from the cache");
    support::assert_same(&first, &full().build(), "elsewhere");
    std::fs::remove_dir_all(site.root().join(".baocao")).expect("there");
    support::assert_same(&first, &site.build(), "without the cache");
    let run = site.run(&["build", "--format", "json"]);
    let result: serde_json::Value = serde_json::from_str(&run.out).expect("one object");
    assert_eq!(result["written"], 0);
    // Another picture of the same name has other addresses, and the old files go.
    site.write("content/tin/bai/ban-do.png", png(1000, 700));
    let second = site.build();
    assert_eq!(
        made(&second, "ban-do"),
        ["_baocao/ban-do-1000.png", "_baocao/ban-do-1000.webp", "_baocao/ban-do-480.png", "_baocao/ban-do-480.webp"]
    );
}

#[test]
fn the_same_picture_in_two_places_is_made_once() {
    let page = |name: &str| format!("---\ntitle: {name}\n---\n![x](anh.jpg)\n").into_bytes();
    let site = site(&[
        ("content/tin/a/index.md", page("A")),
        ("content/tin/a/anh.jpg", jpeg(500, 300)),
        ("content/tin/b/index.md", page("B")),
        ("content/tin/b/anh.jpg", jpeg(500, 300)),
    ]);
    assert_eq!(made(&site.build(), "anh"), ["_baocao/anh-500.jpg", "_baocao/anh-500.webp"]);
}

#[test]
fn a_picture_that_is_none_is_an_error_where_it_is_shown() {
    let cut = |bytes: Vec<u8>| bytes[..bytes.len() - 200].to_vec();
    // Whole to look at, but its pixels can't be unpacked.
    let mut scrambled = png(300, 200);
    let at = scrambled.len() / 2;
    scrambled[at..at + 8].copy_from_slice(b"\0\0\0\0\0\0\0\0");
    let page = "---\ntitle: Bài\nimage: {src: cut.jpg, alt: x}\n---\n![x](png.jpg)\n![x](text.webp)\n![x](scrambled.png)\n![x](a.HEIC)\n";
    let site = site(&[
        ("content/bai.md", page.into()),
        ("content/cut.jpg", cut(jpeg(300, 200))),
        ("content/png.jpg", png(30, 20)),
        ("content/text.webp", b"x".into()),
        ("content/scrambled.png", scrambled),
        ("content/a.HEIC", b"x".into()),
        ("content/unused.png", cut(png(300, 200))),
    ]);
    for command in ["check", "build"] {
        let run = site.run(&[command, "--format", "short"]);
        assert_eq!(run.code, 1);
        let expected = "\
content/bai.md:3:14: error[invalid-image]: `content/cut.jpg` is a damaged JPEG: it ends early, or its parts contradict each other
content/bai.md:5:6: error[invalid-image]: `content/png.jpg` is no JPEG, but PNG
content/bai.md:6:6: error[invalid-image]: `content/text.webp` is no WebP
content/bai.md:7:6: error[invalid-image]: `content/scrambled.png` is a damaged PNG: it ends early, or its parts contradict each other
content/bai.md:8:6: error[invalid-image]: browsers do not show .heic files: `content/a.HEIC`
content/unused.png:1:1: error[invalid-image]: `content/unused.png` is a damaged PNG: it ends early, or its parts contradict each other
";
        assert_eq!(run.err, expected, "{command}");
    }
}

#[test]
fn a_picture_that_unpacks_without_end_is_refused_before_it_is_unpacked() {
    let mut bomb = png(30, 20);
    // 60,000 × 60,000 points, by its header.
    bomb[16..24].copy_from_slice(&[0, 0, 0xea, 0x60, 0, 0, 0xea, 0x60]);
    let site = site(&[("content/bai.md", "---\ntitle: Bài\n---\n![x](bom.png)\n".into()), ("content/bom.png", bomb)]);
    let run = site.run(&["check"]);
    assert!(run.err.contains("`content/bom.png` has 60000 × 60000 points: more than 100 million"), "{}", run.err);
    assert_eq!(run.code, 1);
}

#[test]
fn a_drawing_of_an_author_runs_nothing() {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 30 20\" onload=\"xss()\"><script>xss()</script><rect width=\"9\" height=\"9\"/></svg>";
    let site =
        site(&[("content/bai.md", "---\ntitle: Bài\n---\n![x](ve.svg)\n".into()), ("content/ve.svg", svg.into())]);
    let tree = site.build();
    let drawn = String::from_utf8(tree["ve.svg"].clone()).expect("text");
    assert!(drawn.contains("<rect") && !drawn.contains("xss"), "{drawn}");
    let page = site.read("output/bai/index.html");
    assert!(page.contains("<img src=\"../ve.svg\" width=\"30\" height=\"20\" alt=\"x\""), "{page}");
}

#[test]
fn a_file_that_takes_long_on_a_phone_is_warned_of() {
    let page = "---\ntitle: Bài\nattachments: [{src: lon.pdf}]\n---\n";
    let site = site(&[("content/bai.md", page.into()), ("content/lon.pdf", vec![b'x'; 3_000_001])]);
    site.write("site.yaml", "title: Thử\nbase_url: https://thu.example\nlimits: {file_size: 2 MB}\n");
    let run = site.run(&["build", "--format", "short"]);
    assert_eq!(
        run.err,
        "content/bai.md:3:21: warning[large-file]: `content/lon.pdf` has 4 MB: more than 2 MB, which takes long on a phone\n"
    );
    assert_eq!(run.code, 0);
}

#[cfg(unix)]
#[test]
fn nothing_outside_the_site_is_published() {
    use std::os::unix::fs::symlink;
    let page = "---\ntitle: Bài\nattachments: [{src: lien.pdf}, {src: thu-muc/a.pdf}, {src: ../../etc/passwd}]\n---\n";
    let outside = Site::of(&[("a.pdf", "another's")]);
    let site = site(&[("content/bai.md", page.into())]);
    symlink(outside.root().join("a.pdf"), site.root().join("content/lien.pdf")).expect("linked");
    symlink(outside.root(), site.root().join("content/thu-muc")).expect("linked");
    symlink(site.root(), site.root().join("content/vong")).expect("linked");
    let run = site.run(&["build", "--format", "short"]);
    let expected = "\
content/bai.md:3:21: error[missing-asset]: `content/lien.pdf` is a symbolic link, which is not followed
content/bai.md:3:38: error[missing-asset]: `content/thu-muc` is a symbolic link, which is not followed
content/bai.md:3:60: error[missing-asset]: `../../etc/passwd` lies outside content/
";
    assert_eq!((run.code, run.err.as_str()), (1, expected));
}
