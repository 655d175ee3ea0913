//! A picture unpacked: turned upright, made narrower, packed again.

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};
use zune_jpeg::JpegDecoder;
use zune_jpeg::zune_core::bytestream::ZCursor;
use zune_jpeg::zune_core::colorspace::ColorSpace;
use zune_jpeg::zune_core::options::DecoderOptions;

use super::webp;
use crate::model::image::{ImageFacts, ImageKind, ImageProblem};

/// Pixels row by row, three bytes each (red, green, blue) or four (and how much covers).
#[derive(Clone, Debug)]
pub struct Pixels {
    width: u32,
    height: u32,
    has_alpha: bool,
    data: Vec<u8>,
    /// The colour profile, where it is one of red, green and blue that is not sRGB.
    profile: Option<Vec<u8>>,
    /// True of a PNG in which so few bytes hold so many pixels that it is a drawing or a picture of a screen, not a photo.
    is_graphic: bool,
}

/// Quality of what is made narrower, and of a picture that is only turned.
const QUALITY: u8 = 80;
const TURNED_QUALITY: u8 = 92;

/// Unpacks a picture and turns it upright.
///
/// # Errors
/// Where its bytes can't be unpacked.
pub fn decode(bytes: &[u8], facts: &ImageFacts) -> Result<Pixels, ImageProblem> {
    let unpacked = match facts.kind {
        ImageKind::Jpeg => of_jpeg(bytes),
        ImageKind::Png => of_png(bytes),
        ImageKind::Webp => of_webp(bytes),
        ImageKind::Gif | ImageKind::Svg => None,
    };
    let mut pixels = unpacked.ok_or(ImageProblem::Damaged { kind: facts.kind })?;
    pixels.is_graphic = facts.kind == ImageKind::Png && bytes.len() * 2 < pixels.data.len() / pixels.channels();
    Ok(pixels.turned(facts.orientation))
}

impl Pixels {
    /// The picture at `width`, packed as `kind`: JPEG, PNG or WebP.
    #[must_use]
    pub fn variant(&self, width: u32, kind: ImageKind) -> Vec<u8> {
        if width == self.width {
            return self.packed(kind, QUALITY);
        }
        self.narrowed(width).packed(kind, QUALITY)
    }

    /// The whole picture, packed as `kind` with little loss.
    #[must_use]
    pub fn whole(&self, kind: ImageKind) -> Vec<u8> {
        self.packed(kind, TURNED_QUALITY)
    }

    #[cfg(test)]
    pub(super) fn of((width, height): (u32, u32), data: Vec<u8>) -> Self {
        pixels((width, height), false, data, None)
    }

    #[cfg(test)]
    pub(super) fn size(&self) -> (u32, u32) {
        (self.width, self.height)
    }

    #[cfg(test)]
    pub(super) fn at(&self, x: u32, y: u32) -> [u8; 3] {
        let at = (y * self.width + x) as usize * self.channels();
        [self.data[at], self.data[at + 1], self.data[at + 2]]
    }

    fn channels(&self) -> usize {
        if self.has_alpha { 4 } else { 3 }
    }

