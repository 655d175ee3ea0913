//! `baocao init --theme`: the files of a theme that is compiled in, written into the site to be changed there.

use serde_json::json;

use super::init::write_all;
use super::{Context, Exit, Failure, words};
use crate::config::Config;
use crate::load::embedded::{self, EmbeddedTheme};
use crate::model::route::is_slug;
use crate::source::{self, SourceId};

/// Writes every file of the theme `name` to themes/; refuses before the first one where one is there already.
pub fn eject(context: &Context, name: &str, new_name: Option<&str>) -> Result<Exit, Failure> {
    let root = context.root()?;
    let Some(theme) = embedded::find(name) else {
        let known: Vec<&str> = embedded::THEMES.iter().map(|theme: &EmbeddedTheme| theme.name).collect();
        return Err(Failure::usage(words::no_theme(name, known.join(", "))));
    };
    let own = new_name.unwrap_or(name);
    if !is_slug(own) {
        return Err(Failure::usage(words::no_theme_name(own)));
    }
    let sources = source::read(&root)?.sources;
    let used = Config::read(&sources, SourceId(0)).value.theme.value;
    let files = write_all(&root.join("themes").join(own), theme.files())?;
    let list = format!("  {}\n", files.join("\n  "));
    let text = if used == own { words::theme_made_used(list) } else { words::theme_made(list, own) };
    context.result(&text, &json!({"files": files}))?;
    Ok(Exit::Fine)
}
