//! `allow: [{code, reason}]`, wherever it may stand.

use crate::diag::{Code, Diagnostic, catalog};
use crate::locale::nearest;
use crate::model::allowance::Allowance;
use crate::source::Spanned;
use crate::syntax::reader::{Reader, Taken};

/// Reads the entries of `allow`; a code that is none, or that can't be allowed, is reported.
pub fn read(reader: &mut Reader<'_>) -> Vec<Allowance> {
    entries(reader, |item, allowance| allowance.text = item.take("text").word().map(|text| text.value))
}

/// The same in a dataset, where `where` names the rows it is for.
pub fn read_of_rows(reader: &mut Reader<'_>) -> Vec<Allowance> {
    entries(reader, |item, allowance| {
        allowance.rows = rows(item);
        allowance.measure = item.take("measure").text();
    })
}

/// The rows that `where` names, by dimension; all of them where it is left out.
pub fn rows(item: &mut Reader<'_>) -> Rows {
    let Some(mut filter) = item.take("where").mapping() else { return Vec::new() };
    let entries = filter.rest();
    entries.into_iter().map(|(key, node)| (key.clone(), filter.value("where", node).texts(true))).collect()
}

type Rows = Vec<(Spanned<String>, Vec<Spanned<String>>)>;

fn entries(reader: &mut Reader<'_>, narrow: impl Fn(&mut Reader<'_>, &mut Allowance)) -> Vec<Allowance> {
    let mut found = Vec::new();
    for mut item in reader.take("allow").mappings() {
        let code = item.need("code", "code: constraint");
        let code = code_of(reader, code);
        let reason = item.need("reason", "reason: …").text();
        let given = code.zip(reason);
        let given = given.map(|(code, reason)| (code, reason.value));
        let (code, reason) = given.clone().unwrap_or((Spanned::new(Code::Constraint, reader.span()), String::new()));
        let mut allowance = Allowance { code, reason, rows: Vec::new(), measure: None, text: None };
        narrow(&mut item, &mut allowance);
        item.finish(&[("rule", "code"), ("why", "reason"), ("rows", "where")]);
        if given.is_some() {
            found.push(allowance);
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
