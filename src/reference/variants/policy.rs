//! The account password policy where the sources leave it open (FACTS §4, §5).

use super::table::table;
use crate::reference::account::Account;
use crate::reference::change_password::put;
use crate::reference::password_policy::reused;

table! {
    "policy-counts-bytes", "counts the bytes of a password for the policy's minimum", |seams| {
        seams.policy.size = str::len;
    };
    "reuse-window-longer", "remembers as many passwords as the policy says beside the current one", |seams| {
        seams.history.reused = |user, password, window| reused(user, password, window + 1);
    };
    "reuse-spares-current", "does not count the current password as used before", |seams| {
        seams.history.reused = |user, password, window| {
            let is_current = user.history.back().is_some_and(|current| current == password);
            !is_current && reused(user, password, window)
        };
    };
    "reuse-counts-resets", "remembers the passwords that an administrator set", |seams| {
        seams.store.put = put_and_remember;
    };
}

/// The password that gives way is remembered, if no change of the user's own had set it.
fn put_and_remember(account: &mut Account, user: &str, new: &str) {
    if let Some(user) = account.user_mut(user)
        && let Some(profile) = &user.profile
        && user.history.back() != Some(&profile.password)
    {
        let password = profile.password.clone();
        user.remember(password);
    }
    put(account, user, new);
}
