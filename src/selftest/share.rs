//! Which cases a variant is tried with, where not all of them are.

use std::collections::{BTreeSet, HashSet};

use crate::case::Case;

/// The share of the one at that place of so many, as places in the matrix: cases that touch every clause, others for each;
/// and of the rest every so manieth, so that all of them together see every case.
pub fn share(cases: &[Case], at: usize, of: usize) -> Vec<usize> {
    let of = of.max(1);
    let mut chosen = BTreeSet::from_iter(touching_every_clause(cases, at * cases.len() / of));
    chosen.extend((at % of..cases.len()).step_by(of));
    chosen.into_iter().collect()
}

/// A third of the cases that touch every clause, others for each.
pub(super) fn third(cases: &[Case], at: usize, of: usize) -> Vec<usize> {
    let touching = touching_every_clause(cases, at * cases.len() / of.max(1));
    touching.into_iter().skip(at % 3).step_by(3).collect()
}

/// The fewest of the cases, from that one on and round the end, that touch every clause.
fn touching_every_clause(cases: &[Case], from: usize) -> Vec<usize> {
    let mut seen = HashSet::new();
    let mut tells = |place: &usize| {
        let mut news = false;
        for clause in cases[*place].cited() {
            news |= seen.insert(clause);
        }
        news
    };
    let round = (0..cases.len()).map(|nth| (from + nth) % cases.len());
    round.filter(|place| tells(place)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matrix;
    use crate::spec::{ClauseId, Model};

    fn cases() -> Vec<Case> {
        matrix::cases(&Model::compiled_in().unwrap())
    }

    #[test]
    fn every_share_touches_every_clause() {
        let cases = cases();
        let clauses = |places: &[usize]| -> HashSet<ClauseId> {
            let cited = places.iter().flat_map(|place| cases[*place].cited());
            cited.cloned().collect()
        };
        let every = clauses(&(0..cases.len()).collect::<Vec<_>>());
        for at in [0, 13, 63] {
            let share = share(&cases, at, 64);
            assert_eq!(clauses(&share), every);
            assert!(share.len() < cases.len() / 10, "{}", share.len());
        }
    }

    #[test]
    fn all_shares_together_see_every_case() {
        let cases = cases();
        let seen: HashSet<usize> = (0..64).flat_map(|at| share(&cases, at, 64)).collect();
        assert_eq!(seen.len(), cases.len());
    }

    #[test]
    fn a_share_of_nothing_is_nothing() {
        assert!(share(&[], 0, 0).is_empty());
    }
}
