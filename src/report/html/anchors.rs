//! Where on the page a case is told of.

use std::collections::HashMap;

use crate::case::CaseId;

/// By target and case; the first place is the one that counts.
#[derive(Debug, Default)]
pub(super) struct Anchors(HashMap<(usize, CaseId), String>);

impl Anchors {
    /// The case is told of there.
    pub(super) fn put(&mut self, target: usize, case: &CaseId, anchor: &str) {
        let key = (target, case.clone());
        self.0.entry(key).or_insert_with(|| anchor.to_owned());
    }

    /// The place.
    pub(super) fn of(&self, target: usize, case: &CaseId) -> Option<&str> {
        self.0.get(&(target, case.clone())).map(String::as_str)
    }
}
