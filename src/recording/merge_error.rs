//! Why parts cannot be told as one run.

use std::io;
use std::path::PathBuf;

/// Completes "failed to …".
#[derive(Debug, thiserror::Error)]
pub enum MergeError {
    /// A file that cannot be read.
    #[error("read {}: {source}", .path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// A line that is no event of a part.
    #[error("read {}, line {line}: {reason}", .path.display())]
    Malformed {
        /// The file.
        path: PathBuf,
        /// From 1.
        line: usize,
        /// What is wrong there.
        reason: String,
    },
    /// A report of a run that tried all its cases itself, or none at all.
    #[error("merge {}: it is no part of a run (pwspec run --partition hash:1/4 --report ndjson=PATH writes one)", .path.display())]
    NoPart {
        /// The file.
        path: PathBuf,
    },
    /// A run that was cut short.
    #[error("merge {}: its run did not come to its end (run that partition again)", .path.display())]
    NotWhole {
        /// The file.
        path: PathBuf,
    },
    /// Two parts that are not of one run.
    #[error("merge {} with {}: their {what} differ, {here} and {there}", .path.display(), .first.display())]
    Different {
        /// The file.
        path: PathBuf,
        /// The one that was given first.
        first: PathBuf,
        /// In what they differ.
        what: &'static str,
        /// As it is in the file.
        here: String,
        /// As it is in the first.
        there: String,
    },
    /// Another version wrote it.
    #[error("merge {}: pwspec {version} wrote it, and this is {}", .path.display(), env!("CARGO_PKG_VERSION"))]
    Version {
        /// The file.
        path: PathBuf,
        /// The version.
        version: String,
    },
    /// The same partition again.
    #[error("merge {} with {}: both are the partition {partition}", .path.display(), .other.display())]
    Twice {
        /// The file.
        path: PathBuf,
        /// The other.
        other: PathBuf,
        /// The partition.
        partition: String,
    },
    /// Not all partitions are there.
    #[error("merge {given} of {of} partitions: {} missing (give the files of all)", listed(.missing))]
    Missing {
        /// How many are there.
        given: usize,
        /// How many there must be.
        of: usize,
        /// Those that are not there.
        missing: Vec<String>,
    },
    /// The parts do not make up the whole.
    #[error("merge the partitions: they tell {told} of {cases} cases of {target} (run them again)")]
    Incomplete {
        /// The target.
        target: String,
        /// Cases told.
        told: usize,
        /// Cases that were shared out.
        cases: usize,
    },
    /// The parts were held against a baseline already.
    #[error(
        "hold {} against a baseline: its run was held against one already (give --baseline to the partitions or to the merge)",
        .path.display()
    )]
    HeldBefore {
        /// The file.
        path: PathBuf,
    },
    /// A baseline is of one target.
    #[error("hold {targets} targets against one baseline: --baseline takes parts of a run on one")]
    SeveralTargets {
        /// How many.
        targets: usize,
    },
}

fn listed(partitions: &[String]) -> String {
    let is = if partitions.len() == 1 { "is" } else { "are" };
    format!("{} {is}", partitions.join(", "))
}
