//! Why a command could not do what it was asked to.

use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;

use super::selection::{SelectionError, perhaps};
use crate::baseline::BaselineError;
use crate::case::nearest;
use crate::emit::Refusal;
use crate::exit::Exit;
use crate::recording::{MergeError, RecordingError};
use crate::report::{OutputError, UnwrittenReport};
use crate::runner::{RehearsalError, RunError};
use crate::selftest::ObserveError;
use crate::spec::ModelError;
use crate::tables::TableError;
use crate::target::SetupError;

/// Completes "failed to …".
#[derive(Debug, thiserror::Error)]
pub enum CliError {
    /// Nothing to try.
    #[error(transparent)]
    Selection(#[from] SelectionError),
    /// A report that cannot be written.
    #[error(transparent)]
    Output(#[from] OutputError),
    /// A report that could not be written to its end.
    #[error(transparent)]
    Unwritten(#[from] UnwrittenReport),
    /// The compiled-in model is broken.
    #[error(transparent)]
    Model(#[from] ModelError),
    /// A case that cannot be played without an endpoint: a fault of the matrix.
    #[error(transparent)]
    Rehearsal(#[from] RehearsalError),
    /// A case that is no script.
    #[error(transparent)]
    Emit(#[from] Refusal),
    /// A script of several cases.
    #[error("write a script of {0} cases: --emit takes one, by its id")]
    Several(usize),
    /// An endpoint that cannot be set up.
    #[error(transparent)]
    Setup(#[from] SetupError),
    /// A run that cannot begin.
    #[error(transparent)]
    Run(#[from] RunError),
    /// A recording that can be neither made nor read.
    #[error(transparent)]
    Recording(#[from] RecordingError),
    /// Parts that are not told as one.
    #[error(transparent)]
    Merge(#[from] MergeError),
    /// One user is no ground for several runs.
    #[error(
        "share out the cases of one user: each partition would change its password under the others (see --partition and \
         --user-mode own)"
    )]
    OneUserShared,
    /// A selftest that cannot be carried through.
    #[error(transparent)]
    Selftest(#[from] ObserveError),
    /// It was told to stop before it came to its end.
    #[error("finish the selftest: interrupted")]
    Interrupted,
    /// No runtime.
    #[error("start the runtime: {0}")]
    Runtime(io::Error),
    /// The embedded endpoint does not start.
    #[error("serve at {address}: {source} (see --port)")]
    Serve {
        /// Where it was to listen.
        address: SocketAddr,
        /// Why not.
        source: io::Error,
    },
    /// Signals cannot be waited for.
    #[error("wait for a signal: {0}")]
    Signal(io::Error),
    /// There is no such command.
    #[error("find a command named {name}{}", perhaps(.nearest))]
    NoCommand {
        /// As given.
        name: String,
        /// What may have been meant.
        nearest: Vec<String>,
    },
    /// A baseline that cannot be read.
    #[error("read the baseline {}: {source} (see --baseline; pwspec baseline update makes one)", .path.display())]
    NoBaseline {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// A file that is no baseline.
    #[error("read the baseline {}, {source}", .path.display())]
    Baseline {
        /// The file.
        path: PathBuf,
        /// Where, and what is wrong there.
        source: BaselineError,
    },
    /// A baseline is of one target.
    #[error(
        "hold {targets} endpoints against one baseline: --baseline takes one --endpoint-url, or one --target (in a run, each \
         target of the configuration file may have its own)"
    )]
    SeveralTargets {
        /// How many.
        targets: usize,
    },
    /// No baseline is named.
    #[error("find the baseline: none is named (give --baseline FILE, or a --target that has one)")]
    UnnamedBaseline,
    /// A configuration that cannot be read.
    #[error("read the configuration {}: {source} (see --target and --config)", .path.display())]
    NoConfig {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// A file that is no configuration.
    #[error("read the configuration {}, {source}", .path.display())]
    Config {
        /// The file.
        path: PathBuf,
        /// Where, and what is wrong there.
        source: TableError,
    },
    /// A target that the configuration has not.
    #[error("find the target {name} in {}; {} (see --target and --config)", .path.display(), meant(.name, .known))]
    NoTarget {
        /// As given.
        name: String,
        /// The file.
        path: PathBuf,
        /// Those that it has.
        known: Vec<String>,
    },
    /// One endpoint is fuzzed at a time.
    #[error("fuzz {targets} endpoints at once: pwspec fuzz takes one --endpoint-url")]
    SeveralFuzzed {
        /// How many.
        targets: usize,
    },
    /// What was recorded answers to nothing new.
    #[error("fuzz what was recorded: pwspec fuzz asks an endpoint (see --endpoint-url)")]
    RecordingFuzzed,
    /// A file named on the command line cannot be written.
    #[error("write {}: {source}", .path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// A file named on the command line cannot be read.
    #[error("read {}: {reason}", .path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why not.
        reason: String,
    },
    /// Standard output cannot be written.
    #[error("write to standard output: {0}")]
    Print(io::Error),
}

impl CliError {
    /// How the process ends.
    pub fn exit(&self) -> Exit {
        match self {
            Self::Selection(_) => Exit::NoSuchCase,
            Self::Interrupted => Exit::NotJudged,
            Self::Output(_)
            | Self::NoCommand { .. }
            | Self::NoBaseline { .. }
            | Self::Baseline { .. }
            | Self::SeveralTargets { .. }
            | Self::UnnamedBaseline
            | Self::NoConfig { .. }
            | Self::Config { .. }
            | Self::NoTarget { .. }
            | Self::SeveralFuzzed { .. }
            | Self::RecordingFuzzed
            | Self::Merge(_)
            | Self::OneUserShared
            | Self::Serve { .. }
            | Self::Write { .. }
            | Self::Emit(_)
            | Self::Several(_)
            | Self::Read { .. }
            | Self::Run(RunError::Snapshot(_)) => Exit::Usage,
            Self::Recording(error) if error.is_of_usage() => Exit::Usage,
            Self::Setup(error) | Self::Run(RunError::Setup(error)) => set_up(error),
            Self::Unwritten(_)
            | Self::Recording(_)
            | Self::Model(_)
            | Self::Rehearsal(_)
            | Self::Run(RunError::Model(_))
            | Self::Selftest(_)
            | Self::Runtime(_)
            | Self::Signal(_)
            | Self::Print(_) => Exit::Internal,
        }
    }
}

/// What may have been meant, or all there is.
fn meant(name: &str, known: &[String]) -> String {
    match nearest(name, known.iter().map(String::as_str)).as_slice() {
        [] if known.is_empty() => "there are none".to_owned(),
        [] => format!("there are {}", known.join(", ")),
        near => format!("did you mean {}?", near.join(" or ")),
    }
}

/// What the endpoint refuses cannot be judged; what else is missing is to be given by flags or environment.
fn set_up(error: &SetupError) -> Exit {
    match error {
        SetupError::Unreachable { .. } | SetupError::Call { .. } | SetupError::Journal { .. } => {
            Exit::NotJudged
        }
        _ => Exit::Usage,
    }
}
