//! Holds every answer of a run against the recorded ones, or records it.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use super::drift::{Drift, drift, labels};
use super::imprint::{Imprint, Line};
use super::set::{Set, file_of};
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
    /// How many targets the run has.
    pub targets: usize,
    /// Whether it is a CI's, where nobody reviews: no `.snap.new` is written, as insta writes none.
    pub ci: bool,
}

/// The snapshot lane of one target.
#[derive(Debug)]
pub struct SnapshotJudge {
    set: Set,
    mode: SnapshotMode,
    update: bool,
    scope: Scope,
    /// What came, by section and case; none of a case that could not be tried.
    came: BTreeMap<String, BTreeMap<CaseId, Option<Vec<Imprint>>>>,
    /// Sections in which something differs.
    drifted: Vec<String>,
    /// Cases that are not in a set that was recorded in part.
    unrecorded: usize,
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
        let line = Line::of(steps, leaked);
        if line.imprints.is_empty() {
            return None;
        }
        let drift = self.differs(section, id, &line);
        self.keep(section, id, Some(line.imprints));
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
        })
    }

    fn differs(&mut self, section: &str, id: &CaseId, line: &Line) -> Option<Drift> {
        if self.update {
            return None;
        }
        match self.set.get(section, id) {
            Some(recorded) => drift(recorded, line, self.mode),
            None if self.set.is_whole() => Some(Drift {
                wanted: "a recorded answer".to_owned(),
                got: labels(&line.imprints),
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

    fn keep(&mut self, section: &str, id: &CaseId, imprints: Option<Vec<Imprint>>) {
        let section = self.came.entry(section.to_owned()).or_default();
        section.insert(id.clone(), imprints);
    }

    /// The end of the run: writes what is to be written, and says what a person should know.
    ///
    /// # Errors
    /// A file of an update that cannot be written. A `.snap.new` that cannot be is a remark.
    pub fn close(self) -> Result<Vec<String>, SnapshotError> {
        if let (true, Some(directory)) = (self.update, self.set.directory.as_deref()) {
            return self.record(directory).map(|remark| vec![remark]);
        }
        let mut remarks = Vec::new();
        if self.unrecorded > 0 {
            remarks.push(format!(
                "{} cases are held against nothing: the snapshots were recorded by a run of a part of the matrix \
                 (--update-snapshots records the rest)",
                self.unrecorded
            ));
        }
        let stale = self.stale();
        if stale > 0 {
            remarks.push(format!(
                "{stale} recorded cases are in the matrix no more (--update-snapshots removes them)"
            ));
        }
        remarks.extend(self.leave_for_review());
        Ok(remarks)
    }

    /// Recorded cases that a run of the whole matrix did not meet.
    fn stale(&self) -> usize {
        if !self.scope.whole {
            return 0;
        }
        let is_met = |section: &str, id| {
            let came = self.came.get(section);
            came.is_some_and(|came| came.contains_key(id))
        };
        let sections = self.set.sections.iter();
        sections
            .flat_map(|(name, section)| section.cases.keys().map(move |id| (name, id)))
            .filter(|(name, id)| !is_met(name, *id))
            .count()
    }

    fn record(&self, directory: &Path) -> Result<String, SnapshotError> {
        let failed = |path: &Path| {
            let path = path.to_owned();
            move |source| SnapshotError::Write { path, source }
        };
        fs::create_dir_all(directory).map_err(failed(directory))?;
        let mut changed = 0;
        let mut sections: Vec<&String> = self.came.keys().collect();
        if self.scope.whole {
            sections.extend(self.set.sections.keys());
        }
        sections.sort();
        sections.dedup();
        let nothing = BTreeMap::new();
        for name in sections {
            let came = self.came.get(name).unwrap_or(&nothing);
            let merged = self.set.merged(name, came, self.scope.whole);
            let path = directory.join(file_of(name));
            let is_new = self.set.sections.get(name) != Some(&merged);
            changed += usize::from(is_new && !merged.cases.is_empty());
            if merged.cases.is_empty() {
                remove(&path).map_err(failed(&path))?;
            } else if is_new {
                fs::write(&path, merged.render(name)).map_err(failed(&path))?;
            }
            let pending = path.with_extension("snap.new");
            remove(&pending).map_err(failed(&pending))?;
        }
        let cases = self.came.values().flatten();
        let recorded = cases.filter(|(_, imprints)| imprints.is_some()).count();
        Ok(format!(
            "the answers of {recorded} cases are recorded in {}: {changed} files changed",
            directory.display()
        ))
    }

    /// Only a target's own set takes its answers: in the other modes the set is another's.
    fn leave_for_review(&self) -> Option<String> {
        let directory = self.set.directory.as_deref()?;
        if self.scope.ci || self.scope.targets > 1 || self.mode != SnapshotMode::Exact {
            return None;
        }
        let mut left = 0;
        for (name, came) in &self.came {
            let pending = directory.join(file_of(name)).with_extension("snap.new");
            let written = if self.drifted.contains(name) {
                left += 1;
                let merged = self.set.merged(name, came, self.scope.whole);
                fs::write(&pending, merged.render(name))
            } else if self.scope.whole {
                remove(&pending)
            } else {
                Ok(())
            };
            if let Err(error) = written {
                return Some(format!("failed to write {}: {error}", pending.display()));
            }
        }
        (left > 0).then(|| {
            format!(
                "{left} .snap.new files are left in {} (cargo insta review)",
                directory.display()
            )
        })
    }
}

/// Removes the file, which need not be there.
fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    }
}
