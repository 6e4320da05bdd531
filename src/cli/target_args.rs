//! The flags that say which endpoint is meant and how to treat it: of every command that takes one.

use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::Args;

use super::CliError;
use super::asked::Asked;
use super::choice::choice;
use super::config::{Config, USUAL};
use super::value;
use crate::target::{Auth, TargetOptions, UserMode};

/// The endpoint, and how it is treated.
#[derive(Args, Clone, Debug, Default)]
#[command(next_help_heading = "Target")]
pub(super) struct TargetArgs {
    /// The endpoint, or recorded:DIR for what --record has kept of one; again for more than one. Else AWS_ENDPOINT_URL_IAM, AWS_ENDPOINT_URL, the profile's, or the embedded one
    #[arg(long, value_name = "URL")]
    endpoint_url: Vec<String>,
    /// A target of the configuration file, by its name; again for more than one, after those of --endpoint-url
    #[arg(long, value_name = "NAME")]
    target: Vec<String>,
    /// The configuration file [default: pwspec.toml]
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// The region of the signatures [default: AWS_REGION, the profile's, us-east-1]
    #[arg(long, value_name = "R")]
    region: Option<String>,
    /// The profile in the shared AWS files [default: AWS_PROFILE]
    #[arg(long, value_name = "P")]
    profile: Option<String>,
    /// Certificates to trust, PEM [default: AWS_CA_BUNDLE]
    #[arg(long, value_name = "FILE")]
    ca_bundle: Option<PathBuf>,
    /// Whether the endpoint is held to verifying signatures [default: sigv4]
    #[arg(long, value_name = "AUTH", value_parser = choice(AUTH))]
    auth: Option<Auth>,
    /// Whether the credentials are an administrator's, or those of the user whose password changes (see PWSPEC_CURRENT_PASSWORD) [default: admin]
    #[arg(long, value_name = "MODE", value_parser = choice(USER_MODE))]
    user_mode: Option<UserMode>,
    /// How long an answer may take [default: 10s]
    #[arg(long, value_name = "TIME", value_parser = value::timeout)]
    timeout: Option<Duration>,
    /// How long connecting may take, three quarters of --timeout at most [default: 5s]
    #[arg(long, value_name = "TIME", value_parser = value::timeout)]
    connect_timeout: Option<Duration>,
    /// How large the body of an answer may be [default: 4MiB]
    #[arg(long, value_name = "SIZE", value_parser = value::size)]
    max_body: Option<usize>,
    /// How large the head of an answer may be [default: 64KiB]
    #[arg(long, value_name = "SIZE", value_parser = value::size)]
    max_head: Option<usize>,
    /// How long a change may take to be seen, on an eventually consistent endpoint [default: 0s]
    #[arg(long, value_name = "TIME", value_parser = value::duration)]
    settle: Option<Duration>,
    /// How often a throttled or not yet propagated call is tried again [default: 8]
    #[arg(long, value_name = "N")]
    retries: Option<usize>,
    /// Requests a second at most, like 20/s
    #[arg(long, value_name = "N/s", value_parser = value::rate)]
    rate: Option<f64>,
    /// Allow an endpoint that is not on this machine
    #[arg(long)]
    allow_remote: bool,
    /// Allow changes of the account password policy of such an endpoint
    #[arg(long)]
    allow_policy_changes: bool,
    /// Leave the account password policy as it is found: cases that need another are blocked (for an account that runs share)
    #[arg(long)]
    keep_policy: bool,
}

pub(super) const AUTH: &[(&str, Auth)] = &[("sigv4", Auth::SigV4), ("none", Auth::None)];
pub(super) const USER_MODE: &[(&str, UserMode)] =
    &[("admin", UserMode::Admin), ("own", UserMode::Own)];

impl TargetArgs {
    /// How many targets are asked for.
    pub(super) fn count(&self) -> usize {
        (self.endpoint_url.len() + self.target.len()).max(1)
    }

