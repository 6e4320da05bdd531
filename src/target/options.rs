//! How to reach an endpoint, as the command line says.

use std::path::PathBuf;
use std::time::Duration;

use super::sources::Sources;
use crate::wire::Limits;
use crate::wire::sigv4::Keys;

/// Whether the endpoint verifies signatures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Auth {
    /// It does, and is held to it.
    #[default]
    SigV4,
    /// It takes any signature. Requests are signed all the same, since the access key says who calls; what is about
    /// signatures is left out.
    None,
}

/// Who brings the users.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum UserMode {
    /// The credentials are an administrator's: users are made and deleted.
    #[default]
    Admin,
    /// The credentials are a user's own, and nothing else may be touched.
    Own,
}

/// How to reach an endpoint. What is none here is looked for in the environment and in the profile.
#[derive(Clone, Debug)]
pub struct TargetOptions {
    /// `--endpoint-url`
    pub endpoint_url: Option<String>,
    /// `--region`
    pub region: Option<String>,
    /// `--profile`
    pub profile: Option<String>,
    /// `--ca-bundle`
    pub ca_bundle: Option<PathBuf>,
    /// `--auth`
    pub auth: Auth,
    /// `--user-mode`
    pub user_mode: UserMode,
    /// `--timeout` among them.
    pub limits: Limits,
    /// `--settle`: for how long what was just made may be missing still.
    pub settle: Duration,
    /// `--retries`: how often one call is tried again at most.
    pub retries: usize,
    /// `--rate`: requests a second at most.
    pub rate: Option<f64>,
    /// `--allow-remote`
    pub allow_remote: bool,
    /// `--allow-policy-changes`
    pub allow_policy_changes: bool,
    /// `--keep-policy`
    pub keep_policy: bool,
    /// The variables that hold the secrets of this target alone.
    pub sources: Sources,
    /// The administrator's keys where the program has them at hand: those of the embedded endpoint. Then nothing is
    /// looked for anywhere.
    pub keys: Option<Keys>,
    /// The root user's keys, likewise.
    pub root: Option<Keys>,
}

impl Default for TargetOptions {
    fn default() -> Self {
        Self {
            endpoint_url: None,
            region: None,
            profile: None,
            ca_bundle: None,
            auth: Auth::default(),
            user_mode: UserMode::default(),
            limits: Limits::default(),
            settle: Duration::ZERO,
            retries: 8,
            rate: None,
            allow_remote: false,
            allow_policy_changes: false,
            keep_policy: false,
            sources: Sources::default(),
            keys: None,
            root: None,
        }
    }
}
