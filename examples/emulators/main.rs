//! Real endpoints that install and start on this machine, and what they were found to do.
//!
//! What each needs is said in `fixtures/emulators/`. Nothing is downloaded but what is named.

mod html;
mod install;
mod manifest;
mod run;
mod scoreboard;
mod started;
mod told;

use std::io::Write;
use std::process::ExitCode;

const USAGE: &str = "understand what to do
usage: emulators install NAME…|always|all
       emulators scoreboard [NAME…]
  install     these; those that every run of CI installs; every one (some build for many minutes)
  scoreboard  run these (else those that are installed), and write docs/SCOREBOARD.md and docs/scoreboard.html; what is not
              run again stands as it was told last";

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let done = match words
        .iter()
        .map(String::as_str)
        .collect::<Vec<_>>()
        .as_slice()
    {
        ["install", names @ ..] if !names.is_empty() => install::install(names),
        ["scoreboard", names @ ..] => scoreboard::write(names),
        _ => Err(USAGE.to_owned()),
    };
    let Err(problem) = done else {
        return ExitCode::SUCCESS;
    };
    // Whoever closed standard error has seen enough.
    let _ = writeln!(std::io::stderr(), "failed to {problem}");
    ExitCode::FAILURE
}
