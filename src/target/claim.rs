//! Whose the account policy is, where several runs share out the cases: it is global, and each would change it under the
//! others. A user's name can be had once, so that the one who makes the user has the policy.

use super::entry::Entry;
use super::error::SetupError;
use super::journal::Journal;
use super::target::Target;

/// The user who stands for the account policy. It has neither password nor key.
pub(super) const CLAIM: &str = "pwspec-account-policy";
/// The code of a name that is taken.
const TAKEN: &str = "EntityAlreadyExists";

/// Claims the account policy where the run may change it, until everything is put back; where it keeps the policy, sees
/// that nobody else has claimed it. Where users cannot be made or listed, nobody can say.
///
/// # Errors
/// Another run has it, or the journal could not be written.
pub async fn claim_policy(target: &Target, journal: &Journal) -> Result<(), SetupError> {
    let administrator = target.administrator();
    if !target.may_change_policy() {
        let listed = administrator.list_users(CLAIM).await.unwrap_or_default();
        return match listed.iter().any(|name| name == CLAIM) {
            true => Err(SetupError::PolicyClaimed),
            false => Ok(()),
        };
    }
    let name = CLAIM.to_owned();
    journal.before(Entry::User { name: name.clone() })?;
    match administrator.create_user(CLAIM, "/").await {
        Err(failed) if failed.code() == Some(TAKEN) => {
            journal.after(Entry::UserGone { name });
            Err(SetupError::PolicyClaimed)
        }
        Err(failed) if failed.did_nothing() => {
            // What keeps it from being made, the lanes will tell.
            journal.after(Entry::UserGone { name });
            Ok(())
        }
        _ => Ok(()),
    }
}
