//! Picture files made here, looked at, cleaned and made narrower.

use super::*;

/// A picture of four plain quarters: red, green, blue, white from the top left; `width` and `height` are even.
fn quarters(width: u32, height: u32, kind: ImageKind) -> Vec<u8> {
    let quarter = |x: u32, y: u32| match (x < width / 2, y < height / 2) {
        (true, true) => [200, 0, 0],
        (false, true) => [0, 200, 0],
        (true, false) => [0, 0, 200],
        (false, false) => [250, 250, 250],
    };
    let points = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
    let data: Vec<u8> = points.flat_map(|(x, y)| quarter(x, y)).collect();
    Pixels::of((width, height), data).whole(kind)
}

/// An APP1 segment with EXIF that notes an orientation.
fn exif(orientation: u8) -> Vec<u8> {
    let tiff =
        [b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".as_slice(), &[orientation, 0, 0, 0, 0, 0, 0, 0]].concat();
    let data = [b"Exif\0\0".as_slice(), &tiff, b"GPS 21.27"].concat();
    segment(0xe1, &data)
}

fn segment(marker: u8, data: &[u8]) -> Vec<u8> {
    let length = u16::try_from(data.len() + 2).expect("short").to_be_bytes();
    [&[0xff, marker][..], &length, data].concat()
}

/// `jpeg` with segments behind its first two bytes.
fn with(jpeg: &[u8], segments: &[Vec<u8>]) -> Vec<u8> {
    [&jpeg[..2], &segments.concat(), &jpeg[2..]].concat()
}

fn holds(bytes: &[u8], text: &[u8]) -> bool {
    bytes.windows(text.len()).any(|window| window == text)
}

/// The colour in the middle of each quarter, `r`, `g`, `b` or `w`, row by row.
fn colours(bytes: &[u8], kind: ImageKind) -> String {
    let facts = look(bytes, kind).expect("a picture");
    let pixels = decode(bytes, &ImageFacts { orientation: 1, ..facts }).expect("whole");
    let (across, down) = pixels.size();
    let places = [(1, 1), (3, 1), (1, 3), (3, 3)].map(|(x, y)| (across * x / 4, down * y / 4));
    let name = |[red, green, blue]: [u8; 3]| match (red > 120, green > 120, blue > 120) {
        (true, true, true) => 'w',
        (true, ..) => 'r',
        (_, true, _) => 'g',
        _ => 'b',
    };
    places.into_iter().map(|(x, y)| name(pixels.at(x, y))).collect()
}

#[test]
fn every_way_to_hold_a_camera_comes_out_upright() {
    // What a reader sees of the picture stored as `rgbw`.
    let seen = ["rgbw", "grwb", "wbgr", "bwrg", "rbgw", "brwg", "wgbr", "gwrb"];
    let plain = quarters(64, 32, ImageKind::Jpeg);
    for (orientation, expected) in (1..=8).zip(seen) {
        let turned = with(&plain, &[exif(orientation)]);
        let facts = look(&turned, ImageKind::Jpeg).expect("a picture");
        let size = if orientation > 4 { (32, 64) } else { (64, 32) };
        assert_eq!((facts.width, facts.height, facts.orientation), (size.0, size.1, orientation));
        let cleaned = cleaned(&turned, &facts).expect("whole");
        assert!(!holds(&cleaned, b"GPS"), "{orientation}");
        let facts = look(&cleaned, ImageKind::Jpeg).expect("a picture");
        assert_eq!((facts.width, facts.height, facts.orientation, facts.is_clean), (size.0, size.1, 1, true));
        assert_eq!(colours(&cleaned, ImageKind::Jpeg), expected, "{orientation}");
    }
}

#[test]
fn notes_go_and_pixels_stay() {
    let plain = quarters(64, 32, ImageKind::Jpeg);
    let noted = with(
        &plain,
        &[
            segment(0xe1, b"http://ns.adobe.com/xap/1.0/\0<camera/>"),
            segment(0xed, b"Photoshop IPTC"),
            segment(0xfe, b"note"),
        ],
    );
    let noted = [noted, b"trailing MPF picture".to_vec()].concat();
    let facts = look(&noted, ImageKind::Jpeg).expect("a picture");
    assert!(!facts.is_clean);
    let cleaned_jpeg = cleaned(&noted, &facts).expect("whole");
    assert_eq!(cleaned_jpeg, plain, "the bytes of the scan are untouched");
    let png = quarters(64, 32, ImageKind::Png);
    let text = b"\0\0\0\x08tEXtcam\0GPS \x01\x02\x03\x04";
    let noted = [&png[..33], text, &png[33..], b"more"].concat();
    let facts = look(&noted, ImageKind::Png).expect("a picture");
    assert!(!facts.is_clean);
    assert_eq!(cleaned(&noted, &facts).expect("whole"), png);
    let webp = quarters(64, 32, ImageKind::Webp);
    let facts = look(&webp, ImageKind::Webp).expect("a picture");
    assert!(facts.is_clean);
    let size = u32::try_from(webp.len() + 4).expect("small").to_le_bytes();
    let noted = [&webp[..4], &size, &webp[8..], b"EXIF\x04\0\0\0GPS "].concat();
    let facts = look(&noted, ImageKind::Webp).expect("a picture");
    assert!(!facts.is_clean);
    assert_eq!(cleaned(&noted, &facts).expect("whole"), webp);
}

#[test]
fn a_gif_keeps_how_it_moves_and_loses_its_notes() {
    let head = b"GIF89a\x02\0\x01\0\x80\0\0\0\0\0\xff\xff\xff";
    let turns = b"\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0\0";
    let frame = b"\x21\xf9\x04\0\0\0\0\0\x2c\0\0\0\0\x02\0\x01\0\0\x02\x02\x44\x0a\0";
    let note = b"\x21\xfe\x08GPS 21.2\0";
    let xmp = b"\x21\xff\x0bXMP DataXMP\x03abc\0";
    let plain = [&head[..], turns, frame, b"\x3b"].concat();
    let noted = [&head[..], note, turns, xmp, frame, b"\x3b", b"more"].concat();
    let facts = look(&noted, ImageKind::Gif).expect("a picture");
    assert_eq!((facts.width, facts.height, facts.is_clean), (2, 1, false));
    assert_eq!(cleaned(&noted, &facts).expect("whole"), plain);
    assert!(look(&plain, ImageKind::Gif).expect("a picture").is_clean);
    for at in 0..plain.len() {
        assert!(look(&plain[..at], ImageKind::Gif).is_err(), "{at}");
    }
}

#[test]
fn what_cannot_be_turned_loses_its_notes_all_the_same() {
    let plain = quarters(64, 32, ImageKind::Jpeg);
    let mut damaged = with(&plain, &[exif(6)]);
    // A table that the pixels are packed by is gone.
    let table = damaged.windows(2).position(|pair| pair == [0xff, 0xdb]).expect("a table");
    damaged[table + 1] = 0xe5;
    let facts = look(&damaged, ImageKind::Jpeg).expect("a row of segments");
    assert!(decode(&damaged, &facts).is_err());
    assert!(!holds(&cleaned(&damaged, &facts).expect("a row of segments"), b"GPS"));
}

#[test]
fn a_profile_that_is_not_srgb_is_kept() {
    let icc = |name: &[u8]| [&[0; 16][..], b"RGB ", &[0; 100], name].concat();
    let jpeg = quarters(64, 32, ImageKind::Jpeg);
    let profiled =
        |name: &[u8]| with(&jpeg, &[segment(0xe2, &[b"ICC_PROFILE\0\x01\x01".as_slice(), &icc(name)].concat())]);
    for kind in [ImageKind::Jpeg, ImageKind::Png, ImageKind::Webp] {
        let made = |name: &[u8]| {
            let source = profiled(name);
            let facts = look(&source, ImageKind::Jpeg).expect("a picture");
            assert!(facts.is_clean, "a profile is no note");
            decode(&source, &facts).expect("whole").variant(32, kind)
        };
        let wide = made(b"Display P3");
        let facts = look(&wide, kind).expect("a picture");
        assert_eq!((facts.width, facts.height), (32, 16));
        assert_eq!(colours(&wide, kind), "rgbw");
        if kind != ImageKind::Png {
            assert!(holds(&wide, b"Display P3"), "{kind:?}");
            assert!(!holds(&made(b"sRGB IEC61966-2.1"), b"sRGB"), "{kind:?}");
        }
        assert!(wide.len() > made(b"sRGB IEC61966-2.1").len());
    }
}

#[test]
fn what_is_no_whole_picture_is_named() {
    let jpeg = quarters(64, 32, ImageKind::Jpeg);
    let damaged = |kind| Err(ImageProblem::Damaged { kind });
    assert_eq!(look(&jpeg[..jpeg.len() - 40], ImageKind::Jpeg), damaged(ImageKind::Jpeg));
    let png = quarters(64, 32, ImageKind::Png);
    assert_eq!(look(&png[..png.len() - 5], ImageKind::Png), damaged(ImageKind::Png));
    let webp = quarters(64, 32, ImageKind::Webp);
    assert_eq!(look(&webp[..webp.len() / 2], ImageKind::Webp), damaged(ImageKind::Webp));
    let not = |instead| Err(ImageProblem::NotThis { kind: ImageKind::Jpeg, instead });
    assert_eq!(look(&png, ImageKind::Jpeg), not(Some("PNG")));
    assert_eq!(look(b"\0\0\0\x18ftypheic", ImageKind::Jpeg), not(Some("HEIC")));
    assert_eq!(look(b"x", ImageKind::Jpeg), not(None));
    assert_eq!(look(b"", ImageKind::Svg), Err(ImageProblem::NotThis { kind: ImageKind::Svg, instead: None }));
    assert_eq!(look(b"<svg><g></svg>", ImageKind::Svg), damaged(ImageKind::Svg));
    // Cut anywhere, or with any byte changed, a file is read without a panic.
    for bytes in [&jpeg, &png, &webp] {
        for at in 0..bytes.len().min(700) {
            let mut changed = bytes.clone();
            changed[at] ^= 0x5a;
            for kind in [ImageKind::Jpeg, ImageKind::Png, ImageKind::Webp, ImageKind::Gif] {
                if let Ok(facts) = look(&changed, kind) {
                    let _ = cleaned(&changed, &facts);
                    if u64::from(facts.width) * u64::from(facts.height) < 1_000_000 {
                        let _ = decode(&changed, &facts);
                    }
                }
                let _ = look(&bytes[..at], kind);
            }
        }
    }
}

#[test]
fn an_svg_loses_what_runs_and_what_it_fetches() {
    let svg = r##"<?xml version="1.0"?><!DOCTYPE svg><svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"
 viewBox="0 0 40 20" width="80" onload="xss()"><script>xss()</script><style>@import url(https://example.org/a.css);</style>
 <a xlink:href="javascript:xss()"><rect width="10" height="10" fill="#12436D"/></a>
 <image href="https://example.org/a.png"/><foreignObject><iframe src="x"/></foreignObject><text>Đăng ký</text></svg>"##
        .as_bytes();
    let facts = look(svg, ImageKind::Svg).expect("a drawing");
    assert_eq!((facts.width, facts.height), (80, 40));
    let cleaned = String::from_utf8(cleaned(svg, &facts).expect("a drawing")).expect("text");
    for gone in ["xss", "script", "@import", "href=\"https", "foreignObject", "iframe", "onload"] {
        assert!(!cleaned.contains(gone), "{gone}: {cleaned}");
    }
    assert!(cleaned.contains("#12436D") && cleaned.contains("Đăng ký"), "{cleaned}");
}

#[test]
fn entities_that_grow_without_end_are_refused() {
    let names = ["a", "b", "c", "d", "e", "f", "g", "h", "i"];
    let entity = |pair: &[&str]| format!("<!ENTITY {} \"{}\">", pair[1], format!("&{};", pair[0]).repeat(10));
    let entities: String = names.windows(2).map(entity).collect();
    let bomb = format!(
        "<?xml version=\"1.0\"?><!DOCTYPE svg [<!ENTITY a \"aaaaaaaaaa\">{entities}]>\
         <svg xmlns=\"http://www.w3.org/2000/svg\"><text>&i;</text></svg>"
    );
    assert!(look(bomb.as_bytes(), ImageKind::Svg).is_err());
}
