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
            known: None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(clause: &ClauseId, strictness: Strictness) -> Judgement {
        let case: CaseId = "a/case".parse().unwrap();
        let draft = Draft::new(Check::Status, clause.clone(), "this", "that");
        let finding = draft.finish(&case, "", Ledger::compiled_in(), strictness);
        finding.judgement
    }

    #[test]
    fn nothing_that_is_only_likely_fails_a_run_by_default() {
        let mut likely = 0;
        for clause in Ledger::compiled_in().iter() {
            let known = matches!(
                clause.provenance,
                Provenance::Model | Provenance::Docs | Provenance::Recorded
            );
            likely += usize::from(!known);
            let fails = known && clause.level != Level::May;
            let judgement = judged(&clause.id, Strictness::default());
            assert_eq!(judgement == Judgement::Fail, fails, "{}", clause.id);
        }
        assert!(likely > 5, "{likely}");
    }

    #[test]
    fn what_is_only_likely_fails_a_run_that_is_strict_and_a_tolerated_answer_none() {
        let strictest = Strictness {
            level: Level::May,
            strict: true,
        };
        let likely = Ledger::compiled_in()
            .iter()
            .find(|clause| clause.provenance == Provenance::Sibling)
            .unwrap();
        assert_eq!(judged(&likely.id, strictest), Judgement::Fail);
        let draft = Draft::note(Check::Status, likely.id.clone(), "this", "that");
        let case: CaseId = "a/case".parse().unwrap();
        let finding = draft.finish(&case, "", Ledger::compiled_in(), strictest);
        assert_eq!(finding.judgement, Judgement::Note);
    }

    #[test]
    fn a_clause_that_the_ledger_does_not_have_fails_nothing() {
        let unknown = ClauseId::of("No.such-clause");
        assert_eq!(judged(&unknown, Strictness::default()), Judgement::Note);
    }
}
