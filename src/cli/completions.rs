//! `baocao completions`: the script that lets a shell complete our words. The only home of `clap_complete`'s generator.

use clap::CommandFactory;
use clap_complete::Shell;

use super::args::Cli;
use super::{Exit, Failure, say};

/// Prints the script of `shell`.
pub fn completions(shell: Shell) -> Result<Exit, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "baocao", &mut script);
    say(&String::from_utf8_lossy(&script))?;
    Ok(Exit::Fine)
}
