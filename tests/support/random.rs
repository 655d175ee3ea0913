//! Numbers that look random and are the same each time.

pub struct Random(pub u64);

impl Random {
    /// One of 0 to `count` - 1.
    pub fn below(&mut self, count: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % count
    }
}
