//! A directory with a `pwspec.toml`, and the variables that it names.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

use crate::common::{pwspec, text};
use crate::told::{Told, World};

/// Targets with keys of their own.
pub struct Lab {
    directory: TempDir,
    variables: Vec<(String, String)>,
    text: String,
}

impl Lab {
    /// Without a target.
    pub fn new() -> Self {
        Self {
            directory: tempfile::tempdir().unwrap(),
            variables: Vec::new(),
            text: "version = 1\n".to_owned(),
        }
    }

    /// One more target: there, with the keys of that world, and what else is said of it.
    pub fn with(mut self, name: &str, url: &str, world: &World, keys: &str) -> Self {
        let capitals = name.to_uppercase();
        self.text.push_str(&format!(
            "\n[target.{name}]\nendpoint-url = \"{url}\"\n{keys}\n[target.{name}.variables]\n"
        ));
        for (usual, short) in [
            ("AWS_ACCESS_KEY_ID", "KEY"),
            ("AWS_SECRET_ACCESS_KEY", "SECRET"),
        ] {
            let mut variables = world.variables.iter();
            let (_, value) = variables.find(|(name, _)| name == usual).unwrap();
            let variable = format!("{capitals}_{short}");
            self.text.push_str(&format!("{usual} = \"{variable}\"\n"));
            self.variables.push((variable, value.clone()));
        }
        self.write(&self.text);
        self
    }

    /// Puts the text in the place of the file.
    pub fn write(&self, text: &str) {
        fs::write(self.path("pwspec.toml"), text).unwrap();
    }

    pub fn text(&self) -> &str {
        &self.text
    }

    pub fn path(&self, name: impl AsRef<Path>) -> PathBuf {
        self.directory.path().join(name)
    }

    /// The values of the variables.
    pub fn secrets(&self) -> impl Iterator<Item = &str> {
        self.variables.iter().map(|(_, value)| value.as_str())
    }

    /// The program there.
    pub fn pwspec(&self, words: &[&str]) -> Command {
        let mut command = pwspec();
        command
            .current_dir(self.directory.path())
            .envs(self.variables.iter().cloned())
            .args(words);
        command
    }

    /// Runs it.
    pub fn told(&self, words: &[&str]) -> Told {
        let output = self.pwspec(words).output().unwrap();
        let (out, err) = text(&output);
        Told {
            exit: output.status.code().unwrap(),
            out,
            err,
        }
    }
}
