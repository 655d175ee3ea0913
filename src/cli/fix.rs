//! `baocao fix`: shows what can be written without a doubt, asks, and writes it.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::io::{BufRead, IsTerminal};
use std::path::{Path, PathBuf, absolute};

use serde::Serialize;

use super::args::FixArgs;
use super::output::{say, say_error};
use super::{Context, Exit, Failure, words};
use crate::diag::{Color, Format, Text, visible};
use crate::emit;
use crate::locale::Lang;
use crate::model::edit::EditKind;
use crate::pipeline::{self, Fixed, Fixes, Request};
use crate::source::position;

/// Lines shown around a change.
const AROUND: usize = 1;

/// Shows the changes; writes them with `--yes`, or where the answer is yes.
pub fn fix(context: &Context, args: &FixArgs) -> Result<Exit, Failure> {
    let root = context.root()?;
    let named = wanted(&root, &args.files)?;
    let kinds: Vec<EditKind> = args.only.iter().map(|kind| EditKind::from(*kind)).collect();
    let request = Request { root: root.clone(), drafts: args.drafts, now: args.now.clone(), ..Request::default() };
    let fixes = pipeline::fix(&request, |path, kind| {
        (named.is_empty() || named.iter().any(|file| file == path)) && (kinds.is_empty() || kinds.contains(&kind))
    })?;
    if fixes.files.is_empty() {
        return report(context, &fixes, false).map(|()| Exit::Fine);
    }
    if !context.quiet {
        show(context, &fixes)?;
    }
    let is_agreed = args.yes || (!args.dry_run && context.format == Format::Human && agreed(context, &fixes));
    if is_agreed {
        for file in &fixes.files {
            let source = fixes.sources.get(file.source);
            emit::replace(&root.join(source.path.as_str()), &source.text, &file.text)?;
        }
    }
    report(context, &fixes, is_agreed)?;
    Ok(if is_agreed { Exit::Fine } else { Exit::Findings })
}

/// The articles that are named, by their paths in the site.
fn wanted(root: &Path, files: &[PathBuf]) -> Result<Vec<String>, Failure> {
    let root = absolute(root).map_err(|error| Failure::refused(&error))?;
    let each = |file: &PathBuf| {
        let here = absolute(file).map_err(|error| Failure::refused(&error))?;
        let below = here.strip_prefix(&root).ok().filter(|_| here.is_file()).and_then(Path::to_str);
        let path = below.map(|path| if cfg!(windows) { path.replace('\\', "/") } else { path.to_owned() });
        path.ok_or_else(|| Failure::usage(words::fix_no_file(file.display().to_string())))
    };
    files.iter().map(each).collect()
}

/// The changes: as a diff, a line each, or nothing where the result is one object.
fn show(context: &Context, fixes: &Fixes) -> Result<(), Failure> {
    let colored = context.color == Color::Ansi && std::io::stdout().is_terminal();
    let mut out = String::new();
    for file in &fixes.files {
        match context.format {
            Format::Human => diff(fixes, file, colored, &mut out),
            Format::Short => lines(fixes, file, &mut out),
            Format::Json => {}
        }
    }
    say(&out)
}

/// The changed lines of a file with one line around them. No edit holds a line break: lines of both texts stand side by side.
fn diff(fixes: &Fixes, file: &Fixed, colored: bool, out: &mut String) {
    let source = fixes.sources.get(file.source);
    let paint =
        |code: &str, line: &str| if colored { format!("\u{1b}[{code}m{line}\u{1b}[0m") } else { line.to_owned() };
    let _ = writeln!(out, "{}", paint("1", &visible(source.path.as_str())));
    let lines: Vec<(&str, &str)> = source.text.lines().zip(file.text.lines()).collect();
    let differs = |at: usize| lines.get(at).is_some_and(|(old, new)| old != new);
    let is_near = |at: usize| (at.saturating_sub(AROUND)..=at + AROUND).any(differs);
    let shown: Vec<usize> = (0..lines.len()).filter(|at| is_near(*at)).collect();
    for group in shown.chunk_by(|before, at| before + 1 == *at) {
        let _ = writeln!(out, "{}", paint("36", &format!("@@ {} @@", group[0] + 1)));
        for run in group.chunk_by(|before, at| differs(*before) == differs(*at)) {
            let each = |sign: char, code: &str, of: fn(&(&str, &str)) -> String| {
                let line = |at: &usize| paint(code, &format!("{sign}{}", visible(&of(&lines[*at])))) + "\n";
                run.iter().map(line).collect::<String>()
            };
            if differs(run[0]) {
                out.push_str(&each('-', "31", |(old, _)| (*old).to_owned()));
                out.push_str(&each('+', "32", |(_, new)| (*new).to_owned()));
            } else {
                out.push_str(&each(' ', "0", |(old, _)| (*old).to_owned()));
            }
        }
    }
    out.push('\n');
}

