//! The life of users and their login profiles (FACTS §4).

use super::table::table;
use crate::reference::account::{Account, Caller};
use crate::reference::administer;
use crate::reference::change_password::{
    Attempt, conforms, is_not_reused, knows_the_old, no_profile, permitted, put,
};
use crate::reference::errors::{ACCESS_DENIED, NO_SUCH_ENTITY, Refusal};
use crate::reference::turn::Turn;
use crate::reference::user::LoginProfile;

table! {
    "profile-made-by-change", "gives a user without a login profile one",
        breaks "User.no-login-profile",
        caught by ["identity/profile/none:status"],
        also ["identity/profile/*:status", "identity/profile/*:state", "identity/permission/broad-without-profile:status", "identity/permission/broad-without-profile:state"],
        |seams| {
            seams.compare.steps = &[permitted, knows_the_old_or_has_none, conforms, is_not_reused];
            seams.store.put = |account, user, new| {
                let none = account.user(user).is_some_and(|user| user.profile.is_none());
                if none {
                    administer::profile_made(account, user, LoginProfile {
                        password: new.to_owned(),
                        created: std::time::SystemTime::now(),
                        reset_required: false,
                    });
                }
                put(account, user, new);
            };
        };
    "profile-deleted-works", "goes on serving a user whose login profile was deleted",
        breaks "User.no-login-profile",
        caught by ["identity/profile/deleted:status"],
        also ["identity/profile/*:state", "identity/profile/*:status", "identity/user/*:status"],
        |seams| {
            seams.administer.profile_deleted = |account, name| {
                let profile = account.user(name)?.profile.as_ref()?;
                let password = profile.password.clone();
                account.scratch.texts.insert(name.to_owned(), password);
                administer::profile_deleted(account, name)
            };
            seams.compare.steps = &[permitted, knows_what_was_deleted, conforms, is_not_reused];
        };
    "profile-old-password-stays", "takes the password of a deleted login profile along into the next",
        breaks "User.new-profile",
        caught by ["identity/profile/made-again*:status"],
        also ["identity/profile/made-again*:state"],
        |seams| {
            seams.administer.profile_deleted = |account, name| {
                let profile = account.user(name)?.profile.as_ref()?;
                let password = profile.password.clone();
                account.scratch.texts.insert(name.to_owned(), password);
                administer::profile_deleted(account, name)
            };
            seams.administer.user_deleted = |account, name| {
                account.scratch.texts.remove(name);
                account.remove_user(name);
            };
            seams.administer.profile_made = with_what_was_kept;
        };
    "profile-unseen-stays-unseen", "remembers that a user had no login profile",
        breaks "ChangePassword.accepts",
        caught by ["identity/profile/late:status"],
        also ["identity/profile/late:state"],
        |seams| {
            seams.compare.steps = &[permitted, was_not_without, knows_the_old, conforms, is_not_reused];
            seams.store.refused = |account, refused| {
                if refused.refusal.code == NO_SUCH_ENTITY {
                    let caller = account.caller_arn(refused.caller);
                    account.scratch.counts.insert(caller, 1);
                }
            };
        };
    "user-old-password-stays", "keeps passwords by the names of users, and finds that of one who was deleted",
        breaks "User.recreated",
        caught by ["identity/user/recreated*:status"],
        also ["identity/user/recreated*:state", "policy/reuse/window-5-recreated:state", "policy/reuse/window-5-recreated:status"],
        |seams| {
            seams.administer.profile_deleted = |account, name| {
                let user = account.user(name)?;
                let kept = format!("{}\n{}", user.id, user.profile.as_ref()?.password);
                account.scratch.texts.insert(name.to_owned(), kept);
                administer::profile_deleted(account, name)
            };
            seams.administer.profile_made = with_what_a_namesake_had;
        };
    "reset-ignored", "answers an administrator's reset and does nothing",
        breaks "User.reset",
        caught by ["state/reset/*:status"],
        also ["state/reset/*:state", "policy/reuse/window-5-reset:state", "policy/reuse/window-5-reset:status"],
        |seams| {
            seams.administer.reset = |_, _, _| {};
        };
    "reset-one-call-late", "lets an administrator's reset wait for the next call",
        breaks "User.reset",
        caught by ["state/reset/counts-at-once:status"],
        also ["state/reset/to-the-current:state", "policy/reuse/window-5-reset:status", "state/reset/*:status"],
        |seams| {
            seams.administer.reset = |account, name, password| {
                account.scratch.texts.insert(name.to_owned(), password.to_owned());
                account.scratch.counts.insert(name.to_owned(), 0);
            };
            seams.store.arrives = |turn| {
                let account = &mut *turn.account;
                if let Caller::User(name) = turn.caller {
                    let calls = account.scratch.counts.entry(name.clone()).or_default();
                    *calls += 1;
                    if *calls > 1 && let Some(password) = account.scratch.texts.remove(name) {
                        administer::reset(account, name, &password);
                    }
                }
            };
        };
    "reset-spares-the-old", "takes the password before an administrator's reset as well",
        breaks "User.reset",
        caught by ["state/reset/*:status"],
        |seams| {
            seams.administer.reset = |account, name, password| {
                let profile = account.user(name).and_then(|user| user.profile.as_ref());
                if let Some(before) = profile.map(|profile| profile.password.clone()) {
                    account.scratch.texts.insert(name.to_owned(), before);
                }
                administer::reset(account, name, password);
            };
            seams.store.put = |account, user, new| {
                account.scratch.texts.remove(user);
                put(account, user, new);
            };
            seams.compare.steps = &[permitted, knows_what_was_deleted, conforms, is_not_reused];
        };
    "reset-required-blocks", "refuses who has to choose another password",
        breaks "User.reset-required",
        caught by ["identity/profile/reset-required:status"],
        also ["identity/profile/reset-required:state"],
        |seams| {
            seams.compare.steps = &[permitted, needs_no_reset, knows_the_old, conforms, is_not_reused];
        };
}

