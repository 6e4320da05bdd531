//! The clause ledger, with what came of each row.

use super::anchors::Anchors;
use super::evidence::{Evidence, Tally};
use crate::report::coverage::word;
use crate::spec::{Clause, Ledger};

/// Clauses of one subject: the first word of their names.
#[derive(Debug)]
pub(super) struct Subject<'a> {
    pub(super) name: &'a str,
    pub(super) clauses: Vec<Entry<'a>>,
}

/// A clause.
#[derive(Debug)]
pub(super) struct Entry<'a> {
    pub(super) clause: &'a Clause,
    pub(super) status: &'static str,
    /// By target; none where no case asked for it.
    pub(super) outcomes: Vec<Outcome<'a>>,
}

/// What came of a clause on a target.
#[derive(Debug)]
pub(super) struct Outcome<'a> {
    /// Of the target, from 1.
    pub(super) number: usize,
    /// `12`, `pass`, and the class of its style.
    pub(super) counts: Vec<(usize, &'static str, &'static str)>,
    /// Cases, and where they are told of.
    pub(super) examples: Vec<(&'a str, Option<&'a str>)>,
}

/// The ledger.
pub(super) fn ledger<'a>(
    evidence: &'a Evidence,
    targets: usize,
    anchors: &'a Anchors,
) -> Vec<Subject<'a>> {
    let mut subjects: Vec<Subject<'a>> = Vec::new();
    for clause in Ledger::compiled_in().iter() {
        let name = clause.id.as_str().split('.').next().unwrap_or_default();
        let outcome = |target| Some(outcome(target, evidence.of(&clause.id, target)?, anchors));
        let entry = Entry {
            clause,
            status: word(clause.status),
            outcomes: (0..targets).filter_map(outcome).collect(),
        };
        match subjects.last_mut() {
            Some(subject) if subject.name == name => subject.clauses.push(entry),
            _ => subjects.push(Subject {
                name,
                clauses: vec![entry],
            }),
        }
    }
    subjects
}

fn outcome<'a>(target: usize, tally: &'a Tally, anchors: &'a Anchors) -> Outcome<'a> {
    let counts = [
        (tally.fail, "fail", "f"),
        (tally.known, "known", "k"),
        (tally.note, "noted", "n"),
        (tally.pass, "pass", "p"),
    ];
    Outcome {
        number: target + 1,
        counts: counts
            .into_iter()
            .filter(|(count, ..)| *count > 0)
            .collect(),
        examples: tally
            .examples
            .iter()
            .map(|case| (case.as_str(), anchors.of(target, case)))
            .collect(),
    }
}