/// `content/tin.md:7:12: claim: 98,2% -> 98,3%`.
fn lines(fixes: &Fixes, file: &Fixed, out: &mut String) {
    for edit in edits(fixes, file) {
        let Edit { path, line, column, kind, before, after, .. } = edit;
        let _ = writeln!(out, "{}", visible(&format!("{path}:{line}:{column}: {kind}: {before} -> {after}")));
    }
}

/// An edit as programs read it; lines and columns as in findings.
#[derive(Serialize)]
struct Edit {
    path: String,
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
    kind: &'static str,
    before: String,
    after: String,
}

#[derive(Serialize)]
struct Report {
    edits: Vec<Edit>,
    written: bool,
    /// Wrong claims and percents that stay.
    wrong: usize,
    /// Numbers that stay tied to no data.
    unbound: usize,
}

fn edits(fixes: &Fixes, file: &Fixed) -> Vec<Edit> {
    let source = fixes.sources.get(file.source);
    let each = |edit: &crate::model::edit::Edit| {
        let range = edit.span.range();
        let (start, end) = (position(&source.text, range.start), position(&source.text, range.end));
        Edit {
            path: source.path.as_str().to_owned(),
            line: start.line,
            column: start.column,
            end_line: end.line,
            end_column: end.column,
            kind: edit.kind.word(),
            before: source.text[range].to_owned(),
            after: edit.text.clone(),
        }
    };
    file.edits.iter().map(each).collect()
}

/// Asks on a terminal; elsewhere nobody agrees.
fn agreed(context: &Context, fixes: &Fixes) -> bool {
    if !std::io::stdin().is_terminal() {
        return false;
    }
    say_error(&words::fix_ask(counted(fixes)).in_lang(context.lang));
    let mut answer = String::new();
    let read = std::io::stdin().lock().read_line(&mut answer);
    read.is_ok() && matches!(answer.trim().to_lowercase().as_str(), "y" | "yes" | "c" | "có" | "co")
}

fn report(context: &Context, fixes: &Fixes, written: bool) -> Result<(), Failure> {
    let done = match (fixes.files.is_empty(), written) {
        (true, _) => words::fix_nothing(),
        (false, true) => words::fix_written(counted(fixes)),
        (false, false) => words::fix_not_written(counted(fixes)),
    };
    let left = match fixes.wrong {
        0 => Text::from(""),
        1 => words::fix_left_one(),
        wrong => words::fix_left(wrong),
    };
    let edits = fixes.files.iter().flat_map(|file| edits(fixes, file)).collect();
    context.result(&done.followed_by(&left), &Report { edits, written, wrong: fixes.wrong, unbound: fixes.unbound })
}

/// `2 claims put right, 3 numbers tied to data in 2 files`.
fn counted(fixes: &Fixes) -> Text {
    let mut counts: BTreeMap<EditKind, usize> = BTreeMap::new();
    for edit in fixes.files.iter().flat_map(|file| &file.edits) {
        *counts.entry(edit.kind).or_default() += 1;
    }
    let changes: Vec<Text> = counts.into_iter().map(|(kind, count)| of_kind(kind, count)).collect();
    let joined = |lang| changes.iter().map(|text| text.in_lang(lang)).collect::<Vec<_>>().join(", ");
    let changes = Text::new(joined(Lang::En), joined(Lang::Vi));
    let touched = match fixes.files.len() {
        1 => words::fix_file(1),
        n => words::fix_files(n),
    };
    words::fix_found(changes, touched)
}

fn of_kind(kind: EditKind, count: usize) -> Text {
    let is_one = count == 1;
    match kind {
        EditKind::Claim if is_one => words::fix_claim(count),
        EditKind::Claim => words::fix_claims(count),
        EditKind::Binding if is_one => words::fix_binding(count),
        EditKind::Binding => words::fix_bindings(count),
        EditKind::Percent if is_one => words::fix_percent(count),
        EditKind::Percent => words::fix_percents(count),
    }
}