fn knows_the_old_or_has_none(turn: &Turn<'_>, attempt: &Attempt<'_>) -> Result<(), Refusal> {
    match turn.user(attempt.user)?.profile {
        None => Ok(()),
        Some(_) => knows_the_old(turn, attempt),
    }
}

fn knows_what_was_deleted(turn: &Turn<'_>, attempt: &Attempt<'_>) -> Result<(), Refusal> {
    match turn.account.scratch.texts.get(attempt.user) {
        Some(kept) if kept == attempt.old => Ok(()),
        _ => knows_the_old(turn, attempt),
    }
}

fn with_what_was_kept(account: &mut Account, name: &str, mut profile: LoginProfile) {
    if let Some(kept) = account.scratch.texts.remove(name) {
        profile.password = kept;
    }
    administer::profile_made(account, name, profile);
}

fn with_what_a_namesake_had(account: &mut Account, name: &str, mut profile: LoginProfile) {
    let id = account
        .user(name)
        .map(|user| user.id.clone())
        .unwrap_or_default();
    if let Some(kept) = account.scratch.texts.remove(name)
        && let Some((of, password)) = kept.split_once('\n')
        && of != id
    {
        password.clone_into(&mut profile.password);
    }
    administer::profile_made(account, name, profile);
}

fn was_not_without(turn: &Turn<'_>, attempt: &Attempt<'_>) -> Result<(), Refusal> {
    let caller = turn.account.caller_arn(turn.caller);
    match turn.account.scratch.counts.contains_key(&caller) {
        true => Err(no_profile(attempt.user)),
        false => Ok(()),
    }
}

fn needs_no_reset(turn: &Turn<'_>, attempt: &Attempt<'_>) -> Result<(), Refusal> {
    let profile = &turn.user(attempt.user)?.profile;
    match profile
        .as_ref()
        .is_some_and(|profile| profile.reset_required)
    {
        true => Err(Refusal::new(
            ACCESS_DENIED,
            "The password must be reset at the console.",
        )),
        false => Ok(()),
    }
}
