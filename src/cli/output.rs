//! Writing to stdout and stderr. A reader that has gone (`baocao check | head`) is no error.

use std::io::{ErrorKind, Write};

use super::{Exit, Failure, words};

/// Prints a result to stdout.
pub fn say(text: &str) -> Result<(), Failure> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Failure { exit: Exit::Refused, text: words::no_stdout(error.to_string()) })
        }
        _ => Ok(()),
    }
}

/// Prints findings or a failure to stderr; where that is not possible there is nowhere left to say so.
pub fn say_error(text: &str) {
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}
