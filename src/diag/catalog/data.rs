//! Texts about datas.

use crate::diag::text::texts;

texts! {}
