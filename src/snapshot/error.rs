//! Why recorded answers cannot be read or written.

use std::io;
use std::path::PathBuf;

/// Completes "failed to …".
#[derive(Debug, thiserror::Error)]
pub enum SnapshotError {
    /// The directory cannot be listed.
    #[error("read the snapshots in {}: {source} (see --snapshots; --update-snapshots makes the directory)", .directory.display())]
    Directory {
        /// The one that was named.
        directory: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// There is nothing to hold an answer against.
    #[error("read the snapshots in {}: it holds no .snap file (record the answers with --update-snapshots)", .directory.display())]
    Empty {
        /// The one that was named.
        directory: PathBuf,
    },
    /// A file cannot be read.
    #[error("read the snapshot {}: {source}", .path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// A file is no snapshot of this program.
    #[error("read the snapshot {}, line {line}: {reason} (put it back, or delete it and record it again with --update-snapshots)", .path.display())]
    Malformed {
        /// The file.
        path: PathBuf,
        /// The line, from 1.
        line: usize,
        /// What is wrong there.
        reason: &'static str,
    },
    /// A file cannot be written.
    #[error("write the snapshot {}: {source} (see --update-snapshots)", .path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// The compiled-in answers cannot be replaced.
    #[error("record the answers: --update-snapshots needs a directory (see --snapshots)")]
    Nowhere,
    /// A directory holds the answers of one target.
    #[error(
        "record the answers of {targets} endpoints in one directory: --update-snapshots takes one --endpoint-url, or \
         targets with snapshots of their own"
    )]
    SeveralTargets {
        /// How many.
        targets: usize,
    },
}
