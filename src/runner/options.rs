//! What a run is asked to do.

use std::sync::Arc;

use super::column::Column;
use super::event::Share;
use super::more::More;
use crate::baseline::BaselineJudge;
use crate::case::Strictness;
use crate::spec::Model;
use crate::target::TargetOptions;

pub use crate::snapshot::{SnapshotMode, SnapshotOptions};

/// What holds for one target alone.
#[derive(Clone, Debug, Default)]
pub struct OwnOptions {
    /// What it is called; else by its URL.
    pub name: Option<String>,
    /// What was recorded, where the target is no endpoint.
    pub recording: Option<Arc<Column>>,
    /// Its known failures.
    pub baseline: Option<BaselineJudge>,
    /// Its recorded answers.
    pub snapshots: SnapshotOptions,
}

/// What a run is asked to do; which cases, and for whom it is told, is said beside it.
#[derive(Clone, Debug)]
pub struct RunOptions {
    /// The endpoints. One that has no URL, neither here nor in the environment, is the embedded reference.
    pub targets: Vec<TargetOptions>,
    /// By target; nothing for those behind the last.
    pub own: Vec<OwnOptions>,
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
    /// Whether a section that hangs is tried to its end all the same: what has hung before is asked for by name.
    pub patient: bool,
    /// Which part of the cases they are, where they are a part.
    pub share: Option<Share>,
    /// Cases beyond those of the matrix, made when their turn comes.
    pub more: Option<Arc<dyn More>>,
}
