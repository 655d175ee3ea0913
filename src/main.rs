//! The `baocao` command: its exit code only.

fn main() {}
