//! The account's password policy: read once, and changed where that is allowed and it can be put back as it was.

use std::sync::Arc;

use super::administrator::{Administrator, policy_parameters};
use super::entry::Entry;
use super::error::SetupError;
use super::failed::CallFailed;
use super::journal::Journal;
use super::target::Target;
use crate::case::PolicyInForce;
use crate::spec::AccountPolicy;

/// The account's password policy.
pub struct PolicyKeeper {
    administrator: Administrator,
    journal: Arc<Journal>,
    found: Result<Option<AccountPolicy>, CallFailed>,
    allowed: bool,
    kept: bool,
}

impl PolicyKeeper {
    /// Reads the policy as it is found.
    pub async fn find(target: &Target, journal: Arc<Journal>) -> Self {
        let administrator = target.administrator().clone();
        Self {
            found: administrator.get_account_password_policy().await,
            administrator,
            journal,
            allowed: target.may_change_policy(),
            kept: target.keeps_policy(),
        }
    }

    /// The policy as it was found.
    pub fn found(&self) -> PolicyInForce {
        in_force(&self.found)
    }

    /// Why the policy is not known, if it is not.
    pub fn unknown(&self) -> Option<&CallFailed> {
        self.found.as_ref().err()
    }

    /// Whether it may be changed: allowed, and known well enough to be put back.
    pub fn may_change(&self) -> bool {
        self.allowed && self.found.is_ok()
    }

    /// The policy as it is now.
    pub async fn read(&self) -> PolicyInForce {
        in_force(&self.administrator.get_account_password_policy().await)
    }

    /// Sets the policy, or sees to it that none is set.
    ///
    /// # Errors
    /// It must not be changed, the call was refused, or the journal could not be written.
    pub async fn put(&self, policy: Option<&AccountPolicy>) -> Result<(), SetupError> {
        self.write_down()?;
        let put = put(&self.administrator, policy).await;
        put.map_err(doing("set the account password policy"))
    }

    /// Sets the policy by a call that omits what has its default.
    ///
    /// # Errors
    /// It must not be changed, the call was refused, or the journal could not be written.
    pub async fn put_tersely(&self, policy: &AccountPolicy) -> Result<(), SetupError> {
        self.write_down()?;
        let administrator = &self.administrator;
        let put = administrator.update_account_password_policy_tersely(policy);
        put.await.map_err(doing("set the account password policy"))
    }

    /// The policy as it was found, before it is changed.
    fn write_down(&self) -> Result<(), SetupError> {
        let found = match &self.found {
            Ok(found) if self.allowed => found,
            Err(unknown) => return Err(doing("know the account password policy")(unknown.clone())),
            Ok(_) if self.kept => return Err(SetupError::PolicyKept),
            Ok(_) => return Err(SetupError::PolicyNotAllowed),
        };
        let as_parameters = |policy: &AccountPolicy| {
            let named = |(name, value): (&str, _)| (name.to_owned(), value);
            policy_parameters(policy).into_iter().map(named).collect()
        };
        self.journal.before(Entry::Policy {
            found: found.as_ref().map(as_parameters),
        })
    }
}

/// Sets a policy, or sees to it that none is set. The old one is deleted first, since there are endpoints that keep
/// of it what an update leaves out; and since there may be such as cannot delete, that may fail where one is set.
pub(super) async fn put(
    administrator: &Administrator,
    policy: Option<&AccountPolicy>,
) -> Result<(), CallFailed> {
    let deleted = administrator.delete_account_password_policy().await;
    match policy {
        Some(policy) => administrator.update_account_password_policy(policy).await,
        None => deleted,
    }
}

fn in_force(read: &Result<Option<AccountPolicy>, CallFailed>) -> PolicyInForce {
    match read {
        Ok(Some(policy)) => PolicyInForce::Set(policy.clone()),
        Ok(None) => PolicyInForce::Unset,
        Err(_) => PolicyInForce::Unknown,
    }
}

fn doing(what: &str) -> impl FnOnce(CallFailed) -> SetupError {
    let doing = what.to_owned();
    move |source| SetupError::Call { doing, source }
}
