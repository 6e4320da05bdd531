//! Changes at once (FACTS §4: "two calls at once with the same old password: at most one accepted").

use std::time::Duration;

use super::table::table;
use crate::reference::account::{Account, Caller};
use crate::reference::call::{Call, DecodeSeams, Value};
use crate::reference::change_password::{
    Attempt, conforms, is_not_reused, knows_the_old, permitted,
};
use crate::reference::errors::Refusal;
use crate::reference::turn::Turn;
use crate::wire::HttpRequest;

/// Between the comparison and the change.
const PAUSE: Duration = Duration::from_millis(2);
/// Where it stands whose call it is that knew the old password when it arrived.
const KNEW: &str = "knew";

table! {
    "race-all-win", "compares the old password when a call arrives, and changes it when its turn comes",
        breaks "ChangePassword.atomic",
        caught by ["state/race/*-at-once:state", "state/race/eight-gets:state", "state/race/two-keys:state"],
        also ["**:state", "**:status"],
        |seams| {
            seams.pace.look_ahead = Some(note_who_knows);
            seams.store.arrives = recall;
            seams.compare.steps = &[permitted, knew_the_old, conforms, is_not_reused];
        };
}

fn note(user: &str, old: &str) -> String {
    format!("{user}\n{old}")
}

/// Notes whose password the old one of the call is.
fn note_who_knows(account: &mut Account, request: &HttpRequest) -> Duration {
    let Ok(call) = Call::read(DecodeSeams::default(), request, None) else {
        return Duration::ZERO;
    };
    let Value::Text(old) = call.get("OldPassword") else {
        return Duration::ZERO;
    };
    let has = |password: &str| password == old;
    let known: Vec<String> = account
        .users()
        .filter(|(_, user)| {
            user.profile
                .as_ref()
                .is_some_and(|profile| has(&profile.password))
        })
        .map(|(_, user)| note(&user.name, &old))
        .collect();
    for name in known {
        *account.scratch.counts.entry(name).or_default() += 1;
    }
    PAUSE
}

/// Whether the caller knew the password when the call arrived; each note is good for one call.
fn recall(turn: &mut Turn<'_>) {
    turn.account.scratch.texts.remove(KNEW);
    if let (Caller::User(name), Value::Text(old)) = (turn.caller, turn.call.get("OldPassword"))
        && let Some(count) = turn.account.scratch.counts.get_mut(&note(name, &old))
        && let Some(less) = count.checked_sub(1)
    {
        *count = less;
        turn.account
            .scratch
            .texts
            .insert(KNEW.to_owned(), name.clone());
    }
}

fn knew_the_old(turn: &Turn<'_>, attempt: &Attempt<'_>) -> Result<(), Refusal> {
    match turn.account.scratch.texts.get(KNEW) {
        Some(name) if name == attempt.user => Ok(()),
        _ => knows_the_old(turn, attempt),
    }
}
