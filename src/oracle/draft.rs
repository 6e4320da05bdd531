//! A finding before it knows its case.

use crate::case::{CaseId, Check, Finding, Judgement, Lane, Strictness};
use crate::spec::{ClauseId, Ledger, Level, Provenance};

/// A departure: which check, which clause, what was wanted, what came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// The question.
    pub check: Check,
    /// The clause.
    pub clause: ClauseId,
    /// What the specification wants.
    pub wanted: String,
    /// What came, stable from run to run.
    pub got: String,
    /// More that helps, a line each.
    pub context: Vec<String>,
    /// Tolerated: told as a note whatever the level.
    pub note: bool,
}

impl Draft {
    /// A departure.
    pub fn new(
        check: Check,
        clause: ClauseId,
        wanted: impl Into<String>,
        got: impl Into<String>,
    ) -> Self {
        Self {
            check,
            clause,
            wanted: wanted.into(),
            got: got.into(),
            context: Vec::new(),
            note: false,
        }
    }

    /// A peculiarity that is tolerated.
    pub fn note(
        check: Check,
        clause: ClauseId,
        wanted: impl Into<String>,
        got: impl Into<String>,
    ) -> Self {
        Self {
            note: true,
            ..Self::new(check, clause, wanted, got)
        }
    }

    /// One more line that helps.
    pub fn with(mut self, line: impl Into<String>) -> Self {
        self.context.push(line.into());
        self
    }

    /// The finding, with the clause's level and provenance, and what becomes of it in this run. A clause that the ledger
    /// does not have (a fault of the build that a test refuses) is never judged harder than a note.
    pub fn finish(
        self,
        case: &CaseId,
        sent: &str,
        ledger: &Ledger,
        strictness: Strictness,
    ) -> Finding {
        let (level, provenance) = ledger
            .get(&self.clause)
            .map_or((Level::May, Provenance::Inferred), |clause| {
                (clause.level, clause.provenance)
            });
        let fails = !self.note && strictness.fails(level, provenance);
        Finding {
            case: case.clone(),
            check: self.check,
            lane: Lane::Clause,
            clause: Some(self.clause),
            level,
            provenance,
            judgement: if fails {
                Judgement::Fail
            } else {
                Judgement::Note
            },
            wanted: self.wanted,
            got: self.got,
            sent: sent.to_owned(),
            context: self.context,
        }
    }
}
