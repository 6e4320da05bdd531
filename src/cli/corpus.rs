//! A directory of sequences, a file each.

use std::fs;
use std::path::{Path, PathBuf};

use super::CliError;
use crate::fuzz::{Script, Sequence, sequences};

/// The end of the names of files that are sequences.
const ENDING: &str = "json";

/// What showed something new once.
pub(super) struct Corpus {
    directory: PathBuf,
    scripts: Vec<Script>,
}

impl Corpus {
    /// Reads the directory, or makes it.
    pub(super) fn open(directory: PathBuf) -> Result<Self, CliError> {
        make(&directory)?;
        let unreadable = |path: &Path, reason: String| CliError::Read {
            path: path.to_owned(),
            reason: format!("{reason} (see --corpus)"),
        };
        let entries = fs::read_dir(&directory);
        let entries = entries.map_err(|error| unreadable(&directory, error.to_string()))?;
        let paths: Result<Vec<PathBuf>, _> = entries
            .map(|entry| entry.map(|entry| entry.path()))
            .collect();
        let mut paths = paths.map_err(|error| unreadable(&directory, error.to_string()))?;
        paths.retain(|path| path.extension().is_some_and(|ending| ending == ENDING));
        paths.sort();
        let mut scripts = Vec::new();
        for path in paths {
            let text = fs::read_to_string(&path);
            let text = text.map_err(|error| unreadable(&path, error.to_string()))?;
            let read = sequences(&text);
            let read = read.map_err(|error| unreadable(&path, format!("failed to {error}")))?;
            scripts.extend(read.into_iter().map(|sequence| sequence.script));
        }
        Ok(Self { directory, scripts })
    }

    /// What was there.
    pub(super) fn scripts(&self) -> &[Script] {
        &self.scripts
    }

    /// Keeps a sequence, under a name that its content has.
    pub(super) fn keep(&mut self, script: &Script) -> Result<(), CliError> {
        if self.scripts.contains(script) {
            return Ok(());
        }
        let sequence = Sequence::from(script);
        let path = self
            .directory
            .join(format!("{}.{ENDING}", sequence.fingerprint()));
        self.scripts.push(script.clone());
        write(&path, &sequence)
    }
}

/// Makes the directory, and those above it.
pub(super) fn make(directory: &Path) -> Result<(), CliError> {
    fs::create_dir_all(directory).map_err(|source| unwritable(directory, source))
}

/// Writes a sequence as a file of its own.
pub(super) fn write(path: &Path, sequence: &Sequence) -> Result<(), CliError> {
    let line = sequence
        .line()
        .map_err(|error| unwritable(path, error.into()))?;
    fs::write(path, line + "\n").map_err(|source| unwritable(path, source))
}

fn unwritable(path: &Path, source: std::io::Error) -> CliError {
    let path = path.to_owned();
    CliError::Write { path, source }
}
