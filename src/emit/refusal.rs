//! Why a case is no script.

use crate::runner::RehearsalError;

/// Completes "failed to …".
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    /// Something that only pwspec can send.
    #[error("write {case} as a script: {why} (see pwspec explain, or replay it without --emit)")]
    Inexpressible {
        /// The case.
        case: String,
        /// What stands against it.
        why: &'static str,
    },
    /// The case cannot be played.
    #[error(transparent)]
    Rehearsal(#[from] RehearsalError),
}
