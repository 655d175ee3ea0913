//! Texts about sites.

use crate::diag::text::texts;

texts! {}
