//! Reuse prevention: its window, what it compares, what feeds it (FACTS §5). The current password and the n-th before are open.

use super::table::table;
use crate::reference::account::Caller;
use crate::reference::administer;
use crate::reference::change_password::{
    Attempt, conforms, is_not_reused, knows_the_old, permitted,
};
use crate::reference::errors::{PASSWORD_POLICY_VIOLATION, Refusal};
use crate::reference::password_policy::reused;
use crate::reference::turn::Turn;

table! {
    "reuse-ignored", "overlooks PasswordReusePrevention",
        breaks "Policy.reuse",
        caught by ["policy/reuse/*:status"],
        also ["policy/epoch/*:status"],
        |seams| {
            seams.history.reused = |_, _, _| false;
        };
    "reuse-window-one-less", "forgets the oldest of the passwords that may not be used again",
        breaks "Policy.reuse",
        caught by ["policy/reuse/window-*-back-*:status"],
        also ["policy/reuse/*:status"],
        |seams| {
            seams.history.reused = |user, password, window| reused(user, password, window - 1);
        };
    "reuse-window-one-more", "refuses a password that lies one more back than the window reaches",
        breaks "Policy.reuse.window",
        caught by ["policy/reuse/window-*-back-*:status"],
        |seams| {
            seams.history.reused = |user, password, window| reused(user, password, window + 2);
        };
    "reuse-current-only", "compares with the current password alone",
        breaks "Policy.reuse",
        caught by ["policy/reuse/window-*:status"],
        also ["policy/epoch/*:status"],
        |seams| {
            seams.history.reused = |user, password, _| reused(user, password, 1);
        };
    "reuse-eternal", "refuses every password that the user ever had",
        breaks "Policy.reuse.window",
        caught by ["policy/reuse/window-1-back-2:status"],
        also ["policy/reuse/*:status"],
        |seams| {
            seams.history.reused = |user, password, _| reused(user, password, usize::MAX);
        };
    "reuse-across-users", "refuses a password that another user has used",
        breaks "Policy.reuse.per-user",
        caught by ["policy/reuse/window-5-another-s-password:status"],
        |seams| {
            seams.compare.steps = &[permitted, knows_the_old, conforms, nobody_used_it];
        };
    "reuse-case-folded", "compares with the passwords used before whatever their case",
        breaks "Policy.reuse.exact",
        caught by ["policy/reuse/window-5-other-case:status"],
        |seams| {
            seams.history.reused = |user, password, window| {
                let mut recent = user.history.iter().rev().take(window);
                recent.any(|earlier| earlier.eq_ignore_ascii_case(password))
            };
        };
    "reuse-first-eight", "compares eight characters with the passwords used before",
        breaks "Policy.reuse.exact",
        caught by ["policy/reuse/window-5-last-replaced:status"],
        also ["policy/reuse/*:status"],
        |seams| {
            seams.history.reused = |user, password, window| {
                let mut recent = user.history.iter().rev().take(window);
                recent.any(|earlier| earlier.chars().take(8).eq(password.chars().take(8)))
            };
        };
    "reuse-first-72-bytes", "compares 72 bytes with the passwords used before",
        breaks "Policy.reuse.exact",
        caught by ["policy/reuse/window-5-beyond-byte-72:status"],
        |seams| {
            seams.history.reused = |user, password, window| {
                let mut recent = user.history.iter().rev().take(window);
                recent.any(|earlier| earlier.bytes().take(72).eq(password.bytes().take(72)))
            };
        };
    "reuse-fed-by-refused", "remembers passwords of changes that it refused",
        breaks "Policy.reuse.successful",
        caught by ["policy/reuse/window-5-refused-is-not-remembered:status", "policy/reuse/window-2-refused-pushes-nothing-out:status"],
        |seams| {
            seams.store.refused = |account, refused| {
                if let Caller::User(name) = refused.caller
                    && let Some(user) = account.user_mut(name)
                {
                    user.remember(refused.new.to_owned());
                }
            };
        };
    "reuse-forgotten-with-policy", "forgets the passwords used before when the policy is changed",
        breaks "Policy.reuse",
        caught by ["policy/epoch/reuse-outlives-other-rules:status"],
        |seams| {
            seams.administer.policy_set = |account, policy| {
                let names: Vec<String> = account.users().map(|(_, user)| user.name.clone()).collect();
                for name in names {
                    if let Some(user) = account.user_mut(&name) {
                        user.history.clear();
                    }
                }
                administer::policy_set(account, policy);
            };
        };
}

fn nobody_used_it(turn: &Turn<'_>, attempt: &Attempt<'_>) -> Result<(), Refusal> {
    is_not_reused(turn, attempt)?;
    let in_force = (turn.seams.policy.in_force)(turn.account);
    let Some(window) = in_force.and_then(|policy| policy.reuse_prevention) else {
        return Ok(());
    };
    let mut users = turn.account.users();
    match users.any(|(_, user)| reused(user, attempt.new, window as usize)) {
        true => Err(Refusal::new(
            PASSWORD_POLICY_VIOLATION,
            "Somebody uses this password.",
        )),
        false => Ok(()),
    }
}
