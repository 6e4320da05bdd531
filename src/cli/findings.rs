//! What the fuzzer found, as files for `pwspec replay` and in words at the end.

use std::fmt::Write as _;
use std::path::PathBuf;

use super::CliError;
use super::corpus::{make, write};
use crate::fuzz::{Discovery, Fuzzed, Sequence};
use crate::report::ShellWord;

/// Where root causes are written, if anywhere.
pub(super) struct Findings {
    directory: Option<PathBuf>,
    written: Result<(), CliError>,
}

impl Findings {
    /// Makes the directory, if there is to be one.
    pub(super) fn open(directory: Option<PathBuf>) -> Result<Self, CliError> {
        directory.as_deref().map(make).transpose()?;
        Ok(Self {
            directory,
            written: Ok(()),
        })
    }

    fn path(&self, discovery: &Discovery) -> Option<PathBuf> {
        let name = discovery.id.as_str().replace('/', "-");
        Some(self.directory.as_ref()?.join(format!("{name}.json")))
    }

    /// Writes one down.
    pub(super) fn take(&mut self, discovery: &Discovery) {
        if let (Some(path), Ok(())) = (self.path(discovery), &self.written) {
            self.written = write(&path, &Sequence::from(discovery));
        }
    }

    /// How each root cause is seen again, by a command line with these flags, and what was done.
    pub(super) fn told(
        self,
        fuzzed: &Fuzzed,
        flags: &[String],
        seed: u64,
    ) -> Result<String, CliError> {
        let mut text = String::new();
        let flags: String = flags
            .iter()
            .map(|flag| format!(" {}", ShellWord(flag)))
            .collect();
        // Writing into a String does not fail.
        for discovery in &fuzzed.found {
            let _ = writeln!(text, "\n{}", discovery.id);
            let file = match self.path(discovery) {
                Some(path) => path.display().to_string(),
                None => {
                    let line = Sequence::from(discovery).line();
                    let line = line.map_err(|error| CliError::Print(error.into()))?;
                    let _ = writeln!(text, "  FILE    {line}");
                    "FILE".to_owned()
                }
            };
            let word = ShellWord(&file);
            let _ = writeln!(text, "  replay  pwspec replay{flags} {word}");
            let _ = writeln!(text, "  curl    pwspec replay --emit curl {word}");
            for line in discovery.as_a_case().lines() {
                let _ = writeln!(text, "  case    {line}");
            }
        }
        let progress = &fuzzed.progress;
        let seconds = progress.elapsed.as_secs_f64();
        let _ = writeln!(
            text,
            "\nfuzzed for {seconds:.1} s: {} calls ({:.0}/s), {} sequences, {} novelties, {} root causes, seed {seed}",
            progress.calls,
            progress.calls as f64 / seconds.max(0.001),
            progress.sequences,
            progress.novelties,
            fuzzed.found.len(),
        );
        self.written?;
        Ok(text)
    }
}
