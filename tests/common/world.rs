//! A served endpoint in another process, an administrator who looks at it, and a state directory of one's own.

use std::future::Future;
use std::process::Command;

use pwspec::password::{Recipe, Secret};
use pwspec::spec::AccountPolicy;
use pwspec::target::{Administrator, CallFailed, Environment, Target, TargetOptions};
use pwspec::wire::sigv4::Keys;
use tempfile::TempDir;

use crate::common::{Served, pwspec, serve};

/// What the account's policy is before a run.
pub const POLICY: AccountPolicy = AccountPolicy {
    minimum_length: 9,
    allow_users: true,
    reuse_prevention: Some(5),
    ..AccountPolicy::RELAXED
};

/// The password of a user that is there before a run.
pub const PASSWORD: &str = "Open-Sesame-2011!";

/// The endpoint, and where the program keeps its journals.
pub struct World {
    server: Served,
    variables: Vec<(String, String)>,
    state: TempDir,
}

impl World {
    pub fn new() -> Self {
        Self::with(&[])
    }

    /// An endpoint that is as these arguments of `pwspec serve` say.
    pub fn with(arguments: &[&str]) -> Self {
        let (server, variables) = serve(arguments);
        Self {
            server,
            variables,
            state: tempfile::tempdir().unwrap(),
        }
    }

    pub fn url(&self) -> String {
        self.variable("AWS_ENDPOINT_URL_IAM")
    }

    /// The endpoint's process.
    pub fn server(&self) -> u32 {
        self.server.0.id()
    }

    fn variable(&self, name: &str) -> String {
        let found = self.variables.iter().find(|(known, _)| known == name);
        found.unwrap().1.clone()
    }

    /// The program with an administrator's keys, meant for the endpoint.
    pub fn pwspec(&self) -> Command {
        let mut command = pwspec();
        command
            .envs(self.variables.iter().cloned())
            .env("XDG_STATE_HOME", self.state.path());
        command
    }

    /// The program with a user's own keys.
    pub fn pwspec_as(&self, keys: &Keys) -> Command {
        let mut command = self.pwspec();
        command
            .env("AWS_ACCESS_KEY_ID", &keys.access)
            .env("AWS_SECRET_ACCESS_KEY", keys.expose_secret());
        command
    }

    /// Does something at the endpoint, as an administrator.
    pub fn administer<T, F>(&self, work: impl FnOnce(Administrator) -> F) -> T
    where
        F: Future<Output = Result<T, CallFailed>>,
    {
        let keys = Keys::new(
            self.variable("AWS_ACCESS_KEY_ID"),
            self.variable("AWS_SECRET_ACCESS_KEY"),
            None,
        );
        let options = TargetOptions {
            endpoint_url: Some(self.url()),
            keys: Some(keys),
            ..TargetOptions::default()
        };
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(async {
            let target = Target::connect(&options, &Environment::default())
                .await
                .unwrap();
            work(target.administrator().clone()).await.unwrap()
        })
    }

    pub fn set_policy(&self) {
        self.administer(|admin| async move { admin.update_account_password_policy(&POLICY).await });
    }

    pub fn policy(&self) -> Option<AccountPolicy> {
        self.administer(|admin| async move { admin.get_account_password_policy().await })
    }

    /// A user with keys and [`PASSWORD`], and with a policy if one is given.
    pub fn user(&self, name: &str, allowed: Option<&str>) -> Keys {
        self.administer(|admin| async move {
            admin.create_user(name, "/").await?;
            let password = Secret::new(Recipe::current(), PASSWORD.into());
            admin.create_login_profile(name, &password, false).await?;
            if let Some(action) = allowed {
                let document = format!(
                    r#"{{"Version":"2012-10-17","Statement":[{{"Effect":"Allow","Action":"{action}","Resource":"*"}}]}}"#
                );
                admin.put_user_policy(name, "allowed", &document).await?;
            }
            admin.create_access_key(name).await
        })
    }

    /// Users that a run has made and not deleted.
    pub fn users_of_ours(&self) -> Vec<String> {
        self.administer(|admin| async move { admin.list_users(pwspec::target::PREFIX).await })
    }

    /// Journals that are left.
    pub fn journals(&self) -> usize {
        let directory = self.state.path().join("pwspec");
        std::fs::read_dir(directory).map_or(0, Iterator::count)
    }
}
