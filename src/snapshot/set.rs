//! All recorded answers of a target: the files of a directory, or those compiled in.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use include_dir::{Dir, include_dir};

use super::drift::drift;
use super::imprint::Answers;
use super::section::Section;
use super::{SnapshotError, SnapshotMode};
use crate::case::CaseId;

/// The answers of the embedded endpoint. The build script sees new files of it.
static REFERENCE: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/snapshots/reference");

/// The sections that are recorded.
#[derive(Debug)]
pub(super) struct Set {
    /// Where they are; none for those compiled in.
    pub(super) directory: Option<PathBuf>,
    /// By name.
    pub(super) sections: BTreeMap<String, Section>,
}

impl Set {
    /// The embedded endpoint's.
    pub(super) fn compiled_in() -> Result<Self, SnapshotError> {
        let files = REFERENCE.files().filter_map(|file| {
            let name = section_of(file.path())?;
            Some((file.path().to_owned(), name, file.contents_utf8()?))
        });
        let mut sections = BTreeMap::new();
        for (path, name, text) in files {
            sections.insert(name, parse(&path, text)?);
        }
        Ok(Self {
            directory: None,
            sections,
        })
    }

    /// Those of a directory, which need not be there if `new`.
    pub(super) fn read(directory: &Path, new: bool) -> Result<Self, SnapshotError> {
        let entries = match fs::read_dir(directory) {
            Ok(entries) => Some(entries),
            Err(error) if new && error.kind() == io::ErrorKind::NotFound => None,
            Err(source) => {
                let directory = directory.to_owned();
                return Err(SnapshotError::Directory { directory, source });
            }
        };
        let mut sections = BTreeMap::new();
        for entry in entries.into_iter().flatten() {
            let path = entry
                .map_err(|source| SnapshotError::Directory {
                    directory: directory.to_owned(),
                    source,
                })?
                .path();
            if let Some(name) = section_of(&path) {
                let text = fs::read_to_string(&path).map_err(|source| SnapshotError::Read {
                    path: path.clone(),
                    source,
                })?;
                sections.insert(name, parse(&path, &text)?);
            }
        }
        if sections.is_empty() && !new {
            let directory = directory.to_owned();
            return Err(SnapshotError::Empty { directory });
        }
        Ok(Self {
            directory: Some(directory.to_owned()),
            sections,
        })
    }

    /// None as yet.
    pub(super) fn afresh(directory: &Path) -> Self {
        Self {
            directory: Some(directory.to_owned()),
            sections: BTreeMap::new(),
        }
    }

    /// What was recorded of the case.
    pub(super) fn get(&self, section: &str, id: &CaseId) -> Option<&[Answers]> {
        let section = self.sections.get(section)?;
        section.cases.get(id).map(Vec::as_slice)
    }

    /// Whether every case of the matrix of that time is in it, as far as it could be tried.
    pub(super) fn is_whole(&self) -> bool {
        self.sections.values().all(|section| section.whole)
    }

    /// The section with what came in place of what was recorded: of the cases that were tried, and after a run of the
    /// whole matrix without those that are in it no more. Of a case that could not be tried (none) the record stays.
    pub(super) fn merged(
        &self,
        name: &str,
        came: &BTreeMap<CaseId, Option<Vec<Answers>>>,
        whole: bool,
    ) -> Section {
        let mut merged = self.sections.get(name).cloned().unwrap_or_default();
        merged.whole |= whole;
        if whole {
            merged.cases.retain(|id, _| came.contains_key(id));
        }
        for (id, answers) in came {
            let recorded = merged.cases.get(id).map(Vec::as_slice);
            match answers {
                Some(answers) if differs(recorded, answers) => {
                    merged.cases.insert(id.clone(), answers.clone());
                }
                _ => {}
            }
        }
        merged
    }
}

/// Of a race it is no difference that something did not come this time.
fn differs(recorded: Option<&[Answers]>, came: &[Answers]) -> bool {
    recorded.is_none_or(|recorded| drift(recorded, came, SnapshotMode::Exact).is_some())
}

/// The file of a section: `new-password/length` is `new-password__length.snap`.
pub(super) fn file_of(section: &str) -> String {
    format!("{}.snap", section.replace('/', "__"))
}

pub(super) fn section_of(path: &Path) -> Option<String> {
    let name = path.file_name()?.to_str()?.strip_suffix(".snap")?;
    Some(name.replace("__", "/"))
}

fn parse(path: &Path, text: &str) -> Result<Section, SnapshotError> {
    Section::parse(text).map_err(|malformed| SnapshotError::Malformed {
        path: path.to_owned(),
        line: malformed.line,
        reason: malformed.reason,
    })
}
