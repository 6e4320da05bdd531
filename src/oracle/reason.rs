//! Why a request is refused.

use crate::spec::{Answers, ClauseId};

/// Where a request fails. Validation comes before authorization and state (recorded); all other orders are open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Stage {
    /// HTTP and the protocol.
    Front,
    /// The signature.
    Authentication,
    /// The values.
    Validation,
    /// Permission, passwords, policy.
    State,
}

/// One reason to refuse.
#[derive(Clone, Debug)]
pub(super) struct Reason {
    pub(super) stage: Stage,
    pub(super) clause: ClauseId,
    pub(super) answers: &'static Answers,
    /// Whether the request must be refused for it, or may.
    pub(super) firm: bool,
}

impl Reason {
    /// It must be refused for this.
    pub(super) fn must(stage: Stage, clause: ClauseId, answers: &'static Answers) -> Self {
        Self {
            stage,
            clause,
            answers,
            firm: true,
        }
    }

    /// It may be refused for this.
    pub(super) fn may(stage: Stage, clause: ClauseId, answers: &'static Answers) -> Self {
        Self {
            stage,
            clause,
            answers,
            firm: false,
        }
    }
}
