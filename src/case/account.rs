//! What the oracle knows of the accounts it judges by.

use serde::{Deserialize, Serialize};

use crate::password::Secret;
use crate::spec::AccountPolicy;

/// The password policy that holds for the account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PolicyInForce {
    /// None is set: the default policy.
    Unset,
    /// This one is set.
    Set(AccountPolicy),
    /// It could not be read: what it refuses is open.
    Unknown,
}

/// Which password is in force.
#[derive(Clone, Debug, PartialEq)]
pub enum InForce {
    /// The user has no login profile.
    NoProfile,
    /// This one.
    One(Secret),
    /// One of these: an open request may or may not have changed it.
    OneOf(Vec<Secret>),
}

impl InForce {
    /// Every password that may be in force.
    pub fn candidates(&self) -> &[Secret] {
        match self {
            Self::NoProfile => &[],
            Self::One(secret) => std::slice::from_ref(secret),
            Self::OneOf(secrets) => secrets,
        }
    }

    /// The password in force, if there is no doubt.
    pub fn certain(&self) -> Option<&Secret> {
        match self {
            Self::One(secret) => Some(secret),
            Self::NoProfile | Self::OneOf(_) => None,
        }
    }
}

/// Whether the user may call ChangePassword for itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum Permission {
    /// An inline policy on the user's own ARN allows it, or what else does where that does not.
    #[default]
    Inline,
    /// An inline policy on the user's own ARN allows it.
    OwnArn,
    /// An inline policy on `arn:aws:iam::*:user/${aws:username}` allows it.
    InlineVariable,
    /// The managed policy `IAMUserChangePassword` is attached.
    Managed,
    /// An inline policy allows every action on every resource.
    Broad,
    /// Only the account policy can (AllowUsersToChangePassword).
    AccountPolicyOnly,
    /// Nothing allows it.
    None,
    /// An inline policy allows it on another user's ARN, and nothing on the own one.
    Elsewhere,
    /// An inline policy allows it and another denies it.
    Denied,
}

/// Passwords that are remembered of those that certainly count.
const REMEMBERED: usize = 32;

/// A user, as the oracle knows it.
#[derive(Clone, Debug)]
pub struct Account {
    /// Its name.
    pub user_name: String,
    /// Its password.
    pub in_force: InForce,
    /// Passwords before the current one that successful changes brought in force and that were replaced by successful
    /// changes, newest first. A password that a reset or a profile set is not certain to count, and stands with `false`.
    pub history: Vec<(Secret, bool)>,
    /// Whether the current password came by a successful change.
    pub current_counts: bool,
    /// Whether it may call ChangePassword.
    pub permission: Permission,
    /// Whether the user exists.
    pub exists: bool,
    /// Whether its ARN has a path before its name.
    pub has_path: bool,
}

impl Account {
    /// A user whose password was set by an administrator.
    pub fn new(user_name: String, password: Option<Secret>, permission: Permission) -> Self {
        Self {
            user_name,
            in_force: password.map_or(InForce::NoProfile, InForce::One),
            history: Vec::new(),
            current_counts: false,
            permission,
            exists: true,
            has_path: false,
        }
    }

    /// The same user behind this path.
    pub fn behind(mut self, path: &str) -> Self {
        self.has_path = path != "/";
        self
    }

    /// Whether nobody knows for sure which password is in force.
    pub fn is_lost(&self) -> bool {
        self.exists && matches!(self.in_force, InForce::OneOf(_))
    }

    /// The user changed the password, and the change was accepted.
    pub fn changed(&mut self, new: Secret) {
        self.push(self.current_counts);
        self.in_force = InForce::One(new);
        self.current_counts = true;
    }

    /// The user was to change the password, and nobody says whether that was done.
    pub fn perhaps_changed(&mut self, new: Secret) {
        let mut candidates = self.in_force.candidates().to_vec();
        if !candidates.contains(&new) {
            candidates.push(new);
        }
        self.in_force = InForce::OneOf(candidates);
        self.current_counts = false;
    }

    /// An administrator set the password, or took it away. What a deleted profile remembered is not certain to count.
    pub fn reset(&mut self, new: Option<Secret>) {
        self.push(false);
        if new.is_none() {
            for (_, counts) in &mut self.history {
                *counts = false;
            }
        }
        self.in_force = new.map_or(InForce::NoProfile, InForce::One);
        self.current_counts = false;
    }

    /// Forgets the passwords that lie behind every window of reuse (24 at most), and some more: a user serves thousands of cases.
    pub fn forget(&mut self) {
        let mut certain = 0;
        let mut counted = self.history.iter().map(|(_, counts)| *counts);
        let last = counted.position(|counts| {
            certain += usize::from(counts);
            certain == REMEMBERED
        });
        if let Some(last) = last {
            self.history.truncate(last + 1);
        }
    }

    fn push(&mut self, counts: bool) {
        match &self.in_force {
            InForce::One(secret) => self.history.insert(0, (secret.clone(), counts)),
            InForce::OneOf(secrets) => {
                for secret in secrets.iter().rev() {
                    self.history.insert(0, (secret.clone(), false));
                }
            }
            InForce::NoProfile => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::password::Recipe;

    fn secret(nth: usize) -> Secret {
        Secret::new(Recipe::current(), nth.to_string().into_bytes())
    }

    #[test]
    fn what_certainly_lies_behind_every_window_is_forgotten_and_nothing_else() {
        let mut account = Account::new("user".to_owned(), Some(secret(0)), Permission::Inline);
        for nth in 1..20 {
            account.changed(secret(nth));
        }
        let before = account.history.clone();
        account.forget();
        assert_eq!(account.history, before);
        // What may not count makes room for nothing.
        for nth in 20..60 {
            account.reset(Some(secret(nth)));
        }
        let before = account.history.clone();
        account.forget();
        assert_eq!(account.history, before);
        for nth in 60..1_000 {
            account.changed(secret(nth));
            account.forget();
        }
        assert_eq!(account.history.len(), REMEMBERED);
        assert_eq!(account.history[0], (secret(998), true));
    }
}
