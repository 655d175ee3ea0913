//! `baocao init`: a small site to start from.

use std::path::{Path, PathBuf};

use serde_json::json;

use super::args::InitArgs;
use super::{Context, Exit, Failure, eject, shown, words};
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

/// Writes the starter site into a folder, or a theme's files into the site.
pub fn init(context: &Context, args: &InitArgs) -> Result<Exit, Failure> {
    if let Some(theme) = &args.theme {
        return eject::eject(context, theme, args.theme_as.as_deref());
    }
    let folder = &args.folder;
    let files = write_all(folder, FILES.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes())).collect())?;
    context.result(&report(folder, &files), &json!({"files": files}))?;
    Ok(Exit::Fine)
}

/// Writes `files` into `folder`; refuses before the first one where one is there already.
pub fn write_all(folder: &Path, files: Vec<(String, &[u8])>) -> Result<Vec<String>, Failure> {
    let places: Vec<PathBuf> = files.iter().map(|(path, _)| folder.join(path)).collect();
    let taken = places.iter().filter(|path| path.symlink_metadata().is_ok());
    let taken: Vec<String> = taken.map(|path| shown(path)).collect();
    if !taken.is_empty() {
        return Err(Failure::usage(words::files_exist(taken.join(", "))));
    }
    for (place, (_, bytes)) in places.iter().zip(files) {
        write_new(place, bytes)?;
    }
    Ok(places.iter().map(|path| shown(path)).collect())
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
