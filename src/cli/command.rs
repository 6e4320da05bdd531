//! The commands there are; `run` is meant where none is named.

use clap::{Parser, Subcommand};

use super::clean::CleanArgs;
use super::list::ListArgs;
use super::run::RunArgs;
use super::serve::ServeArgs;
use super::{CliError, clean, list, run, serve};
use crate::exit::Exit;

/// Tells any IAM ChangePassword endpoint, clause by clause, where it departs from the specification.
#[derive(Debug, Parser)]
#[command(name = "pwspec", version, args_conflicts_with_subcommands = true, after_help = exits())]
pub(super) struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    run: RunArgs,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Try the cases on an endpoint (what happens without a command)
    Run(RunArgs),
    /// Print the cases
    List(ListArgs),
    /// Start the embedded reference endpoint, and print how to reach it
    Serve(ServeArgs),
    /// Put back what a killed run has left on an endpoint
    Clean(CleanArgs),
}

/// Parses the command line and does what it says. Usage errors and `--help` have been printed when it returns.
pub fn main() -> Result<Exit, CliError> {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // A reader that went away has seen enough.
            let _ = error.print();
            return Ok(if error.use_stderr() { Exit::Usage } else { Exit::Ok });
        }
    };
    match cli.command.unwrap_or(Command::Run(cli.run)) {
        Command::Run(args) => run::run(args),
        Command::List(args) => list::list(&args),
        Command::Serve(args) => serve::serve(&args),
        Command::Clean(args) => clean::clean(&args),
    }
}

fn exits() -> String {
    let lines = Exit::ALL.map(|exit| format!("  {:>2}  {}", exit.code(), exit.sentence()));
    format!("Exit codes:\n{}", lines.join("\n"))
}

/// The names of the commands: a filter that matches nothing may have been meant for one.
pub(super) fn names() -> [&'static str; 4] {
    ["run", "list", "serve", "clean"]
}
