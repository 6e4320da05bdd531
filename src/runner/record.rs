//! What a case leaves behind while it runs.

use super::event::StepRecord;
use crate::case::{Block, Case, Check, Finding, Strictness};
use crate::oracle::Draft;
use crate::spec::{ClauseId, Ledger};

/// Why a case stops early.
#[derive(Debug)]
pub(super) enum Halt {
    /// It cannot be tried.
    Blocked(Block),
    /// The harness failed.
    Error(String),
    /// The endpoint was unavailable for a moment in a way that leaves the state open: from the start again.
    Again,
}

impl Halt {
    /// The reason, in words.
    pub(super) fn why(self) -> String {
        match self {
            Self::Blocked(block) => block.reason().to_owned(),
            Self::Error(why) => why,
            Self::Again => "the endpoint was unavailable each time it was asked".to_owned(),
        }
    }
}

/// Findings and all that reports want to know.
#[derive(Debug, Default)]
pub(super) struct Record {
    pub(super) findings: Vec<Finding>,
    pub(super) asked: Vec<(Check, ClauseId)>,
    pub(super) steps: Vec<StepRecord>,
    pub(super) exchanges: usize,
    pub(super) witnessed: bool,
    pub(super) unwitnessed: Option<String>,
    /// Requests that were not answered within the time limit.
    pub(super) hangs: usize,
}

/// Hangs of one case after which nobody is asked again: each costs the whole time limit, and tells no more than these.
const HANGS: usize = 2;

impl Record {
    /// Whether so much of the case hung that asking again would only cost time.
    pub(super) fn is_unheard(&self) -> bool {
        self.hangs >= HANGS
    }

    /// Takes the drafts as findings of the case: of each check the first one alone, since what follows a departure says
    /// less than the departure.
    pub(super) fn take(
        &mut self,
        case: &Case,
        drafts: Vec<Draft>,
        sent: &str,
        strictness: Strictness,
    ) {
        for draft in drafts {
            if self
                .findings
                .iter()
                .all(|finding| finding.check != draft.check)
            {
                self.findings
                    .push(draft.finish(&case.id, sent, Ledger::compiled_in(), strictness));
            }
        }
    }

    /// The check was asked under this clause.
    pub(super) fn asks(&mut self, check: Check, clause: ClauseId) {
        if !self
            .asked
            .iter()
            .any(|(known, id)| *known == check && *id == clause)
        {
            self.asked.push((check, clause));
        }
    }
}
