//! A colour and how it is seen: contrast (WCAG), lightness (CIE), difference (`OKLab`), with and without full colour vision.

use std::fmt;

/// An opaque colour in sRGB.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Color {
    red: u8,
    green: u8,
    blue: u8,
}

/// Which colours an eye tells apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Vision {
    Full,
    /// Protanopia.
    NoRed,
    /// Deuteranopia.
    NoGreen,
    /// Tritanopia.
    NoBlue,
}

/// Linear light: red, green, blue from 0 to 1.
type Light = [f64; 3];

impl Color {
    pub const BLACK: Self = Self::hex(0);
    pub const WHITE: Self = Self::hex(0x00ff_ffff);

    /// The colour `0xRRGGBB`.
    #[must_use]
    pub const fn hex(rgb: u32) -> Self {
        let [_, red, green, blue] = rgb.to_be_bytes();
        Self { red, green, blue }
    }

    /// Reads `#12436D`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6)?;
        let is_hex = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        u32::from_str_radix(digits, 16).ok().filter(|_| is_hex).map(Self::hex)
    }

    /// The ratio of luminances as WCAG 2 defines it, from 1 to 21.
    #[must_use]
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance() + 0.05, other.luminance() + 0.05);
        if a > b { a / b } else { b / a }
    }

    /// Lightness as printed in grey: CIE L*, from 0 (black) to 100 (white).
    #[must_use]
    pub fn lightness(self) -> f64 {
        let luminance = self.luminance();
        if luminance > 0.008_856 { 116.0 * luminance.cbrt() - 16.0 } else { 903.3 * luminance }
    }

    /// How different two colours look: their distance in `OKLab`, with 100 between black and white.
    #[must_use]
    pub fn difference(self, other: Self, vision: Vision) -> f64 {
        let (a, b) = (oklab(seen(self.light(), vision)), oklab(seen(other.light(), vision)));
        100.0 * a.iter().zip(b).map(|(a, b)| (a - b) * (a - b)).sum::<f64>().sqrt()
    }

    /// This colour with `parts` of 64 of `other` in it.
    #[must_use]
    pub fn mixed(self, other: Self, parts: u8) -> Self {
        let parts = u16::from(parts.min(64));
        let mix = |a: u8, b: u8| {
            let sum = u16::from(a) * (64 - parts) + u16::from(b) * parts;
            u8::try_from((sum + 32) / 64).unwrap_or(u8::MAX)
        };
        Self { red: mix(self.red, other.red), green: mix(self.green, other.green), blue: mix(self.blue, other.blue) }
    }

    /// This colour with as little of `other` mixed in as makes it `fit`; `other` itself where nothing less does.
    #[must_use]
    pub fn toward(self, other: Self, fits: impl Fn(Self) -> bool) -> Self {
        (0..64).map(|parts| self.mixed(other, parts)).find(|color| fits(*color)).unwrap_or(other)
    }

    fn light(self) -> Light {
        [self.red, self.green, self.blue].map(|byte| {
            let part = f64::from(byte) / 255.0;
            if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
        })
    }

    fn luminance(self) -> f64 {
        weighed(self.light(), [0.2126, 0.7152, 0.0722])
    }
}

impl fmt::Display for Color {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }
}

fn weighed(light: Light, weights: [f64; 3]) -> f64 {
    light.iter().zip(weights).map(|(part, weight)| part * weight).sum()
}

/// Light as an eye sees it: Machado, Oliveira and Fernandes, 2009, at full severity.
fn seen(light: Light, vision: Vision) -> Light {
    let matrix = match vision {
        Vision::Full => return light,
        Vision::NoRed => {
            [[0.152_286, 1.052_583, -0.204_868], [0.114_503, 0.786_281, 0.099_216], [-0.003_882, -0.048_116, 1.051_998]]
        }
        Vision::NoGreen => {
            [[0.367_322, 0.860_646, -0.227_968], [0.280_085, 0.672_501, 0.047_413], [-0.011_820, 0.042_940, 0.968_881]]
        }
        Vision::NoBlue => {
            [[1.255_528, -0.076_749, -0.178_779], [-0.078_411, 0.930_809, 0.147_602], [0.004_733, 0.691_367, 0.303_900]]
        }
    };
    matrix.map(|row| weighed(light, row).clamp(0.0, 1.0))
}

/// Ottosson's `OKLab`, 2020.
fn oklab(light: Light) -> [f64; 3] {
    let cones = [
        [0.412_221_470_8, 0.536_332_536_3, 0.051_445_992_9],
        [0.211_903_498_2, 0.680_699_545_1, 0.107_396_956_6],
        [0.088_302_461_9, 0.281_718_837_6, 0.629_978_700_5],
    ]
    .map(|row| weighed(light, row).cbrt());
    [
        [0.210_454_255_3, 0.793_617_785_0, -0.004_072_046_8],
        [1.977_998_495_1, -2.428_592_205_0, 0.450_593_709_9],
        [0.025_904_037_1, 0.782_771_766_2, -0.808_675_766_0],
    ]
    .map(|row| weighed(cones, row))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_read_in_one_form() {
        assert_eq!(Color::parse("#12436D").map(|color| color.to_string()).as_deref(), Some("#12436d"));
        for wrong in ["12436d", "#12436", "#1243", "blue", "#12436g", "#+2436d", "#12436d80", ""] {
            assert_eq!(Color::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn contrast_and_lightness_have_their_ends() {
        let near = |a: f64, b: f64| assert!((a - b).abs() < 0.01, "{a} {b}");
        near(Color::BLACK.contrast(Color::WHITE), 21.0);
        near(Color::hex(0x0076_7676).contrast(Color::WHITE), 4.54);
        near(Color::WHITE.lightness(), 100.0);
        near(Color::BLACK.difference(Color::WHITE, Vision::Full), 100.0);
    }

    #[test]
    fn red_and_green_are_alike_to_those_who_see_no_green() {
        let (red, green) = (Color::hex(0x00b4_4646), Color::hex(0x0068_722d));
        assert!(red.difference(green, Vision::Full) > 2.0 * red.difference(green, Vision::NoGreen));
    }
}
