//! What is documented for CI: the recipes of `docs/ci.md` and the steps of `action.yml` executed, workflows read, flags known.

mod action;
#[path = "../common/mod.rs"]
mod common;
mod flags;
mod recipes;
mod workflows;

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A text of the repository.
pub fn text(path: &str) -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    fs::read_to_string(root.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The blocks of that language, in order.
pub fn blocks(markdown: &str, language: &str) -> Vec<String> {
    let mut blocks = Vec::new();
    let mut lines = markdown.lines();
    while let Some(line) = lines.next() {
        if let Some(word) = line.strip_prefix("```") {
            let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            if word == language {
                blocks.push(block.join("\n") + "\n");
            }
        }
    }
    blocks
}

/// A working directory, and a `pwspec` on the path of what is executed in it that runs the fewest cases.
pub struct Runner {
    folder: tempfile::TempDir,
    variables: Vec<(String, String)>,
}

impl Runner {
    /// With the variables of an endpoint, or none.
    pub fn new(variables: &[(String, String)]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let bin = folder.path().join("bin");
        fs::create_dir(&bin).unwrap();
        fs::create_dir(folder.path().join("work")).unwrap();
        let script = format!(
            "#!/bin/sh\ncase \"$1 $2\" in\n    'baseline update' | 'run '*) exec '{pwspec}' \"$@\" --quick ;;\n    \
             *) exec '{pwspec}' \"$@\" ;;\nesac\n",
            pwspec = env!("CARGO_BIN_EXE_pwspec")
        );
        let path = bin.join("pwspec");
        fs::write(&path, script).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        Self {
            folder,
            variables: variables.to_vec(),
        }
    }

    /// In the working directory.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join("work").join(name)
    }

    /// The script, as GitHub's runner executes one: exit code, standard output, standard error.
    pub fn executed(&self, script: &str, more: &[(&str, &str)]) -> (i32, String, String) {
        let path = std::env::var("PATH").unwrap();
        let mut bash = Command::new("bash");
        for (name, _) in common::pwspec().get_envs() {
            bash.env_remove(name);
        }
        let output = bash
            .args(["--noprofile", "--norc", "-eo", "pipefail", "-c", script])
            .current_dir(self.folder.path().join("work"))
            .envs(self.variables.iter().cloned())
            .env("XDG_STATE_HOME", self.folder.path())
            .env("HOME", self.folder.path())
            .env(
                "PATH",
                format!("{}:{path}", self.folder.path().join("bin").display()),
            )
            .envs(more.iter().copied())
            .output()
            .unwrap();
        let (out, errors) = common::text(&output);
        (output.status.code().unwrap(), out, errors)
    }
}
