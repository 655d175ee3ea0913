//! `baocao init`: a small site to start from.

use std::path::Path;

use serde_json::json;

use super::{Context, Exit, Failure, shown, words};
use crate::diag::Text;
use crate::emit::write_new;

/// The starter site: path inside the site, text.
const FILES: &[(&str, &str)] = &[
    ("site.yaml", include_str!("patterns/site/site.yaml")),
    ("content/_index.md", include_str!("patterns/site/content/_index.md")),
    ("content/data/dang-ky.yaml", include_str!("patterns/site/content/data/dang-ky.yaml")),
    ("content/tin-tuc/_index.md", include_str!("patterns/site/content/tin-tuc/_index.md")),
    (
        "content/tin-tuc/2024-04-15-bai-dau-tien.md",
        include_str!("patterns/site/content/tin-tuc/2024-04-15-bai-dau-tien.md"),
    ),
];

/// Writes the starter site into `folder`; refuses before the first file where one is there already.
pub fn init(context: &Context, folder: &Path) -> Result<Exit, Failure> {
    let taken: Vec<String> = FILES
        .iter()
        .map(|(path, _)| folder.join(path))
        .filter(|path| path.symlink_metadata().is_ok())
        .map(|path| shown(&path))
        .collect();
    if !taken.is_empty() {
        return Err(Failure::usage(words::files_exist(taken.join(", "))));
    }
    for (path, text) in FILES {
        write_new(&folder.join(path), text)?;
    }
    let files: Vec<String> = FILES.iter().map(|(path, _)| shown(&folder.join(path))).collect();
    context.result(&report(folder, &files), &json!({"files": files}))?;
    Ok(Exit::Fine)
}

fn report(folder: &Path, files: &[String]) -> Text {
    let list = format!("  {}\n", files.join("\n  "));
    let command = if folder == Path::new(".") {
        "baocao build".to_owned()
    } else {
        format!("baocao build --root {}", quoted(&shown(folder)))
    };
    words::site_made(list, command, shown(&folder.join("output/index.html")))
}

/// A path as a shell takes it.
fn quoted(path: &str) -> String {
    let is_plain = path.chars().all(|c| c.is_alphanumeric() || "/._-:~".contains(c));
    if is_plain { path.to_owned() } else { format!("\"{path}\"") }
}
