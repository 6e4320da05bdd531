//! What was asked under each clause, and how it was answered, by target.

use std::collections::{BTreeMap, BTreeSet};

use crate::case::{CaseId, Judgement};
use crate::runner::CaseResult;
use crate::spec::ClauseId;

/// Cases that are named as examples.
const NAMED: usize = 3;

/// By clause and target.
#[derive(Debug, Default)]
pub(super) struct Evidence(BTreeMap<(ClauseId, usize), Tally>);

/// Cases in which a clause was asked for.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) pass: usize,
    pub(super) fail: usize,
    pub(super) known: usize,
    pub(super) note: usize,
    /// The first of those that failed; where none did, the first of all.
    pub(super) examples: Vec<CaseId>,
}

impl Evidence {
    /// Takes note of a case. Of several findings under one clause the worst counts.
    pub(super) fn note(&mut self, case: &CaseResult) {
        let found = |clause: &ClauseId| {
            let under = case
                .findings
                .iter()
                .filter(|finding| finding.clause.as_ref() == Some(clause));
            under.map(|finding| finding.judgement).min()
        };
        let asked = case.asked.iter().map(|(_, clause)| clause);
        let blamed = case
            .findings
            .iter()
            .filter_map(|finding| finding.clause.as_ref());
        let clauses: BTreeSet<&ClauseId> = asked.chain(blamed).collect();
        for clause in clauses {
            let tally = self.0.entry((clause.clone(), case.target)).or_default();
            tally.count(&case.id, found(clause));
        }
    }

    /// Of the clause on the target, if it was asked for at all.
    pub(super) fn of(&self, clause: &ClauseId, target: usize) -> Option<&Tally> {
        self.0.get(&(clause.clone(), target))
    }
}

impl Tally {
    fn count(&mut self, case: &CaseId, found: Option<Judgement>) {
        let untroubled = self.fail == 0;
        match found {
            Some(Judgement::Fail) => self.fail += 1,
            Some(Judgement::Known) => self.known += 1,
            Some(Judgement::Note) => self.note += 1,
            None => self.pass += 1,
        }
        if found == Some(Judgement::Fail) && untroubled {
            self.examples.clear();
        }
        let room = if self.fail > 0 { NAMED } else { 1 };
        let is_example = found == Some(Judgement::Fail) || self.fail == 0;
        if is_example && self.examples.len() < room {
            self.examples.push(case.clone());
        }
    }
}
