//! `pwspec merge`: the parts of a run, told as one.

use std::collections::HashMap;
use std::path::PathBuf;

use clap::Args;

use super::CliError;
use super::known;
use super::report_args::TellingArgs;
use crate::case::CaseId;
use crate::exit::Exit;
use crate::fuzz;
use crate::matrix;
use crate::recording::Merge;
use crate::report::Reports;
use crate::report::human::HumanOptions;
use crate::spec::Model;

/// The flags of `merge`.
#[derive(Args, Clone, Debug)]
pub(super) struct MergeArgs {
    /// What each partition's --report ndjson=PATH has written
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    /// The known failures, of which the partitions were told nothing
    #[arg(long, value_name = "FILE", help_heading = "Judgement")]
    baseline: Option<PathBuf>,
    #[command(flatten)]
    telling: TellingArgs,
}

/// Reads the parts, and tells what became of all cases.
pub(super) fn merge(args: &MergeArgs) -> Result<Exit, CliError> {
    let merge = Merge::of(&args.files)?;
    let model = Model::compiled_in()?;
    let judge = match &args.baseline {
        Some(path) => Some(known::of_file(path, &model)?),
        None => None,
    };
    let places: HashMap<CaseId, usize> = matrix::cases(&model)
        .into_iter()
        .map(|case| case.id)
        .zip(0..)
        .collect();
    let mut reports = Reports::open(
        &args.telling.report,
        &HumanOptions {
            verbosity: args.telling.verbosity(),
            trace: None,
            again: merge.flags(),
        },
    )?;
    let behind = |id: &CaseId| Some(places.len() + fuzz::place(id)?);
    let place = |id: &CaseId| places.get(id).copied().or_else(|| behind(id));
    let exit = merge.tell(&place, judge, &mut |event| {
        reports.tell(event);
    })?;
    reports.finish()?;
    Ok(exit)
}
