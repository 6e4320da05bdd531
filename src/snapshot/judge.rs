//! Holds every answer of a run against the recorded ones, or records it.

use std::collections::BTreeMap;
use std::path::Path;

use super::drift::{Drift, drift};
use super::imprint::{Answers, answers};
use super::section::labels;
use super::set::Set;
use super::{SnapshotError, SnapshotMode, SnapshotOptions};
use crate::case::{CaseId, Check, Finding, Judgement, Lane, StepRecord};
use crate::spec::{Level, Provenance};

/// What kind of run it is.
#[derive(Clone, Copy, Debug)]
pub struct Scope {
    /// Whether the target is the embedded endpoint.
    pub embedded: bool,
    /// Whether every case of the matrix is tried.
    pub whole: bool,
    /// How many targets of the run share the set.
    pub targets: usize,
    /// Whether it is a CI's, where nobody reviews: no `.snap.new` is written, as insta writes none.
    pub ci: bool,
}

/// The snapshot lane of one target.
#[derive(Debug)]
pub struct SnapshotJudge {
    pub(super) set: Set,
    pub(super) mode: SnapshotMode,
    pub(super) update: bool,
    pub(super) scope: Scope,
    /// What came, by section and case; none of a case that could not be tried.
    pub(super) came: BTreeMap<String, BTreeMap<CaseId, Option<Vec<Answers>>>>,
    /// Sections in which something differs.
    pub(super) drifted: Vec<String>,
    /// Cases that are not in a set that was recorded in part.
    pub(super) unrecorded: usize,
}

impl SnapshotJudge {
    /// Reads what was recorded. None where nobody asks: no directory is named, and the target is not the embedded one.
    ///
    /// # Errors
    /// A directory or file that cannot be read; an update without a directory, or of several targets.
    pub fn open(options: &SnapshotOptions, scope: Scope) -> Result<Option<Self>, SnapshotError> {
        let set = match &options.directory {
            None if options.update => return Err(SnapshotError::Nowhere),
            Some(_) if options.update && scope.targets > 1 => {
                let targets = scope.targets;
                return Err(SnapshotError::SeveralTargets { targets });
            }
            None if !scope.embedded => return Ok(None),
            None => Set::compiled_in()?,
            Some(directory) => Set::read(directory, options.update)?,
        };
        Ok(Some(Self {
            set,
            mode: options.mode,
            update: options.update,
            scope,
            came: BTreeMap::new(),
            drifted: Vec::new(),
            unrecorded: 0,
        }))
    }

    /// Records all that comes, in place of whatever is there. `whole`: every case of the matrix is tried.
    pub fn afresh(directory: &Path, whole: bool) -> Self {
        Self {
            set: Set::afresh(directory),
            mode: SnapshotMode::Exact,
            update: true,
            scope: Scope {
                embedded: false,
                whole,
                targets: 1,
                ci: false,
            },
            came: BTreeMap::new(),
            drifted: Vec::new(),
            unrecorded: 0,
        }
    }

    /// The case could not be tried: what is recorded of it stays.
    pub fn untried(&mut self, section: &str, id: &CaseId) {
        self.keep(section, id, None);
    }

    /// Holds the answers of a case against the recorded ones. Where one of them told a password, no body is kept.
    pub fn judge(
        &mut self,
        section: &str,
        id: &CaseId,
        steps: &[StepRecord],
        leaked: bool,
    ) -> Option<Finding> {
        let came = answers(steps, leaked);
        if came.is_empty() {
            return None;
        }
        let drift = self.differs(section, id, &came);
        self.keep(section, id, Some(came));
        let drift = drift?;
        if !self.drifted.iter().any(|known| known == section) {
            self.drifted.push(section.to_owned());
        }
        let sent = steps.get(drift.at).or(steps.last());
        Some(Finding {
            case: id.clone(),
            check: Check::Snapshot,
            lane: Lane::Snapshot,
            // No clause, so no level of one: it fails whatever the level of the run.
            clause: None,
            level: Level::Must,
            provenance: Provenance::Recorded,
            judgement: Judgement::Fail,
            wanted: drift.wanted,
            got: drift.got,
            sent: sent.map(|step| step.sent.clone()).unwrap_or_default(),
            context: drift.context,
            known: None,
        })
    }

    fn differs(&mut self, section: &str, id: &CaseId, came: &[Answers]) -> Option<Drift> {
        if self.update {
            return None;
        }
        match self.set.get(section, id) {
            Some(recorded) => drift(recorded, came, self.mode),
            None if self.set.is_whole() => Some(Drift {
                wanted: "a recorded answer".to_owned(),
                got: labels(came),
                at: 0,
                context: vec![
                    "no answer is recorded of this case (--update-snapshots records it)".to_owned(),
                ],
            }),
            None => {
                self.unrecorded += 1;
                None
            }
        }
    }

    fn keep(&mut self, section: &str, id: &CaseId, answers: Option<Vec<Answers>>) {
        let section = self.came.entry(section.to_owned()).or_default();
        section.insert(id.clone(), answers);
    }
}
