//! `pwspec coverage`: clauses against the checks of a real run.

use std::io::Write as _;
use std::path::PathBuf;

use clap::Args;

use super::run::RunArgs;
use super::{CliError, runtime};
use crate::exit::Exit;
use crate::report::{Coverage, Output};
use crate::spec::Ledger;

/// The flags of `coverage`.
#[derive(Args, Clone, Debug)]
pub(super) struct CoverageArgs {
    /// Write the table to this file instead of standard output
    #[arg(long, value_name = "PATH")]
    write: Option<PathBuf>,
    #[command(flatten)]
    run: RunArgs,
}

/// Runs the matrix, and holds the ledger against what was asked. A gap is a finding about the matrix, not the endpoint.
pub(super) fn coverage(args: &CoverageArgs) -> Result<Exit, CliError> {
    let ledger = Ledger::compiled_in();
    let mut coverage = Coverage::default();
    let mut exit = runtime::block_on(args.run.try_cases(&mut |event| coverage.on(event)))??;
    let document = coverage.document(ledger);
    match &args.write {
        Some(path) => std::fs::write(path, document).map_err(|source| CliError::Write {
            path: path.clone(),
            source,
        })?,
        None => print(&document)?,
    }
    for gap in coverage.gaps(ledger) {
        exit = exit.and(Exit::Findings);
        print(&format!("gap: {gap}\n"))?;
    }
    Ok(exit)
}

fn print(text: &str) -> Result<(), CliError> {
    let mut out = Output::standard();
    let written = out.write_all(text.as_bytes());
    written.and_then(|()| out.flush()).map_err(CliError::Print)
}
