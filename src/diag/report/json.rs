//! Findings for programs: one JSON object a line, every field always present.

use std::borrow::Cow;

use serde::Serialize;

use super::place::Places;
use super::{Diagnostic, acts};
use crate::locale::Lang;
use crate::source::Span;

/// A finding; the fields and their order are part of the contract.
#[derive(Serialize)]
struct Finding<'a> {
    code: &'a str,
    severity: &'a str,
    message: String,
    #[serde(flatten)]
    at: At<'a>,
    help: Option<Cow<'a, str>>,
    labels: Vec<LabelAt<'a>>,
}

/// Lines and columns count from 1, columns in Unicode characters; the end is exclusive.
#[derive(Serialize)]
struct At<'a> {
    path: &'a str,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

#[derive(Serialize)]
struct LabelAt<'a> {
    #[serde(flatten)]
    at: At<'a>,
    message: String,
}

/// `diagnostic` as one line, without a line break.
pub fn show(diagnostic: &Diagnostic, places: &mut Places, lang: Lang) -> String {
    let labels = diagnostic.labels.iter();
    let finding = Finding {
        code: diagnostic.code.word(),
        severity: diagnostic.severity.word(),
        message: places.told(diagnostic.span, &diagnostic.message).in_lang(lang).into_owned(),
        at: at(diagnostic.span, places),
        help: diagnostic.help.as_ref().map(|help| help.in_lang(lang)),
        labels: labels
            .map(|label| LabelAt {
                at: at(label.span, places),
                message: places.told(label.span, &label.message).in_lang(lang).into_owned(),
            })
            .collect(),
    };
    let json = serde_json::to_string(&finding).expect("texts, numbers and lists always have a JSON form");
    if json.contains(acts) { escape(&json) } else { json }
}

/// `serde_json` leaves U+007F and up as they are; within the strings of a JSON text an escape says the same.
fn escape(json: &str) -> String {
    json.chars().map(|c| if acts(c) { format!("\\u{:04x}", u32::from(c)) } else { c.to_string() }).collect()
}

fn at<'a>(span: Span, places: &mut Places<'a>) -> At<'a> {
    let place = places.of(span);
    At {
        path: places.path(span.source),
        line: place.start.line,
        column: place.start.column,
        end_line: place.end.line,
        end_column: place.end.column,
    }
}
