//! `--partition`: a part of the cases, for several runs that share them.

use clap::Args;

use super::CliError;
use super::generate::GenerateArgs;
use super::trial_args::TrialArgs;
use crate::case::{Case, Partition, digest};
use crate::runner::Share;
use crate::target::UserMode;

/// Which part of the cases is tried.
#[derive(Args, Clone, Copy, Debug, Default)]
#[command(next_help_heading = "Cases")]
pub(super) struct PartitionArgs {
    /// Of those cases only this part, like hash:2/4 or count:2/4: several runs share them, and pwspec merge tells what becomes of all
    #[arg(long, value_name = "PART")]
    partition: Option<Partition>,
}

/// Cases that were shared out.
pub(super) struct Shared {
    /// Those of this run.
    pub(super) cases: Vec<Case>,
    /// How many there were.
    whole: usize,
    /// Which.
    matrix: String,
}

impl PartitionArgs {
    /// Whether all cases are tried.
    pub(super) fn is_whole(self) -> bool {
        self.partition.is_none()
    }

    /// The part, if it is one.
    pub(super) fn partition(self) -> Option<Partition> {
        self.partition
    }

    /// Those that this run takes. `generated`: cases that are shared out beside them.
    pub(super) fn share(self, cases: Vec<Case>, generated: GenerateArgs) -> Shared {
        let Some(partition) = self.partition else {
            return Shared {
                whole: cases.len(),
                matrix: String::new(),
                cases,
            };
        };
        let more = match generated.is_asked() {
            true => format!("+{}", generated.count()),
            false => String::new(),
        };
        Shared {
            whole: cases.len() + generated.count(),
            matrix: digest(cases.iter().map(|case| &case.id)) + &more,
            cases: (0..)
                .zip(cases)
                .filter(|(place, case)| partition.takes(*place, &case.id))
                .map(|(_, case)| case)
                .collect(),
        }
    }

    /// What is said of the whole, where only a part is tried.
    ///
    /// # Errors
    /// The cases would be tried on one user by several runs.
    pub(super) fn said(
        self,
        shared: &Shared,
        trial: &TrialArgs,
    ) -> Result<Option<Share>, CliError> {
        let Some(partition) = self.partition else {
            return Ok(None);
        };
        let asked = trial.target.asked()?;
        if asked
            .iter()
            .any(|one| one.options.user_mode == UserMode::Own)
        {
            return Err(CliError::OneUserShared);
        }
        let baseline =
            trial.known.baseline.is_some() || asked.iter().any(|one| one.baseline.is_some());
        Ok(Some(Share {
            partition,
            cases: shared.whole,
            matrix: shared.matrix.clone(),
            // Known when the endpoints are.
            embedded: false,
            flags: trial.human().again,
            baseline,
        }))
    }
}
