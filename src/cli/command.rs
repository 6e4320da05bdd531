//! The commands there are; `run` is meant where none is named.

use clap::{CommandFactory, Parser, Subcommand};

use super::baseline::BaselineArgs;
use super::clean::CleanArgs;
use super::completions::CompletionsArgs;
use super::coverage::CoverageArgs;
use super::explain::ExplainArgs;
use super::fuzz::FuzzArgs;
use super::list::ListArgs;
use super::man::ManArgs;
use super::merge::MergeArgs;
use super::replay::ReplayArgs;
use super::run::RunArgs;
use super::selftest::SelftestArgs;
use super::serve::ServeArgs;
use super::{
    CliError, baseline, clean, completions, coverage, explain, fuzz, list, man, merge, replay, run,
    selftest, serve,
};
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
pub(super) enum Command {
    /// Try the cases on an endpoint (what happens without a command)
    Run(RunArgs),
    /// Print the cases
    List(ListArgs),
    /// Print a case in full: clauses, requests, what is acceptable and why
    Explain(ExplainArgs),
    /// Try again what has failed, and say whether it still does
    Replay(ReplayArgs),
    /// Draw sequences of requests, and shrink what fails to the simplest that does
    Fuzz(FuzzArgs),
    /// Tell the partitions of a run as one: the same reports, the same exit code
    Merge(MergeArgs),
    /// Hold the clause ledger against the checks of a run
    Coverage(CoverageArgs),
    /// Keep the known failures of a target: check them, bring them up to date
    Baseline(BaselineArgs),
    /// Start the embedded reference endpoint, and print how to reach it
    Serve(ServeArgs),
    /// Put the checks themselves to the test: every fault of the embedded endpoint must be caught, no variant of it found fault with
    Selftest(SelftestArgs),
    /// Put back what a killed run has left on an endpoint
    Clean(CleanArgs),
    /// Print what a shell reads to complete the command line
    Completions(CompletionsArgs),
    /// Print the manual, in roff
    Man(ManArgs),
}

/// Parses the command line and does what it says. Usage errors and `--help` have been printed when it returns.
pub fn main() -> Result<Exit, CliError> {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            // A reader that went away has seen enough.
            let _ = error.print();
            return Ok(if error.use_stderr() {
                Exit::Usage
            } else {
                Exit::Ok
            });
        }
    };
    match cli.command() {
        Command::Run(args) => run::run(&args),
        Command::List(args) => list::list(&args),
        Command::Explain(args) => explain::explain(&args),
        Command::Replay(args) => replay::replay(&args),
        Command::Fuzz(args) => fuzz::fuzz(&args),
        Command::Merge(args) => merge::merge(&args),
        Command::Coverage(args) => coverage::coverage(&args),
        Command::Baseline(args) => baseline::baseline(&args),
        Command::Serve(args) => serve::serve(&args),
        Command::Selftest(args) => selftest::run(&args),
        Command::Clean(args) => clean::clean(&args),
        Command::Completions(args) => completions::completions(&args),
        Command::Man(args) => man::man(&args),
    }
}

impl Cli {
    /// What is to be done.
    pub(super) fn command(self) -> Command {
        self.command.unwrap_or(Command::Run(self.run))
    }
}

fn exits() -> String {
    let lines = Exit::ALL.map(|exit| format!("  {:>2}  {}", exit.code(), exit.sentence()));
    format!("Exit codes:\n{}", lines.join("\n"))
}

/// The names of the commands: a filter that matches nothing may have been meant for one.
pub(super) fn names() -> Vec<String> {
    <Cli as CommandFactory>::command()
        .get_subcommands()
        .map(|command| command.get_name().to_owned())
        .collect()
}
