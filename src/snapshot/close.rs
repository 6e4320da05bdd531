//! What a run leaves: the recorded answers, or what differs from them for review.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use super::set::{file_of, section_of};
use super::{SnapshotError, SnapshotJudge, SnapshotMode};

impl SnapshotJudge {
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
                "cases that are held against nothing, in snapshots of a part of the matrix: {} \
                 (--update-snapshots records them)",
                self.unrecorded
            ));
        }
        let stale = self.stale();
        if stale > 0 {
            remarks.push(format!(
                "recorded cases that are in the matrix no more: {stale} (--update-snapshots removes them)"
            ));
        }
        remarks.extend(self.leave_for_review());
        Ok(remarks)
    }

    /// Puts what came in the place of all that the directory holds.
    ///
    /// # Errors
    /// A file that cannot be removed or written.
    pub fn replace(self) -> Result<String, SnapshotError> {
        let directory = self.set.directory.clone().unwrap_or_default();
        let entries = fs::read_dir(&directory).map_err(|source| SnapshotError::Directory {
            directory: directory.clone(),
            source,
        })?;
        for path in entries.flatten().map(|entry| entry.path()) {
            if section_of(&path).is_some() {
                remove(&path).map_err(|source| SnapshotError::Write { path, source })?;
            }
        }
        self.record(&directory)
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
            if merged.cases.is_empty() {
                remove(&path).map_err(failed(&path))?;
            } else if self.set.sections.get(name) != Some(&merged) {
                fs::write(&path, merged.render(name)).map_err(failed(&path))?;
                changed += 1;
            }
            let pending = path.with_extension("snap.new");
            remove(&pending).map_err(failed(&pending))?;
        }
        let cases = self.came.values().flatten();
        let recorded = cases.filter(|(_, answers)| answers.is_some()).count();
        Ok(format!(
            "answers recorded in {}: of {recorded} cases, files changed: {changed}",
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
                "files left for review in {}: {left} (cargo insta review)",
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
