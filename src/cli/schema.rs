//! `baocao schema`: JSON Schemas of the author's files, printed or written for an editor.

use std::path::Path;

use serde_json::json;

use super::output::say;
use super::{Context, Exit, Failure, shown, words};
use crate::diag::Text;
use crate::emit::write_anew;
use crate::locale::Lang;
use crate::schema::{self, Document};

/// Prints the schema of `document`, or with `folder` writes it there; without `document` lists them, or writes all.
pub fn schema(context: &Context, document: Option<Document>, folder: Option<&Path>) -> Result<Exit, Failure> {
    match (document, folder) {
        (Some(document), None) => say(&schema::text(document, context.lang)),
        (Some(document), Some(folder)) => write(context, &[document], folder),
        (None, Some(folder)) => write(context, &Document::ALL.map(|(_, document)| document), folder),
        (None, None) => list(context),
    }?;
    Ok(Exit::Fine)
}

fn write(context: &Context, documents: &[Document], folder: &Path) -> Result<(), Failure> {
    let mut files = Vec::new();
    for document in documents {
        let path = folder.join(document.file_name());
        write_anew(&path, &schema::text(*document, context.lang))?;
        files.push(shown(&path));
    }
    let lines = format!("  {}\n", files.join("\n  "));
    context.result(&words::schemas_written(lines), &json!({"files": files}))
}

fn list(context: &Context) -> Result<(), Failure> {
    let lines = |lang| {
        let line = |(word, document): (&str, Document)| format!("{word:7}  {}\n", document.about().in_lang(lang));
        Document::ALL.map(line).concat()
    };
    let text = Text::new(lines(Lang::En), lines(Lang::Vi));
    let documents = Document::ALL.map(|(word, document)| {
        json!({"document": word, "about": document.about().in_lang(context.lang), "file": document.file_name()})
    });
    context.result(&text, &json!({"documents": documents}))
}
