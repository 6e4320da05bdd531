//! Installs what a manifest names, in a folder of its own below `target/emulators`.

use std::path::Path;
use std::process::Command;

use super::manifest::{Installer, Manifest, all, known};

/// Installs the endpoints of these names. The error completes "failed to ...".
pub fn install(names: &[&str]) -> Result<(), String> {
    let manifests = all()?;
    let selectors = ["always", "all"];
    known(
        &manifests,
        names.iter().filter(|name| !selectors.contains(name)),
    )?;
    let is_asked_for = |manifest: &&Manifest| {
        names.contains(&manifest.name.as_str())
            || names.contains(&"all")
            || (names.contains(&"always") && manifest.install.always)
    };
    manifests.iter().filter(is_asked_for).try_for_each(one)
}

fn one(manifest: &Manifest) -> Result<(), String> {
    let place = manifest.place();
    match manifest.install.with {
        // What is built is of the version that is named; a registry's newest of a range is asked for each time.
        Installer::Cargo if manifest.is_installed() => Ok(()),
        Installer::Cargo => {
            let mut command = Command::new("cargo");
            // A target directory that they share: they have many crates in common.
            command
                .args(["install", &manifest.install.package, "--root"])
                .arg(&place);
            command.env("CARGO_TARGET_DIR", place.with_file_name("build"));
            finish(command, manifest)
        }
        Installer::Pip => {
            if !place.join("bin/python").exists() {
                let mut command = Command::new("python3");
                command.args(["-m", "venv"]).arg(&place);
                run(command, &place)?;
            }
            let mut command = Command::new(place.join("bin/pip"));
            command.args([
                "install",
                "--quiet",
                "--disable-pip-version-check",
                &manifest.install.package,
            ]);
            finish(command, manifest)
        }
    }
}

fn finish(mut command: Command, manifest: &Manifest) -> Result<(), String> {
    command
        .args(&manifest.install.arguments)
        .envs(&manifest.install.environment);
    run(command, &manifest.place())
}

fn run(mut command: Command, place: &Path) -> Result<(), String> {
    let what = format!(
        "install into {} with {}",
        place.display(),
        command.get_program().display()
    );
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("{what}: {status}")),
        Err(error) => Err(format!("{what}: {error}")),
    }
}
