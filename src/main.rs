//! The `baocao` command: its exit code only.

use std::process::ExitCode;

/// Pages are made of many small texts on several threads: this allocator takes a good deal less of a build than the system's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    baocao::cli::main()
}
