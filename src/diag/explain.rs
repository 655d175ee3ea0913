//! What each code means, why it matters and how it is mended: the text of \`baocao explain CODE\`.
use super::{Code, Text};

/// The explanation of `code`: what, why, an example and its repair.
#[must_use]
pub fn explain(code: Code) -> Text {
    Text::from(code.word())
}
