//! What an accepted change does, and what a refused one does not (FACTS §4).

use super::table::table;
use crate::reference::account::{Account, Caller};
use crate::reference::change_password::{Refused, put};
use crate::reference::errors::{
    ACCESS_DENIED, ErrorCode, PASSWORD_POLICY_VIOLATION, VALIDATION_ERROR,
};
use crate::reference::turn::Turn;

/// Calls of a user after which its change is forgotten.
const CALLS: usize = 10;

table! {
    "change-not-stored", "accepts a change and does nothing",
        breaks "ChangePassword.takes-effect",
        caught by ["preflight:witness"],
        also ["content:status", "form:status", "frontend:status", "identity:status", "old-password:status", "pairwise:status", "policy:status", "robustness:status", "sample:status", "spelling:status", "state:status"],
        |seams| {
            seams.store.put = |_, _, _| {};
        };
    "change-one-call-late", "brings a change in force one call of its user too late",
        breaks "ChangePassword.retires-old",
        caught by ["preflight:witness"],
        also ["auth:status", "content:status", "frontend:status", "identity:status", "new-password:status", "old-password:status", "pairwise:status", "policy:status", "robustness:status", "spelling:status", "state:status"],
        |seams| {
            seams.store.put = put_off;
            seams.store.arrives = catch_up;
        };
    "change-lost-by-another", "loses a change when another user calls",
        breaks "ChangePassword.stays",
        caught by ["preflight:own-user"],
        |seams| {
            seams.store.put = put_for_now;
            seams.store.arrives = lose_those_of_others;
        };
    "change-lost-after-ten", "loses a change at the user's tenth call after it",
        breaks "ChangePassword.stays",
        caught by ["state/lifetime/holds-through-many-calls:status"],
        also ["state/lifetime/holds-through-many-calls:state", "state/guesses/*:status", "state/guesses/*:state", "robustness/connection/pipelined-10:state"],
        |seams| {
            seams.store.put = put_for_now;
            seams.store.arrives = lose_what_is_old;
        };
    "stored-before-policy", "stores a new password before it asks the account policy about it",
        breaks "ChangePassword.refused-changes-nothing",
        caught by ["state/refused/policy:status"],
        also ["envelope/policy-violation:state", "new-password/length/*:state", "pairwise/*:state", "policy/classes/*:state", "policy/epoch/*:state", "policy/length/*:state", "policy/omitted/minimum-length-too-short:state", "policy/reuse/*:state", "policy/symbols/*:state", "policy/unset/*:state", "policy/epoch/reuse-off:status"],
        |seams| {
            seams.store.refused = |account, refused| store_if(account, refused, PASSWORD_POLICY_VIOLATION);
        };
    "stored-before-old", "stores a new password before it compares the old one",
        breaks "ChangePassword.refused-changes-nothing",
        caught by ["preflight:witness"],
        also ["policy/reuse/window-2-refused-pushes-nothing-out:status"],
        |seams| {
            seams.store.refused = |account, refused| {
                if let (Caller::User(name), true) = (refused.caller, refused.refusal.code == ACCESS_DENIED) {
                    put(account, name, refused.new);
                }
            };
        };
    "stored-before-validation", "stores a new password before it looks at its constraints",
        breaks "ChangePassword.refused-changes-nothing",
        caught by ["new-password/length/*:state"],
        also ["content:state", "envelope:state", "frontend:state", "identity:state", "new-password:state", "pairwise:state", "policy:state", "state:state", "state/lifetime/*:status", "state/refused/*:status"],
        |seams| {
            seams.store.refused = |account, refused| store_if(account, refused, VALIDATION_ERROR);
        };
    "stored-before-permission", "stores a new password before it asks whether the user may change it",
        breaks "ChangePassword.refused-changes-nothing",
        caught by ["identity/permission/none:state"],
        also ["identity/permission/*:state", "policy/epoch/*:state", "policy/omitted/allow-users:state", "policy/epoch/permission-on:status"],
        |seams| {
            seams.store.refused = |account, refused| store_if(account, refused, ACCESS_DENIED);
        };
}

/// Stores what was refused for this, where the old password was right.
fn store_if(account: &mut Account, refused: &Refused<'_>, code: ErrorCode) {
    let Caller::User(name) = refused.caller else {
        return;
    };
    let profile = account.user(name).and_then(|user| user.profile.as_ref());
    let right = profile.is_some_and(|profile| profile.password == refused.old);
    if right && refused.refusal.code == code && !refused.new.is_empty() {
        put(account, name, refused.new);
    }
}

/// What is pending is in force from the second call on.
/// Keeps the new password for later, beside the one in whose place it is to come.
fn put_off(account: &mut Account, user: &str, new: &str) {
    let change = current(account, user).map(|old| format!("{old}\0{new}"));
    account
        .scratch
        .texts
        .extend(change.map(|change| (user.to_owned(), change)));
    account.scratch.counts.insert(user.to_owned(), 0);
}

/// What was put off comes in force at the second call after it, unless an administrator has set another password.
fn catch_up(turn: &mut Turn<'_>) {
    let (Caller::User(user), account) = (turn.caller, &mut *turn.account) else {
        return;
    };
    let calls = account.scratch.counts.entry(user.clone()).or_default();
    *calls += 1;
    if *calls > 1
        && let Some(change) = account.scratch.texts.remove(user)
        && let Some((old, new)) = change.split_once('\0')
        && current(account, user).as_deref() == Some(old)
    {
        put(account, user, new);
    }
}

fn current(account: &Account, user: &str) -> Option<String> {
    let profile = account.user(user)?.profile.as_ref()?;
    Some(profile.password.clone())
}

/// Puts the new password in force, and keeps the old one at hand.
fn put_for_now(account: &mut Account, user: &str, new: &str) {
    if let Some(old) = current(account, user) {
        account.scratch.texts.insert(user.to_owned(), old);
        account.scratch.counts.insert(user.to_owned(), 0);
    }
    put(account, user, new);
}

fn lose_those_of_others(turn: &mut Turn<'_>) {
    let (Caller::User(caller), account) = (turn.caller, &mut *turn.account) else {
        return;
    };
    let texts = &mut account.scratch.texts;
    let lost: Vec<(String, String)> = texts.extract_if(|user, _| user != caller).collect();
    for (user, old) in lost {
        put(account, &user, &old);
    }
}

fn lose_what_is_old(turn: &mut Turn<'_>) {
    let (Caller::User(caller), account) = (turn.caller, &mut *turn.account) else {
        return;
    };
    let calls = account.scratch.counts.entry(caller.clone()).or_default();
    *calls += 1;
    if *calls == CALLS
        && let Some(old) = account.scratch.texts.remove(caller)
    {
        put(account, caller, &old);
    }
}