    fn narrowed(&self, width: u32) -> Self {
        let down = u64::from(self.height) * u64::from(width) * 2 + u64::from(self.width);
        let height = u32::try_from(down / (u64::from(self.width) * 2)).unwrap_or(self.height).max(1);
        let kind = if self.has_alpha { PixelType::U8x4 } else { PixelType::U8x3 };
        let source = ImageRef::new(self.width, self.height, &self.data, kind).expect("as many bytes as pixels");
        let mut narrow = Image::new(width, height, kind);
        let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::Lanczos3));
        Resizer::new().resize(&source, &mut narrow, &options).expect("both have the same kind of pixels");
        Self { width, height, data: narrow.into_vec(), profile: self.profile.clone(), ..*self }
    }

    fn packed(&self, kind: ImageKind, quality: u8) -> Vec<u8> {
        match kind {
            ImageKind::Png => self.as_png(),
            ImageKind::Webp => self.as_webp(quality),
            _ => self.as_jpeg(quality),
        }
    }

    fn as_jpeg(&self, quality: u8) -> Vec<u8> {
        const FITS: &str = "a picture of at most 65,535 points a side is packed in memory";
        let mut out = Vec::new();
        let mut encoder = Encoder::new(&mut out, quality);
        encoder.set_sampling_factor(SamplingFactor::F_2_2);
        encoder.set_progressive(true);
        encoder.set_optimized_huffman_tables(true);
        if let Some(profile) = &self.profile {
            // A profile too long for the format is left out.
            let _ = encoder.add_icc_profile(profile);
        }
        let side = |points: u32| u16::try_from(points).expect(FITS);
        let kind = if self.has_alpha { ColorType::Rgba } else { ColorType::Rgb };
        encoder.encode(&self.data, side(self.width), side(self.height), kind).expect(FITS);
        out
    }

    fn as_png(&self) -> Vec<u8> {
        const FITS: &str = "a picture is packed in memory";
        let mut info = ::png::Info::with_size(self.width, self.height);
        info.color_type = if self.has_alpha { ::png::ColorType::Rgba } else { ::png::ColorType::Rgb };
        info.bit_depth = ::png::BitDepth::Eight;
        info.icc_profile = self.profile.as_ref().map(|profile| profile.clone().into());
        let mut out = Vec::new();
        let mut encoder = ::png::Encoder::with_info(&mut out, info).expect(FITS);
        encoder.set_compression(::png::Compression::High);
        let mut writer = encoder.write_header().expect(FITS);
        writer.write_image_data(&self.data).expect(FITS);
        writer.finish().expect(FITS);
        out
    }

    fn as_webp(&self, quality: u8) -> Vec<u8> {
        let layout = if self.has_alpha { ::webp::PixelLayout::Rgba } else { ::webp::PixelLayout::Rgb };
        let encoder = ::webp::Encoder::new(&self.data, layout, self.width, self.height);
        let packed = encoder.encode_simple(self.is_graphic, f32::from(quality));
        let packed = packed.expect("a picture of at most 16,383 points a side is packed in memory");
        let profiled = self.profile.as_ref();
        let profiled =
            profiled.and_then(|icc| webp::with_profile(&packed, icc, (self.width, self.height), self.has_alpha));
        profiled.unwrap_or_else(|| packed.to_vec())
    }

    /// As EXIF numbers the eight ways to hold a camera.
    fn turned(self, orientation: u8) -> Self {
        if orientation == 1 {
            return self;
        }
        let (across, down) = (self.width as usize, self.height as usize);
        let is_lying = orientation > 4;
        let (width, height) = if is_lying { (self.height, self.width) } else { (self.width, self.height) };
        let each = self.channels();
        let mut data = Vec::with_capacity(self.data.len());
        for y in 0..height as usize {
            for x in 0..width as usize {
                let (from_x, from_y) = match orientation {
                    2 => (across - 1 - x, y),
                    3 => (across - 1 - x, down - 1 - y),
                    4 => (x, down - 1 - y),
                    5 => (y, x),
                    6 => (y, down - 1 - x),
                    7 => (across - 1 - y, down - 1 - x),
                    _ => (across - 1 - y, x),
                };
                let at = (from_y * across + from_x) * each;
                data.extend_from_slice(&self.data[at..at + each]);
            }
        }
        Self { width, height, data, ..self }
    }
}

fn of_jpeg(bytes: &[u8]) -> Option<Pixels> {
    // Without the instructions of one processor or another: the same pixels everywhere.
    let options = DecoderOptions::default().set_use_unsafe(false).set_max_width(65_535).set_max_height(65_535);
    let options = options.jpeg_set_out_colorspace(ColorSpace::RGB);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    let data = decoder.decode().ok()?;
    let info = decoder.info()?;
    let profile = decoder.icc_profile();
    let (width, height) = (u32::from(info.width), u32::from(info.height));
    Some(pixels((width, height), false, data, profile))
}

fn of_png(bytes: &[u8]) -> Option<Pixels> {
    let mut decoder = ::png::Decoder::new(std::io::Cursor::new(bytes));
    decoder.set_transformations(::png::Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().ok()?;
    let mut data = vec![0; reader.output_buffer_size()?];
    let frame = reader.next_frame(&mut data).ok()?;
    data.truncate(frame.buffer_size());
    let profile = reader.info().icc_profile.as_ref().map(|profile| profile.to_vec());
    let size = (frame.width, frame.height);
    Some(match frame.color_type {
        ::png::ColorType::Grayscale => pixels(size, false, data.iter().flat_map(|grey| [*grey; 3]).collect(), None),
        ::png::ColorType::GrayscaleAlpha => {
            let spread = data.chunks_exact(2).flat_map(|pair| [pair[0], pair[0], pair[0], pair[1]]);
            pixels(size, true, spread.collect(), None)
        }
        ::png::ColorType::Rgba => pixels(size, true, data, profile),
        ::png::ColorType::Rgb => pixels(size, false, data, profile),
        ::png::ColorType::Indexed => return None,
    })
}

fn of_webp(bytes: &[u8]) -> Option<Pixels> {
    let image = ::webp::Decoder::new(bytes).decode()?;
    Some(pixels((image.width(), image.height()), image.is_alpha(), image.to_vec(), webp::profile(bytes)))
}

/// The profile is kept where it is needed: one of red, green and blue, other than sRGB, which is what pages assume.
fn pixels((width, height): (u32, u32), has_alpha: bool, data: Vec<u8>, profile: Option<Vec<u8>>) -> Pixels {
    let names = |icc: &[u8], name: &[u8]| icc.windows(name.len()).any(|window| window == name);
    let is_needed =
        |icc: &Vec<u8>| icc.get(16..20) == Some(b"RGB ") && !names(icc, b"sRGB") && !names(icc, b"s\0R\0G\0B");
    Pixels { width, height, has_alpha, data, profile: profile.filter(is_needed), is_graphic: false }
}
