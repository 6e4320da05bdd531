//! Runs the whole matrix, or what its manifest allows, against a real endpoint, and keeps what was told.

use std::fs::File;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use super::manifest::{Manifest, top};
use super::started::Started;

/// Where what was told last is kept: a report in NDJSON.
pub fn kept(manifest: &Manifest) -> PathBuf {
    let folder = top().join("target/emulators/runs");
    folder.join(format!("{}.ndjson", manifest.name))
}

/// Runs, without a baseline. The error completes "failed to ...".
pub fn run(manifest: &Manifest) -> Result<(), String> {
    let endpoint = Started::new(manifest)?;
    let path = kept(manifest);
    let folder = path.parent().unwrap_or(top());
    std::fs::create_dir_all(folder)
        .map_err(|error| format!("make {}: {error}", folder.display()))?;
    // Until the run is over, what was told before stands.
    let unfinished = path.with_extension("unfinished");
    let report = File::create(&unfinished)
        .map_err(|error| format!("write {}: {error}", unfinished.display()))?;
    let program = pwspec()?;
    let status = Command::new(&program)
        .args(["run", "-q", "--report", "ndjson=-"])
        .args(manifest.flags(&endpoint.url()))
        .envs(manifest.keys())
        .stdout(Stdio::from(report))
        .stderr(Stdio::null())
        .status()
        .map_err(|error| {
            format!(
                "run {}: {error} (is it built? cargo build)",
                program.display()
            )
        })?;
    if status.code() != Some(manifest.expected.exit) {
        let wanted = manifest.expected.exit;
        return Err(format!("run {}: {status}, not {wanted}", manifest.name));
    }
    std::fs::rename(&unfinished, &path)
        .map_err(|error| format!("write {}: {error}", path.display()))
}

/// The program of the same build.
fn pwspec() -> Result<PathBuf, String> {
    let own = std::env::current_exe().map_err(|error| format!("find this program: {error}"))?;
    let built = own.parent().and_then(|examples| examples.parent());
    Ok(built.unwrap_or(top()).join("pwspec"))
}
