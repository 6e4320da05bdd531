//! Putting back what a run has left behind.

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::administrator::{Administrator, policy};
use super::claim::CLAIM;
use super::entry::Entry;
use super::environment::Environment;
use super::error::SetupError;
use super::failed::{CallFailed, Why};
use super::journal::{Found, Journal};
use super::options::TargetOptions;
use super::policy::put;
use super::run::PREFIX;
use super::target::Target;
use crate::wire::{ConnectFailure, NoAnswer};

/// How often, and at first how far apart, a thing is put back again where connections are refused.
const AGAIN: u32 = 5;
const APART: Duration = Duration::from_millis(150);

/// What became of a journal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cleaned {
    /// The journal, or the endpoint whose users were looked through.
    pub of: String,
    /// What was put back, a phrase each.
    pub put_back: Vec<String>,
    /// What could not be put back, and why.
    pub left: Vec<String>,
}

/// Puts back everything that the journal has left, as far as it goes. Returns what does not, and why. A run does this
/// at its end too.
pub async fn put_back(administrator: &Administrator, journal: &Journal) -> Vec<String> {
    let left = journal.left();
    // Whoever has the account next must find its policy as it was: the claim to it goes last.
    let (claims, users): (Vec<_>, Vec<_>) = left.users.into_iter().partition(|name| name == CLAIM);
    let users = users.into_iter().map(|name| (name, false));
    let roles = left.roles.into_iter().map(|name| (name, true));
    let mut failures = Vec::new();
    for (name, is_role) in users.chain(roles) {
        let (done, gone, kind) = if is_role {
            let done = insisting(|| administrator.delete_everything_of_role(&name)).await;
            (done, Entry::RoleGone { name: name.clone() }, "role")
        } else {
            let done = insisting(|| administrator.delete_everything_of(&name)).await;
            (done, Entry::UserGone { name: name.clone() }, "user")
        };
        match done {
            Ok(()) => journal.after(gone),
            Err(failed) => {
                failures.push(format!("the {kind} {name}: {failed}"));
                // Nobody answers: nor would the next.
                if matches!(failed.why, Why::NoAnswer(_)) {
                    return failures;
                }
            }
        }
    }
    if let Some(found) = left.policy {
        let found = found.map(|found| policy(|name| found.get(name).cloned()));
        match insisting(|| put(administrator, found.as_ref())).await {
            Ok(()) => journal.after(Entry::PolicyBack),
            Err(failed) => failures.push(format!("the account password policy: {failed}")),
        }
    }
    for name in claims {
        match administrator.delete_everything_of(&name).await {
            Ok(()) => journal.after(Entry::UserGone { name }),
            Err(failed) => failures.push(format!("the user {name}: {failed}")),
        }
    }
    if let Some(key) = left.own_password {
        failures.push(format!(
            "the password of the user with the access key {key}: it may be any that the run has set; have it reset, \
             and delete the journal"
        ));
    }
    failures
}

/// Does it, and again while nobody listens there: an endpoint that is started again takes a moment.
async fn insisting<F: Future<Output = Result<(), CallFailed>>>(
    mut act: impl FnMut() -> F,
) -> Result<(), CallFailed> {
    let refused = Why::NoAnswer(NoAnswer::Connect(ConnectFailure::Refused));
    let mut done = act().await;
    for again in 1..=AGAIN {
        if !done.as_ref().is_err_and(|failed| failed.why == refused) {
            break;
        }
        tokio::time::sleep(APART * again).await;
        done = act().await;
    }
    done
}

/// Puts back what the runs have left whose journals are in the directory, with the credentials of flags and
/// environment. The endpoints are the journals': a run that was not allowed to reach them has written none.
///
/// # Errors
/// The directory cannot be read. What goes wrong with one journal is said in its place.
pub async fn clean(
    directory: &Path,
    options: &TargetOptions,
    environment: &Environment,
) -> Result<Vec<Cleaned>, SetupError> {
    let unreadable = |source| SetupError::UnreadableFile {
        path: directory.to_owned(),
        source,
    };
    let mut cleaned = Vec::new();
    for path in Journal::all_within(directory).map_err(unreadable)? {
        cleaned.push(clean_one(path, options, environment).await);
    }
    Ok(cleaned)
}

async fn clean_one(path: PathBuf, options: &TargetOptions, environment: &Environment) -> Cleaned {
    let of = path.display().to_string();
    let nothing = |why: String| Cleaned {
        of: of.clone(),
        put_back: Vec::new(),
        left: vec![why],
    };
    let journal = match Journal::reopen(&path) {
        Ok(Found::Over(journal)) => journal,
        Ok(Found::InUse) => return nothing("its run is still going on".to_owned()),
        Err(error) => return nothing(format!("the journal cannot be read: {error}")),
    };
    let mut options = options.clone();
    options.allow_remote = true;
    if let Some((endpoint, region)) = journal.about() {
        options.endpoint_url = Some(endpoint.to_owned());
        options.region.get_or_insert_with(|| region.to_owned());
    }
    let target = match Target::connect(&options, environment).await {
        Ok(target) => target,
        Err(error) => return nothing(format!("failed to {error}")),
    };
    let before = journal.left().describe();
    let left = put_back(target.administrator(), &journal).await;
    let after = journal.close().describe();
    Cleaned {
        put_back: before
            .into_iter()
            .filter(|thing| !after.contains(thing))
            .collect(),
        of,
        left,
    }
}

/// Deletes every user at the endpoint that any run has made, journal or not.
///
/// # Errors
/// The users cannot be listed.
pub async fn clean_all(target: &Target) -> Result<Cleaned, SetupError> {
    let administrator = target.administrator();
    let of = target.endpoint().url().to_owned();
    let listed = administrator.list_users(PREFIX).await;
    let names = listed.map_err(|source| SetupError::Call {
        doing: format!("list the users of {of}"),
        source,
    })?;
    let (mut put_back, mut left) = (Vec::new(), Vec::new());
    for name in names {
        match administrator.delete_everything_of(&name).await {
            Ok(()) => put_back.push(format!("the user {name}")),
            Err(failed) => left.push(format!("the user {name}: {failed}")),
        }
    }
    Ok(Cleaned { of, put_back, left })
}
