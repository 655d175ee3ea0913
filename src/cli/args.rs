//! The command line as typed. `clap` reads it, and writes its help.

use std::net::IpAddr;
use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use clap_complete::Shell;

use crate::locale::Lang;
use crate::model::edit::EditKind;
use crate::schema::Document;

/// Builds a static report site from YAML datasets and Markdown articles, and checks every figure in them.
///
/// A site is a folder with a site.yaml: articles and datasets in content/, the built pages in output/. The built pages
/// work from disk, without a server.
#[derive(Debug, Parser)]
#[command(name = "baocao", version, arg_required_else_help = true, after_help = AFTER_SHORT, after_long_help = AFTER)]
pub struct Cli {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Command,
}

const AFTER_SHORT: &str = "Examples and exit codes: baocao --help";

const AFTER: &str = "\
Examples:
  baocao init bao-cao             start a site in the folder bao-cao
  baocao build                    build the site of this folder into output/
  baocao check                    find mistakes and write nothing
  baocao serve                    show the site in a browser while you write
  baocao fix                      put wrong claims right and tie numbers to data
  baocao explain claim-mismatch   say what a finding means and how to mend it
  baocao --lang vi check          the same with findings in Vietnamese

Exit codes:
  0  fine
  1  findings: errors in the site's files (with --strict, warnings too)
  2  usage, or no site.yaml
  3  the machine refused: disk, permission, another build at work

Findings go to stderr, results to stdout; both as JSON with --format json.
Read on: `baocao help COMMAND`, `baocao explain`, and the README.";

