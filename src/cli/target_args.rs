//! The flags that say which endpoint is meant and how to treat it: of every command that takes one.

use std::path::PathBuf;
use std::time::Duration;

use clap::Args;

use super::choice::choice;
use super::embedded::RECORDED;
use super::value;
use crate::target::{Auth, TargetOptions, UserMode};
use crate::wire::Limits;

/// The endpoint, and how it is treated.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "Target")]
pub(super) struct TargetArgs {
    /// The endpoint, or recorded:DIR for what --record has kept of one; again for more than one. Else AWS_ENDPOINT_URL_IAM, AWS_ENDPOINT_URL, the profile's, or the embedded one
    #[arg(long, value_name = "URL")]
    endpoint_url: Vec<String>,
    /// The region of the signatures [default: AWS_REGION, the profile's, us-east-1]
    #[arg(long, value_name = "R")]
    region: Option<String>,
    /// The profile in the shared AWS files [default: AWS_PROFILE]
    #[arg(long, value_name = "P")]
    profile: Option<String>,
    /// Certificates to trust, PEM [default: AWS_CA_BUNDLE]
    #[arg(long, value_name = "FILE")]
    ca_bundle: Option<PathBuf>,
    /// Whether the endpoint is held to verifying signatures
    #[arg(long, value_name = "AUTH", default_value = "sigv4", value_parser = choice(AUTH))]
    auth: Auth,
    /// Whether the credentials are an administrator's, or those of the user whose password changes (see PWSPEC_CURRENT_PASSWORD)
    #[arg(long, value_name = "MODE", default_value = "admin", value_parser = choice(USER_MODE))]
    user_mode: UserMode,
    /// How long an answer may take
    #[arg(long, value_name = "TIME", default_value = "10s", value_parser = value::timeout)]
    timeout: Duration,
    /// How long a change may take to be seen, on an eventually consistent endpoint
    #[arg(long, value_name = "TIME", default_value = "0s", value_parser = value::duration)]
    settle: Duration,
    /// How often a throttled or not yet propagated call is tried again
    #[arg(long, value_name = "N", default_value_t = TargetOptions::default().retries)]
    retries: usize,
    /// Requests a second at most, like 20/s
    #[arg(long, value_name = "N/s", value_parser = value::rate)]
    rate: Option<f64>,
    /// Allow an endpoint that is not on this machine
    #[arg(long)]
    allow_remote: bool,
    /// Allow changes of the account password policy of such an endpoint
    #[arg(long)]
    allow_policy_changes: bool,
}

const AUTH: &[(&str, Auth)] = &[("sigv4", Auth::SigV4), ("none", Auth::None)];
const USER_MODE: &[(&str, UserMode)] = &[("admin", UserMode::Admin), ("own", UserMode::Own)];

impl TargetArgs {
    /// The recordings among the endpoints.
    pub(super) fn has_recordings(&self) -> bool {
        let mut urls = self.endpoint_url.iter();
        urls.any(|url| url.starts_with(RECORDED))
    }

    /// One for each endpoint; one without a URL if none is named here.
    pub(super) fn options(&self) -> Vec<TargetOptions> {
        let common = TargetOptions {
            endpoint_url: None,
            region: self.region.clone(),
            profile: self.profile.clone(),
            ca_bundle: self.ca_bundle.clone(),
            auth: self.auth,
            user_mode: self.user_mode,
            limits: Limits {
                answer: self.timeout,
                ..Limits::default()
            },
            settle: self.settle,
            retries: self.retries,
            rate: self.rate,
            allow_remote: self.allow_remote,
            allow_policy_changes: self.allow_policy_changes,
            ..TargetOptions::default()
        };
        if self.endpoint_url.is_empty() {
            return vec![common];
        }
        self.endpoint_url
            .iter()
            .map(|url| TargetOptions {
                endpoint_url: Some(url.clone()),
                ..common.clone()
            })
            .collect()
    }

    /// The flags that another run needs to treat an endpoint alike; not the endpoint itself.
    pub(super) fn again(&self) -> Vec<String> {
        let usual = TargetOptions::default();
        let time = |time: Duration| {
            humantime::format_duration(time)
                .to_string()
                .replace(' ', "")
        };
        let ca_bundle = self
            .ca_bundle
            .as_ref()
            .map(|path| path.display().to_string());
        let mut words: Vec<String> = [
            ("--region", self.region.clone()),
            ("--profile", self.profile.clone()),
            ("--ca-bundle", ca_bundle),
            (
                "--auth",
                (self.auth != usual.auth).then(|| "none".to_owned()),
            ),
            (
                "--user-mode",
                (self.user_mode != usual.user_mode).then(|| "own".to_owned()),
            ),
            (
                "--timeout",
                (self.timeout != usual.limits.answer).then(|| time(self.timeout)),
            ),
            (
                "--settle",
                (self.settle != usual.settle).then(|| time(self.settle)),
            ),
        ]
        .into_iter()
        .filter_map(|(flag, value)| Some([flag.to_owned(), value?]))
        .flatten()
        .collect();
        let allowed = [
            ("--allow-remote", self.allow_remote),
            ("--allow-policy-changes", self.allow_policy_changes),
        ];
        words.extend(
            allowed
                .into_iter()
                .filter(|(_, given)| *given)
                .map(|(flag, _)| flag.to_owned()),
        );
        words
    }
}
