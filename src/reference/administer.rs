//! What an administrator's calls do to the state: users, their profiles and keys, the account policy.

use super::account::Account;
use super::password_policy::PasswordPolicy;
use super::user::LoginProfile;

/// The seams of an administrator's calls. They are permitted and valid by then; users go by name.
#[derive(Clone, Copy)]
pub struct AdministerSeams {
    /// Gives a user without a login profile this one.
    pub profile_made: fn(&mut Account, &str, LoginProfile),
    /// Takes a user's login profile away; nothing if it has none.
    pub profile_deleted: fn(&mut Account, &str) -> Option<()>,
    /// Puts a password in force in the place of a user's own.
    pub reset: fn(&mut Account, &str, &str),
    /// Forgets a user.
    pub user_deleted: fn(&mut Account, &str),
    /// What a new key of a user does to the others: nothing.
    pub key_made: fn(&mut Account, &str),
    /// Forgets the key of this id.
    pub key_deleted: fn(&mut Account, &str),
    /// What counts for a member that an update of the account policy leaves out.
    pub omitted: fn(&Account) -> PasswordPolicy,
    /// Puts an account policy in force, or none.
    pub policy_set: fn(&mut Account, Option<PasswordPolicy>),
}

impl Default for AdministerSeams {
    fn default() -> Self {
        Self {
            profile_made,
            profile_deleted,
            reset,
            user_deleted: Account::remove_user,
            key_made: |_, _| {},
            key_deleted,
            omitted: |_| PasswordPolicy::default(),
            policy_set,
        }
    }
}

/// Gives the profile.
pub fn profile_made(account: &mut Account, name: &str, profile: LoginProfile) {
    if let Some(user) = account.user_mut(name) {
        user.profile = Some(profile);
    }
}

/// Takes the profile.
pub fn profile_deleted(account: &mut Account, name: &str) -> Option<()> {
    account.user_mut(name)?.profile.take().map(|_| ())
}

/// Resets the password.
pub fn reset(account: &mut Account, name: &str, password: &str) {
    if let Some(profile) = account
        .user_mut(name)
        .and_then(|user| user.profile.as_mut())
    {
        password.clone_into(&mut profile.password);
    }
}

/// Forgets the key.
pub fn key_deleted(account: &mut Account, id: &str) {
    account.keys.remove(id);
}

/// Sets the policy.
pub fn policy_set(account: &mut Account, policy: Option<PasswordPolicy>) {
    account.password_policy = policy;
}
