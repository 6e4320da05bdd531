//! Why a recording cannot be made or read.

use std::io;
use std::path::PathBuf;

use crate::snapshot::SnapshotError;

/// Completes "failed to …".
#[derive(Debug, thiserror::Error)]
pub enum RecordingError {
    /// The directory belongs to something else.
    #[error("record in {}: it is not empty and holds no recording (see --record)", .directory.display())]
    Occupied {
        /// The one that was named.
        directory: PathBuf,
    },
    /// The directory cannot be looked into or made.
    #[error("record in {}: {source} (see --record)", .directory.display())]
    Directory {
        /// The one that was named.
        directory: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// A directory holds the run of one target.
    #[error("record {targets} targets in one directory: --record takes one --endpoint-url")]
    SeveralTargets {
        /// How many.
        targets: usize,
    },
    /// What was recorded already.
    #[error("record a recording: --record takes the --endpoint-url of an endpoint")]
    Recorded,
    /// A file cannot be written.
    #[error("write the recording {}: {source} (see --record)", .path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// There is no recording, or none that can be read.
    #[error("read the recording {}: {source} (see --endpoint-url recorded:DIR; --record DIR makes one)", .path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// A line is none of a recording.
    #[error("read the recording {}, line {line}: {reason}", .path.display())]
    Malformed {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What is wrong there.
        reason: String,
    },
    /// The answers cannot be read or written.
    #[error(transparent)]
    Answers(#[from] SnapshotError),
}

impl RecordingError {
    /// Whether something else must be asked for, rather than that something went wrong at the end of a run.
    pub fn is_of_usage(&self) -> bool {
        match self {
            Self::Write { .. } => false,
            Self::Answers(error) => !matches!(error, SnapshotError::Write { .. }),
            _ => true,
        }
    }
}
