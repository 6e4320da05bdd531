//! An endpoint, a directory, and runs that share the cases among them.

use std::fs;
use std::future::Future;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use pwspec::spec::AccountPolicy;
use pwspec::target::{Administrator, CallFailed, Environment, PREFIX, Target, TargetOptions};
use pwspec::wire::sigv4::Keys;
use tempfile::TempDir;

use crate::common::{Served, pwspec, serve, text};

/// How many parts there are.
pub const PARTS: usize = 4;
/// Cases without an account policy of their own, some with: few, and of many kinds.
pub const CASES: [&str; 5] = [
    "new-password/length/6*",
    "old-password/length/6*",
    "policy/{length,reuse,epoch}/*",
    "state",
    "spelling",
];

/// The user who stands for the account policy.
pub const CLAIM: &str = "pwspec-account-policy";

/// What the program says.
pub struct Told {
    pub exit: i32,
    pub out: String,
    pub err: String,
}

/// An endpoint, and a directory.
pub struct World {
    variables: Vec<(String, String)>,
    _served: Served,
    directory: TempDir,
}

impl World {
    /// `pwspec serve` with these words.
    pub fn of(words: &[&str]) -> Self {
        let (served, variables) = serve(words);
        Self {
            variables,
            _served: served,
            directory: tempfile::tempdir().unwrap(),
        }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.directory.path().join(name)
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap()
    }

    fn command(&self, words: &[&str]) -> Command {
        let mut command = pwspec();
        command
            .current_dir(self.directory.path())
            .env("XDG_STATE_HOME", self.directory.path())
            .envs(self.variables.iter().cloned())
            .args(words);
        command
    }

    /// Runs the program.
    pub fn told(&self, words: &[&str]) -> Told {
        heard(
            self.command(words)
                .stdout(Stdio::piped())
                .stderr(Stdio::piped())
                .spawn()
                .unwrap(),
        )
    }

    /// Runs a part, which writes `part-N.ndjson`.
    pub fn part(&self, by: &str, part: usize, words: &[&str]) -> Told {
        heard(self.begin(by, part, words))
    }

    fn begin(&self, by: &str, part: usize, words: &[&str]) -> Child {
        let partition = format!("{by}:{part}/{PARTS}");
        let report = format!("ndjson=part-{part}.ndjson");
        let mut command = self.command(&["run", "--partition", &partition, "--report", &report]);
        command
            .args(words)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap()
    }

    /// Runs all parts, one after another.
    pub fn parts(&self, by: &str, words: &[&str]) -> Vec<Told> {
        (1..=PARTS).map(|part| self.part(by, part, words)).collect()
    }

    /// Runs all parts at once.
    pub fn at_once(&self, words: &[&str]) -> Vec<Told> {
        let begun: Vec<Child> = (1..=PARTS)
            .map(|part| self.begin("hash", part, words))
            .collect();
        begun.into_iter().map(heard).collect()
    }

    /// As if another run had claimed the account policy: by an administrator's own call.
    pub fn claim(&self) {
        self.administer(|admin| async move { admin.create_user(CLAIM, "/").await });
    }

    /// The policy of the account, and the users in it that runs have made.
    pub fn account(&self) -> (Option<AccountPolicy>, Vec<String>) {
        let policy =
            self.administer(|admin| async move { admin.get_account_password_policy().await });
        let users = self.administer(|admin| async move { admin.list_users(PREFIX).await });
        (policy, users)
    }

    fn administer<T, F>(&self, work: impl FnOnce(Administrator) -> F) -> T
    where
        F: Future<Output = Result<T, CallFailed>>,
    {
        let variable = |name: &str| {
            let found = self.variables.iter().find(|(known, _)| known == name);
            found.unwrap().1.clone()
        };
        let keys = Keys::new(
            variable("AWS_ACCESS_KEY_ID"),
            variable("AWS_SECRET_ACCESS_KEY"),
            None,
        );
        let options = TargetOptions {
            endpoint_url: Some(variable("AWS_ENDPOINT_URL_IAM")),
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

    /// `pwspec merge` of all parts, with these words.
    pub fn merged(&self, words: &[&str]) -> Told {
        let files: Vec<String> = (1..=PARTS)
            .map(|part| format!("part-{part}.ndjson"))
            .collect();
        // In no particular order.
        let mut all: Vec<&str> = vec!["merge"];
        all.extend(files.iter().rev().map(String::as_str));
        all.extend(words);
        self.told(&all)
    }
}

fn heard(child: Child) -> Told {
    let output = child.wait_with_output().unwrap();
    let (out, err) = text(&output);
    Told {
        exit: output.status.code().unwrap(),
        out,
        err,
    }
}
