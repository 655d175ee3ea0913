//! The command line: arguments in, an exit code out. One file a command.

mod args;
mod build;
mod claims;
mod completions;
mod eject;
mod environment;
mod explain;
mod fix;
mod help;
mod init;
mod new;
mod output;
mod progress;
mod schema;
mod serve;
mod summary;
mod words;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches};
use serde::Serialize;

use self::args::{Cli, Command, FormatArg};
use self::output::{say, say_error};
use crate::diag::{Color, Format, Text, visible};
use crate::emit::EmitError;
use crate::locale::Lang;
use crate::schema::Document;
use crate::source::{ReadError, find_root};

/// Runs the command that the process was started with.
#[must_use]
pub fn main() -> ExitCode {
    let cli = match parse() {
        Ok(cli) => cli,
        Err(error) => {
            // Nobody is left to be told where this can't be printed.
            let _ = error.print();
            return if error.use_stderr() { Exit::Usage } else { Exit::Fine }.into();
        }
    };
    let context = Context::new(&cli);
    let lang = context.lang;
    let exit = run(context, cli.command).unwrap_or_else(|failure| {
        say_error(&format!("baocao: {}\n", visible(&failure.text.in_lang(lang))));
        failure.exit
    });
    exit.into()
}

/// Reads the arguments; help and usage errors come back as the parser's error, in the language asked for.
fn parse() -> Result<Cli, clap::Error> {
    let command = match environment::language_asked_for() {
        Lang::Vi => help::in_vietnamese(Cli::command()),
        Lang::En => Cli::command(),
    };
    Cli::from_arg_matches(&command.try_get_matches()?)
}

fn run(own: Context, command: Command) -> Result<Exit, Failure> {
    let context = &own;
    match command {
        Command::Serve(args) => serve::serve(own, args),
        Command::Build(args) => build::build(context, args),
        Command::Check(args) => build::check(context, args),
        Command::Fix(args) => fix::fix(context, &args),
        Command::Explain { code } => explain::explain(context, code.as_deref()),
        Command::Schema { document, write } => schema::schema(context, document.map(Document::from), write.as_deref()),
        Command::Init(args) => init::init(context, &args),
        Command::New { what } => new::new(context, what),
        Command::Completions { shell } => completions::completions(shell),
    }
}

/// What every command needs to know besides its own arguments.
struct Context {
    root: Option<PathBuf>,
    format: Format,
    color: Color,
    lang: Lang,
    quiet: bool,
    verbose: bool,
    /// True where stderr is a terminal.
    on_terminal: bool,
}

impl Context {
    fn new(cli: &Cli) -> Self {
        let global = &cli.global;
        Self {
            root: global.root.clone(),
            format: match global.format {
                FormatArg::Human => Format::Human,
                FormatArg::Short => Format::Short,
                FormatArg::Json => Format::Json,
            },
            color: environment::color(global.color),
            lang: global.lang.map_or_else(environment::language, Lang::from),
            quiet: global.quiet,
            verbose: global.verbose,
            on_terminal: environment::on_terminal(),
        }
    }

    /// The site's folder: `--root`, or the nearest with a site.yaml.
    fn root(&self) -> Result<PathBuf, Failure> {
        match &self.root {
            Some(root) if root.join("site.yaml").is_file() => Ok(root.clone()),
            Some(root) => Err(Failure::usage(words::no_site_at(shown(root)))),
            None => find_root(Path::new(".")).map_err(Failure::from),
        }
    }

    /// Prints a result: `text` for people, `json` for programs. -q keeps only the latter.
    fn result(&self, text: &Text, json: &impl Serialize) -> Result<(), Failure> {
        match self.format {
            Format::Json => {
                let json = serde_json::to_string(json).expect("results are texts, counts and lists");
                say(&(json + "\n"))
            }
            Format::Human | Format::Short if self.quiet => Ok(()),
            Format::Human | Format::Short => say(&visible(&text.in_lang(self.lang))),
        }
    }
}

/// How a command ends; the numbers are part of the contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Exit {
    Fine = 0,
    /// Errors in the author's files, or warnings where they count.
    Findings = 1,
    /// The command itself is wrong, or there is no site.
    Usage = 2,
    /// Disk, permission, another build at work.
    Refused = 3,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit as u8)
    }
}

/// Why a command can't be carried out.
#[derive(Debug)]
struct Failure {
    exit: Exit,
    text: Text,
}

impl Failure {
    fn usage(text: Text) -> Self {
        Self { exit: Exit::Usage, text }
    }

    fn refused(error: &dyn std::error::Error) -> Self {
        Self { exit: Exit::Refused, text: Text::from(error.to_string()) }
    }
}

impl From<ReadError> for Failure {
    fn from(error: ReadError) -> Self {
        match error {
            ReadError::NoSite { .. } => Self::usage(words::no_site()),
            ReadError::File { .. } => Self::refused(&error),
        }
    }
}

impl From<EmitError> for Failure {
    fn from(error: EmitError) -> Self {
        Self::refused(&error)
    }
}

/// `path` as it is shown to people: relative to the working folder where it lies below, with `/`.
fn shown(path: &Path) -> String {
    let below = environment::working_folder().and_then(|here| path.strip_prefix(here).map(Path::to_owned).ok());
    let shown = below.as_deref().unwrap_or(path).to_string_lossy();
    let shown = shown.strip_prefix("./").unwrap_or(&shown);
    if cfg!(windows) { shown.replace('\\', "/") } else { shown.to_owned() }
}
