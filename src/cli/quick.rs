//! The fewest cases that touch every clause.

use std::collections::BTreeSet;

use crate::case::{Case, Step, Subject, Transport};
use crate::spec::ClauseId;

/// Keeps few cases that together cite every clause that all of them cite: again and again the one that cites the most
/// clauses not yet cited, and of equals the cheapest and then the first. Their order stays.
pub(super) fn fewest(cases: Vec<Case>) -> Vec<Case> {
    let cited: Vec<BTreeSet<ClauseId>> = cases
        .iter()
        .map(|case| case.cited().into_iter().cloned().collect())
        .collect();
    let costs: Vec<usize> = cases.iter().map(cost).collect();
    let mut missing: BTreeSet<&ClauseId> = cited.iter().flatten().collect();
    let mut kept = BTreeSet::new();
    while !missing.is_empty() {
        let gain = |nth: usize| {
            cited[nth]
                .iter()
                .filter(|clause| missing.contains(clause))
                .count()
        };
        let best =
            (0..cases.len()).max_by_key(|&nth| (gain(nth), std::cmp::Reverse((costs[nth], nth))));
        let Some(best) = best else { break };
        kept.insert(best);
        missing.retain(|clause| !cited[best].contains(*clause));
    }
    cases
        .into_iter()
        .enumerate()
        .filter(|(nth, _)| kept.contains(nth))
        .map(|(_, case)| case)
        .collect()
}

/// What a case costs, roughly in requests.
fn cost(case: &Case) -> usize {
    let step = |step: &Step| match step {
        Step::Send(send) if matches!(send.request.transport, Transport::Slow { .. }) => 100,
        Step::Send(_) | Step::Admin(_) => 1,
        Step::Together(requests) => requests.len(),
        Step::Witness => case.subjects.len(),
    };
    let made = case
        .subjects
        .iter()
        .filter(|subject| **subject != Subject::Lane)
        .count();
    let needs = [case.needs.alone, case.needs.root, case.needs.role]
        .into_iter()
        .filter(|needed| *needed)
        .count();
    case.steps.iter().map(step).sum::<usize>() + 8 * made + 16 * needs
}
