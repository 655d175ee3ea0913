//! The words that frame a finding.

use crate::diag::text::texts;

texts! {
    error() en "error" vi "lỗi";
    warning() en "warning" vi "cảnh báo";
    advice() en "advice" vi "gợi ý";
    help() en "help" vi "cách sửa";
    /// A message about a cell of a workbook.
    in_sheet(message, sheet, cell) en "{message} (sheet `{sheet}`, cell {cell})" vi "{message} (trang tính `{sheet}`, ô {cell})";
}
