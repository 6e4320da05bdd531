//! The flags that say what is told, and where.

use clap::Args;

use super::choice::choice;
use crate::report::human::{TraceWhat, Verbosity};
use crate::report::{Destination, Format, ReportSpec};

/// What is told of any run.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "Reports")]
pub(super) struct TellingArgs {
    /// One more report: human, ndjson, html, junit, sarif or markdown; `-` is standard output
    #[arg(long, value_name = "FORMAT=PATH")]
    pub(super) report: Vec<ReportSpec>,
    /// Print every case, and the notes
    #[arg(short, long)]
    verbose: bool,
    /// Print findings and the verdict only
    #[arg(short, long, conflicts_with = "verbose")]
    quiet: bool,
}

/// What is told of a run that is going on.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "Reports")]
pub(super) struct ReportArgs {
    #[command(flatten)]
    pub(super) telling: TellingArgs,
    /// Print exchanges: of the cases that failed, or of all
    #[arg(long, value_name = "WHICH", value_parser = choice(TRACE))]
    pub(super) trace: Option<TraceWhat>,
}

const TRACE: &[(&str, TraceWhat)] = &[("failures", TraceWhat::Failures), ("all", TraceWhat::All)];

impl TellingArgs {
    /// How much a person is told.
    pub(super) fn verbosity(&self) -> Verbosity {
        match (self.quiet, self.verbose) {
            (true, _) => Verbosity::Quiet,
            (false, true) => Verbosity::Verbose,
            (false, false) => Verbosity::Normal,
        }
    }
}

impl ReportArgs {
    /// Whether a report for programs goes to standard output.
    pub(super) fn take_standard_output(&self) -> bool {
        self.telling
            .report
            .iter()
            .any(|spec| spec.destination == Destination::Standard && spec.format != Format::Human)
    }

    /// Whether findings and the verdict are all that is wanted.
    pub(super) fn is_quiet(&self) -> bool {
        self.telling.verbosity() == Verbosity::Quiet
    }
}
