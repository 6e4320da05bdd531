//! What `fixtures/emulators/NAME.toml` says of a real endpoint: one reader for the tests, for CI and for the scoreboard.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;

/// A real endpoint.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// Its name, and that of its files.
    pub name: String,
    /// The version, or the beginning of it, that the baseline speaks of.
    pub version: String,
    /// What separates one run from another.
    pub isolation: String,
    pub install: Install,
    pub start: Start,
    pub administrator: Administrator,
    pub pace: Pace,
    pub expected: Expected,
    /// What a run shows best: at most ten.
    #[serde(default)]
    pub telling: Vec<Telling>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Install {
    /// Whether every run of CI installs it; the others take many minutes.
    pub always: bool,
    pub with: Installer,
    pub package: String,
    #[serde(default)]
    pub arguments: Vec<String>,
    #[serde(default)]
    pub environment: BTreeMap<String, String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Installer {
    Cargo,
    Pip,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Start {
    /// Below the place where it is installed. `{port}` stands for the port in arguments and environment.
    pub program: PathBuf,
    #[serde(default)]
    pub arguments: Vec<String>,
    #[serde(default)]
    pub environment: BTreeMap<String, String>,
    /// A path that is answered with 200 once it serves; else that its port takes connections is enough.
    pub wait_for: Option<String>,
    /// How long that may take.
    pub seconds: u64,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct Administrator {
    pub access_key_id: String,
    pub secret_access_key: String,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pace {
    pub auth: String,
    pub jobs: usize,
    pub timeout: String,
    pub rate: Option<String>,
    /// Whether the fewest cases must do.
    pub quick: bool,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expected {
    /// Of a run without a baseline.
    pub exit: i32,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Telling {
    pub check: String,
    pub says: String,
    /// What to run to see it again, where that is not the case alone.
    pub again: Option<String>,
}

/// The top of the repository.
pub fn top() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every manifest, by name. The error completes "failed to ...".
pub fn all() -> Result<Vec<Manifest>, String> {
    let folder = top().join("fixtures/emulators");
    let entries = std::fs::read_dir(&folder)
        .map_err(|error| format!("list {}: {error}", folder.display()))?;
    let mut manifests = Vec::new();
    for entry in entries {
        let path = entry
            .map_err(|error| format!("list {}: {error}", folder.display()))?
            .path();
        let named = |error: &dyn std::fmt::Display| format!("read {}: {error}", path.display());
        let text = std::fs::read_to_string(&path).map_err(|error| named(&error))?;
        manifests.push(toml::from_str::<Manifest>(&text).map_err(|error| named(&error))?);
    }
    manifests.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(manifests)
}

/// Every name is that of an endpoint. The error completes "failed to ...".
pub fn known<'a>(
    manifests: &[Manifest],
    names: impl IntoIterator<Item = &'a &'a str>,
) -> Result<(), String> {
    let is_known = |name: &str| manifests.iter().any(|manifest| manifest.name == name);
    match names.into_iter().find(|name| !is_known(name)) {
        None => Ok(()),
        Some(stranger) => {
            let known = manifests.iter().map(|manifest| manifest.name.as_str());
            let known: Vec<&str> = known.collect();
            Err(format!("find {stranger} among {}", known.join(", ")))
        }
    }
}

impl Manifest {
    /// Where it is installed.
    pub fn place(&self) -> PathBuf {
        top().join("target/emulators").join(&self.name)
    }

    /// Whether it can be started.
    pub fn is_installed(&self) -> bool {
        self.place().join(&self.start.program).exists()
    }

    /// Its known failures.
    pub fn baseline(&self) -> PathBuf {
        top()
            .join("fixtures/baselines")
            .join(format!("{}.toml", self.name))
    }

    /// The flags of a run against it.
    pub fn flags(&self, url: &str) -> Vec<String> {
        let jobs = self.pace.jobs.to_string();
        let words = [
            "--endpoint-url",
            url,
            "--auth",
            &self.pace.auth,
            "--jobs",
            &jobs,
            "--timeout",
            &self.pace.timeout,
        ];
        let mut flags: Vec<String> = words.map(str::to_owned).to_vec();
        if let Some(rate) = &self.pace.rate {
            flags.extend(["--rate".to_owned(), rate.clone()]);
        }
        if self.pace.quick {
            flags.push("--quick".to_owned());
        }
        flags
    }

    /// The environment of a run against it.
    pub fn keys(&self) -> [(&'static str, &str); 2] {
        [
            ("AWS_ACCESS_KEY_ID", &self.administrator.access_key_id),
            (
                "AWS_SECRET_ACCESS_KEY",
                &self.administrator.secret_access_key,
            ),
        ]
    }
}
