//! Another user than the one who signs, root, a role's session (FACTS §1: "the IAM user who signs, and nobody else").

use super::table::table;
use crate::reference::account::{ADMINISTRATOR, Account, Caller};
use crate::reference::call::Value;
use crate::reference::change_password::{
    self, Attempt, Step, conforms, is_not_reused, knows_the_old, permitted, put,
};
use crate::reference::errors::{NO_SUCH_ENTITY, Refusal};
use crate::reference::turn::Turn;
use crate::reference::user::User;

/// Asked whether the caller may change its own password, whosever is changed.
const OWN_RIGHT: &[Step] = &[may_change_the_own, knows_the_old, conforms, is_not_reused];

table! {
    "user-first", "changes the password of the first user there is",
        breaks "Operation.caller",
        caught by ["preflight:own-user"],
        also ["identity/role/*:state", "identity/root/*:state", "identity/role/*:status", "identity/root/*:status"],
        |seams| {
            seams.compare.steps = OWN_RIGHT;
            seams.compare.whom = |turn| instead(turn, |account| with_profile(account).next());
        };
    "user-newest", "changes the password of the user who was made last",
        breaks "Operation.caller",
        caught by ["preflight:own-user"],
        also ["identity/role/*:state", "identity/root/*:state", "identity/role/*:status", "identity/root/*:status"],
        |seams| {
            seams.compare.steps = OWN_RIGHT;
            seams.compare.whom = |turn| instead(turn, |account| with_profile(account).max_by_key(|user| user.created));
        };
    "user-first-stored", "asks for the caller's password and changes the first user's",
        breaks "Operation.caller",
        caught by ["preflight:own-user"],
        |seams| {
            seams.store.put = |account, _, new| {
                let first = with_profile(account).next().map(|user| user.name.clone());
                put(account, &first.unwrap_or_default(), new);
            };
        };
    "user-all", "has one password for all users",
        breaks "Operation.caller",
        caught by ["preflight:own-user"],
        |seams| {
            seams.store.put = |account, _, new| {
                let all: Vec<String> = with_profile(account).map(|user| user.name.clone()).collect();
                all.iter().for_each(|name| put(account, name, new));
            };
        };
    "user-administrator-stored", "asks for the caller's password and changes the administrator's",
        breaks "ChangePassword.takes-effect",
        caught by ["preflight:witness"],
        also ["content:status", "form:status", "frontend:status", "identity:status", "old-password:status", "pairwise:status", "policy:status", "robustness:status", "sample:status", "spelling:status", "state:status"],
        |seams| {
            seams.store.put = |account, _, new| put(account, ADMINISTRATOR, new);
        };
    "user-named", "changes the password of the user that UserName names",
        breaks "Operation.user-name",
        caught by ["identity/user-name/another-s-password:status", "identity/user-name/shared-password:state"],
        also ["identity/user-name/*:status", "identity/user-name/*:state", "identity/role/user-name:state", "identity/root/user-name:state", "identity/role/user-name:status", "identity/root/user-name:status"],
        |seams| {
            seams.compare.steps = OWN_RIGHT;
            seams.compare.whom = |turn| match turn.call.get("UserName") {
                Value::Text(name) if !name.is_empty() => Ok(name.into_owned()),
                _ => change_password::whom(turn),
            };
        };
    "user-path-unknown", "finds no user who has a path",
        breaks "ChangePassword.accepts",
        caught by ["identity/user/path*:status", "identity/permission/*-behind-path:status"],
        also ["identity/user/path*:state", "identity/permission/*-behind-path:state"],
        |seams| {
            seams.compare.whom = |turn| {
                let name = change_password::whom(turn)?;
                match turn.user(&name)?.path == "/" {
                    true => Ok(name),
                    false => Err(Refusal::new(NO_SUCH_ENTITY, "The user cannot be found.")),
                }
            };
        };
    "user-underscore", "takes an underscore in a user's name for any character",
        breaks "Operation.caller",
        caught by ["identity/names/underscore:state"],
        |seams| {
            seams.compare.whom = |turn| {
                let name = change_password::whom(turn)?;
                let alike = |other: &User| other.name.len() == name.len()
                    && other.name.bytes().zip(name.bytes()).all(|(one, two)| one == two || two == b'_');
                Ok(turn.account.users().map(|(_, user)| user).find(|user| alike(user)).map_or(name.clone(), |user| user.name.clone()))
            };
            seams.compare.steps = OWN_RIGHT;
        };
    "user-name-beginning", "finds a user by the beginning of the name, and takes the last one found",
        breaks "Operation.caller",
        caught by ["identity/names/beginning-of-another:state"],
        also ["identity/names/*:state", "identity/user-name/another-s-password:state"],
        |seams| {
            seams.compare.whom = |turn| {
                let name = change_password::whom(turn)?;
                let alike = |user: &&User| user.name.starts_with(&name);
                Ok(turn.account.users().map(|(_, user)| user).filter(alike).last().map_or(name.clone(), |user| user.name.clone()))
            };
            seams.compare.steps = OWN_RIGHT;
        };
    "root-served", "serves the root user, and does nothing",
        breaks "Operation.root",
        caught by ["identity/root/*:status"],
        |seams| {
            seams.compare.whom = |turn| match turn.caller {
                Caller::Root => Ok(ADMINISTRATOR.to_owned()),
                _ => change_password::whom(turn),
            };
            seams.compare.steps = &[permitted, knows_the_old_or_is_root, conforms, is_not_reused];
        };
    "root-for-whom-it-knows", "lets the root user change the password of whoever has the old one",
        breaks "Operation.root",
        caught by ["identity/root/*:status", "identity/root/*:state"],
        |seams| {
            seams.compare.whom = |turn| match (turn.caller, turn.call.get("OldPassword")) {
                (Caller::Root, Value::Text(old)) => instead(turn, |account| {
                    with_profile(account).find(|user| user.profile.as_ref().is_some_and(|profile| profile.password == old))
                }),
                _ => change_password::whom(turn),
            };
        };
    "session-for-its-name", "takes a role's session for the user who has its name",
        breaks "Permission.session",
        caught by ["identity/role/*:status", "identity/role/*:state"],
        also ["identity/permission/*:status", "policy/epoch/*:status", "policy/omitted/allow-users:status"],
        |seams| {
            seams.compare.whom = |turn| match turn.caller {
                Caller::Session(session) => Ok(session.name.clone()),
                _ => change_password::whom(turn),
            };
            seams.compare.steps = &[knows_the_old, conforms, is_not_reused];
        };
}

/// Users with a password, in the order of their names.
fn with_profile(account: &Account) -> impl Iterator<Item = &User> {
    let users = account.users().map(|(_, user)| user);
    users.filter(|user| user.profile.is_some())
}

/// The user found instead of the caller, if one is; who may not call at all is refused as ever.
fn instead(turn: &Turn<'_>, find: impl Fn(&Account) -> Option<&User>) -> Result<String, Refusal> {
    match find(turn.account) {
        Some(user) => Ok(user.name.clone()),
        None => change_password::whom(turn),
    }
}

fn may_change_the_own(turn: &Turn<'_>, _: &Attempt<'_>) -> Result<(), Refusal> {
    match turn.caller {
        Caller::User(name) => turn.permit_user("iam:ChangePassword", name),
        Caller::Root | Caller::Session(_) => Ok(()),
    }
}

fn knows_the_old_or_is_root(turn: &Turn<'_>, attempt: &Attempt<'_>) -> Result<(), Refusal> {
    match turn.caller {
        Caller::Root => Ok(()),
        _ => knows_the_old(turn, attempt),
    }
}
