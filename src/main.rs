//! `pwspec`: parse, run, exit.

use std::io::Write;
use std::process::ExitCode;

use pwspec::report::visible;

fn main() -> ExitCode {
    match pwspec::cli::main() {
        Ok(exit) => exit.code().into(),
        Err(error) => {
            // Nobody is left to tell if standard error is gone.
            let _ = writeln!(
                std::io::stderr(),
                "pwspec: failed to {}",
                visible(&error.to_string())
            );
            error.exit().code().into()
        }
    }
}
