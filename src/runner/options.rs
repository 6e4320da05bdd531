//! What a run is asked to do.

use std::path::PathBuf;

use crate::case::Strictness;
use crate::spec::Model;
use crate::target::TargetOptions;

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

/// What a run is asked to do; which cases, and for whom it is told, is said beside it.
#[derive(Clone, Debug)]
pub struct RunOptions {
    /// The endpoints. One that has no URL, neither here nor in the environment, is the embedded reference.
    pub targets: Vec<TargetOptions>,
    /// Lanes of each target: cases that run at once.
    pub jobs: usize,
    /// Of shuffling and generation.
    pub seed: u64,
    /// Whether the order of the cases is drawn from the seed.
    pub shuffle: bool,
    /// What fails the run.
    pub strictness: Strictness,
    /// Whether the only target is the embedded reference.
    pub embedded: bool,
    /// The specification's numbers.
    pub model: Model,
    /// Whether every case of the matrix was selected.
    pub whole: bool,
    /// The recorded answers.
    pub snapshots: SnapshotOptions,
}
