//! `allow: [{code, reason}]`, wherever it may stand.

use crate::diag::{Code, Diagnostic, catalog};
use crate::locale::nearest;
use crate::model::allowance::{Allowance, Scope};
use crate::source::Spanned;
use crate::syntax::reader::{Reader, Taken};

/// Reads the entries of `allow`; a code that is none, or that can't be allowed, is reported.
pub fn read(reader: &mut Reader<'_>) -> Vec<Allowance> {
    let text = |item: &mut Reader<'_>| item.take("text").word().map(|text| text.value);
    entries(reader, |item| Scope { text: text(item), ..Scope::default() })
}

/// The same in a dataset, where `where` names the rows it is for.
pub fn read_of_rows(reader: &mut Reader<'_>) -> Vec<Allowance> {
    entries(reader, |item| Scope { rows: rows(item), measure: item.take("measure").text(), ..Scope::default() })
}

/// The rows that `where` names, by dimension; all of them where it is left out.
pub fn rows(item: &mut Reader<'_>) -> Rows {
    let Some(mut filter) = item.take("where").mapping() else { return Vec::new() };
    let entries = filter.rest();
    entries.into_iter().map(|(key, node)| (key.clone(), filter.value("where", node).texts(true))).collect()
}

type Rows = Vec<(Spanned<String>, Vec<Spanned<String>>)>;

fn entries(reader: &mut Reader<'_>, scope: impl Fn(&mut Reader<'_>) -> Scope) -> Vec<Allowance> {
    let mut found = Vec::new();
    for mut item in reader.take("allow").mappings() {
        let code = item.need("code", "code: constraint");
        let code = code_of(reader, code);
        let reason = item.need("reason", "reason: …").text();
        let scope = scope(&mut item);
        item.finish(&[("rule", "code"), ("why", "reason"), ("rows", "where")]);
        if let (Some(code), Some(reason)) = (code, reason) {
            found.push(Allowance { code, reason: reason.value, scope });
        }
    }
    found
}

fn code_of(reader: &Reader<'_>, taken: Taken<'_>) -> Option<Spanned<Code>> {
    let word = taken.text()?;
    let Some(code) = Code::parse(&word.value) else {
        let near = nearest(&word.value, Code::ALL.iter().map(|code| code.word()));
        let help = near.map_or_else(catalog::site::codes_help, catalog::yaml::did_you_mean);
        let message = catalog::yaml::not_in_list("code", &word.value);
        reader.report(Diagnostic::new(Code::WrongType, word.span, message).help(help));
        return None;
    };
    if !code.is_allowable() {
        let message = catalog::site::not_allowable(code.word());
        let finding = Diagnostic::new(Code::WrongType, word.span, message);
        reader.report(finding.help(catalog::site::not_allowable_help()));
        return None;
    }
    Some(Spanned::new(code, word.span))
}
