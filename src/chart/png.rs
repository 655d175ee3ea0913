//! A stand-alone picture as PNG, set in the fonts that are compiled in. The only home of `resvg`.

use std::sync::{Arc, LazyLock};

use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree, fontdb};

use super::measure;

/// Width of every PNG, in pixels.
pub const WIDTH: u32 = 1200;

/// `svg`, one of [`super::picture::file`]'s, drawn [`WIDTH`] pixels wide: the same bytes on every machine.
///
/// # Panics
/// Never for a picture of ours.
#[must_use]
pub fn png(svg: &str) -> Vec<u8> {
    let tree = Tree::from_str(svg, &OPTIONS).expect("our own SVG is well-formed");
    let (width, height) = (tree.size().width(), tree.size().height());
    #[expect(clippy::cast_precision_loss, reason = "1200 is exact")]
    let scale = WIDTH as f32 / width;
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a picture is a few thousand pixels high"
    )]
    let height = (height * scale).floor() as u32;
    let mut pixels = Pixmap::new(WIDTH, height).expect("a picture has a size");
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixels.as_mut());
    pixels.encode_png().expect("pixels in memory can be encoded")
}

const FONT: &str = "Noto Sans";

static OPTIONS: LazyLock<Options<'static>> = LazyLock::new(|| {
    let mut fonts = fontdb::Database::new();
    for font in measure::FONTS {
        fonts.load_font_data(font.to_vec());
    }
    // A theme's own fonts are not at hand: whatever their list falls back to is ours.
    fonts.set_sans_serif_family(FONT);
    fonts.set_serif_family(FONT);
    fonts.set_monospace_family(FONT);
    Options { fontdb: Arc::new(fonts), font_family: FONT.to_owned(), ..Options::default() }
});
