//! Texts about claims.

use crate::diag::text::texts;

texts! {}
