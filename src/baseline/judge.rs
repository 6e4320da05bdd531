//! Holds a run against the entries, and knows at its end which of them hold no more.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::entry::Bearing;
use super::{Baseline, Day, Entry, Tried};
use crate::case::{CaseId, Check, Finding, Verdict};

/// A baseline for the length of a run of one target.
#[derive(Clone, Debug)]
pub struct BaselineJudge {
    pub(super) baseline: Arc<Baseline>,
    /// Every case there is.
    pub(super) ids: Arc<[String]>,
    pub(super) today: Day,
    /// What was seen of each entry.
    pub(super) seen: Vec<Seen>,
    /// Checks of which a failure was excused.
    excused: BTreeSet<Check>,
}

/// What was seen of an entry.
#[derive(Clone, Debug, Default)]
pub(super) struct Seen {
    /// Cases in which its check failed, as observed or otherwise.
    pub(super) failing: usize,
    /// Cases in which it passes.
    pub(super) passing: Vec<CaseId>,
    /// Cases that did not raise the question.
    pub(super) not_asked: Vec<CaseId>,
}

impl BaselineJudge {
    /// Holds a run on that day against the entries. `ids` are those of every case there is, selected or not, and `preflight`.
    pub fn new(baseline: Baseline, ids: impl IntoIterator<Item = String>, today: Day) -> Self {
        let seen = vec![Seen::default(); baseline.entries.len()];
        Self {
            baseline: Arc::new(baseline),
            ids: ids.into_iter().collect(),
            today,
            seen,
            excused: BTreeSet::new(),
        }
    }

    /// The entries, and of which target they are.
    pub fn baseline(&self) -> &Baseline {
        &self.baseline
    }

    /// Takes note of what became of a case.
    pub fn note(&mut self, tried: &Tried<'_>) {
        for (entry, seen) in self.baseline.entries.iter().zip(&mut self.seen) {
            match entry.bearing(tried) {
                Some(Bearing::AsObserved | Bearing::Otherwise) => seen.failing += 1,
                Some(Bearing::Passes) => seen.passing.push(tried.id.clone()),
                Some(Bearing::NotAsked) => seen.not_asked.push(tried.id.clone()),
                Some(Bearing::Untold) | None => {}
            }
        }
        let counts = tried.verdict == Verdict::Fail;
        let excused = tried
            .findings
            .iter()
            .filter(|finding| counts && self.baseline.excuses(finding).is_some());
        self.excused.extend(excused.map(|finding| finding.check));
    }

    /// Whether an entry has excused a failure of this check, of whatever case.
    pub fn has_excused(&self, check: Check) -> bool {
        self.excused.contains(&check)
    }

    /// The entry that excuses the finding.
    pub fn excuses(&self, finding: &Finding) -> Option<&Entry> {
        self.baseline.excuses(finding)
    }
}
