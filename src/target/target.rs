//! One endpoint, ready to be called.

use std::sync::Arc;
use std::time::Duration;

use super::administrator::Administrator;
use super::environment::Environment;
use super::error::SetupError;
use super::options::{Auth, TargetOptions, UserMode};
use super::pace::Pace;
use super::retry::Budget;
use super::settings::Settings;
use crate::wire::sigv4::{Keys, Scope};
use crate::wire::{Client, Endpoint, Limits, RawConnection, Tls};

/// What emulators that take any key are called with.
const ANY_KEY: &str = "test";

/// One endpoint, and what may be done to it.
pub struct Target {
    tls: Tls,
    administrator: Administrator,
    root: Option<Keys>,
    auth: Auth,
    user_mode: UserMode,
    limits: Limits,
    loopback: bool,
    allow_policy_changes: bool,
    keep_policy: bool,
    remarks: Vec<String>,
}

impl Target {
    /// Finds out where the endpoint is and whose keys sign. Sends nothing.
    ///
    /// # Errors
    /// Something that it takes is missing or unreadable, the host has no address, or the endpoint is on another machine
    /// and that is not allowed.
    pub async fn connect(
        options: &TargetOptions,
        environment: &Environment,
    ) -> Result<Self, SetupError> {
        let settings = blocking({
            let (options, environment) = (options.clone(), environment.clone());
            move || Settings::find(&options, &environment)
        })
        .await?;
        let endpoint = Endpoint::parse(&settings.endpoint_url)?;
        let within = options.limits.connect.min(options.limits.answer);
        let loopback =
            endpoint
                .is_loopback(within)
                .await
                .map_err(|source| SetupError::Unreachable {
                    endpoint: endpoint.url().to_owned(),
                    source: source.into(),
                })?;
        if !loopback && !options.allow_remote {
            return Err(SetupError::Remote {
                endpoint: endpoint.url().to_owned(),
            });
        }
        let mut remarks = Vec::new();
        let keys = match settings.keys {
            Some(keys) => keys,
            None if loopback && options.user_mode == UserMode::Admin => {
                remarks.push(format!(
                    "no credentials found: signing with the access key {ANY_KEY}, which emulators take"
                ));
                Keys::new(ANY_KEY, ANY_KEY, None)
            }
            None => {
                return Err(SetupError::NoCredentials {
                    endpoint: endpoint.url().to_owned(),
                });
            }
        };
        let (tls, client) = blocking({
            let (endpoint, limits) = (endpoint.clone(), options.limits);
            move || {
                let tls = Tls::new(settings.ca_bundle.as_deref())?;
                let client = Client::new(&endpoint, &tls, &limits)?;
                Ok((tls, client))
            }
        })
        .await?;
        Ok(Self {
            tls,
            administrator: Administrator {
                client,
                region: settings.region,
                keys,
                budget: Arc::new(Budget::new(options.retries)),
                pace: Arc::new(Pace::new(options.rate)),
                settle: options.settle,
                exchanges: Arc::default(),
            },
            root: settings.root,
            auth: options.auth,
            user_mode: options.user_mode,
            limits: options.limits,
            loopback,
            allow_policy_changes: options.allow_policy_changes,
            keep_policy: options.keep_policy,
            remarks,
        })
    }

    /// Sees whether somebody is there: opens a connection, TLS included, and closes it.
    ///
    /// # Errors
    /// Nobody is.
    pub async fn reach(&self) -> Result<(), SetupError> {
        let opened = RawConnection::open(self.endpoint(), &self.tls, &self.limits).await;
        opened.map(drop).map_err(|source| SetupError::Unreachable {
            endpoint: self.endpoint().url().to_owned(),
            source,
        })
    }

    /// Calls signed with the target's keys: an administrator's, or in own mode the user's own.
    pub fn administrator(&self) -> &Administrator {
        &self.administrator
    }

    /// The pooled client.
    pub fn client(&self) -> &Client {
        &self.administrator.client
    }

    /// Where.
    pub fn endpoint(&self) -> &Endpoint {
        self.administrator.client.endpoint()
    }

    /// Whom to trust, for connections of one's own.
    pub fn tls(&self) -> &Tls {
        &self.tls
    }

    /// How long an answer may take, and how large it may be.
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// The scope of signatures for IAM.
    pub fn scope(&self) -> Scope {
        Scope {
            region: self.administrator.region.clone(),
            service: "iam".to_owned(),
        }
    }

    /// The keys that were found.
    pub fn keys(&self) -> &Keys {
        &self.administrator.keys
    }

    /// The root user's keys, if they were given.
    pub fn root(&self) -> Option<&Keys> {
        self.root.as_ref()
    }

    /// Whether signatures are verified, as far as the caller says.
    pub fn auth(&self) -> Auth {
        self.auth
    }

    /// Who brings the users.
    pub fn user_mode(&self) -> UserMode {
        self.user_mode
    }

    /// Retries, shared by all who call.
    pub fn budget(&self) -> &Budget {
        &self.administrator.budget
    }

    /// The pace, shared by all who call.
    pub fn pace(&self) -> &Pace {
        &self.administrator.pace
    }

    /// For how long what was just made may be missing still.
    pub fn settle(&self) -> Duration {
        self.administrator.settle
    }

    /// Whether the endpoint is on this machine.
    pub fn is_loopback(&self) -> bool {
        self.loopback
    }

    /// Whether the account policy may be changed.
    pub fn may_change_policy(&self) -> bool {
        let allowed = self.loopback || self.allow_policy_changes;
        self.user_mode == UserMode::Admin && allowed && !self.keep_policy
    }

    /// Whether it is asked for that the account policy stays as it is.
    pub fn keeps_policy(&self) -> bool {
        self.keep_policy
    }

    /// What the person who runs this should know.
    pub fn remarks(&self) -> &[String] {
        &self.remarks
    }
}

#[cfg(test)]
impl Target {
    /// As if the endpoint were on another machine.
    pub(super) fn pretend_remote(&mut self) {
        self.loopback = false;
    }
}

/// Reads files, and the system's root certificates, where that holds nobody up.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, SetupError> + Send + 'static,
) -> Result<T, SetupError> {
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => done,
        Err(error) => Err(SetupError::Interrupted(error)),
    }
}