/// Options of every command.
#[derive(Debug, Args)]
#[command(next_help_heading = "Global options")]
pub struct Global {
    /// The site's folder [default: the nearest one from here upwards with a site.yaml]
    #[arg(long, global = true, value_name = "DIR")]
    pub root: Option<PathBuf>,
    /// How findings and results are written
    #[arg(long, global = true, value_enum, default_value_t, value_name = "FORMAT")]
    pub format: FormatArg,
    /// Colours on stderr; auto: on a terminal, unless `NO_COLOR` is set
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN")]
    pub color: ColorArg,
    /// Language of messages [default: the environment's `LC_ALL`, `LC_MESSAGES` or `LANG`, else en]
    #[arg(long, global = true, value_enum, value_name = "LANG")]
    pub lang: Option<LangArg>,
    /// Print findings only, no summary
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub quiet: bool,
    /// When building, print advice too, the first hundred of it, how many pages were made, and how long each stage took
    #[arg(short, long, global = true)]
    pub verbose: bool,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum FormatArg {
    /// With the lines concerned
    #[default]
    Human,
    /// One line each: `path:line:column: severity[code]: message`
    Short,
    /// One JSON object a line; the result is one object
    Json,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ColorArg {
    #[default]
    Auto,
    Always,
    Never,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LangArg {
    Vi,
    En,
}

impl From<LangArg> for Lang {
    fn from(lang: LangArg) -> Self {
        match lang {
            LangArg::Vi => Self::Vi,
            LangArg::En => Self::En,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DocumentArg {
    /// site.yaml
    Site,
    /// The front matter of a page
    Page,
    /// A dataset
    Dataset,
    /// theme.yaml
    Theme,
    /// A chart block
    Chart,
}

impl From<DocumentArg> for Document {
    fn from(document: DocumentArg) -> Self {
        match document {
            DocumentArg::Site => Self::Site,
            DocumentArg::Page => Self::Page,
            DocumentArg::Dataset => Self::Dataset,
            DocumentArg::Theme => Self::Theme,
            DocumentArg::Chart => Self::Chart,
        }
    }
}

#[derive(Debug, Subcommand)]
pub enum Command {
    /// Build the site into output/
    ///
    /// Findings are printed with their lines. With an error the old output stays as it was, byte for byte. Advice is
    /// counted; -v prints it.
    #[command(after_long_help = "\
Examples:
  baocao build
  baocao build --drafts --output ../xem-thu
  baocao build --strict --format json

Exit codes: 0 built · 1 findings, nothing written · 2 usage or no site.yaml · 3 the machine refused")]
    Build(BuildArgs),
    /// Find what build would find, advice too, and write nothing
    ///
    /// Templates are rendered as well, so their mistakes show.
    #[command(after_long_help = "\
Examples:
  baocao check
  baocao check --format short          for editors
  baocao check --claims                every number tied to data, with its cell
  baocao check --strict --lang vi      warnings fail, messages in Vietnamese

Exit codes: 0 fine · 1 findings · 2 usage or no site.yaml · 3 the machine refused")]
    Check(CheckArgs),
    /// Write what is safe into the articles: wrong claims, and claims for numbers that the data has
    ///
    /// Shows the changes, asks, and keeps every other byte. A claim that the data contradicts gets the data's number, as
    /// exact as the text is; a number that exactly one row has becomes a claim; a wrong percent behind such a pair is put
    /// right. What could be meant otherwise is left to you: `baocao check` shows it.
    #[command(after_long_help = "\
Examples:
  baocao fix                           show the changes, ask, write them
  baocao fix --dry-run                 show them only
  baocao fix --only claim --yes        put wrong claims right without asking
  baocao fix content/tin-tuc/bai.md

Exit codes: 0 nothing to change, or written · 1 changes not written · 2 usage or no site.yaml · 3 the machine refused")]
    Fix(FixArgs),
    /// Show the site in a browser while you write
    ///
    /// Pages are made when they are asked for, drafts too, and an open page follows every save; errors stand on top of the
    /// last good page and on the terminal. Nothing is written into output/. Only this machine is served, until Ctrl-C.
    #[command(after_long_help = "\
Examples:
  baocao serve
  baocao serve --open                  and show it in the browser
  baocao serve --no-drafts             as readers will see it
  baocao serve --port 8000 --lang vi

Exit codes: 0 ended by Ctrl-C or SIGTERM · 2 usage or no site.yaml · 3 the machine refused")]
    Serve(ServeArgs),
    /// Say what a finding's code means, why it matters and how to mend it
    #[command(after_long_help = "\
Examples:
  baocao explain                       the list of all codes
  baocao explain percent-mismatch
  baocao --lang vi explain constraint")]
    Explain {
        /// The code in brackets in a finding; without it, the list of all
        #[arg(value_name = "CODE")]
        code: Option<String>,
    },
    /// Print the JSON Schema of a kind of file, for editors
    ///
    /// With it an editor completes keys and checks them while you type. Without an argument: the list of documents.
    #[command(after_long_help = "\
Examples:
  baocao schema                        the list of documents
  baocao schema dataset
  baocao schema --write schemas        all of them, as schemas/DOCUMENT.schema.json
  baocao --lang vi schema --write schemas")]
    Schema {
        /// What an author writes
        #[arg(value_enum, value_name = "DOCUMENT")]
        document: Option<DocumentArg>,
        /// Write into this folder, over older ones: the document's schema, or all
        #[arg(long, value_name = "DIR")]
        write: Option<PathBuf>,
    },
    /// Write a small site to start from, or a theme's files to change
    ///
    /// Writes site.yaml, a home page, a section with one article and a dataset. With --theme it writes into the site of this
    /// folder instead: every file of a theme that is compiled in, into themes/. Nothing is overwritten.
    #[command(after_long_help = "\
Examples:
  baocao init bao-cao && cd bao-cao && baocao build
  baocao init --theme                     the theme portal, as themes/portal/
  baocao init --theme print --as rieng    the theme print, as themes/rieng/")]
    Init(InitArgs),
    /// Write a new article or dataset to fill in
    New {
        #[command(subcommand)]
        what: New,
    },
    /// Print the completion script of a shell
    #[command(after_long_help = "\
Examples:
  baocao completions bash > ~/.local/share/bash-completion/completions/baocao
  baocao completions fish > ~/.config/fish/completions/baocao.fish
  baocao completions powershell >> $PROFILE")]
    Completions {
        #[arg(value_enum, value_name = "SHELL")]
        shell: Shell,
    },
}

#[derive(Debug, Args)]
pub struct InitArgs {
    /// Where to; made where it is not there
    #[arg(value_name = "DIR", default_value = ".", conflicts_with = "theme")]
    pub folder: PathBuf,
    /// Write the files of this theme into the site: portal (the default) or print
    #[arg(long, value_name = "NAME", num_args = 0..=1, default_missing_value = "portal")]
    pub theme: Option<String>,
    /// The theme's name in the site [default: the same]
    #[arg(long = "as", value_name = "NAME", requires = "theme")]
    pub theme_as: Option<String>,
}

/// How a site is read and rendered.
#[derive(Debug, Args)]
pub struct RunArgs {
    /// Take drafts too
    #[arg(long)]
    pub drafts: bool,
    /// The address to build for, instead of site.yaml's
    #[arg(long, value_name = "URL")]
    pub base_url: Option<String>,
    /// The time that decides on `publish_at`: 2024-05-13, "2024-05-13 14:08", RFC 3339 or clock
    #[arg(long, value_name = "TIME")]
    pub now: Option<String>,
    /// Hold every number against the published site, a folder that baocao built: one that changed needs a correction
    #[arg(long, value_name = "DIR")]
    pub published: Option<PathBuf>,
    /// Warnings fail too
    #[arg(long)]
    pub strict: bool,
}

#[derive(Debug, Args)]
pub struct CheckArgs {
    #[command(flatten)]
    pub run: RunArgs,
    /// List every number that is tied to data: its exact value, whether it holds, where it stands, its cell
    #[arg(long)]
    pub claims: bool,
}

#[derive(Debug, Args)]
pub struct ServeArgs {
    /// The port; where it is taken, another one
    #[arg(long, value_name = "PORT", default_value_t = 3456)]
    pub port: u16,
    /// The address to listen at; one that other machines reach shows them drafts too
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    pub host: IpAddr,
    /// Show it in the browser
    #[arg(long)]
    pub open: bool,
    /// Leave drafts out, as a build does
    #[arg(long)]
    pub no_drafts: bool,
    /// The time that decides on `publish_at`: 2024-05-13, "2024-05-13 14:08", RFC 3339 or clock
    #[arg(long, value_name = "TIME")]
    pub now: Option<String>,
    /// Show warnings on the page like errors
    #[arg(long)]
    pub strict: bool,
}

#[derive(Debug, Args)]
pub struct FixArgs {
    /// These articles only [default: all]
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// These changes only; may be given more than once
    #[arg(long, value_enum, value_name = "KIND")]
    pub only: Vec<EditArg>,
    /// Write without asking
    #[arg(short, long, conflicts_with = "dry_run")]
    pub yes: bool,
    /// Show the changes and write nothing
    #[arg(short = 'n', long)]
    pub dry_run: bool,
    /// Take drafts too
    #[arg(long)]
    pub drafts: bool,
    /// The time that decides on `publish_at`: 2024-05-13, "2024-05-13 14:08", RFC 3339 or clock
    #[arg(long, value_name = "TIME")]
    pub now: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum EditArg {
    /// The text of a claim that the data contradicts
    Claim,
    /// A number that exactly one row has becomes a claim
    Binding,
    /// A wrong percent behind a pair that the data has
    Percent,
}

impl From<EditArg> for EditKind {
    fn from(kind: EditArg) -> Self {
        match kind {
            EditArg::Claim => Self::Claim,
            EditArg::Binding => Self::Binding,
            EditArg::Percent => Self::Percent,
        }
    }
}

#[derive(Debug, Args)]
pub struct BuildArgs {
    #[command(flatten)]
    pub run: RunArgs,
    /// Where the built site goes [default: output/ in the site's folder]
    #[arg(long, value_name = "DIR")]
    pub output: Option<PathBuf>,
    /// Ignore the cache and make every file anew
    #[arg(long)]
    pub clean: bool,
}

#[derive(Debug, Subcommand)]
pub enum New {
    /// Write content/SECTION/DATE-SLUG/index.md, a draft
    #[command(after_long_help = "\
Examples:
  baocao new article \"Kết quả quý I\" --section tin-tuc
  baocao new article \"Hội nghị chuyên đề\" --date 2024-05-13")]
    Article {
        /// The article's title; the slug is made from it
        #[arg(value_name = "TITLE")]
        title: String,
        /// Folder of the section below content/ [default: the only one]
        #[arg(long, value_name = "FOLDER")]
        section: Option<String>,
        /// The article's day, YYYY-MM-DD [default: today in the site's zone]
        #[arg(long, value_name = "DATE")]
        date: Option<String>,
    },
    /// Write content/data/SLUG.yaml
    #[command(after_long_help = "\
Examples:
  baocao new dataset \"Việc làm theo đã đăng ký và hoàn thành\"")]
    Dataset {
        /// The dataset's title; the file's name is made from it
        #[arg(value_name = "TITLE")]
        title: String,
    },
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_definition_holds() {
        use clap::CommandFactory;
        Cli::command().debug_assert();
    }
}
