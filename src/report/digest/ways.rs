//! Where several targets differ.

use std::collections::BTreeMap;

use super::across::across;
use super::told::Row;
use crate::case::Verdict;

/// Cases that differ in one way.
#[derive(Debug)]
pub(in crate::report) struct Way<'a> {
    /// What became of them on each target.
    pub(in crate::report) words: Vec<String>,
    /// Each with its section before it.
    pub(in crate::report) cases: Vec<(&'a str, &'a str)>,
}

/// The ways, the most frequent first.
pub(in crate::report) fn ways<'a>(rows: &[&'a Row], targets: usize) -> Vec<Way<'a>> {
    type Cases<'a> = Vec<(&'a str, &'a str)>;
    let mut ways: BTreeMap<(Vec<Option<Verdict>>, Vec<String>), Cases<'a>> = BTreeMap::new();
    for case in across(rows, targets).filter(|case| case.differs()) {
        let way = ways.entry((case.verdicts(), case.words())).or_default();
        way.push((case.section, case.id));
    }
    let mut ways: Vec<Way<'a>> = ways
        .into_iter()
        .map(|((_, words), cases)| Way { words, cases })
        .collect();
    ways.sort_by_key(|way| std::cmp::Reverse(way.cases.len()));
    ways
}
