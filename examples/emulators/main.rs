//! Real endpoints that install and start on this machine: `cargo run --example emulators -- install NAME…`.
//!
//! What each needs is said in `fixtures/emulators/`. Nothing is downloaded but what is named here.

mod install;
#[expect(dead_code, reason = "the tests read the rest")]
mod manifest;

use std::io::Write;
use std::process::ExitCode;

const USAGE: &str = "usage: emulators install NAME…|always|all
  NAME…     these
  always    those that every run of CI installs
  all       every one; some build for many minutes
";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let done = match words
        .iter()
        .map(String::as_str)
        .collect::<Vec<_>>()
        .as_slice()
    {
        ["install", names @ ..] if !names.is_empty() => install::install(names),
        _ => Err(format!("know what to do\n{USAGE}")),
    };
    let Err(problem) = done else {
        return ExitCode::SUCCESS;
    };
    // Whoever closed standard error has seen enough.
    let _ = writeln!(std::io::stderr(), "failed to {problem}");
    ExitCode::FAILURE
}
