//! Who may change the own password (FACTS §4, §5).

use super::table::table;
use crate::reference::account::{Account, Caller};
use crate::reference::authorize::{by_account, by_policies, decide};
use crate::reference::change_password::{
    Attempt, conforms, is_not_reused, knows_the_old, permitted,
};
use crate::reference::errors::Refusal;
use crate::reference::pattern::Variables;
use crate::reference::statement::{Decision, Policy};
use crate::reference::turn::Turn;
use crate::reference::user::User;

const CHANGE: &str = "iam:ChangePassword";

table! {
    "permission-ignored", "lets every user change the own password, permitted or not",
        breaks "Permission.none",
        caught by ["identity/permission/none:status", "identity/permission/another-s-arn:status", "identity/permission/denied:status"],
        also ["identity/permission/account-policy-denied:status", "policy/epoch/*:status", "policy/omitted/allow-users:status"],
        |seams| {
            seams.authorize.decide = |account, caller, action, resource| match caller {
                Caller::User(_) if action == CHANGE => Decision::Allowed,
                _ => decide(account, caller, action, resource),
            };
        };
    "permission-resource-ignored", "lets a user change the own password who may change another's",
        breaks "Permission.none",
        caught by ["identity/permission/another-s-arn:status"],
        |seams| {
            seams.authorize.decide = |account, caller, action, resource| match of(account, caller, action) {
                Some(user) => {
                    let allows = |policy: &Policy| policy.document.contains(CHANGE) && !policy.document.contains("Deny");
                    let by_any = if user.inline.values().any(allows) { Decision::Allowed } else { Decision::NotAllowed };
                    by_any.with(decide(account, caller, action, resource))
                }
                None => decide(account, caller, action, resource),
            };
        };
    "permission-deny-ignored", "overlooks an explicit denial",
        breaks "Permission.deny",
        caught by ["identity/permission/denied:status"],
        also ["identity/permission/account-policy-denied:status"],
        |seams| {
            seams.authorize.decide = |account, caller, action, resource| {
                edited(account, caller, action, resource, |policy| policy.statements.retain(|statement| statement.allow))
            };
        };
    "permission-account-beats-deny", "lets the account's permission beat an explicit denial",
        breaks "Permission.deny",
        caught by ["identity/permission/account-policy-denied:status"],
        |seams| {
            seams.authorize.decide = |account, caller, action, resource| match of(account, caller, action) {
                Some(user) if by_account(account, user, action, resource) == Decision::Allowed => Decision::Allowed,
                _ => decide(account, caller, action, resource),
            };
        };
    "permission-variable-literal", "does not put the user's name in the place of ${aws:username}",
        breaks "Permission.identity-policy",
        caught by ["identity/permission/variable*:status", "identity/permission/managed:status"],
        |seams| {
            seams.authorize.decide = |account, caller, action, resource| {
                edited(account, caller, action, resource, |policy| policy.variables = false)
            };
        };
    "permission-managed-ignored", "overlooks managed policies",
        breaks "Permission.managed-policy",
        caught by ["identity/permission/managed:status"],
        |seams| {
            seams.authorize.decide = |account, caller, action, resource| match of(account, caller, action) {
                Some(user) => by_inline(user, action, resource).with(by_account(account, user, action, resource)),
                None => decide(account, caller, action, resource),
            };
        };
    "permission-account-ignored", "overlooks AllowUsersToChangePassword",
        breaks "Permission.account-policy",
        caught by ["identity/permission/account-policy*:status", "policy/epoch/permission-*:status"],
        |seams| {
            seams.authorize.decide = |account, caller, action, resource| match of(account, caller, action) {
                Some(user) => by_policies(user, action, resource),
                None => decide(account, caller, action, resource),
            };
        };
    "permission-account-for-all", "takes AllowUsersToChangePassword for set",
        breaks "Permission.none",
        caught by ["identity/permission/none:status"],
        also ["identity/permission/another-s-arn:status", "policy/epoch/*:status", "policy/omitted/allow-users:status"],
        |seams| {
            seams.authorize.decide = |account, caller, action, resource| match of(account, caller, action) {
                Some(user) => by_policies(user, action, resource).with(Decision::Allowed),
                None => decide(account, caller, action, resource),
            };
        };
    "permission-path-left-out", "leaves the path out of the ARN that a user needs the right on",
        breaks "ChangePassword.accepts",
        caught by ["identity/user/path*:status", "identity/permission/variable-behind-path:status"],
        also ["identity/user/path*:state", "identity/permission/variable-behind-path:state"],
        |seams| {
            seams.authorize.decide = |account, caller, action, resource| match of(account, caller, action) {
                Some(user) => {
                    let bare = format!("arn:aws:iam::{}:user/{}", account.id, user.name);
                    by_policies(user, action, &bare).with(by_account(account, user, action, resource))
                }
                None => decide(account, caller, action, resource),
            };
        };
    "permission-broad-spares-old", "spares who may reset passwords the old one",
        breaks "Permission.no-shortcut",
        caught by ["identity/permission/broad-wrong-old-password:status"],
        also ["identity/user-name/another-s-password-by-an-administrator:status"],
        |seams| {
            seams.compare.steps = &[permitted, knows_the_old_or_may_reset, conforms, is_not_reused];
        };
}

/// The user who asks for a change of the own password.
fn of<'a>(account: &'a Account, caller: &Caller, action: &str) -> Option<&'a User> {
    match caller {
        Caller::User(name) if action == CHANGE => account.user(name),
        _ => None,
    }
}

/// The decision, by policies that are edited before they are read.
fn edited(
    account: &Account,
    caller: &Caller,
    action: &str,
    resource: &str,
    edit: fn(&mut Policy),
) -> Decision {
    let Some(user) = of(account, caller, action) else {
        return decide(account, caller, action, resource);
    };
    let attached = user.attached.values().map(|managed| &managed.policy);
    let mut policies: Vec<Policy> = user.inline.values().chain(attached).cloned().collect();
    policies.iter_mut().for_each(edit);
    by(user, policies.iter(), action, resource).with(by_account(account, user, action, resource))
}

fn by_inline(user: &User, action: &str, resource: &str) -> Decision {
    by(user, user.inline.values(), action, resource)
}

fn by<'a>(
    user: &User,
    policies: impl Iterator<Item = &'a Policy>,
    action: &str,
    resource: &str,
) -> Decision {
    let variables = Variables {
        username: Some(&user.name),
        userid: &user.id,
    };
    policies
        .map(|policy| policy.decide(action, resource, variables))
        .fold(Decision::NotAllowed, Decision::with)
}

fn knows_the_old_or_may_reset(turn: &Turn<'_>, attempt: &Attempt<'_>) -> Result<(), Refusal> {
    let has_profile = turn.user(attempt.user)?.profile.is_some();
    let may = turn.permit_user("iam:UpdateLoginProfile", attempt.user);
    match has_profile && may.is_ok() {
        true => Ok(()),
        false => knows_the_old(turn, attempt),
    }
}
