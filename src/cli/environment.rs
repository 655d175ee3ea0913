//! What the machine around the command says: language, colours, the working folder. The only file that looks.

use std::io::IsTerminal;
use std::path::PathBuf;

use super::args::ColorArg;
use crate::diag::Color;
use crate::locale::Lang;

/// The language of the environment's messages: the first of `LC_ALL`, `LC_MESSAGES` and `LANG` that says something.
pub fn language() -> Lang {
    language_of(variable)
}

/// The language of help, which is needed before the arguments are read: a `--lang` among them, else the environment's.
pub fn language_asked_for() -> Lang {
    let arguments = std::env::args_os().map(|argument| argument.to_string_lossy().into_owned());
    language_argument(arguments).unwrap_or_else(language)
}

/// Whether findings on stderr are coloured.
pub fn color(asked: ColorArg) -> Color {
    color_of(asked, on_terminal(), variable)
}

/// Whether stderr is a terminal.
pub fn on_terminal() -> bool {
    std::io::stderr().is_terminal()
}

/// The folder that relative paths start from.
pub fn working_folder() -> Option<PathBuf> {
    std::env::current_dir().ok()
}

/// A variable that is set to something.
#[expect(clippy::disallowed_methods, reason = "the one place that looks at the environment")]
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

fn language_of(variable: impl Fn(&str) -> Option<String>) -> Lang {
    let value = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(variable);
    value.map_or(Lang::En, |value| Lang::from_locale(&value))
}

/// The value of the last `--lang`, where it is one of ours.
fn language_argument(mut arguments: impl Iterator<Item = String>) -> Option<Lang> {
    let mut found = None;
    while let Some(argument) = arguments.next() {
        let value =
            if argument == "--lang" { arguments.next() } else { argument.strip_prefix("--lang=").map(str::to_owned) };
        found = value.as_deref().and_then(Lang::parse).or(found);
    }
    found
}

fn color_of(asked: ColorArg, terminal: bool, variable: impl Fn(&str) -> Option<String>) -> Color {
    let auto = || terminal && variable("NO_COLOR").is_none() && variable("TERM").is_none_or(|term| term != "dumb");
    let colored = match asked {
        ColorArg::Always => true,
        ColorArg::Never => false,
        ColorArg::Auto => auto(),
    };
    if colored { Color::Ansi } else { Color::Plain }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with<'a>(set: &'a [(&str, &str)]) -> impl Fn(&str) -> Option<String> + 'a {
        |name| set.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned())
    }

    #[test]
    fn the_first_variable_decides_on_the_language() {
        let check = |set: &[(&str, &str)], lang| assert_eq!(language_of(with(set)), lang, "{set:?}");
        check(&[], Lang::En);
        check(&[("LANG", "vi_VN.UTF-8")], Lang::Vi);
        check(&[("LANG", "vi_VN.UTF-8"), ("LC_ALL", "C")], Lang::En);
        check(&[("LANG", "de_DE"), ("LC_MESSAGES", "vi")], Lang::Vi);
    }

    #[test]
    fn help_is_in_the_language_of_the_arguments() {
        let check = |line: &str, lang| {
            assert_eq!(language_argument(line.split(' ').map(str::to_owned)), lang, "{line}");
        };
        check("baocao build --help", None);
        check("baocao --lang vi --help", Some(Lang::Vi));
        check("baocao --lang=en build --lang=vi", Some(Lang::Vi));
        check("baocao --lang de", None);
        check("baocao --lang", None);
    }

    #[test]
    fn colours_need_a_terminal_that_wants_them() {
        let check = |asked, terminal, set: &[(&str, &str)], color| {
            assert_eq!(color_of(asked, terminal, with(set)), color, "{asked:?} {terminal} {set:?}");
        };
        check(ColorArg::Auto, true, &[], Color::Ansi);
        check(ColorArg::Auto, false, &[], Color::Plain);
        check(ColorArg::Auto, true, &[("NO_COLOR", "1")], Color::Plain);
        check(ColorArg::Auto, true, &[("TERM", "dumb")], Color::Plain);
        check(ColorArg::Always, false, &[("NO_COLOR", "1")], Color::Ansi);
        check(ColorArg::Never, true, &[], Color::Plain);
    }
}
