//! `pwspec run`: tries the cases, and tells what comes of them.

use clap::Args;

use super::selection::SelectionArgs;
use super::trial_args::TrialArgs;
use super::{CliError, runtime};
use crate::exit::Exit;
use crate::matrix;
use crate::runner::Event;
use crate::spec::Model;

/// The flags of `run`.
#[derive(Args, Clone, Debug)]
pub(super) struct RunArgs {
    #[command(flatten)]
    selection: SelectionArgs,
    #[command(flatten)]
    pub(super) trial: TrialArgs,
}

/// Tries the cases.
pub(super) fn run(args: &RunArgs) -> Result<Exit, CliError> {
    let mut reports = args.trial.open_reports()?;
    let exit = runtime::block_on(args.try_cases(&mut |event| reports.tell(event)))??;
    reports.finish()?;
    Ok(exit)
}

impl RunArgs {
    /// Tries the cases that the flags select on the endpoints that they name, and tells what becomes of them.
    pub(super) async fn try_cases(
        &self,
        tell: &mut (dyn FnMut(&Event) + Send),
    ) -> Result<Exit, CliError> {
        let model = Model::compiled_in()?;
        let matrix = matrix::cases(&model);
        let every = matrix.len();
        let cases = self.selection.choose(matrix)?;
        let whole = cases.len() == every;
        self.trial.try_these(model, cases, whole, tell).await
    }
}
