//! `baocao explain`: what a code means; without a code the list of all.

use serde_json::json;

use super::{Context, Exit, Failure, words};
use crate::diag::{self, Code, Text};
use crate::locale::{Lang, nearest};

/// Prints the explanation of the code named `word`, or a line for each code.
pub fn explain(context: &Context, word: Option<&str>) -> Result<Exit, Failure> {
    match word {
        Some(word) => one(context, word),
        None => all(context),
    }?;
    Ok(Exit::Fine)
}

fn one(context: &Context, word: &str) -> Result<(), Failure> {
    let code = Code::parse(word).ok_or_else(|| unknown(word))?;
    let (severity, text) = (code.severity().word(), diag::explain(code));
    let head = |body: &str| format!("{code} ({severity})\n\n{body}");
    let json = json!({"code": code.word(), "severity": severity, "text": text.in_lang(context.lang)});
    context.result(&Text::new(head(&text.en()), head(&text.vi())), &json)
}

fn all(context: &Context) -> Result<(), Failure> {
    let width = Code::ALL.iter().map(|code| code.word().len()).max().unwrap_or(0);
    let list = |lang| -> String {
        Code::ALL.iter().map(|&code| line(code, width, &diag::summary(code).in_lang(lang))).collect()
    };
    let text = Text::new(list(Lang::En), list(Lang::Vi));
    let codes = Code::ALL.iter().map(|&code| {
        let summary = diag::summary(code);
        json!({"code": code.word(), "severity": code.severity().word(), "summary": summary.in_lang(context.lang)})
    });
    context.result(&text, &json!({"codes": codes.collect::<Vec<_>>()}))
}

fn line(code: Code, width: usize, summary: &str) -> String {
    format!("{:width$}  {:7}  {summary}\n", code.word(), code.severity().word())
}

fn unknown(word: &str) -> Failure {
    let codes = Code::ALL.iter().map(|code| code.word());
    Failure::usage(match nearest(word, codes) {
        Some(code) => words::unknown_code_near(word, code),
        None => words::unknown_code(word),
    })
}
