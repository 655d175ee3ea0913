//! Picture files made for tests: plain gradients, and what cameras write beside them.

/// Red grows to the right, green downwards.
fn gradient(width: u32, height: u32) -> Vec<u8> {
    let shade = |at: u32, of: u32| u8::try_from(at * 255 / of.max(1)).expect("below 256");
    let points = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
    points.flat_map(|(x, y)| [shade(x, width), shade(y, height), 90]).collect()
}

pub fn png(width: u32, height: u32) -> Vec<u8> {
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, width, height);
    encoder.set_color(png::ColorType::Rgb);
    let mut writer = encoder.write_header().expect("in memory");
    writer.write_image_data(&gradient(width, height)).expect("as many bytes as points");
    writer.finish().expect("in memory");
    out
}

pub fn jpeg(width: u16, height: u16) -> Vec<u8> {
    let mut out = Vec::new();
    let encoder = jpeg_encoder::Encoder::new(&mut out, 90);
    let data = gradient(width.into(), height.into());
    encoder.encode(&data, width, height, jpeg_encoder::ColorType::Rgb).expect("in memory");
    out
}

/// A photo as a camera writes it: with its place, its name, and how it was held (1 to 8).
pub fn photo(width: u16, height: u16, orientation: u8) -> Vec<u8> {
    let entry = [b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".as_slice(), &[orientation], &[0; 7]].concat();
    let data = [b"Exif\0\0".as_slice(), &entry, b"GPS 21.27N 106.19E CAMERA-7"].concat();
    let length = u16::try_from(data.len() + 2).expect("short").to_be_bytes();
    let jpeg = jpeg(width, height);
    [&jpeg[..2], &[0xff, 0xe1], &length, &data, &jpeg[2..]].concat()
}
