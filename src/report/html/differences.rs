//! Where several targets differ.

use std::collections::BTreeMap;

use crate::case::Verdict;
use crate::report::digest::{Row, across};

/// Cases that differ in one way.
#[derive(Debug)]
pub(super) struct Way<'a> {
    /// The word of each target.
    pub(super) verdicts: Vec<&'static str>,
    pub(super) cases: Vec<&'a str>,
}

/// The ways, the most frequent first.
pub(super) fn differences<'a>(rows: &[&'a Row], targets: usize) -> Vec<Way<'a>> {
    let mut ways: BTreeMap<Vec<Option<Verdict>>, Vec<&'a str>> = BTreeMap::new();
    for case in across(rows, targets).filter(|case| case.differs()) {
        ways.entry(case.verdicts()).or_default().push(case.id);
    }
    let word = |verdict: Option<Verdict>| verdict.map_or("not tried", Verdict::word);
    let mut ways: Vec<Way<'a>> = ways
        .into_iter()
        .map(|(verdicts, cases)| Way {
            verdicts: verdicts.into_iter().map(word).collect(),
            cases,
        })
        .collect();
    ways.sort_by_key(|way| std::cmp::Reverse(way.cases.len()));
    ways
}
