//! `pwspec man`: the manual, a page a command.

use clap::{Args, CommandFactory};
use clap_mangen::Man;

use super::CliError;
use super::command::{Cli, names};
use super::put::put;
use crate::case::nearest;
use crate::exit::Exit;

/// The flags of `man`.
#[derive(Args, Clone, Debug)]
pub(super) struct ManArgs {
    /// The page of this command, instead of the one of the program
    #[arg(value_name = "COMMAND")]
    command: Option<String>,
}

/// Prints a page, in roff.
pub(super) fn man(args: &ManArgs) -> Result<Exit, CliError> {
    let mut program = <Cli as CommandFactory>::command();
    // Without it the commands do not know of which program they are.
    program.build();
    let command = match &args.command {
        None => program,
        Some(name) => program
            .find_subcommand(name)
            .cloned()
            .ok_or_else(|| no_command(name))?,
    };
    let mut page = Vec::new();
    Man::new(command)
        .render(&mut page)
        .map_err(CliError::Print)?;
    put(&page).map(|()| Exit::Ok)
}

fn no_command(name: &str) -> CliError {
    let names = names();
    let nearest = nearest(name, names.iter().map(String::as_str));
    CliError::NoCommand {
        name: name.to_owned(),
        nearest: nearest.into_iter().map(str::to_owned).collect(),
    }
}
