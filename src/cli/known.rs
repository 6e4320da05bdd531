//! The baseline of a run: the file that is named, held against the cases there are.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::Path;

use super::CliError;
use super::asked::Asked;
use super::selection::PREFLIGHT;
use super::target_args::TargetArgs;
use super::trial_args::KnownArgs;
use crate::baseline::{Baseline, BaselineJudge, today};
use crate::matrix;
use crate::spec::Model;

/// The judge of a target: of the file that is named by flag, or with the target.
pub(super) fn open(
    args: &KnownArgs,
    asked: &Asked,
    model: &Model,
) -> Result<Option<BaselineJudge>, CliError> {
    let named = args.baseline.as_ref().or(asked.baseline.as_ref());
    let Some(path) = named.filter(|_| !args.aside) else {
        return Ok(None);
    };
    of_file(path, model).map(Some)
}

/// The judge of that file.
pub(super) fn of_file(path: &Path, model: &Model) -> Result<BaselineJudge, CliError> {
    let text = read(path).map_err(|source| CliError::NoBaseline {
        path: path.to_owned(),
        source,
    })?;
    Ok(judge(parse(path, &text)?, model))
}

/// A baseline is of one target: of several nobody could say whose answer is known.
pub(super) fn is_of_one_target(target: &TargetArgs) -> Result<(), CliError> {
    match target.count() {
        1 => Ok(()),
        targets => Err(CliError::SeveralTargets { targets }),
    }
}

/// The text of a file, which must be UTF-8.
pub(super) fn read(path: &Path) -> io::Result<String> {
    let no_text = |_| io::Error::new(ErrorKind::InvalidData, "it is no text in UTF-8");
    String::from_utf8(fs::read(path)?).map_err(no_text)
}

pub(super) fn parse(path: &Path, text: &str) -> Result<Baseline, CliError> {
    Baseline::parse(text).map_err(|source| CliError::Baseline {
        path: path.to_owned(),
        source,
    })
}

/// Today, against all the cases there are.
pub(super) fn judge(baseline: Baseline, model: &Model) -> BaselineJudge {
    let cases = matrix::cases(model)
        .into_iter()
        .map(|case| case.id.to_string());
    let ids: Vec<String> = cases.chain([PREFLIGHT.to_owned()]).collect();
    BaselineJudge::new(baseline, ids, today())
}
