//! A shortcode's block: its arguments are YAML, wherever it stands (in a list or a quote there is a prefix on each line).

use std::cell::RefCell;

use crate::diag::Diagnostic;
use crate::model::shortcode::ShortcodeBlock;
use crate::source::{SourceId, Span, Spanned};
use crate::syntax::markdown::ShortcodeText;
use crate::syntax::yaml;

use super::chart::unprefixed;

/// Reads the block; arguments that can't be read are reported.
pub fn read(
    file: &str,
    source: SourceId,
    block: &ShortcodeText,
    findings: &RefCell<Vec<Diagnostic>>,
) -> ShortcodeBlock {
    let (start, arguments) = unprefixed(file, &block.arguments);
    let arguments = yaml::parse(&arguments, source, start).map_err(|finding| findings.borrow_mut().push(finding)).ok();
    ShortcodeBlock {
        span: Span::new(source, block.range.start, block.range.end),
        name: Spanned::new(block.name.clone(), Span::new(source, block.name_range.start, block.name_range.end)),
        arguments,
        has_body: block.has_body,
    }
}
