//! Footnotes without a text, without a call, or with two texts.

use std::cell::RefCell;
use std::ops::Range;

use crate::diag::{Code, Diagnostic, catalog};
use crate::locale::nfc;
use crate::source::{SourceId, Span};
use crate::syntax::markdown::NoteMistake;

/// Reports what is wrong with the footnotes of the page in the file `source`.
pub fn report(notes: &[(NoteMistake, String, Range<usize>)], source: SourceId, findings: &RefCell<Vec<Diagnostic>>) {
    for (mistake, name, range) in notes {
        let (name, span) = (nfc(name).into_owned(), Span::new(source, range.start, range.end));
        let finding = match mistake {
            NoteMistake::Undefined => Diagnostic::new(Code::BrokenAnchor, span, catalog::site::undefined_note(&name))
                .help(catalog::site::undefined_note_help(&name)),
            NoteMistake::Uncalled => Diagnostic::new(Code::BrokenAnchor, span, catalog::site::uncalled_note(&name))
                .help(catalog::site::uncalled_note_help(&name)),
            NoteMistake::Twice(first) => Diagnostic::new(Code::DuplicateId, span, catalog::site::note_twice(&name))
                .label(Span::new(source, first.start, first.end), catalog::yaml::first_here())
                .help(catalog::site::note_twice_help()),
        };
        findings.borrow_mut().push(finding);
    }
}
