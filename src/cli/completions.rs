//! `pwspec completions`: what a shell reads to complete the command line.

use clap::{Args, CommandFactory};
use clap_complete::{Shell, generate};

use super::CliError;
use super::command::Cli;
use super::put::put;
use crate::exit::Exit;

/// The flags of `completions`.
#[derive(Args, Clone, Debug)]
pub(super) struct CompletionsArgs {
    /// The shell
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

/// Prints them.
pub(super) fn completions(args: &CompletionsArgs) -> Result<Exit, CliError> {
    let mut script = Vec::new();
    generate(
        args.shell,
        &mut <Cli as CommandFactory>::command(),
        "pwspec",
        &mut script,
    );
    put(&script).map(|()| Exit::Ok)
}
