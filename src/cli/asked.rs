//! A target that a command is asked for: by its URL, or by its name in the configuration file.

use std::path::{Path, PathBuf};

use crate::runner::SnapshotMode;
use crate::target::TargetOptions;

/// What stands before the directory of a recording in place of a URL.
pub(super) const RECORDED: &str = "recorded:";

/// A target, and what is named with it.
#[derive(Clone, Debug, Default)]
pub(super) struct Asked {
    /// Its name in the configuration file.
    pub(super) name: Option<String>,
    /// How to reach it.
    pub(super) options: TargetOptions,
    /// Its known failures.
    pub(super) baseline: Option<PathBuf>,
    /// Its recorded answers.
    pub(super) snapshots: Option<PathBuf>,
    /// How these are held against those that come.
    pub(super) snapshot_mode: Option<SnapshotMode>,
}

impl Asked {
    /// The one there, of which nothing else is said.
    pub(super) fn at(url: &str) -> Self {
        let mut asked = Self::default();
        asked.options.endpoint_url = Some(url.to_owned());
        asked
    }

    /// The directory, where it is a recording.
    pub(super) fn recording(&self) -> Option<&Path> {
        let directory = self.options.endpoint_url.as_deref()?;
        directory.strip_prefix(RECORDED).map(Path::new)
    }
}
