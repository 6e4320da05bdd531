//! What the snapshot lane is asked to do.

use std::path::PathBuf;

/// How an answer is held against the one recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum SnapshotMode {
    /// Canonical text: for a target's own set.
    #[default]
    Exact,
    /// Status, root, namespace, structure and code; texts and ids elided: for one target against another's set.
    Shape,
    /// The status.
    Status,
}

/// The snapshot lane, where it is asked for.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct SnapshotOptions {
    /// Where the recorded answers are; none for the compiled-in ones, which only the embedded reference is held against.
    pub directory: Option<PathBuf>,
    /// How they are held against each other.
    pub mode: SnapshotMode,
    /// Whether what came is recorded instead.
    pub update: bool,
}
