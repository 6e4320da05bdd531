//! `pwspec run`: tries the cases, and tells what comes of them.

use std::path::PathBuf;

use clap::Args;

use super::generate::GenerateArgs;
use super::partition::PartitionArgs;
use super::selection::SelectionArgs;
use super::trial_args::TrialArgs;
use super::{CliError, runtime};
use crate::exit::Exit;
use crate::matrix;
use crate::recording::{Recorder, RecordingError};
use crate::runner::{Event, Remark};
use crate::spec::Model;

/// The flags of `run`.
#[derive(Args, Clone, Debug)]
pub(super) struct RunArgs {
    #[command(flatten)]
    selection: SelectionArgs,
    #[command(flatten)]
    partition: PartitionArgs,
    #[command(flatten)]
    generated: GenerateArgs,
    #[command(flatten)]
    pub(super) trial: TrialArgs,
    /// Keep the run in this directory, to be a target of later ones (--endpoint-url recorded:DIR)
    #[arg(
        long,
        value_name = "DIR",
        help_heading = "Reports",
        conflicts_with = "generate"
    )]
    record: Option<PathBuf>,
}

/// Tries the cases.
pub(super) fn run(args: &RunArgs) -> Result<Exit, CliError> {
    let mut recorder = args.recorder()?;
    let mut unrecorded = Ok(());
    let mut reports = args.trial.open_reports()?;
    let exit = runtime::block_on(args.try_cases(&mut |event| {
        match recorder.as_mut().map(|recorder| recorder.note(event)) {
            Some(Ok(Some(text))) => reports.tell(&Event::Remark(Remark { target: 0, text })),
            Some(Err(error)) => unrecorded = Err(error),
            Some(Ok(None)) | None => {}
        }
        reports.tell(event);
    }))??;
    reports.finish()?;
    unrecorded?;
    Ok(exit)
}

impl RunArgs {
    /// What keeps the run, where that is asked for: of one endpoint.
    fn recorder(&self) -> Result<Option<Recorder>, CliError> {
        let Some(directory) = &self.record else {
            return Ok(None);
        };
        let asked = self.trial.target.asked()?;
        match asked.as_slice() {
            [one] if one.recording().is_some() => Err(RecordingError::Recorded.into()),
            [_] => {
                let recorder = Recorder::open(
                    directory,
                    self.selection.takes_all() && self.partition.is_whole(),
                )?;
                Ok(Some(recorder))
            }
            several => {
                let targets = several.len();
                Err(RecordingError::SeveralTargets { targets }.into())
            }
        }
    }

    /// Tries the cases that the flags select on the endpoints that they name, and tells what becomes of them.
    pub(super) async fn try_cases(
        &self,
        tell: &mut (dyn FnMut(&Event) + Send),
    ) -> Result<Exit, CliError> {
        let model = Model::compiled_in()?;
        let every = matrix::cases(&model).len();
        let generated = self.generated;
        let chosen = self.selection.choose_widely(&model, generated.is_asked())?;
        let shared = self.partition.share(chosen, generated);
        let whole = shared.cases.len() == every;
        let trial = TrialArgs {
            share: self.partition.said(&shared, &self.trial)?,
            generated: generated.wanted(self.partition.partition()),
            ..self.trial.clone()
        };
        trial.try_these(model, shared.cases, whole, tell).await
    }
}
