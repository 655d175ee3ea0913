//! Digests of bytes: how files are told apart. The only home of `blake3`.

/// Takes bytes piece by piece.
#[derive(Default)]
pub struct Hasher(blake3::Hasher);

impl Hasher {
    /// Adds bytes.
    pub fn update(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// Adds what is left of `reader`.
    ///
    /// # Errors
    /// When it can't be read.
    pub fn update_reader(&mut self, reader: impl std::io::Read) -> std::io::Result<()> {
        self.0.update_reader(reader).map(|_| ())
    }

    /// How many bytes were added.
    #[must_use]
    pub fn count(&self) -> u64 {
        self.0.count()
    }

    /// The digest of all bytes added: 64 hex digits.
    #[must_use]
    pub fn hex(&self) -> String {
        self.0.finalize().to_hex().to_string()
    }
}

/// The BLAKE3 digest of `bytes`: 64 hex digits.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}
