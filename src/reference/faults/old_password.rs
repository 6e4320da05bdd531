//! The old password not asked for, or not as it is (FACTS §1: "the IAM user's current password").

use super::table::table;
use crate::reference::account::Account;
use crate::reference::account::Caller;
use crate::reference::administer;
use crate::reference::change_password::{
    Attempt, Refused, conforms, is_not_reused, knows_the_old, permitted, put,
};
use crate::reference::errors::{ACCESS_DENIED, Refusal};
use crate::reference::turn::Turn;

/// Wrong guesses in a row after which nobody comes in.
const GUESSES: usize = 12;

table! {
    "old-unchecked", "takes any old password",
        breaks "OldPassword.match",
        caught by ["preflight:witness"],
        also ["frontend/duplicate/old-password-wrong-first:status", "robustness/connection/*:status", "state/race/right-among-wrong:status"],
        |seams| {
            seams.compare.same = |_, _| true;
        };
    "old-asked-once", "asks a user for the old password until it was right once",
        breaks "OldPassword.match",
        caught by ["preflight:witness"],
        also ["frontend/duplicate/old-password-wrong-first:status", "robustness/connection/*:status", "state/race/right-among-wrong:status"],
        |seams| {
            seams.compare.steps = &[permitted, knew_the_old_once, conforms, is_not_reused];
            seams.store.put = |account, user, new| {
                account.scratch.counts.insert(user.to_owned(), 1);
                put(account, user, new);
            };
        };
    "old-length-only", "compares the lengths of the old password and of the one in force",
        breaks "OldPassword.match",
        caught by ["preflight:witness"],
        also ["state/race/right-among-wrong:status"],
        |seams| {
            seams.compare.same = |profile, old| profile.password.chars().count() == old.chars().count();
        };
    "old-beginning-enough", "takes the beginning of the password in force for it",
        breaks "Password.exact",
        caught by ["wrong-old/first-*:status"],
        also ["state/near/*:state", "content/interpreted/*:status", "frontend/duplicate/*:status", "state/near/*:status", "wrong-old/dropped-at-23:status"],
        |seams| {
            seams.compare.same = |profile, old| profile.password.starts_with(old);
        };
    "old-part-enough", "takes a part of the password in force for it",
        breaks "Password.exact",
        caught by ["wrong-old/without-first-*:status"],
        also ["state/near/*:state", "content/interpreted/*:status", "content/match-all/zero:status", "frontend/duplicate/*:status", "old-password/length/1-ascii:status", "state/near/*:status", "wrong-old/*:status"],
        |seams| {
            seams.compare.same = |profile, old| profile.password.contains(old);
        };
    "old-and-more", "takes what begins with the password in force for it",
        breaks "Password.exact",
        caught by ["wrong-old/letter-after:status"],
        also ["state/near/*:state", "content/interpreted/backslash-trailing-offered:status", "state/near/*:status", "wrong-old/*:status"],
        |seams| {
            seams.compare.same = |profile, old| old.starts_with(&profile.password);
        };
    "old-is-new", "takes any old password where the new one is the same",
        breaks "OldPassword.match",
        caught by ["state/lifetime/same-wrong:status"],
        |seams| {
            seams.compare.steps = &[permitted, is_the_new_or_known, conforms, is_not_reused];
        };
    "old-second-try", "takes a wrong old password when the same call comes again",
        breaks "OldPassword.match",
        caught by ["state/guesses/repeated:status"],
        also ["state/race/same-new-password:state", "envelope/same-bytes-twice:status", "envelope/request-id/wrong-old-get:status", "robustness/connection/pipelined-10:status"],
        |seams| {
            seams.compare.steps = &[permitted, was_tried_or_knows, conforms, is_not_reused];
            seams.store.refused = |account, refused| {
                if let Some((name, tried)) = tried(refused) {
                    account.scratch.texts.insert(name, tried);
                }
            };
        };
    "old-of-anybody", "takes any user's password for the old one",
        breaks "Operation.caller",
        caught by ["preflight:own-user"],
        |seams| {
            seams.compare.steps = &[permitted, knows_anybody_s, conforms, is_not_reused];
        };
    "old-any-former", "takes every password that the user ever had for the old one",
        breaks "ChangePassword.retires-old",
        caught by ["preflight:witness"],
        |seams| {
            seams.compare.steps = &[permitted, knows_a_former, conforms, is_not_reused];
        };
    "old-still-valid", "takes the password before the current one for the old one as well",
        breaks "ChangePassword.retires-old",
        caught by ["preflight:witness"],
        |seams| {
            seams.compare.steps = &[permitted, knows_one_of_two, conforms, is_not_reused];
        };
    "old-guesses-lock", "lets a user who guessed wrong a dozen times in a row no longer in",
        breaks "ChangePassword.accepts",
        caught by ["state/guesses/*:status"],
        also ["state/guesses/*:state"],
        |seams| {
            seams.compare.steps = &[permitted, is_not_locked, knows_the_old, conforms, is_not_reused];
            seams.store.put = |account, user, new| {
                account.scratch.counts.remove(user);
                put(account, user, new);
            };
            seams.administer.reset = |account, user, password| {
                account.scratch.counts.remove(user);
                administer::reset(account, user, password);
            };
            seams.store.refused = count_a_guess;
        };
}

