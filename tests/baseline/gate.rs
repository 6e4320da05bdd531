//! A file in a directory of its own, and the program that holds an endpoint against it.

use std::fs;
use std::path::PathBuf;

use tempfile::TempDir;

use crate::told::{Told, told};
use crate::world::World;

/// A fault that the tests know: 65 characters of two bytes are taken for too long.
pub const FAULT: [&str; 2] = ["--fault", "new-length-bytes"];
/// A case that it reddens, and what is observed then.
pub const CASE: &str = "new-password/length/65-latin1";
pub const OBSERVED: &str = "400 ValidationError";

/// A baseline.
pub struct Gate {
    directory: TempDir,
}

/// An entry.
pub fn entry(check: &str, observed: &str) -> String {
    format!("\n[[known]]\ncheck = \"{check}\"\nobserved = \"{observed}\"\n")
}

impl Gate {
    /// Without a file.
    pub fn new() -> Self {
        Self {
            directory: tempfile::tempdir().unwrap(),
        }
    }

    /// With a file of these entries.
    pub fn of(entries: &str) -> Self {
        let gate = Self::new();
        gate.write(&format!("version = 1\ntarget = \"a test\"\n{entries}"));
        gate
    }

    pub fn path(&self) -> PathBuf {
        self.directory.path().join("known.toml")
    }

    pub fn write(&self, text: &str) {
        fs::write(self.path(), text).unwrap();
    }

    pub fn text(&self) -> String {
        fs::read_to_string(self.path()).unwrap()
    }

    /// The files beside it, it among them.
    pub fn files(&self) -> usize {
        fs::read_dir(self.directory.path()).unwrap().count()
    }

    /// `pwspec WORDS --baseline FILE …`
    pub fn told(&self, world: &World, words: &[&str], arguments: &[&str]) -> Told {
        let mut command = world.pwspec();
        command.args(words).arg("--baseline").arg(self.path());
        told(command.args(arguments))
    }

    /// `pwspec run --baseline FILE --report ndjson=- …`
    pub fn run(&self, world: &World, arguments: &[&str]) -> Told {
        self.told(world, &["run", "--report", "ndjson=-"], arguments)
    }

    pub fn update(&self, world: &World, arguments: &[&str]) -> Told {
        self.told(world, &["baseline", "update"], arguments)
    }

    pub fn check(&self, world: &World, arguments: &[&str]) -> Told {
        self.told(world, &["baseline", "check"], arguments)
    }
}

/// The sentences about entries that are stale.
pub fn stale(told: &Told) -> Vec<String> {
    let summary = &told.events("summary")[0];
    let stale = summary["stale"].as_array().unwrap().iter();
    stale
        .map(|entry| entry.as_str().unwrap().to_owned())
        .collect()
}
