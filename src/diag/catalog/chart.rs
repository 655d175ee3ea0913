//! Texts about charts.

use crate::diag::text::texts;

texts! {}