fn knew_the_old_once(turn: &Turn<'_>, attempt: &Attempt<'_>) -> Result<(), Refusal> {
    let has_profile = turn.user(attempt.user)?.profile.is_some();
    match has_profile && turn.account.scratch.counts.contains_key(attempt.user) {
        true => Ok(()),
        false => knows_the_old(turn, attempt),
    }
}

fn is_the_new_or_known(turn: &Turn<'_>, attempt: &Attempt<'_>) -> Result<(), Refusal> {
    let has_profile = turn.user(attempt.user)?.profile.is_some();
    match has_profile && attempt.old == attempt.new {
        true => Ok(()),
        false => knows_the_old(turn, attempt),
    }
}

/// Who tried, and what.
fn tried(refused: &Refused<'_>) -> Option<(String, String)> {
    let Caller::User(name) = refused.caller else {
        return None;
    };
    let wrong = refused.refusal.code == ACCESS_DENIED;
    wrong.then(|| (name.clone(), format!("{}\n{}", refused.old, refused.new)))
}

fn was_tried_or_knows(turn: &Turn<'_>, attempt: &Attempt<'_>) -> Result<(), Refusal> {
    let now = format!("{}\n{}", attempt.old, attempt.new);
    match turn.account.scratch.texts.get(attempt.user) {
        Some(tried) if *tried == now => Ok(()),
        _ => knows_the_old(turn, attempt),
    }
}

fn knows_anybody_s(turn: &Turn<'_>, attempt: &Attempt<'_>) -> Result<(), Refusal> {
    knows_the_old(turn, attempt).or_else(|refusal| {
        let is_theirs = turn
            .account
            .users()
            .filter_map(|(_, user)| user.profile.as_ref())
            .any(|profile| profile.password == attempt.old);
        let has_profile = turn.user(attempt.user)?.profile.is_some();
        if is_theirs && has_profile {
            Ok(())
        } else {
            Err(refusal)
        }
    })
}

fn knows_a_former(turn: &Turn<'_>, attempt: &Attempt<'_>) -> Result<(), Refusal> {
    let user = turn.user(attempt.user)?;
    match user.profile.is_some() && user.history.iter().any(|former| former == attempt.old) {
        true => Ok(()),
        false => knows_the_old(turn, attempt),
    }
}

fn knows_one_of_two(turn: &Turn<'_>, attempt: &Attempt<'_>) -> Result<(), Refusal> {
    let user = turn.user(attempt.user)?;
    let before = user.history.iter().rev().nth(1);
    match user.profile.is_some() && before.is_some_and(|before| before == attempt.old) {
        true => Ok(()),
        false => knows_the_old(turn, attempt),
    }
}

fn is_not_locked(turn: &Turn<'_>, attempt: &Attempt<'_>) -> Result<(), Refusal> {
    match turn.account.scratch.counts.get(attempt.user) {
        Some(count) if *count >= GUESSES => {
            Err(Refusal::new(ACCESS_DENIED, "The user is locked out."))
        }
        _ => Ok(()),
    }
}

fn count_a_guess(account: &mut Account, refused: &Refused<'_>) {
    if let Some((name, _)) = tried(refused) {
        *account.scratch.counts.entry(name).or_default() += 1;
    }
}
