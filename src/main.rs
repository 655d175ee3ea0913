//! The `baocao` command: its exit code only.

use std::process::ExitCode;

fn main() -> ExitCode {
    baocao::cli::main()
}
