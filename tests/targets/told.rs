//! The program, run against endpoints and recordings, and what it says.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use serde_json::Value;
use tempfile::TempDir;

use crate::common::{Served, pwspec, serve, text};

/// A fault that the tests know: 65 characters of two bytes are taken for too long.
pub const FAULT: [&str; 2] = ["--fault", "new-length-bytes"];
/// Cases around it: those of two bytes fail, those of one pass.
pub const CASES: &str = "new-password/length/{65,66}-*";
/// One that it reddens.
pub const RED: &str = "new-password/length/65-latin1";

/// What the program says.
pub struct Told {
    pub exit: i32,
    pub out: String,
    pub err: String,
}

/// Runs the program with these words in this environment.
pub fn told<A: AsRef<OsStr>>(variables: &[(String, String)], words: &[A]) -> Told {
    let output = pwspec()
        .args(words)
        .envs(variables.iter().cloned())
        .output()
        .unwrap();
    let (out, err) = text(&output);
    Told {
        exit: output.status.code().unwrap(),
        out,
        err,
    }
}

impl Told {
    /// The lines of `--report ndjson=-` of a type.
    pub fn lines(&self, kind: &str) -> Vec<Value> {
        let values = self
            .out
            .lines()
            .map(|line| serde_json::from_str(line).unwrap());
        values
            .filter(|value: &Value| value["type"] == kind)
            .collect()
    }
}

/// An endpoint, and a directory.
pub struct World {
    pub variables: Vec<(String, String)>,
    _served: Served,
    directory: TempDir,
}

impl World {
    /// `pwspec serve` with these words.
    pub fn of(words: &[&str]) -> Self {
        let (served, variables) = serve(words);
        Self {
            variables,
            _served: served,
            directory: tempfile::tempdir().unwrap(),
        }
    }

    /// Where the recording is.
    pub fn recording(&self) -> PathBuf {
        self.directory.path().join("rec")
    }

    /// The recording as a target.
    pub fn target(&self) -> String {
        format!("recorded:{}", self.recording().display())
    }

    pub fn url(&self) -> &str {
        let url = self
            .variables
            .iter()
            .find(|(name, _)| name == "AWS_ENDPOINT_URL_IAM");
        &url.unwrap().1
    }

    /// Records the cases.
    pub fn record(&self, cases: &[&str]) -> Told {
        let directory = self.recording();
        let mut words = vec!["run", "--record", directory.to_str().unwrap()];
        words.extend(cases);
        told(&self.variables, &words)
    }
}

/// The files of a directory, with their texts.
pub fn files(directory: &Path) -> Vec<(String, String)> {
    let entries = std::fs::read_dir(directory).unwrap().map(Result::unwrap);
    let mut files: Vec<(String, String)> = entries
        .map(|entry| {
            let text = std::fs::read_to_string(entry.path()).unwrap();
            (entry.file_name().into_string().unwrap(), text)
        })
        .collect();
    files.sort();
    files
}
