//! `pwspec explain`: a case in full, without an endpoint.

use clap::Args;

use super::CliError;
use super::selection::any_case;
use crate::case::{Case, CheckPattern};
use crate::exit::Exit;
use crate::reference::faults;
use crate::report::human::{explain as explained, print};
use crate::runner::Rehearsal;
use crate::spec::Model;

/// The flags of `explain`.
#[derive(Args, Clone, Debug)]
pub(super) struct ExplainArgs {
    /// The case, by its whole id
    case: String,
}

/// Prints clauses, requests, what is acceptable and why, and which faults the case catches.
pub(super) fn explain(args: &ExplainArgs) -> Result<Exit, CliError> {
    let model = Model::compiled_in()?;
    let case = any_case(&args.case, &model)?;
    let played = Rehearsal::new(model).play(&case)?;
    print(&explained(&case, &played, &catches(&case))).map_err(CliError::Print)?;
    Ok(Exit::Ok)
}

/// The faults that name a check of the case.
fn catches(case: &Case) -> Vec<&'static str> {
    let names = |pattern: &&str| {
        let pattern = pattern.parse::<CheckPattern>();
        pattern.is_ok_and(|pattern| pattern.selects_case(case.id.as_str()))
    };
    faults()
        .filter(|fault| fault.caught_by.iter().any(names))
        .map(|fault| fault.name)
        .collect()
}
