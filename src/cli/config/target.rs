//! One target of the file: its keys are the flags of the same name.

use std::path::{Path, PathBuf};

use super::super::asked::{Asked, RECORDED};
use super::super::target_args::{AUTH, USER_MODE};
use super::super::trial_args::SNAPSHOT_MODE;
use super::super::value;
use super::variables::variables;
use crate::case::nearest;
use crate::tables::{Reader, TableError};
use crate::target::TargetOptions;
use crate::wire::Limits;

const KEYS: &[&str] = &[
    "endpoint-url",
    "region",
    "profile",
    "variables",
    "ca-bundle",
    "auth",
    "user-mode",
    "timeout",
    "connect-timeout",
    "max-body",
    "max-head",
    "settle",
    "retries",
    "rate",
    "allow-remote",
    "allow-policy-changes",
    "keep-policy",
    "baseline",
    "snapshots",
    "snapshot-mode",
];
/// What can be said of a recording: nobody is asked.
const OF_RECORDING: &[&str] = &["endpoint-url", "baseline"];
/// Keys of these words ask for a secret.
const SECRET: [&str; 5] = ["secret", "password", "token", "key", "credential"];

/// Reads the target of that name.
pub(super) fn target(reader: &Reader<'_>, name: &str, base: &Path) -> Result<Asked, TableError> {
    let unknown = |key: &&str| !KEYS.contains(key);
    let is_secret = |key: &&str| SECRET.iter().any(|word| key.to_lowercase().contains(word));
    if let Some(key) = reader.names().filter(unknown).find(is_secret) {
        let problem = format!(
            "the target {name} has no key {key:?}, for no secret stands in this file: write profile = \"…\", or the \
             names of variables in [target.{name}.variables]"
        );
        return Err(reader.at(key, problem));
    }
    reader.knows_only(KEYS)?;
    let path = |key| -> Result<Option<PathBuf>, TableError> {
        Ok(reader.optional(key)?.map(|path| base.join(path)))
    };
    let url = reader.required("endpoint-url")?;
    let endpoint_url = match url.strip_prefix(RECORDED) {
        Some(directory) => {
            is_of_recording(reader, name)?;
            format!("{RECORDED}{}", base.join(directory).display())
        }
        None => url.to_owned(),
    };
    let usual = TargetOptions::default();
    let owned = |text: Option<&str>| text.map(str::to_owned);
    let options = TargetOptions {
        endpoint_url: Some(endpoint_url),
        region: owned(reader.optional("region")?),
        profile: owned(reader.optional("profile")?),
        ca_bundle: path("ca-bundle")?,
        auth: word(reader, "auth", AUTH)?.unwrap_or(usual.auth),
        user_mode: word(reader, "user-mode", USER_MODE)?.unwrap_or(usual.user_mode),
        limits: Limits {
            answer: read(reader, "timeout", value::timeout)?.unwrap_or(usual.limits.answer),
            connect: read(reader, "connect-timeout", value::timeout)?
                .unwrap_or(usual.limits.connect),
            body: read(reader, "max-body", value::size)?.unwrap_or(usual.limits.body),
            head: read(reader, "max-head", value::size)?.unwrap_or(usual.limits.head),
        },
        settle: read(reader, "settle", value::duration)?.unwrap_or(usual.settle),
        retries: reader.count("retries")?.unwrap_or(usual.retries),
        rate: read(reader, "rate", value::rate)?,
        allow_remote: reader.flag("allow-remote")?,
        allow_policy_changes: reader.flag("allow-policy-changes")?,
        keep_policy: reader.flag("keep-policy")?,
        sources: variables(reader, name)?,
        ..TargetOptions::default()
    };
    if options.profile.is_some() && options.sources.has_keys() {
        let problem = "profile and variables both say whose keys sign: keep one";
        return Err(reader.at("profile", problem));
    }
    Ok(Asked {
        name: Some(name.to_owned()),
        options,
        baseline: path("baseline")?,
        snapshots: path("snapshots")?,
        snapshot_mode: word(reader, "snapshot-mode", SNAPSHOT_MODE)?,
    })
}

fn is_of_recording(reader: &Reader<'_>, name: &str) -> Result<(), TableError> {
    let other = reader.names().find(|key| !OF_RECORDING.contains(key));
    other.map_or(Ok(()), |key| {
        let problem = format!("the target {name} is a recording, which has no {key}: remove it");
        Err(reader.at(key, problem))
    })
}

/// One of a few words.
fn word<T: Clone>(
    reader: &Reader<'_>,
    key: &str,
    words: &[(&str, T)],
) -> Result<Option<T>, TableError> {
    let Some(given) = reader.optional(key)? else {
        return Ok(None);
    };
    let all = || words.iter().map(|(word, _)| *word);
    let found = words.iter().find(|(word, _)| *word == given);
    let none = || {
        let meant = match nearest(given, all()).first() {
            Some(meant) => format!("did you mean {meant}?"),
            None => format!("there are {}", all().collect::<Vec<_>>().join(", ")),
        };
        reader.at(key, format!("{key} is {given:?}: {meant}"))
    };
    let (_, value) = found.ok_or_else(none)?;
    Ok(Some(value.clone()))
}

/// A text that is read as the flag of that name reads it.
fn read<T, E: ToString>(
    reader: &Reader<'_>,
    key: &str,
    parse: fn(&str) -> Result<T, E>,
) -> Result<Option<T>, TableError> {
    let parsed = reader.optional(key)?.map(parse).transpose();
    parsed.map_err(|error| reader.at(key, format!("{key}: {}", error.to_string())))
}