    /// Those that are asked for; one without a URL if none is named here.
    ///
    /// # Errors
    /// A configuration that cannot be read, or a target that it has not.
    pub(super) fn asked(&self) -> Result<Vec<Asked>, CliError> {
        let mut asked: Vec<Asked> = self.endpoint_url.iter().map(|url| Asked::at(url)).collect();
        if !self.target.is_empty() || self.config.is_some() {
            let config = Config::read(self.config.as_deref().unwrap_or(Path::new(USUAL)))?;
            for name in &self.target {
                asked.push(config.find(name)?);
            }
        }
        if asked.is_empty() {
            asked.push(Asked::default());
        }
        for one in &mut asked {
            self.overrule(&mut one.options);
        }
        Ok(asked)
    }

    /// A flag comes before what the configuration says.
    fn overrule(&self, options: &mut TargetOptions) {
        let given = |flag: &Option<String>, other: &mut Option<String>| {
            *other = flag.clone().or(other.take());
        };
        given(&self.region, &mut options.region);
        given(&self.profile, &mut options.profile);
        options.ca_bundle = self.ca_bundle.clone().or(options.ca_bundle.take());
        options.auth = self.auth.unwrap_or(options.auth);
        options.user_mode = self.user_mode.unwrap_or(options.user_mode);
        let limits = &mut options.limits;
        limits.answer = self.timeout.unwrap_or(limits.answer);
        limits.connect = self.connect_timeout.unwrap_or(limits.connect);
        limits.body = self.max_body.unwrap_or(limits.body);
        limits.head = self.max_head.unwrap_or(limits.head);
        options.settle = self.settle.unwrap_or(options.settle);
        options.retries = self.retries.unwrap_or(options.retries);
        options.rate = self.rate.or(options.rate);
        options.allow_remote |= self.allow_remote;
        options.allow_policy_changes |= self.allow_policy_changes;
        options.keep_policy |= self.keep_policy;
    }

    /// The flags that another run needs to treat an endpoint alike; not the endpoint itself.
    pub(super) fn again(&self) -> Vec<String> {
        let usual = TargetOptions::default();
        let time = |time: Duration| {
            humantime::format_duration(time)
                .to_string()
                .replace(' ', "")
        };
        let path = |path: &Option<PathBuf>| path.as_ref().map(|path| path.display().to_string());
        // What is usual need not be said, unless a configuration may say otherwise.
        let named = !self.target.is_empty();
        let auth = self.auth.filter(|auth| named || *auth != usual.auth);
        let mode = self.user_mode;
        let mode = mode.filter(|mode| named || *mode != usual.user_mode);
        let timeout = self.timeout;
        let timeout = timeout.filter(|time| named || *time != usual.limits.answer);
        let connect = self.connect_timeout;
        let connect = connect.filter(|time| named || *time != usual.limits.connect);
        let body = self.max_body;
        let body = body.filter(|size| named || *size != usual.limits.body);
        let head = self.max_head;
        let head = head.filter(|size| named || *size != usual.limits.head);
        let settle = self.settle.filter(|time| named || *time != usual.settle);
        let mut words: Vec<String> = [
            ("--config", path(&self.config)),
            ("--region", self.region.clone()),
            ("--profile", self.profile.clone()),
            ("--ca-bundle", path(&self.ca_bundle)),
            ("--auth", auth.map(|auth| of(AUTH, &auth))),
            ("--user-mode", mode.map(|mode| of(USER_MODE, &mode))),
            ("--timeout", timeout.map(time)),
            ("--connect-timeout", connect.map(time)),
            ("--max-body", body.map(value::sized)),
            ("--max-head", head.map(value::sized)),
            ("--settle", settle.map(time)),
        ]
        .into_iter()
        .filter_map(|(flag, value)| Some([flag.to_owned(), value?]))
        .flatten()
        .collect();
        let allowed = [
            ("--allow-remote", self.allow_remote),
            ("--allow-policy-changes", self.allow_policy_changes),
            ("--keep-policy", self.keep_policy),
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

/// The word for it.
fn of<T: PartialEq>(words: &[(&str, T)], value: &T) -> String {
    let found = words.iter().find(|(_, one)| one == value);
    found.map_or_else(String::new, |(word, _)| (*word).to_owned())
}
