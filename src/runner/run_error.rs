//! Why a run could not begin.

use crate::snapshot::SnapshotError;
use crate::spec::ModelError;
use crate::target::SetupError;

/// Why a run could not begin at all: what was asked for cannot be.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// The target, as asked for, cannot be.
    #[error(transparent)]
    Setup(#[from] SetupError),
    /// The model compiled in is broken.
    #[error(transparent)]
    Model(#[from] ModelError),
    /// The recorded answers cannot be read, or those that came cannot be recorded.
    #[error(transparent)]
    Snapshot(#[from] SnapshotError),
}
