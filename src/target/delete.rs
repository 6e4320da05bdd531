//! Deleting a user or a role with everything that hangs on it.

use super::administrator::Administrator;
use super::failed::{CallFailed, Why};
use super::provision::tolerant;
use super::role::POLICY;

impl Administrator {
    /// Deletes a user's keys, login profile and policies, and the user. What is gone already is as good as deleted,
    /// and an endpoint that cannot list something has none of it as long as the user goes.
    ///
    /// # Errors
    /// The first call that failed, if the user is still there.
    pub async fn delete_everything_of(&self, user: &str) -> Result<(), CallFailed> {
        let mut first = None;
        let mut note = |done: Result<(), CallFailed>| {
            if let Err(failed) = tolerant(done) {
                first.get_or_insert(failed);
            }
        };
        let keys = self.list_access_keys(user).await;
        if let Err(failed) = &keys
            && matches!(failed.why, Why::NoAnswer(_))
        {
            // Nor would the other calls be answered, and each costs its time.
            return Err(failed.clone());
        }
        for id in listed(keys, &mut note) {
            note(self.delete_access_key(user, &id).await);
        }
        note(self.delete_login_profile(user).await);
        for name in listed(self.list_user_policies(user).await, &mut note) {
            note(self.delete_user_policy(user, &name).await);
        }
        for arn in listed(self.list_attached_user_policies(user).await, &mut note) {
            note(self.detach_user_policy(user, &arn).await);
        }
        let deleted = tolerant(self.delete_user(user).await);
        deleted.map_err(|last| first.unwrap_or(last))
    }

    /// Deletes a role that this program made.
    ///
    /// # Errors
    /// The call that failed, if the role is still there.
    pub async fn delete_everything_of_role(&self, role: &str) -> Result<(), CallFailed> {
        let policy = tolerant(self.delete_role_policy(role, POLICY).await);
        let deleted = tolerant(self.delete_role(role).await);
        deleted.map_err(|last| policy.err().unwrap_or(last))
    }
}

fn listed(
    list: Result<Vec<String>, CallFailed>,
    note: &mut impl FnMut(Result<(), CallFailed>),
) -> Vec<String> {
    list.unwrap_or_else(|failed| {
        note(Err(failed));
        Vec::new()
    })
}
