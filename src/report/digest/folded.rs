//! Which row stands for a generated case: there may be a million of them, and a report of as many lines is none.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::case::{Block, GENERATED, is_within};
use crate::runner::CaseResult;

/// Rows of cases that came out alike, before one stands for all that follow.
const TOLD: usize = 20;

/// By how cases came out: how many rows there are, and the last of them.
#[derive(Debug, Default)]
pub(super) struct Folded(HashMap<u64, (usize, usize)>);

impl Folded {
    /// The row that stands for the case as well; none where it is to have the next one.
    pub(super) fn place(&mut self, case: &CaseResult, next: usize) -> Option<usize> {
        if !is_within(&case.section, GENERATED) {
            return None;
        }
        let is_plain = case.findings.is_empty() && case.block.is_none() && case.error.is_none();
        let most = if is_plain { 1 } else { TOLD };
        let (rows, last) = self.0.entry(outcome(case)).or_insert((0, next));
        if *rows == most {
            return Some(*last);
        }
        *rows += 1;
        *last = next;
        None
    }
}

/// How the case came out, whatever its id.
fn outcome(case: &CaseResult) -> u64 {
    let mut hasher = DefaultHasher::new();
    (case.target, &case.section, case.verdict).hash(&mut hasher);
    case.block.as_ref().map(Block::reason).hash(&mut hasher);
    (&case.error, &case.unwitnessed).hash(&mut hasher);
    for finding in &case.findings {
        (finding.check, &finding.clause, &finding.got).hash(&mut hasher);
        finding.judgement.hash(&mut hasher);
    }
    hasher.finish()
}
